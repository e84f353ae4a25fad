package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tracuu/internal/ingest"
	"tracuu/internal/intake"
	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// newDesk opens a desk that reports every file as added to the sample's directive,
// "hỏng" as failed, and "ngờ" as doubtful. With hold, it waits for the test to end.
func newDesk(t testing.TB, limits intake.Limits, hold bool, free func(string) (int64, error)) *intake.Desk {
	t.Helper()
	d, err := intake.Open(intake.Options{Dir: filepath.Join(t.TempDir(), "imports"), Limits: limits, Free: free,
		Import: func(ctx context.Context, paths []string, o ingest.Options) (ingest.Summary, error) {
			sum := ingest.Summary{Counts: map[ingest.Status]int{}}
			for i, p := range paths {
				o.Progress(ingest.Progress{Done: i, Total: len(paths), Current: o.Names[p]})
				out := ingest.Outcome{File: o.Names[p], Status: ingest.Added, ID: servertest.Directive, Type: "Chỉ thị", Number: "07", Symbol: "CT/TU", Title: "về phòng cháy <b>rừng</b>"}
				switch {
				case strings.Contains(out.File, "hỏng"):
					out = ingest.Outcome{File: out.File, Status: ingest.Failed, Error: "tệp bị hỏng"}
				case strings.Contains(out.File, "ngờ"):
					out.Status, out.Doubts = ingest.Doubtful, []ingest.Doubt{{Field: "number", Why: "không đọc được số"}}
				}
				o.Outcome(out)
				sum = sum.Plus(ingest.Summary{Files: 1, Counts: map[ingest.Status]int{out.Status: 1}})
			}
			if hold {
				<-ctx.Done()
				return sum, ctx.Err()
			}
			return sum, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { d.Run(ctx) })
	t.Cleanup(func() { cancel(); group.Wait() })
	return d
}

// form makes the body of an upload, names as they are.
func form(t testing.TB, files ...string) (body *bytes.Buffer, media string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, name := range files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="tep"; filename="%s"`, strings.NewReplacer(`"`, `\"`, "\n", "%0A").Replace(name)))
		p, err := w.CreatePart(h)
		if err == nil {
			_, err = io.WriteString(p, "Bến đò")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

func send(t testing.TB, h http.Handler, path, media string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, path, body)
	req.Host = "127.0.0.1:8080"
	req.Header.Set("Content-Type", media)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec
}

// over waits for the end of a job.
func over(t testing.TB, d *intake.Desk, id string) {
	t.Helper()
	if err := d.Follow(context.Background(), id, time.Millisecond, func(intake.Status, []ingest.Outcome) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestUploadPage(t *testing.T) {
	d := newDesk(t, intake.Limits{}, false, nil)
	h := handler(t, servertest.Sample(), server.Options{Desk: d})
	body, media := form(t, "a.pdf", "hỏng\nhai.pdf", "nghi ngờ <i>.pdf", "")
	rec := send(t, h, "/nhap", media, body)
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(rec.Header().Get("Location"), "/nhap/dot/") {
		t.Fatalf("%d %v", rec.Code, rec.Header())
	}
	at := rec.Header().Get("Location")
	over(t, d, strings.TrimPrefix(at, "/nhap/dot/"))
	page := html(t, h, at)
	if n := page.Find("#ket-qua li").Length(); n != 3 {
		t.Errorf("%d files", n)
	}
	if s := page.Find("#ket-qua li").Eq(1).Text(); !strings.Contains(s, "hỏng hai.pdf") || !strings.Contains(s, "Tệp bị hỏng") {
		t.Errorf("%q", s)
	}
	last := page.Find("#ket-qua li").Eq(2)
	if s := last.Text(); !strings.Contains(s, "nghi ngờ <i>.pdf") || !strings.Contains(s, "<b>rừng</b>") || last.Find("i, b").Length() > 0 {
		t.Errorf("a name is not escaped: %q", s)
	}
	if href, _ := last.Find(".l-why a").Attr("href"); href != "/nhap/duyet/"+servertest.Directive {
		t.Errorf("the review is at %q", href)
	}
	if n := html(t, h, at+"?ket-qua=failed").Find("#ket-qua li").Length(); n != 1 {
		t.Errorf("%d failed files", n)
	}
	resp, csv := get(t, h, at+"/bao-cao.csv")
	if !strings.HasPrefix(csv, "\ufeffTệp,") || !strings.Contains(resp.Header.Get("Content-Disposition"), "attachment") || !strings.Contains(csv, "cần duyệt") {
		t.Errorf("%v %s", resp.Header, csv)
	}
	var report ingest.Report
	if _, js := get(t, h, at+"/bao-cao.json"); json.Unmarshal([]byte(js), &report) != nil || len(report.Outcomes) != 3 || report.Summary.Counts[ingest.Failed] != 1 {
		t.Errorf("%s", js)
	}
	if s := html(t, h, "/nhap").Find(".jobs").Text(); !strings.Contains(s, "cần duyệt 1") {
		t.Errorf("%s", s)
	}
	if rec := send(t, h, at+"/bo", "application/x-www-form-urlencoded", nil); rec.Code != http.StatusSeeOther {
		t.Errorf("forget: %d", rec.Code)
	}
	if resp, body := get(t, h, at); resp.StatusCode != 404 || !strings.Contains(body, "Không có đợt nhập này") {
		t.Errorf("%d", resp.StatusCode)
	}
}

func TestUploadRefused(t *testing.T) {
	full := func(string) (int64, error) { return 10, nil }
	for _, tc := range []struct {
		name   string
		limits intake.Limits
		free   func(string) (int64, error)
		files  []string
		media  string
		header []string
		cut    bool
		status int
		code   string
		says   string
	}{
		{name: "too many files", limits: intake.Limits{Files: 1}, files: []string{"a", "b"}, status: 413, code: "too_many_files", says: "nhiều nhất 1 tệp"},
		{name: "too large", limits: intake.Limits{Upload: 3}, files: []string{"a"}, status: 413, code: "too_large", says: "nhiều nhất 3 byte"},
		{name: "disk full", free: full, files: []string{"a"}, status: 507, code: "disk_full", says: "dọn bớt ổ đĩa"},
		{name: "no file chosen", files: []string{""}, status: 400, code: "no_files", says: "chọn ít nhất một tệp"},
		{name: "not a form", media: "text/plain", status: 415, code: "bad_type", says: "multipart"},
		{name: "broken off", files: []string{"a"}, cut: true, status: 400, code: "bad_body", says: "ngắt giữa chừng"},
		{name: "another site", files: []string{"a"}, header: []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, status: 403},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, tc.limits, false, tc.free)
			h := handler(t, servertest.Sample(), server.Options{Desk: d})
			for _, path := range []string{"/nhap", "/api/v1/imports"} {
				body, media := form(t, tc.files...)
				if tc.media != "" {
					media = tc.media
				}
				if tc.cut {
					body.Truncate(body.Len() - 20)
				}
				rec := send(t, h, path, media, body, tc.header...)
				if rec.Code != tc.status || !strings.Contains(rec.Body.String(), tc.says) || path != "/nhap" && !strings.Contains(rec.Body.String(), tc.code) {
					t.Errorf("%s: %d, want %d with %q: %s", path, rec.Code, tc.status, tc.says, rec.Body)
				}
			}
			if n := len(d.Jobs()); n > 0 {
				t.Errorf("%d jobs were made", n)
			}
		})
	}
}

func TestImportClosed(t *testing.T) {
	lib := servertest.Sample()
	lib.ReadOnly = true
	for _, h := range []http.Handler{handler(t, servertest.Sample(), server.Options{}), handler(t, lib, server.Options{Desk: newDesk(t, intake.Limits{}, false, nil)})} {
		page := html(t, h, "/nhap")
		if page.Find("#tai-len").Length() > 0 || !strings.Contains(page.Find(".notice").Text(), "chỉ để đọc") {
			t.Errorf("the page does not say why: %s", page.Find("main").Text())
		}
		body, media := form(t, "a")
		if rec := send(t, h, "/nhap", media, body); rec.Code != http.StatusForbidden || !strings.Contains(rec.Body.String(), "chỉ để đọc") {
			t.Errorf("%d", rec.Code)
		}
	}
}

func TestJobUnderWay(t *testing.T) {
	d := newDesk(t, intake.Limits{}, true, nil)
	h := handler(t, servertest.Sample(), server.Options{Desk: d})
	body, media := form(t, "a.pdf", "b.pdf")
	rec := send(t, h, "/api/v1/imports", media, body)
	var job struct {
		ID, State, Words string
		Done, Total      int
		Files            []ingest.Outcome
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &job); err != nil || rec.Code != http.StatusAccepted {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	for end := time.Now().Add(time.Minute); job.Done < 2; {
		_, b := get(t, h, "/api/v1/imports/"+job.ID+"?after=1")
		if err := json.Unmarshal([]byte(b), &job); err != nil || time.Now().After(end) {
			t.Fatalf("%v: %s", err, b)
		}
	}
	if job.State != "running" || len(job.Files) != 1 || job.Files[0].File != "b.pdf" {
		t.Errorf("%+v", job)
	}
	page := html(t, h, "/nhap/dot/"+job.ID)
	if refresh, _ := page.Find("head").Html(); !strings.Contains(refresh, `http-equiv="refresh"`) {
		t.Error("without scripts the page does not follow")
	}
	if first := page.Find("#ket-qua .f").First().Text(); first != "b.pdf" {
		t.Errorf("the latest is not first: %q", first)
	}
	stop := func() int {
		return send(t, h, "/nhap/dot/"+job.ID+"/dung", "application/x-www-form-urlencoded", nil).Code
	}
	if code := stop(); code != http.StatusSeeOther {
		t.Errorf("stop: %d", code)
	}
	over(t, d, job.ID)
	if code := stop(); code != http.StatusConflict {
		t.Errorf("stop again: %d", code)
	}
	if s := html(t, h, "/nhap/dot/"+job.ID).Find("h1").Text(); s != "Đã dừng" {
		t.Errorf("%q", s)
	}
}

// TestSlowUpload sends a form in pieces over longer than the server's own deadline
// for a request, which is 30 seconds, made short here; and then nothing at all.
func TestSlowUpload(t *testing.T) {
	d := newDesk(t, intake.Limits{}, false, nil)
	srv := httptest.NewUnstartedServer(handler(t, servertest.Sample(), server.Options{Desk: d}))
	srv.Config.ReadTimeout, srv.Config.WriteTimeout = 300*time.Millisecond, 300*time.Millisecond
	srv.Start()
	defer srv.Close()
	body, media := form(t, "a.pdf")
	conn, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n", media, body.Len())
	for body.Len() > 0 {
		conn.Write(body.Next(30))
		time.Sleep(120 * time.Millisecond)
	}
	answer, err := io.ReadAll(conn)
	if err != nil || !bytes.HasPrefix(answer, []byte("HTTP/1.1 202")) {
		t.Errorf("%v: %.300s", err, answer)
	}
}

func TestReviewList(t *testing.T) {
	lib := servertest.Sample()
	lib.AddReview()
	h := handler(t, lib, server.Options{Desk: newDesk(t, intake.Limits{}, false, nil)})
	if s := html(t, h, "/nhap").Find(".towait").Text(); !strings.Contains(s, "1 văn bản chờ duyệt") {
		t.Errorf("%q", s)
	}
	row := html(t, h, "/nhap/duyet").Find(".lack")
	if href, _ := row.Find("a").Attr("href"); href != "/nhap/duyet/"+servertest.ReviewID || !strings.Contains(row.Text(), "chưa có dấu hiệu thứ hai") {
		t.Errorf("%q %s", href, row.Text())
	}
}

// A record whose text is lacking is named where its file is handed in; one whose
// text is held, and an id that nothing has, are not.
func TestWantedFile(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{Desk: newDesk(t, intake.Limits{}, false, nil)})
	for id, want := range map[string]bool{servertest.Resolution: true, servertest.Directive: false, "khong-co": false, "": false} {
		page := html(t, h, "/nhap?cho="+id)
		named := page.Find(`.wanted a[href="/van-ban/`+servertest.Resolution+`"]`).Length() == 1
		if named != want || page.Find("#tai-len").Length() != 1 {
			t.Errorf("%q: named %v", id, named)
		}
	}
}

func TestReviewPage(t *testing.T) {
	lib := servertest.Sample()
	lib.AddReview()
	h := handler(t, lib, server.Options{})
	page := html(t, h, "/nhap/duyet/"+servertest.ReviewID)
	for name, want := range map[string]string{"number": "QĐ-UBND", "date": "07/5/2031", "type": "Quyết định", "signer": "Trần Văn Thử"} {
		if got, _ := page.Find(`#f-` + name).Attr("value"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if s := page.Find("#d-date").Text(); !strings.Contains(s, "chắc chắn") || page.Find("#d-date mark").Text() != "Vườn Sông, ngày 07 tháng 5 năm 2031" {
		t.Errorf("%q", s)
	}
	if s := page.Find("#d-number").Text(); !strings.Contains(s, "Không đọc được số") {
		t.Errorf("%q", s)
	}
	if s := page.Find("pre.read").Text(); !strings.Contains(s, "<mùa nước lớn>") || page.Find("pre.read mark").Length() < 4 {
		t.Errorf("the text of the page: %q", s)
	}
	src, _ := page.Find(".pic img").Attr("src")
	if resp, body := get(t, h, src); resp.Header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(body, "\xff\xd8\xff") {
		t.Errorf("%s: %v", src, resp.Header)
	}
	if resp, _ := get(t, h, "/van-ban/"+servertest.ReviewID+"/ban-goc/trang/3"); resp.StatusCode != 404 {
		t.Errorf("a page that is not there: %d", resp.StatusCode)
	}
	second := html(t, h, "/nhap/duyet/"+servertest.ReviewID+"?goc=2&tim=07-CT%2FTU")
	if !strings.Contains(second.Find("#h-goc").Text(), "trang 2") || strings.Contains(second.Find("pre.read").Text(), "ỦY BAN") {
		t.Errorf("%q", second.Find("pre.read").Text())
	}
	if v, _ := second.Find("#gop button[name=dich]").Attr("value"); v != servertest.Directive {
		t.Errorf("found %q", v)
	}
	f := lib.Files[servertest.ReviewID]
	f.DrawFails = library.ErrNoDrawer
	lib.Files[servertest.ReviewID] = f
	if s := html(t, h, "/nhap/duyet/"+servertest.ReviewID); s.Find(".pic").Length() > 0 || !strings.Contains(s.Find(".rv-page .notice").Text(), "poppler") {
		t.Error("without a program that draws it does not say so")
	}
}

func TestReviewDecide(t *testing.T) {
	all := "viec=nhan&trang-thai=1&number=19%2FQ%C4%90-UBND&type=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh&date=07%2F05%2F2031&effective=&secrecy="
	for _, tc := range []struct {
		name, form string
		status     int
		says       string
		want       servertest.Decided
	}{
		{"accept", all, 303, "", servertest.Decided{What: "accept"}},
		{"a day that is none", strings.Replace(all, "07%2F05%2F2031", "31%2F02%2F2026", 1), 422, "không có ngày 31/02/2026 trong lịch", servertest.Decided{}},
		{"words for a date", strings.Replace(all, "07%2F05%2F2031", "hôm+qua", 1), 422, "không phải ngày", servertest.Decided{}},
		{"a number of no shape", strings.Replace(all, "19%2FQ%C4%90-UBND", "s%E1%BB%91+m%C6%B0%E1%BB%9Di", 1), 422, "không đúng dạng", servertest.Decided{}},
		{"no type", strings.Replace(all, "type=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh", "type=", 1), 422, "Loại: cần ghi", servertest.Decided{}},
		{"a secret", strings.Replace(all, "secrecy=", "secrecy=M%E1%BA%ACT", 1), 422, "không được giữ văn bản mang dấu MẬT", servertest.Decided{}},
		{"changed meanwhile", strings.Replace(all, "trang-thai=1", "trang-thai=0", 1), 409, "chưa được ghi", servertest.Decided{}},
		{"discard", "viec=bo&trang-thai=1", 303, "", servertest.Decided{What: "discard"}},
		{"attach", "viec=gop&trang-thai=1&dich=" + servertest.Directive, 303, "", servertest.Decided{What: "attach", Target: servertest.Directive}},
		{"attach to nothing", "viec=gop&trang-thai=1&dich=khong-co", 404, "", servertest.Decided{}},
		{"nothing", "trang-thai=1", 400, "", servertest.Decided{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			lib := servertest.Sample()
			lib.AddReview()
			h := handler(t, lib, server.Options{})
			rec := send(t, h, "/nhap/duyet/"+servertest.ReviewID, "application/x-www-form-urlencoded", strings.NewReader(tc.form))
			if rec.Code != tc.status || !strings.Contains(rec.Body.String(), tc.says) {
				t.Errorf("%d, want %d with %q", rec.Code, tc.status, tc.says)
			}
			if tc.want.What == "" {
				if len(lib.Decisions) > 0 {
					t.Errorf("%+v was decided", lib.Decisions)
				}
				return
			}
			if len(lib.Decisions) != 1 || lib.Decisions[0].What != tc.want.What || lib.Decisions[0].Target != tc.want.Target {
				t.Fatalf("%+v", lib.Decisions)
			}
			if v := lib.Decisions[0].Values; tc.want.What == "accept" && (v["number"] != "19" || v["symbol"] != "QĐ-UBND" || v["date"] != "2031-05-07" || v["effective"] != "") {
				t.Errorf("%v", v)
			}
		})
	}
	lib := servertest.Sample()
	lib.AddReview()
	lib.ReadOnly = true
	if rec := send(t, handler(t, lib, server.Options{}), "/nhap/duyet/"+servertest.ReviewID, "application/x-www-form-urlencoded", strings.NewReader(all)); rec.Code != http.StatusForbidden {
		t.Errorf("read only: %d", rec.Code)
	}
	if _, err := lib.Review("khong-co"); !errors.Is(err, library.ErrNotFound) {
		t.Error(err)
	}
}
