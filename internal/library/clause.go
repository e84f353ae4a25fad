package library

import (
	"strings"

	"tracuu/internal/document"
)

const (
	clauseRunes = 300      // shown of a clause that a citation points to
	keptClauses = 8192     // kept in memory, about 400 bytes each
	clauseBytes = 32 << 20 // of other texts read for one page; what is cited beyond goes without its words
)

// clauseKey names a clause of one state of a text.
type clauseKey struct{ id, fingerprint, anchor string }

// addClauses gives each citation of a point of a held text the words of that
// point. A text is read once for a page, and what was read is kept, so that a law
// that points to a hundred others costs them only the first time.
func (v *view) addClauses(d *Document) {
	wanted := map[string][]int{} // references by the document they point into
	var order []string
	for i := range d.References {
		r := &d.References[i]
		if r.Target == nil || !r.TargetHeld || r.Resolution.Anchor == "" || r.Target.ID == d.Record.ID {
			continue
		}
		n := v.docs[r.Target.ID]
		if c, ok := v.clauses.Get(clauseKey{n.ID, n.Fingerprint, r.Resolution.Anchor}); ok {
			r.Clause = c
			continue
		}
		if wanted[n.ID] == nil {
			order = append(order, n.ID)
		}
		wanted[n.ID] = append(wanted[n.ID], i)
	}
	budget := int64(clauseBytes)
	for _, id := range order {
		n := v.docs[id]
		if budget -= n.TextBytes; budget < 0 {
			return
		}
		text, err := v.corpus.Text(id)
		s := v.structure(id)
		if err != nil || s == nil { // one of the corpus's problems
			continue
		}
		for _, i := range wanted[id] {
			r := &d.References[i]
			r.Clause = clauseOf(s.ByAnchor(r.Resolution.Anchor), text)
			v.clauses.Add(clauseKey{id, n.Fingerprint, r.Resolution.Anchor}, r.Clause)
		}
	}
}

// clauseOf gives the beginning of a provision with all that is under it, on one
// line.
func clauseOf(p *document.Provision, text string) string {
	if p == nil || p.Start < 0 || p.Start >= p.End || p.End > len(text) {
		return ""
	}
	// Four bytes a rune are enough, and a chapter need not be copied whole.
	own := text[p.Start:min(p.End, p.Start+4*clauseRunes+utf8Slack)]
	if len(own) < p.End-p.Start {
		own = strings.ToValidUTF8(own, "")
	}
	return strings.Clone(firstRunes(strings.Join(strings.Fields(own), " "), clauseRunes))
}

const utf8Slack = 64 // for white space that the line does without
