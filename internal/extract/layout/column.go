package layout

import (
	"math"
	"regexp"
	"strings"
)

// part is rows of a page that belong together.
type part struct {
	rows []row
	kind partKind
	text string // of a table row
	page int    // its number
}

type partKind uint8

const (
	flow    partKind = iota // running text over the width of the page
	column                  // one side of text set side by side: header, signature, columns
	line                    // text that stands as it is, such as a row of a table
	foot                    // footnotes
	aside                   // text apart from the page's flow
	unknown                 // no words
)

// A gap this many sizes wide, and this much wider than the others of its row,
// parts columns; between rows that share a gap a narrower one is enough.
const (
	wideGap    = 1.6
	widerThan  = 2.2
	gutterLeft = 0.42
)

// gapsOf lists the gaps of a row that are wide: index of the word behind each.
func (r *row) gapsOf() []int {
	var widths []float64
	for i := 1; i < len(r.words); i++ {
		if g := r.words[i].X0 - r.words[i-1].X1; g > .05*r.size {
			widths = append(widths, g)
		}
	}
	var out []int
	for i := 1; i < len(r.words); i++ {
		g := r.words[i].X0 - r.words[i-1].X1
		if g < wideGap*r.size {
			continue
		}
		// The others: a row that is spread evenly has no columns.
		others, n := 0.0, 0
		for _, w := range widths {
			if w < wideGap*r.size {
				others += w
				n++
			}
		}
		if n >= 2 && g < widerThan*others/float64(n) {
			continue
		}
		if onlySign.MatchString(textOf(r.words[:i])) {
			continue
		}
		out = append(out, i)
	}
	return out
}

// within reports what a row leaves of the gutter between g0 and g1, and the side
// it stands on: -1 left, 1 right, 0 both. ok is false where words stand across.
func (r *row) within(g0, g1 float64) (left, right float64, side int, ok bool) {
	least := gutterLeft * r.size
	isLeft, isRight := r.x1 <= g1-least, r.x0 >= g0+least
	switch {
	case isLeft && isRight: // in the gutter itself: on the side it is nearer to
		if r.x0-g0 < g1-r.x1 {
			return r.x1, g1, -1, true
		}
		return g0, r.x0, 1, true
	case isLeft:
		return max(g0, r.x1), g1, -1, true
	case isRight:
		return g0, min(g1, r.x0), 1, true
	}
	best := 0.0
	for i := 1; i < len(r.words); i++ {
		a, b := max(g0, r.words[i-1].X1), min(g1, r.words[i].X0)
		if b-a > best {
			left, right, best = a, b, b-a
		}
	}
	return left, right, 0, best >= least
}

// split cuts a row at x.
func (r *row) split(x float64) (left, right row) {
	left, right = row{y: r.y}, row{y: r.y}
	for _, w := range r.words {
		if (w.X0+w.X1)/2 < x {
			left.words = append(left.words, w)
		} else {
			right.words = append(right.words, w)
		}
	}
	left.settle()
	right.settle()
	for _, w := range left.words {
		left.size = max(left.size, w.Size)
	}
	for _, w := range right.words {
		right.size = max(right.size, w.Size)
	}
	return left, right
}

// partsOf divides rows into running text and text set side by side.
func partsOf(rows []row, page int) []part {
	var out []part
	start := 0 // first row not given out
	flush := func(to int) {
		if to > start {
			out = append(out, part{rows: rows[start:to:to], kind: flow, page: page})
		}
		start = to
	}
	for i := 0; i < len(rows); i++ {
		gaps := rows[i].gapsOf()
		if len(gaps) == 0 {
			if i+1 < len(rows) && beside(&rows[i], &rows[i+1]) {
				left, right := order(&rows[i], &rows[i+1])
				from, to, x := grow(rows, start, i, i+2, left.x1, right.x0)
				flush(from)
				out = append(out, sides(rows[from:to], x, page)...)
				start, i = to, to-1
			}
			continue
		}
		if n := gridRows(rows, i); n > 0 {
			flush(i)
			for ; n > 0; n-- {
				out = append(out, part{rows: rows[i : i+1], kind: line, text: gridText(&rows[i]), page: page})
				i++
			}
			start = i
			i--
			continue
		}
		k := gaps[0]
		for _, g := range gaps { // the widest
			if rows[i].words[g].X0-rows[i].words[g-1].X1 > rows[i].words[k].X0-rows[i].words[k-1].X1 {
				k = g
			}
		}
		from, to, x := grow(rows, start, i, i+1, rows[i].words[k-1].X1, rows[i].words[k].X0)
		if numbersRight(rows[from:to], x) {
			flush(from)
			for k := from; k < to; k++ {
				out = append(out, part{rows: rows[k : k+1], kind: line, text: gridText(&rows[k]), page: page})
			}
		} else {
			flush(from)
			out = append(out, sides(rows[from:to], x, page)...)
		}
		start, i = to, to-1
	}
	flush(len(rows))
	return out
}

// beside reports that two rows stand side by side on slightly different
// baselines.
func beside(a, b *row) bool {
	left, right := order(a, b)
	return math.Abs(a.y-b.y) < .8*min(a.size, b.size) && right.x0-left.x1 > wideGap*a.size
}

func order(a, b *row) (left, right *row) {
	if a.x0 <= b.x0 {
		return a, b
	}
	return b, a
}

// grow extends the rows from up to to, between which the gutter from g0 to g1 is
// free; first is the first row that may be taken. It returns the rows and a
// place in the gutter.
func grow(rows []row, first, from, to int, g0, g1 float64) (int, int, float64) {
	fits := func(r, neighbour *row, up bool) bool {
		a, b, side, ok := r.within(g0, g1)
		if !ok || math.Abs(r.y-neighbour.y) > 2.6*max(r.size, neighbour.size) {
			return false
		}
		switch {
		case side == 0:
			// Two sides that only just miss each other are words of a line.
			if len(r.gapsOf()) == 0 && b-a < 1.6*r.usualGap() {
				return false
			}
		case !oneSide(rows[from:to], r, side, (g0+g1)/2):
			return false
		case up && !headerish(r.text()):
			return false // the last line of a paragraph above
		case !up && behindHeader(r.text()) && header(rows[max(0, from-8):to]):
			return false
		}
		g0, g1 = a, b
		return true
	}
	for grown := true; grown; { // a line of one side may fit after the next has
		grown = false
		for to < len(rows) && fits(&rows[to], &rows[to-1], false) {
			to++
			grown = true
		}
		for from > first && fits(&rows[from-1], &rows[from], true) {
			from--
			grown = true
		}
	}
	return from, to, (g0 + g1) / 2
}

// header reports the rows of a header in two columns: one of them has the
// formula of the State or the Party.
func header(rows []row) bool {
	for i := range rows {
		if t := rows[i].text(); strings.Contains(t, "CỘNG H") || strings.Contains(t, "ĐẢNG CỘNG SẢN") || strings.Contains(t, "Độc lập - Tự do") {
			return true
		}
	}
	return false
}

// behindHeader reports what no header holds, wherever on the page it stands: the
// line of the type, the addressees, the first division.
func behindHeader(s string) bool {
	return startsSign(s) && !strings.HasPrefix(s, "*") && !strings.HasPrefix(s, "-") && !strings.HasPrefix(s, "–") && !strings.HasPrefix(s, "—") || alone.MatchString(s) && capitals(s) && !headFormula.MatchString(s)
}

// headFormula is what stands alone in a header too.
var headFormula = regexp.MustCompile(`^(?:CỘNG H|ĐẢNG|Độc|[^\p{L}]*$)`)

// headerish reports text that stands in a header or over a signature: capitals,
// the State's motto, a rule of signs.
func headerish(s string) bool {
	return capitals(s) || strings.IndexFunc(s, isLetter) < 0 || strings.HasPrefix(s, "Độc lập") || strings.HasPrefix(s, "Số")
}

// usualGap is the mean gap between the words of a row.
func (r *row) usualGap() float64 {
	sum, n := 0.0, 0
	for i := 1; i < len(r.words); i++ {
		if g := r.words[i].X0 - r.words[i-1].X1; g > .05*r.size {
			sum += g
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// oneSide reports whether a row that stands on one side of the gutter goes on
// the column there: it begins, or has its middle, where a line of that column
// does.
func oneSide(rows []row, r *row, side int, mid float64) bool {
	for i := range rows {
		a, b := rows[i].split(mid)
		if side < 0 {
			b = a
		}
		if len(b.words) == 0 {
			continue
		}
		if math.Abs(b.x0-r.x0) < 1.2*r.size || math.Abs((b.x0+b.x1)/2-(r.x0+r.x1)/2) < 1.2*r.size {
			return true
		}
	}
	return false
}

// sides writes the left column, then the right one.
func sides(rows []row, x float64, page int) []part {
	l, r := part{kind: column, page: page}, part{kind: column, page: page}
	for i := range rows {
		left, right := rows[i].split(x)
		if len(left.words) > 0 {
			l.rows = append(l.rows, left)
		}
		if len(right.words) > 0 {
			r.rows = append(r.rows, right)
		}
	}
	var out []part
	for _, p := range []part{l, r} {
		if len(p.rows) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// gridRows counts the rows from i on that are set in three columns or more
// without ruling lines; one alone is none.
func gridRows(rows []row, i int) int {
	n := 0
	for k := i; k < len(rows) && len(rows[k].gapsOf()) >= 2; k++ {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

// numbersRight reports columns of which one holds numbers: a table of contents,
// a list of amounts. Those are read row by row.
func numbersRight(rows []row, x float64) bool {
	two, numbers := 0, 0
	for i := range rows {
		left, right := rows[i].split(x)
		if len(left.words) == 0 || len(right.words) == 0 {
			continue
		}
		two++
		if t := right.text(); len(t) <= 12 && strings.IndexFunc(t, isLetter) < 0 {
			numbers++
		}
	}
	return two >= 2 && numbers == two
}

// gridText writes a row with tabs for its wide gaps.
func gridText(r *row) string {
	var parts []string
	at := 0
	for _, g := range append(r.gapsOf(), len(r.words)) {
		parts = append(parts, textOf(r.words[at:g]))
		at = g
	}
	return strings.Join(parts, "\t")
}
