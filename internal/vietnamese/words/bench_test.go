package words

import (
	"io"
	"strings"
	"testing"
)

// benchText is 200 syllables and marks of the kind the library holds.
var benchText = strings.Repeat(`Tỉnh uỷ yêu cầu các cấp uỷ , tổ chức đảng và chính quyền cơ sở rà soát , sắp xếp lại nhiệm vụ của từng đơn vị
 trong năm 2026 ; người đứng đầu chịu trách nhiệm về kết quả thực hiện trên địa bàn mình phụ trách . `, 4)

func BenchmarkSegment(b *testing.B) {
	toks := strings.Fields(benchText)
	s := Default()
	var q Sentence
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		q.Reset()
		for _, t := range toks {
			q.Add(t)
		}
		s.Segment(&q)
	}
	b.ReportMetric(float64(len(toks))*float64(b.N)/b.Elapsed().Seconds(), "syllables/s")
}

func BenchmarkPretokenized(b *testing.B) {
	text := strings.Repeat(strings.ReplaceAll(benchText, "\n", " ")+"\n", 100)
	n := len(strings.Fields(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Pretokenized(strings.NewReader(text), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "syllables/s")
}

// BenchmarkLoad is what the first call of Default costs.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseModel(modelFile); err != nil {
			b.Fatal(err)
		}
		buildLexicon()
	}
}
