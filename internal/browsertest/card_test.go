package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"tracuu/internal/server/servertest"
)

const sampleDirective = "/van-ban/" + servertest.Directive

// cardCovers counts the lines of the card's citation that the card lies upon.
const cardCovers = `(() => {
	const c = document.querySelector(".card").getBoundingClientRect();
	const a = document.querySelector("a.c[aria-expanded]");
	return [...a.getClientRects()].filter(r => r.left < c.right && r.right > c.left && r.top < c.bottom && r.bottom > c.top).length;
})()`

func TestCard(t *testing.T) {
	b := open(t, servertest.Sample())
	text := func() string { return eval[string](b, `document.querySelector(".card")?.innerText ?? ""`) }
	for _, tc := range []struct {
		name, link string
		says       []string
	}{
		{"text held", "#c-4", []string{"Quyết định 105/2023/QĐ-TTg", "về khoán bảo vệ rừng", "Thủ tướng Chính phủ", "11/8/2023", "Chưa rõ hiệu lực", "Vì sao liên kết này?"}},
		{"record only, with a state", "#c-6", []string{"Chỉ thị 40-CT/TW", "Bộ Chính trị", "22/11/2014", "Được tiếp tục thực hiện theo Kết luận 62-KL/TW", "Chưa có toàn văn"}},
		{"several candidates", "#c-7", []string{"Có 2 văn bản cùng số hiệu, hãy chọn", "05/9/2019", "20/7/2005", "cùng số, ký hiệu"}},
		{"vague", "#c-8", []string{"Viện dẫn chung, không xác định văn bản"}},
		{"unknown", "#c-9", []string{"Không có trong thư viện", "555-CT/TU"}},
		{"malformed", "#c-11", []string{"Số hiệu viết không đúng thể thức", "19-NQ/TU"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b.in(t)
			for _, size := range [][2]int64{{1440, 900}, {820, 1180}, {390, 844}} {
				b.size(size[0], size[1])
				b.visit(sampleDirective)
				b.hover(tc.link)
				got := strings.ToLower(text())
				for _, w := range tc.says {
					if !strings.Contains(got, strings.ToLower(w)) {
						t.Errorf("at %d: the card %q lacks %q", size[0], got, w)
					}
				}
				if n := eval[int](b, cardCovers); n > 0 {
					t.Errorf("at %d: the card covers %d lines of its own citation", size[0], n)
				}
				if eval[bool](b, `(r => r.left < 0 || r.right > innerWidth)(document.querySelector(".card").getBoundingClientRect())`) {
					t.Errorf("at %d: the card leaves the window", size[0])
				}
				b.keys(keyEsc)
				if text() != "" {
					t.Error("Escape does not close the card")
				}
			}
		})
	}
	b.size(1440, 900)
	t.Run("not at once, and gone when the mouse goes", func(t *testing.T) {
		b.in(t)
		b.visit(sampleDirective)
		at := eval[[]float64](b, `(r => [r.left + 9, r.top + 9])(document.querySelector("#c-2").getClientRects()[0])`)
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
		if text() != "" {
			t.Error("the card opens before the mouse has rested")
		}
		b.until(`document.querySelector(".card") !== null`)
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 5, 5))
		b.until(`document.querySelector(".card") === null`)
	})
	t.Run("the mouse can go into it", func(t *testing.T) {
		b.in(t)
		b.visit(sampleDirective)
		b.hover("#c-2")
		at := eval[[]float64](b, `(r => [r.left + 20, r.bottom - 12])(document.querySelector(".card .why summary").getBoundingClientRect())`)
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.Sleep(600*time.Millisecond), chromedp.MouseClickXY(at[0], at[1]))
		b.until(`document.querySelector(".card .why[open]") !== null`)
		if !strings.Contains(text(), "Loại và số, ký hiệu trùng") {
			t.Errorf("why: %q", text())
		}
	})
	t.Run("first tap shows, second follows", func(t *testing.T) {
		b.in(t)
		b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
		b.visit(sampleDirective)
		b.do(chromedp.ScrollIntoView(chromedp.CSS("#c-4")), chromedp.Tap(chromedp.CSS("#c-4")))
		b.until(`document.querySelector(".card.ready") !== null`)
		if b.path() != sampleDirective {
			t.Errorf("the first tap left for %s", b.path())
		}
		b.do(chromedp.Tap(chromedp.CSS("#c-4")))
		b.until(`location.pathname === "/van-ban/` + servertest.Decision + `"`)
	})
}

// TestNothingRuns opens texts and queries that carry scripts.
func TestNothingRuns(t *testing.T) {
	b := open(t, servertest.Sample())
	evil := "%22%3E%3Cscript%3Edocument.title%3D%27b%E1%BB%8B%20ch%C3%A8n%27%3C%2Fscript%3E"
	for _, path := range []string{"/van-ban/" + servertest.Hostile, "/van-ban/" + servertest.Hostile + "?tu=" + evil,
		"/tim?q=" + evil, "/tim?q=thong+tri", "/van-ban?loai=" + evil, "/", "/api/v1/documents/" + servertest.Hostile, "/" + evil} {
		b.visit(path)
		if title := eval[string](b, `document.title`); strings.HasPrefix(title, "bị chèn") {
			t.Errorf("%s: a script ran", path)
		}
		if n := eval[int](b, `document.querySelectorAll("main script, main img, pre script").length`); n > 0 {
			t.Errorf("%s: %d elements from the text", path, n)
		}
	}
	b.forget("404")
}
