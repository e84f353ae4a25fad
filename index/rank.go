package index

import (
	"math"
	"math/bits"
	"strings"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// candidates is how many records are read and weighed by their features; the
// rest keep the order of their base scores, behind them.
const candidates = 40

// maxRankTokens bounds the tokens of one provision that are weighed.
// Twice as many give the same answers to the question set.
const (
	maxRankTokens = 1500
	maxRankBytes  = 32 << 10
)

// ranker weighs records for one compiled request. It is not for use by several
// goroutines.
type ranker struct {
	*compiled
	matcher            *matcher
	wordIDF            []float64 // of slots
	wordMass, pairMass float64
	pair               [][]int16 // slots → index in pairIDF, -1 for no neighbours
	pairIDF            []float64

	// Of the record under way:
	words []word
	lines []int // where each line begins in words

	// kept are the tokens of the texts that were read, text those of the last one
	// (nil if it was not read to its end): who shows it need not cut it again.
	kept, text []vi.Token

	// Memory used again and again:
	tokens []vi.Token
	count  []int32 // of words and then pairs, in a window
	places [][]int32
}

// word is a token of a text as the query sees it.
type word struct {
	slot   int8 // -1: not of the query
	is     bool // the word là
	short  bool // a number or letter that may stand before a definition
	weight float32
}

func newRanker(c *compiled) *ranker {
	n := len(c.slots)
	r := &ranker{compiled: c, matcher: c.matcher(), wordIDF: make([]float64, n), pair: make([][]int16, n)}
	for i := range r.pair {
		r.pair[i] = make([]int16, n)
		for j := range r.pair[i] {
			r.pair[i][j] = -1
		}
	}
	for i := range c.clauses {
		k := &c.clauses[i]
		switch {
		case k.pair:
			r.pair[k.a][k.b] = int16(len(r.pairIDF))
			r.pairIDF = append(r.pairIDF, k.idf*k.weight)
			r.pairMass += k.idf * k.weight
		case !k.other:
			r.wordIDF[bits.TrailingZeros64(k.bits)] = k.idf * k.weight
			r.wordMass += k.idf * k.weight
		}
	}
	r.wordMass += 1e-9
	r.pairMass += 1e-9
	r.count = make([]int32, n+len(r.pairIDF))
	r.places = make([][]int32, n)
	return r
}

// features reads a record and gives its features but featDocument.
func (r *ranker) features(p *part, record uint32, base float64) (f [featureCount]float64, err error) {
	e := p.owner[record]
	var u Unit
	if record != e.record {
		if u, err = p.unit(record); err != nil {
			return f, err
		}
	}
	r.words, r.lines = r.words[:0], r.lines[:0]
	r.read(u.Label)
	label := len(r.words)
	r.read(u.Heading)
	head := len(r.words)
	r.readText(u.Text)
	body := len(r.words)
	titleFrom := body
	if record == e.record {
		r.lines = append(r.lines, 0)
	}
	r.read(e.Title)
	title := len(r.words)
	for _, t := range e.titleTexts()[1:] {
		r.read(t)
	}

	f[featBase] = base / (r.wordMass + r.pairMass)
	r.coverage(&f, r.words)
	if record == e.record {
		body = title // its title is all it has
	}
	r.bestLine(&f, body)
	f[featWindow] = r.window(r.words[:body])
	r.pieces(&f, r.words[:body])
	r.heading(&f, r.words[:label], r.words[label:head])
	f[featTitle] = r.titleAsked(r.words[titleFrom:title])
	f[featLength] = math.Log(float64(body-head)+20) / 5
	return f, nil
}

// readText appends the words of a provision's text, line by line, and keeps its
// tokens.
func (r *ranker) readText(text string) {
	r.text = nil
	if text == "" {
		return
	}
	read := text
	if len(text) > maxRankBytes {
		read = vietnamese.Cut(text, maxRankBytes)
	}
	from := len(r.kept)
	if cap(r.kept)-from < len(read)/4 {
		// What was kept before stays where it is.
		r.kept, from = make([]vi.Token, 0, max(keptTokens, 2*cap(r.kept), len(read)/3)), 0
	}
	r.kept = vi.AppendTokens(r.kept, read)
	tokens := r.kept[from:len(r.kept):len(r.kept)]
	if len(read) == len(text) {
		r.text = tokens
	}
	tokens = tokens[:min(len(tokens), maxRankTokens)]
	line := 0 // where the next line begins
	r.walk(tokens, read, func(start int) {
		if start >= line {
			r.lines = append(r.lines, len(r.words))
			line = len(read)
			if i := strings.IndexByte(read[start:], '\n'); i >= 0 {
				line = start + i
			}
		}
	})
}

// keptTokens is how many tokens are kept in one piece of memory.
const keptTokens = 4096

// read appends the words of a short text.
func (r *ranker) read(text string) {
	if text == "" {
		return
	}
	r.tokens = vi.AppendTokens(r.tokens[:0], text)
	r.walk(r.tokens, text, func(int) {})
}

// walk appends the words of tokens; before is told where each begins in the text.
func (r *ranker) walk(tokens []vi.Token, text string, before func(start int)) {
	r.matcher.walk(tokens, func(m match) {
		before(m.start)
		if m.slot < 0 && m.slots != 0 {
			// An abbreviation of several words of the query, or what one stands for.
			for s := m.slots; s != 0; s &= s - 1 {
				r.words = append(r.words, word{slot: int8(bits.TrailingZeros64(s)), weight: m.weight})
			}
			return
		}
		written := text[m.start:m.end]
		r.words = append(r.words, word{slot: m.slot, weight: m.weight, is: written == "là", short: len(written) <= 2})
	})
}

// pairOf is the pair that two words of a text make, -1 for none of the query's.
func (r *ranker) pairOf(a, b word) int {
	if a.slot < 0 || b.slot < 0 {
		return -1
	}
	return int(r.pair[a.slot][b.slot])
}

// coverage is the share of the query found anywhere.
func (r *ranker) coverage(f *[featureCount]float64, words []word) {
	best := make([]float32, len(r.wordIDF)+len(r.pairIDF))
	n := len(r.wordIDF)
	for i, w := range words {
		if w.slot < 0 {
			continue
		}
		best[w.slot] = max(best[w.slot], w.weight)
		if i > 0 {
			if p := r.pairOf(words[i-1], w); p >= 0 {
				best[n+p] = max(best[n+p], min(w.weight, words[i-1].weight))
			}
		}
	}
	for i, w := range best[:n] {
		f[featWords] += float64(w) * r.wordIDF[i]
	}
	for i, w := range best[n:] {
		f[featPairs] += float64(w) * r.pairIDF[i]
	}
	f[featWords] /= r.wordMass
	f[featPairs] /= r.pairMass
}

// bestLine looks at each line of the text on its own: most provisions are lists,
// and the answer is one of their clauses.
func (r *ranker) bestLine(f *[featureCount]float64, body int) {
	seen := make([]int, len(r.wordIDF)+len(r.pairIDF))
	n := len(r.wordIDF)
	for l, from := range r.lines {
		to := body
		if l+1 < len(r.lines) {
			to = r.lines[l+1]
		}
		words := r.words[from:max(from, to)]
		mass, pairs := 0.0, 0.0
		for i, w := range words {
			if w.slot < 0 {
				continue
			}
			if seen[w.slot] != l+1 {
				seen[w.slot] = l + 1
				mass += r.wordIDF[w.slot] * float64(w.weight)
			}
			if i > 0 {
				if p := r.pairOf(words[i-1], w); p >= 0 && seen[n+p] != l+1 {
					seen[n+p] = l + 1
					pairs += r.pairIDF[p] * float64(min(w.weight, words[i-1].weight))
				}
			}
		}
		f[featClause] = max(f[featClause], (mass+pairs)/(r.wordMass+r.pairMass))
		f[featClausePairs] = max(f[featClausePairs], pairs/r.pairMass/math.Sqrt(float64(len(words)+40)/80))
		f[featDefines] = max(f[featDefines], r.defines(words))
	}
}

// defines tells whether a line says what something of the query is: a number,
// words that stand so in the query, and là.
func (r *ranker) defines(words []word) float64 {
	i := 0
	if len(words) > 1 && words[0].short && (words[0].slot < 0 || r.pairOf(words[0], words[1]) < 0) {
		i++
	}
	n := 0
	for ; i < len(words) && n < 12 && !words[i].is; i++ {
		if words[i].slot < 0 || n > 0 && r.pairOf(words[i-1], words[i]) < 0 {
			return 0
		}
		n++
	}
	if n == 0 || i == len(words) || !words[i].is {
		return 0
	}
	return min(1, float64(n)/4)
}

// window is the most that stands together in one piece of the text half again
// as long as the query.
func (r *ranker) window(words []word) float64 {
	size := len(r.sequence)*3/2 + 4
	n := len(r.wordIDF)
	clear(r.count)
	mass, best := 0.0, 0.0
	count := func(i int, idf float64, delta int32) {
		was := r.count[i]
		r.count[i] = was + delta
		if was == 0 && delta > 0 {
			mass += idf
		} else if was == 1 && delta < 0 {
			mass -= idf
		}
	}
	for i, w := range words {
		if w.slot >= 0 {
			count(int(w.slot), r.wordIDF[w.slot], 1)
			if i > 0 {
				if p := r.pairOf(words[i-1], w); p >= 0 {
					count(n+p, r.pairIDF[p], 1)
				}
			}
		}
		if j := i - size; j >= 0 && words[j].slot >= 0 {
			count(int(words[j].slot), r.wordIDF[words[j].slot], -1)
			if p := r.pairOf(words[j], words[j+1]); p >= 0 {
				count(n+p, r.pairIDF[p], -1)
			}
		}
		best = max(best, mass)
	}
	return best / (r.wordMass + r.pairMass)
}

// pieces looks for long pieces of the query in the text, word for word.
func (r *ranker) pieces(f *[featureCount]float64, words []word) {
	for i := range r.places {
		r.places[i] = r.places[i][:0]
	}
	for i, w := range words {
		if w.slot >= 0 {
			r.places[w.slot] = append(r.places[w.slot], int32(i))
		}
	}
	q := r.sequence
	longest, runs := 0, 0.0
	for i := 0; i < len(q); {
		length := 0
		for _, at := range r.places[q[i]] {
			n := 0
			for i+n < len(q) && int(at)+n < len(words) && int(words[int(at)+n].slot) == q[i+n] {
				n++
			}
			length = max(length, n)
		}
		longest = max(longest, length)
		mass := 0.0
		for _, s := range q[i : i+length] {
			mass += r.wordIDF[s]
		}
		runs += mass * math.Log(1+float64(length))
		i += max(length, 1)
	}
	f[featLongest] = float64(longest) / float64(max(len(q), 1))
	f[featRuns] = runs / r.wordMass / 2

	found, all := 0.0, 1e-9
	for i := 2; i < len(q); i++ {
		mass := min(r.pairIDF[r.pair[q[i-2]][q[i-1]]], r.pairIDF[r.pair[q[i-1]][q[i]]])
		all += mass
		for _, at := range r.places[q[i-2]] {
			if int(at)+2 < len(words) && int(words[at+1].slot) == q[i-1] && int(words[at+2].slot) == q[i] {
				found += mass
				break
			}
		}
	}
	f[featTriples] = found / all
}

// ordinaryIDF stands for the idf of a heading's pair that the query does not
// have, which is not looked up.
const ordinaryIDF = 5

// heading compares the query with the provision's label and heading.
func (r *ranker) heading(f *[featureCount]float64, label, heading []word) {
	mass, all := 0.0, 5.0
	run, longest := 0, 0
	for i, w := range heading {
		p := -1
		if i > 0 {
			p = r.pairOf(heading[i-1], w)
			if p >= 0 {
				mass += r.pairIDF[p]
				all += r.pairIDF[p]
			} else {
				all += ordinaryIDF
			}
		}
		switch {
		case w.slot < 0:
			run = 0
		case p >= 0:
			run++
		default:
			run = 1
		}
		longest = max(longest, run)
	}
	f[featHeading] = mass / all
	f[featHeadRun] = float64(longest) / float64(max(len(heading), 1))
	if len(label) > 1 && r.inQuery(label) {
		f[featLabel] = 1
	}
}

// inQuery tells whether words stand in the query one after the other.
func (r *ranker) inQuery(words []word) bool {
	for i, w := range words {
		if w.slot < 0 || i > 0 && r.pairOf(words[i-1], w) < 0 {
			return false
		}
	}
	return len(words) > 0
}

// titleAsked tells whether the query names the document by its title, with or
// without the first word (Luật).
func (r *ranker) titleAsked(title []word) float64 {
	switch {
	case len(title) > 1 && r.inQuery(title):
		return 1
	case len(title) > 2 && r.inQuery(title[1:]):
		return .5
	}
	return 0
}
