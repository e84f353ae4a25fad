package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/internal/document"
)

// record is a record of our own for tests.
func record(number, symbol, date, title string) document.Record {
	return document.Record{
		Type: "Chỉ thị", Number: document.Number{Number: number, Symbol: symbol}, Date: document.MustDate(date),
		Issuer: "Ban Thường vụ Tỉnh ủy Phú Thọ", Title: title,
		Provenance: []document.Provenance{{Source: "bản thử"}}, Confidence: document.Low,
	}
}

func mustOpen(t testing.TB, dir string, opts Options) *Corpus {
	t.Helper()
	c, err := CreateEmpty(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func put(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAddReplaceRemove(t *testing.T) {
	dir := t.TempDir()
	c := mustOpen(t, dir, Options{})
	empty := c.State()
	d, err := c.Add(Draft{Record: record("07", "CT/TU", "2021-03-02", "về việc thử"), Text: "Dòng một\r\nDo\u0300ng hai\n",
		Original: strings.NewReader("%PDF")})
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "chi-thi-07-ct-tu-phu-tho-2021" || d.Guessed || !d.HasText() {
		t.Fatalf("added %+v", d)
	}
	if text, err := c.Text(d.ID); err != nil || text != "Dòng một\nDòng hai\n" {
		t.Fatalf("text %q, %v", text, err)
	}
	if b, err := os.ReadFile(d.OriginalFile()); err != nil || string(b) != "%PDF" {
		t.Fatalf("original %q %q, %v", d.Original, b, err)
	}
	full := c.State()
	if full == empty {
		t.Fatal("state did not change")
	}
	again, err := c.Add(Draft{Record: record("7", "CT/TU", "2021-05-02", "khác")})
	if err != nil || again.ID != "chi-thi-7-ct-tu-phu-tho-2021" {
		t.Fatalf("%v %v", again, err)
	}
	same, err := c.Add(Draft{Record: record("07", "CT/TU", "2021-05-02", "trùng mã")})
	if err != nil || same.ID != "chi-thi-07-ct-tu-phu-tho-2021-2" {
		t.Fatalf("%v %v", same, err)
	}
	if _, err := c.Add(Draft{Record: d.Record}); !errors.Is(err, ErrExists) {
		t.Fatalf("adding an id twice: %v", err)
	}

	put(t, filepath.Join(d.Folder, "ghi-chep.md"), "của người dùng")
	rec := d.Record
	rec.Title = "về việc thử, đã sửa"
	r, err := c.Replace(Draft{Record: rec})
	if err != nil {
		t.Fatal(err)
	}
	if r.Title != rec.Title || r.Fingerprint == d.Fingerprint || !r.HasText() || r.OriginalFile() == "" {
		t.Fatalf("replaced %+v", r)
	}
	if b, _ := os.ReadFile(filepath.Join(r.Folder, "ghi-chep.md")); string(b) != "của người dùng" {
		t.Fatal("a file beside the document was lost")
	}

	if err := c.Remove(d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(d.ID); !errors.Is(err, ErrRemoved) {
		t.Fatalf("get removed: %v", err)
	}
	if _, err := c.Add(Draft{Record: rec}); !errors.Is(err, ErrRemoved) {
		t.Fatalf("add removed: %v", err)
	}
	if id := c.NewID(rec); id == d.ID {
		t.Fatalf("removed id given again: %s", id)
	}
	state := c.State()
	if err := c.Reload(); err != nil {
		t.Fatal(err)
	}
	if c.State() != state || c.Len() != 2 {
		t.Fatalf("after reload %d documents, state %s, want %s", c.Len(), c.State(), state)
	}
	if _, err := c.Get(d.ID); !errors.Is(err, ErrRemoved) {
		t.Fatalf("get removed after reload: %v", err)
	}
	if ps := c.Problems(); len(ps) > 0 {
		t.Fatalf("problems: %v", ps)
	}
}
