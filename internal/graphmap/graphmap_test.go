package graphmap

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tracuu/internal/document"
)

var laneNames = []string{"trung ương", "tỉnh", "xã"}

// random makes a centre with n neighbours of every sort.
func random(seed uint64, n int) Input {
	r := rand.New(rand.NewPCG(seed, 1))
	types := []string{"Nghị quyết", "Chỉ thị", "Kế hoạch", "Chương trình hành động", "Quyết định", "Công văn", "Báo cáo", "Kết luận", "Thông tri", "Hướng dẫn", "Tờ trình"}
	styles := []string{"a", "b", "c"}
	in := Input{Lanes: laneNames}
	for i := range n + 1 {
		node := Node{ID: fmt.Sprintf("d%d", i), Name: fmt.Sprintf("%s %d-XX/YY", types[r.IntN(len(types))], i), Note: "Ban Thường vụ Tỉnh ủy Ví Dụ rất dài dòng", Lane: r.IntN(3),
			Group: types[r.IntN(len(types))], Fixed: r.IntN(20) == 0}
		if r.IntN(10) > 0 {
			node.Date = document.Date{Year: 1990 + r.IntN(36), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
		}
		in.Nodes = append(in.Nodes, node)
		if i > 0 {
			e := Edge{From: i, To: 0, At: i, Style: styles[r.IntN(3)], Tag: "Triển khai thực hiện " + styles[r.IntN(3)]}
			if r.IntN(2) == 0 {
				e.From, e.To = 0, i
			}
			in.Edges = append(in.Edges, e)
			if r.IntN(3) == 0 {
				o := r.IntN(i)
				in.Edges = append(in.Edges, Edge{From: i, To: o, At: i, Style: styles[r.IntN(3)], Tag: fmt.Sprintf("Dẫn chiếu d%d", o)})
			}
		}
	}
	return in
}

// Whatever is drawn: no box lies on another or outside its column and lane,
// every document is in one box, and no line begins away from its boxes.
func TestLayoutHolds(t *testing.T) {
	for _, n := range []int{0, 1, 5, 30, 120, 500, 1000} {
		for seed := range uint64(6) {
			in := random(seed, n)
			switch seed {
			case 4:
				in.OpenAll = true
			case 5: // open every second group of the closed picture
				in.Open = map[string]bool{}
				for i, b := range Lay(in).Boxes {
					if b.Group() && i%2 == 0 {
						in.Open[b.Key] = true
					}
				}
			}
			t.Run(fmt.Sprintf("%d nodes, seed %d", n, seed), func(t *testing.T) { holds(t, in, Lay(in)) })
		}
	}
}

func holds(t *testing.T, in Input, p Picture) {
	seen := make([]int, len(in.Nodes))
	for i := range p.Boxes {
		b := &p.Boxes[i]
		col := p.Columns[b.Column]
		if b.X < col.X || b.X+b.W > col.X+col.W || b.Y < Head || b.X+b.W > p.Width || b.Y+b.H > p.Height {
			t.Errorf("box %d at %d,%d %dx%d is out of its column %+v", i, b.X, b.Y, b.W, b.H, col)
		}
		lane := slices.IndexFunc(p.Lanes, func(l Lane) bool { return l.Label == in.Lanes[in.Nodes[b.Nodes[0]].Lane] })
		if l := p.Lanes[lane]; b.Y < l.Y+LaneHead || b.Y+b.H > l.Y+l.H {
			t.Errorf("box %d is out of its lane", i)
		}
		for _, k := range b.Nodes {
			seen[k]++
			n := &in.Nodes[k]
			if (n.Date.Year == 0) != col.Unknown {
				t.Errorf("%s of date %v stands under %q", n.ID, n.Date, col.Label)
			}
			if in.Nodes[b.Nodes[0]].Lane != n.Lane {
				t.Errorf("box %d is of two lanes", i)
			}
		}
		if b.Group() == (len(b.Nodes) == 1) && !b.Group() || len(b.Nodes) == 0 {
			t.Errorf("box %d: %d documents, key %q", i, len(b.Nodes), b.Key)
		}
		if TextWidth(b.Name, NameSize) > float64(b.W-2*padding) && !b.Group() || TextWidth(b.Note, NoteSize) > float64(b.W-2*padding) {
			t.Errorf("%q, %q are wider than the box", b.Name, b.Note)
		}
		for _, g := range b.Tags {
			if TextWidth(g.Text, TagSize) > float64(b.W-TagX) {
				t.Errorf("%q is wider than the box", g.Text)
			}
		}
		if slices.Contains(b.Nodes, in.Centre) && b.Group() {
			t.Error("the centre is in a group")
		}
		for j := range i {
			c := &p.Boxes[j]
			if b.X < c.X+c.W && c.X < b.X+b.W && b.Y < c.Y+c.H && c.Y < b.Y+b.H {
				t.Errorf("boxes %d and %d overlap", i, j)
			}
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Errorf("node %d is in %d boxes", i, n)
		}
	}
	for i := 1; i < len(p.Columns); i++ {
		if p.Columns[i].X < p.Columns[i-1].X+p.Columns[i-1].W+Gap {
			t.Errorf("columns %d and %d touch", i-1, i)
		}
	}
	for i, l := range p.Lines {
		on := func(b Box, x, y int) bool { return (x == b.X || x == b.X+b.W) && y > b.Y && y < b.Y+b.H }
		if !on(p.Boxes[l.From], l.X1, l.Y1) || !on(p.Boxes[l.To], l.X2, l.Y2) || l.From == l.To || l.N < 1 {
			t.Errorf("line %d hangs in the air: %+v", i, l)
		}
	}
	if again := Lay(in); !reflect.DeepEqual(p, again) {
		t.Error("a second layout differs")
	}
}

func TestGroups(t *testing.T) {
	in := Input{Lanes: laneNames, Nodes: []Node{{ID: "c", Name: "Nghị quyết 1", Date: document.Date{Year: 2020}, Group: "Nghị quyết"}}}
	add := func(n int, typ string, year int, fixed bool) {
		for range n {
			i := len(in.Nodes)
			in.Nodes = append(in.Nodes, Node{ID: fmt.Sprint(i), Name: fmt.Sprintf("%s %d", typ, i), Date: document.Date{Year: year, Month: 1 + i%12, Day: 1}, Group: typ, Fixed: fixed})
			in.Edges = append(in.Edges, Edge{From: i, To: 0, At: i, Style: "a", Tag: "Dẫn chiếu"})
		}
	}
	add(40, "Kế hoạch", 2021, false)
	add(2, "Chỉ thị", 2021, false)
	add(1, "Kết luận", 2021, true)
	p := Lay(in)
	if len(p.Columns) != 2 || p.Columns[1].Label != "2021" || len(p.Boxes) != 4 {
		t.Fatalf("%d columns, %d boxes", len(p.Columns), len(p.Boxes))
	}
	k := slices.IndexFunc(p.Boxes, func(b Box) bool { return b.Name == "Kế hoạch" })
	if g := p.Boxes[k]; len(g.Nodes) != 40 || g.Key != "0.2021.ke-hoach" || g.Note != "2021" || len(g.Tags) != 1 || g.Tags[0].Text != "Dẫn chiếu (40)" || !g.Tags[0].Out {
		t.Errorf("%+v", g)
	}
	many := in
	many.Nodes = slices.Clone(in.Nodes)
	for i := range many.Nodes {
		many.Nodes[i].Fixed = true
	}
	if p := Lay(many); len(p.Boxes) != 4 { // where everything acts, nothing stands out
		t.Errorf("all fixed: %d boxes", len(p.Boxes))
	}
	if one := slices.ContainsFunc(p.Boxes, func(b Box) bool { return !b.Group() && in.Nodes[b.Nodes[0]].Group == "Kết luận" }); !one {
		t.Error("what acts on another is hidden in a group")
	}
	if len(p.Lines) != 3 {
		t.Errorf("%d lines", len(p.Lines))
	}
	in.Open = map[string]bool{"0.2021.ke-hoach": true}
	p = Lay(in)
	if len(p.Boxes) != 43 || p.Columns[1].W <= p.Columns[0].W {
		t.Errorf("open: %d boxes, column %+v", len(p.Boxes), p.Columns[1])
	}
}

// Years stand in order, the poorest neighbours joined, the unknown at the end.
func TestColumns(t *testing.T) {
	in := Input{Lanes: laneNames}
	for i, y := range []int{1981, 1998, 2004, 2011, 2011, 2011, 2014, 2019, 2019, 2021, 2023, 0, 2023} {
		in.Nodes = append(in.Nodes, Node{ID: fmt.Sprint(i), Name: "x", Date: document.Date{Year: y}})
	}
	var got []string
	for _, c := range Lay(in).Columns {
		got = append(got, fmt.Sprintf("%s%v", c.Label, c.Unknown))
	}
	if want := []string{"1981–2004false", "2011false", "2014–2019false", "2021false", "2023false", "true"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		s     string
		width int
		want  string
	}{
		{"Nghị quyết", 200, "Nghị quyết"},
		{"Nghị quyết số 12", 80, "Nghị quyết…"},
		{"", 10, ""},
		{"mm mm", 40, "mm…"},
	} {
		if got := Cut(tt.s, 12, tt.width); got != tt.want {
			t.Errorf("%q in %d px: %q", tt.s, tt.width, got)
		}
	}
}

// TestWorkIsBounded counts what the layout of a thousand documents allocates, as
// a bound that a busy machine does not move.
func TestWorkIsBounded(t *testing.T) {
	in := random(1, 1000)
	if n := testing.AllocsPerRun(3, func() { Lay(in) }); n > 20000 {
		t.Errorf("%.0f allocations", n)
	}
}

func BenchmarkLay(b *testing.B) {
	for _, n := range []int{5, 500, 1000} {
		in := random(1, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Lay(in)
			}
		})
	}
}
