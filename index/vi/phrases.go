package vi

import (
	"slices"
	"strings"

	"tracuu/internal/vietnamese"
)

// Word is a word of a query.
type Word struct {
	// Text is the matching form.
	Text string
	// Marked says that it means its marks, or that it has none. Otherwise it was
	// typed without and stands for all words that fold to it.
	Marked bool
}

// Words are the terms of a text as words that mean their marks.
func Words(text string) (words []Word) {
	for _, t := range Terms(text) {
		words = append(words, Word{t, true})
	}
	return words
}

// phrases is a table of phrases and what they can be replaced by.
type phrases struct {
	of      map[string][]phrase // by folded terms joined by spaces
	longest int                 // in terms
}

type phrase struct {
	from []string
	to   Reading
}

func (p *phrases) add(from, to []string, weight float64) {
	if slices.Equal(from, to) {
		return // two spellings that are one in normal form
	}
	key := vietnamese.Fold(strings.Join(from, " "))
	p.of[key] = append(p.of[key], phrase{from, Reading{to, weight}})
	p.longest = max(p.longest, len(from))
}

// find gives what the first n of words can be replaced by, for the greatest n
// that has anything.
func (p *phrases) find(words []Word) (readings []Reading, n int) {
	keys := make([]string, 0, p.longest)
	key := ""
	for i := range min(p.longest, len(words)) {
		if i > 0 {
			key += " "
		}
		key += vietnamese.Fold(words[i].Text)
		keys = append(keys, key)
	}
	for n = len(keys); n > 0; n-- {
		for _, f := range p.of[keys[n-1]] {
			if f.matches(words[:n]) {
				readings = append(readings, f.to)
			}
		}
		if readings != nil {
			return readings, n
		}
	}
	return nil, 0
}

func (f *phrase) matches(words []Word) bool {
	for i, w := range words {
		if w.Text != f.from[i] && (w.Marked || vietnamese.Fold(f.from[i]) != vietnamese.Fold(w.Text)) {
			return false
		}
	}
	return true
}
