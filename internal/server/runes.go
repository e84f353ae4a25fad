package server

import "unicode/utf8"

// runes turns byte offsets of a text into rune offsets, the unit that programs
// in any language can count in.
type runes struct {
	text  string
	marks []int // runes before every 256th byte
}

const runeStep = 256

func newRunes(text string) runes {
	r := runes{text: text, marks: make([]int, 0, len(text)/runeStep+1)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%runeStep == 0 {
			r.marks = append(r.marks, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return r
}

// at gives the number of runes that start before the byte offset; offsets
// outside the text count as its ends.
func (r runes) at(offset int) int {
	offset = max(0, min(offset, len(r.text)))
	k := offset / runeStep
	if k >= len(r.marks) {
		k = len(r.marks) - 1
	}
	if k < 0 {
		return 0
	}
	n := r.marks[k]
	for i := k * runeStep; i < offset; i++ {
		if utf8.RuneStart(r.text[i]) {
			n++
		}
	}
	return n
}
