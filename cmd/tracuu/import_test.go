package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tracuu/internal/ingest"
)

// ownDecree is the text of a decree that never was.
func ownDecree(number int) string {
	return fmt.Sprintf(`CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: %d/2031/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2031
NGHỊ ĐỊNH
Quy định về trông coi vườn cây ăn quả ven sông
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Chính phủ ban hành Nghị định này.
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc trông coi các vườn cây ăn quả ven sông số %d.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày ký.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Trần Văn Thử
`, number, number)
}

func writeFile(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// importJSON runs an import and reads its lines.
func importJSON(t *testing.T, want int, args ...string) []map[string]any {
	t.Helper()
	out, errs, code := tracuu(t, append([]string{"import", "--json"}, args...)...)
	if code != want {
		t.Fatalf("exit %d, want %d\n%s\n%s", code, want, out, errs)
	}
	var lines []map[string]any
	for l := range strings.Lines(out) {
		var m map[string]any
		if err := json.Unmarshal([]byte(l), &m); err != nil {
			t.Fatalf("%v: %s", err, l)
		}
		lines = append(lines, m)
	}
	return lines
}

func TestImport(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	good := writeFile(t, filepath.Join(files, "a", "nd-901.txt"), ownDecree(901))
	bad := writeFile(t, filepath.Join(files, "hỏng.docx"), "không phải DOCX")
	csv := filepath.Join(t.TempDir(), "báo cáo.csv")

	lines := importJSON(t, exitFindings, "--library", lib, "--report", csv, files)
	if len(lines) != 2 {
		t.Fatalf("%v", lines)
	}
	for _, key := range []string{"file", "status", "id", "type", "number", "symbol", "year", "date", "issuer", "title", "pages", "citations", "error"} {
		if _, ok := lines[0][key]; !ok {
			t.Errorf("a line has no %q", key)
		}
	}
	want := map[string]any{"file": good, "status": "added", "id": "nghi-dinh-901-2031-nd-cp", "type": "Nghị định", "number": "901", "symbol": "NĐ-CP",
		"year": "2031", "date": "2031-03-05", "issuer": "Chính phủ", "title": "Quy định về trông coi vườn cây ăn quả ven sông", "error": ""}
	for k, v := range want {
		if lines[0][k] != v {
			t.Errorf("%s: %v, want %v", k, lines[0][k], v)
		}
	}
	if lines[1]["file"] != bad || lines[1]["status"] != "failed" || lines[1]["error"] == "" {
		t.Errorf("%v", lines[1])
	}
	if b, err := os.ReadFile(csv); err != nil || !bytes.Contains(b, []byte("nghi-dinh-901-2031-nd-cp")) {
		t.Errorf("the report: %v %s", err, b)
	}
	// What was imported is found, read, and sound.
	if out, _, _ := tracuu(t, "search", "--library", lib, "--json", "vườn cây ăn quả ven sông"); !strings.Contains(out, "nghi-dinh-901-2031-nd-cp") {
		t.Errorf("not found: %s", out)
	}
	if out, errs, code := tracuu(t, "verify", "--library", lib); code != 0 {
		t.Errorf("verify: %s%s", out, errs)
	}
	// Standard input, and a run on which nothing failed.
	c := exec.Command(binary, "import", "--library", lib, "-")
	c.Stdin = strings.NewReader(ownDecree(902))
	if out, err := c.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("nghi-dinh-902-2031-nd-cp")) || !bytes.Contains(out, []byte("thêm mới 1")) {
		t.Errorf("%v %s", err, out)
	}
	for _, args := range [][]string{{"import"}, {"import", "--report", "a.xls", files}, {"import", "--jobs", "-1", files}, {"import", "--watch", bad}} {
		if _, errs, code := tracuu(t, append(args, "--library", lib)...); code != exitUsage || errs == "" {
			t.Errorf("%v: exit %d, %s", args, code, errs)
		}
	}
}

// TestImportResolvesWhatCitesIt: a document that cited the imported one before
// names it afterwards.
func TestImportResolvesWhatCitesIt(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	citing := writeFile(t, filepath.Join(files, "a.txt"), strings.Replace(ownDecree(901), "Chính phủ ban hành", "Căn cứ Nghị định số 902/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính phủ;\nChính phủ ban hành", 1))
	cited := writeFile(t, filepath.Join(files, "b.txt"), ownDecree(902))
	names := func() bool {
		out, errs, code := tracuu(t, "show", "--library", lib, "--json", "901/2031/NĐ-CP")
		if code != 0 {
			t.Fatal(errs)
		}
		return strings.Contains(out, "nghi-dinh-902-2031-nd-cp")
	}
	importJSON(t, 0, "--library", lib, citing)
	if names() {
		t.Fatal("the citation resolves to what is not there")
	}
	importJSON(t, 0, "--library", lib, cited)
	if !names() {
		t.Error("the citation does not resolve to the imported document")
	}
}

// watchImport starts import --watch and waits until it says the words.
func watchImport(t *testing.T, lib, files, words string) (stop func()) {
	t.Helper()
	c := exec.Command(binary, "import", "--library", lib, "--watch", files)
	errs, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	said := make(chan bool, 1)
	go func() {
		s := bufio.NewScanner(errs)
		for s.Scan() {
			if strings.Contains(s.Text(), words) {
				said <- true
			}
		}
	}()
	stop = func() {
		if c.ProcessState != nil {
			return
		}
		if runtime.GOOS == "windows" {
			c.Process.Kill()
			c.Wait()
			return
		}
		c.Process.Signal(os.Interrupt)
		if err := c.Wait(); err != nil {
			t.Errorf("--watch ended with %v", err)
		}
	}
	t.Cleanup(func() { c.Process.Kill() })
	select {
	case <-said:
	case <-time.After(time.Minute):
		t.Fatalf("--watch did not say %q", words)
	}
	return stop
}

func TestImportWatch(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	writeFile(t, filepath.Join(files, "a.txt"), ownDecree(901))
	stop := watchImport(t, lib, files, "theo dõi")
	writeFile(t, filepath.Join(files, "mới", "b.txt"), ownDecree(902))
	for _, id := range []string{"nghi-dinh-901-2031-nd-cp", "nghi-dinh-902-2031-nd-cp"} {
		path := filepath.Join(lib, "documents", id, ingest.DetailsName)
		for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			if _, err := os.Stat(path); err == nil {
				break
			} else if time.Now().After(end) {
				t.Fatal(err)
			}
		}
	}
	stop()
}

// TestImportKilled kills the whole program, index and all, and starts it again.
func TestImportKilled(t *testing.T) {
	lib, files := newLibrary(t), t.TempDir()
	const n = 40
	for i := range n {
		writeFile(t, filepath.Join(files, fmt.Sprintf("%02d.txt", i)), ownDecree(900+i))
	}
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	killed := 0
	for i := range rounds {
		c := exec.Command(binary, "import", "--library", lib, "--json", files)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(out)
		for fresh := 0; s.Scan() && fresh < 3+i; {
			if strings.Contains(s.Text(), `"status":"added"`) {
				fresh++
			}
		}
		if c.Process.Kill(); c.Wait() != nil {
			killed++
		}
	}
	if killed == 0 {
		t.Error("no run was killed")
	}
	lines := importJSON(t, 0, "--library", lib, files)
	if len(lines) != n {
		t.Errorf("%d files", len(lines))
	}
	docs, err := filepath.Glob(filepath.Join(lib, "documents", "nghi-dinh-9*-2031-nd-cp*"))
	if err != nil || len(docs) != n {
		t.Errorf("%d documents, want %d", len(docs), n)
	}
	if out, errs, code := tracuu(t, "verify", "--library", lib); code != 0 {
		t.Errorf("verify: %s%s", out, errs)
	}
	for _, l := range importJSON(t, 0, "--library", lib, files) {
		if l["status"] != "skipped" || l["unchanged"] != true {
			t.Errorf("%v", l)
		}
	}
}
