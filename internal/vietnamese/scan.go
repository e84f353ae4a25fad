package vietnamese

import "unicode/utf8"

// scan returns the offset of the first rune at or after i that may not be in
// the form of the mode, or len(s). i is the start of the string or at white
// space.
func scan(s string, i int, m mode) int {
	table := &scanTables[m]
	for i < len(s) {
		bad := runTable(table, s, i)
		if bad < 0 {
			return len(s)
		}
		// The table errs on the safe side and may notice late: look closely
		// from a little before until the word is over.
		from := max(i, bad-12)
		for from > i && !utf8.RuneStart(s[from]) {
			from--
		}
		i = from
		for i < len(s) {
			c := s[i]
			if i > bad && c < utf8.RuneSelf && !asciiLetter(c) {
				break
			}
			size, ok := inForm(s, i, m)
			if !ok {
				return i
			}
			i += size
		}
	}
	return len(s)
}

// inForm reports whether the rune at i is in the form of the mode as far as
// it and its neighbours show.
func inForm(s string, i int, m mode) (size int, ok bool) {
	r, size := decode(s, i)
	if r == utf8.RuneError && size == 1 {
		return 1, false
	}
	switch classOf(r) {
	case fine:
		return size, true
	case vowelToned:
		return size, m == cleaning || !misplaced(s, i, size)
	case invisible, replaced:
		return size, m == cleaning
	}
	return size, false
}

// misplaced is a look at the neighbours of the toned vowel s[i:i+size]: true
// if its mark may stand where placeTone would move it away from.
func misplaced(s string, i, size int) bool {
	var before byte
	if i > 0 {
		before = s[i-1] | 0x20
	}
	next, nextSize := rune(0), 0
	if i+size < len(s) {
		next, nextSize = decode(s, i+size)
	}
	r, _ := decode(s, i)
	code := letterOf(r).code()
	switch code {
	case codeA, codeE:
		return before == 'o' && !wordRune(next)
	case codeO, codeU, codeI, codeY, codeUHorn:
		if next >= utf8.RuneSelf {
			return true
		}
	default:
		return false
	}
	next |= 0x20
	more := i+size+nextSize < len(s) && wordByte(s[i+size+nextSize])
	switch code {
	case codeY:
		return before == 'u' && !wordRune(next) && (i < 2 || s[i-2]|0x20 != 'q')
	case codeO:
		return (next == 'a' || next == 'e' || next == 'o') && more
	case codeU:
		return before == 'q' || next == 'y' && more
	case codeI:
		return before == 'g' && (next == 'a' || next == 'e' || next == 'o' || next == 'u')
	}
	return false
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func wordByte(c byte) bool    { return asciiLetter(c) || c >= utf8.RuneSelf }

// What the scan remembers of the letters before, to find tone marks in the
// wrong place.
const (
	plainText  = iota
	afterO     // o: a toned a or e that ends the word would be misplaced
	afterU     // u: so would a toned y
	afterQ     // q: so would a toned u
	afterQU    // qu: the y of quý bears the mark
	afterG     // g: a toned i before another vowel would be misplaced
	tonedO     // ó: misplaced in óan, not in óa
	tonedU     // ú: misplaced in úyn, not in úy
	tonedOther // a toned vowel; another marked vowel after it would be wrong
	tonedGI    // gí
	openOA     // óa, úy: right if the word ends here
	closedOA   // oá, uý: right if the word goes on
	contexts
)

// scanTable maps context, prefix and byte to the next state; 0xFF is a rune
// that may not be in form. States are context*prefixes + prefix.
type scanTable [contexts * prefixes << 8]uint8

var scanTables [2]scanTable

func initScan() {
	for m := range scanTables {
		t := &scanTables[m]
		for i := range t {
			t[i] = stopped
		}
		last := contexts
		if mode(m) == cleaning {
			last = plainText + 1
		}
		at := func(ctx int, prefix uint8, b byte) *uint8 { return &t[(ctx*prefixes+int(prefix))<<8|int(b)] }
		eachLink(func(prefix uint8, b byte, next uint8) {
			for ctx := range last {
				*at(ctx, prefix, b) = uint8(ctx*prefixes + int(next))
			}
		})
		eachRune(func(prefix uint8, b byte, r rune) {
			class, inWord := classOf(r), wordRune(r)
			for ctx := range last {
				if next, ok := scanStep(ctx, r, class, inWord, mode(m)); ok {
					*at(ctx, prefix, b) = uint8(next * prefixes)
				}
			}
		})
	}
}

// scanStep is the context after r in a context; false if r, or the toned
// vowel before it, may not be in form.
func scanStep(ctx int, r rune, class class, inWord bool, m mode) (next int, ok bool) {
	switch class {
	case fine:
	case vowelToned:
		if m == cleaning {
			return plainText, true
		}
	case invisible, replaced:
		return plainText, m == cleaning
	default:
		return plainText, false
	}
	if m == cleaning {
		return plainText, true
	}
	l := letterOf(r)
	code := l.code()
	switch ctx {
	case openOA:
		if inWord {
			return 0, false
		}
	case closedOA:
		if !inWord {
			return 0, false
		}
	}
	if ctx >= tonedO && ctx <= tonedGI && r >= utf8.RuneSelf {
		return 0, false
	}
	if l.tone() != Ngang {
		switch code {
		case codeA, codeE:
			if ctx == afterO {
				return closedOA, true
			}
			return plainText, true
		case codeY:
			if ctx == afterU {
				return closedOA, true
			}
			return tonedOther, true
		case codeO:
			return tonedO, true
		case codeU:
			return tonedU, ctx != afterQ
		case codeI:
			if ctx == afterG {
				return tonedGI, true
			}
			return tonedOther, true
		case codeUHorn:
			return tonedOther, true
		}
		return plainText, true
	}
	switch code {
	case codeO:
		if ctx == tonedO {
			return openOA, true
		}
		return afterO, ctx != tonedGI
	case codeU:
		if ctx == afterQ {
			return afterQU, true
		}
		return afterU, ctx != tonedGI
	case codeQ:
		return afterQ, true
	case codeG:
		return afterG, true
	case codeA, codeE:
		if ctx == tonedO {
			return openOA, true
		}
		return plainText, ctx != tonedGI
	case codeY:
		if ctx == tonedU {
			return openOA, true
		}
	}
	return plainText, true
}

// runTable steps through s from i and returns the offset of the byte at which
// the table stops, or -1.
func runTable(t *scanTable, s string, i int) int {
	state := uint(0)
	for ; i+4 <= len(s); i += 4 {
		// stopped is a state past the end of the table; mask and test once.
		b := s[i : i+4]
		s1 := uint(t[state<<8|uint(b[0])])
		if s1 == stopped {
			return i
		}
		s2 := uint(t[s1<<8|uint(b[1])])
		if s2 == stopped {
			return i + 1
		}
		s3 := uint(t[s2<<8|uint(b[2])])
		if s3 == stopped {
			return i + 2
		}
		state = uint(t[s3<<8|uint(b[3])])
		if state == stopped {
			return i + 3
		}
	}
	for ; i < len(s); i++ {
		state = uint(t[state<<8|uint(s[i])])
		if state == stopped {
			return i
		}
	}
	if state%prefixes != 0 || state/prefixes == closedOA {
		return len(s) - 1 // a rune cut short, or oá at the end
	}
	return -1
}
