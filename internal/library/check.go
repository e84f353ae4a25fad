package library

import (
	"sync"

	"tracuu/internal/check"
	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Check judges the citations of a draft against what the library knows and the
// rules of the draft's family and date. It gives the draft as [Library.Cite]
// reads it, to which the offsets of the report (bytes) belong. Nothing is stored.
func (l *Library) Check(text string, opts check.Options) (*Document, check.Report) {
	v := l.current()
	d := v.cite(text)
	draft := check.Draft{Text: text, Record: d.Record, Structure: d.Structure,
		Citations: make([]citation.Citation, len(d.References)), Resolutions: make([]resolve.Resolution, len(d.References))}
	for i := range d.References {
		draft.Citations[i], draft.Resolutions[i] = d.References[i].Citation, d.References[i].Resolution
	}
	return d, check.Check(draft, v.drafts.catalogue(v), knownTo{v}, opts)
}

// draftKnowledge is what the checker asks by, made when a view is first asked.
type draftKnowledge struct {
	once  sync.Once
	known *check.Catalogue
}

func (k *draftKnowledge) catalogue(v *view) *check.Catalogue {
	k.once.Do(func() {
		records := make([]*document.Record, 0, len(v.ids))
		for _, id := range v.ids {
			records = append(records, &v.docs[id].Record)
		}
		k.known = check.NewCatalogue(records)
	})
	return k.known
}

// knownTo answers the checker from a view.
type knownTo struct{ v *view }

// Acts implements check.Knowledge.
func (k knownTo) Acts(id string) []check.Act {
	var out []check.Act
	for _, s := range k.v.passive[id] {
		if by := k.v.docs[s.from]; by != nil {
			out = append(out, check.Act{Kind: s.Kind, By: &by.Record, Partly: s.Partly, Date: s.Date, Source: s.Source, Confidence: s.Confidence})
		}
	}
	return out
}

// Text implements check.Knowledge.
func (k knownTo) Text(id string) (string, *document.Structure, bool) {
	n := k.v.docs[id]
	if n == nil || !n.HasText() {
		return "", nil, false
	}
	text, err := k.v.corpus.Text(id)
	if err != nil {
		return "", nil, false
	}
	return text, k.v.structure(id), true
}
