package citation

import "tracuu/internal/document"

// date reads a date at token i in any spelling: "ngày 16/3/2022", "16-3-2022",
// "ngày 16 tháng 3 năm 2022", "tháng 8/2000", "năm 2014", "2014". bare allows the
// forms without ngày, tháng or năm. A day without its year ("ngày 24/10") is
// read, with the zero date. end is 0 where there is none.
func (p *parser) date(i int, bare bool) (d document.Date, end int) {
	switch p.toks[i].id {
	case wNgay:
		if d, end = p.dayMonthYear(i+1, true); end > 0 {
			return d, end
		}
	case wThang:
		m, ok := p.small(i+1, 12)
		if !ok {
			return d, 0
		}
		j := i + 2
		if id := p.toks[j].id; id == pSlash || id == pDash || id == pDot || id == wNam {
			if y, ok := p.year(j + 1); ok {
				return document.Date{Year: y, Month: m}, j + 2
			}
		}
	case wNam:
		if y, ok := p.year(i + 1); ok && !p.rangeAfter(i+2) {
			return document.Date{Year: y}, i + 2
		}
	default:
		if !bare || p.toks[i].kind != kindNum {
			return d, 0
		}
		if d, end = p.dayMonthYear(i, false); end > 0 {
			return d, end
		}
		if m, ok := p.small(i, 12); ok && (p.toks[i+1].id == pSlash || p.toks[i+1].id == pDash) {
			if y, ok := p.year(i + 2); ok {
				return document.Date{Year: y, Month: m}, i + 3
			}
		}
		if y, ok := p.year(i); ok && !p.rangeAfter(i+1) {
			return document.Date{Year: y}, i + 1
		}
	}
	return document.Date{}, 0
}

// rangeAfter reports that the year before token i begins a period ("2011-2020").
func (p *parser) rangeAfter(i int) bool {
	id := p.toks[i].id
	return (id == pDash || id == pSlash) && p.toks[i+1].kind == kindNum
}

// dayMonthYear reads "16/3/2022" and "16 tháng 3 năm 2022"; word says that ngày
// stands before it, so that the year may be missing.
func (p *parser) dayMonthYear(i int, word bool) (d document.Date, end int) {
	day, ok := p.small(i, 31)
	if word && p.toks[i+1].kind == kindNum && p.toks[i+2].id == wThang && p.toks[i].end-p.toks[i].start == 1 && p.toks[i+1].end-p.toks[i+1].start == 1 {
		day, i = 10*p.int(i)+p.int(i+1), i+1 // "ngày 0 7 tháng 6": extraction parted the figures
		ok = day >= 1 && day <= 31
	}
	if !ok {
		return d, 0
	}
	sep := p.toks[i+1].id
	if word && (sep == wNgay || sep == wNam) { // slips: "28 ngày 11 năm 2023", "31 năm 3 năm 2011"
		if month, ok := p.small(i+2, 12); ok && (p.toks[i+3].id == wNam || p.toks[i+3].id == wThang) {
			if y, ok := p.year(i + 4); ok {
				return valid(y, month, day), i + 5
			}
		}
		return d, 0
	}
	if sep == wThang {
		month, ok := p.small(i+2, 12)
		if !ok {
			return d, 0
		}
		j := i + 3
		if p.toks[j].id == pComma {
			j++
		}
		if id := p.toks[j].id; id == wNam || id == wVietNam || id == wThang { // "nam", "tháng": slips
			if y, ok := p.year(j + 1); ok {
				return valid(y, month, day), j + 2
			}
		}
		if p.toks[i+3].id == pSlash {
			if y, ok := p.year(i + 4); ok {
				return valid(y, month, day), i + 5
			}
		}
		return d, 0
	}
	if sep != pSlash && sep != pDash && sep != pDot {
		return d, 0
	}
	month, ok := p.small(i+2, 31)
	if !ok && (p.toks[i+2].kind != kindNum || p.toks[i+2].end-p.toks[i+2].start > 2) {
		return d, 0
	}
	if s := p.toks[i+3].id; s == pSlash || s == pDash || s == pDot {
		if y, ok := p.year(i + 4); ok {
			return valid(y, month, day), i + 5
		}
		if t := &p.toks[i+4]; t.kind == kindNum && t.end-t.start == 2 && t.flags&afterSpace == 0 && s == sep {
			y := p.int(i + 4)
			if y += 2000; y > 2045 {
				y -= 100
			}
			return valid(y, month, day), i + 5
		}
	}
	if word && sep != pDot && month >= 1 && month <= 12 {
		return d, i + 3
	}
	return d, 0
}

// valid gives the date, or the zero date where the calendar has none.
func valid(y, m, d int) document.Date {
	date := document.Date{Year: y, Month: m, Day: d}
	if m < 1 || m > 12 || d > 31 || d == 31 && (m == 4 || m == 6 || m == 9 || m == 11) || m == 2 && (d > 29 || d == 29 && (y%4 != 0 || y%100 == 0 && y%400 != 0)) {
		return document.Date{}
	}
	return date
}

// small reads a number of one or two digits from 1 to top.
func (p *parser) small(i, top int) (int, bool) {
	t := &p.toks[i]
	if t.kind != kindNum || t.end-t.start > 2 {
		return 0, false
	}
	n := p.int(i)
	return n, n >= 1 && n <= top
}

func (p *parser) year(i int) (int, bool) {
	if _, ok := p.yearAt(i); !ok {
		return 0, false
	}
	return p.int(i), true
}

func (p *parser) int(i int) int {
	n := 0
	for _, c := range []byte(p.text[p.toks[i].start:p.toks[i].end]) {
		n = n*10 + int(c-'0')
	}
	return n
}
