package citation

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// sharedSymbol reads a list that has one symbol at its end: "các Nghị quyết số
// 59, 70, 71-NQ/TW".
func (p *parser) sharedSymbol(i, typ int, n num, so bool, steps []document.Step, from int) int {
	type member struct {
		n  num
		at int
	}
	var list [32]member
	list[0] = member{n, i}
	count := 1
	k := n.end
	plural := i > 0 && (p.toks[i-1].id == wCac || p.toks[i-1].id == wNhung)
	for count < len(list) {
		j := k
		switch p.toks[j].id {
		case pComma, pSemi:
			j++
			if p.toks[j].id == wVa {
				j++
			}
		case wVa:
			j++
		default:
			j = -1
		}
		if j < 0 {
			break
		}
		at := j
		if p.toks[j].id == wSo {
			j++
		}
		m, ok := p.number(j, true)
		if !ok {
			break
		}
		list[count] = member{m, at}
		count++
		k = m.end
		if m.symbol != "" {
			break
		}
	}
	if count == 1 {
		return i
	}
	t := &typeRows[typ]
	if list[count-1].n.symbol == "" && !(plural && so) {
		// "Nghị quyết 57, 59 và 66 của …": what follows must say that all are documents.
		last := p.tail(k, false)
		if last.issuerEnd == 0 && (!plural || t.Strength != tables.Strong) {
			return i
		}
		for m := range count {
			if n := &list[m].n; n.year != "" || m > 0 && !p.shortOK(i, t, n, so, &last) {
				return i
			}
		}
	}
	p.group++
	for m := range count {
		n := list[m].n
		c := Citation{Kind: Bare, Type: t.Name, Group: p.group, Confidence: 0.85, Rule: "list with one symbol",
			Number: document.Number{Number: n.number, Year: n.year, Symbol: n.symbol}}
		at := list[m].at
		if m == 0 {
			c.Kind, c.Provision, at = Short, steps, from
			if n.symbol != "" {
				c.Kind = Full
			}
		}
		tl := tail{end: n.end}
		if m == count-1 {
			tl = p.tail(n.end, true)
			k = tl.end
		}
		p.addTail(c, at, &tl)
	}
	return k
}

// bare reads a number with symbol that has no type word: a later member of a
// list, or a number in brackets.
func (p *parser) bare(i int) int {
	t := &p.toks[i]
	if id := p.toks[i+1].id; id != pDash && id != pSlash && id != pDot && p.runes(&p.toks[i+1]) != 1 {
		return i + 1
	}
	if i > 0 && t.flags&afterSpace == 0 {
		switch p.toks[i-1].id {
		case pSlash, pDash, pDot, pEllipsis:
			return i + 1
		}
		if p.toks[i-1].kind == kindWord && p.toks[i-1].id != wSo {
			return i + 1
		}
	}
	n, ok := p.number(i, false)
	if !ok || n.symbol == "" {
		return i + 1
	}
	from := i
	if i > 0 && p.toks[i-1].id == wSo {
		from--
		if p.toks[from].flags&capital != 0 && n.year == "" && (p.toks[from].flags&afterLine != 0 || p.sentenceStart(from)) && p.announced(from) < 0 {
			return n.end // the document's own number
		}
	} else if i > 1 && p.toks[i-1].id == pColon && p.toks[i-2].id == wSo {
		return n.end
	}
	if from > 0 && p.formWord(from-1) {
		return n.end // "mẫu số 09A/…", "theomẫu số …"
	}
	typ, listed := p.inherit(from)
	if typ < 0 {
		if typ = p.announced(from); typ >= 0 && !typeRows[typ].HasLetters(n.letters) {
			typ = -1
		}
	}
	if listed && !typeRows[typ].HasLetters(n.letters) && !lawSymbol(n.symbol) {
		// "các Tờ trình số 21/TTr-BCT và số 37/BC-BCT": the letters know better.
		if own := p.typeOfNumber(&n); own >= 0 {
			typ, listed = own, false
		}
	}
	if typ < 0 {
		if typ = p.typeOfNumber(&n); typ < 0 {
			return n.end
		}
	}
	tl := p.tail(n.end, true)
	c := Citation{Kind: Bare, Type: typeRows[typ].Name, Confidence: 0.8, Rule: "number+symbol",
		Number: document.Number{Number: n.number, Year: n.year, Symbol: n.symbol}}
	if listed {
		last := &p.out[len(p.out)-1]
		if last.Group == 0 {
			p.group++
			last.Group = p.group
		}
		c.Group, c.Rule, c.Confidence = last.Group, "list with one type word", 0.92
	}
	p.addTail(c, from, &tl)
	return tl.end
}

// announced gives the type of a list that a colon opens right before token i: "tại
// các Tờ trình: Số 12/TTr-BTP …".
func (p *parser) announced(i int) int {
	if i < 3 || p.toks[i-1].id != pColon || p.toks[i].flags&afterPara != 0 {
		return -1
	}
	for k := i - 2; k >= max(i-5, 1); k-- {
		if v, e := typePhrases.at(p.toks, k); v >= 0 && e == i-1 && (p.toks[k-1].id == wCac || p.toks[k-1].id == wNhung) {
			return v
		}
	}
	return -1
}

// formWord reports that the word at token i names a thing whose numbers are not those
// of documents, also where extraction glued it to the word before ("theomẫu số").
func (p *parser) formWord(i int) bool {
	t := &p.toks[i]
	return formWords[t.id] || strings.HasSuffix(p.text[t.start:t.end], "mẫu")
}

// inherit gives the type of the citation that ends right before token i with
// only a comma or "và" between, so that both belong to one list.
func (p *parser) inherit(i int) (typ int, listed bool) {
	if len(p.places) == 0 {
		return -1, false
	}
	k := i - 1
	for k >= 0 && (p.toks[k].id == wVa || p.toks[k].id == pComma || p.toks[k].id == pSemi || p.toks[k].id == wHoac) && i-k < 4 {
		k--
	}
	last := len(p.places) - 1
	if k == i-1 || p.places[last].end != k+1 || !p.out[p.first+last].Kind.NamesDocument() || p.out[p.first+last].Number.Number == "" {
		return -1, false
	}
	for n := range typeRows {
		if typeRows[n].Name == p.out[p.first+last].Type {
			return n, true
		}
	}
	return -1, false
}

// typeOfNumber gives the type that the letters of a symbol stand for.
func (p *parser) typeOfNumber(n *num) int {
	if n.segments < 2 && (n.year == "" || !lawSymbol(n.symbol)) {
		return -1
	}
	if lawSymbol(n.symbol) {
		return lawType
	}
	if v, ok := typeByLetters[n.letters]; ok {
		if typeRows[v].Name == "Thông tri" || n.letters == "TT" {
			if n.year == "" {
				return typeByName("Thông tri")
			}
			return typeByName("Thông tư")
		}
		return v
	}
	return -1
}

// lawSymbol reports a symbol of Quốc hội or its standing committee (QH14,
// UBTVQH15), which has no letters of a type.
func lawSymbol(s string) bool {
	return len(s) >= 3 && (s[:2] == "QH" && s[2] >= '0' && s[2] <= '9' || len(s) > 6 && s[:6] == "UBTVQH")
}

var lawType = typeByName("Luật")

func typeByName(name string) int {
	for i := range typeRows {
		if typeRows[i].Name == name {
			return i
		}
	}
	return -1
}

// formWords are nouns whose numbers are not those of documents.
var formWords = wordSet("mẫu", "biểu", "bảng", "hiệu", "phép", "thẻ", "xe", "hộ", "hóa", "đơn", "phòng", "đường", "nhà", "kho", "lô", "thửa", "tờ", "máy", "hợp", "đồng", "chuẩn", "tcvn", "qcvn", "thoại")
