package citation

import (
	"strings"

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

// labelAt reports that a label of a division stands at token i.
func (p *parser) labelAt(i int) bool {
	t := &p.toks[i]
	switch t.kind {
	case kindNum:
		return t.end-t.start <= 3
	case kindWord:
		return p.letterLabel(i) || p.roman(i) || t.id == wThu && p.ordinal(i+1) > 0 || ordinals[t.id] && t.id != wNam
	case kindPunct:
		return (t.id == pOpenQuote || t.id == pQuote) && p.letterLabel(i+1)
	}
	return false
}

// letterLabel reports a single letter that can label a điểm.
func (p *parser) letterLabel(i int) bool {
	t := &p.toks[i]
	if t.kind != kindWord || t.end-t.start > 2 {
		return false
	}
	switch s := p.text[t.start:t.end]; {
	case len(s) == 1:
		return s != "y" || p.toks[i+1].id != wTe // y tế
	default:
		return s == "đ" || s == "Đ" || s == "Ð"
	}
}

var wTe = intern("tế")

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

// sameLabel reports that token k is another label of the list that began with
// the one at j.
func (p *parser) sameLabel(j, k int, conj bool) bool {
	a, b := &p.toks[j], &p.toks[k]
	if b.flags&afterPara != 0 {
		return false
	}
	switch {
	case a.kind == kindNum:
		if b.kind != kindNum || b.end-b.start > 3 {
			return false
		}
		after := &p.toks[k+1]
		if after.id == pSlash || after.id == pDash || after.id == pOther && after.flags&afterSpace == 0 { // a date, a number, a percentage
			return false
		}
		if after.kind == kindWord && after.flags&capital == 0 && after.flags&afterSpace != 0 {
			if v, _ := unitPhrases.at(p.toks, k+1); v < 0 && counted[after.id] {
				return false
			}
		}
		return true
	case p.roman(j):
		return p.roman(k)
	case p.letterLabel(j):
		if !p.letterLabel(k) {
			return false
		}
		return true
	}
	return false
}

// label reads one label at token j and appends its step. A bracket right behind
// that holds a letter belongs to the label ("10.3(d)"); one that holds numbers
// names divisions below it ("Điểm 1 (1.1, 1.2)"), which come first.
func (p *parser) label(j int, u string, unit int) int {
	t := &p.toks[j]
	quoted := false
	if t.id == pOpenQuote || t.id == pQuote {
		if !p.letterLabel(j + 1) {
			return 0
		}
		quoted = true
		j++
		t = &p.toks[j]
	}
	if t.flags&afterPara != 0 {
		return 0
	}
	e := j + 1
	if unit == unitOrdinal { // "nhiệm vụ thứ tư", "nội dung Tám là"
		switch {
		case t.id == wThu:
			if e = p.ordinal(j + 1); e == 0 || p.toks[j+1].kind == kindNum {
				return 0
			}
			p.steps = append(p.steps, document.Step{Unit: u, Label: p.slice(j, e)})
			return e
		case ordinals[t.id] && t.flags&capital != 0 && p.toks[j+1].id == wLa:
			p.steps = append(p.steps, document.Step{Unit: u, Label: p.slice(j, j+1)})
			return j + 2
		}
		return 0
	}
	switch {
	case t.kind == kindNum && t.end-t.start <= 3:
		e = p.dotted(e)
		if a := &p.toks[e]; a.kind == kindWord && a.flags&afterSpace == 0 && p.runes(a) == 1 {
			e++
		}
	case p.roman(j) && (unit >= unitSection && unit <= unitPart || unit == unitAppendix || t.end-t.start > 1):
		e = p.dotted(e)
	case p.letterLabel(j):
		if a := &p.toks[e]; a.kind == kindNum && a.flags&afterSpace == 0 {
			e = p.dotted(e + 1)
		} else if a.id == pDot && (p.toks[e+1].kind == kindNum || p.roman(e+1)) && a.flags&afterSpace == 0 && p.toks[e+1].flags&afterSpace == 0 {
			e = p.dotted(e)
		}
		if next := &p.toks[e]; unit >= unitSection && unit != unitItem && t.flags&capital == 0 && next.kind == kindWord && !closed[next.id] && !unitPhrases.begins(next) {
			return 0 // "mục y tế"
		}
		if unit == unitArticle || unit == unitClause && !unitPhrases.begins(&p.toks[e]) {
			return 0
		}
	case t.id == wThu:
		if e = p.ordinal(j + 1); e == 0 {
			return 0
		}
	case ordinals[t.id] && t.id != wNam:
		if unit < unitSection || t.flags&afterSpace == 0 {
			return 0
		}
	default:
		return 0
	}
	label := p.joined(j, e)
	if quoted && (p.toks[e].id == pCloseQuote || p.toks[e].id == pQuote) {
		e++
	} else if p.toks[e].id == pClose && p.toks[e].flags&afterSpace == 0 && unit == unitPoint && p.letterLabel(j) { // điểm a)
		e++
	}
	if p.toks[e].id == pOpen {
		k := e + 1
		switch {
		case p.letterLabel(k) && p.toks[k+1].id == pClose:
			p.steps = append(p.steps, document.Step{Unit: u, Label: label + "(" + p.joined(k, k+1) + ")"})
			return k + 2
		case p.toks[k].kind == kindNum && p.toks[k+1].id == pDot:
			mark := len(p.steps)
			for p.toks[k].kind == kindNum && k < e+40 {
				x := p.dotted(k + 1)
				p.steps = append(p.steps, document.Step{Unit: u, Label: p.joined(k, x)})
				if k = x; p.toks[k].id == pComma || p.toks[k].id == pSemi || p.toks[k].id == wVa {
					k++
				}
			}
			if p.toks[k].id == pClose {
				p.steps = append(p.steps, document.Step{Unit: u, Label: label})
				return k + 1
			}
			p.steps = p.steps[:mark]
		}
	}
	p.steps = append(p.steps, document.Step{Unit: u, Label: label})
	return e
}

// dotted goes over ".3.2" without spaces.
func (p *parser) dotted(e int) int {
	for p.toks[e].id == pDot && p.toks[e].flags&afterSpace == 0 && p.toks[e+1].flags&afterSpace == 0 &&
		(p.toks[e+1].kind == kindNum && p.toks[e+1].end-p.toks[e+1].start <= 3 || p.roman(e+1) || p.letterLabel(e+1) && p.toks[e+2].id != pDot) {
		e += 2
	}
	return e
}

// joined is the text of tokens i to j without white space before punctuation
// and letters glued to figures.
func (p *parser) joined(i, j int) string {
	s := p.slice(i, j)
	if strings.IndexByte(s, ' ') >= 0 && p.toks[i].id != wThu {
		s = strings.ReplaceAll(s, " ", "")
	}
	return s
}
