package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// heads are the words with which the name of a body begins in a header.
var heads = []string{"BỘ ", "BAN ", "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "TỈNH ỦY", "TỈNH UỶ", "THÀNH ỦY", "THÀNH UỶ", "HUYỆN ỦY", "HUYỆN UỶ", "QUẬN ỦY", "QUẬN UỶ", "THỊ ỦY", "THỊ UỶ",
	"ĐẢNG ỦY", "ĐẢNG UỶ", "ĐẢNG BỘ", "ĐẢNG ĐOÀN", "CHI BỘ", "CHÍNH PHỦ", "THỦ TƯỚNG", "QUỐC HỘI", "CHỦ TỊCH NƯỚC", "CHỦ TỊCH ỦY", "CHỦ TỊCH", "VĂN PHÒNG", "NGÂN HÀNG", "THANH TRA", "KIỂM TOÁN",
	"TÒA ÁN", "TOÀ ÁN", "VIỆN ", "TỔNG CỤC", "CỤC ", "SỞ ", "CÔNG AN ", "QUÂN ỦY", "QUÂN UỶ", "TỔNG LIÊN ĐOÀN", "LIÊN ĐOÀN", "ĐOÀN ", "HỘI ", "TRUNG ƯƠNG", "TỈNH ĐOÀN", "THÀNH ĐOÀN", "HUYỆN ĐOÀN",
	"TRƯỜNG ", "HỌC VIỆN", "ĐẠI HỌC", "ĐẠI HỘI", "BẢO HIỂM XÃ HỘI", "KHO BẠC", "TẬP ĐOÀN", "TỔNG CÔNG TY", "CÔNG TY", "TRUNG TÂM", "PHÒNG ", "UBND", "HĐND", "MẶT TRẬN", "BAN CÁN SỰ", "TIỂU BAN", "LIÊN TỊCH", "BÁO ", "ĐÀI ", "QUÂN KHU", "QUÂN ĐOÀN", "BINH ĐOÀN", "BỆNH VIỆN"}

func beginsBody(s string) bool { return hasAny(s+" ", heads...) }

// fixedCodes are bodies whose code is not made of their initials.
var fixedCodes = map[string]string{"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "CTN": "Chủ tịch nước", "HĐBT": "Hội đồng Bộ trưởng",
	"VPCP": "Văn phòng Chính phủ", "VPQH": "Văn phòng Quốc hội", "VPCTN": "Văn phòng Chủ tịch nước"}

var assembly = regexp.MustCompile(`^(UBTVQH|QH)(\d{1,2})$`)

// issuing decides which body issued the document, from the block under the
// type, the header above the number, the code in the symbol and the signature.
func (rd *reader) issuing() {
	if rd.value("issuer") != "" && rd.fields["issuer"].Rule == ruleSentence {
		return
	}
	if rd.value("type") == "" && rd.num.IsZero() {
		return // a heading of a page alone does not say who issued it
	}
	if m := assembly.FindStringSubmatch(rd.num.Symbol); m != nil && rd.value("term") == "" {
		f := rd.fields["symbol"]
		rd.set("term", romanTerm(m[2]), f.Start, f.End, 0.95, "khóa trong ký hiệu")
	}
	lines := rd.bodyLines(rd.above)
	rd.committee = rd.lastBody(lines)
	if strings.Contains(rd.num.Symbol, "/") || strings.HasPrefix(rd.signMark(), "T/") {
		rd.party = true
	}
	switch {
	case rd.value("issuer") != "":
		rd.completeIssuer()
	case rd.jointIssuers(lines):
	case rd.codeIssuer(lines):
	case rd.party && rd.partyIssuer():
	case rd.committee.text != "":
		c := rd.committee
		conf := 0.9
		if !known(c.text) {
			conf = 0.8
		}
		rd.set("issuer", rd.casing.body(c.text), c.start, c.end, conf, "tên cơ quan ở phần đầu")
	default:
		rd.fixedIssuer()
	}
	rd.ofPlace(lines)
	if v := rd.value("issuer"); v != "" {
		if full := withProvince(v, rd.value("title")); full != v {
			f := rd.fields["issuer"]
			rd.set("issuer", full, f.Start, f.End, min(f.Confidence, 0.85), f.Rule+"; địa phương theo trích yếu")
		}
	}
}

// bodyLines keeps of the cells above the type those that can be names of bodies.
func (rd *reader) bodyLines(cells []cell) []cell {
	var out, small []cell
	for _, c := range cells {
		c.text = misread.Replace(strings.TrimSpace(strings.Trim(c.text, "*_-|= ")))
		if rest, ok := strings.CutPrefix(c.text, "SƠ "); ok {
			c.text = "SỞ " + rest
		}
		switch {
		case c.text == "", markOf(c.text) != "", subjectOf.MatchString(c.text), strings.HasPrefix(c.text, "VĂN BẢN HỢP NHẤT"),
			strings.HasPrefix(c.text, "XÁC "), strings.HasPrefix(c.text, "DỰ THẢO"), len(c.text) > 200:
			continue
		case !upperCase(c.text) && !(known(c.text) && len(strings.Fields(c.text)) > 1) && !strings.HasPrefix(c.text, "UBND "):
			small = append(small, c)
			continue
		}
		out = append(out, twoBodies(c)...)
	}
	if len(out) == 0 && len(small) < 5 { // fonts like .VnTimeH leave small letters; the code or the table must prove them
		for i := range small {
			for j := i + 1; j <= len(small); j++ {
				if c := joined(small[i:j]); known(c.text) || initialsMatch(c.text, rd.bodyCode()) {
					return []cell{c}
				}
			}
		}
	}
	return out
}

// misread are words of bodies as optical recognition reads their marks; none of
// them is a word of a body's name.
var misread = strings.NewReplacer("NHÂN DÂN TĨNH ", "NHÂN DÂN TỈNH ", "UBND TĨNH ", "UBND TỈNH ", "TĨNH ỦY", "TỈNH ỦY", "TỈNH ÚY", "TỈNH ỦY", "THÀNH ÚY", "THÀNH ỦY", "HUYỆN ÚY", "HUYỆN ỦY", "ĐẲNG BỘ", "ĐẢNG BỘ", "ĐẲNG ỦY", "ĐẢNG ỦY")

// superiorAndOrgan are the two names of a header that a narrow column or a reader
// ran into one line: "ĐẢNG BỘ TỈNH PHÚ THỌ HUYỆN ỦY YÊN LẬP". The first has its
// place behind it, so that "BAN THƯỜNG VỤ HUYỆN ỦY" is one.
var superiorAndOrgan = regexp.MustCompile(`^((?:ĐẢNG BỘ|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|QUẬN ỦY|UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s(?:\p{Lu}+\s)+?\p{Lu}+)\s` +
	`((?:HUYỆN|THỊ|THÀNH|QUẬN|ĐẢNG) (?:ỦY|UỶ)\s.+|(?:CHI BỘ|SỞ|VĂN PHÒNG|BAN (?:TỔ CHỨC|TUYÊN|DÂN VẬN|NỘI CHÍNH|QUẢN LÝ|CHỈ ĐẠO)|(?:ỦY|UỶ) BAN KIỂM TRA|PHÒNG|TRƯỜNG|THANH TRA)(?:\s.+)?)$`)

// twoBodies cuts such a line in two.
func twoBodies(c cell) []cell {
	m := superiorAndOrgan.FindStringSubmatch(c.text)
	if m == nil || openBody(m[1]) {
		return []cell{c}
	}
	first, second := c, c
	first.text, second.text = m[1], m[2]
	return []cell{first, second}
}

// joined is the name that consecutive cells write together.
func joined(cells []cell) cell {
	var parts []string
	for _, c := range cells {
		parts = append(parts, c.text)
	}
	return cell{start: cells[0].start, end: cells[len(cells)-1].end, text: strings.Join(parts, " ")}
}

// lastBody takes the body nearest the type: from the last line that begins a
// body's name to the end. A line that cannot end a name takes the next.
func (rd *reader) lastBody(lines []cell) cell {
	at := -1
	for i := len(lines) - 1; i >= 0; i-- {
		if beginsBody(lines[i].text) || !upperCase(lines[i].text) {
			at = i
			break
		}
	}
	if at < 0 {
		return cell{}
	}
	for at > 0 && openBody(lines[at-1].text) && beginsBody(lines[at-1].text) && !openBody(lines[at].text) {
		at--
	}
	c := joined(lines[at:])
	if at > 0 && openBody(c.text) && (beginsBody(lines[at-1].text) || at > 1 && beginsBody(lines[at-2].text)) {
		// TỈNH ỦY LÀO CAI / BAN TỔ CHỨC: an organ is called by its body.
		superior := rd.lastBody(lines[:at])
		c.text, c.start = c.text+" "+superior.text, superior.start
	}
	return c
}

// openBody reports a line that the name of a body cannot end with.
func openBody(s string) bool {
	switch s {
	case "ĐẢNG ỦY", "ĐẢNG UỶ", "BAN CHẤP HÀNH", "BAN THƯỜNG VỤ", "VĂN PHÒNG", "BAN CHỈ ĐẠO", "HỘI ĐỒNG", "ỦY BAN", "UỶ BAN", "BAN TỔ CHỨC", "ỦY BAN KIỂM TRA", "UỶ BAN KIỂM TRA", "BAN TUYÊN GIÁO", "BAN DÂN VẬN",
		"BAN NỘI CHÍNH", "BỘ", "SỞ", "BAN QUẢN LÝ", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "CHI BỘ", "ĐẢNG BỘ":
		return true
	}
	return strings.HasSuffix(s, " -") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, " VÀ") || strings.HasSuffix(s, " CỦA")
}

// codeIssuer finds the lines whose initials are the code in the symbol: "BỘ LAO
// ĐỘNG - THƯƠNG BINH / VÀ XÃ HỘI" for BLĐTBXH. The header and the symbol then
// prove each other, also where the gazette prints the name a second time above.
func (rd *reader) codeIssuer(lines []cell) bool {
	code := rd.bodyCode()
	if code == "" {
		return false
	}
	if name := fixedName(code); name != "" {
		for i := len(lines) - 1; i >= 0; i-- {
			for j := i + 1; j <= len(lines) && j <= i+3; j++ { // a narrow column breaks the name
				if c := joined(lines[i:j]); strings.EqualFold(c.text, name) {
					rd.set("issuer", name, c.start, c.end, 0.99, "tên cơ quan ở phần đầu, khớp ký hiệu")
					return true
				}
			}
		}
		return false
	}
	for i := len(lines) - 1; i >= 0; i-- {
		for j := i + 1; j <= len(lines) && j <= i+5; j++ {
			c := joined(lines[i:j])
			if !initialsMatch(c.text, code) || upperCase(c.text) && !beginsBody(c.text) {
				continue
			}
			for (strings.HasPrefix(code, "UBND") || strings.HasPrefix(code, "HĐND")) && j < len(lines) && !beginsBody(lines[j].text) { // ỦY BAN NHÂN DÂN / TỈNH …
				j++
				c = joined(lines[i:j])
			}
			for k := j + 1; k <= len(lines) && k <= j+2; k++ { // HỘI ĐỒNG THẨM PHÁN / TÒA ÁN …: HĐTP names the council alone
				if longer := joined(lines[i:k]); wholeNames[undashed(longer.text)] != "" {
					c = longer
				}
			}
			if i > 0 { // or TÒA ÁN … / HỘI ĐỒNG THẨM PHÁN
				if longer := c.text + " " + lines[i-1].text; wholeNames[undashed(longer)] != "" {
					c.text, c.start = longer, lines[i-1].start
				}
			}
			rd.set("issuer", rd.casing.body(c.text), c.start, c.end, 0.99, "tên cơ quan ở phần đầu, khớp ký hiệu")
			return true
		}
	}
	return false
}

// bodyCode is the code of the body in the symbol: the last part, or in a công
// văn the first.
func (rd *reader) bodyCode() string {
	parts := strings.FieldsFunc(rd.num.Symbol, func(r rune) bool { return r == '-' || r == '/' })
	switch {
	case len(parts) == 0:
		return ""
	case rd.value("type") == "Công văn" && parts[0] != "CV":
		return parts[0]
	case len(parts) == 1:
		if assembly.MatchString(parts[0]) {
			return parts[0]
		}
		return ""
	}
	return parts[1]
}

func fixedName(code string) string {
	if m := assembly.FindStringSubmatch(code); m != nil {
		if m[1] == "QH" {
			return "Quốc hội"
		}
		return "Ủy ban Thường vụ Quốc hội"
	}
	return fixedCodes[code]
}

// fixedIssuer gives the body of a symbol that names one body only where the
// header shows none.
func (rd *reader) fixedIssuer() {
	if name := fixedName(rd.bodyCode()); name != "" {
		f := rd.fields["symbol"]
		rd.set("issuer", name, f.Start, f.End, 0.85, "suy từ ký hiệu")
	}
}

// initialsMatch reports that code is made of the first letters of the name's
// words, with or without "và" and "của", or of the first of them (NHNN of Ngân
// hàng Nhà nước Việt Nam, UBND of Ủy ban nhân dân tỉnh …).
func initialsMatch(name, code string) bool {
	var all, main strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == ',' || r == '.' }) {
		r, _ := utf8.DecodeRuneInString(w)
		r = unicode.ToUpper(r)
		if r != 'Đ' {
			r, _ = utf8.DecodeRuneInString(decompose(string(r)))
		}
		all.WriteRune(r)
		if up := strings.ToUpper(w); up != "VÀ" && up != "CỦA" && up != "CÁC" {
			main.WriteRune(r)
		}
	}
	code = strings.ToUpper(code)
	for _, s := range []string{all.String(), main.String()} {
		if s == code || len(code) >= 4 && strings.HasPrefix(s, code) && (strings.HasPrefix(code, "UBND") || strings.HasPrefix(code, "HĐND") || strings.HasPrefix(code, "NHNN") || strings.HasSuffix(name, "VIỆT NAM")) {
			return true
		}
	}
	return false
}

// partyIssuer reads who speaks in a Party document whose type block does not
// say it: the signature's "T/M BAN THƯỜNG VỤ" together with the committee of the
// header (Hướng dẫn 05-HD/VPTW: the header names the committee).
func (rd *reader) partyIssuer() bool {
	c := rd.committee
	name := rd.casing.body(c.text)
	signed := strings.ToUpper(rd.signedFor.text)
	switch {
	case hasAny(signed, "BỘ CHÍNH TRỊ", "BAN BÍ THƯ"):
		rd.set("issuer", rd.casing.body(rd.signedFor.text), rd.signedFor.start, rd.signedFor.end, 0.97, "dòng “T/M” trên chữ ký")
	case c.text == "":
		return false
	case strings.HasPrefix(signed, "BAN THƯỜNG VỤ") && !strings.Contains(strings.ToUpper(c.text), "BAN THƯỜNG VỤ"):
		rd.set("issuer", "Ban Thường vụ "+name, rd.signedFor.start, rd.signedFor.end, 0.93, "dòng “T/M” trên chữ ký, tên cấp ủy ở phần đầu")
	default:
		rd.set("issuer", name, c.start, c.end, 0.9, "tên cơ quan ở phần đầu")
	}
	return true
}

const (
	ruleUnderType = "dòng “của …” dưới tên loại"
	ruleSentence  = "câu công bố"
)

// issuerLine takes the issuer of the type block, with the term behind it.
func (rd *reader) issuerLine(s string, start, end int) {
	s = strings.TrimRight(s, " .,")
	if m := termAtEnd.FindStringSubmatchIndex(s); m != nil {
		rd.set("term", romanTerm(s[m[2]:m[3]]), start, end, 0.95, ruleUnderType)
		s = s[:m[0]]
	}
	rd.set("issuer", rd.casing.body(s), start, end, 0.95, ruleUnderType)
}

// issuerLines reads the issuer under the type from line i on, which may wrap,
// and returns how many further lines it took.
func (rd *reader) issuerLines(i int) int {
	s := issuerUnder.FindStringSubmatch(rd.lines[i].text)[1]
	end, more := rd.lines[i].end, 0
	for j := i + 1; j < len(rd.lines) && j <= i+2; j++ {
		t := rd.lines[j].text
		if !upperCase(t) || !(hasAny(t, "KHÓA", "KHOÁ", "LẦN THỨ") || openBody(s) || strings.HasPrefix(t, "TỈNH ") || strings.HasPrefix(t, "THÀNH PHỐ ")) {
			break
		}
		s, end, more = s+" "+t, rd.lines[j].end, more+1
	}
	rd.issuerLine(s, rd.lines[i].start, end)
	return more
}

// plenum reads "HỘI NGHỊ LẦN THỨ TÁM BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII"
// under the type.
func (rd *reader) plenum(l headLine, words string) {
	s := rd.casing.body(words)
	if m := termAtEnd.FindStringSubmatchIndex(s); m != nil {
		rd.set("term", romanTerm(s[m[2]:m[3]]), l.start, l.end, 0.95, ruleUnderType)
		s = s[:m[0]]
	}
	if i := strings.Index(s, " Ban Chấp hành"); i > 0 {
		rd.set("plenum", "Hội nghị"+strings.ToLower(s[len("Hội nghị"):i]), l.start, l.end, 0.95, ruleUnderType)
		rd.set("issuer", s[i+1:], l.start, l.end, 0.95, ruleUnderType)
	}
}

func romanTerm(s string) string {
	n := leadingInt(s)
	if n == 0 || n > 30 {
		return s
	}
	return strings.Repeat("X", n/10) + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}

// completeIssuer adds what the header knows of a body that the type block names
// in short: "CỦA BAN THƯỜNG VỤ" and "CỦA BAN THƯỜNG VỤ TỈNH ỦY" under "TỈNH ỦY
// PHÚ THỌ".
func (rd *reader) completeIssuer() {
	f := rd.fields["issuer"]
	name := rd.casing.body(rd.committee.text)
	if name == "" || strings.Contains(name, f.Value) && f.Value != "Ban Chấp hành" {
		return
	}
	switch f.Value {
	case "Ban Thường vụ", "Ban Chấp hành", "Thường trực":
		rd.set("issuer", f.Value+" "+name, f.Start, f.End, 0.93, f.Rule+", tên cấp ủy ở phần đầu")
		return
	}
	// The words of the committee with which the issuer ends: "Tỉnh ủy" before
	// "Phú Thọ", "Đảng bộ tỉnh" for the same.
	for _, unit := range []string{"Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Huyện ủy", "Huyện uỷ", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ tỉnh", "Đảng bộ thành phố", "Đảng bộ huyện"} {
		if !strings.HasSuffix(f.Value, unit) {
			continue
		}
		for _, head := range []string{unit, "Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Huyện ủy", "Huyện uỷ", "Đảng bộ tỉnh"} {
			if place, ok := strings.CutPrefix(name, head+" "); ok {
				rd.set("issuer", f.Value+" "+place, f.Start, f.End, 0.93, f.Rule+", tên cấp ủy ở phần đầu")
				return
			}
		}
	}
}

// localOf is the people's committee over a department in the header.
var localOf = regexp.MustCompile(`^(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s+((?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ)\s.+)$`)

// ofPlace names the province or district of a department that the header puts
// under its people's committee: UBND TỈNH NGHỆ AN / SỞ NỘI VỤ.
func (rd *reader) ofPlace(lines []cell) {
	f := rd.fields["issuer"]
	if !hasAny(f.Value, "Sở ", "Phòng ") {
		return
	}
	for i, c := range lines {
		if i+1 < len(lines) && c.start < f.Start && openBody(c.text) {
			c = joined(lines[i : i+2])
		}
		if m := localOf.FindStringSubmatch(c.text); m != nil && c.start <= f.Start {
			place := rd.casing.body(m[1])
			if !strings.Contains(f.Value, place) {
				rd.set("issuer", f.Value+" "+uncapital(place), f.Start, f.End, min(f.Confidence, 0.93), f.Rule+"; địa phương theo cơ quan chủ quản")
			}
			return
		}
	}
}

func uncapital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// withProvince completes an issuer that leaves its province out ("Ban Thường vụ
// Tỉnh ủy") from the title, where the title names exactly one ("trên địa bàn
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

var province = regexp.MustCompile(`(?:tỉnh|Tỉnh ủy|Tỉnh uỷ|thành phố|Thành ủy|Thành uỷ)\s+((?:\p{Lu}\p{L}*)(?:\s(?:-\s)?\p{Lu}\p{L}*){0,3})`)
