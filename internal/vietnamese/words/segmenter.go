package words

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Segmenter joins syllables into words. It is immutable and safe for use by several goroutines at once.
type Segmenter struct {
	model *Model
	lex   *lexicon
	user  *lexicon // entries of WithLexicon; nil if none
}

//go:embed model.bin
var modelFile []byte

// Default is the embedded model with the embedded lexicon. The first call loads it, which takes some
// milliseconds. It panics if the embedded model is damaged, which a test rules out.
var Default = sync.OnceValue(func() *Segmenter {
	m, err := ParseModel(modelFile)
	if err != nil {
		panic("words: embedded model: " + err.Error())
	}
	return New(m)
})

// New is a segmenter with the given model and the embedded lexicon.
func New(m *Model) *Segmenter { return &Segmenter{model: m, lex: embeddedLexicon()} }

// Segment decides the gaps of q: element i tells whether token i and token i+1 belong to one word. There is one
// element less than tokens, none for an empty sentence. The result is q's memory and valid until q
// is used again. It allocates nothing once q has grown.
func (s *Segmenter) Segment(q *Sentence) []bool {
	q.gaps = q.gaps[:0]
	if q.shown < 2 {
		return q.gaps
	}
	q.prepare(s.lex)
	if s.user != nil {
		q.force(s.user)
	} else {
		q.forced = q.forced[:0]
	}
	q.decode(s.model)
	q.unpad()
	return q.gaps
}

// SegmentTokens appends the gap decisions of toks to dst and returns it, len(toks)-1 elements longer: the one at i tells
// whether toks[i] and toks[i+1] belong to one word.
func (s *Segmenter) SegmentTokens(dst []bool, toks []string) []bool {
	q := sentences.Get().(*Sentence)
	q.Reset()
	for _, t := range toks {
		q.Add(t)
	}
	dst = append(dst, s.Segment(q)...)
	sentences.Put(q)
	return dst
}

var sentences = sync.Pool{New: func() any { return new(Sentence) }}

// Join gives the words of toks: each the tokens from one boundary to the next, joined by spaces.
func (s *Segmenter) Join(toks []string) []string {
	gaps := s.SegmentTokens(nil, toks)
	var out []string
	start := 0
	for i := range toks {
		if i == len(toks)-1 || !gaps[i] {
			out = append(out, strings.Join(toks[start:i+1], " "))
			start = i + 1
		}
	}
	return out
}

// String names the segmenter in logs.
func (s *Segmenter) String() string {
	n := 0
	if s.user != nil {
		n = s.user.n
	}
	return fmt.Sprintf("words.Segmenter(%d sequences, %d of the user's)", s.lex.n, n)
}

// Knows tells whether the tokens of term, separated by spaces, are an entry of the lexicon or of the user's.
func (s *Segmenter) Knows(term string) bool {
	toks := strings.Fields(term)
	if len(toks) < 2 || len(toks) > maxEntry {
		return false
	}
	h := uint64(lexiconSeed)
	for _, t := range toks {
		h = mix(h, read(t).id)
	}
	const entry = markHeadword | markGlossary
	return s.lex.find(h)&entry != 0 || s.user != nil && s.user.find(h)&entry != 0
}
