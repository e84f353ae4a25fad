package library

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tracuu/internal/vietnamese"
)

// maxNear is the number of documents offered for a number that none has.
const maxNear = 5

// shortNumber is a document's number as it is compared with a mistyped one:
// letters and digits alone, without marks.
type shortNumber struct {
	number, symbol string // "23", "cttu"; a year counts to the symbol
	id             string
}

// numbersOf lists the numbers of a view, in the order of lists.
func (v *view) numbersOf() []shortNumber {
	var out []shortNumber
	for _, id := range v.ids {
		n := v.docs[id].Number
		if n.Number == "" || n.Symbol == "" {
			continue
		}
		out = append(out, shortNumber{number: strings.ToLower(n.Bare()), symbol: n.Year + squeeze(n.Symbol), id: id})
	}
	return out
}

// squeeze leaves the letters and digits of a number, without marks: typed
// numbers have lost them often enough that they do not tell two apart here.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, vietnamese.Fold(s))
}

// near gives documents whose number is nearly one that the query has and no
// document bears: another digit, two digits changed round, or another letter of
// the symbol. It is only said to be near, never taken for the one meant.
func (v *view) near(query string) []Entry {
	type found struct {
		shortNumber
		cost int
	}
	var out []found
	for _, want := range typedNumbers(query) {
		before := len(out)
		for _, have := range v.numbers() {
			if have.number == want.number && have.symbol == want.symbol {
				out = out[:before] // it is there
				break
			}
			if cost := numberCost(want, have); cost >= 0 {
				out = append(out, found{have, cost})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b found) int { return cmp.Compare(a.cost, b.cost) })
	var entries []Entry
	seen := map[string]bool{}
	for _, f := range out {
		if len(entries) < maxNear && !seen[f.id] {
			seen[f.id] = true
			entries = append(entries, v.entry(v.docs[f.id]))
		}
	}
	return entries
}

// typedNumbers are the numbers with a symbol that a query has: as one token, or,
// where it is nothing else, as a number and short words, "21 ct tu".
func typedNumbers(query string) (out []shortNumber) {
	const most = 3
	words := strings.Fields(query)
	for _, t := range vietnamese.Tokenize(query) {
		if t.Kind == vietnamese.KindDocumentNumber && len(out) < most {
			if n, ok := splitNumber(squeeze(t.Text)); ok {
				out = append(out, n)
			}
		}
	}
	if len(out) == 0 && len(words) > 0 && len(words) <= 5 {
		if n, ok := splitNumber(squeeze(query)); ok && len(n.symbol) <= 16 {
			out = append(out, n)
		}
	}
	return out
}

func splitNumber(s string) (n shortNumber, ok bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	if i < 1 {
		return n, false
	}
	digits := s[:i]
	year := ""
	// "302020ndcp" is 30 of 2020.
	if len(digits) > 4 {
		if y, err := strconv.Atoi(digits[len(digits)-4:]); err == nil && y >= 1945 && y < 2100 {
			digits, year = digits[:len(digits)-4], digits[len(digits)-4:]
		}
	}
	n = shortNumber{number: strings.TrimLeft(digits, "0"), symbol: year + s[i:]}
	return n, n.number != "" && len(n.number) <= 5 && len(n.symbol) >= 2 && len(n.symbol) <= 24
}

// numberCost tells how far two numbers are apart, -1 for too far: either the
// number or the symbol differs by one stroke of a key, not both. Of two that
// differ in a digit, the one that is nearer as a number is nearer.
func numberCost(want, have shortNumber) int {
	switch {
	case want.symbol == have.symbol && want.number != have.number:
		if !oneStroke(want.number, have.number) {
			return -1
		}
		a, _ := strconv.Atoi(want.number)
		b, _ := strconv.Atoi(have.number)
		return 10 + min(max(a-b, b-a), 1000)
	case want.number == have.number && want.symbol != have.symbol && oneStroke(want.symbol, have.symbol):
		return 0
	}
	return -1
}

// oneStroke tells whether one letter dropped, added or changed, or two that
// changed places, make b of a.
func oneStroke(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 1:
		return a[i:] == b[i+1:]
	case 0:
		if i == len(a) || a[i+1:] == b[i+1:] {
			return true
		}
		return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	}
	return false
}
