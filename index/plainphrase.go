package index

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// plainPhrase is a phrase of syllables with one reading each. To look for it in a
// text costs a fraction of cutting the text into tokens.
type plainPhrase struct {
	words []string
	typed []byte // the words with single spaces between
}

// newPlainPhrase gives nil where a word has several readings or is no syllable.
func newPlainPhrase(readings [][]weighted) *plainPhrase {
	p := &plainPhrase{}
	for _, r := range readings {
		if len(r) != 1 || !vietnamese.IsSyllable(r[0].term) {
			return nil
		}
		p.words = append(p.words, r[0].term)
	}
	p.typed = []byte(strings.Join(p.words, " "))
	return p
}

// asTyped tells whether text has the phrase in small letters with single spaces.
func (p *plainPhrase) asTyped(text []byte) bool {
	for at := 0; ; {
		i := bytes.Index(text[at:], p.typed)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(p.typed)
		before, _ := utf8.DecodeLastRune(text[:i])
		after, _ := utf8.DecodeRune(text[at:])
		if !inWord(before) && !inWord(after) && !joinedBefore(string(text[max(0, i-8):i])) && !joinedAfter(string(text[at:min(len(text), at+8)])) {
			return true
		}
	}
}

// in tells whether text, in its lower form, has the phrase, with any punctuation
// between the words. It is not sure where signs or digits are joined to words:
// those may make codes, which only the tokenizer can tell.
func (p *plainPhrase) in(text string) (has, sure bool) {
	sure = true
	for at := 0; ; {
		i := strings.Index(text[at:], p.words[0])
		if i < 0 {
			return false, sure
		}
		i += at
		at = i + len(p.words[0])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if inWord(before) && !unicode.IsNumber(before) {
			continue
		}
		joined := unicode.IsNumber(before) || joinedBefore(text[:i])
		end, whole := at, true
		for _, word := range p.words[1:] {
			start := end
			for start < len(text) {
				r, size := utf8.DecodeRuneInString(text[start:])
				if inWord(r) {
					break
				}
				start += size
			}
			joined = joined || joinedAfter(text[end:])
			if whole = start > end && strings.HasPrefix(text[start:], word); !whole {
				break
			}
			end = start + len(word)
		}
		switch after, _ := utf8.DecodeRuneInString(text[end:]); {
		case joined || unicode.IsNumber(after) || joinedAfter(text[end:]):
			sure = false
		case whole && !inWord(after):
			return true, true
		}
	}
}

// inWord tells the runes that words are made of.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// joiners are the signs that make one code or name of the words on both sides: in
// "12-NQ/TW-x" there is no 12-NQ/TW.
const joiners = "-/&_@'.:"

// joinedAfter tells whether a sign joins what is before text to it.
func joinedAfter(text string) bool {
	if text == "" || strings.IndexByte(joiners, text[0]) < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[1:])
	return inWord(r)
}

// joinedBefore tells whether a sign joins text to what is after it.
func joinedBefore(text string) bool {
	n := len(text) - 1
	if n < 0 || strings.IndexByte(joiners, text[n]) < 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[:n])
	return inWord(r)
}
