package browsertest

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"tracuu/internal/server/servertest"
)

// add presses the button of a document that is on the page.
func (b *tab) add(id string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(`#g-` + id + ` button[value="them"]`)))
	b.until(`document.readyState === "complete" && document.querySelector('#g-` + id + ` button[value="bo"]') !== null`)
}

// emptyBasket drops the cookie, which all tests of this browser share, now and
// at the end.
func (b *tab) emptyBasket() {
	empty := func() {
		if _, err := chromedp.Call(b.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
			b.t.Error(err)
		}
	}
	empty()
	b.t.Cleanup(empty)
}

// TestBasketJourney collects documents without scripts, puts them in order,
// chooses a provision, and reads the list that they become.
func TestBasketJourney(t *testing.T) {
	b := open(t, servertest.Sample())
	b.emptyBasket()
	for _, scripts := range []bool{false, true} {
		b.scripts(scripts)
		b.size(390, 844)
		b.visit("/tim?q=khoan+bao+ve+rung")
		b.add(servertest.Decision)
		if b.path() != "/tim?q=khoan+bao+ve+rung#g-"+servertest.Decision {
			t.Errorf("back at %s", b.path())
		}
		b.visit("/van-ban/" + servertest.Resolution)
		b.add(servertest.Resolution)
		b.visit("/gio")
		b.do(chromedp.Click(chromedp.CSS(`#m-1 button[value="len"]`)))
		b.until(`document.readyState === "complete" && document.querySelector("#m-0 .e-num").innerText.includes("31-NQ/TW")`)
		b.do(chromedp.Click(chromedp.CSS("#m-1 .more a")))
		b.until(`document.readyState === "complete" && document.querySelector("#d-1") !== null`)
		eval[bool](b, `document.getElementById("d-1").value = "dieu-3", true`)
		b.do(chromedp.Click(chromedp.CSS(".points-form button")))
		b.until(`document.readyState === "complete" && document.querySelector("#m-1 .point") !== null`)
		got := eval[string](b, `document.querySelector("#can-cu .ct").textContent`)
		if !strings.Contains(got, "- Căn cứ Điều 3 Quyết định số 105/2023/QĐ-TTg, ngày 11/8/2023") {
			t.Errorf("%s", got)
		}
		b.do(chromedp.Click(chromedp.CSS(`button[value="xoa-het"]`)))
		b.until(`document.readyState === "complete" && document.querySelector(".item") === null`)
	}
}

// TestBasketPages looks at a full basket: nothing too wide, and pictures of it
// where they are wanted.
func TestBasketPages(t *testing.T) {
	b := open(t, servertest.Sample())
	b.emptyBasket()
	for _, id := range []string{servertest.Decision, servertest.TwinB, servertest.Resolution, servertest.Hostile} {
		b.visit("/van-ban/" + id)
		b.add(id)
	}
	for _, w := range []int64{320, 390, 820, 1440} {
		b.size(w, 900)
		b.visit("/gio?chon=0")
		if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			t.Errorf("at %d: %d px too wide", w, over)
		}
	}
	t.Run("axe", func(t *testing.T) {
		axe := readAxe(t)
		b.in(t)
		for _, theme := range []string{"light", "dark"} {
			b.media("prefers-color-scheme", theme)
			b.visit("/gio?chon=0")
			b.judge(axe, "/gio, "+theme)
		}
	})
	if dir := os.Getenv("TRACUU_SCREENSHOTS"); dir != "" {
		b.pictures(dir, "basket-", []picture{{"full", "/gio?chon=0"}, {"search", "/tim?q=r%E1%BB%ABng"}, {"list", "/van-ban"}, {"document", "/van-ban/" + servertest.Decision}, {"missing", "/thieu"}})
		b.media("prefers-color-scheme", "light")
		b.size(1440, 900)
		b.visit("/van-ban/" + servertest.Directive)
		eval[bool](b, `document.querySelectorAll("#chep, #chep details").forEach(d => d.open = true), true`)
		b.shoot(dir, "basket-cite", true)
		b.print(dir, "basket", "/gio")
	}
}
