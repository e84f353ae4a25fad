package citation

// plenum reads a congress or plenum of the Party at token i: "Hội nghị lần thứ
// tám Ban Chấp hành Trung ương Đảng khóa XIII", "Trung ương 4 khóa XII", "TW 4",
// "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng". It gives 0 where there is
// none.
func (p *parser) plenum(i int) int {
	t := &p.toks[i]
	if t.id == wDai && p.toks[i+1].id == wHoi {
		return p.congress(i)
	}
	j := i
	meeting := false
	if t.id == wHoi && p.toks[i+1].id == wNghi {
		meeting = true
		j += 2
	}
	counted := false
	if e := p.nth(j); e > 0 && meeting {
		j, counted = e, true
	}
	if p.toks[j].id == wCua && meeting {
		j++
	}
	e := p.central(j)
	if e == 0 {
		if !meeting || !counted {
			return 0
		}
		return p.localCommittee(j)
	}
	j = e
	if p.toks[j].id == wDang && p.toks[j].flags&capital != 0 {
		j++
	}
	if !counted {
		if e := p.nth(j); e > 0 {
			j, counted = e, true
		} else if e := p.ordinal(j); e > 0 && p.toks[j].flags&afterPara == 0 && !p.countedNoun(e) {
			j, counted = e, true
		}
	}
	if counted && p.toks[j].id == wDang && p.toks[j].flags&capital != 0 {
		j++
	}
	if !meeting && !counted {
		return 0
	}
	if p.toks[j].id == pOpen && p.toks[j+1].id == wLan { // "(lần 2)"
		if e := p.nth(j + 1); e > 0 && p.toks[e].id == pClose {
			j = e + 1
		}
	}
	if p.toks[j].id == pDash && p.toks[j+1].id == wKhoa {
		if e := p.term(j + 1); e > 0 {
			return e
		}
	}
	if e := p.term(j); e > 0 {
		j = e
	}
	return j
}

// countedNoun reports that the number before token i counts things.
func (p *parser) countedNoun(i int) bool {
	return p.toks[i].kind == kindWord && p.toks[i].flags&capital == 0 && p.toks[i].id != wKhoa && counted[p.toks[i].id]
}

// nth reads "lần thứ tám", "lần 8", "lần thứ XIV".
func (p *parser) nth(i int) int {
	if p.toks[i].id == wThu {
		return p.ordinal(i + 1)
	}
	if p.toks[i].id != wLan {
		return 0
	}
	if p.toks[i+1].id == wThu {
		return p.ordinal(i + 2)
	}
	return p.ordinal(i + 1)
}

// central reads the name of the Central Committee.
func (p *parser) central(i int) int {
	j := i
	if p.toks[j].id == wBan && p.toks[j+1].id == wChap && p.toks[j+2].id == wHanh {
		j += 3
	} else if p.toks[j].id == wBCH {
		j++
	} else if p.toks[j].id == wBCHTW {
		return j + 1
	}
	switch {
	case p.toks[j].id == wTrung && p.toks[j+1].id == wUong:
		return j + 2
	case p.toks[j].id == wTW || p.toks[j].id == wTU && p.toks[j].flags&allCaps != 0:
		return j + 1
	case p.toks[j].id == wT && p.toks[j+1].id == pDot && (p.toks[j+2].id == wU || p.toks[j+2].id == wW):
		return j + 3
	}
	return 0
}

// localCommittee reads the committee of a province whose plenum is named: "Hội nghị
// lần thứ tám Ban Chấp hành Đảng bộ tỉnh khóa XX".
func (p *parser) localCommittee(i int) int {
	v, e := bodyPhrases.at(p.toks, i)
	if v < 0 || !bodyRows[v].Local() || p.toks[i].flags&capital == 0 {
		return 0
	}
	if k := p.place(e, true); k > 0 {
		e = k
	}
	if k := p.term(e); k > 0 {
		e = k
	}
	return e
}

// congress reads "Đại hội XIII", "Đại hội đại biểu toàn quốc lần thứ XIV của
// Đảng", "Đại hội Đảng bộ tỉnh Hà Giang lần thứ XVII".
func (p *parser) congress(i int) int {
	j := i + 2
	for n := 0; n < 14; n++ {
		if e := p.nth(j); e > 0 {
			return p.congressTail(e)
		}
		if p.roman(j) || p.toks[j].kind == kindNum {
			return p.congressTail(j + 1)
		}
		switch p.toks[j].id {
		case wBieu, wDai, wToan, wQuoc, wDang, wBo, wTinh, wHuyen, wXa, wPhuong, wThanh, wPho, wCua, wCoong, wSan, wQuan, wKhoiParty:
		default:
			if p.toks[j].flags&capital == 0 {
				return 0
			}
		}
		j++
	}
	return 0
}

func (p *parser) congressTail(j int) int {
	if p.toks[j].id == wCua && p.toks[j+1].id == wDang && p.toks[j+1].flags&capital != 0 {
		j += 2
		if p.toks[j].id == wCoong && p.toks[j+1].id == wSan {
			j += 2
			if p.toks[j].id == wVietN && p.toks[j+1].id == wVietNam {
				j += 2
			}
		}
	} else if p.toks[j].id == wDang && p.toks[j].flags&capital != 0 {
		j++
		if p.toks[j].id == wBo { // "Đại hội XX Đảng bộ tỉnh"
			j++
			if e := p.place(j, false); e > 0 {
				j = e
			}
		}
	} else if v, e := unionPhrases.at(p.toks, j); v >= 0 && p.toks[j].flags&capital != 0 {
		return e
	}
	return j
}

// unionPhrases are organisations that also count their congresses.
var unionPhrases = phraseSet("Công đoàn Việt Nam", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn TNCS Hồ Chí Minh", "Hội Nông dân Việt Nam", "Mặt trận Tổ quốc Việt Nam")

var wBCH, wBCHTW, wKhoiParty = intern("bch"), intern("bchtw"), intern("khối")
