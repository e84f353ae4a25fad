package citation

// lawName reads the name behind "Luật", "Bộ luật", "Pháp lệnh" at token i and
// gives the index behind it, or 0. sure says that the name is in the table or
// that its number or date follows.
func (p *parser) lawName(i int) (end int, sure bool) {
	if p.toks[i].id == wSua && p.toks[i+1].id == wDoi {
		if p.amending { // a law that amends an amending law is not read deeper
			return 0, false
		}
		p.amending = true
		end, sure = p.amendingName(i)
		p.amending = false
		return end, sure
	}
	v, known := lawPhrases.at(p.toks, i)
	if v < 0 {
		known = 0
	}
	if id := p.toks[i].id; id == pQuote || id == pOpenQuote { // Pháp lệnh "Ưu đãi …"
		if end = p.closing(i); end > i+1 && end < i+50 && p.toks[i+1].flags&capital != 0 {
			return end + 1, true
		}
	}
	if p.toks[i].kind != kindWord || p.toks[i].flags&afterPara != 0 && p.toks[i].flags&capital != 0 {
		return 0, false
	}
	if p.toks[i].id == wVe && p.toks[i+1].kind == kindWord { // "Pháp lệnh về thuế nhà, đất"
		if end, sure = p.lawName(i + 1); end > 0 && (sure || end > i+3) {
			return end, sure
		}
		return 0, false
	}
	// A name the table does not have ends where its own number or date begins.
	if e := p.beforeNumber(i, max(known, i)); e > 0 && e > known {
		return e, true
	}
	if known > 0 {
		return known, true
	}
	if closed[p.toks[i].id] || afterLuat[p.toks[i].id] || verbsAfterLuat[p.toks[i].id] && p.toks[i].flags&capital == 0 {
		return 0, false
	}
	if v, _ := typePhrases.at(p.toks, i); v >= 0 && p.toks[i].flags&capital != 0 {
		return 0, false
	}
	k := i + 1
	for k < i+14 {
		t := &p.toks[k]
		if t.id == pComma && p.pairComma(i, k) || t.id == pSlash && t.flags&afterSpace == 0 && p.toks[k+1].flags&allCaps != 0 {
			k += 2 // "Phòng, chống …", "HIV/AIDS"
			continue
		}
		if t.kind != kindWord || closed[t.id] && !(t.id == wHien && p.toks[k-1].id == wThuc) || t.flags&afterPara != 0 {
			break
		}
		if t.flags&capital != 0 {
			if v, _ := typePhrases.at(p.toks, k); v >= 0 {
				break
			}
		}
		k++
	}
	return k, false
}

// pairComma reports that the comma at token k joins two verbs of one name that
// began at token i: "Phòng, chống …", "Quản lý, sử dụng …".
func (p *parser) pairComma(i, k int) bool {
	return (k == i+1 || k == i+2) && pairVerbs[p.toks[k+1].id] && p.toks[k+1].flags&capital == 0
}

var pairVerbs = wordSet("chống", "chữa", "sử", "bảo", "chăm", "khai", "phát", "quá", "nhập", "xuất", "khen", "sửa")

// beforeNumber gives the token before "số 57/2020/QH14" or "ngày 16 tháng …"
// where only words and commas of a name stand between i and it.
func (p *parser) beforeNumber(i, known int) int {
	// Behind a name of the table a date belongs to it only if it follows directly.
	dated := known == i || p.toks[known].kind == kindWord && !closed[p.toks[known].id]
	for k := i; k < i+30; k++ {
		t := &p.toks[k]
		switch {
		case t.id == wSo && k > i:
			if n, ok := p.number(k+1, true); ok && n.year != "" && (dated && n.symbol != "" || lawSymbol(n.symbol)) {
				return k
			}
			if _, e := p.date(k+1, false); e == 0 { // else "Luật … công nghệ số ngày …"
				dated = false
			}
		case t.id == wNgay && k > i:
			if !dated {
				return 0
			}
			if _, e := p.date(k, false); e > 0 {
				return k
			}
			return 0
		case t.kind == kindNum:
			return 0
		case t.kind == kindWord:
			if sentenceWords[t.id] || t.flags&afterPara != 0 {
				return 0
			}
			if nameEnds[t.id] { // possible before a number, too much for a date
				dated = false
			}
			if v, _ := typePhrases.at(p.toks, k); v >= 0 && t.flags&capital != 0 {
				return 0
			}
		case t.id == pComma && k > i:
		default:
			return 0
		}
	}
	return 0
}

// amendingName reads the name of an amending law: "sửa đổi, bổ sung một số điều
// của Luật X, Luật Y và Luật Z" is one name.
func (p *parser) amendingName(i int) (end int, sure bool) {
	k := i
	found := false
	for !found && k < i+16 {
		t := &p.toks[k]
		if t.kind == kindEnd || t.id == pSemi || t.id == pOpen || t.flags&afterPara != 0 {
			return 0, false
		}
		if v, e := typePhrases.at(p.toks, k); v >= 0 && k > i {
			if typeRows[v].Strength != "law" {
				return 0, false
			}
			if id := p.toks[k-1].id; p.toks[k-1].kind == kindNum || id == wCac {
				if n := p.manyLaws(e); n > 0 {
					return n, true
				}
			}
			n, _ := p.lawName(e)
			if n == 0 {
				return 0, false
			}
			k, found = n, true
			break
		}
		k++
	}
	if !found {
		return 0, false
	}
	for n := 0; n < 40; n++ { // more laws
		j := k
		switch p.toks[j].id {
		case pComma:
			j++
			if p.toks[j].id == wVa {
				j++
			}
		case wVa:
			j++
		default:
			return k, true
		}
		v, e := typePhrases.at(p.toks, j)
		if v < 0 || typeRows[v].Strength != "law" || p.toks[e].id == wSo {
			return k, true
		}
		x, ok := p.lawName(e)
		if x == 0 || !ok {
			return k, true
		}
		k = x
	}
	return k, true
}

// manyLaws reads what tells the laws that an amending law does not list: "37 luật có
// liên quan đến quy hoạch", "các luật trong lĩnh vực quốc phòng".
func (p *parser) manyLaws(i int) int {
	v, k := manyCues.at(p.toks, i)
	if v < 0 {
		return 0
	}
	from := k
	for k < from+10 {
		t := &p.toks[k]
		if t.kind != kindWord || closed[t.id] || t.flags&(capital|afterPara) != 0 {
			break
		}
		k++
	}
	if k == from {
		return 0
	}
	return k
}

var manyCues = phraseSet("có liên quan đến", "liên quan đến", "trong lĩnh vực", "về lĩnh vực", "thuộc lĩnh vực")

// charterName reads the name behind "Điều lệ".
func (p *parser) charterName(i int) int {
	if p.toks[i].id == wDang {
		e := i + 1
		if p.toks[e].id == wCoong && p.toks[e+1].id == wSan {
			e += 2
			if p.toks[e].id == wVietN && p.toks[e+1].id == wVietNam {
				e += 2
			}
		}
		return e
	}
	if p.toks[i].flags&capital == 0 {
		return 0
	}
	if v, _ := typePhrases.at(p.toks, i); v >= 0 {
		return 0
	}
	k := i
	for k < i+12 {
		t := &p.toks[k]
		if t.kind != kindWord || closed[t.id] && t.flags&capital == 0 || t.flags&afterPara != 0 {
			break
		}
		k++
	}
	if k == i || p.toks[i].flags&afterSkip != 0 && p.toks[i-1].flags&capital == 0 {
		return 0
	}
	return k
}

// constitutionName reads "nước Cộng hòa xã hội chủ nghĩa Việt Nam" behind "Hiến
// pháp".
func (p *parser) constitutionName(i int) int {
	if v, e := nationPhrases.at(p.toks, i); v >= 0 {
		return e
	}
	return 0
}

var nationPhrases = phraseSet("nước Cộng hòa xã hội chủ nghĩa Việt Nam", "nước CHXHCN Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "nước Việt Nam Dân chủ Cộng hòa")

var wHien, wThuc = intern("hiện"), intern("thực")
