package check_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tracuu/internal/check"
)

// FuzzCheck judges any bytes: nothing may panic, and every offset lies in the
// text, at the edge of a letter where the text is UTF-8.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		wrongDates, "Theo khoản 2 Điều 7 Luật Quốc phòng số 22/2018/QH14 quy định: “a b c d e f”.",
		"Nghị quyết số l2-NQ/TW (sau đây gọi tắt là Nghị quyết số 12).", "Căn cứ Quyết định số 66 - QĐ/TƯ ngày 6-2-2017 của BBT\nCÔNG BÁO/Số 1/Ngày 2\n3\nvề thể loại",
		"Khoản 2 Điều 1 Quyết định số 77/2024/QĐ-UBND ngày 06/6/2024 của Ủy ban nhân dân tỉnh Yên Bái về quản lý rừng chè quy định: “Rừng quế tự nhiên được khai thác theo quy định”.",
		"số 00-KH/TU; 32/2091/TT-BTC; 94/2018/QH11 nga\u0300y 08/6/2016", "\xffNghị quyết số 51-NQ/TW ngày 05/9/2019 \xfe của Bộ Chính trị về Chiến lược",
	} {
		f.Add(s, "")
		f.Add(s, "party")
	}
	f.Fuzz(func(t *testing.T, text, family string) {
		fam, err := check.ParseFamily(family)
		if err != nil {
			fam = ""
		}
		r := checkForest(text, check.Options{Family: fam, Today: today})
		valid := utf8.ValidString(text)
		at := func(start, end int) {
			if start < 0 || end > len(text) || start > end {
				t.Fatalf("%d to %d of %d bytes", start, end, len(text))
			}
			if valid && (start < len(text) && !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end])) {
				t.Fatalf("%d to %d cuts a letter", start, end)
			}
		}
		for _, f := range r.Findings {
			at(f.Start, f.End)
			if f.Sure && f.Expected == "" {
				t.Fatalf("%+v", f)
			}
		}
		for _, u := range r.Unchecked {
			at(u.Start, u.End)
		}
		_ = r.Summary()
	})
}

const wrongDates = "Thực hiện Nghị quyết số 57-NQ/TW ngày 25/12/2024 của Bộ Chính trị và Chỉ thị số 09-CT/TW, ngày 01/12/2011 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với phong trào bảo vệ an ninh Tổ quốc."

// BenchmarkCheck judges a draft of about a megabyte with thousands of citations.
func BenchmarkCheck(b *testing.B) {
	lib, _ := open(b)
	text := strings.Repeat(wrongDates+"\n", 1<<20/len(wrongDates))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, r := lib.Check(text, check.Options{Family: check.Party, Today: today})
		if len(r.Findings) == 0 {
			b.Fatal("nothing found")
		}
	}
}

// BenchmarkCheckDirective judges a draft of the size that people write.
func BenchmarkCheckDirective(b *testing.B) {
	lib, _ := open(b)
	d, err := lib.Document("chi-thi-23-ct-tu-phu-tho-2023")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		lib.Check(d.Text, check.Options{Today: today})
	}
}

// TestHostileTexts bounds the time for texts in which every citation invites a
// long search: no end of sentence, no closing quote, one line, many short names.
func TestHostileTexts(t *testing.T) {
	for _, piece := range []string{
		"Nghị quyết số 12-NQ/TW ", "Nghị quyết số 51-NQ/TW ngày 05/9/2019 quy định: “", "Căn cứ Luật Lưu trữ và ",
		"Nghị quyết số 51-NQ/TW (sau đây gọi tắt là Nghị quyết số 51), ", "điểm a khoản 2 Điều 1 ",
	} {
		text := strings.Repeat(piece, 200_000/len(piece))
		start := time.Now()
		judge(t, text, check.Options{Family: check.Administrative})
		if d := time.Since(start); d > 2*time.Minute {
			t.Errorf("%q repeated to 200 kB: %v", piece, d)
		} else {
			t.Logf("%q repeated to 200 kB: %v", piece, d)
		}
	}
}
