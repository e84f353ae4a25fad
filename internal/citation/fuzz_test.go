package citation

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/internal/citation/cputime"
)

func FuzzFind(f *testing.F) {
	for _, x := range formTests {
		f.Add(x.text)
	}
	for _, s := range repeated {
		f.Add(strings.Repeat(s, 20))
	}
	f.Add("Điều 1\xff khoản \x80 2-NQ/TW số 1/2020/NĐ-\xc4")
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, Find(text))
	})
}

// check reports what must hold for the citations of any text.
func check(t *testing.T, text string, cites []Citation) {
	t.Helper()
	inside := func(what string, at int) {
		if at < 0 || at > len(text) {
			t.Errorf("%s %d is outside the text of %d bytes", what, at, len(text))
		} else if at < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[at]) {
			t.Errorf("%s %d is inside a letter", what, at)
		}
	}
	for i := range cites {
		c := &cites[i]
		inside("start", c.Start)
		inside("end", c.End)
		inside("lead", c.Lead)
		inside("title start", c.TitleStart)
		inside("title end", c.TitleEnd)
		if c.Start >= c.End || c.Lead > c.Start || c.TitleStart > c.TitleEnd || c.TitleStart < c.End && c.TitleEnd > c.TitleStart {
			t.Errorf("citation %d is out of order: %+v", i, c)
		}
		if i > 0 && (cites[i-1].Start > c.Start || cites[i-1].End > c.Start) {
			t.Errorf("citations %d and %d overlap or are out of order: %+v %+v", i-1, i, cites[i-1], c)
		}
		if c.Kind == "" || c.Rule == "" || c.Confidence <= 0 || c.Confidence > 1 {
			t.Errorf("citation %d has no kind, rule or confidence: %+v", i, c)
		}
		if c.Parent >= i || c.AliasOf >= i {
			t.Errorf("citation %d points at %d, %d", i, c.Parent, c.AliasOf)
		}
		if c.Kind == Full && (c.Number.Number == "" || c.Symbol == "") {
			t.Errorf("a full citation without number: %+v", c)
		}
		for _, s := range []string{c.Type, c.Number.Number, c.Symbol, c.Issuer, c.Name, c.Title, c.AliasDef} {
			if utf8.ValidString(text) && !utf8.ValidString(s) {
				t.Errorf("a field is not UTF-8: %q", s)
			}
		}
	}
	ToGold(text, cites)
}

// TestLinear shows that twenty times the text takes about twenty times as long, and
// not four hundred: the limit lies far from both.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads texts of half a megabyte")
	}
	for _, part := range append(repeated, strings.Join(repeated, "")) {
		long := strings.Repeat(part, 600_000/len(part))
		if g := cputime.Growth(func(n int) { Find(long[:n]) }, 30_000, len(long)); g > 120 {
			t.Errorf("%q: twenty times the text takes %.0f times as long", part, g)
		}
	}
}
