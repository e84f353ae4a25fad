package vietnamese

import "unicode/utf8"

// The loops over text (scan, lower, fold, words) step byte by byte through
// tables instead of decoding runes: half the letters of Vietnamese are more
// than one byte long, at no regular distance, and a branch on that is guessed
// wrong twice a word. A table is indexed by state and byte; the states up to
// here stand for the bytes of a rune read so far.
const (
	atStart   = 0                // between runes
	afterTwo  = 1                // after 0xC2 … 0xC9, the leads of U+0080 to U+027F
	afterE1   = afterTwo + 8     // after 0xE1
	afterE1xx = afterE1 + 1      // after 0xE1 0xB8 … 0xBB, U+1E00 to U+1EFF
	afterE2   = afterE1xx + 4    // after 0xE2
	afterE2xx = afterE2 + 1      // after 0xE2 0x80 and 0x81, U+2000 to U+207F
	prefixes  = afterE2xx + 2    // number of such states
	stopped   = 0xFF             // the byte leads out of the table
	tableSize = prefixes << 8    // entries of a table by prefix and byte
	lastTwo   = rune(0x7F) + 512 // U+027F
)

// depth is the number of bytes of the rune read in the state.
func depth(prefix uint8) int { return int(depths[prefix]) }

var depths = [prefixes]uint8{
	afterTwo: 1, 1, 1, 1, 1, 1, 1, 1,
	afterE1: 1, afterE1xx: 2, 2, 2, 2,
	afterE2: 1, afterE2xx: 2, 2,
}

// eachLink calls f for the steps that lead from one prefix to another.
func eachLink(f func(prefix uint8, b byte, next uint8)) {
	for b := 0xC2; b <= 0xC9; b++ {
		f(atStart, byte(b), uint8(afterTwo+b-0xC2))
	}
	f(atStart, 0xE1, afterE1)
	for b := 0xB8; b <= 0xBB; b++ {
		f(afterE1, byte(b), uint8(afterE1xx+b-0xB8))
	}
	f(atStart, 0xE2, afterE2)
	f(afterE2, 0x80, afterE2xx)
	f(afterE2, 0x81, afterE2xx+1)
}

// eachRune calls f for the steps that complete a rune.
func eachRune(f func(prefix uint8, b byte, r rune)) {
	for r := rune(0); r < utf8.RuneSelf; r++ {
		f(atStart, byte(r), r)
	}
	for r := rune(0x80); r <= lastTwo; r++ {
		f(uint8(afterTwo+r>>6-2), 0x80|byte(r&0x3F), r)
	}
	for r := rune(0x1E00); r < 0x1F00; r++ {
		f(uint8(afterE1xx+(r-0x1E00)>>6), 0x80|byte(r&0x3F), r)
	}
	for r := rune(0x2000); r < 0x2080; r++ {
		f(uint8(afterE2xx+(r-0x2000)>>6), 0x80|byte(r&0x3F), r)
	}
}
