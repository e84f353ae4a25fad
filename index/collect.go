package index

import (
	"context"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// tally is what the records of one part score for a query.
type tally struct {
	part    *viewPart
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
func (p *viewPart) tally() *tally {
	if t, ok := p.tallies.Get().(*tally); ok {
		return t
	}
	n := len(p.owner)
	return &tally{part: p, score: make([]float32, n), mask: make([]uint64, n), tf: make([]float32, n)}
}

// found is what a clause finds in one field of one part: postings, or records
// with a phrase.
type found struct {
	list    *postings
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
			t.add(lists[j], c)
		}
	}
	return nil
}

func (f *found) count() float64 {
	if f.records != nil {
		return float64(f.records.GetCardinality())
	}
	return float64(len(f.list.records))
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

// add scores the records that a clause finds.
func (t *tally) add(lists []found, c *clause) {
	idf := float32(c.idf * c.weight)
	if c.pair {
		idf *= float32(weights.pair)
	}
	if c.other {
		idf *= float32(weights.other)
	}
	// A title is that of a document's own record, which has nothing else: its
	// lists share no record with the others.
	titles := len(lists)
	for titles > 0 && lists[titles-1].field == inTitle {
		titles--
	}
	t.addGroup(lists[:titles], idf, c.bits)
	t.addGroup(lists[titles:], idf, c.bits)
}

// addGroup scores the records that are in one of the lists by the sum of what
// the lists say of them.
func (t *tally) addGroup(lists []found, idf float32, slots uint64) {
	if len(lists) == 1 && lists[0].list != nil {
		t.addOne(&lists[0], idf, slots)
		return
	}
	t.pending = t.pending[:0]
	for _, f := range lists {
		w := float32(f.weight)
		if f.records != nil {
			for it := f.records.Iterator(); it.HasNext(); {
				t.count(it.Next(), w)
			}
			continue
		}
		norm := t.part.norm[f.field]
		for i, n := range f.list.records {
			t.count(n, w*float32(f.list.frequencies[i])*norm[n])
		}
	}
	k1 := float32(weights.k1)
	for _, n := range t.pending {
		tf := t.tf[n]
		t.tf[n] = 0
		t.score1(n, idf*tf*(k1+1)/(tf+k1), slots)
	}
}

// addOne is addGroup for one list, which most clauses have.
func (t *tally) addOne(f *found, idf float32, slots uint64) {
	k1, w := float32(weights.k1), float32(f.weight)
	norm := t.part.norm[f.field]
	frequencies := f.list.frequencies[:len(f.list.records)]
	idf *= k1 + 1
	for i, n := range f.list.records {
		tf := w * float32(frequencies[i]) * norm[n]
		t.score1(n, idf*tf/(tf+k1), slots)
	}
}

// score1 adds to what a record scores.
func (t *tally) score1(n uint32, score float32, slots uint64) {
	was := t.score[n]
	if was == 0 {
		t.touched = append(t.touched, n)
	}
	t.score[n] = was + score
	t.mask[n] |= slots
}

func (t *tally) count(record uint32, tf float32) {
	if t.tf[record] == 0 {
		t.pending = append(t.pending, record)
	}
	t.tf[record] += tf
}
