package layout

import (
	"strings"
	"testing"

	"tracuu/internal/vietnamese/legacy"
)

func TestGlue(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"theo Hướng dẫn số 36-", "HD/VPTW ngày", ""},
		{"Thông tư số 02/2019/TT-", "BLĐTBXH", ""},
		{"số 12/", "NQ-TW", ""},
		{"Nghị quyết số 66", "-NQ/TW ngày", ""},
		{"tổng số 1.500.", "000 đồng", ""},
		{"Bộ Lao động -", "Thương binh", " "},
		{"khoản 1.", "Điều này", " "},
		{"năm 2024.", "100 hộ", " "},
		{"trồng cây và", "tưới hoa", " "},
		{"mềm\u00ad", "mại", ""},
	} {
		if got := glue(tt.a, tt.b); got != tt.want {
			t.Errorf("glue(%q, %q) = %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSigns(t *testing.T) {
	for _, s := range []string{"Điều 12. Hiệu lực", "1. Các hộ", "a) Tổ một", "đ) Tổ năm", "- Đường làng", "IV. TỔ CHỨC", "1.2. Việc", "Căn cứ Luật", "Chương II", "“Điều 3. Tên", "Nơi nhận:"} {
		if !startsSign(s) {
			t.Errorf("%q opens a paragraph", s)
		}
	}
	for _, s := range []string{"Điều này quy định", "trồng cây", "2024 là năm", "Chương trình hành động", "Mục tiêu chung", "Phần lớn các hộ", "1.500 cây"} {
		if startsSign(s) {
			t.Errorf("%q opens no paragraph", s)
		}
	}
	for s, want := range map[string]bool{"xong.": true, "gồm:": true, "rồi.”": true, "chi./.": true, "cuối¹": false, "cuối.¹": true, "và": false, "trồng, ": false} {
		if ended(strings.TrimSpace(s)) != want {
			t.Errorf("ended(%q) is not %v", s, want)
		}
	}
}

// words sets a line of words of half the size a letter.
func words(x, y, size float64, s string) []Word {
	var out []Word
	for _, w := range strings.Fields(s) {
		n := float64(len([]rune(w))) * size / 2
		out = append(out, Word{X0: x, X1: x + n, Y: y, Size: size, Text: w, SpaceAfter: true})
		x += n + size/4
	}
	if len(out) > 0 {
		out[len(out)-1].SpaceAfter = false
	}
	return out
}

func page(n int, lines ...[]Word) Page {
	p := Page{Number: n, Width: 595, Height: 842}
	for _, l := range lines {
		p.Words = append(p.Words, l...)
	}
	return p
}

func TestLay(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pages []Page
		want  string
	}{
		{"letters drawn apart and twice", []Page{page(1, []Word{
			{X0: 85, X1: 99, Y: 100, Size: 14, Text: "Ng"}, {X0: 99, X1: 106, Y: 100, Size: 14, Text: "à"}, {X0: 106, X1: 113, Y: 100, Size: 14, Text: "y"},
			{X0: 85.3, X1: 99.3, Y: 100, Size: 14, Text: "Ng"}, {X0: 118, X1: 132, Y: 100, Size: 14, Text: "02"}})}, "Ngày 02\n"},
		{"mark of a footnote behind a number", []Page{page(1, words(85, 100, 14, "Theo Điều 5"), []Word{{X0: 155.5, X1: 159, Y: 95, Size: 8, Text: "1"}})}, "Theo Điều 5¹\n"},
		{"columns side by side", []Page{page(1,
			words(60, 100, 12, "Cột trái kể chuyện một"), words(320, 100, 12, "Cột phải ghi lịch hái"),
			words(60, 115, 12, "người trồng dưa rất lâu"), words(320, 115, 12, "dưa của từng nhà trong"),
			words(60, 130, 12, "năm ở ven sông."), words(320, 130, 12, "thôn mỗi vụ."))},
			"Cột trái kể chuyện một người trồng dưa rất lâu năm ở ven sông.\nCột phải ghi lịch hái dưa của từng nhà trong thôn mỗi vụ.\n"},
		{"contents with numbers", []Page{page(1, words(85, 100, 12, "Mở đầu"), words(500, 100, 12, "1"), words(85, 116, 12, "Kết luận"), words(500, 116, 12, "27"))},
			"Mở đầu\t1\nKết luận\t27\n"},
		{"tab behind a sign", []Page{page(1, words(85, 100, 12, "a)"), words(130, 100, 12, "Tổ một"))}, "a) Tổ một\n"},
		{"letter and mark of VNI", []Page{page(1, []Word{
			{X0: 85, X1: 99, Y: 100, Size: 14, Text: "ngo", Encoding: legacy.VNI}, {X0: 99, X1: 106, Y: 100, Size: 14, Text: "õ", Encoding: legacy.VNI}})}, "ngoõ\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if tt.name == "letter and mark of VNI" {
				want = legacy.DecodeText(legacy.VNI, "ngoõ") + "\n"
			}
			if got := Lay(tt.pages).Text; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestRunning has page numbers and a head that change from page to page.
func TestRunning(t *testing.T) {
	var pages []Page
	for i := range 4 {
		n := string(rune('1' + i))
		pages = append(pages, page(i+1, words(200, 40, 10, "Sổ tay nhà nông kỳ "+n), words(85, 200, 12, "Bài thứ "+n+" nói về "+strings.Repeat("rau ", i+1)+"xanh."), words(290, 810, 10, "- "+n+" -")))
	}
	got := Lay(pages)
	want := "Bài thứ 1 nói về rau xanh.\nBài thứ 2 nói về rau rau xanh.\nBài thứ 3 nói về rau rau rau xanh.\nBài thứ 4 nói về rau rau rau rau xanh.\n"
	if got.Text != want {
		t.Errorf("got\n%s\nwant\n%s", got.Text, want)
	}
	for i, s := range got.Pages {
		if !strings.HasPrefix(got.Text[s.Start:s.End], "Bài thứ "+string(rune('1'+i))) {
			t.Errorf("page %d is %q", i+1, got.Text[s.Start:s.End])
		}
	}
}

func FuzzLay(f *testing.F) {
	f.Add("Điều 1. Tên", 85.0, 100.0, 14.0, 300.0, 3)
	f.Fuzz(func(t *testing.T, s string, x, y, size, x2 float64, n int) {
		p := Page{Number: 1, Width: 595, Height: 842}
		for i := range min(max(n, 0), 50) {
			p.Words = append(p.Words, words(x, y+float64(i)*size, size, s)...)
			p.Words = append(p.Words, words(x2, y+float64(i)*size, size, s)...)
			p.Rules = append(p.Rules, Rule{x, y + float64(i), x2, y + float64(i)}, Rule{x2, y, x2, y + size})
		}
		got := Lay([]Page{p, p})
		if len(got.Pages) != 2 || got.Pages[1].End != len(got.Text) || got.Pages[0].Start > got.Pages[0].End || got.Pages[1].Start > got.Pages[1].End {
			t.Errorf("pages %+v of %d bytes", got.Pages, len(got.Text))
		}
	})
}
