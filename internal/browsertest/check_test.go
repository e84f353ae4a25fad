package browsertest

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// wrongDraft is a draft with a wrong day, a title that lacks words, a document
// that was replaced and one that nothing is known of.
const wrongDraft = `TỈNH ỦY PHÚ THỌ
*
Số 45-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Phú Thọ, ngày 15 tháng 9 năm 2026
KẾ HOẠCH
quán triệt công tác giữ gìn trật tự ở thôn bản
I. MỤC ĐÍCH
Thực hiện Nghị quyết số 57-NQ/TW, ngày 25/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia; Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị về Chiến lược bảo vệ an ninh quốc gia.
II. NHIỆM VỤ
1. Chỉ thị số 09-CT/TW, ngày 01/12/2011 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với phong trào bảo vệ an ninh Tổ quốc trong tình hình mới được nhắc lại với mọi chi bộ.
2. Quy định số 999-QĐ/TW, ngày 5/2/2024 của Ban Bí thư về một việc chưa rõ.
3. Nghị quyết số 12-NQ/TW được nhắc lại. Các văn bản nêu trên được gửi đến từng tổ.
Nơi nhận: <b>các chi bộ</b> & "lưu".`

// checkDraft fills in the form and sends it.
func (b *tab) checkDraft(text string) {
	b.t.Helper()
	b.visit("/kiem-tra")
	eval[bool](b, fmt.Sprintf(`(document.getElementById("o-ban-thao").value = %q, true)`, text))
	b.do(chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
	b.until(`document.querySelector(".verdict") !== null && document.readyState === "complete"`)
	eval[bool](b, `document.fonts.ready.then(() => true)`)
}

func TestDraftPictures(t *testing.T) {
	dir := os.Getenv("TRACUU_SCREENSHOTS")
	if dir == "" {
		t.Skip("TRACUU_SCREENSHOTS is not set: no pictures wanted")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b := open(t, openReal(t))
	for _, theme := range []string{"light", "dark"} {
		b.media("prefers-color-scheme", theme)
		for _, w := range []int64{390, 820, 1440} {
			b.size(w, 900)
			b.visit("/kiem-tra")
			b.shoot(dir, fmt.Sprintf("check-form-%d-%s", w, theme), true)
			b.checkDraft(wrongDraft)
			b.shoot(dir, fmt.Sprintf("check-%d-%s", w, theme), true)
		}
	}
	b.media("prefers-color-scheme", "light")
	b.size(1440, 900)
	b.checkDraft(wrongDraft)
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "check-print.pdf"), pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	_ = base64.StdEncoding
	_ = strings.ToUpper
}
