package server

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/library"
)

// maxForm bounds the form of a choice, in bytes.
const maxForm = 64 << 10

// choiceForm offers to say which document a citation names, for one place or for
// every place that reads the same. The form names the citation by its index and,
// since an index changes with the text, by its words.
type choiceForm struct {
	Action string
	Index  int
	Quote  string
	// Scopes are the places that the choice can be for, when they are several.
	Scopes []choiceScope
	// All says that the choice to be taken back was made for every place.
	All bool
}

type choiceScope struct{ Value, Text string }

// The fields of the form, as they stand in the page.
const (
	fieldCitation = "vien-dan" // index of the citation
	fieldQuote    = "trich"    // its words on one line, as a check
	fieldScope    = "cho"      // index of the citation that is meant, or scopeAll
	fieldTarget   = "chon"     // id of the document; empty takes the choice back
	fieldBack     = "ve"       // "c" returns to the text, else to the list below it
	scopeAll      = "moi"
)

var (
	readOnlyProblem = problem{http.StatusForbidden, "read_only", "Thư viện đang mở chỉ để đọc",
		"Lựa chọn chưa được ghi, vì thư viện đang được một chương trình khác giữ để ghi. Hãy chọn trên trang do chương trình đó mở, hoặc đóng nó rồi mở lại thư viện."}
	changedProblem = problem{http.StatusConflict, "changed", "Văn bản đã thay đổi",
		"Chỗ viện dẫn này không còn như khi trang được mở, nên lựa chọn chưa được ghi. Hãy quay lại trang văn bản, tải lại rồi chọn."}
	formProblem = problem{http.StatusBadRequest, "bad_form", "Không đọc được lựa chọn",
		"Yêu cầu thiếu thông tin về chỗ viện dẫn hoặc về văn bản được chọn. Hãy quay lại trang văn bản và chọn lại."}
)

// choose answers POST /van-ban/{id}/vien-dan: a person says which document a
// citation names, or takes that back. Requests from other sites are refused
// before they come here.
func (s *Server) choose(c *gin.Context) {
	if !s.lib.Writable() {
		s.fail(c, readOnlyProblem)
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, formProblem)
		return
	}
	id, form := c.Param("id"), c.Request.PostForm
	d, err := s.lib.Document(id)
	if err != nil {
		s.failErr(c, err)
		return
	}
	index, quote, nth, bad := readChoice(d, form.Get(fieldCitation), form.Get(fieldScope), form.Get(fieldQuote), form.Get(fieldTarget))
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	switch err := s.lib.Correct(c.Request.Context(), id, quote, nth, form.Get(fieldTarget)); {
	case errors.Is(err, library.ErrReadOnly):
		s.fail(c, readOnlyProblem)
		return
	case errors.Is(err, library.ErrNoCitation), errors.Is(err, library.ErrNotFound):
		s.fail(c, changedProblem)
		return
	case err != nil:
		s.failErr(c, err)
		return
	}
	anchor := "vd-"
	if form.Get(fieldBack) == "c" {
		anchor = "c-"
	}
	c.Redirect(http.StatusSeeOther, documentURL(id, anchor+strconv.Itoa(index)))
}

// readChoice finds the citation that a form means, and the words and occurrence
// by which the library keeps a decision about it.
func readChoice(d *library.Document, citation, scope, words, target string) (index int, quote string, nth int, bad *problem) {
	if scope != "" && scope != scopeAll {
		citation = scope
	}
	index, err := strconv.Atoi(citation)
	if err != nil || words == "" {
		return 0, "", 0, &formProblem
	}
	if index < 0 || index >= len(d.References) {
		return 0, "", 0, &changedProblem
	}
	r := &d.References[index]
	quote = d.Text[r.Start:r.End]
	if oneLine(quote) != words {
		return 0, "", 0, &changedProblem
	}
	if target == "" { // what was decided is taken back as it was made
		if r.Choice == nil {
			return 0, "", 0, &changedProblem
		}
		return index, r.Choice.Quote, r.Choice.Nth, nil
	}
	if scope != scopeAll {
		nth = r.Nth
	}
	return index, quote, nth, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// newChoice prepares the form for a citation; nil where the library takes no
// decisions.
func newChoice(d *library.Document, i int, writable bool) *choiceForm {
	r := &d.References[i]
	if !writable || r.Start < 0 || r.Start >= r.End || r.End > len(d.Text) {
		return nil
	}
	return &choiceForm{Action: documentURL(d.Record.ID, "") + "/vien-dan", Index: i, Quote: oneLine(d.Text[r.Start:r.End])}
}

// widen lets the form be for every place that reads the same.
func (f *choiceForm) widen(places []place) {
	if f == nil || len(places) < 2 {
		return
	}
	f.Scopes = []choiceScope{{scopeAll, "cả " + strconv.Itoa(len(places)) + " chỗ viết như vậy"}}
	for _, p := range places {
		if p.Label != nil {
			f.Scopes = append(f.Scopes, choiceScope{strings.TrimPrefix(p.ID, "vd-"), p.Label.Text})
		}
	}
}

// others are the records that a resolved citation was found not to name: what a
// reader who knows better can choose from.
func others(r *library.Reference, lookup func(string) *library.Entry) []candidate {
	var out []candidate
	add := func(cs []resolve.Candidate) {
		for _, c := range cs {
			if e := lookup(c.Document); e != nil && c.Document != r.Resolution.Document {
				out = append(out, candidate{entry: makeEntry(e.Record, e.TextHeld, e.State), ID: c.Document, Why: c.Why})
			}
		}
	}
	add(r.Resolution.Candidates)
	add(r.Resolution.Rejected)
	return out
}
