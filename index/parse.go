package index

import (
	"strings"
	"unicode/utf8"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// Limits of a query. What goes beyond is left out, and Results.Limited says so.
const (
	maxQueryBytes = 4 << 10
	maxSlots      = 48 // distinct syllables; they are bits of a uint64
)

// slot is one distinct syllable, number or code of a query.
type slot struct {
	text   string // matching form
	folded string
	marked bool // typed with marks: means what it says
	// count is how often the query has it.
	count int
}

// request is a query as it was read.
type request struct {
	slots []slot
	// sequence is the query in its order, as indices of slots; -1 breaks it.
	sequence []int
	// phrases are the quoted parts, as indices of slots.
	phrases [][]int
	limited string
}

// parse reads a query. It never fails: what cannot be read is left out.
func parse(text string) request {
	var r request
	if len(text) > maxQueryBytes {
		text = cutRunes(text, maxQueryBytes)
		r.limited = "chỉ đọc phần đầu của câu tìm"
	}
	bySlot := map[string]int{}
	read := func(part string, quoted bool) {
		var run []int
		for _, t := range vi.Scan(part) {
			n, ok := bySlot[t.Text]
			if !ok {
				if len(r.slots) == maxSlots {
					r.limited = "chỉ dùng những từ đầu của câu tìm"
					break
				}
				n = len(r.slots)
				bySlot[t.Text] = n
				folded := vietnamese.Fold(t.Text)
				r.slots = append(r.slots, slot{text: t.Text, folded: folded, marked: folded != t.Text})
			}
			r.slots[n].count++
			run = append(run, n)
		}
		if len(run) == 0 {
			return
		}
		r.sequence = append(r.sequence, run...)
		if quoted {
			r.phrases = append(r.phrases, run)
		}
	}
	text = quotes.Replace(text)
	for i, part := range strings.Split(text, `"`) {
		read(part, i%2 == 1)
	}
	return r
}

// quotes makes every pair of quotation marks the plain one. Single quotes are
// left alone: they are apostrophes.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "＂", `"`)

// cutRunes cuts s to at most n bytes without cutting a rune.
func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
