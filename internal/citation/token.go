package citation

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word, a number or a punctuation mark. Offsets are bytes.
type token struct {
	start, end uint32
	id         wordID
	kind       tokenKind
	flags      tokenFlags
}

type tokenKind uint8

const (
	kindEnd  tokenKind = iota // behind the last token
	kindWord                  // letters, with any combining marks
	kindNum                   // ASCII digits
	kindPunct
)

type tokenFlags uint8

const (
	afterSpace tokenFlags = 1 << iota // white space, or a removed page header, stands before it
	afterLine                         // a line break stands before it
	afterPara                         // a blank line stands before it
	capital                           // the first letter is upper case
	allCaps                           // every letter is upper case
	mixedCaps                         // at least two upper-case letters, not all
	afterSkip                         // a page header was removed before it
)

// Ids of punctuation marks; words follow. Every dash is pDash, every slash pSlash.
const (
	noWord wordID = iota
	pComma
	pDot
	pSemi
	pColon
	pOpen
	pClose
	pSlash
	pDash
	pQuote
	pOpenQuote
	pCloseQuote
	pAmp
	pEllipsis
	pStop // ! ?
	pOther
	firstWord
)

// letter is what a rune contributes to a word's key: its lower-case base letter
// without tone, and its tone. Keys therefore do not depend on letter case, on
// which vowel carries the tone (khóa, khoá), or on the Unicode form.
type letter struct {
	base  uint16
	tone  uint8
	class letterClass
}

type letterClass uint8

const (
	notLetter letterClass = iota
	lowerLetter
	upperLetter
	toneMark // U+0300 grave, and so on
	formMark // U+0302 circumflex, U+0306 breve, U+031B horn
	spaceRune
	digitRune
	ignoredRune // zero width, soft hyphen
)

const lettersEnd = 0x1F00

var letters = makeLetters()

var toneOf = map[rune]uint8{0x300: 1, 0x301: 2, 0x303: 3, 0x309: 4, 0x323: 5}

func makeLetters() *[lettersEnd]letter {
	t := new([lettersEnd]letter)
	for r := rune(0); r < lettersEnd; r++ {
		l := &t[r]
		switch {
		case r >= '0' && r <= '9':
			l.class = digitRune
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0xA0 || r == 0x85:
			l.class = spaceRune
		case r == 0xAD:
			l.class = ignoredRune
		case toneOf[r] != 0:
			l.class, l.tone = toneMark, toneOf[r]
		case r == 0x302 || r == 0x306 || r == 0x31B:
			l.class, l.base = formMark, uint16(r)
		case unicode.IsLetter(r):
			l.class = lowerLetter
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				l.class = upperLetter
			}
			if r == 0xD0 || r == 0xF0 { // Icelandic eth, typed for đ
				l.base = 0x111
				continue
			}
			l.base, l.tone = decomposeLetter(unicode.ToLower(r))
		}
	}
	return t
}

// decomposeLetter separates the tone from a lower-case letter and keeps the
// marks that make another letter (â, ă, ơ).
func decomposeLetter(r rune) (base uint16, tone uint8) {
	if r < 0x80 || r == 0x111 {
		return uint16(r), 0
	}
	var kept []rune
	for _, c := range norm.NFD.String(string(r)) {
		if t := toneOf[c]; t != 0 {
			tone = t
		} else {
			kept = append(kept, c)
		}
	}
	c, _ := utf8.DecodeRuneInString(norm.NFC.String(string(kept)))
	return uint16(c), tone
}

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// wordHash gathers the key of one word, letter by letter.
type wordHash struct {
	h, before uint64
	last      uint16
	tone      uint8
}

func (w *wordHash) reset() { *w = wordHash{h: hashSeed} }

func (w *wordHash) letter(l letter) {
	w.before = w.h
	w.last = l.base
	w.h = (w.h ^ uint64(l.base)) * hashPrime
	if l.tone != 0 {
		w.tone = l.tone
	}
}

func (w *wordHash) mark(l letter) {
	if l.class == toneMark {
		w.tone = l.tone
		return
	}
	composed := norm.NFC.String(string(rune(w.last)) + string(rune(l.base)))
	r, n := utf8.DecodeRuneInString(composed)
	if n == len(composed) {
		w.last = uint16(r)
		w.h = (w.before ^ uint64(w.last)) * hashPrime
	}
}

func (w *wordHash) sum() uint64 { return (w.h ^ uint64(w.tone)*0x9E3779B97F4A7C15) * hashPrime }

// tokenize appends the tokens of text to toks. Bytes that are not UTF-8 become
// marks of their own.
func tokenize(text string, toks []token) []token {
	var flags tokenFlags = afterLine | afterPara
	lines := 0
	var hash wordHash
	lineFirst := len(toks) // index of the first token of the line
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			switch letters[c].class {
			case spaceRune:
				if c == '\n' {
					if lines++; lines == 1 {
						toks, flags = dropPageLine(text, toks, lineFirst, flags)
						flags |= afterLine
					} else if flags&afterSkip == 0 {
						flags |= afterPara
					}
					lineFirst = len(toks)
				}
				flags |= afterSpace
				i++
				continue
			case digitRune:
				start := i
				for i < len(text) && text[i] >= '0' && text[i] <= '9' {
					i++
				}
				toks = append(toks, token{uint32(start), uint32(i), noWord, kindNum, flags})
				flags, lines = 0, 0
				continue
			case notLetter:
				toks = append(toks, token{uint32(i), uint32(i + 1), asciiMark[c], kindPunct, flags})
				flags, lines = 0, 0
				i++
				continue
			}
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		l := lookup(r)
		switch l.class {
		case spaceRune:
			flags |= afterSpace
			i += n
			continue
		case ignoredRune:
			i += n
			continue
		case lowerLetter, upperLetter:
		default:
			toks = append(toks, token{uint32(i), uint32(i + n), markID(r), kindPunct, flags})
			flags, lines = 0, 0
			i += n
			continue
		}
		// A word.
		start, count, upper, lowers := i, 0, 0, 0
		if l.class == lowerLetter {
			lowers = 1
		}
		hash.reset()
		if l.class == upperLetter {
			flags |= capital
		}
		for {
			if l.class == upperLetter {
				upper++
			}
			count++
			hash.letter(l)
			i += n
			for i < len(text) { // marks, and what has no width
				if text[i] < utf8.RuneSelf {
					break
				}
				var m rune
				m, n = utf8.DecodeRuneInString(text[i:])
				lm := lookup(m)
				if lm.class == toneMark || lm.class == formMark {
					hash.mark(lm)
				} else if lm.class != ignoredRune {
					break
				}
				i += n
			}
			if i >= len(text) {
				break
			}
			if c := text[i]; c < utf8.RuneSelf {
				r, n = rune(c), 1
				l = letters[c]
			} else {
				r, n = utf8.DecodeRuneInString(text[i:])
				l = lookup(r)
			}
			if l.class != lowerLetter && l.class != upperLetter {
				break
			}
			if l.class == upperLetter && lowers >= 2 { // "tạiĐiều"
				break
			}
			if l.class == lowerLetter {
				lowers++
			} else {
				lowers = 0
			}
			if l.class == lowerLetter && upper == count && count >= 2 && count <= 6 && romanBefore(text[start:i]) && typeStart(text[i-1:]) {
				i-- // "phụ lục IThông tư này": the numeral ends before its last capital
				upper, count = upper-1, count-1
				hash.reset()
				for _, c := range []byte(text[start:i]) {
					hash.letter(letters[c])
				}
				break
			}
			if l.class == lowerLetter && upper >= 2 && (upper == count || wordOf(hash.sum()) != noWord) {
				if k := gluedWord(text[i:]); k > 0 { // "NĐ-CPngày", "QĐ-TTgcủa"
					break
				}
			}
		}
		switch {
		case upper == count:
			flags |= allCaps
		case upper >= 2 || upper == 1 && flags&capital == 0:
			flags |= mixedCaps
		}
		t := token{uint32(start), uint32(i), wordOf(hash.sum()), kindWord, flags}
		if n := len(toks); count == 1 && flags&(allCaps|afterSpace) == allCaps && (t.id == wU || t.id == wW) && n >= 2 && n-2 >= lineFirst &&
			toks[n-1].id == pDot && toks[n-1].flags&afterSpace == 0 && toks[n-2].id == wT && toks[n-2].flags&allCaps != 0 {
			// "T.Ư" is one word, Trung ương.
			t.start, t.id, t.flags = toks[n-2].start, wTW, toks[n-2].flags
			toks = toks[:n-2]
		}
		toks = append(toks, t)
		flags, lines = 0, 0
	}
	toks, _ = dropPageLine(text, toks, lineFirst, flags)
	return toks
}

func lookup(r rune) letter {
	if r < lettersEnd {
		return letters[r]
	}
	switch {
	case r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x3000, r == 0x205F:
		return letter{class: spaceRune}
	case r >= 0x200B && r <= 0x200F, r == 0xFEFF, r == 0x2060:
		return letter{class: ignoredRune}
	case r == 0x2028 || r == 0x2029:
		return letter{class: spaceRune}
	case r != utf8.RuneError && unicode.IsLetter(r):
		return letter{base: uint16(r), class: lowerLetter}
	}
	return letter{}
}

var asciiMark = func() (t [128]wordID) {
	for i := range t {
		t[i] = pOther
	}
	for c, id := range map[byte]wordID{
		',': pComma, '.': pDot, ';': pSemi, ':': pColon, '(': pOpen, ')': pClose, '[': pOpen, ']': pClose,
		'/': pSlash, '-': pDash, '"': pQuote, '\'': pQuote, '&': pAmp, '!': pStop, '?': pStop,
	} {
		t[c] = id
	}
	return t
}()

func markID(r rune) wordID {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '－', '\u00B7':
		return pDash
	case '⁄', '∕', '／':
		return pSlash
	case '“', '«', '„', '‘':
		return pOpenQuote
	case '”', '»', '’':
		return pCloseQuote
	case '…':
		return pEllipsis
	}
	return pOther
}

// dropPageLine removes the tokens of a page header of the official gazette
// ("CÔNG BÁO/Số 12/Ngày 01-02-2026") that may stand in the middle of a
// sentence, with the page number on the line before it.
func dropPageLine(text string, toks []token, first int, flags tokenFlags) ([]token, tokenFlags) {
	n := len(toks) - first
	if n == 1 && toks[first].kind == kindNum && toks[first].flags&afterSkip != 0 && toks[first].end-toks[first].start <= 4 {
		return toks[:first], afterSpace | afterSkip | afterLine // the page number below the header
	}
	if n < 5 || n > 14 {
		return toks, flags
	}
	at := first
	if toks[at].kind == kindNum {
		at++
	}
	if toks[at].id != wCong || toks[at].flags&allCaps == 0 || toks[at+1].id != wBao || toks[at+2].id != pSlash {
		return toks, flags
	}
	if k := first - 1; k >= 0 && toks[k].kind == kindNum && toks[k].flags&afterLine != 0 && toks[k].end-toks[k].start <= 4 {
		first = k
	}
	return toks[:first], afterSpace | afterSkip | afterLine
}
