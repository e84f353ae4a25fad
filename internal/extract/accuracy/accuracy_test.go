package accuracy

import "testing"

func TestCompare(t *testing.T) {
	const ref = "Mỗi sáng tổ vệ sinh quét hai lần con đường làng, tưới cây bên ngõ và gom lá khô vào một chỗ. " +
		"Chiều thứ bảy cả xóm cùng ra dọn kênh, vớt bèo và sơn lại những hàng rào đã cũ."
	const moved = "Chiều thứ bảy cả xóm cùng ra dọn kênh, vớt bèo và sơn lại những hàng rào đã cũ. " +
		"Mỗi sáng tổ vệ sinh quét hai lần con đường làng, tưới cây bên ngõ và gom lá khô vào một chỗ."
	for _, tt := range []struct {
		name, text     string
		errors, strict int // at most, at least
	}{
		{"same", ref, 0, 0},
		{"other line breaks and tone places", "Mỗi sáng tổ vệ sinh quét\nhai lần con đường làng, tưới cây bên ngõ và gom lá khô vào một chỗ.\n\nChiều thứ bảy cả xóm cùng ra dọn kênh, vớt bèo và sơn lại những hàng rào đã cũ.", 0, 0},
		{"one letter", "Mỗi sáng tổ vệ sinh quét hai lần con đương làng, tưới cây bên ngõ và gom lá khô vào một chỗ. " + ref[len(ref)-len("Chiều thứ bảy cả xóm cùng ra dọn kênh, vớt bèo và sơn lại những hàng rào đã cũ."):], 1, 1},
		{"moved", moved, 0, 60},
		{"nothing", "", 144, 130},
	} {
		s := Compare(tt.text, ref)
		if s.Errors > tt.errors || s.Strict < tt.strict || s.Accuracy() > 1 {
			t.Errorf("%s: %+v, want at most %d errors and at least %d in order", tt.name, s, tt.errors, tt.strict)
		}
	}
	if s := Compare("", ref); s.Accuracy() > .05 {
		t.Errorf("no text has an accuracy of %.2f", s.Accuracy())
	}
	with := "7\nCÔNG BÁO/Số 3/Ngày 02-03-2024\n" + ref + "\nKý bởi: AI ĐÓ\n"
	if s := Compare(ref, with); s.Strict != 0 {
		t.Errorf("a running head counts: %+v", s)
	}
}
