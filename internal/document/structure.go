package document

import (
	"strings"
	"unicode/utf8"
)

// Divide recognises the structure of a canonical text (NFC, LF), one paragraph
// a line. It never fails: a text without divisions becomes its paragraphs. Every
// line that is not empty lies in exactly one provision's own text.
//
// Divisions of the State's texts (Phần, Chương, Mục, Điều, khoản, điểm) and of
// the Party's (I, 1, 1.1, a; Một là, Thứ nhất) are read by the same rules: a
// line opens a division when it has the division's sign and stands where that
// sign can follow: clauses and points in their own order, nothing inside a
// quoted amendment.
func Divide(text string) *Structure {
	d := divider{text: text, anchors: map[string]int{}, last: map[lastKey]*Provision{}, counts: map[Unit]int{}, articles: map[*Provision]int{}}
	d.run()
	s := &Structure{Provisions: d.root.Children, byAnchor: make(map[string]*Provision, len(d.anchors))}
	for _, p := range s.Provisions {
		p.Parent = nil
	}
	s.Walk(func(p *Provision, _ int) bool {
		s.byAnchor[p.Anchor] = p
		return true
	})
	assignAddressees(text, s)
	return s
}

// line is one paragraph of the text without its line break.
type line struct {
	start, end int
	text       string
	// sign is the text as the signs of divisions are read from it: without the
	// raised numbers of footnotes. It is empty for a row of a table.
	sign string
	// quotes is how many curly quotations the line opens more than it closes, and
	// closer the closing mark it ends with, 0 for none.
	quotes int
	closer rune
}

type divider struct {
	text    string
	root    Provision
	stack   []*Provision // open divisions, outermost first
	anchors map[string]int
	// quoteEnd is the index of the line that closes the quotation the divider
	// is in, or -1.
	quoteEnd int
	lines    []line
	numbered bool // a division with a number has been seen
	// last holds, for each division, its last child of each unit, and counts the
	// numbering of the paragraphs of each kind: looking back through the
	// children would make a long hostile text quadratic.
	last   map[lastKey]*Provision
	counts map[Unit]int
	// lastSign is the index of the last line that looks like a division.
	lastSign int
	// articles is, for each part of the text, the number of its last article, and
	// lastArticle the last line with each number: an article out of its order is
	// one that the text quotes.
	articles    map[*Provision]int
	lastArticle map[int]int
	// headerEnd and titleEnd are the offsets behind the header block and behind
	// the title under it, 0 where there is none.
	headerEnd, titleEnd int
	signed              bool // the signature, or what stands behind it, has been passed
	closed              bool // the closing has been opened: a text has one
}

type lastKey struct {
	parent *Provision
	unit   Unit
}

func (d *divider) run() {
	d.split()
	d.quoteEnd = -1
	d.survey()
	for i := d.header(); i < len(d.lines); i++ {
		l := d.lines[i]
		if i > d.quoteEnd {
			if p := d.opensAt(i); p != nil {
				d.open(p)
				i = d.readHeading(p, i)
				// An amending article quotes the new wording right behind its
				// own sign ("1. Sửa đổi … như sau:" then “Điều 5. …”).
				continue
			}
			if end := d.quotation(i); end > i {
				d.quoteEnd = end
			}
		}
		d.paragraph(l, i)
	}
	d.closeTo(0, len(d.text))
	trimEnds(d.text, d.root.Children)
}

func (d *divider) split() {
	for pos := 0; pos < len(d.text); {
		nl := strings.IndexByte(d.text[pos:], '\n')
		end := len(d.text)
		next := end
		if nl >= 0 {
			end, next = pos+nl, pos+nl+1
		}
		raw := d.text[pos:end]
		trimmed := strings.TrimLeft(raw, " \t\u00a0")
		if t := strings.TrimRight(trimmed, " \t\u00a0"); t != "" {
			start := pos + len(raw) - len(trimmed)
			l := line{start: start, end: start + len(t), text: t, sign: signText(t), closer: endingQuote(t)}
			if strings.Contains(t, "\xe2\x80") { // the bytes that both marks begin with
				l.quotes = strings.Count(t, "“") - strings.Count(t, "”")
			}
			d.lines = append(d.lines, l)
		}
		pos = next
	}
}

// The order of levels, large to small; a division closes every open one that is
// not larger than itself.
func level(u Unit) int {
	switch u {
	case Appendix, Attached, Closing:
		return 1
	case Form:
		return 2
	case Part:
		return 3
	case Chapter:
		return 4
	case Section:
		return 5
	case Subsection:
		return 6
	case Article, Ordinal:
		return 7
	case Clause:
		return 8
	case Point:
		return 9
	case Item:
		return 10
	}
	return 11
}

// scope is the open division that a new division of unit u would belong to.
func (d *divider) scope(u Unit) *Provision {
	for i := len(d.stack) - 1; i >= 0; i-- {
		if levelOf(d.stack[i]) < 2*level(u) {
			return d.stack[i]
		}
	}
	return &d.root
}

// levelOf is twice the level of the unit, to leave room for the I, II of a plan
// that an article approves, which stand under the article and above its clauses.
func levelOf(p *Provision) int {
	if p.inArticle {
		return 2*level(Article) + 1
	}
	return 2 * level(p.Unit)
}

// sectionOf is the open article whose I, II a Roman numeral now belongs to, nil
// where such sections stand above articles or there are none.
func (d *divider) sectionOf() *Provision {
	for _, p := range d.stack {
		switch {
		case p.Unit == Section && !p.inArticle:
			return nil
		case p.Unit == Article:
			return p
		}
	}
	return nil
}

func (d *divider) enclosing(u Unit) *Provision {
	for i := len(d.stack) - 1; i >= 0; i-- {
		if d.stack[i].Unit == u {
			return d.stack[i]
		}
	}
	return nil
}

func (d *divider) open(p *Provision) {
	d.numbered = true
	depth := len(d.stack)
	for depth > 0 && levelOf(d.stack[depth-1]) >= levelOf(p) && !(p.Unit == Point && nests(d.stack[depth-1], p)) {
		depth--
	}
	d.closeTo(depth, p.Start)
	parent := &d.root
	if depth > 0 {
		parent = d.stack[depth-1]
	}
	p.Parent = parent
	parent.Children = append(parent.Children, p)
	d.last[lastKey{parent, p.Unit}] = p
	d.closed = d.closed || p.Unit == Closing
	d.signed = d.signed || p.Unit == Closing || p.Unit == Appendix || p.Unit == Attached
	p.Heading = strings.TrimSpace(p.Heading)
	p.Anchor = d.anchor(anchorOf(p))
	p.Label = labelOf(p)
	d.stack = append(d.stack, p)
	if p.Unit == Article {
		d.articles[d.part()] = leadingInt(p.Number)
	}
}

// nests lets 1.1.1 stand under 1.1 and a) under 1.1, which share the unit.
func nests(outer, p *Provision) bool {
	if outer.Unit != Point {
		return false
	}
	if strings.Contains(p.Number, ".") {
		return strings.HasPrefix(p.Number, outer.Number+".")
	}
	return strings.Contains(outer.Number, ".")
}

func (d *divider) closeTo(depth, at int) {
	for len(d.stack) > depth {
		d.stack[len(d.stack)-1].End = at
		d.stack = d.stack[:len(d.stack)-1]
	}
}

// paragraph puts a line that opens nothing into the open division: a division
// keeps its running text, and paragraphs at the top level stand for themselves.
func (d *divider) paragraph(l line, i int) {
	if len(d.stack) > 0 {
		return // part of the open division's own text, or of its last child
	}
	p := &Provision{Unit: Paragraph, Start: l.start, End: l.end, Parent: &d.root}
	n := len(d.root.Children)
	switch {
	case i == 0 && d.titleEnd == 0 && d.isHeadline(l):
		p.Unit, p.Anchor, p.Label = Headline, "tieu-de", "Tiêu đề"
	case n <= 1 && identityLine.MatchString(l.text):
		p.Unit, p.Anchor, p.Label = Identity, "cong-bo", "Câu công bố"
	case basisLine.MatchString(l.text):
		p.Unit = LegalBasis
		k := d.count(LegalBasis)
		p.Anchor, p.Label = "can-cu-"+itoa(k), "Căn cứ "+itoa(k)
	case i < d.lastSign:
		p.Unit = Preamble
		k := d.count(Preamble)
		p.Anchor, p.Label = "mo-dau-"+itoa(k), "Mở đầu, đoạn "+itoa(k)
	default:
		k := d.count(Paragraph)
		p.Anchor, p.Label = "doan-"+itoa(k), "Đoạn "+itoa(k)
	}
	p.Anchor = d.anchor(p.Anchor)
	d.root.Children = append(d.root.Children, p)
}

// isHeadline tells a title line from a first paragraph: it opens with a type
// word or stands in capitals, is not a sentence, and more lines follow.
func (d *divider) isHeadline(l line) bool {
	if len(d.lines) < 2 || utf8.RuneCountInString(l.text) > 400 {
		return false
	}
	if strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ";") || strings.HasSuffix(l.text, ":") {
		return false
	}
	if upperCase(l.text) && !strings.Contains(l.text, "ĐẢNG CỘNG SẢN") && !strings.Contains(l.text, "CỘNG HÒA") {
		return true
	}
	t, _ := LeadingType(l.text)
	return t != ""
}

func (d *divider) count(u Unit) int {
	d.counts[u]++
	return d.counts[u]
}

// survey notes, before anything is divided, the last line that looks like a
// division (the paragraphs before it are a preamble rather than the whole text)
// and the last line of each article number.
func (d *divider) survey() {
	d.lastSign, d.lastArticle = -1, map[int]int{}
	for i := range d.lines {
		t := d.lines[i].sign
		if t == "" {
			continue
		}
		switch first, _ := utf8.DecodeRuneInString(t); {
		case first == 'Đ' && hasAny(t, "Điều", "ĐIỀU"):
			if m := articleLine.FindStringSubmatch(t); m != nil {
				d.lastSign, d.lastArticle[leadingInt(m[1])] = i, i
			}
		case first == 'C' && chapterLine.MatchString(t), first == 'T' && thuLine.MatchString(t), first == 'P' && partLine.MatchString(t),
			(first == 'I' || first == 'V' || first == 'X') && romanLine.MatchString(t), first == '1' && firstClause.MatchString(t),
			strings.Contains(t, " là") && ordinalLine.MatchString(t):
			d.lastSign = i
		}
	}
}

// readHeading takes the heading of a chapter, part or section from the next
// line when it stands there in capitals. It returns the index of the last line
// used.
func (d *divider) readHeading(p *Provision, i int) int {
	if p.Heading != "" || level(p.Unit) > level(Subsection) {
		return i
	}
	for j := i + 1; j < len(d.lines) && j <= i+3; j++ {
		if p.Unit == Form && kindOf(d.lines[j].text) != otherCell {
			continue // the form's own header
		}
		if !upperCase(d.lines[j].text) || d.lines[j].sign == "" || isPost(d.lines[j].text) || d.opens(d.lines[j]) != nil {
			break
		}
		p.Heading = strings.TrimSpace(p.Heading + " " + d.lines[j].sign)
		i = j
	}
	return i
}

func (d *divider) anchor(a string) string {
	d.anchors[a]++
	if n := d.anchors[a]; n > 1 {
		b := a + "-lan-" + itoa(n) // the n-th time that the sign stands in the text
		d.anchors[b]++
		return b
	}
	return a
}

func trimEnds(text string, ps []*Provision) {
	for _, p := range ps {
		end := p.Start + len(strings.TrimRight(text[p.Start:p.End], " \t\u00a0\n"))
		p.End = end
		trimEnds(text, p.Children)
	}
}
