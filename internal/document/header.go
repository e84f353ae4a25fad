package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Recognise reads the identity of a document from its own text: the header
// block of Party and State documents ("Số 23-CT/TU", "Hà Nội, ngày … tháng … năm
// …", the type in capitals and the title under it), or the identity sentence of
// a news rendering ("Ngày 26/12/2023, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số
// 23-CT/TU về …"). What the text does not say stays empty. The ID is not set.
//
// The second result names the fields that were read, in the words of
// document.yaml, for the record's provenance.
func Recognise(text string) (Record, []string) {
	var r Record
	lines := headLines(text)
	if !recogniseSentence(lines, &r) {
		recogniseHeader(lines, &r)
	}
	if r.Scope == "" {
		if m := scopeSentence.FindStringSubmatch(text); m != nil {
			r.Scope = m[1]
		}
	}
	var fields []string
	for _, f := range []struct{ name, value string }{
		{"type", r.Type}, {"number", r.Number.Number}, {"year", r.Year}, {"symbol", r.Symbol}, {"date", r.Date.String()},
		{"issuer", r.Issuer}, {"title", r.Title}, {"place", r.Place}, {"scope", r.Scope},
	} {
		if f.value != "" {
			fields = append(fields, f.name)
		}
	}
	return r, fields
}

// headLines are the first lines of a text that are not empty; a header does not
// reach further.
func headLines(text string) []string {
	const most = 40
	var out []string
	for len(text) > 0 && len(out) < most {
		l, rest, _ := strings.Cut(text, "\n")
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
		text = rest
	}
	return out
}

var (
	sentence = regexp.MustCompile(`^Ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*,\s*(\p{Lu}[^.;]{2,160}?)\s+(?:đã\s+)?(?:ký\s+)?(?:ban hành|thông qua)\s+(.*)$`)

	numberLine = regexp.MustCompile(`^(?:Số|SỐ)\s*:?\s*(\d{1,5}[^\s,;]*(?:\s*[-–/]\s*\p{Lu}[^\s,;]*)*)`)
	dateLine   = regexp.MustCompile(`(?:^|\s{2,}|\t)?((?:\p{Lu}[\p{L}.\-]*\s?){1,5}),\s*(?i:ngày)\s+(\d{1,2})\s+(?i:tháng)\s+(\d{1,2})\s+(?i:năm)\s+(\d{4})`)

	scopeSentence = regexp.MustCompile(`(?m)^\p{Lu}\p{L}+(?:\s\p{L}+){1,3}\s+này\s+(?:được\s+)?(phổ biến đến [^.\n]{2,120})\.?$`)
	titleStop     = regexp.MustCompile(`^(?:-{3,}|_{3,}|\*+|Căn cứ\s|Kính gửi|Điều\s+\d|Chương\s|Phần\s|[IVX]+\s*[.\-]|\d+\s*[.\-]\s|Thực hiện\s|Để\s|Trong\s|Những\s|Ngày\s)`)
	province      = regexp.MustCompile(`(?:tỉnh|Tỉnh ủy|Tỉnh uỷ|thành phố|Thành ủy|Thành uỷ)\s+((?:\p{Lu}\p{L}*)(?:\s(?:-\s)?\p{Lu}\p{L}*){0,3})`)
)

// recogniseSentence reads the identity sentence of a news rendering, which
// stands in the first lines.
func recogniseSentence(lines []string, r *Record) bool {
	for _, l := range lines[:min(3, len(lines))] {
		m := sentence.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		rest := m[5]
		typ, end := LeadingType(rest)
		if typ == "" {
			continue
		}
		rest = strings.TrimSpace(rest[end:])
		rest = strings.TrimPrefix(rest, "số ")
		num, after, _ := strings.Cut(rest, " ")
		n, err := ParseNumber(strings.TrimRight(num, ",;."))
		if err != nil {
			continue
		}
		r.Type, r.Number, r.Issuer = typ, n, m[4]
		r.Date = dateOf(m[1], m[2], m[3])
		r.Title = strings.TrimRight(strings.TrimSpace(after), ".")
		r.Issuer = withProvince(r.Issuer, r.Title)
		return true
	}
	return false
}

// withProvince completes an issuer that leaves its province out ("Ban Thường vụ
// Tỉnh ủy") from the title, where the title names exactly that ("trên địa bàn
// tỉnh Phú Thọ"): the second step by which the code TU gets its province.
func withProvince(issuer, title string) string {
	bare := strings.HasSuffix(issuer, "Tỉnh ủy") || strings.HasSuffix(issuer, "Tỉnh uỷ") || strings.HasSuffix(issuer, "Thành ủy") ||
		strings.HasSuffix(issuer, "Thành uỷ") || strings.HasSuffix(issuer, "nhân dân tỉnh") || strings.HasSuffix(issuer, "nhân dân thành phố")
	if !bare {
		return issuer
	}
	found := province.FindAllStringSubmatch(title, -1)
	if len(found) == 0 {
		return issuer
	}
	for _, f := range found[1:] {
		if f[1] != found[0][1] {
			return issuer // two provinces: the title does not say which
		}
	}
	return issuer + " " + found[0][1]
}

// recogniseHeader reads the header block. Both columns of a two-column header
// may stand in one line, the columns apart by spaces.
func recogniseHeader(lines []string, r *Record) {
	typeAt := -1
	for i, l := range lines {
		if r.Number.IsZero() {
			if m := numberLine.FindStringSubmatch(l); m != nil {
				if n, err := ParseNumber(m[1]); err == nil {
					r.Number = n
				}
			}
		}
		if r.Date.IsZero() {
			if m := dateLine.FindStringSubmatch(l); m != nil {
				r.Place, r.Date = strings.TrimSpace(m[1]), dateOf(m[2], m[3], m[4])
			}
		}
		if typeAt < 0 && upperCase(l) {
			if t, end := LeadingType(l); t != "" && (end == len(l) || upperCase(l)) && !strings.HasPrefix(l, "LUẬT SƯ") {
				r.Type, typeAt = t, i
				r.Title = strings.TrimSpace(l[end:])
			}
		}
		if typeAt >= 0 && i > typeAt {
			break
		}
	}
	if typeAt < 0 {
		return
	}
	r.Title = titleUnder(lines[typeAt+1:], r.Title, r)
	if r.Issuer == "" {
		r.Issuer = issuerAbove(lines[:typeAt])
	}
	r.Issuer = withProvince(r.Issuer, r.Title)
	// The date line of a consolidated header can follow the title.
	for _, l := range lines[typeAt:] {
		if r.Date.IsZero() {
			if m := dateLine.FindStringSubmatch(l); m != nil {
				r.Place, r.Date = strings.TrimSpace(m[1]), dateOf(m[2], m[3], m[4])
			}
		}
	}
}

// titleUnder joins the lines under the type word: "CỦA …" names the issuer, the
// rest up to a rule, a legal basis or the first division is the title.
func titleUnder(lines []string, first string, r *Record) string {
	title := first
	for i, l := range lines {
		if i >= 6 || titleStop.MatchString(l) || strings.HasSuffix(l, ";") {
			break
		}
		if rest, ok := cutFold(l, "của "); ok && title == "" && r.Issuer == "" {
			r.Issuer = sentenceCase(rest)
			continue
		}
		if dateLine.MatchString(l) || numberLine.MatchString(l) {
			continue
		}
		if utf8.RuneCountInString(l) > 300 {
			break // running text
		}
		title = strings.TrimSpace(title + " " + l)
		if strings.HasSuffix(l, ".") {
			break
		}
	}
	return strings.TrimRight(sentenceCase(title), ".")
}

// issuerAbove takes the issuing body from the lines above the type: the last
// line in capitals that is not the State's or the Party's own title.
func issuerAbove(lines []string) string {
	for i := len(lines) - 1; i >= 0; i-- {
		l := lines[i]
		if j := strings.Index(l, "   "); j > 0 { // the left column
			l = strings.TrimSpace(l[:j])
		}
		switch {
		case !upperCase(l), strings.Contains(l, "ĐẢNG CỘNG SẢN"), strings.Contains(l, "CỘNG HÒA XÃ HỘI"), strings.Contains(l, "CỘNG HOÀ XÃ HỘI"),
			numberLine.MatchString(l), utf8.RuneCountInString(l) < 4, !strings.ContainsRune(l, ' '):
			continue
		}
		return sentenceCase(l)
	}
	return ""
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// sentenceCase lowers a line in capitals, keeping the capitals it can know: the
// first letter and the names of bodies. Other lines stay as they are.
func sentenceCase(s string) string {
	if !upperCase(s) {
		return s
	}
	low := strings.ToLower(s)
	for _, name := range properNames {
		low = strings.ReplaceAll(low, strings.ToLower(name), name)
	}
	r, size := utf8.DecodeRuneInString(low)
	return string(unicode.ToUpper(r)) + low[size:]
}

var properNames = []string{
	"Ban Thường vụ", "Ban Chấp hành", "Ban Bí thư", "Bộ Chính trị", "Trung ương", "Tỉnh ủy", "Thành ủy", "Đảng ủy", "Đảng", "Chính phủ", "Thủ tướng",
	"Quốc hội", "Chủ tịch nước", "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Thường vụ", "Công an", "Quân đội", "Tổ quốc", "Mặt trận Tổ quốc",
	"Việt Nam", "Nhà nước", "Phú Thọ", "Hà Nội",
}

func dateOf(day, month, year string) Date {
	d := Date{leadingInt(year), leadingInt(month), leadingInt(day)}
	if !d.valid() || d.Year == 0 {
		return Date{}
	}
	return d
}
