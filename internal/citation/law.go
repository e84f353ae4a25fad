package citation

import "tracuu/internal/document"

// law reads what begins with Luật, Bộ luật, Pháp lệnh, Hiến pháp, Điều lệ or
// Cương lĩnh at token i and goes on at j.
func (p *parser) law(i, typ, j int, steps []document.Step, from int) int {
	t := &typeRows[typ]
	if t.Name == "Luật" && i > 0 && p.toks[i].flags&afterPara == 0 && beforeLuat[p.toks[i-1].id] && len(steps) == 0 {
		return i
	}
	if k, so := p.afterType(j); so || p.toks[k].kind == kindNum {
		if n, ok := p.number(k, true); ok && (n.symbol != "" || so || (t.Name == "Luật" || t.Name == "Pháp lệnh") && p.toks[i].flags&capital != 0 && len(n.number) == 2) { // also "Luật 34"
			end := p.numbered(i, typ, j, steps, from)
			if end > i {
				return end
			}
		}
	}
	if end := p.back(i, typ, j, steps, from); end > i {
		return end
	}
	end := 0
	sure := true
	if p.toks[j].id == wSo { // "Pháp lệnh số Bảo vệ …", "Luật Không số …" of registers
		j++
	}
	if p.toks[j].id == wKhong && p.toks[j+1].id == wSo {
		j += 2
	}
	switch t.Name {
	case "Điều lệ":
		if end = p.charterName(j); end == 0 {
			return i
		}
	case "Hiến pháp", "Cương lĩnh":
		if p.toks[i].flags&capital == 0 {
			return i
		}
		end = p.constitutionName(j)
	default:
		if end, sure = p.lawName(j); end == 0 {
			if p.toks[i].flags&capital == 0 || !p.datedOnly(j) {
				if len(steps) > 0 {
					return p.bareType(i, typ, j, steps, from)
				}
				return i
			}
		}
		if !sure && end > 0 && (p.toks[i].flags&capital == 0 || p.toks[j].flags&capital == 0 && p.sentenceStart(i) && len(steps) == 0) {
			return i
		}
	}
	c := Citation{Kind: Named, Type: t.Name, Provision: steps, Confidence: 0.9, Rule: "law by name"}
	if !sure {
		c.Confidence, c.Rule = 0.7, "law by an unknown name"
	}
	if end == 0 {
		end = j
	} else {
		if p.toks[j].id == wVe {
			j++
		}
		c.Name = p.slice(j, end)
	}
	if p.draft(i) {
		c.Kind, c.Rule, c.Confidence = Future, "draft", 0.6
	}
	k := end
	if t.Name == "Điều lệ" {
		if e := p.term(k); e > 0 {
			k = e
		}
	}
	if p.toks[k].id == pOpen && p.toks[k+1].id == wSua && p.toks[k+2].id == wDoi && p.toks[k+3].id == pClose {
		// "Luật … (sửa đổi) ngày …", "Luật … (sửa đổi) số …"
		if _, e := p.tailDate(k+4, false); e > 0 || p.toks[k+4].id == wSo && p.toks[k+5].kind == kindNum {
			k += 4
		}
	}
	if p.toks[k].id == wSo {
		if n, ok := p.number(k+1, true); ok && n.symbol != "" && (t.Name != "Điều lệ" || p.typeOfNumber(&n) < 0) {
			c.Kind, c.Rule, c.Confidence = Full, "law with name and number", 0.98
			c.Number = document.Number{Number: n.number, Year: n.year, Symbol: n.symbol}
			k = n.end
		}
	}
	tl := p.tail(k, true)
	if c.Kind == Named && tl.issuerEnd > 0 && tl.date.IsZero() {
		tl = tail{end: k}
	}
	if t.Name == "Cương lĩnh" && tl.date.IsZero() {
		c.Kind, c.Rule, c.Confidence = Term, "programme without a year", 0.5
	}
	p.addTail(c, from, &tl)
	return tl.end
}

// lawInitials reads the initials of a code: "BLHS", "BLTTDS năm 2015".
func (p *parser) lawInitials(i int, steps []document.Step, from int) int {
	v, e := lawAbbreviations.at(p.toks, i)
	if v < 0 || p.toks[i].flags&allCaps == 0 {
		return i
	}
	tl := p.tail(e, true)
	if tl.issuerEnd > 0 {
		tl = tail{end: e}
	}
	p.addTail(Citation{Kind: Named, Type: "Bộ luật", Name: lawRows[v].Name, Provision: steps, Confidence: 0.9, Rule: "initials of a code"}, from, &tl)
	return tl.end
}

// datedOnly reports that a law is called by its date: "Pháp lệnh ngày 22 tháng 1
// năm 1981", "Pháp lệnh năm 1961".
func (p *parser) datedOnly(j int) bool {
	d, end := p.date(j, false)
	return end > 0 && !d.IsZero() && (d.Full() || p.toks[j].id == wNam && !p.countedNoun(end))
}

// draft reports that "dự thảo" or "dự án" stands before token i.
func (p *parser) draft(i int) bool {
	return i > 1 && p.toks[i-2].id == wDu && (p.toks[i-1].id == wThao || p.toks[i-1].id == wAn)
}

var wKhong = intern("không")
