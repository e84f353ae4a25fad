package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/citation/tables"
)

// word is one word of a text: its folded form to compare by, and its bytes.
type word struct {
	folded     string
	start, end int
}

// words cuts a piece of text into words of letters or figures. Offsets are bytes
// of the whole, the piece beginning at base. What stands in round brackets is
// left out: notes and aliases are no part of a title.
func words(piece string, base int) []word {
	piece = withoutRunning(piece)
	var out []word
	depth, at := 0, -1
	flush := func(end int) {
		if at >= 0 && depth == 0 {
			f := tables.Fold(norm.NFC.String(piece[at:end]))
			if len(f) > 1 && f[0] == '0' && figures(f) { // 05 năm, 5 năm
				f = strings.TrimLeft(f[:len(f)-1], "0") + f[len(f)-1:]
			}
			out = append(out, word{f, base + at, base + end})
		}
		at = -1
	}
	for i, r := range piece {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if at < 0 {
				at = i
			}
			continue
		}
		flush(i)
		switch r {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		}
	}
	flush(len(piece))
	return out
}

var running = regexp.MustCompile(`(?:\n\s*\d{1,4}\s*)?CÔNG BÁO/Số[^\n]*(?:\n\s*\d{1,4}\s*\n)?`)

// withoutRunning blanks the page headers of the gazette, in their place.
func withoutRunning(s string) string {
	if !strings.Contains(s, "CÔNG BÁO/Số") {
		return s
	}
	return running.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
}

// titleWords are the words of a title to compare by. The linking words before
// it, and the date, the term and "số" of citations inside it, come and go with
// the rules of the citing text and are no difference (HD 05-HD/VPTW).
func titleWords(piece string, base int) []word {
	ws := words(piece, base)
	for len(ws) > 0 && (ws[0].folded == "về" || ws[0].folded == "việc" || ws[0].folded == "v") {
		ws = ws[1:]
	}
	out := ws[:0:0]
	for i := 0; i < len(ws); i++ {
		switch ws[i].folded {
		case "số":
			if i+1 < len(ws) && figures(ws[i+1].folded) {
				continue
			}
		case "ngày":
			j := i + 1
			for j < len(ws) && j < i+6 && (figures(ws[j].folded) || ws[j].folded == "tháng" || ws[j].folded == "năm") {
				j++
			}
			if j > i+2 {
				i = j - 1
				continue
			}
		case "khóa":
			if i+1 < len(ws) {
				if _, ok := tables.ParseRoman(strings.ToUpper(ws[i+1].folded)); ok {
					i++
					continue
				}
			}
		}
		out = append(out, ws[i])
	}
	return out
}

func figures(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// change is a stretch where two titles differ: the words i to j of the cited one
// stand for the words k to l of the official one.
type change struct{ i, j, k, l int }

// compared is how a cited title stands to the official one, word by word.
type compared struct {
	cited, official []word
	common          int
	changes         []change
}

// compareTitles aligns two titles by their longest common subsequence. At most
// 240 words of each are read.
func compareTitles(cited, official []word) compared {
	cited, official = cited[:min(len(cited), 240)], official[:min(len(official), 240)]
	c := compared{cited: cited, official: official}
	w := len(official) + 1
	lcs := make([]uint16, (len(cited)+1)*w)
	for i := len(cited) - 1; i >= 0; i-- {
		for j := len(official) - 1; j >= 0; j-- {
			if cited[i].folded == official[j].folded {
				lcs[i*w+j] = lcs[(i+1)*w+j+1] + 1
			} else {
				lcs[i*w+j] = max(lcs[(i+1)*w+j], lcs[i*w+j+1])
			}
		}
	}
	c.common = int(lcs[0])
	i, j := 0, 0
	open := change{i: -1}
	flush := func() {
		if open.i >= 0 {
			open.j, open.l = i, j
			c.changes = append(c.changes, open)
			open.i = -1
		}
	}
	for i < len(cited) || j < len(official) {
		if i < len(cited) && j < len(official) && cited[i].folded == official[j].folded {
			flush()
			i, j = i+1, j+1
			continue
		}
		if open.i < 0 {
			open = change{i: i, k: j}
		}
		switch {
		case i == len(cited):
			j++
		case j == len(official):
			i++
		case lcs[(i+1)*w+j] >= lcs[i*w+j+1]:
			i++
		default:
			j++
		}
	}
	flush()
	return c
}

// open reports a change that is no difference: the text goes on behind the whole
// official title, since the end of a title is not always marked, or the cited
// title stops early, as a shortened one does.
func (c *compared) open(ch change) bool {
	return ch.j == len(c.cited) && ch.l == len(c.official) && (ch.i == ch.j || ch.k == ch.l)
}

// differing reports a change within the titles.
func (c *compared) differing() bool {
	for _, ch := range c.changes {
		if !c.open(ch) {
			return true
		}
	}
	return false
}

// likeness is the share of words that both have, in order, of the words of both
// as far as they can be compared: without what the text goes on with behind the
// title, and without the rest of a title that is cited short.
func (c *compared) likeness() float64 {
	n, m := len(c.cited), len(c.official)
	if k := len(c.changes); k > 0 {
		switch ch := c.changes[k-1]; {
		case ch.j < n || ch.l < m:
		case ch.k == ch.l:
			n = ch.i
		case ch.i == ch.j && n >= 5:
			m = ch.k
		default:
			n = min(n, ch.i+ch.l-ch.k+2)
		}
	}
	if n+m == 0 {
		return 0
	}
	return 2 * float64(c.common) / float64(n+m)
}

// oneLine puts a piece of text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shorten cuts a long piece for a message, at a space.
func shorten(s string, runes int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	cut := 0
	for ; runes > 0; runes-- {
		_, n := utf8.DecodeRuneInString(s[cut:])
		cut += n
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > 0 {
		cut = i
	}
	return s[:cut] + "…"
}

func quoted(s string) string { return "“" + shorten(s, 240) + "”" }
