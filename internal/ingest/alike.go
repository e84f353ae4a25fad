package ingest

import (
	"hash/maphash"
	"strings"

	"tracuu/internal/vietnamese"
)

// likeness compares two texts by the runs of four words that they share, marks
// and case aside: what a second scan misreads counts little, what was left out
// or rewritten counts much.
type likeness struct {
	// shared is the share of all runs that both have, from 0 to 1.
	shared float64
	// of are the shares of the first and of the second text's runs that the other
	// has too.
	of [2]float64
}

var shingleSeed = maphash.MakeSeed()

func alike(a, b string) likeness {
	x, y := shingles(a), shingles(b)
	both := 0
	for s := range x {
		if _, ok := y[s]; ok {
			both++
		}
	}
	var l likeness
	if all := len(x) + len(y) - both; all > 0 {
		l.shared = float64(both) / float64(all)
	}
	if len(x) > 0 {
		l.of[0] = float64(both) / float64(len(x))
	}
	if len(y) > 0 {
		l.of[1] = float64(both) / float64(len(y))
	}
	return l
}

func shingles(text string) map[uint64]struct{} {
	const run = 4
	words := strings.FieldsFunc(vietnamese.Fold(text), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	set := make(map[uint64]struct{}, len(words))
	var h maphash.Hash
	h.SetSeed(shingleSeed)
	for i := range words {
		h.Reset()
		for _, w := range words[i:min(i+run, len(words))] {
			h.WriteString(w)
			h.WriteByte(' ')
		}
		set[h.Sum64()] = struct{}{}
	}
	return set
}
