package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostTitleLines = 24
	mostTitleRunes = 1800
)

var (
	titleEnd = regexp.MustCompile(`^(?:[-–]?\s*(?i:căn cứ)\s|Xét\s|Theo đề nghị\s|Kính gửi|KÍNH GỬI|(?:Điều|ĐIỀU)\s+\d|(?:Chương|CHƯƠNG)\s+[IVX\d]|` +
		`(?:Phần|PHẦN)\s+(?:[IVX]+|thứ|THỨ|\d)|[IVX]+\s*[.\-–]\s|[ivx]{1,4}\s*[.\-–]\s|[A-Z1]\s*[.\-–]\s|\d+[.)]\s|a\)\s|[-+]\s|\((?:Ban hành )?[Kk]èm theo|\(Ban hành|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|THÔNG QUA\s*:|NGHỊ QUYẾT\s*:|\(?Trích\s|` +
		`Một là|Thứ nhất|_{3,}|Quốc hội ban hành|\p{Lu}[^,;]{0,120} (?:điện|ĐIỆN)\s*:)`)
	// running words begin paragraphs of text, and rarely a line inside a title.
	running = regexp.MustCompile(`^(?:Thời gian|Những năm|Trong (?:những|thời|các|quá|năm|bối|khi)|Qua |Sau |Hiện nay|Năm \d|Ngày \d|Từ |Để |Nhằm |Thực hiện |Tiếp theo |Triển khai |Vừa qua|Hằng năm|Đến nay|Bước vào|Xuất phát|` +
		`Quán triệt |Nhận được|Tuy nhiên|Ban (?:Thường vụ|Chấp hành|Bí thư)|Bộ Chính trị|Chính phủ (?:ban hành|yêu cầu|quyết nghị)|(?:Bộ trưởng|Thủ tướng|Thống đốc|Chủ tịch|Chánh án|Tổng) .*(?:ban hành|quyết định|yêu cầu)|Quốc hội )`)
	issuerUnder  = regexp.MustCompile(`^(?i:của)\s+(.+)$`)
	plenumUnder  = regexp.MustCompile(`^(?i:hội nghị)\s+(?i:lần thứ)\s+(.+)$`)
	plenumOf     = regexp.MustCompile(`^HỘI NGHỊ\s+(BAN (?:CHẤP HÀNH|THƯỜNG VỤ)\s.+?),?\s+(LẦN THỨ\s.+)$`)
	classic      = regexp.MustCompile(`^(?:(?i:của)\s+(.+?)\s+)?(?i:số)\s*:?\s*(\d{1,5}\s*/.+?)\s*,?\s+(?i:ngày)\s+(\d{1,2})\s*(?:/|-|(?i:tháng))\s*(\d{1,2})\s*(?:/|-|(?i:năm))\s*(\d{4})\s*(.*)$`)
	termAtEnd    = regexp.MustCompile(`\s*[,(]?\s*(?i:kh(?:óa|oá))\s+([IVX]+|\d{1,2})\)?$`)
	footnoteSign = regexp.MustCompile(`(\p{Ll}{2}|\p{Lu}{4})\d{1,2}([\s,;]|$)`)
	bracketSign  = regexp.MustCompile(`\s*[\[(]\d{1,2}[\])]$`)
)

// title reads the lines under the type: the issuer of a Party header ("CỦA BAN
// THƯỜNG VỤ TỈNH ỦY"), then the title up to a rule, the legal basis, the first
// division, the line of the authority or running text.
func (rd *reader) title(typ, rest string) {
	first := rd.lines[rd.typeLine]
	start, end := first.end, first.end
	var parts []string
	if rest != "" {
		start = first.end - len(lastBytes(first.text, rest))
		if m := classic.FindStringSubmatch(rest); m != nil && rd.num.IsZero() {
			rest = rd.classicHeading(m, first)
		}
		if m := issuerUnder.FindStringSubmatch(rest); m != nil && (upperCase(rest) || len(strings.Fields(rest)) < 9) {
			rd.issuerLine(m[1], start, first.end)
			rest = ""
		}
		if rest != "" {
			parts = append(parts, rest)
		}
	}
	i := rd.typeLine + 1
	sawIssuer := rd.value("issuer") != ""
	ruled := false
lines:
	for ; i < len(rd.lines) && len(parts) < mostTitleLines; i++ {
		l := rd.lines[i]
		switch k := lineKind(l); {
		case k == ruleCell:
			if len(parts) > 0 {
				ruled = true
				break lines
			}
			continue
		case k == noiseCell, k == nationalCell && (upperCase(l.text) || hasAny(l.text, "Độc lập")), k == dateCell,
			k == numberCell && (rd.num.IsZero() || hasAny(l.text, "Số", "SỐ")): // not a cited number that fills a line of the title
			continue
		}
		t := l.text
		switch {
		case markOf(t) != "":
			continue
		case titleEnd.MatchString(t):
			break lines
		case len(parts) == 0 && rd.num.IsZero() && classic.MatchString(t):
			if t = rd.classicHeading(classic.FindStringSubmatch(t), l); t == "" {
				continue
			}
			start = l.start
		case len(parts) == 0 && plenumUnder.MatchString(t):
			rd.plenum(l, l.text)
			continue
		case len(parts) == 0 && plenumOf.MatchString(t): // the words in the order of the other
			rd.plenum(l, plenumOf.ReplaceAllString(t, "HỘI NGHỊ $2 $1"))
			continue
		case len(parts) == 0 && !sawIssuer && issuerUnder.MatchString(t) && (upperCase(t) || rd.party):
			sawIssuer = true
			i += rd.issuerLines(i)
			continue
		case len(parts) == 0:
			start = l.start
		case mostlyUpper(t) && rd.authority(i, parts), known(t) && i+1 < len(rd.lines) && basisLine.MatchString(rd.lines[i+1].text):
			break lines
		case !upperCase(t) && len(parts) > 0 && upperCase(strings.Join(parts, " ")) && startsUpper(t) && upperCase(parts[len(parts)-1]):
			// A title in capitals goes on in capitals; a line of the authority's
			// words does not belong to it.
			break lines
		case rd.runsOn(i, typ):
			break lines
		}
		parts, end = append(parts, t), l.end
		if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "TP.") && !strings.HasSuffix(t, "..") {
			i++
			break
		}
		if utf8.RuneCountInString(strings.Join(parts, " ")) > mostTitleRunes {
			break
		}
	}
	rd.bodyLine = i
	if ruled {
		rd.bodyLine = i + 1
	}
	if len(parts) == 0 {
		return
	}
	title := joinTitle(parts)
	if again, ok := strings.CutPrefix(title, strings.ToUpper(typ)+" "); ok && len(parts) > 0 && rest == "" && upperCase(title) {
		title = again // pages that print the type a second time
	}
	title = bracketSign.ReplaceAllString(title, "")
	if rd.mayConsolidate {
		title = footnoteSign.ReplaceAllString(title, "$1$2")
	}
	conf := 0.93
	if ruled {
		conf = 0.97
	}
	switch {
	case typ == "Luật" || typ == "Bộ luật" || typ == "Pháp lệnh":
		title = rd.lawTitle(typ, title)
	case upperCase(title):
		title = ownPlaces(citedTypes(rd.casing.sentence(title)), rd.value("place"))
		conf = 0.85
	}
	if utf8.RuneCountInString(title) > 900 {
		conf = 0.7
	}
	rd.set("title", strings.TrimRight(title, ". "), start, end, conf, "các dòng dưới tên loại")
}

func lastBytes(s, tail string) string { return s[max(0, len(s)-len(tail)):] }

func lineKind(l headLine) cellKind {
	kind := l.cells[0].kind
	for _, c := range l.cells[1:] {
		if c.kind == otherCell {
			return otherCell
		}
	}
	return kind
}

// authority reports that the lines in capitals from i on name who issues the
// document ("CHÍNH PHỦ", "BỘ TRƯỞNG BỘ …"): such lines stand between a title and
// the legal basis.
func (rd *reader) authority(i int, title []string) bool {
	if !upperCase(strings.Join(title, " ")) {
		return true
	}
	for j := i; j < len(rd.lines) && j < i+4; j++ {
		t := rd.lines[j].text
		switch {
		case rule.MatchString(t):
		case basisLine.MatchString(t), strings.HasPrefix(t, "Xét "):
			return hasAny(rd.lines[i].text, authorities...)
		case !upperCase(t):
			return false
		}
	}
	return false
}

var authorities = []string{"CHÍNH PHỦ", "THỦ TƯỚNG", "BỘ TRƯỞNG", "QUỐC HỘI", "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "CHỦ TỊCH", "ĐOÀN CHỦ TỊCH", "TỔNG", "THỐNG ĐỐC", "GIÁM ĐỐC", "CHÁNH ÁN", "VIỆN TRƯỞNG",
	"BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BỘ CHÍNH TRỊ", "BAN BÍ THƯ", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "ĐẢNG ỦY", "TRƯỞNG BAN", "CỤC TRƯỞNG", "HIỆU TRƯỞNG", "CHỦ NHIỆM", "CHÁNH VĂN PHÒNG", "TƯ LỆNH", "BỘ CÔNG", "BỘ ", "LIÊN BỘ"}

// runsOn reports that line i does not go on with the title: it begins a
// paragraph of running text.
func (rd *reader) runsOn(i int, typ string) bool {
	l := rd.lines[i]
	if !startsUpper(l.text) {
		return false
	}
	long := utf8.RuneCountInString(l.text) > 200
	par := rd.paragraphFrom(i)
	sentence := strings.HasSuffix(par, ".") || strings.HasSuffix(par, ":") || strings.HasSuffix(par, ";") || strings.Contains(par, ". ")
	switch {
	case rd.restates(l.text, typ, par):
		return true
	case running.MatchString(l.text) && (sentence || l.gap):
		return true
	case l.gap && sentence:
		return true
	case strings.HasSuffix(l.text, ":"), strings.HasSuffix(l.text, ".") && len(strings.Fields(l.text)) >= 12 && !goesOn.MatchString(rd.lines[i-1].text):
		return true // no title ends so
	}
	return long && sentence
}

// goesOn is the end of a line of a title that the next line must complete.
var goesOn = regexp.MustCompile(`(?:[,;–-]|\s(?:và|về|của|tại|với|cho|theo|trong|trên|ở|do|số|từ|đến|hoặc|là|các|những))$`)

// restates reports the first paragraph of a consolidated text, which names the
// document again with its number: "Thông tư số 7/2023/TT-X ngày …, có hiệu lực".
func (rd *reader) restates(t, typ, par string) bool {
	w, end := LeadingType(t)
	if w == "" || w != typ && typ != "Văn bản hợp nhất" {
		return false
	}
	return rd.mayConsolidate && strings.Contains(par, " số ") && end > 0 || strings.Contains(par, "được sửa đổi, bổ sung bởi") || strings.Contains(par, "có hiệu lực kể từ ngày") || strings.Contains(par, "có hiệu lực thi hành kể từ ngày")
}

// paragraphFrom joins the lines from i to the end of their paragraph, as far as
// wrapped lines show it.
func (rd *reader) paragraphFrom(i int) string {
	var b strings.Builder
	for j := i; j < len(rd.lines) && j < i+14; j++ {
		l := rd.lines[j]
		if j > i && (startsUpper(l.text) && l.gap || titleEnd.MatchString(l.text) || lineKind(l) == ruleCell) {
			break
		}
		b.WriteString(l.text)
		if t := l.text; strings.HasSuffix(t, ".") || strings.HasSuffix(t, ":") || strings.HasSuffix(t, ";") {
			break
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

// mostlyUpper reports a line in capitals, a letter misread aside.
func mostlyUpper(s string) bool {
	upper, all := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return upper == all && all > 0 || all >= 12 && upper*100 >= all*85
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `“"(`))
	return unicode.IsUpper(r)
}

// joinTitle joins the lines of a title; a number broken behind its hyphen stays
// whole.
func joinTitle(parts []string) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && !brokenNumber(parts[i-1], p) {
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}

var (
	numberTail = regexp.MustCompile(`[\d\p{Lu}]/?\p{Lu}*[-/]$`)
	numberRest = regexp.MustCompile(`^\p{Lu}{2}|^\d{4}/`)
)

func brokenNumber(line, next string) bool {
	last := line[strings.LastIndexByte(line, ' ')+1:]
	return strings.ContainsRune(last, '/') && numberTail.MatchString(last) && numberRest.MatchString(next)
}

// lawTitle is the name of a law with its type word, as laws are called: "Luật
// Bảo hiểm xã hội", "Luật sửa đổi, bổ sung một số điều của Luật Tố cáo".
func (rd *reader) lawTitle(typ, name string) string {
	if own := rd.casing.ownWriting(strings.ToUpper(typ) + " " + name); own != "" && upperCase(name) {
		return capital(own)
	}
	if !upperCase(name) {
		return typ + " " + name
	}
	low := rd.casing.sentence(name)
	for _, verb := range []string{"Sửa đổi", "Bãi bỏ"} {
		if strings.HasPrefix(low, verb) {
			low = strings.ToLower(verb) + low[len(verb):]
		}
	}
	return typ + " " + low
}

// classicHeading reads the headings of older collections: "QUYẾT ĐỊNH CỦA THỦ
// TƯỚNG CHÍNH PHỦ SỐ 12/2001/QĐ-TTg NGÀY 03 THÁNG 4 NĂM 2001 VỀ …". It returns the
// title behind the date.
func (rd *reader) classicHeading(m []string, l headLine) string {
	n, ok := readNumber("Số: " + m[2])
	d := dateOf(m[3], m[4], m[5])
	if !ok || d.IsZero() {
		return m[0]
	}
	c := cell{start: l.start, end: l.end, text: l.text}
	rd.setNumber(c, n, 0.9, "dòng tên loại kèm số, ngày")
	rd.setDate(c, "", d, 0.9, "dòng tên loại kèm số, ngày")
	if m[1] != "" {
		rd.issuerLine(m[1], l.start, l.end)
	}
	return m[6]
}
