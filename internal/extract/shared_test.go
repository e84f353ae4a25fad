package extract

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/internal/extract/accuracy"
)

// sharedData is the directory of real files beside the repository; tests that
// measure on them are skipped where it is absent.
func sharedData(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	data := filepath.Join(dir, "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skipf("the real files are not here (%s)", data)
	}
	return data
}

func extractFileAt(t testing.TB, name string, opts Options) *Result {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Extract(context.Background(), name, f, st.Size(), opts)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}

// TestAccuracy holds the reading of real files to what docs/extraction.md
// promises: 99.5% of the characters of born-digital files, 99% of legacy ones,
// order aside, and most of them in order.
func TestAccuracy(t *testing.T) {
	dir := filepath.Join(sharedData(t), "files")
	for _, tt := range []struct {
		prefix         string
		least, inOrder float64
	}{
		{"06_", .999, .998}, {"08_", .999, .999}, {"10_", .999, .99}, {"12_", .999, .96},
		{"22_", .995, .94}, {"24_", .999, .995}, {"26_", .999, .965}, {"28_", .999, .999}, {"30_", .999, .999},
	} {
		names, _ := filepath.Glob(filepath.Join(dir, tt.prefix+"*"))
		file, ref := "", ""
		for _, n := range names {
			if strings.HasSuffix(n, ".ref.txt") {
				ref = n
			} else {
				file = n
			}
		}
		if file == "" || ref == "" {
			t.Logf("%s* is not here", tt.prefix)
			continue
		}
		want, err := os.ReadFile(ref)
		if err != nil {
			t.Fatal(err)
		}
		r := extractFileAt(t, file, Options{NoPrograms: true})
		if s := accuracy.Compare(r.Text, string(want)); s.Accuracy() < tt.least || s.InOrder() < tt.inOrder {
			t.Errorf("%s: %.3f%%, in order %.3f%%; want %.1f%% and %.1f%%", filepath.Base(file), 100*s.Accuracy(), 100*s.InOrder(), 100*tt.least, 100*tt.inOrder)
		}
	}
}

// TestGazette reads a sample of the gazette: no running head, no stamp, no lone
// page number at a page's end may be left, and the text has to be Vietnamese.
func TestGazette(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(sharedData(t), "congbao", "*.pdf"))
	if len(names) == 0 {
		t.Skip("the gazette is not here")
	}
	step := 6
	if testing.Short() {
		step = 30
	}
	for i := 0; i < len(names); i += step {
		r := extractFileAt(t, names[i], Options{NoPrograms: true, Time: time.Minute})
		name := filepath.Base(names[i])
		if r.NeedsOCR {
			continue
		}
		if r.Score < .95 {
			t.Errorf("%s: %.3f of the words are Vietnamese", name, r.Score)
		}
		for _, l := range strings.Split(r.Text, "\n") {
			if strings.Contains(l, "CÔNG BÁO/Số") || strings.HasPrefix(l, "Ký bởi:") || strings.HasPrefix(l, "Người ký:") {
				t.Errorf("%s: %q is left", name, l)
			}
		}
	}
}

func BenchmarkGazette(b *testing.B) {
	names, _ := filepath.Glob(filepath.Join(sharedData(b), "congbao", "*.pdf"))
	if len(names) == 0 {
		b.Skip("the gazette is not here")
	}
	st, err := os.Stat(names[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(st.Size())
	b.ReportAllocs()
	for b.Loop() {
		extractFileAt(b, names[0], Options{NoPrograms: true})
	}
}

// BenchmarkPDF reads the two pages of directive.
func BenchmarkPDF(b *testing.B) {
	file := directive().Bytes()
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extractBytes(b, "a.pdf", file); err != nil {
			b.Fatal(err)
		}
	}
}
