package server

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// textMark is a stretch of the text, in bytes, that finding n is about.
type textMark struct {
	start, end int
	n          int
	class      string // e, w or i: how grave it is
}

// overlay lays marks on the pieces of a text: the pieces are cut where a mark
// begins or ends, so that each knows the marks that it is under and those that
// end with it.
func overlay(text string, pieces []piece, marks []textMark) []piece {
	marks = trimMarks(text, marks)
	if len(marks) == 0 {
		return pieces
	}
	// A link that begins or ends inside a letter is not shown (see inline): it must
	// not take the words of a finding with it.
	inside := func(at int) bool { return at < len(text) && !utf8.RuneStart(text[at]) }
	pieces = slices.DeleteFunc(pieces, func(p piece) bool { return inside(p.start) || inside(p.end) })
	bounds := make([]int, 0, 2*(len(pieces)+len(marks)))
	for _, p := range pieces {
		bounds = append(bounds, p.start, p.end)
	}
	for _, m := range marks {
		bounds = append(bounds, m.start, m.end)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)

	var out []piece
	var active []textMark
	next, at := 0, 0
	for k := 0; k+1 < len(bounds); k++ {
		start, end := bounds[k], bounds[k+1]
		active = slices.DeleteFunc(active, func(m textMark) bool { return m.end <= start })
		for next < len(marks) && marks[next].start == start {
			active = append(active, marks[next])
			next++
		}
		for at < len(pieces) && pieces[at].end <= start {
			at++
		}
		p := piece{start: start, end: end, link: -1, title: -1}
		if at < len(pieces) && pieces[at].start <= start {
			p.link, p.title = pieces[at].link, pieces[at].title
		}
		for _, m := range active {
			p.marks = append(p.marks, m.n)
			if p.class == "" || m.class == "e" || m.class == "w" && p.class == "i" {
				p.class = m.class
			}
			if m.end == end {
				p.ends = append(p.ends, m)
			}
		}
		slices.SortFunc(p.ends, func(a, b textMark) int { return a.n - b.n })
		if p.link >= 0 || p.title >= 0 || len(p.marks) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// trimMarks orders the marks and makes each hold words: it begins and ends with
// a letter, not between the bytes of one and not with space.
func trimMarks(text string, marks []textMark) []textMark {
	out := make([]textMark, 0, len(marks))
	for _, m := range marks {
		m.start, m.end = max(0, min(m.start, len(text))), max(0, min(m.end, len(text)))
		for m.start > 0 && m.start < len(text) && !utf8.RuneStart(text[m.start]) {
			m.start--
		}
		for m.end < len(text) && !utf8.RuneStart(text[m.end]) {
			m.end++
		}
		for m.start < m.end {
			if r, n := utf8.DecodeRuneInString(text[m.start:]); unicode.IsSpace(r) {
				m.start += n
				continue
			}
			r, n := utf8.DecodeLastRuneInString(text[:m.end])
			if !unicode.IsSpace(r) {
				break
			}
			m.end -= n
		}
		if m.start < m.end {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b textMark) int { return cmp.Compare(a.start, b.start) })
	return out
}

// openMark and closeMark write the mark around the words of a piece, and the
// numbers of the findings that end with it, which lead to the list.
func (w *textWriter) openMark(p piece) {
	if len(p.marks) == 0 {
		return
	}
	w.sb.WriteString(`<mark class="nx ` + p.class + `" data-nx="`)
	for i, n := range p.marks {
		if i > 0 {
			w.sb.WriteByte(' ')
		}
		w.sb.WriteString(strconv.Itoa(n))
	}
	w.sb.WriteString(`">`)
}

func (w *textWriter) closeMark(p piece) {
	if len(p.marks) > 0 {
		w.sb.WriteString("</mark>")
	}
}

func (w *textWriter) numbers(p piece) {
	for _, m := range p.ends {
		n := strconv.Itoa(m.n)
		w.sb.WriteString(`<a class="fn ` + m.class + `" id="bt-` + n + `" href="#nx-` + n + `" aria-label="Nhận xét ` + n + `">` + n + `</a>`)
	}
}
