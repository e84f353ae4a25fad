// Package find looks for a reader's words in one text: with or without marks,
// whatever the place of the tone mark (hoà, hòa) and the letter of a wavering i
// (kỹ, kĩ).
//
// In goes what was typed, out come the places as byte offsets of the text. A word
// typed without any mark finds every word of its letters; one with a mark finds
// only itself. Words are found whole; only where a phrase stands nowhere is its
// last word taken for the beginning of a longer one. The package knows nothing of
// documents, indexes or HTML. web/static/document.js does the same in the
// reader's browser, and a test of internal/browsertest holds the two together.
package find

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Limits of a query; what is beyond is left out.
const (
	MaxRunes = 200
	maxTerms = 8
	maxWords = 20
)

// Query is what is looked for: one phrase, or several with semicolons between.
type Query struct {
	text  string
	terms [][]word
}

// word is a word as it was typed.
type word struct {
	marked bool
	form   string // folded, or with its marks where it has any
	folded string
}

// Parse reads what was typed.
func Parse(s string) Query {
	s = strings.Join(strings.Fields(vietnamese.Clean(s)), " ")
	if utf8.RuneCountInString(s) > MaxRunes {
		s = string([]rune(s)[:MaxRunes])
	}
	q := Query{text: s}
	for part := range strings.SplitSeq(s, ";") {
		var term []word
		for from := 0; len(term) < maxWords; {
			start, end := nextWord(part, from)
			if start == end {
				break
			}
			if w := newWord(part[start:end]); w.folded != "" { // marks that stand on nothing
				term = append(term, w)
			}
			from = end
		}
		if len(term) > 0 && len(q.terms) < maxTerms {
			q.terms = append(q.terms, term)
		}
	}
	return q
}

func newWord(s string) word {
	w := word{folded: vietnamese.YI(vietnamese.Fold(s)), form: vietnamese.YI(s)}
	w.marked = vietnamese.Lower(s) != vietnamese.Fold(s)
	if !w.marked {
		w.form = w.folded
	}
	return w
}

// String is what was typed, on one line and within the limit.
func (q Query) String() string { return q.text }

// Empty tells that there is nothing to look for.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// Hit is a place in a text, in bytes.
type Hit struct {
	Start, End int
	// Part says that the last word goes on behind End: no whole word was found.
	Part bool
}

// Find gives the places of the text where a phrase of the query stands, in order
// and without overlap, at most most of them; more says that there are others. A
// phrase does not run over the end of a line or of a cell of a table.
func (q Query) Find(text string, most int) (hits []Hit, more bool) {
	if q.Empty() {
		return nil, false
	}
	found := make([][]Hit, len(q.terms)) // whole words
	parts := make([][]Hit, len(q.terms))
	var row []span
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[at:], "\n\t"); i >= 0 {
			end = at + i
		}
		row = words(row[:0], text, at, end)
		for t, term := range q.terms {
			found[t], parts[t] = search(found[t], parts[t], text, row, term, most+1)
		}
		at = end + 1
	}
	next := make([]int, len(q.terms))
	for t := range found {
		if len(found[t]) == 0 {
			found[t] = parts[t]
		}
	}
	for end := 0; ; {
		best := -1
		for t := range found {
			for next[t] < len(found[t]) && found[t][next[t]].Start < end {
				next[t]++
			}
			if next[t] < len(found[t]) && (best < 0 || longer(found[t][next[t]], found[best][next[best]])) {
				best = t
			}
		}
		if best < 0 {
			return hits, false
		}
		if len(hits) == most {
			return hits, true
		}
		hits = append(hits, found[best][next[best]])
		end = hits[len(hits)-1].End
	}
}

// longer orders hits: by their start, the longer first.
func longer(a, b Hit) bool { return a.Start < b.Start || a.Start == b.Start && a.End > b.End }

// search looks for one phrase in the words of a line.
func search(found, parts []Hit, text string, row []span, term []word, most int) (whole, part []Hit) {
	for i := 0; i+len(term) <= len(row) && len(found) < most; i++ {
		if row[i].first != term[0].folded[0] {
			continue
		}
		last := len(term) - 1
		k := 0
		for k < last && row[i+k].is(text, term[k]) {
			k++
		}
		if k < last {
			continue
		}
		w := row[i+last]
		switch {
		case w.is(text, term[last]):
			found = append(found, Hit{Start: row[i].start, End: w.end})
			i += last
		case len(found) == 0 && len(parts) < most:
			if n := w.begins(text, term[last]); n > 0 {
				parts = append(parts, Hit{Start: row[i].start, End: w.start + n, Part: true})
			}
		}
	}
	return found, parts
}

// span is a word of the text with its first letter folded.
type span struct {
	start, end int
	first      byte
}

func (w span) is(text string, q word) bool {
	if w.first != q.folded[0] {
		return false
	}
	s := text[w.start:w.end]
	if q.marked {
		return vietnamese.YI(s) == q.form
	}
	return vietnamese.YI(vietnamese.Fold(s)) == q.form
}

// begins gives how many bytes of the word are the letters of q, marks aside; 0
// where it does not begin with them.
func (w span) begins(text string, q word) int {
	s := text[w.start:w.end]
	if !strings.HasPrefix(vietnamese.Fold(s), q.folded) {
		return 0
	}
	for i := range s {
		if i > 0 && len(vietnamese.Fold(s[:i])) >= len(q.folded) && utf8.RuneStart(s[i]) {
			if r, _ := utf8.DecodeRuneInString(s[i:]); !unicode.IsMark(r) {
				return i
			}
		}
	}
	return len(s)
}

func words(row []span, text string, from, to int) []span {
	for {
		start, end := nextWord(text[:to], from)
		if start == end {
			return row
		}
		row = append(row, span{start, end, firstLetter(text[start:end])})
		from = end
	}
}

// nextWord gives the next run of letters, digits and marks from the byte offset;
// an empty one at the end.
func nextWord(s string, from int) (start, end int) {
	start = len(s)
	for i := from; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		in := wordRune(r)
		if in && start == len(s) {
			start = i
		}
		if !in && start < len(s) {
			return start, i
		}
		i += n
	}
	return start, len(s)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// firstLetter is the first byte of the folded word: what most words of a text
// differ in from the one that is looked for.
func firstLetter(s string) byte {
	c := s[0]
	if c < utf8.RuneSelf {
		if 'A' <= c && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}
	if r, _ := utf8.DecodeRuneInString(s); r < firstTable {
		if b := firsts()[r]; b != 0 {
			return b
		}
	}
	if f := vietnamese.Fold(s); f != "" {
		return f[0]
	}
	return 0
}

const firstTable = 0x1F00 // behind the Vietnamese letters

var firsts = sync.OnceValue(func() (t [firstTable]byte) {
	for r := rune(utf8.RuneSelf); r < firstTable; r++ {
		if f := vietnamese.Fold(string(r)); len(f) == 1 {
			t[r] = f[0]
		}
	}
	return t
})
