// Package keys reads words in which the keys of a Vietnamese typing method were
// left standing: "nghij quyeets" typed by Telex, "nghi5 quye61t" by VNI, with
// the method switched off, or switched on in the middle of a word ("quyếts").
//
// In goes one word, out comes the syllable that the keys would have made. The
// package knows the spelling of syllables and nothing of which of them are in
// use: that "as" can be read as á does not mean that it was meant. Whoever asks
// decides, by the words around it.
package keys

import (
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Method is a way to type Vietnamese letters on a keyboard without them.
type Method string

// The methods.
const (
	Telex Method = "Telex" // letters: aa â, aw ă, dd đ, s f r x j for tones
	VNI   Method = "VNI"   // digits: a6 â, a8 ă, d9 đ, 1 to 5 for tones
)

// maxKeys is the number of letters and keys of the longest word that is read:
// nghieengx has nine, and a key may be typed twice.
const maxKeys = 12

// Decode gives the syllable, in lower case with the mark in the old placement
// (hòa), that the word would have become. It reports false for a word without
// keys, and for one that they do not make a syllable of. Keys may stand right
// behind their letter or later in the word, in either order (quyeets, quyetes).
func Decode(word string) (syllable string, by Method, ok bool) {
	word = vietnamese.Lower(word)
	if n := utf8.RuneCountInString(word); n < 2 || n > maxKeys {
		return "", "", false
	}
	for _, m := range []struct {
		name Method
		key  func(*buffer, rune) action
	}{{Telex, (*buffer).telex}, {VNI, (*buffer).vni}} {
		var b buffer
		if b.read(word, m.key) {
			if s, ok := b.syllable(); ok {
				return s, m.name, true
			}
		}
	}
	return "", "", false
}

// buffer is a word as it is typed: letters without tones, and the tone.
type buffer struct {
	letters []rune
	tone    rune // the combining mark, 0 for none
	keys    int
}

// action is what a rune does to the word before it.
type action uint8

const (
	letter action = iota // it is a letter of the word
	key                  // it has changed the word
	wrong                // no word has it here
)

func (b *buffer) read(word string, press func(*buffer, rune) action) bool {
	for _, r := range word {
		switch press(b, r) {
		case key:
			b.keys++
		case letter:
			if !b.add(r) {
				return false
			}
		case wrong:
			return false
		}
	}
	return b.keys > 0
}

// add appends a letter, its tone apart.
func (b *buffer) add(r rune) bool {
	base, tone := toneless(r)
	if base == 0 || tone != 0 && !b.setTone(tone) {
		return false
	}
	b.letters = append(b.letters, base)
	return true
}

func (b *buffer) setTone(mark rune) bool {
	if b.tone != 0 && b.tone != mark {
		return false
	}
	b.tone = mark
	return true
}

// The combining marks of the tones.
const (
	sac   = '\u0301'
	huyen = '\u0300'
	hoi   = '\u0309'
	nga   = '\u0303'
	nang  = '\u0323'
)

func (b *buffer) telex(r rune) action {
	switch r {
	case 's':
		return b.toneKey(sac)
	case 'f':
		return b.toneKey(huyen)
	case 'r':
		return b.toneKey(hoi)
	case 'x':
		return b.toneKey(nga)
	case 'j':
		return b.toneKey(nang)
	case 'w':
		if b.horn(true, true) {
			return key
		}
		b.letters = append(b.letters, 'ư') // w alone
		return key
	case 'a', 'e', 'o':
		if b.circumflex(r) {
			return key
		}
	case 'd':
		if b.stroke() {
			return key
		}
	}
	return letter
}

func (b *buffer) vni(r rune) action {
	tone := rune(0)
	done := false
	switch r {
	case '1':
		tone = sac
	case '2':
		tone = huyen
	case '3':
		tone = hoi
	case '4':
		tone = nga
	case '5':
		tone = nang
	case '6':
		done = b.circumflex('a') || b.circumflex('e') || b.circumflex('o')
	case '7':
		done = b.horn(true, false)
	case '8':
		done = b.horn(false, true)
	case '9':
		done = b.stroke()
	default:
		return letter
	}
	if tone != 0 {
		done = b.hasVowel() && b.setTone(tone)
	}
	if !done {
		return wrong
	}
	return key
}

// toneKey is a letter that is a tone behind a vowel and itself before.
func (b *buffer) toneKey(mark rune) action {
	if !b.hasVowel() {
		return letter
	}
	if !b.setTone(mark) {
		return wrong
	}
	return key
}

func (b *buffer) hasVowel() bool {
	for _, r := range b.letters {
		if isVowel(r) {
			return true
		}
	}
	return false
}

// circumflex puts the roof on the last plain vowel of that kind.
func (b *buffer) circumflex(vowel rune) bool {
	for i := len(b.letters) - 1; i >= 0; i-- {
		if b.letters[i] == vowel {
			b.letters[i] = map[rune]rune{'a': 'â', 'e': 'ê', 'o': 'ô'}[vowel]
			return true
		}
	}
	return false
}

// horn puts the horn on u and o, on both of uo, and the breve on a: whichever of
// them stands last.
func (b *buffer) horn(horn, breve bool) bool {
	for i := len(b.letters) - 1; i >= 0; i-- {
		switch r := b.letters[i]; {
		case r == 'a' && horn && i > 0 && b.letters[i-1] == 'u' && !(i > 1 && b.letters[i-2] == 'q'):
			b.letters[i-1] = 'ư' // mua, muaw: mưa
		case r == 'a' && breve:
			b.letters[i] = 'ă'
		case r == 'o' && horn:
			b.letters[i] = 'ơ'
			if i > 0 && b.letters[i-1] == 'u' && i < len(b.letters)-1 && !(i > 1 && b.letters[i-2] == 'q') {
				b.letters[i-1] = 'ư' // dduongw; huow without an end is huơ
			} else if i > 0 && b.letters[i-1] == 'ư' {
				break
			}
		case r == 'u' && horn && !(i > 0 && b.letters[i-1] == 'q'):
			b.letters[i] = 'ư'
			if i < len(b.letters)-1 && b.letters[i+1] == 'o' {
				b.letters[i+1] = 'ơ'
			}
		default:
			continue
		}
		return true
	}
	return false
}

// stroke makes đ of the d that a word begins with.
func (b *buffer) stroke() bool {
	if len(b.letters) > 0 && b.letters[0] == 'd' {
		b.letters[0] = 'đ'
		return true
	}
	return false
}

// syllable spells what was typed, wherever its tone goes.
func (b *buffer) syllable() (string, bool) {
	if s, ok := spell(b.letters, b.tone); ok {
		return s, true
	}
	// Of uo the keys have changed one letter: luowng, whose w came before the end
	// of the word, or nuwoc.
	for i := 1; i < len(b.letters)-1; i++ {
		if a, o := b.letters[i-1], b.letters[i]; a == 'u' && o == 'ơ' || a == 'ư' && o == 'o' {
			b.letters[i-1], b.letters[i] = 'ư', 'ơ'
			return spell(b.letters, b.tone)
		}
	}
	return "", false
}

func spell(letters []rune, tone rune) (string, bool) {
	if tone == 0 {
		s, ok := vietnamese.ParseSyllable(string(letters))
		return s.String(), ok
	}
	for i, r := range letters {
		if !isVowel(r) {
			continue
		}
		marked := vietnamese.Normalize(string(letters[:i+1]) + string(tone) + string(letters[i+1:]))
		if s, ok := vietnamese.ParseSyllable(marked); ok {
			return s.String(), true
		}
	}
	return "", false
}

func isVowel(r rune) bool {
	switch r {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}

// toneless takes a letter of the alphabet apart; base 0 for other runes.
func toneless(r rune) (base, mark rune) {
	base, tone := vietnamese.SplitTone(r)
	if base >= 'a' && base <= 'z' || base == 'đ' || isVowel(base) {
		return base, toneMarks[tone]
	}
	return 0, 0
}

var toneMarks = [...]rune{vietnamese.Huyen: huyen, vietnamese.Hoi: hoi, vietnamese.Nga: nga, vietnamese.Sac: sac, vietnamese.Nang: nang}
