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
	var spelled letters
	upper, lower := 0, 0
	for _, u := range word {
		r := u.r
		if e := ethLetter(r); e != 0 {
			r = e
		}
		l := letterOf(r)
		if l == 0 && !(r < 0x80 && asciiLetter(byte(r))) {
			return // þ, æ, ö and the like: another language
		}
		spelled.add(l)
		if l.upper() || l == 0 && r <= 'Z' {
			upper++
		} else {
			lower++
		}
	}
	// QÐ, HÐND, QÐi, TÐTN; a lone Ð is the letter itself in a list of points.
	abbreviation := upper >= 2 && lower <= 1 || len(word) == 1
	if _, ok := spelled.find(); !ok && !abbreviation {
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

// placeTone moves the tone mark of a syllable to the letter that bears it in
// the old placement: from where the new placement has it, and from a vowel
// before that letter (hòan, qúy, gía, đìên). Words that are no syllable stay
// as they are. What it moves, scan must find.
func placeTone(word []unit) {
	if len(word) > maxSyllable {
		return
	}
	var l letters
	for _, u := range word {
		l.add(letterOf(u.r))
	}
	e, ok := l.find()
	from, to := l.mark(), e.oldMark()
	if !ok || from < 0 || from == to {
		return
	}
	if from > to && from != e.newMark() {
		return // aò: nobody spells so, and scan does not look for it
	}
	word[to].r = letterOf(word[to].r).withTone(l.tone()).rune()
	word[from].r = letterOf(word[from].r).withTone(Ngang).rune()
}

// SplitTone gives a letter without its tone mark, and the tone: ế is ê with sắc.
// Other runes are given back with Ngang.
func SplitTone(r rune) (base rune, tone Tone) {
	l := letterOf(r)
	if l == 0 {
		return r, Ngang
	}
	return l.withTone(Ngang).rune(), l.tone()
}
