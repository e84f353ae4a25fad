package citation

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// issuerFirst reads an issuer that stands between the type word and "số": "Nghị
// định của Chính phủ số 45/2022/NĐ-CP".
func (p *parser) issuerFirst(j int) (start, end int) {
	start = j
	if p.toks[j].id == wCua {
		start++
	}
	if p.toks[start].flags&capital == 0 {
		return 0, 0
	}
	if start == j {
		if v, _ := bodyPhrases.at(p.toks, j); v < 0 {
			return 0, 0
		}
	}
	if end = p.body(start, true); end == 0 {
		return 0, 0
	}
	end = p.members(end)
	if p.toks[end].id != wSo || p.toks[end+1].kind != kindNum && p.toks[end+2].kind != kindNum {
		return 0, 0
	}
	return start, end
}

// tail is what directly follows a number or a name: date and issuer.
type tail struct {
	date                   document.Date
	issuerStart, issuerEnd int // tokens; issuerEnd 0: none
	end                    int
}

// tail reads date, issuer and term behind token i, in any order. bare allows a
// date without its word.
func (p *parser) tail(i int, bare bool) tail {
	t := tail{end: i}
	dated := false
	for n := 0; n < 4; n++ {
		j := t.end
		if !dated {
			if d, e := p.tailDate(j, bare && n == 0); e > 0 {
				t.date, t.end, dated = d, e, true
				continue
			}
		}
		if n == 0 && p.toks[j].id == pOpen && p.toks[j+1].flags&allCaps != 0 { // a unit: "TT-BCA (A11) ngày …"
			k := j + 2
			if p.toks[k].kind == kindNum && p.toks[k].flags&afterSpace == 0 {
				k++
			}
			if p.toks[k].id == pClose && (p.toks[k+1].id == wNgay || p.toks[k+1].id == pComma && p.toks[k+2].id == wNgay) {
				if d, e := p.tailDate(k+1, false); e > 0 {
					t.date, t.end, dated = d, e, true
					continue
				}
			}
		}
		if !dated && p.toks[j].id == wCua && p.toks[j+1].id == wNgay { // a slip: "của ngày 14 tháng …"
			if d, e := p.date(j+1, false); e > 0 && !d.IsZero() {
				t.date, t.end, dated = d, e, true
				continue
			}
		}
		if t.issuerEnd == 0 && n == 0 && bare {
			if e := p.term(j); e > 0 { // "04-NQ/TW (khóa XII)"
				t.issuerStart, t.issuerEnd, t.end = j, e, e
				continue
			}
		}
		if t.issuerEnd == 0 {
			if s, e := p.issuer(j); e > 0 {
				t.issuerStart, t.issuerEnd, t.end = s, e, e
				continue
			}
			if p.toks[j].id == pComma && p.toks[j+1].id == wHoi && dated { // "…, ngày …, Hội nghị lần thứ sáu … về"
				if s, e := p.issuer(j + 1); e > 0 && p.toks[e].id == wVe {
					t.issuerStart, t.issuerEnd, t.end = s, e, e
					continue
				}
			}
			if p.toks[j].id == pComma && p.toks[j+1].id == wCua {
				if s, e := p.issuer(j + 1); e > 0 {
					t.issuerStart, t.issuerEnd, t.end = s, e, e
					continue
				}
			}
		}
		break
	}
	return t
}

// joint goes on with the other issuers of a joint document: "của Bộ Tài chính, Bộ
// Công an và Viện kiểm sát nhân dân tối cao".
func (p *parser) joint(t *tables.Type, n *num, tl *tail) {
	if tl.issuerEnd != tl.end || tl.issuerEnd == 0 || n.letters != "TTLT" && n.letters != "NQLT" && !strings.HasSuffix(t.Name, "liên tịch") {
		return
	}
	tl.issuerEnd = p.members(tl.end)
	tl.end = tl.issuerEnd
}

// tailDate reads a date behind a number: with a comma before "ngày", or in
// brackets.
func (p *parser) tailDate(i int, bare bool) (document.Date, int) {
	t := &p.toks[i]
	switch {
	case t.id == pComma:
		if id := p.toks[i+1].id; id == wNgay {
			return p.date(i+1, false)
		}
	case t.id == pOpen:
		j := i + 1
		if d, e := p.date(j, true); e > 0 && p.toks[e].id == pClose && !d.IsZero() {
			return d, e + 1
		}
	case t.kind == kindNum:
		if bare && t.flags&afterSpace != 0 && t.flags&afterPara == 0 {
			return p.date(i, true)
		}
	case t.id == wNgay || t.id == wThang || t.id == wNam:
		return p.date(i, false)
	}
	return document.Date{}, 0
}

// addTail adds a citation that begins at token from, with its tail.
func (p *parser) addTail(c Citation, from int, t *tail) *Citation {
	if len(c.Provision) == 0 && c.Kind != Bare && p.toks[t.end].id == pComma {
		if steps, end := p.trailing(t.end + 1); end > 0 {
			c.Provision, t.end = steps, end
		}
	}
	c.Date = t.date
	if t.issuerEnd > 0 {
		c.Issuer = strings.Trim(p.slice(t.issuerStart, t.issuerEnd), "() ,")
		if strings.Count(c.Issuer, "(") > strings.Count(c.Issuer, ")") {
			c.Issuer += ")"
		}
	}
	return p.add(c, from, t.end)
}
