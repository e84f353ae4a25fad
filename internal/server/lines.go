package server

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/document"
)

// lineClass is the look of a line that official papers set in its own way and that
// the text knows only by its words: a drawn stroke, a heading in capitals and what
// it was issued with in a form or an appendix.
func lineClass(p *document.Provision, line string) string {
	if isRule(line) {
		return "rule"
	}
	if isFootnote(line) {
		return "fn"
	}
	if p == nil {
		return ""
	}
	switch p.Unit {
	case document.Form, document.Appendix, document.Attached:
	default:
		return ""
	}
	const longest = 160 // runes of a heading
	switch {
	case strings.HasPrefix(line, "(Kèm theo ") || strings.HasPrefix(line, "(Ban hành kèm theo "):
		return "with"
	case strings.HasPrefix(line, "Độc lập - Tự do - Hạnh phúc"):
		return "cap"
	case utf8.RuneCountInString(line) <= longest && inCapitals(line):
		return "cap"
	}
	return ""
}

// goesOn gives the look of the next line where that of this one is not at its end:
// what is in brackets until they close, what a footnote quotes until the quotation
// does. was is the look that went on until here.
func goesOn(class, was, line string) string {
	switch class {
	case "with":
		if !strings.HasSuffix(line, ")") {
			return class
		}
	case "fn":
		opened, closed := strings.Count(line, "“"), strings.Count(line, "”")
		if opened > closed || opened == closed && (was == "fn" || strings.HasSuffix(line, ":")) {
			return class
		}
	}
	return ""
}

// isFootnote tells the first line of a footnote: its number is set high, as only
// footnotes have it at the start of a line.
func isFootnote(line string) bool {
	digits := 0
	for _, r := range line {
		if !strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) {
			return digits > 0 && digits <= 3 && (r == ' ' || unicode.IsLetter(r))
		}
		digits++
	}
	return false
}

// isRule tells a line that is only drawn: the stroke under a head.
func isRule(line string) bool { return len(line) >= 3 && strings.Trim(line, "_-–—─* ") == "" }

// inCapitals tells a line of at least two words whose letters are all capitals.
func inCapitals(line string) bool {
	letters, words := 0, 0
	before := ' '
	for _, r := range line {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			if letters++; !unicode.IsLetter(before) {
				words++
			}
		}
		before = r
	}
	return words >= 2 && letters >= 4
}

// signed tells a closing that is a signature: it begins with the signer's office
// in capitals.
func signed(p *document.Provision, own string) bool {
	if p.Unit != document.Closing {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimSpace(own), "\n")
	return inCapitals(first)
}
