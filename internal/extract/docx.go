package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tracuu/internal/vietnamese/legacy"
)

// readDOCX reads a DOCX: the body with tables and text boxes, numbers of lists
// as shown, footnotes behind the text. Headers and footers, tracked deletions and
// hidden text are left out.
func (j *job) readDOCX() error {
	p, err := j.openPack()
	if err != nil {
		return err
	}
	d := &docx{j: j, p: p, fonts: map[string]string{}, legacyUsed: map[legacy.Encoding]int{}}
	if j.opts.Origins {
		d.trace = newTrace()
	}
	main := d.mainPart()
	if d.styles, err = readStyles(p, "word/styles.xml"); err != nil {
		return err
	}
	if d.lists, err = readLists(p, "word/numbering.xml", d.styles); err != nil {
		return err
	}
	body, err := d.part(main)
	if err != nil {
		return err
	}
	if len(body.trim().b) == 0 && len(d.notes) == 0 && !d.hasPart(main) {
		return fmt.Errorf("%w: no %s", ErrDamaged, main)
	}
	b := body
	for _, kind := range []string{"footnotes", "endnotes"} {
		notes, err := d.readNotes("word/" + kind + ".xml")
		if err != nil {
			return err
		}
		for _, id := range d.notes {
			if t := notes[id.id].trim(); id.kind == kind && len(t.b) > 0 {
				b.write(superscriptNumber(id.number) + " ")
				b.add(t)
				b.write("\n")
			}
		}
	}
	j.res.Text, j.res.Reader = b.String(), "docx"
	j.trace, j.whole = d.trace, b
	for enc := range d.legacyUsed {
		j.converted(enc.String())
	}
	if d.deleted {
		j.warn(WarnDeletions, 0, "tracked deletions were left out")
	}
	return j.coreProperties(p, "docProps/core.xml")
}

// docx is a document being read.
type docx struct {
	j          *job
	p          *pack
	styles     *styles
	lists      *lists
	fonts      map[string]string
	notes      []noteRef
	inNotes    bool
	deleted    bool
	legacyUsed map[legacy.Encoding]int
	trace      *trace // nil where nobody asks where the text is written
}

type noteRef struct {
	kind, id string
	number   int
}

func (d *docx) mainPart() string {
	for _, f := range d.p.z.File {
		if f.Name == "word/document.xml" {
			return f.Name
		}
	}
	for _, f := range d.p.z.File {
		if strings.HasPrefix(f.Name, "word/document") && strings.HasSuffix(f.Name, ".xml") {
			return f.Name
		}
	}
	return "word/document.xml"
}

func (d *docx) hasPart(name string) bool {
	rc, err := d.p.open(name)
	if rc != nil {
		rc.Close()
	}
	return rc != nil && err == nil
}

// part reads a part with blocks in it.
func (d *docx) part(name string) (traced, error) {
	b := d.trace.text()
	x, done, err := d.open(name)
	if x == nil || err != nil {
		return b, err
	}
	defer done()
	err = d.blocks(x, 0, &b)
	return b, d.tolerate(err, len(b.b))
}

// open opens a part to be read, keeping its bytes where they are traced; nil
// without error where there is none.
func (d *docx) open(name string) (x *xmlReader, done func() error, err error) {
	rc, err := d.p.open(name)
	if rc == nil || err != nil {
		return nil, nil, err
	}
	if d.trace == nil {
		return newXML(rc), rc.Close, nil
	}
	defer rc.Close()
	raw, err := io.ReadAll(rc)
	if err != nil && (errors.Is(err, ErrTooLarge) || d.j.ctx.Err() != nil || len(raw) == 0) {
		return nil, nil, err
	}
	x = newXML(bytes.NewReader(raw))
	x.part = d.trace.begin(name, raw)
	return x, func() error { return nil }, nil
}

// tolerate lets a damaged end pass where text was read.
func (d *docx) tolerate(err error, read int) error {
	switch {
	case err == nil || err == io.EOF:
		return nil
	case errors.Is(err, ErrTooLarge) || d.j.ctx.Err() != nil:
		return err
	case read > 0:
		d.j.warn(WarnPage, 0, "the file is damaged, its end is missing: %v", err)
		return nil
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// blocks reads paragraphs and tables until depth is left, a paragraph a line.
func (d *docx) blocks(x *xmlReader, depth int, b *traced) error {
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
			case "p":
				text, boxes, err := d.paragraph(x)
				b.add(text)
				b.write("\n")
				b.add(boxes)
				if err != nil {
					return err
				}
			case "tbl":
				text, err := d.table(x)
				b.add(text)
				if err != nil {
					return err
				}
			case "del", "moveFrom", "Fallback", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "txbxContent":
				if e.Name.Local == "txbxContent" {
					if err := d.blocks(x, x.depth, b); err != nil {
						return err
					}
					continue
				}
				if err := x.skip(); err != nil {
					return err
				}
			}
			if err := d.j.ctx.Err(); err != nil {
				return err
			}
			if len(b.b) > d.j.opts.MaxText {
				return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, d.j.opts.MaxText)
			}
		}
	}
}

// run is what a run's properties say of its letters.
type runProps struct {
	enc         legacy.Encoding
	capsFont    bool
	caps        bool
	hidden      bool
	superscript bool
}

// paragraph reads a paragraph; boxes is the text of text boxes anchored in it.
func (d *docx) paragraph(x *xmlReader) (text, boxes traced, err error) {
	depth := x.depth
	boxes = d.trace.text()
	w := paragraphWriter{d: d, b: d.trace.text(), raw: d.trace.text()}
	style, numID, level := "", "", -1
	base := d.styles.run("")
	field := 0       // fields inside each other
	hide := []bool{} // the instruction of a field is not shown
	for {
		t, err := x.token()
		if err != nil {
			return w.text(), boxes, err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				out := w.text().trim()
				if numID == "" && style != "" {
					numID, level = d.styles.numbering(style, level)
				}
				if label := d.lists.label(numID, max(level, 0), len(out.b) > 0); label != "" && len(out.b) > 0 {
					labelled := d.trace.text()
					labelled.write(label + " ")
					labelled.add(out)
					out = labelled
				}
				return out, boxes, nil
			}
			if e.Name.Local == "r" {
				w.props = base
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "pStyle":
				style = attr(e, "val")
				base = d.styles.run(style)
				w.props = base
			case "numId":
				numID = attr(e, "val")
			case "ilvl":
				level, _ = strconv.Atoi(attr(e, "val"))
			case "r":
				w.props = base
			case "rPr":
				props, err := d.runProps(x, base)
				if err != nil {
					return w.text(), boxes, err
				}
				w.props = props
			case "rFonts", "sectPr", "tabs", "pPrChange", "rPrChange", "Fallback", "del", "moveFrom":
				if e.Name.Local == "del" || e.Name.Local == "moveFrom" {
					d.deleted = true
				}
				if err := x.skip(); err != nil {
					return w.text(), boxes, err
				}
			case "fldChar":
				switch attr(e, "fldCharType") {
				case "begin":
					field++
					hide = append(hide, true)
				case "separate":
					if field > 0 {
						hide[field-1] = false
					}
				case "end":
					if field > 0 {
						field--
						hide = hide[:field]
					}
				}
			case "instrText", "delText", "delInstrText":
				if err := x.skip(); err != nil {
					return w.text(), boxes, err
				}
			case "t":
				s, err := d.trace.read(x)
				if err != nil {
					return w.text(), boxes, err
				}
				if field == 0 || !hide[field-1] {
					w.addTraced(s)
				}
			case "tab", "ptab":
				w.add("\t")
			case "br", "cr":
				if k := attr(e, "type"); k == "" || k == "textWrapping" {
					w.add("\n")
				}
			case "softHyphen":
				if w.props.enc == legacy.TCVN3 { // its place is that of ư
					w.add("\u00ad")
				}
			case "noBreakHyphen":
				w.add("-")
			case "sym":
				w.add(symbol(attr(e, "font"), attr(e, "char")))
			case "footnoteReference", "endnoteReference":
				w.note(strings.TrimSuffix(e.Name.Local, "Reference")+"s", attr(e, "id"))
			case "txbxContent":
				b := d.trace.text()
				err := d.blocks(x, x.depth, &b)
				boxes.add(b)
				if err != nil {
					return w.text(), boxes, err
				}
			}
		}
	}
}

// chars reads the text of the element that was opened last.
func chars(x *xmlReader) (string, error) {
	t, err := (*trace)(nil).read(x)
	return t.String(), err
}

// read is chars with the places of the characters.
func (t *trace) read(x *xmlReader) (traced, error) {
	depth := x.depth
	b := t.text()
	for {
		from := x.d.InputOffset()
		token, err := x.token()
		if err != nil {
			return b, err
		}
		switch e := token.(type) {
		case xml.CharData:
			b.add(t.chars(x.part, int(from), int(x.d.InputOffset()), e))
		case xml.EndElement:
			if x.depth < depth {
				return b, nil
			}
		}
	}
}

// runProps reads the properties of a run.
func (d *docx) runProps(x *xmlReader, base runProps) (runProps, error) {
	depth, p := x.depth, base
	for {
		t, err := x.token()
		if err != nil {
			return p, err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				return p, nil
			}
		case xml.StartElement:
			d.styles.property(e, &p)
		}
	}
}

func off(v string) bool { return v == "0" || v == "false" || v == "none" || v == "off" }

// readNotes reads footnotes or endnotes by their identifiers, a line each.
func (d *docx) readNotes(name string) (map[string]traced, error) {
	x, done, err := d.open(name)
	if x == nil || err != nil {
		return nil, err
	}
	defer done()
	d.inNotes = true
	defer func() { d.inNotes = false }()
	notes := map[string]traced{}
	for {
		t, err := x.token()
		if err != nil {
			return notes, d.tolerate(err, len(notes))
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "footnote" && e.Name.Local != "endnote" {
			continue
		}
		b := d.trace.text()
		err = d.blocks(x, x.depth, &b)
		if k := attr(e, "type"); k == "" || k == "normal" {
			notes[attr(e, "id")] = b.trim()
		}
		if err != nil {
			return notes, d.tolerate(err, len(notes))
		}
	}
}
