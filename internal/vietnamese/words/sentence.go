package words

import (
	"math/bits"
	"slices"
	"unsafe"
)

// Sentence is a run of tokens to be segmented and the working memory for it. The zero value is ready;
// reused with Reset it allocates nothing. It need not be one sentence: a paragraph will do. Not for use by
// several goroutines at once.
type Sentence struct {
	syl      []syllable // with padding on both sides once prepared
	entries  []uint16   // bit L: an entry of L syllables starts here; padded like syl
	forward  []uint8    // per gap: greedy longest matching from the left joins it
	backward []uint8
	forced   []uint8 // per gap: what the user's lexicon says
	matches  []matches
	steps    []uint8
	gaps     []bool
	shown    int
	opening  bool // no word has come yet in this sentence
}

// Reset forgets the tokens and keeps the memory.
func (q *Sentence) Reset() {
	q.syl = q.syl[:0]
	q.shown = 0
}

// Len is the number of tokens added.
func (q *Sentence) Len() int { return q.shown }

// Add appends a token: a syllable, a number, a punctuation mark. It may be spelled in any letter case and
// normal form; the token is not kept.
func (q *Sentence) Add(tok string) {
	q.append(read(tok))
	q.shown++
}

// AddBytes is Add for bytes.
func (q *Sentence) AddBytes(tok []byte) {
	q.Add(unsafe.String(unsafe.SliceData(tok), len(tok))) // read does not keep it
}

// Break appends punctuation that is not itself a token of the caller's, such as "," or ".": no word crosses it, and
// it counts as context. The gaps stay those between the tokens added.
func (q *Sentence) Break(mark string) {
	s := read(mark)
	s.shown = false
	q.append(s)
}

func (q *Sentence) append(s syllable) {
	if len(q.syl) == 0 {
		q.syl = append(q.syl, startPad[:]...)
		q.opening = true
	}
	title := s.class == classTitle
	if title && q.opening {
		s.class = classInitial
	}
	if s.class != classPunct && s.class != classNumber {
		q.opening = false
	}
	if s.open {
		q.opening = true
	}
	q.syl = append(q.syl, s)
}

var startPad, endPad = func() (a, b [padding]syllable) {
	for i := range a {
		a[i] = syllable{id: 1}
		b[i] = syllable{id: 2}
	}
	return
}()

// n is the number of tokens with the separators.
func (q *Sentence) n() int { return max(len(q.syl)-2*padding, 0) }

// prepare pads the tokens and looks the lexicon up. It is called once the tokens are complete, and leaves q
// ready for gapFeatures.
func (q *Sentence) prepare(l *lexicon) {
	q.syl = append(q.syl, endPad[:]...)
	n := q.n()
	q.matches = resize(q.matches, n)
	l.match(q.syl[padding:padding+n], q.matches)
	q.entries = resize(q.entries, n+2*padding)
	clear(q.entries[:padding])
	clear(q.entries[n+padding:])
	for i, m := range q.matches {
		q.entries[i+padding] = m.headword | m.glossary
	}
	q.forward = resize(q.forward, n)
	q.backward = resize(q.backward, n)
	q.longestMatches()
}

// unpad takes prepare back, so that more tokens can follow.
func (q *Sentence) unpad() { q.syl = q.syl[:len(q.syl)-padding] }

func resize[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// longest is the length of the longest entry of a mask, 1 if there is none.
func longest(mask uint16) int { return max(bits.Len16(mask)-1, 1) }
