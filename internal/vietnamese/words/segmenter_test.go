package words

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestJoin(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"one token", "nước", "nước"},
		{"compounds", "Chúng tôi nghiên cứu lịch sử", "Chúng tôi|nghiên cứu|lịch sử"},
		{"same syllable, other word", "học sinh học môn sinh học", "học sinh|học|môn|sinh học"},
		{"crossing entries", "việc thu hồi đất đai", "việc|thu hồi|đất đai"},
		{"punctuation parts", "kinh tế , xã hội", "kinh tế|,|xã hội"},
		{"place name", "đoàn về thăm Việt Trì và Phú Thọ", "đoàn|về|thăm|Việt Trì|và|Phú Thọ"},
		{"personal name", "bà Trần Thị Hoa phát biểu", "bà|Trần Thị Hoa|phát biểu"},
		{"numbers", "ngày 12 tháng 5 năm 2026", "ngày|12|tháng|5|năm|2026"},
		{"capitals", "TĂNG CƯỜNG QUẢN LÝ ĐẤT ĐAI", "TĂNG CƯỜNG|QUẢN LÝ|ĐẤT ĐAI"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(Default().Join(strings.Fields(c.text)), "|")
			if got != c.want {
				t.Errorf("Join(%q)\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// The decisions may not hang on how a syllable happens to be spelled.
func TestSpelling(t *testing.T) {
	base := strings.Fields("Ban hành quy chế hòa giải và ủy quyền về kỹ thuật , văn hóa tại thủy điện Hòa Bình")
	want := Default().SegmentTokens(nil, base)
	for name, text := range map[string]string{
		"new tone placement": "Ban hành quy chế hoà giải và uỷ quyền về kỹ thuật , văn hoá tại thuỷ điện Hoà Bình",
		"i for y":            "Ban hành quy chế hòa giải và ủy quyền về kĩ thuật , văn hóa tại thủy điện Hòa Bình",
		"decomposed":         norm.NFD.String(strings.Join(base, " ")),
	} {
		if got := Default().SegmentTokens(nil, strings.Fields(text)); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	same := [][2]string{{"hoá", "hóa"}, {"thuỷ", "thủy"}, {"KỸ", "kĩ"}, {"Đảng", "đảng"}, {"Ðảng", "Đảng"},
		{"tie\u0302\u0301ng", "tiếng"}, {"nu\u031bo\u031b\u0301c", "nước"}, {"1975", "2026"}}
	for _, p := range same {
		if read(p[0]).id != read(p[1]).id {
			t.Errorf("%q and %q differ", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"tay", "tai"}, {"quý", "quí"}, {"ma", "má"}, {"da", "đa"}, {"an", "ăn"}, {"12", "123"}, {"a", "aa"}} {
		if read(p[0]).id == read(p[1]).id {
			t.Errorf("%q and %q are alike", p[0], p[1])
		}
	}
	for tok, want := range map[string]class{"nước": classLower, "Nước": classTitle, "NƯỚC": classUpper, "3,5": classNumber,
		"%": classPunct, "COVID-19": classMixed, "15/2020/NĐ-CP": classMixed, "iPhone": classMixed, "\xff": classPunct, "": classPunct} {
		if got := read(tok).class; got != want {
			t.Errorf("read(%q).class = %d, want %d", tok, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	var q Sentence
	s := Default()
	if g := s.Segment(&q); len(g) != 0 {
		t.Errorf("no tokens give %v", g)
	}
	q.Reset()
	q.Add("quốc")
	q.AddBytes([]byte("gia"))
	if g := s.Segment(&q); !slices.Equal(g, []bool{true}) {
		t.Errorf("quốc gia: %v", g)
	}
	q.Reset()
	q.Break("(")
	q.Add("quốc")
	q.Break(",")
	q.Add("gia")
	if g := s.Segment(&q); !slices.Equal(g, []bool{false}) {
		t.Errorf("a word crosses a separator: %v", g)
	}
	if q.Len() != 2 {
		t.Errorf("Len = %d", q.Len())
	}
	// Tokens may follow after a first look.
	q.Reset()
	q.Add("quốc")
	s.Segment(&q)
	q.Add("gia")
	if g := s.Segment(&q); !slices.Equal(g, []bool{true}) {
		t.Errorf("continued: %v", g)
	}
}

func TestSegmentAllocatesNothing(t *testing.T) {
	toks := strings.Fields(benchText)
	var q Sentence
	run := func() {
		q.Reset()
		for _, tok := range toks {
			q.Add(tok)
		}
		Default().Segment(&q)
	}
	run()
	if n := testing.AllocsPerRun(20, run); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestConcurrentUse(t *testing.T) {
	toks := strings.Fields(benchText)
	want := Default().SegmentTokens(nil, toks)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if !slices.Equal(Default().SegmentTokens(nil, toks), want) {
					t.Error("another result")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestWordsOfPlainText(t *testing.T) {
	got := strings.Join(Default().Words("Hội nghị (lần 2) bàn về đất đai, nhà ở."), "|")
	if want := "Hội nghị|(|lần|2|)|bàn|về|đất đai|,|nhà|ở|."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPretokenized(t *testing.T) {
	var out strings.Builder
	in := "Nhà nước quản lý đất đai .\n\n  x   y \nHà Nội"
	if err := Pretokenized(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	if want := "Nhà nước\tquản lý\tđất đai\t.\n\nx\ty\nHà Nội\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestPretokenizedReportsTheWriter(t *testing.T) {
	if err := Pretokenized(strings.NewReader("một hai\n"), brokenWriter{errTest}); err == nil {
		t.Error("no error")
	}
}

func TestKnows(t *testing.T) {
	user, err := Default().WithLexicon(strings.NewReader("cọ xoè ô"))
	if err != nil {
		t.Fatal(err)
	}
	for term, want := range map[string]bool{"quốc gia": true, "QUỐC GIA": true, "Phú Thọ": true, "cọ xoè ô": true,
		"cọ xòe": false, "quốc": false, "": false, "bí thư chi bộ xã": false} {
		if got := user.Knows(term); got != want {
			t.Errorf("Knows(%q) = %v", term, got)
		}
	}
	if Default().Knows("cọ xoè ô") {
		t.Error("the default segmenter knows a user's word")
	}
}
