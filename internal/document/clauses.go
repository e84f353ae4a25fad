package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	secrecyMark = regexp.MustCompile(`^\(?\s*(?:(?:ĐỘ MẬT|Độ mật)\s*:?\s*)?(TUYỆT MẬT|TỐI MẬT|MẬT|Tuyệt mật|Tối mật|Mật|T U Y Ệ T\s+M Ậ T|T Ố I\s+M Ậ T|M Ậ T)\s*\)?$`)
	urgencyMark = regexp.MustCompile(`^\(?(?:(?:ĐỘ KHẨN|Độ khẩn)\s*:?\s*)?(HỎA TỐC HẸN GIỜ|HOẢ TỐC HẸN GIỜ|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|Hỏa tốc|Hoả tốc|Thượng khẩn|Khẩn)\)?(?:\s*[:;,]?\s*(?:trước|đến).*)?$`)
	scopeMark   = regexp.MustCompile(`^\(?(LƯU HÀNH NỘI BỘ|(?:KHÔNG )?PHỔ BIẾN .{3,80}|XEM XONG TRẢ LẠI|XONG HỘI NGHỊ TRẢ LẠI|Lưu hành nội bộ|Xem xong trả lại|Không phổ biến .{3,80}|Phổ biến đến .{3,60})\)?$`)

	scopeSentence = regexp.MustCompile(`(?m)^[ \t]*\p{Lu}\p{L}+(?:\s\p{L}+){0,3}\s+này\s+(?:được\s+)?(phổ biến\s+(?:và\s+\p{L}+(?:\s+\p{L}+)?\s+)?đến\s[^.\n]{2,80}(?:\n[^.\n]{1,80})?)\.`)
	effective     = regexp.MustCompile(`(` + strings.ReplaceAll(strings.Join(typeWords, "|"), " ", `\s+`) + `)\s+này\s+(?:được\s+|bắt đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ\s+(?:ngày\s+)?(?:(\d{1,2})\s*(?:tháng|/|-|\.)\s*(\d{1,2})\s*(?:năm|/|-|\.)\s*(\d{4})|(ngày\s+ký|ký|ngày\s+ban\s+hành|ban\s+hành))`)
	// adopted is the sentence of a law or a resolution on its adoption; laws carry
	// no line of place and date.
	adopted = regexp.MustCompile(`(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp)\s+này\s+(?:đã\s+)?được\s+[^.;]{5,220}?\s+thông\s+qua\s+(?:tại\s[^.;]{3,120}?\s)?ngày\s+(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})` +
		`(?:[^.;]{0,20}?\s+(?:và\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ\s+ngày\s+(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4}))?`)
	attached = regexp.MustCompile(`^\(?(?:Ban hành|Được ban hành|ban hành)?\s*[Kk]èm theo\s+(.{10,300}?)\)?$`)
)

// markOf gives "secrecy", "urgency" or "scope" for a cell that is such a mark.
func markOf(s string) string {
	switch {
	case len(s) > 120:
	case secrecyMark.MatchString(s):
		return "secrecy"
	case urgencyMark.MatchString(s):
		return "urgency"
	case scopeMark.MatchString(s):
		return "scope"
	}
	return ""
}

// marks reads the marks of secrecy, urgency and dissemination (Quy định
// 399-QĐ/TW; Luật Bảo vệ bí mật nhà nước; Nghị định 30/2020/NĐ-CP). A mark is a
// cell of its own; one of secrecy counts on the whole first page, since what is
// overlooked there would be published.
func (rd *reader) marks() {
	for i, l := range rd.lines {
		if i > 60 || i > 0 && strings.Contains(rd.text[rd.lines[i-1].end:l.start], "\f") && i > 12 {
			break
		}
		for _, c := range l.cells {
			name := markOf(c.text)
			if name == "" || rd.value(name) != "" || !upperCase(c.text) && i >= rd.bodyLine {
				continue
			}
			if name != "secrecy" && i > rd.bodyLine+3 {
				continue
			}
			v := c.text
			switch name {
			case "secrecy":
				v = secrecyMark.FindStringSubmatch(c.text)[1]
				v = joinSpaced(v)
			case "urgency":
				v = urgencyMark.FindStringSubmatch(c.text)[1]
			case "scope":
				v = scopeMark.FindStringSubmatch(c.text)[1]
			}
			if name != "scope" {
				v = strings.ReplaceAll(strings.ToUpper(v), "HOẢ", "HỎA")
			} else {
				v = lowerFirstLetter(rd.casing.sentence(v))
			}
			rd.set(name, v, c.start, c.end, 0.97, "dấu ở trang đầu")
		}
	}
}

// joinSpaced joins letters set apart ("T Ố I M Ậ T") to the mark they spell.
func joinSpaced(s string) string {
	switch strings.ToUpper(strings.ReplaceAll(s, " ", "")) {
	case "TUYỆTMẬT":
		return "TUYỆT MẬT"
	case "TỐIMẬT":
		return "TỐI MẬT"
	}
	return "MẬT"
}

func lowerFirstLetter(s string) string { return lowerFirst(s, Clause) }

// clauses reads what the document's own last articles say of it: from when it is
// in force, and to whom it is disseminated.
func (rd *reader) clauses() {
	if rd.value("scope") == "" {
		tries := 0
		near(rd.text, "phổ biến", 120, 220, func(from, to int) bool {
			if from = lineStart(rd.text, from); from >= to || from > 0 && rd.text[from-1] != '\n' {
				return true
			}
			m := scopeSentence.FindStringSubmatchIndex(rd.text[from:to])
			if m != nil {
				rd.set("scope", oneSpace(rd.text[from+m[2]:from+m[3]]), from+m[2], from+m[3], 0.95, "câu cuối về phạm vi phổ biến")
			}
			tries++
			return m == nil && tries < mostTries
		})
	}
	rd.adoption()
	rd.effectiveDate()
	for i, l := range rd.lines {
		if i > rd.bodyLine+3 {
			break
		}
		if i+1 < len(rd.lines) && strings.HasPrefix(l.text, "(") && !strings.HasSuffix(l.text, ")") {
			l.text, l.end = l.text+" "+rd.lines[i+1].text, rd.lines[i+1].end
		}
		if m := attached.FindStringSubmatch(l.text); m != nil && rd.num.IsZero() {
			if t, _ := LeadingType(m[1]); t != "" {
				rd.set("attached_to", strings.TrimRight(m[1], ") ."), l.start, l.end, 0.9, "dòng “ban hành kèm theo”")
				break
			}
		}
	}
}

// adoption reads the date of a law from its last sentence ("Luật này được Quốc hội
// … thông qua ngày …"), and of a resolution from when it is in force.
func (rd *reader) adoption() {
	if rd.certified != -1 {
		return
	}
	tries := 0
	near(rd.text, "thông qua", 420, 200, func(from, to int) bool {
		if !strings.Contains(rd.text[from:to], "này") {
			return true
		}
		tries++
		for _, m := range adopted.FindAllStringSubmatchIndex(rd.text[from:to], -1) {
			part := func(i int) string { return rd.text[from+m[2*i] : from+m[2*i+1]] }
			c := cell{start: from + m[0], end: from + m[1]}
			if rd.date.IsZero() {
				if d := dateOf(part(1), part(2), part(3)); !d.IsZero() {
					rd.date = d
					rd.set("date", d.String(), c.start, c.end, 0.93, "câu về ngày thông qua")
				}
			}
			if m[8] >= 0 {
				rd.set("effective", dateOf(part(4), part(5), part(6)).String(), c.start, c.end, 0.93, "câu về ngày thông qua")
			}
			return false
		}
		return tries < mostTries
	})
}

// mostTries bounds what a hostile text can cost; real ones have a few dozen such
// places.
const mostTries = 1000

// effectiveDate reads "Nghị định này có hiệu lực thi hành từ ngày …", not inside
// quoted words of another document. "Từ ngày ký" is the document's own date. A
// consolidated text has no effect of its own (Pháp lệnh 01/2012/UBTVQH13).
func (rd *reader) effectiveDate() {
	if rd.certified != -1 || rd.value("effective") != "" {
		return
	}
	own := rd.text
	if rd.signedAt > 0 {
		own = own[:rd.signedAt]
	}
	quoted, at := 0, 0
	var late []int // the last clause that stands inside marks left open, by them
	for _, m := range effectiveClauses(own) {
		quoted += strings.Count(own[at:m[0]], "“") - strings.Count(own[at:m[0]], "”")
		at = m[0]
		typ, _ := LeadingType(oneSpace(own[m[2]:m[3]]))
		quoted = max(0, quoted)
		if typ == "" || rd.value("type") != "" && !strings.EqualFold(typ, rd.value("type")) {
			continue
		}
		if quoted > 0 {
			late = m
		} else if rd.setEffective(m, 0.95) {
			return
		}
	}
	if late != nil && rd.signedAt-late[0] < 4000 {
		rd.setEffective(late, 0.7)
	}
}

// effectiveClauses finds the clauses by their rarest word: a regular expression
// over a whole text of several megabytes would take seconds.
func effectiveClauses(text string) (out [][]int) {
	last, tries := 0, 0
	near(text, "hiệu", 120, 140, func(from, to int) bool {
		from = max(from, last)
		if !strings.Contains(text[from:to], "lực") || !strings.Contains(text[from:to], "này") {
			return true
		}
		tries++
		if m := effective.FindStringSubmatchIndex(text[from:to]); m != nil {
			for i := range m {
				if m[i] >= 0 {
					m[i] += from
				}
			}
			out, last = append(out, m), m[1]
		}
		return len(out) < 40 && tries < mostTries
	})
	return out
}

// near calls f with the range around each place of word, some bytes before it
// and after it, cut at letters, until f returns false.
func near(text, word string, before, after int, f func(from, to int) bool) {
	for pos := 0; ; {
		i := strings.Index(text[pos:], word)
		if i < 0 {
			return
		}
		at := pos + i
		pos = at + len(word)
		from, to := max(0, at-before), min(len(text), at+after)
		for from > 0 && !utf8.RuneStart(text[from]) {
			from--
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		if !f(from, to) {
			return
		}
	}
}

// lineStart is the start of the next line at or after a byte.
func lineStart(text string, at int) int {
	if at == 0 || text[at-1] == '\n' {
		return at
	}
	if nl := strings.IndexByte(text[at:], '\n'); nl >= 0 {
		return at + nl + 1
	}
	return at
}

func (rd *reader) setEffective(m []int, confidence float64) bool {
	if m[4] < 0 {
		rd.set("effective", rd.date.String(), m[0], m[1], confidence-0.05, "điều khoản về hiệu lực: từ ngày ký")
		return !rd.date.IsZero()
	}
	d := dateOf(rd.text[m[4]:m[5]], rd.text[m[6]:m[7]], rd.text[m[8]:m[9]])
	rd.set("effective", d.String(), m[0], m[1], confidence, "điều khoản về hiệu lực")
	return !d.IsZero()
}

var divisionStart = regexp.MustCompile(`^(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG)\s+[IVX\d]|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|I\s*[.\-–]\s)`)

// basis reads the lines of the legal basis, wrapped lines joined.
func (rd *reader) basis() []Field {
	var out []Field
	for i := max(0, min(rd.bodyLine, len(rd.lines))); i < len(rd.lines); i++ {
		l := rd.lines[i]
		if basisLine.MatchString(l.text) {
			out = append(out, Field{l.text, l.start, l.end, 0.95, "dòng căn cứ"})
			continue
		}
		if len(out) == 0 {
			if divisionStart.MatchString(l.text) {
				break
			}
			continue
		}
		last := &out[len(out)-1]
		if strings.HasSuffix(last.Value, ";") || strings.HasSuffix(last.Value, ".") || titleEnd.MatchString(l.text) {
			if lineKind(l) == noiseCell {
				continue
			}
			break
		}
		if lineKind(l) != noiseCell {
			last.Value, last.End = last.Value+" "+l.text, l.end
		}
	}
	return out
}
