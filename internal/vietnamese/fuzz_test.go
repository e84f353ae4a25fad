package vietnamese

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// seeds are strings that touch every rule and every edge between them.
var seeds = []string{
	"",
	"Ủy ban nhân dân tỉnh họp ngày 05/9/2026.",
	"hoà thuỷ khoẻ QUÝ HOÀ hòan qúy đìên gía thúy",
	"e\u0301\u0302 o\u031b\u0309 a\u0323\u0302 u\u031b\u0323ng A\u0306\u0300",
	"\u00d0ảng b\u1ed9 H\u00d0ND ma\u00f0ur \u0189\u00e0 N\u1eb5ng",
	"a\r\nb\rc\fd\ve\u0085f\u2028g\ufeffh\x00i\x7f",
	"12 - NQ / TW, 36-\nHD/VPTW, 15/2020/N\u0110\u2013CP, 48/CT/T.Ư, 1.234/QĐ-UBND",
	"2021\u20132025; 24/7; 1/3; COVID-19; TCVN 6512:2007; 0210.3846.647",
	"“mở” ‘nháy’ «ngoặc» so\u0323\u0302\u00adng ho\u200b\u00e0 \u00a0\u3000",
	"https://phutho.gov.vn/a?b=c. x@y.vn www.a.b, a.b.c",
	"số31-QĐ/TW 2025của 5kg 5a PA03 XIII VI T.Ư KT-XH GD&ĐT",
	"\xff\xc3\xe1\xba\xf0\x9f e\xcc\x81",
	"İ\u0301 \u1e9e ﬁ １２ ｎｑ ½ ² \u1100\u1161 \u0344 K Å",
	"\u0301 \u0301a \u0323\u0302",
}

// FuzzNormalize holds the forms to what is promised of them.
func FuzzNormalize(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		forms := []struct {
			name string
			form func(string) string
		}{{"Clean", Clean}, {"Normalize", Normalize}, {"Lower", Lower}, {"Fold", Fold}}
		for _, form := range forms {
			once := form.form(s)
			if !utf8.ValidString(once) {
				t.Errorf("%s(%q) = %q is not UTF-8", form.name, s, once)
			}
			if twice := form.form(once); twice != once {
				t.Errorf("%s is not idempotent: %q, then %q, then %q", form.name, s, once, twice)
			}
			if form.name != "Fold" && !norm.NFC.IsNormalString(once) {
				t.Errorf("%s(%q) = %q is not NFC", form.name, s, once)
			}
			if again := form.form(s); again != once {
				t.Errorf("%s(%q) gave %q, then %q", form.name, s, once, again)
			}
		}
		if a, b := Normalize(Clean(s)), Normalize(s); a != b {
			t.Errorf("Normalize(Clean(%q)) = %q, Normalize gives %q", s, a, b)
		}
		n, at := NormalizeMap(s)
		if want := Normalize(s); n != want {
			t.Fatalf("NormalizeMap(%q) = %q, Normalize gives %q", s, n, want)
		}
		last := 0
		for i := 0; i <= len(n); i++ {
			o := at.Original(i)
			if o < last || o > len(s) {
				t.Fatalf("Original(%d) = %d after %d of %q (%d bytes)", i, o, last, s, len(s))
			}
			last = o
		}
		if last != len(s) {
			t.Errorf("the end of %q maps to %d of %d", s, last, len(s))
		}
	})
}

// FuzzTokenize checks the order and the bounds of tokens and parts, and that
// nothing but white space and dropped characters is left out.
func FuzzTokenize(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := Tokenize(s)
		checkTokens(t, s, tokens, 0, len(s))
		again := AppendTokens(nil, s)
		if len(again) != len(tokens) {
			t.Fatalf("%d tokens, then %d", len(tokens), len(again))
		}
		for i := range tokens {
			a, b := tokens[i], again[i]
			if a.Start != b.Start || a.End != b.End || a.Kind != b.Kind || a.Text != b.Text || len(a.Parts) != len(b.Parts) {
				t.Fatalf("token %d of %q: %+v, then %+v", i, s, a, b)
			}
			if a.Kind == KindSyllable && !IsSyllable(a.Text) {
				t.Errorf("%q is no syllable", a.Text)
			}
			FoldToken(a)
		}
		left := ""
		at := 0
		for _, tok := range tokens {
			left += s[at:tok.Start]
			at = tok.End
		}
		left += s[at:]
		for _, r := range Normalize(left) {
			if r != ' ' && r != '\n' && r != '\t' && !norm.NFC.PropertiesString(string(r)).BoundaryBefore() {
				continue // a stray mark that belonged to a dropped character
			}
			if r != ' ' && r != '\n' && r != '\t' && r != 0x1680 && r != 0x180E {
				t.Errorf("%q is in no token of %q", r, s)
			}
		}
	})
}

func checkTokens(t *testing.T, s string, tokens []Token, from, to int) {
	t.Helper()
	for i, tok := range tokens {
		if tok.Start < from || tok.End < tok.Start || tok.End > to {
			t.Fatalf("token %d of %q is %+v, outside %d to %d", i, s, tok, from, to)
		}
		if tok.Text == "" {
			t.Fatalf("token %d of %q has no text", i, s)
		}
		checkTokens(t, s, tok.Parts, tok.Start, tok.End)
		from = tok.End
	}
}

// FuzzSyllable checks that what is parsed is spelled back as the same word.
func FuzzSyllable(f *testing.F) {
	for _, s := range []string{"nghiêng", "quý", "giết", "gì", "thuở", "khuỷu", "Đắk", "hoà", "xoong", "iêu"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		syl, ok := ParseSyllable(s)
		if ok != IsSyllable(s) {
			t.Fatalf("ParseSyllable(%q) says %v, IsSyllable %v", s, ok, !ok)
		}
		for _, v := range Variants(s) {
			if !EqualYI(v, s) {
				t.Errorf("%q is a variant of %q but not equal", v, s)
			}
			if ok && !IsSyllable(v) {
				t.Errorf("%q, variant of %q, is no syllable", v, s)
			}
		}
		if !ok {
			return
		}
		if got := syl.String(); got != Lower(s) {
			t.Errorf("%q parses as %+v, spelled %q", s, syl, got)
		}
	})
}
