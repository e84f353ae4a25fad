package citation

import (
	"strings"

	"tracuu/internal/document"
)

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
