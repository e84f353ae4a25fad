package check

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// agreement is how one aspect of a citation stands to a record.
type agreement int8

const (
	unsaid agreement = iota // one side says nothing of it
	same
	near // less than sameness, and no contradiction by itself
	differs
)

// match compares a citation with a record, aspect by aspect.
type match struct {
	rec                                      *document.Record
	number, symbol, typ, date, issuer, title agreement
	titles                                   compared
	session                                  bool // the citation names a plenum and no number, the record is of one
	score                                    int
}

func (ck *checker) compare(c *citation.Citation, t title, rec *document.Record) match {
	m := match{rec: rec, session: c.Kind == citation.Plenum && rec.Plenum != ""}
	if c.Number.Number != "" && rec.Number.Number != "" {
		m.number = differs
		if c.Bare() == rec.Bare() && (c.Year == rec.Year || c.Year == "" && c.Symbol == "") {
			m.number = same
		}
	}
	if c.Symbol != "" && rec.Symbol != "" {
		switch {
		case sameSymbol(c.Number, rec.Number):
			m.symbol = same
		case sameSymbol(document.Number{Symbol: strings.Replace(c.Symbol, "QĐi", "QĐ", 1)}, document.Number{Symbol: strings.Replace(rec.Symbol, "QĐi", "QĐ", 1)}):
			m.symbol = near
		default:
			m.symbol = differs
		}
	}
	if c.Kind != citation.Bare {
		m.typ = compareTypes(c.Type, rec.Type)
	}
	switch {
	case c.Date.IsZero() || rec.Date.IsZero():
	case !c.Date.Agrees(rec.Date):
		m.date = differs
	case c.Date.Full() && rec.Date.Full():
		m.date = same
	default:
		m.date = near
	}
	m.issuer = ck.compareIssuers(c.Issuer, rec.Issuer)
	if len(t.words) >= 2 && rec.Title != "" {
		m.titles = compareTitles(t.words, ck.k.titles[rec])
		switch like := m.titles.likeness(); {
		case len(m.titles.official) < 2:
		case like >= .65:
			m.title = same
			if m.titles.differing() {
				m.title = near
			}
		case like < .45:
			m.title = differs
		}
		if len(t.words) < 4 && m.title == near || t.loose && m.title == differs { // two of three words prove nothing
			m.title = unsaid
		}
	}
	m.weigh()
	return m
}

// weigh orders the records that a citation may have meant.
func (m *match) weigh() {
	add := func(a agreement, equal, close, other int) {
		switch a {
		case same:
			m.score += equal
		case near:
			m.score += close
		case differs:
			m.score += other
		}
	}
	add(m.number, 3, 0, -3)
	add(m.symbol, 2, 1, -2)
	add(m.typ, 1, 0, -1)
	add(m.date, 4, 1, -2)
	add(m.issuer, 2, 1, -1)
	add(m.title, 5, 4, -3)
}

// meant reports that the record is the document the citation is of, in spite of
// what differs: two of number, day and title, or a title of some length.
func (m *match) meant(loose bool) bool {
	number := m.number == same && m.symbol != differs && m.symbol != unsaid
	bare := m.number == same && m.symbol == unsaid // "Nghị định 91": a number of many
	title := m.title == same || m.title == near
	switch {
	case number && (m.date == same || title):
		return true
	case bare && (m.date == same && m.title != differs || title && m.typ == same):
		return true
	case number && m.rec.Year != "" && m.title != differs: // its year makes it the only one
		return true
	case m.date == same && title:
		return true
	case m.date == same && m.number == same && m.typ != differs && m.title != differs && m.issuer != differs:
		return true // other letters
	case title && m.number == same && m.symbol == differs && m.typ != differs:
		return true
	case m.session && !loose && m.title == same && len(m.titles.official) >= 6 && m.typ == same && m.date != differs:
		return true // what another plenum adopted
	case !loose && m.title == same && len(m.titles.official) >= 6 && len(m.titles.cited) >= 6 && m.symbol == same && m.typ == same && m.date != differs && m.issuer != differs:
		return true // the number of another
	}
	return false
}

// pick finds the record that a citation is of: the resolver's, unless another
// agrees in more.
func (ck *checker) pick(i int, t title) (m match, ok bool) {
	c, res := &ck.d.Citations[i], &ck.d.Resolutions[i]
	best := match{score: -100}
	for _, rec := range ck.k.near(c, t.words) {
		if ck.self(rec.ID) {
			continue
		}
		if x := ck.compare(c, t, rec); x.meant(t.loose) && (x.score > best.score || x.score == best.score && x.rec.Date.Compare(best.rec.Date) > 0) {
			best = x
		}
	}
	if res.Outcome == resolve.Resolved && !ck.self(res.Document) {
		if rec := ck.k.Record(res.Document); rec != nil {
			x := ck.compare(c, t, rec)
			if best.rec == nil || x.score+2 >= best.score {
				return x, true
			}
		}
	}
	return best, best.rec != nil
}

func compareTypes(cited, known string) agreement {
	if cited == "" || known == "" {
		return unsaid
	}
	a, b := tables.Fold(cited), tables.Fold(known)
	switch {
	case a == b:
		return same
	case strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" "): // Chương trình hành động, Thông báo kết luận
		return same
	case a == "quyết định" && b == "quy định" || a == "quy định" && b == "quyết định":
		return near // both sign QĐ, and registers confuse them
	}
	return differs
}

// body is an issuer phrase taken apart.
type body struct {
	*tables.Body
	province string
	joint    bool
}

func (ck *checker) body(phrase string) body {
	if b, ok := ck.bodies[phrase]; ok {
		return b
	}
	var b body
	for i := 0; i < len(phrase); {
		m, ok := tables.BodyAt(phrase, i)
		if !ok {
			if j := strings.IndexByte(phrase[i:], ' '); j >= 0 {
				i += j + 1
				continue
			}
			break
		}
		if b.Body == nil {
			b.Body = m.Body
			if m.Province != nil {
				b.province = tables.Fold(m.Province.Name)
			}
		} else if !tables.SameIssuerCode(b.Body, m.Body) {
			b.joint = true
		}
		i = m.End
		for i < len(phrase) && phrase[i] == ' ' {
			i++
		}
	}
	ck.bodies[phrase] = b
	return b
}

// compareIssuers compares two issuer phrases by the bodies they name. near is a
// body that signs with the same code: registers name the Central Committee for
// the Political Bureau and the Secretariat.
func (ck *checker) compareIssuers(cited, known string) agreement {
	if cited == "" || known == "" {
		return unsaid
	}
	if tables.Fold(cited) == tables.Fold(known) {
		return same
	}
	a, b := ck.body(cited), ck.body(known)
	switch {
	case a.Body == nil || b.Body == nil || a.joint || b.joint:
		return unsaid
	case a.province != "" && b.province != "" && a.province != b.province:
		return differs
	case a.Body == b.Body:
		return same
	case centralPair(a.Body, b.Body):
		return differs
	case tables.SameIssuerCode(a.Body, b.Body), tables.Succeeds(a.Body, b.Body), tables.Succeeds(b.Body, a.Body):
		return near
	case a.Level == "" || b.Level == "":
		if len(a.Codes) > 0 && len(b.Codes) > 0 && a.Codes[0] == b.Codes[0] {
			return near
		}
	}
	return differs
}

// centralPair reports the Political Bureau beside the Secretariat: two bodies,
// although one code signs for both.
func centralPair(a, b *tables.Body) bool {
	return a.ID == "bo-chinh-tri" && b.ID == "ban-bi-thu" || a.ID == "ban-bi-thu" && b.ID == "bo-chinh-tri"
}
