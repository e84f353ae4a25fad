package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// findWords finds a phrase between two offsets of a text, whatever its letter
// case, tone placement and spacing.
func findWords(text string, from, to int, phrase string) (start, end int, ok bool) {
	want := words(strings.NewReplacer("(", " ", ")", " ").Replace(phrase), 0)
	if len(want) == 0 || from < 0 || to > len(text) || from >= to {
		return 0, 0, false
	}
	have := words(strings.NewReplacer("(", " ", ")", " ").Replace(text[from:to]), from)
next:
	for i := 0; i+len(want) <= len(have); i++ {
		for j := range want {
			if have[i+j].folded != want[j].folded {
				continue next
			}
		}
		return have[i].start, have[i+len(want)-1].end, true
	}
	return 0, 0, false
}

// labelSpan finds the number and symbol of a citation in its words.
func labelSpan(text string, c *citation.Citation) (start, end int, ok bool) {
	label := []rune(strings.Map(signs, c.Label()))
	if c.Number.Number == "" || len(label) == 0 {
		return 0, 0, false
	}
	for at := c.Start; at < c.End; {
		i := strings.Index(text[at:c.End], c.Number.Number)
		if i < 0 {
			return 0, 0, false
		}
		start = at + i
		at = start + 1
		if start > 0 && text[start-1] >= '0' && text[start-1] <= '9' {
			continue
		}
		j, n := start, 0
		for j < c.End && n < len(label) {
			r, size := utf8.DecodeRuneInString(text[j:])
			if signs(r) < 0 {
				j += size
				continue
			}
			if unicode.ToLower(r) != unicode.ToLower(label[n]) && !(label[n] == 'W' && (r == 'Ư' || r == 'ư')) {
				break
			}
			j += size
			n++
		}
		if n == len(label) {
			return start, j, true
		}
	}
	return 0, 0, false
}

// signs drops what separates the parts of a number.
func signs(r rune) rune {
	switch r {
	case '-', '/', '.', '–', '—', '‐', '‑', '−', '&':
		return -1
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

var (
	numericDate = regexp.MustCompile(`(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?[/.\-]\s?(\d{4})`)
	spelledDate = regexp.MustCompile(`(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s+năm\s+(\d{4})`)
	monthYear   = regexp.MustCompile(`(\d{1,2})\s?[/.\-]\s?(\d{4})`)
	bareYear    = regexp.MustCompile(`\d{4}`)
)

// dateSpan finds the date of a citation in the text around it, and says whether
// it is spelled out ("16 tháng 3 năm 2022").
func dateSpan(text string, c *citation.Citation) (start, end int, spelled, ok bool) {
	from, to := c.Span()
	to = min(len(text), to+60) // a date may stand behind the title
	piece := text[from:to]
	if c.Date.Full() {
		for _, m := range spelledDate.FindAllStringSubmatchIndex(piece, -1) {
			if dateIs(c.Date, piece[m[2]:m[3]], piece[m[4]:m[5]], piece[m[6]:m[7]]) {
				return from + m[0], from + m[1], true, true
			}
		}
		for _, m := range numericDate.FindAllStringSubmatchIndex(piece, -1) {
			if dateIs(c.Date, piece[m[2]:m[3]], piece[m[6]:m[7]], piece[m[8]:m[9]]) {
				return from + m[0], from + m[1], false, true
			}
		}
		return 0, 0, false, false
	}
	if c.Date.Month > 0 {
		for _, m := range monthYear.FindAllStringIndex(piece, -1) {
			return from + m[0], from + m[1], false, true
		}
		return 0, 0, false, false
	}
	for _, m := range bareYear.FindAllStringIndex(piece, -1) {
		if piece[m[0]:m[1]] == strconv.Itoa(c.Date.Year) && m[0] > 0 && piece[m[0]-1] != '/' {
			return from + m[0], from + m[1], false, true
		}
	}
	return 0, 0, false, false
}

func dateIs(d document.Date, day, month, year string) bool {
	return number(day) == d.Day && number(month) == d.Month && number(year) == d.Year
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// writeDate writes a date in the style that stands in the draft.
func writeDate(d document.Date, spelled bool) string {
	if !spelled || !d.Full() {
		return d.Vietnamese()
	}
	month := strconv.Itoa(d.Month)
	if d.Month < 3 {
		month = "0" + month
	}
	return fmt.Sprintf("%02d tháng %s năm %d", d.Day, month, d.Year)
}
