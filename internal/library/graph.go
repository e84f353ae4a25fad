package library

import (
	"cmp"
	"fmt"
	"slices"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Wanted is a document that texts of the library cite and whose own text it
// lacks.
type Wanted struct {
	// Entry is the record of the document; its Record is nil for one of which
	// nothing is known but how it is cited.
	Entry
	// Label names the document as citations do, "Nghị quyết 12-NQ/TW", and Date is
	// the date they give, where they agree.
	Label string
	Date  document.Date
	// Count counts the citations, in Documents citing documents.
	Count, Documents int
	// By are the citing documents with the places, in order of id.
	By []Link
}

// Missing gives page n, from 1, of the documents that are cited and whose text
// the library lacks, cited by most documents first, and how many there are. What
// is ambiguous, damaged or vague is not among them: nobody knows what it lacks.
func (l *Library) Missing(n, size int) ([]Wanted, int) {
	v := l.current()
	all := v.missing()
	total := len(all)
	from := min(max(n-1, 0)*size, total)
	var out []Wanted
	for _, w := range all[from:min(from+size, total)] {
		item := Wanted{Label: w.Label, Date: w.Date, Count: w.Count, Documents: w.Documents}
		if rec := v.docs[w.Document]; rec != nil {
			item.Entry = v.entry(rec)
		}
		for _, id := range w.By {
			if by := v.docs[id]; by != nil {
				link := v.link(document.Cites, by, nil)
				link.Places = v.placesOf(id, w)
				item.By = append(item.By, link)
			}
		}
		out = append(out, item)
	}
	return out, total
}

func (v *view) graph() resolve.Graph {
	return resolve.Graph{Catalogue: v.catalogue, References: v.references, HasText: func(id string) bool {
		n := v.docs[id]
		return n != nil && n.HasText()
	}}
}

// mergeUndated counts an unknown document that texts cite without its date as
// the one of the same label with a date, where there is one only and the texts
// that leave the date out give it elsewhere: "Chỉ thị số 777-CT/TW, ngày …" first,
// "Chỉ thị số 777-CT/TW" later. The order of the rest stays that of the counts.
func mergeUndated(all []resolve.Wanted) []resolve.Wanted {
	dated := map[string]int{} // label → index in all, -1 for several
	for i, w := range all {
		if w.Document == "" && w.Date.Year != 0 {
			if _, ok := dated[w.Label]; ok {
				dated[w.Label] = -1
			} else {
				dated[w.Label] = i
			}
		}
	}
	out := slices.Clone(all)
	gone := map[int]bool{}
	for i, w := range all {
		k, ok := dated[w.Label]
		if w.Document != "" || w.Date.Year != 0 || !ok || k < 0 {
			continue
		}
		if slices.ContainsFunc(w.By, func(id string) bool { return !slices.Contains(all[k].By, id) }) {
			continue
		}
		out[k].Count += w.Count
		gone[i] = true
	}
	if len(gone) == 0 {
		return out
	}
	kept := out[:0]
	for i, w := range out {
		if !gone[i] {
			kept = append(kept, w)
		}
	}
	slices.SortStableFunc(kept, func(a, b resolve.Wanted) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Count, a.Count))
	})
	return kept
}

// placesOf gives where the text of a document cites what is wanted.
func (v *view) placesOf(from string, w resolve.Wanted) []Place {
	var out []Place
	for _, r := range v.references.Of(from) {
		same := r.To == w.Document && r.Outcome == resolve.Resolved
		if w.Document == "" {
			same = r.Outcome == resolve.Unknown && r.Label == w.Label && (r.Date == w.Date || r.Date.Year == 0)
		}
		if same {
			out = append(out, v.place(r))
		}
	}
	return out
}

// Step is a document of a chain with what it does to those before it.
type Step struct {
	Entry
	// Links are its relations to earlier documents of the chain, each with the
	// document at its end.
	Links []ChainLink
}

// ChainLink is one relation of a chain.
type ChainLink struct {
	Kind document.RelationKind
	To   *document.Record
	// Source says who states it: a source of the acting record, or the id of the
	// text in whose citation it stands.
	Source string
}

// chain gives the line of documents that continue, replace or amend one another
// through the document, oldest first; nil where it is no more than one link.
func (v *view) chain(id string) []Step {
	links := v.graph().Chain(id)
	if len(links) < 2 {
		return nil
	}
	at := map[string]int{}
	var steps []Step
	step := func(id string) int {
		k, ok := at[id]
		if n := v.docs[id]; !ok && n != nil {
			k = len(steps)
			at[id] = k
			steps = append(steps, Step{Entry: v.entry(n)})
		} else if n == nil {
			return -1
		}
		return k
	}
	for _, l := range links {
		to, from := step(l.To), step(l.From)
		if to < 0 || from < 0 { // gone since the links were read
			continue
		}
		steps[from].Links = append(steps[from].Links, ChainLink{Kind: l.Relation, To: steps[to].Record, Source: l.Source})
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(a.Record.Date.Compare(b.Record.Date), cmp.Compare(a.Record.ID, b.Record.ID))
	})
	return steps
}

// Entry gives what a list says of the document, without reading its text. The
// error is ErrNotFound for an id that no record has.
func (l *Library) Entry(id string) (Entry, error) {
	v := l.current()
	n := v.docs[id]
	if n == nil {
		return Entry{}, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	return v.entry(n), nil
}
