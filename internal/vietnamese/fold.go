package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"
)

// Lower is Normalize in lower case. It returns s itself, without allocating,
// where s is in this form already.
func Lower(s string) string {
	n := Normalize(s)
	low := lower(n)
	if len(low) != len(n) || strings.IndexByte(low, 0xCC) >= 0 || strings.IndexByte(low, 0xCD) >= 0 {
		// A mark (U+0300 to U+036F) may compose with the small letter where
		// it does not with the capital: T̈, İ́.
		return Normalize(low)
	}
	return low
}

// Fold is Lower without marks, and with d for đ: the form in which text is
// matched that was typed without marks. It returns s itself, without
// allocating, where s is in this form already.
//
// Folding throws meaning away: never fold a document symbol, where ĐA and DA,
// HĐ and HD are different codes (see FoldToken).
func Fold(s string) string {
	n := Normalize(s)
	if i := firstFolding(n); i < len(n) {
		out := make([]byte, i, len(n)+1)
		copy(out, n)
		return text(AppendFold(out, n[i:]))
	}
	return n
}

// AppendFold appends the folded form of s to dst. s must be in the form that
// Normalize or Lower gives, as the Text of a token is.
func AppendFold(dst []byte, s string) []byte {
	n := len(dst)
	if cap(dst)-n < len(s)+1 { // folding never lengthens
		dst = append(make([]byte, 0, 2*n+len(s)+1), dst...)
	}
	out := dst[:cap(dst)]
	state := uint8(atStart)
	for i := 0; i < len(s); i++ {
		e := foldTable[uint(state)<<8|uint(s[i])]
		if next := uint8(e); next != stopped {
			// Bytes that only lead emit nothing: the next one overwrites.
			out[n] = byte(e >> 8)
			n += int(e >> 16)
			state = next
			continue
		}
		i -= depth(state)
		state = atStart
		r, size := utf8.DecodeRuneInString(s[i:])
		if low := foldRune(r); low >= 0 && !(r == utf8.RuneError && size == 1) {
			n = len(utf8.AppendRune(out[:n], low))
		} else if low >= 0 {
			n += copy(out[n:], s[i:i+size])
		}
		i += size - 1
	}
	return out[:n]
}

// foldRune is the folded form of a rune that the tables do not fold: -1 if
// nothing is left of it.
func foldRune(r rune) rune {
	if r >= 0x300 && r < 0x370 {
		return -1 // a mark that composed with nothing
	}
	if low := unicode.ToLower(r); utf8.RuneLen(low) <= utf8.RuneLen(r) {
		return low
	}
	return r
}

// firstFolding is the offset of the first rune that folding changes.
func firstFolding(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if foldBase(r) != 0 || foldRune(r) != r {
			return i
		}
		i += size
	}
	return len(s)
}

// foldBase is the ASCII letter under a marked Latin letter, in lower case; 0
// for other runes.
func foldBase(r rune) byte {
	switch {
	case r < 0xC0:
		return 0
	case r < lowTable:
		return lowFold[r]
	case r >= highTable && r < highEnd:
		return highFold[r-highTable]
	}
	return 0
}

var (
	lowFold  [lowTable]byte
	highFold [highEnd - highTable]byte

	// Entries: state, byte << 8, and 1<<16 if the byte is emitted.
	foldTable [tableSize]uint32
	// Entries: state, byte << 8.
	lowerTable [tableSize]uint16
)

func initFold() {
	base := func(r rune) byte {
		d := norm.NFD.String(string(r))
		if len(d) > 1 && d[0] < utf8.RuneSelf && asciiLetter(d[0]) {
			return d[0] | 0x20
		}
		return 0
	}
	for r := rune(0xC0); r < lowTable; r++ {
		lowFold[r] = base(r)
	}
	for r := rune(highTable); r < highEnd; r++ {
		highFold[r-highTable] = base(r)
	}
	// Eth is a misspelled đ where words have lost their marks.
	for _, r := range "đĐðÐƉ" {
		lowFold[r] = 'd'
	}

	for i := range foldTable {
		foldTable[i] = stopped
		lowerTable[i] = stopped
	}
	eachLink(func(prefix uint8, b byte, next uint8) {
		foldTable[uint(prefix)<<8|uint(b)] = uint32(next)
		lowerTable[uint(prefix)<<8|uint(b)] = uint16(b)<<8 | uint16(next)
	})
	eachRune(func(prefix uint8, b byte, r rune) {
		at := uint(prefix)<<8 | uint(b)
		low := lowerRune(r)
		if r < utf8.RuneSelf {
			foldTable[at] = 1<<16 | uint32(low)<<8
			lowerTable[at] = uint16(low) << 8
			return
		}
		if f := foldBase(r); f != 0 {
			foldTable[at] = 1<<16 | uint32(f)<<8
		}
		if low == r {
			lowerTable[at] = uint16(b) << 8
			return
		}
		// Only where all bytes but the last are those of the capital.
		from, to := string(r), string(low)
		if k := len(from) - 1; len(to) == len(from) && from[:k] == to[:k] {
			lowerTable[at] = uint16(to[k]) << 8
		}
	})
}

// lower lowers the case of a normalized string.
func lower(s string) string {
	i := firstUpper(s)
	if i == len(s) {
		return s
	}
	out := make([]byte, len(s))
	copy(out, s[:i])
	if lowerInto(out[i:], s[i:]) {
		return text(out)
	}
	return text(appendLower(out[:i], s[i:]))
}

// lowerInto writes the lower case of s to out, of the same length; false if
// the tables do not reach, and then out is not complete.
func lowerInto(out []byte, s string) bool {
	state := uint8(atStart)
	out = out[:len(s)]
	for i := 0; i < len(s); i++ {
		e := lowerTable[uint(state)<<8|uint(s[i])]
		if state8 := uint8(e); state8 != stopped {
			out[i] = byte(e >> 8)
			state = state8
			continue
		}
		i -= depth(state)
		state = atStart
		r, size := utf8.DecodeRuneInString(s[i:])
		low := lowerRune(r)
		if r == utf8.RuneError && size == 1 || utf8.RuneLen(low) != size {
			return false
		}
		utf8.EncodeRune(out[i:], low)
		i += size - 1
	}
	return true
}

func firstUpper(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if lowerRune(r) != r {
			return i
		}
		i += size
	}
	return len(s)
}

func appendLower(dst []byte, s string) []byte {
	for _, r := range s {
		dst = utf8.AppendRune(dst, lowerRune(r))
	}
	return dst
}

func lowerRune(r rune) rune {
	if l := letterOf(r); l != 0 {
		if l.upper() {
			return spelled[l.code()][l.tone()]
		}
		return r
	}
	return unicode.ToLower(r)
}

// text makes a string of bytes that nobody will write again.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
