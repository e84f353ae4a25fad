package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/compare"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

const (
	mostCompared = 8 << 20 // bytes of both texts together
	comparing    = 2       // at a time
	mostChoices  = 12      // documents offered for one side
	mostRows     = 6000    // shown; what is beyond is counted
	longestPart  = 20000   // bytes of a part shown
)

// versionRow is a text that a document has or had.
type versionRow struct {
	Name, Note, URL string // URL compares it with the present one
}

// side is one of the two that are compared.
type side struct {
	Asked   string // what stands in the form
	ID      string
	Version int
	Name    string
	Line    string // issuer, date, state
	URL     string // "" for an earlier version, which has no page
	Problem string
	Choices []choice // documents that are meant perhaps

	text string
}

// sideField is a side as the form shows it.
type sideField struct {
	Param, Label, Asked string
	Fixed               string // the value of a side that is decided
	Change              string // leads to the form with this side open
	Problem             string
	Choices             []choice
}

type compareContent struct {
	A, B    side
	Fields  [2]sideField
	Summary string
	Rest    string // what else is to be said
	Rows    []compareRow
	Cut     string
	Same    bool // the texts do not differ in a word
	Swap    string
}

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
	Cut        bool
}

type compareRun struct {
	Op   string // "", "del", "ins"
	Text string
}

// makeVersions lists the texts of a document; nil where there is but one.
func (s *Server) makeVersions(id string) []versionRow {
	vs, err := s.lib.Versions(id)
	if err != nil {
		return nil
	}
	var out []versionRow
	for _, v := range vs {
		row := versionRow{Name: versionName(v.N), Note: v.Note}
		if v.N == 0 {
			row.Note = "Là toàn văn ở trang này."
		} else {
			row.URL = compareURL(id+"@"+strconv.Itoa(v.N), id)
		}
		out = append(out, row)
	}
	return out
}

// versionNote says from when to when a text was held, as far as the record knows.
func (s *Server) versionNote(id string, n int) string {
	vs, err := s.lib.Versions(id)
	if i := slices.IndexFunc(vs, func(v library.Version) bool { return v.N == n }); err == nil && i >= 0 {
		return vs[i].Note
	}
	return ""
}

func versionName(n int) string {
	if n == 0 {
		return "Bản đang dùng"
	}
	return "Bản trước thứ " + strconv.Itoa(n)
}

func compareURL(a, b string) string {
	return "/so-sanh?" + url.Values{"a": {a}, "b": {b}}.Encode()
}

// compare answers /so-sanh: two documents, or two versions of one, point by point.
func (s *Server) compare(c *gin.Context) {
	content := compareContent{A: s.readSide(c.Request.Context(), c.Query("a")), B: s.readSide(c.Request.Context(), c.Query("b"))}
	if content.A.ready() && content.B.ready() {
		if tooLong(&content.A, &content.B) {
			s.fail(c, tooLongProblem)
			return
		}
		r := s.runComparison(c, &content.A, &content.B)
		if r == nil {
			return
		}
		content.show(r)
	}
	content.Fields = [2]sideField{
		content.A.field("a", "Văn bản thứ nhất", "b", content.B.key()), content.B.field("b", "Văn bản thứ hai", "a", content.A.key()),
	}
	title := "So sánh văn bản"
	if content.Summary != "" {
		title = "So sánh " + content.A.Name + " và " + content.B.Name
	}
	s.render(c, http.StatusOK, page{Title: shorten(title, 90) + " · Tra cứu văn bản", Kind: "compare", Content: content})
}

func (s side) ready() bool { return s.ID != "" && s.Problem == "" }

// field prepares the side for the form.
func (s *side) field(param, label, other, keep string) sideField {
	f := sideField{Param: param, Label: label, Asked: s.Asked, Problem: s.Problem, Choices: s.Choices}
	if s.ready() {
		f.Asked, f.Fixed = s.Name, s.key()
		f.Change = "/so-sanh"
		if keep != "" {
			f.Change += "?" + url.Values{other: {keep}}.Encode()
		}
	}
	return f
}

// readSide finds the text that a side of the form names: by id, with "@2" for an
// earlier version, or by what a person would type.
func (s *Server) readSide(ctx context.Context, asked string) side {
	asked = strings.Join(strings.Fields(shorten(asked, 200)), " ")
	out := side{Asked: asked}
	if asked == "" {
		return out
	}
	found, err := s.sideByID(asked)
	switch {
	case err == nil:
		return found
	case found.ID == "" && notHeld(err):
		return s.lookUpSide(ctx, out)
	case !notHeld(err):
		out.Problem = "Không đọc được văn bản này."
	case found.Version > 0:
		out.Asked, out.Problem = found.Asked, "Thư viện không giữ bản này của "+found.Asked+"."
	default:
		out.Asked, out.Problem = found.Asked, found.Name+" chưa có toàn văn trong thư viện, nên chưa so sánh được."
	}
	return out
}

// lookUpSide offers the documents that are meant perhaps.
func (s *Server) lookUpSide(ctx context.Context, out side) side {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	a, err := s.lib.Search(ctx, library.Query{Text: out.Asked, PageSize: mostChoices})
	if err != nil {
		out.Problem = "Chưa tìm được văn bản này. Hãy thử gõ số, ký hiệu."
		return out
	}
	for _, h := range append(a.Direct, a.Hits...) {
		if h.TextHeld && len(out.Choices) < mostChoices {
			out.Choices = append(out.Choices, choice{Value: h.Record.ID, Text: joinDots(h.Record.Name(), shorten(h.Record.Subject(), 90), h.Record.Issuer, h.Record.Date.Vietnamese())})
		}
	}
	if a.DirectOnly && len(a.Direct) == 1 && a.Direct[0].TextHeld {
		return s.readSide(ctx, a.Direct[0].Record.ID)
	}
	switch {
	case len(out.Choices) > 0:
		out.Problem = "Hãy chọn một văn bản:"
	case len(a.Direct)+len(a.Hits) > 0:
		out.Problem = "Văn bản này chưa có toàn văn trong thư viện, nên chưa so sánh được."
	default:
		out.Problem = "Không tìm thấy văn bản này. Thử gõ số, ký hiệu, hoặc vài từ trong trích yếu."
	}
	return out
}

// show puts a comparison on the page.
func (content *compareContent) show(r *compare.Result) {
	a, b := &content.A, &content.B
	content.Swap = compareURL(b.key(), a.key())
	content.Summary, content.Rest = summary(r)
	content.Same = true
	shown := 0
	var run []compareRow
	flush := func() {
		if len(run) > 0 {
			content.Rows = append(content.Rows, fold(run))
			run = nil
		}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Kind != compare.Same {
			content.Same = false
		}
		if shown++; shown > mostRows {
			content.Cut = "Trang chỉ hiện " + thousands(mostRows) + " dòng đầu trong " + thousands(len(r.Rows)) + " dòng."
			break
		}
		made := makeCompareRow(a, b, row)
		if made.Class == "same" {
			run = append(run, made)
			continue
		}
		flush()
		content.Rows = append(content.Rows, made)
	}
	flush()
}

// key names the side in an address.
func (s *side) key() string {
	if s.Version > 0 {
		return s.ID + "@" + strconv.Itoa(s.Version)
	}
	return s.ID
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
