package tables

import "testing"

func TestRowsHaveExamples(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Types() {
		if r.Name == "" || len(r.Families) == 0 || len(r.Examples) == 0 || names[r.Name] {
			t.Errorf("type %+v is incomplete or twice", r)
		}
		names[r.Name] = true
		switch r.Strength {
		case Strong, Weak, Law, NoType:
		default:
			t.Errorf("%s: strength %q", r.Name, r.Strength)
		}
	}
	// The 25 types of document of Quy định 399-QĐ/TW, Điều 4.
	for _, n := range []string{"Cương lĩnh", "Điều lệ", "Chiến lược", "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Quy chế", "Quy định", "Thông tri",
		"Hướng dẫn", "Thông báo", "Thông cáo", "Tuyên bố", "Lời kêu gọi", "Báo cáo", "Kế hoạch", "Quy hoạch", "Chương trình", "Đề án", "Phương án", "Dự án", "Tờ trình", "Công văn", "Biên bản"} {
		if !names[n] {
			t.Errorf("no type %s", n)
		}
	}
	for _, v := range Verbs() {
		if v.Phrase == "" || v.Example == "" {
			t.Errorf("verb %+v is incomplete", v)
		}
	}
	for _, f := range FalsePositives() {
		if f.Phrase == "" || f.Example == "" || f.Treatment != TreatSkip && f.Treatment != TreatTerm {
			t.Errorf("false positive %+v is incomplete", f)
		}
	}
	if len(Laws()) < 200 {
		t.Errorf("only %d names of laws", len(Laws()))
	}
}

func TestHasLetters(t *testing.T) {
	for _, r := range Types() {
		switch r.Name {
		case "Quy định":
			if !r.HasLetters("QĐi") || !r.HasLetters("QĐ") || r.HasLetters("NQ") {
				t.Error("Quy định takes QĐ and QĐi only")
			}
		case "Văn bản":
			if !r.HasLetters("BTC") {
				t.Error("Văn bản takes any letters")
			}
		}
	}
}
