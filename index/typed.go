package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// typedWord is a word of a query as the guess at a misspelling sees it.
type typedWord struct {
	start, end int // bytes of the query, punctuation around it apart
	written    string
	text       string // matching form
	marked     bool   // typed with marks
	// fixed says that the word is not to be touched: numbers, codes,
	// abbreviations, signs and fields of the query language.
	fixed bool
}

// typedWords cuts a query at white space. What stands between two words of one
// stretch without white space ("an ninh,trật tự") does not make one word of them.
func typedWords(query string) (words []typedWord) {
	for at := 0; at < len(query); {
		r, n := utf8.DecodeRuneInString(query[at:])
		if unicode.IsSpace(r) {
			at += n
			continue
		}
		end := at + n
		for end < len(query) {
			r, n := utf8.DecodeRuneInString(query[end:])
			if unicode.IsSpace(r) {
				break
			}
			end += n
		}
		// "field:value" are two words that do not stand side by side in any text.
		if i := strings.LastIndexByte(query[at:end], ':'); i >= 0 && at+i+1 < end {
			words = append(words, typedWordAt(query, at, at+i+1))
			at += i + 1
		}
		words = append(words, typedWordAt(query, at, end))
		at = end
	}
	return words
}

func typedWordAt(query string, start, end int) typedWord {
	whole := query[start:end]
	inner := strings.TrimLeftFunc(whole, notInWord)
	w := typedWord{start: start + len(whole) - len(inner)}
	inner = strings.TrimRightFunc(inner, notInWord)
	w.end = w.start + len(inner)
	w.written, w.text = inner, vietnamese.Lower(inner)
	w.marked = vietnamese.Fold(w.text) != w.text
	letters := strings.IndexFunc(inner, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) < 0
	digits := strings.IndexFunc(inner, unicode.IsDigit) >= 0
	// "-word" leaves a word out, "word*" begins with it, "field:" names a field.
	operator := strings.HasPrefix(whole, "-") || strings.ContainsAny(whole, "*:=<>|+")
	w.fixed = inner == "" || operator || !letters && !digits || len(w.text) > maxWordBytes || !utf8.ValidString(whole) || abbreviated(query, w)
	if digits && !w.fixed {
		// Digits are keys of VNI or a code; which, shows when they are read.
		first, _ := utf8.DecodeRuneInString(inner)
		w.fixed = !unicode.IsLetter(first) || strings.IndexFunc(inner, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) >= 0
	}
	return w
}

// abbreviated tells whether the word stands for others: one of the table, or
// capitals in a query that is not all in capitals.
func abbreviated(query string, w typedWord) bool {
	for _, t := range vi.Scan(w.written) {
		if len(vi.Expand(t, w.written[t.Start:t.End])) > 0 {
			return true
		}
	}
	upper := strings.ToUpper(w.written) == w.written && utf8.RuneCountInString(w.written) > 1
	return upper && !vietnamese.IsSyllable(w.text) && strings.ToUpper(query) != query
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// likeWritten gives terms in the case in which the word they replace was typed.
func likeWritten(terms []string, written string) string {
	text := strings.Join(terms, " ")
	first, n := utf8.DecodeRuneInString(written)
	switch {
	case unicode.IsUpper(first) && len(written) > n && strings.ToUpper(written) == written:
		return strings.ToUpper(text)
	case unicode.IsUpper(first):
		r, n := utf8.DecodeRuneInString(text)
		return string(unicode.ToUpper(r)) + text[n:]
	}
	return text
}
