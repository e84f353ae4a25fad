package format

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/document"
)

// Cited is a document that a draft rests on, or a provision of it.
type Cited struct {
	Record *document.Record
	// Pinpoint is the provision as its label names it, "Khoản 2 Điều 5", "Một là";
	// "" for the whole document.
	Pinpoint string
}

// Line is a line of a list for a draft.
type Line struct {
	Text string // without what Lacks names
	End  string // the sign at its end
	// Lacks names, in Vietnamese, what the rule asks for and is not known. It stands
	// between Text and End until the drafter has put it in.
	Lacks []string
	Note  string // what the drafter must see to besides
}

// String is the line with what it lacks marked in square brackets.
func (l Line) String() string {
	if m := l.Missing(); m != "" {
		return l.Text + " " + m + l.End
	}
	return l.Text + l.End
}

// Missing is the mark of what the line lacks, "" for a whole line.
func (l Line) Missing() string {
	if len(l.Lacks) == 0 {
		return ""
	}
	return "[chưa rõ " + strings.Join(l.Lacks, ", ") + "]"
}

// Italic reports that the lines of a "Căn cứ" list are set in italics: the
// State's are, the Party's stand upright behind a dash (NĐ 30/2020/NĐ-CP, Phụ lục
// I; Quy định 66-QĐ/TW prints its own so).
func Italic(set string) bool { return !strings.HasPrefix(set, "dang") }

// Basis writes the lines of a "Căn cứ" list by a rule set, in the order given.
// Every line ends with a semicolon, the last with a full stop.
func Basis(set string, items []Cited) []Line {
	out := make([]Line, len(items))
	for i, it := range items {
		l := lineOf(set, it)
		l.Text = "Căn cứ " + l.Text
		if !Italic(set) {
			l.Text = "- " + l.Text
		}
		if l.End = ";"; i == len(items)-1 {
			l.End = "."
		}
		out[i] = l
	}
	return out
}

// References writes a numbered list of the documents by a rule set, in the order
// given, each as on its first mention.
func References(set string, items []Cited) []Line {
	out := make([]Line, len(items))
	for i, it := range items {
		l := lineOf(set, it)
		r, n := utf8.DecodeRuneInString(l.Text)
		l.Text = strconv.Itoa(i+1) + ". " + string(unicode.ToUpper(r)) + l.Text[n:]
		l.End = "."
		out[i] = l
	}
	return out
}

// lineOf is a document as on its first mention. By a set that says nothing of
// such documents it is written as in administrative texts, and told.
func lineOf(set string, it Cited) Line {
	f, ok := FormBy(set, it.Record)
	note := f.Note
	if !ok {
		if f, ok = FormBy("hanh-chinh", it.Record); ok {
			note = "Quy tắc đã chọn không nói đến loại văn bản này; đã ghi như trong văn bản hành chính."
		}
	}
	l := Line{Text: f.First, Lacks: f.Unknown, Note: note}
	if l.Text == "" {
		l = Line{Text: it.Record.Name(), Lacks: f.Unknown}
		if len(l.Lacks) == 0 {
			l.Lacks = []string{"số, ký hiệu, trích yếu"}
		}
	}
	if it.Pinpoint != "" {
		l.Text = pinpoint(it.Pinpoint) + " " + l.Text
	}
	return l
}

// pinpoint writes a provision's label as it stands inside a sentence: "khoản 2
// Điều 5"; divisions keep their capital, ordinals are put in quotation marks.
func pinpoint(label string) string {
	first, _, _ := strings.Cut(label, " ")
	switch strings.ToLower(first) {
	case "khoản", "điểm", "tiết", "đoạn":
		r, n := utf8.DecodeRuneInString(label)
		return string(unicode.ToLower(r)) + label[n:]
	case "điều", "mục", "tiểu", "chương", "phần", "phụ", "mẫu":
		return label
	}
	return "nội dung “" + label + "”"
}

// ByForce puts documents in the usual order of a "Căn cứ" list: by force from
// high to low, of one rank the older first, those of unknown rank or date last.
// In texts of the Party its documents stand first, elsewhere those of the State.
// That order is custom; no rule that was read prescribes its every step.
func ByForce(set string, items []Cited) {
	slices.SortStableFunc(items, func(a, b Cited) int {
		return cmp.Or(family(set, a.Record)-family(set, b.Record), rank(a.Record)-rank(b.Record), dateLast(a.Record.Date, b.Record.Date))
	})
}

func dateLast(a, b document.Date) int {
	if (a.Year == 0) != (b.Year == 0) {
		if a.Year == 0 {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}

func ofParty(r *document.Record) bool {
	return strings.Contains(r.Symbol, "/") || r.Type == "Điều lệ Đảng" || r.Type == "Cương lĩnh chính trị"
}

func family(set string, r *document.Record) int {
	if ofParty(r) == strings.HasPrefix(set, "dang") {
		return 0
	}
	return 1
}

const unranked = 99

// rank is the place of a document in the order of force, from 1.
func rank(r *document.Record) int {
	body := r.Body()
	if ofParty(r) {
		switch {
		case r.Symbol == "" || body == "ĐH":
			return 1
		case body == "TW":
			return 2
		case strings.HasSuffix(body, "TW"):
			return 3
		case body == "TU":
			return 4
		case strings.HasSuffix(body, "TU"):
			return 5
		}
		return 6
	}
	switch r.Type {
	case "Hiến pháp":
		return 1
	case "Luật", "Bộ luật":
		return 2
	case "Pháp lệnh":
		return 3
	case "Nghị định":
		return 5
	}
	switch {
	case strings.HasPrefix(body, "QH"):
		return 2
	case strings.HasPrefix(body, "UBTVQH"):
		return 3
	case body == "CTN":
		return 4
	case body == "CP":
		return 5
	case body == "TTg":
		return 6
	case strings.HasPrefix(r.Type, "Thông tư"):
		return 7
	case strings.HasPrefix(body, "HĐND"):
		return 9
	case strings.HasPrefix(body, "UBND"):
		return 10
	case body == "":
		return unranked
	}
	return 8
}
