package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// kind is the kind of an item.
type kind int

const (
	aWord   kind = iota // text without signs, up to a space
	aPhrase             // in quotation marks
	aPrefix             // before a star
	aFilter
	anOr
	aMinus
	anOpen
	aClose
)

// item is a piece of the text: bytes from start to end.
type item struct {
	kind       kind
	start, end int
	text       string // of a word, phrase or prefix, cleaned
	star       bool   // a phrase's last word may go on
	field      Field
	spaced     bool // a filter with a space after its colon, as ordinary text has
}

// lexer cuts a text into items.
type lexer struct {
	text  string
	vocab *Vocabulary
	// whole are the bytes of codes, dates and addresses: their signs are their own.
	whole []extent
	items []item
	notes []note
	// dropped says that a filter without a value was left out of the items.
	dropped bool
}

// extent is a range of bytes.
type extent struct{ start, end int }

type note struct {
	start, end int
	text       string
}

// maxNotes bounds the notes on one text: who has read so many knows.
const maxNotes = 12

func (l *lexer) say(start, end int, text string) {
	if len(l.notes) < maxNotes {
		l.notes = append(l.notes, note{start, end, text})
	}
}

// within tells whether a byte is inside of a code, neither its first nor past it.
func (l *lexer) within(at int) bool {
	i, _ := slices.BinarySearchFunc(l.whole, at, func(s extent, at int) int { return s.end - 1 - at })
	return i < len(l.whole) && l.whole[i].start < at && at < l.whole[i].end
}

func (l *lexer) run() {
	tokens := vi.Scan(l.text)
	for i := range tokens {
		if tokens[i].Compound() {
			l.whole = append(l.whole, extent{tokens[i].Start, tokens[i].End})
		}
	}
	for at := 0; at < len(l.text); {
		at = l.next(at)
	}
}

// next reads the item at a byte and gives where it ends.
func (l *lexer) next(at int) int {
	r, size := utf8.DecodeRuneInString(l.text[at:])
	switch {
	case unicode.IsSpace(r) || r == utf8.RuneError || unicode.IsControl(r):
		return at + size
	case isQuote(r):
		return l.quote(at, size)
	case r == '|' || r == '｜':
		l.add(item{kind: anOr, start: at, end: at + size})
		return at + size
	case r == '(':
		l.add(item{kind: anOpen, start: at, end: at + size})
		return at + size
	case r == ')':
		l.add(item{kind: aClose, start: at, end: at + size})
		return at + size
	case r == '*':
		l.say(at, at+size, "Dấu * phải đứng liền sau một từ; đã bỏ qua.")
		return at + size
	case r == '-' && l.excludes(at, size):
		l.add(item{kind: aMinus, start: at, end: at + size})
		return at + size
	}
	if end := l.filter(at); end > 0 {
		return end
	}
	return l.word(at)
}

func (l *lexer) add(it item) { l.items = append(l.items, it) }

func (l *lexer) spaceBefore(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(l.text[:at])
	return unicode.IsSpace(r)
}

func isQuote(r rune) bool { return strings.ContainsRune(`"“”„‟«»＂`, r) }

func isHyphen(r rune) bool { return strings.ContainsRune("-–−‐‑", r) }

// isSign tells what ends a word.
func isSign(r rune) bool { return isQuote(r) || strings.ContainsRune("|｜()*", r) }

// quote reads what stands in quotation marks.
func (l *lexer) quote(at, size int) int {
	n := strings.IndexFunc(l.text[at+size:], isQuote)
	if n < 0 {
		l.say(at, at+size, "Thiếu dấu ngoặc kép đóng; đọc như không có ngoặc kép.")
		return at + size
	}
	inner := l.text[at+size : at+size+n]
	_, last := utf8.DecodeRuneInString(l.text[at+size+n:])
	end := at + size + n + last
	trimmed := strings.TrimRightFunc(inner, unicode.IsSpace)
	star := strings.HasSuffix(trimmed, "*") && wordBefore(trimmed, len(trimmed)-1)
	if text := clean(inner); hasWords(text) {
		l.add(item{kind: aPhrase, start: at, end: end, text: text, star: star})
	} else {
		l.say(at, end, "Trong ngoặc kép không có từ nào; đã bỏ qua.")
	}
	return end
}

// wordBefore tells whether a letter or digit stands right before a byte.
func wordBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// excludes tells whether a hyphen excludes what follows: after a space or a
// bracket, right before something, and no joint of two words. (A dash never does:
// no keyboard has it.)
func (l *lexer) excludes(at, size int) bool {
	if l.within(at) {
		return false
	}
	if at > 0 {
		if r, _ := utf8.DecodeLastRuneInString(l.text[:at]); !unicode.IsSpace(r) && r != '(' && r != '|' {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(l.text[at+size:])
	if isQuote(r) || r == '(' {
		return true
	}
	return at+size < len(l.text) && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !l.joint(at, at+size)
}

// word reads to the next space or sign.
func (l *lexer) word(at int) int {
	end := at
	for end < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[end:])
		if (unicode.IsSpace(r) || isSign(r)) && !l.within(end) {
			break
		}
		end += n
	}
	if end == at { // a sign within a code
		_, n := utf8.DecodeRuneInString(l.text[at:])
		return at + n
	}
	raw := l.text[at:end]
	if low := vietnamese.Lower(raw); low == "hoặc" || low == "hoac" {
		l.add(item{kind: anOr, start: at, end: end})
		return end
	}
	if strings.HasPrefix(l.text[end:], "*") && wordBefore(l.text, end) && endsWord(l.text, end+1) {
		if text, head := lastWord(raw); text != "" {
			if head != "" {
				l.add(item{kind: aWord, start: at, end: at + len(raw) - len(text), text: cleanWords(head)})
			}
			l.add(item{kind: aPrefix, start: end - len(text), end: end + 1, text: text})
			return end + 1
		}
	}
	if i := strings.IndexByte(raw, ':'); i > 0 && i < len(raw)-1 && !l.within(at+i) && isName(raw[:i]) && byName[vietnamese.Lower(raw[:i])] == "" {
		l.say(at, at+i+1, "Không có bộ lọc “"+raw[:i]+":”; đọc như từ thường.")
	}
	if text := cleanWords(raw); text != "" {
		l.add(item{kind: aWord, start: at, end: end, text: text})
	}
	return end
}

// endsWord tells whether a word may end at a byte: a space or a sign stands there.
// (A comma after a star is that of a footnote.)
func endsWord(s string, at int) bool {
	r := firstRune(s[at:])
	return unicode.IsSpace(r) || isSign(r)
}

// isName tells what a filter could be called: letters, two at least.
func isName(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return false
		}
		n++
	}
	return n > 1
}

// lastWord cuts a piece of text before its last word or code.
func lastWord(s string) (last, head string) {
	tokens := vi.Scan(s)
	for i := 0; i < len(tokens); i++ {
		last, head = s[tokens[i].Start:], s[:tokens[i].Start]
		if tokens[i].End != len(s) {
			last = ""
		}
		if tokens[i].Compound() {
			i += tokens[i].Span
		}
	}
	if last == "" || clean(last) != last {
		return "", ""
	}
	if !hasWords(clean(head)) {
		head = ""
	}
	return last, head
}

// clean takes the signs of the language out of words, and the line breaks.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if isSign(r) || r == ':' || r == utf8.RuneError || unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// cleanWords is clean without what is neither a word nor within a code.
func cleanWords(s string) string {
	s = clean(s)
	tokens := vi.Scan(s)
	var kept []string
	at := 0
	for _, w := range strings.Split(s, " ") {
		for len(tokens) > 0 && tokens[0].End <= at {
			tokens = tokens[1:]
		}
		if len(tokens) > 0 && tokens[0].Start < at+len(w) {
			// A hyphen before a word would exclude it, standing elsewhere.
			kept = append(kept, w[max(0, tokens[0].Start-at):])
		}
		at += len(w) + 1
	}
	return strings.Join(kept, " ")
}

func hasWords(s string) bool { return len(vi.Scan(s)) > 0 }
