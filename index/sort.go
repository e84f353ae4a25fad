package index

import (
	"cmp"
	"slices"
)

// order puts the first n documents in order; the rest stay in none.
func (m *matches) order(by Sort, n int) {
	compare := func(a, b int32) int {
		x, y := m.view.documents[a], m.view.documents[b]
		switch by {
		case ByDateDesc:
			return cmp.Or(cmp.Compare(y.Date, x.Date), m.byRelevance(a, b))
		case ByDateAsc:
			return cmp.Or(compareKnownFirst(x.Date, y.Date), m.byRelevance(a, b))
		case ByNumber:
			return cmp.Or(compareNumbers(x.Number, y.Number), cmp.Compare(x.Symbol, y.Symbol), m.byRelevance(a, b))
		}
		return m.byRelevance(a, b)
	}
	if n > len(m.documents)/4 {
		slices.SortFunc(m.documents, compare)
		return
	}
	m.documents = largest(m.documents, n, compare)
}

func (m *matches) byRelevance(a, b int32) int {
	if len(m.boosts) > 0 {
		if c := cmp.Compare(m.boosts[b], m.boosts[a]); c != 0 {
			return c
		}
	}
	x, y := &m.states[a], &m.states[b]
	if x.place != y.place {
		if x.place == 0 || y.place == 0 {
			return cmp.Compare(y.place, x.place) // the ranked before the others
		}
		return cmp.Compare(x.place, y.place)
	}
	if !m.question && x.level != y.level {
		return cmp.Compare(y.level, x.level)
	}
	return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(a, b))
}

// compareKnownFirst orders dates upwards with unknown ones last.
func compareKnownFirst(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// compareNumbers orders document numbers by value ("9" before "12", "12" before
// "12a"), those without a number last.
func compareNumbers(a, b string) int {
	return cmp.Or(cmp.Compare(leading(a), leading(b)), cmp.Compare(a, b))
}

func leading(s string) int {
	n, i := 0, 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 {
		return 1 << 30
	}
	return n
}
