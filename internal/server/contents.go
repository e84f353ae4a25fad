package server

import (
	"strings"
	"unicode/utf8"

	"tracuu/internal/document"
)

// tocEntry is a line of the table of contents.
type tocEntry struct {
	Anchor, Label, Text string
	Depth               int
}

const (
	tocEntries = 150 // deeper levels are left out when there would be more
	tocText    = 90  // runes of a heading
)

// makeContents lists the divisions that a reader looks for, as deep as fits:
// with its heading, or the body that it addresses, or its first words.
func makeContents(st *document.Structure, text string) []tocEntry {
	if st == nil || !st.Has() {
		return nil
	}
	count, articles := map[int]int{}, false
	listed := func(p *document.Provision) bool {
		return p.Anchor != "" && (p.Number != "" || headingUnit(p.Unit))
	}
	st.Walk(func(p *document.Provision, depth int) bool {
		if listed(p) {
			count[depth]++
		}
		articles = articles || p.Unit == document.Article
		return true
	})
	if articles { // readers of a law look for its articles; clauses would drown them
		listed = func(p *document.Provision) bool { return p.Anchor != "" && headingUnit(p.Unit) }
	}
	deepest, sum := 0, count[0]
	for d := 1; d <= 3; d++ {
		if sum += count[d]; sum > tocEntries {
			break
		}
		deepest = d
	}
	var out []tocEntry
	told := "" // the body that the line above is for: to say it again would tell nothing
	st.Walk(func(p *document.Provision, depth int) bool {
		if listed(p) && (depth <= deepest || p.Unit == document.Article) {
			words := shorten(p.Heading, tocText)
			if words == "" && p.Addressee != told {
				words = shorten(p.Addressee, tocText)
			}
			if words == "" {
				words = firstWords(p, text)
			}
			told = p.Addressee
			out = append(out, tocEntry{Anchor: p.Anchor, Label: tocLabel(p), Text: words, Depth: min(depth, 3)})
		}
		return true
	})
	return out
}

// tocLabel names a provision among its siblings: the parent's name is on the
// line above, so "Khoản 2 Điều 5" is "Khoản 2".
func tocLabel(p *document.Provision) string {
	if p.Parent != nil && p.Parent.Label != "" {
		if n := len(p.Label) - len(p.Parent.Label); n > 0 && strings.EqualFold(p.Label[n:], p.Parent.Label) {
			return strings.TrimRight(p.Label[:n], " ,")
		}
	}
	return p.Label
}

// firstWords is how a provision begins, after its number.
func firstWords(p *document.Provision, text string) string {
	start, end := p.Own()
	if start < 0 || end > len(text) || start > end {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimSpace(text[start:end]), "\n")
	if len(line) >= len(p.Label) && strings.EqualFold(line[:len(p.Label)], p.Label) {
		line = line[len(p.Label):]
	} else if i := strings.IndexAny(line, ".)"); i >= 0 && i < 8 {
		line = line[i+1:]
	}
	line = strings.TrimLeft(line, " ,.:;)")
	if !utf8.ValidString(line) {
		return ""
	}
	return shorten(line, tocText)
}
