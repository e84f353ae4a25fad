package document

import (
	"fmt"
	"strings"
	"testing"
)

func TestRecognise(t *testing.T) {
	tests := []struct {
		name, text                                        string
		typ, label, date, issuer, title, place, scopeText string
	}{
		{
			name:  "news rendering",
			text:  "Chỉ thị của Ban Thường vụ Tỉnh ủy về trồng cây\nNgày 02/3/2021, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 07-CT/TU về trồng cây trên địa bàn tỉnh Lào Cai.\nChỉ thị này được phổ biến đến chi bộ.",
			typ:   "Chỉ thị",
			label: "07-CT/TU", date: "2021-03-02", issuer: "Ban Thường vụ Tỉnh ủy Lào Cai", title: "về trồng cây trên địa bàn tỉnh Lào Cai", scopeText: "phổ biến đến chi bộ",
		},
		{
			name:  "party header",
			text:  "TỈNH ỦY PHÚ THỌ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 30-NQ/TU\nViệt Trì, ngày 05 tháng 9 năm 2022\nNGHỊ QUYẾT\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề phát triển du lịch\n-----\nI- TÌNH HÌNH\nĐã có kết quả.",
			typ:   "Nghị quyết",
			label: "30-NQ/TU", date: "2022-09-05", issuer: "Ban Thường vụ Tỉnh ủy Phú Thọ", title: "về phát triển du lịch", place: "Việt Trì",
		},
		{
			name:  "state header",
			text:  "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/2021/NĐ-CP\nHà Nội, ngày 24 tháng 02 năm 2021\nNGHỊ ĐỊNH\nQuy định về cây xanh\nđô thị\nCăn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi",
			typ:   "Nghị định",
			label: "12/2021/NĐ-CP", date: "2021-02-24", issuer: "Chính phủ", title: "Quy định về cây xanh đô thị", place: "Hà Nội",
		},
		{name: "plain text", text: "Ghi chép của lớp học.\nBuổi một."},
		{name: "empty", text: ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, _ := Recognise(tt.text)
			got := []string{r.Type, r.Label(), r.Date.String(), r.Issuer, r.Title, r.Place, r.Scope}
			want := []string{tt.typ, tt.label, tt.date, tt.issuer, tt.title, tt.place, tt.scopeText}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func FuzzRecognise(f *testing.F) {
	f.Add("CHÍNH PHỦ\nSố: 12/2021/NĐ-CP\nHà Nội, ngày 24 tháng 02 năm 2021\nNGHỊ ĐỊNH\nQuy định")
	f.Add("Ngày 02/3/2021, Ban Thường vụ ban hành Chỉ thị số 07-CT/TU về trồng cây.")
	f.Fuzz(func(t *testing.T, text string) {
		a, fields := Recognise(text)
		b, _ := Recognise(text)
		if a.Name() != b.Name() || a.Title != b.Title {
			t.Error("two readings differ")
		}
		if len(fields) > len(fieldNames) {
			t.Error("more fields than there are")
		}
	})
}

func TestParseNumber(t *testing.T) {
	tests := []struct{ in, label, key string }{
		{"23-CT/TU", "23-CT/TU", "23-CT/TU"},
		{"Số 09-CT/TW", "09-CT/TW", "9-CT/TW"},
		{"Số: 30/2020/NĐ-CP", "30/2020/NĐ-CP", "30/2020/NĐ-CP"},
		{"296 - QĐ/TW", "296-QĐ/TW", "296-QĐ/TW"},
		{"03-CT/TƯ", "03-CT/TW", "3-CT/TW"},
		{"7-NQ/T.Ư", "7-NQ/TW", "7-NQ/TW"},
		{"03/ĐA-BCA", "03/ĐA-BCA", "3/ĐA-BCA"},
		{"03/DA-BCA", "03/DA-BCA", "3/DA-BCA"},
		{"06-Ctr/TU", "06-CTr/TU", "6-CTR/TU"},
		{"24/2018/QH14", "24/2018/QH14", "24/2018/QH14"},
		{"06/2022-QH15", "06/2022/QH15", "6/2022/QH15"},
		{"12–NQ/TW", "12-NQ/TW", "12-NQ/TW"},
		{"40-LCT/HĐNN8", "40-LCT/HĐNN8", "40-LCT/HĐNN8"},
		{"48/CT/TW", "48-CT/TW", "48-CT/TW"},
		{"2021-2025", "", ""},
		{"24/7", "", ""},
		{"không số", "", ""},
	}
	for _, tt := range tests {
		n, err := ParseNumber(tt.in)
		if (err != nil) != (tt.label == "") {
			t.Errorf("ParseNumber(%q): %v", tt.in, err)
			continue
		}
		if err == nil && (n.Label() != tt.label || n.Key() != tt.key) {
			t.Errorf("ParseNumber(%q) = %q, key %q; want %q, %q", tt.in, n.Label(), n.Key(), tt.label, tt.key)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{"2019-09-05": "05/9/2019", "2019-01-22": "22/01/2019", "2012-01": "1/2012", "2025": "2025", "": "", "2023-12-26": "26/12/2023"} {
		d, err := ParseDate(in)
		if err != nil || d.Vietnamese() != want || d.String() != in {
			t.Errorf("%q: %v, %q, %q; want %q", in, err, d.Vietnamese(), d.String(), want)
		}
	}
	for _, in := range []string{"2019-02-30", "2019-13", "05/9/2019", "2019-9-5", "19", "2019-00-01", "2019-01-01-01"} {
		if _, err := ParseDate(in); err == nil {
			t.Errorf("%q was read as a date", in)
		}
	}
	a, b := MustDate("2012"), MustDate("2012-01-16")
	if !a.Agrees(b) || a.Before(b) || !MustDate("2011-12-31").Before(a) {
		t.Error("a year agrees with its days and lies behind the year before")
	}
}

// FuzzIdentify: any bytes give a recognition that keeps the package's promises.
func FuzzIdentify(f *testing.F) {
	for _, s := range []string{
		"TỈNH ỦY LÀO CAI   ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 31-CT/TU   Lào Cai, ngày 04 tháng 3 năm 2024\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề cây\n-----\nI- A\nNơi nhận:\n- Như trên,\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Cây",
		"BỘ CÔNG THƯƠNG  XÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 17/VBHN-BCT  Hà Nội, ngày 26 tháng 8 năm 2022\nTHÔNG TƯ\nVề cây1\nThông tư số 5/2020/TT-BCT, được sửa đổi, bổ sung bởi:",
		"Số: /2023/TT-BTC\nMẬT\nQUYẾT ĐỊNH CỦA X SỐ 1/Y-Z NGÀY 3 THÁNG 4 NĂM 2001 VỀ\nNghị định này có hiệu lực từ ngày ký",
		"Thông tư số 10/2018/TT-BTC ngày 14 tháng 11 năm 2018\n(Tiếp theo Công báo số 1)\n\f\u00a0Số:\xff\t  \tC H Ỉ  T H Ị\nBÁO CÁO\xc3\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkFields(t, text, Identify(text))
	})
}

// Hostile texts cost no more than their length: compare the two sizes.
func BenchmarkIdentifyHostile(b *testing.B) {
	for _, l := range []string{"x", "A ", "Số: 1/A-B\n", "PHÓ CHỦ TỊCH\n", "KT. BỘ TRƯỞNG\n", "này có hiệu lực từ ngày ", "Nghị quyết này được thông qua ngày ", "này phổ biến ", "QUYẾT ĐỊNH\nA B\n", "a  b  ", "Nơi nhận\n- a\n"} {
		for _, n := range []int{1000, 32000} {
			text := "CHÍNH PHỦ\nSố: 1/2020/NĐ-CP\nNGHỊ ĐỊNH\nVỀ CÂY\n" + strings.Repeat(l, n)
			b.Run(fmt.Sprintf("%q/%d", l, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Identify(text)
				}
			})
		}
	}
}

func BenchmarkIdentify(b *testing.B) {
	var t strings.Builder
	t.WriteString("CHÍNH PHỦ\nSố: 12/2021/NĐ-CP\nHà Nội, ngày 24 tháng 02 năm 2021\nNGHỊ ĐỊNH\nQuy định về cây xanh\nCăn cứ Luật;\n")
	for i := 1; i < 2000; i++ {
		t.WriteString("1. Cơ quan, tổ chức, cá nhân có trách nhiệm chăm sóc cây xanh trên địa bàn theo quy định của pháp luật.\n")
	}
	t.WriteString("Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2021.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nLê Văn Cây\n")
	b.SetBytes(int64(t.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Identify(t.String())
	}
}
