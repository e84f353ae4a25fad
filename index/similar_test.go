package index

import (
	"slices"
	"testing"
)

func TestSimilar(t *testing.T) {
	titles := map[string]string{
		"goc":     "Về tăng cường quản lý, bảo vệ rừng đầu nguồn trên địa bàn tỉnh",
		"gan":     "Kế hoạch bảo vệ rừng đầu nguồn giai đoạn 2021 - 2025",
		"cung":    "về tăng cường quản lý, bảo vệ rừng đầu nguồn",
		"xa":      "về tăng cường công tác thuế",
		"khac":    "về chương trình học bổng cho giáo viên",
		"trong":   "",
		"dia-ban": "về xây dựng nhà văn hóa trên địa bàn tỉnh",
	}
	var docs []Document
	for id, title := range titles {
		docs = append(docs, Document{ID: id, Type: "Chỉ thị", Issuer: "Ban Thường vụ Tỉnh ủy", Title: title})
	}
	// Formulas say nothing of the matter.
	docs = append(docs,
		Document{ID: "sua", Type: "Nghị định", Issuer: "Chính phủ", Title: "Sửa đổi, bổ sung một số điều của Nghị định số 11/2011/NĐ-CP ngày 02 tháng 3 năm 2011 của Chính phủ về phí cầu đường"},
		Document{ID: "sua-khac", Type: "Nghị định", Issuer: "Chính phủ", Title: "Sửa đổi, bổ sung một số điều của Nghị định số 12/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ về giống cây trồng"})
	for _, id := range []string{"m1", "m2", "m3", "m4", "m5", "m6"} {
		docs = append(docs, Document{ID: id, Type: "Chỉ thị", Issuer: "Ban Thường vụ Tỉnh ủy", Title: "về mục " + id})
	}
	x := buildAndOpen(t, docs)
	got, err := x.Similar("goc", 5)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range got {
		ids = append(ids, s.ID)
	}
	if !slices.Equal(ids, []string{"cung", "gan"}) {
		t.Fatalf("similar to goc: %+v", got)
	}
	if !slices.Equal(got[1].Words, []string{"bảo vệ rừng đầu nguồn"}) {
		t.Errorf("shared words %q", got[1].Words)
	}
	if !slices.Equal(got[0].Words, []string{"tăng cường quản lý, bảo vệ rừng đầu nguồn"}) {
		t.Errorf("shared words %q", got[0].Words)
	}
	for _, id := range []string{"sua", "trong", "khac", "khong-co"} {
		if got, err := x.Similar(id, 5); err != nil || len(got) != 0 {
			t.Errorf("similar to %s: %+v, %v", id, got, err)
		}
	}
	if got, _ := x.Similar("goc", 1); len(got) != 1 {
		t.Errorf("asked for one: %+v", got)
	}
}
