package graphmap

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tracuu/internal/document"
)

// Node is a document.
type Node struct {
	ID   string
	Name string // first line of its box
	Note string // second line
	Date document.Date
	Lane int // index of Input.Lanes
	// Group is the name by which documents of one cell are put together: a type,
	// a body.
	Group string
	// Fixed keeps the document out of groups while there is room: what acts on
	// another.
	Fixed bool
}

// Edge is a relation between two nodes, by index.
type Edge struct {
	From, To int
	Style    string // names the look of the line
	// At is the end whose box says what the relation is, and Tag the words; Place
	// is carried to the tag.
	At    int
	Tag   string
	Place string
}

// Input is what is to be drawn. Centre is the index of the node around which
// the others stand; it is never grouped.
type Input struct {
	Nodes  []Node
	Edges  []Edge
	Lanes  []string
	Centre int
	// Open are the keys of groups whose documents are drawn one by one.
	Open map[string]bool
	// OpenAll draws every document.
	OpenAll bool
}

// Picture is the layout, in pixels from the upper left corner.
type Picture struct {
	Width, Height int
	Columns       []Column
	Lanes         []Lane
	Boxes         []Box
	Lines         []Line
}

// Column is a year or a run of years.
type Column struct {
	X, W    int
	Label   string
	Unknown bool // the dates are not known
}

// Lane is a horizontal band.
type Lane struct {
	Y, H  int
	Label string
}

// Box is a document or a group of documents.
type Box struct {
	X, Y, W, H int
	Nodes      []int  // indexes of Input.Nodes, in order of date
	Key        string // of a group; "" for a single document
	Name, Note string // cut to the width
	Tags       []Tag
	MoreTags   int // relations that are not named in the box
	Column     int
}

// Group reports a box of several documents, or of documents that could not be
// drawn one by one.
func (b *Box) Group() bool { return b.Key != "" }

// Tag says a relation of the box.
type Tag struct {
	Style string
	Text  string // cut to the width
	Full  string
	N     int  // edges that it stands for
	Out   bool // the box's document is the one that acts
	Place string
}

// Line is drawn from the side of a box to the side of another, as a cubic curve
// from (X1, Y1) by two control points on the same heights to (X2, Y2).
type Line struct {
	From, To       int // indexes of Boxes
	Style          string
	N              int // edges that it stands for
	X1, Y1, X2, Y2 int
	C1, C2         int // x of the control points
}

// Measures of the picture.
const (
	Head     = 34   // height of the band with the years
	LaneHead = 24   // of a lane's name
	Gap      = 34   // between columns
	Margin   = 24   // left and right
	full     = 1358 // the width to fill, where there is enough to fill it
	narrow   = 168  // of a box
	wide     = 236
	rowGap   = 10
	padding  = 10
	lineName = 20 // baseline of the name below the upper edge
	lineNote = 37
	boxHead  = 46 // height without tags
	tagStep  = 17
)

// TagX is where the words of a tag begin inside its box, behind the sample of
// its line.
const TagX = 38

// Limits of what is drawn one by one.
const (
	maxColumns = 6
	cellBoxes  = 4   // documents of a cell before they are grouped
	groupBoxes = 4   // boxes of a cell after grouping
	openBoxes  = 120 // documents of a group that is open
	perColumn  = 12  // boxes above each other before a cell grows sideways
	maxAcross  = 4
	maxTags    = 3
)

// Lay gives the picture.
func Lay(in Input) Picture {
	l := layout{in: in, boxOf: make([]int, len(in.Nodes))}
	l.columns()
	l.cells()
	l.tags()
	l.place()
	l.lines()
	return l.pic
}

type layout struct {
	in    Input
	pic   Picture
	years [][2]int // of the columns with known dates
	cell  map[[2]int][]int
	boxOf []int
	boxW  int
}

// columns makes a column of each year that has documents, and joins neighbours
// with the fewest documents until they are few enough to be seen side by side.
func (l *layout) columns() {
	counts := map[int]int{}
	unknown := false
	for _, n := range l.in.Nodes {
		if n.Date.Year == 0 {
			unknown = true
		} else {
			counts[n.Date.Year]++
		}
	}
	var runs [][3]int // first and last year, documents
	for y, n := range counts {
		runs = append(runs, [3]int{y, y, n})
	}
	slices.SortFunc(runs, func(a, b [3]int) int { return a[0] - b[0] })
	most := maxColumns
	if unknown {
		most--
	}
	for len(runs) > most {
		best := 0
		for i := range len(runs) - 1 {
			if runs[i][2]+runs[i+1][2] < runs[best][2]+runs[best+1][2] {
				best = i
			}
		}
		runs[best] = [3]int{runs[best][0], runs[best+1][1], runs[best][2] + runs[best+1][2]}
		runs = slices.Delete(runs, best+1, best+2)
	}
	for _, r := range runs {
		label := strconv.Itoa(r[0])
		if r[1] != r[0] {
			label += "–" + strconv.Itoa(r[1])
		}
		l.years = append(l.years, [2]int{r[0], r[1]})
		l.pic.Columns = append(l.pic.Columns, Column{Label: label})
	}
	if unknown {
		l.pic.Columns = append(l.pic.Columns, Column{Unknown: true})
	}
	n := max(1, len(l.pic.Columns))
	l.boxW = min(wide, max(narrow, (full-2*Margin+Gap)/n-Gap))
}

func (l *layout) columnOf(n *Node) int {
	if n.Date.Year == 0 {
		return len(l.pic.Columns) - 1
	}
	return slices.IndexFunc(l.years, func(r [2]int) bool { return r[0] <= n.Date.Year && n.Date.Year <= r[1] })
}

// cells sorts the documents into lanes and columns and makes the boxes of each.
func (l *layout) cells() {
	l.cell = map[[2]int][]int{}
	for i := range l.in.Nodes {
		n := &l.in.Nodes[i]
		k := [2]int{n.Lane, l.columnOf(n)}
		l.cell[k] = append(l.cell[k], i)
	}
	keys := make([][2]int, 0, len(l.cell))
	for k := range l.cell {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	for _, k := range keys {
		nodes := l.cell[k]
		slices.SortStableFunc(nodes, func(a, b int) int {
			x, y := &l.in.Nodes[a], &l.in.Nodes[b]
			return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
		})
		first := len(l.pic.Boxes)
		for _, b := range l.boxes(k, nodes) {
			for _, i := range b.Nodes {
				l.boxOf[i] = len(l.pic.Boxes)
			}
			b.Column = k[1]
			l.pic.Boxes = append(l.pic.Boxes, b)
		}
		of := make([]int, 0, len(l.pic.Boxes)-first)
		for i := first; i < len(l.pic.Boxes); i++ {
			of = append(of, i)
		}
		l.cell[k] = of
	}
}

// boxes makes the boxes of a cell: single documents, or groups where they are
// too many.
func (l *layout) boxes(cell [2]int, nodes []int) []Box {
	if l.in.OpenAll || len(nodes) <= cellBoxes {
		return singles(nodes)
	}
	groups := map[string][]int{}
	var names []string
	for _, i := range nodes {
		g := l.in.Nodes[i].Group
		if groups[g] == nil {
			names = append(names, g)
		}
		groups[g] = append(groups[g], i)
	}
	slices.Sort(names)
	var alone, rest []int
	var out []Box
	for _, g := range names {
		members := groups[g]
		key := l.key(cell, g)
		if l.in.Open[key] {
			shown := min(len(members), openBoxes)
			alone = append(alone, members[:shown]...)
			rest = append(rest, members[shown:]...)
			continue
		}
		var grouped []int
		for _, i := range members {
			if i == l.in.Centre || l.in.Nodes[i].Fixed && len(alone) < cellBoxes {
				alone = append(alone, i)
			} else {
				grouped = append(grouped, i)
			}
		}
		switch {
		case len(grouped) > 1:
			out = append(out, Box{Nodes: grouped, Key: key, Name: g})
		case len(grouped) == 1:
			alone = append(alone, grouped[0])
		}
	}
	if len(l.in.Open) == 0 || !l.anyOpen(cell, names) {
		for len(out)+len(alone) > groupBoxes && (len(out) > 1 || len(alone) > 1) { // the smallest go together
			slices.SortStableFunc(out, func(a, b Box) int { return len(b.Nodes) - len(a.Nodes) })
			if n := len(alone); n > 0 && (len(out) == 0 || n > cellBoxes) {
				k := n - 1
				if alone[k] == l.in.Centre {
					k--
				}
				if k < 0 {
					break
				}
				rest = append(rest, alone[k])
				alone = slices.Delete(alone, k, k+1)
				continue
			}
			if len(out) == 0 {
				break
			}
			rest = append(rest, out[len(out)-1].Nodes...)
			out = out[:len(out)-1]
		}
	}
	slices.SortStableFunc(alone, func(a, b int) int { return slices.Index(nodes, a) - slices.Index(nodes, b) })
	boxes := append(singles(alone), out...)
	if len(rest) > 0 {
		slices.SortStableFunc(rest, func(a, b int) int { return l.in.Nodes[a].Date.Compare(l.in.Nodes[b].Date) })
		key := l.key(cell, "")
		if l.in.Open[key] {
			shown := min(len(rest), openBoxes)
			boxes = append(boxes, singles(rest[:shown])...)
			rest = rest[shown:]
		}
		if len(rest) > 0 {
			boxes = append(boxes, Box{Nodes: rest, Key: key})
		}
	}
	return boxes
}

func (l *layout) anyOpen(cell [2]int, names []string) bool {
	return slices.ContainsFunc(names, func(g string) bool { return l.in.Open[l.key(cell, g)] })
}

// key names a group: the lane, the years, the group.
func (l *layout) key(cell [2]int, group string) string {
	when := "?"
	if !l.pic.Columns[cell[1]].Unknown {
		when = l.pic.Columns[cell[1]].Label
	}
	return strconv.Itoa(cell[0]) + "." + strings.ReplaceAll(when, "–", "-") + "." + document.Slug(group)
}

func singles(nodes []int) []Box {
	out := make([]Box, len(nodes))
	for k, i := range nodes {
		out[k] = Box{Nodes: []int{i}}
	}
	return out
}
