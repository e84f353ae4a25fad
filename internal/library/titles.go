package library

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"tracuu/internal/vietnamese"
)

// titleIndex finds documents by the beginnings of the words of their title,
// type, number and issuer, fast enough to be asked at every key. It is kept in
// memory: sorted words, each with the documents that have it, numbered in the
// order in which they are worth offering.
type titleIndex struct {
	docs  []*node
	words []string // folded, sorted
	// of[start[i]:start[i+1]] are the numbers of the documents that have word i.
	start []uint32
	of    []uint32
	// types and issuers are those of the documents, by count.
	types, issuers []Value
}

func (v *view) titlesOf() *titleIndex {
	x := &titleIndex{}
	cited := make(map[*node]int, len(v.ids))
	types, issuers := map[string]int{}, map[string]int{}
	for _, id := range v.ids {
		n := v.docs[id]
		x.docs = append(x.docs, n)
		cited[n] = v.references.CitedBy(id)
		types[n.Type]++
		issuers[n.Issuer]++
	}
	x.types, x.issuers = values(types), values(issuers)
	// ids come newest first, which decides among documents cited as often.
	slices.SortStableFunc(x.docs, func(a, b *node) int { return cmp.Compare(cited[b], cited[a]) })
	ids := map[string]uint32{}
	type pair struct{ word, doc uint32 }
	var pairs []pair
	var words []string
	for i, n := range x.docs {
		words = n.offeredBy(words[:0])
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			id, ok := ids[w]
			if !ok {
				id = uint32(len(x.words))
				w = strings.Clone(w)
				ids[w] = id
				x.words = append(x.words, w)
			}
			pairs = append(pairs, pair{id, uint32(i)})
		}
	}
	order := make([]uint32, len(x.words)) // by name → id
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(x.words[a], x.words[b]) })
	place := make([]uint32, len(order))
	sorted := make([]string, len(order))
	for i, id := range order {
		place[id], sorted[i] = uint32(i), x.words[id]
	}
	x.words = sorted
	x.start = make([]uint32, len(order)+1)
	for _, p := range pairs {
		x.start[place[p.word]+1]++
	}
	for i := range order {
		x.start[i+1] += x.start[i]
	}
	x.of = make([]uint32, len(pairs))
	next := slices.Clone(x.start)
	for _, p := range pairs {
		w := place[p.word]
		x.of[next[w]] = p.doc
		next[w]++
	}
	return x
}

// offeredBy appends the folded words by which a document is offered: those of
// its names, and its number in one piece.
func (n *node) offeredBy(words []string) []string {
	for _, s := range []string{n.Subject(), n.Type, n.Label(), n.Issuer} {
		words = appendWords(words, vietnamese.Fold(s))
	}
	if l := n.Label(); l != "" {
		words = append(words, squeeze(l))
	}
	return words
}

// appendWords cuts a folded text at everything but letters and digits.
func appendWords(dst []string, folded string) []string {
	return append(dst, strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
}

const (
	maxOfferWords = 12  // words of a query that are looked at
	maxOffered    = 120 // documents that are compared: those with the last word as typed, then as many with it as a beginning
)

// offer is a document with how well it fits what was typed.
type offer struct {
	*node
	score float64
}

// find gives the documents that have all words of what was typed, the last as
// the beginning of a word unless a blank follows it, the best n first.
func (x *titleIndex) find(typed string, n int) []offer {
	folded := vietnamese.Fold(typed)
	words := appendWords(nil, folded)
	if len(words) == 0 || len(words) > maxOfferWords || len(x.docs) == 0 {
		return nil
	}
	q := asked{folded: strings.Join(words, " "), lower: vietnamese.Lower(strings.TrimSpace(typed)), words: words, squeezed: squeeze(typed)}
	q.marked = vietnamese.Fold(q.lower) != q.lower
	whole := x.having(words, false)
	out := x.offers(whole, nil, &q)
	if !strings.HasSuffix(folded, " ") {
		out = append(out, x.offers(x.having(words, true), whole, &q)...)
	}
	// The order among equals is that of the index.
	slices.SortStableFunc(out, func(a, b offer) int { return cmp.Compare(b.score, a.score) })
	return out[:min(n, len(out))]
}

// having is the set of documents that have all words, by their numbers, a bit
// each; with begins the last word need only be the beginning of one.
func (x *titleIndex) having(words []string, begins bool) []uint64 {
	set := make([]uint64, (len(x.docs)+63)/64)
	var other []uint64
	for i := len(words) - 1; i >= 0; i-- {
		into := set
		if i < len(words)-1 {
			if other == nil {
				other = make([]uint64, len(set))
			}
			clear(other)
			into = other
		}
		from, to := x.span(words[i], begins && i == len(words)-1)
		for _, d := range x.of[x.start[from]:x.start[to]] {
			into[d/64] |= 1 << (d % 64)
		}
		if i < len(words)-1 {
			for k := range set {
				set[k] &= other[k]
			}
		}
	}
	return set
}

// offers weighs the first documents of a set that are not in another.
func (x *titleIndex) offers(set, but []uint64, q *asked) (out []offer) {
	for k, w := range set {
		if but != nil {
			w &^= but[k]
		}
		for ; w != 0; w &= w - 1 {
			d := x.docs[k*64+bits.TrailingZeros64(w)]
			if out = append(out, offer{d, q.fits(d)}); len(out) == maxOffered {
				return out
			}
		}
	}
	return out
}

// span gives the words that are w, or begin with it.
func (x *titleIndex) span(w string, begins bool) (from, to int) {
	from, found := slices.BinarySearch(x.words, w)
	if !begins {
		if found {
			return from, from + 1
		}
		return from, from
	}
	n, _ := slices.BinarySearchFunc(x.words[from:], w, func(have, w string) int {
		if strings.HasPrefix(have, w) {
			return -1
		}
		return 1
	})
	return from, from + n
}

// asked is what was typed, in the forms in which it is compared.
type asked struct {
	folded, lower, squeezed string
	words                   []string
	marked                  bool
}

// fits weighs how a document has the words: its number, the title from its
// beginning, in one piece, with the marks as typed.
func (q *asked) fits(n *node) (score float64) {
	title := strings.Join(appendWords(nil, vietnamese.Fold(n.Subject())), " ")
	if l := n.Label(); l != "" {
		switch number := squeeze(l); {
		case number == q.squeezed:
			score += 10
		case strings.HasPrefix(number, q.squeezed):
			score += 6
		case n.Bare() == q.words[len(q.words)-1]:
			score += 3
		}
		if name := strings.Join(appendWords(nil, vietnamese.Fold(n.Name())), " "); strings.HasPrefix(name, q.folded) {
			score += 4
		}
	}
	switch {
	case strings.HasPrefix(title, q.folded):
		score += 5
	case strings.Contains(" "+title, " "+q.folded):
		score += 4
	default:
		in := 0
		for _, w := range q.words {
			if strings.Contains(" "+title, " "+w) {
				in++
			}
		}
		score += 2 * float64(in) / float64(len(q.words))
	}
	if q.marked && strings.Contains(vietnamese.Lower(n.Name()+" "+n.Subject()), q.lower) {
		score += 3
	}
	if n.HasText() {
		score += .5
	}
	return score
}
