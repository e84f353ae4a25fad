package citation

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// codification gives the texts of the legal codification, up to a number of
// bytes.
func codification(tb testing.TB, limit int) (texts []string, size int64) {
	f, err := os.Open(shared(tb, "data", "phapdien.jsonl.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	r := bufio.NewReaderSize(z, 1<<20)
	for size < int64(limit) {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		var d struct {
			Text   string
			Source []string
		}
		if err := json.Unmarshal(line, &d); err != nil {
			tb.Fatal(err)
		}
		t := d.Text + "\n" + strings.Join(d.Source, "\n")
		texts = append(texts, t)
		size += int64(len(t))
	}
	return texts, size
}

func BenchmarkCodification(b *testing.B) {
	texts, size := codification(b, 30<<20)
	b.SetBytes(size)
	b.ReportAllocs()
	var f Finder
	var cites []Citation
	b.ResetTimer()
	for range b.N {
		n := 0
		for _, t := range texts {
			cites = f.Append(cites[:0], t)
			n += len(cites)
		}
		b.ReportMetric(float64(n), "citations")
	}
}

// BenchmarkRepeated shows that no text makes the work grow faster than itself.
func BenchmarkRepeated(b *testing.B) {
	for _, part := range repeated {
		text := strings.Repeat(part, 10<<20/len(part))
		b.Run(strings.TrimSpace(part), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				Find(text)
			}
		})
	}
}

var repeated = []string{"Điều 1 ", "khoản 1, ", "Nghị định số ", "(", "các điểm a, b, ", "Nghị quyết số 12-NQ/TW về ", "Nghị quyết 5, ", "và Luật ", "Luật sửa đổi, bổ sung ",
	"Hội nghị ", "của Ban ", "Đại hội Đảng ", "1, 2, ", "12-NQ/TW, ", "ngày 1/1/2020 ", "“", "\n", "Luật Đất đai, ", "Thông tư này ", "số 1 ", "(sau đây gọi tắt là Nghị định 5) ", "1.1.1.", "A-A/A-", "Điều 1\n", "Quy chế quản lý, ", "ban hành kế hoạch mở rộng ", "Điều 1 (khoản 1), ", "của liên Bộ Tài chính, ", "Nghị định của Chính phủ, ", "Ngày 1/1/2020, Bộ Y tế ban hành ", "(sau đây gọi tắt là ", "Tám là ", "Chỉ thị 5-CT/TU, Điều 5, khoản 1, điểm a, ", "Chỉ thị của Ban Bí thư về "}
