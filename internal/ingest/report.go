package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Report is what a run came to, for keeping.
type Report struct {
	Summary  Summary   `json:"summary"`
	Outcomes []Outcome `json:"files"`
}

// Write writes the report in the form that the name ends in: .json, or .csv for
// spreadsheets.
func (r *Report) Write(path string) error {
	b, err := r.Encode(strings.ToLower(filepath.Ext(path)))
	if err != nil {
		return fmt.Errorf("báo cáo %s: %w", path, err)
	}
	return writeFile(path, b)
}

// Encode gives the report in the form that the ending names, ".json" or ".csv".
func (r *Report) Encode(ext string) ([]byte, error) {
	switch ext {
	case ".json":
		b, err := json.MarshalIndent(r, "", "  ")
		return append(b, '\n'), err
	case ".csv":
		return r.csv()
	}
	return nil, errors.New("chỉ ghi được .csv hoặc .json")
}

// csv is UTF-8 with a byte order mark, without which spreadsheet programs take
// Vietnamese for another encoding.
func (r *Report) csv() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write([]string{"Tệp", "Kết quả", "Mã văn bản", "Loại", "Số", "Năm", "Ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu", "Trang", "Viện dẫn", "Lỗi", "Ghi chú", "Cần xem"})
	for _, o := range r.Outcomes {
		var doubts []string
		for _, d := range o.Doubts {
			doubts = append(doubts, d.Why)
		}
		row := []string{o.File, o.Status.Vietnamese(), o.ID, o.Type, o.Number, o.Year, o.Symbol, o.Date, o.Issuer, o.Title,
			strconv.Itoa(o.Pages), strconv.Itoa(o.Citations), o.Error, o.Note, strings.Join(doubts, "; ")}
		for i := range row {
			row[i] = plainCell(row[i])
		}
		w.Write(row)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// plainCell keeps spreadsheet programs from taking the text of a file for a
// formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
