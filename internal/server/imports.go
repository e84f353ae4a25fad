package server

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
)

const (
	importsURL  = "/nhap"
	wantedParam = "cho" // the id of the document whose text is wanted
)

// importsShown is the number of jobs on the page.
const importsShown = 50

type importsContent struct {
	// Closed says why nothing can be handed in; "" where it can.
	Closed string
	Form   importForm
	// For is the document whose text is wanted; nil for any.
	For    *entry
	Review int // documents that wait for a person
	Jobs   []jobView
	More   string
}

// importForm are the limits of an upload, in words for the page and in bytes for
// its script.
type importForm struct {
	Files                        int
	FileBytes, ArchiveBytes, All int64
	FileWords, ArchiveWords      string
	AllWords, FilesWords         string
}

var noImportProblem = problem{http.StatusForbidden, "read_only", "Không nhập được ở đây",
	"Thư viện đang mở chỉ để đọc, vì một chương trình khác đang giữ để ghi hoặc thư mục thư viện không cho ghi. Hãy nhập trên trang do chương trình đó mở."}

// canImport answers the request where nothing can be handed in.
func (s *Server) canImport(c *gin.Context) bool {
	if s.desk == nil || !s.lib.Writable() {
		s.fail(c, noImportProblem)
		return false
	}
	return true
}

// imports answers /nhap: where files are handed in, and what became of earlier ones.
// With the id of a record it names the document whose text is wanted; which
// document a file is, its own words say.
func (s *Server) imports(c *gin.Context) {
	l := s.limits
	content := importsContent{Form: importForm{
		Files: l.Files, FileBytes: l.File, ArchiveBytes: l.Archive, All: l.Upload, FilesWords: thousands(l.Files),
		FileWords: sizeWords(l.File), ArchiveWords: sizeWords(l.Archive), AllWords: sizeWords(l.Upload),
	}}
	if s.desk == nil || !s.lib.Writable() {
		content.Closed = noImportProblem.Message
	} else {
		now := time.Now()
		jobs := s.desk.Jobs()
		for _, j := range jobs[:min(len(jobs), importsShown)] {
			content.Jobs = append(content.Jobs, makeJob(j, now))
		}
		if n := len(jobs) - importsShown; n > 0 {
			content.More = fmt.Sprintf("và %s đợt trước nữa", thousands(n))
		}
	}
	if e, err := s.lib.Entry(c.Query(wantedParam)); err == nil && !e.TextHeld {
		wanted := makeEntry(e.Record, e.TextHeld, e.State)
		content.For = &wanted
	}
	content.Review = len(s.lib.Doubtful())
	s.render(c, http.StatusOK, page{Title: "Nhập văn bản · Tra cứu văn bản", Kind: "import", Content: content})
}

// upload answers POST /nhap: the files of the form become a job.
func (s *Server) upload(c *gin.Context) {
	if !s.canImport(c) {
		return
	}
	id, bad := s.receive(c)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	c.Redirect(http.StatusSeeOther, jobURL(id))
}

func jobURL(id string) string { return importsURL + "/dot/" + id }

// jobView is a job as the pages show it.
type jobView struct {
	ID, URL string
	State   intake.State
	Words   string // of the state
	Name    string // of some files
	From    string // where it came from, when not from the page
	When    string
	ISO     string
	Size    string
	Counts  []jobCount
	Done    int
	Total   int
	Tally   string // "12/103 tệp"
	Pace    string // rate and time left
	Current string
	Error   string
	Notices []string
	// What can be done with it:
	Active, Stop, Continue, Forget bool
}

type jobCount struct {
	Status ingest.Status
	Text   string // "thêm mới 12"
	Words  string
	N      int
	URL    string
	Now    bool // the list shows these
}

var stateOfJob = map[intake.State]string{
	intake.Queued: "Đang chờ", intake.Running: "Đang nhập", intake.Done: "Đã xong",
	intake.Stopped: "Đã dừng", intake.Broken: "Bị dừng vì lỗi", intake.Interrupted: "Bị ngắt",
}

func makeJob(j intake.Status, now time.Time) jobView {
	v := jobView{
		ID: j.ID, URL: jobURL(j.ID), State: j.State, Words: stateOfJob[j.State], When: timeWords(j.Created), ISO: j.Created.Format(time.RFC3339),
		Done: j.Done, Total: j.Total, Error: j.Error, Notices: j.Notices, Active: !j.State.Over(),
	}
	for i, n := range j.First {
		if i > 0 {
			v.Name += ", "
		}
		v.Name += shorten(n, 60)
	}
	if more := j.Count - len(j.First); more > 0 {
		v.Name += fmt.Sprintf(" và %s tệp khác", thousands(more))
	}
	switch j.Source {
	case intake.Command:
		v.From = "lệnh tracuu import"
	case intake.Folder:
		v.From = "thư mục theo dõi"
	default:
		v.Size = sizeWords(j.Bytes)
	}
	for _, st := range ingest.Statuses {
		if n := j.Summary.Counts[st]; n > 0 {
			v.Counts = append(v.Counts, jobCount{Status: st, Text: st.Vietnamese() + " " + thousands(n), Words: upperFirst(st.Vietnamese()), N: n, URL: jobURL(j.ID) + "?ket-qua=" + string(st)})
		}
	}
	switch j.State {
	case intake.Queued:
		v.Pace = "đến lượt ngay sau đây"
		if j.Ahead > 0 {
			v.Pace = fmt.Sprintf("còn %s đợt phía trước", thousands(j.Ahead))
		}
		v.Stop = true
	case intake.Running:
		v.Tally = thousands(j.Done) + "/" + thousands(max(j.Total, j.Done)) + " tệp"
		v.Pace, v.Current = paceWords(j, now), shorten(j.Current, 120)
		v.Stop = true
	case intake.Stopped, intake.Broken:
		v.Continue, v.Forget = j.Source == intake.Upload, true
	default:
		v.Forget = true
	}
	return v
}

// paceWords says how fast a job goes and how long it will take; where the files
// are done, what is left is the index.
func paceWords(j intake.Status, now time.Time) string {
	if j.Total > 0 && j.Done >= j.Total {
		return "đang cập nhật chỉ mục"
	}
	r := j.Rate(now)
	if r <= 0 {
		return "đang bắt đầu"
	}
	if r < 1 {
		return decimal(r*60) + " tệp/phút, " + leftWords(j.Left(now))
	}
	return decimal(r) + " tệp/giây, " + leftWords(j.Left(now))
}

func leftWords(d time.Duration) string {
	switch {
	case d <= 0:
		return "sắp xong"
	case d < time.Minute:
		return fmt.Sprintf("còn khoảng %d giây", int(d.Seconds())+1)
	case d < time.Hour:
		return fmt.Sprintf("còn khoảng %d phút", int(d.Minutes()+.5))
	}
	return fmt.Sprintf("còn khoảng %s giờ", decimal(d.Hours()))
}

// timeWords is a moment as people here write it.
func timeWords(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("15:04 02/01/2006")
}
