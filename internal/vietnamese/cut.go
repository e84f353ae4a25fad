package vietnamese

import "unicode/utf8"

// Cut cuts s to at most n bytes without cutting a rune.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
