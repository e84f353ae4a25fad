package index

import (
	"cmp"
	"slices"
)

// boost applies what the caller knows better: documents with a boost above 1 go
// before all others, by boost; one below 1 sinks a document below all that have
// none.
func (v *view) boost(docs []*docMatch, boosts map[string]float64) []*docMatch {
	if len(boosts) == 0 {
		return docs
	}
	seen := map[string]bool{}
	for _, d := range docs {
		if f, ok := boosts[d.ID]; ok {
			d.boost = f - 1
			seen[d.ID] = true
		}
	}
	for id, f := range boosts {
		if e := v.byID[id]; e != nil && f > 1 && !seen[id] {
			docs = append(docs, &docMatch{entry: e, boost: f - 1, order: len(docs)})
		}
	}
	return docs
}

func sortDocuments(docs []*docMatch, by Sort) {
	slices.SortFunc(docs, func(a, b *docMatch) int {
		c := 0
		switch by {
		case ByDateDesc:
			c = cmp.Compare(b.Date, a.Date)
		case ByDateAsc:
			c = compareKnownFirst(a.Date, b.Date)
		case ByNumber:
			c = cmp.Or(compareNumbers(a.Number, b.Number), cmp.Compare(a.Symbol, b.Symbol))
		}
		return cmp.Or(c, cmp.Compare(b.boost, a.boost), cmp.Compare(a.order, b.order), cmp.Compare(a.ID, b.ID))
	})
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
