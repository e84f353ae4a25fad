package library

import (
	"slices"
	"strconv"
	"strings"
)

// List gives the documents that pass the filter, newest first, with the values
// that each filter can take among the documents that pass the others.
func (l *Library) List(f Filter) Listing {
	v := l.current()
	out := Listing{Total: len(v.docs)}
	types, issuers, years := map[string]int{}, map[string]int{}, map[string]int{}
	for _, id := range v.ids {
		n := v.docs[id]
		if n.HasText() {
			out.Held++
		}
		typ := f.Type == "" || n.Type == f.Type
		issuer := f.Issuer == "" || n.Issuer == f.Issuer
		year := f.Year == 0 || n.Date.Year == f.Year
		held := f.Held == nil || n.HasText() == *f.Held
		if !f.Since.IsZero() && n.Changed().Before(f.Since) {
			continue
		}
		if issuer && year && held {
			types[n.Type]++
		}
		if typ && year && held {
			issuers[n.Issuer]++
		}
		if typ && issuer && held && n.Date.Year != 0 {
			years[strconv.Itoa(n.Date.Year)]++
		}
		if typ && issuer && year && held {
			out.Entries = append(out.Entries, v.entry(n))
		}
	}
	out.Types, out.Issuers, out.Years = values(types), values(issuers), values(years)
	slices.SortFunc(out.Years, func(a, b Value) int { return strings.Compare(b.Value, a.Value) })
	return out
}

// values orders the values of a filter by count, then by name.
func values(counts map[string]int) []Value {
	var vs []Value
	for v, n := range counts {
		if v != "" {
			vs = append(vs, Value{v, n})
		}
	}
	slices.SortFunc(vs, func(a, b Value) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return vs
}
