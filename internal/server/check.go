package server

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/draft"
	"tracuu/internal/library"
)

// apiCheck is the report on a draft; offsets are runes of it.
type apiCheck struct {
	File string `json:"file"`
	// Text is what was read of a file that was sent; the offsets are of it.
	Text      string         `json:"text,omitempty"`
	Summary   string         `json:"summary"`
	Rules     string         `json:"rules"` // the rule set of the form; "" where none was applied
	Citations []apiReference `json:"citations"`
	Findings  []apiFinding   `json:"findings"`
	Unchecked []apiUnchecked `json:"unchecked"`
}

type apiFinding struct {
	Kind     check.Kind     `json:"kind"`
	Severity check.Severity `json:"severity"`
	Start    int            `json:"start"`
	End      int            `json:"end"`
	Message  string         `json:"message"`
	Expected string         `json:"expected"`
	Found    string         `json:"found"`
	Document string         `json:"document"`
	Source   string         `json:"source"`
	// Sure says that expected can be put in place of start to end as it is.
	Sure bool `json:"sure"`
	// Citation is the index in citations, or -1.
	Citation int `json:"citation"`
}

type apiUnchecked struct {
	Kind     check.Kind `json:"kind"`
	Start    int        `json:"start"`
	End      int        `json:"end"`
	Reason   string     `json:"reason"`
	Citation int        `json:"citation"`
}

func makeAPICheck(file string, d *library.Document, r *check.Report) apiCheck {
	ru := newRunes(d.Text)
	out := apiCheck{File: file, Summary: r.Summary(), Citations: makeAPIReferences(d, ru), Findings: []apiFinding{}, Unchecked: []apiUnchecked{}}
	if r.Rules != nil {
		out.Rules = r.Rules.Name
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, apiFinding{
			Kind: f.Kind, Severity: f.Severity, Start: ru.at(f.Start), End: ru.at(f.End), Message: f.Message, Expected: f.Expected,
			Found: f.Found, Document: f.Document, Source: f.Source, Sure: f.Sure, Citation: f.Citation,
		})
	}
	for _, u := range r.Unchecked {
		out.Unchecked = append(out.Unchecked, apiUnchecked{u.Kind, ru.at(u.Start), ru.at(u.End), u.Reason, u.Citation})
	}
	return out
}

// WriteCheck writes the report on a draft as POST /api/v1/check does, for
// tracuu check --json.
func WriteCheck(w io.Writer, file string, d *library.Document, r *check.Report) error {
	return encode(w, makeAPICheck(file, d, r))
}

// apiCheckDraft answers POST /api/v1/check: the findings in the text that is
// sent, as {"text": …} or as plain text, or in the file, as its bytes; ?name=
// is then its name. ?family= names the rules to judge the form by, in place of
// the draft's own. With ?format=docx, or where only DOCX is accepted, a DOCX
// comes back with its findings in it. Nothing of the draft is kept or logged.
func (s *Server) apiCheckDraft(c *gin.Context) {
	family, err := check.ParseFamily(c.Query("family"))
	if err != nil {
		s.fail(c, problem{http.StatusBadRequest, "bad_parameter", "Tham số không hợp lệ",
			"family phải là party, administrative, normative hoặc assembly."})
		return
	}
	back := c.Query("format")
	if back == "" && strings.HasPrefix(c.GetHeader("Accept"), docxType) {
		back = "docx"
	}
	if back != "" && back != "docx" && back != "json" {
		s.fail(c, problem{http.StatusBadRequest, "bad_parameter", "Tham số không hợp lệ", "format phải là json hoặc docx."})
		return
	}
	file, bad := s.readDraftBody(c)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	if back == "docx" && !file.CanAnnotate() {
		s.fail(c, *s.draftProblem(c, draft.ErrNotWord))
		return
	}
	d, r := s.lib.Check(file.Text, check.Options{Family: family, Today: Today(time.Now())})
	if back == "docx" {
		out, _, err := file.Annotate(&r, time.Now())
		if err != nil {
			s.fail(c, *s.draftProblem(c, err))
			return
		}
		sendWord(c, file.Name, out)
		return
	}
	answer := makeAPICheck(file.Name, d, &r)
	if file.Name != "" {
		answer.Text = file.Text
	}
	writeJSON(c, http.StatusOK, answer)
}

// readDraftBody reads a draft that is the body of a request.
func (s *Server) readDraftBody(c *gin.Context) (*draft.File, *problem) {
	media, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || media == "text/plain" || media == "application/json" {
		text, bad := readCiteBody(c)
		return &draft.File{Text: text}, bad
	}
	name, ok := fileNames[media]
	if !ok {
		return nil, &problem{http.StatusUnsupportedMediaType, "bad_type", "Dạng dữ liệu không được nhận",
			"Hãy gửi văn bản dạng application/json hoặc text/plain, hoặc một tệp DOCX, ODT, PDF, RTF, HTML với đúng Content-Type của nó."}
	}
	if n := c.Query("name"); n != "" {
		name = shorten(n, 200)
	}
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, draft.MaxBytes))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		p := draftProblems[draft.TooLarge]
		return nil, &p
	case err != nil:
		return nil, &problem{http.StatusBadRequest, "bad_body", "Không đọc được tệp", "Tệp gửi lên bị ngắt giữa chừng. Hãy gửi lại."}
	case len(data) == 0:
		p := draftProblems[draft.Empty]
		return nil, &p
	}
	file, err := s.drafts.Read(c.Request.Context(), name, data)
	if err != nil {
		return nil, s.draftProblem(c, err)
	}
	return file, textProblem(file.Text)
}

// fileNames are the names by which a file is told without one of its own; the
// content decides what it is.
var fileNames = map[string]string{
	docxType:          "ban-thao.docx",
	"application/pdf": "ban-thao.pdf",
	"application/vnd.oasis.opendocument.text": "ban-thao.odt",
	"application/rtf":                         "ban-thao.rtf",
	"text/rtf":                                "ban-thao.rtf",
	"text/html":                               "ban-thao.html",
	"application/msword":                      "ban-thao.doc",
	"application/octet-stream":                "ban-thao",
}

// Today is the date of a moment where it is read.
func Today(t time.Time) document.Date {
	return document.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
