package index

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/query"
	"tracuu/index/vi"
)

// condition is the tree of a query as tests of a document: filters, exclusions,
// and where words are wanted by alternatives, those too.
type condition struct {
	kind conditionKind
	of   []*condition
	// slots are those of words: all must be there.
	slots uint64
	// documents are the numbers of those that pass, records the records, by part,
	// for what can be said of a provision.
	documents *roaring.Bitmap
	records   map[*viewPart]*roaring.Bitmap
}

type conditionKind int

const (
	holdsAll conditionKind = iota
	holdsOne
	holdsNot
	hasSlots
	isAmong
)

// document judges a document with the slots found anywhere in it.
func (c *condition) document(words uint64, number int32) bool {
	switch c.kind {
	case holdsAll:
		for _, k := range c.of {
			if !k.document(words, number) {
				return false
			}
		}
		return true
	case holdsOne:
		for _, k := range c.of {
			if k.document(words, number) {
				return true
			}
		}
		return false
	case holdsNot:
		return !c.of[0].document(words, number)
	case hasSlots:
		return words&c.slots == c.slots
	}
	return c.documents.Contains(uint32(number))
}

// record judges one record of a document that passes, with its title's slots
// among its own: whether it alone has what is wanted.
func (c *condition) record(words uint64, p *viewPart, record uint32, number int32) bool {
	switch c.kind {
	case holdsAll:
		for _, k := range c.of {
			if !k.record(words, p, record, number) {
				return false
			}
		}
		return true
	case holdsOne:
		for _, k := range c.of {
			if k.record(words, p, record, number) {
				return true
			}
		}
		return false
	case isAmong:
		if c.records != nil {
			r := c.records[p]
			return r.Contains(record) || r.Contains(p.title[record])
		}
	}
	return c.document(words, number) // an absence is of the document
}

// condition makes the tests of a request; nil where it has none. Loose lets words
// match other marks, but not those that must be absent.
func (s *session) condition(c *compiled, q *Query, loose bool) (*condition, error) {
	if c.tree == nil {
		return nil, nil
	}
	b := conditions{session: s, compiled: c, query: q, loose: loose}
	of := []query.Node{c.tree}
	if and, ok := c.tree.(query.And); ok {
		of = and.Of
	}
	out := &condition{}
	for _, n := range of {
		switch n.(type) {
		case query.Words, query.Phrase, query.Prefix:
			if !c.either { // the request asks for them
				continue
			}
		}
		k, err := b.of(n)
		if err != nil {
			return nil, err
		}
		if k != nil {
			out.of = append(out.of, k)
		}
	}
	if len(out.of) == 0 && !c.either {
		return nil, nil
	}
	return out, nil
}

// conditions makes conditions of nodes.
type conditions struct {
	*session
	*compiled
	query *Query
	loose bool
	in    int // how deep in exclusions
}

// of gives nil for words that are beyond what is used of a query.
func (b *conditions) of(n query.Node) (*condition, error) {
	switch n := n.(type) {
	case query.And:
		return b.several(holdsAll, n.Of)
	case query.Or:
		return b.several(holdsOne, n.Of)
	case query.Not:
		b.in++
		defer func() { b.in-- }()
		return b.several(holdsNot, []query.Node{n.Of})
	case query.Words:
		if b.in == 0 {
			slots := b.slotsOf(n.Text)
			if slots == 0 {
				return nil, nil
			}
			return &condition{kind: hasSlots, slots: slots}, nil
		}
		return b.terms(n.Text, "", false)
	case query.Phrase:
		if n.Prefix {
			return b.terms(n.Text, lastTerm(n.Text), true)
		}
		return b.terms(n.Text, "", true)
	case query.Prefix:
		if slot, ok := b.bySlot[lastTerm(n.Text)+"*"]; ok && b.in == 0 {
			return &condition{kind: hasSlots, slots: 1 << slot}, nil
		}
		return b.terms(n.Text, lastTerm(n.Text), true)
	case query.Field:
		return b.field(n)
	}
	return &condition{kind: isAmong, documents: roaring.New()}, nil
}

func (b *conditions) several(kind conditionKind, of []query.Node) (*condition, error) {
	c := &condition{kind: kind}
	for _, n := range of {
		k, err := b.of(n)
		if err != nil {
			return nil, err
		}
		if k != nil {
			c.of = append(c.of, k)
		}
	}
	return c, nil
}

// readingsOf are the readings of the words of a text; prefix, if not "", is its
// last word, which may go on.
func (b *conditions) readingsOf(text, prefix string, loose bool) ([][]weighted, error) {
	all := b.view.readings()
	var out [][]weighted
	tokens := vi.Scan(text)
	for i := 0; i < len(tokens) && len(out) < maxSlots; i++ {
		s := slotOf(&tokens[i])
		terms, _ := all.of(&s, loose)
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
		out = append(out, terms)
	}
	if prefix != "" && len(out) > 0 {
		terms, _, _, err := b.expand(prefix)
		if err != nil {
			return nil, err
		}
		out[len(out)-1] = terms
	}
	return out, nil
}

// terms finds the documents and records that have all words of a text, in a row
// or anywhere in the document.
func (b *conditions) terms(text, prefix string, inRow bool) (*condition, error) {
	c := &condition{kind: isAmong, documents: roaring.New()}
	// What is quoted means its marks, and so does what is excluded.
	terms, err := b.readingsOf(text, prefix, false)
	if err != nil || len(terms) == 0 {
		return c, err
	}
	if inRow {
		c.records, err = b.inRow(terms)
		c.documents = b.documentsOf(c.records)
		return c, err
	}
	for i := range terms {
		records, err := b.inRow(terms[i : i+1])
		if err != nil {
			return nil, err
		}
		if found := b.documentsOf(records); i == 0 {
			c.documents = found
		} else {
			c.documents.And(found)
		}
	}
	return c, nil
}

// inRow finds the records that have readings of words in a row.
func (s *session) inRow(terms [][]weighted) (map[*viewPart]*roaring.Bitmap, error) {
	out := make(map[*viewPart]*roaring.Bitmap, len(s.lookups))
	for _, l := range s.lookups {
		records, err := l.phrase(terms)
		if err != nil {
			return nil, err
		}
		out[l.part] = records
	}
	return out, nil
}

// documentsOf are the numbers of the documents that records are of.
func (s *session) documentsOf(records map[*viewPart]*roaring.Bitmap) *roaring.Bitmap {
	out := roaring.New()
	for p, found := range records {
		for it := found.Iterator(); it.HasNext(); {
			if n := p.number[it.Next()]; n >= 0 {
				out.Add(uint32(n))
			}
		}
	}
	return out
}
