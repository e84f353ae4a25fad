package server

import (
	"strconv"
	"strings"
)

// A text keeps a table as lines whose cells are set apart by tabs. Where cells
// were merged or empty, a line has fewer of them than its table has columns, and
// nothing says which are missing.

const (
	tableGap  = 2   // lines without tab that may stand inside a table
	tableLine = 240 // bytes of such a line; a longer one is a paragraph
)

// tableRows counts the lines at the start that are rows of one table; 0 when the
// first is not.
func tableRows(text string, lines [][2]int) int {
	rows := 0
	for i, gap := 0, 0; i < len(lines); i++ {
		line := text[lines[i][0]:lines[i][1]]
		switch {
		case strings.IndexByte(line, '\t') >= 0:
			rows, gap = i+1, 0
			continue
		case i == 0:
			return 0
		}
		if gap++; gap > tableGap || len(line) > tableLine {
			break
		}
	}
	return rows
}

// table writes lines as the rows of a table.
func (w *textWriter) table(rows [][2]int) {
	columns := 1
	for _, r := range rows {
		columns = max(columns, 1+strings.Count(w.text[r[0]:r[1]], "\t"))
	}
	w.sb.WriteString(`<div class="tw"><table class="tbl">`)
	for i, r := range rows {
		head := i == 0 && isTableHead(w.text[r[0]:r[1]])
		w.row(r, columns, head)
	}
	w.sb.WriteString("</table></div>")
}

// row writes one row. What a row lacks in cells goes to its longest, which is
// where a merged cell leaves the reader least astray.
func (w *textWriter) row(r [2]int, columns int, head bool) {
	line := w.text[r[0]:r[1]]
	cells := strings.Split(line, "\t")
	longest := 0
	for i, c := range cells {
		if len(c) > len(cells[longest]) {
			longest = i
		}
	}
	tag := "td"
	if head {
		tag = "th"
	}
	w.sb.WriteString("<tr>")
	at := r[0]
	for i, c := range cells {
		w.sb.WriteString("<" + tag)
		if span := 1 + columns - len(cells); i == longest && span > 1 {
			w.sb.WriteString(` colspan="` + strconv.Itoa(span) + `"`)
		}
		if head {
			w.sb.WriteString(` scope="col"`)
		}
		w.sb.WriteString(">")
		w.inline(at, at+len(c))
		w.sb.WriteString("</" + tag + ">")
		at += len(c) + 1
	}
	w.sb.WriteString("</tr>")
}

// isTableHead tells a first row that names the columns, by the name that the
// first of them has in official tables.
func isTableHead(line string) bool {
	first, _, _ := strings.Cut(line, "\t")
	switch strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(first), " ", "")) {
	case "STT", "TT", "SỐTT", "SỐTHỨTỰ":
		return true
	}
	return false
}
