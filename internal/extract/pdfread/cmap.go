package pdfread

import (
	"unicode/utf16"
)

// cmap is a parsed CMap: how a string is cut into codes, and what the codes
// mean. A ToUnicode map fills text, an embedded Encoding map fills cid.
type cmap struct {
	space  [5][]codeRange // codespace ranges by length in bytes
	text   map[uint32]string
	ranges []textRange
	cids   []cidRange
}

type codeRange struct{ low, high uint32 }

type textRange struct {
	low, high uint32
	text      string // of low; the last unit counts on
}

type cidRange struct{ low, high, cid uint32 }

// maxCMap bounds the entries of one map. A font has at most 65,536 glyphs.
const maxCMap = 1 << 17

// parseCMap reads a CMap program. It takes what it understands.
func parseCMap(b []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	s := scanner{b: b}
	var stack []operand
	for n := 0; n < 8*maxCMap; n++ {
		o := s.next()
		switch o.kind {
		case kEnd:
			return m
		case kOperator:
			m.operator(o.str, stack)
			stack = stack[:0]
		default:
			if len(stack) < 4*maxCMap {
				stack = append(stack, o)
			}
		}
	}
	return m
}

func (m *cmap) operator(op string, args []operand) {
	switch op {
	case "endcodespacerange":
		for i := 0; i+1 < len(args); i += 2 {
			if n := len(args[i].str); n >= 1 && n <= 4 && len(args[i+1].str) == n {
				m.space[n] = append(m.space[n], codeRange{code(args[i].str), code(args[i+1].str)})
			}
		}
	case "endbfchar":
		for i := 0; i+1 < len(args); i += 2 {
			m.set(code(args[i].str), utf16Text(args[i+1].str))
		}
	case "endbfrange":
		for i := 0; i+2 < len(args); i += 3 {
			low, high, to := code(args[i].str), code(args[i+1].str), args[i+2]
			if to.kind == kArray {
				for k, x := range to.list {
					if low+uint32(k) <= high {
						m.set(low+uint32(k), utf16Text(x.str))
					}
				}
			} else if low <= high && len(m.ranges) < maxCMap {
				m.ranges = append(m.ranges, textRange{low, high, utf16Text(to.str)})
			}
		}
	case "endcidrange":
		for i := 0; i+2 < len(args) && len(m.cids) < maxCMap; i += 3 {
			m.cids = append(m.cids, cidRange{code(args[i].str), code(args[i+1].str), uint32(max(0, args[i+2].num))})
		}
	case "endcidchar":
		for i := 0; i+1 < len(args) && len(m.cids) < maxCMap; i += 2 {
			c := code(args[i].str)
			m.cids = append(m.cids, cidRange{c, c, uint32(max(0, args[i+1].num))})
		}
	}
}

func (m *cmap) set(c uint32, text string) {
	if len(m.text) < maxCMap {
		m.text[c] = text
	}
}

func code(s string) uint32 {
	var n uint32
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func utf16Text(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// lookup gives the text of a code.
func (m *cmap) lookup(c uint32) (string, bool) {
	if t, ok := m.text[c]; ok {
		return t, true
	}
	for _, r := range m.ranges {
		if c >= r.low && c <= r.high {
			t := []rune(r.text)
			if len(t) > 0 {
				t[len(t)-1] += rune(c - r.low)
			}
			return string(t), true
		}
	}
	return "", false
}

func (m *cmap) empty() bool { return len(m.text) == 0 && len(m.ranges) == 0 }

// cid gives the glyph number that an embedded encoding map has for a code.
func (m *cmap) cid(c uint32) uint32 {
	for _, r := range m.cids {
		if c >= r.low && c <= r.high {
			return r.cid + c - r.low
		}
	}
	return c
}

// cut takes the first code of s by the codespace ranges; n is its length in
// bytes, at least 1.
func (m *cmap) cut(s string) (c uint32, n int) {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c = c<<8 | uint32(s[n-1])
		for _, r := range m.space[n] {
			if c >= r.low && c <= r.high {
				return c, n
			}
		}
	}
	if len(s) >= 2 {
		return code(s[:2]), 2
	}
	return code(s), 1
}
