package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/internal/document"
)

// BenchmarkOpen opens a library of n documents, each with a record of ordinary
// size and a text of about 20 kB.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{142, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			text := strings.Repeat("Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc văn bản này và báo cáo kết quả.\n", 190)
			for i := range n {
				rec := record(fmt.Sprint(i), "CT/TU", "2020-02-03", "về việc thử tốc độ mở thư viện, lần thứ "+fmt.Sprint(i))
				rec.ID = fmt.Sprintf("van-ban-%d", i)
				rec.Relations = []document.Relation{{Kind: document.Continues, Target: "van-ban-0", Source: "bản thử", Confidence: document.Low}}
				y, err := encodeRecord(rec, nil)
				if err != nil {
					b.Fatal(err)
				}
				folder := filepath.Join(dir, documentsDir, rec.ID)
				os.MkdirAll(folder, 0o755)
				os.WriteFile(filepath.Join(folder, recordName), y, 0o644)
				os.WriteFile(filepath.Join(folder, textName), []byte(text), 0o644)
			}
			open := func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c, err := Open(dir, Options{ReadOnly: true})
					if err != nil {
						b.Fatal(err)
					}
					if c.Len() != n {
						b.Fatal(c.Len())
					}
					c.State()
					c.Problems()
				}
			}
			b.Run("first", open)
			time.Sleep(settled + 100*time.Millisecond)
			c := mustOpen(b, dir, Options{})
			c.Close()
			b.Run("again", open)
		})
	}
}

// BenchmarkCreate is the first start: the default collection is written.
func BenchmarkCreate(b *testing.B) {
	for b.Loop() {
		c, err := Create(filepath.Join(b.TempDir(), fmt.Sprint(b.N), "library"), Options{})
		if err != nil {
			b.Fatal(err)
		}
		c.Close()
	}
}
