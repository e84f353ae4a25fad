package document

import (
	"regexp"
	"strings"
)

var (
	certification = regexp.MustCompile(`XÁC\s+(?:THỰC|NHẬN)\s+VĂN\s+BẢN\s+HỢP\s+NHẤT`)
	ownVBHN       = regexp.MustCompile(`(?m)(?:^|[ \t]{2,})(?:Số|SỐ)\s*:?\s*(\d{1,5})\s*/\s*(VBHN\s?-\s?[\p{Lu}\d]+)`)
	restated      = regexp.MustCompile(`^((?:\p{Lu}\p{L}+\s)(?:[^,;]{0,300}?)số\s+\d{1,5}[a-zđ]?/\d{4}/[\p{L}\d\-]+(?:\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})?)`)
)

// consolidated reads a consolidated text ("văn bản hợp nhất"). Its header and
// its title are those of the document it consolidates; its own number, date and
// issuer stand in the certification at the end or, in other printings, in the
// header (Pháp lệnh 01/2012/UBTVQH13).
func (rd *reader) consolidated() {
	if !rd.mayConsolidate {
		return
	}
	inHeader := strings.HasPrefix(rd.num.Symbol, "VBHN")
	at := -1
	if m := certification.FindStringIndex(rd.text); m != nil {
		at = m[0]
	}
	own := rd.ownNumber(at)
	amended := rd.restatedDocument()
	if !inHeader && own == nil && !rd.gazetteSays && !(amended && rd.num.IsZero()) {
		delete(rd.fields, "consolidates")
		return
	}
	inner := rd.value("type")
	rd.set("type", "Văn bản hợp nhất", -1, -1, 0.97, "phần xác thực hoặc đoạn đầu của văn bản hợp nhất")
	rd.certified = 0
	if inHeader || own == nil {
		if inner != "" && inner != "Văn bản hợp nhất" && rd.value("consolidates") == "" {
			rd.set("consolidates", inner, -1, -1, 0.8, "tên loại ở phần đầu")
		}
		return
	}
	rd.certified = own.start
	rd.certify(*own, at)
}

// ownNumber finds the number line of the certification.
func (rd *reader) ownNumber(at int) *cell {
	from := 0
	if at >= 0 {
		from = max(0, at-600)
	} else if strings.HasPrefix(rd.num.Symbol, "VBHN") || !strings.Contains(rd.text, "VBHN") {
		return nil
	}
	m := ownVBHN.FindStringSubmatchIndex(rd.text[from:])
	if m == nil || at >= 0 && m[0] > 1600 {
		return nil
	}
	start, end := trimRange(rd.text, from+m[0], from+m[1])
	return &cell{start: start, end: end, text: oneSpace(rd.text[start:end])}
}

// certify reads the block around the number of the certification like a header
// of its own.
func (rd *reader) certify(num cell, at int) {
	if n, ok := readNumber(num.text); ok {
		rd.setNumber(num, n, 0.97, "số ở phần xác thực văn bản hợp nhất")
	}
	for _, name := range []string{"date", "place", "issuer"} {
		delete(rd.fields, name)
	}
	rd.date = Date{}
	start := num.start
	if at >= 0 && at < start {
		start = at
	}
	start = max(0, start-400)
	if i := strings.IndexByte(rd.text[start:], '\n'); i >= 0 && start > 0 {
		start += i + 1
	}
	rd.above = nil
	for _, l := range readHead(rd.text, start) {
		if l.start > num.end+500 {
			break
		}
		for _, c := range l.cells {
			switch {
			case c.kind == dateCell && rd.date.IsZero() && c.start > start:
				if place, d, ok := readDate(c.text); ok {
					rd.setDate(c, place, d, 0.97, "ngày ở phần xác thực văn bản hợp nhất")
				}
			case c.kind == otherCell && upperCase(c.text) && c.start < num.end && !certification.MatchString(c.text):
				rd.above = append(rd.above, c)
			}
		}
	}
}

// restatedDocument reads which document is consolidated: the first paragraph
// names it again with its number and date, and says what amended it. It reports
// the latter.
func (rd *reader) restatedDocument() (amended bool) {
	for i := rd.bodyLine; i >= 0 && i < len(rd.lines) && i < rd.bodyLine+6; i++ {
		if t, _ := LeadingType(rd.lines[i].text); t == "" {
			continue
		}
		par := rd.paragraphFrom(i)
		if m := restated.FindStringSubmatch(par); m != nil {
			rd.set("consolidates", m[1], rd.lines[i].start, rd.lines[i].end, 0.9, "đoạn đầu nêu lại văn bản được hợp nhất")
			return strings.Contains(par, "sung bởi")
		}
	}
	return false
}
