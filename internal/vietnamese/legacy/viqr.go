package legacy

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// VIQR, RFC 1456: marks follow the letter as ASCII, first the one that makes
// the letter (^ circumflex, ( breve, + horn), then the tone (' acute, `
// grave, ? hook, ~ tilde, . dot below); dd is đ; a backslash takes its
// meaning from the mark after it.
const (
	viqrShapes = "^(+"
	viqrTones  = "'`?~."
)

var (
	viqrShapeMarks = map[byte]rune{'^': 0x302, '(': 0x306, '+': 0x31B}
	viqrToneMarks  = map[byte]rune{'\'': 0x301, '`': 0x300, '?': 0x309, '~': 0x303, '.': 0x323}
)

func viqrVowel(c byte) bool { return strings.IndexByte("aeiouyAEIOUY", c) >= 0 }

// viqrShaped reports whether the letter takes the mark.
func viqrShaped(c, mark byte) bool {
	switch mark {
	case '^':
		return strings.IndexByte("aeoAEO", c) >= 0
	case '(':
		return c == 'a' || c == 'A'
	case '+', '*':
		return strings.IndexByte("ouOU", c) >= 0
	}
	return false
}

func decodeVIQR(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		case (c == 'd' || c == 'D') && i+1 < len(s) && s[i+1]|0x20 == 'd':
			if c == 'd' && s[i+1] == 'd' {
				out.WriteString("đ")
			} else if c == 'D' {
				out.WriteString("Đ")
			} else {
				out.WriteString("dD")
			}
			i++
		case viqrVowel(c):
			out.WriteByte(c)
			if i+1 < len(s) && viqrShaped(c, s[i+1]) {
				i++
				mark := s[i]
				if mark == '*' {
					mark = '+'
				}
				out.WriteRune(viqrShapeMarks[mark])
			}
			if i+1 < len(s) {
				if tone := viqrToneMarks[s[i+1]]; tone != 0 {
					out.WriteRune(tone)
					i++
				}
			}
		default:
			out.WriteByte(c)
		}
	}
	return norm.NFC.String(strings.ToValidUTF8(out.String(), "\ufffd"))
}

// appendVIQR writes r; a mark or d that would be read as part of the letter
// before is escaped.
func appendVIQR(out []byte, r rune) []byte {
	switch r {
	case 'đ':
		return append(out, "dd"...)
	case 'Đ':
		return append(out, "DD"...)
	}
	if r < 0x80 {
		c := byte(r)
		last := byte(0)
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch {
		case c == '\\',
			strings.IndexByte(viqrShapes+viqrTones+"*", c) >= 0 && (viqrVowel(last) || strings.IndexByte(viqrShapes+"*", last) >= 0),
			(c == 'd' || c == 'D') && last|0x20 == 'd':
			out = append(out, '\\')
		}
		return append(out, c)
	}
	var shape, tone byte
	var base rune
	for i, x := range norm.NFD.String(string(r)) {
		switch {
		case i == 0 && x < 0x80 && viqrVowel(byte(x)):
			base = x
		case base == 0:
			return out
		default:
			found := false
			for c, mark := range viqrShapeMarks {
				if mark == x && shape == 0 && viqrShaped(byte(base), c) {
					shape, found = c, true
				}
			}
			for c, mark := range viqrToneMarks {
				if mark == x && tone == 0 {
					tone, found = c, true
				}
			}
			if !found {
				return out
			}
		}
	}
	out = append(out, byte(base))
	if shape != 0 {
		out = append(out, shape)
	}
	if tone != 0 {
		out = append(out, tone)
	}
	return out
}
