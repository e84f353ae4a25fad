// Package accuracy measures an extracted text against a reference.
//
// Both are brought into one form first: NFKC (so that a raised ¹ is a 1), small
// letters (a .VnTimeH font shows capitals that its text does not have), tone
// marks in one place, hyphens and quotes of one kind, and no white space at all,
// so that line breaks do not count. From the reference the running heads, page
// numbers and signature stamps are taken out that the extraction leaves out by
// design. The error is the number of characters to insert, delete or replace. In
// order, text that stands in another place counts as deleted here and inserted
// there; where order does not count, stretches of 8 characters and more that are
// found elsewhere in the other text are no errors: footnotes that follow their
// paragraph, columns read one after the other, cells read row by row.
package accuracy

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/vietnamese"
)

// Score is the outcome of a comparison.
type Score struct {
	Runes  int // of the reference, without white space
	Strict int // errors in order
	Errors int // errors, order aside
	Lost   int // words of the reference that are not in the text, wherever they stand
	Words  int // of the reference
}

// Accuracy is 1 less the errors by the runes; 0 at least.
func (s Score) Accuracy() float64 {
	if s.Runes == 0 {
		return 0
	}
	return max(0, 1-float64(s.Errors)/float64(s.Runes))
}

// Recall is the share of the reference's words that are in the text.
func (s Score) Recall() float64 {
	if s.Words == 0 {
		return 0
	}
	return 1 - float64(s.Lost)/float64(s.Words)
}

var (
	heads = regexp.MustCompile(`(?m)^(?:\s*\d{1,4}\s*\n)?\s*(?:\d{1,4}\s+)?CÔNG BÁO/Số[^\n]*\n(?:\s*\d{1,4}\s*$)?`)
	alone = regexp.MustCompile(`(?m)^\s*\d{1,4}\s*$`)
	stamp = regexp.MustCompile(`(?m)^(?:Ký bởi|Người ký|Email|Cơ quan|Ngày ký|Thời gian ký):[^\n]*(?:\nVIỆT NAM\s*$)?`)
)

// Bare takes out of a reference what an extraction leaves out: the running heads
// of the gazette with their page numbers, page numbers that stand alone in a file
// without such heads, stamps.
func Bare(reference string) string {
	out := heads.ReplaceAllString(reference, "")
	if out == reference {
		out = alone.ReplaceAllString(out, "")
	}
	return stamp.ReplaceAllString(out, "")
}

// Compare scores a text against a reference.
func Compare(text, reference string) Score {
	a, b := words(Bare(vietnamese.Clean(reference))), words(text)
	s := Score{Words: len(a)}
	for _, w := range a {
		s.Runes += len([]rune(w))
	}
	count := map[string]int{}
	for _, w := range b {
		count[w]++
	}
	for _, w := range a {
		if count[w]--; count[w] < 0 {
			s.Lost++
		}
	}
	d := differ{inA: strings.Join(a, ""), inB: strings.Join(b, "")}
	d.compare(a, b)
	s.Strict, s.Errors = d.strict, d.errors
	return s
}

func words(s string) []string {
	s = strings.ToLower(vietnamese.Normalize(norm.NFKC.String(s)))
	return strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == '_' })
}

// InOrder is the accuracy where text in another place is wrong too.
func (s Score) InOrder() float64 {
	if s.Runes == 0 {
		return 0
	}
	return max(0, 1-float64(s.Strict)/float64(s.Runes))
}

// differ counts differences between two texts.
type differ struct {
	inA, inB       string // without white space
	strict, errors int
}

// compare counts the runes that differ. Runs of words that stand once in either
// text are the anchors, as many as keep their order (patience diff); between them
// the runes are compared.
func (d *differ) compare(a, b []string) {
	const run = 6
	once := func(s []string) map[string]int {
		at := map[string]int{}
		for i := 0; i+run <= len(s); i++ {
			k := strings.Join(s[i:i+run], " ")
			if _, twice := at[k]; twice {
				at[k] = -1
			} else {
				at[k] = i
			}
		}
		return at
	}
	inA, inB := once(a), once(b)
	var pairs [][2]int
	for i := 0; i+run <= len(a); i++ {
		k := strings.Join(a[i:i+run], " ")
		if j, ok := inB[k]; ok && j >= 0 && inA[k] >= 0 {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	i0, j0 := 0, 0
	for _, p := range increasing(pairs) {
		if p[0] < i0 || p[1] < j0 {
			continue
		}
		d.add(a[i0:p[0]], b[j0:p[1]])
		i, j := p[0], p[1]
		for i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
		}
		i0, j0 = i, j
	}
	d.add(a[i0:], b[j0:])
}

// increasing is the longest subsequence whose second numbers increase.
func increasing(pairs [][2]int) [][2]int {
	var tails []int // index of the last pair of the best subsequence by length
	prev := make([]int, len(pairs))
	for i, p := range pairs {
		k, _ := slices.BinarySearchFunc(tails, p[1], func(t, j int) int { return cmp.Compare(pairs[t][1], j) })
		prev[i] = -1
		if k > 0 {
			prev[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var out [][2]int
	for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
		out = append(out, pairs[i])
	}
	slices.Reverse(out)
	return out
}

func (d *differ) add(a, b []string) {
	x, y := strings.Join(a, ""), strings.Join(b, "")
	n := between(x, y)
	d.strict += n
	if n > 0 {
		d.errors += min(n, max(unknown(x, d.inB), unknown(y, d.inA)))
	}
}

// unknown counts the runes of s that are in no stretch found in text.
func unknown(s, text string) int {
	const stretch = 8
	r := []rune(s)
	n := 0
	for i := 0; i < len(r); {
		k := min(len(r), i+stretch)
		if k-i < min(stretch, len(r)) || !strings.Contains(text, string(r[i:k])) {
			n++
			i++
			continue
		}
		for k < len(r) && strings.Contains(text, string(r[i:k+1])) {
			k++
		}
		i = k
	}
	return n
}

// between is the edit distance in runes.
func between(a, b string) int {
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	const most = 40_000_000
	if len(x) == 0 || len(y) == 0 || len(x)*len(y) > most {
		return max(len(x), len(y))
	}
	prev, cur := make([]int, len(y)+1), make([]int, len(y)+1)
	for k := range prev {
		prev[k] = k
	}
	for i, r := range x {
		cur[0] = i + 1
		for k, q := range y {
			d := prev[k]
			if r != q {
				d++
			}
			cur[k+1] = min(d, prev[k+1]+1, cur[k]+1)
		}
		prev, cur = cur, prev
	}
	return prev[len(y)]
}
