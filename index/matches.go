package index

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// matches are the documents that answer a query, and how well. Counting them
// and choosing the best is done without sorting them all: a frequent word is in
// most of the library.
type matches struct {
	*session
	*compiled
	matcher *matcher
	phrases []*roaring.Bitmap // records with all quoted phrases, by part; nil for none
	// condition, if not nil, is what documents must meet; allowed are those that do,
	// by number.
	condition *condition
	allowed   []bool
	reading   string
	least     int // the level that a document must reach

	documents []int32 // numbers of the documents, in no order until order
	boosts    map[int32]float64
	most      int // the greatest number of the query's words in one record

	ranked []recordMatch // the best records, the best first

	standing func(*Document) Standing
	explain  bool
	kept     map[recordKey]keptFeatures // of ranked, if explain
}

// state is what is known of a document during a search.
type state struct {
	words uint64  // slots found anywhere in it
	score float32 // the best base score of its records
	level int8    // the best level of its records, plus one; 0 for no match
	found int8    // the greatest number of words in one of its records
	pass  bool    // the filters let it through
	short bool    // it is shown, with less points than there may be
	place int32   // of its best ranked record, plus one; 0 for none
}

// each calls yield with every record found in documents that can be shown.
func (m *matches) each(yield func(t *tally, number int32, record uint32)) {
	for i, t := range m.tallies {
		number := t.part.number
		for _, n := range t.touched {
			d := number[n]
			if d < 0 || m.allowed != nil && !m.allowed[d] || m.phrases != nil && !m.phrases[i].Contains(n) && !m.phrases[i].Contains(t.part.title[n]) {
				continue
			}
			yield(t, d, n)
		}
	}
}

// record judges one record.
func (m *matches) record(t *tally, number int32, n uint32) (mask uint64, level int, score float32) {
	mask, score = t.mask[n], t.score[n]
	if title := t.part.title[n]; title != n {
		mask |= t.mask[title]
		score += float32(weights.title) * t.score[title]
	}
	if m.chosen != nil && m.chosen[t.part.owner[n]] {
		score *= float32(weights.chosen)
	}
	full := uint64(1)<<len(m.slots) - 1
	switch {
	case m.either:
		if level = inDocument; m.condition.record(mask, t.part, n, number) {
			level = inProvision
		}
	case mask == full:
		level = inProvision
	case m.states[number].words == full:
		level = inDocument
	}
	return mask, level, score
}

func (m *matches) recordMatch(t *tally, number int32, n uint32) recordMatch {
	mask, level, score := m.record(t, number, n)
	return recordMatch{entry: t.part.owner[n], number: number, record: n, mask: mask, own: t.mask[n], level: level, score: float64(score)}
}

// gather finds the documents and the best level among them.
func (m *matches) gather() (best int) {
	m.states = slices.Grow(m.states[:0], len(m.view.documents))[:len(m.view.documents)]
	clear(m.states)
	m.documents = m.documents[:0]
	m.most = 0
	for _, t := range m.tallies {
		for _, n := range t.touched {
			if d := t.part.number[n]; d >= 0 {
				m.states[d].words |= t.mask[n]
			}
		}
	}
	m.allow()
	m.each(func(t *tally, number int32, n uint32) {
		mask, level, score := m.record(t, number, n)
		d := &m.states[number]
		if d.level == 0 {
			m.documents = append(m.documents, number)
		}
		if int8(level)+1 > d.level {
			d.level = int8(level) + 1
			best = max(best, level)
		}
		d.score = max(d.score, score)
		found := bits.OnesCount64(mask)
		d.found = max(d.found, int8(found))
		m.most = max(m.most, found)
	})
	if m.either {
		best = max(best, m.addWordless())
	}
	return best
}

// allow judges all documents by the condition.
func (m *matches) allow() {
	m.allowed = nil
	if m.condition == nil {
		return
	}
	m.allowed = make([]bool, len(m.view.documents))
	for n := range m.allowed {
		m.allowed[n] = m.condition.document(m.states[n].words, int32(n))
	}
}

// addWordless adds the documents that an alternative without words lets in, and
// gives their level.
func (m *matches) addWordless() (level int) {
	for n, ok := range m.allowed {
		if ok && m.states[n].level == 0 {
			m.states[n].level = inDocument + 1
			m.documents = append(m.documents, int32(n))
			level = inDocument
		}
	}
	return level
}

// all takes every document that is allowed as an answer.
func (m *matches) all() {
	m.states = make([]state, len(m.view.documents))
	m.allow()
	for n := range m.view.documents {
		if m.allowed == nil || m.allowed[n] {
			m.documents = append(m.documents, int32(n))
		}
	}
}

// thin leaves the documents that are good enough: of the least level, and, where
// none has all words, with two thirds of the words that the best has, or among
// the best by score: a question's words are not all of one importance.
func (m *matches) thin() {
	if m.least > someWords {
		m.documents = slices.DeleteFunc(m.documents, func(n int32) bool { return int(m.states[n].level)-1 < m.least })
		return
	}
	enough := func(n int32) bool { return int(m.states[n].found)*3 >= m.most*2 }
	best := largest(m.documents, candidates, func(a, b int32) int {
		return cmp.Or(cmp.Compare(m.states[b].score, m.states[a].score), cmp.Compare(a, b))
	})
	kept := slices.DeleteFunc(m.documents, func(n int32) bool { return !enough(n) })
	for _, n := range best {
		if !enough(n) {
			kept = append(kept, n)
		}
	}
	m.documents = kept
}

// boost applies what the caller knows better: documents with a boost above 1 go
// before all others, by boost, whether they match or not; one below 1 goes
// behind all.
func (m *matches) boost(boosts map[string]float64) {
	if len(boosts) == 0 {
		return
	}
	m.boosts = make(map[int32]float64, len(boosts))
	if len(m.states) == 0 {
		m.states = make([]state, len(m.view.documents))
	}
	there := make(map[int32]bool, len(boosts))
	for id, f := range boosts {
		if n := m.view.numberOf(id); n >= 0 && f != 1 {
			m.boosts[n] = f - 1
		}
	}
	for _, n := range m.documents {
		if _, ok := m.boosts[n]; ok {
			there[n] = true
		}
	}
	for n, f := range m.boosts {
		if f > 0 && !there[n] && m.mayBeShown(n) {
			m.documents = append(m.documents, n)
		}
	}
}

// mayBeShown tells whether filters and exclusions let a document through that is
// named, and need not have the words.
func (m *matches) mayBeShown(number int32) bool {
	return m.condition == nil || m.condition.document(^uint64(0), number)
}

// compareRecords orders records, the better first; the last resort is the order
// of IDs and of provisions, so that pages are stable.
func (m *matches) compareRecords(a, b *recordMatch) int {
	if !m.question && a.level != b.level {
		return cmp.Compare(b.level, a.level)
	}
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.ordinal(), b.ordinal()))
}

func (r *recordMatch) ordinal() int32 { return r.entry.part.ordinal[r.record] }

// rank chooses the best records of the documents that pass, and weighs them by
// their features.
func (m *matches) rank() error {
	for _, n := range m.documents {
		m.states[n].pass = true
	}
	top := newLargest(candidates, func(a, b recordMatch) int { return m.compareRecords(&a, &b) })
	m.each(func(t *tally, number int32, n uint32) {
		d := &m.states[number]
		if !d.pass {
			return
		}
		// Most records are far from the best: do not look closer at those.
		if top.full() && float32(top.worst().score) > d.score && (m.question || int(d.level)-1 <= top.worst().level) {
			return
		}
		top.add(m.recordMatch(t, number, n))
	})
	m.ranked = top.sorted()
	if len(m.ranked) == 0 {
		return nil
	}
	r := newRanker(m.compiled)
	r.kept = m.session.tokens[:0]
	defer func() { m.session.tokens = r.kept }()
	features := make([][featureCount]float64, len(m.ranked))
	bases := map[*entry][]float64{}
	for i := range m.ranked {
		k := &m.ranked[i]
		var err error
		if features[i], err = r.features(k.entry.part, k.record, k.score); err != nil {
			return err
		}
		k.tokens = r.text
		if d := bases[k.entry]; len(d) < 3 {
			bases[k.entry] = append(d, features[i][featBase])
		}
	}
	for i := range m.ranked {
		k := &m.ranked[i]
		for _, base := range bases[k.entry] {
			features[i][featDocument] += base / 3
		}
		m.weighStanding(k.entry, &features[i])
		k.score = 0
		for j, f := range features[i] {
			k.score += f * weights.feature[j]
		}
	}
	m.keep(features, r.wordMass+r.pairMass)
	if traceFeatures != nil {
		traceFeatures(m.ranked, features)
	}
	slices.SortFunc(m.ranked, func(a, b recordMatch) int { return m.compareRecords(&a, &b) })
	for i := range m.ranked {
		if d := &m.states[m.ranked[i].number]; d.place == 0 {
			d.place = int32(i) + 1
		}
	}
	return nil
}

// traceFeatures, if set, is shown what rank sees. The weights are fitted with
// it.
var traceFeatures func(records []recordMatch, features [][featureCount]float64)

// docMatch is a document that is shown, with its provisions that answer, the
// best first.
type docMatch struct {
	*entry
	number int32
	score  float64
	units  []recordMatch
}

// shown gathers the best provisions of documents.
func (m *matches) shown(numbers []int32) []*docMatch {
	docs := make([]*docMatch, len(numbers))
	byNumber := make(map[int32]*docMatch, len(numbers))
	for i, n := range numbers {
		docs[i] = &docMatch{entry: m.view.documents[n], number: n, score: float64(m.states[n].score)}
		byNumber[n] = docs[i]
	}
	done := map[*part]map[uint32]bool{}
	for i := range m.ranked {
		r := &m.ranked[i]
		d := byNumber[r.number]
		if d == nil {
			continue
		}
		if m.states[r.number].place == int32(i)+1 {
			d.score = r.score
		}
		p := r.entry.part
		if done[p] == nil {
			done[p] = map[uint32]bool{}
		}
		done[p][r.record] = true
		if r.record != r.entry.record {
			d.units = append(d.units, *r)
		}
	}
	short := false
	for _, n := range numbers {
		d := byNumber[n]
		m.states[n].short = len(d.units) < MaxPoints && len(d.units) < d.entry.units
		short = short || m.states[n].short
	}
	rest := map[*docMatch][]recordMatch{}
	if short && len(m.slots) > 0 {
		m.each(func(t *tally, number int32, n uint32) {
			if m.states[number].short && n != t.part.title[n] && !done[t.part.part][n] {
				d := byNumber[number]
				rest[d] = append(rest[d], m.recordMatch(t, number, n))
			}
		})
	}
	for d, records := range rest {
		d.units = append(d.units, largest(records, MaxPoints-len(d.units), func(a, b recordMatch) int { return m.compareRecords(&a, &b) })...)
	}
	for _, d := range docs {
		// A point with few of the words is not worth its place beside one with
		// most of them.
		most := 0
		for _, u := range d.units {
			most = max(most, bits.OnesCount64(u.own))
		}
		d.units = slices.DeleteFunc(d.units, func(u recordMatch) bool { return bits.OnesCount64(u.own)*2 < most })
		d.units = d.units[:min(len(d.units), MaxPoints)]
	}
	return docs
}
