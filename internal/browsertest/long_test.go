package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server/servertest"
)

// longLaw is a law of about n bytes with clauses of different lengths.
func longLaw(n int) *library.Document {
	var b strings.Builder
	for art := 1; b.Len() < n; art++ {
		fmt.Fprintf(&b, "Điều %d. Việc thứ %d\n", art, art)
		for cl := 1; cl <= 4; cl++ {
			fmt.Fprintf(&b, "%d. %s theo quy định.\n", cl, strings.Repeat("Cơ quan có thẩm quyền xem xét hồ sơ của người dân trong thời hạn đã hẹn; ", 1+(art*cl)%4))
		}
	}
	text := strings.TrimSpace(b.String())
	rec := &document.Record{ID: "luat-dai", Type: "Luật", Title: "Luật rất dài", Number: document.Number{Number: "1", Year: "2024", Symbol: "QH15"}}
	return &library.Document{Entry: library.Entry{Record: rec, TextHeld: true}, Text: text, Structure: document.Divide(text)}
}

// TestLongLaw reads a law of a megabyte on a phone: a link to a point in its depth
// goes there and stays, words in its depth are found and shown, and what is out of
// view is not laid out.
func TestLongLaw(t *testing.T) {
	d := longLaw(1 << 20)
	last := d.Structure.Provisions[len(d.Structure.Provisions)-20]
	b := open(t, &servertest.Library{Docs: []*library.Document{d}})
	for _, w := range []int64{390, 1440} {
		b.size(w, 844)
		b.do(chromedp.Navigate("about:blank"))
		b.visit("/van-ban/luat-dai#" + last.Anchor)
		at := fmt.Sprintf(`document.getElementById(%q).getBoundingClientRect().top`, last.Anchor)
		b.until(fmt.Sprintf(`(y => y > -5 && y < 300)(%s)`, at))
		skipped := eval[bool](b, `!document.querySelector(".ch .b").checkVisibility({contentVisibilityAuto: true})`)
		if !skipped {
			t.Errorf("at %d: the first chunk is laid out though nobody looks at it", w)
		}
		if w == 1440 {
			b.until(fmt.Sprintf(`document.querySelector(".rail [aria-current]")?.getAttribute("href") === "#%s" || document.querySelectorAll(".rail a").length < 10`, last.Anchor))
		}
		eval[bool](b, fmt.Sprintf(`(() => { const box = document.getElementById("tim"); box.focus({preventScroll: true}); box.value = "viec thu %s"; box.dispatchEvent(new Event("input")); return true; })()`, last.Number))
		b.until(`document.getElementById("tim-so").textContent === "1 chỗ"`)
		eval[bool](b, `document.getElementById("tim-trong").requestSubmit(), true`)
		b.until(`(r => r && r.top > 0 && r.bottom < innerHeight)([...CSS.highlights.get("find-now") || []][0]?.getBoundingClientRect())`)
	}
}
