package library

import (
	"errors"
	"fmt"

	"tracuu/corpus"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Document gives a document with its text, its citations resolved, and who
// cites it. The error is ErrNotFound for an id that no record has.
func (l *Library) Document(id string) (*Document, error) {
	v := l.current()
	n := v.docs[id]
	if n == nil {
		return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	d := &Document{Entry: v.entry(n), Structure: &document.Structure{}}
	if n.HasText() {
		text, err := l.corpus.Text(id)
		switch {
		case errors.Is(err, corpus.ErrNotFound): // removed since the view was made
			return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
		case err != nil:
			d.TextHeld = false
		default:
			v.read(d, n, text)
		}
	}
	for i := range n.Relations {
		r := &n.Relations[i]
		if other := v.docs[r.Target]; other != nil {
			d.Acting = append(d.Acting, v.link(r.Kind, other, r))
		}
	}
	for _, s := range v.passive[id] {
		d.Passive = append(d.Passive, v.link(s.Kind, v.docs[s.from], s.Relation))
	}
	d.CitedAt = v.gather(v.references.To(id), func(r resolve.Reference) string { return r.From }, id)
	d.Chain = v.chain(id)
	d.Reading = readingOf(n, d.Text)
	if !n.Number.IsZero() {
		for _, other := range v.byNumber[n.Key()] {
			if other != id {
				d.SameNumber = append(d.SameNumber, v.entry(v.docs[other]))
			}
		}
	}
	return d, nil
}

func (v *view) read(d *Document, n *node, text string) {
	d.Text = text
	v.readText(d, &n.Record, text)
	v.addClauses(d)
	d.Cited = v.gather(v.references.Of(n.ID), func(r resolve.Reference) string { return r.To }, n.ID)
}

// gather groups citations by the document at their other end, in order of
// first mention, leaving out those that name no document of the view and those
// of the document itself.
func (v *view) gather(refs []resolve.Reference, other func(resolve.Reference) string, self string) []Link {
	var links []Link
	at := map[string]int{}
	for _, r := range refs {
		id := other(r)
		if id == self || v.docs[id] == nil || r.Outcome != resolve.Resolved {
			continue
		}
		i, ok := at[id]
		if !ok {
			i = len(links)
			at[id] = i
			links = append(links, v.link(document.Cites, v.docs[id], nil))
		}
		links[i].Places = append(links[i].Places, v.place(r))
	}
	return links
}

func (v *view) link(kind document.RelationKind, n *node, s *document.Relation) Link {
	return Link{Kind: kind, Record: &n.Record, TextHeld: n.HasText(), State: v.stateOf(n), Stated: s}
}

func (v *view) entry(n *node) Entry {
	return Entry{
		Record: &n.Record, TextHeld: n.HasText(), State: v.stateOf(n), Changed: n.Changed(),
		Cites:   v.count(v.references.Of(n.ID), func(r resolve.Reference) string { return r.To }, n.ID),
		CitedBy: v.count(v.references.To(n.ID), func(r resolve.Reference) string { return r.From }, n.ID),
	}
}

// count counts the documents at the other end of citations.
func (v *view) count(refs []resolve.Reference, other func(resolve.Reference) string, self string) int {
	if len(refs) == 0 {
		return 0
	}
	seen := map[string]bool{}
	for _, r := range refs {
		if id := other(r); id != self && r.Outcome == resolve.Resolved && v.docs[id] != nil {
			seen[id] = true
		}
	}
	return len(seen)
}

// stateOf gives the status with the statements that make it. The links of a
// state do not carry the state of the other document: it would have no end.
func (v *view) stateOf(n *node) State {
	s := State{Status: n.status}
	for _, r := range v.passive[n.ID] {
		if statusOf([]stated{r}) != StatusUnknown {
			by := v.docs[r.from]
			s.By = append(s.By, Link{Kind: r.Kind, Record: &by.Record, TextHeld: by.HasText(), Stated: r.Relation})
		}
	}
	return s
}
