package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
)

const decision = "/van-ban/" + servertest.Decision

// TestOriginal turns the leaves of an original beside its text, with the mouse, with
// keys and without scripts.
func TestOriginal(t *testing.T) {
	lib := servertest.Sample()
	b := open(t, lib)
	b.visit(decision)
	if got := eval[string](b, `document.querySelector(".orig").innerText`); !strings.Contains(got, "Máy nhận dạng, cần đối chiếu bản gốc.") {
		t.Errorf("the document says %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(`.orig a[href="` + decision + `/ban-goc"]`)))
	b.until(`document.querySelector(".sheet-in img")?.naturalWidth > 0`)
	page := `document.querySelector(".words .text").innerText`
	if got := eval[string](b, page); !strings.Contains(got, "Phạm vi điều chỉnh") || strings.Contains(got, "Hạn mức khoán") {
		t.Errorf("page 1 has %q", got)
	}
	if got := eval[string](b, `document.querySelector(".notice").innerText`); !strings.Contains(got, "93%") {
		t.Errorf("the page says of its reading: %q", got)
	}
	b.keys(kb.ArrowRight)
	b.until(`location.search === "?trang=2" && document.querySelector(".sheet-in img")?.naturalWidth > 0`)
	if got := eval[string](b, page); !strings.Contains(got, "Hạn mức khoán") || strings.Contains(got, "Phạm vi") {
		t.Errorf("page 2 has %q", got)
	}
	side := eval[bool](b, `(() => { const a = document.querySelector(".sheet").getBoundingClientRect(), c = document.querySelector(".words").getBoundingClientRect(); return a.right <= c.left && Math.abs(a.top - c.top) < 40; })()`)
	if !side {
		t.Error("picture and text are not side by side")
	}
	b.keys("+")
	b.until(`location.search === "?co=2&trang=2" && document.querySelector(".sheet-in img")?.naturalWidth === 1400`)
	b.keys("-", kb.ArrowLeft)
	b.until(`!location.search.includes("trang=2") || document.querySelector(".zoom strong").innerText === "Vừa"`)

	b.scripts(false)
	b.size(390, 844)
	b.do(chromedp.Navigate(b.base + decision + "/ban-goc"))
	b.do(chromedp.Click(chromedp.CSS(`a[rel="next"]`)))
	b.until(`location.search === "?trang=2" && document.readyState === "complete"`)
	b.do(chromedp.Click(chromedp.CSS(`.words h2 a`)))
	b.until(`location.pathname === "` + decision + `" && location.hash !== ""`)
	b.scripts(true)

	f := lib.Files[servertest.Decision]
	f.DrawFails = library.ErrNoDrawer
	lib.Files[servertest.Decision] = f
	b.do(chromedp.Navigate(b.base + decision + "/ban-goc"))
	if got := eval[string](b, `document.querySelector(".lack").innerText`); !strings.Contains(got, "poppler") || !strings.Contains(got, "Tải bản gốc") {
		t.Errorf("without a drawer: %q", got)
	}
}
