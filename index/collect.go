package index

import (
	"context"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// tally is what the records of one part score for a query.
type tally struct {
	part    *part
	score   []float32
	mask    []uint64 // slots found
	touched []uint32 // records with a score, in no order

	tf      []float32 // of the clause under way
	pending []uint32  // records with tf
}

// reset makes a tally ready for the next search, in time by what it holds.
func (t *tally) reset() {
	for _, n := range t.touched {
		t.score[n], t.mask[n] = 0, 0
	}
	t.touched = t.touched[:0]
	for _, n := range t.pending {
		t.tf[n] = 0
	}
	t.pending = t.pending[:0]
}

// tally gives a tally of the part with nothing in it.
func (p *part) tally() *tally {
	if t, ok := p.tallies.Get().(*tally); ok {
		return t
	}
	n := len(p.owner)
	return &tally{part: p, score: make([]float32, n), mask: make([]uint64, n), tf: make([]float32, n)}
}

// found is what a clause finds in one field of one part: postings, or records
// with a phrase.
type found struct {
	list    segment.PostingsList
	records *roaring.Bitmap
	field   int
	weight  float64
}

// collect looks up the clauses in all parts and scores every record that has
// one of them.
func (s *session) collect(ctx context.Context, clauses []clause) error {
	if s.tallies == nil {
		for _, l := range s.lookups {
			s.tallies = append(s.tallies, l.part.tally())
		}
	}
	for _, t := range s.tallies {
		t.reset()
	}
	lists := make([][]found, len(s.lookups))
	for i := range clauses {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := &clauses[i]
		frequency := 0.0 // provisions with the clause
		for j, l := range s.lookups {
			var err error
			if lists[j], err = l.find(c, lists[j][:0]); err != nil {
				return err
			}
			for _, f := range lists[j] {
				if f.field == inText || f.field == inPair {
					frequency += f.count() * min(f.weight, 1)
				}
			}
		}
		n := float64(max(s.view.units, 1))
		frequency = min(frequency, n)
		c.idf = math.Log(1 + (n-frequency+.5)/(frequency+.5))
		for j, t := range s.tallies {
			if err := t.add(lists[j], c, &s.view.meanLength); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *found) count() float64 {
	if f.records != nil {
		return float64(f.records.GetCardinality())
	}
	return float64(f.list.Count())
}

// find looks up a clause in all fields.
func (l *lookup) find(c *clause, out []found) ([]found, error) {
	for _, field := range [...]int{inText, inHead, inTitle} {
		in := field
		if field == inText && c.pair {
			in = inPair
		}
		for _, t := range c.terms {
			list, err := l.postings(in, t.term)
			if err != nil {
				return nil, err
			}
			if list != nil {
				out = append(out, found{list: list, field: in, weight: t.weight * weights.field[in]})
			}
		}
		for _, p := range c.phrases {
			records, err := l.phraseIn(field, singletons(p.terms))
			if err != nil {
				return nil, err
			}
			if !records.IsEmpty() {
				out = append(out, found{records: records, field: in, weight: p.weight * weights.field[in]})
			}
		}
	}
	return out, nil
}

// normed is implemented by the engine's postings: the field's length in tokens.
type normed interface{ NormUint64() uint64 }

// add scores the records that a clause finds.
func (t *tally) add(lists []found, c *clause, mean *[fieldCount]float32) error {
	t.pending = t.pending[:0]
	b := float32(weights.b)
	for _, f := range lists {
		avg, w := mean[f.field], float32(f.weight)
		if f.records != nil {
			for it := f.records.Iterator(); it.HasNext(); {
				t.count(it.Next(), w)
			}
			continue
		}
		it := f.list.Iterator(true, true, false, nil)
		for {
			p, err := it.Next()
			if err != nil {
				return err
			}
			if p == nil {
				break
			}
			length := avg
			if l, ok := p.(normed); ok {
				length = float32(l.NormUint64())
			}
			t.count(uint32(p.Number()), w*float32(p.Frequency())/(1-b+b*length/avg))
		}
	}
	k1 := float32(weights.k1)
	idf := float32(c.idf * c.weight)
	if c.pair {
		idf *= float32(weights.pair)
	}
	if c.other {
		idf *= float32(weights.other)
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

func (t *tally) count(record uint32, tf float32) {
	if t.tf[record] == 0 {
		t.pending = append(t.pending, record)
	}
	t.tf[record] += tf
}
