package vietnamese

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"as it should be", "Ủy ban nhân dân xã “Đồng Lương” – khoá I", "Ủy ban nhân dân xã “Đồng Lương” – khoá I"},
		{"decomposed", "tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt"},
		{"half composed", "ti\u00ea\u0301ng Vi\u1eb9\u0302t", "tiếng Việt"},
		{"tone before circumflex", "e\u0301\u0302 o\u0300\u0302 a\u0309\u0302", "ế ồ ẩ"},
		{"tone before breve and horn", "a\u0301\u0306 o\u0323\u031b u\u0303\u031b", "ắ ợ ữ"},
		{"composed, then circumflex", "\u00e9\u0302 \u00d2\u0302 \u1ea1\u0306 \u00fa\u031b", "ế Ồ ặ ứ"},
		{"old tone marks U+0340, U+0341", "a\u0340e\u0341", "àé"},
		{"marks that make no letter stay", "e\u0308 n\u0303 x\u0301 i\u0302\u0301", "ë ñ x\u0301 î\u0301"},
		{"two tones stay", "a\u0301\u0300", "á\u0300"},
		{"eth in a syllable", "\u00d0ảng, \u00f0ường, \u0189à", "Đảng, đường, Đà"},
		{"eth in capitals", "H\u00d0ND, Q\u00d0i, N\u00d0-CP, B\u00d0BP", "HĐND, QĐi, NĐ-CP, BĐBP"},
		{"eth alone", "điểm \u00f0", "điểm đ"},
		{"eth in Icelandic", "ma\u00f0ur, Gu\u00f0run, vi\u00f0, \u00dea\u00f0", "ma\u00f0ur, Gu\u00f0run, vi\u00f0, \u00dea\u00f0"},
		{"line ends", "a\r\nb\rc\n\rd\fe\vf\u0085g\u2028h\u2029i", "a\nb\nc\n\nd\ne\nf\ng\nh\ni"},
		{"controls and BOM", "\ufeffa\x00b\x1b\tc\x7fd\u0090e\ufefff", "ab\tcdef"},
		{"not UTF-8", "a\xffb\xe1\xba", "a\ufffdb\ufffd\ufffd"},
		{"spaces and soft hyphens stay", "a\u00a0b\u00adc\u200bd", "a\u00a0b\u00adc\u200bd"},
		{"Hangul", "\u1112\u1161\u11ab", "한"},
		{"en quad", "a\u2000b", "a\u2002b"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"new placement", "hoà, khoẻ, thuỷ, ngoắt ngoéo", "hòa, khỏe, thủy, ngoắt ngoéo"},
		{"capitals", "HOÀ Hoà hOÀ THUỶ Thuỷ UỶ Uỷ Khoẻ", "HÒA Hòa hÒA THỦY Thủy ỦY Ủy Khỏe"},
		{"old placement stays", "hòa, khỏe, thủy, hóa", "hòa, khỏe, thủy, hóa"},
		{"closed rhymes stay", "hoàn toàn, huỳnh, khoẻn, xoèn, loạn, tuýt", "hoàn toàn, huỳnh, khoẻn, xoèn, loạn, tuýt"},
		{"never after q", "quý, quỳ, quỷ, quà, què, QUÝ", "quý, quỳ, quỷ, quà, què, QUÝ"},
		{"slips", "hòan tòan qúy qủa gía gíup đìên thúê ngòai khủyu xòong", "hoàn toàn quý quả giá giúp điền thuế ngoài khuỷu xoòng"},
		{"at a quote", "“hoà” hoà… hoà", `"hòa" hòa… hòa`},
		{"decomposed", "ho\u0061\u0300 thu\u0079\u0309", "hòa thủy"},
		{"not a syllable", "Zoé, aloà, aò, oà", "Zoé, aloà, aò, òa"},
		{"no reading", "gìa lúôn", "già luốn"},
		{"dashes", "12–NQ/TW — a‑b ‒ ― − ﹣ －", "12-NQ/TW - a-b - - - - -"},
		{"spaces", "a\u00a0b\u2009c\u3000d\u202fe\u2000f", "a b c d e f"},
		{"quotes", "“a” „b‟ «c» ‘d’ ‚e‛ ‹f› ″g′", `"a" "b" "c" 'd' 'e' 'f' "g'`},
		{"invisible", "hợp\u00ad đồng\u200b thu\u00adỷ \u200eho\u2060à\ufe0f", "hợp đồng thủy hòa"},
		{"ligatures and full width", "ﬁle ＮＱ－ＣＰ １２", "file NQ-CP 12"},
		{"case stays", "Tỉnh Ủy", "Tỉnh Ủy"},
	} {
		if got := Normalize(c.in); got != c.want {
			t.Errorf("%s: Normalize(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestLowerAndFold(t *testing.T) {
	for _, c := range []struct{ in, lower, fold string }{
		{"ĐẢNG ỦY XÃ THUỶ SƠN", "đảng ủy xã thủy sơn", "dang uy xa thuy son"},
		{"Ă Â Đ Ê Ô Ơ Ư", "ă â đ ê ô ơ ư", "a a d e o o u"},
		{"Ẵ Ẫ Ễ Ỗ Ỡ Ữ Ỹ", "ẵ ẫ ễ ỗ ỡ ữ ỹ", "a a e o o u y"},
		{"Café Müller, Ñandú, maður", "café müller, ñandú, maður", "cafe muller, nandu, madur"},
		{"x\u0301y", "x\u0301y", "xy"},
		{"ГОСТ 12.0, Ω, 한국", "гост 12.0, ω, 한국", "гост 12.0, ω, 한국"},
		{"T\u0308", "ẗ", "t"},
		{"plain ascii", "plain ascii", "plain ascii"},
	} {
		if got := Lower(c.in); got != c.lower {
			t.Errorf("Lower(%q) = %q, want %q", c.in, got, c.lower)
		}
		if got := Fold(c.in); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.fold)
		}
		if got := Fold(c.lower); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.lower, got, c.fold)
		}
	}
	for _, row := range tonedVowels {
		base := Fold(row[:1])
		for _, r := range row {
			if got := Fold(string(r)); len(got) != 1 || Fold(string(upperVietnamese(r))) != got {
				t.Errorf("Fold(%c) = %q", r, got)
			}
		}
		_ = base
	}
}

// TestEveryToneMoves moves each tone in each rhyme, in every case of letters.
func TestEveryToneMoves(t *testing.T) {
	for _, vowels := range []string{"oa", "oe", "uy"} {
		for tone := Huyen; tone <= Nang; tone++ {
			for cases := range 8 {
				letters := []letter{letterOf('h'), letterOf(rune(vowels[0])), letterOf(rune(vowels[1]))}
				for i := range letters {
					if cases>>i&1 != 0 {
						letters[i] |= upperBit
					}
				}
				spell := func(mark int) string {
					var b strings.Builder
					for i, l := range letters {
						if i == mark {
							l = l.withTone(tone)
						}
						b.WriteRune(l.rune())
					}
					return b.String()
				}
				before, after := spell(2), spell(1)
				if got := Normalize(before); got != after {
					t.Errorf("Normalize(%q) = %q, want %q", before, got, after)
				}
				if got := Normalize("(" + before + ")."); got != "("+after+")." {
					t.Errorf("in brackets, %q gives %q", before, got)
				}
				if got := Normalize(before + "n"); got != before+"n" {
					t.Errorf("%qn is changed to %q", before, got)
				}
			}
		}
	}
}

func TestNormalizeMap(t *testing.T) {
	for _, c := range []struct{ in, find, want string }{
		{"Đảng uỷ xã", "xã", "xã"},
		{"Đảng uỷ xã", "ủy", "uỷ"},
		{"“Đảng u\u0079\u0309” xã", "ủy", "u\u0079\u0309"},
		{"đô\u0323i d\u00e2n\u00ad qu\u00e2n", "quân", "qu\u00e2n"},
		{"tie\u0301\u0302ng", "ng", "ng"},
		{"12 – NQ", "- NQ", "– NQ"},
		{"a\r\nb", "b", "b"},
		{"\ufeffmở đầu", "mở", "mở"},
		{"ﬁn", "n", "n"},
	} {
		norm, at := NormalizeMap(c.in)
		i := strings.Index(norm, c.find)
		if i < 0 {
			t.Errorf("%q is not in %q", c.find, norm)
			continue
		}
		if got := c.in[at.Original(i):at.Original(i+len(c.find))]; got != c.want {
			t.Errorf("%q in %q stands for %q, want %q", c.find, c.in, got, c.want)
		}
		if got := at.Original(len(norm)); got != len(c.in) {
			t.Errorf("the end of %q is %d, want %d", c.in, got, len(c.in))
		}
	}
	if _, at := NormalizeMap("không đổi"); !at.Identity() || at.Original(5) != 5 {
		t.Error("the map of a normalized string is not the identity")
	}
}

// TestNoAllocation holds the fast paths to their promise.
func TestNoAllocation(t *testing.T) {
	clean := strings.Repeat("ủy ban nhân dân xã họp phiên thường kỳ quý ba, thông qua 12 nội dung. ", 50)
	plain := strings.Repeat("uy ban nhan dan xa hop phien thuong ky. ", 50)
	tokens := make([]Token, 0, 4096)
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"Clean", func() { Clean(clean) }},
		{"Normalize", func() { Normalize(clean) }},
		{"NormalizeMap", func() { NormalizeMap(clean) }},
		{"Lower", func() { Lower(clean) }},
		{"Fold", func() { Fold(plain) }},
		{"IsSyllable", func() { IsSyllable("nghiêng") }},
		{"AppendTokens", func() { tokens = AppendTokens(tokens[:0], clean) }},
		{"EqualYI", func() { EqualYI("lý", "lỳ") }},
	} {
		if n := testing.AllocsPerRun(20, c.f); n != 0 {
			t.Errorf("%s allocates %v times on text in form", c.name, n)
		}
	}
	if got := Normalize(clean); got != clean {
		t.Errorf("normalized text changes: %q", got)
	}
}
