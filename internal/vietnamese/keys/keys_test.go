package keys

import (
	"testing"

	"tracuu/internal/vietnamese"
)

func TestDecode(t *testing.T) {
	for _, tc := range []struct {
		word, want string
		by         Method
	}{
		{"nghij", "nghị", Telex},
		{"quyeets", "quyết", Telex},
		{"NGHIJ", "nghị", Telex},
		{"quoocs", "quốc", Telex},
		{"quocso", "quốc", Telex}, // keys at the end
		{"thoong", "thông", Telex},
		{"coong", "công", Telex},
		{"tuw", "tư", Telex},
		{"ddaangr", "đẩng", Telex},
		{"ddangr", "đảng", Telex},
		{"ddảng", "đảng", Telex}, // switched on in the middle
		{"quyếts", "quyết", Telex},
		{"dduwowngf", "đường", Telex},
		{"dduowngf", "đường", Telex},
		{"dduongwf", "đường", Telex},
		{"dduwongwf", "đường", Telex},
		{"luwowng", "lương", Telex},
		{"luowng", "lương", Telex},
		{"huow", "huơ", Telex},
		{"thuowr", "thuở", Telex},
		{"nuwocs", "nước", Telex},
		{"nuwowcs", "nước", Telex},
		{"truwowngf", "trường", Telex},
		{"muaw", "mưa", Telex},
		{"muwa", "mưa", Telex},
		{"quawng", "quăng", Telex},
		{"hoangw", "hoăng", Telex},
		{"hoaf", "hòa", Telex},
		{"thuyr", "thủy", Telex},
		{"wng", "ưng", Telex},
		{"wowcs", "ước", Telex},
		{"nghieengx", "nghiễng", Telex},
		{"nhieemj", "nhiệm", Telex},
		{"vuj", "vụ", Telex},
		{"soos", "số", Telex}, // s first a letter, then a tone
		{"ruowuj", "rượu", Telex},
		{"huwowngs", "hướng", Telex},
		{"tieengs", "tiếng", Telex},
		{"giuwx", "giữ", Telex},
		{"giex", "giẽ", Telex},
		{"gif", "gì", Telex},
		{"yeeu", "yêu", Telex},
		{"nghi5", "nghị", VNI},
		{"quye61t", "quyết", VNI},
		{"quyet61", "quyết", VNI},
		{"d9a3ng", "đảng", VNI},
		{"dang93", "đảng", VNI},
		{"d9u7o7ng2", "đường", VNI},
		{"d9uong72", "đường", VNI},
		{"nu7o7c1", "nước", VNI},
		{"ba8ng2", "bằng", VNI},
		{"tu7", "tư", VNI},
		{"an1", "án", VNI},
	} {
		got, by, ok := Decode(tc.word)
		if !ok || got != tc.want || by != tc.by {
			t.Errorf("%s: %q by %s (%v), want %q by %s", tc.word, got, by, ok, tc.want, tc.by)
		}
	}
}

func TestNotDecoded(t *testing.T) {
	for _, word := range []string{
		"", "a", "s", "nghị", "quyết", "an", "ninh", "sung", "xanh", "rừng", "trung", // nothing to decode
		"pa03", "h5n1", "q7", "5a", "30", "b52", "nd30", "12nqtw", "k10", // codes
		"internet", "facebook", "www", "hotels", "strings", "nghijj2", "quyeetsf", // no syllable
		"ểs", "\xff\xfe", "aaaaaaaaaaaaaaaaaaaaaaaaaa",
	} {
		if got, by, ok := Decode(word); ok {
			t.Errorf("%q is read as %q by %s", word, got, by)
		}
	}
}

// TestEncodeDecode types syllables of every rhyme and tone by both methods, the
// tone behind its vowel and at the end, and reads them again.
func TestEncodeDecode(t *testing.T) {
	n := 0
	for _, onset := range []string{"", "b", "ch", "đ", "ngh", "ng", "qu", "gi", "th", "s", "x", "r", "tr", "h"} {
		for _, rhyme := range []string{"a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "ai", "ây", "âu", "oi", "ôi", "ơi", "ưi", "ươi", "ươu", "iêu", "ưa", "uôi", "ăng", "âng",
			"iên", "ương", "ông", "ong", "oan", "oăn", "uân", "uyên", "ươc", "iêt", "ôc", "ước", "ăc", "ât", "uyêt", "oat"} {
			for _, tone := range []string{"", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"} {
				want := ""
				for i, r := range []rune(onset + rhyme) {
					runes := []rune(onset + rhyme)
					if !isVowel(r) {
						continue
					}
					if s, ok := vietnamese.ParseSyllable(vietnamese.Normalize(string(runes[:i+1]) + tone + string(runes[i+1:]))); ok {
						want = s.String()
						break
					}
				}
				for _, m := range []Method{Telex, VNI} {
					for _, atEnd := range []bool{false, true} {
						typed, changed := typedBy(want, m, atEnd)
						if want == "" || !changed {
							continue
						}
						n++
						got, by, ok := Decode(typed)
						// Some words are typed alike: huơ and hươ without an end.
						if retyped, _ := typedBy(got, m, atEnd); !ok || got != want && retyped != typed || by != m {
							t.Errorf("%s typed %s is read as %q by %s", want, typed, got, by)
						}
					}
				}
			}
		}
	}
	if n < 5000 {
		t.Errorf("only %d words were typed", n)
	}
}

// typedBy gives the keys of a syllable; false where it has no key.
func typedBy(syllable string, m Method, atEnd bool) (string, bool) {
	telex := map[rune]string{'ă': "aw", 'â': "aa", 'ê': "ee", 'ô': "oo", 'ơ': "ow", 'ư': "uw", 'đ': "dd", sac: "s", huyen: "f", hoi: "r", nga: "x", nang: "j"}
	vni := map[rune]string{'ă': "a8", 'â': "a6", 'ê': "e6", 'ô': "o6", 'ơ': "o7", 'ư': "u7", 'đ': "d9", sac: "1", huyen: "2", hoi: "3", nga: "4", nang: "5"}
	table := telex
	if m == VNI {
		table = vni
	}
	out, tail, changed := "", "", false
	for _, r := range syllable {
		base, mark := toneless(r)
		if k := table[base]; k != "" {
			out += k
			changed = true
		} else {
			out += string(base)
		}
		if mark != 0 {
			changed = true
			if atEnd {
				tail = table[mark]
			} else {
				out += table[mark]
			}
		}
	}
	return out + tail, changed
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"nghij", "quye61t", "ddảng", "wwww", "aaeeoo", "d9d9d9", "\xff", "uow", "quow"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, by, ok := Decode(s)
		if ok != (got != "") || ok != (by != "") {
			t.Errorf("%q: %q %q %v", s, got, by, ok)
		}
		if ok && !vietnamese.IsSyllable(got) {
			t.Errorf("%q is read as %q, which is no syllable", s, got)
		}
	})
}
