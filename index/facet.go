package index

import (
	"cmp"
	"slices"
	"strconv"
)

// facets are the values a document has by facet.
var facets = []struct {
	key   string
	value func(*entry) string
}{
	{FacetType, func(e *entry) string { return e.Type }},
	{FacetIssuer, func(e *entry) string { return e.Issuer }},
	{FacetYear, func(e *entry) string {
		if e.Year == 0 {
			return ""
		}
		return strconv.Itoa(e.Year)
	}},
	{FacetState, func(e *entry) string { return e.State }},
	{FacetHeld, func(e *entry) string { return strconv.FormatBool(e.TextHeld) }},
}

// facet counts the facets of docs and returns those that pass the filters.
func (v *view) facet(docs []*docMatch, filters map[string][]string, res *Results) []*docMatch {
	counts := make([]map[string]int, len(facets))
	for i := range counts {
		counts[i] = map[string]int{}
	}
	unknown := 0 // a filter on a facet that does not exist passes nothing
	for key, values := range filters {
		if len(values) > 0 && !slices.ContainsFunc(facets, func(f struct {
			key   string
			value func(*entry) string
		}) bool {
			return f.key == key
		}) {
			unknown++
		}
	}
	var pass []*docMatch
	values := make([]string, len(facets))
	for _, d := range docs {
		failed, failedAt := unknown, -1
		for i, f := range facets {
			values[i] = f.value(d.entry)
			if want := filters[f.key]; len(want) > 0 && !slices.Contains(want, values[i]) {
				failed++
				failedAt = i
			}
		}
		if failed == 0 {
			pass = append(pass, d)
		}
		for i, value := range values {
			// A document that only this facet's own filter keeps out counts:
			// choosing its value would show it.
			if value != "" && (failed == 0 || failed == 1 && failedAt == i) {
				counts[i][value]++
			}
		}
	}
	res.Facets = make(map[string][]Count, len(facets))
	for i, f := range facets {
		list := make([]Count, 0, len(counts[i]))
		for value, n := range counts[i] {
			list = append(list, Count{value, n})
		}
		slices.SortFunc(list, func(a, b Count) int {
			if f.key == FacetYear {
				return cmp.Compare(b.Value, a.Value)
			}
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		res.Facets[f.key] = list
	}
	return pass
}
