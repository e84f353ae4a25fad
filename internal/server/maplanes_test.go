package server

import (
	"testing"

	"tracuu/internal/document"
)

func TestLaneOf(t *testing.T) {
	for _, tt := range []struct{ label, issuer, want string }{
		{"51-NQ/TW", "Bộ Chính trị", "Trung ương Đảng"},
		{"44-NQ/TW", "Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII", "Trung ương Đảng"},
		{"23-CT/TU", "Ban Thường vụ Tỉnh ủy Phú Thọ", "Đảng bộ địa phương, đơn vị"},
		{"30/2020/NĐ-CP", "Chính phủ", "Nhà nước ở Trung ương"},
		{"24/2018/QH14", "Quốc hội", "Nhà nước ở Trung ương"},
		{"9/QĐ-UBND", "Ủy ban nhân dân tỉnh Lào Cai", "Chính quyền địa phương"},
		{"9/QĐ-UBND", "", "Chính quyền địa phương"},
		{"51-NQ/TW", "", "Trung ương Đảng"},
		{"7/2020/TT-BTC", "", "Chưa rõ cấp ban hành"}, // a ministry and committees of the Party share the code
		{"", "", "Chưa rõ cấp ban hành"},
		{"", "một tổ chức không có trong bảng", "Chưa rõ cấp ban hành"},
	} {
		r := &document.Record{Issuer: tt.issuer}
		r.Number, _ = document.ParseNumber(tt.label)
		if got := mapLanes[laneOf(r)]; got != tt.want {
			t.Errorf("%s of %q: %s, want %s", tt.label, tt.issuer, got, tt.want)
		}
	}
}
