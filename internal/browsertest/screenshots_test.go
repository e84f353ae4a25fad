package browsertest

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"tracuu/internal/server/servertest"
)

// TestScreenshots takes a picture of every page at three widths, in both themes
// and on paper, for people to look at. It runs only where they are wanted.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("TRACUU_SCREENSHOTS")
	if dir == "" {
		t.Skip("TRACUU_SCREENSHOTS is not set: no pictures wanted")
	}
	b := open(t, openReal(t))
	b.pictures(dir, "", []picture{
		{"home", "/"},
		{"results", "/tim?q=the+tran+an+ninh+nhan+dan"},
		{"language", "/tim?q=" + url.QueryEscape(`an ninh hoặc quốc phòng -"biên giới" năm:2010..2025 loại:nghị quyết "trật tự`)},
		{"explained", "/tim?explain=1&q=the+tran+an+ninh+nhan+dan"},
		{"same-number", "/tim?q=12-NQ%2FTW"},
		{"empty", "/tim?q=khongcogi"},
		{"directive", directive},
		{"record", "/van-ban/nghi-quyet-51-nq-tw-2019"},
		{"list", "/van-ban"},
		{"missing", "/thieu"},
		{"chain", "/van-ban/chi-thi-05-ct-tw-2016"},
		{"error", "/van-ban/khong-co"},
		{"help", "/tro-giup"},
		{"status", "/trang-thai"},
	})
	b.media("prefers-color-scheme", "light")
	b.size(1440, 900)
	b.visit(directive + "#mot-la")
	b.hover("#mot-la a.c.record")
	b.shoot(dir, "card-1440-light", false)
	b.print(dir, "directive", directive)
	b.forget("404")
	t.Run("importing", func(t *testing.T) {
		b, pages := openImports(t)
		var list []picture
		for i, name := range []string{"hand-in", "job-done", "job-running", "job-queued", "reviews", "review", "review-found"} {
			list = append(list, picture{name, pages[i]})
		}
		b.pictures(dir, "import-", list)
	})
	t.Run("every kind of citation", func(t *testing.T) {
		b := open(t, servertest.Sample())
		b.pictures(dir, "sample-", []picture{{"directive", "/van-ban/" + servertest.Directive}, {"decision", "/van-ban/" + servertest.Decision}, {"missing", "/thieu"},
			{"find", sampleDirective + "?tim=rung"}, {"original", decision + "/ban-goc"}, {"compare", "/so-sanh?a=" + servertest.Decision + "@1&b=" + servertest.Decision}})
		b.media("prefers-color-scheme", "light")
		b.print(dir, "sample-decision", "/van-ban/"+servertest.Decision)
	})
}

type picture struct{ name, path string }

// pictures takes each page at three widths and in both themes.
func (b *tab) pictures(dir, prefix string, pages []picture) {
	for _, theme := range []string{"light", "dark"} {
		b.media("prefers-color-scheme", theme)
		for _, w := range []int64{390, 820, 1440} {
			if theme == "dark" && w == 820 {
				continue
			}
			b.size(w, 900)
			for _, p := range pages {
				b.visit(p.path)
				b.shoot(dir, fmt.Sprintf("%s%s-%d-%s", prefix, p.name, w, theme), true)
			}
		}
	}
}

// shoot writes a picture of the whole page, or of what the window shows.
func (b *tab) shoot(dir, name string, whole bool) {
	b.t.Helper()
	take := chromedp.CaptureScreenshot()
	if whole {
		take = chromedp.FullScreenshot(100)
	}
	png, err := chromedp.Run(b.ctx, take)
	if err != nil {
		b.t.Fatal(err)
	}
	b.save(filepath.Join(dir, name+".png"), png)
}

// save writes a file into the folder of pictures, which may not be there yet.
func (b *tab) save(path string, data []byte) {
	b.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// print writes a page as a PDF, and its sheets as pictures where pdftoppm is.
func (b *tab) print(dir, name, path string) {
	b.t.Helper()
	b.visit(path)
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		b.t.Fatal(err)
	}
	file := filepath.Join(dir, name+"-print.pdf")
	b.save(file, pdf)
	if tool, err := exec.LookPath("pdftoppm"); err == nil {
		if out, err := exec.Command(tool, "-r", "70", "-png", file, filepath.Join(dir, name+"-print")).CombinedOutput(); err != nil {
			b.t.Errorf("pdftoppm: %v: %s", err, out)
		}
	}
}
