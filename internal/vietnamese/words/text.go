package words

import (
	"unicode"
	"unicode/utf8"
)

// Words gives the words of plain text: letters and digits that stand together are tokens, every other visible
// character is one of its own, and the tokens are joined as Join does. Nothing but white space is lost. For
// tokens with offsets, document numbers and dates see package vietnamese.
func (s *Segmenter) Words(text string) []string { return s.Join(splitPlain(text)) }

func splitPlain(text string) []string {
	var toks []string
	start := -1
	for i, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			toks = append(toks, text[start:i])
			start = -1
		}
		if !unicode.IsSpace(c) {
			_, n := utf8.DecodeRuneInString(text[i:])
			toks = append(toks, text[i:i+n])
		}
	}
	if start >= 0 {
		toks = append(toks, text[start:])
	}
	return toks
}
