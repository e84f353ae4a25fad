package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"
)

// decree is the text of a decree that never was.
func decree(number, date, title string, articles ...string) string {
	d := document.MustDate(date)
	var b strings.Builder
	fmt.Fprintf(&b, "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: %s\nHà Nội, ngày %02d tháng %d năm %d\nNGHỊ ĐỊNH\n%s\n", number, d.Day, d.Month, d.Year, title)
	b.WriteString("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\nTheo đề nghị của Bộ trưởng Bộ Nội vụ;\nChính phủ ban hành Nghị định này.\n")
	for i, a := range articles {
		fmt.Fprintf(&b, "Điều %d. %s\n", i+1, a)
	}
	b.WriteString("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Thử\n")
	return b.String()
}

var articles = []string{
	"Phạm vi điều chỉnh\n1. Nghị định này quy định việc trông coi các vườn cây ăn quả ven sông.\n2. Vườn của trường học theo quy định riêng của người đứng đầu nhà trường.",
	"Người trông vườn\nMỗi vườn có một người trông coi, được cấp một chiếc đèn, một cuốn sổ và một con dao cắt cành.",
	"Ghi sổ\nNgười trông vườn ghi vào sổ số quả hái trong ngày, số cành gãy và tên người đến thăm vườn.",
	"Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày ký. Các cơ quan có liên quan tổ chức thực hiện đúng quy định.",
}

const gardens = "Quy định về trông coi vườn cây ăn quả ven sông"

// place is a library and a folder of files beside it.
type place struct {
	*testing.T
	dir, files string
	corpus     *corpus.Corpus
	reads      atomic.Int64 // files that were read
	opts       Options
}

func newPlace(t *testing.T) *place {
	t.Helper()
	dir := t.TempDir()
	p := &place{T: t, dir: filepath.Join(dir, "library"), files: filepath.Join(dir, "files")}
	if err := os.MkdirAll(p.files, 0o755); err != nil {
		t.Fatal(err)
	}
	p.opts = Options{Now: func() time.Time { return time.Date(2031, 5, 6, 7, 8, 0, 0, time.UTC) }, Notice: func(m string) { t.Log(m) }}
	p.opts.Reading.NoPrograms = true
	p.opts.Extract = func(ctx context.Context, f *File, o extract.Options) (*extract.Result, error) {
		p.reads.Add(1)
		return here(ctx, f, o)
	}
	p.open()
	return p
}

func (p *place) open() {
	p.Helper()
	c, err := corpus.CreateEmpty(p.dir, corpus.Options{})
	if err != nil {
		p.Fatal(err)
	}
	p.corpus = c
	p.Cleanup(func() { c.Close() })
}

func (p *place) write(name, content string) string {
	p.Helper()
	path := filepath.Join(p.files, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		p.Fatal(err)
	}
	return path
}

// run imports the paths, or the whole folder, and gives the outcomes.
func (p *place) run(paths ...string) []Outcome {
	p.Helper()
	if len(paths) == 0 {
		paths = []string{p.files}
	}
	opts := p.opts
	var out []Outcome
	opts.Outcome = func(o Outcome) { out = append(out, o) }
	im, err := New(p.corpus, opts)
	if err != nil {
		p.Fatal(err)
	}
	defer im.Close()
	sum, err := im.Run(context.Background(), paths)
	if err != nil {
		p.Fatal(err)
	}
	if sum.Files != len(out) {
		p.Errorf("%d files counted, %d reported", sum.Files, len(out))
	}
	return out
}

// one imports one file and wants its status.
func (p *place) one(path string, want Status) Outcome {
	p.Helper()
	out := p.run(path)
	if len(out) != 1 || out[0].Status != want {
		p.Fatalf("%s: %+v, want %s", path, out, want)
	}
	return out[0]
}

func (p *place) text(id string) string {
	p.Helper()
	s, err := p.corpus.Text(id)
	if err != nil {
		p.Fatal(err)
	}
	return s
}

func (p *place) get(id string) *corpus.Document {
	p.Helper()
	d, err := p.corpus.Get(id)
	if err != nil {
		p.Fatal(err)
	}
	return d
}

func TestAdd(t *testing.T) {
	p := newPlace(t)
	path := p.write("Nghị định 901.txt", decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...))
	o := p.one(path, Added)
	want := Outcome{File: path, Status: Added, ID: "nghi-dinh-901-2031-nd-cp", Type: "Nghị định", Number: "901", Symbol: "NĐ-CP", Year: "2031",
		Date: "2031-03-05", Issuer: "Chính phủ", Title: gardens, Citations: o.Citations}
	if fmt.Sprint(o) != fmt.Sprint(want) {
		t.Errorf("got  %+v\nwant %+v", o, want)
	}
	if o.Citations < 1 {
		t.Error("no citation was counted")
	}
	d := p.get(o.ID)
	if d.Original != "nghi-dinh-901.txt" || d.OriginalFile() == "" || d.Confidence != document.Medium {
		t.Errorf("original %q, confidence %q", d.Original, d.Confidence)
	}
	pv := d.Provenance[0]
	if len(d.Provenance) != 1 || pv.Source != "tệp “Nghị định 901.txt”" || !slices.Contains(pv.Fields, "date") || !slices.Contains(pv.Fields, "text") {
		t.Errorf("provenance %+v", d.Provenance)
	}
	for _, w := range []string{"Máy nhận dạng, cần đối chiếu bản gốc", "06/05/2031 07:08", "sha256 "} {
		if !strings.Contains(pv.Note, w) {
			t.Errorf("the note does not say %q: %s", w, pv.Note)
		}
	}
	det := ReadDetails(d.Folder)
	if f := det.Fields["number"]; f.Value != "901" || f.Confidence <= 0 || !strings.Contains(p.text(o.ID)[f.Start:f.End], "901") {
		t.Errorf("details of the number: %+v", f)
	}
	if det.TextSHA != shaOf(p.text(o.ID)) || len(det.Files) != 1 || det.Files[0].Name != d.Original {
		t.Errorf("details %+v", det)
	}
	var bad []corpus.Problem
	p.corpus.Verify(context.Background(), func(x corpus.Problem) { bad = append(bad, x) })
	if len(bad) > 0 {
		t.Errorf("the library is faulty: %v", bad)
	}
}

// TestUnchangedFilesAreNotRead holds the promise that an unchanged file costs a
// look at its size and time.
func TestUnchangedFilesAreNotRead(t *testing.T) {
	p := newPlace(t)
	for i := range 12 {
		p.write(fmt.Sprintf("d%02d/nd.txt", i), decree(fmt.Sprintf("%d/2031/NĐ-CP", 900+i), "2031-03-05", gardens, articles...))
	}
	p.write("hỏng.docx", "đây không phải là tệp DOCX")
	p.run()
	before := p.reads.Load()
	out := p.run()
	if n := p.reads.Load() - before; n != 0 {
		t.Errorf("%d unchanged files were read", n)
	}
	for _, o := range out {
		want := Skipped
		if strings.HasSuffix(o.File, "docx") {
			want = Failed // it still is no document, and the exit code must say so
		}
		if o.Status != want || !o.Unchanged {
			t.Errorf("%+v", o)
		}
	}
	// A touched file is read as far as its hash; its text is held.
	path := filepath.Join(p.files, "d03/nd.txt")
	if err := os.Chtimes(path, time.Now(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if o := p.one(path, Skipped); o.Unchanged || p.reads.Load() != before {
		t.Errorf("%+v after %d reads", o, p.reads.Load()-before)
	}
	// A program that could read it now, or settings that allow it: tried again.
	opts := p.opts
	p.opts.Reading.NoPrograms = false
	t.Setenv("PATH", fakeProgram(t, "antiword"))
	p.run(filepath.Join(p.files, "hỏng.docx"))
	if p.reads.Load() == before {
		t.Error("a failed file was not tried with a new program")
	}
	p.opts = opts
	// A document that was removed comes back when its file is imported again.
	id := p.one(path, Skipped).ID
	if err := p.corpus.Remove(id); err != nil {
		t.Fatal(err)
	}
	if o := p.one(path, Added); o.ID == id {
		t.Errorf("the id of a removed document was given again: %s", id)
	}
}

func fakeProgram(t *testing.T, name string) string {
	dir := t.TempDir()
	for _, n := range []string{name, name + ".exe"} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("#!/bin/false\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestTwice imports the same document again in every way in which it comes.
func TestTwice(t *testing.T) {
	p := newPlace(t)
	first := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	id := p.one(p.write("a.txt", first), Added).ID

	if o := p.one(p.write("bản sao.txt", first), Skipped); o.ID != id || !strings.Contains(o.Note, "cùng tệp") {
		t.Errorf("same bytes: %+v", o)
	}
	if o := p.one(p.write("crlf.txt", strings.ReplaceAll(first, "\n", "\r\n")), Skipped); o.ID != id || !strings.Contains(o.Note, "trùng nhau") {
		t.Errorf("same text: %+v", o)
	}
	html := "<!doctype html><html><head><title>x</title></head><body><p>" + strings.ReplaceAll(strings.TrimSpace(first), "\n", "</p>\n<p>") + "</p></body></html>"
	o := p.one(p.write("a.html", html), Attached)
	if _, err := os.Stat(filepath.Join(p.get(id).Folder, "a.html")); o.ID != id || err != nil {
		t.Errorf("another format: %+v, %v", o, err)
	}
	if o := p.one(p.write("a2.html", html), Skipped); o.ID != id {
		t.Errorf("the attached file again: %+v", o)
	}
	if os.Remove(filepath.Join(p.dir, LedgerName)) != nil {
		t.Fatal("no ledger")
	}
	for _, o := range p.run() {
		if o.Status != Skipped || o.ID != id {
			t.Errorf("without the ledger: %+v", o)
		}
	}
	if p.corpus.Len() != 1 {
		t.Errorf("%d documents", p.corpus.Len())
	}
}

func TestVersion(t *testing.T) {
	p := newPlace(t)
	first := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	id := p.one(p.write("a.txt", first), Added).ID
	held := p.text(id)

	// A person corrects a field and edits another; both outlive the next version.
	d := p.get(id)
	rec := d.Record
	rec.Corrections = []document.Correction{{Field: "title", Value: "Về việc trông vườn"}}
	rec.Signer = "Trần Văn Thử (Phó)"
	if _, err := p.corpus.Replace(corpus.Draft{Record: rec}); err != nil {
		t.Fatal(err)
	}
	second := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles[0], strings.Replace(articles[1], "một cuốn sổ", "ba cuốn sổ", 1), articles[2], articles[3])
	o := p.one(p.write("b.txt", second), Version)
	if o.ID != id || o.Title != "Về việc trông vườn" {
		t.Errorf("%+v", o)
	}
	if d = p.get(id); d.Signer != "Trần Văn Thử (Phó)" || d.Original != "b.txt" || len(d.Provenance) != 3 {
		t.Errorf("signer %q, original %q, provenance %+v", d.Signer, d.Original, d.Provenance)
	}
	if !strings.Contains(p.text(id), "ba cuốn sổ") {
		t.Error("the text is not the later one")
	}
	kept, err := os.ReadFile(filepath.Join(d.Folder, "versions", "1.txt"))
	if err != nil || string(kept) != held {
		t.Errorf("the earlier text: %v, %q", err, kept)
	}
	for _, name := range []string{"a.txt", "b.txt"} {
		if _, err := os.Stat(filepath.Join(d.Folder, name)); err != nil {
			t.Error(err)
		}
	}
	// The earlier text comes again, as the same file and as another.
	p.one(p.write("a-2.txt", first), Skipped)
	if o := p.one(p.write("a-3.txt", first+"\n\n"), Skipped); !strings.Contains(o.Note, "versions/1.txt") {
		t.Errorf("%+v", o)
	}
	// A part of it, and something else under its number, change nothing.
	part := decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles[0])
	p.one(p.write("part.txt", part), Attached)
	p.one(p.write("else.txt", decree("901/2031/NĐ-CP", "2031-03-05", gardens, strings.Repeat("Bảng kê các loại thuyền và mái chèo dùng cho cuộc đua mùa nước nổi năm ấy. ", 30))), Doubtful)
	if !strings.Contains(p.text(id), "ba cuốn sổ") || p.corpus.Len() != 1 {
		t.Error("the text held was replaced, or a second document was made")
	}
}

func TestMessages(t *testing.T) {
	for err, want := range map[error]string{
		extract.ErrEncrypted:                                                          "mật khẩu",
		fmt.Errorf("%w: page 3", extract.ErrDamaged):                                  "bị hỏng",
		&extract.MissingProgramError{Format: "DOC", Programs: []string{"a", "b"}}:     "a hoặc b",
		fmt.Errorf("open: %w", os.ErrPermission):                                      "quyền",
		fmt.Errorf("%w: 600000000 bytes, allowed are 536870912", extract.ErrTooLarge): "giới hạn",
	} {
		if got := message(err); !strings.Contains(got, want) {
			t.Errorf("%v: %q does not say %q", err, got, want)
		}
	}
}

// TestBadFilesStopNothing has readers that fail in every way.
func TestBadFilesStopNothing(t *testing.T) {
	p := newPlace(t)
	read := p.opts.Extract
	p.opts.Extract = func(ctx context.Context, f *File, o extract.Options) (*extract.Result, error) {
		switch f.Name {
		case "panic.pdf":
			panic("a reader that gives up")
		case "nil.pdf":
			return &extract.Result{Format: extract.PDF}, nil
		case "error.pdf":
			return nil, errors.New("lỗi lạ")
		}
		return read(ctx, f, o)
	}
	for _, n := range []string{"panic.pdf", "error.pdf", "nil.pdf"} {
		p.write(n, n)
	}
	p.write("empty.txt", "")
	p.write("xuống\ndòng.txt", decree("902/2031/NĐ-CP", "2031-03-05", gardens, articles...))
	p.write("tốt.txt", decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...))
	got := map[string]Status{}
	for _, o := range p.run(p.files, filepath.Join(p.files, "không có"), "https://example.invalid/a.pdf") {
		got[filepath.Base(o.File)] = o.Status
		if o.Status == Failed && o.Error == "" {
			t.Errorf("%s failed without a word", o.File)
		}
	}
	want := map[string]Status{"panic.pdf": Failed, "error.pdf": Failed, "nil.pdf": Waiting, "empty.txt": Failed, "xuống\ndòng.txt": Added,
		"tốt.txt": Added, "không có": Failed, "a.pdf": Failed}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
