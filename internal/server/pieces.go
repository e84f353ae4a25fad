package server

import (
	"cmp"
	"slices"

	"tracuu/internal/library"
)

// piece is a run of text inside citations. Links cannot nest in HTML, but
// citations do: one can stand inside the title of another. So the text is cut
// where any citation begins or ends, and each run belongs to one link at most,
// the innermost, and remembers whose title it is part of.
type piece struct {
	start, end int // bytes
	link       int // index of the reference whose link this is, or -1
	title      int // index of the reference whose title this is in, or -1

	// On the page of a checked draft; see overlay.
	marks []int // the findings that this is under
	class string
	ends  []textMark // those that end here
}

// span is one interval that a reference lays on the text.
type span struct {
	start, end, ref int
	title           bool
}

// cut lays the references on a text of n bytes and gives the pieces in order,
// without overlap. References for which linked is false lay nothing. Offsets
// outside the text or turned round are ignored, not trusted.
func cut(refs []library.Reference, n int, linked func(i int) bool) []piece {
	var spans []span
	add := func(start, end, ref int, title bool) {
		if start >= 0 && start < end && end <= n {
			spans = append(spans, span{start, end, ref, title})
		}
	}
	for i := range refs {
		if linked(i) {
			add(refs[i].Start, refs[i].End, i, false)
			add(refs[i].TitleStart, refs[i].TitleEnd, i, true)
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	bounds := make([]int, 0, 2*len(spans))
	for _, s := range spans {
		bounds = append(bounds, s.start, s.end)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)

	var out []piece
	var active []span // in order of start, so the last that fits is the innermost
	next := 0
	for k := 0; k+1 < len(bounds); k++ {
		at := bounds[k]
		active = slices.DeleteFunc(active, func(s span) bool { return s.end <= at })
		for next < len(spans) && spans[next].start == at {
			active = append(active, spans[next])
			next++
		}
		p := piece{start: at, end: bounds[k+1], link: -1, title: -1}
		for _, s := range active {
			if s.title {
				p.title = s.ref
			} else {
				p.link = s.ref
			}
		}
		if p.link < 0 && p.title < 0 {
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].end == p.start && out[last].link == p.link && out[last].title == p.title {
			out[last].end = p.end
			continue
		}
		out = append(out, p)
	}
	return out
}
