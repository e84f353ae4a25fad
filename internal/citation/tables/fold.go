package tables

import (
	"unicode"
	"unicode/utf8"
)

// lower gives the form of a rune to match by: lower case, Đ for the look-alike
// Ð, one hyphen for every dash.
func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	switch r {
	case 'Ð', 'ð', 'Đ':
		return 'đ'
	case '–', '—', '‐', '‑', '−':
		return '-'
	case '\u00a0':
		return ' '
	}
	return unicode.ToLower(r)
}

// toneMoved maps the last two letters of an open syllable between the old and
// the new place of the tone: hoà and hòa, uỷ and ủy, khoẻ and khỏe.
var toneMoved = func() map[string]string {
	m := map[string]string{}
	for _, p := range [][2]string{
		{"oà", "òa"}, {"oá", "óa"}, {"oả", "ỏa"}, {"oã", "õa"}, {"oạ", "ọa"},
		{"oè", "òe"}, {"oé", "óe"}, {"oẻ", "ỏe"}, {"oẽ", "õe"}, {"oẹ", "ọe"},
		{"uỳ", "ùy"}, {"uý", "úy"}, {"uỷ", "ủy"}, {"uỹ", "ũy"}, {"uỵ", "ụy"},
	} {
		m[p[0]] = p[1]
	}
	return m
}()

// Fold is the form that two spellings of one name share: lower case, one space
// between words, none around a hyphen, the tone of oa, oe, uy on the first
// letter, Đ for Ð. Marks are kept. It is made for short names, not for texts.
func Fold(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := next(s, i)
		if r == ' ' && len(b) == 0 {
			i += n
			continue
		}
		b = utf8.AppendRune(b, r)
		i += n
	}
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return moveTones(string(b))
}

// moveTones puts the tone of open oa, oe, uy in its new place. "quý" keeps its
// own: there the u belongs to the consonant.
func moveTones(s string) string {
	var out []byte
	prev, prevAt := rune(0), 0
	before := rune(0)
	for i, r := range s {
		if (prev == 'o' || prev == 'u') && r >= utf8.RuneSelf && !(prev == 'u' && before == 'q') {
			end := i + utf8.RuneLen(r)
			if to, ok := toneMoved[s[prevAt:end]]; ok && !letterAt(s, end) {
				if out == nil {
					out = []byte(s)
				}
				copy(out[prevAt:end], to) // both forms have the same length in bytes
			}
		}
		before, prev, prevAt = prev, r, i
	}
	if out == nil {
		return s
	}
	return string(out)
}

// letterAt reports a letter at byte i.
func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// next gives the folded rune at byte i and how many bytes it covers: a run of
// white space is one space, and white space around a hyphen belongs to it.
func next(s string, i int) (rune, int) {
	r, n := utf8.DecodeRuneInString(s[i:])
	r = lower(r)
	if r != '-' && !isSpace(r) {
		return r, n
	}
	dash := r == '-'
	for j := i + n; j < len(s); {
		r, m := utf8.DecodeRuneInString(s[j:])
		r = lower(r)
		switch {
		case isSpace(r):
			j += m
		case r == '-' && !dash:
			dash = true
			j += m
		default:
			if dash {
				return '-', j - i
			}
			return ' ', j - i
		}
		if j >= len(s) {
			n = j - i
		}
	}
	if dash {
		return '-', n
	}
	return ' ', n
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r == '\f' || r == '\v'
}
