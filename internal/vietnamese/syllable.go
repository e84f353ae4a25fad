package vietnamese

import "unicode/utf8"

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
	rhyme := s.Rhyme
	if onset == "gi" && len(rhyme) > 0 && rhyme[0] == 'i' {
		onset = "g"
	}
	key, _ := packLetters(rhyme)
	bear := toneIndex(key)
	out := []byte(onset)
	i := 0
	for _, r := range rhyme {
		if i == bear {
			r = letterOf(r).withTone(s.Tone).rune()
		}
		out = utf8.AppendRune(out, r)
		i++
	}
	return string(out)
}

// ParseSyllable reads one syllable in NFC, in any case and with the mark in the old
// or the new place. It reports false for anything that the spelling of the
// standard language does not allow: other letters (f, j, w, z), a rhyme that
// does not exist, ngh before a, c before i, a stop-final rhyme without sắc or
// nặng, a mark on the wrong vowel.
func ParseSyllable(s string) (Syllable, bool) {
	var p parsed
	if !p.parse(s) {
		return Syllable{}, false
	}
	onset := onsetText(p.codes[:p.onset])
	return Syllable{Onset: onset, Rhyme: p.rhyme.text, Tone: p.tone}, true
}

// IsSyllable reports whether ParseSyllable would accept s. It does not
// allocate.
func IsSyllable(s string) bool {
	var p parsed
	return p.parse(s)
}

func onsetText(codes []uint8) string {
	var buf [8]byte
	out := buf[:0]
	for _, c := range codes {
		out = utf8.AppendRune(out, alphabet[c])
	}
	switch string(out) {
	case "g":
	case "":
		return ""
	}
	for i := 0; i+len(out) <= len(onsetList); i++ {
		// Hand out a piece of the constant list rather than a new string.
		if onsetList[i:i+len(out)] == string(out) {
			return onsetList[i : i+len(out)]
		}
	}
	return string(out)
}

// parsed is the state of reading one syllable.
type parsed struct {
	codes [maxSyllable]uint8
	n     int
	onset int // letters of the onset
	tone  Tone
	mark  int // index of the letter with the tone mark, -1 none
	rhyme *rhyme
}

// letters reads s into codes; false if it holds anything but at most seven
// letters of the alphabet, or more than one tone mark.
func (p *parsed) letters(s string) bool {
	p.mark = -1
	p.n = 0
	for i := 0; i < len(s); {
		r, size := decode(s, i)
		i += size
		l := letterOf(r)
		if l == 0 || p.n == maxSyllable {
			return false
		}
		if t := l.tone(); t != Ngang {
			if p.mark >= 0 {
				return false
			}
			p.mark, p.tone = p.n, t
		}
		p.codes[p.n] = uint8(l.code())
		p.n++
	}
	return p.n > 0
}

func (p *parsed) parse(s string) bool {
	if !p.letters(s) || !p.split() {
		return false
	}
	if p.mark < 0 {
		return true
	}
	at := p.mark - p.rhymeStart()
	return at == int(p.rhyme.tone) || at == p.rhyme.newToneIndex()
}

// rhymeStart is the index of the first letter of the rhyme; the i of gì
// belongs to onset and rhyme both.
func (p *parsed) rhymeStart() int {
	if p.onset == 2 && p.codes[0] == codeG && p.codes[1] == codeI && p.rhyme.key>>(5*(rhymeLen(p.rhyme.key)-1)) == codeI {
		return 1
	}
	return p.onset
}

func rhymeLen(key uint32) (n int) {
	for ; key != 0; key >>= 5 {
		n++
	}
	return n
}

// split finds onset and rhyme and checks the spelling rules and the tone, but
// not the place of the mark.
func (p *parsed) split() bool {
	c := 0 // leading consonants
	for c < p.n && !vowelCode[p.codes[c]] {
		c++
	}
	if c == p.n || c > 3 {
		return false
	}
	var onsetKey uint32
	for _, x := range p.codes[:c] {
		onsetKey = onsetKey<<5 | uint32(x)
	}
	kind := noOnset
	switch {
	case c == 0:
	case c == 1 && p.codes[0] == codeQ:
		if p.n < 3 || p.codes[1] != codeU {
			return false
		}
		kind, p.onset = quOnset, 2
		return p.match(kind, 2)
	case c == 1 && p.codes[0] == codeG && p.codes[1] == codeI:
		return p.splitGi()
	default:
		if kind = onsetSet[onsetKey]; kind == noOnset {
			return false
		}
	}
	p.onset = c
	return p.match(kind, c)
}

// splitGi reads gi-: gì and gìn spell one i for onset and rhyme, and so do
// giêng and giết; elsewhere the i belongs to the onset (gia, giờ).
func (p *parsed) splitGi() bool {
	p.onset = 2
	if p.n == 2 || !vowelCode[p.codes[2]] {
		return p.match(giOnset, 1)
	}
	if p.codes[2] == codeECirc && p.n > 3 {
		return p.match(giOnset, 1)
	}
	return p.match(giOnset, 2)
}

func (p *parsed) match(kind onset, from int) bool {
	var key uint32
	if p.n-from > 5 || p.n == from {
		return false
	}
	for _, x := range p.codes[from:p.n] {
		key = key<<5 | uint32(x)
	}
	r := findRhyme(key)
	if r == nil {
		return false
	}
	p.rhyme = r
	if kind == quOnset {
		if !r.qu {
			return false
		}
	} else {
		if !r.plain {
			return false
		}
		first := uint32(p.codes[from])
		front := first == codeE || first == codeECirc || first == codeI || first == codeY
		switch kind {
		case noOnset:
			if r.flags&needOnset != 0 {
				return false
			}
		case backOnset:
			if front && !(p.codes[0] == codeG && first == codeI) {
				return false
			}
		case frontOnset:
			if !front {
				return false
			}
		}
		if kind != noOnset && r.flags&zeroOnly != 0 {
			return false
		}
		if r.flags&yRhyme != 0 && !yOnset(kind, p.codes[:from]) {
			return false
		}
	}
	if r.flags&stopFinal != 0 && (p.mark < 0 || p.tone != Sac && p.tone != Nang) {
		return false
	}
	return true
}

// yOnset reports whether the lone rhyme y may follow the onset: kỹ, lý, but
// not by or ngy.
func yOnset(kind onset, codes []uint8) bool {
	if kind == noOnset {
		return true
	}
	if len(codes) == 1 {
		switch alphabet[codes[0]] {
		case 'h', 'k', 'l', 'm', 'n', 's', 't', 'v', 'd', 'r':
			return true
		}
		return false
	}
	return len(codes) == 2 && codes[0] == codeT && codes[1] == codeH
}
