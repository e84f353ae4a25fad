package index

import (
	"strings"
	"unicode/utf8"

	"tracuu/index/vi"
)

// snippetRunes is about how long a snippet is.
const snippetRunes = 240

// marker finds the words of a query in a text as it is written.
type marker struct {
	terms map[string]int  // term → slot
	pairs map[[2]int]bool // slots that are neighbours in the query
}

func (m *matches) marker() *marker {
	mk := &marker{terms: m.terms, pairs: map[[2]int]bool{}}
	for i := 1; i < len(m.request.sequence); i++ {
		mk.pairs[[2]int{m.request.sequence[i-1], m.request.sequence[i]}] = true
	}
	return mk
}

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
func (m *marker) find(text string) []mark {
	tokens := vi.Scan(text)
	var marks []mark
	var inRun uint64
	prev := -1 // slot of the token before, -1 for none
	for _, t := range tokens {
		s, ok := m.terms[t.Text]
		if !ok {
			prev = -1
			continue
		}
		if prev >= 0 && m.pairs[[2]int{prev, s}] {
			last := &marks[len(marks)-1]
			inRun |= last.slots | 1<<s
			last.end, last.slots, last.tokens = t.End, last.slots|1<<s, last.tokens+1
		} else {
			marks = append(marks, mark{t.Start, t.End, 1 << s, 1})
		}
		prev = s
	}
	kept := marks[:0]
	for _, k := range marks {
		if k.tokens > 1 || k.slots&inRun == 0 {
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

// snippet is the piece of text with the best marks.
func (m *marker) snippet(text string) []Segment {
	marks := m.find(text)
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
