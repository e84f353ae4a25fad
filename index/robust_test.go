package index

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"tracuu/index/query"
)

// FuzzSearch puts any bytes to a small index: every query is answered, in
// bounded time, with snippets that are pieces of the texts as written.
func FuzzSearch(f *testing.F) {
	docs := miniature()
	x := buildAndOpen(f, docs)
	for _, s := range []string{
		"", " ", "thế trận", `"thế trận`, `"" "`, "-", "(((", "an ninh*", "\xff\xfe", "a\x00b", "<script>alert(1)</script>",
		"loại:chỉ thị (an | ninh*) -thế năm:2019..", `-"a b*" | tiêu đề:(an ninh) số:7`, "ngày:2021 toàn văn:có -(chè | -rừng)",
		"07-CT/TU", "ANTT", "hoà bình là gì?", strings.Repeat("an ninh ", 3000), strings.Repeat("\"a", 500), "đ", "Đ ð",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		res, err := x.Search(context.Background(), Query{Text: text})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if res.Total < len(res.Hits) {
			t.Fatalf("%q: %d hits of %d", text, len(res.Hits), res.Total)
		}
		for _, h := range res.Hits {
			for _, p := range h.Points {
				var whole strings.Builder
				for _, s := range p.Snippet {
					whole.WriteString(s.Text)
				}
				piece := strings.TrimSuffix(strings.TrimPrefix(whole.String(), "… "), " …")
				found := false
				for _, d := range docs {
					for _, u := range d.Units {
						found = found || strings.Contains(u.Text, piece)
					}
				}
				if !found {
					t.Fatalf("%q: snippet %q is in no text", text, piece)
				}
			}
		}
	})
}

func TestHostileQueries(t *testing.T) {
	docs := miniature()
	if !testing.Short() {
		docs = append(docs, manyDocuments(2000)...)
	}
	x := buildAndOpen(t, docs)
	for name, text := range hostileQueries() {
		res, err := x.Search(context.Background(), Query{Text: text})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(text) > query.MaxBytes && res.Limited == "" {
			t.Errorf("%s: no limit is named", name)
		}
	}
}

// hostileQueries are texts that nobody who looks for something types.
func hostileQueries() map[string]string {
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf("từ%d", i)
	}
	// Without marks each of these has many readings, and all are everywhere.
	frequent := strings.Fields("cac cua va theo quy dinh nay duoc trong la co cho nguoi co quan don vi to chuc thuc hien dieu khoan phap luat " +
		"ve viec phai khong hoac tu den bang ngay thang nam so can cu truong hop bao gom mot hai ba quan ly nha nuoc thong tin tai san")
	return map[string]string{
		"100 kB of one word":        strings.Repeat("an ninh ", 12_500),
		"10,000 words":              strings.Join(many, " "),
		"10,000 words, an answer":   "thế trận " + strings.Join(many, " "),
		"100 kB of quotes":          strings.Repeat(`"`, 100_000),
		"100 kB of brackets":        strings.Repeat("(", 100_000),
		"10,000 choices":            strings.Join(many, " | "),
		"10,000 exclusions":         "-" + strings.Join(many, " -"),
		"wildcards":                 "thế | trận " + strings.Repeat("t* n* h* ", 100),
		"60 wildcards":              "từ | " + strings.Join(many[:60], "* ") + "*",
		"deep brackets":             strings.Repeat("(an | -(ninh | ", 1000),
		"filters":                   strings.Repeat(`loại:"chỉ thị" năm:2019..2023 `, 200),
		"bytes":                     strings.Repeat("\xc3", 100_000),
		"frequent words":            strings.Join(frequent, " "),
		"a phrase of them":          `"` + strings.Join(frequent, " ") + `"`,
		"phrases of them":           `"` + strings.Join(frequent[:20], `" "`) + `"`,
		"short phrases everywhere":  `"quy dinh" "phap luat" "thuc hien" "co quan" "to chuc" "cac don vi" "theo quy dinh cua"`,
		"stars":                     strings.Repeat("a* ", 1000),
		"one letter":                "a",
		"the same, many times over": strings.Repeat(strings.Join(frequent, " ")+" ", 200),
	}
}

func TestPaging(t *testing.T) {
	var docs []Document
	for i := range 95 {
		docs = append(docs, Document{ID: fmt.Sprintf("d%02d", i), Type: "Thông báo", Year: 2000 + i%3, Date: fmt.Sprintf("20%02d-01-01", i),
			Number: fmt.Sprint(95 - i), Title: "về lịch họp", Units: []Unit{{Anchor: "a", Text: fmt.Sprintf("Họp tại xã số %d vào sáng thứ hai.", i)}}})
	}
	x := buildAndOpen(t, docs)
	seen := map[string]bool{}
	for page := 1; page <= 5; page++ {
		res, err := x.Search(context.Background(), Query{Text: "họp sáng", Page: page})
		if err != nil || res.Total != 95 {
			t.Fatalf("page %d: %d documents, %v", page, res.Total, err)
		}
		for _, h := range res.Hits {
			if seen[h.ID] {
				t.Errorf("%s is on two pages", h.ID)
			}
			seen[h.ID] = true
			if len(h.Points) != 1 {
				t.Errorf("page %d, %s: %d points", page, h.ID, len(h.Points))
			}
		}
	}
	if len(seen) != 95 {
		t.Errorf("%d documents on five pages", len(seen))
	}
	res, err := x.Search(context.Background(), Query{Text: "họp", Page: 1 << 60})
	if err != nil || len(res.Hits) != 0 {
		t.Errorf("far page: %d hits, %v", len(res.Hits), err)
	}
	for by, first := range map[Sort]string{ByDateDesc: "d94", ByDateAsc: "d00", ByNumber: "d94"} {
		res, err := x.Search(context.Background(), Query{Text: "họp", Sort: by})
		if err != nil || res.Hits[0].ID != first {
			t.Errorf("sort %q: first %s, want %s", by, res.Hits[0].ID, first)
		}
	}
	res, err = x.Search(context.Background(), Query{Text: "họp", Filters: map[string][]string{FacetYear: {"2001"}}})
	if err != nil || res.Total != 32 {
		t.Errorf("filtered: %d documents, %v", res.Total, err)
	}
	if years := res.Facets[FacetYear]; len(years) != 3 || years[1] != (Count{"2001", 32}) {
		t.Errorf("years under their own filter: %v", years)
	}
	if types := res.Facets[FacetType]; len(types) != 1 || types[0].Count != 32 {
		t.Errorf("types under the filter of years: %v", types)
	}
	res, err = x.Search(context.Background(), Query{Text: "sáng", DocBoost: map[string]float64{"d50": 10, "d10": 5}})
	if err != nil || res.Hits[0].ID != "d50" || res.Hits[1].ID != "d10" || res.Total != 95 {
		t.Errorf("boosted: %v %v of %d", res.Hits[0].ID, res.Hits[1].ID, res.Total)
	}
	res, err = x.Search(context.Background(), Query{Text: "không ở đâu cả", DocBoost: map[string]float64{"d50": 10}})
	if err != nil || len(res.Hits) == 0 || res.Hits[0].ID != "d50" {
		t.Errorf("boosted without a match: %+v, %v", res.Hits, err)
	}
}

// Searches go on while the index is updated under them.
func TestSearchDuringUpdates(t *testing.T) {
	x := buildAndOpen(t, miniature())
	ctx, cancel := context.WithCancel(context.Background())
	var searchers sync.WaitGroup
	for range 4 {
		searchers.Go(func() {
			for ctx.Err() == nil {
				res, err := x.Search(context.Background(), Query{Text: "the tran an ninh"})
				if err != nil || res.Total == 0 || res.Hits[0].ID != "chi-thi-7-ct-tu-2021" {
					t.Errorf("during updates: %d documents, %v", res.Total, err)
					return
				}
			}
		})
	}
	for i := range 10 {
		d := Document{ID: fmt.Sprintf("d%d", i%3), Title: "về cây số", Units: []Unit{{Anchor: "a", Text: "Cây số của xã."}}}
		if err := x.Update(context.Background(), []Document{d}, nil, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	searchers.Wait()
}

// Many searches at once take turns, and one that is given up while it waits says
// so.
func TestTurns(t *testing.T) {
	x := buildAndOpen(t, miniature())
	for range cap(x.view.turns) {
		if err := x.view.takeTurn(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, Query{Text: "thế trận"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search given up while waiting: %v", err)
	}
	var waiting sync.WaitGroup
	for range 3 * cap(x.view.turns) {
		waiting.Go(func() {
			if res, err := x.Search(context.Background(), Query{Text: "thế trận"}); err != nil || res.Total != 1 {
				t.Errorf("%d documents, %v", res.Total, err)
			}
		})
	}
	for range cap(x.view.turns) {
		x.view.giveTurn()
	}
	waiting.Wait()
	if n := len(x.view.turns); n != 0 {
		t.Errorf("%d turns were not given back", n)
	}
}

func TestCancelledBuild(t *testing.T) {
	x := buildAndOpen(t, miniature())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Build(ctx, x.dir, all(miniature()), BuildOptions{CorpusState: "s2"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	failure := errors.New("cannot read")
	broken := func(yield func(Document, error) bool) {
		_ = yield(miniature()[0], nil) && yield(Document{}, failure)
	}
	if err := Build(context.Background(), x.dir, broken, BuildOptions{}); !errors.Is(err, failure) {
		t.Errorf("failing documents: %v", err)
	}
	y, err := Open(x.dir, OpenOptions{CorpusState: "s1"})
	if err != nil {
		t.Fatalf("the old index is gone: %v", err)
	}
	y.Close()
	entries, err := os.ReadDir(x.dir)
	if err != nil || len(entries) != 3 { // CURRENT, the lock, one part
		t.Errorf("left behind: %v", entries)
	}
}

// TestKilledBuild kills a process at different moments of its builds; what it
// leaves opens, and is what was there before or what it was building.
func TestKilledBuild(t *testing.T) {
	if dir := os.Getenv("INDEX_BUILD_FOREVER"); dir != "" {
		buildForever(dir)
		return
	}
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	if err := Build(context.Background(), dir, all(miniature()), BuildOptions{CorpusState: "0"}); err != nil {
		t.Fatal(err)
	}
	for round := range 8 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledBuild$")
		cmd.Env = append(os.Environ(), "INDEX_BUILD_FOREVER="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		bufio.NewReader(out).ReadString('\n') // it has begun
		time.Sleep(time.Duration(round*37) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		x, err := Open(dir, OpenOptions{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if n := search(t, x, "thế trận").Total; n != 1 {
			t.Errorf("round %d: %d documents", round, n)
		}
		if err := x.Verify(); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		x.Close()
	}
	if err := Build(context.Background(), dir, all(miniature()), BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
		t.Errorf("leftovers: %v", entries)
	}
}

func buildForever(dir string) {
	fmt.Println("building")
	docs := miniature()
	for i := range 300 {
		docs = append(docs, Document{ID: fmt.Sprintf("x%d", i), Title: "về cây số", Units: []Unit{{Anchor: "a", Text: strings.Repeat("Cây số của xã. ", 50)}}})
	}
	for i := 0; ; i++ {
		if err := Build(context.Background(), dir, all(docs), BuildOptions{CorpusState: fmt.Sprint(i)}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// A file cut short under an open index must not end the program.
func TestCutWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mapped file cannot be cut there")
	}
	docs := miniature()
	for i := range 400 {
		docs = append(docs, Document{ID: fmt.Sprintf("x%d", i), Title: "về cây số", Units: []Unit{{Anchor: "a", Text: fmt.Sprintf("Cây số %d của xã. %x", i, i*i*i)}}})
	}
	x := buildAndOpen(t, docs)
	store := filepath.Join(x.dir, x.view.manifest.Parts[0].Name, "store")
	files, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no segments in %s: %v", store, err)
	}
	for _, f := range files {
		if err := os.Truncate(f, 0); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := x.Search(context.Background(), Query{Text: "cây số của xã"}); !errors.Is(err, ErrDamaged) {
		t.Errorf("searching a file that was cut: %v", err)
	}
	if _, err := x.Fork(); !errors.Is(err, ErrDamaged) {
		t.Errorf("forking what was found damaged: %v", err)
	}
	if err := x.Verify(); !errors.Is(err, ErrDamaged) {
		t.Errorf("verifying it: %v", err)
	}
	if err := Build(context.Background(), x.dir, all(docs), BuildOptions{}); err != nil {
		t.Fatalf("building anew: %v", err)
	}
}
