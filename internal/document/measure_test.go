package document

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"tracuu/internal/vietnamese"
)

// truth is what a person read of one gazette file; fields that nobody read are
// absent.
type truth map[string]string

// TestGazette measures Identify on the gazette files: the shares of fields that
// are exact, and each miss. The texts are pdftotext's: "layout" has the columns
// of the header side by side, "raw" one after the other. TRACUU_TEXTS names a
// folder with a folder of texts for each order (name.txt for name.pdf) to measure
// instead of pdftotext's.
func TestGazette(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 103 PDF files")
	}
	dir := sharedData(t, "congbao")
	want := readTruth(t, dir)
	for _, order := range orders() {
		t.Run(order, func(t *testing.T) { measure(t, dir, order, want) })
	}
}

func measure(t *testing.T, dir, order string, want map[string]truth) {
	hit, all := map[string]int{}, map[string]int{}
	var misses []string
	empty := 0
	for file, fields := range want {
		text := gazetteText(t, filepath.Join(dir, file), order)
		if len(strings.Fields(text)) < 200 {
			empty++ // scanned pages: nothing to recognise before optical recognition
			continue
		}
		r := Identify(text)
		for name, w := range fields {
			all[name]++
			if name == "articles" {
				r.Fields[name] = Field{Value: itoa(bodyArticles(text)), Rule: "Divide"}
			}
			if got := comparable(r.Fields[name].Value); got == comparable(w) {
				hit[name]++
			} else {
				misses = append(misses, fmt.Sprintf("%s %s: %q, want %q (%s)", file, name, r.Fields[name].Value, w, r.Fields[name].Rule))
			}
		}
	}
	sort.Strings(misses)
	for _, m := range misses {
		t.Log(m)
	}
	t.Logf("%s: %d files, %d without text", order, len(want), empty)
	for _, f := range []struct {
		name  string
		least float64
	}{{"type", 0.97}, {"number", 0.97}, {"year", 0.97}, {"symbol", 0.97}, {"date", 0.97}, {"issuer", 0.97}, {"title", 0.9}, {"signer", 0.9}, {"articles", 0.97}} {
		share := float64(hit[f.name]) / float64(max(1, all[f.name]))
		t.Logf("%-8s %3d/%3d %5.1f%%", f.name, hit[f.name], all[f.name], 100*share)
		if share < f.least {
			t.Errorf("%s: %.1f%% exact, promised are %.0f%%", f.name, 100*share, 100*f.least)
		}
	}
}

// bodyArticles counts the articles of a text, without those of its parts.
func bodyArticles(text string) (n int) {
	Divide(text).Walk(func(p *Provision, _ int) bool {
		if p.Unit == Article && partOf(p) == nil {
			n++
		}
		return true
	})
	return n
}

// comparable drops what is not a difference: tone placement, spaces and kinds of
// dash, and the letter case of the first letter.
func comparable(s string) string {
	s = strings.TrimRight(strings.Join(strings.Fields(vietnamese.Normalize(s)), " "), ".")
	return strings.ToLower(strings.NewReplacer("–", "-", " - ", "-", "- ", "-", " -", "-").Replace(s))
}

// gazetteText gives the text of one file.
func gazetteText(t *testing.T, pdf, order string) string {
	if texts := os.Getenv("TRACUU_TEXTS"); texts != "" {
		b, err := os.ReadFile(filepath.Join(texts, order, strings.TrimSuffix(filepath.Base(pdf), ".pdf")+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		return vietnamese.Clean(string(b))
	}
	args := []string{pdf, "-"}
	if order == "layout" {
		args = append([]string{"-layout"}, args...)
	}
	b, err := exec.Command("pdftotext", args...).Output()
	if err != nil {
		t.Skip("pdftotext is not installed, or does not read ", filepath.Base(pdf), ": ", err)
	}
	return vietnamese.Clean(string(b))
}

// sharedData finds the folder of real material beside the repository.
func sharedData(t *testing.T, name string) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		if p := filepath.Join(dir, "..", "shared", "data", name); isDir(p) {
			return p
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("the real material (../shared/data) is not beside the repository")
	return ""
}

func isDir(p string) bool {
	st, err := os.Stat(p)
	return err == nil && st.IsDir()
}

var slugShape = regexp.MustCompile(`^(.+)-so-(\d+)-(?:(\d{4})-)?([a-z\-]+)-\d+$`)

// readTruth joins what the file names say (type, number, year), what was read by
// hand, and the dates and issuers of the other files' first pages.
func readTruth(t *testing.T, dir string) map[string]truth {
	t.Helper()
	types := map[string]string{"chi-thi": "Chỉ thị", "nghi-dinh": "Nghị định", "nghi-quyet": "Nghị quyết", "quyet-dinh": "Quyết định", "thong-bao": "Thông báo",
		"thong-tu": "Thông tư", "van-ban-hop-nhat": "Văn bản hợp nhất", "thong-tu-lien-tich": "Thông tư liên tịch", "luat": "Luật"}
	out := map[string]truth{}
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Skip("no gazette files in ", dir)
	}
	for _, f := range files {
		name := filepath.Base(f)
		m := slugShape.FindStringSubmatch(strings.TrimSuffix(name, ".pdf"))
		if m == nil {
			t.Logf("%s: the name says no type and number", name)
			continue
		}
		out[name] = truth{"type": types[m[1]], "number": m[2], "year": m[3]}
	}
	for _, table := range []string{filepath.Join(dir, "metadata.gold.tsv"), filepath.Join("testdata", "gazette.tsv")} {
		for _, row := range readTable(t, table) {
			if out[row["file"]] == nil {
				continue
			}
			for _, k := range []string{"type", "number", "year", "symbol", "date", "issuer", "title", "signer", "articles"} {
				if v, ok := row[k]; ok && v != "?" && (k != "articles" || v != "") {
					out[row["file"]][k] = v
				}
			}
		}
	}
	return out
}

func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Logf("%v", err)
		return nil
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.Comment = '\t', true, -1, '#'
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", name, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

// orders are the readings to measure: TRACUU_ORDERS names others ("layout,raw"),
// with TRACUU_TEXTS folders of it.
func orders() []string {
	if o := os.Getenv("TRACUU_ORDERS"); o != "" {
		return strings.Split(o, ",")
	}
	return []string{"layout"}
}
