package index

// clause is one thing a query looks for, a syllable or a neighbour pair, in all
// its readings. A record's score for it is BM25 over the sum of its readings
// and fields.
type clause struct {
	terms []weighted
	// bits are the slots that a match fulfils; 0 for a pair, which only adds
	// to the score.
	bits   uint64
	weight float64
	pair   bool
}

// weighted is a term that counts weight times.
type weighted struct {
	term   string
	weight float64
}

// maxCombinations bounds the readings of a pair that are looked up.
const maxCombinations = 400

// looseWeight is what a reading counts that differs from the marks typed.
const looseWeight = .3

// clauses turns a request into what to look up, and gives the readings of each
// slot.
func (r *request) clauses(all readings, loose bool) (out []clause, terms [][]weighted) {
	terms = make([][]weighted, len(r.slots))
	for i := range r.slots {
		s := &r.slots[i]
		for _, t := range all.of(s, loose) {
			w := weighted{t, 1}
			if s.marked && t != s.text {
				w.weight = looseWeight
			}
			terms[i] = append(terms[i], w)
		}
		out = append(out, clause{terms: terms[i], bits: 1 << i, weight: 1})
	}
	seen := map[[2]int]bool{}
	for i := 1; i < len(r.sequence); i++ {
		a, b := r.sequence[i-1], r.sequence[i]
		if a < 0 || b < 0 || seen[[2]int{a, b}] {
			continue
		}
		seen[[2]int{a, b}] = true
		out = append(out, clause{terms: pairTerms(terms[a], terms[b]), weight: weights.pair, pair: true})
	}
	return out, terms
}

func pairTerms(a, b []weighted) []weighted {
	var out []weighted
	for _, x := range a {
		for _, y := range b {
			if len(out) == maxCombinations {
				return out
			}
			out = append(out, weighted{x.term + " " + y.term, x.weight * y.weight})
		}
	}
	return out
}

// weights is the table of ranking weights. docs/search.md tells how they were
// set.
var weights = struct {
	k1              float64 // saturation of a term's frequency
	b               float64 // how much a long provision is held against it
	head, title     float64 // a term's frequency in these fields counts this often
	pair            float64 // a pair's score against a syllable's
	otherUnits      float64 // what a document's further provisions add to its best
	incompleteScore float64 // factor where no single provision has all words
}{k1: 1.2, b: .75, head: 2, title: 1.5, pair: .8, otherUnits: .05, incompleteScore: .5}
