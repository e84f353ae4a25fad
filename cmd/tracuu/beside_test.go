package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// upload sends files to a running server and gives the address of the job.
func (s *process) upload(t *testing.T, files map[string]string) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, content := range files {
		f, err := w.CreateFormFile("tep", name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	resp, err := http.Post(s.url+"/api/v1/imports", w.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		t.Fatalf("status %d", resp.StatusCode)
	}
	return resp.Header.Get("Location")
}

type importJob struct {
	State  string
	Done   int
	Counts map[string]int
}

// wait asks for a job until it is done.
func (s *process) wait(t *testing.T, job string) importJob {
	t.Helper()
	var j importJob
	for end := time.Now().Add(8 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		body, _ := get(t, s.url+job)
		if err := json.Unmarshal([]byte(body), &j); err != nil {
			t.Fatalf("%v: %s", err, body)
		}
		if j.State == "done" {
			return j
		}
		if time.Now().After(end) {
			t.Fatalf("the job does not end: %+v", j)
		}
	}
}

func TestImportBesideServer(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	s := serve(t, lib)
	writeFile(t, filepath.Join(files, "a.txt"), ownDecree(901))
	writeFile(t, filepath.Join(files, "hỏng.docx"), "không phải tệp Word")
	lines := importJSON(t, exitFindings, "--library", lib, files)
	if len(lines) != 2 || lines[0]["status"] != "added" || lines[0]["file"] != filepath.Join(files, "a.txt") || lines[1]["status"] != "failed" {
		t.Fatalf("%v", lines)
	}
	if body, code := get(t, s.url+"/van-ban/nghi-dinh-901-2031-nd-cp"); code != 200 || !strings.Contains(body, "vườn cây ăn quả") {
		t.Errorf("the document's page: %d", code)
	}
	// Paths are said as they were given, and standard input comes through.
	c := exec.Command(binary, "import", "--library", lib, "--json", "a.txt", "-")
	c.Dir, c.Stdin = files, strings.NewReader(ownDecree(902))
	out, err := c.Output()
	if err != nil || !strings.Contains(string(out), `"file":"a.txt","status":"skipped"`) || !strings.Contains(string(out), `"file":"-","status":"added"`) {
		t.Errorf("%v: %s", err, out)
	}
	report := filepath.Join(t.TempDir(), "r.csv")
	if _, errs, code := tracuu(t, "import", "--library", lib, "--report", report, files); code != exitFindings {
		t.Errorf("exit %d: %s", code, errs)
	}
	if b, err := os.ReadFile(report); err != nil || strings.Count(string(b), "\n") != 3 {
		t.Errorf("%v: %s", err, b)
	}
	if body, _ := get(t, s.url+"/nhap"); !strings.Contains(body, "lệnh tracuu import") {
		t.Error("the page does not list what the command did")
	}
}

// TestWatchAndServe watches a folder while a server comes and goes.
func TestWatchAndServe(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	held := func(n int) {
		t.Helper()
		path := filepath.Join(lib, "documents", fmt.Sprintf("nghi-dinh-%d-2031-nd-cp", n), "import.json")
		for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			if _, err := os.Stat(path); err == nil {
				return
			} else if time.Now().After(end) {
				t.Fatal(err)
			}
		}
	}
	stop := watchImport(t, lib, files, "theo dõi")
	writeFile(t, filepath.Join(files, "a.txt"), ownDecree(901))
	held(901)
	var s *process
	for end := time.Now().Add(time.Minute); s == nil; time.Sleep(200 * time.Millisecond) { // it may hold the library just now
		c := exec.Command(binary, "verify", "--library", lib)
		if c.Run() == nil || time.Now().After(end) {
			s = serve(t, lib)
		}
	}
	writeFile(t, filepath.Join(files, "b.txt"), ownDecree(902))
	held(902)
	s.cmd.Process.Kill() // leaves its address behind
	s.cmd.Wait()
	writeFile(t, filepath.Join(files, "c.txt"), ownDecree(903))
	held(903)
	stop()
}

// TestUploadKilled sends many files at once, kills the program while it imports
// them, and starts it again.
func TestUploadKilled(t *testing.T) {
	lib := newLibrary(t)
	s := serve(t, lib)
	files := map[string]string{}
	const n = 60
	for i := range n {
		files[fmt.Sprintf("%03d.txt", i)] = ownDecree(1000 + i)
	}
	job := s.upload(t, files)
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		var j importJob
		body, _ := get(t, s.url+job+"?limit=0")
		if err := json.Unmarshal([]byte(body), &j); err != nil {
			t.Fatal(err)
		}
		if j.Done >= 5 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("nothing is imported")
		}
	}
	s.cmd.Process.Kill()
	s.cmd.Wait()
	s = serve(t, lib)
	if j := s.wait(t, job); j.Done != n || j.Counts["failed"] > 0 {
		t.Errorf("%+v", j)
	}
	docs, err := filepath.Glob(filepath.Join(lib, "documents", "nghi-dinh-10[0-9][0-9]-2031-nd-cp*"))
	if err != nil || len(docs) != n {
		t.Errorf("%d documents, want %d", len(docs), n)
	}
	if body, code := get(t, s.url+"/van-ban/nghi-dinh-1059-2031-nd-cp"); code != 200 || !strings.Contains(body, "số 1059") {
		t.Errorf("the last document's page: %d", code)
	}
}

func TestServeImportDir(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	writeFile(t, filepath.Join(files, "a.txt"), ownDecree(901))
	s := serve(t, lib, "--import-dir", files)
	writeFile(t, filepath.Join(files, "b.txt"), ownDecree(902))
	for _, id := range []string{"901", "902"} {
		for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			if _, code := get(t, s.url+"/van-ban/nghi-dinh-"+id+"-2031-nd-cp"); code == 200 {
				break
			} else if time.Now().After(end) {
				t.Fatalf("%s is not there", id)
			}
		}
	}
	if _, _, code := tracuu(t, "serve", "--library", lib, "--import-dir", filepath.Join(files, "khong-co")); code != exitUsage {
		t.Errorf("a folder that is not there: exit %d", code)
	}
}
