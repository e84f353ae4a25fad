package pdfread

import (
	"bytes"
	"strconv"
)

// kind is the kind of an operand.
type kind uint8

const (
	kNull kind = iota
	kNumber
	kString
	kName
	kArray
	kDict
	kOperator
	kEnd
)

// operand is a token of a content stream or a CMap: a value, or an operator.
type operand struct {
	kind kind
	num  float64
	str  string    // of a string, name or operator
	list []operand // of an array; of a dictionary keys and values in turn
}

// key gives the value of a dictionary operand.
func (o operand) key(name string) operand {
	if o.kind == kDict {
		for i := 0; i+1 < len(o.list); i += 2 {
			if o.list[i].kind == kName && o.list[i].str == name {
				return o.list[i+1]
			}
		}
	}
	return operand{}
}

// scanner reads the tokens of a content stream. It never fails: what it cannot
// read it skips, as viewers do.
type scanner struct {
	b   []byte
	pos int
}

// maxNesting bounds arrays and dictionaries inside each other.
const maxNesting = 32

func (s *scanner) next() operand { return s.read(0) }

func (s *scanner) read(depth int) operand {
	for {
		s.skipSpace()
		if s.pos >= len(s.b) {
			return operand{kind: kEnd}
		}
		c := s.b[s.pos]
		switch {
		case c == '(':
			return operand{kind: kString, str: s.literal()}
		case c == '<':
			if s.pos+1 < len(s.b) && s.b[s.pos+1] == '<' {
				s.pos += 2
				return s.collect(kDict, depth)
			}
			return operand{kind: kString, str: s.hex()}
		case c == '[':
			s.pos++
			return s.collect(kArray, depth)
		case c == '/':
			s.pos++
			return operand{kind: kName, str: s.name()}
		case c == ']' || c == '>' || c == ')' || c == '{' || c == '}':
			s.pos++
			if depth > 0 && c == ']' {
				return operand{kind: kOperator, str: "]"}
			}
			if depth > 0 && c == '>' {
				if s.pos < len(s.b) && s.b[s.pos] == '>' {
					s.pos++
				}
				return operand{kind: kOperator, str: ">>"}
			}
		default:
			return s.word()
		}
	}
}

func (s *scanner) collect(k kind, depth int) operand {
	o := operand{kind: k}
	if depth >= maxNesting {
		return o
	}
	for {
		x := s.read(depth + 1)
		switch {
		case x.kind == kEnd:
			return o
		case x.kind == kOperator:
			if x.str == "]" || x.str == ">>" {
				return o
			}
			if k == kDict && x.str != "true" && x.str != "false" && x.str != "null" {
				continue // "def" in a dictionary of a careless producer
			}
			x = operand{}
		}
		o.list = append(o.list, x)
	}
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.b) {
		switch c := s.b[s.pos]; {
		case isSpace(c):
			s.pos++
		case c == '%':
			for s.pos < len(s.b) && s.b[s.pos] != '\n' && s.b[s.pos] != '\r' {
				s.pos++
			}
		default:
			return
		}
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (s *scanner) regular() []byte {
	start := s.pos
	for s.pos < len(s.b) && !isSpace(s.b[s.pos]) && !isDelim(s.b[s.pos]) {
		s.pos++
	}
	return s.b[start:s.pos]
}

func (s *scanner) word() operand {
	w := s.regular()
	if len(w) == 0 {
		s.pos++
		return operand{}
	}
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, ok := number(w); ok {
			return operand{kind: kNumber, num: n}
		}
	}
	return operand{kind: kOperator, str: string(w)}
}

// number reads a PDF number. Producers write "--5", "1.2.3" and "5-3"; those
// are read as far as they make sense.
func number(w []byte) (float64, bool) {
	neg, i := false, 0
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		neg = neg || w[i] == '-'
		i++
	}
	var n, scale float64
	digits, dot := 0, false
	scale = 1
	for ; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= '0' && c <= '9':
			digits++
			n = n*10 + float64(c-'0')
			if dot {
				scale *= 10
			}
		case c == '.' && !dot:
			dot = true
		case c == '-' && digits > 0:
			i = len(w)
		case c == 'e' || c == 'E':
			f, err := strconv.ParseFloat(string(w), 64)
			return f, err == nil
		default:
			return 0, false
		}
	}
	if digits == 0 && !dot {
		return 0, false
	}
	n /= scale
	if neg {
		n = -n
	}
	return n, true
}

func (s *scanner) name() string {
	w := s.regular()
	if bytes.IndexByte(w, '#') < 0 {
		return string(w)
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if h, l := unhex(w[i+1]), unhex(w[i+2]); h >= 0 && l >= 0 {
				out = append(out, byte(h<<4|l))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return string(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (s *scanner) hex() string {
	s.pos++
	var out []byte
	half := -1
	for s.pos < len(s.b) {
		c := s.b[s.pos]
		s.pos++
		if c == '>' {
			break
		}
		d := unhex(c)
		if d < 0 {
			continue
		}
		if half < 0 {
			half = d
		} else {
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return string(out)
}

func (s *scanner) literal() string {
	s.pos++
	var out []byte
	for depth := 1; s.pos < len(s.b); {
		c := s.b[s.pos]
		s.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\r':
			if s.pos < len(s.b) && s.b[s.pos] == '\n' {
				s.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = s.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows a backslash; ok is false where it stands for
// nothing.
func (s *scanner) escape() (c byte, ok bool) {
	if s.pos >= len(s.b) {
		return 0, false
	}
	c = s.b[s.pos]
	s.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if s.pos < len(s.b) && s.b[s.pos] == '\n' {
			s.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	n := int(c - '0')
	for i := 0; i < 2 && s.pos < len(s.b) && s.b[s.pos] >= '0' && s.b[s.pos] <= '7'; i++ {
		n = n<<3 | int(s.b[s.pos]-'0')
		s.pos++
	}
	return byte(n), true
}

// skipInlineImage goes behind the EI of an inline image; the scanner stands
// behind its ID. Picture bytes can spell EI by chance, so white space is
// wanted on both sides and only plain text within the next bytes.
func (s *scanner) skipInlineImage() {
	for from := s.pos; ; {
		i := bytes.Index(s.b[from:], []byte("EI"))
		if i < 0 {
			s.pos = len(s.b)
			return
		}
		i += from
		after := i + 2
		if i > 0 && isSpace(s.b[i-1]) && (after == len(s.b) || isSpace(s.b[after])) && plain(s.b[after:min(len(s.b), after+12)]) {
			s.pos = after
			return
		}
		from = i + 2
	}
}

func plain(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 || c < 0x20 && !isSpace(c) || c == 0 {
			return false
		}
	}
	return true
}
