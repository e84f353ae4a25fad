package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op says whether words stand in both texts or in one.
type Op uint8

const (
	Keep   Op = iota // in both, as the second writes them
	Delete           // in the first only
	Insert           // in the second only
)

// Run is some words in a row, with the space behind them.
type Run struct {
	Op   Op
	Text string
	// Was is how the first text writes words that stay: the space behind them may
	// differ.
	Was string
}

// edit is a run in tokens: those of a that go, then those of b that come, or those
// that stay.
type edit struct {
	keep bool
	a, b [2]int
}

// runs compares the words of two parts, the numbers that name them aside.
func (c *comparison) runs(a, b *Part) (runs []Run, coarse bool) {
	ta := tokens(nil, c.texts[0], a.body, a.End)
	tb := tokens(nil, c.texts[1], b.body, b.End)
	pairs, ok := match(a.words, b.words, wordEdits, &c.budget)
	edits := merge(editsOf(pairs, len(ta), len(tb)), func(from, to int) bool {
		return slight(c.texts[1], tb[from:to])
	})
	for _, e := range edits {
		if e.keep {
			runs = append(runs, Run{Keep, stretch(c.texts[1], tb, e.b, b.End), stretch(c.texts[0], ta, e.a, a.End)})
			continue
		}
		if s := stretch(c.texts[0], ta, e.a, a.End); s != "" {
			runs = append(runs, Run{Op: Delete, Text: s})
		}
		if s := stretch(c.texts[1], tb, e.b, b.End); s != "" {
			runs = append(runs, Run{Op: Insert, Text: s})
		}
	}
	return runs, !ok
}

// editsOf turns pairs of equal tokens into stretches that stay and that change.
func editsOf(pairs []pair, n, m int) []edit {
	var out []edit
	x, y := 0, 0
	for _, p := range append(pairs, pair{n, m}) {
		if p.a > x || p.b > y {
			out = append(out, edit{a: [2]int{x, p.a}, b: [2]int{y, p.b}})
		}
		if p.a == n && p.b == m {
			return out
		}
		if k := len(out) - 1; k >= 0 && out[k].keep && out[k].a[1] == p.a && out[k].b[1] == p.b {
			out[k].a[1]++
			out[k].b[1]++
		} else {
			out = append(out, edit{true, [2]int{p.a, p.a + 1}, [2]int{p.b, p.b + 1}})
		}
		x, y = p.a+1, p.b+1
	}
	return out
}

// merge joins changes between which next to nothing stays: a comma, a "và". Words
// that change one by one around such crumbs read worse than a phrase for a phrase.
func merge(edits []edit, slight func(from, to int) bool) []edit {
	var out []edit
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		if k := len(out) - 1; k >= 0 && !out[k].keep && e.keep && i+1 < len(edits) && slight(e.b[0], e.b[1]) {
			last := &out[k]
			next := edits[i+1]
			last.a[1], last.b[1] = next.a[1], next.b[1]
			i++
			continue
		}
		out = append(out, e)
	}
	return out
}

// slight tells a stretch of one short word or of marks.
func slight(text string, ts []token) bool {
	letters := 0
	for _, t := range ts {
		if r, _ := utf8.DecodeRuneInString(text[t.start:]); unicode.IsLetter(r) || unicode.IsNumber(r) {
			if letters++; letters > 1 || t.end-t.start > 4 {
				return false
			}
		}
	}
	return len(ts) <= 2
}

// stretch is the text of some tokens with the space behind the last.
func stretch(text string, ts []token, of [2]int, end int) string {
	if of[0] >= of[1] {
		return ""
	}
	stop := end
	if of[1] < len(ts) {
		stop = ts[of[1]].start
	}
	s := text[ts[of[0]].start:stop]
	if trimmed := strings.TrimRight(s, " \t\r\n"); len(trimmed) < len(s) {
		gap := " "
		if strings.Contains(s[len(trimmed):], "\n") {
			gap = "\n"
		}
		return trimmed + gap
	}
	return s
}
