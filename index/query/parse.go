package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Limits of a query. What goes beyond is left out, and Query.Limited says so.
const (
	MaxBytes    = 4 << 10
	maxItems    = 400 // words, signs and filters
	maxDepth    = 20  // brackets in brackets
	maxPrefixes = 8
	maxFilters  = 40 // filters and exclusions
)

// Parse reads a text. It never fails and takes time by the length of the text.
// v may be nil.
func Parse(text string, v *Vocabulary) *Query {
	q := &Query{Text: text}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		q.Text = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' || r == utf8.RuneError {
				return ' '
			}
			return r
		}, text)
	}
	if len(q.Text) > MaxBytes {
		q.Text = vietnamese.Cut(q.Text, MaxBytes)
		q.Limited = "chỉ đọc phần đầu của câu tìm"
	}
	l := &lexer{text: q.Text, vocab: v}
	l.run()
	items := l.meant()
	if !speaks(items) && !l.dropped {
		q.plain(l, items)
		return q
	}
	if len(items) > maxItems {
		items = items[:maxItems]
		q.Limited = "chỉ đọc phần đầu của câu tìm"
	}
	filters := 0
	items = slices.DeleteFunc(items, func(it item) bool {
		if it.kind != aFilter && it.kind != aMinus {
			return false
		}
		filters++
		return filters > maxFilters
	})
	if filters > maxFilters {
		q.Limited = "chỉ dùng " + strconv.Itoa(maxFilters) + " bộ lọc và phần loại trừ đầu"
	}
	p := &parser{lexer: l, items: items, query: q}
	q.Root = p.top()
	q.note(l)
	return q
}

// plain makes a query of words and phrases.
func (q *Query) plain(l *lexer, items []item) {
	q.Plain = true
	var nodes []Node
	for _, it := range items {
		switch it.kind {
		case aWord:
			nodes = append(nodes, Words{it.text})
		case aPhrase:
			nodes = append(nodes, Phrase{Text: it.text})
		}
	}
	q.Root = and(nodes)
	q.note(l)
}

// note takes over the lexer's notes, in order of place.
func (q *Query) note(l *lexer) {
	slices.SortStableFunc(l.notes, func(a, b note) int { return cmp.Compare(a.start, b.start) })
	for _, n := range l.notes {
		q.Notes = append(q.Notes, Note{q.rune(n.start), q.rune(n.end), n.text})
	}
}

// rune is the place of a byte in runes.
func (q *Query) rune(at int) int { return utf8.RuneCountInString(q.Text[:at]) }

// parser makes the tree, by recursive descent over the items.
type parser struct {
	*lexer
	items    []item
	at       int
	depth    int
	prefixes int
	query    *Query
}

// part is a node with its bytes.
type part struct {
	node       Node
	start, end int
}

// narrows tells what holds for all alternatives beside it.
func (p part) narrows() bool {
	switch p.node.(type) {
	case Field, Not:
		return true
	}
	return false
}

func (p *parser) top() Node {
	node, parts := p.either(true)
	for _, c := range parts {
		if c.narrows() {
			p.query.Placed = append(p.query.Placed, Placed{c.node, p.query.rune(c.start), p.query.rune(c.end)})
		}
	}
	return node
}

// either reads alternatives up to a closing bracket or the end. It also gives the
// parts that hold for all.
func (p *parser) either(outermost bool) (Node, []part) {
	var choices [][]part
	var ors []item
	var all []part
	for {
		all = p.all(outermost)
		choices = append(choices, all)
		if p.at == len(p.items) || p.items[p.at].kind != anOr {
			break
		}
		ors = append(ors, p.items[p.at])
		p.at++
	}
	if len(choices) == 1 {
		return and(nodesOf(all)), all
	}
	for i, o := range ors {
		if len(choices[i]) == 0 || len(choices[i+1]) == 0 {
			p.say(o.start, o.end, "“"+p.text[o.start:o.end]+"” thiếu một vế; đã bỏ qua.")
		}
	}
	shared := p.shared(choices)
	var narrowing []part
	var alternatives []Node
	for _, c := range choices {
		var own []Node
		for _, part := range c {
			if shared && part.narrows() {
				narrowing = append(narrowing, part)
			} else {
				own = append(own, part.node)
			}
		}
		n := and(own)
		if n != nil && asksNothing(n) {
			p.say(c[0].start, c[len(c)-1].end, "Một vế của “hoặc” chỉ có phần loại trừ; đã bỏ qua vế đó.")
			continue
		}
		if n != nil {
			alternatives = append(alternatives, n)
		}
	}
	out := []Node{or(alternatives)}
	return and(append(out, nodesOf(narrowing)...)), narrowing
}

// shared tells whether the filters and exclusions beside the alternatives narrow
// them all. They are the alternatives' own where two have one of a kind, or one has
// nothing else.
func (p *parser) shared(choices [][]part) bool {
	in := map[Name]int{}
	for i, c := range choices {
		if len(c) > 0 && !slices.ContainsFunc(c, func(p part) bool { return !p.narrows() }) {
			return false
		}
		for _, part := range c {
			kind := Name("-")
			switch n := part.node.(type) {
			case Field:
				kind = n.Name
			case Not:
			default:
				continue
			}
			if other, ok := in[kind]; ok && other != i {
				return false
			}
			in[kind] = i
		}
	}
	return true
}

func nodesOf(parts []part) (nodes []Node) {
	for _, p := range parts {
		nodes = append(nodes, p.node)
	}
	return nodes
}

// all reads what is wanted together.
func (p *parser) all(outermost bool) (parts []part) {
	for p.at < len(p.items) {
		it := p.items[p.at]
		switch it.kind {
		case anOr:
			return parts
		case aClose:
			if !outermost {
				return parts
			}
			p.say(it.start, it.end, "Thừa dấu đóng ngoặc; đã bỏ qua.")
			p.at++
		case aMinus:
			p.at++
			if n, end := p.excluded(); n != nil {
				if x := not(n); x != nil {
					parts = append(parts, part{x, it.start, end})
				}
			} else {
				p.say(it.start, it.end, "Sau dấu trừ không có gì để loại trừ; đã bỏ qua.")
			}
		default:
			n, end := p.one()
			if n != nil {
				parts = append(parts, part{n, it.start, end})
			}
		}
	}
	return parts
}

// one reads an item that is wanted; nil for nothing.
func (p *parser) one() (Node, int) {
	it := p.items[p.at]
	p.at++
	switch it.kind {
	case anOpen:
		return p.group(it)
	case aPhrase:
		if it.star && !p.mayGoOn(it) {
			it.star = false
		}
		return Phrase{it.text, it.star}, it.end
	case aPrefix:
		if !p.mayGoOn(it) {
			return Words{it.text}, it.end
		}
		return Prefix{strings.Join(strings.Fields(it.text), "")}, it.end
	case aFilter:
		return it.field, it.end
	}
	return Words{it.text}, it.end
}

// mayGoOn counts the words with a star.
func (p *parser) mayGoOn(it item) bool {
	p.prefixes++
	if p.prefixes > maxPrefixes {
		p.query.Limited = "chỉ dùng những từ có dấu * đứng đầu"
		return false
	}
	return true
}

// group reads to the closing bracket, the opening one read.
func (p *parser) group(open item) (Node, int) {
	if p.depth == maxDepth {
		p.query.Limited = "chỉ đọc các dấu ngoặc lồng nhau ở mức ngoài"
		return nil, open.end // the closing bracket will be one too many
	}
	p.depth++
	n, _ := p.either(false)
	p.depth--
	if p.at < len(p.items) {
		end := p.items[p.at].end
		p.at++
		return n, end
	}
	p.say(open.start, open.end, "Thiếu dấu đóng ngoặc; đọc như đóng ở cuối câu.")
	return n, len(p.text)
}

// excluded reads what follows a minus: an item, or all words up to the next sign
// as one phrase.
func (p *parser) excluded() (Node, int) {
	if p.at == len(p.items) {
		return nil, 0
	}
	switch p.items[p.at].kind {
	case aWord:
		var words []string
		end := 0
		for p.at < len(p.items) && p.items[p.at].kind == aWord {
			words = append(words, p.items[p.at].text)
			end = p.items[p.at].end
			p.at++
		}
		return Phrase{Text: strings.Join(words, " ")}, end
	case anOr, aClose:
		return nil, 0
	case aMinus: // "--x" is "-x"
		p.at++
		return p.excluded()
	}
	return p.one()
}
