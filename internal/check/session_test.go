package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
)

// TestSession has citations that name a plenum or a term, and references to
// something above.
func TestSession(t *testing.T) {
	const title = " về Chiến lược bảo vệ Tổ quốc trong tình hình mới."
	for _, tt := range []struct {
		name, text     string
		kind           check.Kind // "" for no error or warning
		at, expected   string
		says, document string
	}{
		{"another term", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Ban Chấp hành Trung ương Đảng khóa XII" + title, check.Term, "XII", "XIII", "khóa XIII", "nghi-quyet-44-nq-tw-2023"},
		{"another term, in the other spelling and in figures", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Ban Chấp hành Trung ương Đảng khoá 12" + title, check.Term, "12", "13", "", ""},
		{"another plenum", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII" + title, check.Term, "sáu", "tám", "“Hội nghị lần thứ sáu”", ""},
		{"another plenum, in figures", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị Trung ương 6 khóa XIII" + title, check.Term, "6", "8", "", ""},
		{"the plenum that did not adopt it", "Thực hiện Nghị quyết Trung ương 5 (khóa XI) một số vấn đề cấp bách về xây dựng Đảng hiện nay.", check.Term, "5", "4", "", "nghi-quyet-12-nq-tw-2012"},
		{"the right plenum and term", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII" + title, "", "", "", "", ""},
		{"right, in other words", "Thực hiện Nghị quyết số 44-NQ/TW, ngày 24/11/2023 của Hội nghị Trung ương 8 khoá 13" + title, "", "", "", "", ""},
		{"nothing above", "Các tổ căn cứ Nghị quyết nêu trên để làm.\nThực hiện Chỉ thị số 05-CT/TW.", check.Form, "Nghị quyết nêu trên", "", "phía trên không có", ""},
		{"something above", "Thực hiện Nghị quyết số 51-NQ/TW. Các tổ căn cứ Nghị quyết nêu trên để làm.", "", "", "", "", ""},
		{"named above without a number", "Chi bộ đã ra nghị quyết về đường làng. Các tổ căn cứ Nghị quyết nêu trên để làm.", "", "", "", "", ""},
		{"two plans of one year", "Theo Kế hoạch số 88-KH/HU, ngày 02/3/2026 của Huyện ủy về cây quế; Kế hoạch số 95-KH/HU, ngày 15/01/2026 của Huyện ủy về đường làng.", check.Order, "Kế hoạch số 95-KH/HU, ngày 15/01/2026 của Huyện ủy", "", "", ""},
		{"two plans around a congress", "Theo Kế hoạch số 88-KH/HU, ngày 02/9/2025 của Huyện ủy về cây quế; Kế hoạch số 95-KH/HU, ngày 15/01/2025 của Huyện ủy về đường làng.", "", "", "", "", ""},
		{"two plans of two bodies", "Theo Kế hoạch số 88-KH/HU, ngày 02/3/2026 của Huyện ủy Trấn Yên về cây quế; Kế hoạch số 95-KH/HU, ngày 15/01/2026 của Huyện ủy Văn Yên về đường làng.", "", "", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, r := judge(t, tt.text, check.Options{})
			var got *check.Finding
			for i := range r.Findings {
				f := &r.Findings[i]
				if f.Severity == check.Info || got != nil {
					continue
				}
				if f.Kind != tt.kind {
					t.Errorf("%s %s: %s", f.Severity, f.Kind, f.Message)
					continue
				}
				got = f
			}
			switch {
			case tt.kind == "":
			case got == nil:
				t.Errorf("not found:%s", list(r))
			case tt.text[got.Start:got.End] != tt.at || got.Expected != tt.expected && tt.expected != "" || !strings.Contains(got.Message, tt.says) || tt.document != "" && got.Document != tt.document:
				t.Errorf("%+v at %q", *got, tt.text[got.Start:got.End])
			}
		})
	}
}
