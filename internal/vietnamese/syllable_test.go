package vietnamese

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

func TestParseSyllable(t *testing.T) {
	for _, c := range []struct {
		in           string
		onset, rhyme string
		tone         Tone
	}{
		{"nghiêng", "ngh", "iêng", Ngang}, {"Nghệ", "ngh", "ê", Nang}, {"ngoằn", "ng", "oăn", Huyen},
		{"quý", "qu", "y", Sac}, {"quốc", "qu", "ôc", Sac}, {"QUYẾT", "qu", "yêt", Sac}, {"quở", "qu", "ơ", Hoi},
		{"gì", "gi", "i", Huyen}, {"gìn", "gi", "in", Huyen}, {"giếng", "gi", "iêng", Sac}, {"giết", "gi", "iêt", Sac},
		{"gia", "gi", "a", Ngang}, {"giờ", "gi", "ơ", Huyen}, {"giữa", "gi", "ưa", Nga}, {"giẻ", "gi", "e", Hoi},
		{"ghế", "gh", "ê", Sac}, {"gỗ", "g", "ô", Nga}, {"kỹ", "k", "y", Nga}, {"cá", "c", "a", Sac},
		{"hòa", "h", "oa", Huyen}, {"hoà", "h", "oa", Huyen}, {"thuỷ", "th", "uy", Hoi}, {"khuỷu", "kh", "uyu", Hoi},
		{"yêu", "", "yêu", Ngang}, {"yết", "", "yêt", Sac}, {"ỉu", "", "iu", Hoi}, {"oằn", "", "oăn", Huyen},
		{"thuở", "th", "uơ", Hoi}, {"xoong", "x", "oong", Ngang}, {"buýt", "b", "uyt", Sac}, {"ươn", "", "ươn", Ngang},
		{"đường", "đ", "ương", Huyen}, {"khuya", "kh", "uya", Ngang}, {"nguệch", "ng", "uêch", Nang}, {"pin", "p", "in", Ngang},
		{"Kạn", "k", "an", Nang}, {"Đắk", "đ", "ăk", Sac}, {"Lăk", "l", "ăk", Ngang}, {"Krông", "kr", "ông", Ngang},
	} {
		got, ok := ParseSyllable(c.in)
		if want := (Syllable{c.onset, c.rhyme, c.tone}); !ok || got != want {
			t.Errorf("ParseSyllable(%q) = %+v, %v; want %+v", c.in, got, ok, want)
			continue
		}
		if want := Lower(c.in); got.String() != want {
			t.Errorf("%q is spelled back as %q", want, got)
		}
	}
}

func TestNoSyllable(t *testing.T) {
	for _, c := range []struct{ rule, words string }{
		{"no letters of the alphabet", "fax jazz web zalo été ß"},
		{"no vowel", "b ng tr UBND"},
		{"ngh, gh, k only before e ê i y", "ngha ghó kà nghơ"},
		{"ng, g, c not before e ê i y", "nge gê ci ngi cy gy ngy"},
		{"no such onset", "dzu blao prồ chhu stà"},
		{"no such rhyme", "eu uou aoi ơu ưo êo ôch ơc ưp iêch aá oung"},
		{"stop-final with another tone", "cac tàt hoc tet mảch bẫt sìch"},
		{"mark on the wrong vowel", "hòan qúy đìên aò maì thúê"},
		{"two marks", "ááo tốì"},
		{"yê with an onset, iê without", "tyên kyết iêu iên"},
		{"y that is not written so", "by chỳ ngỳ xy py"},
		{"c and labials before a glide", "coa cuyên buyên moe phoan"},
		{"too long", "nghiêngg nghuyêng thuuuu"},
		{"misread words", "chlnh quyêt hưóng viêt đông1 luậtsố nuớc"},
		{"empty", ""},
	} {
		for _, w := range strings.Fields(c.words) {
			if got, ok := ParseSyllable(w); ok {
				t.Errorf("%s: %q is parsed as %+v", c.rule, w, got)
			}
		}
	}
	if IsSyllable("") {
		t.Error("the empty string is a syllable")
	}
}

// TestEverySpellingParses goes through the whole table: each syllable with
// each of its tones parses as itself, and no two entries share letters.
func TestEverySpellingParses(t *testing.T) {
	entries, forms := 0, 0
	for _, e := range spellings {
		if e == 0 {
			continue
		}
		entries++
		var spelled []letter
		for k := e.letters(); k != 0; k >>= letterBits {
			spelled = append([]letter{letter(k & codeMask)}, spelled...)
		}
		for tone := Ngang; tone <= Nang; tone++ {
			for _, mark := range []int{e.oldMark(), e.newMark()} {
				var b strings.Builder
				for i, l := range spelled {
					if i == mark {
						l = l.withTone(tone)
					}
					b.WriteRune(l.rune())
				}
				got, ok := ParseSyllable(b.String())
				if ok != e.tones().holds(tone) || ok && (got.Rhyme != e.rhyme() || got.Tone != tone) {
					t.Errorf("%q parses as %+v, %v", b.String(), got, ok)
				}
			}
			if e.tones().holds(tone) {
				forms++
			}
		}
	}
	if entries < 3000 || entries > len(spellings)*3/4 {
		t.Errorf("%d entries in a table of %d", entries, len(spellings))
	}
	t.Logf("%d toneless syllables, %d with tones", entries, forms)
}

// TestTreebank measures how many words in letters of a news treebank are
// syllables. The others are foreign names, abbreviations and misspellings.
func TestTreebank(t *testing.T) {
	all, accepted := 0, 0
	rejected := map[string]int{}
	for _, part := range []string{"train", "dev", "test"} {
		f, err := os.Open("../../../shared/data/gold/words.vtb-" + part + ".tsv")
		if err != nil {
			t.Skipf("the treebank is not here: %v", err)
		}
		defer f.Close()
		in := bufio.NewScanner(f)
		for in.Scan() {
			for _, w := range strings.Fields(in.Text()) {
				w = Normalize(w)
				if strings.IndexFunc(w, func(r rune) bool { return !wordRune(r) }) >= 0 {
					continue
				}
				all++
				if IsSyllable(w) {
					accepted++
				} else {
					rejected[w]++
				}
			}
		}
	}
	share := float64(accepted) / float64(all)
	t.Logf("%d of %d words are syllables (%.2f%%), %d different ones are not", accepted, all, 100*share, len(rejected))
	if share < 0.98 {
		t.Errorf("%.2f%% accepted, want 98%%", 100*share)
	}
}
