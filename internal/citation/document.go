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

// bareType reads a type word alone behind a pinpoint: "khoản 2 Điều 77 Nghị định",
// "Điều 45 của Luật" mean the text itself or a document named before.
func (p *parser) bareType(i, typ, j int, steps []document.Step, from int) int {
	if steps[0].Unit == string(document.Appendix) {
		return i
	}
	if t := &p.toks[i]; t.flags&capital == 0 || t.flags&allCaps != 0 && t.end-t.start > 3 || p.toks[j].flags&capital != 0 && p.toks[j].flags&afterLine == 0 {
		return i
	}
	kind := Self
	if p.mentioned(typeRows[typ].Name) {
		kind = Anaphora
	}
	p.add(Citation{Kind: kind, Type: typeRows[typ].Name, Provision: steps, Confidence: 0.6, Rule: "pinpoint + bare type word"}, from, j)
	return j
}

func (p *parser) numberSoon(j int) bool {
	return p.toks[j].kind == kindNum || p.toks[j].id == wSo && p.toks[j+1].kind == kindNum
}

// afterType goes over "số", "số:" and the like behind the type word.
func (p *parser) afterType(j int) (k int, so bool) {
	if p.toks[j].id == wMang && p.toks[j+1].id == wSo {
		j++
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
	tail := p.tail(n.end, n.symbol != "" || n.year != "")
	p.joint(t, &n, &tail)
	if issuerEnd > 0 {
		if n.symbol == "" && n.year == "" {
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

// issuerFirst reads an issuer that stands between the type word and "số": "Nghị
// định của Chính phủ số 45/2022/NĐ-CP".
func (p *parser) issuerFirst(j int) (start, end int) {
	start = j
	if p.toks[j].id == wCua {
		start++
	}
	if p.toks[start].flags&capital == 0 {
		return 0, 0
	}
	if start == j {
		if v, _ := bodyPhrases.at(p.toks, j); v < 0 {
			return 0, 0
		}
	}
	if end = p.body(start, true); end == 0 {
		return 0, 0
	}
	end = p.members(end)
	if p.toks[end].id != wSo || p.toks[end+1].kind != kindNum && p.toks[end+2].kind != kindNum {
		return 0, 0
	}
	return start, end
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
	if so || !tail.date.IsZero() || tail.issuerEnd > 0 || i > 0 && p.toks[i-1].id == wLa && p.toks[i].flags&capital != 0 {
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
	// Where the capital says nothing, the words around must.
	if after.kind == kindWord && !closed[after.id] || after.flags&afterSpace == 0 && after.kind != kindPunct && after.kind != kindEnd {
		return false
	}
	return p.toks[i].flags&capital != 0 || lowShort[t.Name] && i > 0 && lookBack[p.toks[i-1].id]
}

// lowShort are the everyday type words that are believed in lower case with a
// bare number: "theo quyết định 217, …".
var lowShort = map[string]bool{"Quyết định": true, "Quy định": true, "Kết luận": true, "Hướng dẫn": true, "Công văn": true}

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
	if count == 1 || list[count-1].n.symbol == "" && !(plural && so) {
		return i
	}
	p.group++
	t := &typeRows[typ]
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

// tail is what directly follows a number or a name: date and issuer.
type tail struct {
	date                   document.Date
	issuerStart, issuerEnd int // tokens; issuerEnd 0: none
	end                    int
}

// tail reads date, issuer and term behind token i, in any order. bare allows a
// date without its word.
func (p *parser) tail(i int, bare bool) tail {
	t := tail{end: i}
	dated := false
	for n := 0; n < 4; n++ {
		j := t.end
		if !dated {
			if d, e := p.tailDate(j, bare && n == 0); e > 0 {
				t.date, t.end, dated = d, e, true
				continue
			}
		}
		if n == 0 && p.toks[j].id == pOpen && p.toks[j+1].flags&allCaps != 0 { // a unit: "TT-BCA (A11) ngày …"
			k := j + 2
			if p.toks[k].kind == kindNum && p.toks[k].flags&afterSpace == 0 {
				k++
			}
			if p.toks[k].id == pClose && (p.toks[k+1].id == wNgay || p.toks[k+1].id == pComma && p.toks[k+2].id == wNgay) {
				if d, e := p.tailDate(k+1, false); e > 0 {
					t.date, t.end, dated = d, e, true
					continue
				}
			}
		}
		if !dated && p.toks[j].id == wCua && p.toks[j+1].id == wNgay { // a slip: "của ngày 14 tháng …"
			if d, e := p.date(j+1, false); e > 0 && !d.IsZero() {
				t.date, t.end, dated = d, e, true
				continue
			}
		}
		if t.issuerEnd == 0 {
			if s, e := p.issuer(j); e > 0 {
				t.issuerStart, t.issuerEnd, t.end = s, e, e
				continue
			}
			if p.toks[j].id == pComma && p.toks[j+1].id == wCua {
				if s, e := p.issuer(j + 1); e > 0 {
					t.issuerStart, t.issuerEnd, t.end = s, e, e
					continue
				}
			}
		}
		break
	}
	return t
}

// joint goes on with the other issuers of a joint document: "của Bộ Tài chính, Bộ
// Công an và Viện kiểm sát nhân dân tối cao".
func (p *parser) joint(t *tables.Type, n *num, tl *tail) {
	if tl.issuerEnd != tl.end || tl.issuerEnd == 0 || n.letters != "TTLT" && n.letters != "NQLT" && !strings.HasSuffix(t.Name, "liên tịch") {
		return
	}
	tl.issuerEnd = p.members(tl.end)
	tl.end = tl.issuerEnd
}

// tailDate reads a date behind a number: with a comma before "ngày", or in
// brackets.
func (p *parser) tailDate(i int, bare bool) (document.Date, int) {
	t := &p.toks[i]
	switch {
	case t.id == pComma:
		if id := p.toks[i+1].id; id == wNgay {
			return p.date(i+1, false)
		}
	case t.id == pOpen:
		j := i + 1
		if d, e := p.date(j, true); e > 0 && p.toks[e].id == pClose && !d.IsZero() {
			return d, e + 1
		}
	case t.kind == kindNum:
		if bare && t.flags&afterSpace != 0 && t.flags&afterPara == 0 {
			return p.date(i, true)
		}
	case t.id == wNgay || t.id == wThang || t.id == wNam:
		return p.date(i, false)
	}
	return document.Date{}, 0
}

// addTail adds a citation that begins at token from, with its tail.
func (p *parser) addTail(c Citation, from int, t *tail) *Citation {
	if len(c.Provision) == 0 && c.Kind != Bare && p.toks[t.end].id == pComma {
		if steps, end := p.trailing(t.end + 1); end > 0 {
			c.Provision, t.end = steps, end
		}
	}
	c.Date = t.date
	if t.issuerEnd > 0 {
		c.Issuer = p.slice(t.issuerStart, t.issuerEnd)
	}
	return p.add(c, from, t.end)
}

// back reads "Thông tư này" and "Nghị định nêu trên". Which of them mean the
// citing document is settled at the end of the text.
func (p *parser) back(i, typ, j int, steps []document.Step, from int) int {
	t := &typeRows[typ]
	kind, end := Self, j+1
	if p.toks[j].id != wNay {
		v, e := anaphors.at(p.toks, j)
		if v < 0 || p.toks[j].flags&afterPara != 0 {
			return i
		}
		if p.toks[j].id == wTren && e == j+1 && p.toks[e].kind != kindPunct && p.toks[e].flags&afterPara == 0 && !afterTren[p.toks[e].id] {
			return i // "trên địa bàn"
		}
		if e == j+1 && p.toks[j].id == wDo && t.Strength != tables.Strong && t.Strength != tables.Law {
			return i
		}
		kind, end = Anaphora, e
	}
	// Everyday words, and words that point back, need an earlier citation to mean.
	needs := t.Strength == tables.Weak && p.toks[i].flags&capital == 0
	if kind == Anaphora && (t.Strength == tables.Weak || p.toks[j].id == wTren || p.toks[j].id == wDo) {
		needs = true
	}
	if t.Strength == tables.Weak && kind == Self && len(steps) == 0 && p.sentenceStart(i) && t.Name != p.finder.Self.Type {
		if v, _ := ruleVerbs.at(p.toks, end); v < 0 {
			needs = true // "Dự án này …" begins any sentence of the news
		}
	}
	if needs && !p.mentioned(t.Name) {
		return i
	}
	if needs {
		kind = Anaphora
	}
	p.add(Citation{Kind: kind, Type: t.Name, Provision: steps, Confidence: 0.9, Rule: "type + này/trên"}, from, end)
	return end
}

// mentioned reports that a document of the type was cited not long before; any
// document will do for "văn bản".
func (p *parser) mentioned(typ string) bool {
	for k := len(p.out) - 1; k >= max(p.first, len(p.out)-40); k-- {
		if c := &p.out[k]; c.Kind.NamesDocument() && (c.Type == typ || typ == "Văn bản" || typ == "Luật" && c.Type == "Bộ luật") {
			return true
		}
	}
	return false
}

// meeting reads "Nghị quyết Trung ương 4 khóa XII", "Nghị quyết (của) Đại hội XIII".
func (p *parser) meeting(i, typ, j int, steps []document.Step, from int) int {
	k := j
	if p.toks[k].id == wCua {
		k++
	}
	e := p.plenum(k)
	if e == 0 {
		if e = p.central(k); e == 0 || k != j || p.toks[k].flags&capital == 0 || typeRows[typ].Name != "Nghị quyết" {
			return i
		}
		if i > 0 && (p.toks[i-1].id == wCac || p.toks[i-1].id == wNhung) || p.toks[e].flags&capital != 0 && p.toks[e].flags&afterLine == 0 {
			return i
		}
	}
	c := Citation{Kind: Plenum, Type: typeRows[typ].Name, Provision: steps, Confidence: 0.9, Rule: "plenum", Issuer: p.slice(k, e)}
	tl := tail{end: e}
	if d, x := p.tailDate(e, false); x > 0 {
		tl.date, tl.end = d, x
	}
	c.Date = tl.date
	p.add(c, from, tl.end)
	return tl.end
}

// abbreviated reads a reference that begins with the initials of a type word:
// "NQ 35", "NĐ 100/2019/NĐ-CP". Initials need a number.
func (p *parser) abbreviated(i, typ, j int, steps []document.Step, from int) int {
	if p.toks[i].flags&(allCaps|mixedCaps) == 0 || i > 0 && formWords[p.toks[i-1].id] || i > 0 && p.toks[i].flags&afterSpace == 0 && (p.toks[i-1].kind == kindNum || p.toks[i-1].id == pDash || p.toks[i-1].id == pSlash) {
		return i
	}
	k, so := p.afterType(j)
	n, ok := p.number(k, true)
	if ok && p.toks[n.end].id == pDot && p.toks[n.end].flags&afterSpace == 0 && p.toks[n.end+1].flags&afterSpace == 0 && p.toks[n.end+1].kind == kindWord {
		return i // the name of a file
	}
	if !ok || n.symbol == "" && n.year == "" && !so && (typeRows[typ].Strength != tables.Strong || len(n.number) > 3) {
		return i
	}
	return p.numbered(i, typ, j, steps, from)
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
		if p.toks[from].flags&capital != 0 && n.year == "" && (p.toks[from].flags&afterLine != 0 || p.sentenceStart(from)) {
			return n.end // the document's own number
		}
	} else if i > 1 && p.toks[i-1].id == pColon && p.toks[i-2].id == wSo {
		return n.end
	}
	if from > 0 && formWords[p.toks[from-1].id] {
		return n.end // "mẫu số 09A/…"
	}
	typ, listed := p.inherit(from)
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

// afterTren are the words that may follow where "trên" points back and is no
// preposition.
var afterTren = wordSet("và", "của", "là", "được", "đã", "thì", "có", "phải", "để", "do", "sẽ", "hoặc", "nhưng", "cũng", "còn", "không", "chưa", "đều", "nhằm", "theo", "tại", "ngày", "quy", "bị", "hết", "về", "với")

// formWords are nouns whose numbers are not those of documents.
var formWords = wordSet("mẫu", "biểu", "bảng", "hiệu", "phép", "thẻ", "xe", "hộ", "hóa", "đơn", "phòng", "đường", "nhà", "kho", "lô", "thửa", "tờ", "máy", "hợp", "đồng", "chuẩn", "tcvn", "qcvn", "thoại")

var wMang, wSoSlip = intern("mang"), intern("sô")
