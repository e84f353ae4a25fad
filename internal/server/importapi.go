package server

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

// apiImport is a job of importing. Its files are those of tracuu import --json.
type apiImport struct {
	ID      string                `json:"id"`
	URL     string                `json:"url"`
	Source  intake.Source         `json:"source"`
	State   intake.State          `json:"state"`
	Created string                `json:"created"` // RFC 3339
	Started string                `json:"started"` // "" before
	Ended   string                `json:"ended"`   // "" before
	Done    int                   `json:"done"`
	Total   int                   `json:"total"`
	Bytes   int64                 `json:"bytes"`
	Ahead   int                   `json:"ahead"` // jobs before it
	Current string                `json:"current"`
	Rate    float64               `json:"rate"`  // files a second
	Left    float64               `json:"left"`  // seconds, 0 where unknown
	Tally   string                `json:"tally"` // Vietnamese: "12/103 tệp"
	Pace    string                `json:"pace"`  // rate and time left
	Words   string                `json:"words"` // all of it in one phrase
	Counts  map[ingest.Status]int `json:"counts"`
	Error   string                `json:"error"`
	// Of one job: its outcomes from the one numbered From.
	From  int              `json:"from"`
	Files []ingest.Outcome `json:"files"`
}

// apiImportFiles is the most outcomes in one answer.
const apiImportFiles = 500

func makeAPIImport(j intake.Status, now time.Time) apiImport {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.RFC3339)
	}
	v := makeJob(j, now)
	words := v.Words
	for _, w := range []string{v.Tally, v.Pace} {
		if w != "" {
			words += ", " + w
		}
	}
	counts := j.Summary.Counts
	if counts == nil {
		counts = map[ingest.Status]int{}
	}
	return apiImport{
		ID: j.ID, URL: jobURL(j.ID), Source: j.Source, State: j.State, Created: stamp(j.Created), Started: stamp(j.Started), Ended: stamp(j.Ended),
		Done: j.Done, Total: max(j.Total, j.Done), Bytes: j.Bytes, Ahead: j.Ahead, Current: j.Current, Rate: j.Rate(now), Left: j.Left(now).Seconds(),
		Tally: v.Tally, Pace: v.Pace, Words: words, Counts: counts, Error: j.Error, Files: []ingest.Outcome{},
	}
}

// apiUpload answers POST /api/v1/imports: 202 with the job that was made.
func (s *Server) apiUpload(c *gin.Context) {
	if !s.canImport(c) {
		return
	}
	id, bad := s.receive(c)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	j, err := s.desk.Job(id)
	if err != nil {
		s.jobProblem(c, err)
		return
	}
	c.Header("Location", "/api/v1/imports/"+id)
	writeJSON(c, http.StatusAccepted, makeAPIImport(j, time.Now()))
}

// apiImports answers GET /api/v1/imports: the jobs, newest first, without files.
func (s *Server) apiImports(c *gin.Context) {
	if !s.canImport(c) {
		return
	}
	now := time.Now()
	out := struct {
		Review  int         `json:"review"` // documents that wait for a person
		Imports []apiImport `json:"imports"`
	}{len(s.lib.Doubtful()), []apiImport{}}
	for _, j := range s.desk.Jobs() {
		out.Imports = append(out.Imports, makeAPIImport(j, now))
	}
	writeJSON(c, http.StatusOK, out)
}

// apiImportJob answers GET /api/v1/imports/{id}: one job, and its outcomes from
// ?after on, at most ?limit of them.
func (s *Server) apiImportJob(c *gin.Context) {
	if !s.canImport(c) {
		return
	}
	values := c.Request.URL.Query()
	after, bad := intParameter(values, "after", 0, 0, 1_000_000_000)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	limit, bad := intParameter(values, "limit", apiImportFiles, 0, apiImportFiles)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	j, err := s.desk.Job(c.Param("id"))
	if err != nil {
		s.jobProblem(c, err)
		return
	}
	files, err := s.desk.Outcomes(j.ID, after)
	if err != nil {
		s.jobProblem(c, err)
		return
	}
	out := makeAPIImport(j, time.Now())
	out.From, out.Files = after, append(out.Files, files[:min(limit, len(files))]...)
	writeJSON(c, http.StatusOK, out)
}

// recordOf is the record that an outcome speaks of.
func recordOf(o ingest.Outcome) document.Record {
	return document.Record{ID: o.ID, Type: o.Type, Number: document.Number{Number: o.Number, Year: o.Year, Symbol: o.Symbol}, Title: o.Title}
}
