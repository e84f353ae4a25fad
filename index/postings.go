package index

import (
	"math"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// postings are the records that have a term in a field, in their order, and how
// often.
type postings struct {
	records     []uint32
	frequencies []uint16
}

// readPostings reads the postings of a term; they are empty if it is not there.
func readPostings(d segment.TermDictionary, term string) (*postings, error) {
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, err
	}
	n := int(list.Count())
	out := &postings{make([]uint32, 0, n), make([]uint16, 0, n)}
	if n == 0 {
		return out, nil
	}
	it := list.Iterator(true, false, false, nil)
	for {
		p, err := it.Next()
		if err != nil {
			return nil, err
		}
		if p == nil {
			return out, nil
		}
		out.records = append(out.records, uint32(p.Number()))
		out.frequencies = append(out.frequencies, uint16(min(p.Frequency(), math.MaxUint16)))
	}
}

// bytes is about what postings take in memory.
func (l *postings) bytes() int { return 100 + 6*cap(l.records) }

// postingsCache keeps decoded postings of one part: reading them from the
// segment costs ten times what scoring them does, and a part never changes. The
// least recently used go first.
type postingsCache struct {
	mu    sync.Mutex
	lists *simplelru.LRU[postingsKey, *postings]
	used  int // bytes
}

type postingsKey struct {
	field int
	term  string
}

// postingsMemory bounds the bytes of postings kept for one part.
const postingsMemory = 48 << 20

func newPostingsCache() *postingsCache {
	c := &postingsCache{}
	c.lists, _ = simplelru.NewLRU(math.MaxInt32, func(k postingsKey, l *postings) { // fails for sizes below 1 only
		c.used -= l.bytes() + len(k.term)
	})
	return c
}

func (c *postingsCache) get(k postingsKey) (*postings, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lists.Get(k)
}

func (c *postingsCache) put(k postingsKey, l *postings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lists.Contains(k) {
		return // read by two at once
	}
	c.used += l.bytes() + len(k.term)
	c.lists.Add(k, l)
	for c.used > postingsMemory {
		if _, _, ok := c.lists.RemoveOldest(); !ok {
			break
		}
	}
}
