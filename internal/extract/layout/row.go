package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// row is the words on one baseline, from left to right.
type row struct {
	words  []Word
	x0, x1 float64
	y      float64 // baseline
	size   float64 // of its largest words
}

// gap is the share of the size from which a gap between words is a space.
const gap = 0.16

// rowsOf puts words on baselines, from top to bottom.
func rowsOf(words []Word) []row {
	ws := slices.Clone(words)
	slices.SortStableFunc(ws, func(a, b Word) int { return cmp.Compare(a.Y, b.Y) })
	var rows []row
	for _, w := range ws {
		if n := len(rows); n > 0 {
			r := &rows[n-1]
			if math.Abs(w.Y-r.y) <= .3*min(w.Size, r.size) {
				r.words = append(r.words, w)
				r.size = max(r.size, w.Size)
				continue
			}
		}
		rows = append(rows, row{words: []Word{w}, y: w.Y, size: w.Size})
	}
	rows = raise(rows)
	for i := range rows {
		rows[i].settle()
	}
	return rows
}

// settle orders the words of a row and drops those drawn twice: producers that
// have no bold font draw a word again, a hair to the side.
func (r *row) settle() {
	slices.SortStableFunc(r.words, func(a, b Word) int { return cmp.Compare(a.X0, b.X0) })
	out := r.words[:0]
	for _, w := range r.words {
		twice := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-3; k-- {
			if o := out[k]; o.Text == w.Text && math.Abs(o.X0-w.X0) < .3*w.Size && math.Abs(o.Y-w.Y) < .3*w.Size && o.X1-o.X0 > .5*math.Abs(o.X0-w.X0) {
				twice = math.Abs(o.X0-w.X0) < .5*(o.X1-o.X0)
			}
		}
		if !twice {
			out = append(out, w)
		}
	}
	r.words = out
	r.x0, r.x1 = math.Inf(1), math.Inf(-1)
	for _, w := range r.words {
		r.x0, r.x1 = min(r.x0, w.X0), max(r.x1, w.X1)
	}
}

// raise moves small raised or lowered words (marks of footnotes, exponents) into
// the row they belong to: they touch a larger word there.
func raise(rows []row) []row {
	for i := range rows {
		small := &rows[i]
		for _, k := range []int{i + 1, i - 1, i + 2} {
			if k < 0 || k >= len(rows) || len(small.words) == 0 {
				continue
			}
			big := &rows[k]
			if small.size > .82*big.size || len(big.words) == 0 {
				continue
			}
			up := big.y - small.y // positive above
			if up > .75*big.size || up < -.35*big.size {
				continue
			}
			rest := small.words[:0]
			for _, w := range small.words {
				if touches(w, big) {
					if t := superscript(w.Text); up > .12*big.size && t != w.Text {
						w.Text, w.Encoding = t, legacy.Unicode // ¹ is a letter in old fonts
					}
					w.Y = big.y
					big.words = append(big.words, w)
				} else {
					rest = append(rest, w)
				}
			}
			small.words = rest
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r.words) == 0 })
}

func touches(w Word, r *row) bool {
	for _, o := range r.words {
		if o.Size > w.Size && (math.Abs(w.X0-o.X1) < .35*o.Size || math.Abs(o.X0-w.X1) < .35*o.Size) {
			return true
		}
		// The mark before a footnote stands a little apart from it.
		if d := o.X0 - w.X1; o.Size > w.Size && d > 0 && d < 1.3*o.Size && w.X0 < r.first(w.Size) && len(w.Text) <= 3 {
			return true
		}
	}
	return false
}

// first is where the words of a row begin that are larger than size.
func (r *row) first(size float64) float64 {
	x := math.Inf(1)
	for _, w := range r.words {
		if w.Size > size {
			x = min(x, w.X0)
		}
	}
	return x
}

// superscript writes a raised number in raised digits, so that the mark of a
// footnote behind "Điều 5" does not make an article 51 of it.
func superscript(s string) string {
	for _, r := range s {
		if r < '0' || r > '9' {
			return s
		}
	}
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, s)
}

// text joins the words of a row.
func (r *row) text() string { return textOf(r.words) }

func textOf(words []Word) string {
	var all, b strings.Builder
	enc, caps := legacy.Unicode, false
	for i, w := range words {
		space := false
		if i > 0 {
			prev := words[i-1]
			space = prev.SpaceAfter || w.X0-prev.X1 > gap*min(prev.Size, w.Size)
		}
		// What one font shows is decoded together: a letter and its mark, or a
		// letter that stands for a sign elsewhere, may be drawn apart.
		if e, c := encodingAt(words, i); e != enc || c != caps {
			all.WriteString(legacyfont.Decode(b.String(), enc, caps))
			b.Reset()
			enc, caps = e, c
		}
		if space {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	all.WriteString(legacyfont.Decode(b.String(), enc, caps))
	return strings.Join(strings.FieldsFunc(all.String(), isSpace), " ")
}

// encodingAt is the encoding of word i. Printers take single signs of a legacy
// text from another font; they belong to the word they touch.
func encodingAt(words []Word, i int) (legacy.Encoding, bool) {
	w := words[i]
	if w.Encoding == legacy.Unicode {
		r, size := utf8.DecodeRuneInString(w.Text)
		if size == len(w.Text) && r >= 0xA0 && r <= 0xFF && !unicode.IsLetter(r) {
			if i+1 < len(words) && !w.SpaceAfter && words[i+1].X0-w.X1 < gap*w.Size {
				return words[i+1].Encoding, words[i+1].Caps
			}
			if i > 0 && !words[i-1].SpaceAfter && w.X0-words[i-1].X1 < gap*w.Size {
				return words[i-1].Encoding, words[i-1].Caps
			}
		}
	}
	return w.Encoding, w.Caps
}

// isSpace is white space that text does not keep; a no-break space is one in
// justified lines of word processors.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u00a0' || r == '\u200b' || r == '\ufeff'
}

// bold reports whether most letters of the words are bold.
func bold(words []Word) bool {
	n, all := 0, 0
	for _, w := range words {
		all += len(w.Text)
		if w.Bold {
			n += len(w.Text)
		}
	}
	return 2*n > all
}

// bodySize is the size most letters are in.
func bodySize(pages []Page) float64 {
	count := map[int]int{}
	for _, p := range pages {
		for _, w := range p.Words {
			count[int(math.Round(w.Size*4))] += len(w.Text)
		}
	}
	best, most := 48, 0
	for size, n := range count {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return float64(best) / 4
}
