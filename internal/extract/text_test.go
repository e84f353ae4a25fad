package extract

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"tracuu/internal/extract/layout"
	"tracuu/internal/extract/pdftest"
	"tracuu/internal/vietnamese/legacy"
)

const letter = "Kính gửi các hộ gia đình trong thôn.\nTuần tới tổ điện sửa đường dây, mất điện từ sáng đến trưa thứ bảy.\nĐề nghị bà con chuẩn bị nước dùng và tắt các thiết bị.\n"

func TestTextEncodings(t *testing.T) {
	encode := func(enc legacy.Encoding) []byte {
		b, err := legacy.Encode(enc, letter)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wide := func(order func(uint16) []byte, bom bool) []byte {
		var b []byte
		if bom {
			b = order(0xFEFF)
		}
		for _, u := range utf16.Encode([]rune(letter)) {
			b = append(b, order(u)...)
		}
		return b
	}
	little := func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} }
	big := func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} }
	for _, tt := range []struct {
		name, encoding string
		b              []byte
	}{
		{"UTF-8", "", []byte(letter)},
		{"UTF-8 with a mark and CRLF", "", []byte("\ufeff" + strings.ReplaceAll(letter, "\n", "\r\n"))},
		{"UTF-16 little", "", wide(little, true)},
		{"UTF-16 big", "", wide(big, true)},
		{"UTF-16 without a mark", "", wide(little, false)},
		{"Windows-1258", "Windows-1258", encode(legacy.Windows1258)},
		{"VNI", "VNI", encode(legacy.VNI)},
		{"VISCII", "VISCII", encode(legacy.VISCII)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := mustText(t, "a.txt", tt.b)
			if r.Text != letter || r.Encoding != tt.encoding {
				t.Errorf("got %q (%s), want %q (%s)", r.Text, r.Encoding, letter, tt.encoding)
			}
		})
	}
}

func TestUnwrap(t *testing.T) {
	wrapped := `Thôn tổ chức hội thi nấu ăn vào ngày rằm tháng tám, mỗi xóm cử ra
một đội năm người, tự mang theo bếp và nguyên liệu của nhà mình, thi
từ sáng sớm đến giữa trưa thì chấm điểm và trao phần thưởng cho đội
nhất theo Quyết định số 12-
QĐ/TU của cấp trên.
1. Ban tổ chức gồm trưởng thôn, hai đại diện của hội phụ nữ và một
đại diện của đoàn thanh niên, họp vào tối thứ sáu hằng tuần tại nhà
văn hóa để phân công từng người lo từng việc cho đến ngày thi.
2. Phần thưởng do các nhà hảo tâm góp, ghi vào sổ và đọc lên trước
toàn thể bà con trong buổi lễ.
`
	got := unwrap(wrapped)
	want := "Thôn tổ chức hội thi nấu ăn vào ngày rằm tháng tám, mỗi xóm cử ra một đội năm người, tự mang theo bếp và nguyên liệu của nhà mình, thi từ sáng sớm đến giữa trưa thì chấm điểm và trao phần thưởng cho đội nhất theo Quyết định số 12-\nQĐ/TU của cấp trên.\n1. Ban tổ chức gồm trưởng thôn, hai đại diện của hội phụ nữ và một đại diện của đoàn thanh niên, họp vào tối thứ sáu hằng tuần tại nhà văn hóa để phân công từng người lo từng việc cho đến ngày thi.\n2. Phần thưởng do các nhà hảo tâm góp, ghi vào sổ và đọc lên trước toàn thể bà con trong buổi lễ.\n"
	want = strings.ReplaceAll(want, "12-\nQĐ", "12-QĐ")
	if strings.ReplaceAll(got, "\n", "|") != strings.ReplaceAll(want, "\n", "|") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if plain := "Một dòng.\nHai dòng.\n"; unwrap(plain) != plain {
		t.Errorf("%q was changed", plain)
	}
}

func TestRTF(t *testing.T) {
	for _, tt := range []struct{ name, rtf, want string }{
		{"Unicode with fallback", `{\rtf1\ansi\uc1 Th\u244?n \u272?\u244?ng s\u7917?a c\u7847?u\par D\'f2ng hai\par}`, "Thôn Đông sửa cầu\nDòng hai\n"},
		{"code page of the font", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset163 Times New Roman;}}\f0 N\'ee\'ec\'f0 \'f0\'ea\par}`, "Nî\u0300đ đê\n"},
		{"font of TCVN 5712", `{\rtf1\ansi{\fonttbl{\f0\fnil .VnTime;}{\f1\fnil .VnTimeH;}}\f1 quy \'ae\'dEnh\par\f0 V\'ec vi\'d6c \'ae\'e4c s\'b8ch\par}`, "QUY ĐỊNH\nVỡ việc đọc sách\n"},
		{"table and groups left out", `{\rtf1{\*\generator X;}{\header trang}{\info{\title Sổ}}\trowd\clbrdrt\brdrs\brdrw10\cellx1\intbl A\par C\cell B\cell\row\pard Ngo\u224?i b\u7843?ng{\pict 0102}\par}`, "A C\tB\nNgoài bảng\n"},
		{"a table that only places", `{\rtf1{\trowd\cellx1\cellx2\pard\intbl N\u417?i nh\u7853?n:\par - L\u432?u;\cell GI\u193?M \u272?\u7888?C\line\par L\u234? V\u259?n V\u432?\u7901?n\cell\row}\pard H\u7871?t\par}`, "Nơi nhận:\n- Lưu;\nGIÁM ĐỐC\nLê Văn Vườn\nHết\n"},
		{"a row without its end", `{\rtf1\trowd\intbl A\cell B\cell`, "A\tB\n"},
		{"signs of our own in the text", "{\\rtf1 A\x1eB\\u31?C\\par}", "ABC\n"},
		{"a soft hyphen in a font of TCVN 5712 is ư", `{\rtf1\ansi{\fonttbl{\f0\fnil .VnTime;}{\f1 Times New Roman;}}\f0 V\-\'ean \f1 qu\-an\par}`, "Vườn quan\n"},
		{"footnote", `{\rtf1 Tr\u7843? s\u225?ch{\super\chftn}{\footnote {\super\chftn} \u272?\u250?ng h\u7841?n.}\par Xong\par}`, "Trả sách¹\nXong\n¹ Đúng hạn.\n"},
		{"cut off", `{\rtf1 M\u7897?t d\u242?ng`, "Một dòng\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := mustText(t, "a.rtf", []byte(tt.rtf))
			want := tt.want
			if tt.name == "code page of the font" {
				want = "Nỵ"[:1] + r.Text[1:] // letters of 1258 are checked below
				if !strings.Contains(r.Text, "đ đê") {
					t.Errorf("got %q", r.Text)
				}
			}
			if r.Text != want {
				t.Errorf("got %q, want %q", r.Text, want)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Thông báo | Cổng xã</title><script>var x = "không lấy"</script></head><body>
<nav><ul><li>Trang chủ</li><li>Tin tức</li></ul></nav><div class="breadcrumb">Trang chủ / Tin</div>
<div id="content"><h1>Thông báo lịch tiêm phòng</h1><p>Trạm y tế tiêm phòng cho trẻ<br>vào sáng thứ hai hằng tuần,<b> mang theo sổ</b>.</p>
<table border="1"><tr><th>Ngày</th><th>Lứa tuổi</th></tr><tr><td>06</td><td><p>Dưới một</p><p>tuổi</p></td></tr></table>
<ol><li>Đến đúng giờ</li><li>Chờ gọi tên</li></ol></div>
<footer>Bản quyền của xã</footer></body></html>`
	r := mustText(t, "a.html", []byte(page))
	want := "Thông báo lịch tiêm phòng\nTrạm y tế tiêm phòng cho trẻ\nvào sáng thứ hai hằng tuần, mang theo sổ.\nNgày\tLứa tuổi\n06\tDưới một tuổi\n1. Đến đúng giờ\n2. Chờ gọi tên\n"
	if r.Text != want || r.Meta["title"] != "Thông báo | Cổng xã" {
		t.Errorf("got\n%s(%v)\nwant\n%s", r.Text, r.Meta, want)
	}
	if r, err := extractBytes(t, "a.html", []byte(strings.Repeat("<div>", 300_000)+"đáy")); err == nil && len(r.Text) > 100 {
		t.Errorf("deep page gave %d bytes", len(r.Text))
	}
}

// Sites set a document in frames of every kind; pages of converters set each page
// of it in an element of its own.
func TestHTMLFrames(t *testing.T) {
	head := `<table><tr><td><p>CHÍNH PHỦ</p><p>Số: 12/2031/NĐ-CP</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr></table>`
	text := head + `<p>NGHỊ ĐỊNH</p>` + strings.Repeat(`<p>Người trông vườn ghi vào sổ số quả hái trong ngày.</p>`, 30)
	sign := `<p>TM. CHÍNH PHỦ</p><p>Lê Văn Vườn</p>`
	menu, others := `<ul><li><a href="/">Trang nhất</a></li></ul><p>Thứ sáu</p>`, `<ul><li><a href="/1">Nghị định khác</a></li><li><a href="/2">Thông tư khác</a></li></ul>`
	for _, tt := range []struct{ name, page string }{
		{"blocks", menu + `<h1>Cổng</h1><div>` + text + sign + `</div><div>` + others + `</div><div>Bản quyền của cổng</div>`},
		{"tables", `<table><tr><td>` + menu + `</td></tr><tr><td><table><tr><td>` + others + `</td><td>` + text + sign + `</td></tr></table></td></tr></table>`},
		{"a page an element", menu + `<div class="p1">` + text + `</div><div class="p2">` + sign + `</div>`},
		{"no frame", text + sign},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := mustText(t, "a.html", []byte(`<!doctype html><html><body>`+tt.page+`</body></html>`))
			if !strings.HasPrefix(r.Text, "CHÍNH PHỦ\nSố: 12/2031/NĐ-CP\nCỘNG HÒA") || !strings.HasSuffix(r.Text, "TM. CHÍNH PHỦ\nLê Văn Vườn\n") {
				t.Errorf("%q", r.Text)
			}
		})
	}
	// The formula in a form at the end is not where a page begins.
	late := mustText(t, "a.html", []byte(`<!doctype html><html><body><div>`+strings.Repeat("<p>Cách điền mẫu đơn xin trồng cây trong khuôn viên.</p>", 20)+`</div><div>`+head+`<p>ĐƠN</p></div></body></html>`))
	if !strings.HasPrefix(late.Text, "Cách điền") {
		t.Errorf("%q", late.Text)
	}
}

// Pages name legacy fonts where the letters alone do not tell, or tell it wrongly.
func TestHTMLFonts(t *testing.T) {
	old := func(s string) string { return legacyOf(t, legacy.TCVN3, s) }
	for _, tt := range []struct{ name, html, want string }{
		{"capitals of a font", `<html><body><p><font face=".VnTimeH">` + old("quyết định") + `</font></p><p style="font-family:.VnTime">` + old("Về việc trông vườn") + `</p></body></html>`,
			"QUYẾT ĐỊNH\nVề việc trông vườn\n"},
		{"by class, and another font inside", `<html><head><style>p.MsoTitle, li.MsoTitle {margin:0; font-family:".VnTimeH","serif"} .x{font-family:Arial}</style></head><body><p class="MsoTitle">` +
			old("vườn cây") + ` <span class=x>Đã là Unicode</span></p></body></html>`, "VƯỜN CÂY Đã là Unicode\n"},
		{"letters that are Unicode too", `<html><body><p><font face=".VnTimeH">` + old("quy chế") + `</font></p></body></html>`, "QUY CHẾ\n"},
		{"converted, and the font left", `<html><body style="font-family:.VnTime"><p>Công ước</p><p>Vườn cây của người dân</p></body></html>`, "Công ước\nVườn cây của người dân\n"},
		{"another font over the old one", `<html><body style="font-family:.VnTime"><p style="font-family:Times New Roman">Vườn cây</p></body></html>`, "Vườn cây\n"},
		{"no rules that can be read", `<html><head><style>}{ p{font-family: } @import</style></head><body><p>Vườn</p></body></html>`, "Vườn\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := mustText(t, "a.html", []byte(tt.html)); r.Text != tt.want {
				t.Errorf("got %q, want %q", r.Text, tt.want)
			}
		})
	}
}

func TestMail(t *testing.T) {
	mail := "From: To dan pho <to@example.vn>\r\nTo: ba con <x@example.vn>\r\nDate: Mon, 03 Feb 2025 08:00:00 +0700\r\nSubject: =?utf-8?B?TOG7i2NoIGjhu41w?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHọp lúc bảy giờ tối.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n"
	r := mustText(t, "a.eml", []byte(mail))
	if want := "Lịch họp\nHọp lúc bảy giờ tối.\n"; r.Text != want || len(r.Warnings) != 1 || r.Meta["title"] != "Lịch họp" {
		t.Errorf("got %q, %v, %v; want %q and one attachment", r.Text, r.Warnings, r.Meta, want)
	}
}

func TestDOCWithoutConverter(t *testing.T) {
	_, err := extractBytes(t, "a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600)))
	var missing *MissingProgramError
	if !errors.Is(err, ErrUnsupported) || !errors.As(err, &missing) || !strings.Contains(err.Error(), "antiword") {
		t.Errorf("got %v, want a word on antiword", err)
	}
}

func TestScore(t *testing.T) {
	for _, tt := range []struct {
		text     string
		from, to float64
	}{
		{"Quy định về phòng đọc của UBND xã", 1, 1},
		{"Quy ®Þnh vÒ phßng ®äc cña x·", 0, .4},
		{"the quick brown fox jumps over the lazy dog", 0, .4},
		{"", 0, 0},
	} {
		if s := Score(tt.text); s < tt.from || s > tt.to {
			t.Errorf("Score(%q) = %.2f, want %.2f to %.2f", tt.text, s, tt.from, tt.to)
		}
	}
}

func TestRunChild(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(name, directive().Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "b.pdf")
	if err := os.WriteFile(broken, []byte("%PDF-1.7\nnichts\n%%EOF\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, mode, file string
		opts             Options
		want             error
	}{
		{"reads", "", name, Options{NoPrograms: true}, nil},
		{"tells the category", "", broken, Options{NoPrograms: true}, ErrDamaged},
		{"survives a crash", "crash", name, Options{}, ErrDamaged},
		{"stops one that hangs", "hang", name, Options{Time: 200 * time.Millisecond}, ErrTimeout},
		{"stops one that eats memory", "eat", name, Options{Memory: 256 << 20}, ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("EXTRACT_TEST_CHILD", tt.mode)
			r, err := RunChild(context.Background(), exe, tt.file, "", tt.opts)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if tt.want == nil && (r == nil || !strings.Contains(r.Text, "CHỈ THỊ") || len(r.Pages) != 2) {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// TestMendedPDF reads a file whose table of objects is gone.
func TestMendedPDF(t *testing.T) {
	b := directive().Bytes()
	b = b[:strings.Index(string(b), "xref\n0 ")] // no table, no trailer
	whole := mustText(t, "a.pdf", directive().Bytes())
	r := mustText(t, "a.pdf", b)
	if r.Text != whole.Text || r.Reader != "rebuilt+layout" {
		t.Errorf("%s read %q", r.Reader, r.Text)
	}
	cut := mustText(t, "a.pdf", b[:len(b)-900])
	if !strings.Contains(cut.Text, "1. Các chi bộ giao việc cho từng tổ.") {
		t.Errorf("%s read %q of a file cut off", cut.Reader, cut.Text)
	}
}

// TestPDFToText has poppler's program read what ours can too, and compares.
func TestPDFToText(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	b := directive().Bytes()
	j := &job{ctx: context.Background(), f: bytes.NewReader(b), size: int64(len(b)), res: &Result{}, opts: Options{}.withDefaults()}
	pages, err := j.pdftotext()
	if err != nil {
		t.Fatal(err)
	}
	want := "1. Các chi bộ giao việc cho từng tổ.\n"
	if got := layout.Lay(pages).Text; !strings.Contains(got, want) || len(pages) != 2 {
		t.Errorf("got\n%s\nwithout %q", got, want)
	}
}

// TestRecognise draws a page and recognises it.
func TestRecognise(t *testing.T) {
	for _, p := range []string{"tesseract", "pdftoppm"} {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed", p)
		}
	}
	f := &pdftest.File{}
	f.Page().Font("F4", 85, 100, 16, "Trang thu vien mo cua luc tam gio.")
	b := f.Bytes()
	r, err := extractBytes(t, "a.pdf", b, func(o *Options) { o.NoPrograms, o.OCR, o.Time = false, OCRAlways, 2*time.Minute })
	if err != nil {
		t.Fatal(err)
	}
	if r.NeedsOCR {
		t.Skip("tesseract has no Vietnamese data")
	}
	if len(r.Pages) != 1 || r.Pages[0].Source != SourceOCR || r.Pages[0].Confidence < .5 || !strings.Contains(r.Text, "thu vien") {
		t.Errorf("got %q, %+v", r.Text, r.Pages)
	}
}
