package pdfread

import (
	"math"

	"tracuu/internal/extract/layout"
)

// thin is the most that a filled rectangle may measure across to be a ruling
// line, in points.
const thin = 3

// paint follows the paths as far as they are ruling lines: straight, upright or
// level. It reports whether op was one of its operators.
func (in *interpreter) paint(op string, args []operand) bool {
	switch op {
	case "m":
		in.at = [2]float64{num(args, 0), num(args, 1)}
		in.from = in.at
	case "l":
		to := [2]float64{num(args, 0), num(args, 1)}
		in.segment(in.at, to)
		in.at = to
	case "h":
		in.segment(in.at, in.from)
		in.at = in.from
	case "c":
		in.at = [2]float64{num(args, 4), num(args, 5)}
	case "v", "y":
		in.at = [2]float64{num(args, 2), num(args, 3)}
	case "re":
		x, y, w, h := num(args, 0), num(args, 1), num(args, 2), num(args, 3)
		a, b, c, d := [2]float64{x, y}, [2]float64{x + w, y}, [2]float64{x + w, y + h}, [2]float64{x, y + h}
		in.segment(a, b)
		in.segment(b, c)
		in.segment(c, d)
		in.segment(d, a)
		in.at, in.from = a, a
	case "S", "s", "B", "B*", "b", "b*":
		if op == "s" || op == "b" || op == "b*" {
			in.segment(in.at, in.from)
		}
		in.keep(in.path)
		in.path = in.path[:0]
	case "f", "F", "f*":
		in.filled()
		in.path = in.path[:0]
	case "n":
		in.path = in.path[:0]
	case "W", "W*", "w", "d", "j", "J", "M", "i", "ri", "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh":
	default:
		return false
	}
	return true
}

// segment adds a straight piece of the path in page coordinates.
func (in *interpreter) segment(a, b [2]float64) {
	if len(in.path) >= maxRules {
		return
	}
	x0, y0 := in.st.ctm.apply(a[0], a[1])
	x1, y1 := in.st.ctm.apply(b[0], b[1])
	in.path = append(in.path, layout.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)})
}

// filled takes a filled path for a line if it is thin. Rectangles come as four
// segments each.
func (in *interpreter) filled() {
	for i := 0; i+4 <= len(in.path); i += 4 {
		box := in.path[i]
		for _, s := range in.path[i+1 : i+4] {
			box = layout.Rule{X0: min(box.X0, s.X0), Y0: min(box.Y0, s.Y0), X1: max(box.X1, s.X1), Y1: max(box.Y1, s.Y1)}
		}
		switch w, h := box.X1-box.X0, box.Y1-box.Y0; {
		case h <= thin && w > h:
			y := (box.Y0 + box.Y1) / 2
			in.keep([]layout.Rule{{X0: box.X0, Y0: y, X1: box.X1, Y1: y}})
		case w <= thin && h > w:
			x := (box.X0 + box.X1) / 2
			in.keep([]layout.Rule{{X0: x, Y0: box.Y0, X1: x, Y1: box.Y1}})
		}
	}
}

func (in *interpreter) keep(rules []layout.Rule) {
	const straight = .5
	for _, r := range rules {
		if len(in.page.Rules) >= maxRules || math.IsNaN(r.X0+r.X1+r.Y0+r.Y1) {
			return
		}
		w, h := r.X1-r.X0, r.Y1-r.Y0
		switch {
		case h <= straight && w > 2:
			r.Y0 = (r.Y0 + r.Y1) / 2
			r.Y1 = r.Y0
		case w <= straight && h > 2:
			r.X0 = (r.X0 + r.X1) / 2
			r.X1 = r.X0
		default:
			continue
		}
		in.page.Rules = append(in.page.Rules, r)
	}
}
