package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// focused is the text of what has the focus.
const focused = `(document.activeElement.innerText || document.activeElement.id).trim()`

// inView tells whether the element with that id begins inside the window.
func (b *tab) inView(id string) bool {
	b.t.Helper()
	return eval[bool](b, `(() => { const r = document.getElementById("`+id+`").getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight; })()`)
}

// TestReading searches without marks, opens the directive at the very point,
// follows a citation and comes back.
func TestReading(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/")
	b.until(`document.activeElement.id === "q"`)
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "the tran an ninh nhan dan"+keyEnter))
	b.until(`location.pathname === "/tim" && document.querySelector(".hit") !== null`)
	if got := eval[string](b, `document.querySelector(".hit .e-num").innerText`); got != "Chỉ thị 23-CT/TU" {
		t.Fatalf("first result %q", got)
	}
	if marked := eval[string](b, `document.querySelector(".hit .points mark").innerText`); !strings.Contains(strings.ToLower(marked), "thế trận an ninh nhân dân") {
		t.Errorf("marked %q", marked)
	}
	anchor := eval[string](b, `[...document.querySelectorAll(".hit .points a")].map(a => a.hash.slice(1)).find(h => h.endsWith("-la"))`)
	b.do(chromedp.Click(chromedp.CSS(`.hit .points a[href$="#` + anchor + `"]`)))
	b.until(`location.hash === "#` + anchor + `" && document.readyState === "complete"`)
	if path, _, _ := strings.Cut(b.path(), "?"); path != directive || !b.inView(anchor) {
		t.Fatalf("at %s, the point in view: %v", b.path(), b.inView(anchor))
	}
	b.visit(directive + "#nam-la")
	link := `#nam-la a.c[href="/van-ban/de-an-03-da-bca-2023"]`
	b.do(chromedp.ScrollIntoView(chromedp.CSS(link)), chromedp.Click(chromedp.CSS(link)))
	b.until(`location.pathname === "/van-ban/de-an-03-da-bca-2023" && document.querySelector(".missing") !== null`)
	if got := eval[string](b, `document.querySelector(".missing h2").innerText`); got != "Chưa có toàn văn" {
		t.Errorf("a record without text says %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll('#duoc-vien-dan a[href^="`+directive+`#"]').length`); n < 2 {
		t.Errorf("cited at %d places of the directive", n)
	}
	eval[bool](b, `(history.back(), true)`)
	b.until(`location.pathname === "` + directive + `"`)
	if b.path() != directive+"#nam-la" {
		t.Errorf("back at %s", b.path())
	}
	b.visit(directive)
	b.do(chromedp.Click(chromedp.CSS(`.rail a[href="#tam-la"]`)))
	b.until(`location.hash === "#tam-la" && document.querySelector('.rail a[href="#tam-la"]').getAttribute("aria-current") === "true"`)
}

// TestNumber types a number in the spelling of one in a hurry.
func TestNumber(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "23 ct tu"+keyEnter))
	b.until(`location.pathname === "` + directive + `"`)
	b.do(chromedp.Click(chromedp.CSS(".from a")))
	b.until(`location.pathname === "/tim" && document.querySelectorAll(".hit").length > 0`)
	b.visit("/tim?q=12-NQ%2FTW")
	if got := eval[string](b, `document.querySelector(".pick").innerText`); !strings.HasSuffix(got, "văn bản cùng số hiệu, hãy chọn") {
		t.Errorf("%q", got)
	}
}

// TestKeyboard reads without a mouse.
func TestKeyboard(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "hoà bình"+keyEnter))
	b.until(`location.pathname === "/tim" && document.querySelector(".hit") !== null && document.readyState === "complete"`)
	b.keys(keyDown)
	if got := eval[string](b, focused); !strings.HasPrefix(got, "về tăng cường") && !strings.HasPrefix(got, "Về tăng cường") {
		t.Errorf("first arrow goes to %q", got)
	}
	b.keys(keyDown)
	want := eval[string](b, `document.activeElement.hash`)
	if want == "" {
		t.Fatal("second arrow does not go to a point")
	}
	b.keys(keyUp, keyUp)
	if got := eval[string](b, `document.activeElement.id`); got != "q" {
		t.Errorf("up from the first result goes to %q", got)
	}
	b.keys(keyDown, keyDown, keyEnter)
	b.until(`location.pathname === "` + directive + `" && document.readyState === "complete"`)
	if hash := eval[string](b, `location.hash`); hash != want {
		t.Errorf("Enter opens %s, want %s", b.path(), want)
	}
	b.keys("/")
	if got := eval[string](b, `document.activeElement.id`); got != "q" {
		t.Errorf("/ goes to %q", got)
	}
	eval[bool](b, `document.activeElement.blur(), true`)
	b.keys("?")
	if !eval[bool](b, `document.getElementById("keys").open`) {
		t.Error("? does not show the keys")
	}
	b.keys(keyEsc)
	if eval[bool](b, `document.getElementById("keys").open`) {
		t.Error("Escape does not close the keys")
	}
	// By Tab from the top of the text to the first citation, whose card opens;
	// on through the card; Escape closes it and stays at the citation.
	b.visit(directive)
	b.keys(keyTab)
	if got := eval[string](b, focused); got != "Đến nội dung chính" {
		t.Errorf("first stop is %q", got)
	}
	for range 60 {
		b.keys(keyTab)
		if eval[bool](b, `document.activeElement.matches(".text a.c[data-v]")`) {
			break
		}
	}
	b.until(`document.querySelector(".card.ready") !== null`)
	if !eval[bool](b, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
		t.Error("no focus ring on the citation")
	}
	b.keys(keyTab)
	if !eval[bool](b, `document.activeElement.closest(".card") !== null`) {
		t.Errorf("Tab goes past the card to %q", eval[string](b, focused))
	}
	b.keys(keyEsc)
	if eval[bool](b, `document.querySelector(".card") !== null`) || !eval[bool](b, `document.activeElement.matches(".text a.c")`) {
		t.Errorf("Escape leaves the card or loses the place: %q", eval[string](b, focused))
	}
	target := eval[string](b, `document.activeElement.getAttribute("href")`)
	b.keys(keyEnter)
	b.until(`location.pathname === "` + target + `"`)
}

// TestWithoutScripts makes the same journey where scripts do not run.
func TestWithoutScripts(t *testing.T) {
	b := open(t, openReal(t))
	b.scripts(false)
	b.size(390, 844)
	b.do(chromedp.Navigate(b.base + "/"))
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "dien bien hoa binh"+keyEnter))
	b.do(chromedp.WaitVisible(chromedp.CSS(".hit .points a")))
	b.do(chromedp.Click(chromedp.CSS(".hit .points a")))
	b.do(chromedp.WaitVisible(chromedp.CSS(".text")))
	if !strings.HasPrefix(b.path(), directive+"?tim=") || !strings.Contains(b.path(), "#") {
		t.Fatalf("at %s", b.path())
	}
	// The contents stand behind a link on a phone.
	b.do(chromedp.ScrollIntoView(chromedp.CSS(".open-rail")), chromedp.Click(chromedp.CSS(".open-rail")))
	b.do(chromedp.WaitVisible(chromedp.CSS(`.rail a[href="#nam-la"]`)), chromedp.Click(chromedp.CSS(`.rail a[href="#nam-la"]`)))
	b.do(chromedp.WaitNotVisible(chromedp.CSS(".rail")))
	if !strings.HasSuffix(b.path(), "#nam-la") {
		t.Errorf("contents lead to %s", b.path())
	}
	b.do(chromedp.Click(chromedp.CSS(`#nam-la a.c[href="/van-ban/de-an-03-da-bca-2023"]`)))
	b.do(chromedp.WaitVisible(chromedp.CSS(".missing")))
	if b.path() != "/van-ban/de-an-03-da-bca-2023" {
		t.Errorf("citation leads to %s", b.path())
	}
	// What the card says stands in the list of cited documents, open to all.
	b.do(chromedp.Navigate(b.base + directive + "#vien-dan"))
	b.do(chromedp.Click(chromedp.CSS("#vien-dan .why summary")))
	b.do(chromedp.WaitVisible(chromedp.CSS("#vien-dan .why li")))
}
