package vietnamese

import (
	"slices"
	"testing"
)

func TestYIKeepsTones(t *testing.T) {
	for _, c := range [][2]string{{"lý", "lỳ"}, {"kỹ", "kí"}, {"tỷ", "tí"}, {"ly", "li\u0301"}} {
		if EqualYI(c[0], c[1]) {
			t.Errorf("%q equals %q", c[0], c[1])
		}
	}
}

func TestVariants(t *testing.T) {
	for _, c := range []struct{ in, other string }{
		{"kỹ", "kĩ"}, {"lí", "lý"}, {"mỹ", "mĩ"}, {"tỷ", "tỉ"}, {"quý", "quí"}, {"hy", "hi"}, {"sĩ", "sỹ"},
		{"vị", "vỵ"}, {"thi", "thy"}, {"KỸ", "kĩ"}, {"quỳ", "quì"}, {"ký", "kí"},
	} {
		want := []string{Lower(c.in), c.other}
		if got := Variants(c.in); !slices.Equal(got, want) {
			t.Errorf("Variants(%q) = %q, want %q", c.in, got, want)
		}
		if !EqualYI(c.in, c.other) || YI(c.in) != YI(c.other) {
			t.Errorf("%q and %q are not equal", c.in, c.other)
		}
	}
	for _, c := range []struct{ rule, a, b string }{
		{"diphthongs", "tay", "tai"}, {"diphthongs", "thúy", "thúi"}, {"diphthongs", "hay", "hai"}, {"diphthongs", "cây", "câi"},
		{"standing alone", "ý", "í"}, {"standing alone", "y", "i"}, {"yê and iê", "yêu", "iêu"},
		{"gi", "gì", "gỳ"}, {"onsets without y", "bí", "bý"}, {"onsets without y", "đi", "đy"}, {"onsets without y", "chi", "chy"},
		{"onsets without y", "nghi", "nghy"}, {"closed rhymes", "kin", "kyn"}, {"closed rhymes", "quyt", "quit"},
		{"no syllable", "wy", "wi"},
	} {
		if EqualYI(c.a, c.b) {
			t.Errorf("%s: %q equals %q", c.rule, c.a, c.b)
		}
		if got := Variants(c.a); len(got) != 1 {
			t.Errorf("%s: Variants(%q) = %q", c.rule, c.a, got)
		}
	}
}
