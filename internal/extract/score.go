package extract

import (
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Score rates how Vietnamese a text is: the share of its words, runs of letters,
// that are Vietnamese syllables; abbreviations in capitals (NĐ, UBND) count
// neither way, signs that no text holds (U+FFFD, private use) count as wrong
// words. A text without words rates 0.
func Score(s string) float64 {
	words, valid := wordsOf(s)
	if words == 0 {
		return 0
	}
	return float64(valid) / float64(words)
}

// wordsOf counts the words of s and those that are syllables.
func wordsOf(s string) (words, valid int) {
	start, caps := -1, 0
	single := false // the word before was one letter
	end := func(i int) {
		if start < 0 {
			return
		}
		w := s[start:i]
		start = -1
		n := utf8.RuneCountInString(w)
		was := single
		if single = n == 1; single && was {
			words++ // letters set apart are no words
			return
		}
		if vietnamese.IsSyllable(w) {
			words++
			valid++
			return
		}
		if caps == n && n <= 12 {
			return
		}
		words++
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if start < 0 {
				start, caps = i, 0
			}
			if unicode.IsUpper(r) {
				caps++
			}
		case r == utf8.RuneError || unicode.Is(unicode.Co, r):
			end(i)
			words++
		default:
			end(i)
		}
	}
	end(len(s))
	return words, valid
}
