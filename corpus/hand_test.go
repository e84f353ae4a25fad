package corpus

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/document"
)

// TestByHand: everything a person may put into the documents folder, and what
// the library makes of it.
func TestByHand(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, documentsDir, filepath.FromSlash(name)) }
	put(t, in("thong-bao-a.txt"), "Thông báo về việc nghỉ lễ\n")
	put(t, in("Công văn số 5/text.txt"), "Kính gửi các đơn vị\n")
	put(t, in("quyet-dinh-b/document.yaml"), "# của tôi\ntype: Quyết định\nnumber: 07/QĐ-UBND # viết liền\ndate: 2020-01\nissuer: Ủy ban nhân dân xã Vân Du\n")
	put(t, in("so-tran/document.yaml"), "id: so-tran\ntype: Kế hoạch\nnumber: 03\nsymbol: KH/TU\ndate: 2024-02-09\n")
	put(t, in("windows/document.yaml"), "\ufefftype: Kế hoạch\r\nnumber: 04\r\nsymbol: KH/TU\r\ndate: 2024-02-09\r\ntitle: "+norm.NFD.String("về việc thử")+"\r\n")
	put(t, in("unicode/document.yaml"), utf16le("type: Kế hoạch\r\nnumber: 05-KH/TU\r\n"))
	put(t, in("nfd/text.txt"), "\ufeff"+norm.NFD.String("Hội nghị\r\nlần thứ hai\r\n"))
	put(t, in("notepad/text.txt"), utf16le("Ghi bằng Notepad\r\n"))
	put(t, in("PRN.txt"), "Tên tệp Windows không nhận\n")
	recognise := func(text string) document.Record {
		if strings.HasPrefix(text, "Thông báo") {
			return document.Record{Type: "Thông báo", Title: "về việc nghỉ lễ"}
		}
		if strings.HasPrefix(text, "Hội nghị") {
			panic("a recogniser's own fault")
		}
		return document.Record{}
	}
	c := mustOpen(t, dir, Options{Recognise: recognise})
	get := func(id string) *Document {
		t.Helper()
		d, err := c.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := get("thong-bao-a"); !d.Guessed || d.Type != "Thông báo" || d.Confidence != document.Low || len(d.Provenance) != 1 || !strings.Contains(d.Provenance[0].Note, "Máy nhận dạng") {
		t.Errorf("%+v", d)
	}
	if d := get("cong-van-so-5"); !d.Guessed || d.Description != "Tệp Công văn số 5" || d.Title != "" {
		t.Errorf("%+v", d)
	}
	if d := get("quyet-dinh-b"); d.Guessed || d.Label() != "07/QĐ-UBND" || d.Date.String() != "2020-01" || d.HasText() {
		t.Errorf("%+v", d)
	}
	if d := get("so-tran"); d.Label() != "03-KH/TU" {
		t.Errorf("the zero of an unquoted number is lost: %+v", d)
	}
	if d := get("windows"); d.Label() != "04-KH/TU" || d.Title != "về việc thử" || d.Date.String() != "2024-02-09" {
		t.Errorf("%+v", d)
	}
	if d := get("unicode"); d.Label() != "05-KH/TU" {
		t.Errorf("%+v", d)
	}
	for id, want := range map[string]string{"nfd": "Hội nghị\nlần thứ hai\n", "notepad": "Ghi bằng Notepad\n", "prn-vb": "Tên tệp Windows không nhận\n"} {
		if text, err := c.Text(id); err != nil || text != want {
			t.Errorf("%s: %q %v", id, text, err)
		}
	}
	if _, err := c.Text("so-tran"); !errors.Is(err, ErrNoText) {
		t.Error(err)
	}
	ps := c.Problems()
	if len(ps) != 2 || ps[0].Document != "nfd" || ps[1].Document != "notepad" || ps[0].Severity != Info || ps[1].Severity != Info {
		t.Errorf("%v", ps)
	}
	if b, _ := os.ReadFile(in("nfd/text.txt")); !strings.HasPrefix(string(b), "\ufeff") {
		t.Error("the person's file was rewritten")
	}

	// A guessed record confirmed by a person becomes a folder like any other.
	rec := get("thong-bao-a").Record
	rec.Title = "về việc nghỉ lễ năm 2026"
	d, err := c.Replace(Draft{Record: rec})
	if err != nil || d.Guessed || filepath.Base(d.Folder) != "thong-bao-a" {
		t.Fatalf("%+v %v", d, err)
	}
	if text, err := c.Text("thong-bao-a"); err != nil || text != "Thông báo về việc nghỉ lễ\n" {
		t.Errorf("%q %v", text, err)
	}
	if _, err := os.Stat(in("thong-bao-a.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the bare file is still there")
	}
	// The folder's own name stays, and so do comments.
	for _, id := range []string{"cong-van-so-5", "quyet-dinh-b"} {
		rec := get(id).Record
		rec.Signer = "Nguyễn Văn Thử"
		if _, err := c.Replace(Draft{Record: rec}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(in("Công văn số 5/document.yaml")); err != nil {
		t.Error(err)
	}
	b, _ := os.ReadFile(in("quyet-dinh-b/document.yaml"))
	if !strings.Contains(string(b), "# của tôi") || !strings.Contains(string(b), "signer: Nguyễn Văn Thử") {
		t.Errorf("comment lost:\n%s", b)
	}
	state, n := c.State(), c.Len()
	if err := c.Reload(); err != nil || c.State() != state || c.Len() != n {
		t.Errorf("reload: %d of %d documents, %v, %v", c.Len(), n, err, c.Problems())
	}
}

func utf16le(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// TestProblems: each kind of damage is named with file and line, and the rest
// is served.
func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name     string
		files    map[string]string
		file     string
		line     int
		severity Severity
		says     string
		served   bool // whether document "x" is there all the same
	}{
		{"unknown field", map[string]string{"x/document.yaml": "type: Luật\nnumber: \"1\"\ntitel: sai\n"}, "x/document.yaml", 3, Error, "có phải “title”?", false},
		{"unknown field inside", map[string]string{"x/document.yaml": "type: Luật\nrelations:\n  - kind: amends\n    tarrget: y\n"}, "x/document.yaml", 4, Error, "có phải “target”?", false},
		{"field of another kind", map[string]string{"x/document.yaml": "type: Luật\ncolour: đỏ\n"}, "x/document.yaml", 2, Error, "các trường: id, type", false},
		{"field twice", map[string]string{"x/document.yaml": "type: Luật\ntype: Nghị định\n"}, "x/document.yaml", 2, Error, "hai lần", false},
		{"broken syntax", map[string]string{"x/document.yaml": "type: Luật\nnotes: [a, b\n"}, "x/document.yaml", 2, Error, "YAML", false},
		{"a list for a text", map[string]string{"x/document.yaml": "type: Luật\ntitle:\n  - a\n"}, "x/document.yaml", 3, Error, "YAML", false},
		{"no such date", map[string]string{"x/document.yaml": "type: Luật\nrelations:\n  - kind: amends\n    target: y\n    date: 2020-02-30\n"}, "x/document.yaml", 5, Error, "2020-02-30", false},
		{"date the Vietnamese way", map[string]string{"x/document.yaml": "type: Luật\ndate: 26/12/2023\n"}, "x/document.yaml", 2, Error, "2023-12-26", false},
		{"empty record", map[string]string{"x/document.yaml": "\n"}, "x/document.yaml", 1, Error, "rỗng", false},
		{"two records", map[string]string{"x/document.yaml": "type: Luật\n---\ntype: Luật\n"}, "x/document.yaml", 2, Error, "một bản ghi", false},
		{"half-written record", map[string]string{"x/document.yaml": "type: Luật\ntitle: \"về vi"}, "x/document.yaml", 2, Error, "YAML", false},
		{"nested without end", map[string]string{"x/document.yaml": strings.Repeat("[", 200_000)}, "x/document.yaml", 1, Error, "lồng nhau", false},
		{"brackets without end", map[string]string{"x/document.yaml": "[" + strings.Repeat("a,", 400_000)}, "x/document.yaml", 1, Error, "quá nhiều mục", false},
		{"anchors without end", map[string]string{"x/document.yaml": strings.Repeat("&a ", 300_000)}, "x/document.yaml", 1, Error, "quá nhiều mục", false},
		{"tags without end", map[string]string{"x/document.yaml": strings.Repeat("!a ", 300_000)}, "x/document.yaml", 1, Error, "quá nhiều mục", false},
		{"record too large", map[string]string{"x/document.yaml": "type: Luật\ntitle: " + strings.Repeat("a", maxRecord)}, "x/document.yaml", 0, Error, "giới hạn 1 MB", false},
		{"record not UTF-8", map[string]string{"x/document.yaml": "type: Luật\ntitle: \xe3\n"}, "x/document.yaml", 2, Error, "UTF-8", false},
		{"other id", map[string]string{"x/document.yaml": "type: Luật\nid: y\n"}, "x/document.yaml", 2, Warning, "tên thư mục", true},
		{"no type", map[string]string{"x/document.yaml": "number: 5/QĐ-BCA\n"}, "x/document.yaml", 1, Warning, "loại văn bản", true},
		{"unknown confidence", map[string]string{"x/document.yaml": "type: Luật\nconfidence: cao\n"}, "x/document.yaml", 2, Warning, "cao", true},
		{"unknown relation", map[string]string{"x/document.yaml": "type: Luật\nrelations:\n  - kind: thay thế\n    target: x\n    source: thử\n"}, "x/document.yaml", 3, Warning, "thay thế", true},
		{"target not there", map[string]string{"x/document.yaml": "type: Luật\nrelations:\n  - source: thử\n    kind: amends\n    target: y\n"}, "x/document.yaml", 5, Warning, "“y”", true},
		{"original elsewhere", map[string]string{"x/document.yaml": "type: Luật\noriginal: ../y.pdf\n"}, "x/document.yaml", 2, Warning, "đường dẫn", true},
		{"text not UTF-8", map[string]string{"x/document.yaml": "type: Luật\n", "x/text.txt": "Dòng một\nDòng \xe3hai\n"}, "x/text.txt", 2, Error, "UTF-8", true},
		{"text not UTF-8 and no record", map[string]string{"x/text.txt": "\xff"}, "x/text.txt", 1, Error, "UTF-8", false},
		{"text is binary", map[string]string{"x/text.txt": "a\nb\x00"}, "x/text.txt", 2, Error, "byte 0", false},
		{"empty folder", map[string]string{"x/scan.pdf": "%PDF"}, "x", 0, Warning, "tracuu import", false},
		{"stray file", map[string]string{"y.pdf": "%PDF"}, "y.pdf", 0, Warning, "tracuu import", false},
		{"nameless", map[string]string{"%%%.txt": "a"}, "%%%.txt", 0, Error, "đổi tên", false},
		{"folder and file of one id", map[string]string{"x/document.yaml": "type: Luật\n", "X.txt": "toàn văn"}, "X.txt", 0, Error, "text.txt", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, filepath.Join(dir, documentsDir, "con-lai", recordName), "type: Thông báo\nnumber: 9-TB/TW\n")
			for name, content := range test.files {
				put(t, filepath.Join(dir, documentsDir, filepath.FromSlash(name)), content)
			}
			c := mustOpen(t, dir, Options{})
			ps := c.Problems()
			if len(ps) != 1 {
				t.Fatalf("%d problems: %v", len(ps), ps)
			}
			p := ps[0]
			if p.File != filepath.Join(dir, documentsDir, filepath.FromSlash(test.file)) || p.Line != test.line || p.Severity != test.severity || !strings.Contains(p.Message, test.says) {
				t.Errorf("got %s (%s)\nwant line %d, %s, with %q", p, p.Severity, test.line, test.severity, test.says)
			}
			if _, err := c.Get("x"); (err == nil) != test.served {
				t.Errorf("served: %v", err)
			}
			if _, err := c.Get("con-lai"); err != nil {
				t.Errorf("the rest is not served: %v", err)
			}
			if _, err := c.Add(Draft{Record: document.Record{ID: "x", Type: "Luật"}}); err == nil && !strings.Contains(test.name, "stray") && !strings.Contains(test.name, "nameless") {
				t.Error("a damaged document was written over")
			}
		})
	}
}

func TestTextTooLarge(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, documentsDir, "x", recordName), "type: Luật\n")
	f, err := os.Create(filepath.Join(dir, documentsDir, "x", textName))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(maxText + 1); err != nil { // sparse
		t.Skip(err)
	}
	f.Close()
	c := mustOpen(t, dir, Options{})
	ps := c.Problems()
	if len(ps) != 1 || ps[0].Severity != Error || !strings.Contains(ps[0].Message, "giới hạn 64 MB") {
		t.Fatalf("%v", ps)
	}
	if d, err := c.Get("x"); err != nil || d.HasText() {
		t.Fatalf("%+v %v", d, err)
	}
}

// TestState: any change by hand shows, and only in the document it was made to.
func TestState(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, documentsDir)
	put(t, filepath.Join(root, "a", recordName), "type: Luật\n")
	put(t, filepath.Join(root, "b", textName), "chữ\n")
	old := time.Now().Add(-time.Hour)
	settle := func() {
		for _, f := range []string{"a/document.yaml", "b/text.txt"} {
			os.Chtimes(filepath.Join(root, filepath.FromSlash(f)), old, old)
		}
	}
	settle()
	c := mustOpen(t, dir, Options{})
	a, _ := c.Get("a")
	state := c.State()
	if err := c.Reload(); err != nil || c.State() != state {
		t.Fatal("state of an untouched library changed")
	}
	if again, _ := c.Get("a"); again != a {
		t.Error("an untouched document was read again")
	}
	// Edited again within the same tick of a coarse clock.
	put(t, filepath.Join(root, "b", textName), "chứ\n")
	tick := time.Now()
	os.Chtimes(filepath.Join(root, "b", textName), tick, tick)
	if err := c.Reload(); err != nil {
		t.Fatal(err)
	}
	before := c.State()
	put(t, filepath.Join(root, "b", textName), "chử\n")
	os.Chtimes(filepath.Join(root, "b", textName), tick, tick)
	if err := c.Reload(); err != nil || c.State() == before {
		t.Errorf("an edit within one tick went unseen, %v", err)
	}

	for name, change := range map[string]func(){
		"text edited, same size": func() { put(t, filepath.Join(root, "b", textName), "chỮ\n") },
		"record added to a text": func() { put(t, filepath.Join(root, "b", recordName), "type: Luật\n") },
		"document added":         func() { put(t, filepath.Join(root, "c.txt"), "mới\n") },
		"document removed":       func() { os.RemoveAll(filepath.Join(root, "b")) },
	} {
		before := c.State()
		change()
		if err := c.Reload(); err != nil {
			t.Fatal(err)
		}
		if c.State() == before {
			t.Errorf("%s: state did not change", name)
		}
		if now, _ := c.Get("a"); now == nil || now.Fingerprint != a.Fingerprint {
			t.Errorf("%s: fingerprint of another document changed", name)
		}
		if reader, err := Open(dir, Options{ReadOnly: true}); err != nil || reader.State() != c.State() {
			t.Errorf("%s: another reader has another state, %v", name, err)
		}
	}
}

// TestCache: what the cache gives is what the files say, and a damaged cache is
// nothing.
func TestCache(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, documentsDir)
	y, err := encodeRecord(record("01", "CT/TU", "2020-02-03", "về việc thử"), nil)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(root, "a", recordName), string(y))
	put(t, filepath.Join(root, "a", textName), "chữ\n")
	put(t, filepath.Join(root, "b", recordName), "type: Luật\ncolour: red\n")
	old := time.Now().Add(-time.Hour)
	for _, f := range []string{"a/document.yaml", "a/text.txt", "b/document.yaml"} {
		os.Chtimes(filepath.Join(root, filepath.FromSlash(f)), old, old)
	}
	c := mustOpen(t, dir, Options{})
	first, _ := c.Get("a")
	state := c.State()
	c.Close()
	cache := filepath.Join(dir, cacheName)
	whole, err := os.ReadFile(cache)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"whole": whole, "cut": whole[:len(whole)/2], "empty": nil, "zeros": make([]byte, len(whole))} {
		os.WriteFile(cache, content, 0o644)
		r, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		d, _ := r.Get("a")
		if r.State() != state || !equalRecords(d.Record, first.Record) || d.TextBytes != first.TextBytes || d.TextFile != first.TextFile || len(r.Problems()) != 1 {
			t.Errorf("%s: %+v %v", name, d, r.Problems())
		}
		want := 0
		if name == "whole" {
			want = 1
		}
		if got := r.cat.Load().fromCache; got != want {
			t.Errorf("%s: %d documents from the cache, want %d", name, got, want)
		}
	}
}

// TestReadWhileWriting: readers, in this process and as if in another one, find
// the document whole at every moment.
func TestReadWhileWriting(t *testing.T) {
	dir := t.TempDir()
	c := mustOpen(t, dir, Options{})
	text := func(n string) string { return strings.Repeat("lần "+n+"\n", 300) }
	d, err := c.Add(Draft{Record: record("01", "CT/TU", "2020-02-03", "thử"), Text: text("0")})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for _, from := range []*Corpus{c, r} {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				got, err := from.Text(d.ID)
				first, _, _ := strings.Cut(got, "\n")
				if err != nil || got != text(strings.TrimPrefix(first, "lần ")) {
					t.Errorf("%q… %v", first, err)
					return
				}
				if from == r {
					if err := r.Reload(); err != nil || r.Len() != 1 {
						t.Errorf("%d documents, %v", r.Len(), err)
						return
					}
				}
				from.Problems()
				from.State()
			}
		})
	}
	for n := range 30 {
		if _, err := c.Replace(Draft{Record: d.Record, Text: text(strings.Repeat("x", n))}); err != nil {
			t.Error(err)
		}
	}
	close(done)
	readers.Wait()
}
