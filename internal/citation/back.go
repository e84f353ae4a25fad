package citation

import (
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

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
	if papers[t.Name] && kind == Self && len(steps) == 0 && t.Name != p.finder.Self.Type {
		needs = true
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

// papers are types whose "này" is usually a paper of the procedure that the text
// describes ("Biên bản này được lập …").
var papers = map[string]bool{"Biên bản": true, "Tờ trình": true, "Giấy mời": true, "Bản sao": true, "Công văn": true, "Thông báo": true, "Báo cáo": true,
	"Văn bản": true, "Dự án": true, "Phương án": true, "Lệnh": true}

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
	if !meetingTypes[typeRows[typ].Name] {
		return i
	}
	k := j
	if p.toks[k].id == wCua {
		k++
	}
	if p.toks[k].id == wDai && typeRows[typ].Name != "Nghị quyết" {
		return i
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

// meetingTypes are the types that are called by the meeting that adopted them.
var meetingTypes = map[string]bool{"Nghị quyết": true, "Kết luận": true, "Quy định": true, "Quyết định": true, "Chỉ thị": true, "Thông báo": true}

// abbreviated reads a reference that begins with the initials of a type word:
// "NQ 35", "NĐ 100/2019/NĐ-CP". Initials need a number.
func (p *parser) abbreviated(i, typ, j int, steps []document.Step, from int) int {
	if p.toks[i].flags&(allCaps|mixedCaps) == 0 || i > 0 && formWords[p.toks[i-1].id] || i > 0 && p.toks[i].flags&afterSpace == 0 && (p.toks[i-1].kind == kindNum || p.toks[i-1].id == pDash || p.toks[i-1].id == pSlash) {
		return i
	}
	if typeRows[typ].Name == "Nghị quyết" && p.plenum(j) > 0 { // "NQ TW 4 khóa XI"
		return p.meeting(i, typ, j, steps, from)
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

// afterTren are the words that may follow where "trên" points back and is no
// preposition.
var afterTren = wordSet("và", "của", "là", "được", "đã", "thì", "có", "phải", "để", "do", "sẽ", "hoặc", "nhưng", "cũng", "còn", "không", "chưa", "đều", "nhằm", "theo", "tại", "ngày", "quy", "bị", "hết", "về", "với")
