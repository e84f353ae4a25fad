package words

import (
	"slices"
	"strings"
	"testing"
)

func FuzzSegment(f *testing.F) {
	for _, s := range []string{"", "a", "Uỷ ban nhân dân tỉnh", ". : \" Hà Nội", "\xff \xc3 é", "e\u0301 \u0302 \u0323", "12 / 2020 / NĐ - CP",
		strings.Repeat("đất đai ", 40), "học sinh học sinh học"} {
		f.Add(s, uint8(3))
	}
	user, err := Default().WithLexicon(strings.NewReader("a b\nb c d\nđai đất"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, at uint8) {
		toks := strings.Split(text, " ") // empty tokens too
		for _, s := range []*Segmenter{Default(), user} {
			got := s.SegmentTokens(nil, toks)
			if len(got) != len(toks)-1 {
				t.Fatalf("%d tokens, %d gaps", len(toks), len(got))
			}
			if again := s.SegmentTokens(nil, toks); !slices.Equal(got, again) {
				t.Fatal("another result the second time")
			}
			// A separator changes no count and is crossed by no word.
			var q Sentence
			k := int(at) % len(toks)
			for i, tok := range toks {
				if i == k {
					q.Break(",")
				}
				q.AddBytes([]byte(tok))
			}
			gaps := s.Segment(&q)
			if len(gaps) != len(toks)-1 {
				t.Fatalf("with a separator: %d tokens, %d gaps", len(toks), len(gaps))
			}
			if k > 0 && gaps[k-1] {
				t.Fatal("a word crosses a separator")
			}
		}
		if w := strings.Join(Default().Words(text), ""); strings.Join(strings.Fields(w), "") != strings.Join(strings.Fields(text), "") {
			t.Fatalf("Words lost something: %q of %q", w, text)
		}
	})
}

func FuzzParseModel(f *testing.F) {
	f.Add(modelFile[:200])
	f.Add([]byte(modelMagic))
	small, _ := new(Model).AppendBinary(nil)
	f.Add(small)
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := ParseModel(b); err == nil {
			New(m).SegmentTokens(nil, []string{"đất", "đai"})
		}
	})
}
