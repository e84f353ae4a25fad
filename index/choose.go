package index

import (
	"math/bits"

	"tracuu/index/vi"
)

// choose finds the documents that the query calls by their whole title ("theo
// Luật Du lịch …"), and weakens the words of the title: they have chosen the
// document, and say nothing of which of its provisions is meant. It tells
// whether there are any, and the clauses are to be collected again.
func (c *compiled) choose(tallies []*tally) bool {
	var slots uint64
	c.chosen = map[*entry]bool{}
	m := c.matcher()
	for _, t := range tallies {
		for _, n := range t.titled {
			if t.part.number[n] < 0 {
				continue
			}
			// The mask is cheap, and rules out nearly all.
			found := bits.OnesCount64(t.mask[n])
			if found < 2 {
				continue
			}
			e := t.part.owner[n]
			if e.Title == "" || int(e.spaces) > found {
				continue
			}
			if s := m.asked(e.Title); s != 0 {
				c.chosen[e] = true
				slots |= s
			}
		}
	}
	// A query that is nothing but the title asks for its words.
	if slots == 0 || bits.OnesCount64(slots) == len(c.slots) {
		c.chosen = nil
		return false
	}
	for i := range c.clauses {
		k := &c.clauses[i]
		in := k.bits
		if k.pair {
			in = 1<<k.a | 1<<k.b
		}
		if in&^slots == 0 {
			k.weight *= selector
		}
	}
	return true
}

// selector is what the words of a title count that has chosen its document.
const selector = .3

// asked gives the slots of a title if the query has it as a whole, or all but
// its first word (Luật); else 0.
func (m *matcher) asked(title string) (slots uint64) {
	n, run := 0, 0
	prev := int8(-1)
	m.walk(vi.Scan(title), func(t match) {
		n++
		switch {
		case t.slot < 0:
			run, slots = 0, 0
		case prev >= 0 && m.next[prev]&(1<<t.slot) != 0:
			run++
			slots |= 1 << t.slot
		default:
			run, slots = 1, 1<<t.slot
		}
		prev = t.slot
	})
	if run < 2 || run < n-1 {
		return 0
	}
	return slots
}
