package citation

import (
	"tracuu/internal/document"
)

// titleLimit bounds a title, in tokens, and with it the work for any text.
const titleLimit = 300

// titles finds the title behind each citation, trims titles that run on by
// agreement with other mentions, and reads the brackets that define a short name.
func (p *parser) titles() {
	type span struct{ start, end int }
	spans := make([]span, len(p.places))
	for n := range p.places {
		c := &p.out[p.first+n]
		switch c.Kind {
		case Full, Short, Bare, Plenum, Vague, Future:
		case Self:
			if !c.Identity {
				continue
			}
		default:
			continue
		}
		s, e := p.titleAt(n)
		spans[n] = span{s, e}
	}
	// Agreement: another mention of the same document, or a known title, that is
	// a beginning of this one ends it there.
	byNumber := map[string][]int{}
	for n := range spans {
		if c := &p.out[p.first+n]; c.Number.Number != "" && spans[n].end > 0 {
			k := c.Type + " " + c.Number.Number + "/" + c.Number.Year + "/" + c.Number.Symbol
			byNumber[k] = append(byNumber[k], n)
		}
	}
	for _, group := range byNumber {
		for _, n := range group {
			s := &spans[n]
			for _, m := range group[:min(len(group), 16)] {
				if o := spans[m]; m != n && p.toks[o.end].kind != kindEnd && o.end-o.start >= 4 && o.end-o.start < s.end-s.start && p.sameWords(s.start, o.start, o.end-o.start) && !p.insideCitation(n, s.start+o.end-o.start) {
					s.end = s.start + o.end - o.start
				}
			}
			if p.finder.Titles == nil {
				continue
			}
			c := &p.out[p.first+n]
			best := 0
			for _, t := range p.finder.Titles(c.Type, c.Number) {
				if k := p.prefixWords(s.start, min(s.start+titleLimit, p.count), t); k > best {
					best = k
				}
			}
			if best > 0 {
				s.end = best
			}
		}
	}
	for n, s := range spans {
		if v, e := titleVerbs.at(p.toks, s.start); v >= 0 && e == s.end {
			continue // "… quy định như sau" has no title
		}
		if s.end > s.start {
			c := &p.out[p.first+n]
			c.TitleStart, c.TitleEnd = int(p.toks[s.start].start), int(p.toks[s.end-1].end)
			c.Title = p.slice(s.start, s.end)
		}
	}
	p.aliases()
}

// insideCitation reports that token k lies inside one of the citations behind
// citation n, so that a title cannot end there.
func (p *parser) insideCitation(n, k int) bool {
	for m := n + 1; m < len(p.places) && p.places[m].start < k; m++ {
		if k < p.places[m].end {
			return true
		}
	}
	return false
}

// titleAt gives the tokens of the title behind citation n.
func (p *parser) titleAt(n int) (start, end int) {
	c := &p.out[p.first+n]
	i := p.places[n].end
	t := &p.toks[i]
	if t.flags&afterPara != 0 {
		return 0, 0
	}
	if t.id == pComma && titleVerbs.begins(&p.toks[i+1]) && c.Kind == Full { // ", hướng dẫn thi hành …"
		if v, _ := titleVerbs.at(p.toks, i+1); v >= 0 && p.guides(i+1) {
			i++
		}
	}
	quoted := false
	switch id := p.toks[i].id; {
	case id == wVe:
		i++
		if p.toks[i].id == wViec {
			i++
		}
	case c.Kind == Future && p.toks[i].kind == kindWord:
	case id == pQuote || id == pOpenQuote:
	default:
		if v, _ := titleVerbs.at(p.toks, i); v < 0 {
			return 0, 0
		}
	}
	if id := p.toks[i].id; id == pOpenQuote || id == pQuote {
		close := p.closing(i)
		if close == 0 {
			return 0, 0
		}
		quoted = true
		i++
		if p.toks[i].id == wVe {
			i++
			if p.toks[i].id == wViec {
				i++
			}
		}
		end = close
	}
	if !quoted {
		end = p.titleEnd(n, i)
	}
	if end <= i {
		return 0, 0
	}
	return i, end
}

func (p *parser) guides(i int) bool {
	switch v, _ := verbPhrases.at(p.toks, i); {
	case v < 0:
		return false
	default:
		return verbRows[v].Relation == "guides"
	}
}

// closing finds the quotation mark that closes the one at token i.
func (p *parser) closing(i int) int {
	want := pCloseQuote
	if p.toks[i].id == pQuote {
		want = pQuote
	}
	for k := i + 1; k < i+titleLimit && p.toks[k].kind != kindEnd; k++ {
		if p.toks[k].id == want {
			return k
		}
		if p.toks[k].flags&afterPara != 0 {
			return 0
		}
	}
	return 0
}

// titleEnd finds where a title that begins at token i ends: at a semicolon, a
// full stop, a bracket, the end of the paragraph, a clause of another subject, or
// the next member of the list that citation n belongs to.
func (p *parser) titleEnd(n, i int) int {
	next := n + 1
	quotes := 0
	k := i
	for ; k < i+titleLimit; k++ {
		t := &p.toks[k]
		if k > i && t.flags&afterLine != 0 && p.paragraphBreak(k) {
			return k
		}
		for next < len(p.places) && p.places[next].start < k {
			next++
		}
		atCitation := next < len(p.places) && p.places[next].start == k
		switch t.id {
		case noWord:
			if t.kind == kindEnd {
				return k
			}
		case pSemi, pStop, pColon, pEllipsis:
			return k
		case pDot:
			if p.fullStop(k) {
				return k
			}
		case pOpen:
			return k
		case pClose, pCloseQuote:
			if t.id == pCloseQuote && quotes > 0 {
				if quotes--; p.toks[k+1].kind == kindWord && whereWords[p.toks[k+1].id] {
					return k + 1
				}
				break
			}
			return k
		case pOpenQuote:
			quotes++
		case pComma, wVa:
			j := k + 1
			if t.id == pComma && p.toks[j].id == wVa {
				j++
			}
			if p.startsCitation(next, j) && !p.inner(n, k) {
				return k
			}
			if t.id == pComma && p.newClause(j) {
				return k
			}
			if v, _ := otherTexts.at(p.toks, j); v >= 0 {
				return k
			}
			if t.id == wVa && next > n+1 && next <= len(p.places) && p.places[next-1].end == k && !p.startsCitation(next, j) {
				return k // behind a citation at the title's end
			}
		case wNgay:
			if d, e := p.date(k, false); e > 0 && d.Full() && p.toks[e].id == wCua && !beforeDate[p.toks[k-1].id] {
				if end := p.body(e+1, true); end > 0 {
					p.behindTitle(n, d, e+1, end)
					return k
				}
			}
		default:
			if atCitation && k > i {
				// A citation inside the title: go over it.
				k = p.places[next].end - 1
				continue
			}
			if c := &p.out[p.first+n]; k > i && c.Kind == Future && t.id == wGan && p.toks[k+1].id == wVoi {
				return k // "… gắn với việc thực hiện …" is how, not what
			}
			if k > i && titleStops.begins(t) {
				if v, _ := titleStops.at(p.toks, k); v >= 0 {
					return k
				}
			}
		}
	}
	return i // too long to be a title
}

// behindTitle gives citation n the date and issuer that stand behind its title, as
// registers have them: "Nghị định số 17/2021/NĐ-CP quy định về … ngày 09/3/2021 của
// Chính phủ".
func (p *parser) behindTitle(n int, d document.Date, start, end int) {
	c := &p.out[p.first+n]
	if !c.Kind.NamesDocument() || !c.Date.IsZero() || c.Issuer != "" {
		return
	}
	c.Date, c.Issuer = d, p.slice(start, end)
	c.dateOutside, c.issuerOutside = true, true
}

// beforeDate are words that make a date that of an event, not of a document.
var beforeDate = wordSet("từ", "trước", "đến", "kể", "sau", "vào", "hằng", "hàng", "mỗi", "trong", "là", "qua")

// otherTexts go on with a list of texts behind a title.
var otherTexts = phraseSet("các văn bản", "các quy định", "những quy định", "các hướng dẫn", "văn bản hướng dẫn", "các văn bản hướng dẫn")

// whereWords tell, behind a quotation that closes a title, where or when.
var whereWords = wordSet("trên", "tại", "do", "sáng", "chiều", "ngày", "từ", "vào")

// startsCitation reports that one of the citations from index next on begins at
// token j and names a document.
func (p *parser) startsCitation(next, j int) bool {
	for ; next < len(p.places) && p.places[next].start <= j; next++ {
		if p.places[next].start == j {
			return p.out[p.first+next].Kind.NamesDocument() || p.out[p.first+next].Kind == Vague
		}
	}
	return false
}

// inner reports that the list around token k belongs to the title of citation n:
// the title itself begins with a citation that k follows.
func (p *parser) inner(n, k int) bool {
	m := n + 1
	return m < len(p.places) && p.places[m].end == k && p.toks[k].id == wVa && p.out[p.first+m].Relation != "" && p.places[m].start-p.places[n].end < 8
}

// newClause reports that the words at token j begin a clause that is not part of
// the title.
func (p *parser) newClause(j int) bool {
	if v, _ := clauseOpeners.at(p.toks, j); v >= 0 {
		return true
	}
	if p.toks[j].flags&capital == 0 {
		return false
	}
	e := p.body(j, false)
	if e == 0 {
		return false
	}
	t := &p.toks[e]
	return t.kind == kindWord && t.flags&capital == 0 && t.id != wVa
}

var wGan, wVoi = intern("gắn"), intern("với")

// parents gives each citation that stands in another's title that other one.
func (p *parser) parents() {
	var open []int
	cites := p.out[p.first:]
	for i := range cites {
		for len(open) > 0 && cites[open[len(open)-1]].TitleEnd <= cites[i].Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			cites[i].Parent = open[len(open)-1]
		}
		if cites[i].TitleEnd > cites[i].TitleStart {
			open = append(open, i)
		}
	}
}
