package resolve

import (
	"unicode"
	"unicode/utf8"
)

// Small helpers to walk a phrase by words. Offsets are bytes.

// wordStart reports that a word begins at byte i.
func wordStart(s string, i int) bool {
	if i >= len(s) || !wordRune(s, i) {
		return false
	}
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func wordRune(s string, i int) bool {
	if b := s[i]; b < utf8.RuneSelf {
		return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordEnd is the byte offset after the word at byte i; i itself where none
// stands.
func wordEnd(s string, i int) int {
	for i < len(s) && wordRune(s, i) {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return i
}

func skipBlank(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t') {
		i++
	}
	return i
}

// hasWord reports that the phrase w, in lower case, stands at byte i in any
// letter case and with single or other white space, and ends a word.
func hasWord(s string, i int, w string) bool { return wordLen(s, i, w) > 0 }

// wordLen is how many bytes the phrase w takes at byte i, 0 if it is not there.
func wordLen(s string, i int, w string) int {
	at := i
	for _, want := range w {
		if at >= len(s) {
			return 0
		}
		if want == ' ' {
			next := skipBlank(s, at)
			if next == at {
				return 0
			}
			at = next
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if lowerRune(r) != want && !(toneTwin(lowerRune(r)) == want) {
			return 0
		}
		at += n
	}
	if at < len(s) && w[len(w)-1] != '.' && wordRune(s, at) {
		return 0
	}
	return at - i
}

func lowerRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if r == 'Ð' || r == 'ð' {
		return 'đ'
	}
	return unicode.ToLower(r)
}

// toneTwin lets the few phrases that are looked for here (khóa, ủy) match in
// both tone placements rune by rune: khoá and khóa differ in two letters.
func toneTwin(r rune) rune {
	switch r {
	case 'o':
		return 'ó'
	case 'á':
		return 'a'
	case 'u':
		return 'ủ'
	case 'ỷ':
		return 'y'
	}
	return r
}
