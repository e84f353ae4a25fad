package citation

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
