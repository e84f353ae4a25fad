package document

import (
	"regexp"
	"strings"
	"unicode"
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
	d := divider{text: text, anchors: map[string]int{}, last: map[lastKey]*Provision{}, counts: map[Unit]int{}}
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
}

type lastKey struct {
	parent *Provision
	unit   Unit
}

func (d *divider) run() {
	d.split()
	d.quoteEnd, d.lastSign = -1, d.findLastSign()
	for i := 0; i < len(d.lines); i++ {
		l := d.lines[i]
		if i > d.quoteEnd {
			if p := d.opens(l); p != nil {
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
			d.lines = append(d.lines, line{start, start + len(t), t})
		}
		pos = next
	}
}

// The order of levels, large to small; a division closes every open one that is
// not larger than itself.
func level(u Unit) int {
	switch u {
	case Appendix:
		return 1
	case Part:
		return 2
	case Chapter:
		return 3
	case Section:
		return 4
	case Subsection:
		return 5
	case Article, Ordinal:
		return 6
	case Clause:
		return 7
	case Point:
		return 8
	case Item:
		return 9
	case Closing:
		return 1
	}
	return 10
}

var (
	partLine     = regexp.MustCompile(`^(?:Phần|PHẦN)\s+((?i:thứ)\s+\p{L}+(?:\s+(?i:mười|hai|ba|tư|năm))?|[IVXL]+|\d{1,2})\s*(?:[.:\-–]\s*(.*))?$`)
	chapterLine  = regexp.MustCompile(`^(?:Chương|CHƯƠNG)\s+([IVXLC]+|\d{1,3})\s*(?:[.:\-–]\s*(.*)|\s(.*))?$`)
	sectionLine  = regexp.MustCompile(`^(?:Mục|MỤC)\s+(\d{1,3}|[IVXL]+|[A-Z])\s*(?:[.:\-–]\s*(.*))?$`)
	subsectLine  = regexp.MustCompile(`^(?:Tiểu mục|TIỂU MỤC)\s+(\d{1,3}|[IVXL]+)\s*(?:[.:\-–]\s*(.*))?$`)
	articleLine  = regexp.MustCompile(`^(?:Điều|ĐIỀU)\s+(\d{1,4}[a-zđ]{0,2})\s*(?:[.:\-–]\s*(.*))?$`)
	romanLine    = regexp.MustCompile(`^([IVX]{1,6})\s*[.\-–]\s*(\S.*)$`)
	clauseLine   = regexp.MustCompile(`^(\d{1,3}[a-zđ]?)\s?[.\-–)]\s*(\P{Nd}.*)$`)
	firstClause  = regexp.MustCompile(`^1\s?[.\-–)]\s*\P{Nd}`)
	subClause    = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+(\S.*)$`)
	pointLine    = regexp.MustCompile(`^([a-zđ]|[a-zđ]\d)\s?\)\s*(\S.*)$`)
	ordinalLine  = regexp.MustCompile(`^(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười|Mười một|Mười hai|Mười ba|Mười bốn|Mười lăm)\s+là\s*[,:]\s*(\S.*)$`)
	thuLine      = regexp.MustCompile(`^Thứ\s+(nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[,:]\s*(\S.*)$`)
	appendixLine = regexp.MustCompile(`^(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?([IVXL]+|\d{1,3}[A-Za-z]?|[A-Z]))?\s*(?:[.:\-–]\s*(.*))?$`)
	basisLine    = regexp.MustCompile(`^[-–]?\s*(?i:căn cứ)\s`)
	closingLine  = regexp.MustCompile(`^(?:(?:Chỉ thị|Nghị quyết|Kết luận|Quy định|Quy chế|Hướng dẫn|Thông tri|Chương trình|Kế hoạch|Đề án|Thông báo|Quyết định)(?:\s\p{L}+){0,2}?\s+này\s+(?:được\s+)?(?:phổ biến|phổ biến và thực hiện)\s|(?i:nơi nhận)\s*:)`)
	identityLine = regexp.MustCompile(`^Ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*,\s*\p{Lu}.{2,200}?\s(?:ban hành|ký ban hành|thông qua)\s+(?:\p{L}+\s){1,4}số\s`)
)

// opens reports the division that a line opens, or nil. The offsets other than
// Start are set later. The first letters tell which signs are worth a try.
func (d *divider) opens(l line) *Provision {
	t := l.text
	p := &Provision{Start: l.start}
	first, _ := utf8.DecodeRuneInString(t)
	switch {
	case first >= '0' && first <= '9':
		return d.opensNumbered(p, t)
	case hasAny(t, "Phụ lục", "PHỤ LỤC"):
		if m := appendixLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Appendix, m[1], m[2]
			return p
		}
	case hasAny(t, "Phần", "PHẦN"):
		if m := partLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Part, strings.TrimSpace(m[1]), m[2]
			return p
		}
	case hasAny(t, "Chương", "CHƯƠNG"):
		if m := chapterLine.FindStringSubmatch(t); m != nil && (m[3] == "" || upperCase(m[3])) {
			p.Unit, p.Number, p.Heading = Chapter, m[1], m[2]+m[3]
			return p
		}
	case hasAny(t, "Điều", "ĐIỀU"):
		if m := articleLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Article, m[1], articleHeading(m[2])
			return p
		}
	case hasAny(t, "Mục", "MỤC"):
		if m := sectionLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Section, m[1], m[2]
			return p
		}
	case hasAny(t, "Tiểu mục", "TIỂU MỤC"):
		if m := subsectLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number, p.Heading = Subsection, m[1], m[2]
			return p
		}
	case hasAny(t, "Thứ "):
		if m := thuLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number = Ordinal, "Thứ "+m[1]
			return p
		}
	}
	if first == 'I' || first == 'V' || first == 'X' {
		if m := romanLine.FindStringSubmatch(t); m != nil && d.follows(Section, m[1], romanValue(m[1])) {
			p.Unit, p.Number, p.Heading = Section, m[1], headingOf(m[2])
			return p
		}
	}
	if close := strings.IndexByte(t, ')'); close > 0 && close < 5 {
		if m := pointLine.FindStringSubmatch(t); m != nil && d.pointFits(m[1]) {
			p.Unit, p.Number = Point, m[1]
			return p
		}
	}
	if i := strings.Index(t, " là"); i > 0 && i < 20 {
		if m := ordinalLine.FindStringSubmatch(t); m != nil {
			p.Unit, p.Number = Ordinal, m[1]
			return p
		}
	}
	if d.numbered && (hasAny(t, "Nơi nhận", "NƠI NHẬN") || strings.Contains(t, " này ")) && closingLine.MatchString(t) {
		p.Unit = Closing
		return p
	}
	return nil
}

// opensNumbered is opens for the lines that begin with a digit.
func (d *divider) opensNumbered(p *Provision, t string) *Provision {
	if m := subClause.FindStringSubmatch(t); m != nil && d.subClauseFits(m[1]) {
		p.Unit, p.Number, p.Heading = Point, m[1], headingOf(m[2])
		return p
	}
	if m := clauseLine.FindStringSubmatch(t); m != nil && d.follows(Clause, m[1], leadingInt(m[1])) {
		p.Unit, p.Number = Clause, m[1]
		if d.enclosing(Article) == nil {
			p.Heading = headingOf(m[2])
		}
		return p
	}
	return nil
}

func hasAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// follows tells whether the n-th division of a unit can stand here: the first
// of its scope, or the one after the last (or an inserted "2a" after 2). A jump
// forward of one is let through, since texts in force have gaps where a clause
// was repealed.
func (d *divider) follows(u Unit, number string, n int) bool {
	if n < 1 {
		return false
	}
	scope := d.scope(u)
	last := d.last[lastKey{scope, u}]
	if last == nil {
		return n == 1
	}
	prev := leadingInt(last.Number)
	if u == Section {
		prev = romanValue(last.Number)
	}
	if number != strings.TrimRightFunc(number, unicode.IsLetter) && u == Clause {
		return n == prev || n == prev+1
	}
	return n == prev+1 || n == prev+2
}

func (d *divider) subClauseFits(number string) bool {
	c := d.enclosing(Clause)
	i := strings.IndexByte(number, '.')
	return c != nil && leadingInt(c.Number) == leadingInt(number[:i])
}

// The letters of điểm follow the Vietnamese alphabet, without f, j, w and z.
const pointAlphabet = "abcdđeghiklmnopqrstuvxy"

func (d *divider) pointFits(letter string) bool {
	r, size := utf8.DecodeRuneInString(letter)
	if len(letter) > size { // a1), an inserted point
		return d.last[lastKey{d.scope(Point), Point}] != nil
	}
	pos := runeIndex(pointAlphabet, r)
	if pos < 0 {
		return false
	}
	last := d.last[lastKey{d.scope(Point), Point}]
	if last == nil {
		return pos == 0
	}
	prev, _ := utf8.DecodeRuneInString(last.Number)
	was := runeIndex(pointAlphabet, prev)
	// "d" straight after "c" and "đ" after "d" are the rule; older texts skip
	// đ, and texts in force skip a repealed point.
	return pos > was && pos <= was+3
}

// scope is the open division that a new division of unit u would belong to.
func (d *divider) scope(u Unit) *Provision {
	for i := len(d.stack) - 1; i >= 0; i-- {
		if level(d.stack[i].Unit) < level(u) {
			return d.stack[i]
		}
	}
	return &d.root
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
	for depth > 0 && level(d.stack[depth-1].Unit) >= level(p.Unit) && !(p.Unit == Point && nests(d.stack[depth-1], p)) {
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
	p.Heading = strings.TrimSpace(p.Heading)
	p.Anchor = d.anchor(anchorOf(p))
	p.Label = labelOf(p)
	d.stack = append(d.stack, p)
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
	case i == 0 && d.isHeadline(l):
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

// findLastSign gives the index of the last line that looks like a division, or
// -1; the paragraphs before it are a preamble rather than the whole text.
func (d *divider) findLastSign() int {
	for i := len(d.lines) - 1; i >= 0; i-- {
		t := d.lines[i].text
		if articleLine.MatchString(t) || chapterLine.MatchString(t) || ordinalLine.MatchString(t) || thuLine.MatchString(t) ||
			partLine.MatchString(t) || romanLine.MatchString(t) || firstClause.MatchString(t) {
			return i
		}
	}
	return -1
}

// quotation gives the index of the line that closes a quotation opened at the
// start of line i, or -1. Amending texts quote whole articles this way, whose
// signs are not divisions of the amending text.
func (d *divider) quotation(i int) int {
	const farthest = 400 // lines; an unclosed quotation must not swallow the rest
	open, _ := utf8.DecodeRuneInString(d.lines[i].text)
	var closers string
	switch open {
	case '“':
		closers = "”"
	case '"':
		closers = `"`
	case '«':
		closers = "»"
	default:
		return -1
	}
	for j := i; j < len(d.lines) && j < i+farthest; j++ {
		t := strings.TrimRight(d.lines[j].text, ".;, ")
		if strings.HasSuffix(t, closers) && !(j == i && len(t) <= utf8.RuneLen(open)) {
			return j
		}
	}
	return -1
}

// readHeading takes the heading of a chapter, part or section from the next
// line when it stands there in capitals. It returns the index of the last line
// used.
func (d *divider) readHeading(p *Provision, i int) int {
	if p.Heading != "" || level(p.Unit) > level(Subsection) {
		return i
	}
	for j := i + 1; j < len(d.lines) && j <= i+3; j++ {
		if !upperCase(d.lines[j].text) || d.opens(d.lines[j]) != nil {
			break
		}
		p.Heading = strings.TrimSpace(p.Heading + " " + d.lines[j].text)
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
