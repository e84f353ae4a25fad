package pdfread

import (
	"math"
	"strings"

	"tracuu/internal/extract/layout"
)

// A gap in a line is a space from this share of the size on. Letters of a word
// are kerned by less, words stand apart by more, even in narrow lines.
const wordGap = 0.16

// show draws a string: its letters become runs, a run ends at a space or a gap.
func (in *interpreter) show(s string) error {
	st := &in.st
	f := st.font
	if f == nil || st.mode == 7 && len(s) == 0 {
		return nil
	}
	for s != "" {
		c, n := f.cut(s)
		text := f.text(c)
		in.codes++
		if text == "" {
			in.unknown++
		}
		w := f.advance(c)*st.size + st.charSpace
		if n == 1 && s[0] == ' ' {
			w += st.wordSpace
		}
		s = s[n:]
		bare := f.advance(c) * st.size * st.scale // without the spacing
		if err := in.letter(text, bare); err != nil {
			return err
		}
		st.text = matrix{1, 0, 0, 1, w * st.scale, 0}.mul(st.text)
	}
	return nil
}

// letter adds what one code shows at the current place; w is its width in text
// space.
func (in *interpreter) letter(text string, w float64) error {
	st := &in.st
	m := st.text.mul(st.ctm)
	x0, y0 := m.apply(0, st.rise)
	x1, y1 := m.apply(w, st.rise)
	runs := *in.target

	var last *run
	if len(runs) > 0 {
		last = &runs[len(runs)-1]
	}
	if strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " ")) == "" {
		// A space, or a letter the file does not name: neither can be guessed. A
		// space behind a hole, where another font draws a letter afterwards, is not
		// behind the last letter drawn.
		if last != nil && text != "" {
			if hole := math.Hypot(x0-last.x1, y0-last.y1); hole < 1.5*wordGap*last.Size+max(0, st.charSpace*st.scale*math.Hypot(m.a, m.b)) {
				last.SpaceAfter = true
			}
		}
		return nil
	}
	dx, dy := m.a, m.b
	length := math.Hypot(dx, dy)
	size := st.size * math.Hypot(m.c, m.d)
	if length == 0 || size == 0 || math.IsNaN(length+size+x0+y0) || math.IsInf(length+size+x0+y0, 0) {
		return nil
	}
	dx, dy = dx/length, dy/length
	size = math.Abs(size)

	if last != nil && !last.SpaceAfter && last.font == st.font && math.Abs(last.Size-size) < .01*size && last.dx*dx+last.dy*dy > .999 {
		along := (x0-last.x1)*dx + (y0-last.y1)*dy
		across := math.Abs((x0-last.x1)*dy - (y0-last.y1)*dx)
		if across < .1*size && along > -.5*size && along < wordGap*size+max(0, st.charSpace*st.scale*length) {
			last.raw += text
			last.x1, last.y1 = x1, y1
			return nil
		}
	}
	if in.total++; in.total > in.doc.limits.Words {
		return errTooMuch
	}
	*in.target = append(runs, run{
		Word: layout.Word{Size: size, Bold: st.font.bold || st.mode == 2, Italic: st.font.italic, Font: st.font.name,
			Hidden: st.mode == 3, Artifact: st.artifact},
		x0: x0, y0: y0, x1: x1, y1: y1, dx: dx, dy: dy, font: st.font, raw: text,
	})
	return nil
}

// finish turns runs into the page's words. The direction that most letters are
// written in becomes left to right; the others are groups of their own.
func (in *interpreter) finish() {
	var letters [4]int
	for _, r := range in.runs {
		if d, ok := r.direction(); ok {
			letters[d] += len(r.raw)
		}
	}
	most := 0
	for d, n := range letters {
		if n > letters[most] {
			most = d
		}
	}
	if in.codes > 0 {
		in.page.Unknown = float64(in.unknown) / float64(in.codes)
	}
	w, h := in.page.Width, in.page.Height
	var side [4][]layout.Word
	hidden := 0
	for _, r := range in.runs {
		d, ok := r.direction()
		if !ok {
			continue // across the page: a watermark
		}
		word, inside := r.word(d, w, h)
		if !inside {
			continue
		}
		if d != most {
			side[d] = append(side[d], word)
			continue
		}
		if r.Hidden {
			hidden++
		}
		in.page.Words = append(in.page.Words, word)
	}
	if len(in.page.Words) > 0 {
		in.page.Hidden = float64(hidden) / float64(len(in.page.Words))
	}
	for _, words := range side {
		if len(words) > 0 {
			in.page.Groups = append(in.page.Groups, layout.Group{Words: words, Turned: true})
		}
	}
	for _, g := range in.groups {
		group := layout.Group{}
		for _, r := range g {
			if d, ok := r.direction(); ok {
				if word, inside := r.word(d, w, h); inside {
					group.Words = append(group.Words, word)
					group.Turned = group.Turned || d != most
				}
			}
		}
		if len(group.Words) > 0 {
			in.page.Groups = append(in.page.Groups, group)
		}
	}
	for i, r := range in.page.Rules {
		in.page.Rules[i] = turnRule(r, most, w, h)
	}
	if most%2 == 1 {
		in.page.Width, in.page.Height = h, w
	}
	in.runs, in.groups = nil, nil
}

// direction is 0 for left to right, 1 for downwards, 2 for right to left (upside
// down), 3 for upwards; ok is false for text that slants.
func (r *run) direction() (d int, ok bool) {
	const slant = .12 // some seven degrees: a page scanned askew
	switch {
	case math.Abs(r.dy) < slant && r.dx > 0:
		return 0, true
	case math.Abs(r.dx) < slant && r.dy > 0:
		return 1, true
	case math.Abs(r.dy) < slant:
		return 2, true
	case math.Abs(r.dx) < slant:
		return 3, true
	}
	return 0, false
}

// turn gives the place of a point on a page of w by h, turned so that writing
// in direction d goes from left to right.
func turn(x, y float64, d int, w, h float64) (float64, float64) {
	switch d {
	case 1:
		return y, w - x
	case 2:
		return w - x, h - y
	case 3:
		return h - y, x
	}
	return x, y
}

// word finishes a run; inside is false where it stands outside the page.
func (r *run) word(d int, w, h float64) (word layout.Word, inside bool) {
	const margin = 2
	if r.x0 < -margin || r.x0 > w+margin || r.y0 < -margin || r.y0 > h+margin {
		return word, false
	}
	word = r.Word
	x0, y0 := turn(r.x0, r.y0, d, w, h)
	x1, _ := turn(r.x1, r.y1, d, w, h)
	word.X0, word.X1, word.Y = x0, max(x0, x1), y0
	word.Text, word.Encoding, word.Caps = clean(r.raw), r.font.encoding, r.font.caps
	return word, strings.TrimSpace(word.Text) != ""
}

func turnRule(r layout.Rule, d int, w, h float64) layout.Rule {
	x0, y0 := turn(r.X0, r.Y0, d, w, h)
	x1, y1 := turn(r.X1, r.Y1, d, w, h)
	return layout.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
}
