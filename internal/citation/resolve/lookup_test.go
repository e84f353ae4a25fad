package resolve

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/document"
)

// library is a small catalogue with the traps of the real one: numbers that
// recur, one code for three issuers, local codes.
func library() []*document.Record {
	return []*document.Record{
		rec("nq12-2012", "Nghị quyết", "12-NQ/TW", "2012-01-16", "Ban Chấp hành Trung ương (Hội nghị lần thứ tư, khóa XI)", "một số vấn đề cấp bách về xây dựng Đảng hiện nay"),
		rec("nq12-2017", "Nghị quyết", "12-NQ/TW", "2017-06-03", "Ban Chấp hành Trung ương (Hội nghị lần thứ năm, khóa XII)", "về tiếp tục cơ cấu lại, đổi mới và nâng cao hiệu quả doanh nghiệp nhà nước"),
		rec("nq12-2022", "Nghị quyết", "12-NQ/TW", "2022-03-16", "Bộ Chính trị (khóa XIII)", "về đẩy mạnh xây dựng lực lượng Công an nhân dân thật sự trong sạch, vững mạnh"),
		rec("nq51-2005", "Nghị quyết", "51-NQ/TW", "2005-07-20", "Bộ Chính trị (khóa IX)", "về tiếp tục hoàn thiện cơ chế lãnh đạo của Đảng trong Quân đội nhân dân Việt Nam"),
		rec("nq51-2019", "Nghị quyết", "51-NQ/TW", "2019-09-05", "Bộ Chính trị (khóa XII)", "về Chiến lược bảo vệ an ninh quốc gia"),
		rec("nq44-2023", "Nghị quyết", "44-NQ/TW", "2023-11-24", "Ban Chấp hành Trung ương (Hội nghị lần thứ tám, khóa XIII)", "về Chiến lược bảo vệ Tổ quốc trong tình hình mới"),
		rec("nq28-2013", "Nghị quyết", "28-NQ/TW", "2013-10-25", "Ban Chấp hành Trung ương (Hội nghị lần thứ tám, khóa XI)", "về Chiến lược bảo vệ Tổ quốc trong tình hình mới"),
		rec("nq28-2018", "Nghị quyết", "28-NQ/TW", "2018-05-23", "Ban Chấp hành Trung ương (Hội nghị lần thứ bảy, khóa XII)", "về cải cách chính sách bảo hiểm xã hội"),
		rec("nq28-2022", "Nghị quyết", "28-NQ/TW", "2022-11-17", "Ban Chấp hành Trung ương (Hội nghị lần thứ sáu, khóa XIII)", "về tiếp tục đổi mới phương thức lãnh đạo, cầm quyền của Đảng"),
		rec("nq18-2017", "Nghị quyết", "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương (Hội nghị lần thứ sáu, khóa XII)", "một số vấn đề về tiếp tục đổi mới, sắp xếp tổ chức bộ máy"),
		rec("nq19-2017", "Nghị quyết", "19-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương (Hội nghị lần thứ sáu, khóa XII)", "về đơn vị sự nghiệp công lập"),
		rec("kl44-2019", "Kết luận", "44-KL/TW", "2019-01-22", "Ban Bí thư", "về việc tiếp tục đẩy mạnh thực hiện Chỉ thị số 09-CT/TW"),
		rec("ct05-2016", "Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị (khóa XII)", "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
		rec("ct46-2015", "Chỉ thị", "46-CT/TW", "2015-06-22", "Bộ Chính trị (khóa XI)", "về tăng cường sự lãnh đạo của Đảng đối với công tác bảo đảm an ninh, trật tự trong tình hình mới"),
		rec("qd66-2017", "Quy định", "66-QĐ/TW", "2017-02-06", "Ban Bí thư", "về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng"),
		rec("ct23-phutho", "Chỉ thị", "23-CT/TU", "2023-12-26", "Ban Thường vụ Tỉnh ủy Phú Thọ", "về tăng cường xây dựng thế trận an ninh nhân dân trên địa bàn tỉnh Phú Thọ"),
		rec("nq86-phutho", "Nghị quyết", "86-NQ/TU", "2023-03-15", "Ban Thường vụ Tỉnh ủy Phú Thọ", "về đẩy mạnh xây dựng lực lượng Công an tỉnh Phú Thọ"),
		rec("nq86-laocai", "Nghị quyết", "86-NQ/TU", "2023-08-01", "Ban Thường vụ Tỉnh ủy Lào Cai", "về phát triển du lịch"),
		rec("ctr25-phutho", "Chương trình hành động", "25-CT/TU", "2022-06-03", "Ban Thường vụ Tỉnh ủy Phú Thọ", "thực hiện Nghị quyết số 12-NQ/TW của Bộ Chính trị"),
		rec("qdi19-hcm", "Quy định", "19-QĐi/TU", "2019-03-07", "Ban Thường vụ Thành ủy TP. Hồ Chí Minh", "về trách nhiệm nêu gương"),
		rec("da03-bca", "Đề án", "03/ĐA-BCA", "2023-01-27", "Bộ Công an", "về xây dựng thế trận an ninh nhân dân"),
		rec("nd30", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "về công tác văn thư"),
		rec("nd34", "Nghị định", "34/2016/NĐ-CP", "2016-05-14", "Chính phủ", "quy định chi tiết một số điều của Luật Ban hành văn bản quy phạm pháp luật"),
		rec("tt64", "Thông tư", "64/2017/TT-BTC", "2017-06-15", "Bộ Tài chính", "về phí"),
		rec("luat-anm", "Luật", "24/2018/QH14", "2018-06-12", "Quốc hội khóa XIV", "Luật An ninh mạng"),
		rec("nq24-qh", "Nghị quyết", "24/2018/QH14", "2018-11-09", "Quốc hội khóa XIV", "về dự toán ngân sách"),
		rec("luat-dd-2013", "Luật", "45/2013/QH13", "2013-11-29", "Quốc hội khóa XIII", "Luật Đất đai"),
		rec("luat-dd-2024", "Luật", "31/2024/QH15", "2024-01-18", "Quốc hội khóa XV", "Luật Đất đai"),
		rec("blds-2015", "Bộ luật", "91/2015/QH13", "2015-11-24", "Quốc hội khóa XIII", "Bộ luật Dân sự"),
		rec("qd543-hn", "Quyết định", "543/QĐ-UBND", "2026-02-04", "UBND thành phố Hà Nội", "về thành lập các Tổ công tác"),
		rec("da-03", "Dự án", "03/DA-BCA", "2021-05-01", "Bộ Công an", "về cơ sở dữ liệu"),
		rec("nd160", "Nghị định", "160/NĐ-CP", "", "Chính phủ", ""),
		rec("pl-qp", "Pháp lệnh", "", "1994-05-19", "Ủy ban Thường vụ Quốc hội", "Pháp lệnh Bảo vệ công trình quốc phòng và khu quân sự"),
		rec("vbhn-a", "Văn bản hợp nhất", "09/VBHN-BQP", "2023-12-14", "Bộ Quốc phòng", ""),
		rec("vbhn-b", "Văn bản hợp nhất", "09/VBHN-BQP", "2024-05-08", "Bộ Quốc phòng", ""),
	}
}

func ids(hits []Hit) string {
	var s []string
	for _, h := range hits {
		s = append(s, h.Document)
	}
	return strings.Join(s, " ")
}

func TestLookUp(t *testing.T) {
	c := New(library())
	for _, q := range []struct {
		query, want string
		steps       int
	}{
		{"12-NQ/TW", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"12 nq tw", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"12nqtw", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"12-NQ/TƯ", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"NQ 12-NQ/TW", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"nghị quyết số 12-NQ/TW của Bộ Chính trị", "nq12-2022 nq12-2017 nq12-2012", 0},
		{"12-NQ/TW 2017", "nq12-2017", 0},
		{"12-nq/tw 16/3/2022", "nq12-2022", 0},
		{"012-nq/tw khoá 11", "nq12-2012", 0},
		{"23-ct/tu", "ct23-phutho", 0},
		{"nd 30 2020", "nd30", 0},
		{"30/2020/ND-CP", "nd30", 0},
		{"30/2020/nđ-cp", "nd30", 0},
		{"nghị định 30/2020", "nd30", 0},
		{"điều 8 nghị định 30/2020", "nd30", 1},
		{"điểm b khoản 2 Điều 8 của Nghị định 30/2020/NĐ-CP", "nd30", 3},
		{"nghị quyết 51 bộ chính trị 2019", "nq51-2019", 0},
		{"nghi quyet 51 bo chinh tri", "nq51-2019 nq51-2005", 0},
		{"Nghị quyết 51", "nq51-2019 nq51-2005", 0},
		{"nghị quyết 51 an ninh quốc gia", "nq51-2019", 0},
		{"nghị quyết trung ương 8 khóa 13", "nq44-2023", 0},
		{"nghi quyet trung uong 8 khoa xiii", "nq44-2023", 0},
		{"nqtw 8 khoa 13", "nq44-2023", 0},
		{"Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII", "nq44-2023", 0},
		{"nghị quyết trung ương 8", "nq44-2023 nq28-2013", 0},
		{"nghị quyết trung ương 6 khóa 12", "nq18-2017 nq19-2017", 0},
		{"03/ĐA-BCA", "da03-bca", 0},
		{"03/da-bca", "da03-bca da-03", 0},
		{"dự án 03 bca", "da-03", 0},
		{"luật an ninh mạng", "luat-anm", 0},
		{"luat an ninh mang 2018", "luat-anm", 0},
		{"luật đất đai", "luat-dd-2024 luat-dd-2013", 0},
		{"luật đất đai năm 2013", "luat-dd-2013", 0},
		{"điều 5 luật đất đai 2013", "luat-dd-2013", 1},
		{"blds 2015", "blds-2015", 0},
		{"24/2018/qh14", "nq24-qh luat-anm", 0},
		{"luật 24/2018/qh14", "luat-anm", 0},
		{"19-QĐi/TU", "qdi19-hcm", 0},
		{"ubnd 543", "", 0},
		{"543/QĐ-UBND", "qd543-hn", 0},
		{"543/qd-ubnd ha noi", "qd543-hn", 0},

		// In any order, with words between.
		{"bộ chính trị nghị quyết 51 năm 2019", "nq51-2019", 0},
		{"2019 nghị quyết 51", "nq51-2019", 0},
		{"tỉnh ủy phú thọ chỉ thị 23", "ct23-phutho", 0},
		{"ct 23 tu", "ct23-phutho", 0},
		{"nghị định về công tác văn thư 30", "nd30", 0},
		{"an ninh quốc gia 51 chiến lược", "nq51-2019", 0},
		{"chỉ thị 46 ngày 22 tháng 6 năm 2015", "ct46-2015", 0},
		{"nghị quyết trung ương tám khóa mười ba", "nq44-2023", 0},
		{"nghị quyết trung ương sáu khóa mười hai", "nq18-2017 nq19-2017", 0},
		{"nq 8 khóa 13", "nq44-2023", 0},
		{"khóa 13 nghị quyết trung ương 8", "nq44-2023", 0},
		{"nghị quyết lần thứ 8 BCHTW khóa 13", "nq44-2023", 0},
		{"luật anm", "luat-anm", 0},
		{"64/2017", "tt64", 0},
		{"bộ chính trị điều 2 nghị quyết 51 2019", "", 0},

		{"51 năm quân đội nhân dân", "", 0}, {"44 năm bảo vệ tổ quốc", "", 0}, {"5 năm thực hiện nghị quyết", "", 0}, {"12/2022", "", 0},
		{"thực hiện nghị quyết 51 trên địa bàn", "", 0}, {"12 nhiệm vụ xây dựng lực lượng", "", 0}, {"30 công tác", "", 0}, {"luật mới", "", 0},
		{"diễn tập 2024", "", 0},
		{"thế trận an ninh", "", 0}, {"", "", 0}, {"luật", "", 0}, {"quốc phòng 2023", "", 0}, {"12", "", 0}, {"12 2022", "", 0},
		{"điểm nóng", "", 0}, {"mục tiêu 5 năm", "", 0}, {"điều 5", "", 0}, {"giai đoạn 2021-2025", "", 0}, {"covid 19", "", 0},
		{"kế hoạch 5 năm", "", 0}, {"20-3", "", 0}, {"99-NQ/TW", "", 0}, {"trung ương 8", "", 0}, {"nghị quyết 12 về du lịch", "", 0},
		{"đại hội", "", 0}, {"chỉ thị", "", 0}, {"12-XY/TW", "", 0}, {strings.Repeat("nghị quyết 1 ", 40), "", 0},
	} {
		hits := c.LookUp(q.query)
		got := ids(hits)
		if got != q.want {
			t.Errorf("%q: %q, want %q", q.query, got, q.want)
			continue
		}
		if len(hits) > 0 && len(hits[0].Steps) != q.steps {
			t.Errorf("%q: steps %v", q.query, hits[0].Steps)
		}
		for _, h := range hits {
			if h.Why == "" || h.Score <= 0 || h.Score > 1 || h.Exact != (len(hits) == 1 && h.Exact) {
				t.Errorf("%q: %+v", q.query, h)
			}
		}
	}
	// However it is typed: decomposed marks, capitals, tone placement, look-alikes.
	for _, q := range []string{norm.NFD.String("nghị định 30/2020/nđ-cp"), "NGHỊ ĐỊNH 30/2020/NĐ-CP", "Nghị định số: 30 / 2020 / NÐ–CP", "nd30/2020"} {
		if got := ids(c.LookUp(q)); got != "nd30" {
			t.Errorf("%q: %q", q, got)
		}
	}
	for _, q := range []string{"23-ct/tu", "luật an ninh mạng", "nghị quyết trung ương 8 khóa 13", "nd 30 2020"} {
		if h := c.LookUp(q); len(h) != 1 || !h[0].Exact {
			t.Errorf("%q is not exact: %v", q, h)
		}
	}
}

func BenchmarkLookUpWords(b *testing.B) {
	c := New(library())
	b.ReportAllocs()
	for b.Loop() {
		if c.LookUp("thế trận an ninh nhân dân") != nil {
			b.Fatal("found")
		}
	}
}

func BenchmarkLookUpNumber(b *testing.B) {
	c := New(library())
	b.ReportAllocs()
	for b.Loop() {
		if len(c.LookUp("nghị quyết 12-NQ/TW")) != 3 {
			b.Fatal("not found")
		}
	}
}

func FuzzLookUp(f *testing.F) {
	c := New(library())
	for _, s := range []string{"12-NQ/TW", "điều 8 nghị định 30/2020", "nqtw 8 khoa 13", "luật đất đai 2013", "543/qd-ubnd ha noi"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, h := range c.LookUp(s) {
			if c.Record(h.Document) == nil {
				t.Fatalf("%q gives %q", s, h.Document)
			}
		}
	})
}
