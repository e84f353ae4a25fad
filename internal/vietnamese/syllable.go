package vietnamese

import (
	"math/bits"
	"unicode/utf8"
)

// Syllable is a parsed syllable: an optional onset, a rhyme and a tone.
type Syllable struct {
	Onset string // lower case, as spelled: "", "ngh", "qu", "gi"
	Rhyme string // lower case, without the tone mark: "iêng", "oa"
	Tone  Tone
}

// String spells the syllable in lower case with the mark in the old placement
// (hòa, thủy).
func (s Syllable) String() string {
	onset := s.Onset
	if onset == "gi" && len(s.Rhyme) > 0 && s.Rhyme[0] == 'i' {
		onset = "g"
	}
	mark := markIndex(s.Rhyme)
	out := []byte(onset)
	i := 0
	for _, r := range s.Rhyme {
		if l := letterOf(r); i == mark && l.vowel() {
			r = l.withTone(s.Tone).rune()
		}
		out = utf8.AppendRune(out, r)
		i++
	}
	return string(out)
}

// ParseSyllable reads one syllable in NFC, in any case, with the mark in the
// old or the new place. It reports false for anything that the spelling of
// the standard language does not allow: other letters (f, j, w, z), a rhyme
// that does not exist, ngh before a, c before i, a stop-final rhyme without
// sắc or nặng, a mark on the wrong vowel. Five official place names that
// break the rules (Kạn, Đắk, Lắk, Kông, Krông) are let in.
func ParseSyllable(s string) (Syllable, bool) {
	var l wordScan
	scanLetters(s, &l)
	e, ok := l.parse()
	if !ok {
		return Syllable{}, false
	}
	onset := ""
	if k := e.onset(); k > 0 {
		onset = onsetText(e.letters() >> (letterBits * (l.n - k)))
	}
	return Syllable{Onset: onset, Rhyme: e.rhyme(), Tone: l.tone()}, true
}

// IsSyllable reports whether ParseSyllable would accept s. It does not
// allocate.
func IsSyllable(s string) bool {
	var l wordScan
	scanLetters(s, &l)
	_, ok := l.parse()
	return ok
}

// onsetText is the onset of the packed letters.
func onsetText(packed uint64) string {
	for _, text := range onsets {
		if letters, _ := packLetters(text); letters == packed {
			return text
		}
	}
	return "kr"
}

// letters is what a pass over a word finds of its letters.
type letters struct {
	packed  uint64 // the letters, letterBits each, the last lowest
	n       int
	toneSum uint8 // of the marks
	foreign bool  // a rune outside the alphabet
}

// letterBits is the size of a packed letter: its code and, above it, a bit
// that says whether it bears a tone mark.
const letterBits = 6

// Seven letters of one, and the mark bits of all.
const (
	markBits   = 1<<5 | 1<<11 | 1<<17 | 1<<23 | 1<<29 | 1<<35 | 1<<41
	packedMask = 1<<(letterBits*maxSyllable) - 1
)

func (l letter) packed() uint64 {
	p := uint64(l.code())
	if l.tone() != Ngang {
		p |= 1 << (letterBits - 1)
	}
	return p
}

func scanLetters(s string, w *wordScan) {
	scanWord(s, 0, w)
	w.foreign = w.foreign || w.end < len(s)
}

// add appends one letter.
func (l *letters) add(x letter) {
	l.packed = l.packed<<letterBits | x.packed()
	l.toneSum += uint8(x.tone())
	l.n++
	l.foreign = l.foreign || x == 0
}

// tone is the tone of a word with at most one mark.
func (l *letters) tone() Tone { return Tone(l.toneSum) }

// mark is the index of the letter with the tone mark, -1 if there is none.
func (l *letters) mark() int {
	if l.packed&markBits == 0 {
		return -1
	}
	return l.n - 1 - bits.TrailingZeros64(l.packed&markBits)/letterBits
}

// find returns the spelling, whatever letter bears the mark.
func (l *letters) find() (spelling, bool) {
	marks := l.packed & markBits
	if l.foreign || l.n > maxSyllable || l.n == 0 || marks&(marks-1) != 0 {
		return 0, false
	}
	e := findSpelling(l.packed &^ markBits)
	return e, e != 0 && e.tones().holds(l.tone())
}

// parse returns the spelling if the mark stands in the old or the new place.
func (l *letters) parse() (spelling, bool) {
	e, ok := l.find()
	marks := l.packed & markBits
	if !ok || marks == 0 {
		return e, ok
	}
	last := l.n - 1
	return e, marks == markAt(last-e.oldMark()) || marks == markAt(last-e.newMark())
}

// markAt is the mark bit of the letter i from the end.
func markAt(i int) uint64 { return 1 << (letterBits*uint(i) + letterBits - 1) }

// at is the letter i without its tone.
func (l *letters) at(i int) letter {
	return letter(l.packed >> (letterBits * (l.n - 1 - i)) & codeMask)
}
