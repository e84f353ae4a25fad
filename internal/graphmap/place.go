package graphmap

import (
	"cmp"
	"slices"
	"strconv"
)

// tags says in each box what its relations are, the same words once with their
// number.
func (l *layout) tags() {
	for k := range l.in.Edges {
		e := &l.in.Edges[k]
		if l.boxOf[e.From] == l.boxOf[e.To] {
			continue // inside a group
		}
		b := &l.pic.Boxes[l.boxOf[e.At]]
		out := e.From == e.At
		i := slices.IndexFunc(b.Tags, func(t Tag) bool { return t.Full == e.Tag && t.Out == out })
		if i < 0 {
			i = len(b.Tags)
			b.Tags = append(b.Tags, Tag{Style: e.Style, Full: e.Tag, Out: out, Place: e.Place})
		}
		b.Tags[i].N++
	}
	for i := range l.pic.Boxes {
		b := &l.pic.Boxes[i]
		b.W = l.boxW
		if len(b.Tags) > maxTags {
			slices.SortStableFunc(b.Tags, func(x, y Tag) int { return cmp.Compare(y.N, x.N) })
			for _, t := range b.Tags[maxTags-1:] {
				b.MoreTags += t.N
			}
			b.Tags = b.Tags[:maxTags-1]
		}
		for k := range b.Tags {
			t := &b.Tags[k]
			end := ""
			if b.Group() || t.N > 1 {
				end = " (" + strconv.Itoa(t.N) + ")"
			}
			t.Text = Cut(t.Full, TagSize, b.W-TagX-padding-int(TextWidth(end, TagSize))) + end
		}
		b.H = boxHead + tagStep*len(b.Tags)
		if b.MoreTags > 0 {
			b.H += tagStep
		}
		n := &l.in.Nodes[b.Nodes[0]]
		if b.Group() {
			b.Note = l.span(b.Nodes)
			continue // whoever draws it names it: it counts
		}
		b.Name, b.Note = Cut(n.Name, NameSize, b.W-2*padding), Cut(n.Note, NoteSize, b.W-2*padding)
	}
}

// span is the time that the documents of a group are of, in years.
func (l *layout) span(nodes []int) string {
	first, last := 0, 0
	for _, i := range nodes {
		y := l.in.Nodes[i].Date.Year
		if y == 0 {
			return ""
		}
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
	}
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// place gives every box its place: lanes from above, in a cell one below the
// other, and side by side where that would be too long.
func (l *layout) place() {
	across := make([]int, len(l.pic.Columns))
	lanes := map[int]bool{}
	for k, boxes := range l.cell {
		lanes[k[0]] = true
		across[k[1]] = max(across[k[1]], wideOf(len(boxes)))
	}
	x := Margin
	for c := range l.pic.Columns {
		l.pic.Columns[c].X = x
		l.pic.Columns[c].W = across[c]*(l.boxW+Gap) - Gap
		x += l.pic.Columns[c].W + Gap
	}
	l.pic.Width = x - Gap + Margin
	y := Head
	for lane, name := range l.in.Lanes {
		if !lanes[lane] {
			continue
		}
		top := y
		y += LaneHead
		bottom := y
		for c := range l.pic.Columns {
			bottom = max(bottom, l.stack(l.cell[[2]int{lane, c}], l.pic.Columns[c].X, y))
		}
		y = bottom + rowGap
		l.pic.Lanes = append(l.pic.Lanes, Lane{Y: top, H: y - top, Label: name})
	}
	l.pic.Height = y + 2
}

func wideOf(n int) int { return min(maxAcross, max(1, (n+perColumn-1)/perColumn)) }

// stack puts the boxes of a cell below y and gives the lower edge.
func (l *layout) stack(boxes []int, x, y int) int {
	n := wideOf(len(boxes))
	each := (len(boxes) + n - 1) / n
	bottom := y
	for k, i := range boxes {
		b := &l.pic.Boxes[i]
		if k%each == 0 && k > 0 {
			x += l.boxW + Gap
		}
		b.X, b.Y = x, y
		if k%each > 0 {
			above := &l.pic.Boxes[boxes[k-1]]
			b.Y = above.Y + above.H + rowGap
		}
		bottom = max(bottom, b.Y+b.H)
	}
	return bottom
}

// lines draws the relations between boxes, those of one style between the same
// two boxes as one.
func (l *layout) lines() {
	type key struct {
		from, to int
		style    string
	}
	at := map[key]int{}
	for _, e := range l.in.Edges {
		k := key{l.boxOf[e.From], l.boxOf[e.To], e.Style}
		if k.from == k.to {
			continue
		}
		i, ok := at[k]
		if !ok {
			i = len(l.pic.Lines)
			at[k] = i
			l.pic.Lines = append(l.pic.Lines, Line{From: k.from, To: k.to, Style: e.Style})
		}
		l.pic.Lines[i].N++
	}
	ports := map[[2]int][]port{} // box and side (0 left, 1 right)
	for i := range l.pic.Lines {
		n := &l.pic.Lines[i]
		a, b := &l.pic.Boxes[n.From], &l.pic.Boxes[n.To]
		sideA, sideB := 1, 1
		switch {
		case a.X < b.X:
			sideB = 0
		case a.X > b.X:
			sideA = 0
		}
		ports[[2]int{n.From, sideA}] = append(ports[[2]int{n.From, sideA}], port{i, true, b.Y + b.H/2})
		ports[[2]int{n.To, sideB}] = append(ports[[2]int{n.To, sideB}], port{i, false, a.Y + a.H/2})
	}
	for k, ps := range ports { // no two boxes share a port, so the order does not matter
		b := &l.pic.Boxes[k[0]]
		slices.SortStableFunc(ps, func(p, q port) int { return cmp.Or(cmp.Compare(p.other, q.other), cmp.Compare(p.line, q.line)) })
		x := b.X + k[1]*b.W
		for i, p := range ps {
			y := b.Y + 8 + (2*i+1)*(b.H-16)/(2*len(ps))
			n := &l.pic.Lines[p.line]
			if p.from {
				n.X1, n.Y1 = x, y
			} else {
				n.X2, n.Y2 = x, y
			}
		}
	}
	for i := range l.pic.Lines {
		n := &l.pic.Lines[i]
		switch reach := max(24, abs(n.X2-n.X1)/2); {
		case l.pic.Boxes[n.From].X == l.pic.Boxes[n.To].X: // one above the other: around the right side
			n.C1, n.C2 = n.X1+Gap-6, n.X2+Gap-6
		case n.X1 < n.X2:
			n.C1, n.C2 = n.X1+reach, n.X2-reach
		default:
			n.C1, n.C2 = n.X1-reach, n.X2+reach
		}
	}
}

// port is the end of a line at a box; other is the height of its other end.
type port struct {
	line  int
	from  bool
	other int
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
