package servertest

import (
	"slices"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// Around implements server.Library from the lists that the documents carry.
func (l *Library) Around(id string, q library.AroundQuery) (library.Around, error) {
	d, err := l.Document(id)
	if err != nil {
		return library.Around{}, err
	}
	out := library.Around{Centre: d.Entry}
	limit := q.Limit
	if limit == 0 {
		limit = library.AroundLimit
	}
	seen := map[string]bool{id: true}
	edges := map[string]int{}
	wants := func(k document.RelationKind) bool { return q.Kinds == nil || slices.Contains(q.Kinds, k) }
	edge := func(from, to string, link library.Link, by *document.Record) {
		key := from + " " + string(link.Kind) + " " + to
		if _, ok := edges[key]; ok {
			return
		}
		e := library.Edge{From: from, To: to, Kind: link.Kind}
		if link.Stated != nil {
			e.Stated, e.Partly = append(e.Stated, link.Stated), link.Stated.Partly
		}
		for _, p := range link.Places {
			e.Said = append(e.Said, library.Said{In: by, Place: p})
		}
		edges[key] = len(out.Edges)
		out.Edges = append(out.Edges, e)
	}
	var expand func(d *library.Document, side library.Side, depth int)
	expand = func(d *library.Document, side library.Side, depth int) {
		links, back := append(slices.Clone(d.Cited), d.Acting...), false
		if side == library.Users {
			links, back = append(slices.Clone(d.CitedAt), d.Passive...), true
		}
		var next []*library.Document
		for _, link := range links {
			other, err := l.Document(link.Record.ID)
			if err != nil || !wants(link.Kind) {
				continue
			}
			if !seen[link.Record.ID] {
				if len(out.Nodes) == limit {
					out.Omitted++
					continue
				}
				seen[link.Record.ID] = true
				out.Nodes = append(out.Nodes, library.Neighbour{Entry: other.Entry, Depth: depth, Side: side})
				next = append(next, other)
			}
			if back {
				edge(link.Record.ID, d.Record.ID, link, link.Record)
			} else {
				edge(d.Record.ID, link.Record.ID, link, d.Record)
			}
		}
		if depth < q.Depth {
			for _, o := range next {
				expand(o, side, depth+1)
			}
		}
	}
	for _, side := range []library.Side{library.Bases, library.Users} {
		if q.Side == "" || q.Side == side {
			expand(d, side, 1)
		}
	}
	return out, nil
}

// ProvisionsOf implements server.Library.
func (l *Library) ProvisionsOf(id string) *document.Structure {
	d, err := l.Document(id)
	if err != nil || !d.TextHeld {
		return nil
	}
	return d.Structure
}
