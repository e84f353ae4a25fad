package resolve

import (
	"slices"
	"strings"
	"sync"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// References remembers, for every text, what it cites and what it asked the
// catalogue for, so that a change of the catalogue leads to exactly the texts
// that could now resolve otherwise, those included that cited what was unknown.
// It is safe for concurrent use.
type References struct {
	mu      sync.RWMutex
	texts   map[string]*citingText
	wants   map[string]map[string]struct{} // key → ids of citing documents
	citedBy map[string]map[string]struct{} // document → ids of citing documents
}

type citingText struct {
	refs []Reference
	keys []string
}

// Reference is one resolved citation of a text.
type Reference struct {
	From string `json:"from"` // id of the citing document
	// Via is the document in whose title the citation stands, when it is nested:
	// the relation is then that document's.
	Via string `json:"via,omitempty"`
	// To is the id of the document named, empty when it is not resolved.
	To       string                `json:"to,omitempty"`
	Index    int                   `json:"index"` // of the citation in its text
	Start    int                   `json:"start"` // bytes of the citing text
	End      int                   `json:"end"`
	At       string                `json:"at,omitempty"`     // anchor of the citing provision
	Anchor   string                `json:"anchor,omitempty"` // of the cited provision
	Relation document.RelationKind `json:"relation,omitempty"`
	Outcome  Outcome               `json:"outcome"`
	// Label names what was cited as the citation does: "Nghị quyết 12-NQ/TW".
	Label string        `json:"label,omitempty"`
	Date  document.Date `json:"date,omitzero"`
}

// NewReferences gives an empty index.
func NewReferences() *References {
	return &References{texts: map[string]*citingText{}, wants: map[string]map[string]struct{}{}, citedBy: map[string]map[string]struct{}{}}
}

// Set enters what the text of document from cites, in place of what was entered
// before. The two slices are those given to and by [Catalogue.Resolve].
func (x *References) Set(from string, doc Citing, cites []citation.Citation, res []Resolution) {
	t := &citingText{keys: wantedKeys(doc, cites)}
	for i := range cites {
		if !cites[i].Kind.NamesDocument() && res[i].Document == "" {
			continue
		}
		t.refs = append(t.refs, referenceOf(from, doc, cites, res, i))
	}
	x.put(from, t)
}

func (x *References) put(from string, t *citingText) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drop(from)
	x.texts[from] = t
	for _, k := range t.keys {
		enter(x.wants, k, from)
	}
	for i := range t.refs {
		if to := t.refs[i].To; to != "" {
			enter(x.citedBy, to, from)
		}
	}
}

func referenceOf(from string, doc Citing, cites []citation.Citation, res []Resolution, i int) Reference {
	var lent citation.Citation
	c := completed(cites, i, &lent)
	r := Reference{From: from, To: res[i].Document, Index: i, Start: c.Start, End: c.End, Anchor: res[i].Anchor,
		Relation: c.Relation, Outcome: res[i].Outcome, Label: c.Label(), Date: c.Date}
	switch {
	case r.Label == "" && c.Name != "":
		r.Label = lawTitle(c.Type, c.Name)
	case r.Label == "":
		r.Label = c.Type + " " + c.Issuer
	case c.Type != "":
		r.Label = c.Type + " " + r.Label
	}
	r.Label = strings.Clone(r.Label) // or it would keep the whole text alive
	if p := c.Parent; p >= 0 && p < len(res) {
		r.Via = res[p].Document
	}
	if doc.Structure != nil {
		if p := doc.Structure.At(c.Start); p != nil {
			r.At = p.Anchor
		}
	}
	return r
}

// Remove forgets the citations of a text. Documents that cite it stay.
func (x *References) Remove(from string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drop(from)
}

func (x *References) drop(from string) {
	t := x.texts[from]
	if t == nil {
		return
	}
	delete(x.texts, from)
	for _, k := range t.keys {
		leave(x.wants, k, from)
	}
	for i := range t.refs {
		leave(x.citedBy, t.refs[i].To, from)
	}
}

func enter(m map[string]map[string]struct{}, key, id string) {
	s := m[key]
	if s == nil {
		s = map[string]struct{}{}
		m[key] = s
	}
	s[id] = struct{}{}
}

func leave(m map[string]map[string]struct{}, key, id string) {
	if s := m[key]; s != nil {
		delete(s, id)
		if len(s) == 0 {
			delete(m, key)
		}
	}
}

// Affected gives the documents, in order of id, whose citations can resolve
// otherwise after the change: those that cite the record, and those that asked
// for one of its numbers or names, resolved or not. Its cost grows with their
// number, not with the library. The changed document's own citations lean on its
// date, province and type, so it is among them when it has any.
func (x *References) Affected(ch Change) []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	set := map[string]struct{}{}
	for id := range x.citedBy[ch.ID] {
		set[id] = struct{}{}
	}
	for id := range x.wants["i"+ch.ID] {
		set[id] = struct{}{}
	}
	for _, k := range ch.Keys {
		for id := range x.wants[k] {
			set[id] = struct{}{}
		}
	}
	if x.texts[ch.ID] != nil {
		set[ch.ID] = struct{}{}
	}
	out := make([]string, 0, len(set))
	for id := range set {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Of gives what the text of a document cites, in text order. The slice is shared
// and must not be changed.
func (x *References) Of(from string) []Reference {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if t := x.texts[from]; t != nil {
		return t.refs
	}
	return nil
}

// To gives the places where other documents cite the document, ordered by citing
// document and place.
func (x *References) To(id string) []Reference {
	x.mu.RLock()
	defer x.mu.RUnlock()
	froms := make([]string, 0, len(x.citedBy[id]))
	for f := range x.citedBy[id] {
		froms = append(froms, f)
	}
	slices.Sort(froms)
	var out []Reference
	for _, f := range froms {
		for _, r := range x.texts[f].refs {
			if r.To == id {
				out = append(out, r)
			}
		}
	}
	return out
}

// CitedBy counts the documents that cite the document.
func (x *References) CitedBy(id string) int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.citedBy[id])
}

// Citing gives the ids of the documents that cite the document, in no order; none
// where more than n do.
func (x *References) Citing(id string, n int) []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(x.citedBy[id]) > n {
		return nil
	}
	out := make([]string, 0, len(x.citedBy[id]))
	for f := range x.citedBy[id] {
		out = append(out, f)
	}
	return out
}

// wantedKeys lists every key that the resolution of the citations looked up or
// could look up.
func wantedKeys(doc Citing, cites []citation.Citation) []string {
	set := map[string]struct{}{}
	add := func(k []byte) { set[string(k)] = struct{}{} }
	var lent citation.Citation
	for i := range cites {
		c := completed(cites, i, &lent)
		if !c.Kind.NamesDocument() {
			continue
		}
		f := facts{c: c, typ: typeOf(c.Type), iss: parseIssuer(c.Issuer)}
		if n := c.Number; n.Number != "" && n.Symbol != "" {
			add(appendNumberKey(nil, n))
			add(append([]byte("~"), appendPlainKey(nil, n)...))
			m := n
			if m.Year == "" && c.Date.Year > 0 {
				m.Year = itoa(c.Date.Year)
				add(appendNumberKey(nil, m))
			} else if m.Year != "" {
				m.Year = ""
				add(appendNumberKey(nil, m))
			}
		} else if n.Number != "" && f.typ != nil {
			add(appendShortKey(nil, f.typ, n.Number, n.Year))
		}
		if c.Repair != "" {
			if n, err := document.ParseNumber(c.Repair); err == nil {
				add(appendNumberKey(nil, n))
			}
		}
		if c.Name != "" || f.typ != nil && f.typ.folded == "hiến pháp" {
			add(append([]byte("l"), citedName(&f)...))
		}
		if c.Kind == citation.Plenum && (f.iss.plenum > 0 || f.iss.congress) {
			if f.iss.term > 0 {
				add([]byte(plenumKey(f.iss, f.iss.term)))
			} else {
				for _, t := range tables.Terms(tables.CentralTerms) {
					add([]byte(plenumKey(f.iss, t.Number)))
				}
			}
		}
	}
	fixes := doc.Corrections
	if doc.Record != nil {
		fixes = append(slices.Clone(fixes), doc.Record.Corrections...)
	}
	for _, f := range fixes {
		if f.Field == "citation" && f.Target != "" {
			add([]byte("i" + f.Target))
		}
	}
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	return out
}
