package server

import (
	"html/template"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/vietnamese/find"
)

// block is a provision's own text, or a stretch of text between provisions.
type block struct {
	Class  string
	Anchor string // "" for text that no provision holds
	Label  string
	HTML   template.HTML
	Notes  []note
	Back   []backlink

	start, end int // bytes of the text
}

// note stands in the margin beside the block that cites.
type note struct {
	Class, URL, Name, Line string
}

// link is how one reference is shown inside the text.
type link struct {
	href  string
	class string // held, record, many, unknown, vague, self
	card  bool   // an entry vd-N on the page explains it
	n     int    // its document's number in the list of cited documents, or 0
}

// textWriter turns a document's text into blocks of HTML. It is the one place
// where HTML is made by hand: a law of a megabyte has ten thousand pieces, and
// the template engine would take longer over them than the reader has patience.
// Everything that it writes between its own tags goes through escape.
type textWriter struct {
	text   string
	pieces []piece
	links  []link
	named  []bool // the reference's id has been written
	marks  []find.Hit
	mark   int // the first of marks that ends behind what was written
	sb     strings.Builder
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\x00", "\uFFFD")

// blocks divides the document's text along its structure.
func (w *textWriter) blocks(st *document.Structure) []block {
	var out []block
	cursor := 0
	add := func(p *document.Provision, start, end int) {
		b := block{start: start, end: end}
		if p != nil {
			b.Anchor, b.Label, b.Class = p.Anchor, p.Label, unitClass(p)
			if b.Label == "" {
				b.Label = "đoạn này"
			}
			if signed(p, w.text[start:end]) {
				b.Class = "end"
			}
		}
		if b.HTML = w.html(p, start, end); b.HTML != "" || b.Anchor != "" {
			out = append(out, b)
		}
	}
	if st != nil {
		st.Walk(func(p *document.Provision, _ int) bool {
			start, end := p.Own()
			if start < cursor || end < start || end > len(w.text) {
				return true // offsets that cannot be: the text is shown without the division
			}
			if start > cursor {
				add(nil, cursor, start)
			}
			add(p, start, end)
			cursor = end
			return true
		})
	}
	if cursor < len(w.text) {
		add(nil, cursor, len(w.text))
	}
	return out
}

// unitClass is the look of a unit.
func unitClass(p *document.Provision) string {
	switch p.Unit {
	case document.Header:
		return "hd"
	case document.Headline:
		return "hl"
	case document.LegalBasis:
		return "cc"
	case document.Form:
		return "form"
	case document.Part, document.Chapter, document.Appendix:
		return "ctr"
	case document.Point:
		return "in1"
	case document.Item:
		return "in2"
	}
	return ""
}

// headingUnit tells the units whose first line is a heading when it has one.
func headingUnit(u document.Unit) bool {
	switch u {
	case document.Part, document.Chapter, document.Section, document.Subsection, document.Article, document.Appendix:
		return true
	}
	return false
}

// html writes the lines of text[start:end] as paragraphs. Lines that hold the
// provision's heading become one heading.
func (w *textWriter) html(p *document.Provision, start, end int) template.HTML {
	w.sb.Reset()
	unit := p
	lines := w.lines(start, end)
	if k := headingLines(p, w.text, lines); k > 0 {
		tag := "h" + strconv.Itoa(3+min(depthOf(p), 3))
		w.sb.WriteString("<" + tag + ">")
		for i, ln := range lines[:k] {
			if i > 0 {
				w.sb.WriteString("<br>")
			}
			w.inline(ln[0], ln[1])
		}
		w.sb.WriteString("</" + tag + ">")
		lines = lines[k:]
		p = nil // the label is in the heading
	}
	w.paragraphs(p, unit, lines)
	return template.HTML(w.sb.String())
}

// paragraphs writes lines as paragraphs and tables; labelled is the provision whose
// label the first of them begins with, nil where it has none, unit the one they
// are of.
func (w *textWriter) paragraphs(labelled, unit *document.Provision, lines [][2]int) {
	inside := "" // the look that goes on over several lines
	for i := 0; i < len(lines); i++ {
		if n := tableRows(w.text, lines[i:]); n > 0 {
			w.table(lines[i : i+n])
			i += n - 1
			continue
		}
		from, to := lines[i][0], lines[i][1]
		class := lineClass(unit, w.text[from:to])
		if class == "" {
			class = inside
		}
		inside = goesOn(class, inside, w.text[from:to])
		w.sb.WriteString("<p")
		if class != "" {
			w.sb.WriteString(` class="` + class + `"`)
		}
		w.sb.WriteString(">")
		if i == 0 {
			if n := leadLength(labelled, w.text[from:to]); n > 0 {
				w.sb.WriteString(`<b class="lead">`)
				w.inline(from, from+n)
				w.sb.WriteString("</b>")
				from += n
			}
		}
		w.inline(from, to)
		w.sb.WriteString("</p>")
	}
}

// lines gives the byte ranges of the lines of text[start:end] without the space
// around them; empty lines are left out.
func (w *textWriter) lines(start, end int) [][2]int {
	var out [][2]int
	for start < end {
		stop := end
		if i := strings.IndexByte(w.text[start:end], '\n'); i >= 0 {
			stop = start + i
		}
		raw := w.text[start:stop]
		from := start + len(raw) - len(strings.TrimLeft(raw, " \t\r"))
		to := start + len(strings.TrimRight(raw, " \t\r"))
		if from < to {
			out = append(out, [2]int{from, to})
		}
		start = stop + 1
	}
	return out
}

// headingLines counts the first lines that are the provision's label and
// heading and nothing else; 0 when there is no heading of its own.
func headingLines(p *document.Provision, text string, lines [][2]int) int {
	const longest = 400 // bytes; beyond that it is a sentence, not a heading
	if p == nil || p.Heading == "" || len(p.Heading) > longest || !headingUnit(p.Unit) {
		return 0
	}
	var joined string
	for k := 0; k < len(lines) && k < 5; k++ {
		joined = strings.TrimSpace(joined + " " + text[lines[k][0]:lines[k][1]])
		if strings.HasSuffix(strings.TrimRight(joined, ".:; "), strings.TrimRight(p.Heading, ".:; ")) {
			return k + 1
		}
	}
	return 0
}

// leadLength is the length in bytes of the words that name the provision at the
// start of its line: "Một là", "Điều 5.".
func leadLength(p *document.Provision, line string) int {
	if p == nil || p.Number == "" || p.Label == "" {
		return 0
	}
	if p.Unit != document.Ordinal && !headingUnit(p.Unit) {
		return 0
	}
	if len(line) >= len(p.Label) && strings.EqualFold(line[:len(p.Label)], p.Label) {
		n := len(p.Label)
		if n < len(line) && (line[n] == '.' || line[n] == ':') {
			n++
		}
		return n
	}
	return 0
}

func depthOf(p *document.Provision) int {
	d := 0
	for p = p.Parent; p != nil; p = p.Parent {
		d++
	}
	return d
}

// inline writes text[from:to] with its links.
func (w *textWriter) inline(from, to int) {
	k := sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].end > from })
	for ; k < len(w.pieces) && w.pieces[k].start < to; k++ {
		p := w.pieces[k]
		a, b := max(p.start, from), min(p.end, to)
		if !w.boundary(a) || !w.boundary(b) {
			continue // not between letters: show the words, not the link
		}
		w.escape(from, a)
		end := w.open(p)
		w.openMark(p)
		w.escape(a, b)
		w.closeMark(p)
		w.sb.WriteString(end)
		if b == p.end {
			w.numbers(p)
		}
		from = b
	}
	w.escape(from, to)
}

// boundary tells whether an offset lies between two letters.
func (w *textWriter) boundary(at int) bool {
	return at <= 0 || at >= len(w.text) || utf8.RuneStart(w.text[at])
}

// escape writes text[from:to] as it reads, with the places that a reader looks
// for marked. Stretches come in the order of the text.
func (w *textWriter) escape(from, to int) {
	for w.mark < len(w.marks) && from < to {
		m := w.marks[w.mark]
		if m.Start >= to {
			break
		}
		if a, b := max(m.Start, from), min(m.End, to); a < b {
			w.plain(from, a)
			w.sb.WriteString(`<mark class="f" data-h="`)
			w.sb.WriteString(strconv.Itoa(w.mark + 1))
			if a == m.Start {
				w.sb.WriteString(`" id="tim-` + strconv.Itoa(w.mark+1))
			}
			w.sb.WriteString(`">`)
			w.plain(a, b)
			w.sb.WriteString("</mark>")
			from = b
		}
		if m.End > to {
			break // it goes on in the next stretch
		}
		w.mark++
	}
	w.plain(from, to)
}

func (w *textWriter) plain(from, to int) {
	if from < to {
		_, _ = escaper.WriteString(&w.sb, w.text[from:to])
	}
}

// open writes the start tag of a piece and gives its end tag.
func (w *textWriter) open(p piece) (end string) {
	title := ""
	if p.title >= 0 {
		title = ` data-t="` + strconv.Itoa(p.title) + `"`
	}
	switch {
	case p.link < 0 && p.title < 0:
		return ""
	case p.link < 0:
		w.sb.WriteString(`<span class="tt"` + title + `>`)
		return "</span>"
	}
	l := w.links[p.link]
	w.sb.WriteString(`<a class="c ` + l.class + `"`)
	if !w.named[p.link] {
		w.named[p.link] = true
		w.sb.WriteString(` id="c-` + strconv.Itoa(p.link) + `"`)
	}
	w.sb.WriteString(` href="`)
	_, _ = escaper.WriteString(&w.sb, l.href)
	w.sb.WriteString(`"`)
	if l.card {
		w.sb.WriteString(` data-v="` + strconv.Itoa(p.link) + `"`)
	}
	if l.n > 0 {
		w.sb.WriteString(` data-n="` + strconv.Itoa(l.n) + `"`)
	}
	w.sb.WriteString(` aria-describedby="k-` + l.class + `"` + title + `>`)
	return "</a>"
}

// newTextWriter prepares to write a document with the given links, one a
// reference (a link without href is not shown), and with the places of marks
// marked.
func newTextWriter(d *library.Document, links []link, marks []find.Hit) *textWriter {
	return &textWriter{
		text: d.Text, links: links, named: make([]bool, len(links)), marks: marks,
		pieces: cut(d.References, len(d.Text), func(i int) bool { return links[i].href != "" }),
	}
}
