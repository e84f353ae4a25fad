package index

// clause is one thing a query looks for, a syllable or a neighbour pair, in all
// its readings. A record's score for it is BM25 over the sum of its readings
// and fields.
type clause struct {
	terms []weighted
	// phrases are readings of several terms in a row: what an abbreviation
	// stands for.
	phrases []weightedPhrase
	// bits are the slots that a match fulfils; 0 for a pair, which only adds
	// to the score.
	bits   uint64
	weight float64
	pair   bool
	other  bool // another way to say what its slots say themselves
	// a and b are the slots of a pair.
	a, b int
	// idf is filled in when the clause is looked up.
	idf float64
}

// weighted is a term that counts weight times.
type weighted struct {
	term   string
	weight float64
}

type weightedPhrase struct {
	terms  []string
	weight float64
}

// What a match counts that is not what was typed.
const (
	looseWeight = .3 // other marks than those typed
	unlikely    = .4 // a reading of a word typed without marks that its neighbours speak against
	looseParts  = .5 // the parts of a code, apart
	shortWeight = .7 // an abbreviation of what was typed, or the other way round; times its likelihood
)

// compiled is a request with its readings in one view.
type compiled struct {
	*request
	// terms are the readings of each slot.
	terms [][]weighted
	// strict tells how many of them are readings of the marks as typed.
	strict []int
	// frequency are the numbers of records that have them.
	frequency [][]float64
	clauses   []clause
	// chosen are the documents that the query names by their titles.
	chosen map[*entry]bool
}

// compile turns a request into what to look up. Loose lets words typed with
// marks match others.
func (s *session) compile(r *request, loose bool) (*compiled, error) {
	c := &compiled{request: r, strict: make([]int, len(r.slots)), terms: make([][]weighted, len(r.slots)), frequency: make([][]float64, len(r.slots))}
	all := s.view.readings()
	for i := range r.slots {
		if r.slots[i].prefix {
			var more bool
			var err error
			if c.terms[i], c.frequency[i], more, err = s.expand(r.slots[i].stem()); err != nil {
				return nil, err
			}
			if more {
				r.limited = limitedExpansion(r.slots[i].text)
			}
			c.strict[i] = len(c.terms[i])
			continue
		}
		c.terms[i], c.frequency[i] = all.of(&r.slots[i], loose)
		c.strict[i] = len(c.terms[i])
		if loose && r.slots[i].marked {
			strict, _ := all.of(&r.slots[i], false)
			c.strict[i] = len(strict)
		}
	}
	pairs, err := s.pairs(c)
	if err != nil {
		return nil, err
	}
	for i := range r.slots {
		slot := &r.slots[i]
		k := clause{terms: c.terms[i], bits: 1 << i, weight: 1}
		for _, e := range slot.expansions {
			k.phrases = append(k.phrases, weightedPhrase{e.Terms, e.Weight * shortWeight})
		}
		if loose && len(slot.parts) > 1 {
			k.phrases = append(k.phrases, weightedPhrase{slot.parts, looseParts})
		}
		c.clauses = append(c.clauses, k)
	}
	for _, o := range r.others {
		k := clause{weight: 1, other: true}
		if len(o.terms) == 1 {
			k.terms = []weighted{{o.terms[0], o.weight * shortWeight}}
		} else {
			k.phrases = []weightedPhrase{{o.terms, o.weight * shortWeight}}
		}
		for _, slot := range o.slots {
			k.bits |= 1 << slot
		}
		c.clauses = append(c.clauses, k)
	}
	c.clauses = append(c.clauses, pairs...)
	return c, nil
}
