package index

import (
	"tracuu/index/vi"
)

// matcher finds the words of a compiled request in a text.
type matcher struct {
	terms   map[string]termSlot
	phrases map[string][]phraseSlots // by first term
	// next has, for each slot, the slots that follow it somewhere in the query.
	next [64]uint64
}

type termSlot struct {
	slot   int8
	weight float32
}

// phraseSlots is a phrase, or one term, that stands for several slots.
type phraseSlots struct {
	terms []string
	slots uint64
}

func (c *compiled) matcher() *matcher {
	m := &matcher{terms: map[string]termSlot{}, phrases: map[string][]phraseSlots{}}
	for i, terms := range c.terms {
		for _, t := range terms {
			if old, ok := m.terms[t.term]; !ok || float64(old.weight) < t.weight {
				m.terms[t.term] = termSlot{int8(i), float32(t.weight)}
			}
		}
	}
	// The slots themselves win over readings of others.
	for i := range c.slots {
		m.terms[c.slots[i].text] = termSlot{int8(i), 1}
	}
	for i := range c.clauses {
		k := &c.clauses[i]
		if k.pair {
			continue
		}
		for _, p := range k.phrases {
			m.phrases[p.terms[0]] = append(m.phrases[p.terms[0]], phraseSlots{p.terms, k.bits})
		}
		if k.other {
			for _, t := range k.terms {
				m.phrases[t.term] = append(m.phrases[t.term], phraseSlots{[]string{t.term}, k.bits})
			}
		}
	}
	for i := 1; i < len(c.sequence); i++ {
		m.next[c.sequence[i-1]] |= 1 << c.sequence[i]
	}
	return m
}

// match is a token of a text, or a phrase of it, as the query sees it.
type match struct {
	start, end int
	// slot is the slot it fulfils, -1 for none or several.
	slot int8
	// slots are all slots it fulfils.
	slots  uint64
	weight float32
	tokens int
}

// walk calls yield with every token of a text in order, matched or not.
func (m *matcher) walk(tokens []vi.Token, yield func(match)) {
	for i := 0; i < len(tokens); {
		t := &tokens[i]
		s, ok := m.terms[t.Text]
		// A word of the query is that before it is another way to say several.
		if p, n := m.phraseAt(tokens[i:]); n > 1 && len(p.terms) > 1 || n > 0 && !ok {
			yield(match{start: t.Start, end: tokens[i+n-1].End, slot: -1, slots: p.slots, weight: 1, tokens: n})
			i += n
			continue
		}
		if t.Compound() {
			// Unless the query has the code as a whole, its parts are looked at.
			i++
			if !ok {
				continue
			}
			i += t.Span
		} else {
			i++
		}
		if !ok {
			yield(match{start: t.Start, end: t.End, slot: -1, tokens: 1})
			continue
		}
		yield(match{start: t.Start, end: t.End, slot: s.slot, slots: 1 << s.slot, weight: s.weight, tokens: 1})
	}
}

// phraseAt gives the longest phrase that the tokens begin with, and its length
// in tokens.
func (m *matcher) phraseAt(tokens []vi.Token) (best phraseSlots, n int) {
	for _, p := range m.phrases[tokens[0].Text] {
		if len(p.terms) <= n || len(p.terms) > len(tokens) {
			continue
		}
		j := 0
		for j < len(p.terms) && tokens[j].Text == p.terms[j] {
			j++
		}
		if j == len(p.terms) {
			best, n = p, j
		}
	}
	if n == 1 && tokens[0].Compound() {
		n += tokens[0].Span
	}
	return best, n
}
