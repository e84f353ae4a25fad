package vietnamese

import "unicode/utf8"

// The letters i and y spell one sound at the end of an open syllable, and
// usage wavers: kỹ/kĩ, lý/lí, mỹ/mĩ, tỷ/tỉ, quý/quí. School spelling decides
// for one of them (Bộ Giáo dục và Đào tạo, Quyết định 1989/QĐ-BGDĐT,
// 25/5/2018), offices and newspapers write the other, so that a query must
// find both. They are one where they are the whole rhyme after h, k, l, m, s,
// t, th, v or qu. They differ where they close a diphthong (tay/tai,
// thúy/thúi), after other onsets (bi, chi, ni, đi have no y), and standing
// alone (ý, y tế; í ới, ì ạch).

// YI returns the syllable in Lower form with its wavering i written y, and
// any other string in Lower form. Two syllables that differ only in a
// wavering i have the same YI.
func YI(s string) string {
	s = Lower(s)
	var l wordScan
	scanLetters(s, &l)
	if l.wavers(codeI) {
		return l.respell(codeY)
	}
	return s
}

// EqualYI reports whether a and b are the same syllable, case, the place of
// the tone mark and the wavering of i and y aside.
func EqualYI(a, b string) bool { return a == b || YI(a) == YI(b) }

// Variants returns the spellings of a syllable that differ in a wavering i or
// y, itself first, in Lower form: kỹ gives kỹ and kĩ, tay gives tay alone.
func Variants(syllable string) []string {
	s := Lower(syllable)
	var l wordScan
	scanLetters(s, &l)
	switch {
	case l.wavers(codeI):
		return []string{s, l.respell(codeY)}
	case l.wavers(codeY):
		return []string{s, l.respell(codeI)}
	}
	return []string{s}
}

// wavers reports whether the word is a syllable whose whole rhyme is the
// letter code, i or y, after an onset that takes both.
func (l *letters) wavers(code uint32) bool {
	if l.n < 2 || uint32(l.packed&codeMask) != code {
		return false
	}
	if _, ok := l.parse(); !ok {
		return false
	}
	first := l.at(0).code()
	switch l.n {
	case 2:
		switch alphabet[first] {
		case 'h', 'k', 'l', 'm', 's', 't', 'v':
			return true
		}
	case 3:
		second := l.at(1).code()
		return first == codeT && second == codeH || first == codeQ && second == codeU
	}
	return false
}

// respell writes the word with another last letter.
func (l *letters) respell(last uint32) string {
	var buf [maxSyllable * utf8.UTFMax]byte
	out := buf[:0]
	mark := l.mark()
	for i := range l.n {
		x := l.at(i)
		if i == l.n-1 {
			x = letter(last)
		}
		if i == mark {
			x = x.withTone(l.tone())
		}
		out = utf8.AppendRune(out, x.rune())
	}
	return string(out)
}
