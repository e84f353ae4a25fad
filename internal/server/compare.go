package server

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"tracuu/internal/compare"
)

const (
	mostCompared = 8 << 20 // bytes of both texts together
	comparing    = 2       // at a time
	mostChoices  = 12      // documents offered for one side
	mostRows     = 6000    // shown; what is beyond is counted
	longestPart  = 20000   // bytes of a part shown
)

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

// show puts a comparison on the page.
func (content *compareContent) show(r *compare.Result) {
	a, b := &content.A, &content.B
	content.Swap = compareURL(b.key(), a.key())
	content.Summary, content.Rest = summary(r)
	content.Same = !slices.ContainsFunc(r.Rows, func(row compare.Row) bool { return row.Kind != compare.Same || row.Moved || row.Renamed })
	var run []compareRow
	flush := func() {
		if len(run) > 0 {
			content.Rows = append(content.Rows, fold(run))
			run = nil
		}
	}
	if len(r.Rows) > mostRows {
		content.Cut = "Trang chỉ hiện " + thousands(mostRows) + " dòng đầu trong " + thousands(len(r.Rows)) + " dòng."
	}
	for i := range r.Rows[:min(len(r.Rows), mostRows)] {
		made := makeCompareRow(a, b, &r.Rows[i])
		if made.Class == "same" {
			run = append(run, made)
			continue
		}
		flush()
		content.Rows = append(content.Rows, made)
	}
	flush()
}
