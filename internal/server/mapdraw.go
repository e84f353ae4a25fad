package server

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"tracuu/internal/document"
	"tracuu/internal/graphmap"
	"tracuu/internal/library"
)

// mapDrawing writes a layout as SVG. Everything has its look as presentation
// attributes, so that the file stands alone and the content policy has nothing
// to refuse; on the page the style sheet overrides them by class.
type mapDrawing struct {
	around  library.Around
	input   graphmap.Input
	picture graphmap.Picture
	title   string
	open    func(key string) string // the address that opens a group; nil without links
	b       strings.Builder
}

// lineLook is the look of a line by the style of its relation.
type lineLook struct{ stroke, width, dash string }

// faintness is how far the lines that say little stand back among so many; the
// relations of a box come out again under the mouse and the focus.
func faintness(lines int) string {
	switch {
	case lines > 150:
		return "0.14"
	case lines > 30:
		return "0.45"
	}
	return ""
}

var lineLooks = map[string]lineLook{
	"replaces":   {"#7a4b00", "2.6", ""},
	"amends":     {"#1b1b18", "1.8", "7 4"},
	"continues":  {"#1b1b18", "1.8", "15 5"},
	"basis":      {"#5d5a51", "1.5", "12 4 2 4"},
	"implements": {"#5d5a51", "1.3", ""},
	"cites":      {"#5d5a51", "1.3", "2 4"},
}

func (l lineLook) String() string {
	s := ` fill="none" stroke="` + l.stroke + `" stroke-width="` + l.width + `"`
	if l.dash != "" {
		s += ` stroke-dasharray="` + l.dash + `"`
	}
	return s
}

// newMapDrawing lays a neighbourhood out. The centre is node 0, neighbour k node
// k+1.
func newMapDrawing(a library.Around, q mapQuery) *mapDrawing {
	d := &mapDrawing{around: a, input: graphmap.Input{Lanes: mapLanes, Open: q.open, OpenAll: q.openAll}}
	act := map[string]bool{} // what changes another, or is changed
	for _, e := range a.Edges {
		if speaksOfChange(styleOf(e.Kind)) {
			act[e.From], act[e.To] = true, true
		}
	}
	d.addNode(a.Centre.Record, a.Centre.State, q, true)
	for _, n := range a.Nodes {
		d.addNode(n.Record, n.State, q, act[n.Record.ID])
	}
	d.addEdges()
	d.picture = graphmap.Lay(d.input)
	return d
}

func speaksOfChange(style string) bool {
	return style == "replaces" || style == "amends" || style == "continues"
}

func (d *mapDrawing) addNode(r *document.Record, st library.State, q mapQuery, fixed bool) {
	note := r.Date.Vietnamese()
	if note == "" {
		note = unknownDay
	}
	if gone(st.Status) {
		note += " · " + stateWords[st.Status][0]
	} else if r.Issuer != "" {
		note += " · " + r.Issuer
	}
	d.input.Nodes = append(d.input.Nodes, graphmap.Node{ID: r.ID, Name: r.Name(), Note: note, Date: r.Date, Lane: laneOf(r), Group: groupName(r, q.byIssuer), Fixed: fixed})
}

// record is the record of a node.
func (d *mapDrawing) record(node int) *document.Record {
	if node == 0 {
		return d.around.Centre.Record
	}
	return d.around.Nodes[node-1].Record
}

// addEdges gives the layout the relations, in the words of the box that names
// them. That one document cites another is left out where another relation says
// it better; the table has both.
func (d *mapDrawing) addEdges() {
	at := map[string]int{}
	for i, n := range d.input.Nodes {
		at[n.ID] = i
	}
	byNode := ends(d.around)
	for i, n := range d.input.Nodes {
		for _, e := range byNode[n.ID] {
			if e.Kind == document.Cites && slices.ContainsFunc(byNode[n.ID], func(o *library.Edge) bool { return o.Kind != e.Kind && o.From == e.From && o.To == e.To }) {
				continue
			}
			other, words := at[e.To], boxWords[e.Kind][0]
			if e.To == n.ID {
				other, words = at[e.From], boxWords[e.Kind][1]
			}
			if other != d.input.Centre {
				words += " " + shortName(d.record(other))
			}
			place := documentURL(e.From, "quan-he")
			if len(e.Said) > 0 {
				place = saidURL(e.Said[0])
			}
			d.input.Edges = append(d.input.Edges, graphmap.Edge{From: at[e.From], To: at[e.To], Style: styleOf(e.Kind), At: i, Tag: words, Place: place})
		}
	}
}

// shortName is how a box names another document: by its number.
func shortName(r *document.Record) string {
	if l := r.Label(); l != "" {
		return l
	}
	return r.Name()
}

const unknownDay = "Chưa rõ ngày"

// gone reports a document that no longer stands as it was issued.
func gone(st library.Status) bool {
	return st == library.StatusReplaced || st == library.StatusRepealed || st == library.StatusPartly
}

// inPage is the picture for the page, with links.
func (d *mapDrawing) inPage() string {
	p := &d.picture
	fmt.Fprintf(&d.b, `<svg class="map" id="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="group" aria-labelledby="h-hinh" font-family="Be Vietnam Pro, Arial, sans-serif">`,
		p.Width, p.Height, p.Width, p.Height)
	d.draw()
	d.b.WriteString(`</svg>`)
	return d.b.String()
}

// standalone is the picture as a file: with its title, what the lines mean, and
// a white ground.
func (d *mapDrawing) standalone() string {
	const above = 44
	p := &d.picture
	legend := above + p.Height + 12
	rows := (len(families) + 2) / 3
	width, height := max(p.Width, 960), legend+rows*22+34
	d.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&d.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="Be Vietnam Pro, Arial, sans-serif">`, width, height, width, height)
	d.b.WriteString(`<title>` + escape(d.title) + `</title><rect width="100%" height="100%" fill="#fff"/>`)
	fmt.Fprintf(&d.b, `<text x="%d" y="28" font-size="17" font-weight="600" fill="#1b1b18">%s</text><g transform="translate(0 %d)">`, graphmap.Margin, escape(d.title), above)
	d.draw()
	d.b.WriteString(`</g>`)
	for i, f := range families {
		x, y := graphmap.Margin+i%3*310, legend+i/3*22+8
		fmt.Fprintf(&d.b, `<path d="M%d %dh36"%v marker-end="url(#mui-ten)"/><text x="%d" y="%d" font-size="12" fill="#1b1b18">%s</text>`, x, y, lineLooks[f.Style], x+48, y+4, escape(f.Label))
	}
	fmt.Fprintf(&d.b, `<text x="%d" y="%d" font-size="12" fill="#5d5a51">Mũi tên đi từ văn bản tác động đến văn bản được tác động. Khung nét đứt: chưa có toàn văn trong thư viện. Cần đối chiếu với bản gốc.</text>`, graphmap.Margin, legend+rows*22+14)
	d.b.WriteString("</svg>\n")
	return d.b.String()
}

func (d *mapDrawing) draw() {
	p := &d.picture
	d.b.WriteString(`<defs><marker id="mui-ten" class="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.8 7.5 4 0 7.2z" fill="#5d5a51"/></marker></defs>`)
	for i, l := range p.Lanes {
		if i%2 == 1 {
			fmt.Fprintf(&d.b, `<rect class="lane" x="0" y="%d" width="%d" height="%d" fill="#f5f2ea"/>`, l.Y, p.Width, l.H)
		}
	}
	for i, c := range p.Columns {
		label, class := c.Label, ""
		if c.Unknown {
			label = "Chưa rõ ngày ban hành"
		}
		if i > 0 {
			if c.Unknown {
				class = ` stroke-dasharray="4 4"`
			}
			fmt.Fprintf(&d.b, `<path class="year" d="M%d %dV%d" stroke="#dfdbd0" stroke-width="1"%s/>`, c.X-graphmap.Gap/2, 0, p.Height, class)
		}
		fmt.Fprintf(&d.b, `<text class="yt" x="%d" y="22" font-size="14" font-weight="600" fill="#1b1b18">%s</text>`, c.X, escape(label))
	}
	labelled := 0 // where the years stand that were written last
	for _, l := range p.Lanes {
		if l.Y-labelled > 400 { // the years again, since a tall picture scrolls
			labelled = l.Y
			for _, c := range p.Columns[1:] { // where the first stands is the lane's name
				fmt.Fprintf(&d.b, `<text class="lt" x="%d" y="%d" font-size="12" text-anchor="end" fill="#5d5a51" aria-hidden="true">%s</text>`, c.X+c.W, l.Y+17, escape(c.Label))
			}
		}
		fmt.Fprintf(&d.b, `<path class="year" d="M0 %dH%d" stroke="#dfdbd0" stroke-width="1"/><text class="lt" x="%d" y="%d" font-size="12" fill="#5d5a51">%s</text>`, l.Y, p.Width, graphmap.Margin, l.Y+17, escape(l.Label))
	}
	for _, n := range p.Lines {
		look := lineLooks[n.Style].String()
		if faint := faintness(len(p.Lines)); faint != "" && !speaksOfChange(n.Style) {
			look += ` stroke-opacity="` + faint + `"`
		}
		fmt.Fprintf(&d.b, `<path class="l l-%s" data-a="%d" data-b="%d" d="M%d %dC%d %d %d %d %d %d"%s marker-end="url(#mui-ten)"/>`, n.Style, n.From, n.To, n.X1, n.Y1, n.C1, n.Y1, n.C2, n.Y2, n.X2, n.Y2, look)
	}
	for i := range p.Boxes {
		d.box(i)
	}
}

func (d *mapDrawing) box(i int) {
	b := &d.picture.Boxes[i]
	class, stroke, fill, dash, width := "box", "#8b867a", "#fff", "", "1"
	name, note, full, href := b.Name, b.Note, "", ""
	switch {
	case b.Group():
		class += " many"
		if note == "" {
			note = unknownDay
		}
		name, full = groupWords(b, d.input.Nodes)
		if d.open != nil {
			href = d.open(b.Key)
		}
	default:
		e := d.around.Centre
		if k := b.Nodes[0]; k > 0 {
			e = d.around.Nodes[k-1].Entry
		} else {
			class, stroke, width = class+" centre", "#8c1d18", "2"
		}
		full = boxTitle(e)
		if b.Nodes[0] > 0 {
			href = documentURL(e.Record.ID, "")
		}
		if !e.TextHeld {
			class, dash = class+" record", ` stroke-dasharray="5 3"`
		}
		if gone(e.State.Status) {
			class += " gone"
		}
	}
	fmt.Fprintf(&d.b, `<g class="%s" data-i="%d" transform="translate(%d %d)">`, class, i, b.X, b.Y)
	if d.open != nil && href != "" {
		d.b.WriteString(`<a href="` + escape(href) + `" class="main">`)
	}
	d.b.WriteString(`<title>` + escape(full) + `</title>`)
	if b.Group() { // a second sheet behind the first
		fmt.Fprintf(&d.b, `<rect class="sheet" x="4" y="-4" width="%d" height="%d" rx="4" fill="%s" stroke="%s"/>`, b.W, b.H, fill, stroke)
	}
	fmt.Fprintf(&d.b, `<rect class="face" width="%d" height="%d" rx="4" fill="%s" stroke="%s" stroke-width="%s"%s/>`, b.W, b.H, fill, stroke, width, dash)
	fmt.Fprintf(&d.b, `<text class="n" x="10" y="20" font-size="%d" font-weight="600" fill="#1b1b18">%s</text>`, graphmap.NameSize, escape(graphmap.Cut(name, graphmap.NameSize, b.W-20)))
	fmt.Fprintf(&d.b, `<text class="t" x="10" y="37" font-size="%d" fill="#5d5a51">%s</text>`, graphmap.NoteSize, escape(note))
	if d.open != nil && href != "" {
		d.b.WriteString(`</a>`)
	}
	for k, t := range b.Tags {
		y := 53 + 17*k
		if d.open != nil && !b.Group() {
			d.b.WriteString(`<a href="` + escape(t.Place) + `" class="tag"><title>` + escape(t.Full+". Mở chỗ nêu liên hệ này") + `</title>`)
		}
		sample := fmt.Sprintf("M10 %dh22", y-4)
		if !t.Out { // the arrow points at the box's own document
			sample = fmt.Sprintf("M32 %dh-22", y-4)
		}
		fmt.Fprintf(&d.b, `<path class="l l-%s" d="%s"%v marker-end="url(#mui-ten)"/><text class="t" x="%d" y="%d" font-size="%d" fill="#1b1b18">%s</text>`,
			t.Style, sample, lineLooks[t.Style], graphmap.TagX, y, graphmap.TagSize, escape(t.Text))
		if d.open != nil && !b.Group() {
			d.b.WriteString(`</a>`)
		}
	}
	if b.MoreTags > 0 {
		fmt.Fprintf(&d.b, `<text class="t" x="%d" y="%d" font-size="%d" fill="#5d5a51">và %d liên hệ khác</text>`, graphmap.TagX, 53+17*len(b.Tags), graphmap.TagSize, b.MoreTags)
	}
	d.b.WriteString(`</g>`)
}

// groupWords names a group: "37 Kế hoạch".
func groupWords(b *graphmap.Box, nodes []graphmap.Node) (name, full string) {
	of := nodes[b.Nodes[0]].Group
	for _, i := range b.Nodes {
		if nodes[i].Group != of {
			of = "văn bản khác"
			break
		}
	}
	name = thousands(len(b.Nodes)) + " " + of
	return name, "Mở nhóm: " + name
}

// boxTitle is what a screen reader says of a box, and the mouse shows.
func boxTitle(e library.Entry) string {
	r := e.Record
	s := nameAndDate(r)
	if r.Issuer != "" {
		s += ", " + r.Issuer
	}
	if t := r.Subject(); t != "" && t != r.Name() {
		s += ": " + t
	}
	s += ". " + StateWords(e.State) + "."
	if !e.TextHeld {
		s += " Chưa có toàn văn."
	}
	return s
}

// lineSample is the look of a line for the legend and the table.
func lineSample(style string) template.HTML {
	return template.HTML(`<svg class="sample" viewBox="0 0 44 12" width="44" height="12" aria-hidden="true"><path class="l l-` + style + `" d="M1 6h34"` + lineLooks[style].String() + `/><path class="head" d="M35 2.5 43 6 35 9.5z" fill="#5d5a51"/></svg>`)
}

func escape(s string) string { return html.EscapeString(strings.ToValidUTF8(xmlSafe(s), "�")) }

// xmlSafe drops control characters, which no XML file may have.
func xmlSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}
