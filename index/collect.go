package index

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// tally is what the records of one part score for a query.
type tally struct {
	part    *viewPart
	score   []float32
	mask    []uint64 // slots found
	touched []uint32 // records with a score, in no order
	titled  []uint32 // documents' own records with slots found, scored or not

	tf      []float32 // of the clause under way
	pending []uint32  // records with tf
}

// reset makes a tally ready for the next search, in time by what it holds.
func (t *tally) reset() {
	for _, n := range t.touched {
		t.score[n], t.mask[n] = 0, 0
	}
	for _, n := range t.titled {
		t.mask[n] = 0
	}
	for _, n := range t.pending {
		t.tf[n] = 0
	}
	t.touched, t.titled, t.pending = t.touched[:0], t.titled[:0], t.pending[:0]
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

// each calls yield with the records found.
func (f *found) each(yield func(record uint32)) {
	if f.records != nil {
		for it := f.records.Iterator(); it.HasNext(); {
			yield(it.Next())
		}
		return
	}
	for _, n := range f.list.records {
		yield(n)
	}
}

// findings are what clauses find: by clause, by part.
type findings [][][]found

// lookUp looks up the clauses in all parts, and fills in how rare they are.
func (s *session) lookUp(ctx context.Context, clauses []clause) (findings, error) {
	finds := make(findings, len(clauses))
	for i := range clauses {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := &clauses[i]
		finds[i] = make([][]found, len(s.lookups))
		frequency := 0.0 // provisions with the clause
		for j, l := range s.lookups {
			var err error
			if finds[i][j], err = l.find(c, nil); err != nil {
				return nil, err
			}
			for _, f := range finds[i][j] {
				if f.field == inText || f.field == inPair {
					frequency += f.count() * min(f.weight, 1)
				}
			}
		}
		n := float64(max(s.view.units, 1))
		frequency = min(frequency, n)
		c.idf = math.Log(1 + (n-frequency+.5)/(frequency+.5))
	}
	return finds, nil
}

// score scores the records that clauses find: of all documents, or of those in
// within. Titles are looked at in all documents, because one that the query
// calls by its title says what its words mean (choose).
func (s *session) score(clauses []clause, finds findings, within *narrowed) {
	if s.tallies == nil {
		for _, l := range s.lookups {
			s.tallies = append(s.tallies, l.part.tally())
		}
	}
	for _, t := range s.tallies {
		t.reset()
	}
	for i := range clauses {
		for j, t := range s.tallies {
			t.add(finds[i][j], &clauses[i], within)
		}
	}
}

// narrowed are the documents that have all that a query must have.
type narrowed struct {
	has  []uint8 // by document, how many of the things it has
	want uint8
}

// in tells whether the document of that number is one of them. A nil narrowed is
// all documents.
func (w *narrowed) in(number int32) bool {
	return number >= 0 && (w == nil || w.has[number] == w.want)
}

// any tells whether one of the documents meets a condition that asks for no words.
func (w *narrowed) any(c *condition) bool {
	for n, has := range w.has {
		if has == w.want && c.document(0, int32(n)) {
			return true
		}
	}
	return false
}

// narrow finds the documents that have all slots of a request, anywhere in them,
// and records of all its phrases. To know them before anything is scored spares
// most of the work: a posting is passed over in a nanosecond. It gives nil where
// it says nothing: there are none, or there is only one slot.
func (s *session) narrow(c *compiled, finds findings, phrases []*roaring.Bitmap) *narrowed {
	if len(c.slots) < 2 {
		return nil
	}
	size := make([]float64, len(c.slots))
	order := make([]int, len(c.slots))
	for slot := range order {
		order[slot] = slot
		for i := range c.clauses {
			if c.clauses[i].bits&(1<<slot) == 0 {
				continue
			}
			for _, part := range finds[i] {
				for j := range part {
					size[slot] += part[j].count()
				}
			}
		}
	}
	// The rarest first: what it leaves out need not be looked at again.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[a], size[b]) })
	w := &narrowed{has: make([]uint8, len(s.view.documents))}
	for _, slot := range order {
		left := 0
		for i := range c.clauses {
			if c.clauses[i].bits&(1<<slot) == 0 {
				continue
			}
			for j, part := range finds[i] {
				for k := range part {
					left += w.mark(s.lookups[j].part, &part[k])
				}
			}
		}
		if left == 0 {
			return nil
		}
		w.want++
	}
	if phrases != nil {
		left := 0
		for j, records := range phrases {
			left += w.mark(s.lookups[j].part, &found{records: records})
		}
		if left == 0 {
			return nil
		}
		w.want++
	}
	return w
}

// mark notes that the documents of records have the next thing, if they have all
// before, and counts them.
func (w *narrowed) mark(p *viewPart, f *found) (left int) {
	want, has, number := w.want, w.has, p.number
	if f.list != nil {
		for _, n := range f.list.records {
			if d := number[n]; d >= 0 && has[d] == want {
				has[d]++
				left++
			}
		}
		return left
	}
	f.each(func(n uint32) {
		if d := number[n]; d >= 0 && has[d] == want {
			has[d]++
			left++
		}
	})
	return left
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
func (t *tally) add(lists []found, c *clause, within *narrowed) {
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
	if c.bits != 0 {
		for i := range lists[titles:] {
			lists[titles+i].each(func(n uint32) {
				if t.mask[n] == 0 {
					t.titled = append(t.titled, n)
				}
				t.mask[n] |= c.bits
			})
		}
	}
	t.addGroup(lists[:titles], idf, c.bits, within)
	t.addGroup(lists[titles:], idf, c.bits, within)
}

// addGroup scores the records that are in one of the lists by the sum of what
// the lists say of them.
func (t *tally) addGroup(lists []found, idf float32, slots uint64, within *narrowed) {
	if len(lists) == 1 && lists[0].list != nil {
		t.addOne(&lists[0], idf, slots, within)
		return
	}
	t.pending = t.pending[:0]
	for i := range lists {
		f := &lists[i]
		w, number := float32(f.weight), t.part.number
		if f.records != nil {
			f.each(func(n uint32) {
				if within.in(number[n]) {
					t.count(n, w)
				}
			})
			continue
		}
		norm := t.part.norm[f.field]
		frequencies := f.list.frequencies[:len(f.list.records)]
		for i, n := range f.list.records {
			if within.in(number[n]) {
				t.count(n, w*float32(frequencies[i])*norm[n])
			}
		}
	}
	k1 := float32(weights.k1)
	for _, n := range t.pending {
		tf := t.tf[n]
		t.tf[n] = 0
		t.scoreRecord(n, idf*tf*(k1+1)/(tf+k1), slots)
	}
}

// addOne is addGroup for one list, which most clauses have.
func (t *tally) addOne(f *found, idf float32, slots uint64, within *narrowed) {
	k1, w := float32(weights.k1), float32(f.weight)
	norm, number := t.part.norm[f.field], t.part.number
	frequencies := f.list.frequencies[:len(f.list.records)]
	idf *= k1 + 1
	for i, n := range f.list.records {
		if !within.in(number[n]) {
			continue
		}
		tf := w * float32(frequencies[i]) * norm[n]
		t.scoreRecord(n, idf*tf/(tf+k1), slots)
	}
}

// scoreRecord adds to what a record scores.
func (t *tally) scoreRecord(n uint32, score float32, slots uint64) {
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
