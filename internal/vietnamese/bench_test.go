package vietnamese

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"
	"testing"
)

// paragraph is made up, in the manner of a decision.
const paragraph = `Điều 5. Ủy ban nhân dân xã Đồng Lương có trách nhiệm tiếp nhận hồ sơ của hộ gia đình,
kiểm tra và trả lời trong thời hạn 15 ngày; trường hợp không đủ điều kiện thì phải nêu rõ lý do theo
Thông tư số 07/2031/TT-BNV ngày 05/9/2031. Kinh phí 1.250.000 đồng mỗi suất, tăng 3,5% so với năm trước,
do ngân sách cấp huyện bảo đảm. Các cơ quan, đơn vị phối hợp với UBND, HĐND và Công an xã thực hiện
Nghị quyết số 19-NQ/TU về phát triển KT-XH giai đoạn 2031-2035.
`

// benchTexts are a text of our own, half a megabyte, and law text where the
// shared data is at hand.
func benchTexts(b *testing.B) map[string]string {
	texts := map[string]string{"made": Normalize(strings.Repeat(paragraph, 800))}
	if f, err := os.Open("../../../shared/data/phapdien.jsonl.gz"); err == nil {
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		in := bufio.NewScanner(z)
		in.Buffer(nil, 1<<24)
		var law strings.Builder
		for in.Scan() && law.Len() < 1<<20 {
			law.WriteString(strings.ReplaceAll(in.Text(), `\n`, "\n"))
			law.WriteByte('\n')
		}
		texts["law"] = Normalize(law.String())
	}
	return texts
}

func benchEach(b *testing.B, prepare func(string) string, f func(s string)) {
	for name, s := range benchTexts(b) {
		s = prepare(s)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				f(s)
			}
		})
	}
}

func same(s string) string { return s }

// decomposed takes letters apart, as files from macOS have them.
func decomposed(s string) string {
	var out strings.Builder
	for _, r := range s {
		l := letterOf(r)
		if l.tone() == Ngang {
			out.WriteRune(r)
			continue
		}
		out.WriteRune(l.withTone(Ngang).rune())
		out.WriteRune([...]rune{0, 0x300, 0x309, 0x303, 0x301, 0x323}[l.tone()])
	}
	return out.String()
}

func BenchmarkClean(b *testing.B)     { benchEach(b, same, func(s string) { Clean(s) }) }
func BenchmarkNormalize(b *testing.B) { benchEach(b, same, func(s string) { Normalize(s) }) }
func BenchmarkNormalizeDecomposed(b *testing.B) {
	benchEach(b, decomposed, func(s string) { Normalize(s) })
}
func BenchmarkLower(b *testing.B)    { benchEach(b, same, func(s string) { Lower(s) }) }
func BenchmarkFold(b *testing.B)     { benchEach(b, same, func(s string) { Fold(s) }) }
func BenchmarkTokenize(b *testing.B) { benchEach(b, same, func(s string) { Tokenize(s) }) }

func BenchmarkAppendTokens(b *testing.B) {
	var tokens []Token
	benchEach(b, same, func(s string) { tokens = AppendTokens(tokens[:0], s) })
}

func BenchmarkIsSyllable(b *testing.B) {
	for name, s := range benchTexts(b) {
		words := strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
		bytes := 0
		for _, w := range words {
			bytes += len(w)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			for b.Loop() {
				for _, w := range words {
					IsSyllable(w)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/syllable")
		})
	}
}
