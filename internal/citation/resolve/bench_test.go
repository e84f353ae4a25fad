package resolve

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// codification reads articles of the legal codification, up to limit bytes.
func codification(b testing.TB, limit int) (texts []string, size int) {
	f, err := os.Open(shared(b, "data", "phapdien.jsonl.gz"))
	if err != nil {
		b.Skip(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<24)
	for in.Scan() && size < limit {
		var a map[string]any
		if err := json.Unmarshal(in.Bytes(), &a); err != nil {
			b.Fatal(err)
		}
		t := ""
		for _, k := range []string{"text", "content", "body"} {
			if s, ok := a[k].(string); ok && len(s) > len(t) {
				t = s
			}
		}
		texts = append(texts, t)
		size += len(t)
	}
	return texts, size
}

// manyRecords is a catalogue of thousands: what the texts themselves cite.
func manyRecords(texts []string) []*document.Record {
	var f citation.Finder
	seen := map[string]bool{}
	var out []*document.Record
	for _, t := range texts {
		for _, c := range f.Find(t) {
			r := RecordFrom(c)
			if r.ID != "" && !r.Number.IsZero() && r.Symbol != "" && !seen[r.ID] {
				seen[r.ID] = true
				out = append(out, &r)
			}
		}
	}
	return out
}

// BenchmarkCodification finds and resolves, text by text, on one core.
func BenchmarkCodification(b *testing.B) {
	texts, size := codification(b, 20<<20)
	records := manyRecords(texts)
	c := New(records)
	found := make([][]citation.Citation, len(texts))
	n := 0
	for i := range texts {
		found[i] = citation.Find(texts[i])
		n += len(found[i])
	}
	for _, mode := range []string{"find", "resolve", "both"} {
		b.Run(fmt.Sprintf("%s/%drecords/%dcitations", mode, len(records), n), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			f := citation.Finder{}
			if mode == "both" {
				f.Titles = c.Titles
			}
			var cites []citation.Citation
			var res []Resolution
			for b.Loop() {
				for i := range texts {
					switch mode {
					case "find":
						cites = f.Append(cites[:0], texts[i])
					case "resolve":
						res = c.AppendResolve(res[:0], Citing{Text: texts[i]}, found[i])
					default:
						cites = f.Append(cites[:0], texts[i])
						res = c.AppendResolve(res[:0], Citing{Text: texts[i]}, cites)
					}
				}
			}
		})
	}
}

// BenchmarkReplace shows that a change costs the same in a small and in a large
// catalogue.
func BenchmarkReplace(b *testing.B) {
	for _, n := range []int{1000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var records []*document.Record
			for i := range n {
				records = append(records, rec(fmt.Sprint("nd", i), "Nghị định", fmt.Sprintf("%d/%d/NĐ-CP", 1+i%400, 1950+i/400), "", "Chính phủ", ""))
			}
			c := New(records)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				c.Replace(records[i%n])
				i += 7919
			}
		})
	}
}
