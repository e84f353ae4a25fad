package server

import (
	"html/template"
	"strconv"
	"strings"

	"tracuu/internal/library"
)

// backlink is a place of another document that cites this very point.
type backlink struct {
	URL, Name, Label string
}

const (
	openBacklinks = 2   // named beside the point; more are folded
	mostBacklinks = 100 // listed at a point; the list at the foot has all
	chunkBytes    = 8 << 10
	longText      = 64 << 10 // bytes from which a text is drawn chunk by chunk
)

// backlinksOf sorts what cites a document by the anchor of the point it cites.
func backlinksOf(citedAt []library.Link) map[string][]backlink {
	out := map[string][]backlink{}
	for _, l := range citedAt {
		for _, p := range l.Places {
			if p.Target == "" {
				continue
			}
			b := backlink{URL: placeURL(l, p), Name: l.Record.Name(), Label: p.Label}
			if at := out[p.Target]; len(at) == 0 || at[len(at)-1] != b {
				out[p.Target] = append(at, b)
			}
		}
	}
	return out
}

// placeURL leads to the place where a document cites another.
func placeURL(l library.Link, p library.Place) string {
	anchor := p.Anchor
	if anchor == "" {
		anchor = "c-" + strconv.Itoa(p.Citation)
	}
	return documentURL(l.Record.ID, anchor)
}

// article writes the blocks of a text with what stands beside each. It is done by
// hand for the same reason as the text itself. A long text is cut in chunks that
// the browser lays out as they come into view.
func article(blocks []block, long bool) template.HTML {
	w := htmlWriter{}
	size := 0
	for _, b := range blocks {
		size += len(b.HTML) + 200
	}
	w.Grow(size)
	open := false
	written := 0
	for i := range blocks {
		b := &blocks[i]
		if long && (!open || written > chunkBytes) {
			if open {
				w.raw("</div>")
			}
			w.raw("<div class=\"ch\">\n")
			open, written = true, 0
		}
		written += b.end - b.start
		w.block(b)
	}
	if open {
		w.raw("</div>")
	}
	return template.HTML(w.String())
}

// htmlWriter writes HTML of which raw is the program's own and text is not.
type htmlWriter struct{ strings.Builder }

func (w *htmlWriter) raw(s string)  { w.WriteString(s) }
func (w *htmlWriter) text(s string) { _, _ = escaper.WriteString(w, s) }

// link writes a link with the given attributes, which are the program's own.
func (w *htmlWriter) link(url, attributes, text string) {
	w.raw(`<a href="`)
	w.text(url)
	w.raw(`"`)
	w.raw(attributes)
	w.raw(">")
	w.text(text)
	w.raw("</a>")
}

func (w *htmlWriter) block(b *block) {
	w.raw(`<div class="b`)
	if b.Class != "" {
		w.raw(" ")
		w.raw(b.Class)
	}
	w.raw(`"`)
	if b.Anchor != "" {
		w.raw(` id="`)
		w.text(b.Anchor)
		w.raw(`"`)
	}
	w.raw(">")
	if len(b.Notes) > 0 {
		w.raw(`<ul class="notes" aria-hidden="true">`)
		for i := range b.Notes {
			n := &b.Notes[i]
			w.raw(`<li class="`)
			w.raw(n.Class)
			w.raw(`">`)
			w.link(n.URL, ` tabindex="-1"`, n.Name)
			w.raw("<span>")
			w.text(n.Line)
			w.raw("</span></li>")
		}
		w.raw("</ul>")
	}
	w.raw(string(b.HTML))
	if b.Anchor != "" {
		w.raw(`<a class="anchor" href="#`)
		w.text(b.Anchor)
		w.raw(`" aria-label="Liên kết đến `)
		w.text(b.Label)
		w.raw(`">¶</a>`)
	}
	w.backlinks(b.Back)
	w.raw("</div>\n")
}

func (w *htmlWriter) backlinks(all []backlink) {
	if len(all) == 0 {
		return
	}
	if len(all) <= openBacklinks {
		w.raw(`<div class="back">Được viện dẫn tại `)
		for i := range all {
			if i > 0 {
				w.raw("; ")
			}
			w.backlink(&all[i])
		}
		w.raw("</div>")
		return
	}
	w.raw(`<details class="back"><summary>Được viện dẫn tại `)
	w.raw(thousands(len(all)))
	w.raw(` chỗ</summary><ul>`)
	for i := range all[:min(len(all), mostBacklinks)] {
		w.raw("<li>")
		w.backlink(&all[i])
		w.raw("</li>")
	}
	if more := len(all) - mostBacklinks; more > 0 {
		w.raw("<li>")
		w.link("#duoc-vien-dan", "", "và "+thousands(more)+" chỗ khác")
		w.raw("</li>")
	}
	w.raw("</ul></details>")
}

func (w *htmlWriter) backlink(b *backlink) {
	name := b.Name
	if b.Label != "" {
		name += ", " + lowerFirst(b.Label)
	}
	w.link(b.URL, "", name)
}
