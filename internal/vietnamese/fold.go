package vietnamese

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lower is Normalize in lower case. It returns s itself, without allocating,
// where s is in this form already.
func Lower(s string) string { return lower(Normalize(s)) }

// Fold is Lower without marks, and with d for đ: the form in which text is
// matched that was typed without marks. It returns s itself, without
// allocating, where s is in this form already.
//
// Folding throws meaning away: never fold a document symbol, where ĐA and DA,
// HĐ and HD are different codes (see FoldToken).
func Fold(s string) string {
	return foldLowered(Lower(s))
}

func foldLowered(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s
	}
	out := append(make([]byte, 0, len(s)), s[:i]...)
	out = appendFolded(out, s[i:])
	if string(out) == s {
		return s
	}
	return string(out)
}

// AppendFold appends the folded form of s to dst. s must be in Lower form, as
// the Text of a token is.
func AppendFold(dst []byte, s string) []byte { return appendFolded(dst, s) }

func appendFolded(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < lowTable:
			if b := lowFold[r]; b != 0 {
				dst = append(dst, b)
			} else {
				dst = append(dst, s[i:i+size]...)
			}
		case r >= highTable && r < highEnd:
			if b := highFold[r-highTable]; b != 0 {
				dst = append(dst, b)
			} else {
				dst = append(dst, s[i:i+size]...)
			}
		case r >= 0x300 && r < 0x370: // a mark that composed with nothing
		default:
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}

// lowFold and highFold give the ASCII letter under a marked Latin letter.
var (
	lowFold  [lowTable]byte
	highFold [highEnd - highTable]byte
)

func initFold() {
	base := func(r rune) byte {
		d := norm.NFD.String(string(r))
		if len(d) > 1 && d[0] < utf8.RuneSelf && asciiLetter(d[0]) {
			return d[0] | 0x20
		}
		return 0
	}
	for r := rune(0xC0); r < lowTable; r++ {
		lowFold[r] = base(r)
	}
	for r := rune(highTable); r < highEnd; r++ {
		highFold[r-highTable] = base(r)
	}
	lowFold['đ'], lowFold['Đ'] = 'd', 'd'
}

// lower lowers the case of a normalized string.
func lower(s string) string {
	i := firstUpper(s)
	if i == len(s) {
		return s
	}
	return string(appendLower(append(make([]byte, 0, len(s)), s[:i]...), s[i:]))
}

func firstUpper(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if lowerRune(r) != r {
			return i
		}
		i += size
	}
	return len(s)
}

func appendLower(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if low := lowerRune(r); low != r {
			dst = utf8.AppendRune(dst, low)
		} else {
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}

func lowerRune(r rune) rune {
	if l := letterOf(r); l != 0 {
		if l.upper() {
			return spelled[l.code()][l.tone()]
		}
		return r
	}
	return unicode.ToLower(r)
}
