package server

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/ingest"
	"tracuu/internal/library"
)

const (
	reviewsURL  = "/nhap/duyet"
	reviewsSize = 50
	reviewWidth = 1000 // pixels of the picture
	reviewFinds = 8    // records that are offered to attach to
	reviewText  = 6000 // bytes of a page's text that are shown
	reviewDraw  = 20 * time.Second
)

func reviewURL(id string) string { return reviewsURL + "/" + url.PathEscape(id) }

type reviewsContent struct {
	Tally string
	Said  string // what has just been done
	Rows  []reviewRow
	Pager *pager
}

type reviewRow struct {
	entry
	Review string
	Since  string
	Why    []string
}

// saidWords tell of the decision that led back to the list or to the next document.
var saidWords = map[string]string{
	"nhan": "Đã ghi văn bản trước là đã duyệt.",
	"bo":   "Đã bỏ tệp trước khỏi thư viện.",
	"gop":  "Đã gắn tệp trước vào văn bản đã có.",
}

// reviews answers /nhap/duyet: what waits for a person, oldest first.
func (s *Server) reviews(c *gin.Context) {
	values := c.Request.URL.Query()
	all := s.lib.Doubtful()
	at := pageNumber(values.Get("trang"))
	content := reviewsContent{Said: saidWords[values.Get("vua")], Pager: makePager(reviewsURL, values, at, reviewsSize, len(all))}
	if len(all) > 0 {
		content.Tally = thousands(len(all)) + " văn bản chờ người xem, nhập trước đứng trước."
	}
	for _, d := range pageOf(all, at, reviewsSize) {
		row := reviewRow{entry: makeEntry(d.Record, d.TextHeld, d.State), Review: reviewURL(d.Record.ID), Since: timeWords(d.Since)}
		for _, x := range d.Doubts {
			row.Why = append(row.Why, upperFirst(x.Why))
		}
		if !d.TextHeld {
			row.Why = append(row.Why, "Tệp gốc là ảnh, chưa được nhận dạng chữ")
		}
		if len(row.Why) == 0 {
			row.Why = []string{"Chưa được người xem đối chiếu với bản gốc"}
		}
		content.Rows = append(content.Rows, row)
	}
	s.render(c, http.StatusOK, page{Title: "Chờ duyệt · Nhập văn bản", Kind: "reviews", Content: content})
}

type reviewContent struct {
	entry
	ID, State, Action string
	Said              string
	Place             string // "3/12"
	Prev, Next        string
	Pending           bool
	Accepted          string
	Writable          bool
	Doubts            []string
	Fields            []reviewField
	Errors            []string // what is wrong with what was typed, in order of the fields

	File     string // address of the original
	FileName string
	Page     int
	Image    string // address of the picture; "" where there is none
	NoImage  string // why
	Pages    []reviewPage
	Text     template.HTML // of the page, the places marked
	Cut      bool

	Find  string
	Found []reviewFound
}

type reviewPage struct {
	N   int
	URL string
	Now bool
	Has string // fields that stand on it
}

// reviewField is a field of the form.
type reviewField struct {
	Name, Label, Value string
	Kind               string // "text", "long", "date", "choice"
	Options            []choice
	Doubt, Sure, Rule  string
	Error              string
	Before, Mark       string // where it stands in the text
	After              string
	Page               int
	PageURL            string
	Corrected          bool
}

type reviewFound struct {
	entry
	ID  string
	Why string
}

// reviewLabels are the fields of the form in order; number, year and symbol are
// one of them.
var reviewLabels = []struct{ name, label, kind string }{
	{"number", "Số, ký hiệu", "text"}, {"type", "Loại", "text"}, {"date", "Ngày ban hành", "date"}, {"issuer", "Cơ quan ban hành", "text"},
	{"title", "Trích yếu", "long"}, {"signer", "Người ký", "text"}, {"post", "Chức vụ người ký", "text"}, {"place", "Nơi ban hành", "text"},
	{"effective", "Ngày có hiệu lực", "date"}, {"scope", "Phạm vi phổ biến", "text"}, {"secrecy", "Độ mật", "choice"}, {"urgency", "Độ khẩn", "choice"},
}

var reviewChoices = map[string][]string{
	"secrecy": {"MẬT", "TỐI MẬT", "TUYỆT MẬT"},
	"urgency": {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"},
}

// review answers /nhap/duyet/{id}: a document beside its original.
func (s *Server) review(c *gin.Context) {
	r, err := s.lib.Review(c.Param("id"))
	if err != nil {
		s.failErr(c, err)
		return
	}
	s.showReview(c, http.StatusOK, r, nil, nil)
}

// showReview renders the page; typed and wrong are what a person has entered that
// cannot be kept, by field.
func (s *Server) showReview(c *gin.Context, status int, r *library.Review, typed url.Values, wrong map[string]string) {
	values := c.Request.URL.Query()
	id := r.Record.ID
	content := reviewContent{
		entry: makeEntry(r.Record, r.TextHeld, r.Entry.State), ID: id, State: r.State, Action: reviewURL(id), Said: saidWords[values.Get("vua")],
		Pending: r.Pending, Writable: s.lib.Writable(), Find: shorten(strings.TrimSpace(values.Get("tim")), 200),
	}
	if d, err := document.ParseDate(r.Accepted); err == nil {
		content.Accepted = d.Vietnamese()
	}
	content.Place, content.Prev, content.Next = s.neighbours(id)
	for _, d := range r.Doubts {
		content.Doubts = append(content.Doubts, upperFirst(d.Why))
	}
	content.Page = reviewPageNumber(values.Get("goc"), r)
	for _, l := range reviewLabels {
		f := makeReviewField(r, l.name, l.label, l.kind, content.Action)
		if typed != nil {
			f.Value = typed.Get(l.name)
		}
		if why := wrong[l.name]; why != "" {
			f.Error = why
			content.Errors = append(content.Errors, why)
		}
		content.Fields = append(content.Fields, f)
	}
	if why := wrong[""]; why != "" {
		content.Errors = append(content.Errors, why)
	}
	s.addOriginal(c.Request.Context(), &content, r)
	if content.Find != "" {
		content.Found = s.findRecords(c.Request.Context(), content.Find, id)
	}
	s.render(c, status, page{Title: "Duyệt " + shorten(r.Record.Name(), 60) + " · Nhập văn bản", Kind: "review", Content: content})
}

// neighbours says where a document stands among those that wait.
func (s *Server) neighbours(id string) (place, prev, next string) {
	all := s.lib.Doubtful()
	i := slices.IndexFunc(all, func(d library.Doubted) bool { return d.Record.ID == id })
	if i < 0 {
		if len(all) > 0 {
			next = reviewURL(all[0].Record.ID)
		}
		return "", "", next
	}
	if i > 0 {
		prev = reviewURL(all[i-1].Record.ID)
	}
	if i+1 < len(all) {
		next = reviewURL(all[i+1].Record.ID)
	}
	return thousands(i+1) + "/" + thousands(len(all)), prev, next
}

// reviewPageNumber is the page that is shown: the one asked for, or the first.
func reviewPageNumber(asked string, r *library.Review) int {
	n, err := strconv.Atoi(asked)
	if err != nil || n < 1 || n > max(1, r.FilePages, len(r.Pages)) {
		return 1
	}
	return n
}

func makeReviewField(r *library.Review, name, label, kind, action string) reviewField {
	out := reviewField{Name: name, Label: label, Kind: kind}
	i := slices.IndexFunc(r.Fields, func(f ingest.ReviewField) bool { return f.Name == name })
	if i < 0 {
		return out
	}
	f := r.Fields[i]
	out.Value, out.Corrected, out.Page = f.Value, f.Corrected, f.Page
	switch {
	case name == "number":
		out.Value = r.Record.Label()
		for _, g := range r.Fields {
			if g.Name == "symbol" && (f.Why == "" || !f.Known) && g.Why != "" {
				f.Why = g.Why
			}
			if (g.Name == "symbol" || g.Name == "year") && g.Corrected {
				out.Corrected = true
			}
		}
	case kind == "date":
		if d, err := document.ParseDate(f.Value); err == nil {
			out.Value = d.Vietnamese()
		}
	}
	out.Doubt = upperFirst(f.Why)
	out.Sure, out.Rule = sureWords(f), f.Read.Rule
	if kind == "choice" {
		all := reviewChoices[name]
		if f.Value != "" && !slices.Contains(all, f.Value) {
			all = append(slices.Clone(all), f.Value)
		}
		out.Options = []choice{{Text: "Không có"}}
		for _, v := range all {
			out.Options = append(out.Options, choice{Value: v, Text: v, Active: v == f.Value})
		}
	}
	if f.Read.Start >= 0 && f.Read.End <= len(r.Text) && f.Read.Start < f.Read.End {
		const around = 50 // runes
		out.Before, out.After = lastRunesOf(r.Text[:f.Read.Start], around), firstRunesOf(r.Text[f.Read.End:], around)
		out.Mark = shorten(oneLine(r.Text[f.Read.Start:f.Read.End]), 240)
	}
	if out.Page > 0 {
		out.PageURL = action + "?goc=" + strconv.Itoa(out.Page) + "#ban-goc"
	}
	return out
}

// sureWords says how far a reading is to be trusted.
func sureWords(f ingest.ReviewField) string {
	switch {
	case f.Corrected:
		return "do người sửa"
	case !f.Known || f.Read.Value == "":
		return ""
	case f.Read.Confidence >= 0.95:
		return "máy đọc, chắc chắn"
	case f.Read.Confidence >= document.Doubtful:
		return "máy đọc, khá chắc"
	}
	return "máy đọc, chưa chắc"
}

// firstRunesOf and lastRunesOf give the words at an end of a text, on one line.
func firstRunesOf(s string, n int) string {
	if r := []rune(s[:min(len(s), 4*n)]); len(r) > n {
		return oneLine(string(r[:n])) + "…"
	}
	return oneLine(s)
}

func lastRunesOf(s string, n int) string {
	if r := []rune(strings.ToValidUTF8(s[max(0, len(s)-4*n):], "")); len(r) > n {
		return "…" + oneLine(string(r[len(r)-n:]))
	}
	return oneLine(s)
}

// findRecords looks for the record that a file may belong to.
func (s *Server) findRecords(ctx context.Context, q, self string) []reviewFound {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	a, err := s.lib.Search(ctx, library.Query{Text: q, PageSize: reviewFinds})
	if err != nil {
		s.log.Error("review search", "cause", err)
		return nil
	}
	var out []reviewFound
	for _, h := range append(slices.Clone(a.Direct), a.Hits...) {
		if h.Record.ID != self && len(out) < reviewFinds {
			out = append(out, reviewFound{entry: makeEntry(h.Record, h.TextHeld, h.State), ID: h.Record.ID, Why: h.Why})
		}
	}
	return out
}
