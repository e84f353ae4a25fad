package citation

// wordID stands for a word of the tables and of the grammar; noWord for every
// other word.
type wordID uint16

// The vocabulary is filled while the package starts and only read afterwards.
var (
	wordIDs   = map[uint64]wordID{}
	wordTable [1 << 14]struct {
		key uint64
		id  wordID
	}
	nextWord = firstWord
)

// wordOf gives the id of a word by its key.
func wordOf(key uint64) wordID {
	for i := key & (1<<14 - 1); ; i = (i + 1) & (1<<14 - 1) {
		e := &wordTable[i]
		if e.id == noWord || e.key == key {
			return e.id
		}
	}
}

func keyOf(word string) uint64 {
	var h wordHash
	h.reset()
	for _, r := range word {
		l := lookup(r)
		if l.class == toneMark || l.class == formMark {
			h.mark(l)
		} else {
			h.letter(l)
		}
	}
	return h.sum()
}

// intern gives a word an id.
func intern(word string) wordID {
	key := keyOf(word)
	if id := wordOf(key); id != noWord {
		return id
	}
	if nextWord > 1<<13 {
		panic("citation: vocabulary table too small")
	}
	i := key & (1<<14 - 1)
	for wordTable[i].id != noWord {
		i = (i + 1) & (1<<14 - 1)
	}
	wordTable[i].key, wordTable[i].id = key, nextWord
	nextWord++
	return nextWord - 1
}

// phrases matches known word sequences, longest first.
type phrases struct {
	first []uint16 // by wordID; 0: no phrase begins so
	next  map[uint32]uint16
	value []int32 // by node; -1: no phrase ends here
}

func newPhrases() *phrases { return &phrases{next: map[uint32]uint16{}, value: []int32{-1}} }

// add enters a phrase; its words are interned. The first value entered stays.
func (p *phrases) add(phrase string, value int) {
	at := uint16(0)
	for i, t := range phraseTokens(phrase) {
		var to uint16
		if i == 0 {
			for int(t) >= len(p.first) {
				p.first = append(p.first, 0)
			}
			to = p.first[t]
		} else {
			to = p.next[uint32(at)<<16|uint32(t)]
		}
		if to == 0 {
			to = uint16(len(p.value))
			p.value = append(p.value, -1)
			if i == 0 {
				p.first[t] = to
			} else {
				p.next[uint32(at)<<16|uint32(t)] = to
			}
		}
		at = to
	}
	if at != 0 && p.value[at] < 0 {
		p.value[at] = int32(value)
	}
}

// phraseTokens interns the words of a phrase; numbers are not possible.
func phraseTokens(phrase string) []wordID {
	for start, r := range phrase { // intern first, so that tokenize knows the words
		if c := lookup(r).class; c != lowerLetter && c != upperLetter && c != toneMark && c != formMark {
			continue
		} else if start > 0 && isWordByteBefore(phrase, start) {
			continue
		}
		end := start
		for _, r := range phrase[start:] {
			if c := lookup(r).class; c != lowerLetter && c != upperLetter && c != toneMark && c != formMark {
				break
			}
			end += len(string(r))
		}
		intern(phrase[start:end])
	}
	var ids []wordID
	for _, t := range tokenize(phrase, nil) {
		ids = append(ids, t.id)
	}
	return ids
}

func isWordByteBefore(s string, at int) bool {
	var last rune
	for i, r := range s {
		if i >= at {
			break
		}
		last = r
	}
	c := lookup(last).class
	return c == lowerLetter || c == upperLetter || c == toneMark || c == formMark
}

// at gives the value and the index behind the longest phrase that begins at
// token i.
func (p *phrases) at(toks []token, i int) (value, end int) {
	id := toks[i].id
	if int(id) >= len(p.first) || p.first[id] == 0 {
		return -1, i
	}
	node := p.first[id]
	value, end = -1, i
	for {
		i++
		if v := p.value[node]; v >= 0 {
			value, end = int(v), i
		}
		if i >= len(toks) || toks[i].id == noWord {
			return value, end
		}
		to, ok := p.next[uint32(node)<<16|uint32(toks[i].id)]
		if !ok {
			return value, end
		}
		node = to
	}
}

// begins reports that some phrase begins with the token's word.
func (p *phrases) begins(t *token) bool { return int(t.id) < len(p.first) && p.first[t.id] != 0 }
