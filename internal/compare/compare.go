package compare

import (
	"cmp"
	"slices"

	"tracuu/internal/document"
)

// Kind says what became of a provision.
type Kind uint8

const (
	Same    Kind = iota // the same words
	Changed             // some words differ
	Added               // in the second text only
	Removed             // in the first text only
)

// Row is a provision of the one text, of the other, or of both.
type Row struct {
	Kind Kind
	A, B *Part // nil where there is none
	// Renamed says that the two are called differently: a clause that got another
	// number.
	Renamed bool
	// Moved says that it stands elsewhere among the others.
	Moved bool
	// Runs are the words of a changed pair in order.
	Runs []Run
	// Coarse says that the words were not compared one by one: they differ too much,
	// or the texts are too long.
	Coarse bool
}

// Result is a comparison.
type Result struct {
	Rows []Row // in the order of the second text; what was removed where it stood
	// Unit is what Counts counts, by the highest division that both texts are read
	// by: articles of a law, the points of a directive, else paragraphs.
	Unit                          document.Unit
	Same, Changed, Added, Removed int
}

// Bounds of one comparison.
const (
	steps       = 60_000_000 // of all searches together: some tenths of a second
	partEdits   = 600        // between the parts of two texts, after the unique ones
	wordEdits   = 800        // between the words of two parts
	likeEnough  = 0.5        // share of common words from which two parts are one
	anchorAlike = 0.25       // of two parts with the same anchor
	window      = 60         // parts looked at around a place for one that is alike
)

// Compare compares two texts.
func Compare(a, b Text) *Result {
	c := comparison{texts: [2]string{a.Text, b.Text}, budget: steps}
	d := newDictionary()
	c.parts = [2][]Part{d.parts(a), d.parts(b)}
	c.partner = make([]int, len(c.parts[1]))
	c.taken = make([]int, len(c.parts[0]))
	for i := range c.partner {
		c.partner[i] = -1
	}
	for i := range c.taken {
		c.taken[i] = -1
	}
	c.align()
	r := &Result{}
	c.rows(r)
	c.count(r)
	return r
}

type comparison struct {
	texts   [2]string
	parts   [2][]Part
	partner []int // of each part of b: its part of a, or -1
	taken   []int // of each part of a: its part of b, or -1
	budget  int
}

func (c *comparison) join(a, b int) { c.partner[b], c.taken[a] = a, b }

// align finds for the parts of the one text their parts of the other.
func (c *comparison) align() {
	c.sameInOrder()
	c.sameElsewhere()
	c.sameAnchor()
	c.alike()
}

// sameInOrder pairs parts of the same words that follow one another in both: first
// those whose words stand once in each text, which cannot be mistaken, then what
// lies between.
func (c *comparison) sameInOrder() {
	a, b := c.parts[0], c.parts[1]
	keysOf := func(ps []Part) []int32 {
		out := make([]int32, len(ps))
		for i := range ps {
			out[i] = ps[i].key
		}
		return out
	}
	ka, kb := keysOf(a), keysOf(b)
	var unique []pair
	at := map[int32]pair{} // index in each, -1 none, -2 several
	for i, k := range ka {
		p, ok := at[k]
		if p.a, p.b = i, -1; ok {
			p.a = -2
		}
		at[k] = p
	}
	for i, k := range kb {
		if p, ok := at[k]; ok {
			if p.b == -1 {
				p.b = i
			} else {
				p.b = -2
			}
			at[k] = p
		}
	}
	for i, k := range kb {
		if p, ok := at[k]; ok && p.b == i && p.a >= 0 && len(b[i].words) > 0 {
			unique = append(unique, pair{p.a, i})
		}
	}
	fixed := append(rising(unique), pair{len(a), len(b)})
	from := pair{}
	for _, f := range fixed {
		between, _ := match(ka[from.a:f.a], kb[from.b:f.b], partEdits, &c.budget)
		for _, p := range between {
			if p.a += from.a; len(a[p.a].words) > 0 || a[p.a].Label == b[from.b+p.b].Label {
				c.join(p.a, from.b+p.b)
			}
		}
		if f.a < len(a) && f.b < len(b) {
			c.join(f.a, f.b)
		}
		from = pair{f.a + 1, f.b + 1}
	}
}

// rising gives a longest run of pairs, in order of b, that rises in a.
func rising(ps []pair) []pair {
	var tails []int // index of the last pair of the best run of each length
	before := make([]int, len(ps))
	for i, p := range ps {
		k, _ := slices.BinarySearchFunc(tails, p.a, func(t, a int) int { return cmp.Compare(ps[t].a, a) })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	var out []pair
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			out = append(out, ps[i])
		}
	}
	slices.Reverse(out)
	return out
}

// sameElsewhere pairs what is left and has the same words: what was moved. Three
// words stand in too many places to tell where they came from.
func (c *comparison) sameElsewhere() {
	const fewest = 4
	free := map[int32][]int{}
	for i := range c.parts[0] {
		if c.taken[i] < 0 && len(c.parts[0][i].words) >= fewest {
			free[c.parts[0][i].key] = append(free[c.parts[0][i].key], i)
		}
	}
	for j := range c.parts[1] {
		if at := free[c.parts[1][j].key]; c.partner[j] < 0 && len(at) > 0 {
			c.join(at[0], j)
			free[c.parts[1][j].key] = at[1:]
		}
	}
}

// sameAnchor pairs what is left, is called the same and shares some words. A part
// that is a number and nothing else is what it is called.
func (c *comparison) sameAnchor() {
	free := map[string]int{}
	for i := range c.parts[0] {
		if p := &c.parts[0][i]; c.taken[i] < 0 && p.Anchor != "" {
			free[p.Anchor] = i
		}
	}
	for j := range c.parts[1] {
		p := &c.parts[1][j]
		if c.partner[j] >= 0 || p.Anchor == "" {
			continue
		}
		if i, ok := free[p.Anchor]; ok && c.parts[0][i].Unit == p.Unit && (c.likeness(i, j) >= anchorAlike || len(p.words) == 0 && len(c.parts[0][i].words) == 0) {
			c.join(i, j)
		}
	}
}

// alike pairs what is left by the words it shares, near the place where it would
// stand.
func (c *comparison) alike() {
	type candidate struct {
		a, b int
		like float64
	}
	var found []candidate
	place := 0 // in a, where the part before stands
	for j := range c.parts[1] {
		if i := c.partner[j]; i >= 0 {
			place = i + 1
			continue
		}
		looked := 0
		for i := place; i < len(c.parts[0]) && looked < window; i++ {
			if c.taken[i] >= 0 {
				if i > place+window {
					break
				}
				continue
			}
			looked++
			if like := c.likeness(i, j); like >= likeEnough {
				found = append(found, candidate{i, j, like})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.b, y.b), cmp.Compare(x.a, y.a))
	})
	for _, f := range found {
		if c.taken[f.a] < 0 && c.partner[f.b] < 0 {
			c.join(f.a, f.b)
		}
	}
}

// likeness is the share of words that two parts have in common, as often as they
// have them, 0 to 1.
func (c *comparison) likeness(i, j int) float64 {
	const longest = 4000 // words looked at
	a, b := c.parts[0][i].words, c.parts[1][j].words
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	if len(a) == 0 || len(b) == 0 || min(len(a), len(b))*4 < max(len(a), len(b)) {
		return 0
	}
	if c.budget -= len(a) + len(b); c.budget < 0 {
		return 0
	}
	have := make(map[int32]int, len(a))
	for _, w := range a {
		have[w]++
	}
	common := 0
	for _, w := range b {
		if have[w] > 0 {
			have[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// rows puts the parts in order.
func (c *comparison) rows(r *Result) {
	a, b := c.parts[0], c.parts[1]
	emitted := 0 // parts of a before this index have their rows
	removed := func(to int) {
		for ; emitted < to; emitted++ {
			if c.taken[emitted] < 0 {
				r.Rows = append(r.Rows, Row{Kind: Removed, A: &a[emitted]})
			}
		}
	}
	inOrder := map[int]bool{}
	var paired []pair
	for j, i := range c.partner {
		if i >= 0 {
			paired = append(paired, pair{i, j})
		}
	}
	for _, p := range rising(paired) {
		inOrder[p.b] = true
	}
	for j := range b {
		i := c.partner[j]
		if i < 0 {
			r.Rows = append(r.Rows, Row{Kind: Added, B: &b[j]})
			continue
		}
		if inOrder[j] {
			removed(i)
		}
		row := Row{Kind: Same, A: &a[i], B: &b[j], Renamed: a[i].Label != b[j].Label, Moved: !inOrder[j]}
		if a[i].key != b[j].key {
			row.Kind = Changed
			row.Runs, row.Coarse = c.runs(&a[i], &b[j])
		}
		r.Rows = append(r.Rows, row)
	}
	removed(len(a))
}

// count counts the units that a reader would.
func (c *comparison) count(r *Result) {
	r.Unit = document.Paragraph
	for _, u := range []document.Unit{document.Article, document.Ordinal, document.Section, document.Clause} {
		if slices.ContainsFunc(c.parts[0], func(p Part) bool { return p.Unit == u }) ||
			slices.ContainsFunc(c.parts[1], func(p Part) bool { return p.Unit == u }) {
			r.Unit = u
			break
		}
	}
	for side := range c.parts {
		head := -1
		for i := range c.parts[side] {
			p := &c.parts[side][i]
			switch {
			case p.Unit == r.Unit:
				head = i
			case above(p.Unit, r.Unit):
				head = -1
			}
			p.article = head
		}
	}
	changed := map[int]bool{} // heads in b under which something differs
	for _, row := range r.Rows {
		if row.Kind == Same {
			continue
		}
		if row.B != nil && row.B.article >= 0 {
			changed[row.B.article] = true
		}
		if row.A != nil && row.A.article >= 0 {
			if j := c.taken[row.A.article]; j >= 0 {
				changed[j] = true
			}
		}
	}
	for j := range c.parts[1] {
		switch {
		case c.parts[1][j].Unit != r.Unit:
		case c.partner[j] < 0:
			r.Added++
		case changed[j]:
			r.Changed++
		default:
			r.Same++
		}
	}
	for i := range c.parts[0] {
		if c.parts[0][i].Unit == r.Unit && c.taken[i] < 0 {
			r.Removed++
		}
	}
}

// above tells whether a unit ends what the counted unit holds.
func above(u, counted document.Unit) bool {
	switch u {
	case document.Part, document.Chapter, document.Appendix, document.Attached, document.Form, document.Closing, document.Header:
		return true
	case document.Section, document.Subsection:
		return counted == document.Article || counted == document.Ordinal
	}
	return false
}
