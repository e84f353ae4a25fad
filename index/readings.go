package index

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tracuu/internal/vietnamese"
)

// readings lists, for a folded form, the terms of the view that fold to it: the
// readings of a syllable typed without marks, the most frequent first. Forms
// with themselves as their only reading are left out.
type readings map[string][]reading

type reading struct {
	term  string
	count float64 // records that have it
}

// maxReadings bounds the readings of one form; a syllable has at most some
// thirty.
const maxReadings = 40

func (v *view) buildReadings() readings {
	counts := map[string]float64{}
	for _, p := range v.parts {
		for _, t := range p.terms {
			counts[t.term] += float64(t.count)
		}
	}
	all := readings{}
	for term, n := range counts {
		if folded := vietnamese.Fold(term); folded != term {
			all[folded] = append(all[folded], reading{term, n})
		}
	}
	for folded, terms := range all {
		if n := counts[folded]; n > 0 {
			terms = append(terms, reading{folded, n})
		}
		slices.SortFunc(terms, func(a, b reading) int {
			return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.term, b.term))
		})
		all[folded] = terms[:min(len(terms), maxReadings)]
	}
	return all
}

func isPair(term string) bool {
	for i := range len(term) {
		if term[i] == ' ' {
			return true
		}
	}
	return false
}

// isCode tells terms that must not be folded: codes have a digit or a sign in
// them. (An abbreviation such as ĐA that looks like a syllable folds as one.)
func isCode(term string) bool {
	for i := range len(term) {
		if c := term[i]; c < 'a' && c < 0x80 {
			return true
		}
	}
	return false
}

// of gives the readings of a slot with the numbers of records that have them.
// One typed with marks has itself alone, with its spelling in i or y; loose adds
// its other marks.
func (r readings) of(s *slot, loose bool) (terms []weighted, frequency []float64) {
	add := func(term string, weight float64) {
		if slices.ContainsFunc(terms, func(o weighted) bool { return o.term == term }) {
			return
		}
		terms = append(terms, weighted{term, weight})
		n := 0.0
		for _, t := range r[s.folded] {
			if t.term == term {
				n = t.count
			}
		}
		frequency = append(frequency, n)
	}
	add(s.text, 1)
	w := 1.0
	if s.marked {
		w = looseWeight
		for _, t := range vietnamese.Variants(s.text)[1:] {
			add(t, 1)
		}
	}
	if !s.marked || loose {
		for _, t := range r[s.folded] {
			if !s.marked && strings.HasPrefix(s.text, "đ") && !strings.HasPrefix(t.term, "đ") {
				continue // its marks are lost, its đ is not
			}
			add(t.term, w)
		}
	}
	return terms, frequency
}

// pairs gives the clauses of neighbouring slots, each with the readings of both
// that stand side by side somewhere in the view. Where words were typed without
// marks it also weighs their readings.
func (s *session) pairs(c *compiled) ([]clause, error) {
	var out []clause
	at := map[[2]int]int{} // slots → index in out
	var side []pairCounts
	for i := 1; i < len(c.sequence); i++ {
		a, b := c.sequence[i-1], c.sequence[i]
		if _, ok := at[[2]int{a, b}]; ok {
			continue
		}
		at[[2]int{a, b}] = len(out)
		out = append(out, clause{pair: true, a: a, b: b, weight: 1})
		counts, err := s.countPairs(c.terms[a], c.terms[b])
		if err != nil {
			return nil, err
		}
		side = append(side, counts)
	}
	c.weigh(func(a, b int) pairCounts { return side[at[[2]int{a, b}]] })
	for i := range out {
		k := &out[i]
		for xy := range side[i] {
			x, y := c.terms[k.a][xy[0]], c.terms[k.b][xy[1]]
			k.terms = append(k.terms, weighted{x.term + " " + y.term, x.weight * y.weight})
		}
		// The order of a map is not that of the next run.
		slices.SortFunc(k.terms, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		if len(k.terms) > maxPairTerms {
			slices.SortStableFunc(k.terms, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
			k.terms = k.terms[:maxPairTerms]
		}
	}
	return out, nil
}

// maxPairTerms bounds the readings of one pair that are searched for.
const maxPairTerms = 60

// pairCounts are the numbers of records in which readings of two slots, by
// their indices, stand side by side.
type pairCounts map[[2]int]float64

func (s *session) countPairs(a, b []weighted) (pairCounts, error) {
	counts := pairCounts{}
	var key []byte
	for x, t := range a {
		for y, u := range b {
			key = append(append(append(key[:0], t.term...), ' '), u.term...)
			n, err := s.count(key)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				counts[[2]int{x, y}] = n
			}
		}
	}
	return counts, nil
}

// weigh finds the likeliest reading of the query as a whole, by how often its
// neighbours stand side by side in the collection (a Viterbi search over
// bigrams), and lowers the weight of the other readings.
func (c *compiled) weigh(count func(a, b int) pairCounts) {
	n := len(c.sequence)
	if n == 0 {
		return
	}
	score := make([][]float64, n)
	from := make([][]int, n)
	for i, slot := range c.sequence {
		terms := c.terms[slot]
		score[i], from[i] = make([]float64, len(terms)), make([]int, len(terms))
		var pairs pairCounts
		if i > 0 {
			pairs = count(c.sequence[i-1], slot)
		}
		for y := range terms {
			own := math.Log(c.frequency[slot][y]+1) / 2
			if i == 0 {
				score[i][y] = own
				continue
			}
			best := math.Inf(-1)
			for x := range score[i-1] {
				if v := score[i-1][x] + math.Log(pairs[[2]int{x, y}]+.3); v > best {
					best, from[i][y] = v, x
				}
			}
			score[i][y] = best + own
		}
	}
	chosen := make([]map[int]bool, len(c.slots))
	y := 0
	for x := range score[n-1] {
		if score[n-1][x] > score[n-1][y] {
			y = x
		}
	}
	for i := n - 1; i >= 0; i-- {
		slot := c.sequence[i]
		if chosen[slot] == nil {
			chosen[slot] = map[int]bool{}
		}
		chosen[slot][y] = true
		y = from[i][y]
	}
	for slot, terms := range c.terms {
		if c.slots[slot].marked {
			continue
		}
		for i := range terms {
			if !chosen[slot][i] {
				terms[i].weight *= unlikely
			}
		}
	}
}
