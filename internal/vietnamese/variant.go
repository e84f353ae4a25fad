package vietnamese

// The letters i and y spell one sound at the end of an open syllable, and
// usage wavers: kỹ/kĩ, lý/lí, mỹ/mĩ, tỷ/tỉ, quý/quí. The rule, after the
// Quy định về chính tả tiếng Việt of the Ministry of Education (Quyết định
// 1989/QĐ-BGDĐT of 2018, khoản on i and y; earlier 240/QĐ, 1984): i and y are one where they
// are the whole rhyme after an onset, or after qu. They differ where i or y
// closes a diphthong (tay/tai, thúy/thúi), and standing alone (ý/í, y/i).

// YI returns the syllable in lower case with its wavering i written y, or s
// in lower case where i and y are not interchangeable. Two syllables that
// differ only in such an i have the same YI.
func YI(s string) string {
	var p parsed
	s = Lower(s)
	if !p.parse(s) || !p.wavers(codeI) {
		return s
	}
	return p.respell(codeY)
}

// EqualYI reports whether a and b are the same syllable, case and the
// wavering of i and y aside.
func EqualYI(a, b string) bool { return a == b || YI(a) == YI(b) }

// Variants returns the spellings of the syllable that differ in a wavering i
// or y, itself first: kỹ gives kỹ and kĩ, tay gives tay alone. All are in
// lower case.
func Variants(syllable string) []string {
	s := Lower(syllable)
	var p parsed
	if p.parse(s) {
		switch {
		case p.wavers(codeI):
			return []string{s, p.respell(codeY)}
		case p.wavers(codeY):
			return []string{s, p.respell(codeI)}
		}
	}
	return []string{s}
}

// wavers reports whether the rhyme is the lone letter (i or y) after an onset
// that takes both.
func (p *parsed) wavers(code uint32) bool {
	if p.rhyme.key != code || p.onset == 0 {
		return false
	}
	if p.codes[0] == codeQ {
		return true
	}
	if p.onset == 2 && p.codes[0] == codeG {
		return false // gì
	}
	switch p.onset {
	case 1:
		switch alphabet[p.codes[0]] {
		case 'h', 'k', 'l', 'm', 's', 't', 'v':
			return true
		}
	case 2:
		return p.codes[0] == codeT && p.codes[1] == codeH
	}
	return false
}

// respell writes the syllable with another lone vowel.
func (p *parsed) respell(code uint32) string {
	q := *p
	q.codes[q.n-1] = uint8(code)
	var buf [maxSyllable * 3]byte
	out := buf[:0]
	for i, c := range q.codes[:q.n] {
		l := letter(c)
		if i == q.mark {
			l = l.withTone(q.tone)
		}
		out = append(out, string(l.rune())...)
	}
	return string(out)
}
