package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// panel is one plot of the picture: a quantity against the number of articles,
// both on scales of powers of ten.
type panel struct {
	title string
	of    func(*result) float64
}

var panels = []panel{
	{"build, seconds of CPU", func(r *result) float64 { return r.BuildCPU }},
	{"disk, MB", func(r *result) float64 { return float64(r.Disk) / 1e6 }},
	{"a query, p50 in ms", func(r *result) float64 { return r.Kinds[overall].P50 }},
	{"a query, p99 in ms", func(r *result) float64 { return r.Kinds[overall].P99 }},
	{"32 clients, answers a second", func(r *result) float64 { return r.Throughput }},
	{"opening to first answer, ms", func(r *result) float64 { return r.FirstAnswer }},
}

// colours and dashes tell the engines apart, also without colour.
var strokes = map[string]string{
	"tracuu":   `stroke="#b3261e" stroke-width="2.5"`,
	"bleve":    `stroke="#1f5fa8" stroke-width="1.8" stroke-dasharray="7 3"`,
	"sqlite":   `stroke="#2e7d32" stroke-width="1.8" stroke-dasharray="2 3"`,
	"postgres": `stroke="#6a4c93" stroke-width="1.8" stroke-dasharray="9 3 2 3"`,
}

const (
	panelWidth, panelHeight                  = 300, 220
	marginLeft, marginTop, right, underneath = 52, 30, 14, 34
	columns                                  = 3
)

// plots draws all panels.
func plots(all []result) string {
	rows := (len(panels) + columns - 1) / columns
	width, height := columns*panelWidth, rows*panelHeight+34
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="11" role="img">`+"\n",
		width, height, width, height)
	b.WriteString("<title>How the engines grow with the number of articles</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	for i, p := range panels {
		p.draw(&b, all, i%columns*panelWidth, i/columns*panelHeight)
	}
	x := 20
	for _, e := range order {
		if slices.ContainsFunc(all, func(r result) bool { return r.Engine == e }) {
			fmt.Fprintf(&b, `<path d="M%d %dh34" fill="none" %s/><text x="%d" y="%d">%s</text>`+"\n", x, height-16, strokes[e], x+40, height-12, titles[e])
			x += 60 + 8*len(titles[e])
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// draw draws a panel with its corner at left, top.
func (p *panel) draw(b *strings.Builder, all []result, left, top int) {
	fmt.Fprintf(b, `<g transform="translate(%d %d)"><text x="%d" y="18" font-weight="bold">%s</text>`+"\n", left, top, marginLeft, p.title)
	var xs, ys []float64
	for i := range all {
		if v := p.of(&all[i]); v > 0 {
			xs, ys = append(xs, float64(all[i].Articles)), append(ys, v)
		}
	}
	if len(xs) == 0 {
		b.WriteString("</g>\n")
		return
	}
	x, y := newScale(xs, marginLeft, panelWidth-right), newScale(ys, panelHeight-underneath, marginTop)
	for e := x.from; e <= x.to; e++ {
		at := x.at(math.Pow(10, float64(e)))
		fmt.Fprintf(b, `<path d="M%.1f %dV%d" stroke="#ddd"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n",
			at, marginTop, panelHeight-underneath, at, panelHeight-underneath+15, power(e))
	}
	for e := y.from; e <= y.to; e++ {
		at := y.at(math.Pow(10, float64(e)))
		fmt.Fprintf(b, `<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%s</text>`+"\n",
			marginLeft, at, panelWidth-right, marginLeft-5, at+4, power(e))
	}
	for _, engine := range order {
		var line []string
		for _, r := range bySize(all, engine) {
			if v := p.of(&r); v > 0 {
				line = append(line, fmt.Sprintf("%.1f %.1f", x.at(float64(r.Articles)), y.at(v)))
			}
		}
		if len(line) > 0 {
			fmt.Fprintf(b, `<path d="M%s" fill="none" %s/>`+"\n", strings.Join(line, "L"), strokes[engine])
			for _, point := range line {
				cx, cy, _ := strings.Cut(point, " ")
				fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="2.5" fill="#fff" %s/>`+"\n", cx, cy, strings.Split(strokes[engine], " stroke-dash")[0])
			}
		}
	}
	b.WriteString("</g>\n")
}

// bySize are the results of an engine, the small sizes first.
func bySize(all []result, engine string) (rows []result) {
	for _, r := range all {
		if r.Engine == engine {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b result) int { return a.Articles - b.Articles })
	return rows
}

// scale maps values to places, by powers of ten.
type scale struct {
	from, to int // powers
	a, b     float64
}

func newScale(values []float64, a, b float64) scale {
	s := scale{int(math.Floor(math.Log10(slices.Min(values)))), int(math.Ceil(math.Log10(slices.Max(values)))), a, b}
	if s.to == s.from {
		s.to++
	}
	return s
}

func (s scale) at(v float64) float64 {
	return s.a + (s.b-s.a)*(math.Log10(v)-float64(s.from))/float64(s.to-s.from)
}

// power writes a power of ten as one reads it.
func power(e int) string {
	switch {
	case e < 0:
		return fmt.Sprintf("%.*f", -e, math.Pow(10, float64(e)))
	case e >= 6:
		return fmt.Sprintf("%d M", int(math.Pow(10, float64(e-6))))
	case e >= 3:
		return fmt.Sprintf("%d k", int(math.Pow(10, float64(e-3))))
	}
	return fmt.Sprint(int(math.Pow(10, float64(e))))
}
