package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// joints are words that a hyphen joins, in whatever spacing: head and tail.
var joints = map[[2]string]bool{}

func init() {
	for _, w := range []string{
		"kinh tế - xã hội", "chính trị - xã hội", "văn hóa - xã hội", "y tế - xã hội", "nghề nghiệp - xã hội", "giáo dục - đào tạo",
		"khoa học - công nghệ", "lao động - thương binh", "thể dục - thể thao", "chính trị - tư tưởng", "châu á - thái bình dương",
		"bà rịa - vũng tàu", "thừa thiên - huế", "phan rang - tháp chàm", "mác - lê nin", "mác - lênin", "độc lập - tự do", "tự do - hạnh phúc",
	} {
		head, tail, _ := strings.Cut(vietnamese.Fold(w), " - ")
		joints[[2]string{head, tail}] = true
	}
}

// longestJoint is the words of the longest head or tail of a joint.
const longestJoint = 3

// joint tells whether the hyphen at a byte joins the words beside it, or is the
// sign of a number.
func (l *lexer) joint(at, after int) bool {
	head, tail := plainWords(l.text[max(0, at-40):at]), plainWords(l.text[after:min(len(l.text), after+40)])
	if len(tail) == 0 {
		return false
	}
	if '0' <= l.text[after] && l.text[after] <= '9' {
		before := strings.TrimRightFunc(l.text[:at], unicode.IsSpace)
		switch {
		case len(head) > 0 && isNumber(head[len(head)-1]) && isNumber(tail[0]): // "2021 -2025"
			return true
		case before != "" && !wordBefore(before, len(before)) && !strings.HasSuffix(before, ")"): // "= -5"
			return true
		case strings.ContainsAny(tail[0], ",."): // "-0,5"
			return true
		}
	}
	for h := 1; h <= min(longestJoint, len(head)); h++ {
		for t := 1; t <= min(longestJoint, len(tail)); t++ {
			if joints[[2]string{strings.Join(head[len(head)-h:], " "), strings.Join(tail[:t], " ")}] {
				return true
			}
		}
	}
	return false
}

func isNumber(word string) bool { return word != "" && strings.Trim(word, "0123456789") == "" }

// longestName is the bytes that a field's name can take, spaces and the colon
// with it.
const longestName = 60

// fieldAt finds a field's name with its colon at a byte, and where it ends.
func (l *lexer) fieldAt(at int) (f Name, after int) {
	rest := l.text[at:min(len(l.text), at+longestName)]
	i := strings.IndexAny(rest, ":：")
	if i <= 0 || l.within(at+i) || strings.IndexFunc(rest[:i], isSign) >= 0 {
		return "", 0
	}
	name := strings.Join(strings.FieldsFunc(vietnamese.Lower(rest[:i]), func(r rune) bool {
		return unicode.IsSpace(r) || r == '_' || isHyphen(r)
	}), " ")
	f, ok := byName[name]
	if !ok {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(rest[i:])
	return f, at + i + size
}

// filter reads a filter at a byte and gives where it ends; 0 where none stands.
func (l *lexer) filter(at int) int {
	f, after := l.fieldAt(at)
	if f == "" {
		return 0
	}
	from := after
	for from < len(l.text) && (l.text[from] == ' ' || l.text[from] == '\t') {
		from++
	}
	glued := from == after
	if from == len(l.text) && !l.opens(at) && !strings.ContainsAny(string(f), " ") {
		l.say(at, after, "“"+strings.TrimSpace(l.text[at:after])+"” chưa có giá trị; đọc như từ thường.")
		return 0 // "quy mô dân số:"
	}
	if from == len(l.text) {
		l.say(at, after, "“"+strings.TrimSpace(l.text[at:after])+"” chưa có giá trị; đã bỏ qua.")
		l.dropped = true
		return after
	}
	if text, end, exact := l.enclosed(from); end > 0 {
		field, ok := l.enclosedField(f, text)
		if !ok {
			says := badValue[f]
			if text == "" {
				says = "“" + strings.TrimSpace(l.text[at:after]) + "” chưa có giá trị."
			}
			l.say(at, end, strings.TrimSuffix(says, " Đọc như từ thường.")+" Đã bỏ qua.")
			l.dropped = true
			return end
		}
		field.Exact = f == Title && exact
		l.add(item{kind: aFilter, start: at, end: end, field: field})
		return end
	}
	stop := l.stretch(from)
	field, n := l.value(f, l.text[from:stop], from, glued, at)
	if n == 0 {
		if glued && stop > from {
			l.say(at, stop, badValue[f])
		}
		return 0 // ordinary words with a colon
	}
	end := from + n
	l.add(item{kind: aFilter, start: at, end: end, field: field, spaced: !glued})
	return end
}

// badValue says what a field's value should be.
var badValue = map[Name]string{
	Year:   "Không đọc được năm; viết như năm:2023 hoặc năm:2019..2023. Đọc như từ thường.",
	Date:   "Không đọc được ngày; viết như ngày:26/12/2023 hoặc ngày:01/2022..12/2023. Đọc như từ thường.",
	Number: "Không đọc được số hiệu; viết như số:12-NQ/TW. Đọc như từ thường.",
	Held:   "Bộ lọc toàn văn chỉ nhận “có” hoặc “không”. Đọc như từ thường.",
	Type:   "Không có loại văn bản này. Đọc như từ thường.",
	Issuer: "Không đọc được cơ quan.",
	State:  "Không đọc được trạng thái.",
	Cites:  "Không đọc được văn bản được viện dẫn.",
	Title:  "Không đọc được từ của tiêu đề.",
}

// enclosed reads a value in quotation marks or brackets; end is 0 for none.
func (l *lexer) enclosed(at int) (text string, end int, quoted bool) {
	r, size := utf8.DecodeRuneInString(l.text[at:])
	n := -1
	switch {
	case isQuote(r):
		quoted = true
		n = strings.IndexFunc(l.text[at+size:], isQuote)
	case r == '(':
		n = strings.IndexByte(l.text[at+size:], ')')
	default:
		return "", 0, false
	}
	if n < 0 {
		return "", 0, false
	}
	_, last := utf8.DecodeRuneInString(l.text[at+size+n:])
	return clean(l.text[at+size : at+size+n]), at + size + n + last, quoted
}

// enclosedField makes the filter of a value that is known to end.
func (l *lexer) enclosedField(f Name, text string) (Field, bool) {
	if !hasWords(text) && f != Year && f != Date {
		return Field{}, false
	}
	switch f {
	case Year, Date:
		read := readYears
		if f == Date {
			read = readDates
		}
		field, n := read(text)
		return field, n > 0 && n == len(text)
	case Type, Issuer, State, Held:
		words, endsAt := wordsOf(text)
		values, n := l.vocab.matchList(f, text, words, endsAt)
		if n < endsAt[len(endsAt)-1] {
			values = nil
		}
		if f == Held && values == nil {
			return Field{}, false
		}
		return Field{Name: f, Value: text, Values: values}, true
	}
	return Field{Name: f, Value: text}, true
}

// stretch gives the end of the ordinary words at a byte: the next sign, filter,
// "hoặc" or exclusion.
func (l *lexer) stretch(at int) int {
	for i := at; i < len(l.text); {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		if l.within(i) {
			i += size
			continue
		}
		if isSign(r) || r == '\n' || i > at && r == '-' && l.excludes(i, size) {
			return i
		}
		if i > at && l.spaceBefore(i) && !unicode.IsSpace(r) {
			if f, _ := l.fieldAt(i); f != "" {
				return i
			}
			word := l.text[i:]
			if n := strings.IndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || isSign(r) }); n >= 0 {
				word = word[:n]
			}
			if low := vietnamese.Lower(word); low == "hoặc" || low == "hoac" {
				return i
			}
		}
		i += size
	}
	return len(l.text)
}

// unknownWords is how many words the value of a filter takes that is not known.
const unknownWords = 8

// value reads a value that nothing encloses, from the words s that stand at byte
// from; name is where the field's name stands. It gives how many bytes the value
// takes, 0 for none.
func (l *lexer) value(f Name, s string, from int, glued bool, name int) (Field, int) {
	switch f {
	case Year, Date:
		if !glued && !l.opens(name) {
			return Field{}, 0
		}
		if f == Year {
			return readYears(s)
		}
		return readDates(s)
	case Number:
		n := l.numberEnd(s, from)
		text := clean(s[:n])
		first := firstRune(text)
		if !hasWords(text) || !unicode.IsLetter(first) && !unicode.IsDigit(first) { // "số:......"
			return Field{}, 0
		}
		if !glued && (!l.opens(name) && !l.afterType(name) || !strings.ContainsAny(text, "0123456789") || !strings.ContainsAny(text, "-/")) {
			return Field{}, 0
		}
		return Field{Name: f, Value: text}, n
	case Cites:
		if !glued && !l.opens(name) {
			return Field{}, 0
		}
		n := len(strings.TrimRightFunc(s, unicode.IsSpace))
		if r := firstRune(s); unicode.IsDigit(r) {
			n = l.numberEnd(s, from)
		}
		text := clean(s[:n])
		return Field{Name: f, Value: text}, taken(text, n)
	case Title:
		if !glued && !l.opens(name) {
			return Field{}, 0
		}
		n := len(strings.TrimRightFunc(s, unicode.IsSpace))
		text := clean(s[:n])
		return Field{Name: f, Value: text}, taken(text, n)
	}
	words, endsAt := wordsOf(s)
	values, n := l.vocab.matchList(f, s, words, endsAt)
	switch {
	case n > 0:
		return Field{Name: f, Value: clean(s[:n]), Values: values}, n
	case !glued || len(words) == 0 || f == Held || f == Type && !l.opens(name): // "phân loại:rác thải"
		return Field{}, 0
	}
	end := endsAt[min(len(words), unknownWords)-1]
	return Field{Name: f, Value: clean(s[:end])}, end
}

func taken(text string, n int) int {
	if !hasWords(text) {
		return 0
	}
	return n
}

// opens tells whether nothing but signs and filters stands before a byte: there a
// colon with a space after it is meant.
func (l *lexer) opens(at int) bool {
	for _, it := range l.items {
		if it.kind == aWord && it.end <= at {
			return false
		}
	}
	return true
}

// afterType tells whether a type of document stands right before a byte: "Nghị
// quyết số: 12-NQ/TW".
func (l *lexer) afterType(at int) bool {
	words := plainWords(l.text[max(0, at-60):at])
	for n := 1; n <= min(4, len(words)); n++ {
		if l.vocab.find(Type, strings.Join(words[len(words)-n:], " ")) != nil {
			return true
		}
	}
	return false
}

// numberEnd gives where a number and symbol at the head of s ends: with the code
// that begins there, or the next space.
func (l *lexer) numberEnd(s string, from int) int {
	for _, w := range l.whole {
		if w.start == from && w.end-from <= len(s) {
			return w.end - from
		}
	}
	if n := strings.IndexFunc(s, unicode.IsSpace); n >= 0 {
		return n
	}
	return len(s)
}

// wordsOf are the words of s without marks, and the bytes where they end.
func wordsOf(s string) (words []string, endsAt []int) {
	tokens := vi.Scan(s)
	for i := 0; i < len(tokens); i++ {
		words = append(words, vietnamese.Fold(tokens[i].Text))
		endsAt = append(endsAt, tokens[i].End)
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
	}
	return words, endsAt
}
