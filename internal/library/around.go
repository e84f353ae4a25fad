package library

import (
	"cmp"
	"fmt"
	"slices"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Side tells on which side of a document another stands.
type Side string

// The sides of a document.
const (
	Bases Side = "bases" // what it rests on: it cites, carries out, amends it
	Users Side = "users" // what rests on it or acts on it
)

// AroundQuery says how much of the graph around a document is wanted.
type AroundQuery struct {
	Depth int  // steps from the document, from 1
	Side  Side // "" is both
	// Kinds are the relations to be followed; nil is all.
	Kinds []document.RelationKind
	Limit int // of documents, the centre not counted; 0 is AroundLimit
}

// AroundLimit bounds the documents around one that are given at most, and
// expandMost those of one depth whose own neighbours are looked for: beyond
// that nobody reads it, and a law that everything cites must not stop the server.
const (
	AroundLimit = 1000
	expandMost  = 200
)

// Around is the part of the graph that lies around a document.
type Around struct {
	Centre Entry
	// Nodes are the other documents, nearest first, of one depth those first that
	// act on a document or are acted on, then the most cited.
	Nodes []Neighbour
	// Edges lie between the centre and the nodes, and between the nodes where a
	// text on the way says so; ordered by ends and kind.
	Edges []Edge
	// Omitted counts the documents of the depths asked for that were found and
	// left out for the limit.
	Omitted int
}

// Neighbour is a document near another. Its Cites and CitedBy are not counted.
type Neighbour struct {
	Entry
	Depth int
	Side  Side
}

// Edge says that one document does something to another, and who says so.
type Edge struct {
	From, To string
	Kind     document.RelationKind
	// Partly says that every source says so of a part only.
	Partly bool
	Stated []*document.Relation // what records state, each with its source
	Said   []Said               // where texts say it
}

// Said is a place of a text that speaks of a relation; the text need not be that
// of the acting document, where the citation stands in the title of another.
type Said struct {
	In *document.Record
	Place
}

// Around gives the documents around the one with that id: what it rests on, what
// that rests on, and so on, and what rests on it. From a document that it rests
// on also those are followed that act on it (replace it, amend it), since they
// say whether the basis still stands; what merely cites the same basis is not a
// neighbour. The error is ErrNotFound for an id that no record has.
func (l *Library) Around(id string, q AroundQuery) (Around, error) {
	v := l.current()
	n := v.docs[id]
	if n == nil {
		return Around{}, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	if q.Limit <= 0 {
		q.Limit = AroundLimit
	}
	w := walk{v: v, q: q, edges: map[edgeKey]*Edge{}, at: map[string]int{id: -1}}
	w.out.Centre = v.brief(n)
	sides := []Side{Bases, Users}
	if q.Side != "" {
		sides = []Side{q.Side}
	}
	for _, side := range sides {
		w.expand(id, side, 1)
	}
	w.titled(id)
	w.settle()
	for depth := 2; depth <= q.Depth; depth++ {
		from := w.level(depth - 1)
		for _, k := range from[:min(len(from), expandMost)] {
			w.expand(w.out.Nodes[k].Record.ID, w.out.Nodes[k].Side, depth)
		}
		w.settle()
	}
	w.finish(id)
	return w.out, nil
}

// brief is an entry without the counts, which cost a look at every citing text.
func (v *view) brief(n *node) Entry {
	return Entry{Record: &n.Record, TextHeld: n.HasText(), State: v.stateOf(n)}
}

type edgeKey struct {
	from, to string
	kind     document.RelationKind
}

// walk gathers the documents of one depth after another.
type walk struct {
	v     *view
	q     AroundQuery
	out   Around
	edges map[edgeKey]*Edge
	at    map[string]int // id → index in out.Nodes; -1 for the centre
	found []Neighbour    // of the depth that is being looked for
	index map[string]int // id → index in found
}

// expand looks for what lies beyond a document on one side.
func (w *walk) expand(id string, side Side, depth int) {
	v := w.v
	if side == Bases {
		for _, r := range v.references.Of(id) {
			w.said(r)
			if r.Outcome == resolve.Resolved && r.To != id && w.wants(w.kindOf(r)) {
				w.find(r.To, side, depth)
			}
		}
		for i := range v.docs[id].Relations {
			r := &v.docs[id].Relations[i]
			if w.stated(id, r) {
				w.find(r.Target, side, depth)
			}
		}
		if depth == 1 {
			return
		}
	}
	for _, r := range v.references.To(id) {
		if r.Via != "" && r.Via != id && (side == Users || acts(r.Relation)) && w.between(r) { // what the document of a title does to this one
			w.find(r.Via, side, depth)
		}
		kind := w.kindOf(r)
		if r.Outcome != resolve.Resolved || r.From == id || !w.wants(kind) || side == Bases && !acts(kind) {
			continue
		}
		w.said(r)
		w.find(r.From, side, depth)
	}
	for _, s := range v.passive[id] {
		if (side == Users || acts(s.Kind)) && w.stated(s.from, s.Relation) {
			w.find(s.from, side, depth)
		}
	}
}

// titled adds what the title of the centre says that it does, wherever it is cited.
func (w *walk) titled(id string) {
	if w.q.Side == Users {
		return
	}
	for _, r := range w.v.graph().Titled(id) {
		if w.between(r) {
			w.find(r.To, Bases, 1)
		}
	}
}

// acts reports a relation that changes what becomes of its target.
func acts(k document.RelationKind) bool {
	switch k {
	case document.Replaces, document.Repeals, document.Amends, document.Corrects, document.Suspends, document.Continues:
		return true
	}
	return false
}

// kindOf is what a citation says that the citing document does to the cited one.
// A relation that stands in a title is that of the title's document, and an
// older document acts on no later one.
func (w *walk) kindOf(r resolve.Reference) document.RelationKind {
	if r.Relation == "" || r.Via != "" || acts(r.Relation) && w.v.graph().Earlier(r.From, r.To) {
		return document.Cites
	}
	return r.Relation
}

func (w *walk) wants(k document.RelationKind) bool {
	return w.q.Kinds == nil || slices.Contains(w.q.Kinds, k)
}

// said enters what a citation says; of one in a title also what it says of the
// title's document.
func (w *walk) said(r resolve.Reference) {
	if r.Outcome != resolve.Resolved || r.To == "" || r.To == r.From {
		return
	}
	if e := w.edge(r.From, r.To, w.kindOf(r)); e != nil {
		w.place(e, r)
	}
	w.between(r)
}

// between enters what a citation in a title says that the title's document does.
func (w *walk) between(r resolve.Reference) bool {
	if r.Outcome != resolve.Resolved || r.Via == "" || r.Via == r.From || r.Via == r.To || r.To == "" || r.Relation == "" ||
		acts(r.Relation) && w.v.graph().Earlier(r.Via, r.To) {
		return false
	}
	e := w.edge(r.Via, r.To, r.Relation)
	if e != nil {
		w.place(e, r)
	}
	return e != nil
}

func (w *walk) place(e *Edge, r resolve.Reference) {
	by := w.v.docs[r.From]
	if by == nil || slices.ContainsFunc(e.Said, func(s Said) bool { return s.In == &by.Record && s.Citation == r.Index }) {
		return
	}
	p := w.v.place(r)
	p.Citation = r.Index
	e.Said = append(e.Said, Said{In: &by.Record, Place: p})
}

// stated enters a statement of a record and reports whether it is wanted.
func (w *walk) stated(from string, r *document.Relation) bool {
	if r.Target == from {
		return false
	}
	e := w.edge(from, r.Target, r.Kind)
	if e == nil {
		return false
	}
	if !slices.Contains(e.Stated, r) {
		e.Stated = append(e.Stated, r)
	}
	return true
}

// edge is the edge of that kind, nil where it is not wanted or an end is unknown.
func (w *walk) edge(from, to string, kind document.RelationKind) *Edge {
	if !w.wants(kind) || w.v.docs[from] == nil || w.v.docs[to] == nil {
		return nil
	}
	k := edgeKey{from, to, kind}
	e := w.edges[k]
	if e == nil {
		e = &Edge{From: from, To: to, Kind: kind}
		w.edges[k] = e
	}
	return e
}

// find notes a document of the depth that is being looked for.
func (w *walk) find(id string, side Side, depth int) {
	n := w.v.docs[id]
	if _, ok := w.at[id]; ok || n == nil {
		return
	}
	if _, ok := w.index[id]; ok {
		return
	}
	if w.index == nil {
		w.index = map[string]int{}
	}
	w.index[id] = len(w.found)
	w.found = append(w.found, Neighbour{Entry: Entry{Record: &n.Record}, Depth: depth, Side: side})
}

// settle puts the documents of one depth in order and keeps as many as fit.
func (w *walk) settle() {
	weight := map[string]int{}
	for k, e := range w.edges {
		by := len(e.Said) + len(e.Stated)
		if acts(k.kind) {
			by += 1 << 20
		}
		for _, id := range []string{k.from, k.to} {
			if _, ok := w.index[id]; ok {
				weight[id] += by
			}
		}
	}
	slices.SortFunc(w.found, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(weight[b.Record.ID], weight[a.Record.ID]), b.Record.Date.Compare(a.Record.Date), cmp.Compare(a.Record.ID, b.Record.ID))
	})
	room := max(0, w.q.Limit-len(w.out.Nodes))
	if len(w.found) > room {
		w.out.Omitted += len(w.found) - room
		w.found = w.found[:room]
	}
	for _, f := range w.found {
		f.Entry = w.v.brief(w.v.docs[f.Record.ID])
		w.at[f.Record.ID] = len(w.out.Nodes)
		w.out.Nodes = append(w.out.Nodes, f)
	}
	w.found, w.index = nil, nil
}

// level gives the indexes of the documents of a depth.
func (w *walk) level(depth int) []int {
	var out []int
	for i, n := range w.out.Nodes {
		if n.Depth == depth {
			out = append(out, i)
		}
	}
	return out
}

// finish keeps the edges whose ends are both there.
func (w *walk) finish(centre string) {
	for k, e := range w.edges {
		_, from := w.at[k.from]
		_, to := w.at[k.to]
		if !from || !to || len(e.Said)+len(e.Stated) == 0 {
			continue
		}
		e.Partly = len(e.Said) == 0 && !slices.ContainsFunc(e.Stated, func(r *document.Relation) bool { return !r.Partly })
		w.out.Edges = append(w.out.Edges, *e)
	}
	slices.SortFunc(w.out.Edges, func(a, b Edge) int {
		near := func(e Edge) int { // edges of the centre first
			if e.From == centre || e.To == centre {
				return 0
			}
			return 1
		}
		return cmp.Or(near(a)-near(b), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
}

// ProvisionsOf gives the structure of a held text, nil where none is held.
func (l *Library) ProvisionsOf(id string) *document.Structure {
	v := l.current()
	if n := v.docs[id]; n == nil || !n.HasText() {
		return nil
	}
	return v.structure(id)
}
