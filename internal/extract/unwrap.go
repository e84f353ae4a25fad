package extract

import (
	"strings"
	"unicode/utf8"

	"tracuu/internal/extract/layout"
)

// unwrap joins the lines of a text that was broken at a fixed width, one
// paragraph a line. Text whose lines are paragraphs already stays as it is: it is
// taken for wrapped only where most lines are about equally long and break in
// the middle of a sentence.
func unwrap(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	width := wrapWidth(lines)
	if width == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	prev := ""
	for _, l := range lines {
		trimmed := strings.TrimSpace(l)
		first, _, _ := strings.Cut(trimmed, " ")
		full := utf8.RuneCountInString(strings.TrimRight(prev, " "))+1+utf8.RuneCountInString(first) > width
		indent := strings.HasPrefix(l, "  ") || strings.HasPrefix(l, "\t")
		switch {
		case b.Len() == 0:
			b.WriteString(trimmed)
		case trimmed != "" && strings.TrimSpace(prev) != "" && (full || layout.Glue(strings.TrimSpace(prev), trimmed) == "") && !indent && !layout.StartsSign(trimmed):
			b.WriteString(layout.Glue(strings.TrimSpace(prev), trimmed) + trimmed)
		default:
			b.WriteString("\n" + trimmed)
		}
		prev = l
	}
	return b.String()
}

// wrapWidth is the width in runes that a text was wrapped at, 0 where it was not.
func wrapWidth(lines []string) int {
	const least, most = 50, 132
	longest, filled, open, n := 0, 0, 0, 0
	for _, l := range lines {
		if w := utf8.RuneCountInString(strings.TrimRight(l, " \t")); w > longest {
			longest = w
		}
	}
	if longest < least || longest > most {
		return 0
	}
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		n++
		if utf8.RuneCountInString(l) > longest-12 {
			filled++
			if !layout.Ended(l) {
				open++
			}
		}
	}
	if n < 8 || filled*2 < n || open*3 < filled*2 {
		return 0
	}
	return longest
}
