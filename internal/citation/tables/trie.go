package tables

import (
	"unicode"
	"unicode/utf8"
)

// trie matches folded names in raw text, longest first.
type trie struct {
	nodes []trieNode
}

type trieNode struct {
	edges []trieEdge
	value int32 // -1: no name ends here
}

type trieEdge struct {
	r  rune
	to int32
}

func newTrie() *trie { return &trie{nodes: []trieNode{{value: -1}}} }

// add enters a name in both tone placements. The first value entered for a name
// stays.
func (t *trie) add(name string, value int) {
	folded := Fold(name)
	t.addPath(folded, value)
	if old := oldTones(folded); old != folded {
		t.addPath(old, value)
	}
}

func (t *trie) addPath(s string, value int) {
	at := int32(0)
	for _, r := range s {
		to := t.step(at, r)
		if to < 0 {
			to = int32(len(t.nodes))
			t.nodes = append(t.nodes, trieNode{value: -1})
			t.nodes[at].edges = append(t.nodes[at].edges, trieEdge{r, to})
		}
		at = to
	}
	if t.nodes[at].value < 0 {
		t.nodes[at].value = int32(value)
	}
}

func (t *trie) step(at int32, r rune) int32 {
	for _, e := range t.nodes[at].edges {
		if e.r == r {
			return e.to
		}
	}
	return -1
}

// longest gives the value and the end of the longest name that starts at byte
// start and ends at a word's end.
func (t *trie) longest(s string, start int) (value, end int, ok bool) {
	at := int32(0)
	for i := start; i < len(s); {
		r, n := next(s, i)
		if at = t.step(at, r); at < 0 {
			break
		}
		i += n
		if v := t.nodes[at].value; v >= 0 && (r == '.' || !wordAt(s, i)) {
			value, end, ok = int(v), i, true
		}
	}
	return value, end, ok
}

// wordAt reports that a letter or digit stands at byte i, so that a name cannot
// end there.
func wordAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

var toneBack = func() map[string]string {
	m := make(map[string]string, len(toneMoved))
	for o, n := range toneMoved {
		m[n] = o
	}
	return m
}()

// oldTones is the folded name with every tone of open oa, oe, uy in its old
// place.
func oldTones(s string) string {
	out := []byte(s)
	prev := 0
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		if (r == 'a' || r == 'e' || r == 'y') && i > 0 && !letterAt(s, end) {
			if to, ok := toneBack[s[prev:end]]; ok {
				copy(out[prev:end], to)
			}
		}
		prev = i
	}
	return string(out)
}
