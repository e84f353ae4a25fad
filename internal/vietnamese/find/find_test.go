package find

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		name, query, text string
		want              string // the places with | between
	}{
		{"without marks", "an ninh", "An ninh, trật tự; ăn nính; AN  NINH", "An ninh|ăn nính|AN  NINH"},
		{"with marks only itself", "ăn", "An ăn ẩn", "ăn"},
		{"one marked word, one bare", "hòa binh", "hòa bình, hoa bình", "hòa bình"},
		{"tone in the new place", "hoà bình", "diễn biến hòa bình", "hòa bình"},
		{"tone in the old place", "hòa", "diễn biến hoà bình", "hoà"},
		{"i for y", "kĩ luật", "kỷ luật, kỹ luật", "kỹ luật"},
		{"i for y without marks", "ki luat", "kỷ luật", "kỷ luật"},
		{"đ without mark", "dang", "Đảng, đang", "Đảng|đang"},
		{"over punctuation", "an ninh trat tu", "an ninh, trật tự", "an ninh, trật tự"},
		{"not over a line", "an ninh", "an\nninh", ""},
		{"not over a cell", "an ninh", "an\tninh", ""},
		{"whole words first", "an", "toàn ăn", "ăn"},
		{"else beginnings", "quyet", "quyết, nghị quyết", "quyết|quyết"},
		{"beginning of the last word", "nghi quy", "nghị quyết, nghị sự", "nghị quy"},
		{"no middle of a word", "uyet", "quyết", ""},
		{"a number", "12-NQ/TW", "Nghị quyết 12 - NQ/TW", "12 - NQ/TW"},
		{"several phrases", "thế trận; hòa bình", "hòa bình và thế trận", "hòa bình|thế trận"},
		{"the longer of two at one place", "an; an ninh", "an ninh an", "an ninh|an"},
		{"overlapping", "an ninh; ninh an", "an ninh an", "an ninh"},
		{"itself twice", "an an", "an an an", "an an"},
		{"combining marks", "hòa", "ho\u0300a", "ho\u0300a"},
		{"nothing typed", " ; ,", "an", ""},
		{"not in the text", "xyz", "an", ""},
		{"bytes that are no text", "an", "\xff an \xfe", "an"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			hits, more := Parse(tc.query).Find(tc.text, 100)
			var got []string
			for _, h := range hits {
				got = append(got, tc.text[h.Start:h.End])
			}
			if s := strings.Join(got, "|"); s != tc.want || more {
				t.Errorf("%q in %q: %q, want %q (more %v)", tc.query, tc.text, s, tc.want, more)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	text := strings.Repeat("an ninh ", 50)
	if hits, more := Parse("an").Find(text, 10); len(hits) != 10 || !more {
		t.Errorf("%d hits, more %v", len(hits), more)
	}
	if hits, more := Parse("an").Find(text, 50); len(hits) != 50 || more {
		t.Errorf("%d hits, more %v", len(hits), more)
	}
	if q := Parse(strings.Repeat("an; ", 5000)); len(q.terms) > maxTerms || len([]rune(q.String())) > MaxRunes {
		t.Errorf("%d terms", len(q.terms))
	}
}

// FuzzFind holds the places to what any text and query allow: in order, apart,
// inside the text, between letters.
func FuzzFind(f *testing.F) {
	f.Add("an ninh; hòa", "An ninh, hoà bình\n\tquyết")
	f.Add("đ", "Đ\u0323\xff\xc3")
	f.Fuzz(func(t *testing.T, query, text string) {
		hits, _ := Parse(query).Find(text, 1000)
		end := 0
		for _, h := range hits {
			if h.Start < end || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("%q in %q: %+v", query, text, hits)
			}
			if strings.ContainsAny(text[h.Start:h.End], "\n\t") {
				t.Fatalf("%q in %q: a place over lines: %q", query, text, text[h.Start:h.End])
			}
			if end = h.End; end < len(text) && text[end]&0xC0 == 0x80 && text[end-1] >= 0xC0 {
				t.Fatalf("%q in %q: a letter is cut", query, text)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Cơ quan có thẩm quyền căn cứ tình hình thực tế của địa phương, tổ chức thực hiện theo quy định.\n", 9000)
	q := Parse("tinh hinh; quy định")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		q.Find(text, 1e6)
	}
}
