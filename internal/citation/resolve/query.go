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
	words    []string // folded words that must stand in the title
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

// parseQuery reads the query; nil when it is not the name of a document.
func parseQuery(s string) *query {
	ts := queryTokens(s)
	if len(ts) == 0 || len(ts) > 40 {
		return nil
	}
	q := &query{}
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
	if q.types == nil && len(ts) == 0 {
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
		case t.folded == "cua" || t.folded == "ngay" || t.folded == "nam" && i+1 < len(ts) && ts[i+1].digits:
			i++
			continue
		case t.folded == "khoa" && i+1 < len(ts):
			if n, ok := plainOrdinal(ts[i+1]); ok {
				q.term = n
				i += 2
				continue
			}
		case t.digits && i+2 < len(ts) && ts[i+1].digits && isYear(ts[i+2]):
			q.date = document.Date{Year: atoi(ts[i+2].folded), Month: atoi(ts[i+1].folded), Day: atoi(t.folded)}
			i += 3
			continue
		case isYear(t) && q.year == 0:
			q.year = atoi(t.folded)
			i++
			continue
		}
		if q.body == nil {
			phrase := strings.Join(foldedOf(ts[i:]), " ")
			if b, end, ok := tables.PlainBodyAt(phrase, 0); ok {
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
		q.words = append(q.words, t.folded)
		i++
	}
	return true
}

// plainProvince reads a province's name in either spelling.
func plainProvince(ts []qtoken) (name string, n int) {
	for _, p := range tables.Provinces() {
		want := strings.Fields(strings.ReplaceAll(vietnamese.Fold(p.Name), "-", " "))
		if len(want) > len(ts) || len(want) <= n {
			continue
		}
		ok := true
		for k, w := range want {
			ok = ok && ts[k].folded == w
		}
		if ok {
			name, n = tables.Fold(p.Name), len(want)
		}
	}
	return name, n
}

// hasFolded reports that the word stands in the text, marks apart.
func hasFolded(text, word string) bool {
	for _, t := range queryTokens(text) {
		if t.folded == word {
			return true
		}
	}
	return false
}
