package words

import (
	"unicode"
	"unicode/utf8"
)

// class is the writing shape of a token, the part of it that lower-casing hides.
type class uint8

const (
	classOutside class = iota // before the first or after the last token
	classLower                // nước
	classTitle                // Nước, A
	classUpper                // NƯỚC, UBND
	classNumber               // 12, 3,5, 15/7
	classPunct                // , – %
	classMixed                // COVID-19, iPhone, 15/2020/NĐ-CP
	classInitial              // a title-case token that opens a sentence: its capital says nothing
)

// syllable is a token as the features see it.
type syllable struct {
	id    uint64 // hash of the letters; equal for spellings that differ as the package comment says
	class class
	shown bool // false for the separators of Sentence.Break: they are context and no token
	open  bool // the token ends a sentence or opens a quotation: the next capital says nothing
}

// letter is a rune taken apart.
type letter struct {
	base  uint8 // an ASCII letter, or 128+k for ă â ê ô ơ ư đ; 0: none of ours
	tone  uint8 // 1…5: grave, hook, tilde, acute, dot below
	upper bool
}

const (
	baseBreve = 128 + iota // ă
	baseCircA              // â
	baseCircE              // ê
	baseCircO              // ô
	baseHornO              // ơ
	baseHornU              // ư
	baseDStroke
)

// letters covers every Vietnamese letter below U+1F00.
var letters = buildLetters()

func buildLetters() *[0x1F00]letter {
	t := new([0x1F00]letter)
	for c := 'a'; c <= 'z'; c++ {
		t[c] = letter{base: uint8(c)}
		t[c-32] = letter{base: uint8(c), upper: true}
	}
	rows := []struct {
		base uint8
		low  string // no tone, then the five tones
	}{
		{'a', "aàảãáạ"}, {baseBreve, "ăằẳẵắặ"}, {baseCircA, "âầẩẫấậ"},
		{'e', "eèẻẽéẹ"}, {baseCircE, "êềểễếệ"}, {'i', "iìỉĩíị"},
		{'o', "oòỏõóọ"}, {baseCircO, "ôồổỗốộ"}, {baseHornO, "ơờởỡớợ"},
		{'u', "uùủũúụ"}, {baseHornU, "ưừửữứự"}, {'y', "yỳỷỹýỵ"},
	}
	for _, r := range rows {
		tone := uint8(0)
		for _, c := range r.low {
			t[c] = letter{r.base, tone, false}
			t[unicode.ToUpper(c)] = letter{r.base, tone, true}
			tone++
		}
	}
	// U+00D0 and U+00F0 are Icelandic letters that stand for Đ and đ in badly converted text.
	for _, c := range "đð" {
		t[c] = letter{base: baseDStroke}
	}
	for _, c := range "ĐÐ" {
		t[c] = letter{base: baseDStroke, upper: true}
	}
	return t
}

const (
	prime1 = 0x9e3779b97f4a7c15
	prime2 = 0xff51afd7ed558ccd
	prime3 = 0xc4ceb9fe1a85ec53
	fnvOff = 14695981039346656037
	fnvMul = 1099511628211
)

// mix joins v to the hash h; the order matters.
func mix(h, v uint64) uint64 {
	h = (h ^ v) * prime2
	return h ^ h>>32
}

// read takes a token apart. Any bytes are accepted; what is not UTF-8 counts as punctuation.
func read(tok string) syllable {
	var (
		h                          uint64 = fnvOff
		tone                       uint64
		last, prev                 uint64 // the last two bases, kept back for the y/i rule and combining marks
		upper, lower, digit, other int
		firstUpper                 bool
	)
	for i := 0; i < len(tok); {
		c := rune(tok[i])
		size := 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(tok[i:])
		}
		i += size
		var l letter
		if c < rune(len(letters)) {
			l = letters[c]
		}
		base := uint64(l.base)
		switch {
		case base != 0:
			if l.tone != 0 {
				tone = tone*8 + uint64(l.tone)
			}
			if l.upper {
				firstUpper = firstUpper || upper+lower+digit+other == 0
				upper++
			} else {
				lower++
			}
		case c >= '0' && c <= '9':
			base = '0' // figures are alike; how many there are is not
			digit++
		case c >= 0x300 && c <= 0x323:
			if t := combiningTone(c); t != 0 {
				tone = tone*8 + t
				continue
			}
			if b := combiningBase(uint8(last), c); b != 0 {
				last = uint64(b)
				continue
			}
			base = uint64(c)
		case c < utf8.RuneSelf || !unicode.IsLetter(c):
			base = uint64(c) + 256
			other++
		default:
			base = uint64(unicode.ToLower(c)) + 256
			if unicode.IsUpper(c) {
				firstUpper = firstUpper || upper+lower+digit+other == 0
				upper++
			} else {
				lower++
			}
		}
		if prev != 0 {
			h = (h ^ prev) * fnvMul
		}
		prev, last = last, base
	}
	if last == 'y' {
		switch prev { // kỹ = kĩ, lý = lí, but quý ≠ quí and tay ≠ tai
		case 'h', 'k', 'l', 'm', 's', 't':
			last = 'i'
		}
	}
	h = (h ^ prev) * fnvMul
	h = (h ^ last) * fnvMul
	s := syllable{id: mix(h, tone), shown: true}
	switch {
	case upper+lower == 0 && digit > 0:
		s.class = classNumber
	case upper+lower == 0:
		s.class = classPunct
	case digit > 0:
		s.class = classMixed
	case firstUpper && upper == 1:
		s.class = classTitle
	case lower == 0:
		s.class = classUpper
	case upper == 0:
		s.class = classLower
	default:
		s.class = classMixed
	}
	if s.class == classPunct {
		switch tok {
		case ".", ":", "!", "?", "\"", "“", "…", "...":
			s.open = true
		}
	}
	return s
}

// combiningTone gives the tone of a combining mark, 0 for other runes.
func combiningTone(c rune) uint64 {
	switch c {
	case 0x300:
		return 1
	case 0x309:
		return 2
	case 0x303:
		return 3
	case 0x301:
		return 4
	case 0x323:
		return 5
	}
	return 0
}

// combiningBase gives the letter that base and a combining circumflex, breve or horn make, 0 if none.
func combiningBase(base uint8, c rune) uint8 {
	switch {
	case c == 0x302 && base == 'a':
		return baseCircA
	case c == 0x302 && base == 'e':
		return baseCircE
	case c == 0x302 && base == 'o':
		return baseCircO
	case c == 0x306 && base == 'a':
		return baseBreve
	case c == 0x31B && base == 'o':
		return baseHornO
	case c == 0x31B && base == 'u':
		return baseHornU
	}
	return 0
}
