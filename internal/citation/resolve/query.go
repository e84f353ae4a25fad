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

// readPlenum reads "nghị quyết trung ương 8 khóa 13", "hội nghị trung ương 4
// khóa xi", "nqtw 8 khoa 13", "nghị quyết đại hội xiii".
func (q *query) readPlenum(ts []qtoken) bool {
	i, cue := 0, false
	eat := func(words ...string) bool {
		if i+len(words) > len(ts) {
			return false
		}
		for k, w := range words {
			if ts[i+k].folded != w {
				return false
			}
		}
		i += len(words)
		return true
	}
	if eat("nghi", "quyet") || eat("nq") || eat("ket", "luan") || eat("van", "kien") {
		cue = true
	}
	if eat("hoi", "nghi") {
		cue = true
	}
	switch {
	case eat("trung", "uong"), eat("tw"), eat("bchtw"), eat("ban", "chap", "hanh", "trung", "uong"):
	case eat("nqtw"):
		cue = true
	case eat("dai", "hoi"):
		eat("dai", "bieu", "toan", "quoc")
		eat("dang")
		q.congress, cue = true, true
	case cue && i >= 2 && (eat("lan", "thu") || eat("lan")): // hội nghị lần thứ tám …
	default:
		return false
	}
	_ = eat("lan", "thu") || eat("lan") || eat("thu")
	if i >= len(ts) {
		q.congress = false
		return false
	}
	n, ok := plainOrdinal(ts[i])
	if !ok {
		q.congress = false
		return false
	}
	i++
	if q.congress {
		q.term = n
	} else {
		q.plenum = n
		eat("ban", "chap", "hanh", "trung", "uong")
		eat("trung", "uong")
		eat("dang")
		if eat("khoa") && i < len(ts) {
			if t, ok := plainOrdinal(ts[i]); ok {
				q.term = t
				i++
				cue = true
			}
		}
	}
	if !cue {
		q.plenum = 0
		return false
	}
	for ; i < len(ts); i++ {
		if w := ts[i].folded; w != "cua" && w != "dang" {
			q.words = append(q.words, w)
		}
	}
	return true
}

var plainOrdinals = map[string]int{
	"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}

func plainOrdinal(t qtoken) (int, bool) {
	if t.digits {
		n := atoi(t.folded)
		return n, n > 0 && n < 31
	}
	if n, ok := tables.ParseRoman(t.folded); ok {
		return n, true
	}
	n, ok := plainOrdinals[t.folded]
	return n, ok
}

// readName reads the name of a law with an optional year: "luật đất đai 2013",
// "blhs 2015". A number after the type word is not a name.
func (q *query) readName(ts []qtoken) bool {
	year := 0
	if n := len(ts); n > 1 && isYear(ts[n-1]) {
		year = atoi(ts[n-1].folded)
		ts = ts[:n-1]
		if n := len(ts); n > 1 && ts[n-1].folded == "nam" {
			ts = ts[:n-1]
		}
	}
	if len(ts) == 0 {
		return false
	}
	name := strings.Join(foldedOf(ts), " ")
	for abbr, full := range codeNames {
		if folded := vietnamese.Fold(abbr); name == folded {
			q.name, q.year = vietnamese.Fold(full), year
			return true
		}
	}
	for _, t := range [...]string{"bo luat", "luat", "phap lenh", "hien phap", "dieu le"} {
		if name == t && t != "hien phap" {
			return false
		}
		if name == t || strings.HasPrefix(name, t+" ") {
			if len(ts) > strings.Count(t, " ")+1 {
				if next := ts[strings.Count(t, " ")+1]; next.digits || next.folded == "so" {
					return false
				}
			}
			if name == "dieu le dang cong san viet nam" {
				name = "dieu le dang"
			}
			q.name, q.year = name, year
			return true
		}
	}
	return false
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
