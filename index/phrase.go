package index

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// maxVerified bounds the provisions of one part whose text is read to check a
// phrase of three syllables or more; those beyond it count as having it, which
// they nearly always do when they have all its pairs.
const maxVerified = 1000

// phraseRecords finds the records of each part that have all quoted phrases of
// the request; nil if it has none. A document's own record stands for its title.
func (s *session) phraseRecords(c *compiled) ([]*roaring.Bitmap, error) {
	if len(c.phrases) == 0 {
		return nil, nil
	}
	out := make([]*roaring.Bitmap, len(s.lookups))
	for i, l := range s.lookups {
		for _, phrase := range c.phrases {
			terms := make([][]weighted, len(phrase))
			for j, slot := range phrase {
				terms[j] = c.terms[slot][:c.strict[slot]] // what is quoted means its marks
			}
			records, err := l.phrase(terms)
			if err != nil {
				return nil, err
			}
			if out[i] == nil {
				out[i] = records
			} else {
				out[i].And(records)
			}
		}
	}
	return out, nil
}

// phrase finds the records that have readings of words in a row, in any field.
func (l *lookup) phrase(terms [][]weighted) (*roaring.Bitmap, error) {
	records := roaring.New()
	for _, field := range [...]int{inText, inHead, inTitle} {
		found, err := l.phraseIn(field, terms)
		if err != nil {
			return nil, err
		}
		if len(terms) > 2 {
			if err := l.verify(found, field, terms); err != nil {
				return nil, err
			}
		}
		records.Or(found)
	}
	return records, nil
}

// phraseIn finds the records that have, in a field, every pair of neighbours of
// a phrase: for phrases of two that is the phrase.
func (l *lookup) phraseIn(field int, readings [][]weighted) (*roaring.Bitmap, error) {
	if len(readings) == 1 {
		return l.any(field, readings[0])
	}
	if field == inText {
		field = inPair
	}
	var found *roaring.Bitmap
	for i := 1; i < len(readings); i++ {
		records, err := l.any(field, products(readings[i-1], readings[i]))
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = records
		} else {
			found.And(records)
		}
		if found.IsEmpty() {
			break
		}
	}
	return found, nil
}

// products are the pairs of readings of two neighbours.
func products(a, b []weighted) []weighted {
	out := make([]weighted, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, weighted{x.term + " " + y.term, x.weight * y.weight})
		}
	}
	return out
}

// singletons are the readings of a phrase that has one reading a term.
func singletons(terms []string) [][]weighted {
	out := make([][]weighted, len(terms))
	for i, t := range terms {
		out[i] = []weighted{{t, 1}}
	}
	return out
}

// any finds the records that have one of the terms in a field.
func (l *lookup) any(field int, terms []weighted) (*roaring.Bitmap, error) {
	records := roaring.New()
	for _, t := range terms {
		list, err := l.postings(field, t.term)
		if err != nil {
			return nil, err
		}
		if list == nil {
			continue
		}
		records.AddMany(list.records)
	}
	return records, nil
}

// verify removes the records whose text does not have the readings in a row.
func (l *lookup) verify(records *roaring.Bitmap, field int, readings [][]weighted) error {
	sets := make([]map[string]bool, len(readings))
	for i, alternatives := range readings {
		sets[i] = make(map[string]bool, len(alternatives))
		for _, t := range alternatives {
			sets[i][t.term] = true
		}
	}
	plain := plainPhrase(readings)
	var tokens []vi.Token
	for i, n := range records.ToArray() {
		if i == maxVerified {
			break
		}
		var texts []string
		if e := l.part.owner[n]; field == inTitle {
			texts = e.titleTexts()
		} else if field == inText {
			// Most texts have the phrase in small letters, as it is typed: those are
			// not even copied.
			text, plainly := "", false
			err := l.part.visit(n, func(name string, value []byte) error {
				if name == fieldText {
					if plainly = plain != "" && containsWords(value, plain); !plainly {
						text = string(value)
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if plainly {
				continue
			}
			texts = []string{text}
		} else {
			u, err := l.part.unit(n)
			if err != nil {
				return err
			}
			texts = u.headTexts()
		}
		has := false
		for _, text := range texts {
			if has = has || plain != "" && containsWords([]byte(vietnamese.Lower(text)), plain); has {
				break
			}
			tokens = vi.AppendTokens(tokens[:0], text)
			has = inARow(tokens, sets)
		}
		if !has {
			records.Remove(n)
		}
	}
	return nil
}

// plainPhrase is a phrase as it most often stands in a text, "" if its words have
// several readings. To look for it costs a tenth of cutting the text in tokens.
func plainPhrase(readings [][]weighted) string {
	words := make([]string, len(readings))
	for i, r := range readings {
		if len(r) != 1 {
			return ""
		}
		words[i] = r[0].term
	}
	return strings.Join(words, " ")
}

// containsWords tells whether text has the phrase with no letter or digit right
// before or after it.
func containsWords(text []byte, phrase string) bool {
	for at, want := 0, []byte(phrase); ; {
		i := bytes.Index(text[at:], want)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(phrase)
		before, _ := utf8.DecodeLastRune(text[:i])
		after, _ := utf8.DecodeRune(text[at:])
		if !partOfWord(before) && !partOfWord(after) {
			return true
		}
	}
}

// partOfWord also takes the signs that make codes: in "12-NQ/TW-x" there is no
// 12-NQ/TW.
func partOfWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-/&_@'", r)
}

// inARow tells whether tokens have one of each set in a row. Compounds may stand
// for themselves or for their parts.
func inARow(tokens []vi.Token, sets []map[string]bool) bool {
	var from func(i, position, j int) bool
	from = func(i, position, j int) bool {
		if j == len(sets) {
			return true
		}
		for ; i < len(tokens) && tokens[i].Position <= position; i++ {
			t := &tokens[i]
			if t.Position == position && sets[j][t.Text] && from(i+1, position+t.Span, j+1) {
				return true
			}
		}
		return false
	}
	for i := range tokens {
		if sets[0][tokens[i].Text] && from(i+1, tokens[i].Position+tokens[i].Span, 1) {
			return true
		}
	}
	return false
}
