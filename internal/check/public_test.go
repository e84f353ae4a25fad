package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

var today = document.Date{Year: 2026, Month: 11, Day: 22}

// judge checks a text by the default collection.
func judge(t testing.TB, text string, opts check.Options) (*library.Document, check.Report) {
	t.Helper()
	lib, _ := open(t)
	if opts.Today.IsZero() {
		opts.Today = today
	}
	d, r := lib.Check(text, opts)
	for _, f := range r.Findings {
		if f.Start < 0 || f.End > len(text) || f.Start >= f.End {
			t.Errorf("%s finding at %d to %d of %d bytes", f.Kind, f.Start, f.End, len(text))
		}
		if f.Message == "" || f.Source == "" {
			t.Errorf("finding without message or source: %+v", f)
		}
		if f.Sure && f.Expected == "" {
			t.Errorf("a sure repair without words: %+v", f)
		}
	}
	return d, r
}

func list(r check.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString("\n  " + string(f.Severity) + " " + string(f.Kind) + ": " + f.Message)
	}
	return b.String()
}

func find(r check.Report, k check.Kind) *check.Finding {
	for i := range r.Findings {
		if r.Findings[i].Kind == k {
			return &r.Findings[i]
		}
	}
	return nil
}

// TestErrorsOfPublicTexts holds the checker to errors of the kinds that stand in
// public texts, each in a sentence made up around the facts.
func TestErrorsOfPublicTexts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		kind       check.Kind
		severity   check.Severity
		document   string // "" is any
		expected   string // "" is any
		// mended is the piece of the text that the repair replaces, where it is sure.
		mended string
	}{
		{"a day of another figure", "Huyện đã học tập Nghị quyết số 57-NQ/TW ngày 25/12/2024 của Bộ Chính trị.",
			check.DateOfIssue, check.Error, "nghi-quyet-57-nq-tw-2024", "22/12/2024", "25/12/2024"},
		{"a title of another document", "Huyện đã học tập Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về sắp xếp tổ chức bộ máy các cơ quan hành chính.",
			check.Title, check.Error, "nghi-quyet-57-nq-tw-2024", "", ""},
		{"the number of another conclusion", "Chi bộ duy trì Kết luận số 21-KL/TW của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 05-CT/TW.",
			check.Number, check.Warning, "ket-luan-01-kl-tw-2021", "01-KL/TW", ""},
		{"a month with a figure lost", "Ngành y tế tổng kết Chỉ thị 54-CT/TW, ngày 30/01/2005 của Ban Bí thư.",
			check.DateOfIssue, check.Warning, "chi-thi-54-ct-tw-2005", "30/11/2005", ""},
		{"another day and month", "Xã tổng kết Chỉ thị số 03-CT/TW ngày 15-4-2011 của Bộ Chính trị.",
			check.DateOfIssue, check.Warning, "chi-thi-03-ct-tw-2011", "14/5/2011", ""},
		{"another date, issuer and subject", "Trường dựa vào Nghị quyết số 35-NQ/TW, ngày 15/01/2026 của Ban Chấp hành Trung ương về phát triển nguồn nhân lực khoa học.",
			check.Order, check.Warning, "", "", ""},
		{"the year alone is another", "Trường dựa vào Nghị quyết số 35-NQ/TW (2023) để xây dựng kế hoạch.",
			check.Existence, check.Info, "nghi-quyet-35-nq-tw-2018", "", ""},
		{"a rule that does not exist, beside the one that does", "Văn thư theo Quy định số 05-QĐi/TW, ngày 28/8/2020 của Ban Bí thư về thể thức văn bản của Đảng.",
			check.Existence, check.Info, "", "", ""},
		{"the same, out of the order of its series", "Văn thư theo Quy định số 05-QĐi/TW, ngày 28/8/2020 của Ban Bí thư về thể thức văn bản của Đảng.",
			check.Order, check.Warning, "quy-dinh-08-qdi-tw-2018", "25/10/2018", ""},
		{"a regulation called a decision", "Văn thư theo Quyết định 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.",
			check.Type, check.Warning, "quy-dinh-66-qd-tw-2017", "Quy định", "Quyết định"},
		{"the same without a date", "Văn thư theo Quyết định 66-QĐ/TW của Ban Bí thư.",
			check.Type, check.Warning, "quy-dinh-66-qd-tw-2017", "Quy định", "Quyết định"},
		{"a year that contradicts the symbol", "Đại biểu thảo luận Luật Quốc phòng số 22/2018/QH14 ngày 08/6/2016.",
			check.DateOfIssue, check.Error, "luat-22-2018-qh14", "08/6/2018", "08/6/2016"},
		{"the same of a law that is not in the library", "Đại biểu thảo luận Luật Muối biển số 94/2018/QH14 ngày 08/6/2016.",
			check.DateOfIssue, check.Error, "", "", ""},
		{"day and month exchanged", "Đảng ủy phổ biến Quy định 189-QĐ/TW ngày 10/8/2024 của Bộ Chính trị.",
			check.DateOfIssue, check.Warning, "quy-dinh-189-qd-tw-2024", "08/10/2024", ""},
		{"letters of another type", "Đơn vị nhận Quyết định số 3399/QyĐ-BTL ngày 01/02/2021.",
			check.Type, check.Warning, "", "", ""},
		{"a plausible form that nothing bears", "Ban Tuyên giáo nêu Nghị quyết số 12-NQ/TW, ngày 15/6/2026 của Bộ Chính trị về nâng cao hiệu quả tuyên truyền miệng.",
			check.Existence, check.Warning, "", "", ""},
		{"a number with a date that none of five has", "Câu hỏi về Nghị quyết số 28-NQ/TW ngày 12/3/2023.",
			check.DateOfIssue, check.Warning, "nghi-quyet-28-nq-tw-2022", "17/11/2022", ""},
		{"words missing from the title", "Công an xã tham mưu Chỉ thị số 09-CT/TW, ngày 01/12/2011 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với phong trào bảo vệ an ninh Tổ quốc trong tình hình mới.",
			check.Title, check.Error, "chi-thi-09-ct-tw-2011", "trào toàn dân", "trào"},
		{"an issuer that shares the code", "Công an xã học Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Ban Bí thư về Chiến lược bảo vệ an ninh quốc gia.",
			check.Issuer, check.Error, "nghi-quyet-51-nq-tw-2019", "Bộ Chính trị", "Ban Bí thư"},
		{"the Central Committee for the Political Bureau", "Công an xã học Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Ban Chấp hành Trung ương về Chiến lược bảo vệ an ninh quốc gia.",
			check.Issuer, check.Warning, "nghi-quyet-51-nq-tw-2019", "", ""},
		{"a number of zero", "Đoàn kiểm tra theo Kế hoạch số 00-KH/TU, ngày 05/9/2024 của Ban Thường vụ Tỉnh ủy.", check.Existence, check.Error, "", "", ""},
		{"an Assembly of other years", "Căn cứ Luật Muối biển số 94/2018/QH11.", check.Existence, check.Error, "", "", ""},
		{"a number of a year to come", "Căn cứ Nghị định số 12/2031/NĐ-CP của Chính phủ.", check.Existence, check.Error, "", "", ""},
		{"a damaged number", "Chi bộ học Nghị quyết số l2-NQ/TW, ngày 16/3/2022 của Bộ Chính trị.", check.Existence, check.Warning, "", "12-NQ/TW", ""},
		{"CT for a programme", "Chi bộ học Chương trình hành động số 25-CT/TU, ngày 03/6/2022 của Ban Thường vụ Tỉnh ủy Phú Thọ.", check.Symbol, check.Info, "", "25-CTr/TU", ""},
		{"a document that was replaced", "Văn thư theo Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.", check.State, check.Warning, "quy-dinh-66-qd-tw-2017", "399-QĐ/TW", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, r := judge(t, tt.text, check.Options{})
			f := find(r, tt.kind)
			if f == nil {
				t.Fatalf("no finding of kind %s:%s", tt.kind, list(r))
			}
			if f.Severity != tt.severity || tt.document != "" && f.Document != tt.document || tt.expected != "" && f.Expected != tt.expected {
				t.Errorf("%+v", *f)
			}
			if f.Sure != (tt.mended != "") || f.Sure && tt.text[f.Start:f.End] != tt.mended {
				t.Errorf("sure %v, replaces %q, want %q", f.Sure, tt.text[f.Start:f.End], tt.mended)
			}
			if f.Severity == check.Error && f.Sure {
				again := tt.text[:f.Start] + f.Expected + tt.text[f.End:]
				if _, r := judge(t, again, check.Options{}); find(r, tt.kind) != nil {
					t.Errorf("after the repair: %s%s", again, list(r))
				}
			}
		})
	}
}

// TestDirective checks the directive of the collection as if it were a draft.
func TestDirective(t *testing.T) {
	lib, _ := open(t)
	d, err := lib.Document("chi-thi-23-ct-tu-phu-tho-2023")
	if err != nil {
		t.Fatal(err)
	}
	_, r := judge(t, d.Text, check.Options{})
	titles := map[string]bool{}
	for _, f := range r.Findings {
		switch {
		case f.Kind == check.Title && f.Severity == check.Error:
			titles[f.Document] = true
			if f.Expected != "trào toàn dân" {
				t.Errorf("%+v", f)
			}
		case f.Severity != check.Info:
			t.Errorf("unexpected: %+v", f)
		}
	}
	if len(titles) != 2 || !titles["chi-thi-09-ct-tw-2011"] || !titles["ket-luan-44-kl-tw-2019"] {
		t.Errorf("titles found to differ: %v", titles)
	}
	if f := find(r, check.Symbol); f == nil || f.Expected != "25-CTr/TU" {
		t.Errorf("the programme's letters: %+v", f)
	}
	if f := find(r, check.State); f == nil || f.Severity != check.Info || !strings.Contains(f.Message, "sau ngày của bản thảo") {
		t.Errorf("what replaced 51-NQ/TW came after the directive: %+v", f)
	}
	if r.Rules == nil || r.Rules.ID != "hd-36" {
		t.Errorf("rules %v", r.Rules)
	}
	if r.Citations != 15 || r.Recorded != 15 {
		t.Errorf("%d citations, %d recorded", r.Citations, r.Recorded)
	}
	if !strings.Contains(r.Summary(), "2 chỗ cần sửa") {
		t.Error(r.Summary())
	}
}
