package document

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

func decompose(s string) string { return norm.NFD.String(s) }

// typeWords are the type words that can head a document, longest first, as the
// header prints them (Quy định 399-QĐ/TW, Điều 4; NĐ 30/2020/NĐ-CP, Điều 7; Luật
// Ban hành văn bản quy phạm pháp luật). The scanner's own table of types, with
// letters and variants, is in internal/citation/tables.
var typeWords = []string{
	"Chương trình hành động", "Chương trình công tác", "Nghị quyết liên tịch", "Thông tư liên tịch", "Văn bản hợp nhất",
	"Cương lĩnh chính trị", "Lời kêu gọi", "Điều lệ Đảng", "Chiến lược", "Chương trình", "Nghị quyết", "Quyết định",
	"Quy định", "Quy chế", "Quy hoạch", "Chỉ thị", "Kết luận", "Thông tri", "Hướng dẫn", "Thông báo", "Thông cáo",
	"Thông tư", "Tuyên bố", "Báo cáo", "Kế hoạch", "Đề án", "Phương án", "Dự án", "Tờ trình", "Công văn", "Công điện",
	"Biên bản", "Nghị định", "Pháp lệnh", "Hiến pháp", "Bộ luật", "Luật", "Lệnh", "Sắc lệnh",
}

// LeadingType gives the type word that a line begins with, in its printed form
// ("Chỉ thị" also for "CHỈ THỊ"), and the byte offset behind it; "" when the
// line begins with none.
func LeadingType(line string) (typ string, end int) {
	for _, w := range typeWords {
		if len(line) < len(w) {
			continue
		}
		head := line[:len(w)]
		if head != w && head != strings.ToUpper(w) {
			continue
		}
		if rest := line[len(w):]; rest == "" || rest[0] == ' ' || rest[0] == '\n' || rest[0] == ':' || rest[0] == ',' {
			return w, len(w)
		}
	}
	return "", 0
}
