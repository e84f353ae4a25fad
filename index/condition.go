package index

import (
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/query"
	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
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

// field finds the documents that a filter lets through.
func (b *conditions) field(f query.Field) (*condition, error) {
	c := &condition{kind: isAmong, documents: roaring.New()}
	documents := b.view.documents
	add := func(passes func(*entry) bool) {
		for n, e := range documents {
			if passes(e) {
				c.documents.Add(uint32(n))
			}
		}
	}
	switch f.Name {
	case query.Type, query.Issuer, query.State, query.Held:
		b.view.withFacet(facetOf[f.Name], f.Values, c.documents)
	case query.Year:
		from, to := yearOf(f.From, 0), yearOf(f.To, 9999)
		add(func(e *entry) bool { return e.Year > 0 && from <= e.Year && e.Year <= to })
	case query.Date:
		add(func(e *entry) bool {
			first, last := datesOf(e.Date)
			return first != "" && first >= f.From && (f.To == "" || last <= f.To)
		})
	case query.Number:
		wanted := numberWords(f.Value)
		labels := b.view.labelWords()
		for n := range documents {
			if sameNumber(labels[n], wanted) {
				c.documents.Add(uint32(n))
			}
		}
	case query.Cites:
		for _, id := range b.query.Cites[f.Value] {
			if n := b.view.numberOf(id); n >= 0 {
				c.documents.Add(uint32(n))
			}
		}
	case query.Title:
		return c, b.title(f, c)
	}
	return c, nil
}

// facetOf are the facets that filters look at.
var facetOf = map[query.Name]string{query.Type: FacetType, query.Issuer: FacetIssuer, query.State: FacetState, query.Held: FacetHeld}

func yearOf(iso string, none int) int {
	if len(iso) < 4 {
		return none
	}
	y, err := strconv.Atoi(iso[:4])
	if err != nil {
		return none
	}
	return y
}

// datesOf are the first and the last day that a date of which a part is known can
// be. Days of a month go to 31: they are only compared.
func datesOf(iso string) (first, last string) {
	switch len(iso) {
	case 4:
		return iso + "-01-01", iso + "-12-31"
	case 7:
		return iso + "-01", iso + "-31"
	case 10:
		return iso, iso
	}
	return "", ""
}

// title finds the documents whose title has the words of a filter. The index has
// one field for title, type, number and issuer, so the titles are read.
func (b *conditions) title(f query.Field, c *condition) error {
	terms, err := b.readingsOf(f.Value, "", b.loose && !f.Exact)
	if err != nil || len(terms) == 0 {
		return err
	}
	sets := make([]map[string]bool, len(terms))
	var found *roaring.Bitmap
	for i := range terms {
		sets[i] = map[string]bool{}
		for _, t := range terms[i] {
			sets[i][t.term] = true
		}
		records := map[*viewPart]*roaring.Bitmap{}
		for _, l := range b.lookups {
			if records[l.part], err = l.any(inTitle, terms[i]); err != nil {
				return err
			}
		}
		if documents := b.documentsOf(records); found == nil {
			found = documents
		} else {
			found.And(documents)
		}
	}
	var tokens []vi.Token
	for it := found.Iterator(); it.HasNext(); {
		n := it.Next()
		tokens = vi.AppendTokens(tokens[:0], b.view.documents[n].Title)
		if f.Exact && inARow(tokens, sets) || !f.Exact && hasEach(tokens, sets) {
			c.documents.Add(n)
		}
	}
	return nil
}

// hasEach tells whether tokens have one of each set.
func hasEach(tokens []vi.Token, sets []map[string]bool) bool {
	for _, set := range sets {
		has := false
		for i := range tokens {
			has = has || set[tokens[i].Text]
		}
		if !has {
			return false
		}
	}
	return true
}

// numberWords are the pieces of a number and symbol: "12", "nq", "tw" of
// 12-NQ/TW in any spelling.
func numberWords(s string) (words []string) {
	start := -1
	folded := vietnamese.Fold(s)
	for i := 0; i <= len(folded); i++ {
		inside := i < len(folded) && (folded[i] >= 0x80 || 'a' <= folded[i] && folded[i] <= 'z' || '0' <= folded[i] && folded[i] <= '9')
		// A number ends where letters begin: "12nq".
		if inside && start >= 0 && isDigit(folded[i]) != isDigit(folded[i-1]) && isDigit(folded[start]) {
			words = append(words, bareNumber(folded[start:i]))
			start = i
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words = append(words, bareNumber(folded[start:i]))
			start = -1
		}
	}
	return words
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// bareNumber takes the zeros from the head of a number.
func bareNumber(s string) string {
	for len(s) > 1 && s[0] == '0' && isDigit(s[1]) {
		s = s[1:]
	}
	return s
}

// sameNumber tells whether a label begins as the wanted one does, or has it as its
// symbol: 12, 12-NQ/TW, 12nqtw and NQ/TW find 12-NQ/TW.
func sameNumber(label, wanted []string) bool {
	if len(wanted) == 0 || len(label) == 0 {
		return false
	}
	symbol := strings.Join(wanted, "")
	if isDigit(wanted[0][0]) {
		if wanted[0] != label[0] {
			return false
		}
		symbol, label = strings.Join(wanted[1:], ""), label[1:]
		for n := range len(label) + 1 {
			if strings.Join(label[:n], "") == symbol {
				return true
			}
		}
		return false
	}
	for n := range label {
		if strings.Join(label[n:], "") == symbol {
			return true
		}
	}
	return false
}
