package document

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outline writes a structure as an indented list, for goldens in tests.
func outline(text string, s *Structure) string {
	var b strings.Builder
	s.Walk(func(p *Provision, depth int) bool {
		start, end := p.Own()
		own := strings.Join(strings.Fields(text[start:end]), " ")
		if r := []rune(own); len(r) > 24 {
			own = string(r[:24]) + "…"
		}
		fmt.Fprintf(&b, "%s#%s [%s]", strings.Repeat("  ", depth), p.Anchor, p.Label)
		if p.Heading != "" {
			fmt.Fprintf(&b, " {%s}", p.Heading)
		}
		if p.Addressee != "" {
			fmt.Fprintf(&b, " → %s", p.Addressee)
			if p.AddresseeGeneral {
				b.WriteString(" (chung)")
			}
		}
		fmt.Fprintf(&b, ": %s\n", own)
		return true
	})
	return b.String()
}

func TestDivide(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"directive", `Chỉ thị của Ban Thường vụ Tỉnh ủy về giữ gìn vệ sinh đường làng
Ngày 02/3/2021, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 07-CT/TU về giữ gìn vệ sinh đường làng.
Thời gian qua, phong trào đã có kết quả tốt.
Ban Thường vụ Tỉnh ủy yêu cầu cấp ủy, chính quyền các cấp thực hiện tốt các việc sau:
Một là, Tiếp tục tuyên truyền tới từng hộ.
Hai là, Sở Xây dựng chủ trì, phối hợp với các sở rà soát quy hoạch.
Ba là, Các tổ chức chính trị - xã hội vận động hội viên tham gia.
Chỉ thị này được phổ biến đến chi bộ.`,
			`#tieu-de [Tiêu đề]: Chỉ thị của Ban Thường v…
#cong-bo [Câu công bố]: Ngày 02/3/2021, Ban Thườ…
#mo-dau-1 [Mở đầu, đoạn 1]: Thời gian qua, phong trà…
#mo-dau-2 [Mở đầu, đoạn 2] → cấp ủy, chính quyền các cấp: Ban Thường vụ Tỉnh ủy yê…
#mot-la [Một là] → cấp ủy, chính quyền các cấp (chung): Một là, Tiếp tục tuyên t…
#hai-la [Hai là] → Sở Xây dựng: Hai là, Sở Xây dựng chủ …
#ba-la [Ba là] → Các tổ chức chính trị - xã hội: Ba là, Các tổ chức chính…
#ket-thuc [Kết thúc]: Chỉ thị này được phổ biế…
`},
		{"law", `Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về cây xanh.
Điều 2. Giải thích từ ngữ
1. Cây xanh là cây còn lá.
2. Trong Luật này:
a) Cây cổ thụ là cây trên 50 năm;
b) Cây non là cây dưới 5 năm;
c) Cây trồng;
d) Cây dại;
đ) Cây cảnh.
Điều 2a. Nguyên tắc
1. Không chặt.
1a. Không đốt.
2. Không bán.
Chương II TRÁCH NHIỆM
Điều 3
Nhà nước khuyến khích trồng cây.`,
			`#can-cu-1 [Căn cứ 1]: Căn cứ Hiến pháp nước Cộ…
#chuong-i [Chương I] {QUY ĐỊNH CHUNG}: Chương I QUY ĐỊNH CHUNG
  #dieu-1 [Điều 1] {Phạm vi điều chỉnh}: Điều 1. Phạm vi điều chỉ…
  #dieu-2 [Điều 2] {Giải thích từ ngữ}: Điều 2. Giải thích từ ng…
    #dieu-2-khoan-1 [Khoản 1 Điều 2]: 1. Cây xanh là cây còn l…
    #dieu-2-khoan-2 [Khoản 2 Điều 2]: 2. Trong Luật này:
      #dieu-2-khoan-2-diem-a [Điểm a khoản 2 Điều 2]: a) Cây cổ thụ là cây trê…
      #dieu-2-khoan-2-diem-b [Điểm b khoản 2 Điều 2]: b) Cây non là cây dưới 5…
      #dieu-2-khoan-2-diem-c [Điểm c khoản 2 Điều 2]: c) Cây trồng;
      #dieu-2-khoan-2-diem-d [Điểm d khoản 2 Điều 2]: d) Cây dại;
      #dieu-2-khoan-2-diem-dd [Điểm đ khoản 2 Điều 2]: đ) Cây cảnh.
  #dieu-2a [Điều 2a] {Nguyên tắc}: Điều 2a. Nguyên tắc
    #dieu-2a-khoan-1 [Khoản 1 Điều 2a]: 1. Không chặt.
    #dieu-2a-khoan-1a [Khoản 1a Điều 2a]: 1a. Không đốt.
    #dieu-2a-khoan-2 [Khoản 2 Điều 2a]: 2. Không bán.
#chuong-ii [Chương II] {TRÁCH NHIỆM}: Chương II TRÁCH NHIỆM
  #dieu-3 [Điều 3]: Điều 3 Nhà nước khuyến k…
`},
		{"amending law quotes articles", `Điều 1. Sửa đổi, bổ sung một số điều
1. Sửa đổi Điều 7 như sau:
“Điều 7. Trồng cây
1. Trồng vào mùa xuân.
2. Trồng vào mùa thu.”.
2. Bãi bỏ Điều 9.
Điều 2. Hiệu lực`,
			`#dieu-1 [Điều 1] {Sửa đổi, bổ sung một số điều}: Điều 1. Sửa đổi, bổ sung…
  #dieu-1-khoan-1 [Khoản 1 Điều 1]: 1. Sửa đổi Điều 7 như sa…
  #dieu-1-khoan-2 [Khoản 2 Điều 1]: 2. Bãi bỏ Điều 9.
#dieu-2 [Điều 2] {Hiệu lực}: Điều 2. Hiệu lực
`},
		{"party resolution", `Mở đầu bằng một đoạn.
I- TÌNH HÌNH
1. Kết quả
Đã trồng được cây.
2. Hạn chế
2.1. Về giống
Giống còn ít.
2.2. Về đất
a) Đất cằn.
b) Đất chua.
II- NHIỆM VỤ
1- Trồng thêm.
Nơi nhận:
- Như trên.`,
			`#mo-dau-1 [Mở đầu, đoạn 1]: Mở đầu bằng một đoạn.
#muc-i [Mục I] {TÌNH HÌNH}: I- TÌNH HÌNH
  #muc-i-khoan-1 [Khoản 1 Mục I] {Kết quả}: 1. Kết quả Đã trồng được…
  #muc-i-khoan-2 [Khoản 2 Mục I] {Hạn chế}: 2. Hạn chế
    #muc-i-khoan-2-diem-2-1 [Điểm 2.1 khoản 2 Mục I] {Về giống}: 2.1. Về giống Giống còn …
    #muc-i-khoan-2-diem-2-2 [Điểm 2.2 khoản 2 Mục I] {Về đất}: 2.2. Về đất
      #muc-i-khoan-2-diem-2-2-diem-a [Điểm a điểm 2.2 khoản 2 Mục I]: a) Đất cằn.
      #muc-i-khoan-2-diem-2-2-diem-b [Điểm b điểm 2.2 khoản 2 Mục I]: b) Đất chua.
#muc-ii [Mục II] {NHIỆM VỤ}: II- NHIỆM VỤ
  #muc-ii-khoan-1 [Khoản 1 Mục II]: 1- Trồng thêm.
#ket-thuc [Kết thúc]: Nơi nhận: - Như trên.
`},
		{"header, attached regulation, appendix, forms", `ỦY BAN NHÂN DÂN TỈNH LÀO CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 21/2023/QĐ-UBND
QUYẾT ĐỊNH
Ban hành Quy chế trồng cây
Căn cứ Luật Lâm nghiệp;
Điều 1. Ban hành kèm theo Quyết định này Quy chế trồng cây.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Vũ Văn Rừng
QUY CHẾ
Trồng cây
(Ban hành kèm theo Quyết định số 21/2023/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này quy định việc trồng cây.
Điều 2. Đối tượng
PHỤ LỤC
CÁC MẪU
Mẫu số 01	Đơn xin cây
Mẫu số 02	Biên bản giao cây
Mẫu số 01. Đơn xin cây
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
1. Tên tôi là: ……
Nơi nhận:
- Như trên.
Mẫu số 02. Biên bản giao cây
Điều 1. Giao ……`,
			`#phan-dau [Phần đầu]: ỦY BAN NHÂN DÂN TỈNH LÀO…
#tieu-de [Tiêu đề]: QUYẾT ĐỊNH Ban hành Quy …
#can-cu-1 [Căn cứ 1]: Căn cứ Luật Lâm nghiệp;
#dieu-1 [Điều 1]: Điều 1. Ban hành kèm the…
#dieu-2 [Điều 2]: Điều 2. Quyết định này c…
#ket-thuc [Kết thúc]: TM. ỦY BAN NHÂN DÂN CHỦ …
#quy-che [Quy chế] {Trồng cây}: QUY CHẾ Trồng cây (Ban h…
  #quy-che-chuong-i [Chương I] {QUY ĐỊNH CHUNG}: Chương I QUY ĐỊNH CHUNG
    #quy-che-dieu-1 [Điều 1 Quy chế] {Phạm vi}: Điều 1. Phạm vi
      #quy-che-dieu-1-khoan-1 [Khoản 1 Điều 1 Quy chế]: 1. Quy chế này quy định …
    #quy-che-dieu-2 [Điều 2 Quy chế] {Đối tượng}: Điều 2. Đối tượng
#phu-luc [Phụ lục] {CÁC MẪU}: PHỤ LỤC CÁC MẪU Mẫu số 0…
  #phu-luc-mau-so-01 [Mẫu số 01] {Đơn xin cây}: Mẫu số 01. Đơn xin cây C…
  #phu-luc-mau-so-02 [Mẫu số 02] {Biên bản giao cây}: Mẫu số 02. Biên bản giao…
`},
		{"a text without a heading behind the signature", "Điều 1. Ban hành Điều lệ.\nĐiều 2. Hiệu lực\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nVũ Văn Rừng\nĐiều 1. Tên gọi\nĐiều 2. Trụ sở",
			`#dieu-1 [Điều 1] {Ban hành Điều lệ}: Điều 1. Ban hành Điều lệ…
#dieu-2 [Điều 2] {Hiệu lực}: Điều 2. Hiệu lực
#ket-thuc [Kết thúc]: KT. BỘ TRƯỞNG THỨ TRƯỞNG…
#kem-theo [Văn bản kèm theo]: 
  #kem-theo-dieu-1 [Điều 1 Văn bản kèm theo] {Tên gọi}: Điều 1. Tên gọi
  #kem-theo-dieu-2 [Điều 2 Văn bản kèm theo] {Trụ sở}: Điều 2. Trụ sở
`},
		{"articles quoted without marks, a quotation never closed, a number on a line of its own", `Điều 1. Sửa đổi, bổ sung Điều 7
“Điều 7. Trồng cây
1. Trồng vào mùa xuân.
Điều 2. Bổ sung Mục 2a
“Mục 2a
TƯỚI CÂY
Điều 28a. Tưới”
Điều 28b. Tưới thêm
1. Tưới “hai lần” một ngày.
Điều 3. Bãi bỏ cụm từ “cây” tại
Điều 10.
Điều 4. Hiệu lực`,
			`#dieu-1 [Điều 1] {Sửa đổi, bổ sung Điều 7}: Điều 1. Sửa đổi, bổ sung…
#dieu-2 [Điều 2] {Bổ sung Mục 2a}: Điều 2. Bổ sung Mục 2a “…
  #dieu-2-khoan-1 [Khoản 1 Điều 2]: 1. Tưới “hai lần” một ng…
#dieu-3 [Điều 3] {Bãi bỏ cụm từ “cây” tại}: Điều 3. Bãi bỏ cụm từ “c…
#dieu-4 [Điều 4] {Hiệu lực}: Điều 4. Hiệu lực
`},
		{"a plan inside an article", "Điều 1. Phê duyệt Đề án trồng cây:\nI. QUAN ĐIỂM\n1. Trồng nhiều.\nII. GIẢI PHÁP\n1. Tưới:\na) Sáng;\nb) Chiều.\nĐiều 2. Hiệu lực\nĐiều 3. Thi hành",
			`#dieu-1 [Điều 1] {Phê duyệt Đề án trồng cây}: Điều 1. Phê duyệt Đề án …
  #dieu-1-muc-i [Mục I Điều 1] {QUAN ĐIỂM}: I. QUAN ĐIỂM
    #dieu-1-muc-i-khoan-1 [Khoản 1 Mục I Điều 1]: 1. Trồng nhiều.
  #dieu-1-muc-ii [Mục II Điều 1] {GIẢI PHÁP}: II. GIẢI PHÁP
    #dieu-1-muc-ii-khoan-1 [Khoản 1 Mục II Điều 1]: 1. Tưới:
      #dieu-1-muc-ii-khoan-1-diem-a [Điểm a khoản 1 Mục II Điều 1]: a) Sáng;
      #dieu-1-muc-ii-khoan-1-diem-b [Điểm b khoản 1 Mục II Điều 1]: b) Chiều.
#dieu-2 [Điều 2] {Hiệu lực}: Điều 2. Hiệu lực
#dieu-3 [Điều 3] {Thi hành}: Điều 3. Thi hành
`},
		{"articles under the sections of a Party regulation", "I- QUY ĐỊNH CHUNG\nĐiều 1. Một\nĐiều 2. Hai\nII- QUY ĐỊNH RIÊNG\nĐiều 3. Ba",
			`#muc-i [Mục I] {QUY ĐỊNH CHUNG}: I- QUY ĐỊNH CHUNG
  #dieu-1 [Điều 1] {Một}: Điều 1. Một
  #dieu-2 [Điều 2] {Hai}: Điều 2. Hai
#muc-ii [Mục II] {QUY ĐỊNH RIÊNG}: II- QUY ĐỊNH RIÊNG
  #dieu-3 [Điều 3] {Ba}: Điều 3. Ba
`},
		{"rows of tables and footnotes", "Điều 1.¹² Danh mục cây²\n1.³ Cây to.\n2.\tCây nhỏ.\n3. Xoài\t12\tcây\n¹² Điều này được sửa đổi.\na)⁴ Cây ăn quả;",
			`#dieu-1 [Điều 1] {Danh mục cây}: Điều 1.¹² Danh mục cây²
  #dieu-1-khoan-1 [Khoản 1 Điều 1]: 1.³ Cây to.
  #dieu-1-khoan-2 [Khoản 2 Điều 1]: 2. Cây nhỏ. 3. Xoài 12 c…
    #dieu-1-khoan-2-diem-a [Điểm a khoản 2 Điều 1]: a)⁴ Cây ăn quả;
`},
		{"numbers that are not divisions", `Năm nay có ba việc.
2021. Một năm khó.
3. Không có mục một và hai ở trên.`,
			`#doan-1 [Đoạn 1]: Năm nay có ba việc.
#doan-2 [Đoạn 2]: 2021. Một năm khó.
#doan-3 [Đoạn 3]: 3. Không có mục một và h…
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Divide(tt.text)
			if got := outline(tt.text, s); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkStructure(t, tt.text, s)
		})
	}
}

// checkStructure holds every structure to what the package promises: ordered
// offsets inside the text, unique anchors, and every line in one own text.
func checkStructure(t *testing.T, text string, s *Structure) {
	t.Helper()
	seen := map[string]bool{}
	covered := 0
	s.Walk(func(p *Provision, _ int) bool {
		start, end := p.Own()
		if p.Start < 0 || p.End > len(text) || p.Start > p.End || start > end || start < covered {
			t.Fatalf("%s: offsets %d-%d, own %d-%d after %d, text of %d", p.Anchor, p.Start, p.End, start, end, covered, len(text))
		}
		if seen[p.Anchor] || p.Anchor == "" {
			t.Fatalf("anchor %q is empty or stands twice", p.Anchor)
		}
		if strings.TrimSpace(text[covered:start]) != "" {
			t.Fatalf("%s: text before it is in no provision: %q", p.Anchor, text[covered:start])
		}
		seen[p.Anchor] = true
		covered = end
		if s.ByAnchor(p.Anchor) != p {
			t.Fatalf("%s: ByAnchor finds another", p.Anchor)
		}
		return true
	})
	if strings.TrimSpace(text[covered:]) != "" {
		t.Fatalf("text at the end is in no provision: %q", text[covered:])
	}
}

func TestFind(t *testing.T) {
	text := "Chương I\nQUY ĐỊNH CHUNG\nĐiều 5. Cây\n1. Một.\n2. Hai:\na) A;\nb) B;\nĐiều 6. Đất\n1. Ba.\nPHỤ LỤC I\nDANH MỤC\nMột là, việc."
	s := Divide(text)
	tests := []struct {
		name, steps, anchor, missing string
	}{
		{"small to large", "điểm b,khoản 2,Điều 5", "dieu-5-khoan-2-diem-b", ""},
		{"large to small", "Điều 5,khoản 2,điểm a", "dieu-5-khoan-2-diem-a", ""},
		{"through the chapter", "khoản 1,Điều 6", "dieu-6-khoan-1", ""},
		{"with the chapter", "Điều 6,Chương I", "dieu-6", ""},
		{"no such clause", "khoản 9,Điều 5", "dieu-5", "khoản 9"},
		{"no such article", "khoản 1,Điều 50", "", "Điều 50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var steps []Step
			for _, w := range strings.Split(tt.steps, ",") {
				unit, label, _ := strings.Cut(w, " ")
				steps = append(steps, Step{unit, label})
			}
			p, missing, ok := s.Find(steps)
			anchor := ""
			if p != nil {
				anchor = p.Anchor
			}
			if anchor != tt.anchor || strings.TrimSpace(missing.Unit+" "+missing.Label) != tt.missing || ok != (tt.missing == "") {
				t.Errorf("got %q, missing %v, ok %v", anchor, missing, ok)
			}
		})
	}
}

// TestFindParts: the articles of an attached text are found by naming it, or from
// inside it.
func TestFindParts(t *testing.T) {
	text := "Chương I\nCHUNG\nĐiều 1. Cây\n1. Một.\nĐiều 2. Đất\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nLê Văn Cây\nQUY CHẾ\nTRỒNG CÂY\n(Ban hành kèm theo Nghị định)\nĐiều 1. Hoa\n1. Hai.\nĐiều 2. Lá theo Điều 1 Quy chế này\nĐiều 3. Quả"
	s := Divide(text)
	inside := strings.Index(text, "Lá theo")
	for _, tt := range []struct {
		offset int
		steps  []Step
		want   string
	}{
		{0, []Step{{"khoản", "1"}, {"Điều", "1"}}, "dieu-1-khoan-1"},
		{0, []Step{{"khoản", "1"}, {"Điều", "1"}, {"Quy chế", ""}}, "quy-che-dieu-1-khoan-1"},
		{0, []Step{{"Điều", "3"}}, "quy-che-dieu-3"},
		{inside, []Step{{"Điều", "1"}}, "quy-che-dieu-1"},
		{inside, []Step{{"Điều", "1"}, {"Quy chế", ""}}, "quy-che-dieu-1"},
	} {
		if p, missing, ok := s.FindNear(tt.offset, tt.steps); !ok || p.Anchor != tt.want {
			t.Errorf("%v at %d: %v, missing %v, want %s\n%s", tt.steps, tt.offset, p, missing, tt.want, outline(text, s))
		}
	}
}

// TestDivideDirective reads the real directive: 15 paragraphs, the addressees of
// its eight points, its closing.
func TestDivideDirective(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "corpus", "default", "documents", "chi-thi-23-ct-tu-phu-tho-2023", "text.txt"))
	if err != nil {
		t.Skip("the directive is not where the default collection keeps it:", err)
	}
	text := string(b)
	s := Divide(text)
	checkStructure(t, text, s)
	want := []struct{ anchor, addressee string }{
		{"tieu-de", ""}, {"cong-bo", ""}, {"mo-dau-1", ""}, {"mo-dau-2", ""}, {"mo-dau-3", ""},
		{"mo-dau-4", "cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội các cấp"},
		{"mot-la", "cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội các cấp"},
		{"hai-la", "cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội các cấp"},
		{"ba-la", "cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội các cấp"},
		{"bon-la", "Ban cán sự đảng Ủy ban nhân dân tỉnh"},
		{"nam-la", "Các tổ chức Đảng trong lực lượng Công an tỉnh"},
		{"sau-la", "Lực lượng Công an, Quân đội"},
		{"bay-la", "Ban Tuyên giáo Tỉnh ủy"},
		{"tam-la", "Đảng ủy Công an tỉnh"},
		{"ket-thuc", ""},
	}
	if len(s.Provisions) != len(want) {
		t.Fatalf("%d provisions, want %d:\n%s", len(s.Provisions), len(want), outline(text, s))
	}
	for i, w := range want {
		p := s.Provisions[i]
		if p.Anchor != w.anchor || p.Addressee != w.addressee {
			t.Errorf("provision %d: #%s → %q, want #%s → %q", i, p.Anchor, p.Addressee, w.anchor, w.addressee)
		}
	}
}

func TestAt(t *testing.T) {
	text := "Điều 1. A\n1. một\n2. hai\nĐiều 2. B"
	s := Divide(text)
	for offset, want := range map[int]string{0: "dieu-1", 14: "dieu-1-khoan-1", len(text) - 1: "dieu-2"} {
		if p := s.At(offset); p == nil || p.Anchor != want {
			t.Errorf("At(%d) = %v, want %s", offset, p, want)
		}
	}
	if p := s.At(len(text) + 5); p != nil {
		t.Errorf("At behind the end = %v", p)
	}
}

func FuzzDivide(f *testing.F) {
	f.Add("Chương I\nCHUNG\nĐiều 1. A\n1. b\na) c\n“Điều 2.\n1. x”\nMột là, Ban X chủ trì.\nPHỤ LỤC")
	f.Add("I. A\n1. B\n1.1. C\na) D\nII. E\nNơi nhận:\n- F")
	f.Add("\xff\xfe\n 1.\n“")
	f.Fuzz(func(t *testing.T, text string) {
		checkStructure(t, text, Divide(text))
	})
}

func BenchmarkDivide(b *testing.B) {
	var t strings.Builder
	for i := 1; i <= 500; i++ {
		fmt.Fprintf(&t, "Điều %d. Trồng cây\n", i)
		for k := 1; k <= 5; k++ {
			fmt.Fprintf(&t, "%d. Cơ quan, tổ chức, cá nhân có trách nhiệm chăm sóc cây xanh trên địa bàn theo quy định của pháp luật:\na) Tưới nước;\nb) Bón phân.\n", k)
		}
	}
	b.SetBytes(int64(t.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Divide(t.String())
	}
}

// Hostile lines cost no more than their length: compare the two sizes.
func BenchmarkDivideHostile(b *testing.B) {
	for _, l := range []string{"x\n", "3. a\n", "1. a\n", "a) b\n", "“ x\n", "Điều 1. \"a\n", "I. A\n1. B\n", "Căn cứ a;\n", "PHỤ LỤC\n"} {
		for _, n := range []int{1000, 32000} {
			text := strings.Repeat(l, n)
			b.Run(fmt.Sprintf("%q/%d", l, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Divide(text)
				}
			})
		}
	}
}
