package browsertest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
	"tracuu/internal/vietnamese/find"
)

// found is what the page shows as found: the marked words, from the server's marks
// or from the browser's highlights.
const found = `(() => {
	const marks = {};
	document.querySelectorAll("mark.f").forEach(m => marks[m.dataset.h] = (marks[m.dataset.h] || "") + m.textContent);
	const h = window.CSS && CSS.highlights && CSS.highlights.get("find");
	return Object.values(marks).concat(h ? [...h].map(r => r.toString()) : []);
})()`

// TestFindInDocument looks for words as they are typed, steps through the places
// and clears them again, with keys only.
func TestFindInDocument(t *testing.T) {
	b := open(t, openReal(t))
	b.visit(directive)
	b.keys("f")
	if got := eval[string](b, `document.activeElement.id`); got != "tim" {
		t.Fatalf("f goes to %q", got)
	}
	// The test's key sends its letter whatever the page says to the key; a hand's does not.
	eval[bool](b, `document.getElementById("tim").value = "", true`)
	top := eval[float64](b, `document.querySelector("#mot-la").getBoundingClientRect().top + scrollY`)
	b.do(chromedp.SendKeys(chromedp.CSS("#tim"), "dien bien hoa binh"))
	b.until(`/ chỗ$/.test(document.getElementById("tim-so").textContent)`)
	for _, w := range eval[[]string](b, found) {
		if strings.ToLower(w) != "diễn biến hòa bình" {
			t.Errorf("found %q", w)
		}
	}
	b.keys(keyEnter)
	b.until(`/^1 \/ \d+$/.test(document.getElementById("tim-so").textContent)`)
	in := eval[bool](b, `(r => r.top > 60 && r.bottom < innerHeight)([...CSS.highlights.get("find-now")][0].getBoundingClientRect())`)
	if !in {
		t.Error("the place is not in view, or under the box")
	}
	if now := eval[float64](b, `document.querySelector("#mot-la").getBoundingClientRect().top + scrollY`); now-top > 1 || top-now > 1 {
		t.Errorf("the text moved by %v px while looking", now-top)
	}
	if !eval[bool](b, `document.getElementById("tim-trong").getBoundingClientRect().top >= -1`) {
		t.Error("the box has left the window")
	}
	b.keys(keyEsc)
	if got := eval[[]string](b, found); len(got) > 0 || eval[string](b, `document.getElementById("tim").value`) != "" {
		t.Errorf("Escape leaves %v", got)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#tim"), "khongcotunay"))
	b.until(`document.getElementById("tim-so").textContent === "Không tìm thấy"`)
}

// TestFindWithoutScripts sends the words to the server and follows the list of
// points; the words stay marked.
func TestFindWithoutScripts(t *testing.T) {
	b := open(t, openReal(t))
	b.scripts(false)
	b.size(390, 844)
	b.do(chromedp.Navigate(b.base + directive))
	b.do(chromedp.SendKeys(chromedp.CSS("#tim"), "an ninh quoc gia"+keyEnter))
	b.do(chromedp.WaitVisible(chromedp.CSS(".find-spots summary")), chromedp.Click(chromedp.CSS(".find-spots summary")))
	b.do(chromedp.Click(chromedp.CSS(".find-spots li:last-child a")))
	b.until(`document.querySelector("mark.f:target") !== null`)
	for _, w := range eval[[]string](b, found) {
		if strings.ToLower(w) != "an ninh quốc gia" {
			t.Errorf("marked %q", w)
		}
	}
	b.do(chromedp.Navigate(b.base + directive + "?tim=khongcogi"))
	if got := eval[string](b, `document.querySelector(".find-none").innerText`); !strings.Contains(got, "tìm trong cả thư viện") {
		t.Errorf("nothing found: %q", got)
	}
}

// TestFromResultsToPlaces follows a result into its document, where what matched is
// marked and can be stepped through.
func TestFromResultsToPlaces(t *testing.T) {
	b := open(t, openReal(t))
	b.visit("/tim?q=the+tran+an+ninh+nhan+dan")
	b.do(chromedp.Click(chromedp.CSS(`.hit .points a[href^="` + directive + `"]`)))
	b.until(`location.pathname === "` + directive + `" && document.querySelector("mark.f") !== null && !document.querySelector(".find-go").hidden`)
	if got := eval[string](b, `document.getElementById("tim").value`); !strings.Contains(got, "thế trận") {
		t.Errorf("the box says %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(".find-go .next")))
	b.until(`document.querySelector("mark.f.now") !== null && / \/ /.test(document.getElementById("tim-so").textContent)`)
	before := eval[string](b, `document.getElementById("toan-van").querySelector("#mot-la").textContent`)
	b.do(chromedp.Click(chromedp.CSS("#tim")))
	b.keys(keyEsc)
	if eval[bool](b, `document.querySelector("mark.f") !== null`) || strings.Contains(b.path(), "tim=") {
		t.Errorf("Escape leaves marks, or the address %s", b.path())
	}
	if after := eval[string](b, `document.getElementById("toan-van").querySelector("#mot-la").textContent`); after != before {
		t.Error("clearing changed the text")
	}
}

// TestFindAgrees holds the two that look for words, the server and the browser, to
// the same places.
func TestFindAgrees(t *testing.T) {
	text := "An ninh, trật tự; ăn nính; AN  NINH. Kỷ luật, kỹ luật và kĩ luật.\nDiễn biến hoà bình, hòa bình; thủy lợi, thuỷ lợi; qúy, quý.\n" +
		"Nghị quyết 12-NQ/TW và 12 - NQ/TW; Đảng, đang; (an ninh)an ninh.\nĐiều 5 \u0111\u1ed3ng 1.000.000 m²; tỉ lệ, tỷ lệ; Ông Ơn; ƯỚC ƯƠNG; ngoằn ngoèo; ho\u0300a."
	rec := &document.Record{ID: "bai-thu", Type: "Ghi chép", Title: "bài thử"}
	d := &library.Document{Entry: library.Entry{Record: rec, TextHeld: true}, Text: text, Structure: document.Divide(text)}
	b := open(t, &servertest.Library{Docs: []*library.Document{d}})
	for _, q := range []string{"an ninh", "ăn", "an", "trat tu", "kỉ luật", "ky luat", "hoà bình", "hoa binh", "hòa", "thuỷ", "thuy loi", "quý", "quy",
		"12-NQ/TW", "nq", "dang", "đảng", "Đ", "dong", "1.000", "m2", "m²", "tỉ lệ", "ti le", "on", "ông ơn", "ươn", "ước", "ngoe", "an ninh; hòa bình; an", "x", "bin", "ninh an", "nghi quy"} {
		t.Run(q, func(t *testing.T) {
			b.in(t)
			hits, _ := find.Parse(q).Find(text, 1000)
			want := []string{}
			for _, h := range hits {
				want = append(want, text[h.Start:h.End])
			}
			b.visit("/van-ban/bai-thu")
			got := eval[[]string](b, fmt.Sprintf(`(() => { const box = document.getElementById("tim"); box.value = %s; document.getElementById("tim-so").textContent = "…"; box.dispatchEvent(new Event("input"));
				return new Promise(done => { const wait = () => document.getElementById("tim-so").textContent === "…" ? setTimeout(wait, 10) : done(%s); wait(); }); })()`, quoted(q), found))
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("the browser finds %q, the server %q", got, want)
			}
			b.visit("/van-ban/bai-thu?" + url.Values{"tim": {q}}.Encode())
			if got := eval[[]string](b, found); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("the server marks %q, want %q", got, want)
			}
		})
	}
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
