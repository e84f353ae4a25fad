package browsertest

import (
	"fmt"
	"testing"

	"tracuu/internal/server/servertest"
)

// realPages are the kinds of page, on the default collection.
var realPages = []string{"/", "/tim?q=the+tran+an+ninh+nhan+dan", "/tim?q=12-NQ%2FTW", "/tim?q=khongcogi", "/tim", "/tim?explain=1&q=an+ninh+-m%E1%BA%A1ng+%22", "/van-ban", "/van-ban?loai=Lu%E1%BA%ADt",
	directive, "/van-ban/nghi-quyet-51-nq-tw-2019", "/tro-giup", "/trang-thai", "/thieu", "/van-ban/chi-thi-05-ct-tw-2016", "/van-ban/khong-co",
	"/kiem-tra", checkedDraft, directive + "/so-do?do-sau=2", "/gio"}

// samplePages show every kind of citation.
var samplePages = []string{sampleDirective, "/van-ban/" + servertest.Decision, "/van-ban/" + servertest.Hostile, "/tim?q=r%E1%BB%ABng", "/thieu", "/van-ban/" + servertest.Conclusion,
	"/van-ban/" + servertest.TwinB + "/so-do",
	sampleDirective + "?tim=rung", decision + "/ban-goc", decision + "/ban-goc?trang=2&co=3", "/so-sanh", "/so-sanh?a=khongcogi&b=" + servertest.Resolution,
	"/so-sanh?a=" + servertest.Decision + "@1&b=" + servertest.Decision, "/so-sanh?a=" + servertest.Decision + "&b=" + servertest.Directive}

// TestWidths looks for pages that must be scrolled sideways.
func TestWidths(t *testing.T) {
	for _, p := range allPages {
		t.Run(p.name, func(t *testing.T) {
			b, pages := p.open(t)
			b.checkWidths(pages)
		})
	}
}

// allPages are the pages that are looked at, with what serves them.
var allPages = []struct {
	name string
	open func(*testing.T) (*tab, []string)
}{
	{"real", func(t *testing.T) (*tab, []string) { return open(t, openReal(t)), realPages }},
	{"sample", func(t *testing.T) (*tab, []string) { return open(t, servertest.Sample()), samplePages }},
	{"importing", openImports},
}

func (b *tab) checkWidths(pages []string) {
	for _, w := range []int64{320, 390, 720, 820, 1024, 1440} {
		b.size(w, 900)
		for _, p := range pages {
			b.show(p)
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				wide := eval[string](b, `[...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(e => e.tagName + "." + e.className).join(" ")`)
				b.t.Errorf("%s at %d: %d px too wide (%s)", p, w, over, wide)
			}
		}
	}
	b.forget("404")
}

// TestMeasure counts the letters on full lines of the text.
func TestMeasure(t *testing.T) {
	b := open(t, openReal(t))
	b.visit(directive)
	lines := eval[[]int](b, `(() => {
		const out = [];
		for (const p of document.querySelectorAll(".text .b > p")) {
			const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), lines = [];
			let top = null, n = 0;
			for (let node; (node = walk.nextNode());) {
				for (let i = 0; i < node.length; i++) {
					const r = document.createRange();
					r.setStart(node, i); r.setEnd(node, i + 1);
					const box = r.getBoundingClientRect();
					if (!box.width) continue;
					if (top === null || Math.abs(box.bottom - top) > 14) { if (n) lines.push(n); n = 0; top = box.bottom; }
					n++;
				}
			}
			out.push(...lines); // without the last line of the paragraph
		}
		return out;
	})()`)
	sum := 0
	for _, n := range lines {
		sum += n
	}
	if len(lines) < 50 {
		t.Fatalf("%d full lines", len(lines))
	}
	mean := float64(sum) / float64(len(lines))
	t.Logf("%.1f letters on a line", mean)
	if mean < 65 || mean > 75 {
		t.Errorf("%.1f letters on a line, want 65 to 75", mean)
	}
}

// TestTheme switches to the dark theme and keeps it.
func TestTheme(t *testing.T) {
	b := open(t, servertest.Sample())
	background := `getComputedStyle(document.body).backgroundColor`
	b.media("prefers-color-scheme", "light")
	b.visit("/")
	light := eval[string](b, background)
	eval[bool](b, `document.getElementById("theme").click(), true`)
	dark := eval[string](b, background)
	b.visit("/van-ban")
	if kept := eval[string](b, background); dark == light || kept != dark {
		t.Errorf("light %s, dark %s, next page %s", light, dark, kept)
	}
	eval[bool](b, `localStorage.clear(), true`)
	b.media("prefers-color-scheme", "dark")
	b.visit("/")
	if system := eval[string](b, background); system != dark {
		t.Errorf("the system's dark theme gives %s, want %s", system, dark)
	}
}

// TestAccessible has axe-core judge every page in both themes.
func TestAccessible(t *testing.T) {
	axe := readAxe(t)
	for _, p := range allPages {
		t.Run(p.name, func(t *testing.T) {
			b, pages := p.open(t)
			b.judgeAll(axe, pages)
		})
	}
}

func (b *tab) judgeAll(axe string, pages []string) {
	for _, theme := range []string{"light", "dark"} {
		b.media("prefers-color-scheme", theme)
		for _, w := range []int64{1440, 390} {
			if theme == "dark" && w == 390 {
				continue // colours do not change with the width
			}
			b.size(w, 900)
			for _, p := range pages {
				b.show(p)
				if b.path() == sampleDirective && w == 1440 {
					b.hover("#c-6")
				}
				b.judge(axe, fmt.Sprintf("%s (%s, %d px)", p, theme, w))
			}
		}
	}
	b.forget("404")
}
