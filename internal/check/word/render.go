package word

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// op is something to do at an offset inside an element of text. At one offset
// they are done in the order of their kinds.
type op struct {
	at     int
	kind   opKind
	id     int    // of the comment
	insert string // behind what is deleted
	like   int    // the element of text that it is to look like
}

type opKind uint8

const (
	deleteEnd opKind = iota
	rangeEnd
	rangeStart
	insertion
	deleteStart
)

// cut notes an op at an element of text.
func (p *part) cut(t int, o op) {
	r := p.runOf(t)
	p.ops[r] = append(p.ops[r], o)
}

// markAround marks all of a paragraph.
func (p *part) markAround(id, para int) bool {
	if para < 0 || !p.main {
		return false
	}
	n := p.nodes[para]
	if n.open == n.end { // <w:p/>
		return false
	}
	start := n.open
	for k := para + 1; k < len(p.nodes) && p.nodes[k].start < n.end; k++ {
		if p.nodes[k].parent == para && p.nodes[k].name == "pPr" {
			start = p.nodes[k].end
		}
	}
	p.edits = append(p.edits, edit{start, start, p.rangeStart(n.prefix, id)}, edit{n.close, n.close, p.rangeStop(n.prefix, id)})
	return true
}

// markReference marks the sign of a footnote or endnote.
func (p *part) markReference(id int, kind, note string) bool {
	k, ok := p.signs[kind+"Reference "+note]
	if !ok {
		return false
	}
	r := p.nodes[k].parent
	if r < 0 || p.nodes[r].name != "r" || p.inside(k, "txbxContent") || !slices.Contains(holders, p.nodes[p.nodes[r].parent].name) {
		return false
	}
	prefix := p.nodes[p.nodes[r].parent].prefix
	p.edits = append(p.edits, edit{p.nodes[r].start, p.nodes[r].start, p.rangeStart(prefix, id)},
		edit{p.nodes[r].end, p.nodes[r].end, p.rangeStop(prefix, id)})
	return true
}

// markFirst marks the first paragraph that has something in it.
func (p *part) markFirst(id int) bool {
	for k := range p.nodes {
		if p.nodes[k].name == "p" && p.nodes[k].open < p.nodes[k].close && !p.inside(k, "txbxContent") && p.markAround(id, k) {
			return true
		}
	}
	return false
}

// openTag writes a tag of the markup of words with attributes, but for its end.
// The namespace is declared where there is no prefix to write attributes with.
func openTag(prefix, uri, name string, attrs ...string) string {
	var b strings.Builder
	b.WriteString("<" + qualified(prefix, name))
	of := prefix
	if prefix == "" && len(attrs) > 0 {
		of = "w"
		b.WriteString(` xmlns:w="` + uri + `"`)
	}
	for i := 0; i+1 < len(attrs); i += 2 {
		b.WriteString(" " + qualified(of, attrs[i]) + `="`)
		b.WriteString(escape(attrs[i+1]))
		b.WriteByte('"')
	}
	return b.String()
}

func qualified(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + ":" + name
}

func (p *part) rangeStart(prefix string, id int) string {
	return openTag(prefix, p.uri, "commentRangeStart", "id", strconv.Itoa(id)) + "/>"
}

func (p *part) rangeStop(prefix string, id int) string {
	r := qualified(prefix, "r")
	return openTag(prefix, p.uri, "commentRangeEnd", "id", strconv.Itoa(id)) + "/><" + r + ">" +
		openTag(prefix, p.uri, "commentReference", "id", strconv.Itoa(id)) + "/></" + r + ">"
}

// stamp is the time of a change as the format writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// escape writes text for XML, without the characters that XML cannot hold.
func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == unicode.ReplacementChar || r >= 0xFFFE && r <= 0xFFFF || r >= 0xD800 && r <= 0xDFFF {
			return -1
		}
		return r
	}, s)))
	return b.String()
}

// render gives the part with its edits made.
func (p *part) render(a *annotator) []byte {
	edits := slices.Clone(p.edits)
	for _, r := range slices.Sorted(maps.Keys(p.ops)) {
		ops := p.ops[r]
		slices.SortStableFunc(ops, func(a, b op) int {
			if a.at != b.at {
				return a.at - b.at
			}
			return int(a.kind) - int(b.kind)
		})
		w := runWriter{a: a, p: p, r: r, outer: p.nodes[p.nodes[r].parent].prefix, head: p.head(r)}
		edits = append(edits, edit{p.nodes[r].start, p.nodes[r].end, w.write(ops)})
	}
	slices.SortStableFunc(edits, func(a, b edit) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to // what is put before a run, then the run
	})
	var b bytes.Buffer
	b.Grow(len(p.raw) + len(p.raw)/16)
	at := 0
	for _, e := range edits {
		b.Write(p.raw[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(p.raw[at:])
	return b.Bytes()
}

// runWriter writes a run anew, as several where something begins or ends in it.
type runWriter struct {
	a        *annotator
	p        *part
	r        int
	outer    string // the prefix that is good beside the run
	head     string // the run's tag and properties
	b        strings.Builder
	open     bool // a run is begun
	deleting bool
}

func (w *runWriter) put(s string) {
	if !w.open {
		if w.deleting {
			w.b.WriteString(w.track("del"))
		}
		w.b.WriteString(w.head)
		w.open = true
	}
	w.b.WriteString(s)
}

func (w *runWriter) stop() {
	if w.open {
		w.b.WriteString("</" + qualified(w.p.nodes[w.r].prefix, "r") + ">")
		if w.deleting {
			w.b.WriteString("</" + qualified(w.outer, "del") + ">")
		}
		w.open = false
	}
}

func (w *runWriter) track(name string) string {
	return openTag(w.outer, w.p.uri, name, "id", strconv.Itoa(w.a.id()), "author", w.a.opts.Author, "date", stamp(w.a.opts.Date)) + ">"
}

func (w *runWriter) do(o op) {
	w.stop()
	switch o.kind {
	case deleteEnd, insertion:
		w.deleting = w.deleting && o.kind == insertion
		if o.insert != "" {
			r := w.p.runOf(o.like)
			run, t := qualified(w.p.nodes[r].prefix, "r"), qualified(w.p.nodes[o.like].prefix, "t")
			w.b.WriteString(w.track("ins") + w.p.head(r) + w.p.textTag(o.like, "t") + escape(o.insert) +
				"</" + t + "></" + run + "></" + qualified(w.outer, "ins") + ">")
		}
	case rangeEnd:
		w.b.WriteString(w.p.rangeStop(w.outer, o.id))
	case rangeStart:
		w.b.WriteString(w.p.rangeStart(w.outer, o.id))
	case deleteStart:
		w.deleting = true
	}
}

func (w *runWriter) write(ops []op) string {
	p := w.p
	for n := w.r + 1; n < len(p.nodes) && p.nodes[n].start < p.nodes[w.r].end; n++ {
		e := p.nodes[n]
		if e.parent != w.r || e.name == "rPr" {
			continue
		}
		if e.name != "t" {
			w.put(string(p.raw[e.start:e.end]))
			continue
		}
		at, cut := e.open, false
		for len(ops) > 0 && ops[0].at <= e.close {
			if ops[0].at > at {
				w.text(n, at, ops[0].at)
				at, cut = ops[0].at, true
			}
			w.do(ops[0])
			ops = ops[1:]
		}
		if at < e.close || !cut && at == e.open {
			w.text(n, at, e.close)
		}
	}
	for _, o := range ops {
		w.do(o)
	}
	w.stop()
	return w.b.String()
}

// text writes a piece of an element of text, or all of it as it stands.
func (w *runWriter) text(n, from, to int) {
	p := w.p
	e := p.nodes[n]
	if from == e.open && to == e.close && !w.deleting {
		w.put(string(p.raw[e.start:e.end]))
		return
	}
	name := "t"
	if w.deleting {
		name = "delText"
	}
	w.put(p.textTag(n, name) + string(p.raw[from:to]) + "</" + qualified(e.prefix, name) + ">")
}

// head is a run's tag and its properties, as they stand.
func (p *part) head(r int) string {
	return string(p.raw[p.nodes[r].start:p.nodes[r].open]) + p.props(r)
}

// textTag is the tag of an element of text by another name, its spaces kept: a
// piece of it can begin or end with one.
func (p *part) textTag(n int, name string) string {
	e := p.nodes[n]
	attrs := strings.TrimPrefix(string(p.raw[e.start:e.open]), "<"+qualified(e.prefix, "t"))
	attrs = strings.TrimRight(strings.TrimSuffix(attrs, ">"), " \t\r\n")
	if !strings.Contains(attrs, "xml:space") {
		attrs += ` xml:space="preserve"`
	}
	return "<" + qualified(e.prefix, name) + attrs + ">"
}
