package document

import (
	"regexp"
	"strings"
)

var (
	bodyStart = regexp.MustCompile(`^(?:[-–]?\s*(?i:căn cứ)\s|Kính gửi|KÍNH GỬI|(?:Điều|ĐIỀU)\s+\d|(?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:[IVX]+|\d|thứ|THỨ)|I\s*[.\-–]\s|1\s*[.\-–]\s|Xét\s)`)
	subjectOf = regexp.MustCompile(`^(?:V/v|V/V|v/v|Vv\.?|Về việc|về việc)\s*:?\s`)
	spaced    = regexp.MustCompile(`^(?:\p{Lu}\s){3,}\p{Lu}$`)
)

// header reads the header block: the type and what stands around it.
func (rd *reader) header() {
	rd.typeLine, rd.bodyLine = -1, len(rd.lines)
	typ, rest := rd.findType()
	confidence, by := 0.99, "dòng tên loại"
	if typ == "" {
		if typ = rd.blurredType(); typ != "" {
			confidence, by = 0.7, "dòng gần giống tên loại"
		}
	}
	top := rd.typeLine
	if top < 0 {
		top = rd.firstBodyLine()
		rd.bodyLine = top
	}
	for i := 0; i < top; i++ {
		rd.headCells(rd.lines[i].cells)
	}
	if rd.typeLine >= 0 {
		l := rd.lines[rd.typeLine]
		rd.set("type", typ, l.start, l.end, confidence, by)
		rd.title(typ, rest)
		rd.lateCells()
		return
	}
	rd.letter(top)
}

// headCells reads what a cell above the type is by its own form.
func (rd *reader) headCells(cells []cell) {
	for _, c := range cells {
		switch c.kind {
		case numberCell:
			if rd.num.IsZero() {
				rd.takeNumber(c)
			}
		case dateCell:
			if rd.fields["place"].Value == "" && rd.date.IsZero() {
				rd.takeDate(c)
			}
		case nationalCell:
			if strings.Contains(Slug(c.text), "cong-san") {
				rd.party = true
			}
		case otherCell:
			rd.above = append(rd.above, c)
		}
	}
}

// takeNumber reads a number cell, joining a symbol that a narrow column broke
// behind its hyphen.
func (rd *reader) takeNumber(c cell) {
	s := c.text
	if openSymbol.MatchString(s) && c.line+1 < len(rd.lines) {
		if next := rd.lines[c.line+1].cells[0]; symbolRest.MatchString(next.text) {
			s, c.end = s+next.text, next.end
		}
	}
	n, ok := readNumber(s)
	if !ok {
		if m := spoiltNumber.FindStringSubmatch(s); m != nil {
			rd.setNumber(c, Number{Year: m[1], Symbol: NormalSymbol(m[2])}, 0.6, "dòng số, ký hiệu ở phần đầu; chữ số không đọc được")
		}
		return
	}
	rd.setNumber(c, n, 0.97, "dòng số, ký hiệu ở phần đầu")
}

// takeDate reads a date cell, which may go on in the next line.
func (rd *reader) takeDate(c cell) {
	place, d, ok := readDate(c.text)
	if !ok && c.line+1 < len(rd.lines) {
		for _, next := range rd.lines[c.line+1].cells {
			if p, dd, joined := readDate(c.text + " " + next.text); joined {
				place, d, ok = p, dd, true
				c.end = next.end
				break
			}
		}
	}
	if ok {
		rd.setDate(c, place, d, 0.98, "dòng địa danh, ngày tháng")
	}
}

// lateCells reads the number and the date where they stand behind the title: a
// text whose columns were read one after the other, or an old layout. Only whole
// lines count, so that no citation is taken for the document's own number.
func (rd *reader) lateCells() {
	for i := rd.typeLine + 1; i < len(rd.lines) && i <= rd.bodyLine+4; i++ {
		l := rd.lines[i]
		if i >= rd.bodyLine && bodyStart.MatchString(l.text) {
			return
		}
		for _, c := range l.cells {
			switch {
			case c.kind == numberCell && rd.num.IsZero():
				rd.takeNumber(c)
			case c.kind == dateCell && rd.date.IsZero() && rd.value("place") == "":
				rd.takeDate(c)
			case c.kind == nationalCell && strings.Contains(Slug(c.text), "cong-san"):
				rd.party = true
			}
		}
	}
}

// findType finds the line of the type: the type word in capitals, alone or with
// the beginning of the title behind it.
func (rd *reader) findType() (typ, rest string) {
	seen := false // a number, a date or a formula of the State or the Party
	unfinished := false
	for i, l := range rd.lines {
		if i > 0 && bodyStart.MatchString(l.text) {
			return "", ""
		}
		if len(l.cells) == 0 || isNoise(l.text) {
			continue
		}
		for k, c := range l.cells {
			if c.kind != otherCell {
				seen = seen || c.kind != ruleCell
				unfinished = unfinished && k == 0 && c.kind == nationalCell
				continue
			}
			t, after := headType(c.text)
			if t == "" && len(l.cells) == 1 {
				t, after = rd.smallType(i, seen)
			}
			whole := len(l.cells) == 1
			switch {
			case t == "", unfinished, strings.HasPrefix(after, "VÀ "):
			case t == "Văn bản hợp nhất":
				rd.gazetteSays = true // the gazette's heading; the text's own type follows
			case seen, after == "", classic.MatchString(after), whole && i < 6 && upperCase(c.text):
				rd.typeLine = i
				return t, after
			}
			unfinished = unfinishedBody[c.text]
		}
	}
	return "", ""
}

// smallType reads a type line whose capitals were those of the font: texts in
// fonts like .VnTimeH come out in small letters ("Thông tư"). It must stand alone
// behind a number or a formula, or over "của … số … ngày …".
func (rd *reader) smallType(i int, seen bool) (typ, rest string) {
	t, end := LeadingType(capital(strings.ToLower(rd.lines[i].text)))
	if t == "" {
		return "", ""
	}
	rest = strings.TrimSpace(rd.lines[i].text[end:])
	_, ofIssuer := cutFold(rest, "của ")
	switch {
	case seen && (rest == "" || ofIssuer && len(strings.Fields(rest)) < 9 && !strings.HasSuffix(rest, ".")):
		return t, rest
	case rest == "" && i+1 < len(rd.lines) && classic.MatchString(rd.lines[i+1].text):
		return t, rest
	}
	return "", ""
}

// blurredType finds a line in capitals that is a type word but for its marks and
// what surrounds it, as optical recognition reads it: "'THÔNG BẢO".
func (rd *reader) blurredType() string {
	for i, l := range rd.lines[:min(len(rd.lines), 40)] {
		if i > 0 && bodyStart.MatchString(l.text) {
			break
		}
		letters := Slug(l.text)
		if len(letters) < 6 || len(letters) > 30 || !upperCase(l.text) || len(l.cells) != 1 || l.cells[0].kind != otherCell {
			continue
		}
		for _, w := range headTypes {
			if strings.ContainsRune(w, ' ') && letters == Slug(w) {
				rd.typeLine = i
				return w
			}
		}
	}
	return ""
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// unfinishedBody are heads of names that go on in the next line, which may begin
// with a type word: BAN CHỈ ĐẠO / ĐỀ ÁN 06, BỘ / KẾ HOẠCH VÀ ĐẦU TƯ.
var unfinishedBody = map[string]bool{"BỘ": true, "BAN CHỈ ĐẠO": true, "SỞ": true, "TỔ CÔNG TÁC": true, "HỘI ĐỒNG": true, "BAN QUẢN LÝ": true, "VĂN PHÒNG": true,
	"BAN": true, "ỦY BAN": true, "UỶ BAN": true, "VỤ": true, "CỤC": true, "TỔ BIÊN TẬP": true, "BAN SOẠN THẢO": true}

// headType reads a type word in capitals at the start of a cell, also with its
// letters spaced ("C H Ỉ T H Ị"), and what follows it. The formula "QUYẾT
// ĐỊNH:" above the articles is none.
func headType(s string) (typ, rest string) {
	if spaced.MatchString(s) {
		joined := strings.ReplaceAll(s, " ", "")
		for _, w := range headTypes {
			if joined == strings.ToUpper(strings.ReplaceAll(w, " ", "")) {
				return w, ""
			}
		}
	}
	for _, w := range headTypes {
		up := strings.ToUpper(w)
		if !strings.HasPrefix(s, up) {
			continue
		}
		rest := s[len(up):]
		switch {
		case rest == "":
			return w, ""
		case rest[0] == ' ':
			return w, strings.TrimSpace(rest)
		case strings.TrimLeft(rest, "0123456789*()") == "" && len(rest) <= 3:
			return w, "" // the sign of a footnote
		}
	}
	return "", ""
}

// headTypes are the type words of headers: those of documents, and those of
// papers that are no documents to cite.
var headTypes = append([]string{"Giấy mời", "Giấy ủy quyền", "Giấy giới thiệu", "Thư công", "Phiếu chuyển", "Phiếu trình", "Thông báo kết luận"}, typeWords...)

func (rd *reader) firstBodyLine() int {
	for i, l := range rd.lines {
		if i > 0 && bodyStart.MatchString(l.text) {
			return i
		}
	}
	return min(len(rd.lines), 25)
}

// letter reads a công văn: it prints no type, its subject stands under the
// number ("V/v …") and its addressee after "Kính gửi" (Nghị định
// 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 05-HD/VPTW). Other texts without a type
// word are typed by letters that stand for one type alone.
func (rd *reader) letter(top int) {
	addressed := top < len(rd.lines) && strings.EqualFold(firstWords(rd.lines[top].text, 2), "kính gửi")
	for i, c := range rd.above {
		if !subjectOf.MatchString(c.text) || rd.num.Symbol == "" && !addressed {
			continue
		}
		parts, end := []string{c.text}, c.end
		for _, d := range rd.above[i+1:] {
			if upperCase(d.text) || d.line > c.line+8 || markOf(d.text) != "" {
				break
			}
			parts, end = append(parts, d.text), d.end
		}
		rd.set("title", joinTitle(parts), c.start, end, 0.9, "trích yếu dưới số, ký hiệu")
		rd.above = rd.above[:i]
		break
	}
	switch letters := rd.num.Letters(); {
	case rd.num.Symbol == "":
	case addressed && (letters == "CV" || typeOfLetters[letters] == ""):
		rd.set("type", "Công văn", -1, -1, 0.9, "không có tên loại, có “Kính gửi”")
	case typeOfLetters[letters] != "":
		f := rd.fields["symbol"]
		rd.set("type", typeOfLetters[letters], f.Start, f.End, 0.6, "suy từ chữ viết tắt trong ký hiệu")
	}
}

// typeOfLetters are the letters of symbols that stand for one type only (Nghị
// định 30/2020/NĐ-CP, Phụ lục III); QĐ, CT, TT, TB and others stand for two.
var typeOfLetters = map[string]string{"NĐ": "Nghị định", "NQ": "Nghị quyết", "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch", "CĐ": "Công điện",
	"HD": "Hướng dẫn", "KL": "Kết luận", "BC": "Báo cáo", "KH": "Kế hoạch", "TTr": "Tờ trình", "CTr": "Chương trình", "VBHN": "Văn bản hợp nhất", "GM": "Giấy mời", "CV": "Công văn"}

func firstWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.TrimRight(strings.Join(words[:min(n, len(words))], " "), ":")
}
