package citation

import (
	"strings"
	"testing"

	"tracuu/internal/document"
)

// brief writes citations as a test table does: kind, form and the fields that
// matter, one a line.
func brief(cites []Citation) string {
	var b strings.Builder
	for i := range cites {
		c := &cites[i]
		b.WriteString(string(c.Kind))
		part := func(label, s string) {
			if s != "" {
				b.WriteString(" " + label + s)
			}
		}
		part("", c.Type)
		part("", c.Label())
		part("@", c.Date.String())
		part("của ", c.Issuer)
		part("name=", c.Name)
		if len(c.Provision) > 0 {
			var s []string
			for _, p := range c.Provision {
				s = append(s, p.Unit+" "+p.Label)
			}
			part("in ", strings.Join(s, " "))
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

// TestDirectiveKinds proves on invented names what TestDirective proves on the
// directive: every sort of reference in it, by rule and not by case.
func TestDirectiveKinds(t *testing.T) {
	text := `Nghị quyết của Ban Thường vụ Thành ủy về nâng cao chất lượng dạy nghề cho thanh niên nông thôn trên địa bàn thành phố Cần Thơ
Ngày 07/8/2024, Ban Thường vụ Thành ủy ban hành Nghị quyết số 41-NQ/TU về nâng cao chất lượng dạy nghề cho thanh niên nông thôn trên địa bàn thành phố Cần Thơ.
Trong triển khai thực hiện Chỉ thị số 37-CT/TW, ngày 10/7/2024 của Ban Bí thư về đổi mới công tác dạy nghề, bồi dưỡng, sát hạch, cấp chứng chỉ (Chỉ thị số 37-CT/TW); Đề án số 11/ĐA-BNV, ngày 02/02/2024 của Bộ Nội vụ về đào tạo nghề cho bộ đội xuất ngũ phù hợp với nhu cầu của từng nơi, Ban Thường vụ Thành ủy yêu cầu các cấp ủy làm tốt việc sau:
Một là, học tập Kết luận số 52-KL/TW, ngày 30/5/2023 của Ban Bí thư tiếp tục thực hiện Chỉ thị số 19-CT/TW, ngày 05/11/2012 của Bộ Chính trị về tăng cường dạy nghề; các văn bản của Ban Thường vụ Thành ủy về lãnh đạo công tác thanh niên, phòng, chống đuối nước. Thực hiện tốt quy chế dân chủ ở cơ sở.
Hai là, Ban cán sự đảng Ủy ban nhân dân thành phố lãnh đạo Ủy ban nhân dân thành phố ban hành kế hoạch mở thêm lớp nghề gắn với việc làm.
Ba là, thực hiện Đề án số 11/ĐA-BNV, ngày 02/02/2024 của Bộ Nội vụ về đào tạo nghề cho bộ đội xuất ngũ; Chương trình hành động số 18-CT/TU, ngày 09/9/2024 của Ban Thường vụ Thành ủy thực hiện Chỉ thị số 37-CT/TW của Ban Bí thư. Định kỳ báo cáo kết quả thực hiện Nghị quyết.
Nghị quyết này được phổ biến đến chi bộ.`
	cites := Find(text)
	want := `self Nghị quyết của Ban Thường vụ Thành ủy
full Nghị quyết 41-NQ/TU @2024-08-07 của Ban Thường vụ Thành ủy
full Chỉ thị 37-CT/TW @2024-07-10 của Ban Bí thư
full Chỉ thị 37-CT/TW
full Đề án 11/ĐA-BNV @2024-02-02 của Bộ Nội vụ
full Kết luận 52-KL/TW @2023-05-30 của Ban Bí thư
full Chỉ thị 19-CT/TW @2012-11-05 của Bộ Chính trị
vague Văn bản của Ban Thường vụ Thành ủy
term Quy chế name=dân chủ ở cơ sở
future Kế hoạch của Ủy ban nhân dân thành phố
full Đề án 11/ĐA-BNV @2024-02-02 của Bộ Nội vụ
full Chương trình hành động 18-CT/TU @2024-09-09 của Ban Thường vụ Thành ủy
full Chỉ thị 37-CT/TW của Ban Bí thư
self Nghị quyết
self Nghị quyết`
	if got := brief(cites); got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	titles := map[int]string{
		0: "nâng cao chất lượng dạy nghề cho thanh niên nông thôn trên địa bàn thành phố Cần Thơ",
		2: "đổi mới công tác dạy nghề, bồi dưỡng, sát hạch, cấp chứng chỉ",
		4: "đào tạo nghề cho bộ đội xuất ngũ", // the words behind are not in the second mention
		5: "tiếp tục thực hiện Chỉ thị số 19-CT/TW, ngày 05/11/2012 của Bộ Chính trị về tăng cường dạy nghề",
		7: "lãnh đạo công tác thanh niên, phòng, chống đuối nước",
		9: "mở thêm lớp nghề", 10: "đào tạo nghề cho bộ đội xuất ngũ",
		11: "thực hiện Chỉ thị số 37-CT/TW của Ban Bí thư",
	}
	for i, want := range titles {
		if cites[i].Title != want {
			t.Errorf("title of %d %q, want %q", i, cites[i].Title, want)
		}
	}
	if !cites[0].Identity || !cites[1].Identity || cites[2].Identity {
		t.Error("the headline and the sentence below it are the identity, nothing else is")
	}
	if s, e := cites[1].Span(); !strings.HasPrefix(text[s:e], "Ngày 07/8/2024, Ban") || !strings.HasSuffix(text[s:e], "Cần Thơ") {
		t.Errorf("span of the identity %q", text[s:e])
	}
	if cites[3].AliasOf != 2 || cites[2].AliasDef != "Chỉ thị số 37-CT/TW" {
		t.Errorf("alias of %d, defined %q", cites[3].AliasOf, cites[2].AliasDef)
	}
	if cites[6].Parent != 5 || cites[12].Parent != 11 || cites[10].Parent != -1 {
		t.Errorf("parents %d %d %d", cites[6].Parent, cites[12].Parent, cites[10].Parent)
	}
	if cites[6].Relation != document.Continues || cites[2].Relation != document.Implements || cites[10].Relation != document.Implements {
		t.Errorf("relations %q %q %q", cites[6].Relation, cites[2].Relation, cites[10].Relation)
	}
}

func TestKnownTitles(t *testing.T) {
	f := Finder{Titles: func(typ string, n document.Number) []string {
		if typ == "Quyết định" && n.Key() == "77/QĐ-TTG" {
			return []string{"về việc trồng rừng ven biển; bảo vệ đê", "Về việc trồng rừng"}
		}
		return nil
	}}
	for text, want := range map[string]string{
		"theo Quyết định số 77/QĐ-TTg về việc trồng rừng ven biển; bảo vệ đê cho các xã": "trồng rừng ven biển; bảo vệ đê",
		"theo Quyết định số 77/QĐ-TTg về trồng rừng tại các xã bãi ngang":                "trồng rừng",
		"theo Quyết định số 78/QĐ-TTg về trồng rừng tại các xã bãi ngang":                "trồng rừng tại các xã bãi ngang",
	} {
		if c := f.Find(text); len(c) != 1 || c[0].Title != want {
			t.Errorf("%s\ngot %q, want %q", text, c[0].Title, want)
		}
	}
}

func TestSelf(t *testing.T) {
	text := "Ban Thường vụ đã có Quyết định số 9-QĐ/TU. Quyết định này có hiệu lực từ nay. Định kỳ báo cáo kết quả thực hiện Quyết định."
	var f Finder
	if got := brief(f.Find(text)); got != "full Quyết định 9-QĐ/TU\nanaphora Quyết định" {
		t.Errorf("unknown text: %s", got)
	}
	f.Self = document.Record{Type: "Quyết định", Number: document.Number{Number: "12", Symbol: "QĐ/TU"}}
	if got := brief(f.Find(text)); got != "full Quyết định 9-QĐ/TU\nself Quyết định\nself Quyết định" {
		t.Errorf("text of a decision: %s", got)
	}
	f.Self = document.Record{Type: "Chỉ thị", Number: document.Number{Number: "7", Symbol: "CT/TU"}}
	c := f.Find("Ngày 02/3/2024, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 07-CT/TU về nuôi cá.")
	if len(c) != 1 || !c[0].Identity || c[0].Date.String() != "2024-03-02" || c[0].Issuer != "Ban Thường vụ Tỉnh ủy" || c[0].Lead != 0 {
		t.Errorf("identity by the record: %+v", c)
	}
}

func TestRepair(t *testing.T) {
	for text, want := range map[string]string{
		"Nghị quyết số l2-NQ/TW":      "12-NQ/TW",
		"Nghị quyết số 12-N0/TW":      "12-NQ/TW",
		"Chỉ thị số O9-CT/TW":         "09-CT/TW",
		"Kết luận số 44-K1/TW":        "44-KL/TW",
		"Nghị quyết số 12-NQ/TW":      "",
		"Luật số 45/2019/QH14":        "",
		"Kế hoạch số 12/KH-BCA-X03":   "",
		"Nghị định số 45/2022/NĐ-CP5": "",
	} {
		c := Find(text)
		if len(c) != 1 || c[0].Repair != want {
			t.Errorf("%s: %+v, want repair %q", text, c, want)
			continue
		}
		if want != "" && c[0].Confidence > 0.5 {
			t.Errorf("%s: a damaged number is believed with %.2f", text, c[0].Confidence)
		}
	}
}

func TestAliases(t *testing.T) {
	text := "Nghị định số 45/2022/NĐ-CP của Chính phủ quy định về nhà ở (sau đây gọi tắt là Nghị định 45) và Đề án số 11/ĐA-BNV về đào tạo (sau đây gọi là Đề án)."
	c := Find(text)
	if len(c) != 3 || c[0].AliasDef != "Nghị định 45" || c[1].AliasOf != 0 || c[2].AliasDef != "Đề án" || c[2].AliasOf != -1 {
		t.Errorf("%+v", c)
	}
	if c := Find("Luật Giá (Luật Nhà ở)"); c[1].AliasOf != -1 {
		t.Errorf("two laws are no alias: %+v", c)
	}
}
