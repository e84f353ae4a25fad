package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The tests run the program as its users do: as a process of its own.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "tracuu-test")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "tracuu")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// tracuu runs the program and gives its output and exit code.
func tracuu(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errb bytes.Buffer
	c := exec.Command(binary, args...)
	c.Stdout, c.Stderr = &out, &errb
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errb.String(), c.ProcessState.ExitCode()
}

func newLibrary(t *testing.T) string { return filepath.Join(t.TempDir(), "library") }

func TestSearchAndShow(t *testing.T) {
	lib := newLibrary(t)
	out, _, code := tracuu(t, "search", "--library", lib, "the", "tran", "an", "ninh")
	if code != exitOK || !strings.Contains(out, "23-CT/TU") || !strings.Contains(out, "thế trận an ninh") {
		t.Errorf("exit %d, output %s", code, out)
	}
	out, _, code = tracuu(t, "search", "--library", lib, "--json", "thế trận")
	var answer struct {
		Query   string
		Total   int
		Results []struct {
			ID, Label, Date, URL string
			TextHeld             bool `json:"text_held"`
			Points               []struct{ Anchor, Label, Snippet, URL string }
		}
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil || code != exitOK {
		t.Fatalf("exit %d: %v\n%s", code, err, out)
	}
	if len(answer.Results) == 0 || answer.Results[0].Label != "23-CT/TU" || !answer.Results[0].TextHeld || len(answer.Results[0].Points) == 0 ||
		!strings.HasSuffix(answer.Results[0].Points[0].URL, "#"+answer.Results[0].Points[0].Anchor) {
		t.Errorf("%+v", answer)
	}
	out, _, code = tracuu(t, "show", "--library", lib, "23", "ct", "tu")
	if code != exitOK || !strings.Contains(out, "Chỉ thị này được phổ biến đến chi bộ.") || !strings.Contains(out, "Nghị quyết 86-NQ/TU") {
		t.Errorf("exit %d, output %s", code, out)
	}
	_, errs, code := tracuu(t, "show", "--library", lib, "12-NQ/TW")
	if code != exitFindings || strings.Count(errs, "nghi-quyet-12-nq-tw-") != 3 {
		t.Errorf("exit %d: an ambiguous number is to be chosen from three: %s", code, errs)
	}
	_, errs, code = tracuu(t, "show", "--library", lib, "999-NQ/TW")
	if code != exitFindings || !strings.Contains(errs, "không có văn bản") {
		t.Errorf("exit %d, %s", code, errs)
	}
	out, _, code = tracuu(t, "search", "--library", lib, "xyzzyq")
	if code != exitFindings || !strings.Contains(out, "Thử: bỏ bớt từ") {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"bay"}, {"search"}, {"serve", "thừa"}, {"search", "--khong-co", "a"}, {"serve", "--address", "khong-co-cong"}, {"index", "--library"}} {
		_, errs, code := tracuu(t, args...)
		if code != exitUsage || !strings.HasPrefix(errs, "tracuu: ") {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
	out, _, code := tracuu(t)
	if code != exitOK || !strings.Contains(out, "serve") {
		t.Errorf("without arguments: exit %d, %s", code, out)
	}
}

func TestIndexAndVerify(t *testing.T) {
	lib := newLibrary(t)
	if out, errs, code := tracuu(t, "index", "--library", lib); code != exitOK {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if err := os.WriteFile(filepath.Join(lib, "documents", "bai-moi.txt"), []byte("Trồng hoa ban dọc bờ kè."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := tracuu(t, "index", "--library", lib); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if out, _, _ := tracuu(t, "search", "--library", lib, "hoa ban"); !strings.Contains(out, "bai-moi") {
		t.Errorf("a file added by hand is not found: %s", out)
	}
	if _, errs, code := tracuu(t, "verify", "--library", lib); code != exitOK {
		t.Errorf("exit %d: %s", code, errs)
	}
	bad := filepath.Join(lib, "documents", "hong", "document.yaml")
	os.MkdirAll(filepath.Dir(bad), 0o755)
	if err := os.WriteFile(bad, []byte("type: [\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, errs, code := tracuu(t, "verify", "--library", lib)
	if code != exitFindings || !strings.Contains(errs, bad+":") {
		t.Errorf("exit %d, the file and line are not named: %s", code, errs)
	}
	if _, errs, code := tracuu(t, "index", "--library", lib); code != exitFindings || !strings.Contains(errs, bad+":") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// process is a running tracuu serve.
type process struct {
	cmd *exec.Cmd
	url string
	out *bufio.Reader
}

func serve(t *testing.T, lib string, args ...string) *process {
	t.Helper()
	c := exec.Command(binary, append([]string{"serve", "--library", lib, "--address", "127.0.0.1:0", "--json"}, args...)...)
	c.Stderr = io.Discard
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	s := &process{cmd: c, out: bufio.NewReader(out)}
	var ready struct{ Address string }
	if err := json.NewDecoder(s.out).Decode(&ready); err != nil {
		t.Fatal("the server did not say where it is: ", err)
	}
	s.url = ready.Address
	return s
}

func get(t *testing.T, url string) (string, int) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), resp.StatusCode
}

func TestServe(t *testing.T) {
	lib := newLibrary(t)
	s := serve(t, lib)
	if body, code := get(t, s.url+"/van-ban/chi-thi-23-ct-tu-phu-tho-2023"); code != 200 || !strings.Contains(body, `id="nam-la"`) {
		t.Errorf("the directive's page: %d", code)
	}
	// A second process on the same library is told so, and reading goes on.
	if _, errs, code := tracuu(t, "serve", "--library", lib, "--address", "127.0.0.1:0"); code != exitFindings || !strings.Contains(errs, "tiến trình khác") {
		t.Errorf("second server: exit %d, %s", code, errs)
	}
	if out, errs, code := tracuu(t, "search", "--library", lib, "thế trận"); code != exitOK || !strings.Contains(out, "23-CT/TU") {
		t.Errorf("search beside a server: exit %d, %s%s", code, out, errs)
	}
	// A file dropped into the folder shows without a restart.
	if err := os.WriteFile(filepath.Join(lib, "documents", "moi.txt"), []byte("Trồng hoa sim trên đồi."), 0o644); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if body, _ := get(t, s.url+"/api/v1/search?q=hoa+sim"); strings.Contains(body, `"moi"`) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the new file did not show")
		}
	}
	if runtime.GOOS == "windows" {
		return // there is no interrupt to send
	}
	s.cmd.Process.Signal(os.Interrupt)
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("Ctrl-C did not stop it cleanly: %v", err)
	}
}

func TestPortInUse(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, errs, code := tracuu(t, "serve", "--library", newLibrary(t), "--address", ln.Addr().String())
	if code != exitFindings || !strings.Contains(errs, "chương trình khác dùng") || !strings.Contains(errs, "--address") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

// Killed at any moment of the first start or of indexing, the library opens and
// has everything.
func TestKilled(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	began := time.Now()
	first := newLibrary(t)
	if _, errs, code := tracuu(t, "index", "--library", first); code != exitOK {
		t.Fatal(errs)
	}
	whole := time.Since(began) // how long an undisturbed first start takes
	for i := range rounds {
		lib := newLibrary(t)
		if i%2 == 1 { // half of the time an index is rebuilt rather than made
			if _, errs, code := tracuu(t, "index", "--library", lib); code != exitOK {
				t.Fatal(errs)
			}
		}
		c := exec.Command(binary, "index", "--rebuild", "--library", lib)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole))))
		c.Process.Kill()
		c.Wait()
		out, errs, code := tracuu(t, "verify", "--library", lib, "--json")
		var report struct {
			Documents int
			Problems  []struct{ Severity, Message string }
		}
		if err := json.Unmarshal([]byte(out), &report); err != nil || code != exitOK || report.Documents < 142 {
			t.Fatalf("round %d: exit %d, %d documents, %v\n%s", i, code, report.Documents, err, errs)
		}
	}
}
