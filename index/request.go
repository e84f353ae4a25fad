package index

import (
	"strings"

	"tracuu/index/query"
	"tracuu/index/vi"
)

// readQuery makes a request of a query. Of ordinary words it is what parse makes
// of the text; of others, the words that are wanted are ranked in their order,
// and the tree says which documents may answer.
func readQuery(q *query.Query) request {
	if q.Plain {
		r := parse(q.Text)
		if r.limited == "" {
			r.limited = q.Limited
		}
		return r
	}
	r := request{tree: q.Root, bySlot: map[string]int{}, limited: q.Limited}
	r.either = wantsEither(q.Root)
	var wanted []query.Words
	query.Walk(q.Root, func(n query.Node, within bool) {
		if w, ok := n.(query.Words); ok && !within {
			wanted = append(wanted, w)
		}
	})
	asks := false
	query.Walk(q.Root, func(n query.Node, within bool) {
		if within { // what must not be there is not ranked
			return
		}
		switch n := n.(type) {
		case query.Words:
			tokens := vi.Scan(n.Text)
			if len(wanted) == 1 {
				tokens, asks = query.WithoutAsking(n.Text, tokens)
			}
			r.sequence = append(r.sequence, r.read(n.Text, tokens, r.bySlot)...)
		case query.Phrase:
			run := r.read(n.Text, vi.Scan(n.Text), r.bySlot)
			if n.Prefix && len(run) > 0 {
				run[len(run)-1] = r.prefixSlot(lastTerm(n.Text))
			}
			r.sequence = append(r.sequence, run...)
			if len(run) > 0 && !r.either {
				r.phrases = append(r.phrases, run)
			}
		case query.Prefix:
			r.sequence = append(r.sequence, r.prefixSlot(lastTerm(n.Text)))
		case query.Field:
			if n.Name == query.Title {
				r.sequence = append(r.sequence, r.read(n.Value, vi.Scan(n.Value), r.bySlot)...)
			}
		}
	})
	if r.either { // their records are found by the tree
		r.phrases = nil
	}
	r.question = !r.either && len(r.phrases) == 0 && (asks || len(r.sequence) >= query.SentenceWords)
	r.unmarkKept()
	r.findOthers()
	return r
}

// wantsEither tells whether an alternative of a query wants words.
func wantsEither(root query.Node) (either bool) {
	var in func(n query.Node, or bool)
	in = func(n query.Node, or bool) {
		switch n := n.(type) {
		case query.And:
			for _, c := range n.Of {
				in(c, or)
			}
		case query.Or:
			for _, c := range n.Of {
				in(c, true)
			}
		case query.Words, query.Phrase, query.Prefix:
			either = either || or
		case query.Field:
			either = either || or && n.Name == query.Title
		}
	}
	in(root, false)
	return either
}

// lastTerm is the last word or code of a text, in matching form.
func lastTerm(text string) (term string) {
	tokens := vi.Scan(text)
	for i := 0; i < len(tokens); i++ {
		term = tokens[i].Text
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
	}
	return term
}

// prefixSlot gives the slot of words that begin so. Its text is no term.
func (r *request) prefixSlot(text string) int {
	key := text + "*"
	n, ok := r.bySlot[key]
	if !ok {
		if len(r.slots) == maxSlots {
			r.limited = limitedWords
			return 0
		}
		n = len(r.slots)
		r.bySlot[key] = n
		r.slots = append(r.slots, slot{text: key, folded: key, marked: true, prefix: true})
	}
	r.slots[n].count++
	return n
}

// slotsOf are the slots of the words of a text, as bits.
func (r *request) slotsOf(text string) (bits uint64) {
	tokens := vi.Scan(text)
	for i := 0; i < len(tokens); i++ {
		if n, ok := r.bySlot[tokens[i].Text]; ok {
			bits |= 1 << n
		}
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
	}
	return bits
}

// slotOf is a slot for a token that is not ranked.
func slotOf(t *vi.Token) slot {
	s := slot{text: t.Text, folded: t.Folded()}
	s.marked = t.Code() || s.folded != s.text
	return s
}

// limitedWords says that a query has more words than are used.
const limitedWords = "chỉ dùng những từ đầu của câu tìm"

// stem is a prefix slot's text without its star.
func (s *slot) stem() string { return strings.TrimSuffix(s.text, "*") }
