package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tracuu/internal/server/servertest"
)

const busyMap = "/van-ban/" + servertest.Busy + "/so-do"

// TestMapText measures in the browser what the layout estimates: no words of the
// drawing leave their box, none of the years touch.
func TestMapText(t *testing.T) {
	b := open(t, servertest.Crowded(300))
	for _, q := range []string{"", "?mo=tat-ca", "?nhom=co-quan"} {
		b.visit(busyMap + q)
		out := eval[[]string](b, `(() => {
			const out = [];
			for (const g of document.querySelectorAll("#map > .box")) {
				const face = g.querySelector(".face").getBoundingClientRect();
				for (const t of g.querySelectorAll("text")) {
					const r = t.getBoundingClientRect();
					if (r.right > face.right + 1 || r.left < face.left - 1 || r.bottom > face.bottom + 2) out.push(t.textContent + " " + Math.round(r.right - face.right));
				}
			}
			const y = [...document.querySelectorAll("#map > .yt, #map > .lt")].map(t => [t.textContent, t.getBoundingClientRect()]);
			for (let i = 0; i < y.length; i++) for (let j = 0; j < i; j++) {
				const a = y[i][1], c = y[j][1];
				if (a.left < c.right && c.left < a.right && a.top < c.bottom && c.top < a.bottom) out.push(y[i][0] + " on " + y[j][0]);
			}
			return out.slice(0, 8);
		})()`)
		for _, o := range out {
			t.Errorf("%s: %s", q, o)
		}
	}
}

// TestMapJourney opens the map from a document, looks at the relations of a box,
// walks, zooms, opens a group and follows a document.
func TestMapJourney(t *testing.T) {
	b := open(t, servertest.Crowded(300))
	b.visit("/van-ban/" + servertest.Busy)
	b.do(chromedp.Click(chromedp.CSS(`a[href="` + busyMap + `"]`)))
	b.until(`location.pathname === "` + busyMap + `" && !document.getElementById("zoom").hidden`)
	eval[bool](b, `document.querySelector("#map a.main").focus(), true`)
	if n := eval[int](b, `document.querySelectorAll("#map > .l.on").length`); n < 1 {
		t.Error("the focus shows no relation")
	}
	was := eval[string](b, `document.activeElement.getAttribute("href")`)
	b.keys(kb.ArrowRight)
	if now := eval[string](b, `document.activeElement.getAttribute("href")`); now == was || !eval[bool](b, `document.activeElement.matches("#map a.main")`) {
		t.Errorf("the arrow stays at %s", now)
	}
	wide := eval[int](b, `document.getElementById("map").getBoundingClientRect().width | 0`)
	b.do(chromedp.Click(chromedp.CSS(`[data-zoom="in"]`)))
	if now := eval[int](b, `document.getElementById("map").getBoundingClientRect().width | 0`); now <= wide {
		t.Errorf("zoomed in from %d to %d px", wide, now)
	}
	b.do(chromedp.Click(chromedp.CSS(`[data-zoom="fit"]`)))
	boxes := eval[int](b, `document.querySelectorAll("#map > .box").length`)
	eval[bool](b, `document.querySelector("#map .many a.main").focus(), true`)
	b.keys(keyEnter)
	b.until(`location.search.includes("mo=") && document.readyState === "complete"`)
	if n := eval[int](b, `document.querySelectorAll("#map > .box").length`); n <= boxes {
		t.Errorf("open: %d boxes, closed %d", n, boxes)
	}
	eval[bool](b, `document.querySelector('#map .box:not(.many) a.main[href^="/van-ban/van-ban-"]').focus(), true`)
	b.keys(keyEnter)
	b.until(`location.pathname.startsWith("/van-ban/van-ban-")`)
}

// TestMapWithoutScripts narrows the map by its form alone.
func TestMapWithoutScripts(t *testing.T) {
	b := open(t, servertest.Sample())
	b.scripts(false)
	b.size(390, 844)
	b.do(chromedp.Navigate(b.base + "/van-ban/" + servertest.Conclusion + "/so-do"))
	b.do(chromedp.WaitVisible(chromedp.CSS("#bang")))
	b.do(chromedp.Click(chromedp.CSS(`[name="lien-he"][value="dan-chieu"]`)), chromedp.Click(chromedp.CSS(".map-filters button")))
	b.do(chromedp.WaitVisible(chromedp.CSS(`[name="lien-he"][value="dan-chieu"]:not(:checked)`)), chromedp.WaitVisible(chromedp.CSS("#map .box")))
}

// TestMapPictures takes pictures of the map for people to look at, where they
// are wanted.
func TestMapPictures(t *testing.T) {
	dir := os.Getenv("TRACUU_SCREENSHOTS")
	if dir == "" {
		t.Skip("TRACUU_SCREENSHOTS is not set: no pictures wanted")
	}
	real := open(t, openReal(t))
	real.pictures(dir, "map-", []picture{{"directive", directive + "/so-do"}, {"directive2", directive + "/so-do?do-sau=2"}, {"cited", "/van-ban/chi-thi-05-ct-tw-2016/so-do?do-sau=3"}})
	real.media("prefers-color-scheme", "light")
	real.print(dir, "map-directive", directive+"/so-do?do-sau=2")
	crowd := open(t, servertest.Crowded(520))
	crowd.pictures(dir, "map-", []picture{{"crowd", busyMap}, {"crowd-open", busyMap + "?mo=tat-ca"}})
}
