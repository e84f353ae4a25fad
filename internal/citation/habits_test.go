package citation

import "testing"

// habitTests are sentences as news, guidance of the Party and extracted gazette
// pages write them; the wanted value is what brief prints.
var habitTests = []struct{ name, text, want string }{
	{"numbers behind one type word", "Bốn trụ cột là Nghị quyết 57, 59, 66 và 68 của Bộ Chính trị.",
		"short Nghị quyết 57\nbare Nghị quyết 59\nbare Nghị quyết 66\nbare Nghị quyết 68 của Bộ Chính trị"},
	{"plural, numbers only", "Học tập các nghị quyết 21, 22 và 27.", "short Nghị quyết 21\nbare Nghị quyết 22\nbare Nghị quyết 27"},
	{"two decisions", "Triển khai Quyết định 217, 218 của Bộ Chính trị.", "short Quyết định 217\nbare Quyết định 218 của Bộ Chính trị"},
	{"a quantity ends no list", "Nghị quyết 35, 12 cơ quan báo chí tham dự; Nghị định 24, 30 người dự.", "short Nghị quyết 35\nshort Nghị định 24"},
	{"eleventh plenum", "Nghị quyết Hội nghị lần thứ mười một Ban Chấp hành Trung ương Đảng khóa XIII; Nghị quyết Hội nghị lần thứ mười lăm Ban Chấp hành Trung ương khóa III",
		"plenum Nghị quyết của Hội nghị lần thứ mười một Ban Chấp hành Trung ương Đảng khóa XIII\nplenum Nghị quyết của Hội nghị lần thứ mười lăm Ban Chấp hành Trung ương khóa III"},
	{"terms named twice", "Nghị quyết Trung ương 3 khóa X, khóa XI", "plenum Nghị quyết của Trung ương 3 khóa X, khóa XI"},
	{"issuer first, short", "Nghị quyết Bộ Chính trị số 15 về cải cách", "short Nghị quyết 15 của Bộ Chính trị"},
	{"a body that acts", "Căn cứ Quy định số 41 của Bộ Chính trị, Ban Bí thư quyết định cảnh cáo ông B.", "short Quy định 41 của Bộ Chính trị"},
	{"two bodies", "Kết luận số 83 của Bộ Chính trị, Ban Bí thư về tổ chức", "short Kết luận 83 của Bộ Chính trị, Ban Bí thư"},
	{"zero before the number", "Đề án 07 giúp người dân. Kế hoạch 05 năm và Báo cáo 06 tháng.", "short Đề án 07"},
	{"a law of many laws", "Luật sửa đổi, bổ sung một số điều của 15 luật có liên quan đến quy hoạch số 35/2018/QH14 có hiệu lực",
		"full Luật 35/2018/QH14 name=sửa đổi, bổ sung một số điều của 15 luật có liên quan đến quy hoạch"},
	{"a law of many laws, by name", "khoản 2 Điều 4 Luật sửa đổi, bổ sung một số điều của các luật liên quan đến đầu tư.",
		"named Luật name=sửa đổi, bổ sung một số điều của các luật liên quan đến đầu tư in khoản 2 điều 4"},
	{"và for a comma", "Luật Quản lý và sử dụng tài sản công và Luật Phòng và chống mua bán người", "named Luật name=Quản lý và sử dụng tài sản công\nnamed Luật name=Phòng và chống mua bán người"},
	{"name that begins with a verb", "Pháp lệnh Thực hiện kiểm dịch ven biển năm 2003; Luật các TCTD", "named Pháp lệnh @2003 name=Thực hiện kiểm dịch ven biển\nnamed Luật name=các TCTD"},
	{"capital is no charter", "nắm giữ 100% vốn điều lệ\nCăn cứ Nghị định số 62/2021/NĐ-CP", "full Nghị định 62/2021/NĐ-CP"},
	{"nor a charter across the page", "theo điều lệ\n\nCÔNG BÁO/Số 51 + 52/Ngày 08-02-2025\n\n4\n\nLý do hết hiệu lực", ""},
	{"column heading", "Trích yếu nội dung của văn bản\n\nSố 28/2017/TT-BTC Quy định mẫu bằng", "bare Thông tư 28/2017/TT-BTC"},
	{"list behind a colon", "tại các Tờ trình:\nSố 31/TTr-BCT ngày 11 tháng 5 năm 2025, số 32/TTr-BCT và các Báo cáo: Số 40/BC-BCT ngày 12 tháng 5 năm 2025",
		"bare Tờ trình 31/TTr-BCT @2025-05-11\nbare Tờ trình 32/TTr-BCT\nbare Báo cáo 40/BC-BCT @2025-05-12"},
	{"parted figures", "Nghị định số 3 7/2003/NĐ-CP ngày 1 6 tháng 4 năm 2003 của Chính phủ", "full Nghị định 37/2003/NĐ-CP @2003-04-16 của Chính phủ"},
	{"glued behind the symbol", "Quyết định số 160/QĐ-TTgngày 10/12/2023; Nghị định số 26/2020/NĐ-CPđể nộp; Thông tư 5/2021/TT-BTCđược áp dụng",
		"full Quyết định 160/QĐ-TTg @2023-12-10\nfull Nghị định 26/2020/NĐ-CP\nfull Thông tư 5/2021/TT-BTC"},
	{"glued form", "thông báo theomẫu số 01/TB-BSTT", ""},
	{"a notice in brackets", "đã nêu (số 19-TB/TW)", "bare Thông báo 19-TB/TW"},
	{"a period of a plan", "chuẩn bị cho kế hoạch 2006-2010 và chương trình 2016-2020", ""},
	{"a day without its year", "chấp hành Công điện 789 ngày 5/7 của địa phương", "short Công điện 789"},
	{"a law by its number", "Luật Giáo dục đại học sửa đổi (Luật 34)", "named Luật name=Giáo dục đại học\nshort Luật 34"},
	{"glued to an appendix", "theo phụ lục IThông tư này và phụ lục IINghị định số 5/2020/NĐ-CP", "self Thông tư in phụ lục I\nfull Nghị định 5/2020/NĐ-CP in phụ lục II"},
	{"urgent letters", "Công văn hỏa tốc số 1455/UBND-VX; văn bản khẩn số 88/BCĐ", "full Công văn 1455/UBND-VX\nfull Văn bản 88/BCĐ"},
	{"an ordinance by its number", "theo Pháp lệnh 44 về xử lý", "short Pháp lệnh 44"},
	{"short bodies in names of laws", "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND năm 2015", "named Luật @2015 name=Bầu cử đại biểu Quốc hội và đại biểu HĐND"},
	{"items of accounts", "riêng các khoản mục này được trình bày", ""},
}

func TestHabits(t *testing.T) {
	for _, x := range habitTests {
		t.Run(x.name, func(t *testing.T) {
			if got := brief(Find(x.text)); got != x.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", x.text, got, x.want)
			}
		})
	}
}

// issuerTests are bodies that the tables lack, with what follows their names.
var issuerTests = []struct{ text, want string }{
	{"Công văn số 12/HQ-X của Tổng cục Hải quan đề nghị doanh nghiệp khai lại", "Tổng cục Hải quan"},
	{"Công văn 20/HK-X của Cục Hàng không Việt Nam gửi các hãng", "Cục Hàng không Việt Nam"},
	{"Công văn 21/QLD-X của Cục Quản lý dược về thuốc", "Cục Quản lý dược"},
	{"Quyết định 30/QĐ-NTBD của Cục Nghệ thuật biểu diễn xử phạt ca sĩ", "Cục Nghệ thuật biểu diễn"},
	{"Quyết định 18/QĐ-X của Trường Đại học Luật Hà Nội buộc thôi học 3 sinh viên", "Trường Đại học Luật Hà Nội"},
	{"Nghị quyết 38-NQ/ĐU của Đảng ủy Quân khu 4 về huấn luyện", "Đảng ủy Quân khu 4"},
	{"Quyết định 30-QĐ/ĐU của Ban Thường vụ Đảng ủy Tập đoàn Dầu khí Quốc gia Việt Nam về nhân sự", "Ban Thường vụ Đảng ủy Tập đoàn Dầu khí Quốc gia Việt Nam"},
	{"Nghị quyết số 13-NQ/TU ngày 16/6/2022, Hội nghị lần thứ tám Ban Chấp hành Đảng bộ tỉnh khóa XX về du lịch", "Hội nghị lần thứ tám Ban Chấp hành Đảng bộ tỉnh khóa XX"},
	{"Nghị quyết Đại hội XVIII Đảng bộ tỉnh, nghị quyết đại hội các cấp", "Đại hội XVIII Đảng bộ tỉnh"},
	{"Căn cứ Quy định thi hành Điều lệ Đảng số 24-QĐ/TW ngày 30-7-2021 của Bộ Chính trị khóa XIII;", "Bộ Chính trị khóa XIII"},
	{"Công văn 14/SXD-X của Sở Xây dựng Hà Nam trả lời cử tri", "Sở Xây dựng Hà Nam"},
	{"Công văn số 12/CT-X của Cục Thuế TP HCM gửi các chi cục", "Cục Thuế TP HCM"},
}

func TestIssuers(t *testing.T) {
	for _, x := range issuerTests {
		got := Find(x.text)
		if len(got) == 0 || got[0].Issuer != x.want {
			t.Errorf("%s: %s, want the issuer %q", x.text, brief(got), x.want)
		}
	}
}
