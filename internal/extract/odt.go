package extract

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// readODT reads an OpenDocument text (ODF 1.3): paragraphs, lists with their
// numbers, tables a row a line, footnotes behind the text. Tracked deletions and
// comments are left out.
func (j *job) readODT() error {
	p, err := j.openPack()
	if err != nil {
		return err
	}
	for _, f := range p.z.File {
		if f.Name == "META-INF/manifest.xml" {
			if encrypted(p) {
				return fmt.Errorf("%w: ODT", ErrEncrypted)
			}
		}
	}
	d := &odt{j: j, fonts: map[string]runProps{}, ruled: map[string]bool{}, lists: map[string]*[listLevels]odtLevel{}, counts: map[string]*[listLevels]int{}, used: map[legacy.Encoding]int{}}
	for _, part := range []string{"styles.xml", "content.xml"} {
		rc, err := p.open(part)
		if err != nil {
			return err
		}
		if rc == nil {
			if part == "content.xml" {
				return fmt.Errorf("%w: no %s", ErrDamaged, part)
			}
			continue
		}
		d.body = part == "content.xml"
		var b strings.Builder
		x := newXML(rc)
		err = d.read(x, 0, &b)
		rc.Close()
		if d.body {
			d.text = b.String()
		}
		if err := (&docx{j: j}).tolerate(err, len(d.text)); err != nil {
			return err
		}
	}
	j.res.Text, j.res.Reader = d.text+strings.Join(d.notes, "\n"), "odt"
	for enc := range d.used {
		j.converted(enc.String())
	}
	return j.coreProperties(p, "meta.xml")
}

// encrypted reports a manifest that names a key.
func encrypted(p *pack) bool {
	rc, err := p.open("META-INF/manifest.xml")
	if rc == nil || err != nil {
		return false
	}
	defer rc.Close()
	x := newXML(rc)
	for {
		t, err := x.token()
		if err != nil {
			return false
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
			return true
		}
	}
}

type odt struct {
	j      *job
	body   bool
	text   string
	notes  []string
	fonts  map[string]runProps // by style
	ruled  map[string]bool     // styles of cells with a line around them
	lists  map[string]*[listLevels]odtLevel
	counts map[string]*[listLevels]int
	used   map[legacy.Encoding]int

	listName []string // open lists
	item     bool     // the next paragraph is the first of its item
}

type odtLevel struct {
	format, prefix, suffix, bullet string
	start, shown                   int
}

// read reads blocks until depth is left.
func (d *odt) read(x *xmlReader, depth int, b *strings.Builder) error {
	var style, list string
	at := 0
	for {
		t, err := x.token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				return nil
			}
			if e.Name.Local == "list" && len(d.listName) > 0 {
				d.listName = d.listName[:len(d.listName)-1]
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "style":
				style = attr(e, "name")
				if p, ok := d.fonts[attr(e, "parent-style-name")]; ok {
					d.fonts[style] = p
				}
			case "text-properties":
				d.setFont(style, e)
			case "table-cell-properties":
				for _, side := range []string{"border", "border-top", "border-bottom", "border-left", "border-right"} {
					if v := attr(e, side); v != "" && v != "none" {
						d.ruled[style] = true
					}
				}
			case "list-style":
				list = attr(e, "name")
				d.lists[list] = &[listLevels]odtLevel{}
			case "list-level-style-number", "list-level-style-bullet":
				if l := d.lists[list]; l != nil {
					if at, _ = strconv.Atoi(attr(e, "level")); at >= 1 && at <= listLevels {
						l[at-1] = odtLevel{format: attr(e, "num-format"), prefix: attr(e, "num-prefix"), suffix: attr(e, "num-suffix"),
							bullet: attr(e, "bullet-char"), start: atoi(attr(e, "start-value"), 1), shown: atoi(attr(e, "display-levels"), 1)}
					}
				}
			case "list":
				name := attr(e, "style-name")
				if name == "" && len(d.listName) > 0 {
					name = d.listName[len(d.listName)-1]
				}
				if attr(e, "continue-numbering") != "true" && len(d.listName) == 0 {
					delete(d.counts, name)
				}
				d.listName = append(d.listName, name)
			case "list-item":
				d.item = true
			case "p", "h":
				if !d.body {
					if err := x.skip(); err != nil {
						return err
					}
					continue
				}
				label := d.label()
				text, err := d.paragraph(x, attr(e, "style-name"), b)
				if text = strings.TrimSpace(text); text != "" {
					b.WriteString(strings.TrimSpace(label+" "+text) + "\n")
				}
				if err != nil {
					return err
				}
			case "table":
				text, err := d.table(x)
				b.WriteString(text)
				if err != nil {
					return err
				}
			case "tracked-changes", "annotation", "header", "footer", "sequence-decls", "index-title-template", "master-styles":
				if e.Name.Local == "tracked-changes" {
					d.j.warn(WarnDeletions, 0, "tracked deletions were left out")
				}
				if err := x.skip(); err != nil {
					return err
				}
			}
			if b.Len() > d.j.opts.MaxText {
				return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, d.j.opts.MaxText)
			}
		}
	}
}

func atoi(s string, def int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return def
}

func (d *odt) setFont(style string, e xml.StartElement) {
	p := d.fonts[style]
	for _, k := range []string{"font-name", "font-family"} {
		if f := strings.Trim(attr(e, k), "'\" "); f != "" {
			p.enc, p.capsFont = legacyfont.Encoding(f)
		}
	}
	if v := attr(e, "text-transform"); v != "" {
		p.caps = v == "uppercase"
	}
	if attr(e, "display") == "none" {
		p.hidden = true
	}
	p.superscript = strings.HasPrefix(attr(e, "text-position"), "super")
	d.fonts[style] = p
}

// label counts an item of a list and gives what stands before it.
func (d *odt) label() string {
	n := len(d.listName)
	if !d.item || n == 0 || n > listLevels {
		return ""
	}
	d.item = false
	name := d.listName[n-1]
	l := d.lists[name]
	if l == nil {
		return ""
	}
	c := d.counts[name]
	if c == nil {
		c = &[listLevels]int{}
		for i := range c {
			c[i] = max(l[i].start, 1) - 1
		}
		d.counts[name] = c
	}
	c[n-1]++
	for i := n; i < listLevels; i++ {
		c[i] = max(l[i].start, 1) - 1
	}
	lvl := l[n-1]
	if lvl.bullet != "" {
		return bulletSign(lvl.bullet)
	}
	if lvl.format == "" {
		return ""
	}
	var parts []string
	for i := max(0, n-lvl.shown); i < n; i++ {
		f := map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}[l[i].format]
		parts = append(parts, ordinal(c[i], f))
	}
	return strings.TrimSpace(lvl.prefix + strings.Join(parts, ".") + lvl.suffix)
}

// paragraph reads the text of a paragraph; text boxes in it go to b.
func (d *odt) paragraph(x *xmlReader, style string, b *strings.Builder) (string, error) {
	depth := x.depth
	w := paragraphWriter{d: &docx{j: d.j, legacyUsed: d.used}}
	stack := []runProps{d.fonts[style]}
	w.props = stack[0]
	for {
		t, err := x.token()
		if err != nil {
			return w.text().String(), err
		}
		switch e := t.(type) {
		case xml.CharData:
			w.add(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(string(e)))
		case xml.EndElement:
			if x.depth < depth {
				return linesOf(strings.ReplaceAll(w.text().String(), "\u2028", " ")), nil
			}
			if e.Name.Local == "span" && len(stack) > 1 {
				stack = stack[:len(stack)-1]
				w.props = stack[len(stack)-1]
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "span":
				p, ok := d.fonts[attr(e, "style-name")]
				if !ok || p.enc == legacy.Unicode && stack[len(stack)-1].enc != legacy.Unicode && !p.hidden {
					p = stack[len(stack)-1]
				}
				stack = append(stack, p)
				w.props = p
			case "s":
				w.add(" ")
			case "tab":
				w.add("\t") // a border of columns in a header set by tabs
			case "line-break":
				w.add("\n")
			case "note":
				if err := d.note(x, &w); err != nil {
					return w.text().String(), err
				}
			case "annotation", "deletion", "note-citation":
				if err := x.skip(); err != nil {
					return w.text().String(), err
				}
			case "text-box":
				if err := d.read(x, x.depth, b); err != nil {
					return w.text().String(), err
				}
			}
		}
	}
}

// linesOf squeezes the lines of a paragraph and leaves out the empty ones.
func linesOf(s string) string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = squeeze(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// note reads a footnote.
func (d *odt) note(x *xmlReader, w *paragraphWriter) error {
	depth := x.depth
	n := len(d.notes) + 1
	d.notes = append(d.notes, "")
	w.flush()
	w.b.write(superscriptNumber(n))
	for {
		t, err := x.token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				return nil
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "note-citation":
				if err := x.skip(); err != nil {
					return err
				}
			case "note-body":
				var b strings.Builder
				err := d.read(x, x.depth, &b)
				d.notes[n-1] = superscriptNumber(n) + " " + strings.TrimSpace(b.String())
				if err != nil {
					return err
				}
			}
		}
	}
}

func (d *odt) table(x *xmlReader) (string, error) {
	depth := x.depth
	var rows [][]string
	ruled := false
	for {
		t, err := x.token()
		if err != nil {
			return tableText(rows, ruled), err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				return tableText(rows, ruled), nil
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "table-row":
				rows = append(rows, nil)
			case "table-cell":
				ruled = ruled || d.ruled[attr(e, "style-name")]
				var b strings.Builder
				err := d.read(x, x.depth, &b)
				if len(rows) > 0 {
					rows[len(rows)-1] = append(rows[len(rows)-1], strings.TrimSpace(b.String()))
				}
				if err != nil {
					return tableText(rows, ruled), err
				}
			}
		}
	}
}
