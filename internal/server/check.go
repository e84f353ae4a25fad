package server

import (
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// apiCheck is the report on a draft; offsets are runes of it.
type apiCheck struct {
	File      string         `json:"file"`
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
// sent, as {"text": …} or as plain text. ?family= names the rules to judge the
// form by, in place of the draft's own. Nothing of the draft is kept or logged.
func (s *Server) apiCheckDraft(c *gin.Context) {
	family, err := check.ParseFamily(c.Query("family"))
	if err != nil {
		s.fail(c, problem{http.StatusBadRequest, "bad_parameter", "Tham số không hợp lệ",
			"family phải là party, administrative, normative hoặc assembly."})
		return
	}
	text, bad := readCiteBody(c)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	d, r := s.lib.Check(text, check.Options{Family: family, Today: Today(time.Now())})
	writeJSON(c, http.StatusOK, makeAPICheck("", d, &r))
}

// Today is the date of a moment where it is read.
func Today(t time.Time) document.Date {
	return document.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
