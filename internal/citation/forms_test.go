package citation

import "testing"

// formTests are sentences of every form, one rule or spelling each. The wanted
// value is what brief prints.
var formTests = []struct{ name, text, want string }{
	// Full and short forms.
	{"party", "Thực hiện Nghị quyết số 31-NQ/TW, ngày 30/12/2022 của Bộ Chính trị.", "full Nghị quyết 31-NQ/TW @2022-12-30 của Bộ Chính trị"},
	{"state with year", "Theo Nghị định số 45/2022/NĐ-CP ngày 07 tháng 7 năm 2022 của Chính phủ.", "full Nghị định 45/2022/NĐ-CP @2022-07-07 của Chính phủ"},
	{"state without year", "Ban hành theo Quyết định số 118/QĐ-TTg.", "full Quyết định 118/QĐ-TTg"},
	{"no số", "Kết luận 52-KL/TW của Ban Bí thư.", "full Kết luận 52-KL/TW của Ban Bí thư"},
	{"number only", "Học tập Chỉ thị 05 và Nghị quyết 35.", "short Chỉ thị 05\nshort Nghị quyết 35"},
	{"number only, lower case", "Góp ý cho thông tư 22 của Bộ Giáo dục và Đào tạo.", "short Thông tư 22 của Bộ Giáo dục và Đào tạo"},
	{"number only, in a sentence", "Từ khi có Nghị định 100 người dân uống ít hơn; Nghị quyết 98 trong năm qua; theo quyết định 217, các đoàn thể giám sát",
		"short Nghị định 100\nshort Nghị quyết 98\nshort Quyết định 217"},
	{"number and year", "Thông tư 64/2017 đã hết hiệu lực.", "short Thông tư 64/2017"},
	{"abbreviated type", "Quán triệt NQ 35 và NĐ 100/2019/NĐ-CP.", "short Nghị quyết 35\nfull Nghị định 100/2019/NĐ-CP"},
	{"công văn", "Trả lời Công văn số 125/SGDĐT-VP ngày 03/02/2025.", "full Công văn 125/SGDĐT-VP @2025-02-03"},
	{"consolidated", "Xem Văn bản hợp nhất số 21/VBHN-BTC.", "full Văn bản hợp nhất 21/VBHN-BTC"},
	{"before 1992", "Luật số 40-LCT/HĐNN8 và Sắc lệnh số 18/SL.", "full Luật 40-LCT/HĐNN8\nfull Sắc lệnh 18/SL"},
	{"old symbol", "Quyết định số 1357TC/QĐ-TCT của Bộ Tài chính.", "full Quyết định 1357-TC/QĐ-TCT của Bộ Tài chính"},
	{"joint", "Thông tư liên tịch số 08/2013/TTLT-BTP-BCA ngày 05/6/2013 của Bộ Tư pháp và Bộ Công an hướng dẫn.",
		"full Thông tư liên tịch 08/2013/TTLT-BTP-BCA @2013-06-05 của Bộ Tư pháp và Bộ Công an"},
	{"inter-ministerial", "Thông tư số 22/2011/TTLT-BTC-BKHCN ngày 21 tháng 02 năm 2011 của liên Bộ Tài chính - Khoa học và Công nghệ hướng dẫn",
		"full Thông tư 22/2011/TTLT-BTC-BKHCN @2011-02-21 của liên Bộ Tài chính - Khoa học và Công nghệ"},
	{"unknown body", "Quyết định số 66/QĐ-ĐCKS của Cục trưởng Cục Địa chất và Khoáng sản Việt Nam ban hành quy chế", "full Quyết định 66/QĐ-ĐCKS của Cục trưởng Cục Địa chất và Khoáng sản Việt Nam"},
	{"old ministry", "Quyết định số 53/VKT ngày 15/7/1988 của Bộ Lâm nghiệp ban hành quy phạm", "full Quyết định 53/VKT @1988-07-15 của Bộ Lâm nghiệp"},
	{"programme of action", "Chương trình hành động số 41-CTr/TU của Tỉnh ủy Lào Cai.", "full Chương trình hành động 41-CTr/TU của Tỉnh ủy Lào Cai"},
	{"notice of conclusion", "Thông báo Kết luận số 160-TB/TW.", "full Thông báo kết luận 160-TB/TW"},
	{"dotted number", "Nghị quyết số 66.13/2026/NQ-CP ngày 27 tháng 01 năm 2026 của Chính phủ.", "full Nghị quyết 66.13/2026/NQ-CP @2026-01-27 của Chính phủ"},
	{"letter in the number", "Nghị quyết số 30a/2008/NQ-CP.", "full Nghị quyết 30a/2008/NQ-CP"},
	// Spellings (Hướng dẫn 05-HD/VPTW and Nghị định 30/2020/NĐ-CP fix one of them; texts do not).
	{"spaces", "Quy định số 296 - QĐ / TW và Kế hoạch số 24- KH/TU.", "full Quy định 296-QĐ/TW\nfull Kế hoạch 24-KH/TU"},
	{"second slash", "Chỉ thị 48/CT/TW.", "full Chỉ thị 48-CT/TW"},
	{"hyphen for slash", "Luật số 06/2022-QH15.", "full Luật 06/2022/QH15"},
	{"T.Ư", "Chỉ thị 03-CT/T.Ư và Kết luận 21-KL/TƯ.", "full Chỉ thị 03-CT/TW\nfull Kết luận 21-KL/TW"},
	{"line break after the hyphen", "Hướng dẫn số 36-\nHD/VPTW của Văn phòng Trung\nương Đảng.", "full Hướng dẫn 36-HD/VPTW của Văn phòng Trung ương Đảng"},
	{"line break everywhere", "Nghị\nquyết\nsố\n31-NQ/TW\nngày\n30/12/2022\ncủa Bộ\nChính trị.", "full Nghị quyết 31-NQ/TW @2022-12-30 của Bộ Chính trị"},
	{"glued", "Theo quyết định số31-QĐ/TW và Nghị định số 35/2016/NĐ-CPngày 15/5/2016.", "full Quyết định 31-QĐ/TW\nfull Nghị định 35/2016/NĐ-CP @2016-05-15"},
	{"dashes", "Kết luận số 34–KL/TW, Chỉ thị 17‑CT/TU, Quy định 9−QĐ/TW.", "full Kết luận 34-KL/TW\nfull Chỉ thị 17-CT/TU\nfull Quy định 9-QĐ/TW"},
	{"no-break spaces", "Nghị định\u00a0số\u00a045/2022/NĐ-CP", "full Nghị định 45/2022/NĐ-CP"},
	{"decomposed", "Nghi\u0323 quye\u0302\u0301t so\u0302\u0301 31-NQ/TW cu\u0309a Bo\u0323\u0302 Chi\u0301nh tri\u0323", "full Nghị quyết 31-NQ/TW của Bộ Chính trị"},
	{"decomposed symbol", "Quye\u0302\u0301t \u0111i\u0323nh so\u0302\u0301 2195-QĐ/TW", "full Quyết định 2195-QĐ/TW"},
	{"eth", "Quyết ðịnh số 219-QÐ/TW", "full Quyết định 219-QĐ/TW"},
	{"old tone placement", "Chỉ thị số 17-CT/TU của Ban Thường vụ Tỉnh uỷ khoá XX.", "full Chỉ thị 17-CT/TU của Ban Thường vụ Tỉnh uỷ khoá XX"},
	{"case", "QUYẾT ĐỊNH SỐ 118/QĐ-TTG; chương trình số 06-Ctr/TU.", "full Quyết định 118/QĐ-TTG\nfull Chương trình 06-Ctr/TU"},
	{"page header", "theo Nghị định số\n\nCÔNG BÁO/Số 12 + 13/Ngày 02-01-2026\n\n7\n\n45/2022/NĐ-CP của Chính phủ", "full Nghị định 45/2022/NĐ-CP của Chính phủ"},
	{"page header, number before", "Luật Bảo vệ môi\n\n8\n\nCÔNG BÁO/Số 12/Ngày 02-01-2026\n\ntrường quy định", "named Luật name=Bảo vệ môi trường"},
	// Dates.
	{"dates", "Chỉ thị 1-CT/TU ngày 5.4.2020, Chỉ thị 2-CT/TU ngày 5-4-2020, Chỉ thị 3-CT/TU (5/4/2020), Chỉ thị 4-CT/TU (4/2020), Chỉ thị 5-CT/TU tháng 4/2020, Chỉ thị 6-CT/TU năm 2020",
		"full Chỉ thị 1-CT/TU @2020-04-05\nfull Chỉ thị 2-CT/TU @2020-04-05\nfull Chỉ thị 3-CT/TU @2020-04-05\nfull Chỉ thị 4-CT/TU @2020-04\nfull Chỉ thị 5-CT/TU @2020-04\nfull Chỉ thị 6-CT/TU @2020"},
	{"date without year", "Quyết định số 52/QĐ-XPHC ngày 24/10 của UBND quận 7.", "full Quyết định 52/QĐ-XPHC của UBND quận 7"},
	{"period is no date", "Kế hoạch số 63/KH-UBND 2021-2025", "full Kế hoạch 63/KH-UBND"},
	{"issuer before date", "Kết luận số 15-KL/TU của Tỉnh ủy Sơn La ngày 02/3/2024", "full Kết luận 15-KL/TU @2024-03-02 của Tỉnh ủy Sơn La"},
	// Laws.
	{"law", "Luật Đất đai năm 2024 và Bộ luật Lao động.", "named Luật @2024 name=Đất đai\nnamed Bộ luật name=Lao động"},
	{"law ends where the sentence goes on", "Luật Ngân sách nhà nước và hướng dẫn của Bộ", "named Luật name=Ngân sách nhà nước"},
	{"law with commas", "Luật Cán bộ, công chức, Luật Phòng, chống ma túy", "named Luật name=Cán bộ, công chức\nnamed Luật name=Phòng, chống ma túy"},
	{"law with number", "Căn cứ Luật Nhà giáo số 73/2025/QH15 ngày 16/6/2025", "full Luật 73/2025/QH15 @2025-06-16 name=Nhà giáo"},
	{"unknown law with number", "Căn cứ Luật Trồng cây xanh, vườn hoa đô thị số 199/2031/QH17", "full Luật 199/2031/QH17 name=Trồng cây xanh, vườn hoa đô thị"},
	{"unknown law", "theo Luật Vận tải vũ trụ và các quy định khác", "named Luật name=Vận tải vũ trụ"},
	{"amending law", "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Dược và Luật Báo chí số 5/2030/QH17 quy định",
		"full Luật 5/2030/QH17 name=sửa đổi, bổ sung một số điều của Luật Giá, Luật Dược và Luật Báo chí"},
	{"amended by", "Luật Giá số 16/2023/QH15 được sửa đổi bởi Luật số 44/2029/QH16", "full Luật 16/2023/QH15 name=Giá\nfull Luật 44/2029/QH16"},
	{"constitution", "Hiến pháp năm 2013 và Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "named Hiến pháp @2013\nnamed Hiến pháp name=nước Cộng hòa xã hội chủ nghĩa Việt Nam"},
	{"charter", "Điều lệ Đảng Cộng sản Việt Nam, Điều lệ Đảng, Điều lệ Công đoàn Việt Nam", "named Điều lệ name=Đảng Cộng sản Việt Nam\nnamed Điều lệ name=Đảng\nnamed Điều lệ name=Công đoàn Việt Nam"},
	{"ordinance by date", "thay cho Pháp lệnh ngày 20 tháng 5 năm 1981 về bầu cử", "named Pháp lệnh @1981-05-20"},
	{"initials", "khoản 2 Điều 76 BLTTDS", "named Bộ luật name=Tố tụng dân sự in khoản 2 điều 76"},
	{"draft", "Quốc hội thảo luận dự án Luật Nhà giáo", "future Luật name=Nhà giáo"},
	{"pháp luật is not Luật", "Quy định của pháp luật Việt Nam, Đoàn Luật sư, Hội Luật gia", ""},
	// Congress and plenum.
	{"congress", "Nghị quyết Đại hội XIII và Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng", "plenum Nghị quyết của Đại hội XIII\nplenum Nghị quyết của Đại hội đại biểu toàn quốc lần thứ XII của Đảng"},
	{"provincial congress", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX", "plenum Nghị quyết của Đại hội Đảng bộ tỉnh lần thứ XX"},
	{"plenum", "Nghị quyết Trung ương 4 khóa XII, Nghị quyết Trung ương IV (khoá XI), Nghị quyết TW4 khóa XI, Nghị quyết T.Ư 4, khóa XI",
		"plenum Nghị quyết của Trung ương 4 khóa XII\nplenum Nghị quyết của Trung ương IV (khoá XI)\nplenum Nghị quyết của TW4 khóa XI\nplenum Nghị quyết của T.Ư 4, khóa XI"},
	{"second session", "tinh thần nghị quyết trung ương 6 (lần 2) khóa VIII", "plenum Nghị quyết của trung ương 6 (lần 2) khóa VIII"},
	{"meeting", "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII", "plenum Nghị quyết của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII"},
	{"plenum as issuer", "Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII về công nghiệp hóa",
		"full Nghị quyết 29-NQ/TW @2022-11-17 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII"},
	{"shareholders' meeting", "Nghị quyết của Đại hội đồng cổ đông", ""},
	// Self and anaphora.
	{"self", "Thông tư này thay thế các quy định trước. Điều 5 Thông tư này.", "self Thông tư\nself Thông tư in điều 5"},
	{"anaphora", "Chính phủ có Nghị định số 45/2022/NĐ-CP. Các bộ thực hiện Nghị định nêu trên và báo cáo.", "full Nghị định 45/2022/NĐ-CP\nanaphora Nghị định"},
	{"everyday word", "Giao quyết định này cho người bị phạt; kế hoạch trên giấy", ""},
	// Lists and ranges.
	{"one type word", "các Nghị quyết số 59-NQ/TW, 70-NQ/TW, 71-NQ/TW và 72-NQ/TW", "full Nghị quyết 59-NQ/TW\nbare Nghị quyết 70-NQ/TW\nbare Nghị quyết 71-NQ/TW\nbare Nghị quyết 72-NQ/TW"},
	{"one symbol", "các Nghị quyết số 59, 70, 71-NQ/TW của Bộ Chính trị", "short Nghị quyết 59\nbare Nghị quyết 70\nbare Nghị quyết 71-NQ/TW của Bộ Chính trị"},
	{"shared date", "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017", "full Nghị quyết 18-NQ/TW\nfull Nghị quyết 19-NQ/TW @2017-10-25"},
	{"số in the list", "văn bản số 155-CV/VPTW ngày 08/6/2025 và số 189-CV/VPTW ngày 18/12/2025 của Văn phòng Trung ương Đảng",
		"full Văn bản 155-CV/VPTW @2025-06-08\nbare Văn bản 189-CV/VPTW @2025-12-18 của Văn phòng Trung ương Đảng"},
	// Provisions.
	{"small to large", "theo điểm b khoản 2 Điều 5 Nghị định số 45/2022/NĐ-CP", "full Nghị định 45/2022/NĐ-CP in điểm b khoản 2 điều 5"},
	{"large to small", "theo Điều 5, khoản 1.3, điểm đ Quy định 296-QĐ/TW", "full Quy định 296-QĐ/TW in điều 5 khoản 1.3 điểm đ"},
	{"of", "khoản 1, Điều 9 của Luật Dược", "named Luật name=Dược in khoản 1 điều 9"},
	{"lists", "các điểm a, b và đ khoản 2 Điều 7; khoản 1, 3 Điều 8 Thông tư này", "self Thông tư in điểm a điểm b điểm đ khoản 2 điều 7 khoản 1 khoản 3 điều 8"},
	{"range", "từ Điều 5 đến Điều 8 và khoản 1 đến khoản 3 Điều 10", "provision in điều 5 điều 8 khoản 1 khoản 3 điều 10"},
	{"amended article", "Điều 5a, khoản 1a Điều 40k", "provision in điều 5a khoản 1a điều 40k"},
	{"this", "khoản 1 Điều này và điểm a khoản này", "provision in khoản 1 điều này\nprovision in điểm a khoản này"},
	{"party", "điểm 2, mục III Hướng dẫn số 05-HD/VPTW; mục II.3 Nghị quyết 31-NQ/TW", "full Hướng dẫn 05-HD/VPTW in điểm 2 mục III\nfull Nghị quyết 31-NQ/TW in mục II.3"},
	{"party, deep", "Điểm 4.3.3 (a), mục I, phần thứ hai Hướng dẫn 38-HD/BTCTW", "full Hướng dẫn 38-HD/BTCTW in điểm 4.3.3(a) mục I phần thứ hai"},
	{"below in brackets", "Điểm 10 (10.5) Quy định số 294-QĐ/TW", "full Quy định 294-QĐ/TW in điểm 10.5 điểm 10"},
	{"sub-item", "tiết a điểm 3 Mục 2 Chương IV Luật Dược", "named Luật name=Dược in tiết a điểm 3 mục 2 chương IV"},
	{"line break before này", "quy định tại khoản 2\nĐiều này.\n3. Khác", "provision in khoản 2 điều này"},
	{"amendment note", "5 Điều này được sửa đổi theo khoản 4 Điều 1 Thông tư số 28/2022/TT-BXD", "provision in điều này\nfull Thông tư 28/2022/TT-BXD in khoản 4 điều 1"},
	{"clause in brackets", "thi hành Điều 12 (khoản 2) Điều lệ Đảng", "named Điều lệ name=Đảng in điều 12 khoản 2"},
	{"appendix", "Phụ lục II ban hành kèm theo Thông tư số 07/2024/TT-BTC; Phụ lục I Thông tư 07/2024/TT-BTC", "full Thông tư 07/2024/TT-BTC\nfull Thông tư 07/2024/TT-BTC in phụ lục I"},
	{"bare type word", "quy định tại khoản 2 Điều 7 Nghị định; hồ sơ gồm", "self Nghị định in khoản 2 điều 7"},
	// What is no citation.
	{"headings", "Điều 7. Hiệu lực thi hành\nĐiều 8. Trách nhiệm\nMục 2\nTRÁCH NHIỆM\nChương II\nCÁCH TÍNH", ""},
	{"quoted heading", "sửa đổi như sau: “Điều 7. Hiệu lực", ""},
	{"own number", "TỈNH ỦY\nSố 23-CT/TU\nSố: 844/QĐ-UBND", ""},
	{"placeholder", "Căn cứ Nghị định số …/2022/NĐ-CP, Thông tư số /2021/TT-NHNN", ""},
	{"forms", "theo mẫu số 09A/PL-TNCN và mẫu 01/TB-RSĐT", ""},
	{"periods and days", "giai đoạn 2021-2025, ngày 20-3, dịch COVID-19, đại hội 2020-2025, hoạt động 24/7, đơn vị PA03, TCVN 6512:2007", ""},
	{"quantities", "thông qua nghị quyết 4 nội dung, quyết định 3 vấn đề, kế hoạch 5 năm, báo cáo 6 tháng", ""},
	{"file names", "Phu luc NĐ118.doc", ""},
	{"lone words", "nâng điểm 8 lên 9, thời điểm 1, tài khoản 111, danh mục 2", ""},
	{"điều này in the news", "Điều này khiến nhiều người lo. Ông nói điều này không đúng, ý nghĩa của điều này.", ""},
	{"this project", "Dự án này được khởi công năm 2020. Kế hoạch này tốn kém.", ""},
	{"trên is a preposition", "Đã có Quy định số 9-QĐ/TW, thực hiện quy định trên phần mềm.", "full Quy định 9-QĐ/TW"},
	{"generic", "quy định của pháp luật, chủ trương của Đảng", ""},
	{"page number", "TT\n\n51\n\nNghị định\n\n7", ""},
	{"protocol", "theo Nghị định thư 3 bên", ""},
}

func TestForms(t *testing.T) {
	for _, x := range formTests {
		t.Run(x.name, func(t *testing.T) {
			if got := brief(Find(x.text)); got != x.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", x.text, got, x.want)
			}
		})
	}
}
