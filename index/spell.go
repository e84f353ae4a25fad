package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"tracuu/index/query"
	"tracuu/internal/vietnamese"
	"tracuu/internal/vietnamese/keys"
	"tracuu/internal/vietnamese/words"
)

// Correction is another spelling of a query, in words of the collection.
type Correction struct {
	// Text is the query with the mistyped words replaced, "" where nothing is
	// better than what was typed.
	Text string
	// Keys says that all that was replaced are words with the keys of Telex or
	// VNI left in them, which the collection does not have: the query cannot have
	// meant them as they stand.
	Keys bool
}

// What a guess at a misspelling may cost and must gain. Scores are natural
// logarithms of chances; the figures are fitted on typing errors made in titles
// of the collection and on correct queries (TestSpelling).
const (
	maxSpellWords = 24     // words of a query that are looked at
	maxGuesses    = 14     // for one word
	keysSlip      = 1.     // a word with keys in it, for what the keys make
	spaceSlip     = 3.5    // a blank too many or missing
	pairBackoff   = 2.     // records that a pair's first word counts more than it has
	unseenSlip    = 2.     // that a word which the collection has was mistyped all the same
	unitsASlip    = 10_000 // provisions that may have one word glued or torn alike
	leastGain     = 3.     // of what is offered, over what was typed
)

// Correct looks for a likelier spelling of a query: other marks, neighbouring
// keys, letters doubled, dropped or swapped, words glued or split, keys of Telex
// and VNI. Words that stand beside each other in the collection as they do in
// the query are left alone, and numbers, codes and abbreviations always. Its
// time is bounded by the first words of the query that it looks at.
func (x *Index) Correct(ctx context.Context, text string) (c Correction, err error) {
	v, err := x.acquire()
	if err != nil {
		return c, err
	}
	defer v.release()
	defer v.noteDamage(&err)
	defer guard(&err, "correcting")()
	if len(text) > query.MaxBytes {
		return c, nil
	}
	typed := typedWords(text)
	typed = typed[:min(len(typed), maxSpellWords)]
	if len(typed) == 0 {
		return c, nil
	}
	s := &speller{session: v.session(), ctx: ctx, lexicon: v.lexicon(), words: typed, pairs: map[[2]string]float64{}}
	defer s.close()
	for i := range typed {
		s.bare = s.bare || typed[i].marked
	}
	s.bare = !s.bare
	s.rare = float64(v.units / unitsASlip)
	s.sentence = len(typed) >= query.SentenceWords || strings.HasSuffix(strings.TrimSpace(text), "?")
	if doubt, err := s.doubt(); err != nil || !doubt {
		return c, err
	}
	if err := s.guess(); err != nil {
		return c, err
	}
	path, err := s.best()
	if err != nil {
		return c, err
	}
	return s.write(text, path), nil
}

// speller is the work on one query.
type speller struct {
	*session
	ctx      context.Context
	lexicon  *lexicon
	words    []typedWord
	rare     float64 // records with what is no syllable, up to which it is a slip of theirs
	bare     bool    // the whole query was typed without marks
	sentence bool    // the query is one, with words that the collection need not have side by side
	doubted  []bool  // words that may be mistyped
	// guesses are what may have been meant from word i on.
	guesses [][]guess
	pairs   map[[2]string]float64 // counts that were looked up
}

// guess is a way to read one word, or two that are one.
type guess struct {
	terms []string
	span  int     // words of the query it stands for
	slip  float64 // see slip
	same  bool    // it is what was typed, its missing marks apart
	fixed bool    // the word is not to be touched
	keys  bool
	// refused says that nothing attests it.
	refused bool
}

// count is the number of records that have two words side by side.
func (s *speller) count(a, b string) (float64, error) {
	key := [2]string{a, b}
	if n, ok := s.pairs[key]; ok {
		return n, nil
	}
	n := 0.0
	pair := []byte(a + " " + b)
	for _, l := range s.lookups {
		for _, field := range []int{inPair, inTitle, inHead} {
			d, err := l.dictionary(field)
			if err != nil {
				return 0, err
			}
			if l.list, err = d.PostingsList(pair, nil, l.list); err != nil {
				return 0, err
			}
			n += float64(l.list.Count())
		}
	}
	s.pairs[key] = n
	return n, nil
}

// as gives what a word that is right stands for: itself, with its spelling in i
// or y, or the words that it is without marks.
func (s *speller) as(w *typedWord) []string {
	if w.marked {
		return vietnamese.Variants(w.text)
	}
	var out []string
	for _, r := range s.lexicon.readings(w.text) {
		if len(out) == maxReadingsDoubt {
			break
		}
		out = append(out, r.term)
	}
	return out
}

const maxReadingsDoubt = 5

// doubt marks the words that may be mistyped: those that the collection does not
// have, and those that neither it nor the word list has beside either of their
// neighbours, unless the query is a sentence or has no marks at all. It reports
// whether there are any.
func (s *speller) doubt() (any bool, err error) {
	s.doubted = make([]bool, len(s.words))
	s.guesses = make([][]guess, len(s.words))
	for i := range s.words {
		w := &s.words[i]
		if w.fixed {
			continue
		}
		known := s.has(w)
		if known && (s.bare || s.sentence) {
			continue
		}
		beside, seen, err := s.beside(i)
		if err != nil {
			return false, err
		}
		if !seen && (!known || beside) {
			s.doubted[i], any = true, true
		}
	}
	return any, nil
}

// beside tells whether the word i has neighbours that it could be seen beside,
// and whether the collection, or the list of words, has it beside one.
func (s *speller) beside(i int) (any, seen bool, err error) {
	own := s.as(&s.words[i])
	if len(own) == 0 {
		own = []string{s.words[i].text}
	}
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(s.words) || s.words[j].fixed {
			continue
		}
		any = true
		for _, a := range own {
			for _, b := range s.as(&s.words[j]) {
				left, right := a, b
				if j < i {
					left, right = b, a
				}
				n, err := s.count(left, right)
				if err != nil {
					return any, seen, err
				}
				if s.counts(n, s.words[i].text) || words.Default().Knows(left+" "+right) {
					return any, true, nil
				}
			}
		}
	}
	return any, false, nil
}

// has tells whether the collection has the word.
func (s *speller) has(w *typedWord) bool {
	if !w.marked {
		readings := s.lexicon.readings(w.text)
		return len(readings) > 0 && s.counts(readings[0].count, readings[0].term)
	}
	for _, t := range vietnamese.Variants(w.text) {
		if s.counts(s.lexicon.count[t], t) {
			return true
		}
	}
	return false
}

// counts tells whether n records make a word: a large collection has slips of
// its own, as words that were glued where lines were joined.
func (s *speller) counts(n float64, word string) bool {
	return n > s.rare || n > 0 && vietnamese.IsSyllable(word)
}

// guess lists what each word may have been.
func (s *speller) guess() error {
	for i := range s.words {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		w := &s.words[i]
		known := s.has(w)
		own := guess{terms: []string{w.text}, span: 1, same: true, fixed: w.fixed}
		s.guesses[i] = append(s.guesses[i], own)
		if w.fixed {
			continue
		}
		if !w.marked {
			for _, t := range s.as(w) {
				if t != w.text {
					s.guesses[i] = append(s.guesses[i], guess{terms: []string{t}, span: 1, same: true})
				}
			}
		}
		var more []guess
		if s.doubted[i] || i+1 < len(s.words) && s.doubted[i+1] {
			more = s.joined(i)
		}
		if s.doubted[i] {
			more = append(more, s.replacements(w, known)...)
		}
		slices.SortStableFunc(more, func(a, b guess) int { return cmp.Compare(s.alone(a), s.alone(b)) })
		s.guesses[i] = append(s.guesses[i], more[:min(len(more), maxGuesses)]...)
	}
	return nil
}

// replacements are what a doubted word may have been.
func (s *speller) replacements(w *typedWord, known bool) (out []guess) {
	if t, _, ok := keys.Decode(w.written); ok && s.lexicon.count[t] > 0 {
		out = append(out, guess{terms: []string{t}, span: 1, slip: keysSlip, keys: true})
	}
	if !strings.ContainsAny(w.text, "0123456789") {
		out = append(out, s.respelled(w)...)
		if !known {
			out = append(out, s.parted(w.text, 1)...)
		}
	}
	if known {
		for k := range out {
			out[k].slip += unseenSlip
		}
	}
	return out
}

// alone is the cost of a guess whatever stands around it.
func (s *speller) alone(g guess) float64 {
	cost := g.slip
	for _, t := range g.terms {
		cost -= math.Log(s.lexicon.share(t)) / 2
	}
	return cost
}

// respelled are the words that differ from w in marks or a letter or two.
func (s *speller) respelled(w *typedWord) (out []guess) {
	folded := vietnamese.Fold(w.text)
	most := 1
	if utf8.RuneCountInString(folded) > 4 {
		most = 2
	}
	s.lexicon.near(folded, most, func(f *form) {
		for _, r := range f.terms {
			if r.term == w.text || !w.marked && f.text == folded {
				continue
			}
			cost := slip(w.text, r.term)
			if s.bare {
				cost = slip(w.text, f.text) // no mark was typed, so none is missing
			}
			out = append(out, guess{terms: []string{r.term}, span: 1, slip: cost})
		}
	})
	return out
}

// parted are the ways to read letters as two words that stand side by side
// somewhere.
func (s *speller) parted(text string, span int) (out []guess) {
	for i := range text {
		if i == 0 {
			continue
		}
		for _, a := range s.exact(text[:i]) {
			for _, b := range s.exact(text[i:]) {
				if n, err := s.count(a, b); err == nil && n > s.rare {
					out = append(out, guess{terms: []string{a, b}, span: span, slip: spaceSlip})
				}
			}
		}
	}
	return out
}

// exact are the words of the collection that letters are as they stand, or, of
// letters without marks, with them.
func (s *speller) exact(text string) (out []string) {
	if vietnamese.Fold(text) != text {
		if t := vietnamese.Lower(text); s.lexicon.count[t] > 0 {
			out = append(out, t)
		}
		return out
	}
	for _, r := range s.lexicon.readings(text) {
		if len(out) < maxReadingsDoubt && utf8.RuneCountInString(r.term) > 1 {
			out = append(out, r.term)
		}
	}
	return out
}

// joined are the ways to read the word i and the next as one, or as two parted
// elsewhere.
func (s *speller) joined(i int) (out []guess) {
	if i+1 >= len(s.words) || s.words[i+1].fixed {
		return nil
	}
	text := s.words[i].text + s.words[i+1].text
	if len(text) > maxWordBytes {
		return nil
	}
	for _, t := range s.exact(text) {
		out = append(out, guess{terms: []string{t}, span: 2, slip: spaceSlip})
	}
	for _, g := range s.parted(text, 2) {
		if g.terms[0] != s.words[i].text || g.terms[1] != s.words[i+1].text {
			out = append(out, g)
		}
	}
	return out
}

// step is a guess on the way through a query with the best way to it.
type step struct {
	*guess
	score float64
	from  *step
}

func (t *step) last() string { return t.terms[len(t.terms)-1] }

// best finds the likeliest reading of the whole query, by how often the words
// stand side by side in the collection (a Viterbi search over its bigrams), and
// the reading of what was typed, and gives the former where it is better by
// enough, else nil.
func (s *speller) best() ([]*step, error) {
	typed, err := s.walk(true)
	if err != nil || typed == nil {
		return nil, err
	}
	// A change that nothing attests is taken back, and the rest looked at again.
	for range maxRounds {
		found, err := s.walk(false)
		if err != nil || found == nil {
			return nil, err
		}
		path := pathTo(found)
		changed, refused, err := s.judge(path)
		switch {
		case err != nil:
			return nil, err
		case refused:
			continue
		case !changed || found.score-typed.score < leastGain:
			return nil, nil
		}
		return path, nil
	}
	return nil, nil
}

// maxRounds bounds how often changes are taken back.
const maxRounds = 4

func pathTo(end *step) (path []*step) {
	for t := end; t != nil; t = t.from {
		path = append(path, t)
	}
	slices.Reverse(path)
	return path
}

// judge tells whether a path changes anything, and refuses the changes that
// nothing attests.
func (s *speller) judge(path []*step) (changed, refused bool, err error) {
	at := 0
	for i, t := range path {
		first := &s.words[at]
		at += t.span
		if t.same {
			continue
		}
		changed = true
		ok, err := s.attested(path, i, first)
		if err != nil {
			return false, false, err
		}
		if !ok {
			t.refused, refused = true, true
		}
	}
	return changed, refused, nil
}

// attested tells whether the collection has the change at place i of a path
// beside words that were not changed: beside one of them, or in a sentence, where
// the typed word is a syllable that may be right, on both sides. What keys make
// needs no witness, and a word alone has none.
func (s *speller) attested(path []*step, i int, typed *typedWord) (bool, error) {
	t := path[i]
	if t.keys {
		return true, nil
	}
	agree, alone := 0, true
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(path) || path[j].fixed {
			continue
		}
		if alone = false; !path[j].same && !path[j].keys {
			continue
		}
		left, right := path[i], path[j]
		if j < i {
			left, right = right, left
		}
		n, err := s.count(left.last(), right.terms[0])
		if err != nil {
			return false, err
		}
		agree += int(min(n, 1))
	}
	if alone {
		return true, nil
	}
	if s.sentence && vietnamese.IsSyllable(typed.text) {
		return agree == 2, nil
	}
	return agree > 0, nil
}

// walk goes through the query, with the typed words alone or with all guesses.
func (s *speller) walk(typed bool) (*step, error) {
	n := len(s.words)
	ends := make([][]*step, n+1)
	for i := range n {
		from := ends[i]
		if i == 0 {
			from = []*step{nil}
		}
		for k := range s.guesses[i] {
			g := &s.guesses[i][k]
			if typed && !g.same || g.refused {
				continue
			}
			var best *step
			for _, before := range from {
				score := -g.slip
				last := ""
				if before != nil {
					score += before.score
					if i > 0 && !s.words[i-1].fixed {
						last = before.last()
					}
				}
				if s.words[i].fixed {
					last = ""
				}
				for _, t := range g.terms {
					p, err := s.chance(last, t, s.words[i].fixed)
					if err != nil {
						return nil, err
					}
					score += p
					last = t
				}
				if best == nil || score > best.score {
					best = &step{guess: g, score: score, from: before}
				}
			}
			if best != nil {
				ends[i+g.span] = append(ends[i+g.span], best)
			}
		}
	}
	var best *step
	for _, t := range ends[n] {
		if best == nil || t.score > best.score {
			best = t
		}
	}
	return best, nil
}

// chance is how likely a word is behind another, "" for none that is known.
func (s *speller) chance(before, word string, fixed bool) (float64, error) {
	if fixed {
		return 0, nil
	}
	share := s.lexicon.share(word)
	if before == "" {
		return math.Log(share), nil
	}
	n, err := s.count(before, word)
	if err != nil {
		return 0, err
	}
	return math.Log((n + pairBackoff*share) / (s.lexicon.count[before] + pairBackoff)), nil
}

// write puts the words that were read otherwise into the query.
func (s *speller) write(query string, path []*step) (c Correction) {
	if path == nil {
		return c
	}
	var b strings.Builder
	c.Keys = true
	at, i := 0, 0
	for _, t := range path {
		first, last := &s.words[i], &s.words[i+t.span-1]
		i += t.span
		if t.same {
			continue
		}
		c.Keys = c.Keys && t.keys && !s.has(first)
		terms := t.terms
		if s.bare && !t.keys {
			terms = []string{vietnamese.Fold(strings.Join(terms, " "))}
		}
		b.WriteString(query[at:first.start])
		b.WriteString(likeWritten(terms, first.written))
		at = last.end
	}
	b.WriteString(query[at:])
	if c.Text = b.String(); c.Text == query {
		return Correction{}
	}
	return c
}
