package citation

import (
	"strings"
)

// fullStop reports that the dot at token k ends a sentence.
func (p *parser) fullStop(k int) bool {
	next := &p.toks[k+1]
	if next.id == pDot || next.id == pEllipsis {
		return true
	}
	if next.flags&afterSpace == 0 && next.kind != kindEnd {
		return next.flags&capital != 0 && p.toks[k-1].flags&capital == 0
	}
	if p.toks[k-1].id == wTP || p.toks[k-1].flags&allCaps != 0 && p.toks[k-1].end-p.toks[k-1].start <= 2 && p.toks[k-1].flags&afterSpace != 0 && next.flags&capital != 0 && p.toks[k].flags&afterSpace == 0 {
		return false
	}
	return true
}

// paragraphBreak reports that the line break before token k ends a paragraph and
// does not only wrap a line.
func (p *parser) paragraphBreak(k int) bool {
	t := &p.toks[k]
	if t.flags&afterSkip != 0 {
		return false
	}
	if t.flags&afterPara != 0 {
		return true
	}
	if t.kind == kindWord && t.flags&capital == 0 {
		return false
	}
	if t.kind == kindPunct {
		return t.id == pDash || t.id == pOther
	}
	// The length of the line before tells a wrapped text from one with a line a
	// paragraph.
	end := int(p.toks[k-1].end)
	begin := strings.LastIndexByte(p.text[max(0, end-240):end], '\n')
	length := end - max(0, end-240) - begin
	if begin < 0 {
		return true
	}
	return length < 70 || t.kind == kindNum && p.toks[k+1].id == pDot
}

// newParagraph reports that token i begins a line that is not a wrapped one.
func (p *parser) newParagraph(i int) bool {
	return p.toks[i].flags&afterLine != 0 && p.paragraphBreak(i)
}

// sameWords reports that the n tokens from a and from b are equal but for letter
// case and spacing.
func (p *parser) sameWords(a, b, n int) bool {
	for i := range n {
		x, y := &p.toks[a+i], &p.toks[b+i]
		if x.kind != y.kind || x.id != y.id {
			return false
		}
		if x.id == noWord && !strings.EqualFold(p.text[x.start:x.end], p.text[y.start:y.end]) {
			return false
		}
	}
	return true
}

// prefixWords gives the token behind the known title where the tokens from start
// to end begin with it, else 0.
func (p *parser) prefixWords(start, end int, title string) int {
	k := start
	toks := tokenize(title, nil)
	i := 0
	if len(toks) > 0 && toks[0].id == wVe {
		i++
		if len(toks) > 1 && toks[1].id == wViec {
			i++
		}
	}
	if i == len(toks) {
		return 0
	}
	for ; i < len(toks); i++ {
		if k >= end {
			return 0
		}
		x, y := &toks[i], &p.toks[k]
		if x.kind != y.kind || x.id != y.id || x.id == noWord && !strings.EqualFold(title[x.start:x.end], p.text[y.start:y.end]) {
			return 0
		}
		k++
	}
	return k
}
