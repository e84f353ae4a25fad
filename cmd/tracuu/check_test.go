package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

type checkAnswer struct {
	File, Summary string
	Citations     []struct {
		Start, End int
		Outcome    string
	}
	Findings []struct {
		Kind, Severity, Message, Expected, Found, Document, Source string
		Start, End                                                 int
		Sure                                                       bool
	}
}

const wrongDraft = "Xã đã học Nghị quyết số 57-NQ/TW, ngày 25/12/2024 của Bộ Chính trị."

// write puts a file into a temporary folder.
func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// docx makes the smallest word-processor file of one paragraph.
func docx(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCheck(t *testing.T) {
	lib := newLibrary(t)
	draft := write(t, "du-thao.txt", []byte(wrongDraft))
	out, _, code := tracuu(t, "check", "--library", lib, "--json", draft)
	var a checkAnswer
	if err := json.Unmarshal([]byte(out), &a); err != nil || code != exitFindings {
		t.Fatalf("exit %d, %v: %s", code, err, out)
	}
	if a.File != draft || len(a.Citations) != 1 || a.Citations[0].Outcome != "resolved" || len(a.Findings) == 0 {
		t.Fatalf("%+v", a)
	}
	f := a.Findings[0]
	if f.Kind != "date" || f.Severity != "error" || f.Expected != "22/12/2024" || !f.Sure || f.Document != "nghi-quyet-57-nq-tw-2024" || f.Source == "" ||
		string([]rune(wrongDraft)[f.Start:f.End]) != "25/12/2024" {
		t.Errorf("%+v", f)
	}

	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		out  string // in what is printed
		err  string // on standard error
	}{
		{"words for a reader", []string{draft}, "", exitFindings, "1:40  Cần sửa", ""},
		{"standard input", []string{"-"}, wrongDraft, exitFindings, "“25/12/2024” → “22/12/2024”", ""},
		{"a word-processor file", []string{write(t, "a.docx", docx(t, wrongDraft))}, "", exitFindings, "25/12/2024", ""},
		{"a right draft", []string{write(t, "b.txt", []byte("Xã đã học Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị."))}, "", exitOK, "Đã đọc 1 viện dẫn", ""},
		{"nothing cited", []string{"-"}, "Họp chi bộ lúc bảy giờ.", exitOK, "Không có viện dẫn nào", ""},
		{"empty", []string{"-"}, "", exitOK, "Không có viện dẫn nào", ""},
		{"the rules of a family", []string{"--family", "party", "-"}, "Xã đã học Nghị quyết số 57-NQ/TW.", exitFindings, "ngày ban hành", ""},
		{"a date before the end of what is cited", []string{"--date", "2025-01-02", "-"}, "Theo Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.", exitOK, "sau ngày của bản thảo", ""},
		{"no file", nil, "", exitUsage, "", "cần tên tệp"},
		{"another family", []string{"--family", "x", draft}, "", exitUsage, "", "--family"},
		{"another date", []string{"--date", "hôm nay", draft}, "", exitUsage, "", "--date"},
		{"a missing file beside a good one", []string{filepath.Join(t.TempDir(), "khong-co.txt"), draft}, "", exitFindings, "Cần sửa", "khong-co.txt"},
		{"Word beside two drafts", []string{"--word", filepath.Join(t.TempDir(), "x.docx"), draft, draft}, "", exitUsage, "", "--word"},
		{"Word of plain text", []string{"--word", filepath.Join(t.TempDir(), "x.docx"), draft}, "", exitFindings, "", "chỉ tệp DOCX"},
		{"a broken file", []string{write(t, "c.docx", []byte("PK\x03\x04\x00\x00 broken"))}, "", exitFindings, "", "c.docx"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := exec.Command(binary, append([]string{"check", "--library", lib}, tt.args...)...)
			var out, errb bytes.Buffer
			c.Stdin, c.Stdout, c.Stderr = strings.NewReader(tt.in), &out, &errb
			_ = c.Run()
			if code := c.ProcessState.ExitCode(); code != tt.code || !strings.Contains(out.String(), tt.out) || !strings.Contains(errb.String(), tt.err) {
				t.Errorf("exit %d\n%s\n%s", code, &out, &errb)
			}
		})
	}
}

// TestCheckWord writes a draft with its findings, and never over itself.
func TestCheckWord(t *testing.T) {
	lib := newLibrary(t)
	draft := write(t, "du-thao.docx", docx(t, wrongDraft))
	out := filepath.Join(t.TempDir(), "ra.docx")
	if _, errs, code := tracuu(t, "check", "--library", lib, "--word", out, draft); code != exitFindings || !strings.Contains(errs, "2 nhận xét, 1 chỗ sửa") && !strings.Contains(errs, "1 chỗ sửa") {
		t.Fatalf("exit %d: %s", code, errs)
	}
	z, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for name, want := range map[string]string{"word/document.xml": `>25/12/2024</w:delText>`, "word/comments.xml": "Sửa thành: 22/12/2024"} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		if err != nil || !strings.Contains(string(b), want) {
			t.Errorf("%s has no %s: %v\n%s", name, want, err, b)
		}
	}
	was, _ := os.ReadFile(draft)
	if _, errs, code := tracuu(t, "check", "--library", lib, "--word", draft, draft); code != exitUsage || !strings.Contains(errs, "--word") {
		t.Errorf("over itself: exit %d: %s", code, errs)
	}
	if now, _ := os.ReadFile(draft); !bytes.Equal(was, now) {
		t.Error("the draft was written over")
	}
}

// TestCheckKeepsNothing looks for the words of a draft in everything that the
// check leaves behind.
func TestCheckKeepsNothing(t *testing.T) {
	lib := newLibrary(t)
	const secret = "quế chi bí mật"
	draft := write(t, "du-thao.docx", docx(t, wrongDraft+" Nội dung "+secret+"."))
	if _, _, code := tracuu(t, "check", "--library", lib, draft); code != exitFindings {
		t.Fatalf("exit %d", code)
	}
	err := filepath.WalkDir(lib, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		if err == nil && bytes.Contains(b, []byte(secret)) {
			t.Errorf("%s holds words of the draft", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
