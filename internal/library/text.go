package library

import (
	"strings"
	"unicode/utf8"
)

// oneLine puts a piece of text on one line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// lastRunes gives the end of the line that s ends with, at most n runes cut at a
// space, with "…" where it is cut.
func lastRunes(s string, n int) string {
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	cut := len(s)
	for ; n > 0 && cut > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:cut])
		cut -= size
	}
	if cut == 0 {
		return s
	}
	if i := strings.IndexByte(s[cut:], ' '); i >= 0 {
		cut += i
	}
	return "…" + s[cut:]
}

// firstRunes gives the beginning of s up to the end of its line, at most n runes
// cut at a space, with "…" where it is cut.
func firstRunes(s string, n int) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	cut := 0
	for ; n > 0 && cut < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[cut:])
		cut += size
	}
	if cut == len(s) {
		return s
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > 0 {
		cut = i
	}
	return s[:cut] + "…"
}
