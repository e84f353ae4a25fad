package library

import (
	"iter"
	"strings"

	"tracuu/index"
	"tracuu/internal/document"
)

// indexFingerprint changes when what the index is told of the document does.
func (n *node) indexFingerprint() string { return n.Fingerprint + "/" + string(n.status) }

// indexDocuments gives the documents to the index, all of them or those that
// are wanted. A text that cannot be read leaves its record findable.
func (v *view) indexDocuments(wanted map[string]bool) iter.Seq2[index.Document, error] {
	return func(yield func(index.Document, error) bool) {
		for _, id := range v.ids {
			if wanted != nil && !wanted[id] {
				continue
			}
			n := v.docs[id]
			d := index.Document{
				ID: id, Type: n.Type, Number: n.Number.Number, Symbol: n.Symbol, Label: n.Label(), Issuer: n.Issuer, Year: n.Date.Year,
				Date: n.Date.String(), Title: n.Subject(), State: string(n.status), Fingerprint: n.indexFingerprint(),
			}
			if n.HasText() {
				if text, err := v.corpus.Text(id); err == nil {
					d.TextHeld = true
					d.Units = unitsOf(text)
				}
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// unitsOf cuts a text into what a search finds: each provision's own text.
func unitsOf(text string) []index.Unit {
	s := document.Divide(text)
	var units []index.Unit
	s.Walk(func(p *document.Provision, _ int) bool {
		start, end := p.Own()
		if own := strings.TrimSpace(text[start:end]); own != "" {
			units = append(units, index.Unit{Anchor: p.Anchor, Label: p.Label, Heading: p.Heading, Text: own})
		}
		return true
	})
	return units
}
