package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// DecodeText decodes a text whose bytes were read as Latin-1 or Windows-1252,
// word by word. Words with characters that the encoding does not have stay as
// they are, as do signs that stand alone. Capitals that TCVN3 does not have
// are restored in words whose other letters are capitals (CHÝNH gives CHÍNH).
// The result is in NFC.
func DecodeText(enc Encoding, s string) string {
	switch enc {
	case Unicode:
		return s
	case VIQR:
		return decodeVIQR(s)
	}
	var out strings.Builder
	out.Grow(len(s) + len(s)/4)
	for len(s) > 0 {
		end := strings.IndexByte(s, '\n') + 1
		if end == 0 {
			end = len(s)
		}
		decodeLine(&out, enc, s[:end])
		s = s[end:]
	}
	return out.String()
}

// decodeLine decodes one line.
func decodeLine(out *strings.Builder, enc Encoding, s string) {
	shout := enc == TCVN3 && capitalLine(s)
	for i := 0; i < len(s); {
		j, ascii := wordEnd(enc, s, i)
		if j == i {
			_, size := utf8.DecodeRuneInString(s[i:])
			out.WriteString(s[i : i+size])
			i += size
			continue
		}
		w := s[i:j]
		i = j
		if ascii {
			out.WriteString(w)
			continue
		}
		d, ok := decodeWord(enc, w)
		if !ok || loneSign(w, d, s[i:]) {
			out.WriteString(w)
			continue
		}
		if enc == TCVN3 {
			d = capitalize(w, d, shout)
		}
		out.WriteString(d)
	}
}

// loneSign reports a sign by itself that is not to be read as the letter d:
// ©, §, °. The đ of a list of points is a letter: ®).
func loneSign(w, d, rest string) bool {
	if utf8.RuneCountInString(w) != 1 || asciiOrLetter(w) || vietnamese.IsSyllable(d) {
		return false
	}
	point := strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ".")
	return !point || d != "đ" && d != "Đ"
}

// wordEnd is the end of the run of code runes at i.
func wordEnd(enc Encoding, s string, i int) (end int, ascii bool) {
	ascii = true
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < utf8.RuneSelf {
			if !asciiLetter(r) {
				break
			}
		} else if !codeRune(enc, r) || r == utf8.RuneError {
			break
		} else {
			ascii = false
		}
		i += size
	}
	return i, ascii
}

// capitalLine reports a line whose ASCII letters are capitals, document
// numbers left aside.
func capitalLine(s string) bool {
	upper, lower := 0, 0
	for _, field := range strings.Fields(s) {
		if strings.ContainsAny(field, "0123456789/") {
			continue
		}
		for _, r := range field {
			if r < utf8.RuneSelf && unicode.IsUpper(r) {
				upper++
			} else if r < utf8.RuneSelf && unicode.IsLower(r) {
				lower++
			}
		}
	}
	return upper >= 4 && upper > 3*lower
}

// capitalize gives d capitals where w, of which it was decoded, has them in
// ASCII: CHÝNH, CñA.
func capitalize(w, d string, shout bool) string {
	upper, lower := 0, 0
	for _, r := range w {
		if r < utf8.RuneSelf {
			if unicode.IsUpper(r) {
				upper++
			} else {
				lower++
			}
		}
	}
	if lower == 0 && (upper >= 2 || shout) {
		return strings.ToUpper(d)
	}
	return d
}

// RepairText brings a text into Unicode that holds legacy text read as
// Latin-1, all of it or in some lines, as documents do that set their
// heading in another font. It returns the text and the encoding it found;
// Unicode means that s is returned as it is. Lines that are Vietnamese as
// they stand are never touched.
func RepairText(s string) (string, Encoding) {
	if asciiOnly(s) {
		if enc, _ := DetectText(s); enc == VIQR {
			return decodeVIQR(s), VIQR
		}
		return s, Unicode
	}
	found, _ := DetectText(s)
	whole := found != Unicode
	if !whole {
		found = lineEncoding(s)
		if found == Unicode {
			return s, Unicode
		}
	}
	var out strings.Builder
	out.Grow(len(s) + len(s)/4)
	changed := false
	for rest := s; len(rest) > 0; {
		end := strings.IndexByte(rest, '\n') + 1
		if end == 0 {
			end = len(rest)
		}
		line := rest[:end]
		rest = rest[end:]
		if legacyLine(found, line, whole) {
			n := out.Len()
			decodeLine(&out, found, line)
			changed = changed || out.String()[n:] != line
		} else {
			out.WriteString(line)
		}
	}
	if !changed {
		return s, Unicode
	}
	return out.String(), found
}

// lineEncoding looks for an encoding that some lines are in, each beyond
// doubt.
func lineEncoding(s string) Encoding {
	var votes [len(encodingNames)]int
	best := Unicode
	for line := range strings.Lines(s) {
		if asciiOnly(line) || strings.IndexFunc(line, unicodeOnly) >= 0 {
			continue
		}
		if enc, sure := DetectText(line); enc != Unicode && enc != VIQR && sure >= 0.6 {
			votes[enc]++
			if votes[enc] > votes[best] {
				best = enc
			}
		}
	}
	return best
}

// unicodeOnly reports the Vietnamese letters that Latin-1 and Windows-1252 do
// not have: a line with one of them is Unicode.
func unicodeOnly(r rune) bool {
	switch r {
	case 'ă', 'Ă', 'đ', 'Đ', 'ĩ', 'Ĩ', 'ũ', 'Ũ', 'ơ', 'Ơ', 'ư', 'Ư':
		return true
	}
	return r >= 0x1EA0 && r <= 0x1EF9
}

// legacyLine decides on one line of a text in which the encoding was found:
// in all of it (whole), or in other lines.
func legacyLine(enc Encoding, line string, whole bool) bool {
	if asciiOnly(line) || !whole && strings.IndexFunc(line, unicodeOnly) >= 0 {
		return false
	}
	t := weigh(enc, line)
	if t.words == 0 {
		return whole
	}
	if whole {
		return t.valid > 0 && t.lost <= t.fixed
	}
	return t.better()
}

func asciiOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
