package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tracuu/internal/server/servertest"
)

// TestCompare goes from a document to its earlier version, and compares two
// documents that a reader names, without scripts.
func TestCompare(t *testing.T) {
	b := open(t, servertest.Sample())
	b.scripts(false)
	b.do(chromedp.Navigate(b.base + decision))
	b.do(chromedp.Click(chromedp.CSS(`.jump a[href="#cac-ban"]`)), chromedp.Click(chromedp.CSS(`#cac-ban a`)))
	b.until(`document.querySelector(".sum") !== null`)
	if got := eval[string](b, `document.querySelector(".sum").innerText`); got != "1 điều giống nhau, 2 điều sửa." {
		t.Errorf("summary %q", got)
	}
	if got := eval[string](b, `[...document.querySelectorAll(".pair del, .pair ins")].map(e => e.textContent).join("|")`); !strings.Contains(got, "[bỏ: 25]") || !strings.Contains(got, "[thêm: 30]") {
		t.Errorf("the words that changed: %q", got)
	}
	if got := eval[string](b, `document.querySelector(".pair.add").innerText`); !strings.Contains(got, "Mới") || !strings.Contains(got, "cấp xã") || !strings.Contains(got, "Không có ở bên này") {
		t.Errorf("what is new: %q", got)
	}
	if !eval[bool](b, `document.querySelector("details.fold:not([open])") !== null`) {
		t.Error("what is alike is not folded")
	}
	b.size(390, 844)
	if !eval[bool](b, `(() => { const p = document.querySelector(".pair.chg"), l = p.querySelector(".l").getBoundingClientRect(), r = p.querySelector(".r").getBoundingClientRect(); return r.top >= l.bottom && l.right <= innerWidth; })()`) {
		t.Error("on a phone the two do not stand one under the other")
	}
	b.size(1440, 900)

	// Two documents, by what a person would type.
	b.do(chromedp.Navigate(b.base + decision))
	b.do(chromedp.Click(chromedp.CSS(`.jump a[href^="/so-sanh"]`)))
	b.do(chromedp.SendKeys(chromedp.CSS("#ben-b"), "07-CT/TU"+keyEnter))
	b.until(`document.querySelector(".sum") !== null`)
	if got := eval[string](b, `document.querySelector(".heads").innerText`); !strings.Contains(got, "Quyết định 105/2023/QĐ-TTg") || !strings.Contains(got, "Chỉ thị 07-CT/TU") {
		t.Errorf("heads %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(`.go a`)))
	b.until(`document.querySelector(".heads > div").innerText.includes("07-CT/TU")`)
	b.do(chromedp.Navigate(b.base + "/so-sanh?a=khongcogi&b=" + servertest.Resolution))
	got := eval[string](b, `document.querySelector(".cmp-form").innerText`)
	if !strings.Contains(got, "Không tìm thấy văn bản này") || !strings.Contains(got, "chưa có toàn văn") {
		t.Errorf("what cannot be compared: %q", got)
	}
}
