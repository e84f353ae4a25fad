package extract

import "strings"

// The signs by which the text of an RTF file carries its tables until it is
// whole: what ends a line inside a cell, a cell, a row, a row with ruled cells.
// In the text itself they mean nothing and are taken out.
const (
	rtfCellLine = "\x1c"
	rtfCellEnd  = "\x1d"
	rtfRowEnd   = "\x1e"
	rtfRuledRow = "\x1f"
)

var rtfMarks = strings.NewReplacer(rtfCellLine, "", rtfCellEnd, "", rtfRowEnd, "", rtfRuledRow, "")

// mark writes one of the signs behind the text so far.
func (r *rtf) mark(sign string) {
	r.flush()
	switch r.st.dest {
	case rtfBody:
		r.out.WriteString(sign)
	case rtfNote:
		r.note.WriteString(" ")
	}
}

// rtfTables writes the tables of a text: rows that follow each other are one.
func rtfTables(s string) string {
	var b strings.Builder
	var rows [][]string
	bordered := false
	end := func() {
		if len(rows) > 0 {
			b.WriteString(tableText(rows, bordered))
			rows, bordered = nil, false
		}
	}
	for s != "" {
		i := strings.IndexAny(s, "\n"+rtfRowEnd+rtfRuledRow)
		if i < 0 {
			i = len(s)
		}
		line := s[:i]
		sign := ""
		if i < len(s) {
			sign = s[i : i+1]
			i++
		}
		s = s[i:]
		if sign == rtfRowEnd || sign == rtfRuledRow {
			bordered = bordered || sign == rtfRuledRow
			var cells []string
			for c := range strings.SplitSeq(strings.TrimSuffix(line, rtfCellEnd), rtfCellEnd) {
				cells = append(cells, strings.TrimSpace(strings.ReplaceAll(c, rtfCellLine, "\n")))
			}
			rows = append(rows, cells)
			continue
		}
		end()
		// A row without its end is a line like others.
		b.WriteString(strings.NewReplacer(rtfCellLine, "\n", rtfCellEnd, "\t").Replace(line))
		if sign != "" {
			b.WriteByte('\n')
		}
	}
	end()
	return b.String()
}
