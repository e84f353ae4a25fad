package index

import (
	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"tracuu/index/vi"
)

// maxVerified bounds the provisions of one part whose text is read to check a
// phrase of three syllables or more; those beyond it count as having it, which
// they nearly always do when they have all its pairs.
const maxVerified = 2000

// phraseRecords finds the records of each part that have all phrases of the
// request; nil if it has none. A document's own record stands for its title.
func (v *view) phraseRecords(phrases [][]int, readings [][]weighted) ([]*roaring.Bitmap, error) {
	if len(phrases) == 0 {
		return nil, nil
	}
	out := make([]*roaring.Bitmap, len(v.parts))
	for i, p := range v.parts {
		l := &lookup{part: p, dict: map[string]segment.TermDictionary{}}
		for _, phrase := range phrases {
			terms := make([][]weighted, len(phrase))
			for j, slot := range phrase {
				terms[j] = readings[slot]
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

// phrase finds the records with one of each readings in a row.
func (l *lookup) phrase(readings [][]weighted) (*roaring.Bitmap, error) {
	result := roaring.New()
	for _, field := range []string{fieldText, fieldHead, fieldTitle} {
		var found *roaring.Bitmap
		terms, in := readings, field
		if len(readings) > 1 {
			terms = make([][]weighted, len(readings)-1)
			for i := range terms {
				terms[i] = pairTerms(readings[i], readings[i+1])
			}
			if field == fieldText {
				in = fieldPair
			}
		}
		for _, alternatives := range terms {
			any, err := l.any(in, alternatives)
			if err != nil {
				return nil, err
			}
			if found == nil {
				found = any
			} else {
				found.And(any)
			}
			if found.IsEmpty() {
				break
			}
		}
		if len(readings) > 2 {
			if err := l.verify(found, field, readings); err != nil {
				return nil, err
			}
		}
		result.Or(found)
	}
	return result, nil
}

// any finds the records that have one of the terms.
func (l *lookup) any(field string, terms []weighted) (*roaring.Bitmap, error) {
	records := roaring.New()
	for _, t := range terms {
		list, err := l.postings(field, t.term)
		if err != nil {
			return nil, err
		}
		if list == nil {
			continue
		}
		it := list.Iterator(false, false, false, nil)
		if o, ok := it.(segment.OptimizablePostingsIterator); ok {
			if n, one := o.DocNum1Hit(); one {
				records.Add(uint32(n))
				continue
			}
			if b := o.ActualBitmap(); b != nil {
				records.Or(b)
				continue
			}
		}
		for {
			p, err := it.Next()
			if err != nil {
				return nil, err
			}
			if p == nil {
				break
			}
			records.Add(uint32(p.Number()))
		}
	}
	return records, nil
}

// verify removes the records whose text does not have the readings in a row.
func (l *lookup) verify(records *roaring.Bitmap, field string, readings [][]weighted) error {
	sets := make([]map[string]bool, len(readings))
	for i, alternatives := range readings {
		sets[i] = make(map[string]bool, len(alternatives))
		for _, t := range alternatives {
			sets[i][t.term] = true
		}
	}
	for i, n := range records.ToArray() {
		if i == maxVerified {
			break
		}
		var texts []string
		if e := l.part.owner[n]; field == fieldTitle {
			texts = []string{e.Title, e.Type, e.Label, e.Issuer}
		} else {
			u, err := l.part.unit(n)
			if err != nil {
				return err
			}
			texts = []string{u.Text}
			if field == fieldHead {
				texts = []string{u.Heading}
			}
		}
		has := false
		for _, text := range texts {
			has = has || inARow(vi.Scan(text), sets)
		}
		if !has {
			records.Remove(n)
		}
	}
	return nil
}

func inARow(tokens []vi.Token, sets []map[string]bool) bool {
	for i := 0; i+len(sets) <= len(tokens); i++ {
		j := 0
		for j < len(sets) && sets[j][tokens[i+j].Text] {
			j++
		}
		if j == len(sets) {
			return true
		}
	}
	return false
}
