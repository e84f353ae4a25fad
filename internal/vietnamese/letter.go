package vietnamese

import "unicode/utf8"

// Tone is one of the six tones; its mark is written over or under a vowel.
type Tone uint8

// The tones in the order of Vietnamese dictionaries.
const (
	Ngang Tone = iota // no mark: ma
	Huyen             // grave: mà
	Hoi               // hook above: mả
	Nga               // tilde: mã
	Sac               // acute: má
	Nang              // dot below: mạ
)

// String gives the Vietnamese name of the tone.
func (t Tone) String() string {
	switch t {
	case Ngang:
		return "ngang"
	case Huyen:
		return "huyền"
	case Hoi:
		return "hỏi"
	case Nga:
		return "ngã"
	case Sac:
		return "sắc"
	case Nang:
		return "nặng"
	}
	return "?"
}

// letter packs one rune of the Vietnamese alphabet: its place in the alphabet
// (1 to 29), its tone and its case. The zero letter is no letter of the
// alphabet, which holds for f, j, w and z too.
type letter uint16

const (
	codeMask  = 0x1f
	toneShift = 5
	toneMask  = 0x7 << toneShift
	upperBit  = 1 << 8
)

func (l letter) code() uint32 { return uint32(l & codeMask) }
func (l letter) tone() Tone   { return Tone(l & toneMask >> toneShift) }
func (l letter) upper() bool  { return l&upperBit != 0 }

// alphabet lists the lower-case letters by code; code 0 is no letter.
var alphabet = [...]rune{0, 'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n',
	'o', 'ô', 'ơ', 'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'x', 'y'}

// Codes that the rules below name.
const (
	codeA     = 1
	codeABrv  = 2
	codeACirc = 3
	codeC     = 5
	codeE     = 8
	codeECirc = 9
	codeG     = 10
	codeH     = 11
	codeI     = 12
	codeK     = 13
	codeN     = 16
	codeO     = 17
	codeOCirc = 18
	codeOHorn = 19
	codeQ     = 21
	codeT     = 24
	codeU     = 25
	codeUHorn = 26
	codeY     = 29
)

// tonedVowels holds the twelve vowels with their six tones, in tone order.
var tonedVowels = [...]string{
	"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
	"oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
}

const (
	lowTable  = 0x370  // runes below: Basic Latin to the combining marks
	highTable = 0x1E00 // first rune of Latin Extended Additional
	highEnd   = 0x1F00
)

var (
	lowLetters  [lowTable]letter
	highLetters [highEnd - highTable]letter
	// spelled[code][tone] is the lower-case rune; spelledUpper the upper-case.
	spelled, spelledUpper [len(alphabet)][6]rune
	vowelCode             [len(alphabet) + 1]bool
)

func initLetters() {
	set := func(r rune, l letter) {
		if r < lowTable {
			lowLetters[r] = l
		} else {
			highLetters[r-highTable] = l
		}
	}
	both := func(code uint32, tone Tone, r rune) {
		l := letter(code) | letter(tone)<<toneShift
		up := upperVietnamese(r)
		set(r, l)
		set(up, l|upperBit)
		spelled[code][tone], spelledUpper[code][tone] = r, up
	}
	for code, r := range alphabet {
		if r != 0 {
			both(uint32(code), Ngang, r)
		}
	}
	for _, row := range tonedVowels {
		tone := Tone(0)
		code := uint32(0)
		for _, r := range row {
			if tone == 0 {
				code = letterOf(r).code()
				vowelCode[code] = true
			}
			both(code, tone, r)
			tone++
		}
	}
}

// upperVietnamese is the upper case of a lower-case Vietnamese letter. In the
// code charts each pair is 32 apart below U+0100 and adjacent above.
func upperVietnamese(r rune) rune {
	if r < 0x100 {
		return r - 32
	}
	return r - 1
}

// letterOf classifies a rune; runes outside the alphabet give 0.
func letterOf(r rune) letter {
	switch {
	case r < lowTable:
		if r < 0 {
			return 0
		}
		return lowLetters[r]
	case r >= highTable && r < highEnd:
		return highLetters[r-highTable]
	}
	return 0
}

// rune spells the letter.
func (l letter) rune() rune {
	if l.upper() {
		return spelledUpper[l.code()][l.tone()]
	}
	return spelled[l.code()][l.tone()]
}

func (l letter) withTone(t Tone) letter { return l&^toneMask | letter(t)<<toneShift }

func (l letter) vowel() bool { return vowelCode[l.code()] }

// decode reads the rune at s[i:] without the cost of a call for ASCII.
func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}
