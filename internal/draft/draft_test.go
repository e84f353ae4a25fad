package draft

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/internal/check"
	"tracuu/internal/extract"
)

// TestMain is also the reader in a process of its own.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == extract.ChildCommand {
		os.Exit(extract.ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}

func docx(t testing.TB, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	body := ""
	for _, p := range paragraphs {
		body += `<w:p><w:r><w:t xml:space="preserve">` + p + `</w:t></w:r></w:p>`
	}
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(part[1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRead reads drafts in this process and in one of their own.
func TestRead(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for _, r := range []*Reader{{}, ForServer(exe)} {
		for _, tt := range []struct {
			name, file string
			data       []byte
			text       string
			word       bool
			kind       Kind
		}{
			{"text as it is", "a.txt", []byte("Một  hai\r\nba"), "Một  hai\r\nba", false, ""},
			{"no name", "", []byte("Một hai"), "Một hai", false, ""},
			{"nothing", "", nil, "", false, ""},
			{"a Word file", "a.docx", docx(t, "Một  hai", "ba"), "Một hai\nba\n", true, ""},
			{"a Word file without a name", "-", docx(t, "Một hai"), "Một hai\n", true, ""},
			{"a web page", "a.html", []byte("<p>Một</p><p>hai</p>"), "Một\nhai\n", false, ""},
			{"a Word file without words", "a.docx", docx(t), "", false, Empty},
			{"a broken one", "a.docx", docx(t, "Một")[:90], "", false, Damaged},
			{"a program", "a.exe", []byte("\x7fELF\x02\x01\x01\x00\x00"), "", false, Unsupported},
		} {
			t.Run(tt.name, func(t *testing.T) {
				f, err := r.Read(t.Context(), tt.file, tt.data)
				if KindOf(err) != tt.kind || (err != nil) != (tt.kind != "") {
					t.Fatalf("%v is %q, want %q", err, KindOf(err), tt.kind)
				}
				if err == nil && (f.Text != tt.text || f.CanAnnotate() != tt.word) {
					t.Errorf("%q, %v", f.Text, f.CanAnnotate())
				}
			})
		}
	}
	if left, _ := filepath.Glob(filepath.Join(temporary, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestLimits(t *testing.T) {
	r := ForServer("")
	if _, err := r.Read(t.Context(), "a.txt", bytes.Repeat([]byte("a"), MaxBytes+1)); KindOf(err) != TooLarge {
		t.Errorf("%v", err)
	}
	for range atOnce { // as many as may be read at once are under way
		r.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Read(ctx, "a.docx", docx(t, "a")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestAnnotate writes findings into a file.
func TestAnnotate(t *testing.T) {
	f, err := (&Reader{}).Read(t.Context(), "bản thảo.docx", docx(t, "Họp ngày 3/2/2020 tại xã."))
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(f.Text, "3/2/2020")
	r := &check.Report{Findings: []check.Finding{
		{Severity: check.Error, Start: 0, End: 4, Message: "Câu thứ nhất.", Source: "sổ tay"},
		{Severity: check.Info, Start: at, End: at + 8, Message: "Câu thứ hai.", Expected: "03/02/2020", Sure: true},
	}}
	out, done, err := f.Annotate(r, time.Unix(0, 0))
	if err != nil || done.Comments != 2 || done.Changes != 1 {
		t.Fatalf("%+v %v", done, err)
	}
	z, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range []string{"word/document.xml", "word/comments.xml"} {
		p, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		_, _ = b.ReadFrom(p)
		p.Close()
		all.Write(b.Bytes())
	}
	for _, want := range []string{`>3/2/2020</w:delText>`, `>03/02/2020</w:t>`, "Cần sửa: Câu thứ nhất.", "Nguồn: sổ tay", "Để biết: Câu thứ hai.", "Sửa thành: 03/02/2020", `w:author="tracuu"`} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s in\n%s", want, &all)
		}
	}
	plainFile, err := (&Reader{}).Read(t.Context(), "a.txt", []byte("Họp."))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := plainFile.Annotate(r, time.Unix(0, 0)); KindOf(err) != NotWord {
		t.Errorf("%v", err)
	}
}

func TestAnnotatedName(t *testing.T) {
	for name, want := range map[string]string{"a.docx": "a-nhan-xet.docx", "Kế hoạch 45.docx": "Kế hoạch 45-nhan-xet.docx", `C:\văn bản\a.docx`: "a-nhan-xet.docx", "../../a.b.DOCX": "a.b-nhan-xet.docx", "a": "a-nhan-xet.docx"} {
		if got := AnnotatedName(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
