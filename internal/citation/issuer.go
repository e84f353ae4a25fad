package citation

// issuer reads "của" and an issuing body at token i; where the body is a meeting
// or names its term, "của" may be missing. start and end are the tokens of the
// body; end is 0 where there is none.
func (p *parser) issuer(i int) (start, end int) {
	if p.toks[i].id == wCua {
		start = i + 1
		return start, p.body(start, true)
	}
	if p.toks[i].flags&capital == 0 {
		return i, 0
	}
	if end = p.plenum(i); end > 0 && p.toks[i].id == wHoi {
		return i, end
	}
	return i, 0
}

// body reads an issuing body at token i and gives the index behind it, or 0.
// named says that the place demands a body, so that unknown names in capitals
// are believed.
func (p *parser) body(i int, named bool) int {
	if end := p.plenum(i); end > 0 {
		return end
	}
	at := i
	end := 0
	local := false
	for n := 0; n < 5; n++ { // "Bộ trưởng" + "Bộ Công an"; "Ban Tổ chức" + "Thành ủy"
		v, e := bodyPhrases.at(p.toks, at)
		if v >= 0 && !p.anyCapital(at, e) && !(named && n == 0 && e-at >= 2) {
			v = -1
		}
		if v < 0 || n > 0 && !p.anyCapital(at, at+1) {
			_, e = headPhrases.at(p.toks, at)
			if e == at || n > 0 || !p.anyCapital(at, e) {
				break
			}
			end, at = e, e
			continue
		}
		if n > 0 && p.toks[at].flags&afterPara != 0 {
			break
		}
		local = bodyRows[v].Local()
		end, at = e, e
	}
	if end == 0 {
		if !named {
			return 0
		}
		if end = p.capitals(i, 14); end == 0 || end-i < 2 && p.toks[i].flags&allCaps == 0 {
			return 0
		}
	}
	if e := p.place(end, local); e > 0 {
		end = e
	} else if id := p.toks[end-1].id; (id == wQuan || id == wPhuong) && p.toks[end].kind == kindNum && p.toks[end].end-p.toks[end].start <= 2 {
		end++ // Ủy ban nhân dân Quận 1
	}
	if p.toks[end].id == wDang && p.toks[end].flags&capital != 0 {
		end++
		if p.toks[end].id == wCoong && p.toks[end+1].id == wSan && p.toks[end+2].id == wVietN {
			end += 4
		}
	}
	if e := p.term(end); e > 0 {
		end = e
	}
	return end
}

// anyCapital reports that a word among the tokens begins with a capital.
func (p *parser) anyCapital(i, j int) bool {
	for ; i < j; i++ {
		if p.toks[i].flags&capital != 0 {
			return true
		}
	}
	return false
}

// place reads what tells a local body from its namesakes: "tỉnh Bình Định",
// "TP. Đà Nẵng", and behind a local body "Hà Nội". It gives 0 where there is none.
func (p *parser) place(i int, local bool) int {
	j := i
	switch p.toks[j].id {
	case wTinh, wHuyen, wQuan, wXa, wPhuong:
		j++
	case wThanh:
		if p.toks[j+1].id != wPho {
			return 0
		}
		j += 2
	case wThi:
		if p.toks[j+1].id != wXa && p.toks[j+1].id != wTran {
			return 0
		}
		j += 2
	case wTP:
		j++
		if p.toks[j].id == pDot {
			j++
		}
	case wT:
		if p.toks[j+1].id != pDot || p.toks[j+2].id != wP {
			return 0
		}
		j += 3
		if p.toks[j].id == pDot {
			j++
		}
	}
	if j == i && !local || p.newParagraph(i) {
		return 0
	}
	if j > i && p.toks[j].kind == kindNum && p.toks[i].id != wTinh { // Quận 1, Phường 5
		return j + 1
	}
	k := j
	for k < j+4 && p.toks[k].kind == kindWord && p.toks[k].flags&capital != 0 && !p.newParagraph(k) {
		if v, e := typePhrases.at(p.toks, k); v >= 0 && e > k {
			break
		}
		if v, _ := bodyPhrases.at(p.toks, k); v >= 0 {
			break
		}
		k++
		if p.toks[k].id == pDash && p.toks[k+1].flags&capital != 0 && j > i { // Bà Rịa - Vũng Tàu
			k++
		}
	}
	if k == j {
		if j > i && j-i == 1 && p.toks[i].id == wTinh { // "Ủy ban nhân dân tỉnh"
			return j
		}
		return 0
	}
	return k
}

// term reads "khóa XII", "(khóa XII)", ", khóa XII".
func (p *parser) term(i int) int {
	j := i
	open := false
	if p.toks[j].id == pOpen {
		open = true
		j++
	} else if p.toks[j].id == pComma && p.toks[j+1].id == wKhoa {
		j++
	}
	if p.toks[j].id == wNhiem && p.toks[j+1].id == wKyTerm && open {
		return 0
	}
	if p.toks[j].id != wKhoa {
		return 0
	}
	e := p.ordinal(j + 1)
	if e == 0 {
		return 0
	}
	if open {
		if p.toks[e].id != pClose {
			return 0
		}
		e++
	}
	return e
}

// ordinal reads a number in figures, Roman numerals or words.
func (p *parser) ordinal(i int) int {
	t := &p.toks[i]
	switch {
	case t.kind == kindNum && t.end-t.start <= 2:
		return i + 1
	case p.roman(i):
		return i + 1
	case ordinals[t.id]:
		if p.toks[i].id == wMuoi && ordinals[p.toks[i+1].id] || p.toks[i+1].id == wMuoi {
			return i + 2
		}
		return i + 1
	}
	return 0
}

func (p *parser) roman(i int) bool {
	t := &p.toks[i]
	if t.kind != kindWord || t.flags&allCaps == 0 || t.end-t.start > 6 {
		return false
	}
	for _, c := range []byte(p.text[t.start:t.end]) {
		if c != 'I' && c != 'V' && c != 'X' && c != 'L' {
			return false
		}
	}
	return true
}

// capitals reads a name in capitals that the tables do not know: words with a
// capital, joined by "và" or a dash where a capital follows.
func (p *parser) capitals(i, most int) int {
	k := i
	for k < i+most {
		t := &p.toks[k]
		if t.kind == kindWord && t.flags&capital != 0 && (k == i || !p.newParagraph(k)) {
			if v, _ := typePhrases.at(p.toks, k); v >= 0 {
				break
			}
			k++
			continue
		}
		if k > i && (t.id == wVa || t.id == pDash) && p.toks[k+1].kind == kindWord && p.toks[k+1].flags&capital != 0 {
			if v, _ := typePhrases.at(p.toks, k+1); v >= 0 {
				break
			}
			k++
			continue
		}
		break
	}
	if k == i {
		return 0
	}
	return k
}

var wTran, wP, wMuoi, wKyTerm = intern("trấn"), intern("p"), intern("mười"), intern("kỳ")
