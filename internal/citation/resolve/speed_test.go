package resolve

import (
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/citation/cputime"
	"tracuu/internal/document"
)

// TestHostileTexts resolves texts in which every citation invites a long search.
// Sixteen times the text takes about sixteen times as long, and not 256 times.
func TestHostileTexts(t *testing.T) {
	self := rec("nd2", "Nghị định", "80/2022/NĐ-CP", "2022-07-01", "Chính phủ", "sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP")
	c := New(append(library(), self))
	for name, line := range map[string]string{
		"provisions in one line": "Điều 1 ",
		"provisions":             "khoản 2 Điều 99 Nghị định này\n",
		"articles":               "Điều 7. Sửa đổi, bổ sung khoản 2 Điều 5\n“2. Theo khoản 1 Điều này.\n",
		"open quotes":            "“Theo khoản 1 Điều này và Nghị định này\n",
		"anaphora":               "Nghị quyết nêu trên; các Nghị quyết nêu trên; ",
		"one number":             "Nghị quyết số 12-NQ/TW; ",
		"short":                  "Nghị quyết 12 và Nghị quyết 51; ",
		"lists":                  "a) Khoản 2 Điều 3;\n",
		"aliases":                "Nghị định số 30/2020/NĐ-CP (sau đây gọi tắt là Nghị định 30); ",
	} {
		text := strings.Repeat(line, (1<<19)/len(line))
		type reading struct {
			citing Citing
			cites  []citation.Citation
		}
		read := func(text string) reading {
			return reading{Citing{Record: self, Text: text, Structure: document.Divide(text)}, citation.Find(text)}
		}
		short := strings.Repeat(line, (1<<15)/len(line))
		texts := map[int]reading{len(short): read(short), len(text): read(text)}
		if g := cputime.Growth(func(n int) { c.Resolve(texts[n].citing, texts[n].cites) }, len(short), len(text)); g > 90 {
			t.Errorf("%s: sixteen times the text takes %.0f times as long", name, g)
		}
	}
}
