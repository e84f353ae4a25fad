package query

import (
	"slices"
	"strings"

	"tracuu/index/vi"
)

// SentenceWords is the number of words from which a query is read as a sentence:
// nobody expects nine words all to be there.
const SentenceWords = 9

// shortChoice is the number of words of a choice in a list: a query of short
// choices is a list however long it is.
const shortChoice = 3

// speaks tells whether the items use the language: words, quotation marks and
// brackets alone do not.
func speaks(items []item) bool {
	return slices.ContainsFunc(items, func(it item) bool {
		switch it.kind {
		case aWord, anOpen, aClose:
			return false
		case aPhrase:
			return it.star
		}
		return true
	})
}

// meant gives the items with those signs as words that are no signs here: in
// questions and in sentences.
func (l *lexer) meant() []item {
	l.dropLongExclusions()
	strong, quoted, words := false, false, 0
	var free strings.Builder // the text outside of filters
	last := 0
	excluded := false
	for i, it := range l.items {
		switch it.kind {
		case aFilter:
			excluded = false
			if it.spaced {
				words += len(plainWords(l.text[it.start:it.end]))
				continue
			}
			strong = true
			free.WriteString(l.text[last:it.start])
			free.WriteByte(' ')
			last = it.end
		case aPrefix:
			words++
		case aPhrase:
			quoted, excluded = true, false
			strong = strong || it.star
		case aMinus:
			excluded = true
			strong = strong || i+1 < len(l.items) && l.items[i+1].kind == anOpen
		case anOr:
			excluded = false
			if it.end-it.start <= len("｜") && isSign(firstRune(l.text[it.start:])) {
				strong = true
			}
			words++
		case anOpen, aClose:
			excluded = false
		case aWord:
			if !excluded {
				words += len(plainWords(it.text))
			}
		}
	}
	free.WriteString(l.text[last:])
	asks := false
	if !quoted {
		_, asks = WithoutAsking(free.String(), vi.Scan(free.String()))
	}
	switch {
	case asks: // filters only
		l.notes, l.dropped = nil, false // its signs are its own
		return l.asWords(func(i int) bool { return l.items[i].kind == aFilter && !l.items[i].spaced })
	case strong || words < SentenceWords || l.shortChoices():
		return l.items
	}
	l.notes, l.dropped = nil, false
	return l.asWords(func(i int) bool {
		switch it := l.items[i]; it.kind {
		case anOr:
			return false
		case aPrefix:
			return i == len(l.items)-1 // elsewhere it is that of a footnote
		case aFilter:
			return !it.spaced
		case aMinus:
			return l.excludesInSentence(i)
		}
		return true
	})
}

// longExclusion is the number of words from which a hyphen before them is that of
// a list, or of a title in pieces.
const longExclusion = 6

// dropLongExclusions takes the hyphens out that stand before too many words.
func (l *lexer) dropLongExclusions() {
	var kept []item
	for i, it := range l.items {
		if it.kind == aMinus {
			words := 0
			for _, next := range l.items[i+1:] {
				if next.kind != aWord {
					break
				}
				words += len(plainWords(next.text))
			}
			if words >= longExclusion {
				continue
			}
		}
		kept = append(kept, it)
	}
	l.items = kept
}

// asWords gives the items, those that are not kept as the words that they are
// written as.
func (l *lexer) asWords(keep func(i int) bool) (out []item) {
	for i, it := range l.items {
		if it.kind != aWord && !keep(i) {
			if it.kind == aMinus || it.kind == anOpen || it.kind == aClose {
				continue
			}
			it.kind, it.text, it.star = aWord, cleanWords(l.text[it.start:it.end]), false
			if it.text == "" {
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// shortChoices tells whether the items are a list of short choices.
func (l *lexer) shortChoices() bool {
	words, choices := 0, 0
	for _, it := range l.items {
		switch it.kind {
		case anOr:
			if words == 0 || words > shortChoice {
				return false
			}
			words = 0
			choices++
		case aWord:
			words += len(plainWords(it.text))
		}
	}
	return choices > 0 && words > 0 && words <= shortChoice
}

// excludesInSentence tells whether an exclusion stands in a sentence as one: before
// quotation marks, or before the few words that end it.
func (l *lexer) excludesInSentence(i int) bool {
	if i+1 < len(l.items) && l.items[i+1].kind == aPhrase {
		return true
	}
	words := 0
	for _, it := range l.items[i+1:] {
		if it.kind != aWord {
			return false
		}
		words += len(plainWords(it.text))
	}
	return words > 0 && words <= shortChoice
}
