package browsertest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
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

// checkedDraft stands among the pages for the result of checking wrongDraft,
// which has no address.
const checkedDraft = "/kiem-tra (POST)"

// show opens a page, or the result of checking a draft.
func (b *tab) show(path string) {
	b.t.Helper()
	if path == checkedDraft {
		b.checkDraft(wrongDraft)
		return
	}
	b.visit(path)
}

// checkDraft fills in the form and sends it.
func (b *tab) checkDraft(text string) {
	b.t.Helper()
	b.visit("/kiem-tra")
	eval[bool](b, fmt.Sprintf(`(document.getElementById("o-ban-thao").value = %q, true)`, text))
	b.do(chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
	b.until(`document.querySelector(".verdict") !== null && document.readyState === "complete"`)
	eval[bool](b, `document.fonts.ready.then(() => true)`)
}

// TestDraftCheck goes from a draft to its findings and back, corrects it and
// takes the Word file.
func TestDraftCheck(t *testing.T) {
	b := open(t, openReal(t))
	b.checkDraft(wrongDraft)
	if got := eval[string](b, `document.querySelector(".verdict h2").innerText`); !strings.HasPrefix(got, "Có 2 chỗ cần sửa") {
		t.Errorf("it says %q", got)
	}
	// From a finding to its place, which lights up, and back.
	b.do(chromedp.Click(chromedp.CSS(`#can-sua .finding .head a.fn`)))
	b.until(`/^#bt-\d+$/.test(location.hash)`)
	n := strings.TrimPrefix(strings.TrimPrefix(b.path(), "/kiem-tra"), "#bt-")
	if !b.inView("bt-"+n) || !eval[bool](b, `document.querySelector('mark.nx.on').innerText === "25/12/2024"`) {
		t.Error("the place of the finding is not shown")
	}
	b.do(chromedp.Click(chromedp.CSS("#bt-" + n)))
	b.until(`location.hash === "#nx-` + n + `"`)
	if !b.inView("nx-" + n) {
		t.Error("the finding is not shown")
	}
	// The card of a citation, as on the page of a document.
	b.hover(`#toan-van a.c.record`)
	b.until(`document.querySelector("#toan-van .card") !== null`)
	// The corrected draft; without one of the repairs.
	fixed := `document.getElementById("van-ban-sua").value`
	if got := eval[string](b, fixed); !strings.Contains(got, "ngày 22/12/2024 của Bộ Chính trị") || !strings.Contains(got, "phong trào toàn dân bảo vệ") || !strings.Contains(got, "<b>các chi bộ</b>") {
		t.Errorf("corrected: %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(`.repairs input`)), chromedp.Click(chromedp.CSS(`button[value="sua"]`)))
	b.until(`location.hash === "#ban-da-sua" && document.readyState === "complete" && !document.querySelector(".repairs input").checked`)
	if got := eval[string](b, fixed); !strings.Contains(got, "ngày 25/12/2024") || !strings.Contains(got, "phong trào toàn dân bảo vệ") {
		t.Errorf("corrected in part: %q", got)
	}
	// Again, from the draft that came back.
	b.do(chromedp.Click(chromedp.CSS(`.verdict a[href="#kiem-tra-lai"]`)))
	b.until(`document.getElementById("kiem-tra-lai").open`)
	eval[bool](b, `(document.getElementById("o-ban-thao").value = "Họp lúc bảy giờ.", true)`)
	b.do(chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
	b.until(`document.readyState === "complete" && document.querySelector(".verdict h2") !== null && document.querySelector(".verdict h2").innerText === "Không có viện dẫn nào để kiểm tra"`)

	t.Run("a Word file", func(t *testing.T) {
		b.in(t)
		file := filepath.Join(t.TempDir(), "bản thảo.docx")
		if err := os.WriteFile(file, wordFile(t, wrongDraft), 0o600); err != nil {
			t.Fatal(err)
		}
		b.visit("/kiem-tra")
		b.do(chromedp.SetUploadFiles(chromedp.CSS("#tep"), []string{file}), chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
		b.until(`document.readyState === "complete" && document.querySelector(".verdict .word a[download]") !== null`)
		dir := t.TempDir()
		if _, err := chromedp.Call(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
			t.Fatal(err)
		}
		saved := func(selector, name string) {
			t.Helper()
			b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
			for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
				if out, err := os.ReadFile(filepath.Join(dir, name)); err == nil && bytes.Contains(out, []byte("word/comments.xml")) && bytes.Contains(out, []byte("PK\x05\x06")) {
					os.Remove(filepath.Join(dir, name))
					return
				}
			}
			t.Errorf("%s gave no %s", selector, name)
		}
		saved(".verdict .word a", "bản thảo-nhan-xet.docx")
		b.visit("/kiem-tra")
		b.do(chromedp.SetUploadFiles(chromedp.CSS("#tep"), []string{file}))
		saved(`#ban-thao button[value="word"]`, "bản thảo-nhan-xet.docx")
	})
	t.Run("without scripts", func(t *testing.T) {
		b.in(t)
		b.visit("/kiem-tra")
		eval[bool](b, fmt.Sprintf(`(document.getElementById("o-ban-thao").value = %q, true)`, wrongDraft))
		b.scripts(false)
		defer b.scripts(true)
		b.do(chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
		b.until(`document.querySelector(".verdict") !== null && document.readyState === "complete"`)
		b.do(chromedp.Click(chromedp.CSS(`#nen-xem .finding .head a.fn`)))
		b.until(`/^#bt-\d+$/.test(location.hash)`)
	})
}

// wordFile makes the smallest word-processor file that holds the lines of a text.
func wordFile(t *testing.T, text string) []byte {
	t.Helper()
	var body strings.Builder
	for line := range strings.Lines(text) {
		body.WriteString(`<w:p><w:r><w:t xml:space="preserve">`)
		_ = xml.EscapeText(&body, []byte(strings.TrimSpace(line)))
		body.WriteString(`</w:t></w:r></w:p>`)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(part[1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDraftPictures takes pictures of the form and of a result, for people to
// look at.
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
	b.size(820, 900)
	file := filepath.Join(t.TempDir(), "bản thảo.docx")
	if err := os.WriteFile(file, wordFile(t, wrongDraft), 0o600); err != nil {
		t.Fatal(err)
	}
	b.visit("/kiem-tra")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#tep"), []string{file}), chromedp.Click(chromedp.CSS(`#ban-thao button[value="kiem-tra"]`)))
	b.until(`document.readyState === "complete" && document.querySelector(".verdict .word") !== null`)
	b.shoot(dir, "check-word-820-light", false)
	b.size(1440, 900)
	b.checkDraft(wrongDraft)
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "check-print.pdf"), pdf, 0o644); err != nil {
		t.Fatal(err)
	}
}
