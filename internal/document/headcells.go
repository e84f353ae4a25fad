package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cellKind is what a piece of a header line is by its form alone.
type cellKind uint8

const (
	otherCell    cellKind = iota
	nationalCell          // CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, the motto, ĐẢNG CỘNG SẢN VIỆT NAM
	ruleCell              // ______, -----, *
	numberCell            // Số: 12/2021/NĐ-CP
	dateCell              // Hà Nội, ngày …
	noiseCell             // running heads, page numbers, stamps of signing programs
)

// cell is a piece of a line that stands apart from its neighbours: one column of
// a header in two columns. Offsets are bytes of the text.
type cell struct {
	start, end int
	text       string // single spaces
	kind       cellKind
	line       int // index of its line among the lines that are not empty
}

// headLine is a line that is not empty, cut into its cells.
type headLine struct {
	start, end int
	text       string // single spaces
	gap        bool   // an empty line stands before it
	cells      []cell
}

const (
	mostHeadLines = 160
	mostHeadBytes = 32 << 10
	// longestHeadLine is as much of a line as is looked at: a title of 1,800 runes
	// is the longest that is read.
	longestHeadLine = 8 << 10
)

// readHead cuts the first lines of a text. A header in two columns may come side
// by side, the columns apart by tabs or two spaces (or by one, where one of the
// formulas of the State and the Party shows the border), or one after the other.
func readHead(text string, from int) []headLine {
	var out []headLine
	gap := false
	for pos := from; pos < len(text) && len(out) < mostHeadLines && pos-from < mostHeadBytes; {
		end, next := len(text), len(text)
		if nl := strings.IndexByte(text[pos:], '\n'); nl >= 0 {
			end, next = pos+nl, pos+nl+1
		}
		if strings.TrimLeft(text[pos:end], blanks) == "" {
			gap, pos = true, next
			continue
		}
		end = min(end, pos+longestHeadLine)
		for end < next && end > pos && !utf8.RuneStart(text[end]) {
			end--
		}
		start, end := trimRange(text, pos, end)
		l := headLine{start: start, end: end, text: oneSpace(text[start:end]), gap: gap || strings.Contains(text[pos:start], "\f")}
		if isNoise(l.text) {
			l.cells = []cell{{start, end, l.text, noiseCell, len(out)}}
		} else {
			l.cells = cutCells(text, start, end, len(out))
		}
		if n := len(out); n > 0 && n < 30 && !gap && rejoin(text, &out[n-1], &l) {
			gap, pos = false, next
			continue
		}
		out = append(out, l)
		gap, pos = false, next
	}
	return out
}

// rejoin puts a line behind the one before where web pages break the short
// phrases of a header: "Số:" before its number, "CỘNG" before "HÒA XÃ HỘI", a
// place before its date. It reports whether it did.
func rejoin(text string, before, l *headLine) bool {
	if len(before.cells) != 1 || len(l.cells) != 1 || len(before.text) > 60 || len(l.text) > 90 {
		return false
	}
	whole := before.text + " " + l.text
	kind := kindOf(whole)
	switch {
	case before.cells[0].kind != otherCell && !(before.cells[0].kind == dateCell && kind == dateCell && dateOpen.MatchString(before.text)):
		return false
	case kind == numberCell && bareNumberWord.MatchString(before.text), kind == nationalCell && upperCase(before.text), kind == dateCell && l.cells[0].kind != dateCell:
	case kind == dateCell && startsUpper(before.text) && !strings.ContainsAny(before.text, ":/") && placeOnly.MatchString(before.text):
	case before.text == "ỦY" || before.text == "UỶ":
		kind = otherCell
	default:
		return false
	}
	c := cell{start: before.start, end: l.end, text: whole, kind: kind, line: before.cells[0].line}
	*before = headLine{start: before.start, end: l.end, text: whole, gap: before.gap, cells: []cell{c}}
	return true
}

const blanks = " \t\f\r\u00a0\u200b\ufeff"

func trimRange(text string, start, end int) (int, int) {
	for start < end && strings.ContainsRune(blanks, firstRune(text[start:end])) {
		start += utf8.RuneLen(firstRune(text[start:end]))
	}
	return start, start + len(strings.TrimRight(text[start:end], blanks))
}

func firstRune(s string) rune {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size <= 1 {
		return 0 // an invalid byte is no blank
	}
	return r
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	columnGap = regexp.MustCompile(`(?:[ \x{00a0}]*\||\t| {2,}|\x{00a0}{2,})[ \t|\x{00a0}]*`)
	// A gap inside a date or a number that was left open is no border.
	openLeft  = regexp.MustCompile(`(?i)(?:ngày|tháng|năm|số\s*[:.]?|,|[-–/])$`)
	openRight = regexp.MustCompile(`(?i)^(?:tháng\s|năm(?:\s|$)|/|[-–]\s?\p{Lu}+/)`)
	// formulas begin the right column, also where only one space stands before.
	formulas       = regexp.MustCompile(`\s(?:(?i:c[ộô]ng (?:hòa|hoà|hoa) x[ãa] h[ộô]i ch[ủu])|Đ[ẢẲẰẤÁA]NG C[ỘÔO]NG S[ẢẲA]N VI[ỆÊE]T NAM|Độc lập - Tự do|XÁC (?:THỰC|NHẬN) VĂN BẢN HỢP NHẤT)`)
	bareNumberWord = regexp.MustCompile(`^(?:(?:Luật|Nghị quyết|Pháp lệnh|Bộ luật)\s)?(?:Số|SỐ|số)\s*:?$`)
	subjectAfter   = regexp.MustCompile(`\s(?:V/v|V/V|v/v|Về việc)\s`) // Số: 12/SNV-VP V/v …
	placeOnly      = regexp.MustCompile(`^\p{Lu}\p{Ll}*$`)
	placeDay       = regexp.MustCompile(`(?:^|\s)((?:TP\.?\s?|Tp\.?\s?|Thành phố\s|thành phố\s)?(?:\p{Lu}[\p{L}.\-]*\s?(?:-\s)?){1,5},?\s*(?i:ngày)\s[\d\s.…]{0,12}(?i:tháng)?.*)$`)
)

func cutCells(text string, start, end, line int) []cell {
	var out []cell
	add := func(from, to int) {
		from, to = trimRange(text, from, to)
		if from < to {
			out = append(out, cell{start: from, end: to, text: oneSpace(text[from:to]), line: line})
		}
	}
	piece := func(from, to int) {
		if m := findFormula(text[from:to]); m != nil {
			add(from, from+m[0])
			from += m[0]
		} else if s := text[from:to]; len(s) < 400 && (strings.HasPrefix(s, "Số") || strings.HasPrefix(s, "SỐ")) {
			if m := placeDay.FindStringSubmatchIndex(s); m != nil && m[2] > 0 {
				add(from, from+m[2])
				from += m[2]
			} else if m := subjectAfter.FindStringIndex(s); m != nil {
				add(from, from+m[0])
				from += m[0]
			}
		}
		add(from, to)
	}
	if s := oneSpace(text[start:end]); len(s) < longestSpaced && spaced.MatchString(s) { // C H Ỉ  T H Ị
		return []cell{{start: start, end: end, text: s, line: line}}
	}
	from := start
	for _, g := range columnGaps(text[start:end]) {
		left, right := text[from:start+g[0]], text[start+g[1]:end]
		if openLeft.MatchString(strings.TrimRight(left, blanks)) && !placeDay.MatchString(right) || openRight.MatchString(right) {
			continue
		}
		piece(from, start+g[0])
		from = start + g[1]
	}
	piece(from, end)
	for i := range out {
		out[i].kind = kindOf(out[i].text)
	}
	return out
}

// Most of the lines that are looked at are paragraphs of the text, and a regular
// expression takes its time to find nothing in a long one. So what every match
// must have is asked first.

// columnGaps finds the first borders of columns in a line.
func columnGaps(line string) [][]int {
	if !strings.ContainsAny(line, "\t|") && !strings.Contains(line, "  ") && !strings.Contains(line, "\u00a0\u00a0") {
		return nil
	}
	return columnGap.FindAllStringIndex(line, 12)
}

// findFormula finds the first of the formulas in a line.
func findFormula(line string) []int {
	for _, word := range [...]string{"ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập - Tự do", "VĂN BẢN HỢP NHẤT"} {
		if strings.Contains(line, word) {
			return formulas.FindStringIndex(line)
		}
	}
	if strings.Contains(strings.ToLower(line), "xã hội chủ") {
		return formulas.FindStringIndex(line)
	}
	return nil
}

// longestSpaced bounds a type word with letters set apart, in bytes.
const longestSpaced = 160

// longestNoise bounds what the whole-line patterns of noise and of rules match
// in the gazette, in bytes; of longer lines only the beginning is looked at.
const longestNoise = 240

var (
	runningHead = regexp.MustCompile(`^(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\b|^CÔNG BÁO/`)
	signStamp   = regexp.MustCompile(`^(?:Ký bởi|Người ký|Cơ quan|Ngày ký|Thời gian ký|Email|Ký ngày|Signature Not Verified|Digitally signed|Signed by|Date)\s*:`)
	gazetteHead = regexp.MustCompile(`^(?:PHẦN (?:I|II|III|IV|V)\.?\s+)?(?:VĂN BẢN QUY PHẠM PHÁP LUẬT|VĂN BẢN PHÁP LUẬT KHÁC|VĂN BẢN KHÁC)$`)
	pageNumber  = regexp.MustCompile(`^[-–\s]*(?:Trang\s)?\d{1,4}[-–\s]*(?:/\d+)?$`)
	rule        = regexp.MustCompile(`^[\s_\-–—=*+.•~o]+$`)
	// received is the stamp of the office that got the paper: "ĐẾN Giờ … Ngày …".
	received = regexp.MustCompile(`^[^\p{L}]*(?:(?:ĐẾN|ĐỀN|ĐÊN)\b?[^\p{L}]{0,6}(?:Số|Giờ|Ngày)|CÔNG VĂN ĐẾN|VĂN BẢN ĐẾN|(?:Số|Giờ|Ngày)\s?[.:…]{2,})|\sĐẾN[^\p{L}]{1,4}Ngày[.:…]`)
	seeOther = regexp.MustCompile(`^\(?Xem tiếp Công báo`)
	national = regexp.MustCompile(`^(?i:c[ộô]ng h(?:òa|oà|oa) x[ãa] h[ộô]i ch[ủu] ngh[ĩi]a vi[ệe]t nam(?:\s+độc lập.*)?|đ[ảẳằấáa]ng c[ộôo]ng s[ảẳa]n vi[ệêe]t nam|độc lập\s*[-–]\s*tự do.*)[\s_\-–—=*]*$`)
)

// isNoise reports lines that stand on the page and are not the document's:
// running heads and page numbers of the gazette, and what signing programs
// print.
func isNoise(l string) bool {
	if len(l) > longestNoise {
		l = l[:64]
		return runningHead.MatchString(l) || signStamp.MatchString(l) || seeOther.MatchString(l)
	}
	return runningHead.MatchString(l) || signStamp.MatchString(l) || gazetteHead.MatchString(l) || pageNumber.MatchString(l) || seeOther.MatchString(l) || received.MatchString(l)
}

// opensRule tells whether the first byte is one of a rule's signs; 0xe2 begins
// dashes and dots beyond ASCII.
func opensRule(s string) bool { return s != "" && strings.IndexByte("_-=*+.~o\xe2", s[0]) >= 0 }

func kindOf(s string) cellKind {
	switch {
	case opensRule(s) && rule.MatchString(s) && !strings.ContainsFunc(s, unicode.IsLetter) || s == "o0o" || s == "---o0o---":
		return ruleCell
	case isNoise(s):
		return noiseCell
	case national.MatchString(s):
		return nationalCell
	case isNumberCell(s):
		return numberCell
	case isDateCell(s):
		return dateCell
	}
	return otherCell
}
