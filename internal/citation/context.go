package citation

import (
	"tracuu/internal/document"
)

// sentenceStart reports that token i begins a sentence or a line.
func (p *parser) sentenceStart(i int) bool {
	if i == 0 || p.toks[i].flags&afterPara != 0 {
		return true
	}
	switch p.toks[i-1].id {
	case pDot, pColon, pStop, pSemi:
		return true
	case pDash:
		return p.toks[i-1].flags&afterLine != 0
	}
	return false
}

// context reads what stands before each citation: the relation its words state,
// and the lead "Ngày …, … ban hành".
func (p *parser) context() {
	for n := range p.places {
		c := &p.out[p.first+n]
		if c.Kind == Term || c.Kind == Vague {
			continue
		}
		at := p.places[n].start
		if rel, ok := p.relation(at); ok {
			c.Relation = rel
		} else if n > 0 && p.listed(n) {
			c.Relation = p.out[p.first+n-1].Relation
		}
		if c.Kind.NamesDocument() {
			p.lead(n)
		}
	}
}

// listed reports that citation n goes on a list with the one before it: only
// separators, or the other's title, stand between.
func (p *parser) listed(n int) bool {
	at := p.places[n].start - 1
	if at < 0 {
		return false
	}
	switch p.toks[at].id {
	case pSemi, pComma, wVa, wHoac:
	default:
		return false
	}
	prev := p.places[n-1].end
	if at-prev > 120 {
		return false
	}
	for k := prev; k <= at; k++ {
		if p.toks[k].id == pDot && p.toks[k+1].flags&(afterSpace) != 0 && p.toks[k+1].flags&capital != 0 || p.toks[k].flags&afterPara != 0 {
			return false
		}
	}
	return true
}

// relation looks back from token at for a relation verb in the same sentence.
func (p *parser) relation(at int) (document.RelationKind, bool) {
	low := max(at-14, 0)
	for k := at - 1; k >= low; k-- {
		if id := p.toks[k].id; id == pDot || id == pSemi || id == pStop || p.toks[k+1].flags&afterPara != 0 {
			low = k + 1
			break
		}
	}
	best, bestEnd := -1, 0
	bestStart := 0
	for k := low; k < at; k++ {
		if v, e := verbPhrases.at(p.toks, k); v >= 0 && e <= at && (e > bestEnd || e == bestEnd && k < bestStart) {
			best, bestEnd, bestStart = v, e, k
		}
	}
	if best < 0 || !p.filler(bestEnd, at) {
		return "", false
	}
	if bestStart > 0 {
		if id := p.toks[bestStart-1].id; id == wDuoc || id == wBi {
			return "", true
		}
	}
	return verbRows[best].Relation, true
}

// filler reports that only words that do not part a verb from its object stand
// between the tokens.
func (p *parser) filler(i, j int) bool {
	for ; i < j; i++ {
		if !fillers[p.toks[i].id] {
			return false
		}
	}
	return true
}

var fillers = wordSet("các", "những", "nghiêm", "túc", "tốt", "có", "hiệu", "quả", "việc", "nội", "dung", "một", "số", "điều", "của", "theo", "tại", "toàn", "bộ", "văn", "bản",

	"kịp", "thời", "đầy", "đủ", "đồng", "triệt", "để", "cho", "và", "cả", "hai", "ba", "là", "tinh", "thần", "quy", "định", "chủ", "yếu", "nhất", "trong", "năm", "5", "10")

// lead recognises "Ngày 26/12/2023, Ban Thường vụ Tỉnh ủy ban hành" before
// citation n, and gives the citation the date and the issuer found there.
func (p *parser) lead(n int) {
	at := p.places[n].start
	k := at
	if k < 2 || p.toks[k-1].id != wHanh || p.toks[k-2].id != wBan {
		return
	}
	k -= 2
	for k > 0 && (p.toks[k-1].id == wDa || p.toks[k-1].id == wKy || p.toks[k-1].id == wVua) {
		k--
	}
	verb := k
	low := max(verb-40, 0)
	if n > 0 {
		low = max(low, p.places[n-1].end)
	}
	for k = verb - 1; k >= low; k-- {
		if p.sentenceStart(k) || p.toks[k].flags&afterLine != 0 && p.toks[k].id == wNgay {
			break
		}
	}
	if k < low {
		return
	}
	d, e := p.date(k, false)
	if e == 0 {
		return
	}
	if p.toks[e].id == pComma {
		e++
	}
	end := p.body(e, true)
	c := &p.out[p.first+n]
	if end != verb {
		// "Ngày …, ông … đã ký ban hành …" gives the date, not the issuer.
		if verb < 1 || p.toks[verb].id != wKy && p.toks[verb].id != wDa || verb-e > 24 || !c.Date.IsZero() {
			return
		}
		c.Lead, c.Date, c.dateOutside = int(p.toks[k].start), d, true
		return
	}
	c.Lead = int(p.toks[k].start)
	if c.Date.IsZero() {
		c.Date = d
		c.dateOutside = true
	}
	if c.Issuer == "" {
		c.Issuer = p.slice(e, end)
		c.issuerOutside = true
	}
	if c.Kind == Full {
		c.Rule = "Ngày …, … ban hành + " + c.Rule
	}
}
