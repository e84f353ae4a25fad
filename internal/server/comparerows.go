package server

import (
	"strings"

	"tracuu/internal/compare"
	"tracuu/internal/document"
)

// compareRow is a row of the page: a pair of provisions, or a run of pairs that are
// alike.
type compareRow struct {
	Class string // chg, add, del, mov, same
	Word  string // what became of it
	A, B  *comparePart
	Fold  []compareRow // of a run that is folded
	Title string       // of such a run
}

type comparePart struct {
	Label, URL string
	Runs       []compareRun
}

type compareRun struct {
	Op   string // "", "del", "ins"
	Text string
}

// unitWords are what a comparison counts, as a reader calls them.
var unitWords = map[document.Unit]string{
	document.Article: "điều", document.Ordinal: "nội dung", document.Section: "mục", document.Clause: "khoản", document.Paragraph: "đoạn",
}

// summary says a comparison in words.
func summary(r *compare.Result) (counts, rest string) {
	unit := unitWords[r.Unit]
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, thousands(n)+" "+unit+" "+what)
		}
	}
	add(r.Same, "giống nhau")
	add(r.Changed, "sửa")
	add(r.Added, "mới")
	add(r.Removed, "bỏ")
	counts = strings.Join(parts, ", ")
	if counts == "" {
		counts = "Không có gì để so sánh"
	}
	renamed, moved, coarse := 0, 0, 0
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Renamed && row.A.Unit == r.Unit {
			renamed++
		}
		if row.Moved && row.A.Unit == r.Unit {
			moved++
		}
		if row.Coarse {
			coarse++
		}
	}
	parts = parts[:0]
	add(renamed, "đánh số khác")
	add(moved, "đổi chỗ")
	if coarse > 0 {
		parts = append(parts, thousands(coarse)+" chỗ khác nhau quá nhiều nên để nguyên cả đoạn")
	}
	if len(parts) > 0 {
		rest = "Trong đó " + strings.Join(parts, ", ") + "."
	}
	return upperFirst(counts) + ".", rest
}

func makeCompareRow(a, b *side, row *compare.Row) compareRow {
	out := compareRow{}
	if row.A != nil {
		out.A = a.part(row.A)
	}
	if row.B != nil {
		out.B = b.part(row.B)
	}
	switch row.Kind {
	case compare.Added:
		out.Class, out.Word = "add", "Mới"
		out.B.Runs = []compareRun{{"", b.words(row.B)}}
	case compare.Removed:
		out.Class, out.Word = "del", "Bỏ"
		out.A.Runs = []compareRun{{"", a.words(row.A)}}
	case compare.Changed:
		out.Class, out.Word = "chg", "Sửa"
		out.A.Runs = sideRuns(a.text[row.A.Start:row.A.Body()], row.Runs, compare.Delete)
		out.B.Runs = sideRuns(b.text[row.B.Start:row.B.Body()], row.Runs, compare.Insert)
	default:
		out.Class = "same"
		if row.Renamed || row.Moved {
			out.Class = "mov"
		}
		out.A.Runs = []compareRun{{"", a.words(row.A)}}
		out.B.Runs = []compareRun{{"", b.words(row.B)}}
	}
	switch {
	case row.Moved && row.Renamed:
		out.Word = joinDots(out.Word, "Đổi chỗ, đánh số khác")
	case row.Moved:
		out.Word = joinDots(out.Word, "Đổi chỗ")
	case row.Renamed:
		out.Word = joinDots(out.Word, "Đánh số khác")
	}
	return out
}

func (s *side) part(p *compare.Part) *comparePart {
	out := &comparePart{Label: p.Label}
	if s.URL != "" && p.Anchor != "" {
		out.URL = documentURL(s.ID, p.Anchor)
	}
	return out
}

func (s *side) words(p *compare.Part) string {
	text := s.text[p.Start:p.End]
	if len(text) > longestPart {
		return strings.ToValidUTF8(text[:longestPart], "") + "…"
	}
	return text
}

// sideRuns are the words that one side shows of a changed pair.
func sideRuns(number string, runs []compare.Run, mine compare.Op) []compareRun {
	var out []compareRun
	if number != "" {
		out = append(out, compareRun{"", number})
	}
	for _, r := range runs {
		switch r.Op {
		case compare.Keep:
			if mine == compare.Delete {
				r.Text = r.Was
			}
			out = append(out, compareRun{"", r.Text})
		case mine:
			op := "del"
			if mine == compare.Insert {
				op = "ins"
			}
			text := strings.TrimRight(r.Text, " \n")
			out = append(out, compareRun{op, text})
			if text != r.Text {
				out = append(out, compareRun{"", r.Text[len(text):]})
			}
		}
	}
	return out
}

// fold puts a run of equal pairs behind one line.
func fold(rows []compareRow) compareRow {
	var named []string
	for _, r := range rows {
		if r.B.Label != "" {
			named = append(named, r.B.Label)
		}
	}
	title := thousands(len(rows)) + " đoạn giống nhau"
	if n := len(named); n > 0 {
		title += ": " + named[0]
		if n > 1 && named[n-1] != named[0] {
			title += " – " + named[n-1]
		}
	}
	return compareRow{Class: "fold", Title: title, Fold: rows}
}
