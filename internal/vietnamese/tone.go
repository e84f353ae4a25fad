package vietnamese

import "unicode"

// fixWords puts right, word by word, what needs the whole word: eth for đ,
// and for matching the place of the tone mark.
func fixWords(units []unit, m mode) []unit {
	for i := 0; i < len(units); {
		if !wordRune(units[i].r) {
			i++
			continue
		}
		j := i + 1
		for j < len(units) && wordRune(units[j].r) {
			j++
		}
		fixEth(units[i:j])
		if m == matching {
			placeTone(units[i:j])
		}
		i = j
	}
	return units
}

func wordRune(r rune) bool {
	if r < 0x80 {
		return asciiLetter(byte(r))
	}
	return letterOf(r) != 0 || unicode.IsLetter(r) || unicode.IsMark(r)
}

// fixEth turns Ð, ð and Ɖ into Đ and đ if that makes the word a Vietnamese
// syllable, or if it is an abbreviation in capitals.
func fixEth(word []unit) {
	found := false
	for _, u := range word {
		if ethLetter(u.r) != 0 {
			found = true
		}
	}
	if !found {
		return
	}
	var codes [24]letter
	if len(word) > len(codes) {
		return
	}
	upper, lower := 0, 0
	for i, u := range word {
		r := u.r
		if e := ethLetter(r); e != 0 {
			r = e
		}
		l := letterOf(r)
		if l == 0 && !(r < 0x80 && asciiLetter(byte(r))) {
			return // þ, æ, ö and the like: another language
		}
		codes[i] = l
		if l.upper() || l == 0 && r <= 'Z' {
			upper++
		} else {
			lower++
		}
	}
	// QÐ, HÐND, QÐi, TÐTN; a lone Ð is the letter itself in a list of points.
	abbreviation := upper >= 2 && lower <= 1 || len(word) == 1
	if !abbreviation && !parseLetters(codes[:len(word)]) {
		return
	}
	for i := range word {
		if e := ethLetter(word[i].r); e != 0 {
			word[i].r = e
		}
	}
}

func ethLetter(r rune) rune {
	switch r {
	case 0xD0, 0x189:
		return 'Đ'
	case 0xF0:
		return 'đ'
	}
	return 0
}

// parseLetters reports whether the letters spell a syllable, wherever its
// tone mark stands.
func parseLetters(word []letter) bool {
	var p parsed
	return p.fill(word) && p.split()
}

// fill is letters for a word that is decoded already.
func (p *parsed) fill(word []letter) bool {
	if len(word) > maxSyllable || len(word) == 0 {
		return false
	}
	p.mark = -1
	p.n = len(word)
	for i, l := range word {
		if l == 0 {
			return false
		}
		if t := l.tone(); t != Ngang {
			if p.mark >= 0 {
				return false
			}
			p.mark, p.tone = i, t
		}
		p.codes[i] = uint8(l.code())
	}
	return true
}

// placeTone moves the tone mark of a syllable to the letter that bears it in
// the old placement. Words that are no syllable stay as they are.
func placeTone(word []unit) {
	if len(word) > maxSyllable {
		return
	}
	var buf [maxSyllable]letter
	for i, u := range word {
		buf[i] = letterOf(u.r)
	}
	var p parsed
	if !p.fill(buf[:len(word)]) || p.mark < 0 || !p.split() {
		return
	}
	to := p.rhymeStart() + int(p.rhyme.tone)
	if to == p.mark {
		return
	}
	word[to].r = buf[to].withTone(p.tone).rune()
	word[p.mark].r = buf[p.mark].withTone(Ngang).rune()
}
