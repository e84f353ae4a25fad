package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a screen reader is told of the search box.
const (
	expanded = `document.getElementById("q").getAttribute("aria-expanded") === "true"`
	active   = `(document.getElementById(document.getElementById("q").getAttribute("aria-activedescendant")) || {innerText: ""}).innerText`
)

// TestSuggestions types half a number, and goes to the document by the keyboard
// alone.
func TestSuggestions(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "chi thi 23"))
	b.until(expanded + ` && document.querySelectorAll("[role=option]").length > 0`)
	if got := eval[string](b, active); got != "" {
		t.Errorf("%q is chosen before a key was pressed", got)
	}
	b.keys(keyDown)
	b.until(active + `.startsWith("Chỉ thị 23-CT/TU")`)
	if n := eval[int](b, `document.querySelectorAll("[role=option][aria-selected=true]").length`); n != 1 {
		t.Errorf("%d options are selected", n)
	}
	b.keys(keyUp)
	if got := eval[string](b, active); got != "" {
		t.Errorf("above the first stands %q", got)
	}
	b.keys(keyEsc)
	b.until(`!(` + expanded + `)`)
	if got := eval[string](b, `document.getElementById("q").value`); got != "chi thi 23" {
		t.Errorf("Escape left %q", got)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "-ct"))
	b.until(expanded)
	b.keys(keyDown, keyEnter)
	b.until(`location.pathname === "` + directive + `"`)
}

// TestSuggestionsLeaveTheKeys uses ↓ on a page of results, where nothing is
// typed: it leads to the results as before.
func TestSuggestionsLeaveTheKeys(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/tim?q=h%C3%B2a+b%C3%ACnh")
	b.do(chromedp.Focus(chromedp.CSS("#q")))
	b.keys(keyDown)
	b.until(`document.activeElement.closest(".hit") !== null`)
	b.keys(keyUp)
	b.until(`document.activeElement.id === "q" && !(` + expanded + `)`)
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), " x"))
	b.keys(keyEnter)
	b.until(`location.search.includes("x")`)
}

// TestPastQueries searches twice, finds the first again, and clears the list.
func TestPastQueries(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "thế trận"+keyEnter))
	b.until(`location.pathname === "/tim" && document.readyState === "complete"`)
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "the tr"))
	b.until(expanded + ` && document.querySelector("[role=option]").innerText.startsWith("Đã tìm thế trận")`)
	b.do(chromedp.Click(chromedp.CSS(".sugg-foot button")))
	b.until(`localStorage.getItem("cau-da-tim") === null && !document.querySelector("[role=option] .s-kind")`)
	b.keys(keyEsc)
	eval[bool](b, `(document.getElementById("q").value = "", true)`)
	b.do(chromedp.Click(chromedp.CSS("#q")))
	if eval[bool](b, expanded) {
		t.Error("an empty list is open")
	}
}

// TestSavedSearch saves a search, finds it on the first page, renames it and
// drops it.
func TestSavedSearch(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/tim?q=th%E1%BA%BF+tr%E1%BA%ADn&loai=" + "Ch%E1%BB%89+th%E1%BB%8B")
	b.do(chromedp.Click(chromedp.CSS("#luu-tim")))
	b.until(`document.getElementById("luu-noi").innerText === "Đã lưu trong trình duyệt này."`)
	// Since long ago everything is new.
	eval[bool](b, `(() => { const l = JSON.parse(localStorage.getItem("tim-da-luu")); l[0].seen = "2020-01-01T00:00:00Z"; localStorage.setItem("tim-da-luu", JSON.stringify(l)); return true; })()`)
	b.visit("/")
	b.until(`document.querySelector("#da-luu .s-new a") !== null && document.querySelector("#da-luu .s-new a").innerText === "1 mới"`)
	if got := eval[string](b, `document.querySelector("#da-luu .s-name").innerText`); got != "thế trận · Loại: Chỉ thị" {
		t.Errorf("saved as %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS("#da-luu .s-new a")))
	b.until(`document.querySelector(".chips") !== null && document.querySelector(".chips").innerText.includes("Mới đưa vào hoặc sửa từ 01/01/2020") && document.querySelectorAll(".hit").length === 1`)
	// Seen now.
	b.visit("/tim/da-luu")
	b.until(`document.querySelector("#da-luu .s-tools") !== null`)
	b.do(chromedp.Click(chromedp.CSS("#da-luu .s-tools button")), chromedp.SendKeys(chromedp.CSS(".s-rename input"), " của tôi"+keyEnter))
	b.until(`document.querySelector("#da-luu .s-name").innerText.endsWith("của tôi")`)
	b.do(chromedp.Click(chromedp.CSS("#da-luu .s-tools button:nth-of-type(2)")))
	b.until(`document.getElementById("da-luu").hidden && !document.getElementById("luu-trong").hidden`)
}

// TestOffersWithoutScripts reads, without scripts, a query whose keys were left
// in it, and searches it as typed.
func TestOffersWithoutScripts(t *testing.T) {
	b := open(t, openReal(t))
	b.scripts(false)
	defer b.scripts(true)
	b.visit("/tim?q=thees+traanj")
	if n := eval[int](b, `document.querySelectorAll(".hit").length`); n == 0 {
		t.Error("nothing is found")
	}
	b.do(chromedp.Click(chromedp.CSS(".offers p a")))
	b.until(`document.querySelector(".offers .meant") !== null`)
	b.do(chromedp.Click(chromedp.CSS(".offers .meant")))
	b.until(`document.querySelector(".offers") === null && document.querySelectorAll(".hit").length > 0`)
	if n := eval[int](b, `document.querySelectorAll("[role=combobox], .sugg").length`); n != 0 {
		t.Errorf("%d combo boxes without scripts", n)
	}
}

// offerPages have what is offered on them.
var offerPages = []string{"/tim?q=thees+traanj", "/tim?q=th%E1%BA%BF+tr%E1%BA%ADn+an+nnih+nh%C3%A2n+d%C3%A2n", "/tim?q=21-CT/TU", "/tim/da-luu",
	"/van-ban?nhom=nam", "/van-ban?nhom=co-quan&moi-tu=30-ngay"}

// TestOfferWidths looks for such pages that must be scrolled sideways, the list
// of suggestions open.
func TestOfferWidths(t *testing.T) {
	b := open(t, openReal(t))
	for _, w := range []int64{320, 390, 820, 1440} {
		b.size(w, 900)
		for _, path := range offerPages {
			b.visit(path)
			eval[bool](b, `(document.getElementById("q").value = "", true)`)
			b.do(chromedp.SendKeys(chromedp.CSS("#q"), "chi thi"))
			b.until(expanded)
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s at %d: %d px too wide", path, w, over)
			}
		}
	}
}

// TestSuggestionsAccessible has axe-core judge the open list, the offers and the
// page of saved searches.
func TestSuggestionsAccessible(t *testing.T) {
	dir := os.Getenv("AXE_PATH")
	if dir == "" {
		skip(t, "AXE_PATH is not set: pages are not judged by axe-core")
	}
	axe, err := os.ReadFile(filepath.Join(dir, "axe.min.js"))
	if err != nil {
		skip(t, "axe-core is not installed")
	}
	b := open(t, openReal(t))
	judge := func(what string) {
		b.t.Helper()
		eval[bool](b, string(axe)+"; true")
		if out := eval[string](b, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => [v.id, v.impact, v.nodes.slice(0, 3).map(n => n.target.join(" "))])))`); out != "[]" {
			t.Errorf("%s: %s", what, out)
		}
	}
	for _, theme := range []string{"light", "dark"} {
		b.media("prefers-color-scheme", theme)
		b.visit("/")
		eval[bool](b, `(localStorage.setItem("cau-da-tim", '["nghị quyết 51"]'), true)`)
		b.visit("/")
		b.do(chromedp.SendKeys(chromedp.CSS("#q"), "nghi quyet"))
		b.until(expanded)
		b.keys(keyDown)
		judge("the list, " + theme)
		if pictures := os.Getenv("TRACUU_SCREENSHOTS"); pictures != "" {
			for _, w := range []int64{390, 820, 1440} {
				b.size(w, 900)
				b.shoot(pictures, "suggest-"+theme+"-"+map[int64]string{390: "390", 820: "820", 1440: "1440"}[w], false)
			}
		}
		for _, path := range offerPages {
			b.visit(path)
			judge(path + ", " + theme)
		}
	}
}
