package resolve

import (
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

const decree = `Điều 1. Phạm vi điều chỉnh
1. Văn bản này quy định về công tác hồ sơ.
2. Việc quản lý thực hiện theo khoản 1 Điều này và khoản 3 Điều 2.
Điều 2. Trách nhiệm
1. Cơ quan quản lý hồ sơ gồm:
a) Văn phòng;
b) Phòng chuyên môn theo điểm a khoản này.
2. Người đứng đầu chịu trách nhiệm theo Điều 9.
3. Các cơ quan khác phối hợp theo khoản 1.
`

func TestInternalProvisions(t *testing.T) {
	self := rec("nd", "Nghị định", "70/2021/NĐ-CP", "2021-07-01", "Chính phủ", "về công tác hồ sơ")
	c := New([]*document.Record{self})
	cites, res := c.text(self, decree)
	var got []string
	for i := range res {
		if cites[i].Kind != citation.Provision {
			continue
		}
		s := res[i].Anchor
		if res[i].Missing != nil {
			s = "không có " + unitName(res[i].Missing.Unit) + " " + res[i].Missing.Label
		}
		if res[i].Outcome != Internal || res[i].Document != "nd" {
			s += " " + string(res[i].Outcome)
		}
		got = append(got, s)
	}
	want := "dieu-1-khoan-1 | dieu-2-khoan-3 | dieu-2-khoan-1-diem-a | không có Điều 9 | dieu-2-khoan-1"
	if strings.Join(got, " | ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " | "), want)
	}
}

func TestPinpoints(t *testing.T) {
	held := document.Divide(decree)
	c := New([]*document.Record{rec("nd", "Nghị định", "70/2021/NĐ-CP", "2021-07-01", "Chính phủ", "")},
		WithStructures(func(id string) *document.Structure {
			if id == "nd" {
				return held
			}
			return nil
		}))
	for _, r := range []struct{ text, anchor, missing, why string }{
		{"Theo điểm a khoản 1 Điều 2 Nghị định số 70/2021/NĐ-CP.", "dieu-2-khoan-1-diem-a", "", ""},
		{"Theo Nghị định số 70/2021/NĐ-CP, Điều 2, khoản 1, điểm b.", "dieu-2-khoan-1-diem-b", "", ""},
		{"Theo khoản 9 Điều 2 Nghị định số 70/2021/NĐ-CP.", "", "khoản 9", "khoản 9 không có trong Điều 2."},
		{"Theo Điều 30 Nghị định số 70/2021/NĐ-CP.", "", "Điều 30", "Điều 30 không có trong văn bản."},
		{"Theo điểm a, điểm b khoản 1 Điều 2 Nghị định số 70/2021/NĐ-CP.", "dieu-2-khoan-1-diem-a+dieu-2-khoan-1-diem-b", "", ""},
	} {
		cites, res := c.text(nil, r.text)
		found := false
		for i := range res {
			if len(cites[i].Provision) == 0 {
				continue
			}
			found = true
			anchor, missing := res[i].Anchor, ""
			if len(res[i].Places) > 0 {
				var as []string
				for _, p := range res[i].Places {
					as = append(as, p.Anchor)
				}
				anchor = strings.Join(as, "+")
			}
			if m := res[i].Missing; m != nil {
				missing = unitName(m.Unit) + " " + m.Label
			}
			if res[i].Document != "nd" || anchor != r.anchor || missing != r.missing || r.why != "" && !strings.Contains(strings.Join(res[i].Why, " "), r.why) {
				t.Errorf("%q: %s %q missing %q %v", r.text, res[i].Document, anchor, missing, res[i].Why)
			}
		}
		if !found {
			t.Errorf("%q: no citation", r.text)
		}
	}
}

func TestPaths(t *testing.T) {
	step := func(s string) []document.Step {
		var out []document.Step
		for _, w := range strings.Split(s, ", ") {
			u, l, _ := strings.Cut(w, " ")
			out = append(out, document.Step{Unit: u, Label: l})
		}
		return out
	}
	for _, r := range []struct{ steps, want string }{
		{"khoản 2, Điều 5", "Điều 5, khoản 2"},
		{"Điều 5, khoản 2, điểm a", "Điều 5, khoản 2, điểm a"},
		{"điểm a, điểm b, khoản 2, Điều 5", "Điều 5, khoản 2, điểm a | Điều 5, khoản 2, điểm b"},
		{"điểm a, điểm b, khoản 2, khoản 3, Điều 5", "Điều 5, khoản 2, điểm a | Điều 5, khoản 2, điểm b | Điều 5, khoản 3"},
		{"khoản 1, Điều 5, khoản 2, Điều 6", "Điều 5, khoản 1 | Điều 6, khoản 2"},
		{"Điều 5, Điều 6", "Điều 5 | Điều 6"},
		{"Điều 92, khoản 2, Điều 93", "Điều 92 | Điều 93, khoản 2"},
		{"mục II.3", "mục II, điểm 3"},
		{"điểm 2, mục III", "mục III, điểm 2"},
	} {
		var got []string
		for _, p := range Paths(step(r.steps)) {
			var ss []string
			for _, s := range p {
				ss = append(ss, s.Unit+" "+s.Label)
			}
			got = append(got, strings.Join(ss, ", "))
		}
		if strings.Join(got, " | ") != r.want {
			t.Errorf("%s: %s, want %s", r.steps, strings.Join(got, " | "), r.want)
		}
	}
	if Paths(nil) != nil {
		t.Error("no steps, no path")
	}
}

func TestAmendedProvision(t *testing.T) {
	held := document.Divide(decree)
	self := rec("nd2", "Nghị định", "80/2022/NĐ-CP", "2022-07-01", "Chính phủ", "")
	c := New([]*document.Record{self, rec("nd", "Nghị định", "70/2021/NĐ-CP", "2021-07-01", "Chính phủ", "")},
		WithStructures(func(id string) *document.Structure { return held }))
	text := "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 70/2021/NĐ-CP\n1. Bãi bỏ điểm b khoản 1 Điều 2.\nĐiều 3. Hiệu lực\nNghị định này có hiệu lực ngay.\n"
	cites, res := c.text(self, text)
	for i := range res {
		if cites[i].Kind == citation.Provision && (res[i].Document != "nd" || res[i].Anchor != "dieu-2-khoan-1-diem-b" || res[i].Rule != "amended") {
			t.Errorf("%q: %+v", text[cites[i].Start:cites[i].End], res[i])
		}
	}
}

// TestNoAttachment shows that a type word of another instrument does not mean the
// citing document, unless the text puts such an instrument into force.
func TestNoAttachment(t *testing.T) {
	tt := rec("tt", "Thông tư", "12/2023/TT-BXD", "2023-05-05", "Bộ trưởng Bộ Xây dựng", "hướng dẫn hỗ trợ nhà ở")
	c := New(append(library(), tt))
	const body = "Hỗ trợ nhà ở theo quy định tại khoản 2 Mục III Chương trình mục tiêu quốc gia.\n"
	for _, r := range []struct {
		text string
		own  bool
	}{
		{body, false},
		{"Ban hành kèm theo Thông tư này Chương trình hỗ trợ.\n\nCHƯƠNG TRÌNH\nHỗ trợ nhà ở\n" + body, true},
	} {
		cites, res := c.text(tt, r.text)
		found := false
		for i := range res {
			if cites[i].Type == "Chương trình" && len(cites[i].Provision) > 0 {
				found = true
				if got := res[i].Document == "tt"; got != r.own {
					t.Errorf("%q: %+v", r.text, res[i])
				}
			}
		}
		if !found {
			t.Errorf("%q: no such citation", r.text)
		}
	}
}

func TestSelfAndAttachment(t *testing.T) {
	qd := rec("qd", "Quyết định", "15/QĐ-TTg", "2021-01-05", "Thủ tướng Chính phủ", "ban hành Quy chế quản lý cảng")
	c := New(append(library(), qd))
	for _, r := range []struct{ text, doc, rule string }{
		{"Quyết định này có hiệu lực từ ngày ký.", "qd", "self"},
		{"Quy chế này áp dụng cho mọi cơ quan.", "qd", "attachment"},
	} {
		cites, res := c.text(qd, r.text)
		ok := false
		for i := range res {
			if k := cites[i].Kind; k == citation.Self || k == citation.Anaphora {
				ok = res[i].Document == r.doc && res[i].Rule == r.rule
			}
		}
		if !ok {
			t.Errorf("%q: %+v", r.text, res)
		}
	}
}

func TestCorrections(t *testing.T) {
	text := "Quán triệt Nghị quyết số 28-NQ/TW. Sau đó, Nghị quyết số 28-NQ/TW được bổ sung."
	self := rec("bc", "Báo cáo", "10-BC/TU", "2024-01-05", "Tỉnh ủy Phú Thọ", "")
	self.Corrections = []document.Correction{{Field: "citation", Quote: "Nghị quyết số 28-NQ/TW", Nth: 2, Target: "nq28-2018", Note: "theo nội dung đoạn văn"}}
	c := New(library())
	_, res := c.text(self, text)
	if len(res) != 2 || res[0].Outcome != Ambiguous && res[0].Rule != "later-citation" || res[1].Document != "nq28-2018" || res[1].Rule != "correction" || res[1].Confidence != 1 || !strings.Contains(res[1].Why[0], "Người biên tập") {
		t.Errorf("%+v", res)
	}
	cites := citation.Find(text)
	res = c.Resolve(Citing{Text: text, Corrections: []document.Correction{
		{Field: "citation", Quote: "Nghị quyết số 28-NQ/TW", Nth: 1},
		{Field: "citation", Quote: "Nghị quyết số 28-NQ/TW", Nth: 2, Target: "mat-roi"},
	}}, cites)
	if res[0].Outcome != None || res[1].Outcome != Unknown || len(res[1].Why) == 0 {
		t.Errorf("%+v", res)
	}
}

func TestAliases(t *testing.T) {
	c := New(library())
	for _, r := range []struct{ text, want string }{
		{"Nghị quyết số 28-NQ/TW, ngày 23/5/2018 của Ban Chấp hành Trung ương (sau đây gọi tắt là Nghị quyết 28). Nghị quyết 28 yêu cầu như sau.", "nq28-2018 nq28-2018 nq28-2018"},
		{"Luật Đất đai ngày 29 tháng 11 năm 2013 (sau đây gọi là Luật Đất đai). Luật Đất đai quy định.", "luat-dd-2013 luat-dd-2013 luat-dd-2013"},
	} {
		cites, res := c.text(nil, r.text)
		var got []string
		for i := range res {
			if cites[i].Kind.NamesDocument() {
				got = append(got, res[i].Document)
			}
		}
		if g := strings.Join(got, " "); g != r.want {
			t.Errorf("%q: %q", r.text, g)
			for i := range res {
				t.Logf("  %s %q %q %s %s", cites[i].Kind, r.text[cites[i].Start:cites[i].End], cites[i].AliasDef, res[i].Outcome, res[i].Rule)
			}
		}
	}
	// An alias must not leak into another text.
	_, res := c.text(nil, "Nghị quyết 28 yêu cầu như sau.")
	if len(res) != 1 || res[0].Outcome != Ambiguous {
		t.Errorf("leaked: %+v", res)
	}
}

func TestPointing(t *testing.T) {
	self := rec("tt1", "Thông tư", "10/2022/TT-BYT", "2022-05-05", "Bộ Y tế", "")
	tt := rec("tt0", "Thông tư", "44/2014/TT-BYT", "2014-11-25", "Bộ Y tế", "")
	c := New([]*document.Record{self, tt, rec("nd30", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "")})
	for _, r := range []struct {
		self *document.Record
		text string
		want string // of the last citation
	}{
		{self, "Thông tư số 44/2014/TT-BYT đã rõ. Thực hiện theo khoản 10 Điều 22 Thông tư này.", "resolved tt1"},
		{nil, "Thông tư số 44/2014/TT-BYT đã rõ. Thực hiện theo khoản 10 Điều 22 Thông tư này.", "internal "},
		{self, "Thông tư số 44/2014/TT-BYT đã rõ. Thực hiện theo Thông tư nêu trên.", "resolved tt0"},
		{self, "Nghị định số 30/2020/NĐ-CP đã rõ. Người dân nộp văn bản này tại xã.", "unknown "},
		{self, "Nghị định số 30/2020/NĐ-CP đã rõ. Không trái với các Nghị định nêu trên.", "unknown "},
	} {
		cites, res := c.text(r.self, r.text)
		last := len(res) - 1
		if last < 1 {
			t.Logf("%q: %d citations", r.text, len(cites))
			continue
		}
		if got := string(res[last].Outcome) + " " + res[last].Document; got != r.want {
			t.Errorf("%q: %s by %s, want %s", r.text, got, res[last].Rule, r.want)
		}
	}
}

// An amending text names provisions of another without saying so.
func TestAmendingText(t *testing.T) {
	held := document.Divide(decree)
	old := rec("nd", "Nghị định", "70/2021/NĐ-CP", "2021-07-01", "Chính phủ", "về công tác hồ sơ")
	law := rec("luat", "Luật", "20/2020/QH14", "2020-06-01", "Quốc hội", "Luật Hồ sơ")
	self := rec("nd2", "Nghị định", "80/2022/NĐ-CP", "2022-07-01", "Chính phủ", "sửa đổi, bổ sung một số điều của Nghị định số 70/2021/NĐ-CP về công tác hồ sơ")
	c := New([]*document.Record{old, law, self}, WithStructures(func(id string) *document.Structure {
		if id == "nd" {
			return held
		}
		return nil
	}))
	text := `Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 70/2021/NĐ-CP về công tác hồ sơ.
Điều 1. Sửa đổi khoản 2 Điều 2
“2. Người đứng đầu thực hiện khoản 1 Điều này theo Nghị định này.”.
Điều 2. Phạm vi
1. Nghị định này quy định chi tiết các điều sau đây của Luật số 20/2020/QH14:
a) Khoản 4 Điều 30 về lưu giữ;
b) Điều 31 về giao nhận.
2. Người thực hiện khoản 1 Điều này chịu trách nhiệm.
`
	cites, res := c.text(self, text)
	var got []string
	for i := range res {
		if k := cites[i].Kind; k == citation.Provision || k == citation.Self {
			got = append(got, res[i].Rule+" "+res[i].Document+" "+res[i].Anchor)
		}
	}
	want := "amended nd dieu-2-khoan-2 | amended nd  | amended nd  | self nd2  | listed luat  | listed luat  | internal nd2 dieu-2-khoan-1"
	if s := strings.Join(got, " | "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

const conclusion = `I- ĐÁNH GIÁ
1. Kết quả đạt được khá toàn diện.
2. Hạn chế còn nhiều mặt.
II- NHIỆM VỤ
1. Tăng cường lãnh đạo.
2. Hoàn thiện cơ chế.
3. Kiểm tra, giám sát.
`

func TestPartyPinpoints(t *testing.T) {
	held := map[string]*document.Structure{
		"kl":   document.Divide(conclusion),
		"ct23": document.Divide("Cấp ủy các cấp thực hiện một số nội dung sau:\nMột là, tuyên truyền sâu rộng.\nHai là, xây dựng lực lượng.\nBa là, kiểm tra thường xuyên.\n"),
	}
	c := New([]*document.Record{
		rec("kl", "Kết luận", "44-KL/TW", "2019-01-22", "Ban Bí thư", ""),
		rec("ct23", "Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ", ""),
	}, WithStructures(func(id string) *document.Structure { return held[id] }))
	for _, r := range []struct{ text, anchor string }{
		{"Theo mục II.3 Kết luận số 44-KL/TW, ngày 22/01/2019 của Ban Bí thư.", "muc-ii-khoan-3"},
		{"Theo điểm 2, mục I Kết luận số 44-KL/TW, ngày 22/01/2019 của Ban Bí thư.", "muc-i-khoan-2"},
		{"Theo mục II Kết luận số 44-KL/TW, ngày 22/01/2019 của Ban Bí thư.", "muc-ii"},
		{"Theo nhiệm vụ thứ hai Chỉ thị số 23-CT/TU, ngày 26/12/2023 của Ban Thường vụ Tỉnh ủy Phú Thọ.", "hai-la"},
		{"Theo nội dung Ba là của Chỉ thị số 23-CT/TU, ngày 26/12/2023 của Ban Thường vụ Tỉnh ủy Phú Thọ.", "ba-la"},
		{"Theo nhiệm vụ thứ chín Chỉ thị số 23-CT/TU, ngày 26/12/2023 của Ban Thường vụ Tỉnh ủy Phú Thọ.", ""},
		{"Theo mục IV Kết luận số 44-KL/TW, ngày 22/01/2019 của Ban Bí thư.", ""},
	} {
		cites, res := c.text(nil, r.text)
		for i := range res {
			if cites[i].Kind.NamesDocument() && (res[i].Anchor != r.anchor || (res[i].Missing == nil) != (r.anchor != "")) {
				t.Errorf("%q: %v: %q missing %v", r.text, cites[i].Provision, res[i].Anchor, res[i].Missing)
			}
		}
	}
}
