package vietnamese

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class sorts runes by what the normal form does with them.
type class uint8

const (
	fine       class = iota // stays
	vowelToned              // stays, if the mark stands where it should
	eth                     // Ð ð Ɖ: đ in Vietnamese words
	lineEnd                 // becomes LF
	dropped                 // control character or BOM
	invisible               // dropped for matching
	replaced                // replaced for matching
	quad                    // U+2000, U+2001: spaces that NFC replaces too
	other                   // may compose or decompose: ask x/text
)

var lowClass [lowTable]class
var highClass [highEnd - highTable]class

func initClasses() {
	fill := func(table []class, from rune) {
		for i := range table {
			r := from + rune(i)
			switch l := letterOf(r); {
			case l.tone() != Ngang:
				table[i] = vowelToned
			case l == 0:
				table[i] = classify(r)
			}
		}
	}
	fill(lowClass[:], 0)
	fill(highClass[:], highTable)
}

// classOf is classify by table where Vietnamese text has its letters.
func classOf(r rune) class {
	switch {
	case r < lowTable:
		return lowClass[r]
	case r >= highTable && r < highEnd:
		return highClass[r-highTable]
	}
	return classify(r)
}

func classify(r rune) class {
	switch {
	case r == '\n' || r == '\t':
		return fine
	case r >= '\v' && r <= '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return lineEnd
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0xFEFF:
		return dropped
	case r < utf8.RuneSelf:
		return fine
	case r == 0xD0, r == 0xF0, r == 0x189:
		return eth
	case zeroWidth(r):
		return invisible
	case r == 0x2000, r == 0x2001:
		return quad
	}
	if _, ok := replacement(r); ok {
		return replaced
	}
	if r == utf8.RuneError {
		return other
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	p := norm.NFC.Properties(b[:n])
	if p.BoundaryBefore() && p.CCC() == 0 && norm.NFC.IsNormal(b[:n]) {
		return fine
	}
	return other
}

// zeroWidth reports characters that take no room on the page: soft hyphen,
// zero-width space and joiners, direction marks and isolates, invisible
// operators, variation selectors.
func zeroWidth(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x180E,
		r >= 0x200B && r <= 0x200F,
		r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F,
		r >= 0xE0100 && r <= 0xE01EF:
		return true
	}
	return false
}

// replacement is what stands for a compatibility dash, space, quote or
// full-width character in the matching form.
func replacement(r rune) (string, bool) {
	switch r {
	case 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return " ", true
	case '‐', '‑', '‒', '–', '—', '―', '−', '⁃', '﹘', '﹣', '－':
		return "-", true
	case '“', '”', '„', '‟', '«', '»', '″', '〝', '〞', '〟', '＂':
		return `"`, true
	case '‘', '’', '‚', '‛', '‹', '›', '′', 'ʼ', '＇':
		return "'", true
	case 'ﬀ':
		return "ff", true
	case 'ﬁ':
		return "fi", true
	case 'ﬂ':
		return "fl", true
	case 'ﬃ':
		return "ffi", true
	case 'ﬄ':
		return "ffl", true
	case 'ﬅ', 'ﬆ':
		return "st", true
	}
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return " ", true
	case r >= 0xFF01 && r <= 0xFF5E:
		return fullWidth[r-0xFF01 : r-0xFF01+1], true
	}
	return "", false
}

// fullWidth is ASCII from '!' to '~', the order of U+FF01 to U+FF5E.
const fullWidth = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
