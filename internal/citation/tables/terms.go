package tables

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"tracuu/internal/document"
)

//go:embed terms.tsv
var termsTSV string

// The bodies that have terms of their own in terms.tsv; provincial ones are
// "tinh-uy/" and the id of the province.
const (
	CentralTerms  = "trung-uong"
	AssemblyTerms = "quoc-hoi"
)

// TermSlack is by how many days a date may lie outside a term's window and
// still belong to it: the windows are about, and a new term can begin on the
// opening day of its first plenum (HD 36-HD/VPTW, II.1.3.1).
const TermSlack = 10

// Term is one term of office; numbers restart with it.
type Term struct {
	Body    string // CentralTerms, AssemblyTerms, "tinh-uy/phu-tho"
	Number  int    // 13 for XIII
	Period  Period
	Sourced bool
	Example string // "12-NQ/TW 2022-03-16"
	Note    string
}

// Roman is the term as it is written, "XIII".
func (t *Term) Roman() string { return Roman(t.Number) }

var loadTerms = sync.OnceValue(func() map[string][]*Term {
	m, err := readTerms(termsTSV)
	if err != nil {
		panic("embedded table: " + err.Error()) // the tests read the same bytes
	}
	return m
})

func readTerms(data string) (map[string][]*Term, error) {
	rows, err := readTable("terms.tsv", data, "body", "term", "from", "until", "evidence", "example", "note")
	if err != nil {
		return nil, err
	}
	m := map[string][]*Term{}
	for _, f := range rows {
		p, err := period(f[2], f[3])
		if err != nil {
			return nil, fmt.Errorf("terms.tsv: %s %s: %w", f[0], f[1], err)
		}
		n, ok := ParseRoman(f[1])
		if !ok {
			return nil, fmt.Errorf("terms.tsv: %s: %q is not a term", f[0], f[1])
		}
		m[f[0]] = append(m[f[0]], &Term{Body: f[0], Number: n, Period: p, Sourced: f[4] == "S", Example: f[5], Note: f[6]})
	}
	return m, nil
}

// Terms gives the terms of a body in order, shared and not to be changed.
func Terms(body string) []*Term { return loadTerms()[body] }

// TermNumbered gives the body's term of that number, or nil.
func TermNumbered(body string, n int) *Term {
	for _, t := range loadTerms()[body] {
		if t.Number == n {
			return t
		}
	}
	return nil
}

// TermOn gives the body's term on the date: the one whose window holds it, of
// two the earlier. It is nil when the date is unknown or in no window. Near an
// edge the answer is a best guess; [Term.CanHold] is the test to reject by.
func TermOn(body string, d document.Date) *Term {
	if d.IsZero() {
		return nil
	}
	var found *Term
	for _, t := range loadTerms()[body] {
		// A later term that has certainly begun is the better answer: edges name
		// the same day twice, and some terms lack an end.
		if t.Period.Holds(d) && (found == nil || t.Period.From.Before(d) || d.Full() && d == t.Period.From) {
			found = t
		}
	}
	return found
}

// CanHold reports that the date is inside the window or within [TermSlack] days
// of it.
func (t *Term) CanHold(d document.Date) bool {
	if t.Period.Holds(d) {
		return true
	}
	if !d.Full() {
		return false
	}
	return t.Period.Holds(shift(d, TermSlack)) || t.Period.Holds(shift(d, -TermSlack))
}

func shift(d document.Date, days int) document.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return document.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

var romans = [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
	"XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX"}

// Roman writes a term's number; 0 and what lies beyond 30 in digits.
func Roman(n int) string {
	if n > 0 && n < len(romans) {
		return romans[n]
	}
	return strconv.Itoa(n)
}

// ParseRoman reads a Roman numeral from I to XXX, in either letter case.
func ParseRoman(s string) (int, bool) {
	for n, r := range romans {
		if n > 0 && strings.EqualFold(r, s) {
			return n, true
		}
	}
	return 0, false
}

// ordinalWords are the words that count plenums and congresses: "lần thứ tám".
// Bốn and the abbreviations are rare but seen.
var ordinalWords = map[string]int{
	"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
	"mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười tư": 14, "mười lăm": 15,
}

// OrdinalAt reads a counting word, digits or a Roman numeral at byte start:
// "tám", "8", "VIII", "thứ tám", "lần thứ 8". It gives the value and the byte
// offset after it.
func OrdinalAt(text string, start int) (n, end int, ok bool) {
	i := start
	for _, lead := range [2]string{"lần", "thứ"} {
		if w, e := wordFrom(text, i); w == lead {
			i = skipSpace(text, e)
		}
	}
	w, e := wordFrom(text, i)
	if w == "" {
		return 0, start, false
	}
	if v, err := strconv.Atoi(w); err == nil {
		return v, e, v > 0 && v <= 100
	}
	if v, ok := ParseRoman(w); ok {
		return v, e, true
	}
	if v := ordinalWords[w]; v > 0 {
		if w2, e2 := wordFrom(text, skipSpace(text, e)); v == 10 && ordinalWords[w+" "+w2] > 0 {
			return ordinalWords[w+" "+w2], e2, true
		}
		return v, e, true
	}
	return 0, start, false
}

// TermAt reads "khóa XIII", "(khoá 13)", "nhiệm kỳ XIX" at byte start after
// white space and gives the term's number and the byte offset after it, with
// the closing bracket where there is one.
func TermAt(text string, start int) (term, end int, ok bool) {
	i := skipSpace(text, start)
	bracket := i < len(text) && text[i] == '('
	if bracket {
		i = skipSpace(text, i+1)
	}
	if i < len(text) && text[i] == ',' {
		i = skipSpace(text, i+1)
	}
	w, e := wordFrom(text, i)
	if w != "khóa" {
		return 0, start, false
	}
	n, e, ok := OrdinalAt(text, skipSpace(text, e))
	if !ok {
		return 0, start, false
	}
	if bracket {
		c := skipSpace(text, e)
		if c >= len(text) || text[c] != ')' {
			return n, e, true
		}
		e = c + 1
	}
	return n, e, true
}

// wordFrom gives the folded word at byte i and where it ends; "" when no letter
// or digit stands there.
func wordFrom(text string, i int) (string, int) {
	j := i
	for j < len(text) && j-i < 24 && wordAt(text, j) {
		_, n := utf8.DecodeRuneInString(text[j:])
		j += n
	}
	if j == i {
		return "", i
	}
	return Fold(text[i:j]), j
}
