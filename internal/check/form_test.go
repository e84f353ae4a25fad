package check_test

import (
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/document"
)

// TestForm checks what drafts must say at the first and later mentions, and what
// they contradict themselves in.
func TestForm(t *testing.T) {
	const full = "Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị về Chiến lược bảo vệ an ninh quốc gia"
	for _, tt := range []struct {
		name, text string
		family     check.Family
		kind       check.Kind
		severity   check.Severity
		at         string // the piece of the text that is marked
		says       string
	}{
		{"short before full", "Thực hiện Nghị quyết số 51-NQ/TW.\nTiếp tục " + full + ".", "", check.Form, check.Warning, "Nghị quyết số 51-NQ/TW", "trước chỗ viện dẫn đầy đủ"},
		{"short first, by the rules", "Thực hiện Nghị quyết số 51-NQ/TW.\nTiếp tục " + full + ".", check.Party, check.Form, check.Warning, "Nghị quyết số 51-NQ/TW", "ngày ban hành"},
		{"full again", "Thực hiện " + full + ".\nTiếp tục " + full + ".", check.Party, check.Form, check.Info, "", "không cần ghi lại"},
		{"an abbreviated body", "Thực hiện Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của BCT về Chiến lược bảo vệ an ninh quốc gia.", check.Party, check.Form, check.Warning, "BCT", "viết tắt"},
		{"zeros of a date", "Thực hiện Nghị quyết số 51-NQ/TW, ngày 5/09/2019 của Bộ Chính trị.", "", check.Form, check.Info, "5/09/2019", "05/9/2019"},
		{"zeros of a date in words", "Thực hiện Nghị quyết số 51-NQ/TW ngày 5 tháng 9 năm 2019 của Bộ Chính trị.", "", check.Form, check.Info, "5 tháng 9 năm 2019", "05 tháng 9 năm 2019"},
		{"spaces in a number", "Thực hiện Nghị quyết số 51 - NQ/TW, ngày 05/9/2019 của Bộ Chính trị.", "", check.Form, check.Info, "51 - NQ/TW", "51-NQ/TW"},
		{"a slash for the hyphen", "Thực hiện Nghị quyết số 51/NQ/TW, ngày 05/9/2019 của Bộ Chính trị.", "", check.Form, check.Info, "51/NQ/TW", "51-NQ/TW"},
		{"a short name before its definition", "Kế hoạch nêu Nghị quyết số 51 ở phần đầu.\nThực hiện " + full + " (sau đây gọi tắt là Nghị quyết số 51).", "", check.Form, check.Warning, "Nghị quyết số 51", "trước chỗ định nghĩa"},
		{"the order of a legal basis", "Căn cứ Thông tư số 217/2021/TT-BNV ngày 02 tháng 3 năm 2021 của Bộ trưởng Bộ Nội vụ về kho quế;\nCăn cứ Luật Lưu trữ;", check.Administrative, check.Form, check.Info, "Luật Lưu trữ", "từ cao xuống thấp"},
		{"two dates of one number", "Thực hiện Quyết định số 712/QĐ-UBND, ngày 05/9/2024.\nTheo Quyết định số 712/QĐ-UBND, ngày 06/9/2024.", "", check.Consistency, check.Warning, "06/9/2024", "chỗ trước ghi ngày 05/9/2024"},
		{"two spellings of a title", "Thực hiện Kế hoạch số 712-KH/TU, ngày 05/9/2024 của Tỉnh ủy Yên Bái về phát triển vùng quế bền vững giai đoạn mới.\nTheo Kế hoạch số 712-KH/TU, ngày 05/9/2024 của Tỉnh ủy Yên Bái về phát triển vùng chè bền vững giai đoạn mới.",
			"", check.Consistency, check.Warning, "phát triển vùng chè bền vững giai đoạn mới", "hai cách"},
		{"numbers that rise while dates fall", "Thực hiện Thông báo số 41-TB/TW, ngày 05/9/2024 và Thông báo số 73-TB/TW, ngày 05/02/2024.", "", check.Order, check.Warning, "Thông báo số 73-TB/TW, ngày 05/02/2024", "cùng tăng"},
		{"a document after the draft", "Ngày 26/12/2018, Ban Thường vụ Tỉnh ủy Yên Bái ban hành Chỉ thị số 41-CT/TU về bảo vệ rừng quế.\n\nThực hiện " + full + ".\n", "", check.Future, check.Warning, "Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị", "sau ngày của bản thảo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, r := judge(t, tt.text, check.Options{Family: tt.family})
			for _, f := range r.Findings {
				if f.Kind == tt.kind && f.Severity == tt.severity && strings.Contains(f.Message, tt.says) && (tt.at == "" || tt.text[f.Start:f.End] == tt.at) {
					return
				}
			}
			t.Errorf("not found:%s", list(r))
		})
	}
}

// TestNothingToSay holds the checker to silence where a draft is right.
func TestNothingToSay(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		opts       check.Options
	}{
		{"no citation", "Các chi bộ sinh hoạt đúng lịch, giai đoạn 2021-2025.", check.Options{}},
		{"full, then short", "Thực hiện Nghị quyết số 12-NQ/TW, ngày 16/3/2022 của Bộ Chính trị về đẩy mạnh xây dựng lực lượng Công an nhân dân thật sự trong sạch, vững mạnh, chính quy, tinh nhuệ, hiện đại, đáp ứng yêu cầu, nhiệm vụ trong tình hình mới. Huyện ủy quán triệt Nghị quyết 12-NQ/TW.", check.Options{Family: check.Party}},
		{"decomposed letters", "Thực hiện Nghị quyết số 51-NQ/TW, nga\u0300y 05/9/2019 cu\u0309a Bộ Chính trị về Chiến lược bảo vệ an ninh quốc gia.", check.Options{Family: check.Party, Today: document.MustDate("2026-06-01")}},
		{"a draft that replaces it", "Quy định này thay thế Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng.", check.Options{Family: check.Party}},
		{"a law by name", "Căn cứ Luật An ninh mạng;", check.Options{Family: check.Administrative}},
		{"a title that ends in running text", "Thực hiện Đề án số 03/ĐA-BCA, ngày 27/01/2023 của Bộ Công an về xây dựng thế trận an ninh nhân dân kết hợp chặt chẽ với thế trận quốc phòng toàn dân vững chắc phù hợp với thực tế của xã.", check.Options{Family: check.Party}},
		{"in the title and then in full", "ĐẢNG CỘNG SẢN VIỆT NAM\nThanh Ba, ngày 20 tháng 11 năm 2025\nKẾ HOẠCH\nthực hiện Nghị quyết số 59-NQ/TW của Bộ Chính trị\nI. MỤC ĐÍCH\nThực hiện Nghị quyết số 59-NQ/TW, ngày 24/01/2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới.\n", check.Options{Family: check.Party}},
		{"what amended a law", "Căn cứ Luật Muối biển số 94/2018/QH14 đã được sửa đổi, bổ sung một số điều theo Luật số 12/2022/QH15;", check.Options{Family: check.Normative, Today: document.MustDate("2026-06-01")}},
		{"articles of another document in a list", "Điều 1. Phạm vi\nThông tư này quy định chi tiết một số điều của Luật Muối biển, bao gồm:\n1. Khoản 8 Điều 33 về ruộng muối.\nĐiều 2. Đối tượng\nDiêm dân.\nĐiều 3. Hiệu lực\nThông tư này có hiệu lực từ ngày ký.\n", check.Options{}},
		{"a list with one date", "Thực hiện Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.", check.Options{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, r := judge(t, tt.text, tt.opts)
			for _, f := range r.Findings {
				if f.Severity != check.Info {
					t.Errorf("%s %s: %s", f.Severity, f.Kind, f.Message)
				}
			}
		})
	}
}

// TestUnknownOnce says once of a document that nothing is known of it.
func TestUnknownOnce(t *testing.T) {
	_, r := judge(t, "Theo Thông tư số 417/2022/TT-BNV về kho quế; làm theo Thông tư số 417/2022/TT-BNV và Thông tư số 418/2022/TT-BNV.", check.Options{})
	n := 0
	for _, f := range r.Findings {
		if f.Kind == check.Existence {
			n++
		}
	}
	if n != 2 {
		t.Errorf("said %d times:%s", n, list(r))
	}
}

// TestUnchecked says what could not be judged.
func TestUnchecked(t *testing.T) {
	_, r := judge(t, "Theo khoản 2 Điều 7 Luật Quốc phòng số 22/2018/QH14; Thông tư số 417/2022/TT-BNV về kho quế.", check.Options{})
	kinds := map[check.Kind]bool{}
	for _, u := range r.Unchecked {
		kinds[u.Kind] = true
		if u.Reason == "" || u.Start >= u.End {
			t.Errorf("%+v", u)
		}
	}
	if !kinds[check.Pinpoint] || !kinds[check.Existence] {
		t.Errorf("%+v", r.Unchecked)
	}
	if !strings.Contains(r.Summary(), "không kiểm tra được") {
		t.Error(r.Summary())
	}
}
