package index

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// maxVerified bounds the provisions whose text is read to check a phrase of three
// syllables or more, in all parts together; those beyond it count as having it,
// which they nearly always do when they have all its pairs.
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
		found, err := l.verified(field, terms)
		if err != nil {
			return nil, err
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

// verified finds the records that have, in a field, readings of words in a row.
// The part keeps the last of them: a page further, or another choice of facets,
// asks for the same. What it gives is not to be changed.
func (l *lookup) verified(field int, readings [][]weighted) (*roaring.Bitmap, error) {
	key := phraseKey(field, readings)
	if records, ok := l.part.phrases.Get(key); ok {
		return records, nil
	}
	records, err := l.phraseIn(field, readings)
	if err == nil && len(readings) > 2 {
		err = l.verify(records, field, readings)
	}
	if err != nil {
		return nil, err
	}
	l.part.phrases.Add(key, records)
	return records, nil
}

func phraseKey(field int, readings [][]weighted) string {
	key := []byte{byte(field)}
	for _, alternatives := range readings {
		for _, t := range alternatives {
			key = append(append(key, t.term...), '|')
		}
		key = append(key, ' ')
	}
	return string(key)
}

// keptPhrases bounds the phrases, each in one field, that a part keeps the records
// of: a bit a record at most.
const keptPhrases = 1000

// verify removes the records whose text does not have the readings in a row.
func (l *lookup) verify(records *roaring.Bitmap, field int, readings [][]weighted) error {
	sets := make([]map[string]bool, len(readings))
	for i, alternatives := range readings {
		sets[i] = make(map[string]bool, len(alternatives))
		for _, t := range alternatives {
			sets[i][t.term] = true
		}
	}
	plain := newPlainPhrase(readings)
	var tokens []vi.Token
	for i, n := range records.ToArray() {
		if i == l.verifies {
			break
		}
		texts, has, err := l.phraseTexts(n, field, plain)
		if err != nil {
			return err
		}
		for _, text := range texts {
			if has {
				break
			}
			if plain != nil {
				sure := false
				if has, sure = plain.in(vietnamese.Lower(text)); sure {
					continue
				}
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

// phraseTexts gives the texts of a record's field. If one has the phrase just as
// it is typed, which most do, that is told instead, and nothing is copied.
func (l *lookup) phraseTexts(record uint32, field int, plain *plainPhrase) (texts []string, has bool, err error) {
	switch field {
	case inTitle:
		return l.part.owner[record].titleTexts(), false, nil
	case inHead:
		u, err := l.part.unit(record)
		return u.headTexts(), false, err
	}
	err = l.part.visit(record, func(name string, value []byte) error {
		if name == fieldText {
			if has = plain != nil && plain.asTyped(value); !has {
				texts = []string{string(value)}
			}
		}
		return nil
	})
	return texts, has, err
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
