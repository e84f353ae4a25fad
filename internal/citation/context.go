package citation

import "tracuu/internal/document"

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

// vague reads "các văn bản của Ban Thường vụ Tỉnh ủy về …" at token i: several
// documents that nobody can name.
func (p *parser) vague(i int) int {
	j := i + 1
	typ := ""
	found := false
	for n := 0; n < 6; n++ {
		v, e := typePhrases.at(p.toks, j)
		if v < 0 {
			break
		}
		typ = typeRows[v].Name
		if found {
			typ = ""
		}
		found = true
		j = e
		if id := p.toks[j].id; id == pComma || id == wVa {
			if v, _ := typePhrases.at(p.toks, j+1); v >= 0 {
				j++
				continue
			}
		}
		break
	}
	if !found || p.toks[j].id != wCua {
		return i
	}
	end := p.body(j+1, true)
	if end == 0 || p.numberSoon(end) || p.toks[end].id != wVe {
		return i
	}
	c := p.add(Citation{Kind: Vague, Type: typ, Issuer: p.slice(j+1, end), Confidence: 0.5, Rule: "several without number"}, i, end)
	c.Provision = nil
	return end
}

// unnumbered reads type words without number: the headline of the text itself
// ("Chỉ thị của Ban Thường vụ Tỉnh ủy về …"), a document yet to be issued ("ban
// hành kế hoạch …"), and the bare "Chỉ thị" that may mean the text itself.
func (p *parser) unnumbered(i, typ, j int) int {
	t := &typeRows[typ]
	if i == 0 && p.toks[j].id == wCua && p.toks[i].flags&capital != 0 {
		if end := p.body(j+1, true); end > 0 && (p.toks[end].id == wVe || titleVerbs.begins(&p.toks[end])) {
			p.add(Citation{Kind: Self, Type: t.Name, Issuer: p.slice(j+1, end), Identity: true, Confidence: 0.9, Rule: "headline"}, i, end)
			return end
		}
	}
	if planned[t.Name] && i > 1 && p.toks[i-1].id == wHanh && p.toks[i-2].id == wBan && p.toks[i].flags&capital == 0 && p.toks[j].kind == kindWord && !closed[p.toks[j].id] {
		if p.orderedTo(i - 2) {
			c := Citation{Kind: Future, Type: t.Name, Confidence: 0.5, Rule: "ban hành + lower-case type"}
			if s := p.subject(i - 2); s >= 0 {
				c.Issuer = p.slice(s, i-2)
			}
			p.add(c, i, j)
			return j
		}
	}
	if end := p.namedRule(i, typ, j); end > i {
		return end
	}
	if p.toks[i].flags&capital != 0 && !p.sentenceStart(i) && p.clauseEnd(j) {
		// Kept only if the text turns out to be such a document.
		p.add(Citation{Kind: Self, Type: t.Name, Confidence: 0.6, Rule: bareSelf}, i, j)
		return j
	}
	return i
}

// namedRule reads a regulation that is called by its whole title, with the decision
// that issued it in brackets: "Quy chế quản lý nhà ở công vụ (Quyết định 12-QĐ/TU)".
func (p *parser) namedRule(i, typ, j int) int {
	if n := typeRows[typ].Name; n != "Quy chế" && n != "Quy định" || p.toks[i].flags&capital == 0 || p.toks[j].kind != kindWord {
		return i
	}
	for k := j; k < j+60; k++ {
		t := &p.toks[k]
		switch {
		case t.id == pOpen:
			v, e := typePhrases.at(p.toks, k+1)
			if v < 0 || k-j < 3 || !p.numberSoon(e) {
				return i
			}
			p.add(Citation{Kind: Named, Type: typeRows[typ].Name, Name: p.slice(j, k), Confidence: 0.8, Rule: "regulation by title"}, i, k)
			return k
		case t.kind == kindPunct && t.id != pComma && t.id != pDash, t.kind == kindEnd, t.kind == kindNum, t.flags&afterPara != 0:
			return i
		case t.flags&capital != 0:
			if v, _ := typePhrases.at(p.toks, k); v >= 0 {
				return i
			}
		}
	}
	return i
}

// planned are the types whose names in lower case mean a document to be written
// when somebody is told to issue one.
var planned = map[string]bool{"Kế hoạch": true, "Chương trình": true, "Chương trình hành động": true, "Đề án": true, "Nghị quyết": true,
	"Chỉ thị": true, "Hướng dẫn": true, "Chiến lược": true, "Nghị định": true, "Thông tư": true}

const bareSelf = "bare type word"

// clauseEnd reports that a sentence or clause ends at token j.
func (p *parser) clauseEnd(j int) bool {
	switch p.toks[j].id {
	case pDot, pSemi, pStop:
		return true
	}
	return p.toks[j].kind == kindEnd || p.toks[j].flags&afterPara != 0
}

// orderedTo reports that the verb at token k is an order, not a report: it is not
// "đã ban hành".
func (p *parser) orderedTo(k int) bool {
	return k > 0 && p.toks[k-1].id != wDa && p.toks[k-1].id != wVua && p.toks[k-1].id != wDuoc
}

// subject finds the body right before token k.
func (p *parser) subject(k int) int {
	for s := max(k-10, 0); s < k; s++ {
		if p.toks[s].flags&capital != 0 && p.body(s, false) == k {
			return s
		}
	}
	return -1
}

// self settles what "Thông tư này" and the bare type word mean: the text itself,
// or the latest citation of that type nearby.
func (p *parser) self() {
	own := p.finder.Self.Type
	cites := p.out[p.first:]
	if own == "" {
		for i := range cites {
			if cites[i].Identity && p.wholeLine(i) {
				own = cites[i].Type
				break
			}
		}
	}
	headline := -1
	keep := 0
	remap := false
	for i := range cites {
		c := &cites[i]
		if c.Identity && c.Rule == "headline" {
			if !p.wholeLine(i) {
				c.Kind, c.Identity = "", false
				remap = true
				continue
			}
			headline = i
		}
		if c.Rule == bareSelf && (own == "" || c.Type != own) {
			c.Kind = "" // dropped below
			remap = true
			continue
		}
		if c.Kind == Self && c.Rule != bareSelf && !c.Identity && c.Type != own && p.pointsBack(i) {
			c.Kind, c.Confidence = Anaphora, 0.7
		}
		if p.identity(i, headline) {
			c.Identity = true
		}
		keep++
	}
	if remap {
		p.drop()
	}
}

// wholeLine reports that citation i with its title is a line of its own above the
// text, and not the beginning of a sentence.
func (p *parser) wholeLine(i int) bool {
	k := p.tokenAt(p.out[p.first+i].TitleEnd, p.places[i].end)
	return p.toks[k].flags&afterLine != 0 && p.toks[k].kind != kindEnd
}

// identity reports that citation i is the sentence that announces the text
// itself.
func (p *parser) identity(i, headline int) bool {
	c := &p.out[p.first+i]
	if c.Kind != Full || c.Lead == c.Start {
		return false
	}
	if s := &p.finder.Self; s.Number.Number != "" {
		return s.Number.Key() == c.Number.Key() && s.Type == c.Type
	}
	return headline >= 0 && i == headline+1 && p.out[p.first+headline].Type == c.Type
}

// pointsBack reports that "Nghị định này" (citation i) follows a citation of a
// Nghị định so closely that it means that one: it begins the next sentence, as
// news do. Legal texts speak of themselves.
func (p *parser) pointsBack(i int) bool {
	at := p.places[i].start
	if len(p.out[p.first+i].Provision) > 0 || !p.sentenceStart(at) && !p.draft(at) || p.toks[at].flags&afterLine != 0 || at > 0 && p.toks[at-1].id == pColon {
		return false
	}
	for k := i - 1; k >= 0 && at-p.places[k].end < 150; k-- {
		c := &p.out[p.first+k]
		if c.Type == p.out[p.first+i].Type {
			if c.Kind == Anaphora {
				return true
			}
			return c.Kind.NamesDocument() && p.sentencesBetween(p.places[k].end, at) <= 1
		}
	}
	return false
}

func (p *parser) sentencesBetween(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if p.newParagraph(i) {
			return 9
		}
		if p.toks[i].id == pDot && p.toks[i+1].flags&afterSpace != 0 && p.toks[i+1].flags&capital != 0 {
			n++
		}
	}
	return n
}

// drop removes the citations without a kind and keeps the indexes right.
func (p *parser) drop() {
	cites := p.out[p.first:]
	to := make([]int, len(cites))
	n := 0
	for i := range cites {
		if cites[i].Kind == "" {
			to[i] = -1
			continue
		}
		to[i] = n
		cites[n], p.places[n] = cites[i], p.places[i]
		n++
	}
	for i := range cites[:n] {
		if a := cites[i].AliasOf; a >= 0 {
			cites[i].AliasOf = to[a]
		}
	}
	p.out = p.out[:p.first+n]
	p.places = p.places[:n]
}
