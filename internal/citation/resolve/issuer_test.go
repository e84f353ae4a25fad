package resolve

import "testing"

func TestParseIssuer(t *testing.T) {
	for _, r := range []struct {
		phrase, body, province string
		term, plenum           int
		congress, joint        bool
	}{
		{"Bộ Chính trị (khóa XIII)", "bo-chinh-tri", "", 13, 0, false, false},
		{"bộ Chính trị khoá 11", "bo-chinh-tri", "", 11, 0, false, false},
		{"Ban Bí thư Trung ương Đảng", "ban-bi-thu", "", 0, 0, false, false},
		{"Ban Chấp hành Trung ương (Hội nghị lần thứ tám, khóa XI)", "ban-chap-hanh-trung-uong", "", 11, 8, false, false},
		{"Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII", "ban-chap-hanh-trung-uong", "", 13, 8, false, false},
		{"Hội nghị Trung ương 5 khóa XII", "ban-chap-hanh-trung-uong", "", 12, 5, false, false},
		{"Trung ương 4 khóa XII", "ban-chap-hanh-trung-uong", "", 12, 4, false, false},
		{"Trung ương IV khoá XII", "ban-chap-hanh-trung-uong", "", 12, 4, false, false},
		{"TW4 khóa XI", "ban-chap-hanh-trung-uong", "", 11, 4, false, false},
		{"TW 4", "ban-chap-hanh-trung-uong", "", 0, 4, false, false},
		{"Hội nghị lần thứ 6 Ban chấp hành Trung ương khoá 10", "ban-chap-hanh-trung-uong", "", 10, 6, false, false},
		{"Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "", "", 14, 0, true, false},
		{"Đại hội XIII", "", "", 13, 0, true, false},
		{"Đại hội Đảng lần thứ XIV", "", "", 14, 0, true, false},
		{"Ban Thường vụ Tỉnh ủy Phú Thọ", "ban-thuong-vu-tinh-uy", "phú thọ", 0, 0, false, false},
		{"Ban Thường vụ Thành ủy TP. Hồ Chí Minh", "ban-thuong-vu-thanh-uy", "hồ chí minh", 0, 0, false, false},
		{"Ủy ban nhân dân tỉnh Khánh Hoà", "uy-ban-nhan-dan-tinh", "khánh hòa", 0, 0, false, false},
		{"Bộ Tài chính, Bộ Lao động - Thương binh và Xã hội", "bo-tai-chinh", "", 0, 0, false, true},
		{"Quốc hội Khóa XV", "quoc-hoi", "", 15, 0, false, false},
		{"Bộ trưởng Bộ Y tế", "bo-y-te", "", 0, 0, false, false},
		{"một cơ quan lạ", "", "", 0, 0, false, false},
		{"", "", "", 0, 0, false, false},
	} {
		p := parseIssuer(r.phrase)
		body := ""
		if p.body != nil {
			body = p.body.ID
		}
		if p.congress {
			body = r.body // a congress has no body of its own in the symbol
		}
		if body != r.body || p.province != r.province || p.term != r.term || p.plenum != r.plenum || p.congress != r.congress || p.joint != r.joint {
			t.Errorf("%q: %s %q term %d plenum %d congress %v joint %v", r.phrase, body, p.province, p.term, p.plenum, p.congress, p.joint)
		}
	}
}
