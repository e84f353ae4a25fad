package words

import (
	"math/bits"
	"strings"
)

// Kinds of lexicon entries, as bits.
const (
	markHeadword = 1 << iota // data/headwords.txt
	markGlossary             // data/glossary.tsv, entries of kind "word"
	markPresent              // the hash is an entry or begins one
)

// maxEntry is the longest entry that is matched, in syllables. Longer entries are never one word
// in the annotated texts.
const maxEntry = 7

// lexicon is a set of syllable sequences with all their beginnings: an open-addressed table of
// hashes, since a map of strings would cost more than all the features. A slot holds 29 bits of the
// hash above the three marks; with some 60,000 sequences two of them meet by chance once in 10,000 lexicons.
type lexicon struct {
	slots []uint32
	shift uint
	n     int
}

const lexiconSeed = 0x7465726d

func newLexicon(sequences int) *lexicon {
	b := max(bits.Len(uint(2*sequences)), 4)
	return &lexicon{slots: make([]uint32, 1<<b), shift: uint(64 - b)}
}

// find gives the marks of the sequence with hash h, 0 if it is not present.
func (l *lexicon) find(h uint64) uint32 {
	mask := uint64(len(l.slots) - 1)
	for i := h >> l.shift; ; i = (i + 1) & mask {
		s := l.slots[i]
		if s == 0 {
			return 0
		}
		if (s^uint32(h))>>3 == 0 {
			return s & 7
		}
	}
}

func (l *lexicon) put(h uint64, mark uint32) {
	mask := uint64(len(l.slots) - 1)
	i := h >> l.shift
	for ; l.slots[i] != 0; i = (i + 1) & mask {
		if (l.slots[i]^uint32(h))>>3 == 0 {
			l.slots[i] |= mark
			return
		}
	}
	l.slots[i] = uint32(h)&^7 | markPresent | mark
	l.n++
}

// add enters a term, its syllables separated by single spaces. It does nothing when the term has fewer than
// two syllables or more than maxEntry.
func (l *lexicon) add(term string, mark uint32) {
	n := strings.Count(term, " ") + 1
	if n < 2 || n > maxEntry {
		return
	}
	h := uint64(lexiconSeed)
	for i := 1; i <= n; i++ {
		tok, rest, _ := strings.Cut(term, " ")
		h = mix(h, read(tok).id)
		if i == n {
			l.put(h, mark)
		} else {
			l.put(h, 0)
		}
		term = rest
	}
}

// matches is what the lexicon says of a position: bit L of a mask is set when the L syllables from here
// on are an entry.
type matches struct {
	headword, glossary uint16
}

// match looks up every entry that starts at each of the syllables.
func (l *lexicon) match(syl []syllable, out []matches) {
	for i := range syl {
		var m matches
		h := uint64(lexiconSeed)
		for n := 0; n < maxEntry && i+n < len(syl); n++ {
			h = mix(h, syl[i+n].id)
			f := l.find(h)
			if f == 0 {
				break
			}
			m.headword |= uint16(f&markHeadword) << (n + 1)
			m.glossary |= uint16(f&markGlossary>>1) << (n + 1)
		}
		out[i] = m
	}
}
