package word

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

const (
	relationSpace  = "http://schemas.openxmlformats.org/package/2006/relationships"
	typesSpace     = "http://schemas.openxmlformats.org/package/2006/content-types"
	commentsType   = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	commentsOf     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	commentsStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
)

// comments is the part that holds the comments of a document.
type comments struct {
	name        string
	raw         []byte // nil where the file had none
	prefix, uri string
	b           strings.Builder // what is to be added
}

// openComments finds the comments of the main part, or a name for new ones.
func (a *annotator) openComments() error {
	main := a.read.Parts[0]
	dir := path.Dir(main)
	a.comments = &comments{prefix: "w", uri: a.parts[0].uri}
	if rels := relationsOf(main); a.z.find(rels) != nil {
		raw, err := a.z.read(rels)
		if err != nil {
			return err
		}
		if err := elements(raw, func(e xml.StartElement) {
			if e.Name.Local == "Relationship" && strings.HasSuffix(value(e, "Type"), "/relationships/comments") && value(e, "TargetMode") != "External" {
				target := strings.TrimPrefix(value(e, "Target"), "/")
				if !strings.HasPrefix(value(e, "Target"), "/") {
					target = path.Join(dir, target)
				}
				a.comments.name = target
			}
		}); err != nil {
			return fmt.Errorf("%s: %w", rels, err)
		}
	}
	c := a.comments
	if c.name != "" && a.z.find(c.name) != nil {
		raw, err := a.z.read(c.name)
		if err != nil {
			return err
		}
		p, err := parsePart(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		c.raw, c.prefix, c.uri = raw, p.nodes[0].prefix, p.uri
		a.next = max(a.next, p.maxID+1)
		return nil
	}
	for n := 0; ; n++ {
		name := "comments.xml"
		if n > 0 {
			name = "comments" + strconv.Itoa(n) + ".xml"
		}
		if c.name = path.Join(dir, name); a.z.find(c.name) == nil {
			return nil
		}
	}
}

// add writes a comment, a paragraph a line.
func (c *comments) add(id int, lines []string, opts Options) {
	q := func(name string) string { return qualified(c.prefix, name) }
	c.b.WriteString(openTag(c.prefix, c.uri, "comment", "id", strconv.Itoa(id), "author", opts.Author, "date", stamp(opts.Date), "initials", "tc") + ">")
	for _, l := range lines {
		c.b.WriteString("<" + q("p") + "><" + q("r") + "><" + q("rPr") + ">" + openTag(c.prefix, c.uri, "sz", "val", "20") + "/></" + q("rPr") + "><" +
			q("t") + ` xml:space="preserve">` + escape(strings.Join(strings.Fields(l), " ")) + "</" + q("t") + "></" + q("r") + "></" + q("p") + ">")
	}
	c.b.WriteString("</" + q("comment") + ">")
}

// write packs the file with what was put into it.
func (a *annotator) write() ([]byte, error) {
	for i, p := range a.parts {
		if len(p.ops) > 0 || len(p.edits) > 0 {
			a.z.set(a.read.Parts[i], p.render(a))
		}
	}
	c := a.comments
	if c.b.Len() > 0 {
		if c.raw != nil {
			b, err := appendTo(c.raw, func(string) string { return c.b.String() })
			if err != nil {
				return nil, err
			}
			a.z.set(c.name, b)
		} else if err := a.addComments(); err != nil {
			return nil, err
		}
	}
	return a.z.pack()
}

// addComments makes the part, and names it in the relations of the main part and
// in the types of the file.
func (a *annotator) addComments() error {
	c := a.comments
	head := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	a.z.set(c.name, []byte(head+`<w:comments xmlns:w="`+c.uri+`">`+c.b.String()+`</w:comments>`))

	rels := relationsOf(a.read.Parts[0])
	raw := []byte(head + `<Relationships xmlns="` + relationSpace + `"></Relationships>`)
	if a.z.find(rels) != nil {
		var err error
		if raw, err = a.z.read(rels); err != nil {
			return err
		}
	}
	taken, known := map[string]bool{}, false
	if err := elements(raw, func(e xml.StartElement) {
		taken[value(e, "Id")] = true
		known = known || strings.HasSuffix(value(e, "Type"), "/relationships/comments") && value(e, "TargetMode") != "External"
	}); err != nil {
		return err
	}
	if !known { // otherwise the part that it names is missing, and is made
		id := "rIdNhanXet"
		for n := 1; taken[id]; n++ {
			id = "rIdNhanXet" + strconv.Itoa(n)
		}
		kind := commentsOf
		if c.uri == spaceStrict {
			kind = commentsStrict
		}
		b, err := appendTo(raw, func(prefix string) string {
			return "<" + qualified(prefix, "Relationship") + ` Id="` + id + `" Type="` + kind + `" Target="` + escape(path.Base(c.name)) + `"/>`
		})
		if err != nil {
			return err
		}
		a.z.set(rels, b)
	}

	const types = "[Content_Types].xml"
	if a.z.find(types) == nil {
		return fmt.Errorf("%w: no %s", ErrDamaged, types)
	}
	raw, err := a.z.read(types)
	if err != nil {
		return err
	}
	known = false
	if err := elements(raw, func(e xml.StartElement) { known = known || value(e, "PartName") == "/"+c.name }); err != nil {
		return err
	}
	if known {
		return nil
	}
	b, err := appendTo(raw, func(prefix string) string {
		return "<" + qualified(prefix, "Override") + ` PartName="/` + escape(c.name) + `" ContentType="` + commentsType + `"/>`
	})
	if err != nil {
		return err
	}
	a.z.set(types, b)
	return nil
}

func relationsOf(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// elements calls f for each start tag.
func elements(raw []byte, f func(xml.StartElement)) error {
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			f(e)
		}
	}
}

func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// appendTo puts what f writes, given the root's prefix, at the end of the root.
func appendTo(raw []byte, f func(prefix string) string) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("%w: encoded as %s", ErrDamaged, charset)
	}
	depth, open, prefix, name := 0, 0, "", ""
	for {
		at := int(d.InputOffset())
		t, err := d.RawToken()
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				prefix, name, open = e.Name.Space, qualified(e.Name.Space, e.Name.Local), int(d.InputOffset())
			}
		case xml.EndElement:
			if depth--; depth > 0 {
				continue
			}
			add := f(prefix)
			if at == open && int(d.InputOffset()) == at && bytes.HasSuffix(raw[:open], []byte("/>")) { // an empty root
				return append(append([]byte{}, raw[:open-2]...), ">"+add+"</"+name+">"+string(raw[open:])...), nil
			}
			return append(append([]byte{}, raw[:at]...), add+string(raw[at:])...), nil
		}
	}
}
