package library

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// knownItems are look-ups of one document, as they are typed by people in a hurry,
// over the default collection; the document must come first.
var knownItems = []struct{ id, queries string }{
	{"chi-thi-23-ct-tu-phu-tho-2023", `23-CT/TU | 23-ct/tu | 23 ct tu | 23cttu | ct 23 tu | CT23-CT/TU | chỉ thị 23 | chi thi so 23 tinh uy phu tho |
		Chỉ thị số 23-CT/TU, ngày 26/12/2023 của Ban Thường vụ Tỉnh ủy Phú Thọ | chỉ thị 23 phú thọ | số 23-CT/TU | Số: 23-CT/TU | 23 - CT / TU |
		23 –CT/TU | chỉ  thị 23 - CT/ TU | chi thi 23 cua tinh uy phu tho ve the tran an ninh nhan dan | 23/CT-TU | tỉnh ủy phú thọ chỉ thị 23 | ct số 23 tỉnh uỷ phú thọ |
		chỉ thị 23 ngày 26 tháng 12 năm 2023`},
	{"nghi-quyet-51-nq-tw-2019", `nghị quyết 51 bộ chính trị 2019 | nghi quyet 51 bo chinh tri 2019 | nq 51 2019 | nq51/2019 | NQ51-NQ/TW 2019 | 51-NQ/TW 5/9/2019 |
		51-NQ/TW ngày 05/9/2019 | bộ chính trị nghị quyết 51 năm 2019 | nghị quyết số 51 của bộ chính trị về chiến lược bảo vệ an ninh quốc gia |
		nq 51 an ninh quốc gia | 51 nq tw khóa xii | 2019 nghị quyết 51 | nghị quyết 51`},
	{"nghi-quyet-51-nq-tw-2005", `nghị quyết 51 năm 2005 | nq 51 2005 | 51-NQ/TW 20/7/2005 | nghị quyết 51 quân đội | 51nqtw khoá 9 | nghị quyết 51 bct khóa IX`},
	{"nghi-quyet-12-nq-tw-2022", `12nqtw | 12 nq tw | 12-NQ/TW | 12-NQ/TƯ | nq12 | NQ12-NQ/TW 2022 | nghị quyết 12 bộ chính trị | nghi quyet 12 bct 2022 |
		nghị quyết 12 công an nhân dân | nq 12 khóa 13 | 12-NQ/TW ngày 16/3/2022 | Nghị quyết số 12 - NQ/TW , ngày 16 / 3 / 2022`},
	{"nghi-quyet-12-nq-tw-2017", `nghị quyết 12 năm 2017 | nq 12 khóa 12 | 12-nq/tw 3/6/2017 | nghị quyết 12 doanh nghiệp nhà nước`},
	{"nghi-quyet-12-nq-tw-2012", `12-NQ/TW khóa XI | nghị quyết 12 xây dựng đảng | nq 12 2012 | nghị quyết trung ương 4 khóa 11 | NQTW 4 khóa XI`},
	{"nghi-quyet-44-nq-tw-2023", `nghị quyết trung ương 8 khóa 13 | NQ TW 8 khoa XIII | nqtw8 khóa 13 | nq tw8 khoa 13 | nghị quyết hội nghị trung ương 8 khóa xiii |
		nghi quyet tw 8 khoa 13 | nghị quyết hội nghị lần thứ tám ban chấp hành trung ương khóa XIII | 44-NQ/TW | nghị quyết 44 bảo vệ tổ quốc |
		nghị quyết trung ương tám khóa mười ba | nghị quyết lần thứ 8 BCHTW khóa 13 | nq8 khóa 13 |
		khóa 13 nghị quyết trung ương 8 | nghị quyết tw 8, khóa XIII của đảng`},
	{"nghi-quyet-28-nq-tw-2013", `nghị quyết trung ương 8 khóa 11 | 28-NQ/TW 2013 | nghị quyết 28 bảo vệ tổ quốc | nq 28 ngày 25/10/2013`},
	{"nghi-quyet-28-nq-tw-2018", `nghị quyết 28 bảo hiểm xã hội | nq28 2018 | 28 nq tw khóa 12`},
	{"nghi-quyet-04-nq-tw-2016", `nghị quyết trung ương 4 khóa 12 | nghị quyết 4 khóa XII | 4-NQ/TW | 04nqtw | nghị quyết 04 tự diễn biến`},
	{"nghi-dinh-30-2020-nd-cp", `nd 30 2020 | nđ30/2020 | nghi dinh 30/2020/nd-cp | nghị định 30/2020 | điều 8 nghị định 30/2020 | nđ 30/2020/nđ-cp | 30/2020/ND-CP |
		30/2020 NĐ-CP | 30 2020 nd cp | nghị định số 30 năm 2020 | NĐ30 | nd30 cong tac van thu | nghị định công tác văn thư 30 | nghị định 30 của chính phủ |
		khoản 2 điều 8 nđ 30/2020 | nghị định 30 về công tác văn thư | Nghị định số: 30/2020/NÐ–CP | Điều 8, Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ | 30/2020/NĐCP`},
	{"chi-thi-46-ct-tw-2015", `ct 46 ngay 22/6/2015 | chỉ thị 46 năm 2015 | ct46/2015 | 46-CT/TW an ninh trật tự | chỉ thị 46 bộ chính trị khóa XI`},
	{"chi-thi-46-ct-tw-2025", `chỉ thị 46 2025 | 46-CT/TW 16/5/2025 | ct 46 bầu cử | chỉ thị 46`},
	{"quy-dinh-66-qd-tw-2017", `QĐ66TW | 66qdtw | qd 66 | quy định 66 | 66-QĐ/TW | quy dinh so 66 ban bi thu | qđ 66/tw`},
	{"quy-dinh-399-qd-tw-2026", `399-QĐ/TW | quy định 399 | qd399 | 399 thể thức văn bản của đảng`},
	{"quy-dinh-08-qdi-tw-2018", `08-QĐi/TW | quy định 08 nêu gương | 8 qdi tw | quy định số 8 trách nhiệm nêu gương`},
	{"quy-dinh-37-qd-tw-2021", `quy định 37 | 37-qd/tw | những điều đảng viên không được làm | quy định 37 về những điều đảng viên không được làm`},
	{"luat-24-2018-qh14", `luật an ninh mạng | luat an ninh mang | Luật ANM 2018 | luật số 24/2018/QH14 | luật an ninh mạng năm 2018 | an ninh mạng 24/2018 | 24/2018/qh14 | luật  An ninh  mạng`},
	{"luat-06-2022-qh15", `luật thi đua khen thưởng | luat thi dua, khen thuong 2022 | luật tđkt | luat tdkt 2022`},
	{"bo-luat-91-2015-qh13", `bộ luật dân sự | blds | BLDS 2015 | bo luat dan su 2015 | 91/2015/qh13`},
	{"luat-91-2025-qh15", `luật bảo vệ dữ liệu cá nhân | 91/2025/QH15`},
	{"ket-luan-15-kl-tw-2021", `kl 15 | kết luận 15 ban bí thư | 15-KL/TW | 15kltw | ket luan so 15 ngay 30/9/2021`},
	{"ket-luan-44-kl-tw-2019", `kết luận 44 | 44 kl tw | kl44/2019`},
	{"chuong-trinh-hanh-dong-25-ct-tu-phu-tho-2022", `chương trình hành động 25 phú thọ | 25-CT/TU | cthđ 25`},
	{"de-an-03-da-bca-2023", `đề án 03 bộ công an | 03/ĐA-BCA | da 03 bca | đề án 03`},
	{"huong-dan-36-hd-vptw-2018", `hướng dẫn 36 | 36-hd/vptw | hd 36 văn phòng trung ương | hướng dẫn 36 vptw`},
	{"huong-dan-05-hd-vptw-2026", `hd 05 vptw 2026 | 5-HD/VPTW | hướng dẫn 05 văn phòng trung ương đảng`},
	{"quyet-dinh-543-qd-ubnd-ha-noi-2026", `quyết định 543 ubnd hà nội | 543/QĐ-UBND | qđ 543 ủy ban nhân dân thành phố hà nội`},
	{"nghi-quyet-57-nq-tw-2024", `nq 57 | nghị quyết 57 chuyển đổi số | 57nq/tw`},
	{"nghi-quyet-351-2017-ubtvqh14", `nghị quyết 351 | 351/2017 | 351/2017/UBTVQH14 | nq 351 ủy ban thường vụ quốc hội`},
	{"quyet-dinh-1671-qd-ttg-2026", `quyết định 1671 thủ tướng | 1671/QĐ-TTg | qd 1671 ttg | quyết định 1671 của thủ tướng chính phủ`},
	{"nghi-quyet-86-nq-tu-phu-tho-2023", `nghị quyết 86 tỉnh ủy phú thọ | 86-NQ/TU | nq86 phu tho`},
	{"luat-40-lct-hdnn8-1990", `luật công đoàn 1990 | 40-LCT/HĐNN8 | luật công đoàn`},
}

func TestKnownItems(t *testing.T) {
	l := open(t)
	n, first := 0, 0
	for _, item := range knownItems {
		for q := range strings.SplitSeq(item.queries, "|") {
			q = strings.TrimSpace(q)
			for _, spelling := range []string{q, norm.NFD.String(q), strings.ToUpper(q)} {
				if spelling != q && n%5 != 0 { // the other forms of every fifth
					continue
				}
				a, err := l.Search(context.Background(), Query{Text: spelling})
				if err != nil {
					t.Fatal(err)
				}
				n++
				hits := append(a.Direct, a.Hits...)
				if len(hits) > 0 && hits[0].Record.ID == item.id {
					first++
					continue
				}
				got := "nothing"
				if len(hits) > 0 {
					got = hits[0].Record.ID
				}
				t.Errorf("%q: first is %s, want %s (%d named)", spelling, got, item.id, len(a.Direct))
			}
		}
	}
	t.Logf("%d of %d look-ups first", first, n)
	if n < 150 {
		t.Errorf("only %d look-ups", n)
	}
}
