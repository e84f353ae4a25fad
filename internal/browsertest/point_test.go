package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
)

// TestPoint reads what stands at a point: who cites it, the words of a point that is
// cited, and the tools that copy its citation and its link.
func TestPoint(t *testing.T) {
	b := open(t, servertest.Sample())
	t.Run("the clause on the card and in the list", func(t *testing.T) {
		b.in(t)
		b.visit(sampleDirective)
		b.hover("#c-10")
		if got := eval[string](b, `document.querySelector(".card .clause").innerText`); !strings.Contains(got, "hạn mức có thể tăng") {
			t.Errorf("card: %q", got)
		}
		if got := eval[string](b, `document.querySelector("#vd-10 .clause").getAttribute("href")`); got != decision+"#dieu-3-khoan-2" {
			t.Errorf("list: %q", got)
		}
	})
	t.Run("a point of the document itself", func(t *testing.T) {
		b.in(t)
		d := longLaw(20 << 10)
		text := "Điều 1. Phạm vi\nQuyết định này quy định việc trồng tre.\nĐiều 2. Mức hỗ trợ\n1. Mỗi hộ hai mươi khóm tre giống.\nĐiều 3. Chi trả\nChi theo khoản 1 Điều 2 Quyết định này."
		d.Text, d.Structure = text, document.Divide(text)
		quote := "khoản 1 Điều 2 Quyết định này"
		at := strings.Index(text, quote)
		d.References = []library.Reference{{
			Citation:   citation.Citation{Start: at, End: at + len(quote), Kind: citation.Self, AliasOf: -1, Parent: -1},
			Resolution: resolve.Resolution{Outcome: resolve.Internal, Anchor: "dieu-2-khoan-1", Antecedent: -1},
		}}
		b := open(t, &servertest.Library{Docs: []*library.Document{d}})
		b.visit("/van-ban/luat-dai")
		b.hover("#c-0")
		if got := eval[string](b, `document.querySelector(".card").innerText`); !strings.Contains(got, "1. Mỗi hộ hai mươi khóm tre giống.") {
			t.Errorf("card: %q", got)
		}
		b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
		b.visit("/van-ban/luat-dai")
		b.do(chromedp.ScrollIntoView(chromedp.CSS("#c-0")), chromedp.Tap(chromedp.CSS("#c-0")))
		b.until(`document.querySelector(".card.ready") !== null`)
		b.do(chromedp.Tap(chromedp.CSS("#c-0")))
		b.until(`location.hash === "#dieu-2-khoan-1"`)
	})
	t.Run("back-link at the very point", func(t *testing.T) {
		b.in(t)
		b.visit(decision)
		if got := eval[string](b, `[...document.querySelectorAll(".back")].map(e => e.closest(".b").id + ": " + e.innerText).join("|")`); got != "dieu-3-khoan-2: Được viện dẫn tại Chỉ thị 07-CT/TU, hai là" {
			t.Errorf("back-links %q", got)
		}
		b.do(chromedp.Click(chromedp.CSS("#dieu-3-khoan-2 .back a")))
		b.until(`location.pathname === "` + sampleDirective + `" && location.hash === "#hai-la"`)
	})
	t.Run("tools", func(t *testing.T) {
		b.in(t)
		for _, p := range []string{"clipboard-read", "clipboard-write"} {
			_, err := chromedp.Call(b.ctx, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: p}, Setting: browser.PermissionSettingGranted})
			if err != nil {
				t.Skipf("the browser does not grant the clipboard: %v", err)
			}
		}
		b.visit(decision)
		b.do(chromedp.ScrollIntoView(chromedp.CSS("#dieu-2-khoan-2-diem-a")))
		b.hover("#dieu-2-khoan-2-diem-a .anchor")
		b.until(`document.querySelector(".tools") !== null`)
		eval[bool](b, `document.querySelector(".tools button").click(), true`)
		b.until(`document.querySelector(".anchor[data-said]") !== null`)
		if got := eval[string](b, `navigator.clipboard.readText()`); got != "điểm a khoản 2 Điều 2 Quyết định số 105/2023/QĐ-TTg" {
			t.Errorf("citation %q", got)
		}
		b.hover("#dieu-3-khoan-1 .anchor")
		b.until(`document.querySelectorAll(".tools button").length === 2`)
		eval[bool](b, `document.querySelectorAll(".tools button")[1].click(), true`)
		b.until(`document.querySelector("#dieu-3-khoan-1 .anchor[data-said]") !== null`)
		if got := eval[string](b, `navigator.clipboard.readText()`); got != b.base+decision+"#dieu-3-khoan-1" {
			t.Errorf("link %q", got)
		}
		b.visit(sampleDirective)
		b.hover("#mot-la .anchor")
		b.until(`document.querySelector(".tools") !== null`)
		eval[bool](b, `document.querySelector(".tools button").click(), true`)
		b.until(`document.querySelector(".anchor[data-said]") !== null`)
		if got := eval[string](b, `navigator.clipboard.readText()`); got != "nội dung “Một là” Chỉ thị 07-CT/TU" {
			t.Errorf("citation of a point of a directive %q", got)
		}
	})
	t.Run("on a phone, by tapping", func(t *testing.T) {
		b.in(t)
		b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
		b.visit(decision)
		b.do(chromedp.ScrollIntoView(chromedp.CSS("#dieu-3-khoan-1")), chromedp.Tap(chromedp.CSS("#dieu-3-khoan-1 > p")))
		b.until(`getComputedStyle(document.querySelector("#dieu-3-khoan-1 .anchor")).opacity === "1"`)
		b.do(chromedp.Tap(chromedp.CSS("#dieu-3-khoan-1 .anchor")))
		b.until(`document.querySelector("#dieu-3-khoan-1 .tools") !== null`)
		if !eval[bool](b, `(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0)(document.querySelector(".tools").getBoundingClientRect())`) {
			t.Error("the tools leave the window")
		}
		b.size(1440, 900)
	})
	t.Run("tools by keys", func(t *testing.T) {
		b.in(t)
		b.visit(decision)
		for range 60 {
			b.keys(keyTab)
			if eval[bool](b, `document.activeElement.matches(".anchor")`) {
				break
			}
		}
		b.until(`document.querySelector(".tools") !== null`)
		b.keys(keyTab)
		if !eval[bool](b, `document.activeElement.closest(".tools") !== null`) {
			t.Error("Tab goes past the tools")
		}
		b.keys(keyEsc)
		if eval[bool](b, `document.querySelector(".tools") !== null`) || !eval[bool](b, `document.activeElement.matches(".anchor")`) {
			t.Error("Escape leaves the tools or loses the place")
		}
	})
}

// TestSize makes the letters larger, and finds them so on the next page before
// anything was drawn.
func TestSize(t *testing.T) {
	b := open(t, openReal(t))
	size := `getComputedStyle(document.querySelector(".text")).fontSize`
	b.visit(directive)
	was := eval[string](b, size)
	b.do(chromedp.Click(chromedp.CSS(`#co-chu [value="l"]`)))
	large := eval[string](b, size)
	b.visit(directive + "#mot-la")
	if kept := eval[string](b, size); was == large || kept != large {
		t.Errorf("size %s, large %s, next page %s", was, large, kept)
	}
	if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		t.Errorf("%d px too wide", over)
	}
	moved := eval[float64](b, `new Promise(done => { let sum = 0; new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({type: "layout-shift", buffered: true}); setTimeout(() => done(sum), 300); })`)
	if moved > 0.02 {
		t.Errorf("the page shifts by %v while it loads", moved)
	}
	eval[bool](b, `localStorage.clear(), true`)
}
