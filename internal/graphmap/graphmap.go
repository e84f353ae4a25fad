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
		l.byDate(nodes)
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

// boxes makes the boxes of a cell: single documents, or where they are too many
// the largest groups and one of all the rest. What is open does not change which
// groups there are.
func (l *layout) boxes(cell [2]int, nodes []int) []Box {
	if l.in.OpenAll || len(nodes) <= cellBoxes {
		return singles(nodes)
	}
	alone, parts := l.parts(nodes)
	if room := max(2, groupBoxes-len(alone)); len(parts) > room {
		rest := part{}
		for _, p := range parts[room-1:] {
			rest.nodes = append(rest.nodes, p.nodes...)
		}
		l.byDate(rest.nodes)
		parts = append(parts[:room-1], rest)
	}
	var groups []Box
	for _, p := range parts {
		key := l.key(cell, p.name)
		switch shown := min(len(p.nodes), openBoxes); {
		case len(p.nodes) == 1:
			alone = append(alone, p.nodes...)
		case l.in.Open[key]:
			alone = append(alone, p.nodes[:shown]...)
			if shown < len(p.nodes) {
				groups = append(groups, Box{Nodes: p.nodes[shown:], Key: key, Name: p.name})
			}
		default:
			groups = append(groups, Box{Nodes: p.nodes, Key: key, Name: p.name})
		}
	}
	l.byDate(alone)
	return append(singles(alone), groups...)
}

// part is the documents of a cell that are of one group; its name is "" for what
// is of several.
type part struct {
	name  string
	nodes []int
}

// parts takes the documents of a cell apart: those that stand alone, and the
// groups of the others, the largest first. Where too many would stand alone, only
// the centre does.
func (l *layout) parts(nodes []int) (alone []int, parts []part) {
	fixed := 0
	for _, i := range nodes {
		if l.in.Nodes[i].Fixed {
			fixed++
		}
	}
	at := map[string]int{}
	for _, i := range nodes {
		n := &l.in.Nodes[i]
		if i == l.in.Centre || n.Fixed && fixed <= cellBoxes {
			alone = append(alone, i)
			continue
		}
		k, ok := at[n.Group]
		if !ok {
			k = len(parts)
			at[n.Group] = k
			parts = append(parts, part{name: n.Group})
		}
		parts[k].nodes = append(parts[k].nodes, i)
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Or(len(b.nodes)-len(a.nodes), cmp.Compare(a.name, b.name)) })
	return alone, parts
}

func (l *layout) byDate(nodes []int) {
	slices.SortStableFunc(nodes, func(a, b int) int {
		x, y := &l.in.Nodes[a], &l.in.Nodes[b]
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
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
