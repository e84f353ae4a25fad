package citation

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// document reads a reference that begins with the type word typ at token i and
// goes on at j. steps are those of a pinpoint before it, which begins at token
// from. It gives the index behind the citation, or i where there is none.
func (p *parser) document(i, typ, j int, steps []document.Step, from int) int {
	t := &typeRows[typ]
	switch t.Strength {
	case tables.NoType:
		return j
	case tables.Law:
		return p.law(i, typ, j, steps, from)
	}
	if p.toks[i].flags&allCaps != 0 && p.toks[j-1].flags&allCaps != 0 && j-i > 1 && from == i && !p.numberSoon(j) {
		return i // a heading in capitals
	}
	if end := p.numbered(i, typ, j, steps, from); end > i {
		return end
	}
	if end := p.qualified(i, typ, j, steps, from); end > i {
		return end
	}
	if end := p.back(i, typ, j, steps, from); end > i {
		return end
	}
	if end := p.meeting(i, typ, j, steps, from); end > i {
		return end
	}
	if len(steps) > 0 {
		return p.bareType(i, typ, j, steps, from)
	}
	return p.unnumbered(i, typ, j)
}

func (p *parser) numberSoon(j int) bool {
	return p.toks[j].kind == kindNum || p.toks[j].id == wSo && p.toks[j+1].kind == kindNum
}

// afterType goes over "số", "số:" and the like behind the type word.
func (p *parser) afterType(j int) (k int, so bool) {
	if p.toks[j].id == wMang && p.toks[j+1].id == wSo {
		j++
	}
	if v, e := urgency.at(p.toks, j); v >= 0 && p.toks[e].id == wSo { // "Công văn hỏa tốc số …"
		j = e
	}
	if id := p.toks[j].id; id == wSo || id == wSoSlip {
		j++
		so = true
		if id := p.toks[j].id; id == pColon || id == pDot {
			j++
		}
	}
	return j, so
}

// urgency is what may stand between the type word and "số" (NĐ 30, phụ lục I).
var urgency = phraseSet("hỏa tốc", "thượng khẩn", "khẩn", "mật", "tối mật", "tuyệt mật")

// numbered reads the forms with a number.
func (p *parser) numbered(i, typ, j int, steps []document.Step, from int) int {
	k, so := p.afterType(j)
	issuerStart, issuerEnd := 0, 0
	if !so && p.toks[k].kind != kindNum {
		if issuerStart, issuerEnd = p.issuerFirst(j); issuerEnd > 0 {
			k, so = p.afterType(issuerEnd)
		}
	}
	if damaged := p.repair(i, typ, k, steps, from); damaged > i {
		return damaged
	}
	n, ok := p.number(k, true)
	if !ok {
		return i
	}
	t := &typeRows[typ]
	if t.Strength == tables.Weak && issuerEnd == 0 && p.toks[j].flags&afterPara != 0 {
		return i // the heading of a table's column
	}
	tail := p.tail(n.end, n.symbol != "" || n.year != "")
	p.joint(t, &n, &tail)
	if issuerEnd > 0 {
		if n.symbol == "" && n.year == "" && t.Strength != tables.Strong {
			return i
		}
		if tail.issuerEnd == 0 {
			tail.issuerStart, tail.issuerEnd = issuerStart, issuerEnd
		}
	}
	kind, rule, conf := Full, "type+number+symbol", 0.98
	if n.symbol == "" {
		if !p.shortOK(i, t, &n, so || len(steps) > 0, &tail) {
			return i
		}
		kind, rule, conf = Short, "type+number", 0.85
		if end := p.sharedSymbol(i, typ, n, so, steps, from); end > i {
			return end
		}
	} else if !t.HasLetters(n.letters) && n.letters != n.symbol && t.Name != "Công văn" {
		conf = 0.9
	}
	c := Citation{Kind: kind, Type: t.Name, Provision: steps, Confidence: conf, Rule: rule,
		Number: document.Number{Number: n.number, Year: n.year, Symbol: n.symbol}}
	p.addTail(c, from, &tail)
	return tail.end
}

// qualified reads a type word with words that tell the sort of it: "Quyết định khởi
// tố vụ án hình sự số 12/QĐ-CSĐT". The letters of the symbol must be those of the
// type. A strong type stays what it is: "Thông tư hướng dẫn số 7/2024/TT-BTC".
func (p *parser) qualified(i, typ, j int, steps []document.Step, from int) int {
	t := &typeRows[typ]
	if len(t.Letters) == 0 {
		return i
	}
	k, inner, charter := j, -1, false
	for k < j+8 && p.toks[k].kind == kindWord && p.toks[k].flags&afterPara == 0 && p.toks[k].id != wSo {
		if p.toks[k].flags&capital != 0 { // "Quy định thi hành Điều lệ Đảng số 23-QĐ/TW"
			v, e := typePhrases.at(p.toks, k)
			if v < 0 || k == j || typeRows[v].Name != "Điều lệ" {
				break
			}
			if e = p.charterName(e); e == 0 || p.toks[e].id != wSo {
				break
			}
			k, charter = e, true
			break
		}
		if v, e := typePhrases.at(p.toks, k); v >= 0 {
			inner, k = v, e // "hướng dẫn" may be the verb; the letters tell
			continue
		}
		if closed[p.toks[k].id] {
			return i
		}
		k++
	}
	if k == j || p.toks[k].id != wSo || p.formWord(k-1) {
		return i
	}
	at, _ := p.afterType(k)
	n, ok := p.number(at, true)
	if !ok || n.symbol == "" || inner >= 0 && typeRows[inner].HasLetters(n.letters) || !t.HasLetters(n.letters) && !strings.HasPrefix(n.letters, t.Letters[0]) {
		return i
	}
	tl := p.tail(n.end, true)
	name := t.Name
	if t.Strength == tables.Weak && !charter {
		name += " " + p.slice(j, k)
	}
	c := Citation{Kind: Full, Type: name, Provision: steps, Confidence: 0.9, Rule: "qualified type+number+symbol",
		Number: document.Number{Number: n.number, Year: n.year, Symbol: n.symbol}}
	p.addTail(c, from, &tl)
	return tl.end
}

// shortOK reports that a number without a symbol behind a type word names a
// document and counts nothing.
func (p *parser) shortOK(i int, t *tables.Type, n *num, so bool, tail *tail) bool {
	if n.year != "" {
		return true
	}
	first := &p.toks[n.start]
	if first.flags&afterPara != 0 || first.flags&afterLine != 0 && p.toks[i].flags&allCaps != 0 || first.flags&afterSpace == 0 && p.toks[i].flags&(allCaps|mixedCaps) == 0 && !so {
		return false // a table's header and row, or the mark of a footnote
	}
	after := &p.toks[n.end]
	if after.flags&afterSpace == 0 && (after.kind == kindWord || (after.id == pDot || after.id == pComma) && p.toks[n.end+1].kind == kindNum && p.toks[n.end+1].flags&afterSpace == 0) {
		return false
	}
	if (after.id == pDash || after.id == pSlash) && p.toks[n.end+1].kind == kindNum || after.id == pOther && after.flags&afterSpace == 0 {
		return false
	}
	if so || tail.end > n.end || i > 0 && p.toks[i-1].id == wLa && p.toks[i].flags&capital != 0 {
		return true // also "(sau đây gọi tắt là Nghị định 9)"
	}
	big := len(n.number) >= 2
	if after.kind == kindWord && after.flags&capital == 0 {
		nouns := counted
		if big && t.Strength == tables.Strong && p.toks[i].flags&capital != 0 {
			nouns = measures
		}
		if nouns[after.id] {
			return false
		}
	}
	if len(n.number) > 4 || len(n.number) == 4 && (n.number[:2] == "19" || n.number[:2] == "20") {
		return false
	}
	if t.Strength == tables.Strong {
		return true
	}
	if !big {
		return false
	}
	if p.toks[i].flags&capital != 0 && !p.sentenceStart(i) {
		return true
	}
	if p.toks[i].flags&capital != 0 && n.number[0] == '0' && zeroShort[t.Name] {
		return true // "Đề án 06 giúp …": a quantity has no zero before it
	}
	// Where the capital says nothing, the words around must.
	if after.kind == kindWord && !closed[after.id] || after.flags&afterSpace == 0 && after.kind != kindPunct && after.kind != kindEnd {
		return false
	}
	return p.toks[i].flags&capital != 0 || lowShort[t.Name] && i > 0 && lookBack[p.toks[i-1].id]
}

// lowShort are the everyday type words that are believed in lower case with a
// bare number: "theo quyết định 217, …".
var lowShort = map[string]bool{"Quyết định": true, "Quy định": true, "Kết luận": true, "Hướng dẫn": true, "Công văn": true}

// zeroShort are the everyday types whose numbers news gives as the document does.
var zeroShort = map[string]bool{"Đề án": true, "Quy định": true, "Kết luận": true}

var wMang, wSoSlip = intern("mang"), intern("sô")
