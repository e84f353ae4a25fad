package servertest

import (
	"context"
	"slices"
	"strings"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// Entry implements server.Library.
func (l *Library) Entry(id string) (library.Entry, error) {
	d, err := l.Document(id)
	if err != nil {
		return library.Entry{}, err
	}
	return d.Entry, nil
}

// Missing implements server.Library: what the citations name and nothing holds.
func (l *Library) Missing(n, size int) ([]library.Wanted, int) {
	at := map[string]int{}
	var all []library.Wanted
	for _, d := range l.Docs {
		for i := range d.References {
			r := &d.References[i]
			w := library.Wanted{Label: strings.TrimSpace(r.Type + " " + r.Number.Label()), Date: r.Date}
			switch {
			case r.Target != nil && !r.TargetHeld && r.Resolution.Outcome == resolve.Resolved:
				w.Entry = library.Entry{Record: r.Target, State: r.TargetState}
				w.Label, w.Date = r.Target.Name(), r.Target.Date
			case r.Resolution.Outcome != resolve.Unknown:
				continue
			}
			k, ok := at[w.Label]
			if !ok {
				k = len(all)
				at[w.Label] = k
				all = append(all, w)
			}
			p := library.Place{Quote: d.Text[r.Start:r.End], Citation: i, Before: before(d.Text, r.Start), After: after(d.Text, r.End)}
			if r.Provision != nil {
				p.Anchor, p.Label = r.Provision.Anchor, r.Provision.Label
			}
			all[k].Count++
			if by := all[k].By; len(by) == 0 || by[len(by)-1].Record.ID != d.Record.ID {
				all[k].By = append(by, library.Link{Kind: document.Cites, Record: d.Record, TextHeld: d.TextHeld, State: d.State})
				all[k].Documents++
			}
			last := &all[k].By[len(all[k].By)-1]
			last.Places = append(last.Places, p)
		}
	}
	slices.SortStableFunc(all, func(a, b library.Wanted) int {
		if a.Documents != b.Documents {
			return b.Documents - a.Documents
		}
		return b.Count - a.Count
	})
	from := min(max(n-1, 0)*size, len(all))
	return all[from:min(from+size, len(all))], len(all)
}

// Writable implements server.Library.
func (l *Library) Writable() bool { return !l.ReadOnly }

// Correct implements server.Library: it sets the outcome of the citations that
// are meant, and gives it back when the decision is taken back.
func (l *Library) Correct(_ context.Context, id, quote string, nth int, target string) error {
	if l.ReadOnly {
		return library.ErrReadOnly
	}
	d, err := l.Document(id)
	if err != nil {
		return err
	}
	found := false
	for i := range d.References {
		r := &d.References[i]
		if d.Text[r.Start:r.End] != quote || nth != 0 && nth != r.Nth {
			continue
		}
		found = true
		if target == "" {
			*r = l.was[r.Choice]
			continue
		}
		t, err := l.Document(target)
		if err != nil {
			return err
		}
		c := &document.Correction{Field: "citation", Quote: quote, Nth: nth, Target: target}
		if l.was == nil {
			l.was = map[*document.Correction]library.Reference{}
		}
		l.was[c] = *r
		r.Choice, r.Target, r.TargetHeld, r.TargetState = c, t.Record, t.TextHeld, t.State
		r.Resolution = resolve.Resolution{Outcome: resolve.Resolved, Document: target, Antecedent: -1, Rule: "correction", Confidence: 1,
			Why: []string{"Người biên tập đã xác định viện dẫn này."}}
	}
	if !found {
		return library.ErrNoCitation
	}
	return nil
}
