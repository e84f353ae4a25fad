package citation

import (
	"strings"
)

// num is a number and symbol as parsed; end is the index behind its last token.
type num struct {
	number, year, symbol string
	letters              string // the first segment of the symbol
	segments             int
	start, end           int // tokens
}

// number reads a document number at token i: "23-CT/TU", "30/2020/NĐ-CP",
// "03/ĐA-BCA", "64/2017", "35", with any spaces and dashes. typed says that a
// type word stands before it; only then are a number without symbol and codes in
// lower case believed.
func (p *parser) number(i int, typed bool) (n num, ok bool) {
	t := &p.toks[i]
	if t.kind != kindNum || t.end-t.start > 6 {
		return n, false
	}
	n.number = p.text[t.start:t.end]
	n.start, n.end = i, i+1
	j := i + 1
	if d := &p.toks[j]; typed && d.kind == kindNum && d.flags&afterLine == 0 && t.end-t.start+d.end-d.start <= 4 && p.toks[j+1].id == pSlash && p.toks[j+1].flags&afterSpace == 0 {
		if _, ok := p.yearAt(j + 2); ok && p.toks[j+3].id == pSlash { // "15 3/2004/QĐ-TTg": extraction parted the figures
			n.number += p.text[d.start:d.end]
			j++
			n.end = j
		}
	}
	if d := &p.toks[j]; d.id == pDot && d.flags&afterSpace == 0 && p.toks[j+1].kind == kindNum && p.toks[j+1].flags&afterSpace == 0 && p.toks[j+2].id == pSlash {
		n.number = p.text[t.start:p.toks[j+1].end] // "66.13/2026/NQ-CP"
		j += 2
		n.end = j
	}
	if s := &p.toks[j]; s.kind == kindWord && (s.flags&afterSpace == 0 || typed && p.toks[j+1].id == pSlash && p.toks[j+2].kind == kindNum && s.flags&capital == 0) && p.runes(s) == 1 {
		if next := &p.toks[j+1]; next.id == pSlash || next.id == pDash || // "16a/2010/…"
			typed && s.flags&capital == 0 && (next.flags&afterSpace != 0 || next.kind == kindPunct) { // "Nghị quyết 30a"
			n.number = p.clean(i, j+1)
			j++
			n.end = j
		}
	}
	if sep := &p.toks[j]; sep.id != pSlash && sep.id != pDash {
		if typed {
			p.oldSymbol(j, &n)
		}
		return n, true
	}
	if y, ok := p.yearAt(j + 1); ok && p.tight(j, typed) {
		after := p.toks[j+2]
		if p.toks[j].id == pDash && t.end-t.start == 4 && after.id != pSlash && after.id != pDash {
			return n, false // a period, "2006-2010"
		}
		if p.toks[j].id == pSlash || typed && p.toks[j].flags&afterSpace == 0 {
			n.year = y
			n.end = j + 2
			if after.id == pSlash || after.id == pDash {
				p.symbol(j+2, &n, typed)
			}
			return n, true
		}
	}
	if y := &p.toks[j+1]; y.kind == kindNum && (y.end-y.start == 2 || typed && y.end-y.start <= 4) && p.toks[j+2].id == pSlash && p.toks[j].id == pSlash {
		// A year of two digits, "12/98/NĐ-CP", or one that lost a digit.
		save := n
		if p.symbol(j+2, &n, false) {
			n.year = p.text[p.toks[j+1].start:p.toks[j+1].end]
			return n, true
		}
		n = save
	}
	p.symbol(j, &n, typed)
	return n, true
}

// oldSymbol reads the symbols of the 1980s and 1990s that follow the number
// without a sign: "1141 TC/QĐ/CĐKT", "1357TC/QĐ-TCT".
func (p *parser) oldSymbol(j int, n *num) {
	t := &p.toks[j]
	if t.kind == kindWord && t.flags&(allCaps|mixedCaps) != 0 && t.flags&afterLine == 0 && codeWords[t.id] && p.toks[j+1].id == wNgay { // "150 CP ngày …"
		n.letters, n.segments, n.end = p.clean(j, j+1), 1, j+1
		n.symbol = n.letters
		return
	}
	if t.kind != kindWord || t.flags&allCaps == 0 || t.flags&afterLine != 0 || p.toks[j+1].id != pSlash && (p.toks[j+1].id != pDash || p.toks[j+1].flags&afterSpace != 0) || p.roman(j) {
		return
	}
	end, _ := p.segment(j, false)
	if end == 0 {
		return
	}
	save := *n
	if !p.symbol(end, n, false) {
		*n = save
		return
	}
	n.letters = p.clean(j, end)
	n.segments++
	n.symbol = p.clean(j, n.end)
}

// tight reports that the separator at j does not look like the dash between a
// number and a range or clause.
func (p *parser) tight(j int, typed bool) bool {
	return p.toks[j].id == pSlash || p.toks[j].flags&afterSpace == 0 && p.toks[j+1].flags&afterSpace == 0 && typed
}

func (p *parser) yearAt(i int) (string, bool) {
	t := &p.toks[i]
	if t.kind != kindNum || t.end-t.start != 4 {
		return "", false
	}
	y := p.text[t.start:t.end]
	return y, y[0] == '1' && y[1] == '9' || y[0] == '2' && y[1] == '0'
}

// symbol reads the segments of a symbol from the separator at j on.
func (p *parser) symbol(j int, n *num, typed bool) bool {
	first := j + 1
	spaced := false // the text is written, or tokenised, with spaces around the signs
	k := j
	for seg := 0; ; seg++ {
		if id := p.toks[k].id; id != pSlash && id != pDash {
			break
		}
		before := p.toks[k].flags&afterSpace != 0
		after := p.toks[k+1].flags&afterSpace != 0
		end, known := p.segment(k+1, typed && !before && !after)
		if end == 0 {
			break
		}
		if seg == 0 {
			spaced = before || after
			if before && after && !known && !p.moreSymbol(end) {
				break
			}
		} else if before && after && !spaced && !known {
			break
		} else if before && !after && !spaced && seg > 1 {
			break
		}
		if seg == 0 {
			n.letters = p.clean(k+1, end)
		}
		n.segments++
		k = end
	}
	if n.segments == 0 {
		return false
	}
	n.symbol = p.clean(first, k)
	n.end = k
	if y, ok := p.yearAt(k + 1); ok && n.year == "" && p.toks[k].id == pSlash && p.toks[k].flags&afterSpace == 0 && p.toks[k+1].flags&afterSpace == 0 &&
		p.toks[k+2].id != pSlash {
		n.year, n.end = y, k+2 // "15/NĐ-CP/2020"
	}
	return true
}

func (p *parser) moreSymbol(i int) bool {
	return p.toks[i].id == pSlash || p.toks[i].id == pDash
}

// segment reads one code of a symbol (QĐ, TTg, QH14, T.Ư, BNN&PTNT, UBND.VX) and
// reports whether it is known.
func (p *parser) segment(i int, lower bool) (end int, known bool) {
	t := &p.toks[i]
	if t.kind != kindWord {
		return 0, false
	}
	known = codeWords[t.id]
	if t.flags&(allCaps|mixedCaps) == 0 && !(known && (lower || t.flags&capital != 0)) {
		return 0, false
	}
	if t.flags&allCaps == 0 && t.flags&mixedCaps != 0 && !known && t.end-t.start > 12 {
		return 0, false
	}
	end = i + 1
	for {
		a := &p.toks[end]
		if a.flags&afterSpace != 0 {
			if end == i+1 && a.kind == kindNum && a.end-a.start <= 2 && (t.id == wQH || t.id == wUBTVQH) && a.flags&afterLine == 0 && p.toks[end+1].id != pSlash {
				return end + 1, known // "QH 12"
			}
			return end, known
		}
		switch {
		case a.kind == kindNum:
			end++
		case a.kind == kindWord && a.flags&(allCaps|mixedCaps) != 0:
			end++
		case (a.id == pDot || a.id == pAmp) && p.toks[end+1].kind == kindWord && p.toks[end+1].flags&afterSpace == 0 &&
			p.toks[end+1].flags&(allCaps|mixedCaps) != 0:
			end += 2
		default:
			return end, known
		}
	}
}

// clean gives the text of tokens i to j without white space, with the
// hyphen-minus and with Đ for Ð: the normal form of a symbol. T.Ư and TƯ for
// Trung ương become TW.
func (p *parser) clean(i, j int) string {
	raw := p.text[p.toks[i].start:p.toks[j-1].end]
	plain := true
	for k := 0; k < len(raw); k++ {
		c := raw[k]
		if c <= ' ' || c >= 0x80 && c != 0xC4 && c != 0x90 && c != 0x91 {
			plain = false
			break
		}
	}
	if plain {
		return raw
	}
	var b strings.Builder
	for k := i; k < j; k++ {
		t := &p.toks[k]
		switch t.id {
		case pDash:
			b.WriteByte('-')
		case pSlash:
			b.WriteByte('/')
		default:
			b.WriteString(p.text[t.start:t.end])
		}
	}
	s := normal(b.String())
	for _, v := range [...]string{"T.Ư", "TƯ", "T.W"} {
		if rest, ok := strings.CutSuffix(s, v); ok && (rest == "" || strings.HasSuffix(rest, "/") || strings.HasSuffix(rest, "-")) {
			return rest + "TW"
		}
	}
	return s
}

var wQH, wUBTVQH = intern("qh"), intern("ubtvqh")

// codeWords are the letters and body codes of the tables.
var codeWords = makeCodeWords()

func makeCodeWords() map[wordID]bool {
	m := map[wordID]bool{}
	add := func(s string) {
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { c := lookup(r).class; return c != lowerLetter && c != upperLetter }) {
			m[intern(part)] = true
		}
	}
	for _, t := range typeRows {
		for _, l := range t.Letters {
			add(l)
		}
	}
	for _, b := range bodyRows {
		for _, c := range b.Codes {
			add(c)
		}
	}
	return m
}
