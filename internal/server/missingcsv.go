package server

import (
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// csvMissing bounds the rows of the file.
const csvMissing = 20000

// missingCSV answers /thieu.csv: the whole ledger as a table for Excel, to be
// worked off or sent to those who have the texts.
func (s *Server) missingCSV(c *gin.Context) {
	list, _ := s.lib.Missing(1, csvMissing)
	var b strings.Builder
	b.WriteString("\ufeff") // Excel knows UTF-8 by it
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	row := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = plainCell(cell)
		}
		_ = w.Write(cells) // a Builder takes everything
	}
	row("Thứ tự", "Văn bản", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu", "Tình trạng", "Số lần viện dẫn", "Số văn bản viện dẫn", "Viện dẫn tại", "Có thể tìm ở", "Mã trong thư viện")
	for i, item := range list {
		name, date, issuer, subject, known, id := item.Label, item.Date.Vietnamese(), "", "", "Chưa có thông tin", ""
		var where []string
		if r := item.Record; r != nil {
			name, date, issuer, subject, known, id = r.Name(), r.Date.Vietnamese(), r.Issuer, r.Subject(), "Mới có thông tin", r.ID
			for _, src := range s.whereToLook(r.Provenance) {
				where = append(where, src.Href)
			}
		}
		var by []string
		for _, l := range item.By {
			var places []string
			for _, p := range l.Places {
				if p.Label != "" && (len(places) == 0 || places[len(places)-1] != p.Label) {
					places = append(places, p.Label)
				}
			}
			text := l.Record.Name()
			if len(places) > 0 {
				text += " (" + strings.Join(places, ", ") + ")"
			}
			by = append(by, text)
		}
		row(strconv.Itoa(i+1), name, date, issuer, subject, known, strconv.Itoa(item.Count), strconv.Itoa(item.Documents), strings.Join(by, "; "), strings.Join(where, " "), id)
	}
	w.Flush()
	attachment(c, "van-ban-con-thieu.csv")
	c.Data(http.StatusOK, "text/csv; charset=utf-8", []byte(b.String()))
}

// plainCell keeps a table program from taking a text for a formula.
func plainCell(s string) string {
	s = strings.Join(strings.Fields(xmlSafe(s)), " ")
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}
