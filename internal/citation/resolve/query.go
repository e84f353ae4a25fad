package resolve

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
)

// query is a search box's query read as the name of a document.
type query struct {
	steps    []document.Step
	types    []*typeInfo // what the type word can mean; nil when none was typed
	number   string
	year     int // of the number or of the date
	date     document.Date
	symbol   []qtoken
	body     *tables.Body
	province string
	term     int
	plenum   int
	congress bool
	name     string // folded name of a law, with its type
	rest     []qtoken
	words    []qtoken // that must stand in the title
	// initials are a law's name by its first letters, as "tđkt", of a type.
	initials, initialsType string
	// loose says that neither type nor symbol is there: year or words of the title
	// must show that the number is one.
	loose bool
}

// qtoken is a run of letters or of digits.
type qtoken struct {
	lowered, folded string
	digits          bool
	glued           bool // nothing stands between it and the token before
}

func queryTokens(s string) []qtoken {
	s = dotted.Replace(s)
	var out []qtoken
	end := -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		digit := unicode.IsDigit(r)
		if !digit && !unicode.IsLetter(r) {
			i += n
			continue
		}
		j := i + n
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if unicode.IsDigit(r) != digit || !digit && !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			j += n
		}
		low := vietnamese.Lower(s[i:j])
		if low == "tư" && (s[i:j] == "TƯ" || i > 0 && (s[i-1] == '/' || s[i-1] == '-')) {
			low = "tw" // TƯ is Trung ương; without its marks it would be tỉnh ủy
		}
		out = append(out, qtoken{lowered: low, folded: vietnamese.Fold(low), digits: digit, glued: end == i})
		end, i = j, j
	}
	return out
}

var dotted = strings.NewReplacer("T.Ư", "TW", "T.ư", "TW", "t.ư", "tw", "T.W", "TW", "t.w", "tw")

func foldedOf(ts []qtoken) []string {
	out := make([]string, len(ts))
	for i := range ts {
		out[i] = ts[i].folded
	}
	return out
}

func loweredOf(ts []qtoken) []string {
	out := make([]string, len(ts))
	for i := range ts {
		out[i] = ts[i].lowered
	}
	return out
}

// plainTypes gives what a type word typed without marks can mean: words of the
// name, or an abbreviation. "qd" is Quyết định and Quy định.
var plainTypes = sync.OnceValue(func() map[string][]*typeInfo {
	m := map[string][]*typeInfo{}
	add := func(k string, t *typeInfo) {
		for _, have := range m[k] {
			if have == t {
				return
			}
		}
		m[k] = append(m[k], t)
	}
	for _, t := range tables.Types() {
		if t.Strength == tables.NoType {
			continue
		}
		i := typeInfos[t.Name]
		add(vietnamese.Fold(t.Name), i)
		for _, v := range t.Variants {
			add(vietnamese.Fold(v), i)
		}
		for _, a := range append(append([]string(nil), t.Abbreviations...), t.Letters...) {
			add(strings.ReplaceAll(vietnamese.Fold(a), " ", ""), i)
		}
	}
	return m
})

// parseTokens reads tokens in their order; nil when they are not the name of a
// document. Loose takes a number without type and symbol.
func parseTokens(ts []qtoken, loose bool) *query {
	q := &query{loose: loose}
	ts = q.readSteps(ts)
	if ts == nil {
		return nil
	}
	if q.readPlenum(ts) || q.readName(ts) {
		return q
	}
	ts = q.readType(ts)
	if len(ts) > 0 && ts[0].folded == "so" {
		ts = ts[1:]
	}
	if len(ts) == 0 || !ts[0].digits || len(ts[0].folded) > 5 {
		return nil
	}
	q.number = document.Number{Number: ts[0].folded}.Bare()
	ts = ts[1:]
	if len(ts) > 0 && isYear(ts[0]) {
		q.year = atoi(ts[0].folded)
		ts = ts[1:]
	}
	if q.types == nil && len(ts) == 0 && (!loose || q.year == 0) {
		return nil // a bare number, or a number and a year
	}
	q.rest = ts
	return q
}

func isYear(t qtoken) bool {
	y := atoi(t.folded)
	return t.digits && len(t.folded) == 4 && y >= 1940 && y < 2100
}

// readSteps takes a pinpoint off the front: "khoản 2 điều 8 nghị định …". It
// gives nil when the query is nothing but a pinpoint, and the tokens unchanged
// where the words only look like one ("điểm nóng").
func (q *query) readSteps(ts []qtoken) []qtoken {
	left := ts
	for len(left) >= 2 {
		unit, n := stepUnit(left)
		if n == 0 || len(left) <= n {
			break
		}
		label := left[n]
		next := n + 1
		text := label.lowered
		switch {
		case label.digits:
			if len(left) > next && left[next].glued && !left[next].digits && utf8.RuneCountInString(left[next].lowered) == 1 {
				text += left[next].lowered
				next++
			}
		case utf8.RuneCountInString(label.lowered) == 1 && unit == "điểm":
		default:
			if _, ok := tables.ParseRoman(label.folded); !ok {
				if len(q.steps) > 0 {
					q.steps = nil
				}
				return ts
			}
			text = strings.ToUpper(label.folded)
		}
		q.steps = append(q.steps, document.Step{Unit: unit, Label: text})
		left = left[next:]
		if len(left) > 0 && left[0].folded == "cua" {
			left = left[1:]
		}
	}
	if len(left) == 0 {
		return nil
	}
	return left
}

func stepUnit(ts []qtoken) (string, int) {
	if len(ts) > 1 {
		switch ts[0].folded + " " + ts[1].folded {
		case "tieu muc":
			return "tiểu mục", 2
		case "phu luc":
			return "phụ lục", 2
		}
	}
	switch ts[0].folded {
	case "dieu":
		return "Điều", 1
	case "khoan":
		return "khoản", 1
	case "diem":
		return "điểm", 1
	case "muc":
		return "mục", 1
	case "chuong":
		return "chương", 1
	case "phan":
		return "phần", 1
	case "tiet":
		return "tiết", 1
	}
	return "", 0
}

// readType takes a type word or its abbreviation off the front. An abbreviation
// counts only before a number.
func (q *query) readType(ts []qtoken) []qtoken {
	m := plainTypes()
	for k := min(len(ts), 7); k > 0; k-- {
		word := strings.Join(foldedOf(ts[:k]), " ")
		types := m[word]
		if types == nil {
			continue
		}
		if marked := strings.Join(loweredOf(ts[:k]), " "); marked != word {
			types = markedTypes(types, marked)
		}
		rest := ts[k:]
		if len(word) <= 5 && !strings.Contains(word, " ") && (len(rest) == 0 || !rest[0].digits && rest[0].folded != "so") {
			continue
		}
		q.types = types
		return rest
	}
	return ts
}

// markedTypes keeps the types that the word names as typed, with its marks: "đa"
// is Đề án, not Dự án. Where none has just these marks, all stay.
func markedTypes(types []*typeInfo, marked string) []*typeInfo {
	var out []*typeInfo
	for _, i := range types {
		for _, t := range tables.Types() {
			if t.Name != i.name {
				continue
			}
			for _, w := range append(append(append([]string{t.Name}, t.Variants...), t.Abbreviations...), t.Letters...) {
				if vietnamese.Lower(w) == marked {
					out = append(out, i)
					break
				}
			}
		}
	}
	if out == nil {
		return types
	}
	return out
}

// readTail reads what follows the number: issuer, province, term, date. Words it
// does not know must stand in the title.
func (q *query) readTail(ts []qtoken) bool {
	for i := 0; i < len(ts); {
		t := ts[i]
		switch {
		case fillers[t.folded] || (t.folded == "nam" || t.folded == "thang") && i+1 < len(ts) && ts[i+1].digits:
			i++
			continue
		case t.folded == "khoa" && i+1 < len(ts):
			if n, used := ordinalAt(ts[i+1:]); used > 0 {
				q.term = n
				i += 1 + used
				continue
			}
		case t.digits && !isYear(t):
			if d, used := dateAt(ts[i:]); used > 0 {
				q.date = d
				i += used
				continue
			}
		case isYear(t) && q.year == 0:
			q.year = atoi(t.folded)
			i++
			continue
		}
		if q.body == nil {
			phrase := strings.Join(foldedOf(ts[i:]), " ")
			// "tự" is not the TU of tỉnh ủy.
			if b, end, ok := tables.PlainBodyAt(phrase, 0); ok && (end > len(t.folded) || t.lowered == t.folded || len(t.folded) > 4 || t.lowered == "tư") {
				q.body = b
				i += strings.Count(phrase[:end], " ") + 1
				if p, n := plainProvince(ts[i:]); p != "" {
					q.province = p
					i += n
				}
				continue
			}
		}
		if q.province == "" {
			if p, n := plainProvince(ts[i:]); p != "" {
				q.province = p
				i += n
				continue
			}
		}
		if t.digits {
			return false
		}
		q.words = append(q.words, t)
		i++
	}
	return true
}

// dateAt reads a day with its month and year: "26/12/2023", "26 tháng 12 năm 2023".
func dateAt(ts []qtoken) (d document.Date, used int) {
	var numbers []qtoken
	for used < len(ts) && len(numbers) < 3 {
		t := ts[used]
		switch {
		case t.digits:
			numbers = append(numbers, t)
		case t.folded != "thang" && t.folded != "nam":
			return d, 0
		}
		used++
	}
	if len(numbers) < 3 || !isYear(numbers[2]) {
		return d, 0
	}
	return document.Date{Year: atoi(numbers[2].folded), Month: atoi(numbers[1].folded), Day: atoi(numbers[0].folded)}, used
}

// plainProvince reads a province's name in either spelling.
func plainProvince(ts []qtoken) (name string, n int) {
	for _, p := range tables.Provinces() {
		want := strings.Fields(strings.ReplaceAll(vietnamese.Fold(p.Name), "-", " "))
		if len(want) > len(ts) || len(want) <= n {
			continue
		}
		marked := strings.Fields(strings.ReplaceAll(vietnamese.Lower(p.Name), "-", " "))
		ok := true
		for k, w := range want {
			// With other marks it is another word: "diễn biến" is not Điện Biên.
			ok = ok && ts[k].folded == w && (ts[k].lowered == w || k < len(marked) && ts[k].lowered == marked[k])
		}
		if ok {
			name, n = tables.Fold(p.Name), len(want)
		}
	}
	return name, n
}

// titleHas reports that a word stands in the text: with its marks where it was typed
// with some, "năm" is not Nam.
func titleHas(text string, w qtoken) bool {
	for _, t := range queryTokens(text) {
		if t.folded == w.folded && (w.lowered == w.folded || t.lowered == w.lowered) {
			return true
		}
	}
	return false
}
