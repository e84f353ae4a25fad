package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/corpus"
)

// A clerk's questions, in the ways clerks type them, and the point of the
// directive that answers first.
func TestSearchDirective(t *testing.T) {
	l := open(t)
	tests := []struct{ query, id, marked string }{
		{"the tran an ninh nhan dan", directiveID, "thế trận an ninh nhân dân"},
		{"thế trận", directiveID, "thế trận"},
		{"hoà bình", directiveID, "hòa bình"},
		{"HÒA BÌNH", directiveID, "hòa bình"},
		{"ho\u0300a bi\u0300nh", directiveID, "hòa bình"},
		{"dien bien hoa binh", directiveID, "diễn biến hòa bình"},
		{"ANTT trên địa bàn", directiveID, "an ninh, trật tự"},
		{"luc luong cong an", directiveID, "lực lượng công an"},
		{"Nghị quyết 51", "nghi-quyet-51-nq-tw-2019", ""},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			a, err := l.Search(context.Background(), Query{Text: tt.query})
			if err != nil {
				t.Fatal(err)
			}
			hits := append(a.Direct, a.Hits...)
			if len(hits) == 0 || a.Total < len(hits) {
				t.Fatalf("%d hits, total %d", len(hits), a.Total)
			}
			for _, h := range hits[:min(len(hits), 3)] {
				if h.Record.ID != tt.id {
					continue
				}
				if tt.marked == "" || strings.Contains(marked(h), tt.marked) {
					return
				}
				t.Errorf("marked %q, want %q", marked(h), tt.marked)
			}
			t.Errorf("%s is not among the first three; first is %s", tt.id, hits[0].Record.ID)
		})
	}
}

// marked joins the marked runs of a hit's points, as a reader sees them.
func marked(h Hit) string {
	var b strings.Builder
	for _, p := range h.Points {
		for i, s := range p.Snippet {
			// Words that match side by side read as one even where a space or a
			// comma between them is not marked.
			if s.Match || i > 0 && i+1 < len(p.Snippet) && p.Snippet[i-1].Match && p.Snippet[i+1].Match && len(s.Text) <= 2 {
				b.WriteString(s.Text)
			} else {
				b.WriteByte('|')
			}
		}
		b.WriteByte('\n')
	}
	return strings.ToLower(b.String())
}

// A number in any spelling goes to its document.
func TestNumbers(t *testing.T) {
	l := open(t)
	for _, tt := range []struct {
		query string
		ids   []string // any order beyond the first
		only  bool
	}{
		{"23-ct/tu", []string{directiveID}, true},
		{"23 CT TU", []string{directiveID}, true},
		{"Chỉ thị số 23-CT/TU", []string{directiveID}, true},
		{"12-NQ/TW", []string{"nghi-quyet-12-nq-tw-2022", "nghi-quyet-12-nq-tw-2017", "nghi-quyet-12-nq-tw-2012"}, false},
		{"12 nq tw", []string{"nghi-quyet-12-nq-tw-2022", "nghi-quyet-12-nq-tw-2017", "nghi-quyet-12-nq-tw-2012"}, false},
		{"NQ 12-NQ/TW", []string{"nghi-quyet-12-nq-tw-2022", "nghi-quyet-12-nq-tw-2017", "nghi-quyet-12-nq-tw-2012"}, false},
		{"03/ĐA-BCA", []string{"de-an-03-da-bca-2023"}, true},
		{"30/2020/NĐ-CP", []string{"nghi-dinh-30-2020-nd-cp"}, true},
		{"nd 30 2020", []string{"nghi-dinh-30-2020-nd-cp"}, true},
	} {
		t.Run(tt.query, func(t *testing.T) {
			a, err := l.Search(context.Background(), Query{Text: tt.query})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for _, h := range a.Direct {
				got[h.Record.ID] = true
			}
			if len(a.Direct) == 0 || a.Direct[0].Record.ID != tt.ids[0] || len(got) != len(tt.ids) || a.DirectOnly != tt.only {
				t.Fatalf("direct %v (only %v), want %v (only %v)", got, a.DirectOnly, tt.ids, tt.only)
			}
			for _, id := range tt.ids {
				if !got[id] {
					t.Errorf("%s is not offered", id)
				}
			}
			for _, h := range a.Hits {
				if got[h.Record.ID] {
					t.Errorf("%s stands twice", h.Record.ID)
				}
			}
		})
	}
}

// Both ends of a citation show it, with its place.
func TestCitedAt(t *testing.T) {
	l := open(t)
	d, err := l.Document("nghi-quyet-12-nq-tw-2022")
	if err != nil {
		t.Fatal(err)
	}
	if d.TextHeld || d.Text != "" {
		t.Error("a text is held of what is only a record")
	}
	if len(d.CitedAt) != 1 || d.CitedAt[0].Record.ID != directiveID || len(d.CitedAt[0].Places) != 3 {
		t.Fatalf("cited at %+v, want three places of the directive", d.CitedAt)
	}
	if p := d.CitedAt[0].Places[2]; p.Anchor != "nam-la" || p.Label != "Năm là" {
		t.Errorf("third place is %s (%s), want Năm là", p.Label, p.Anchor)
	}
	if len(d.SameNumber) != 2 {
		t.Errorf("%d documents of the same number, want 2", len(d.SameNumber))
	}
	dir, err := l.Document(directiveID)
	if err != nil {
		t.Fatal(err)
	}
	if len(dir.Cited) != 10 {
		t.Errorf("the directive cites %d other documents, want 10", len(dir.Cited))
	}
	replaced, err := l.Document("nghi-quyet-51-nq-tw-2019")
	if err != nil {
		t.Fatal(err)
	}
	if replaced.State.Status != StatusReplaced || len(replaced.State.By) == 0 || replaced.State.By[0].Stated.Source == "" {
		t.Errorf("51-NQ/TW of 2019: state %+v, want replaced, with a source", replaced.State)
	}
	if _, err := l.Document("khong-co"); !errors.Is(err, ErrNotFound) {
		t.Errorf("error %v", err)
	}
}

// A file dropped into the folder by hand is read, indexed and cited from.
func TestAddByHand(t *testing.T) {
	l := open(t)
	text := "TỈNH ỦY LÀO CAI\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 31-KH/TU\nLào Cai, ngày 02 tháng 02 năm 2024\nKẾ HOẠCH\nthực hiện Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị\n-----\nI- MỤC ĐÍCH\n1. Trồng hoa phong lan dọc bờ suối."
	if err := os.WriteFile(filepath.Join(l.Dir(), "documents", "ke-hoach-moi.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	changed, err := l.Refresh(context.Background())
	if err != nil || !changed {
		t.Fatalf("changed %v, %v", changed, err)
	}
	a, err := l.Search(context.Background(), Query{Text: "hoa phong lan"})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Hits) == 0 || a.Hits[0].Record.Label() != "31-KH/TU" || a.Hits[0].Points[0].Anchor != "muc-i-khoan-1" {
		t.Fatalf("hits %+v", a.Hits)
	}
	d, err := l.Document("nghi-quyet-12-nq-tw-2022")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.CitedAt) != 2 {
		t.Errorf("cited at %d documents, want the directive and the new plan", len(d.CitedAt))
	}
	if changed, err := l.Refresh(context.Background()); err != nil || changed {
		t.Errorf("a second refresh: changed %v, %v", changed, err)
	}
}

// A record that comes, changes or goes re-resolves the texts that cite it, and
// no others.
func TestCitingTextsFollow(t *testing.T) {
	analysed := 0
	l, err := Open(context.Background(), Options{Dir: filepath.Join(t.TempDir(), "library"), Progress: func(s Stage, done, total int) {
		if s == Analysing {
			analysed = total
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	docs := filepath.Join(l.Dir(), "documents")
	refresh := func() {
		t.Helper()
		analysed = 0
		if changed, err := l.Refresh(context.Background()); err != nil || !changed {
			t.Fatalf("changed %v, %v", changed, err)
		}
	}
	outcome := func() string {
		t.Helper()
		d, err := l.Document("thong-tri")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.References {
			if r.Number.Number == "777" {
				return string(r.Resolution.Outcome) + " " + r.Resolution.Document
			}
		}
		return "not found"
	}
	text := "Thực hiện Chỉ thị số 777-CT/TW, ngày 05/5/2025 của Ban Bí thư về trồng tre."
	if err := os.WriteFile(filepath.Join(docs, "thong-tri.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	refresh()
	if got := outcome(); got != "unknown " || analysed != 1 {
		t.Fatalf("before the record is there: %q, %d texts analysed", got, analysed)
	}
	folder := filepath.Join(docs, "chi-thi-777-ct-tw-2025")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	yaml := "type: Chỉ thị\nnumber: \"777\"\nsymbol: CT/TW\ndate: \"2025-05-05\"\nissuer: Ban Bí thư\ntitle: về trồng tre\nprovenance:\n  - source: ví dụ\nconfidence: low\n"
	if err := os.WriteFile(filepath.Join(folder, "document.yaml"), []byte(yaml), 0o644); err != nil {
		t.Fatal(err)
	}
	refresh()
	if got := outcome(); got != "resolved chi-thi-777-ct-tw-2025" || analysed != 1 {
		t.Errorf("with the record: %q, %d texts analysed", got, analysed)
	}
	d, err := l.Document("chi-thi-777-ct-tw-2025")
	if err != nil || len(d.CitedAt) != 1 || d.CitedBy != 1 {
		t.Errorf("cited at %v, %v", d.CitedAt, err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	refresh()
	if got := outcome(); got != "unknown " || analysed != 1 {
		t.Errorf("after the record is gone: %q, %d texts analysed", got, analysed)
	}
}

// Whatever happens to the index, it comes back, and says so.
func TestIndexComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	l, err := Open(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	spoil := map[string]func(path string) error{
		"deleted": os.RemoveAll,
		"truncated": func(path string) error {
			return filepath.WalkDir(path, func(p string, e os.DirEntry, err error) error {
				if err != nil || e.IsDir() {
					return err
				}
				return os.Truncate(p, 10)
			})
		},
		"overwritten": func(path string) error {
			return filepath.WalkDir(path, func(p string, e os.DirEntry, err error) error {
				if err != nil || e.IsDir() {
					return err
				}
				return os.WriteFile(p, []byte("không phải chỉ mục"), 0o644)
			})
		},
	}
	for name, f := range spoil {
		t.Run(name, func(t *testing.T) {
			if err := f(filepath.Join(dir, "index")); err != nil {
				t.Fatal(err)
			}
			var said []string
			l, err := Open(context.Background(), Options{Dir: dir, Notice: func(m string) { said = append(said, m) }})
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			if len(said) == 0 {
				t.Error("nothing was said")
			}
			a, err := l.Search(context.Background(), Query{Text: "thế trận"})
			if err != nil || a.Total == 0 {
				t.Errorf("total %d, %v", a.Total, err)
			}
		})
	}
}

// A damaged document is named with its file and line; the rest is served.
func TestDamaged(t *testing.T) {
	l := open(t)
	docs := filepath.Join(l.Dir(), "documents")
	write := func(name, content string) {
		path := filepath.Join(docs, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("hong-mot/document.yaml", "id: hong-mot\ntype: Chỉ thị\n  number: [\n")
	write("hong-hai/document.yaml", "id: hong-hai\ntype: Chỉ thị\nkhong_co_truong_nay: 1\n")
	write("hong-ba/document.yaml", "id: hong-ba\ntype: Chỉ thị\ntitle: về cây xanh\n")
	write("hong-ba/text.txt", "Một dòng \xff\xfe hỏng.\n")
	if _, err := l.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, p := range l.Problems() {
		if p.Severity == corpus.Info {
			continue
		}
		for _, name := range []string{"hong-mot", "hong-hai", "hong-ba"} {
			if strings.Contains(p.File, name) && p.Message != "" && (p.Line > 0 || name == "hong-ba") {
				found[name] = true
			}
		}
	}
	if len(found) != 3 {
		t.Errorf("named %v; problems %v", found, l.Problems())
	}
	if _, err := l.Document(directiveID); err != nil {
		t.Error(err)
	}
}

// One process writes; a second is told so, and may read.
func TestSecondProcess(t *testing.T) {
	l := open(t)
	if _, err := Open(context.Background(), Options{Dir: l.Dir()}); !errors.Is(err, corpus.ErrLocked) {
		t.Fatalf("error %v, want ErrLocked", err)
	}
	second, err := Open(context.Background(), Options{Dir: l.Dir(), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	a, err := second.Search(context.Background(), Query{Text: "thế trận"})
	if err != nil || a.Total == 0 {
		t.Errorf("total %d, %v", a.Total, err)
	}
}

func TestWatch(t *testing.T) {
	said := make(chan string, 8)
	l, err := Open(context.Background(), Options{Dir: filepath.Join(t.TempDir(), "library"), Notice: func(m string) {
		select {
		case said <- m:
		default:
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for len(said) > 0 {
		<-said // what opening had to say
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { l.Watch(ctx, time.Millisecond); close(done) }()
	if err := os.WriteFile(filepath.Join(l.Dir(), "documents", "moi.txt"), []byte("Trồng cây mai vàng."), 0o644); err != nil {
		t.Fatal(err)
	}
	<-said
	stop()
	<-done
	if a, err := l.Search(context.Background(), Query{Text: "mai vàng"}); err != nil || a.Total == 0 {
		t.Errorf("total %d, %v", a.Total, err)
	}
}

// Questions that are no questions are answered all the same.
func TestNonsense(t *testing.T) {
	l := open(t)
	for _, q := range []string{"", " ", "\x00\xff", `"`, "((((", "-", "hoặc", strings.Repeat("a ", 50_000), strings.Repeat("ế", 40_000), "<script>alert(1)</script>", "số:", "*", "%s%d"} {
		if _, err := l.Search(context.Background(), Query{Text: q}); err != nil {
			t.Errorf("%.20q: %v", q, err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "library")
	b.ReportAllocs()
	for b.Loop() {
		l, err := Open(context.Background(), Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		l.Close()
	}
}

func BenchmarkDocument(b *testing.B) {
	l := open(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Document(directiveID); err != nil {
			b.Fatal(err)
		}
	}
}
