package vietnamese

import "unicode/utf8"

// wordScan is what one pass over a run of letters finds.
type wordScan struct {
	end          int // after the run
	upper, lower int // letters by case
	runes        int
	marked       bool // a tone mark, or a letter outside the alphabet: no symbol
	parsed       parsed
	vietnamese   bool // letters of the alphabet only, at most seven, one tone at most
}

// scanWord reads the run of letters and marks at norm[i:].
func scanWord(s string, i int, w *wordScan) {
	w.upper, w.lower, w.runes, w.marked, w.vietnamese = 0, 0, 0, false, true
	p := &w.parsed
	p.mark, p.n, p.tone = -1, 0, Ngang
	for i < len(s) {
		c := s[i]
		var l letter
		size := 1
		if c < utf8.RuneSelf {
			if !asciiLetter(c) {
				break
			}
			l = lowLetters[c]
			if c < 'a' {
				w.upper++
			} else {
				w.lower++
			}
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if l = letterOf(r); l != 0 {
				if l.upper() {
					w.upper++
				} else {
					w.lower++
				}
			} else if !wordRune(r) {
				break
			} else {
				w.marked = true
				w.lower++
			}
		}
		switch {
		case l == 0 || p.n == maxSyllable:
			w.vietnamese = false
		default:
			if t := l.tone(); t != Ngang {
				w.marked = true
				if p.mark >= 0 {
					w.vietnamese = false
				}
				p.mark, p.tone = p.n, t
			}
			p.codes[p.n] = uint8(l.code())
			p.n++
		}
		w.runes++
		i += size
	}
	w.end = i
}

// syllable reports whether the run is one Vietnamese syllable.
func (w *wordScan) syllable() bool {
	if !w.vietnamese || w.parsed.n == 0 || !w.parsed.split() {
		return false
	}
	p := &w.parsed
	return p.mark < 0 || p.mark == p.rhymeStart()+int(p.rhyme.tone)
}

// word reads the token that begins with the letter at i.
func (t *Tokenizer) word() Token {
	s, i := t.norm, t.i
	var w wordScan
	scanWord(s, i, &w)
	j := w.end
	var next byte
	if j < len(s) {
		next = s[j]
	}
	switch {
	case next == ' ' || next == 0 || next == '\n' || next == ',':
		// by far the most frequent
	case (next == '.' || next == ':' || next == '@' || next == '_' || next == '-' || next == '+' || digit(next)) && s[i] < utf8.RuneSelf:
		if tok, ok := t.address(); ok {
			return tok
		}
	}
	if digit(next) && !(w.syllable() && w.marked && w.lower > 0) {
		return t.alphanumeric(&w)
	}
	if next == '-' || next == '&' || next == '.' || next == '/' {
		if tok, ok := t.abbreviation(&w); ok {
			return tok
		}
	}
	return t.simpleWord(&w)
}

// simpleWord sorts a run of letters that stands alone.
func (t *Tokenizer) simpleWord(w *wordScan) Token {
	a, b := t.i, w.end
	caps := w.upper > 0 && w.lower == 0
	cue, wasCaps := t.cue, t.caps
	t.cue, t.caps = false, caps
	syllable := w.syllable()
	if caps && w.runes <= 6 && roman(t.norm[a:b]) {
		// VI and XI are syllables too; in a heading in capitals only a word
		// such as CHƯƠNG makes them numerals.
		if !syllable || w.runes == 1 || !wasCaps || cue || t.begin {
			return t.emit(a, b, KindRoman)
		}
	}
	if syllable {
		tok := t.emit(a, b, KindSyllable)
		t.cue = ordinalCue(tok.Text)
		return tok
	}
	if w.upper >= 2 && !w.marked && w.upper >= w.lower {
		return t.emit(a, b, KindAbbreviation)
	}
	return t.emit(a, b, KindWord)
}

// ordinalCue reports words that Roman numerals follow.
func ordinalCue(text string) bool {
	switch text {
	case "chương", "phần", "mục", "khóa", "thứ", "hội", "quý", "kỷ", "kỳ", "lục", "quyển", "tập", "đợt", "bảng", "nhóm", "loại", "hạng", "vùng", "biểu":
		return true
	}
	return false
}

// roman reports whether s is a Roman numeral from I to XLIX or from XC to
// XCIX in its one correct form. L, C, D and M are letters of symbols far more
// often than numerals, so numerals with those are not looked for.
func roman(s string) bool {
	switch {
	case len(s) >= 2 && s[0] == 'X' && (s[1] == 'L' || s[1] == 'C'):
		s = s[2:]
	default:
		n := 0
		for len(s) > 0 && s[0] == 'X' && n < 3 {
			s = s[1:]
			n++
		}
	}
	switch s {
	case "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX":
		return true
	}
	return false
}

// alphanumeric reads letters with digits: PA03, QH14, H5N1, COVID19.
func (t *Tokenizer) alphanumeric(w *wordScan) Token {
	j := w.end
	for j < len(t.norm) && (digit(t.norm[j]) || asciiLetter(t.norm[j])) {
		j++
	}
	t.cue, t.caps = false, w.lower == 0
	return t.emit(t.i, j, KindWord)
}

// abbreviation reads capitals joined by hyphen, ampersand, dot or slash:
// KT-XH, GD&ĐT, T.Ư, QĐ/TW, COVID-19. The run before the first join is w.
func (t *Tokenizer) abbreviation(w *wordScan) (Token, bool) {
	s, a := t.norm, t.i
	if !symbolic(w) {
		return Token{}, false
	}
	plain := false // a piece that is neither a syllable nor a numeral
	numeral := true
	dots := 0
	digits := false
	t.parts.begin()
	end := a
	seg := *w
	from := a
	for {
		end = seg.end
		for end < len(s) && digit(s[end]) { // UBTVQH15
			end++
		}
		if !roman(s[from:end]) {
			numeral = false
			if !seg.syllable() {
				plain = true
			}
		}
		t.part(from, end, KindAbbreviation)
		if end+1 >= len(s) {
			break
		}
		sep := s[end]
		if sep != '-' && sep != '&' && sep != '/' && sep != '.' || sep == '.' && seg.runes > 5 {
			break
		}
		if digit(s[end+1]) {
			if sep != '-' || !digitsEnd(s, end+1) || numeral {
				break
			}
			from = end + 1
			for end = from; end < len(s) && digit(s[end]); end++ {
			}
			t.part(from, end, KindNumber)
			digits, plain = true, true
			break
		}
		scanWord(s, end+1, &seg)
		if seg.runes == 0 || !symbolic(&seg) {
			break
		}
		if sep == '.' {
			dots++
		}
		from = end + 1
	}
	parts := t.parts.take()
	if len(parts) < 2 || !plain || numeral {
		return Token{}, false
	}
	t.cue, t.caps = false, true
	kind := KindAbbreviation
	if digits && len(parts) == 2 {
		kind = KindWord // COVID-19
	}
	tok := t.emit(a, end, kind)
	tok.Parts = parts
	if dots > 0 {
		tok.Text = undotted(tok.Text)
	}
	return tok, true
}

// digitsEnd reports whether the digits at i are followed by no letter.
func digitsEnd(s string, i int) bool {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i == len(s) || !wordByte(s[i]) && s[i] != '/' && s[i] != '-'
}

// symbolic reports whether a run of letters may be a piece of a symbol: it
// begins with capitals, holds no toned letter and hardly a small one.
func symbolic(w *wordScan) bool {
	return w.upper > 0 && !w.marked && w.runes <= 14 && w.lower <= 2 && (w.upper > w.lower || w.lower == 0)
}

// undotted spells an abbreviation without its dots, and Trung ương as tw.
func undotted(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '.' {
			out = append(out, text[i])
		}
	}
	return central(string(out))
}

// central writes the TƯ that ends a symbol as tw.
func central(text string) string {
	const old = "tư"
	if len(text) >= len(old) && text[len(text)-len(old):] == old {
		return text[:len(text)-len(old)] + "tw"
	}
	return text
}
