package extract

import (
	"encoding/xml"
	"strings"
)

// table reads a table: a row a line, cells apart by tabs. A table that only
// places text (the header of a document, its signature) is read cell by cell, a
// paragraph a line.
func (d *docx) table(x *xmlReader) (traced, error) {
	depth := x.depth
	var rows [][]traced
	bordered := false
	finish := func() traced { return d.trace.tableText(rows, bordered) }
	for {
		t, err := x.token()
		if err != nil {
			return finish(), err
		}
		switch e := t.(type) {
		case xml.EndElement:
			if x.depth < depth {
				return finish(), nil
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "tblStyle":
				v := attr(e, "val")
				bordered = bordered || v != "" && v != "TableNormal"
			case "tblBorders", "tcBorders":
			case "top", "left", "bottom", "right", "insideH", "insideV", "start", "end":
				if v := attr(e, "val"); v != "" && v != "nil" && v != "none" {
					bordered = true
				}
			case "tr":
				rows = append(rows, nil)
			case "tc":
				b := d.trace.text()
				err := d.blocks(x, x.depth, &b)
				if len(rows) == 0 {
					rows = append(rows, nil)
				}
				rows[len(rows)-1] = append(rows[len(rows)-1], b.trim())
				if err != nil {
					return finish(), err
				}
			case "del", "moveFrom", "Fallback", "tblGrid":
				if err := x.skip(); err != nil {
					return finish(), err
				}
			}
		}
	}
}

// tableText writes the cells of a table of a format that is not traced.
func tableText(rows [][]string, bordered bool) string {
	cells := make([][]traced, len(rows))
	for i, r := range rows {
		for _, c := range r {
			cells[i] = append(cells[i], traced{b: []byte(c)})
		}
	}
	return (*trace)(nil).tableText(cells, bordered).String()
}

// tableText writes the cells of a table.
func (t *trace) tableText(rows [][]traced, bordered bool) traced {
	all := 0
	var whole strings.Builder
	for _, r := range rows {
		for _, c := range r {
			all++
			if whole.Len() < 4000 {
				whole.WriteString(c.String() + "\n")
			}
		}
	}
	one := all > 0
	for _, r := range rows {
		one = one && len(r) <= 1
	}
	b := t.text()
	if one || placing(whole.String()) && len(rows) <= 4 || !bordered && len(rows) == 1 {
		// Columns side by side: the left one first, as it is read.
		columns := 0
		for _, r := range rows {
			columns = max(columns, len(r))
		}
		for k := range columns {
			for _, r := range rows {
				if k < len(r) && len(r[k].b) > 0 {
					b.add(r[k])
					b.write("\n")
				}
			}
		}
		return b
	}
	for _, r := range rows {
		n := 0
		for _, c := range r {
			if c = c.fields(); len(c.b) == 0 {
				continue
			}
			if n > 0 {
				b.write("\t")
			}
			b.add(c)
			n++
		}
		if n > 0 {
			b.write("\n")
		}
	}
	return b
}
