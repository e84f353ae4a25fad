package index

import (
	"strings"
	"testing"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

func TestPlainPhrase(t *testing.T) {
	for _, c := range []struct {
		phrase, text     string
		typed, has, sure bool
	}{
		{"an ninh trật tự", "giữ an ninh trật tự.", true, true, true},
		{"an ninh trật tự", "Giữ AN NINH, TRẬT TỰ xã", false, true, true},
		{"an ninh trật tự", "an ninh\ntrật  tự", false, true, true},
		{"an ninh trật tự", "trật tự an ninh", false, false, true},
		{"an ninh trật tự", "gian ninh trật tự", false, false, true},
		{"an ninh trật tự", "an ninh trật tựu", false, false, true},
		{"an ninh trật tự", "an ninh trật tự-xã hội", false, false, false},
		{"an ninh trật tự", "an ninh trật tự - xã hội", true, true, true},
		{"an ninh trật tự", "an-ninh trật tự", false, false, false},
		{"an ninh trật tự", "x/an ninh trật tự", false, false, false},
		{"an ninh trật tự", "an ninh 2 trật tự", false, false, true},
		{"an ninh trật tự", "an an ninh trật tự", true, true, true},
		{"hòa bình", "Hoà bình", false, true, true},
		{"an ninh", "", false, false, true},
	} {
		var words []string
		for _, token := range vi.Scan(c.phrase) {
			words = append(words, token.Text)
		}
		p := newPlainPhrase(singletons(words))
		if p == nil {
			t.Fatalf("%s is not plain", c.phrase)
		}
		if got := p.asTyped([]byte(c.text)); got != c.typed {
			t.Errorf("%q in %q as typed: %v", c.phrase, c.text, got)
		}
		if has, sure := p.in(vietnamese.Lower(c.text)); has != c.has || sure != c.sure {
			t.Errorf("%q in %q: %v, sure %v; want %v, %v", c.phrase, c.text, has, sure, c.has, c.sure)
		}
	}
	for _, phrase := range [][]weighted{{{"an", 1}, {"ân", .4}}, {{"12-nq/tw", 1}}, {{"xyz", 1}}} {
		if newPlainPhrase([][]weighted{phrase}) != nil {
			t.Errorf("%v is plain", phrase)
		}
	}
}

// FuzzPlainPhrase holds the quick look to the tokens: where it is sure it says
// what they say.
func FuzzPlainPhrase(f *testing.F) {
	f.Add("an ninh trật tự", "Giữ an ninh, trật tự - xã hội; an-ninh trật tự/x")
	f.Add("hòa bình", "hoà   bình.hòa bình")
	f.Add("a a a", "A a. a a:a a a")
	f.Add("ủy ban", "UỶ BAN\u0300 uỷ ban")
	f.Fuzz(func(t *testing.T, phrase, text string) {
		var words []string
		for _, token := range vi.Scan(phrase) {
			words = append(words, token.Text)
		}
		if len(words) < 2 || len(words) > 6 {
			return
		}
		p := newPlainPhrase(singletons(words))
		if p == nil {
			return
		}
		sets := make([]map[string]bool, len(words))
		for i, w := range words {
			sets[i] = map[string]bool{w: true}
		}
		want := inARow(vi.Scan(text), sets)
		if has, sure := p.in(vietnamese.Lower(text)); sure && has != want {
			t.Errorf("%q in %q: %v, the tokens say %v", strings.Join(words, " "), text, has, want)
		}
		if p.asTyped([]byte(text)) && !want {
			t.Errorf("%q as typed in %q, the tokens say no", strings.Join(words, " "), text)
		}
	})
}
