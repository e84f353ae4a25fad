package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// importer is a desk whose imports report what the names of the files say, and
// wait before a file called "chờ" until they are let go.
type importer struct {
	desk *intake.Desk
	let  chan bool
}

func newImporter(t *testing.T) *importer {
	t.Helper()
	im := &importer{let: make(chan bool)}
	var err error
	im.desk, err = intake.Open(intake.Options{Dir: filepath.Join(t.TempDir(), "imports"), Import: func(ctx context.Context, paths []string, o ingest.Options) (ingest.Summary, error) {
		sum := ingest.Summary{Counts: map[ingest.Status]int{}}
		for i, p := range paths {
			name := o.Names[p]
			o.Progress(ingest.Progress{Done: i, Total: len(paths), Current: name})
			if strings.HasPrefix(name, "chờ") {
				select {
				case <-im.let:
				case <-ctx.Done():
					return sum, ctx.Err()
				}
			}
			out := outcomeOf(name)
			o.Outcome(out)
			sum = sum.Plus(ingest.Summary{Files: 1, Counts: map[ingest.Status]int{out.Status: 1}})
		}
		return sum, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { im.desk.Run(ctx) })
	t.Cleanup(func() { cancel(); group.Wait() })
	return im
}

func outcomeOf(name string) ingest.Outcome {
	o := ingest.Outcome{File: name, Status: ingest.Added, ID: servertest.Directive, Type: "Chỉ thị", Number: "07", Symbol: "CT/TU", Title: "về phòng cháy, chữa cháy rừng trong mùa khô"}
	switch {
	case strings.Contains(name, "hỏng"):
		return ingest.Outcome{File: name, Status: ingest.Failed, Error: "tệp bị hỏng hoặc bị cắt cụt; hãy lấy lại tệp từ nguồn"}
	case strings.Contains(name, "ngờ"):
		o.Status, o.Doubts = ingest.Doubtful, []ingest.Doubt{{Field: "number", Why: "không đọc được số"}, {Field: "title", Why: "trích yếu đọc với độ tin cậy 55%: đoạn sau tên loại"}}
	}
	return o
}

// choose puts files into the field of the form.
func (b *tab) choose(files ...string) {
	b.t.Helper()
	dir := b.t.TempDir()
	var paths []string
	for _, f := range files {
		p := filepath.Join(dir, f)
		if err := os.WriteFile(p, []byte(strings.Repeat("Bến đò. ", 200)), 0o600); err != nil {
			b.t.Fatal(err)
		}
		paths = append(paths, p)
	}
	// The driver may number the nodes anew in between.
	var err error
	for range 50 {
		if err = b.setFiles(paths); err == nil {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
	b.t.Fatal(err)
}

func (b *tab) setFiles(paths []string) error {
	root, err := chromedp.Call(b.ctx, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		return err
	}
	field, err := chromedp.Call(b.ctx, dom.QuerySelector, dom.QuerySelectorParams{NodeID: root.Root.NodeID, Selector: "#tep"})
	if err != nil {
		return err
	}
	_, err = chromedp.Call(b.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, NodeID: field.NodeID})
	return err
}

// submit presses the button of the form. Choosing files has given the nodes of the
// page new numbers, which chromedp's own way of clicking does not survive.
func (b *tab) submit() {
	b.t.Helper()
	eval[bool](b, `document.querySelector("#tai-len button[type=submit]").click(), true`)
}

// TestImport hands files in as a reader does, with scripts and without, and
// follows them to the report.
func TestImport(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			im := newImporter(t)
			b := open(t, servertest.Sample(), func(o *server.Options) { o.Desk = im.desk })
			b.scripts(scripts)
			b.do(chromedp.Navigate(b.base + "/nhap"))
			b.choose("a.pdf", "hỏng.pdf", "chờ.pdf", "nghi ngờ.pdf")
			if scripts {
				b.until(`document.querySelectorAll(".chosen .files li").length === 4`)
			}
			b.submit()
			b.untilPath("/nhap/dot/")
			if scripts { // the page follows by itself
				b.until(`document.querySelectorAll("#ket-qua li").length === 2 && document.querySelector("#tien-do .tally").textContent === "2/4 tệp"`)
			}
			im.let <- true
			job := im.desk.Jobs()[0].ID
			if scripts {
				b.until(`document.querySelector("h1").textContent === "Đã xong"`)
			} else { // and asks again where there are none
				if n := b.count(`noscript meta[http-equiv=refresh], meta[http-equiv=refresh]`); n == 0 {
					t.Error("the page does not load itself again")
				}
				im.over(t, job)
				b.do(chromedp.Navigate(b.base + "/nhap/dot/" + job))
			}
			if n := b.count("#ket-qua li"); n != 4 {
				t.Errorf("%d files in the report", n)
			}
			b.do(chromedp.Navigate(b.base + "/nhap/dot/" + job + "?ket-qua=doubtful"))
			if n := b.count("#ket-qua li"); n != 1 {
				t.Errorf("%d doubtful files", n)
			}
		})
	}
}

// over waits for the end of a job.
func (im *importer) over(t *testing.T, id string) {
	t.Helper()
	if err := im.desk.Follow(t.Context(), id, 1, func(intake.Status, []ingest.Outcome) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

// TestImportLimits lets the script say what would be refused.
func TestImportLimits(t *testing.T) {
	im := newImporter(t)
	b := open(t, servertest.Sample(), func(o *server.Options) { o.Desk = im.desk })
	b.visit("/nhap")
	eval[bool](b, `document.getElementById("tai-len").dataset.file = "x", true`)
	b.submit()
	b.until(`!document.querySelector("#tai-len .bad").hidden && document.querySelector("#tai-len .bad").textContent.includes("chọn ít nhất một tệp")`)
	if len(im.desk.Jobs()) > 0 {
		t.Error("a job was made of nothing")
	}
}

// TestReviewKeys goes through a review without a mouse.
func TestReviewKeys(t *testing.T) {
	lib := servertest.Sample()
	lib.AddReview()
	b := open(t, lib)
	b.visit("/nhap/duyet/" + servertest.ReviewID)
	eval[bool](b, `document.getElementById("f-number").focus(), document.getElementById("f-number").select(), true`)
	b.keys("1", "9", "/", "Q", "Đ", "-", "U", "B", "N", "D")
	eval[bool](b, `document.getElementById("f-number").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, bubbles: true, cancelable: true})), true`)
	b.untilPath("/nhap/duyet?vua=nhan")
	if len(lib.Decisions) != 1 || lib.Decisions[0].Values["number"] != "19" || lib.Decisions[0].Values["symbol"] != "QĐ-UBND" {
		t.Errorf("%+v", lib.Decisions)
	}
}

func (b *tab) untilPath(part string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`location.href.includes(%q)`, part))
}

func (b *tab) count(selector string) int {
	b.t.Helper()
	return eval[int](b, fmt.Sprintf(`document.querySelectorAll(%q).length`, selector))
}

// openImports opens a server with jobs and reviews to look at.
func openImports(t *testing.T) (*tab, []string) {
	t.Helper()
	im := newImporter(t)
	lib := servertest.Sample()
	lib.AddReview()
	b := open(t, lib, func(o *server.Options) { o.Desk = im.desk })
	send := func(names ...string) string {
		u, err := im.desk.Receive(0)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if err := u.File(n, strings.NewReader("Bến đò")); err != nil {
				t.Fatal(err)
			}
		}
		id, err := u.Commit()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	done := send("Nghị quyết số 12.pdf", "hỏng.docx", "nghi ngờ về một tệp có cái tên rất dài để xem dòng có bị tràn ra ngoài hay không_ban_cuoi_cung_da_ky_dong_dau.pdf")
	im.over(t, done)
	running, queued := send("a.pdf", "chờ.pdf", "b.pdf"), send("c.pdf")
	return b, []string{"/nhap", "/nhap/dot/" + done, "/nhap/dot/" + running, "/nhap/dot/" + queued, "/nhap/duyet", "/nhap/duyet/" + servertest.ReviewID,
		"/nhap/duyet/" + servertest.ReviewID + "?goc=2&tim=07-CT%2FTU"}
}
