package citation

import (
	"strings"

	"tracuu/internal/document"
)

// repair reads a number that a scanner (the machine kind) has damaged: "l2-NQ/TW",
// "12-N0/TW". The citation keeps what is written and suggests what was meant.
func (p *parser) repair(i, typ, k int, steps []document.Step, from int) int {
	t := &p.toks[k]
	if k == i || t.kind == kindEnd || t.flags&afterPara != 0 {
		return i
	}
	// The damaged number is a run of tokens without spaces; look at it only where
	// it has the shape figures, dash or slash, capitals, with a stray letter or
	// figure.
	e := k
	for e < k+16 && p.toks[e].kind != kindEnd && (e == k || p.toks[e].flags&afterSpace == 0) && (p.toks[e].kind != kindPunct || p.toks[e].id == pDash || p.toks[e].id == pSlash) {
		e++
	}
	if e-k < 3 || !p.strayFigure(k, e) {
		return i
	}
	raw := p.text[t.start:p.toks[e-1].end]
	if len(raw) > 40 {
		return i
	}
	cut := strings.IndexAny(raw, "-/")
	if cut <= 0 {
		return i
	}
	figures, rest := raw[:cut], raw[cut:]
	fixedFigures := ocrFigures.Replace(figures)
	fixedRest, changed := fixCodes(rest)
	if fixedFigures == figures && !changed || !allDigits(fixedFigures) || !strings.ContainsAny(raw, "0123456789") {
		return i
	}
	fixed, err := document.ParseNumber(fixedFigures + fixedRest)
	if err != nil || !typeRows[typ].HasLetters(fixed.Letters()) {
		return i
	}
	tl := p.tail(e, true)
	c := Citation{Kind: Full, Type: typeRows[typ].Name, Provision: steps, Confidence: 0.4, Rule: "damaged number", Repair: fixed.Label()}
	c.Number = document.Number{Number: figures, Symbol: strings.TrimLeft(rest, "-/")}
	p.addTail(c, from, &tl)
	return tl.end
}

// strayFigure reports that letters and figures touch among the tokens k to e.
func (p *parser) strayFigure(k, e int) bool {
	for j := k + 1; j < e; j++ {
		if p.toks[j].kind != kindPunct && p.toks[j-1].kind != kindPunct {
			return true
		}
	}
	return p.toks[k].kind == kindWord
}

var ocrFigures = strings.NewReplacer("l", "1", "I", "1", "O", "0", "o", "0", "S", "5", "B", "8", "Z", "2")

// fixCodes replaces figures inside the letters of a symbol by the letters that
// they look like: N0 is NQ, Q0 is QĐ, T1 and 7W are TW.
func fixCodes(s string) (string, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' })
	out, changed := s, false
	for _, part := range parts {
		if !strings.ContainsAny(part, "0123456789") || lawSymbol(part) {
			continue
		}
		for _, fix := range [...]string{"NQ", "QĐ", "CT", "KL", "TB", "HD", "TW", "TU", "CP", "NĐ", "TT", "BC", "KH"} {
			if looksLike(part, fix) {
				out = strings.Replace(out, part, fix, 1)
				changed = true
				break
			}
		}
	}
	return out, changed
}

// looksLike reports that the two are equal but for figures that look like the
// letter in their place.
func looksLike(damaged, code string) bool {
	a, b := []rune(damaged), []rune(code)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if !strings.ContainsRune(map[rune]string{'Q': "09", 'Đ': "0", 'T': "17", 'U': "0", 'C': "0", 'B': "8", 'D': "0", 'L': "1", 'N': "", 'W': "", 'P': "", 'K': "", 'H': ""}[b[i]], a[i]) {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
