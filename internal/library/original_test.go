package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/internal/extract"
	"tracuu/internal/ingest"
)

const decisionText = "CHÍNH PHỦ\nSố: 77/2025/QĐ-TTg\nHà Nội, ngày 05 tháng 5 năm 2025\nQUYẾT ĐỊNH\nVề việc trồng tre ven sông\n" +
	"Điều 1. Phạm vi\nQuyết định này quy định việc trồng tre ở các xã ven sông.\nĐiều 2. Mức hỗ trợ\n1. Mỗi hộ được hỗ trợ hai mươi khóm tre giống trong năm đầu.\n" +
	"2. Hộ trồng lại sau lũ được hỗ trợ thêm mười khóm, " + "tính theo số khóm bị mất có xác nhận của thôn, không quá hai lần trong ba năm liền.\n"

// importText imports text as the file name, its first line as a page and the rest
// as another.
func importText(t *testing.T, l *Library, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	id := ""
	_, err := l.Import(context.Background(), []string{path}, ingest.Options{
		Outcome: func(o ingest.Outcome) { id = o.ID },
		Extract: func(ctx context.Context, f *ingest.File, o extract.Options) (*extract.Result, error) {
			r, err := extract.Extract(ctx, f.Name, f, f.Size, o)
			if err == nil {
				cut := strings.Index(r.Text, "Điều 2.")
				r.Pages = []extract.Page{{Number: 1, End: cut, Source: extract.SourceText}, {Number: 2, Start: cut, End: len(r.Text), Source: extract.SourceOCR, Confidence: .8}}
			}
			return r, err
		},
	})
	if err != nil || id == "" {
		t.Fatalf("import %s: %q, %v", name, id, err)
	}
	return id
}

// The original of an imported document is known with its pages, as long as the
// text is the one that was read from it.
func TestOriginal(t *testing.T) {
	l := open(t)
	id := importText(t, l, "a.txt", decisionText)
	o, err := l.Original(id)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := l.Text(id, 0)
	if o.Name != "a.txt" || o.Count != 2 || len(o.Pages) != 2 || !strings.HasPrefix(text[o.Pages[1].Start:], "Điều 2.") || !o.Pages[1].Recognised || o.Pages[1].Confidence != .8 {
		t.Errorf("%+v", o)
	}
	if f, err := o.Open(); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	if _, err := l.PageImage(t.Context(), id, 1, 300); !errors.Is(err, ErrNoPages) {
		t.Errorf("a page of a text file: %v", err)
	}
	if _, err := l.Original(directiveID); !errors.Is(err, ErrNoOriginal) {
		t.Errorf("a document without file: %v", err)
	}
	if _, err := l.Original("khong-co"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no document: %v", err)
	}

	// Edited by hand: where the pages lie in the text is no longer known.
	folder := filepath.Join(l.Dir(), "documents", id)
	if err := os.WriteFile(filepath.Join(folder, "text.txt"), []byte("Lời sửa.\n"+text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if o, err := l.Original(id); err != nil || len(o.Pages) != 0 || o.Count != 2 {
		t.Errorf("after an edit: %+v, %v", o, err)
	}
	// A link out of the folder is no original.
	if err := os.Remove(filepath.Join(folder, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(folder, "a.txt")); err != nil {
		t.Skip(err)
	}
	if o, err := l.Original(id); !errors.Is(err, ErrNoOriginal) {
		t.Errorf("a link: %+v, %v", o, err)
	}
}

// Earlier texts can be read, with when and why they were replaced.
func TestVersions(t *testing.T) {
	l := open(t)
	id := importText(t, l, "a.txt", decisionText)
	if vs, err := l.Versions(id); err != nil || len(vs) != 0 {
		t.Errorf("one text only: %+v, %v", vs, err)
	}
	if again := importText(t, l, "b.txt", strings.ReplaceAll(decisionText, "hai mươi khóm", "ba mươi khóm")); again != id {
		t.Fatalf("the second text went to %s", again)
	}
	vs, err := l.Versions(id)
	if err != nil || len(vs) != 2 || vs[0].N != 0 || vs[1].N != 1 || !strings.Contains(vs[1].Note, "b.txt") {
		t.Fatalf("%+v, %v", vs, err)
	}
	if text, err := l.Text(id, 1); err != nil || !strings.Contains(text, "hai mươi khóm") {
		t.Errorf("version 1: %q, %v", text, err)
	}
	if text, err := l.Text(id, 0); err != nil || !strings.Contains(text, "ba mươi khóm") {
		t.Errorf("the present text: %q, %v", text, err)
	}
	for _, n := range []int{2, 99, -1} {
		if _, err := l.Text(id, n); !errors.Is(err, ErrNotFound) {
			t.Errorf("version %d: %v", n, err)
		}
	}
	if _, err := l.Text("nghi-quyet-51-nq-tw-2019", 0); !errors.Is(err, ErrNotFound) {
		t.Errorf("a record without text: %v", err)
	}
}

// A citation of a point carries the words of that point, and the back-link the
// point; both follow the text.
func TestClause(t *testing.T) {
	l := open(t)
	id := importText(t, l, "a.txt", decisionText)
	put(t, l, "bao-cao.txt", "Một là, thực hiện khoản 2 Điều 2 Quyết định số 77/2025/QĐ-TTg ngày 05/5/2025 của Thủ tướng Chính phủ.\nHai là, phổ biến Quyết định số 77/2025/QĐ-TTg ngày 05/5/2025 của Thủ tướng Chính phủ.")
	clauses := func() (out []string) {
		d, err := l.Document("bao-cao")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.References {
			if r.Target != nil && r.Target.ID == id {
				out = append(out, r.Clause)
			}
		}
		return out
	}
	for range 2 { // read, then kept
		got := clauses()
		if len(got) != 2 || !strings.HasPrefix(got[0], "2. Hộ trồng lại sau lũ") || got[1] != "" {
			t.Fatalf("%q", got)
		}
	}
	d, err := l.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	var targets []string
	for _, link := range d.CitedAt {
		for _, p := range link.Places {
			targets = append(targets, p.Target)
		}
	}
	if strings.Join(targets, "|") != "dieu-2-khoan-2|" {
		t.Errorf("cited points %q", targets)
	}
	path := filepath.Join(l.Dir(), "documents", id, "text.txt")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(decisionText, "Hộ trồng lại sau lũ", "Nhà trồng lại")), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := clauses(); len(got) != 2 || !strings.HasPrefix(got[0], "2. Nhà trồng lại") {
		t.Errorf("after a change: %q", got)
	}
}

// Kept pictures stay within their bytes.
func TestPictures(t *testing.T) {
	p := newPictures()
	drawn := 0
	draw := func(context.Context) ([]byte, error) { drawn++; return make([]byte, 5<<20), nil }
	for page := range 20 {
		for range 2 {
			if _, err := p.get(t.Context(), pictureKey{page: page}, draw); err != nil {
				t.Fatal(err)
			}
		}
	}
	if drawn != 20 {
		t.Errorf("%d pages drawn for 20", drawn)
	}
	if p.bytes > pictureBytes || p.bytes != p.kept.Len()*5<<20 {
		t.Errorf("%d bytes in %d pictures", p.bytes, p.kept.Len())
	}
	if _, err := p.get(t.Context(), pictureKey{page: 99}, func(context.Context) ([]byte, error) { return nil, os.ErrInvalid }); !errors.Is(err, os.ErrInvalid) {
		t.Errorf("a page that cannot be drawn: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p.turn <- struct{}{}
	p.turn <- struct{}{}
	if _, err := p.get(ctx, pictureKey{page: 98}, draw); !errors.Is(err, context.Canceled) {
		t.Errorf("a reader who has gone: %v", err)
	}
}
