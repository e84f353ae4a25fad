package servertest

import (
	"strings"

	"tracuu/index/query"
	"tracuu/internal/library"
)

// read reads a query's filters on types, and its exclusions.
func (l *Library) read(text string, a *library.Answer) *query.Query {
	v := new(query.Vocabulary)
	for _, d := range l.Docs {
		v.Add(query.Type, d.Record.Type, d.Record.Type)
	}
	q := query.Parse(text, v)
	a.Reading, a.Limited = q.Describe(), q.Limited
	for _, n := range q.Notes {
		a.Notes = append(a.Notes, library.Note(n))
	}
	for _, p := range q.Placed {
		a.Typed = append(a.Typed, library.Typed{Text: query.Chip(p.Node), Rest: q.Without(p)})
	}
	return q
}

// wanted are the words of a query that stand in no filter and no exclusion.
func wanted(q *query.Query) (words []string) {
	query.Walk(q.Root, func(n query.Node, within bool) {
		if w, ok := n.(query.Words); ok && !within {
			words = append(words, strings.Fields(fold(w.Text))...)
		}
	})
	return words
}

// passes tells whether a document passes the filters on types and the exclusions
// of a query.
func passes(root query.Node, d *library.Document) bool {
	all := fold(d.Record.Name() + " " + d.Record.Subject() + " " + d.Text)
	switch n := root.(type) {
	case query.And:
		for _, c := range n.Of {
			if !passes(c, d) {
				return false
			}
		}
	case query.Field:
		return n.Name != query.Type || len(n.Values) > 0 && n.Values[0] == d.Record.Type
	case query.Not:
		switch n := n.Of.(type) {
		case query.Phrase:
			return !strings.Contains(all, fold(n.Text))
		case query.Field:
			return !passes(n, d)
		}
	}
	return true
}
