package main

import (
	"encoding/csv"
	"io"
	"strings"

	"tracuu/internal/library"
	"tracuu/internal/server"
)

// csvColumns are the columns of search results as a table.
var csvColumns = []string{"Loại", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu", "Hiệu lực", "Toàn văn", "Chỗ khớp", "Đoạn khớp", "Mã văn bản"}

// writeAnswerCSV writes the results as a table, a row each. A byte order mark
// goes first: without it Excel does not take the text for UTF-8.
func writeAnswerCSV(w io.Writer, a library.Answer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(csvColumns); err != nil {
		return err
	}
	for _, h := range append(a.Direct, a.Hits...) {
		held := "chưa có"
		if h.TextHeld {
			held = "có"
		}
		place, snippet := "", ""
		if len(h.Points) > 0 {
			place = h.Points[0].Label
			for _, s := range h.Points[0].Snippet {
				snippet += s.Text
			}
		}
		row := []string{h.Record.Type, h.Record.Label(), h.Record.Date.Vietnamese(), h.Record.Issuer, h.Record.Subject(),
			server.StateWords(h.State), held, place, oneLine(snippet), h.Record.ID}
		for i := range row {
			row[i] = cell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell keeps a text from being a formula of the program that opens the table.
func cell(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}
