package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// romanFits is follows for I, II, III, which may stand under an article.
func (d *divider) romanFits(number string) bool {
	article := d.sectionOf()
	if article == nil {
		return d.follows(Section, number, romanValue(number))
	}
	n, prev := romanValue(number), 0
	if last := d.last[lastKey{article, Section}]; last != nil {
		prev = romanValue(last.Number)
	}
	return n > 0 && (n == prev+1 || prev > 0 && n == prev+2)
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

// articleFits tells an article of the text from one that it quotes or names: the
// articles of one part count on. A jump is a gap only if the number it skips does
// not come later; going back is a quotation, except that a text attached behind
// the signature starts again at Điều 1.
func (d *divider) articleFits(l line, number string) bool {
	n := leadingInt(number)
	part := d.part()
	last, later := d.articles[part], func(k int) bool {
		i, ok := d.lastArticle[k]
		return ok && d.lines[i].start > l.start
	}
	inserted := number != strings.TrimRightFunc(number, unicode.IsLetter)
	switch {
	case last == 0:
		return n == 1 || !later(1) || part != nil
	case n == last+1, inserted && n == last:
		return true
	case n > last:
		return !later(last + 1)
	case n == 1 && !inserted: // inside an appendix a second Điều 1 is that of a form
		return (part == nil || part.Unit == Attached) && (d.signed || last >= 2 && later(2))
	}
	return false
}

// part is the appendix, the attached text or the form that is open, nil in the
// body of the text.
func (d *divider) part() *Provision {
	for _, p := range d.stack {
		switch p.Unit {
		case Appendix, Attached, Form:
			return p
		}
	}
	return nil
}

func (d *divider) inClosing() bool { return len(d.stack) > 0 && d.stack[0].Unit == Closing }
