package library

import (
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Cite finds and resolves the citations of a text that is not of the library: a
// draft, a passage. What the text says of itself (its header, its identity
// sentence) counts as the citing document. The text is kept as it is, offsets
// are bytes of it; nothing is stored.
func (l *Library) Cite(text string) *Document { return l.current().cite(text) }

func (v *view) cite(text string) *Document {
	rec, _ := document.Recognise(text)
	d := &Document{Entry: Entry{Record: &rec}, Text: text}
	v.readText(d, &rec, text)
	at := map[string]int{}
	for i := range d.References {
		r := &d.References[i]
		if r.Target == nil {
			continue
		}
		j, ok := at[r.Target.ID]
		if !ok {
			j = len(d.Cited)
			at[r.Target.ID] = j
			d.Cited = append(d.Cited, v.link(document.Cites, v.docs[r.Target.ID], nil))
		}
		d.Cited[j].Places = append(d.Cited[j].Places, placeOf(d.Structure, text, i, &r.Citation))
	}
	d.Cites = len(d.Cited)
	return d
}

// readText analyses a text into the document: its structure and what became of
// each citation.
func (v *view) readText(d *Document, rec *document.Record, text string) {
	a := v.analyse(rec, text, true)
	d.Structure = a.citing.Structure
	d.References = make([]Reference, 0, len(a.citations))
	for i, c := range a.citations {
		ref := Reference{Citation: c, Resolution: a.resolutions[i], Provision: d.Structure.At(c.Start)}
		if t := v.docs[ref.Resolution.Document]; t != nil && ref.Resolution.Outcome == resolve.Resolved {
			ref.Target, ref.TargetHeld, ref.TargetState = &t.Record, t.HasText(), v.stateOf(t)
		}
		d.References = append(d.References, ref)
	}
	markChoices(d, rec)
}
