package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestParseQuery(t *testing.T) {
	infix := func(typed string) string {
		q := parseQuery("", typed)
		return q.expression(func(t term) string {
			s := strings.Join(t.words, "_")
			if t.prefix {
				s += "*"
			}
			return s
		}, "&", "|", "!")
	}
	for typed, want := range map[string]string{
		"thuế":                     "(thuế)",
		"hồ sơ cấp phép":           "(hồ&sơ&cấp&phép)",
		`"an ninh trật tự"`:        "(an_ninh_trật_tự)",
		`"kết hôn" hoặc "ly hôn"`:  "(kết_hôn)|(ly_hôn)",
		`thuế -"thuế nhập khẩu"`:   "((thuế))!thuế_nhập_khẩu",
		"xử ph*":                   "(xử&ph*)",
		`"chưa đóng`:               "(chưa_đóng)",
		`"a b" c hoặc d -e -"g h"`: "(((a_b&c)|(d))!e)!g_h",
		"  nhiều   dấu   cách  ":   "(nhiều&dấu&cách)",
	} {
		if got := infix(typed); got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

func TestList(t *testing.T) {
	queries, err := readQueries("queries.tsv")
	if err != nil || len(queries) != 300 {
		t.Fatalf("%d queries, %v", len(queries), err)
	}
	seen, kinds := map[string]bool{}, map[string]int{}
	for _, q := range queries {
		kinds[q.kind]++
		if seen[q.typed] {
			t.Errorf("%s is there twice", q.typed)
		}
		seen[q.typed] = true
	}
	if len(kinds) != 6 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestChangeNumbers(t *testing.T) {
	const text = "Điều 5. Trong 15 ngày, theo Nghị định 30/2020/NĐ-CP"
	first, second := changeNumbers(text, 1), changeNumbers(text, 2)
	if first == text || first == second || len(first) != len(text) || !strings.HasPrefix(first, "Điều 5. Trong ") {
		t.Errorf("%s\n%s", first, second)
	}
}

// TestEngines builds with every engine that is here, and asks each the same.
func TestEngines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "made.jsonl.gz")
	writeMade(t, path)
	for _, name := range order {
		t.Run(name, func(t *testing.T) {
			e := newEngine(name)
			if why := e.missing(); why != "" {
				t.Skip(why)
			}
			if name == "postgres" && testing.Short() {
				t.Skip("short")
			}
			dir, err := os.MkdirTemp("", "peers-test-")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			os.Chmod(dir, 0o755)
			list := filepath.Join(dir, "articles")
			if _, err := prepare(path, list, 40); err != nil {
				t.Fatal(err)
			}
			if err := e.build(dir, list); err != nil {
				t.Fatal(err)
			}
			if err := e.open(dir); err != nil {
				t.Fatal(err)
			}
			defer e.close()
			for typed, want := range map[string]int{"thóc": 40, `"kho thóc"`: 20, `"giá thóc"`: 20, "gạch": 0} {
				q := parseQuery("", typed)
				a, err := e.search(&q)
				if err != nil || a.total != want && !(want == 0 && name == "tracuu") {
					t.Errorf("%s: %+v, %v; want %d", typed, a, err, want)
				}
				if want > 0 && (!a.marked || a.facets != 2 && want == 40 || a.shown != 20) {
					t.Errorf("%s: %+v", typed, a)
				}
			}
		})
	}
}

func TestPage(t *testing.T) {
	dir := t.TempDir()
	o := options{page: filepath.Join(dir, "p.md"), images: filepath.Join(dir, "images")}
	if err := os.WriteFile(o.page, []byte("before\n"+beginMark+"\nstale line\n"+endMark+"\nafter\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	all := []result{
		{Engine: "tracuu", Articles: 1000, Text: 2e6, BuildCPU: 1, Disk: 5e6, Kinds: map[string]times{overall: timesOf([]time.Duration{4e6, 2e6})}},
		{Engine: "bleve", Articles: 1000, Text: 2e6, BuildCPU: 2, Disk: 1e7, Kinds: map[string]times{overall: timesOf([]time.Duration{8e6})}},
		{Engine: "tracuu", Articles: 1000000, Text: 2e9, BuildCPU: 900, Disk: 5e9},
	}
	if err := writePage(o, all); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(o.page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"before\n", "\nafter\n", "1,000,000 articles", "| 1.0 s (0.5 ×) |", "5.0 MB (0.5 ×)", "2.0 ms (0.25 ×)"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if strings.Contains(string(page), "stale line") || strings.Contains(string(page), "NaN") {
		t.Errorf("page\n%s", page)
	}
	svg, err := os.ReadFile(filepath.Join(o.images, "performance.svg"))
	if err != nil || !strings.HasSuffix(string(svg), "</svg>\n") || strings.Contains(string(svg), "NaN") {
		t.Errorf("plot: %v\n%s", err, svg)
	}
	if err := os.WriteFile(o.page, []byte("no marks"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := writePage(o, all); err == nil {
		t.Error("a page without marks was overwritten")
	}
}

// writeMade writes two articles of two topics in the form of the codification.
func writeMade(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	for _, line := range []string{
		`{"id":"1","topic":"Kho","title":"Điều 1.1.NĐ.1. Kho thóc","text":"Kho thóc có mái che.","source":["(… ngày 02/03/2020 …)"]}`,
		`{"id":"2","topic":"Giá","title":"Điều 2.1.LQ.1. Giá thóc","text":"Giá thóc do hai bên thỏa thuận.","source":["(… ngày 05/06/2019 …)"]}`,
	} {
		if _, err := z.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
