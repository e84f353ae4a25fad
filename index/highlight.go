package index

import (
	"strings"
	"unicode/utf8"

	"tracuu/index/vi"
)

// snippetRunes is about how long a snippet is.
const snippetRunes = 240

// mark is a run of matched tokens: byte offsets, and the slots it fulfils.
type mark struct {
	start, end int
	slots      uint64
	tokens     int
}

// find gives the marks of a text in its order. Syllables that stand together as
// in the query make one mark. A syllable that somewhere in the text stands so
// is not marked where it stands alone: for "an ninh" the an of "an toàn" says
// nothing.
func (m *matcher) find(text string) []mark { return m.findIn(text, vi.Scan(text)) }

// findIn is find for a text whose tokens are known.
func (m *matcher) findIn(text string, tokens []vi.Token) []mark {
	var marks []mark
	var inRun uint64
	prev := int8(-1) // slot of the token before, -1 for none
	m.walk(tokens, func(t match) {
		if t.slots == 0 {
			prev = -1
			return
		}
		if prev >= 0 && t.slot >= 0 && m.next[prev]&(1<<t.slot) != 0 {
			last := &marks[len(marks)-1]
			last.end, last.slots, last.tokens = t.end, last.slots|t.slots, last.tokens+1
			inRun |= last.slots
		} else {
			marks = append(marks, mark{t.start, t.end, t.slots, t.tokens})
			if t.tokens > 1 {
				inRun |= t.slots
			}
		}
		prev = t.slot
	})
	kept := marks[:0]
	for _, k := range marks {
		if k.tokens > 1 || k.slots&inRun == 0 {
			// A phrase before or after words of the query is one with them.
			if n := len(kept); n > 0 && kept[n-1].slots&k.slots == 0 && strings.TrimSpace(text[kept[n-1].end:k.start]) == "" {
				last := &kept[n-1]
				last.end, last.slots, last.tokens = k.end, last.slots|k.slots, last.tokens+k.tokens
				continue
			}
			kept = append(kept, k)
		}
	}
	return kept
}

// segments cuts text[from:to] at the marks.
func segments(text string, marks []mark, from, to int) []Segment {
	var out []Segment
	at := from
	for _, k := range marks {
		if k.start < from || k.end > to {
			continue
		}
		if k.start > at {
			out = append(out, Segment{Text: text[at:k.start]})
		}
		out = append(out, Segment{Text: text[k.start:k.end], Match: true})
		at = k.end
	}
	if at < to {
		out = append(out, Segment{Text: text[at:to]})
	}
	return out
}

// snippet is the piece of text with the best marks. Tokens are those of the text,
// if they are known.
func (m *matcher) snippet(text string, tokens []vi.Token) []Segment {
	if tokens == nil {
		tokens = vi.Scan(text)
	}
	marks := m.findIn(text, tokens)
	from, to := window(text, marks)
	out := segments(text, marks, from, to)
	if from > 0 {
		out = append([]Segment{{Text: "… "}}, out...)
	}
	if to < len(text) {
		out = append(out, Segment{Text: " …"})
	}
	return out
}

// window chooses the byte range of a snippet.
func window(text string, marks []mark) (from, to int) {
	if utf8.RuneCountInString(text) <= snippetRunes+40 {
		return 0, len(text)
	}
	first, last := 0, 0
	if len(marks) > 0 {
		first, last = bestCluster(text, marks)
		from, to = marks[first].start, marks[last].end
	}
	// Context goes two thirds after, one third before: what a rule says follows
	// the words it is found by.
	spare := snippetRunes - utf8.RuneCountInString(text[from:to])
	from = back(text, from, max(spare/3, 0))
	to = forward(text, to, max(snippetRunes-utf8.RuneCountInString(text[from:to]), 0))
	if to == len(text) {
		from = back(text, from, max(snippetRunes-utf8.RuneCountInString(text[from:to]), 0))
	}
	return from, to
}

// bestCluster finds the marks that fit a snippet and fulfil the most slots, in
// the longest runs.
func bestCluster(text string, marks []mark) (first, last int) {
	best := -1
	for i := range marks {
		var slots uint64
		score := 0
		at, runes := marks[i].start, 0
		for j := i; j < len(marks); j++ {
			runes += utf8.RuneCountInString(text[at:marks[j].end])
			at = marks[j].end
			if j > i && runes > snippetRunes {
				break
			}
			for s := marks[j].slots &^ slots; s != 0; s &= s - 1 {
				score += 4
			}
			score += min(marks[j].tokens-1, 6)
			slots |= marks[j].slots
			if score > best {
				best, first, last = score, i, j
			}
		}
	}
	return first, last
}

// back moves a byte offset at most n runes towards the start, to the beginning
// of a word.
func back(text string, at, n int) int {
	i := at
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	if i == 0 {
		return 0
	}
	if space := strings.IndexAny(text[i:at], " \n\t"); space >= 0 {
		return i + space + 1
	}
	return at
}

// forward moves a byte offset at most n runes towards the end, to the end of a
// word.
func forward(text string, at, n int) int {
	i := at
	for ; n > 0 && i < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	if i == len(text) {
		return i
	}
	if space := strings.LastIndexAny(text[at:i], " \n\t"); space >= 0 {
		return at + space
	}
	return max(at, i)
}
