package library

import (
	"fmt"
	"slices"
	"strings"

	"tracuu/index/query"
)

// Note says of a piece of a query what was made of it where that is not what was
// meant, perhaps.
type Note struct {
	Start, End int    // runes of the query
	Text       string // Vietnamese
}

// Typed is a filter or an exclusion that stands in the words of a query.
type Typed struct {
	Text string // Vietnamese: "loại Chỉ thị", "không có “kinh tế”"
	Rest string // the query without it
}

// readQuery reads a query's text: the filters that it has with what the library knows
// of their values.
func (v *view) readQuery(text string, a *Answer) (q *query.Query, cites map[string][]string) {
	q = query.Parse(text, v.vocabulary())
	for _, n := range q.Notes {
		a.Notes = append(a.Notes, Note(n))
	}
	for _, p := range q.Placed {
		a.Typed = append(a.Typed, Typed{Text: query.Chip(p.Node), Rest: q.Without(p)})
	}
	cites = map[string][]string{}
	query.Walk(q.Root, func(n query.Node, _ bool) {
		f, ok := n.(query.Field)
		if !ok {
			return
		}
		say := func(text string) {
			note := Note{Start: 0, End: len([]rune(q.Text)), Text: text}
			for _, p := range q.Placed {
				if fmt.Sprint(p.Node) == fmt.Sprint(n) {
					note.Start, note.End = p.Start, p.End
				}
			}
			if !slices.Contains(a.Notes, note) {
				a.Notes = append(a.Notes, note)
			}
		}
		switch f.Name {
		case query.Type, query.Issuer, query.State:
			switch {
			case len(f.Values) == 0 || f.Name == query.Type && !v.hasType(f.Values):
				say(fmt.Sprintf("Thư viện không có %s nào là “%s”.", f.Name, f.Value))
			case f.Name == query.State && slices.Contains(f.Values, string(StatusOngoing)) && len(f.Values) > 1:
				say("“" + f.Value + "” chỉ gồm văn bản mà nguồn ghi là còn thực hiện; văn bản chưa rõ hiệu lực không tính.")
			}
		case query.Cites:
			if _, done := cites[f.Value]; done {
				return
			}
			ids, names := v.citing(f.Value)
			cites[f.Value] = ids
			switch {
			case len(names) == 0:
				say("Thư viện không có văn bản “" + f.Value + "” để tìm nơi viện dẫn.")
			case len(names) > 1:
				say(fmt.Sprintf("“%s” là %d văn bản (%s); tính cả.", f.Value, len(names), strings.Join(names[:min(len(names), 3)], "; ")))
			}
		}
	})
	return q, cites
}

// hasType tells whether a document of the library is of one of the types.
func (v *view) hasType(types []string) bool {
	for _, n := range v.docs {
		if slices.Contains(types, n.Type) {
			return true
		}
	}
	return false
}

// citing finds the documents that a text names, and the ids of those whose texts
// cite one of them.
func (v *view) citing(text string) (ids, names []string) {
	ids = []string{}
	seen := map[string]bool{}
	hits, _ := v.direct(text)
	for _, h := range hits {
		name := h.Record.Name()
		if d := h.Record.Date.Vietnamese(); d != "" {
			name += " ngày " + d
		}
		names = append(names, name)
		for _, r := range v.references.To(h.Record.ID) {
			if r.From != h.Record.ID && !seen[r.From] {
				seen[r.From] = true
				ids = append(ids, r.From)
			}
		}
	}
	return ids, names
}

// namesItself tells whether a query with a colon is a heading copied from a paper,
// "Số: 12-NQ/TW", and no filter: words and numbers, the colon with a space after
// it.
func namesItself(q *query.Query) bool {
	if !strings.Contains(q.Text, ": ") {
		return false
	}
	yes := true
	query.Walk(q.Root, func(n query.Node, _ bool) {
		switch n := n.(type) {
		case query.And, query.Words:
		case query.Field:
			yes = yes && n.Name == query.Number
		default:
			yes = false
		}
	})
	return yes
}

// maxNamed bounds the pieces of a query that are looked up as names of documents.
const maxNamed = 6

// namedIn finds the documents that a query names outside of its filters and
// exclusions: by all its words, or by one of its alternatives.
func (v *view) namedIn(q *query.Query) []Hit {
	var pieces []string
	query.Walk(q.Root, func(n query.Node, within bool) {
		if w, ok := n.(query.Words); ok && !within && len(pieces) < maxNamed {
			pieces = append(pieces, w.Text)
		}
	})
	if hits, _ := v.direct(strings.Join(pieces, " ")); len(hits) > 0 || len(pieces) < 2 {
		return hits
	}
	var named []Hit
	for _, p := range pieces {
		hits, _ := v.direct(p)
		for _, h := range hits {
			if !slices.ContainsFunc(named, func(o Hit) bool { return o.Record.ID == h.Record.ID }) {
				named = append(named, h)
			}
		}
	}
	return named
}
