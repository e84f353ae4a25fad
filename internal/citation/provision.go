package citation

import "tracuu/internal/document"

// provision reads a pinpoint at token i and, if one follows, the document that
// it belongs to. It gives the index behind, or i where there is nothing.
func (p *parser) provision(i int) int {
	v, e := unitPhrases.at(p.toks, i)
	if v < 0 || p.isType(i) {
		return i
	}
	if !p.labelAt(e) && p.toks[e].id != wNay || v == unitOrdinal && p.toks[e].id == wNay {
		return i
	}
	if p.toks[i].flags&capital != 0 && p.heading(i, e) {
		return i
	}
	mark := len(p.steps)
	pin, ok := p.pinpoint(i)
	if !ok {
		p.steps = p.steps[:mark]
		return i
	}
	if !pin.this {
		if end := p.ofDocument(i, &pin); end > i {
			return end
		}
	}
	if !p.provisionOK(i, v, &pin) {
		p.steps = p.steps[:mark]
		return pin.end
	}
	p.add(Citation{Kind: Provision, Provision: pin.steps, Confidence: 0.9, Rule: "pinpoint"}, i, pin.end)
	return pin.end
}

// item reads a paragraph of a Party text that is called by its first words, with
// the document it belongs to: "Tám là của Chỉ thị số 23-CT/TU".
func (p *parser) item(i int) int {
	pin := pin{end: i + 2, only: true}
	mark := len(p.steps)
	p.steps = append(p.steps, document.Step{Unit: string(document.Ordinal), Label: p.slice(i, i+1)})
	pin.steps = p.steps[mark:len(p.steps):len(p.steps)]
	if id := p.toks[i+2].id; id == wCua || i > 0 && lookBack[p.toks[i-1].id] && id != pComma {
		if end := p.ofDocument(i, &pin); end > i {
			return end
		}
	}
	p.steps = p.steps[:mark]
	return i
}

// trailing reads a pinpoint that stands behind its document, from the large to the
// small: "…, Điều 5, khoản 1.3, điểm đ". One that leads on to another document, or
// that goes from the small to the large, is not the document's.
func (p *parser) trailing(i int) (steps []document.Step, end int) {
	v, e := unitPhrases.at(p.toks, i)
	if v < 0 || !p.labelAt(e) || p.isType(i) || p.toks[i].flags&afterLine != 0 {
		return nil, 0
	}
	mark := len(p.steps)
	pin, ok := p.pinpoint(i)
	if !ok || pin.this || len(pin.steps) < 2 || !falling(pin.steps) || p.leadsOn(pin.end) {
		p.steps = p.steps[:mark]
		return nil, 0
	}
	return pin.steps, pin.end
}

// falling reports that every step is smaller than the one before it.
func falling(steps []document.Step) bool {
	order := map[string]int{"phụ lục": 0, "phần": 1, "chương": 2, "mục": 3, "tiểu mục": 4, "điều": 5, "khoản": 6, "điểm": 7, "tiết": 8}
	for i := 1; i < len(steps); i++ {
		a, ok1 := order[steps[i-1].Unit]
		b, ok2 := order[steps[i].Unit]
		if !ok1 || !ok2 || a >= b {
			return false
		}
	}
	return true
}

// leadsOn reports that a document follows at token j, to which the pinpoint
// before it belongs.
func (p *parser) leadsOn(j int) bool {
	if p.toks[j].id == pComma {
		j++
	}
	switch p.toks[j].id {
	case wCua, wTai, wTheo, wTrong, wThuoc, wNay:
		return true
	}
	v, _ := typePhrases.at(p.toks, j)
	return v >= 0
}

// ofDocument reads the document behind a pinpoint.
func (p *parser) ofDocument(i int, pin *pin) int {
	j := pin.end
	switch p.toks[j].id {
	case pComma, pDash:
		j++
	}
	switch p.toks[j].id {
	case wCua, wTai, wTheo, wTrong, wThuoc:
		j++
	}
	if v, e := typePhrases.at(p.toks, j); v >= 0 {
		if p.toks[j].flags&afterPara != 0 && p.toks[j].flags&allCaps != 0 {
			return i
		}
		if end := p.document(j, v, e, pin.steps, i); end > j {
			return end
		}
		return i
	}
	if end := p.lawInitials(j, pin.steps, i); end > j {
		return end
	}
	if v, e := abbreviations.at(p.toks, j); v >= 0 && p.toks[j].flags&capital != 0 {
		if end := p.abbreviated(j, v, e, pin.steps, i); end > j {
			return end
		}
	}
	return i
}

// pinLabel gives the token of the first label behind the unit word at token i.
func (p *parser) pinLabel(i int) int {
	_, e := unitPhrases.at(p.toks, i)
	return e
}

// thisOK reports that "Điều này", "khoản này" alone mean a division: "điều này" is
// also the everyday word for "this".
func (p *parser) thisOK(i, unit, end int) bool {
	if p.toks[i].flags&capital == 0 {
		if i == 0 {
			return false
		}
		id := p.toks[i-1].id
		return id == wTai || unit != unitArticle && (id == wTheo || id == wCua || id == wTrong || id == wVa || id == wHoac || id == wO || id == wTiet)
	}
	if !p.sentenceStart(i) && (!p.newParagraph(i) || lookBack[p.toks[i-1].id]) {
		return true
	}
	v, _ := ruleVerbs.at(p.toks, end)
	return v >= 0
}

var wTiet = intern("tiết")

// ruleVerbs are what is said of a division or a document as such.
var ruleVerbs = phraseSet("được sửa đổi", "được bổ sung", "được bãi bỏ", "bị bãi bỏ", "được thay thế", "bị thay thế", "được đính chính", "được hủy bỏ", "được hướng dẫn",
	"được quy định", "được áp dụng", "được thực hiện", "được phổ biến", "được ban hành", "được gửi", "được công bố", "được lưu", "quy định", "áp dụng", "không áp dụng",
	"hết hiệu lực", "có hiệu lực", "có giá trị", "thay thế", "bãi bỏ", "sửa đổi", "bổ sung", "gồm", "bao gồm", "hướng dẫn", "là căn cứ", "điều chỉnh", "thay cho", "và các", "chỉ áp dụng", "cũng được áp dụng", "cũng áp dụng", "cũng được thực hiện")

// standards are not documents that this package knows, nor are their divisions.
var standards = wordSet("tcvn", "qcvn", "iso", "tcn", "iec")

// provisionOK reports that a pinpoint without a document is a reference: lone
// everyday units need a word before them that refers.
func (p *parser) provisionOK(i, unit int, pin *pin) bool {
	if pin.steps[0].Unit == string(document.Appendix) || standards[p.toks[pin.end].id] {
		return false
	}
	if unit == unitOrdinal || pin.only && (unit == unitText || unit == unitItem) {
		return false // only with other divisions or a document
	}
	if pin.only && unit >= unitSection && p.toks[i].flags&capital == 0 && !p.roman(p.pinLabel(i)) {
		return false // "phần 2 của bộ phim"
	}
	if pin.this {
		return unit != unitAppendix && (!pin.only || p.thisOK(i, unit, pin.end))
	}
	if !pin.only {
		for _, s := range pin.steps {
			if s.Unit == string(document.Article) || s.Unit == string(document.Clause) {
				return true
			}
		}
	}
	if pin.only && (unit == unitArticle || unit == unitClause && len(pin.steps[0].Label) <= 2) {
		return true
	}
	if l := pin.steps[0].Label; unit == unitPoint && len(l) == 1 && l[0] >= 'A' && l[0] <= 'Z' {
		return false // a point of geometry
	}
	return i > 0 && (lookBack[p.toks[i-1].id] || p.toks[i-1].id == pOpen || p.toks[i-1].id == pComma) && p.toks[i].flags&afterPara == 0
}
