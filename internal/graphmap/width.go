package graphmap

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The sizes of the letters, in pixels.
const (
	NameSize = 13
	NoteSize = 12
	TagSize  = 12
)

// TextWidth is about how wide a text is in a sans of ordinary width, in pixels;
// rather too wide than too narrow. Marks above and below letters have no width.
func TextWidth(s string, size int) float64 {
	sum := 0.0
	for _, r := range s {
		sum += letterWidth(r)
	}
	return sum * float64(size)
}

// letterWidth is the width of a letter in parts of the size, after the faces of
// the pages and Arial, whichever is wider.
func letterWidth(r rune) float64 {
	if r > 127 {
		if d := norm.NFD.String(string(r)); len(d) > 0 && d[0] < 128 {
			extra := 0.0
			if r == 'ơ' || r == 'ư' || r == 'Ơ' || r == 'Ư' {
				extra = .08
			}
			return letterWidth(rune(d[0])) + extra
		}
		if unicode.Is(unicode.Mn, r) {
			return 0
		}
	}
	switch {
	case r == ' ':
		return .28
	case r == 'i' || r == 'l' || r == 'j' || r == '.' || r == ',' || r == ':' || r == ';' || r == '\'' || r == '|' || r == '!' || r == 'I':
		return .31
	case r == 't' || r == 'f' || r == 'r' || r == '(' || r == ')' || r == '-' || r == '/' || r == '·' || r == '"':
		return .42
	case r == 'm' || r == 'M' || r == 'W' || r == 'w' || r == '…' || r == '—' || r == '@' || r == '%':
		return .95
	case unicode.IsUpper(r):
		return .75
	case r > 0x2e80: // wide scripts
		return 1.1
	}
	return .62
}

// Cut shortens a text to a width, with "…" where it is cut.
func Cut(s string, size, width int) string {
	if TextWidth(s, size) <= float64(width) {
		return s
	}
	room := float64(width) - TextWidth("…", size)
	sum := 0.0
	for i, r := range s {
		if sum += letterWidth(r) * float64(size); sum > room {
			return trimSpace(s[:i]) + "…"
		}
	}
	return s
}

func trimSpace(s string) string {
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == ',' || s[len(s)-1] == '-') {
		s = s[:len(s)-1]
	}
	return s
}
