package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordScan is what one pass over a run of letters finds.
type wordScan struct {
	letters
	end          int  // after the run
	upper, lower int  // letters by case
	marked       bool // a tone mark, or a rune outside the tables: no symbol
}

// wordTable steps through a run of letters. Entries hold
//
//	bits 0–7    the next state; 0xFF ends the run or leaves the tables
//	bits 8–13   the letter that the byte completes, its mark bit included
//	bits 16–47  four counters of eight bits, to be added up: sum of tones,
//	            small letters, capitals, runes outside the alphabet
//	bits 56–58  letterBits if the byte completes a letter
var wordTable [tableSize]uint64

const (
	letterAt = 8
	countsAt = 16
	oneTone  = 1 << (countsAt + 0)
	oneLower = 1 << (countsAt + 8)
	oneUpper = 1 << (countsAt + 16)
	oneOther = 1 << (countsAt + 24)
	shiftAt  = 56
)

func initWords() {
	for i := range wordTable {
		wordTable[i] = stopped
	}
	eachLink(func(prefix uint8, b byte, next uint8) {
		wordTable[uint(prefix)<<8|uint(b)] = uint64(next)
	})
	eachRune(func(prefix uint8, b byte, r rune) {
		if !wordRune(r) {
			return
		}
		l := letterOf(r)
		e := atStart | l.packed()<<letterAt | uint64(l.tone())*oneTone | letterBits<<shiftAt
		if l == 0 {
			e |= oneOther
		}
		if unicode.IsUpper(r) {
			e |= oneUpper
		} else {
			e |= oneLower
		}
		wordTable[uint(prefix)<<8|uint(b)] = e
	})
}

// scanLimit is a number of bytes whose letters the counters of wordTable hold
// for sure; longer runs are no words that anything is asked about.
const scanLimit = 48

// scanWord reads the run of letters and marks at s[i:].
func scanWord(s string, i int, w *wordScan) {
	limit := min(len(s), i+scanLimit)
	var packed, sum, state uint64
	for ; i < limit; i++ {
		e := wordTable[state<<8|uint64(s[i])]
		next := e & 0xFF
		if next == stopped {
			break
		}
		state = next
		packed = packed<<(e>>shiftAt&63) | e>>letterAt&(1<<letterBits-1)
		sum += e >> countsAt
	}
	done := i - depth(uint8(state)) // after the last whole letter
	w.end = done
	w.packed = packed
	w.lower, w.upper = int(sum>>8&0xFF), int(sum>>16&0xFF)
	w.toneSum = uint8(sum)
	w.n = w.lower + w.upper
	w.foreign = sum>>24&0xFF != 0
	w.marked = uint8(sum) != 0
	if done < len(s) && (s[done] >= utf8.RuneSelf || asciiLetter(s[done])) {
		w.scanRest(s)
	}
}

// scanRest goes on by rune where the tables end.
func (w *wordScan) scanRest(s string) {
	for w.end < len(s) {
		r, size := decode(s, w.end)
		if !wordRune(r) {
			return
		}
		w.end += size
		w.n++
		w.foreign, w.marked = true, true
		if unicode.IsUpper(r) {
			w.upper++
		} else {
			w.lower++
		}
	}
}

// syllable reports whether the run is one Vietnamese syllable.
func (w *wordScan) syllable() bool {
	_, ok := w.parse()
	return ok
}

// word reads the token that begins with the letter at i.
func (t *Tokenizer) word(tok *Token) {
	s, i := t.norm, t.i
	var w wordScan
	scanWord(s, i, &w)
	var next byte
	if w.end < len(s) {
		next = s[w.end]
	}
	switch {
	case next == ' ' || next == 0 || next == '\n' || next == ',':
		// by far the most frequent
	case digit(next):
		if s[i] < utf8.RuneSelf && t.address(tok) {
			return
		}
		if !(w.syllable() && w.marked && w.lower > 0) {
			t.alphanumeric(tok, &w)
			return
		}
	case next == '.' || next == ':' || next == '@' || next == '_' || next == '-' || next == '+' || next == '&' || next == '/':
		if s[i] < utf8.RuneSelf && t.address(tok) {
			return
		}
		if next != ':' && t.abbreviation(tok, &w) {
			return
		}
	}
	t.simpleWord(tok, &w)
}

// simpleWord sorts a run of letters that stands alone.
func (t *Tokenizer) simpleWord(tok *Token, w *wordScan) {
	last, wasCaps := t.last, t.caps
	caps := w.upper > 0 && w.lower == 0
	kind := KindWord
	syllable := w.syllable()
	switch {
	case caps && w.n <= 6 && roman(t.norm[t.i:w.end]) &&
		// VI and XI are syllables too; in a heading in capitals only a word
		// such as CHƯƠNG makes them numerals.
		(!syllable || w.n == 1 || !wasCaps || t.begin || ordinalCue(last)):
		kind = KindRoman
	case syllable:
		kind = KindSyllable
	case w.upper >= 2 && !w.marked && w.upper >= w.lower:
		kind = KindAbbreviation
	}
	t.emit(tok, t.i, w.end, kind)
	if caps && w.n > 1 && strings.HasSuffix(tok.Text, "tư") {
		// BCHTƯ, and TƯ by itself but not in ĐẦU TƯ.
		if !syllable || w.n == 2 && !wasCaps && !t.capsAhead() {
			tok.Kind, tok.Text = KindAbbreviation, central(tok.Text)
		}
	}
	t.caps = caps && tok.Kind == KindSyllable
	t.last = tok.Text
}

// capsAhead reports whether the next word is in capitals.
func (t *Tokenizer) capsAhead() bool {
	i := t.i
	for i < len(t.norm) && t.norm[i] == ' ' {
		i++
	}
	var w wordScan
	scanWord(t.norm, i, &w)
	return w.upper > 1 && w.lower == 0
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
func (t *Tokenizer) alphanumeric(tok *Token, w *wordScan) {
	j := w.end
	for j < len(t.norm) && (digit(t.norm[j]) || asciiLetter(t.norm[j])) {
		j++
	}
	t.last, t.caps = "", w.lower == 0
	t.emit(tok, t.i, j, KindWord)
}

// abbreviation reads capitals joined by hyphen, ampersand, dot or slash:
// KT-XH, GD&ĐT, T.Ư, QĐ/TW, COVID-19. The run before the first join is w.
func (t *Tokenizer) abbreviation(tok *Token, w *wordScan) bool {
	s, a := t.norm, t.i
	if !symbolic(w) {
		return false
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
		if end < len(s) && digit(s[end]) { // UBTVQH15, H5N1
			end = symbolTail(s, end)
		}
		if !roman(s[from:end]) {
			numeral = false
			if !seg.syllable() {
				plain = true
			}
		}
		t.part(from, end, KindAbbreviation)
		if end+1 >= len(s) || t.parts.count() == mostPieces {
			break
		}
		sep := s[end]
		if sep != '-' && sep != '&' && sep != '/' && sep != '.' || sep == '.' && (seg.n > 5 || roman(s[from:end])) {
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
		if seg.n == 0 || !symbolic(&seg) {
			break
		}
		if sep == '.' {
			dots++
		}
		from = end + 1
	}
	parts := t.parts.take()
	if len(parts) < 2 || !plain || numeral {
		return false
	}
	t.last, t.caps = "", true
	kind := KindAbbreviation
	if digits && len(parts) == 2 {
		kind = KindWord // COVID-19
	}
	t.emit(tok, a, end, kind)
	tok.Parts = parts
	if dots > 0 {
		tok.Text = undotted(tok.Text)
	}
	return true
}

// mostPieces bounds the pieces of an abbreviation or document number; the
// longest seen, of joint resolutions, have nine.
const mostPieces = 24

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
	return w.upper > 0 && !w.marked && w.n <= 14 && w.lower <= 2 && (w.upper > w.lower || w.lower == 0)
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
