package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/document"
)

// Text is a text with its division.
type Text struct {
	Text      string
	Structure *document.Structure
}

// Part is a provision's own text, without what is under it; or a line that no
// provision holds. Offsets are bytes of its text.
type Part struct {
	Anchor, Label string
	Unit          document.Unit
	Start, End    int

	words   []int32 // its words without number, by the comparison's dictionary
	key     int32   // of those words together
	body    int     // where they begin
	article int     // index of the part that heads the counted unit it is in, -1
}

// token is a word, or a mark between words.
type token struct{ start, end int }

// dictionary numbers words and runs of words.
type dictionary struct {
	words map[string]int32
	keys  map[string]int32
	buf   []byte
}

func newDictionary() *dictionary {
	return &dictionary{words: map[string]int32{}, keys: map[string]int32{}}
}

func (d *dictionary) word(s string) int32 {
	n, ok := d.words[s]
	if !ok {
		n = int32(len(d.words))
		d.words[s] = n
	}
	return n
}

func (d *dictionary) key(words []int32) int32 {
	d.buf = d.buf[:0]
	for _, w := range words {
		d.buf = append(d.buf, byte(w), byte(w>>8), byte(w>>16), byte(w>>24))
	}
	n, ok := d.keys[string(d.buf)]
	if !ok {
		n = int32(len(d.keys))
		d.keys[string(d.buf)] = n
	}
	return n
}

// parts divides a text.
func (d *dictionary) parts(t Text) []Part {
	var out []Part
	cursor := 0
	lines := func(end int) { // text that no provision holds, a line a part
		for cursor < end {
			stop := end
			if i := strings.IndexByte(t.Text[cursor:end], '\n'); i >= 0 {
				stop = cursor + i
			}
			out = d.add(out, t.Text, Part{Unit: document.Paragraph, Start: cursor, End: stop}, 0)
			cursor = stop + 1
		}
		cursor = end
	}
	if t.Structure != nil {
		t.Structure.Walk(func(p *document.Provision, _ int) bool {
			start, end := p.Own()
			if start < cursor || end < start || end > len(t.Text) {
				return true // offsets that cannot be
			}
			lines(start)
			out = d.add(out, t.Text, Part{Anchor: p.Anchor, Label: p.Label, Unit: p.Unit, Start: start, End: end},
				numberLength(p, t.Text[start:end]))
			cursor = end
			return true
		})
	}
	lines(len(t.Text))
	return out
}

// add appends a part that has words, with number bytes at its start that name it.
func (d *dictionary) add(out []Part, text string, p Part, number int) []Part {
	p.body = p.Start + number
	for _, t := range tokens(nil, text, p.body, p.End) {
		p.words = append(p.words, d.word(text[t.start:t.end]))
	}
	if len(p.words) == 0 && number == 0 {
		return out
	}
	for p.Start < p.body && isSpace(text[p.Start]) {
		p.Start++
	}
	for p.End > p.body && isSpace(text[p.End-1]) {
		p.End--
	}
	p.key, p.article = d.key(p.words), -1
	return append(out, p)
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// numberLength is the length of what only names the provision at the start of
// its text: "Điều 5.", "2.", "a)", "Một là,".
func numberLength(p *document.Provision, own string) int {
	if p.Number == "" {
		return 0
	}
	n := len(own) - len(strings.TrimLeft(own, " \t\r\n"))
	rest := own[n:]
	switch {
	case p.Label != "" && hasPrefixFold(rest, p.Label):
		n += len(p.Label)
	case hasPrefixFold(rest, string(p.Unit)+" "+p.Number):
		n += len(p.Unit) + 1 + len(p.Number)
	case hasPrefixFold(rest, p.Number):
		n += len(p.Number)
	default:
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(own[n:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 0 // "2" of "20%"
	}
	for n < len(own) && strings.IndexByte(".):, ", own[n]) >= 0 {
		n++
	}
	return n
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// tokens appends the words and marks of text[from:to]; space is in none.
func tokens(out []token, text string, from, to int) []token {
	start := -1
	for i := from; i < to; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:to])
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
		} else {
			if start >= 0 {
				out = append(out, token{start, i})
				start = -1
			}
			if !unicode.IsSpace(r) {
				out = append(out, token{i, i + n})
			}
		}
		i += n
	}
	if start >= 0 {
		out = append(out, token{start, to})
	}
	return out
}

// Body is where the words begin behind what only names the part: "2. ".
func (p *Part) Body() int { return max(p.body, p.Start) }
