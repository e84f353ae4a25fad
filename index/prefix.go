package index

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"tracuu/internal/vietnamese"
)

// maxExpansion bounds the words that one prefix stands for: the most frequent of
// those that begin so.
const maxExpansion = 64

// limitedExpansion names the limit of a prefix that stands for more.
func limitedExpansion(prefix string) string {
	return "“" + prefix + "” có quá nhiều từ; chỉ tìm " + strconv.Itoa(maxExpansion) + " từ hay gặp nhất"
}

// expand lists the terms that begin as a prefix does, in text, headings and
// titles, the most frequent first. Typed without marks it begins words with any;
// with marks, a vowel without a tone begins those with any tone, as in a word not
// typed to its end. More tells that there are others.
func (s *session) expand(prefix string) (terms []weighted, frequency []float64, more bool, err error) {
	machine := newPrefixMachine(prefix)
	counts := map[string]float64{}
	for _, l := range s.lookups {
		for _, field := range [...]int{inText, inHead, inTitle} {
			d, err := l.dictionary(field)
			if err != nil {
				return nil, nil, false, err
			}
			it := d.AutomatonIterator(machine, nil, nil)
			for {
				e, err := it.Next()
				if err != nil {
					return nil, nil, false, err
				}
				if e == nil {
					break
				}
				if !isPair(e.Term) {
					counts[e.Term] += float64(e.Count)
				}
			}
		}
	}
	found := make([]reading, 0, len(counts))
	for term, n := range counts {
		found = append(found, reading{term, n})
	}
	slices.SortFunc(found, func(a, b reading) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.term, b.term))
	})
	more = len(found) > maxExpansion
	for _, f := range found[:min(len(found), maxExpansion)] {
		terms = append(terms, weighted{f.term, 1})
		frequency = append(frequency, f.count)
	}
	if len(terms) == 0 { // a word that is nowhere, as any other
		return []weighted{{prefix, 1}}, []float64{0}, false, nil
	}
	return terms, frequency, more, nil
}

// prefixMachine accepts the terms that begin as a prefix, whatever follows but a
// space: a term with a space is a pair. It walks the term dictionary, so that
// what does not begin so is never read.
type prefixMachine struct {
	// next are the states that follow one by a byte. States are numbers; 0 leads
	// nowhere, 1 is the start.
	next []map[byte]int
	last int // the prefix is read
}

var _ segment.Automaton = (*prefixMachine)(nil)

func newPrefixMachine(prefix string) *prefixMachine {
	folded := vietnamese.Fold(prefix) == prefix
	m := &prefixMachine{next: []map[byte]int{nil, {}}}
	at := 1
	for _, r := range prefix {
		// All spellings of a letter lead to one state.
		to := len(m.next)
		m.next = append(m.next, map[byte]int{})
		for _, letter := range spellings(r, folded) {
			var b [utf8.UTFMax]byte
			n := utf8.EncodeRune(b[:], letter)
			from := at
			for _, c := range b[:n-1] {
				step, ok := m.next[from][c]
				if !ok {
					step = len(m.next)
					m.next = append(m.next, map[byte]int{})
					m.next[from][c] = step
				}
				from = step
			}
			m.next[from][b[n-1]] = to
		}
		at = to
	}
	m.last = at
	return m
}

// spellings are the letters that a typed letter stands for at the head of a word:
// itself, those with another tone, and if the prefix has no marks those that fold
// to it.
func spellings(r rune, folded bool) []rune {
	out := []rune{r}
	base := vietnamese.Fold(string(r))
	for _, letter := range markedLetters {
		if letter == r || vietnamese.Fold(string(letter)) != base {
			continue
		}
		if folded || withoutTone(letter) == r {
			out = append(out, letter)
		}
	}
	return out
}

const markedLetters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

// withoutTone is a small vowel without its tone.
func withoutTone(r rune) rune {
	for _, family := range [...]string{"aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ"} {
		first, _ := utf8.DecodeRuneInString(family)
		for _, letter := range family {
			if letter == r {
				return first
			}
		}
	}
	return r
}

// Start implements segment.Automaton.
func (m *prefixMachine) Start() int { return 1 }

// IsMatch implements segment.Automaton.
func (m *prefixMachine) IsMatch(state int) bool { return state == m.last }

// CanMatch implements segment.Automaton.
func (m *prefixMachine) CanMatch(state int) bool { return state != 0 }

// WillAlwaysMatch implements segment.Automaton. A space ends it.
func (m *prefixMachine) WillAlwaysMatch(int) bool { return false }

// Accept implements segment.Automaton.
func (m *prefixMachine) Accept(state int, b byte) int {
	if state == m.last {
		if b == ' ' {
			return 0
		}
		return state
	}
	return m.next[state][b]
}
