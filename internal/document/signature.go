package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	// signMarks stand before the authority a document is signed for: the State's
	// TM., KT., TL., TUQ., Q.; the Party's T/M, K/T, T/L.
	signMarks  = regexp.MustCompile(`^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUN)(?:\s*[./]\s*|\s+)(\p{Lu}.*)$`)
	posts      = regexp.MustCompile(`^(?:PHÓ\s.*|THỨ TRƯỞNG.*|(?:Q\.\s?)?(?:BỘ TRƯỞNG|TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|THỐNG ĐỐC|CHỦ NHIỆM|BÍ THƯ|TỔNG BÍ THƯ|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|CHÁNH VĂN PHÒNG|TỔNG THANH TRA|TỔNG CỤC TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG|TƯ LỆNH|CHÍNH ỦY|THƯỜNG TRỰC BAN BÍ THƯ|PHÓ BÍ THƯ THƯỜNG TRỰC|THỦ TRƯỞNG|CHÁNH THANH TRA|TỔNG THƯ KÝ)(?:\s.*)?)$`)
	deputyPost = regexp.MustCompile(`^(?:PHÓ|THỨ)(?:\s\p{Lu}+)+`)
	personName = regexp.MustCompile(`^(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá)\s|(?:GS|PGS|TS|ThS|BS|GS\.\s?TS|PGS\.\s?TS|Ts|Ths)\.?\s?)*(\p{Lu}\p{Ll}*(?:\s\p{Lu}\p{Ll}*){1,4})$`)
	notAName   = regexp.MustCompile(`^(?:Nơi|Như|Lưu|Phụ|Mẫu|Điều|Chương|Độc|Ghi|Kính|Căn|Danh|Biểu|Bảng|Công|Cộng|Hà Nội|Số)\b`)
	nearPost   = 18 // cells between the post and the name: seals, stamps, recipients
)

// signature reads the block of the signature: for whom, post and name. The first
// such block with a person's name under it is the document's own: forms in the
// appendices have no names.
func (rd *reader) signature() {
	rd.signedAt = -1
	from := 0
	if rd.bodyLine < len(rd.lines) {
		from = rd.lines[rd.bodyLine].start
	}
	if rd.certified > 0 {
		from = rd.certified
	}
	cells := newCellScanner(rd.text, from)
	for tries := 0; cells.next() && tries < mostTries; {
		if c := cells.cell; isPost(c.text) {
			if tries++; rd.signed(cells, c) {
				return
			}
		}
	}
}

func isPost(s string) bool {
	if len(s) < 5 || len(s) > 160 || !upperCase(s) {
		return false
	}
	return signMarks.MatchString(s) || posts.MatchString(s) && !strings.ContainsAny(s, ":;,")
}

// signed reads a block that begins with post and reports whether a person's
// name stands under it.
func (rd *reader) signed(cells *cellScanner, post cell) bool {
	ahead := *cells
	last, lastMark := post, ""
	forWhom := cell{}
	var names []string
	note := func(c cell) {
		mark := ""
		if m := signMarks.FindStringSubmatch(c.text); m != nil {
			mark = m[1]
			if (m[1] == "TM" || m[1] == "T/M") && forWhom.text == "" {
				forWhom = cell{start: c.start, end: c.end, text: m[2]}
			}
			c.text = m[2]
		}
		last, lastMark = c, mark
	}
	note(post)
	var at, end int
	for n := 0; n < nearPost && ahead.next(); {
		c := ahead.cell
		switch {
		case isPost(c.text):
			if len(names) > 0 {
				return rd.setSigner(names, last, forWhom, lastMark, post.start, at, end)
			}
			note(c)
			n++
		case len(names) == 0 && deputyPost.MatchString(c.text): // with a stray sign behind it
			c.text = deputyPost.FindString(c.text)
			note(c)
			n++
		case len(names) == 0 && upperCase(c.text) && utf8.RuneCountInString(c.text) > 3 && !nameLike(c.text):
			if national.MatchString(c.text) {
				return false
			}
			n++
			if !beginsBody(c.text) { // the post goes on in the next line
				n++
			}
		case nameLike(c.text):
			names = append(names, c.text)
			if at == 0 {
				at = c.start
			}
			end = c.end
			if len(names) == 3 {
				n = nearPost
			}
		case len(names) > 0:
			return rd.setSigner(names, last, forWhom, lastMark, post.start, at, end)
		case hasAny(c.text, "Điều ", "Chương ", "Phụ lục", "PHỤ LỤC", "Mẫu "), utf8.RuneCountInString(c.text) > 140:
			return false
		default:
			n++
		}
	}
	return len(names) > 0 && rd.setSigner(names, last, forWhom, lastMark, post.start, at, end)
}

func nameLike(s string) bool {
	return len(s) < 80 && !upperCase(s) && personName.MatchString(s) && !notAName.MatchString(s)
}

func (rd *reader) setSigner(names []string, post, forWhom cell, mark string, blockStart, start, end int) bool {
	for i, n := range names {
		names[i] = personName.FindStringSubmatch(n)[1]
	}
	if rd.value("type") != "" && !strings.HasSuffix(rd.value("type"), "liên tịch") {
		names = names[:1]
	}
	rd.set("signer", strings.Join(names, ", "), start, end, 0.95, "tên dưới chức vụ ở phần ký")
	if mark == "" || strings.HasPrefix(mark, "Q") { // the others name whom the signer signs for
		rd.set("post", rd.casing.body(post.text), post.start, post.end, 0.9, "chức vụ ở phần ký")
	}
	rd.signedFor, rd.signedAt, rd.signedEnd = forWhom, blockStart, end
	rd.readRecipients()
	return true
}

// signMark is the mark before whom the document is signed for.
func (rd *reader) signMark() string {
	if rd.signedFor.text == "" {
		return ""
	}
	return rd.text[rd.signedFor.start:min(rd.signedFor.end, rd.signedFor.start+3)]
}

// readRecipients reads the list after "Nơi nhận" beside or under the signature.
func (rd *reader) readRecipients() {
	const near = 3000 // bytes before and after the signature
	lo, hi := max(0, rd.signedAt-near), min(len(rd.text), rd.signedEnd+near)
	part := rd.text[lo:hi]
	i := strings.Index(part, "Nơi nhận")
	if i < 0 {
		return
	}
	if between := rd.text[min(rd.signedEnd, lo+i):max(rd.signedEnd, lo+i)]; lo+i > rd.signedEnd && strings.ContainsAny(between, "\f") ||
		lo+i > rd.signedEnd && (strings.Contains(between, "hụ lục") || strings.Contains(between, "Mẫu") || strings.Contains(strings.ToUpper(between), "CỘNG H") || strings.Contains(between, "PHỤ LỤC") || strings.Contains(between, "CÔNG BÁO")) {
		return
	}
	cells := newCellScanner(rd.text, lo+i)
	start, end, skipped := lo+i, lo+i, 0
	for cells.next() && len(rd.recipients) < 60 {
		t := cells.cell.text
		if strings.HasPrefix(t, "Nơi nhận") {
			t = strings.TrimSpace(strings.TrimLeft(t[len("Nơi nhận"):], ": "))
			if t == "" {
				continue
			}
		}
		item := strings.TrimLeft(t, "-–+ ")
		switch {
		case item != t && item != "":
			rd.recipients = append(rd.recipients, strings.TrimRight(item, " ;.,"))
			end = cells.cell.end
		case isPost(t), nameLike(t), upperCase(t), strings.HasPrefix(t, "("), rule.MatchString(t):
			if skipped++; skipped > 8 {
				goto done
			}
		case len(rd.recipients) > 0 && !startsUpper(t) && len(t) < 120:
			last := &rd.recipients[len(rd.recipients)-1]
			*last, end = *last+" "+strings.TrimRight(t, " ;.,"), cells.cell.end
		default:
			goto done
		}
	}
done:
	if len(rd.recipients) > 0 {
		rd.set("recipients", strings.Join(rd.recipients, "; "), start, end, 0.9, "danh sách sau “Nơi nhận”")
	}
}

// cellScanner walks the cells of a text, lines cut at wide gaps.
type cellScanner struct {
	text string
	pos  int
	line []cell
	cell cell
}

func newCellScanner(text string, from int) *cellScanner { return &cellScanner{text: text, pos: from} }

func (s *cellScanner) next() bool {
	for len(s.line) == 0 {
		if s.pos >= len(s.text) {
			return false
		}
		end, next := len(s.text), len(s.text)
		if nl := strings.IndexByte(s.text[s.pos:], '\n'); nl >= 0 {
			end, next = s.pos+nl, s.pos+nl+1
		}
		start, stop := trimRange(s.text, s.pos, end)
		s.pos = next
		if start == stop {
			continue
		}
		raw := s.text[start:stop]
		if g := strings.Index(raw, "  "); g < 0 && strings.IndexByte(raw, '\t') < 0 {
			s.line = append(s.line, cell{start: start, end: stop, text: raw})
			break
		}
		for _, c := range splitGaps(s.text, start, stop) {
			s.line = append(s.line, c)
		}
	}
	s.cell, s.line = s.line[0], s.line[1:]
	return true
}

// splitGaps cuts a line at tabs and at two spaces or more.
func splitGaps(text string, start, end int) []cell {
	var out []cell
	from := start
	for i := start; i < end; i++ {
		if text[i] == '\t' || text[i] == ' ' && i+1 < end && text[i+1] == ' ' {
			if from < i {
				out = append(out, cell{start: from, end: i, text: oneSpace(text[from:i])})
			}
			for i+1 < end && (text[i+1] == ' ' || text[i+1] == '\t') {
				i++
			}
			from = i + 1
		}
	}
	if from < end {
		out = append(out, cell{start: from, end: end, text: oneSpace(text[from:end])})
	}
	return out
}
