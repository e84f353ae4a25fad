package vi

import (
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Token is one syllable, number or code of a text.
type Token struct {
	// Text is the matching form: normal form, lower case.
	Text string
	// Start and End are byte offsets into the text that was scanned.
	Start, End int
}

// Scan cuts text into tokens in text order. Every token holds at least one
// letter or digit; what stands between tokens is ignored by every query.
func Scan(text string) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	start := -1
	for i := 0; i <= len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		inside := i < len(text) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
		if inside && start < 0 {
			start = i
		}
		if !inside && start >= 0 {
			if t := vietnamese.Lower(text[start:i]); t != "" {
				tokens = append(tokens, Token{Text: t, Start: start, End: i})
			}
			start = -1
		}
		if i == len(text) {
			break
		}
		i += size
	}
	return tokens
}

// Version names the analysis: terms of one version cannot be looked up among
// those of another.
const Version = "vi/1"
