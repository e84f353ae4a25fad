package layout

import (
	"math"
	"slices"
	"strings"

	"tracuu/internal/vietnamese"
)

// Text is laid-out text.
type Text struct {
	Text  string // canonical (vietnamese.Clean), one paragraph a line
	Pages []Span // where each page's text stands, in order
	Stamp bool   // the stamp of a digital signature was left out
}

// Span is the part of the text that stands on one page, as byte offsets. A
// footnote follows the paragraph in which its page ends, and is counted with
// the page where that paragraph ends.
type Span struct {
	Number     int
	Start, End int
}

// Lay puts the pages' words into text.
func Lay(pages []Page) Text {
	var out Text
	body := bodySize(pages)
	rows, tables := make([][]row, len(pages)), make([][]table, len(pages))
	for i := range pages {
		p := &pages[i]
		words := p.Words
		for _, g := range p.Groups {
			if isStamp(g.Words) {
				out.Stamp = true
			} else if !g.Turned {
				words = append(words, g.Words...)
			}
		}
		rows[i], tables[i] = rowsOf(words), tablesOf(p.Rules)
		var stamp bool
		rows[i], stamp = dropStamp(rows[i])
		out.Stamp = out.Stamp || stamp
	}
	dropRunning(pages, rows, tables)

	w := writer{width: map[int]float64{}}
	var all []part
	for i := range pages {
		parts := pageParts(&pages[i], rows[i], tables[i], body)
		all = append(all, parts...)
		w.widest(pages[i].Width, marginsOf(parts))
	}
	for i := range pages {
		w.page(pages[i].Number)
		w.paper = paper(pages[i].Width)
		var mine []part
		for len(all) > 0 && all[0].page == pages[i].Number {
			mine, all = append(mine, all[0]), all[1:]
		}
		w.write(mine)
		for _, g := range pages[i].Groups {
			if g.Turned && !isStamp(g.Words) {
				w.aside(g.Words)
			}
		}
	}
	w.end()
	out.Text, out.Pages = w.finish()
	return out
}

// pageParts divides a page: tables by their rules, the rest into columns and
// running text, footnotes apart.
func pageParts(p *Page, rows []row, tables []table, body float64) []part {
	notes := math.Inf(1)
	if y, ok := footRule(p, rows, body); ok {
		notes = y
	}
	var out, feet []part
	var free []row
	flush := func() {
		out = append(out, partsOf(free, p.Number)...)
		free = nil
	}
	done := make([]bool, len(tables))
	for _, r := range rows {
		if r.y > notes {
			if len(feet) == 0 {
				feet = append(feet, part{kind: foot, page: p.Number})
			}
			feet[0].rows = append(feet[0].rows, r)
			continue
		}
		var rest []Word
		hit := -1
		for _, w := range r.words {
			if k := slices.IndexFunc(tables, func(t table) bool { return t.holds(w) }); k >= 0 {
				hit = k
			} else {
				rest = append(rest, w)
			}
		}
		if hit >= 0 && !done[hit] {
			done[hit] = true
			flush()
			out = append(out, tableParts(&tables[hit], rows, p)...)
		}
		if len(rest) == len(r.words) {
			free = append(free, r)
		} else if len(rest) > 0 {
			r.words = rest
			r.settle()
			free = append(free, r)
		}
	}
	flush()
	return append(out, feet...)
}

// tableParts writes a table a row a line. A wide cell with many lines is no
// cell but a frame around text.
func tableParts(t *table, rows []row, p *Page) []part {
	var words []Word
	for _, r := range rows {
		for _, w := range r.words {
			if t.holds(w) {
				words = append(words, w)
			}
		}
	}
	var out []part
	for _, cs := range t.cells(words) {
		if len(cs) == 1 && cs[0].x1-cs[0].x0 > .5*p.Width {
			if inner := rowsOf(cs[0].words); len(inner) >= 4 {
				out = append(out, partsOf(inner, p.Number)...)
				continue
			}
		}
		if text := rowText(cs); text != "" {
			out = append(out, part{kind: line, text: text, page: p.Number})
		}
	}
	return out
}

// footRule finds where footnotes begin: under a short rule at the left, in
// smaller letters, or with a raised number.
func footRule(p *Page, rows []row, body float64) (y float64, ok bool) {
	if len(rows) < 2 {
		return 0, false
	}
	left := math.Inf(1)
	for _, r := range rows {
		left = min(left, r.x0)
	}
	for _, rule := range p.Rules {
		w := rule.X1 - rule.X0
		if rule.Vertical() || w < .12*p.Width || w > .45*p.Width || rule.X0 > left+.08*p.Width || rule.Y0 < .2*p.Height {
			continue
		}
		small, n := 0, 0
		marked := false
		for _, r := range rows {
			if r.y <= rule.Y0 {
				continue
			}
			if n == 0 {
				marked = strings.ContainsAny(r.text()[:min(3, len(r.text()))], "⁰¹²³⁴⁵⁶⁷⁸⁹*")
			}
			n++
			if r.size < .95*body {
				small++
			}
		}
		if n > 0 && (small == n || marked) && rule.Y0 > y {
			y, ok = rule.Y0, true
		}
	}
	return y, ok
}

// writer builds the text.
type writer struct {
	b     strings.Builder
	pages []Span
	p     *para // open
	feet  []string
	width map[int]float64 // of the text, by the width of the page
	paper int             // key of the page
	fresh bool            // nothing of the page is written yet
}

func (w *writer) page(n int) {
	if k := len(w.pages); k > 0 {
		w.pages[k-1].End = w.b.Len()
	}
	w.pages = append(w.pages, Span{Number: n, Start: w.b.Len()})
	w.fresh = true
}

// begin notes where the page's text begins, the first time it is called on a
// page; ahead is the length of what joins it to the page before.
func (w *writer) begin(ahead int) {
	if k := len(w.pages) - 1; w.fresh {
		w.fresh = false
		w.pages[k].Start = w.b.Len() + ahead
		if k > 0 {
			w.pages[k-1].End = w.b.Len()
		}
	}
}

// paper is a key for pages of about one width.
func paper(width float64) int { return int(width / 40) }

// widest notes how wide the text of such pages runs; pages of a few lines do not
// show it themselves.
func (w *writer) widest(page float64, m margins) {
	k := paper(page)
	w.width[k] = max(w.width[k], min(m.right-m.left, page))
}

func (w *writer) write(parts []part) {
	m := marginsOf(parts)
	if width := w.width[w.paper]; m.right-m.left < .9*width && m.right > 0 {
		m.right = max(m.right, m.left+width) // a page of few lines
	}
	number := w.pages[len(w.pages)-1].Number
	for _, part := range parts {
		switch part.kind {
		case line:
			w.end()
			w.put(part.text)
		case foot:
			w.footnotes(part)
		default:
			if w.p != nil && (w.p.kind != part.kind || part.kind == column) {
				w.end()
			}
			pm := m
			if part.kind == column {
				pm = columnMargins(part, m)
			}
			for i := range part.rows {
				w.row(&part.rows[i], pm, part.kind, number)
			}
			if part.kind == column {
				w.end()
			}
		}
	}
}

func columnMargins(p part, page margins) margins {
	m := marginsOf([]part{{rows: p.rows, kind: flow}})
	if m.lead == 0 {
		m.lead = page.lead
	}
	return m
}

// row adds a line to the open paragraph, or opens one.
func (w *writer) row(r *row, m margins, kind partKind, page int) {
	text := vietnamese.Clean(r.text())
	if text == "" {
		return
	}
	if w.p != nil {
		if w.p.continues(r, text, m, w.p.page != page) {
			g := glue(w.p.text, text)
			w.begin(len(g))
			w.b.WriteString(g + text)
			w.p.last, w.p.text, w.p.page, w.p.m = *r, text, page, m
			return
		}
		w.end()
	}
	w.p = &para{last: *r, text: text, start: text, first: r.x0, page: page, kind: kind, m: m}
	if sign := listSign.FindString(text); sign != "" {
		n := 0
		for _, x := range r.words {
			if n >= len(strings.TrimSpace(sign)) {
				w.p.hang = x.X0
				break
			}
			n += len(x.Text)
		}
	}
	w.begin(0)
	w.b.WriteString(text)
}

// end closes the open paragraph; the footnotes that waited for it follow.
func (w *writer) end() {
	if w.p != nil {
		w.p = nil
		w.b.WriteByte('\n')
	}
	for _, f := range w.feet {
		w.b.WriteString(f + "\n")
	}
	w.feet = nil
}

func (w *writer) put(text string) {
	if text = vietnamese.Clean(text); text != "" {
		w.begin(0)
		w.b.WriteString(text + "\n")
	}
}

// footnotes puts a page's footnotes aside until its last paragraph ends.
func (w *writer) footnotes(p part) {
	m := marginsOf([]part{{rows: p.rows, kind: flow}})
	m.right = max(m.right, m.left+.9*w.width[w.paper])
	var open *para
	for i := range p.rows {
		r := &p.rows[i]
		text := vietnamese.Clean(r.text())
		if text == "" {
			continue
		}
		mark := strings.ContainsAny(text[:min(3, len(text))], "¹²³⁰⁴⁵⁶⁷⁸⁹")
		if open != nil && !mark && open.continues(r, text, m, false) {
			k := len(w.feet) - 1
			w.feet[k] = join(w.feet[k], text)
			open.last, open.text = *r, text
			continue
		}
		open = &para{last: *r, text: text, start: text, first: r.x0, kind: foot, m: m}
		w.feet = append(w.feet, text)
	}
}

// aside writes text that stands apart, such as a stamp or a turned line.
func (w *writer) aside(words []Word) {
	w.end()
	for _, r := range rowsOf(words) {
		// The running head of a page that was turned for a wide table.
		if t := r.text(); !gazetteHead.MatchString(t) && !pageNumber.MatchString(t) {
			w.put(t)
		}
	}
}

func (w *writer) finish() (string, []Span) {
	text := w.b.String()
	if k := len(w.pages); k > 0 {
		w.pages[k-1].End = len(text)
	}
	for i := range w.pages {
		s := &w.pages[i]
		s.Start = min(s.Start, len(text))
		if s.End < s.Start {
			s.End = s.Start
		}
	}
	// Lines were cleaned one by one; marks that stand apart from their letter
	// at a line's end are the one case in which the whole is not clean.
	if clean := vietnamese.Clean(text); clean != text {
		return clean, reclean(text, w.pages)
	}
	return text, w.pages
}

// reclean moves the pages' bounds to the cleaned text.
func reclean(text string, pages []Span) []Span {
	from, to := 0, 0 // an offset of text and where it is in the cleaned text
	at := func(i int) int {
		if i > from {
			from, to = i, to+len(vietnamese.Clean(text[from:i]))
		}
		return to
	}
	for i := range pages {
		pages[i].Start = at(pages[i].Start)
		pages[i].End = at(pages[i].End)
	}
	return pages
}

// Letters counts the letters and digits of a page, without the running head of
// the gazette, the page number and the stamp of a signature: what is left of a
// scan is next to nothing.
func Letters(p *Page) int {
	words := p.Words
	for _, g := range p.Groups {
		if !isStamp(g.Words) {
			words = append(slices.Clip(words), g.Words...)
		}
	}
	rows, _ := dropStamp(rowsOf(words))
	n := 0
	for i := range rows {
		if t := rows[i].text(); !gazetteHead.MatchString(t) && !pageNumber.MatchString(t) {
			for _, r := range t {
				if word(r) {
					n++
				}
			}
		}
	}
	return n
}
