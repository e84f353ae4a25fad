package resolve

import (
	"strings"
	"testing"
	"time"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// TestHostileTexts resolves texts in which every citation invites a long search.
// The limits are wide of what they take, so that only growth beyond the length
// of the text fails them.
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
		text := strings.Repeat(line, (1<<20)/len(line))
		cites := citation.Find(text)
		st := document.Divide(text)
		begin := time.Now()
		c.Resolve(Citing{Record: self, Text: text, Structure: st}, cites)
		if d := time.Since(begin); d > 5*time.Second {
			t.Errorf("%s: %d citations in %v", name, len(cites), d)
		} else if testing.Verbose() {
			t.Logf("%s: %d citations in %v", name, len(cites), d)
		}
	}
}
