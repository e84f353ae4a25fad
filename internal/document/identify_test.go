package document

import (
	"strings"
	"testing"
)

// TestIdentify reads headers of every kind. want names the fields that must be
// read, and with an empty value those that must not.
func TestIdentify(t *testing.T) {
	const state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	tests := []struct {
		name, text string
		want       map[string]string
	}{
		{"tỉnh ủy, columns side by side", `TỈNH ỦY LÀO CAI                         ĐẢNG CỘNG SẢN VIỆT NAM
        *                               ----------------------
  Số 31-CT/TU                     Lào Cai, ngày 04 tháng 3 năm 2024

                          CHỈ THỊ
                CỦA BAN THƯỜNG VỤ TỈNH ỦY
     về chăm sóc vườn cây trong các trường học
                           -----
Những năm qua, các trường đã trồng nhiều cây.
1. Các trường lập kế hoạch.
Chỉ thị này phổ biến đến chi bộ.

Nơi nhận:                                 T/M BAN THƯỜNG VỤ
- Các huyện ủy,                              PHÓ BÍ THƯ
- Lưu Văn phòng Tỉnh ủy.

                                           Nguyễn Văn Cây`,
			map[string]string{"type": "Chỉ thị", "number": "31", "symbol": "CT/TU", "date": "2024-03-04", "place": "Lào Cai", "issuer": "Ban Thường vụ Tỉnh ủy Lào Cai",
				"title": "về chăm sóc vườn cây trong các trường học", "signer": "Nguyễn Văn Cây", "post": "Phó Bí thư", "scope": "phổ biến đến chi bộ",
				"recipients": "Các huyện ủy; Lưu Văn phòng Tỉnh ủy"}},
		{"tỉnh ủy, columns one after the other", "TỈNH ỦY LÀO CAI\n*\nSố 31-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày 04 tháng 3 năm 2024\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề chăm sóc vườn cây\n-----\nCăn cứ tình hình, Ban Thường vụ yêu cầu:",
			map[string]string{"type": "Chỉ thị", "number": "31", "date": "2024-03-04", "issuer": "Ban Thường vụ Tỉnh ủy Lào Cai", "title": "về chăm sóc vườn cây"}},
		{"issuer only over the signature", "TỈNH ỦY LÀO CAI\tĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 12-KL/TU\tLào Cai, ngày 05 tháng 6 năm 2024\nKẾT LUẬN\nvề công tác trồng rừng\n-----\nCây là quý.\n\tT/M BAN THƯỜNG VỤ\n\tBÍ THƯ\n\n\tTrần Thị Rừng",
			map[string]string{"type": "Kết luận", "issuer": "Ban Thường vụ Tỉnh ủy Lào Cai", "signer": "Trần Thị Rừng", "post": "Bí thư"}},
		{"huyện ủy under the province", "ĐẢNG BỘ TỈNH LÀO CAI          ĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY SA MƯỜNG\n*\nSố 07-NQ/HU             Sa Mường, ngày 10 tháng 02 năm 2023\nNGHỊ QUYẾT\nvề trồng chè\n-----\nI- TÌNH HÌNH",
			map[string]string{"issuer": "Huyện ủy Sa Mường", "number": "07", "symbol": "NQ/HU", "place": "Sa Mường", "title": "về trồng chè"}},
		{"chi bộ", "ĐẢNG BỘ XÃ TÂN LẬP\nCHI BỘ THÔN ĐÔNG\n*\nSố 02-BC/CB\nĐẢNG CỘNG SẢN VIỆT NAM\nTân Lập, ngày 01 tháng 12 năm 2024\nBÁO CÁO\nkết quả công tác tháng 11\n-----\n1. Việc đã làm\n\nT/M CHI BỘ\nBÍ THƯ\nLê Văn Làng",
			map[string]string{"type": "Báo cáo", "issuer": "Chi bộ thôn Đông", "number": "02", "symbol": "BC/CB", "title": "kết quả công tác tháng 11", "signer": "Lê Văn Làng"}},
		{"Trung ương, Ban Bí thư over the signature", "BAN CHẤP HÀNH TRUNG ƯƠNG          ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 99-KL/TW            Hà Nội, ngày 22 tháng 01 năm 2019\nKẾT LUẬN\nCỦA BAN BÍ THƯ\nvề việc trồng cây gây rừng\n-----\nSau nhiều năm.",
			map[string]string{"issuer": "Ban Bí thư", "symbol": "KL/TW", "title": "về việc trồng cây gây rừng", "number": "99"}},
		{"Trung ương, T/M BỘ CHÍNH TRỊ", "BAN CHẤP HÀNH TRUNG ƯƠNG\tĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 98-NQ/TW\tHà Nội, ngày 05 tháng 9 năm 2019\nNGHỊ QUYẾT\nvề trồng cây\n-----\nI- TÌNH HÌNH\n1- Được.\nT/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\nPhạm Văn Xanh",
			map[string]string{"issuer": "Bộ Chính trị", "signer": "Phạm Văn Xanh", "post": "Tổng Bí thư"}},
		{"plenum", "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 97-NQ/TW\nHà Nội, ngày 24 tháng 11 năm 2023\nNGHỊ QUYẾT\nHỘI NGHỊ LẦN THỨ TÁM BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII\nvề trồng cây\n-----\nI- TÌNH HÌNH",
			map[string]string{"issuer": "Ban Chấp hành Trung ương Đảng", "plenum": "Hội nghị lần thứ tám", "term": "XIII", "title": "về trồng cây"}},
		{"Chính phủ", "CHÍNH PHỦ                 " + state + "\n_______                   Độc lập - Tự do - Hạnh phúc\n                     ________\nSố: 45/2022/NĐ-CP             Hà Nội, ngày 07 tháng 7 năm 2022\n\nNGHỊ ĐỊNH\nQuy định về vườn ươm, cây giống\nvà chăm sóc cây\n_____\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\nCăn cứ Luật Lâm nghiệp;\nTheo đề nghị của Bộ trưởng;\nChính phủ ban hành Nghị định quy định về vườn ươm.\nĐiều 1. Phạm vi\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành kể từ ngày 25 tháng 8 năm 2022.\nNơi nhận:                 TM. CHÍNH PHỦ\n- Ban Bí thư Trung ương Đảng;       KT. THỦ TƯỚNG\n- Lưu: VT, NN (2).        PHÓ THỦ TƯỚNG\n\n                          Lê Văn Vườn",
			map[string]string{"type": "Nghị định", "number": "45", "year": "2022", "symbol": "NĐ-CP", "date": "2022-07-07", "issuer": "Chính phủ", "title": "Quy định về vườn ươm, cây giống và chăm sóc cây",
				"effective": "2022-08-25", "signer": "Lê Văn Vườn", "post": "Phó Thủ tướng", "recipients": "Ban Bí thư Trung ương Đảng; Lưu: VT, NN (2)"}},
		{"Thủ tướng, one space between the columns", "THỦ TƯỚNG CHÍNH PHỦ " + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/QĐ-TTg Hà Nội, ngày 09 tháng 4 năm 2021\nQUYẾT ĐỊNH\nPhê duyệt Đề án trồng một tỷ cây\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt.\nĐiều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
			map[string]string{"type": "Quyết định", "number": "12", "symbol": "QĐ-TTg", "issuer": "Thủ tướng Chính phủ", "title": "Phê duyệt Đề án trồng một tỷ cây", "effective": "2021-04-09"}},
		{"ministry on two lines, gazette noise", "Ký bởi: CÔNG BÁO\nNgày ký: 2026-06-02 08:06:58 +07:00\n\n12          CÔNG BÁO/Số 11 + 12/Ngày 05-3-2024\n\n        BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\n\nBỘ NÔNG NGHIỆP         " + state + "\nVÀ PHÁT TRIỂN NÔNG THÔN      Độc lập - Tự do - Hạnh phúc\n\n  Số: 03 /2024/TT-BNNPTNT       Hà Nội, ngày 29 tháng 02 năm 2024\n\n          THÔNG TƯ\n  Sửa đổi, bổ sung một số điều của Thông tư số 05/2020/TT-\nBNNPTNT về giống cây\nCăn cứ Luật Trồng trọt;",
			map[string]string{"type": "Thông tư", "number": "03", "year": "2024", "symbol": "TT-BNNPTNT", "issuer": "Bộ Nông nghiệp và Phát triển nông thôn", "title": "Sửa đổi, bổ sung một số điều của Thông tư số 05/2020/TT-BNNPTNT về giống cây"}},
		{"UBND", "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 21/2023/QĐ-UBND\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nLào Cai, ngày 01 tháng 6 năm 2023\nQUYẾT ĐỊNH\nBan hành Quy chế chăm sóc cây xanh đô thị\nỦY BAN NHÂN DÂN TỈNH LÀO CAI\nCăn cứ Luật Tổ chức chính quyền địa phương;",
			map[string]string{"issuer": "Ủy ban nhân dân tỉnh Lào Cai", "title": "Ban hành Quy chế chăm sóc cây xanh đô thị", "symbol": "QĐ-UBND"}},
		{"HĐND", "HỘI ĐỒNG NHÂN DÂN              " + state + "\n  TỈNH LÀO CAI               Độc lập - Tự do - Hạnh phúc\nSố: 09/2023/NQ-HĐND       Lào Cai, ngày 14 tháng 7 năm 2023\nNGHỊ QUYẾT\nVề chính sách hỗ trợ trồng rừng\nHỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\nKHÓA XVI, KỲ HỌP THỨ MƯỜI\nCăn cứ Luật;\nCHỦ TỊCH\n\nVũ Văn Rừng",
			map[string]string{"issuer": "Hội đồng nhân dân tỉnh Lào Cai", "title": "Về chính sách hỗ trợ trồng rừng", "signer": "Vũ Văn Rừng", "post": "Chủ tịch"}},
		{"luật", "QUỐC HỘI                 " + state + "\nLuật số: 16/2017/QH14      Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày 15 tháng 11 năm 2017\nLUẬT\nLÂM NGHIỆP\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật Lâm nghiệp.\nChương I",
			map[string]string{"term": "XIV", "type": "Luật", "number": "16", "year": "2017", "symbol": "QH14", "issuer": "Quốc hội", "title": "Luật Lâm nghiệp"}},
		{"luật sửa đổi in capitals", "QUỐC HỘI\nLuật số: 47/2024/QH15\n" + state + "\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT TRỒNG TRỌT\nCăn cứ Hiến pháp;",
			map[string]string{"title": "Luật sửa đổi, bổ sung một số điều của Luật Trồng trọt", "date": ""}},
		{"luật, dated by its last sentence", "QUỐC HỘI\n" + state + "\nLuật số: 47/2024/QH15\nLUẬT\nTRỒNG CÂY\nCăn cứ Hiến pháp;\nĐiều 1. Cây\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.\nLuật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 8 thông qua\nngày 29 tháng 11 năm 2024.\nCHỦ TỊCH QUỐC HỘI\nTrần Văn Cây",
			map[string]string{"date": "2024-11-29", "effective": "2025-07-01", "title": "Luật Trồng cây", "signer": "Trần Văn Cây", "post": "Chủ tịch Quốc hội"}},
		{"a council's resolution in force from its adoption on", "HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\n" + state + "\nSố: 09/2023/NQ-HĐND\nLào Cai, ngày 14 tháng 7 năm 2023\nNGHỊ QUYẾT\nVề rừng\nCăn cứ Luật;\nNghị quyết này đã được Hội đồng nhân dân tỉnh Lào Cai khóa XVI, kỳ họp thứ mười thông qua ngày 13 tháng 7 năm 2023 và có hiệu lực từ ngày 24 tháng 7 năm 2023./.",
			map[string]string{"date": "2023-07-14", "effective": "2023-07-24"}},
		{"a title that names the country in full", "CHỦ TỊCH NƯỚC\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 05/2024/QĐ-CTN\nHà Nội, ngày 09 tháng 4 năm 2024\nQUYẾT ĐỊNH\nVề việc phê chuẩn Hiệp định trồng cây giữa\nCộng hòa xã hội chủ nghĩa Việt Nam\nvà nước láng giềng\nCHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCăn cứ Hiến pháp;",
			map[string]string{"issuer": "Chủ tịch nước", "title": "Về việc phê chuẩn Hiệp định trồng cây giữa Cộng hòa xã hội chủ nghĩa Việt Nam và nước láng giềng"}},
		{"UBTVQH", "ỦY BAN THƯỜNG VỤ QUỐC HỘI\n" + state + "\nNghị quyết số: 51/2024/UBTVQH15\nHà Nội, ngày 18 tháng 7 năm 2024\nNGHỊ QUYẾT\nVề ngày hội trồng cây\nỦY BAN THƯỜNG VỤ QUỐC HỘI\nCăn cứ Hiến pháp;",
			map[string]string{"issuer": "Ủy ban Thường vụ Quốc hội", "symbol": "UBTVQH15", "title": "Về ngày hội trồng cây"}},
		{"TANDTC, judges' council", "HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO\nSố: 03/2024/NQ-HĐTP\n" + state + "\nHà Nội, ngày 09 tháng 4 năm 2024\nNGHỊ QUYẾT\nHướng dẫn áp dụng quy định về cây xanh\nHỘI ĐỒNG THẨM PHÁN TÒA ÁN NHÂN DÂN TỐI CAO\nCăn cứ Luật;",
			map[string]string{"issuer": "Hội đồng Thẩm phán Tòa án nhân dân tối cao"}},
		{"joint", "BỘ CÔNG AN - BỘ TÀI CHÍNH - VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\n" + state + "\nSố: 04/2016/TTLT-BCA-BTC-VKSNDTC\nHà Nội, ngày 05 tháng 3 năm 2016\nTHÔNG TƯ LIÊN TỊCH\nQuy định về quản lý vườn cây\nCăn cứ Luật;",
			map[string]string{"type": "Thông tư liên tịch", "issuer": "Bộ Công an, Bộ Tài chính, Viện kiểm sát nhân dân tối cao", "symbol": "TTLT-BCA-BTC-VKSNDTC"}},
		{"joint, stacked, two signers", "BỘ CÔNG AN\nBỘ TÀI CHÍNH\n" + state + "\nSố: 04/2016/TTLT-BCA-BTC\nHà Nội, ngày 05 tháng 3 năm 2016\nTHÔNG TƯ LIÊN TỊCH\nQuy định về vườn cây\nCăn cứ Luật;\nĐiều 1. Một\nKT. BỘ TRƯỞNG BỘ TÀI CHÍNH        KT. BỘ TRƯỞNG BỘ CÔNG AN\nTHỨ TRƯỞNG                          THỨ TRƯỞNG\n\nĐỗ Thị Đào             Lý Văn Mận",
			map[string]string{"issuer": "Bộ Công an, Bộ Tài chính", "signer": "Đỗ Thị Đào, Lý Văn Mận", "post": "Thứ trưởng"}},
		{"consolidated, certified at the end", state + "\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ\nQuy định về giống cây1\nThông tư số 05/2020/TT-BCT ngày 03 tháng 4 năm 2020 của Bộ trưởng Bộ Công Thương\nquy định về giống cây, có hiệu lực kể từ ngày 20 tháng 5 năm 2020, được sửa đổi, bổ sung bởi:\nThông tư số 06/2022/TT-BCT ngày 01 tháng 7 năm 2022.\nCăn cứ Nghị định số 96/2022/NĐ-CP;\nĐiều 1. Phạm vi\nThông tư này có hiệu lực thi hành từ ngày 20 tháng 5 năm 2020.\nBỘ CÔNG THƯƠNG            XÁC THỰC VĂN BẢN HỢP NHẤT\n\nSố: 17/VBHN-BCT             Hà Nội, ngày 26 tháng 8 năm 2022\n                            KT. BỘ TRƯỞNG\n                             THỨ TRƯỞNG\n\n                             Hồ Thị Mơ",
			map[string]string{"type": "Văn bản hợp nhất", "number": "17", "year": "", "symbol": "VBHN-BCT", "date": "2022-08-26", "issuer": "Bộ Công Thương", "title": "Quy định về giống cây",
				"consolidates": "Thông tư số 05/2020/TT-BCT ngày 03 tháng 4 năm 2020", "effective": "", "signer": "Hồ Thị Mơ"}},
		{"consolidated, number in the header", "BỘ TÀI CHÍNH          " + state + "\nSố: 18/VBHN-BTC          Hà Nội, ngày 02 tháng 5 năm 2023\nNGHỊ ĐỊNH\nVề phí trồng cây\nNghị định số 45/2021/NĐ-CP ngày 07 tháng 7 năm 2021 của Chính phủ về phí trồng cây, có hiệu lực từ ngày 01 tháng 9 năm 2021, được sửa đổi, bổ sung bởi:\nNghị định số 46/2022/NĐ-CP.\nCăn cứ Luật Phí và lệ phí;",
			map[string]string{"type": "Văn bản hợp nhất", "number": "18", "issuer": "Bộ Tài chính", "date": "2023-05-02", "title": "Về phí trồng cây", "consolidates": "Nghị định số 45/2021/NĐ-CP ngày 07 tháng 7 năm 2021"}},
		{"công văn of the State", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG          " + state + "\nSố: 123/SNNMT-KL                Độc lập - Tự do - Hạnh phúc\nV/v phòng cháy rừng mùa khô        Lào Cai, ngày 05 tháng 02 năm 2026\nnăm 2026\nKính gửi: Ủy ban nhân dân các xã.\nThực hiện Quyết định số 12/QĐ-UBND ngày 03/01/2026, Sở đề nghị:",
			map[string]string{"type": "Công văn", "number": "123", "symbol": "SNNMT-KL", "title": "V/v phòng cháy rừng mùa khô năm 2026", "date": "2026-02-05", "issuer": "Sở Nông nghiệp và Môi trường"}},
		{"công văn of the Party", "TỈNH ỦY LÀO CAI\tĐẢNG CỘNG SẢN VIỆT NAM\nVĂN PHÒNG\n*\nSố 88-CV/VPTU\tLào Cai, ngày 15 tháng 3 năm 2024\nvề việc chuẩn bị hội nghị\nKính gửi: - Các ban đảng,\nVăn phòng đề nghị.",
			map[string]string{"type": "Công văn", "number": "88", "symbol": "CV/VPTU", "title": "về việc chuẩn bị hội nghị"}},
		{"công điện, urgent", "THỦ TƯỚNG CHÍNH PHỦ\n" + state + "\nSố: 45/CĐ-TTg\nHỎA TỐC\nHà Nội, ngày 20 tháng 7 năm 2024\nCÔNG ĐIỆN\nvề việc tập trung ứng phó bão\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các bộ;",
			map[string]string{"type": "Công điện", "symbol": "CĐ-TTg", "urgency": "HỎA TỐC", "issuer": "Thủ tướng Chính phủ", "title": "về việc tập trung ứng phó bão"}},
		{"giấy mời", "UBND TỈNH LÀO CAI\nVĂN PHÒNG\nSố: 12/GM-VPUBND\n" + state + "\nLào Cai, ngày 05 tháng 9 năm 2024\nGIẤY MỜI\nDự họp về trồng cây\nKính gửi: Các sở.",
			map[string]string{"type": "Giấy mời", "number": "12", "title": "Dự họp về trồng cây"}},
		{"secret", "TỈNH ỦY LÀO CAI    ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 15-BC/TU    Lào Cai, ngày 04 tháng 3 năm 2024\nTỐI MẬT\nBÁO CÁO\nvề một việc\n-----\nNội dung.",
			map[string]string{"secrecy": "TỐI MẬT", "type": "Báo cáo", "title": "về một việc"}},
		{"secret, in brackets, spaced", "BỘ CÔNG AN\n( M Ậ T )\nM Ậ T\nSố: 5/BC-BCA\nBÁO CÁO\nvề một việc\nNội dung.", map[string]string{"secrecy": "MẬT"}},
		{"number left open", "BỘ TÀI CHÍNH         " + state + "\nSố:        /2023/TT-BTC        Hà Nội, ngày      tháng      năm 2023\nTHÔNG TƯ\nQuy định về quỹ trồng cây\nCăn cứ Luật Ngân sách nhà nước số 83/2015/QH13;",
			map[string]string{"number": "", "year": "2023", "symbol": "TT-BTC", "date": "", "place": "Hà Nội", "issuer": "Bộ Tài chính", "type": "Thông tư"}},
		{"number left open by dots", "BỘ TÀI CHÍNH\nSố: …./QĐ-BTC\n" + state + "\nHà Nội, ngày … tháng … năm …\nQUYẾT ĐỊNH\nVề việc trồng cây theo Nghị định số 45/2022/NĐ-CP\nBỘ TRƯỞNG BỘ TÀI CHÍNH\nCăn cứ Nghị định số 14/2017/NĐ-CP;",
			map[string]string{"number": "", "year": "", "symbol": "QĐ-BTC", "date": "", "title": "Về việc trồng cây theo Nghị định số 45/2022/NĐ-CP"}},
		{"no number at all: a citation is not the document's", "KẾ HOẠCH\nTrồng cây đầu xuân\nThực hiện Chỉ thị số 31-CT/TU ngày 04/3/2024 của Ban Thường vụ Tỉnh ủy về chăm sóc cây, nhà trường lập kế hoạch.\nSố 31-CT/TU ngày 04/3/2024 là chỉ thị.",
			map[string]string{"type": "Kế hoạch", "number": "", "symbol": "", "date": "", "title": "Trồng cây đầu xuân"}},
		{"date after the title", "HỘI NÔNG DÂN VIỆT NAM\nSố: 55-KH/HNDTW\nKẾ HOẠCH\ntrồng cây mùa xuân\nHà Nội, ngày 12 tháng 01 năm 2024\nI. MỤC ĐÍCH\nXanh.",
			map[string]string{"date": "2024-01-12", "title": "trồng cây mùa xuân", "number": "55"}},
		{"attached regulation alone", "QUY CHẾ\nChăm sóc cây xanh đô thị\n(Ban hành kèm theo Quyết định số 21/2023/QĐ-UBND ngày 01 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh Lào Cai)\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi",
			map[string]string{"type": "Quy chế", "number": "", "date": "", "title": "Chăm sóc cây xanh đô thị", "attached_to": "Quyết định số 21/2023/QĐ-UBND ngày 01 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh Lào Cai"}},
		{"classic heading", "QUYẾT ĐỊNH CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 12/2001/QĐ-TTg NGÀY 03 THÁNG 4 NĂM 2001 VỀ VIỆC TRỒNG CÂY Ở HÀ NỘI\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật;",
			map[string]string{"type": "Quyết định", "number": "12", "year": "2001", "symbol": "QĐ-TTg", "date": "2001-04-03", "issuer": "Thủ tướng Chính phủ", "title": "Về việc trồng cây ở Hà Nội"}},
		{"title in capitals, spaced type", "TỈNH ỦY LÀO CAI\n*\nSố 31-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày 04 tháng 3 năm 2024\nC H Ỉ  T H Ị\nVỀ TĂNG CƯỜNG SỰ LÃNH ĐẠO CỦA ĐẢNG ĐỐI VỚI VIỆC TRỒNG CÂY Ở TỈNH LÀO CAI THEO NGHỊ QUYẾT SỐ 12-NQ/TW KHÓA XIII\n-----\nI- TÌNH HÌNH",
			map[string]string{"type": "Chỉ thị", "title": "Về tăng cường sự lãnh đạo của Đảng đối với việc trồng cây ở tỉnh Lào Cai theo Nghị quyết số 12-NQ/TW khóa XIII"}},
		{"pilot number", "CHÍNH PHỦ\n" + state + "\nSố: 66.7/2025/NQ-CP\nHà Nội, ngày 15 tháng 11 năm 2025\nNGHỊ QUYẾT\nVề giấy tờ trồng cây\nCăn cứ Luật;", map[string]string{"number": "66.7", "year": "2025", "symbol": "NQ-CP"}},
		{"news rendering, wrapped", "Chỉ thị của Ban Thường vụ Tỉnh ủy về trồng cây\nNgày 02/3/2021, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 07-CT/TU về trồng\ncây trên địa bàn tỉnh Lào Cai.\nNội dung như sau:",
			map[string]string{"number": "07", "title": "về trồng cây trên địa bàn tỉnh Lào Cai", "issuer": "Ban Thường vụ Tỉnh ủy Lào Cai"}},
		{"capitals of a legacy font come out small", "ngân hàng nhà nước      cộng hoà xã hội chủ nghĩa việt nam\nviệt nam      Độc lập - Tự do - Hạnh phúc\nSố : 05/2006/TT-NHNN      Hà nội, ngày 20 tháng 02 năm 2006\nThông tư\nHướng dẫn cho vay trồng cây\nĐể triển khai Quyết định số 193/2001/QĐ-TTg, Thống đốc hướng dẫn như sau:",
			map[string]string{"type": "Thông tư", "number": "05", "issuer": "Ngân hàng Nhà nước Việt Nam", "date": "2006-02-20", "title": "Hướng dẫn cho vay trồng cây"}},
		{"classic heading on two lines", "Nghị định\ncủa Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998\nQuy định về vườn cây\nChính phủ\nCăn cứ Luật Tổ chức Chính phủ;",
			map[string]string{"type": "Nghị định", "number": "94", "date": "1998-11-17", "issuer": "Chính phủ", "title": "Quy định về vườn cây"}},
		{"an organ of a committee", "THÀNH ỦY HÀ NỘI      ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC\n*\nSố     -HD/BTCTU      Hà Nội, ngày     tháng 11 năm 2025\nHƯỚNG DẪN\ntrồng cây trong trụ sở\n-----\n- Căn cứ Điều lệ Đảng;\nĐể cây xanh, Ban Tổ chức hướng dẫn:",
			map[string]string{"issuer": "Ban Tổ chức Thành ủy Hà Nội", "number": "", "symbol": "HD/BTCTU", "date": ""}},
		{"a web page that breaks the header's phrases", "ỦY\nBAN NHÂN DÂN\nTỈNH LÀO CAI\n--------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n14/2007/QĐ-UBND\n|\nLào\nCai, ngày 19 tháng 6\nnăm 2007\n|\nQUYẾT ĐỊNH\nVỀ\nVIỆC BAN HÀNH QUY ĐỊNH TRỒNG CÂY CỦA SỞ NÔNG NGHIỆP TỈNH\nLÀO CAI\nỦY BAN NHÂN DÂN TỈNH LÀO CAI\nCăn cứ Luật Tổ chức HĐND và UBND;",
			map[string]string{"type": "Quyết định", "number": "14", "year": "2007", "symbol": "QĐ-UBND", "date": "2007-06-19", "place": "Lào Cai", "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
				"title": "Về việc ban hành quy định trồng cây của sở nông nghiệp tỉnh Lào Cai"}},
		{"a table of a web page", "BỘ TÀI CHÍNH ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- |\nSố: 07/2020/TT-BTC | Hà Nội, ngày 03 tháng 02 năm 2020 |\nTHÔNG TƯ\nTHÔNG TƯ QUY ĐỊNH CHẾ ĐỘ CHĂM SÓC CÂY\nCăn cứ Luật Ngân sách nhà nước;",
			map[string]string{"type": "Thông tư", "number": "07", "date": "2020-02-03", "issuer": "Bộ Tài chính", "title": "Quy định chế độ chăm sóc cây"}},
		{"optical recognition: a number by hand, a type without its marks", "BỘ TÀI CHÍNH " + state + "\nSố: 5 @ /2021/TT-BTC Hà Nội, ngày O7 tháng Ô năm 2021\n'THÔNG TU'\nVề vườn cây\nCăn cứ Luật;",
			map[string]string{"type": "Thông tư", "number": "", "year": "2021", "symbol": "TT-BTC", "date": "", "title": "Về vườn cây", "issuer": "Bộ Tài chính"}},
		{"a narrow column breaks the formula and runs two bodies into one line", "ĐẢNG BỘ TỈNH LÀO CAI HUYỆN ỦY SA MƯỜNG\n*\nSố 07-HD/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nSa Mường, ngày 10 tháng 02 năm 2023\nHƯỚNG DẪN\nvề trồng chè\nI- TÌNH HÌNH\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Chè",
			map[string]string{"issuer": "Ban Thường vụ Huyện ủy Sa Mường"}},
		{"the State's formula over two lines", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nSố: 17/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nĐộc lập - Tự do - Hạnh phúc\nLào Cai, ngày 01 tháng 6 năm 2023\nQUYẾT ĐỊNH\nVề việc trồng cây\nCăn cứ Luật;",
			map[string]string{"issuer": "Ủy ban nhân dân tỉnh Lào Cai"}},
		{"a name that a narrow column breaks", "ỦY BAN THƯỜNG VỤ QUỐC\nHỘI\nPháp lệnh số:\n03/2022/UBTVQH15\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nPHÁP LỆNH\nVỀ NGƯỜI GIỮ RỪNG\nCăn cứ Hiến pháp;",
			map[string]string{"issuer": "Ủy ban Thường vụ Quốc hội", "number": "03"}},
		{"a department of a province, subject behind the number", "UBND TỈNH LÀO CAI\nSỞ NỘI VỤ\nSố: 3021/SNV-CCHC V/v rà soát cây xanh trong trụ sở\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nLào Cai, ngày 03 tháng 10 năm 2023\nKính gửi: Các sở.\n1. Các sở lập danh sách.",
			map[string]string{"type": "Công văn", "number": "3021", "symbol": "SNV-CCHC", "issuer": "Sở Nội vụ tỉnh Lào Cai", "title": "V/v rà soát cây xanh trong trụ sở"}},
		{"a date written into a dotted line", "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG LẠNG\nSố: 15 /QĐ-UBND\n" + state + "\nĐồng Lạng, ngày ..05.. tháng ..4.. năm 2023\nQUYẾT ĐỊNH\nVề việc lập Tổ trông coi vườn ươm\nCăn cứ Luật;",
			map[string]string{"date": "2023-04-05", "place": "Đồng Lạng", "number": "15"}},
		{"a plenum of a province, and a first paragraph behind the title", "TỈNH ỦY LÀO CAI\n*\nSố 15-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày 30 tháng 9 năm 2021\nNGHỊ QUYẾT\nHỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ TỈNH LẦN THỨ TƯ\nvề phát triển cây ăn quả\nHội nghị đã thảo luận và thống nhất:\nI- TÌNH HÌNH",
			map[string]string{"title": "về phát triển cây ăn quả", "plenum": "Hội nghị lần thứ tư", "issuer": "Ban Chấp hành Đảng bộ tỉnh Lào Cai"}},
		{"optical recognition: marks of the formulas", "TỈNH ỦY LÀO CAI\n*\nSố 31-CT/TU\nĐẲNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày 04 tháng 3 năm 2024\nCHỈ THỊ\nvề chăm sóc vườn cây\n1. Các trường lập kế hoạch.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn Cây",
			map[string]string{"issuer": "Ban Thường vụ Tỉnh ủy Lào Cai"}},
		{"optical recognition: words of bodies", "UBND TĨNH LÀO CAI\nSƠ NỘI VỤ\nSố: 3021/SNV-CCHC\nV/v rà soát cây xanh\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nLào Cai, ngày 03 tháng 10 năm 2023\nKính gửi: Các sở.\n1. Các sở lập danh sách.",
			map[string]string{"issuer": "Sở Nội vụ tỉnh Lào Cai"}},
		{"optical recognition: a stamp over the number", "VĂN PHÒNG CHÍNH PHỦ\n——————\nc— ——S%6:-L52/TB-VPCP\nCỔNG VÀO\nGiờ.....:\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSA QUA : 3\nHà Nội, ngày 10 tháng 4 năm 2024\nTHÔNG BẢO\nKết luận về vườn cây\n1. Trồng cây.",
			map[string]string{"type": "Thông báo", "number": "", "symbol": "TB-VPCP", "date": "2024-04-10", "issuer": "Văn phòng Chính phủ"}},
		{"a stamp of receipt behind the title", "CHÍNH PHỦ\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 47/NQ-CP\nHà Nội, ngày 15 tháng 4 năm 2024\nNGHỊ QUYẾT\nVề Chương trình trồng cây\ntrong tình hình mới\nGÔNG THỜNG TIN ĐIỆN TỬ CHÍNH PHỦ ẹ\nĐẾN, Ngày...46.L4L2024\nCHÍNH PHỦ\nCăn cứ Luật;",
			map[string]string{"title": "Về Chương trình trồng cây trong tình hình mới", "number": "47", "issuer": "Chính phủ"}},
		{"names of the header and types of cited documents in a title in capitals", "HỘI ĐỒNG NHÂN DÂN\nXÃ ĐỒNG LẠNG\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 07/2025/NQ-HĐND\nĐồng Lạng, ngày 30 tháng 9 năm 2025\nNGHỊ QUYẾT\nSỬA ĐỔI NGHỊ QUYẾT SỐ 05/2025/NQ-HĐND VỀ TRỒNG CÂY TRÊN ĐỊA BÀN XÃ ĐỒNG LẠNG\nHỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG LẠNG\nCăn cứ Luật;",
			map[string]string{"title": "Sửa đổi Nghị quyết số 05/2025/NQ-HĐND về trồng cây trên địa bàn xã Đồng Lạng", "issuer": "Hội đồng nhân dân xã Đồng Lạng"}},
		{"a council under its court", "TÒA ÁN NHÂN DÂN TỐI CAO\nHỘI ĐỒNG THẨM PHÁN\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 02/2031/NQ-HĐTP\nHà Nội, ngày 24 tháng 8 năm 2031\nNGHỊ QUYẾT\nHướng dẫn về cây xanh\nCăn cứ Luật;",
			map[string]string{"issuer": "Hội đồng Thẩm phán Tòa án nhân dân tối cao"}},
		{"a department that no table knows, and a presidium under the title", "BỘ QUỐC PHÒNG\nTỔNG CỤC VƯỜN CÂY\n" + state + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 34/QĐ-TCVC\nHà Nội, ngày 02 tháng 3 năm 2022\nQUYẾT ĐỊNH\nVỀ VIỆC TRỒNG RAU\nĐOÀN CHỦ TỊCH HỘI LÀM VƯỜN\nCăn cứ Luật;",
			map[string]string{"issuer": "Tổng cục Vườn cây", "title": "Về việc trồng rau"}},
		{"second part of a gazette document", "CÔNG BÁO/Số 21 + 22/Ngày 18-02-2019\nBỘ TÀI CHÍNH\nThông tư số 10/2018/TT-BTC ngày 14 tháng 11 năm 2018\nhướng dẫn kế toán vườn cây\n(Tiếp theo Công báo số 19 + 20)\nPhụ lục số 04\nBÁO CÁO NGHIỆP VỤ",
			map[string]string{"type": "Thông tư", "number": "10", "year": "2018", "date": "2018-11-14", "issuer": "Bộ Tài chính", "title": "hướng dẫn kế toán vườn cây"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Identify(tt.text)
			for name, want := range tt.want {
				if got := r.Fields[name].Value; got != want {
					t.Errorf("%s: %q, want %q (%s)", name, got, want, r.Fields[name].Rule)
				}
			}
			checkFields(t, tt.text, r)
		})
	}
}

// checkFields holds every recognition to what the package promises: a place in
// the text or none, a confidence, a rule, and the same values in the record.
func checkFields(t *testing.T, text string, r Recognition) {
	t.Helper()
	for name, f := range r.Fields {
		if f.Value == "" || f.Rule == "" || f.Confidence <= 0 || f.Confidence > 1 {
			t.Errorf("%s: %+v", name, f)
		}
		if inferred := f.Start == -1 && f.End == -1; !inferred && (f.Start < 0 || f.Start >= f.End || f.End > len(text)) {
			t.Errorf("%s: place %d-%d in a text of %d bytes", name, f.Start, f.End, len(text))
		}
	}
	for _, b := range r.Basis {
		if b.Start < 0 || b.Start >= b.End || b.End > len(text) {
			t.Errorf("legal basis at %d-%d", b.Start, b.End)
		}
	}
	c := r.Record
	for name, v := range map[string]string{"type": c.Type, "number": c.Number.Number, "date": c.Date.String(), "issuer": c.Issuer, "title": c.Title, "signer": c.Signer, "secrecy": c.Secrecy, "effective": c.Effective.String()} {
		if v != r.Fields[name].Value {
			t.Errorf("%s: the record has %q, the field %q", name, v, r.Fields[name].Value)
		}
	}
}

func TestIdentifyBasis(t *testing.T) {
	r := Identify("CHÍNH PHỦ\nSố: 45/2022/NĐ-CP\nNGHỊ ĐỊNH\nVề cây\nCăn cứ Luật Tổ chức\nChính phủ;\nCăn cứ Luật Lâm nghiệp;\nTheo đề nghị của Bộ trưởng;\nĐiều 1. Cây")
	var got []string
	for _, b := range r.Basis {
		got = append(got, b.Value)
	}
	if want := "Căn cứ Luật Tổ chức Chính phủ;|Căn cứ Luật Lâm nghiệp;"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestIdentifyBothOrders reads one header in the orders in which extraction may
// give its columns.
func TestIdentifyBothOrders(t *testing.T) {
	left := []string{"BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH", "Số: 07/2021/TT-BVHTTDL"}
	right := []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 08 tháng 9 năm 2021"}
	body := "\nTHÔNG TƯ\nQuy định về vườn hoa\nCăn cứ Luật Du lịch;\n"
	var side []string
	for i := range left {
		side = append(side, left[i]+"      "+right[i])
	}
	for name, head := range map[string]string{
		"left first": strings.Join(left, "\n") + "\n" + strings.Join(right, "\n"), "right first": strings.Join(right, "\n") + "\n" + strings.Join(left, "\n"),
		"side by side": strings.Join(side, "\n"), "tabs": strings.ReplaceAll(strings.Join(side, "\n"), "      ", "\t"),
		"in turns": left[0] + "\n" + right[0] + "\n" + left[1] + "\n" + right[1] + "\n" + left[2] + "\n" + right[2],
	} {
		r := Identify(head + body).Record
		got := strings.Join([]string{r.Type, r.Label(), r.Date.String(), r.Issuer, r.Title}, "|")
		if want := "Thông tư|07/2021/TT-BVHTTDL|2021-09-08|Bộ Văn hóa, Thể thao và Du lịch|Quy định về vườn hoa"; got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, want)
		}
	}
}

// TestIdentifyDoubt: fields that contradict each other are left to a person.
func TestIdentifyDoubt(t *testing.T) {
	const head = "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
	for _, tt := range []struct {
		text, field string
		doubtful    bool
	}{
		{head + "Số: 45/2022/NĐ-CP\nHà Nội, ngày 07 tháng 7 năm 2022\nNGHỊ ĐỊNH\nVề cây\nCăn cứ Luật;", "number", false},
		{head + "Số: 45/2022/NĐ-CP\nHà Nội, ngày 07 tháng 7 năm 2022\nNGHỊ QUYẾT\nVề cây\nCăn cứ Luật;", "type", true},
		{head + "Số: 45/2022/NĐ-CP\nHà Nội, ngày 07 tháng 7 năm 2012\nNGHỊ ĐỊNH\nVề cây\nCăn cứ Luật;", "date", true},
	} {
		f := Identify(tt.text).Fields[tt.field]
		if f.Value == "" || (f.Confidence < Doubtful) != tt.doubtful {
			t.Errorf("%s: %+v, doubtful should be %v", tt.field, f, tt.doubtful)
		}
	}
}
