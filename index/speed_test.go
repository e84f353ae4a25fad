package index

import (
	"context"
	"strings"
	"testing"
)

// BenchmarkSearch searches the miniature library by kind of query: what a
// search costs apart from the size of the library.
func BenchmarkSearch(b *testing.B) {
	x := buildAndOpen(b, miniature())
	for _, q := range []struct{ name, text string }{
		{"words", "thế trận an ninh"},
		{"no marks", "the tran an ninh"},
		{"phrase", `"thế trận an ninh nhân dân"`},
		{"question", "Lực lượng nào làm nòng cốt giữ an ninh, trật tự trên địa bàn thôn, bản?"},
	} {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Search(context.Background(), Query{Text: q.text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkQuestions answers the question set, where it is present; ns/op is of
// one question.
func BenchmarkQuestions(b *testing.B) {
	set := questionSet(b)
	texts := set.texts(b)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := set.x.Provisions(context.Background(), texts[i%len(texts)], 10); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkAnalyse makes the terms of a provision for the index.
func BenchmarkAnalyse(b *testing.B) {
	d := miniature()[0]
	text := ""
	for range 20 {
		for _, u := range d.Units {
			text += u.Text + "\n"
		}
	}
	d.Units = []Unit{{Anchor: "a", Text: text}}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		unitRecord(&d, 0)
	}
}

// BenchmarkCorrect looks at queries of three kinds: right, with one word
// mistyped, and of the most words that are looked at, all of them unknown.
func BenchmarkCorrect(b *testing.B) {
	x := spellCollection(b)
	for _, c := range []struct{ name, query string }{
		{"right", "bảo vệ an ninh quốc gia"},
		{"mistyped", "bảo vệ an nin quốc giaa"},
		{"worst", strings.Repeat("anninhquocg ", maxSpellWords)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				correct(b, x, c.query)
			}
		})
	}
}
