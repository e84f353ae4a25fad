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
	if end = p.plenum(i); end > 0 && (p.toks[i].id == wHoi || p.toks[i].id == wTrung && p.toks[end-1].id != wUong) {
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
	if p.toks[i].id == wCac && named && p.toks[i+1].id == wBo && p.toks[i+2].id == pColon { // "của các Bộ: Tài chính, Nội vụ"
		if end := p.member(i + 3); end > 0 {
			return p.members(end)
		}
		return 0
	}
	if p.toks[i].id == wLien && named { // "của liên Bộ Tài chính, Bộ Nội vụ", "của liên tịch …"
		j := i + 1
		if p.toks[j].id == wTich {
			j++
		}
		if p.toks[j].id == wBo && p.toks[j].flags&capital == 0 {
			j++
		}
		if p.toks[j].id == pColon {
			j++
		}
		if end := p.member(j); end > 0 {
			return p.members(end)
		}
		return 0
	}
	at, end := i, 0
	local, head := false, false
	for n := 0; n < 5; n++ { // "Bộ trưởng" + "Bộ Công an"; "Ban Tổ chức" + "Thành ủy"
		if n > 0 && !local && !head || n > 0 && p.toks[at].flags&afterPara != 0 {
			break
		}
		v, e := bodyPhrases.at(p.toks, at)
		if v >= 0 && !p.anyCapital(at, e) && !(named && (n == 0 || head) && e-at >= 2) {
			v = -1
		}
		if v >= 0 && (n == 0 || head || p.anyCapital(at, at+1)) {
			local, head = bodyRows[v].Local(), false
			end, at = e, e
			continue
		}
		if _, e = headPhrases.at(p.toks, at); e == at || n > 0 || !p.anyCapital(at, e) && !(named && p.known(e)) {
			break
		}
		head = true
		end, at = e, e
	}
	switch {
	case end == 0 && !named:
		return 0
	case end == 0:
		if end = p.properName(i, 16); end == 0 || end-i < 2 && p.toks[i].flags&allCaps == 0 {
			return 0
		}
	case head: // "Bộ trưởng - Trưởng ban …", "Cục trưởng Cục …"
		j := end
		if id := p.toks[j].id; id == pComma || id == pDash {
			j++
		}
		if p.toks[j].flags&capital != 0 && !p.newParagraph(j) {
			if e := p.member(j); e > 0 {
				end = e
			}
		} else if e := p.properName(i, 16); j == end && e > end {
			end = e // "Tổng cục Hải quan", where "Tổng" is also a head
		}
	}
	if t := &p.toks[end]; p.toks[end-1].id == wDao && t.kind == kindNum && t.end-t.start <= 4 && p.toks[end+1].id != pSlash {
		end++ // "Ban Chỉ đạo 35 Thành ủy …"
		if p.toks[end].flags&capital != 0 && p.known(end) && !p.newParagraph(end) {
			return p.body(end, true)
		}
	}
	if v, e := unitHeads.at(p.toks, end); v >= 0 && local && p.toks[end].flags&capital != 0 && !p.newParagraph(end) {
		if t := &p.toks[e]; t.kind == kindNum && t.end-t.start <= 2 && p.toks[e+1].id != pSlash {
			end = e + 1
		} else if x := p.properName(end, 16); x > e {
			end = x
		} else {
			end = e
		}
	} else if e := p.place(end, local); e > 0 {
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
	if id := p.toks[end].id; id == pComma || id == wVa { // "của Bộ Chính trị, Ban Bí thư"
		if v, e := bodyPhrases.at(p.toks, end+1); v >= 0 && bodyRows[v].Name == "Ban Bí thư" && p.toks[end+1].flags&capital != 0 && named && (id == wVa || !p.acts(e)) {
			end = e
		}
	}
	return end
}

// acts reports that the verb at token i has the body before it as its subject: "căn
// cứ Quy định số 5 của Bộ Chính trị, Ban Bí thư quyết định …".
func (p *parser) acts(i int) bool {
	v, _ := subjectVerbs.at(p.toks, i)
	return v >= 0 && p.toks[i].flags&capital == 0
}

// known reports that the name of a body of the table begins at token i.
func (p *parser) known(i int) bool {
	v, _ := bodyPhrases.at(p.toks, i)
	return v >= 0
}

// member reads one member of a list of joint issuers: a body, or the field of a
// ministry without its "Bộ".
func (p *parser) member(i int) int {
	if p.toks[i].flags&capital == 0 {
		return 0
	}
	if v, e := fieldPhrases.at(p.toks, i); v >= 0 {
		return e
	}
	return p.body(i, true)
}

// members goes on with further members behind token end.
func (p *parser) members(end int) int {
	for range 12 {
		j := end
		if id := p.toks[j].id; id != pComma && id != wVa && id != pDash && id != pSemi {
			break
		}
		if j++; p.toks[j].id == wVa {
			j++
		}
		e := p.member(j)
		if e == 0 {
			break
		}
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
	for p.toks[e].id == pComma || p.toks[e].id == wVa { // "khóa XI, XII", "khóa XI và khóa XII"
		k := e + 1
		if p.toks[k].id == wKhoa {
			k++
		}
		if !p.roman(k) {
			break
		}
		e = k + 1
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
		if next := p.toks[i+1].id; p.toks[i].id == wMuoi && (ordinals[next] || next == wMot || next == wLam) || next == wMuoi { // "mười một"
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

var wLien, wTich, wDao, wHang, wHoc = intern("liên"), intern("tịch"), intern("đạo"), intern("hàng"), intern("học")

var wTran, wP, wMuoi, wLam, wKyTerm = intern("trấn"), intern("p"), intern("mười"), intern("lăm"), intern("kỳ")
