package check_test

import (
	"slices"
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/citation/format"
	"tracuu/internal/document"
)

// TestRulesOfBothTables holds the rules by which citations are written
// (citation/format) to those by which they are judged: what one writes, the other
// finds nothing to say about, on first and on later mention.
func TestRulesOfBothTables(t *testing.T) {
	families := map[string]check.Family{"dang": check.Party, "hanh-chinh": check.Administrative, "quy-pham": check.Normative}
	tried := map[string]bool{}
	for _, r := range []*document.Record{
		{Type: "Nghị quyết", Number: document.Number{Number: "312", Symbol: "NQ/TU"}, Date: document.MustDate("2024-09-05"), Issuer: "Ban Thường vụ Tỉnh ủy Yên Bái", Title: "về phát triển kinh tế rừng bền vững"},
		{Type: "Nghị định", Number: document.Number{Number: "912", Year: "2021", Symbol: "NĐ-CP"}, Date: document.MustDate("2021-09-05"), Issuer: "Chính phủ", Title: "về quản lý rừng ven biển"},
		{Type: "Luật", Number: document.Number{Number: "94", Year: "2018", Symbol: "QH14"}, Date: document.MustDate("2018-06-08"), Issuer: "Quốc hội", Title: "Luật Muối biển"},
	} {
		for _, f := range format.Forms(r) {
			family := families[f.Set]
			if family == "" || len(f.Unknown) > 0 {
				continue
			}
			tried[f.Set] = true
			text := "Căn cứ " + f.First + ".\n"
			if f.Later != "" {
				text += "Chi bộ thực hiện " + f.Later + ".\n"
			}
			_, report := judge(t, text, check.Options{Family: family})
			if i := slices.IndexFunc(report.Findings, func(f check.Finding) bool { return f.Kind == check.Form }); i >= 0 {
				t.Errorf("%s writes %q, of which the checker says: %s", f.Set, strings.TrimSpace(text), report.Findings[i].Message)
			}
		}
	}
	if len(tried) != len(families) {
		t.Errorf("sets tried: %v", tried)
	}
}
