package index

import (
	"math/rand/v2"
	"strings"

	"tracuu/internal/vietnamese"
)

// typos are the ways to mistype one word of a query.
var typos = []struct {
	name string
	make func(r *rand.Rand, query string) string
}{
	{"tone", onWord(wrongTone)},
	{"mark of a letter", onWord(wrongMark)},
	{"marks lost", onWord(func(_ *rand.Rand, w string) string { return vietnamese.Fold(w) })},
	{"key beside", onLetter(func(r *rand.Rand, w []rune, i int) []rune {
		near := neighbours(w[i])
		if len(near) == 0 {
			return w
		}
		w[i] = near[r.IntN(len(near))]
		return w
	})},
	{"letter doubled", onLetter(func(_ *rand.Rand, w []rune, i int) []rune {
		return append(w[:i:i], append([]rune{w[i]}, w[i:]...)...)
	})},
	{"letter dropped", onLetter(func(_ *rand.Rand, w []rune, i int) []rune {
		if len(w) < 3 {
			return w
		}
		return append(w[:i:i], w[i+1:]...)
	})},
	{"letters swapped", onLetter(func(_ *rand.Rand, w []rune, i int) []rune {
		if i+1 < len(w) {
			w[i], w[i+1] = w[i+1], w[i]
		}
		return w
	})},
	{"words glued", func(r *rand.Rand, query string) string {
		words := strings.Fields(query)
		i := r.IntN(len(words) - 1)
		return strings.Join(words[:i+1], " ") + strings.Join(words[i+1:], " ")
	}},
	{"word split", onLetter(func(_ *rand.Rand, w []rune, i int) []rune {
		if i == 0 {
			return w
		}
		return append(w[:i:i], append([]rune{' '}, w[i:]...)...)
	})},
	{"Telex, one word", onWord(func(_ *rand.Rand, w string) string { return typedWith(w, telexKeys) })},
	{"Telex, all words", func(_ *rand.Rand, q string) string { return typedWith(q, telexKeys) }},
	{"VNI, one word", onWord(func(_ *rand.Rand, w string) string { return typedWith(w, vniKeys) })},
	{"VNI, all words", func(_ *rand.Rand, q string) string { return typedWith(q, vniKeys) }},
}

func onWord(f func(r *rand.Rand, w string) string) func(*rand.Rand, string) string {
	return func(r *rand.Rand, query string) string {
		words := strings.Fields(query)
		i := r.IntN(len(words))
		words[i] = f(r, words[i])
		return strings.Join(words, " ")
	}
}

func onLetter(f func(r *rand.Rand, w []rune, i int) []rune) func(*rand.Rand, string) string {
	return onWord(func(r *rand.Rand, w string) string {
		runes := []rune(w)
		return string(f(r, runes, r.IntN(len(runes))))
	})
}

func wrongTone(r *rand.Rand, w string) string {
	s, ok := vietnamese.ParseSyllable(w)
	if !ok {
		return w
	}
	s.Tone = (s.Tone + vietnamese.Tone(1+r.IntN(5))) % 6
	if !vietnamese.IsSyllable(s.String()) {
		return w
	}
	return s.String()
}

// wrongMark writes one letter with another mark, or without: ô for o, d for đ.
func wrongMark(r *rand.Rand, w string) string {
	marks := map[rune]string{'a': "ăâ", 'ă': "aâ", 'â': "aă", 'e': "ê", 'ê': "e", 'o': "ôơ", 'ô': "oơ", 'ơ': "oô", 'u': "ư", 'ư': "u", 'd': "đ", 'đ': "d"}
	runes := []rune(w)
	for _, i := range r.Perm(len(runes)) {
		base, tone := vietnamese.SplitTone(runes[i])
		if m := []rune(marks[base]); len(m) > 0 {
			runes[i] = m[r.IntN(len(m))]
			return vietnamese.Normalize(string(runes[:i+1]) + combining[tone] + string(runes[i+1:]))
		}
	}
	return w
}

var combining = map[vietnamese.Tone]string{vietnamese.Huyen: "\u0300", vietnamese.Hoi: "\u0309", vietnamese.Nga: "\u0303", vietnamese.Sac: "\u0301", vietnamese.Nang: "\u0323"}

func neighbours(r rune) (out []rune) {
	for c := 'a'; c <= 'z'; c++ {
		if beside(r, c) {
			out = append(out, c)
		}
	}
	return out
}

var (
	telexKeys = map[rune]string{'ă': "aw", 'â': "aa", 'ê': "ee", 'ô': "oo", 'ơ': "ow", 'ư': "uw", 'đ': "dd", '\u0301': "s", '\u0300': "f", '\u0309': "r", '\u0303': "x", '\u0323': "j"}
	vniKeys   = map[rune]string{'ă': "a8", 'â': "a6", 'ê': "e6", 'ô': "o6", 'ơ': "o7", 'ư': "u7", 'đ': "d9", '\u0301': "1", '\u0300': "2", '\u0309': "3", '\u0303': "4", '\u0323': "5"}
)

// typedWith types words by keys, the tone at the end of each.
func typedWith(words string, keys map[rune]string) string {
	var out []string
	for _, w := range strings.Fields(words) {
		typed, tone := "", ""
		for _, r := range w {
			base, t := vietnamese.SplitTone(r)
			if k, ok := keys[base]; ok {
				typed += k
			} else {
				typed += string(base)
			}
			if t != vietnamese.Ngang {
				m := []rune(combining[t])
				tone = keys[m[0]]
			}
		}
		out = append(out, typed+tone)
	}
	return strings.Join(out, " ")
}
