package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// table is a ruled table: connected ruling lines with cells between them.
type table struct {
	x0, y0, x1, y1 float64
	vert, hori     []Rule
}

// maxTableRules bounds the search for tables; a page with more is a drawing.
const maxTableRules = 3000

// tablesOf finds the tables of a page: ruling lines that touch and stand on at
// least three places across, that is two columns.
func tablesOf(rules []Rule) []table {
	var vert, hori []Rule
	for _, r := range rules {
		if r.Vertical() {
			vert = append(vert, r)
		} else {
			hori = append(hori, r)
		}
	}
	vert, hori = mergeRules(vert, true), mergeRules(hori, false)
	if len(vert)+len(hori) > maxTableRules || len(vert) < 3 || len(hori) < 2 {
		return nil
	}
	all := append(slices.Clone(vert), hori...)
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	const near = 3
	for i, v := range vert {
		for k, h := range hori {
			if v.X0 >= h.X0-near && v.X0 <= h.X1+near && h.Y0 >= v.Y0-near && h.Y0 <= v.Y1+near {
				parent[find(i)] = find(len(vert) + k)
			}
		}
	}
	byRoot := map[int]*table{}
	var order []int
	for i, r := range all {
		root := find(i)
		t := byRoot[root]
		if t == nil {
			t = &table{x0: math.Inf(1), y0: math.Inf(1), x1: math.Inf(-1), y1: math.Inf(-1)}
			byRoot[root] = t
			order = append(order, root)
		}
		t.x0, t.y0, t.x1, t.y1 = min(t.x0, r.X0), min(t.y0, r.Y0), max(t.x1, r.X1), max(t.y1, r.Y1)
		if r.Vertical() {
			t.vert = append(t.vert, r)
		} else {
			t.hori = append(t.hori, r)
		}
	}
	var out []table
	for _, root := range order {
		if t := byRoot[root]; places(t.vert, true) >= 3 && places(t.hori, false) >= 2 {
			out = append(out, *t)
		}
	}
	slices.SortFunc(out, func(a, b table) int { return cmp.Compare(a.y0, b.y0) })
	return out
}

// places counts the different places across that rules stand on.
func places(rules []Rule, vertical bool) int {
	n, last := 0, math.Inf(-1)
	for _, r := range rules { // mergeRules has ordered them
		at := r.Y0
		if vertical {
			at = r.X0
		}
		if at-last > 4 {
			n++
			last = at
		}
	}
	return n
}

// mergeRules joins rules on one line that touch; word processors draw the border
// of every cell by itself.
func mergeRules(rules []Rule, vertical bool) []Rule {
	across := func(r Rule) float64 {
		if vertical {
			return r.X0
		}
		return r.Y0
	}
	along := func(r Rule) (float64, float64) {
		if vertical {
			return r.Y0, r.Y1
		}
		return r.X0, r.X1
	}
	slices.SortFunc(rules, func(a, b Rule) int {
		a0, _ := along(a)
		b0, _ := along(b)
		return cmp.Or(cmp.Compare(math.Round(across(a)), math.Round(across(b))), cmp.Compare(a0, b0))
	})
	var out []Rule
	for _, r := range rules {
		if n := len(out); n > 0 && math.Abs(across(out[n-1])-across(r)) <= 1.5 {
			_, end := along(out[n-1])
			start, stop := along(r)
			if start <= end+3 {
				if vertical {
					out[n-1].Y1 = max(end, stop)
				} else {
					out[n-1].X1 = max(end, stop)
				}
				continue
			}
		}
		out = append(out, r)
	}
	const shortest = 5
	return slices.DeleteFunc(out, func(r Rule) bool { return r.X1-r.X0+r.Y1-r.Y0 < shortest })
}

func (t *table) holds(w Word) bool {
	x, y := (w.X0+w.X1)/2, w.Y-.3*w.Size
	return x > t.x0-1 && x < t.x1+1 && y > t.y0-1 && y < t.y1+1
}

// cell is the words between four rules.
type cell struct {
	x0, y0, x1, y1 float64
	words          []Word
}

// cells puts words into cells, in reading order: by the upper edge, then from
// left to right. A cell that spans rows stands in its first.
func (t *table) cells(words []Word) [][]cell {
	type key struct{ left, top int }
	found := map[key]*cell{}
	var list []*cell
	for _, w := range words {
		x, y := (w.X0+w.X1)/2, w.Y-.3*w.Size
		c := cell{x0: t.x0, y0: t.y0, x1: t.x1, y1: t.y1}
		for _, v := range t.vert {
			if y < v.Y0-1 || y > v.Y1+1 {
				continue
			}
			if v.X0 <= x {
				c.x0 = max(c.x0, v.X0)
			} else {
				c.x1 = min(c.x1, v.X0)
			}
		}
		for _, h := range t.hori {
			if x < h.X0-1 || x > h.X1+1 {
				continue
			}
			if h.Y0 <= y {
				c.y0 = max(c.y0, h.Y0)
			} else {
				c.y1 = min(c.y1, h.Y0)
			}
		}
		k := key{int(math.Round(c.x0)), int(math.Round(c.y0))}
		if found[k] == nil {
			found[k] = &c
			list = append(list, &c)
		}
		found[k].words = append(found[k].words, w)
	}
	slices.SortStableFunc(list, func(a, b *cell) int { return cmp.Compare(a.y0, b.y0) })
	var out [][]cell
	for _, c := range list {
		if n := len(out); n > 0 && c.y0-out[n-1][0].y0 < 4 {
			out[n-1] = append(out[n-1], *c)
		} else {
			out = append(out, []cell{*c})
		}
	}
	for _, cs := range out {
		slices.SortStableFunc(cs, func(a, b cell) int { return cmp.Compare(a.x0, b.x0) })
	}
	return out
}

// text of a cell: its lines joined.
func (c *cell) text() string {
	out := ""
	for _, r := range rowsOf(c.words) {
		out = join(out, r.text())
	}
	return out
}

// rowText writes a row of cells as one line, cells apart by tabs.
func rowText(cs []cell) string {
	var parts []string
	for i := range cs {
		if t := cs[i].text(); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\t")
}
