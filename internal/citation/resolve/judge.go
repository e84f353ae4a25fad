package resolve

import (
	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// reason says why a record of the right number is not the document.
type reason int8

const (
	fits reason = iota
	otherType
	otherDate
	otherTerm
	otherProvince
	otherBody
	otherPlenum
	tooLate // issued after the citing document
	otherYear
)

// dateMatch is how the cited date compares with the record's.
type dateMatch int8

const (
	noDate dateMatch = iota
	sameDay
	samePart // year or month agree, one side says no more
	clash
)

// issuerMatch is how the cited body compares with the record's.
type issuerMatch int8

const (
	noIssuer issuerMatch = iota
	sameBody
	sameCode // the Central Committee for the Secretariat: no contradiction
	linked   // predecessor or successor
	otherIssuer
)

// candidate is a record that bears the cited number, and what speaks for it and
// against it.
type candidate struct {
	slot     int32
	e        *entry
	reject   reason
	typ      agreement
	date     dateMatch
	issuer   issuerMatch
	title    titleMatch
	term     bool // the cited term is the record's
	plenum   bool // so is the cited plenum
	current  int8 // 2: the series in force on the citing date, 1: the one before
	session  bool // the record is of a plenum, the citation names a standing body
	context  bool // an earlier citation of the text names it
	province bool // the province is known to be the record's
	score    float32
}

// judge weighs one record against a citation.
func (r *run) judge(f *facts, slot int32, e *entry) candidate {
	k := candidate{slot: slot, e: e, typ: compareTypes(f.typ, e.typ)}
	k.date = compareDates(f.c.Date, e.rec.Date)
	if e.rec.Date.IsZero() && e.year > 0 && f.c.Date.Year > 0 { // the number still tells the year
		k.date = samePart
		if e.year != f.c.Date.Year {
			k.date = clash
		}
	}
	if k.date == clash && f.c.Kind == citation.Plenum && nearMonth(f.c.Date, e.rec.Date) {
		k.date = samePart
	}
	k.issuer = compareIssuers(f.iss, e.issuer)
	switch {
	case r.citing.e != nil && r.citing.e.rec.ID == e.rec.ID:
	case r.citing.date.Before(e.rec.Date):
		k.reject = tooLate
	}
	k.session = k.issuer == sameCode && e.issuer.plenum > 0 && f.iss.plenum == 0 && f.iss.body.ID != e.issuer.body.ID
	if k.reject == fits {
		k.reject = r.contradiction(f, &k)
	}
	if f.numbering == national {
		// Nothing more is needed to identify; the rest breaks ties and is checked.
		if len(e.title) > 0 && f.c.Title != "" {
			k.title = compareTitles(f.titleWords(r), e.title)
		}
	} else {
		k.title = compareTitles(f.titleWords(r), e.title)
		k.current = r.currentSeries(f, e)
	}
	k.score = k.weight()
	return k
}

// contradiction names what rules the record out.
func (r *run) contradiction(f *facts, k *candidate) reason {
	e := k.e
	if k.typ == conflict && (f.short || f.typ.law || e.typ.law || f.numbering != national) {
		return otherType
	}
	if f.iss.term > 0 && e.term > 0 {
		// On the very day the term is a slip, and noted as one.
		if f.iss.term != e.term && k.date != sameDay {
			return otherTerm
		}
		k.term = f.iss.term == e.term
	}
	if f.iss.plenum > 0 && e.issuer.plenum > 0 {
		if f.iss.plenum != e.issuer.plenum {
			return otherPlenum
		}
		k.plenum = k.term
	}
	if numberingOf(e.rec.Number) == local {
		if reason := r.otherPlace(f, k); reason != fits {
			return reason
		}
	}
	if f.short && f.iss.body != nil && e.issuer.body != nil && k.issuer == otherIssuer {
		return otherBody
	}
	if k.date == clash && f.numbering != national {
		return otherDate
	}
	if f.c.Year != "" && e.rec.Year == "" && atoi(f.c.Year) != e.year { // also where its year is not known
		return otherYear
	}
	return fits
}

// otherPlace compares the province, the level and the commune of local bodies.
func (r *run) otherPlace(f *facts, k *candidate) reason {
	have := k.e.issuer
	if f.iss.body != nil && have.body != nil && f.iss.body.Level != have.body.Level && f.iss.body.Level != "" && have.body.Level != "" {
		return otherBody
	}
	if f.iss.place != have.place && (f.iss.place != "" || f.iss.body != nil && f.iss.body.Level != "tỉnh" && f.iss.body.Level != "") {
		return otherBody
	}
	if f.province == "" || have.province == "" {
		return fits
	}
	if f.province != have.province {
		return otherProvince
	}
	// A body of lower level is known by its own place, not by the province.
	k.province = have.place == "" && (have.body == nil || have.body.Level == "tỉnh" || have.body.Level == "") || f.iss.place != "" && f.iss.place == have.place
	if have.body != nil && have.body.Level != "tỉnh" && f.iss.place == "" {
		k.province = r.citing.e != nil && r.citing.e.issuer.place == have.place && have.place != ""
	}
	return fits
}

// currentSeries tells whether the record belongs to the series that runs on the
// citing date (2), or to the one before (1): the term for the Party, the year
// for the State's administrative documents.
func (r *run) currentSeries(f *facts, e *entry) int8 {
	if r.citing.date.IsZero() {
		return 0
	}
	now, was := r.citing.date.Year, e.year
	if body := termBody(e.issuer, e.rec.Number, r.citing.date); body != "" || e.term > 0 {
		if body == "" {
			return 0
		}
		now, was = r.citing.central, e.term
		if body != tables.CentralTerms {
			now = 0
			if t := tables.TermOn(body, r.citing.date); t != nil {
				now = t.Number
			}
		}
	}
	switch {
	case now == 0 || was == 0:
		return 0
	case now == was:
		return 2
	case now == was+1:
		return 1
	}
	return 0
}

// nearMonth reports dates at most two months apart: a plenum is dated by its
// session, what it adopted by the signature weeks later.
func nearMonth(a, b document.Date) bool {
	if a.Month == 0 || b.Month == 0 || a.Full() && b.Full() {
		return false
	}
	d := a.Year*12 + a.Month - b.Year*12 - b.Month
	return -2 <= d && d <= 2
}

func compareDates(cited, known document.Date) dateMatch {
	switch {
	case cited.IsZero() || known.IsZero():
		return noDate
	case !cited.Agrees(known):
		return clash
	case cited.Full() && known.Full():
		return sameDay
	}
	return samePart
}

func compareIssuers(cited, known issuer) issuerMatch {
	a, b := cited.body, known.body
	switch {
	case a == nil || b == nil:
		return noIssuer
	case a == b:
		return sameBody
	case tables.SameIssuerCode(a, b):
		return sameCode
	case cited.joint || known.joint:
		return noIssuer
	case tables.Succeeds(a, b) || tables.Succeeds(b, a):
		return linked
	case a.Level == "" || b.Level == "":
		if len(a.Codes) > 0 && len(b.Codes) > 0 && a.Codes[0] == b.Codes[0] {
			return sameCode
		}
	}
	return otherIssuer
}

// weight adds up what speaks for the record. The sizes say only which evidence
// outranks which; what is needed to resolve is decided in decide.go.
func (k *candidate) weight() float32 {
	var w float32
	switch k.date {
	case sameDay:
		w += 4
	case samePart:
		w += 2
	case clash:
		w -= 2
	}
	switch k.title.state {
	case agrees:
		w += 3
	case related:
		w += 2.5
	case conflict:
		w -= 2
	}
	switch k.issuer {
	case sameBody:
		w++
	case sameCode, linked:
		w += .25
		if k.session {
			w -= 1.5
		}
	case otherIssuer:
		w -= 2
	}
	switch k.typ {
	case agrees:
		w += .5
	case related:
		w += .25
	case conflict:
		w -= 3
	}
	if k.term {
		w += 2
	}
	if k.plenum {
		w += 3
	}
	if k.context {
		w += 3
	}
	if k.province {
		w++
	}
	return w + float32(k.current)/2
}
