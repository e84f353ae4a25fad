package resolve

import (
	"hash/maphash"
	"sync"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// run is the state of resolving one text, kept from one text to the next to
// spare the allocations.
type run struct {
	c       *Catalogue
	doc     *Citing
	cites   []citation.Citation
	out     []Resolution
	citing  citingFacts
	issuers map[string]issuer
	words   []string
	ks      []candidate
	key     []byte

	// seen maps the hash of a number key, short key or name key to the citations
	// of the text that have it.
	seen   map[uint64]mention
	amends int // see titleAmends
	quotes quotes
	// article is the article looked at last, and articleAmends the citation of
	// the document that it amends, or -1.
	article       *document.Provision
	articleAmends int
	articles      map[string]*document.Provision // of the citing text, by number
	headings      map[string]bool                // by type: see heads
	asked         *document.Structure            // the structure last asked whether it has divisions
	divided       bool                           // its answer
	aliased       bool                           // the text has defined a short name
	names         map[string]string              // type and name of laws → name key, kept between texts
	nameBuf       []byte
	fix           []correction
	lent          citation.Citation // see completed
}

// mention is the last citation of a number in the text.
type mention struct {
	index    int32
	document string // "" when it was not resolved
	split    bool   // the number has named two documents in this text
}

var seed = maphash.MakeSeed()

var runs = sync.Pool{New: func() any {
	return &run{issuers: map[string]issuer{}, seen: map[uint64]mention{}, names: map[string]string{}}
}}

// Resolve decides what each citation of a text names. The citations must be
// those of one text in order; the result has one resolution for each.
func (c *Catalogue) Resolve(doc Citing, cites []citation.Citation) []Resolution {
	return c.AppendResolve(nil, doc, cites)
}

// AppendResolve is Resolve that appends to dst, for callers that go through many
// texts.
func (c *Catalogue) AppendResolve(dst []Resolution, doc Citing, cites []citation.Citation) []Resolution {
	if len(cites) == 0 {
		return dst
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	r := runs.Get().(*run)
	first := len(dst)
	for range cites {
		dst = append(dst, Resolution{Antecedent: -1})
	}
	r.c, r.doc, r.cites, r.out = c, &doc, cites, dst[first:]
	r.words, r.fix = r.words[:0], r.fix[:0]
	clear(r.seen)
	clear(r.headings)
	r.aliased, r.amends = false, unlooked
	r.quotes, r.article, r.articles = quotes{open: -1, close: -1}, nil, nil
	r.readCiting()
	r.readCorrections()
	for i := range cites {
		r.one(i)
	}
	r.lookAhead()
	r.c, r.doc, r.cites, r.out, r.citing = nil, nil, nil, nil, citingFacts{}
	r.article, r.articles, r.asked = nil, nil, nil
	r.lent = citation.Citation{}
	clear(r.words)
	clear(r.ks[:cap(r.ks)])
	runs.Put(r)
	return dst
}

func (r *run) readCiting() {
	r.citing = citingFacts{}
	rec := r.doc.Record
	if rec == nil {
		return
	}
	e := r.c.entry(rec.ID)
	if e == nil || e.rec != rec {
		e = newEntry(rec)
	}
	r.citing = citingFacts{e: e, date: rec.Date, province: e.issuer.province}
	if t := tables.TermOn(tables.CentralTerms, rec.Date); t != nil {
		r.citing.central = t.Number
	}
}

// one resolves citation i; those before it are done.
func (r *run) one(i int) {
	c := &r.cites[i]
	if len(r.fix) > 0 && r.corrected(i) {
		r.remember(i, c)
		return
	}
	switch c.Kind {
	case citation.Full, citation.Short, citation.Bare, citation.Named, citation.Plenum:
		c = completed(r.cites, i, &r.lent)
		r.named(i, c)
		if r.out[i].Outcome != Resolved && r.out[i].Outcome != Malformed {
			r.borrow(i, c)
		}
		r.remember(i, c)
		r.pinpoint(i)
	case citation.Self:
		r.self(i)
		r.pinpoint(i)
	case citation.Anaphora:
		r.anaphora(i)
		r.pinpoint(i)
	case citation.Provision:
		r.provision(i)
	case citation.Vague:
		r.out[i] = Resolution{Outcome: Vague, Antecedent: -1, Rule: "vague", Confidence: 1}
	default: // Future, Term
		rule := "future"
		if c.Kind == citation.Term {
			rule = "term"
		}
		r.out[i] = Resolution{Outcome: None, Antecedent: -1, Rule: rule, Confidence: 1}
	}
	if r.doc.Explain && r.out[i].Why == nil {
		r.explainSimple(i)
	}
}

// named resolves a citation that names a document by number or by name.
func (r *run) named(i int, c *citation.Citation) {
	var f facts
	r.readFacts(&f, c)
	ante := r.antecedent(i, &f)
	if c.Repair != "" {
		r.malformed(i, &f)
		return
	}
	if c.Identity && r.identity(i, &f) {
		return
	}
	ks := r.candidates(&f)
	if len(ks) == 0 && c.Symbol != "" && r.nearMiss(i, &f) {
		return
	}
	context := ""
	if ante >= 0 {
		context = r.out[ante].Document
	}
	if context != "" {
		for j := range ks {
			if ks[j].e.rec.ID == context && ks[j].reject == fits {
				ks[j].context = true
				ks[j].score = ks[j].weight()
			}
		}
	}
	var res Resolution
	if c.Kind == citation.Named || c.Kind == citation.Plenum {
		res = r.decideNamed(&f, ks)
	} else {
		res = r.decide(&f, ks)
	}
	if res.Outcome == Resolved && res.Rule == "earlier-citation" || res.Outcome == Unknown && ante >= 0 && context == "" {
		res.Antecedent = ante
	}
	if res.Outcome == Unknown && len(ks) == 0 {
		r.compareOrder(&f, &res)
		r.compareTerm(&f, &res)
	}
	if c.Confidence > 0 {
		res.Confidence *= c.Confidence
	}
	if r.doc.Explain {
		r.explain(&f, ks, &res)
	}
	r.out[i] = res
}

// candidates judges every record that answers to the citation's key.
func (r *run) candidates(f *facts) []candidate {
	c := f.c
	r.ks = r.ks[:0]
	slots := r.lookup(f)
	for _, s := range slots {
		r.ks = append(r.ks, r.judge(f, s, r.c.entries[s]))
	}
	// The citing document itself may not be in the catalogue.
	if e := r.citing.e; e != nil && r.c.entry(e.rec.ID) != e && !c.Number.IsZero() && e.rec.Bare() == c.Bare() && NumberKey(e.rec.Number) == NumberKey(c.Number) {
		same := false
		for i := range r.ks {
			same = same || r.ks[i].e.rec.ID == e.rec.ID
		}
		if !same {
			r.ks = append(r.ks, r.judge(f, -1, e))
		}
	}
	return r.ks
}

// lookup gives the slots for the citation, trying what its words leave open: a
// year that stands in the date instead of the number, or the other way round.
func (r *run) lookup(f *facts) []int32 {
	c := f.c
	switch {
	case c.Number.Number != "" && c.Symbol != "":
		r.key = appendNumberKey(r.key[:0], c.Number)
		if s := r.c.byKey[string(r.key)]; s != nil {
			return s
		}
		n := c.Number
		switch {
		case n.Year == "" && c.Date.Year > 0:
			n.Year = itoa(c.Date.Year)
		case n.Year != "":
			n.Year = ""
		default:
			return nil
		}
		r.key = appendNumberKey(r.key[:0], n)
		return r.c.byKey[string(r.key)]
	case c.Number.Number != "":
		if f.typ == nil {
			return nil
		}
		r.key = appendShortKey(r.key[:0], f.typ, c.Number.Number, c.Year)
		return r.c.byKey[string(r.key)]
	case c.Kind == citation.Plenum:
		return r.plenumSlots(f)
	case c.Name != "" || f.typ != nil && f.typ.folded == "hiến pháp":
		r.key = append(append(r.key[:0], 'l'), r.citedName(f)...)
		return r.c.byKey[string(r.key)]
	}
	return nil
}

// remember files the citation for those after it.
func (r *run) remember(i int, c *citation.Citation) {
	res := &r.out[i]
	if res.Outcome == Malformed {
		return
	}
	note := func(key []byte) {
		h := maphash.Bytes(seed, key)
		m, ok := r.seen[h]
		if ok && m.document != "" && res.Document != "" && m.document != res.Document {
			m.split = true
		}
		if res.Document != "" || !ok {
			m.document = res.Document
			m.index = int32(i)
		}
		r.seen[h] = m
	}
	if c.Number.Number != "" {
		if c.Symbol != "" {
			r.key = appendNumberKey(r.key[:0], c.Number)
			note(r.key)
		}
		if t := typeOf(c.Type); t != nil {
			r.key = appendShortKey(r.key[:0], t, c.Number.Number, "")
			note(r.key)
			if c.Year != "" {
				r.key = appendShortKey(r.key[:0], t, c.Number.Number, c.Year)
				note(r.key)
			}
		}
	}
	if c.Name != "" {
		r.key = append(append(r.key[:0], 'l'), r.citedName(&facts{c: c, typ: typeOf(c.Type)})...)
		note(r.key)
	}
	if c.AliasDef != "" {
		r.aliased = true
		r.key = append(append(r.key[:0], 'a'), tables.Fold(c.AliasDef)...)
		note(r.key)
		r.rememberAlias(c.AliasDef, note)
	}
}

// antecedent finds the earlier citation that this one leans on: the one it
// renames in brackets, one that defined its wording as an alias, or the last of
// the same number, type and issuer. -1 when there is none, or when the number
// has named two documents in the text.
func (r *run) antecedent(i int, f *facts) int {
	c := f.c
	if a := c.AliasOf; a >= 0 && a < i {
		if o := &r.cites[a]; c.Number.IsZero() || c.Bare() == o.Bare() {
			return a
		}
	}
	if r.doc.Text != "" && c.Start >= 0 && c.Start < c.End && c.End <= len(r.doc.Text) && (f.short || c.Kind == citation.Named) && r.aliased {
		r.key = append(append(r.key[:0], 'a'), tables.Fold(r.doc.Text[c.Start:c.End])...)
		if m, ok := r.seen[maphash.Bytes(seed, r.key)]; ok && !m.split {
			return int(m.index)
		}
	}
	if c.Date.Full() {
		return -1 // says itself which it is
	}
	switch {
	case c.Number.Number != "" && c.Symbol != "":
		r.key = appendNumberKey(r.key[:0], c.Number)
	case c.Number.Number != "" && f.typ != nil:
		r.key = appendShortKey(r.key[:0], f.typ, c.Number.Number, c.Year)
	case c.Name != "":
		r.key = append(append(r.key[:0], 'l'), r.citedName(f)...)
	default:
		return -1
	}
	m, ok := r.seen[maphash.Bytes(seed, r.key)]
	if !ok || m.split {
		return -1
	}
	o := &r.cites[m.index]
	if o.Bare() != c.Bare() || compareTypes(typeOf(o.Type), f.typ) == conflict {
		return -1
	}
	if c.Date.Year > 0 && !c.Date.Agrees(o.Date) {
		return -1
	}
	return int(m.index)
}

// identity resolves the text's own identity sentence.
func (r *run) identity(i int, f *facts) bool {
	e := r.citing.e
	if e == nil {
		return false
	}
	c := f.c
	if !c.Number.IsZero() && !e.rec.Number.IsZero() && c.Bare() != e.rec.Bare() {
		return false
	}
	r.out[i] = Resolution{Outcome: Resolved, Document: e.rec.ID, Antecedent: -1, Rule: "identity", Confidence: .99}
	if r.doc.Explain {
		r.explain(f, nil, &r.out[i])
	}
	return true
}

// lookAhead resolves what was open when the text names it fully only later: a
// headline says "Nghị quyết 12", the first paragraph its symbol and date.
func (r *run) lookAhead() {
	for i := range r.out {
		c, res := &r.cites[i], &r.out[i]
		if res.Outcome != Ambiguous && res.Outcome != Unknown || c.Kind == citation.Named || c.Kind == citation.Plenum || !c.Kind.NamesDocument() || c.Date.Full() {
			continue
		}
		var f facts
		r.readFacts(&f, c)
		switch {
		case c.Number.Number == "":
			continue
		case c.Symbol != "":
			r.key = appendNumberKey(r.key[:0], c.Number)
		case f.typ != nil:
			r.key = appendShortKey(r.key[:0], f.typ, c.Number.Number, c.Year)
		default:
			continue
		}
		m, ok := r.seen[maphash.Bytes(seed, r.key)]
		if !ok || m.split || m.document == "" || int(m.index) <= i {
			continue
		}
		e := r.c.entry(m.document)
		if e == nil {
			continue
		}
		k := r.judge(&f, 0, e)
		if k.reject != fits || k.issuer == otherIssuer || k.typ == conflict {
			continue
		}
		why := res.Why
		*res = Resolution{Outcome: Resolved, Document: m.document, Antecedent: int(m.index), Rule: "later-citation", Confidence: .85}
		if r.doc.Explain {
			res.Why = append(why, "Ở phần sau, văn bản viện dẫn đầy đủ số này.")
		}
		r.pinpoint(i)
	}
}
