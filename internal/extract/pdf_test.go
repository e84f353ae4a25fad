package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tracuu/internal/extract/pdftest"
)

// extractBytes reads b under a name, with no program's help.
func extractBytes(t testing.TB, name string, b []byte, change ...func(*Options)) (*Result, error) {
	t.Helper()
	opts := Options{NoPrograms: true, Time: 30 * time.Second}
	for _, c := range change {
		c(&opts)
	}
	return Extract(context.Background(), name, bytes.NewReader(b), int64(len(b)), opts)
}

func mustText(t *testing.T, name string, b []byte) *Result {
	t.Helper()
	r, err := extractBytes(t, name, b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// directive is a document of two pages: header in two columns, title over two
// lines, a paragraph over the page's end, a running head, page numbers, a
// footnote, a table and a signature.
func directive() *pdftest.File {
	f := &pdftest.File{}
	p := f.Page()
	p.Text(200, 40, 13, "CÔNG BÁO/Số 12/Ngày 03-02-2025").Text(520, 40, 13, "7")
	p.Text(120, 80, 13, "TỈNH ỦY AN BÌNH").Bold(320, 80, 13, "ĐẢNG CỘNG SẢN VIỆT NAM")
	p.Text(165, 97, 13, "*")
	p.Text(120, 114, 13, "Số 15-CT/TU").Text(320, 114, 13, "An Bình, ngày 03 tháng 02 năm 2025")
	p.Bold(260, 150, 14, "CHỈ THỊ")
	p.Bold(131, 168, 14, "về tăng cường lãnh đạo công tác trồng cây và chăm sóc")
	p.Bold(230, 186, 14, "vườn hoa trong tỉnh")
	y := p.Paragraph(220, 14, "Thời gian qua, phong trào trồng cây ở các xã có nhiều tiến bộ; nhiều tuyến đường nở hoa quanh năm, người dân tự giác chăm sóc theo Hướng dẫn số 36-HD/VPTW của cơ quan cấp trên.")
	y = p.Paragraph(y, 14, "1. Các chi bộ giao việc cho từng tổ.")
	y = p.Paragraph(y, 14, "a) Tổ một trồng hàng cau trước cổng đình;")
	y = p.Paragraph(y, 14, "b) Tổ hai trồng hàng dừa bên bờ ao.")
	p.Text(113, y, 14, "2. Kinh phí lấy từ quỹ chung của thôn, chi đúng việc, báo cáo")
	p.Text(85, y+18, 14, "công khai trước buổi họp cuối quý và gửi lên cấp trên theo đúng")
	p.Rule(85, 700, 230, 700)
	p.Text(85, 712, 6, "1").Text(90, 716, 10, "Quỹ do người dân tự nguyện đóng góp.")

	p = f.Page()
	p.Text(60, 40, 13, "8").Text(200, 40, 13, "CÔNG BÁO/Số 12/Ngày 03-02-2025")
	p.Text(85, 80, 14, "mẫu đã quy định.")
	for _, x := range []float64{85, 130, 400} {
		p.Rule(x, 100, x, 180)
	}
	for _, y := range []float64{100, 140, 180} {
		p.Rule(85, y, 400, y)
	}
	p.Text(90, 116, 12, "TT").Text(140, 116, 12, "Tên việc phải làm trong")
	p.Text(140, 132, 12, "quý một")
	p.Text(90, 156, 12, "1").Text(140, 156, 12, "Đào hố")
	p.Text(85, 260, 12, "Nơi nhận:").Bold(360, 260, 14, "T/M BAN THƯỜNG VỤ")
	p.Text(85, 276, 11, "- Các chi bộ;").Bold(385, 276, 14, "PHÓ BÍ THƯ")
	p.Text(85, 290, 11, "- Lưu văn phòng.")
	p.Text(375, 340, 14, "Nguyễn Văn Mẫu")
	return f
}

func TestPDFLayout(t *testing.T) {
	r := mustText(t, "a.pdf", directive().Bytes())
	want := `TỈNH ỦY AN BÌNH
*
Số 15-CT/TU
ĐẢNG CỘNG SẢN VIỆT NAM
An Bình, ngày 03 tháng 02 năm 2025
CHỈ THỊ
về tăng cường lãnh đạo công tác trồng cây và chăm sóc vườn hoa trong tỉnh
Thời gian qua, phong trào trồng cây ở các xã có nhiều tiến bộ; nhiều tuyến đường nở hoa quanh năm, người dân tự giác chăm sóc theo Hướng dẫn số 36-HD/VPTW của cơ quan cấp trên.
1. Các chi bộ giao việc cho từng tổ.
a) Tổ một trồng hàng cau trước cổng đình;
b) Tổ hai trồng hàng dừa bên bờ ao.
2. Kinh phí lấy từ quỹ chung của thôn, chi đúng việc, báo cáo công khai trước buổi họp cuối quý và gửi lên cấp trên theo đúng mẫu đã quy định.
¹ Quỹ do người dân tự nguyện đóng góp.
TT	Tên việc phải làm trong quý một
1	Đào hố
Nơi nhận:
- Các chi bộ;
- Lưu văn phòng.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nguyễn Văn Mẫu
`
	if r.Text != want {
		t.Errorf("got\n%s\nwant\n%s", r.Text, want)
	}
	if len(r.Pages) != 2 {
		t.Fatalf("%d pages, want 2", len(r.Pages))
	}
	if got := r.Text[r.Pages[1].Start:]; !strings.HasPrefix(got, "mẫu đã quy định.") {
		t.Errorf("page 2 begins with %.30q", got)
	}
	if r.Pages[0].End > r.Pages[1].Start || r.Pages[1].End != len(r.Text) || r.Pages[0].Start != 0 {
		t.Errorf("pages %+v of %d bytes", r.Pages, len(r.Text))
	}
}

func TestPDFLegacyFont(t *testing.T) {
	f := &pdftest.File{}
	// "Điều 1. Người dân được mượn sách" in the bytes of TCVN 5712; đ drawn apart.
	p := f.Page()
	p.Font("F3", 85, 100, 14, "\u00a7i\u00d2u 1. Ng\u00ad\u00eai d\u00a9n ")
	p.Font("F3", 85+7*18-3.5*3, 100, 14, "\u00ae").Font("F3", 85+7*19-3.5*3, 100, 14, "\u00ad\u00eec m\u00ad\u00een s\u00b8ch")
	r := mustText(t, "a.pdf", f.Bytes())
	if want := "Điều 1. Người dân được mượn sách\n"; r.Text != want || r.Encoding != "TCVN3" {
		t.Errorf("got %q (%s), want %q", r.Text, r.Encoding, want)
	}
}

func TestPDFStamp(t *testing.T) {
	f := &pdftest.File{}
	p := f.Page()
	p.Text(85, 100, 14, "Thông báo về lịch trực của tổ bảo vệ trong tháng sau.")
	p.Text(400, 40, 8, "Ký bởi: ỦY BAN XÃ").Text(400, 50, 8, "Cơ quan: VĂN PHÒNG").Text(400, 60, 8, "Ngày ký: 2025-02-03 08:00:00 +07:00")
	r := mustText(t, "a.pdf", f.Bytes())
	if want := "Thông báo về lịch trực của tổ bảo vệ trong tháng sau.\n"; r.Text != want {
		t.Errorf("got %q, want %q", r.Text, want)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Kind != WarnStamp {
		t.Errorf("warnings %v, want one of the stamp", r.Warnings)
	}
}

// TestPDFScanWaits reads a page that is a picture where no program may run.
func TestPDFScanWaits(t *testing.T) {
	f := &pdftest.File{Extra: []string{"<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>\nstream\n0\nendstream"}}
	p := f.Page()
	p.Attrs = "/Resources <</XObject <</Im 13 0 R>> /Font <</F1 3 0 R>>>>"
	p.Raw("q 595 0 0 842 0 0 cm /Im Do Q").Text(200, 40, 13, "CÔNG BÁO/Số 12/Ngày 03-02-2025")
	r := mustText(t, "scan.pdf", f.Bytes())
	if !r.NeedsOCR || r.Text != "" {
		t.Errorf("needs OCR %v, text %q; want true and none", r.NeedsOCR, r.Text)
	}
}

func TestHostilePDF(t *testing.T) {
	good := directive().Bytes()
	replace := func(old, new string) []byte {
		if !bytes.Contains(good, []byte(old)) {
			t.Fatalf("no %q in the file", old)
		}
		return bytes.ReplaceAll(good, []byte(old), []byte(new))
	}
	form := &pdftest.File{Extra: []string{
		"<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</X 13 0 R>>>> /Length 11>>\nstream\n/X Do /X Do\nendstream"}}
	p := form.Page()
	p.Attrs = "/Resources <</XObject <</X 13 0 R>> /Font <</F1 3 0 R>>>>"
	p.Raw("/X Do").Text(85, 100, 14, "Sau vòng lặp vẫn còn chữ.")

	deep := &pdftest.File{}
	deep.Page().Raw(strings.Repeat("[", 1<<20)).Raw(strings.Repeat("q ", 1<<20)).Text(85, 100, 14, "Chữ ở đáy.")

	for _, tt := range []struct {
		name string
		file []byte
		want error // nil: text comes out
	}{
		{"page tree in a circle", replace("/Kids [11 0 R 13 0 R ]", "/Kids [11 0 R  2 0 R ]"), nil},
		{"form inside itself", form.Bytes(), nil},
		{"deep arrays", deep.Bytes(), ErrEmpty},
		{"huge table", replace("trailer\n<</Size 15", "trailer\n<</Size 99999999999"), nil},
		{"huge section", replace("xref\n0 15", "xref\n999999999 15"), ErrDamaged},
		{"previous table is itself", replace("/Root 1 0 R", fmt.Sprintf("/Root 1 0 R /Prev %d", bytes.LastIndex(good, []byte("xref\n0 ")))), nil},
		{"cut in the middle", good[:len(good)/2], nil},
		{"cut at the end", good[:len(good)-20], nil},
		{"header only", []byte("%PDF-1.7\n%%EOF\n"), ErrDamaged},
		{"unknown encryption", replace("/Root 1 0 R", "/Root 1 0 R /ID [<00> <00>] /Encrypt <</Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (x) /P -1>>"), nil},
		{"junk before the header", append([]byte("\r\n\r\nHTTP\r\n"), good...), nil},
		{"newer version", replace("%PDF-1.7", "%PDF-2.0"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			r, err := extractBytes(t, "a.pdf", tt.file)
			if took := time.Since(start); took > 2*time.Minute {
				t.Errorf("took %v", took)
			}
			switch {
			case tt.name == "cut at the end" || tt.name == "previous table is itself" || tt.name == "cut in the middle" || tt.name == "unknown encryption":
				// Mended or not, it has to be one or the other.
				if err == nil && r.Text == "" || err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEncrypted) {
					t.Errorf("got %v", err)
				}
			case tt.want == nil && (err != nil || len(r.Text) < 10):
				t.Errorf("got %v, want text", err)
			case tt.want != nil && !errors.Is(err, tt.want):
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestPDFTooManyPages(t *testing.T) {
	f := &pdftest.File{}
	for range 12 {
		f.Page().Text(85, 100, 14, "Một trang.")
	}
	_, err := extractBytes(t, "a.pdf", f.Bytes(), func(o *Options) { o.MaxPages = 11 })
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

func TestPDFCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b := directive().Bytes()
	if _, err := Extract(ctx, "a.pdf", bytes.NewReader(b), int64(len(b)), Options{NoPrograms: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// eaten is what a child of the tests holds.
var eaten []byte

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildCommand {
		switch os.Getenv("EXTRACT_TEST_CHILD") {
		case "crash":
			panic("as a reader might")
		case "eat":
			eaten = make([]byte, 512<<20)
			for i := 0; i < len(eaten); i += 4096 {
				eaten[i] = 1
			}
		case "hang":
			time.Sleep(time.Hour)
		}
		os.Exit(ChildMain(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
