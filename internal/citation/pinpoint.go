package citation

import (
	"tracuu/internal/document"
)

// unitPhrases are the words for divisions; the value indexes units.
var (
	units       = []document.Unit{document.Point, document.Clause, document.Article, document.Section, document.Subsection, document.Chapter, document.Part, document.Item, document.Paragraph, document.Appendix, document.Ordinal}
	unitPhrases = func() *phrases {
		p := newPhrases()
		for i, u := range units {
			p.add(string(u), i)
		}
		p.add("nhiệm vụ", unitOrdinal)
		p.add("nhiệm vụ, giải pháp", unitOrdinal)
		p.add("giải pháp", unitOrdinal)
		return p
	}()
)

// Indexes in units.
const (
	unitPoint    = 0
	unitClause   = 1
	unitArticle  = 2
	unitSection  = 3
	unitPart     = 6
	unitItem     = 7
	unitText     = 8
	unitAppendix = 9
	unitOrdinal  = 10
)

// pin is a parsed pinpoint: the steps p.pins[first:last], and the index behind
// its last token.
type pin struct {
	steps []document.Step
	end   int
	unit  int  // of the last step
	this  bool // ends with "này": khoản này, Điều này
	only  bool // one step only
}

// pinpoint reads "điểm b, c khoản 2 Điều 5 và Điều 6" at token i.
func (p *parser) pinpoint(i int) (pin, bool) {
	var out pin
	mark := len(p.steps)
	j := i
	for n := 0; n < 200; n++ {
		e, unit, this := p.step(j)
		if e == 0 {
			break
		}
		out.end, out.unit, out.this = e, unit, this
		if this {
			break
		}
		if x := p.bracketStep(e, unit); x > 0 {
			e, out.end = x, x
		}
		k, ok := p.nextStep(e, unit)
		if !ok {
			break
		}
		j = k
	}
	if out.end == 0 {
		return out, false
	}
	out.steps = p.steps[mark:len(p.steps):len(p.steps)]
	out.only = len(out.steps) == 1
	return out, true
}

// bracketStep reads a smaller division in brackets: "Điều 12 (khoản 2)".
func (p *parser) bracketStep(i, unit int) int {
	if p.toks[i].id != pOpen {
		return 0
	}
	v, e := unitPhrases.at(p.toks, i+1)
	if v < 0 || v >= unit || !p.labelAt(e) {
		return 0
	}
	mark := len(p.steps)
	end := 0
	for j := i + 1; ; {
		x, u, this := p.step(j)
		if x == 0 || this {
			break
		}
		end = x
		k, ok := p.nextStep(x, u)
		if !ok {
			break
		}
		j = k
	}
	if end == 0 || p.toks[end].id != pClose {
		p.steps = p.steps[:mark]
		return 0
	}
	return end + 1
}

// nextStep finds the token of the unit word that goes on with the pinpoint
// behind token i.
func (p *parser) nextStep(i, unit int) (int, bool) {
	j := i
	joined := false
	switch p.toks[j].id {
	case pComma, pSemi:
		j++
		joined = true
		if id := p.toks[j].id; id == wVa || id == wHoac {
			j++
		}
	case pDot: // "điểm 4.6.6. mục I"
		if p.toks[j].flags&afterSpace != 0 || p.toks[j+1].flags&capital != 0 {
			return 0, false
		}
		j++
	case wVa, wHoac, wDen, pSlash, pDash:
		j++
		joined = true
		if p.toks[j-1].id == wVa && p.toks[j].id == pSlash {
			j++
			if p.toks[j].id == wHoac {
				j++
			}
		}
	case wCua, wThuoc, wTai, wTrong:
		j++
	}
	if p.toks[j].id == wCac || p.toks[j].id == wTu && joined {
		j++
	}
	v, e := unitPhrases.at(p.toks, j)
	if v < 0 || v == unitOrdinal || !p.labelAt(e) && p.toks[e].id != wNay {
		return 0, false
	}
	if p.toks[j].id == wDieu && p.isType(j) {
		return 0, false
	}
	if p.toks[j].flags&afterLine != 0 && p.heading(j, e) {
		return 0, false
	}
	if p.toks[e].id == wNay && joined && p.toks[i].id != pComma {
		return 0, false
	}
	return j, true
}

func (p *parser) isType(j int) bool {
	v, _ := typePhrases.at(p.toks, j)
	return v >= 0
}

// heading reports that the unit word at j, with its label at e, heads a
// division of the text itself: "Điều 7. Hiệu lực", "CHƯƠNG II".
func (p *parser) heading(j, e int) bool {
	if p.toks[e].id == wNay {
		return false
	}
	if p.toks[j].flags&afterLine == 0 && !p.sentenceStart(j) {
		if id := p.toks[j-1].id; id != pQuote && id != pOpenQuote && id != pCloseQuote {
			return false
		}
	}
	if p.toks[j].flags&allCaps != 0 {
		return true
	}
	k := e
	for k < e+6 { // over the label: "21b", "36.3.LQ.2", "II"
		t := &p.toks[k]
		next := &p.toks[k+1]
		switch {
		case t.kind == kindNum, t.kind == kindWord && (k == e || t.flags&afterSpace == 0 && p.runes(t) == 1):
		case t.id == pDot && t.flags&afterSpace == 0 && next.flags&afterSpace == 0 && (next.kind == kindNum || next.kind == kindWord && next.flags&allCaps != 0):
		default:
			goto labelled
		}
		k++
	}
labelled:
	t := &p.toks[k]
	switch {
	case t.kind == kindEnd:
		return p.toks[j].flags&capital != 0
	case t.id == pDot || t.id == pColon:
		return p.toks[j].flags&capital != 0 && (p.toks[k+1].flags&capital != 0 || p.toks[k+1].flags&afterLine != 0 || p.toks[k+1].kind != kindWord)
	case t.flags&afterLine != 0 && p.toks[j].flags&capital != 0:
		return t.flags&(capital|allCaps) != 0
	case t.flags&allCaps != 0 && t.end-t.start > 4 && p.toks[k+1].flags&allCaps != 0:
		return true
	}
	return false
}

// step reads one unit word with its labels: "điểm a, b và đ", "khoản 1",
// "phần thứ hai", "Điều này". It appends the steps and gives the index behind.
func (p *parser) step(i int) (end, unit int, this bool) {
	unit, j := unitPhrases.at(p.toks, i)
	if unit < 0 {
		return 0, unit, false
	}
	u := string(units[unit])
	if p.toks[j].id == wNay {
		p.steps = append(p.steps, document.Step{Unit: u, Label: "này"})
		return j + 1, unit, true
	}
	e := p.label(j, u, unit)
	if e == 0 {
		return 0, unit, false
	}
	if unit == unitOrdinal {
		return e, unit, false
	}
	for n := 0; n < 200; n++ {
		k := e
		conj := false
		switch p.toks[k].id {
		case pSemi: // "điểm 2.1; 2.2 mục I"
			if p.toks[k+1].kind != kindNum || p.toks[k+2].id != pDot || p.toks[k+3].flags&afterSpace != 0 || p.toks[k+3].kind != kindNum {
				return e, unit, false
			}
			k++
		case pComma:
			k++
			if id := p.toks[k].id; id == wVa || id == wHoac {
				k++
				conj = true
			}
		case wVa, wHoac, wDen:
			k++
			conj = true
		case pDash:
			if p.toks[k].flags&afterSpace == 0 && p.toks[k+1].flags&afterSpace == 0 && p.toks[k-1].kind == kindNum && p.toks[k+1].kind == kindNum && p.toks[k+2].id != pSlash && p.toks[k+2].id != pDash {
				k++
				break
			}
			return e, unit, false
		default:
			return e, unit, false
		}
		if !p.sameLabel(j, k, conj) {
			return e, unit, false
		}
		next := p.label(k, u, unit)
		if next == 0 {
			return e, unit, false
		}
		e = next
	}
	return e, unit, false
}
