package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
)

// titleWords appends the words of a title to compare by: folded, without
// punctuation, without the linking words it begins with, and without what
// citations inside titles may give or leave out (số, ngày …, khóa …, notes in
// brackets).
func titleWords(dst []string, s string) []string {
	first := len(dst)
	depth := 0
	for i := 0; i < len(s); {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		}
		if !wordStart(s, i) {
			i++
			continue
		}
		e := wordEnd(s, i)
		w := s[i:e]
		i = e
		if depth > 0 {
			continue
		}
		dst = append(dst, tables.Fold(w))
	}
	out := dst[:first]
	words := dst[first:]
	if len(words) > 0 && words[0] == "v" { // V/v
		words = words[1:]
	}
	for i := 0; i < len(words); i++ {
		switch w := words[i]; w {
		case "về", "việc", "số", "của": // small words that come and go
			continue
		case "ngày", "khóa":
			j := i + 1
			for j < len(words) && j < i+6 && (atoi(words[j]) > 0 || words[j] == "tháng" || words[j] == "năm" && j+1 < len(words) && atoi(words[j+1]) > 1900) {
				j++
			}
			if w == "khóa" && j == i+1 && j < len(words) {
				if _, ok := tables.ParseRoman(words[j]); ok {
					j++
				}
			}
			if j > i+1 {
				i = j - 1
				continue
			}
			out = append(out, w)
		default:
			out = append(out, w)
		}
	}
	return out
}

// titleMatch is how a cited title compares with the official one.
type titleMatch struct {
	state   agreement // unsaid, agrees, related (differs in words) or conflict
	missing []string  // stretches of the official title that the citation drops
	added   []string  // stretches that the citation has and the official title does not
}

// compareTitles compares word by word. What is cut off at either end is no
// difference: a citation may shorten a title, and a reader may have taken in
// words behind it.
func compareTitles(cited, official []string) titleMatch {
	if len(cited) < 3 || len(official) < 3 { // "về phí"
		return titleMatch{}
	}
	n := 0
	for n < len(cited) && n < len(official) && cited[n] == official[n] {
		n++
	}
	if n == len(official) || n == len(cited) && n >= 5 {
		return titleMatch{state: agrees}
	}
	if n == len(cited) {
		return titleMatch{} // "về công tác cán bộ" begins many titles
	}
	if len(cited) > 200 || len(official) > 200 {
		cited, official = cited[:min(200, len(cited))], official[:min(200, len(official))]
	}
	// Longest common subsequence, from the back, then read off the gaps.
	w := len(official) + 1
	lcs := make([]uint16, (len(cited)+1)*w)
	for i := len(cited) - 1; i >= 0; i-- {
		for j := len(official) - 1; j >= 0; j-- {
			if cited[i] == official[j] {
				lcs[i*w+j] = lcs[(i+1)*w+j+1] + 1
			} else {
				lcs[i*w+j] = max(lcs[(i+1)*w+j], lcs[i*w+j+1])
			}
		}
	}
	common, shorter := int(lcs[0]), min(len(cited), len(official))
	m := titleMatch{}
	switch {
	case common*2 < shorter && shorter >= 5:
		m.state = conflict
		return m
	case common*10 < shorter*7 || shorter < 6:
		return m // a paraphrase: neither the title nor another
	}
	var miss, add []string
	flush := func(atEnd bool) {
		if len(miss) > 0 && !atEnd {
			m.missing = append(m.missing, strings.Join(miss, " "))
		}
		if len(add) > 0 && !atEnd {
			m.added = append(m.added, strings.Join(add, " "))
		}
		miss, add = miss[:0], add[:0]
	}
	i, j := 0, 0
	for i < len(cited) && j < len(official) {
		switch {
		case cited[i] == official[j]:
			flush(false)
			i, j = i+1, j+1
		case lcs[(i+1)*w+j] >= lcs[i*w+j+1]:
			add = append(add, cited[i])
			i++
		default:
			miss = append(miss, official[j])
			j++
		}
	}
	flush(true)
	m.state = agrees
	if len(m.missing)+len(m.added) > 0 {
		m.state = related
	}
	return m
}
