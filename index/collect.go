package index

import (
	"math"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// tally is what the records of one part score for a query.
type tally struct {
	part    *part
	score   []float32
	mask    []uint64 // slots found
	touched []uint32 // records with a score, in no order
	tf      []float32
	pending []uint32
}

func newTally(p *part) *tally {
	n := len(p.owner)
	return &tally{part: p, score: make([]float32, n), mask: make([]uint64, n), tf: make([]float32, n)}
}

// lookup finds postings in one part during one search.
type lookup struct {
	part *part
	dict map[string]segment.TermDictionary
}

func (l *lookup) postings(field, term string) (segment.PostingsList, error) {
	d := l.dict[field]
	if d == nil {
		var err error
		if d, err = l.part.seg.Dictionary(field); err != nil {
			return nil, err
		}
		l.dict[field] = d
	}
	if ok, err := d.Contains([]byte(term)); !ok || err != nil {
		return nil, err
	}
	return d.PostingsList([]byte(term), nil, nil)
}

// found is a clause's postings in one field of one part.
type found struct {
	list   segment.PostingsList
	weight float64
	field  string
}

// collect looks up the clauses in all parts and scores every record that has
// one of them.
func (v *view) collect(clauses []clause) ([]*tally, error) {
	tallies := make([]*tally, len(v.parts))
	lookups := make([]*lookup, len(v.parts))
	for i, p := range v.parts {
		tallies[i] = newTally(p)
		lookups[i] = &lookup{part: p, dict: map[string]segment.TermDictionary{}}
	}
	for i := range clauses {
		c := &clauses[i]
		frequency := 0.0 // provisions with the clause
		lists := make([][]found, len(v.parts))
		for pi, l := range lookups {
			for _, t := range c.terms {
				fields := []string{fieldText, fieldHead, fieldTitle}
				if c.pair {
					fields[0] = fieldPair
				}
				for fi, field := range fields {
					list, err := l.postings(field, t.term)
					if err != nil {
						return nil, err
					}
					if list == nil {
						continue
					}
					w := t.weight
					switch fi {
					case 0:
						frequency += float64(list.Count()) * t.weight
					case 1:
						w *= weights.head
					}
					lists[pi] = append(lists[pi], found{list, w, field})
				}
			}
		}
		n := float64(max(v.units, 1))
		frequency = min(frequency, n)
		idf := math.Log(1 + (n-frequency+.5)/(frequency+.5))
		for pi, t := range tallies {
			if err := t.add(lists[pi], c, float32(idf*c.weight), v.averages()); err != nil {
				return nil, err
			}
		}
	}
	return tallies, nil
}

// averages are the mean lengths of fields in tokens.
func (v *view) averages() map[string]float32 { return v.meanLength }

// normed is implemented by the engine's postings: the field's length in tokens.
type normed interface{ NormUint64() uint64 }

func (t *tally) add(lists []found, c *clause, idf float32, mean map[string]float32) error {
	t.pending = t.pending[:0]
	k1, b := float32(weights.k1), float32(weights.b)
	for _, f := range lists {
		avg := mean[f.field]
		it := f.list.Iterator(true, true, false, nil)
		for {
			p, err := it.Next()
			if err != nil {
				return err
			}
			if p == nil {
				break
			}
			n := uint32(p.Number())
			length := avg
			if l, ok := p.(normed); ok {
				length = float32(l.NormUint64())
			}
			if t.tf[n] == 0 {
				t.pending = append(t.pending, n)
			}
			t.tf[n] += float32(f.weight) * float32(p.Frequency()) / (1 - b + b*length/avg)
		}
	}
	for _, n := range t.pending {
		tf := t.tf[n]
		t.tf[n] = 0
		if t.score[n] == 0 {
			t.touched = append(t.touched, n)
		}
		t.score[n] += idf * tf * (k1 + 1) / (tf + k1)
		t.mask[n] |= c.bits
	}
	return nil
}
