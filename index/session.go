package index

import (
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"tracuu/index/vi"
)

// session is one search of a view. Dictionaries cannot be shared by goroutines,
// so each search has its own.
type session struct {
	view    *view
	lookups []*lookup // one a part
	tallies []*tally  // one a part, once something was collected
	states  []state   // of documents, by number
	tokens  []vi.Token
}

// close gives back the memory of the search.
func (s *session) close() {
	for _, t := range s.tallies {
		t.reset()
		t.part.tallies.Put(t)
	}
	s.tallies = nil
	states := s.states
	s.view.states.Put(&states)
	clear(s.tokens) // they hold on to texts
	tokenPool.Put(&s.tokens)
}

// tokenPool keeps memory for the tokens of the texts that a search reads.
var tokenPool = sync.Pool{New: func() any { return new([]vi.Token) }}

func (v *view) session() *session {
	s := &session{view: v, tokens: *tokenPool.Get().(*[]vi.Token)}
	if states, ok := v.states.Get().(*[]state); ok {
		s.states = (*states)[:0]
	}
	for _, p := range v.parts {
		s.lookups = append(s.lookups, &lookup{part: p, verifies: maxVerified / len(v.parts)})
	}
	return s
}

// lookup finds postings in one part.
type lookup struct {
	part *viewPart
	dict [fieldCount]segment.TermDictionary
	list segment.PostingsList // for counting, used again and again
	// verifies is how many texts may be read to check a phrase.
	verifies int
}

// The fields that are searched, and their numbers in tables.
const (
	inText = iota
	inPair
	inHead
	inTitle
	fieldCount
)

var fieldNames = [fieldCount]string{inText: fieldText, inPair: fieldPair, inHead: fieldHead, inTitle: fieldTitle}

func (l *lookup) dictionary(field int) (segment.TermDictionary, error) {
	if l.dict[field] == nil {
		d, err := l.part.seg.Dictionary(fieldNames[field])
		if err != nil {
			return nil, err
		}
		l.dict[field] = d
	}
	return l.dict[field], nil
}

// postings gives nil for a term that the field does not have.
func (l *lookup) postings(field int, term string) (*postings, error) {
	key := postingsKey{field, term}
	list, ok := l.part.cache.get(key)
	if !ok {
		d, err := l.dictionary(field)
		if err != nil {
			return nil, err
		}
		if list, err = readPostings(d, term); err != nil {
			return nil, err
		}
		l.part.cache.put(key, list)
	}
	if len(list.records) == 0 {
		return nil, nil
	}
	return list, nil
}

// count is the number of provisions that have a pair in their text.
func (s *session) count(pair []byte) (float64, error) {
	n := 0.0
	for _, l := range s.lookups {
		d, err := l.dictionary(inPair)
		if err != nil {
			return 0, err
		}
		if l.list, err = d.PostingsList(pair, nil, l.list); err != nil {
			return 0, err
		}
		n += float64(l.list.Count())
	}
	return n, nil
}
