package document

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	partLine     = regexp.MustCompile(`^(?:Phần|PHẦN)\s+((?i:thứ)\s+\p{L}+(?:\s+(?i:mười|hai|ba|tư|năm))?|[IVXL]+|\d{1,2})\s*(?:[.:\-–]\s*(.*))?$`)
	chapterLine  = regexp.MustCompile(`^(?:Chương|CHƯƠNG)\s+([IVXLC]+|\d{1,3})\s*(?:[.:\-–]\s*(.*)|\s(.*))?$`)
	sectionLine  = regexp.MustCompile(`^(?:Mục|MỤC)\s+(\d{1,3}|[IVXL]+|[A-Z])\s*(?:[.:\-–]\s*(.*))?$`)
	subsectLine  = regexp.MustCompile(`^(?:Tiểu mục|TIỂU MỤC)\s+(\d{1,3}|[IVXL]+)\s*(?:[.:\-–]\s*(.*))?$`)
	articleLine  = regexp.MustCompile(`^(?:Điều|ĐIỀU)\s+(\d{1,4}[a-zđ]{0,2})\s*(?:[.:\-–]\s*(.*))?$`)
	romanLine    = regexp.MustCompile(`^([IVX]{1,6})\s*[.\-–]\s*(\S.*)$`)
	firstClause  = regexp.MustCompile(`^1\s?[.\-–)]\s*\P{Nd}`)
	subClause    = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+(\S.*)$`)
	ordinalLine  = regexp.MustCompile(`^(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười|Mười một|Mười hai|Mười ba|Mười bốn|Mười lăm)\s+là\s*[,:]\s*(\S.*)$`)
	thuLine      = regexp.MustCompile(`^Thứ\s+(nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[,:]\s*(\S.*)$`)
	appendixLine = regexp.MustCompile(`^(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?([IVXL]+|\d{1,3}[A-Za-z]?|[A-Z]))?\s*(?:[.:\-–]\s*(.*))?$`)
	basisLine    = regexp.MustCompile(`^[-–]?\s*(?i:căn cứ)\s`)
	closingLine  = regexp.MustCompile(`^(?:(?:Chỉ thị|Nghị quyết|Kết luận|Quy định|Quy chế|Hướng dẫn|Thông tri|Chương trình|Kế hoạch|Đề án|Thông báo|Quyết định)(?:\s\p{L}+){0,2}?\s+này\s+(?:được\s+)?(?:phổ biến|phổ biến và thực hiện)\s|(?i:nơi nhận)\s*:)`)
	identityLine = regexp.MustCompile(`^Ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*,\s*\p{Lu}.{2,200}?\s(?:ban hành|ký ban hành|thông qua)\s+(?:\p{L}+\s){1,4}số\s`)
)

// opens reports the division that a line opens, or nil. The offsets other than
// Start are set later. The first letters tell which signs are worth a try.
func (d *divider) opens(l line) *Provision {
	t := l.sign
	if !maySign(t) {
		return nil
	}
	p := &Provision{Start: l.start}
	first, _ := utf8.DecodeRuneInString(t)
	switch {
	case first >= '0' && first <= '9':
		return d.opensNumbered(p, t)
	case hasAny(t, "Phụ lục", "PHỤ LỤC"):
		if m := appendixLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Appendix, m[1], m[2]
			return p
		}
	case hasAny(t, "Phần", "PHẦN"):
		if m := partLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Part, strings.TrimSpace(m[1]), m[2]
			return p
		}
	case hasAny(t, "Chương", "CHƯƠNG"):
		if m := chapterLine.FindStringSubmatch(t); m != nil && (m[3] == "" || upperCase(m[3])) {
			p.Unit, p.Number, p.Heading = Chapter, m[1], m[2]+m[3]
			return p
		}
	case hasAny(t, "Điều", "ĐIỀU"):
		if m := articleLine.FindStringSubmatch(t); m != nil && d.articleFits(l, m[1]) {
			p.Unit, p.Number, p.Heading = Article, m[1], articleHeading(m[2])
			return p
		}
	case hasAny(t, "Mục", "MỤC"):
		if m := sectionLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Section, m[1], m[2]
			return p
		}
	case hasAny(t, "Tiểu mục", "TIỂU MỤC"):
		if m := subsectLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Subsection, m[1], m[2]
			return p
		}
	case hasAny(t, "Thứ "):
		if m := thuLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number = Ordinal, "Thứ "+m[1]
			return p
		}
	}
	if first == 'I' || first == 'V' || first == 'X' {
		if m := romanLine.FindStringSubmatch(t); m != nil && d.romanFits(m[1]) {
			p.Unit, p.Number, p.Heading = Section, m[1], headingOf(m[2])
			p.inArticle = d.sectionOf() != nil
			return p
		}
	}
	if number := pointSign(t); number != "" && d.pointFits(number) {
		p.Unit, p.Number = Point, number
		return p
	}
	if i := strings.Index(t, " là"); i > 0 && i < 20 {
		if m := ordinalLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number = Ordinal, m[1]
			return p
		}
	}
	if d.numbered && !d.closed && d.part() == nil && (hasAny(t, "Nơi nhận", "NƠI NHẬN") || strings.Contains(t, " này ")) && closingLine.MatchString(t) {
		p.Unit = Closing
		return p
	}
	return nil
}

// maySign tells by the first letters, without further cost, that a line can open
// a division; most lines cannot.
func maySign(t string) bool {
	if t == "" {
		return false
	}
	switch c := t[0]; {
	case c >= '0' && c <= '9', c == 'I', c == 'V', c == 'X', c == 'P', c == 'C', c == 'M', c == 'T', c == 'H', c == 'B', c == 'N', c == 'S', c == 'K', c == 'Q', c == 'L', c == 'D', c == '(':
		return true
	case c >= 'a' && c <= 'z':
		return len(t) > 3 && (t[1] == ')' || t[2] == ')' || t[3] == ')')
	case c == 0xc4: // đ), Điều, Đề án
		return true
	}
	return false
}

// basisFollows reports that the legal basis comes within the next lines: the
// numbered lines before it are those of a consolidated text that name what
// amended it.
func (d *divider) basisFollows(start int) bool {
	i := sort.Search(len(d.lines), func(k int) bool { return d.lines[k].start >= start })
	for j := i + 1; j < len(d.lines) && j <= i+15; j++ {
		if hasAny(d.lines[j].text, "Căn cứ ", "- Căn cứ ") {
			return true
		}
	}
	return false
}

// opensNumbered is opens for the lines that begin with a digit.
func (d *divider) opensNumbered(p *Provision, t string) *Provision {
	if decimal(t) {
		if m := subClause.FindStringSubmatch(t); m != nil && d.subClauseFits(m[1]) {
			p.Unit, p.Number, p.Heading = Point, m[1], headingOf(m[2])
			return p
		}
	}
	if d.inClosing() || len(d.stack) == 0 && d.basisFollows(p.Start) {
		return nil
	}
	if number, rest := clauseSign(t); number != "" && d.follows(Clause, number, leadingInt(number)) {
		p.Unit, p.Number = Clause, number
		if d.enclosing(Article) == nil {
			p.Heading = headingOf(rest)
		}
		return p
	}
	return nil
}

// clauseSign reads "1.", "1a.", "1-" or "1)" before text that is no number.
func clauseSign(t string) (number, rest string) {
	i := 0
	for i < len(t) && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	if i == 0 || i > 3 {
		return "", ""
	}
	if r, size := utf8.DecodeRuneInString(t[i:]); r >= 'a' && r <= 'z' || r == 'đ' {
		i += size
	}
	number, rest = t[:i], strings.TrimPrefix(t[i:], " ")
	sign, size := utf8.DecodeRuneInString(rest)
	if sign != '.' && sign != '-' && sign != '–' && sign != ')' {
		return "", ""
	}
	rest = rest[size:]
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsDigit(r) {
		return "", ""
	}
	return number, rest
}

// decimal reports a number like "1.1" at the start of a line.
func decimal(t string) bool {
	for i := 0; i+1 < len(t) && i < 4; i++ {
		if t[i] == '.' {
			return i > 0 && t[i+1] >= '0' && t[i+1] <= '9'
		}
	}
	return false
}

// pointSign reads "a)", "đ)" or "a1)" before text.
func pointSign(t string) string {
	r, i := utf8.DecodeRuneInString(t)
	if !(r >= 'a' && r <= 'z' || r == 'đ') {
		return ""
	}
	if i < len(t) && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	number := t[:i]
	rest, ok := strings.CutPrefix(strings.TrimPrefix(t[i:], " "), ")")
	if !ok || strings.TrimSpace(rest) == "" {
		return ""
	}
	return number
}

func hasAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// signText is what the signs of divisions are read from: the line without the
// raised numbers of footnotes, and nothing of a row of a table. A tab straight
// behind a sign is the gap of a numbered list, not a column.
func signText(t string) string {
	if i := strings.IndexByte(t, '\t'); i >= 0 {
		if i > 14 || strings.IndexByte(t[i+1:], '\t') >= 0 || i == 0 || !strings.ContainsAny(t[i-1:i], ".)-:") {
			return ""
		}
		t = t[:i] + " " + t[i+1:]
	}
	if strings.IndexByte(t, 0xc2) >= 0 || strings.Contains(t, "\xe2\x81") { // bytes of the raised numbers, rare in Vietnamese
		t = strings.TrimSpace(strings.Map(func(r rune) rune {
			if strings.ContainsRune(raised, r) {
				return -1
			}
			return r
		}, t))
	}
	return t
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
