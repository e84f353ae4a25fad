package format

import (
	"slices"
	"strings"
	"testing"
)

func TestBasis(t *testing.T) {
	law := record(t, "Luật", "16/2017/QH14", "2017-11-15", "Quốc hội", "Luật Lâm nghiệp")
	decree := record(t, "Nghị định", "912/2021/NĐ-CP", "2021-09-05", "Chính phủ", "Về quản lý rừng ven biển")
	party := record(t, "Nghị quyết", "312-NQ/TW", "2024-09-05", "Bộ Chính trị", "về kinh tế rừng")
	undated := record(t, "Kết luận", "62-KL/TW", "", "Ban Bí thư", "về quản lý rừng")
	bare := record(t, "Kết luận", "", "2023-02-08", "Ban Bí thư", "")
	for _, tt := range []struct {
		name, set string
		items     []Cited
		want      []string
	}{
		{"administrative", "hanh-chinh", []Cited{{law, ""}, {decree, "Khoản 2 Điều 5"}}, []string{
			"Căn cứ Luật Lâm nghiệp;", "Căn cứ khoản 2 Điều 5 Nghị định số 912/2021/NĐ-CP ngày 05 tháng 9 năm 2021 của Chính phủ về quản lý rừng ven biển."}},
		{"normative, no date", "quy-pham", []Cited{{law, ""}, {decree, ""}}, []string{
			"Căn cứ Luật Lâm nghiệp số 16/2017/QH14;", "Căn cứ Nghị định số 912/2021/NĐ-CP của Chính phủ về quản lý rừng ven biển."}},
		{"normative of spring 2025", "quy-pham-2025", []Cited{{law, "Điều 5"}}, []string{"Căn cứ Điều 5 Luật Lâm nghiệp năm 2017."}},
		{"Party", "dang", []Cited{{party, "Một là"}, {law, ""}}, []string{
			"- Căn cứ nội dung “Một là” Nghị quyết số 312-NQ/TW, ngày 05/9/2024 của Bộ Chính trị về kinh tế rừng;", "- Căn cứ Luật Lâm nghiệp."}},
		{"what is not known is said", "dang", []Cited{{undated, ""}}, []string{
			"- Căn cứ Kết luận số 62-KL/TW của Ban Bí thư về quản lý rừng [chưa rõ ngày ban hành]."}},
		{"hardly anything known", "hanh-chinh", []Cited{{bare, ""}}, []string{"Căn cứ Kết luận [chưa rõ số, ký hiệu, trích yếu]."}},
		{"a rule that says nothing of it", "quy-pham", []Cited{{party, ""}}, []string{
			"Căn cứ Nghị quyết số 312-NQ/TW ngày 05 tháng 9 năm 2024 của Bộ Chính trị về kinh tế rừng."}},
		{"empty", "dang", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range Basis(tt.set, tt.items) {
				got = append(got, l.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s", strings.Join(got, "\n"))
			}
		})
	}
	if l := Basis("quy-pham", []Cited{{party, ""}})[0]; !strings.Contains(l.Note, "văn bản hành chính") {
		t.Errorf("note %q", l.Note)
	}
	if got := References("dang", []Cited{{party, ""}, {decree, "Điểm a khoản 1 Điều 2"}}); got[0].String() != "1. Nghị quyết số 312-NQ/TW, ngày 05/9/2024 của Bộ Chính trị về kinh tế rừng." ||
		!strings.HasPrefix(got[1].String(), "2. Điểm a khoản 1 Điều 2 Nghị định") {
		t.Errorf("%v", got)
	}
	if Italic("dang") || Italic("dang-2018") || !Italic("hanh-chinh") {
		t.Error("the wrong lists are in italics")
	}
}

func TestByForce(t *testing.T) {
	want := []Cited{
		{record(t, "Hiến pháp", "", "2013-11-28", "Quốc hội", "Hiến pháp"), ""},
		{record(t, "Luật", "77/2015/QH13", "2015-06-19", "Quốc hội", "Luật Tổ chức chính quyền địa phương"), ""},
		{record(t, "Nghị quyết", "41/2021/QH15", "2021-11-13", "Quốc hội", "a"), ""},
		{record(t, "Pháp lệnh", "", "1990", "", "Pháp lệnh cũ"), ""},
		{record(t, "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "a"), ""},
		{record(t, "Nghị quyết", "88/NQ-CP", "2021", "Chính phủ", "a"), ""},
		{record(t, "Nghị định", "31/2020/NĐ-CP", "", "Chính phủ", "a"), ""},
		{record(t, "Quyết định", "5/2010/QĐ-TTg", "2010", "Thủ tướng Chính phủ", "a"), ""},
		{record(t, "Thông tư", "1/2009/TT-BCA", "2009", "Bộ Công an", "a"), ""},
		{record(t, "Quyết định", "9/QĐ-BNV", "2001", "Bộ Nội vụ", "a"), ""},
		{record(t, "Nghị quyết", "9/NQ-HĐND", "2001", "", "a"), ""},
		{record(t, "Quyết định", "9/QĐ-UBND", "2000", "", "a"), ""},
		{record(t, "Đề án", "", "2000", "", "a"), ""},
		{record(t, "Nghị quyết", "9-NQ/TW", "2000", "", "a"), ""},
		{record(t, "Hướng dẫn", "9-HD/VPTW", "2000", "", "a"), ""},
		{record(t, "Nghị quyết", "9-NQ/TU", "1999", "", "a"), ""},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	ByForce("hanh-chinh", got)
	for i := range want {
		if got[i].Record != want[i].Record {
			t.Errorf("place %d: %s, want %s", i, got[i].Record.Name(), want[i].Record.Name())
		}
	}
	if ByForce("dang", got); got[0].Record.Label() != "9-NQ/TW" {
		t.Errorf("in a Party text %s stands first", got[0].Record.Name())
	}
}
