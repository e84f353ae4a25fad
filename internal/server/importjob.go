package server

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

// Files of a job on its page: of its report, and of one under way.
const (
	jobLines = 100
	jobFresh = 30
)

type jobContent struct {
	Job   jobView
	Lines []jobLine
	// All counts the files of the report, Filter is the result that is shown alone.
	All    string
	Filter ingest.Status
	Empty  string
	Pager  *pager
	CSV    string
	JSON   string
	API    string // what the script asks
	Shown  int    // outcomes that the page has, from where the script goes on
}

// jobLine is a file of a report.
type jobLine struct {
	File    string
	Status  ingest.Status
	Words   string
	Name    string // of the document
	URL     string
	Subject string
	Review  string // address
	Why     []string
}

var noJobProblem = problem{http.StatusNotFound, "import_not_found", "Không có đợt nhập này",
	"Đợt nhập này không còn trong danh sách. Văn bản đã nhập vẫn ở trong thư viện."}

func (s *Server) jobProblem(c *gin.Context, err error) {
	switch {
	case errors.Is(err, intake.ErrNoJob):
		s.fail(c, noJobProblem)
	case errors.Is(err, intake.ErrState):
		s.fail(c, problem{http.StatusConflict, "bad_state", "Đợt nhập đã đổi trạng thái", "Việc này không còn làm được với đợt nhập, vì nó đã chuyển sang trạng thái khác. Hãy mở lại trang của đợt nhập."})
	default:
		s.failErr(c, err)
	}
}

// importJob answers /nhap/dot/{id}: how far a job is, and what became of each file.
func (s *Server) importJob(c *gin.Context) {
	if !s.canImport(c) {
		return
	}
	j, outcomes, err := s.jobOf(c.Param("id"))
	if err != nil {
		s.jobProblem(c, err)
		return
	}
	values := c.Request.URL.Query()
	content := jobContent{Job: makeJob(j, time.Now()), All: thousands(len(outcomes)), Shown: len(outcomes), API: "/api/v1/imports/" + j.ID}
	content.CSV, content.JSON = content.Job.URL+"/bao-cao.csv", content.Job.URL+"/bao-cao.json"
	if content.Job.Active {
		fresh := outcomes[max(0, len(outcomes)-jobFresh):]
		for _, o := range slices.Backward(fresh) {
			content.Lines = append(content.Lines, makeJobLine(o))
		}
	} else {
		content.Filter = ingest.Status(values.Get("ket-qua"))
		if !slices.Contains(ingest.Statuses, content.Filter) {
			content.Filter = ""
		}
		for i := range content.Job.Counts {
			content.Job.Counts[i].Now = content.Job.Counts[i].Status == content.Filter
		}
		if content.Filter != "" {
			outcomes = slices.DeleteFunc(outcomes, func(o ingest.Outcome) bool { return o.Status != content.Filter })
		}
		at := pageNumber(values.Get("trang"))
		for _, o := range pageOf(outcomes, at, jobLines) {
			content.Lines = append(content.Lines, makeJobLine(o))
		}
		content.Pager = makePager(content.Job.URL, values, at, jobLines, len(outcomes))
		if len(content.Lines) == 0 {
			content.Empty = "Không có tệp nào."
		}
	}
	s.render(c, http.StatusOK, page{Title: content.Job.Words + " · Nhập văn bản", Kind: "importjob", Content: content})
}

// jobOf gives a job and its outcomes, of one moment.
func (s *Server) jobOf(id string) (intake.Status, []ingest.Outcome, error) {
	j, err := s.desk.Job(id)
	if err != nil {
		return j, nil, err
	}
	outcomes, err := s.desk.Outcomes(id, 0)
	return j, outcomes, err
}

func makeJobLine(o ingest.Outcome) jobLine {
	l := jobLine{File: shorten(o.File, 160), Status: o.Status, Words: upperFirst(o.Status.Vietnamese())}
	if o.ID != "" {
		r := recordOf(o)
		l.Name, l.URL, l.Subject = r.Name(), documentURL(o.ID, ""), shorten(r.Title, 160)
		if l.Name == r.Title {
			l.Subject = ""
		}
		if l.Name == "" {
			l.Name = o.ID
		}
		if len(o.Doubts) > 0 || o.Status == ingest.Waiting {
			l.Review = reviewURL(o.ID)
		}
	}
	for _, why := range []string{o.Error, o.Note} {
		if why != "" {
			l.Why = append(l.Why, upperFirst(why))
		}
	}
	for _, d := range o.Doubts {
		if !slices.Contains(l.Why, upperFirst(d.Why)) {
			l.Why = append(l.Why, upperFirst(d.Why))
		}
	}
	return l
}

// importReport answers /nhap/dot/{id}/bao-cao.csv and .json.
func (s *Server) importReport(kind string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !s.canImport(c) {
			return
		}
		j, outcomes, err := s.jobOf(c.Param("id"))
		if err != nil {
			s.jobProblem(c, err)
			return
		}
		r := ingest.Report{Summary: j.Summary, Outcomes: outcomes}
		b, err := r.Encode(kind)
		if err != nil {
			s.failErr(c, err)
			return
		}
		c.Header("Cache-Control", "no-cache")
		c.Header("Content-Disposition", `attachment; filename="bao-cao-nhap-`+j.ID+kind+`"`)
		c.Data(http.StatusOK, map[string]string{".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8"}[kind], b)
	}
}

// importAction answers the buttons of a job: stop it, go on with it, forget it.
func (s *Server) importAction(do func(*intake.Desk, string) error, back func(id string) string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !s.canImport(c) {
			return
		}
		id := c.Param("id")
		if err := do(s.desk, id); err != nil {
			s.jobProblem(c, err)
			return
		}
		c.Redirect(http.StatusSeeOther, back(id))
	}
}
