package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tracuu/internal/server/servertest"
)

// TestMissingLedger goes from the menu to what is missing, on to the place that
// cites it, and adds the text, which ends the lack.
func TestMissingLedger(t *testing.T) {
	l := openReal(t)
	b := open(t, l)
	b.visit("/")
	b.do(chromedp.Click(chromedp.CSS(`.menu a[href="/thieu"]`)))
	b.until(`location.pathname === "/thieu" && document.readyState === "complete"`)
	const id = "nghi-quyet-12-nq-tw-2022"
	row := `document.querySelector('.lack .e-title a[href="/van-ban/` + id + `"]')?.closest(".lack")`
	if got := eval[string](b, row+`.querySelector(".often").innerText`); got != "Được viện dẫn 3 lần tại 1 văn bản:" {
		t.Errorf("12-NQ/TW: %q", got)
	}
	eval[bool](b, row+`.querySelector(".why summary").click(), true`)
	if got := eval[string](b, row+`.querySelector(".why").innerText`); !strings.Contains(got, "documents/"+id+"/text.txt") {
		t.Errorf("how to add: %q", got)
	}
	eval[bool](b, row+`.querySelector('.places a[href="`+directive+`#nam-la"]').click(), true`)
	b.until(`location.pathname === "` + directive + `" && location.hash === "#nam-la" && document.readyState === "complete"`)

	if err := os.WriteFile(filepath.Join(l.Dir(), "documents", id, "text.txt"), []byte("Một là, trồng cây ven đường."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.visit("/thieu")
	if eval[bool](b, row+` !== undefined`) {
		t.Error("the text is there and yet missed")
	}
	b.visit("/van-ban/" + id)
	if got := eval[string](b, `document.querySelector("#toan-van").innerText`); !strings.Contains(got, "trồng cây ven đường") {
		t.Errorf("the page of the document says %q", got)
	}
}

// TestChain follows the line of a document from its page.
func TestChain(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/van-ban/chi-thi-05-ct-tw-2016")
	b.do(chromedp.Click(chromedp.CSS(`.jump a[href="#chuoi"]`)))
	b.until(`location.hash === "#chuoi"`)
	if got := eval[string](b, `[...document.querySelectorAll("#chuoi .chain > li")].map(li => li.querySelector("p > a, p > strong").innerText.split(" ").pop()).join(" → ")`); got != "06-CT/TW → 03-CT/TW → 05-CT/TW → 01-KL/TW → 07-CT/TW" {
		t.Errorf("the chain is %s", got)
	}
	b.do(chromedp.Click(chromedp.CSS(`#chuoi .chain > li p a[href="/van-ban/ket-luan-01-kl-tw-2021"]`)))
	b.until(`location.pathname === "/van-ban/ket-luan-01-kl-tw-2021" && document.querySelector("#chuoi .here") !== null`)
}

// TestChoosingADocument decides an ambiguous citation without scripts, takes it
// back, and decides it again from the card, on a library of real files.
func TestChoosingADocument(t *testing.T) {
	l := openReal(t)
	text := "Học tập Nghị quyết số 12-NQ/TW trong quý I."
	if err := os.WriteFile(filepath.Join(l.Dir(), "documents", "ghi-chep.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := open(t, l)
	const page = "/van-ban/ghi-chep"
	b.scripts(false)
	b.do(chromedp.Navigate(b.base + page))
	button := `#vien-dan-khac button[value="nghi-quyet-12-nq-tw-2017"]`
	b.do(chromedp.ScrollIntoView(chromedp.CSS(button)), chromedp.Click(chromedp.CSS(button)))
	b.do(chromedp.WaitVisible(chromedp.CSS("#vien-dan .chosen")))
	if b.path() != page+"#vd-0" {
		t.Errorf("after the choice at %s", b.path())
	}
	if got := eval[string](b, `document.querySelector("#c-0").getAttribute("href")`); got != "/van-ban/nghi-quyet-12-nq-tw-2017" {
		t.Errorf("the citation leads to %s", got)
	}
	b.do(chromedp.ScrollIntoView(chromedp.CSS(".chosen button")), chromedp.Click(chromedp.CSS(".chosen button")))
	b.do(chromedp.WaitVisible(chromedp.CSS(button)))

	b.scripts(true)
	b.visit(page)
	b.hover("#c-0")
	b.do(chromedp.Click(chromedp.CSS(`.card button[value="nghi-quyet-12-nq-tw-2022"]`)))
	b.until(`location.hash === "#c-0" && document.readyState === "complete" && document.querySelector("#c-0").getAttribute("href") === "/van-ban/nghi-quyet-12-nq-tw-2022"`)
	b.hover("#c-0")
	if got := eval[string](b, `document.querySelector(".card")?.innerText ?? ""`); !strings.Contains(got, "Do người dùng chọn") {
		t.Errorf("the card says %q", got)
	}
	// What another site sends is refused.
	b.visit(page)
	status := eval[int](b, `fetch("`+page+`/vien-dan", {method: "POST", headers: {"Content-Type": "application/x-www-form-urlencoded"}, body: "vien-dan=0&trich=x&chon="}).then(r => r.status)`)
	if status != 409 { // our own origin is heard, and told that the words differ
		t.Errorf("status %d", status)
	}
	b.forget("409")
}

// TestWrongLink says that a resolved citation means another document.
func TestWrongLink(t *testing.T) {
	b := open(t, openReal(t))
	b.visit(directive)
	other := `#vien-dan .cited button[value="nghi-quyet-12-nq-tw-2017"]`
	if n := eval[int](b, `document.querySelectorAll('`+other+`').length`); n < 1 {
		t.Fatalf("%d offers of another 12-NQ/TW", n)
	}
	eval[bool](b, `document.querySelector('`+other+`').closest("details").open = true`)
	place := eval[string](b, `document.querySelector('`+other+`').closest(".places > li").id`)
	eval[bool](b, `document.querySelector('`+other+`').click(), true`)
	b.until(`location.hash === "#` + place + `" && document.readyState === "complete" && document.querySelector("#` + place + ` .chosen") !== null`)
	if got := eval[string](b, `document.querySelector("#`+place+`").closest(".cited").querySelector(".e-title a").getAttribute("href")`); got != "/van-ban/nghi-quyet-12-nq-tw-2017" {
		t.Errorf("the place stands under %s", got)
	}
}

// TestChoosingNarrow finds the offers inside the window on a phone.
func TestChoosingNarrow(t *testing.T) {
	b := open(t, servertest.Sample())
	b.size(320, 700)
	b.visit(sampleDirective)
	if eval[bool](b, `[...document.querySelectorAll(".choose button")].some(e => { const r = e.getBoundingClientRect(); return r.width === 0 || r.right > innerWidth; })`) {
		t.Error("a button is outside the window")
	}
}

// TestCopyingACitation copies the first mention as the Party's rules want it.
func TestCopyingACitation(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/van-ban/nghi-quyet-51-nq-tw-2019")
	eval[bool](b, `(window.copied = "", navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }, true)`)
	b.do(chromedp.Click(chromedp.CSS("#chep summary")), chromedp.Click(chromedp.CSS("#chep .form dd button")))
	b.until(`window.copied !== ""`)
	want := "Nghị quyết số 51-NQ/TW, ngày 05/9/2019 của Bộ Chính trị về Chiến lược bảo vệ an ninh quốc gia"
	if got := eval[string](b, `window.copied`); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.until(`document.querySelector("#chep button").textContent === "Đã chép"`)
	b.scripts(false)
	b.do(chromedp.Navigate(b.base + "/van-ban/nghi-quyet-51-nq-tw-2019"))
	b.do(chromedp.Click(chromedp.CSS("#chep summary")), chromedp.WaitVisible(chromedp.CSS("#chep .ct")))
	if eval[bool](b, `document.querySelector("#chep button").offsetParent !== null`) {
		t.Error("a button is shown that does nothing")
	}
}
