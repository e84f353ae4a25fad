package vietnamese

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Kind sorts tokens.
type Kind uint8

// The kinds of tokens.
const (
	KindPunct          Kind = iota // a run of one punctuation mark or sign
	KindSyllable                   // a Vietnamese syllable: xã, ỦY
	KindWord                       // any other word: foreign, misread, letters with digits (PA03)
	KindNumber                     // 15, 5a, 3.2.1
	KindDecimal                    // 1.000.000 or 3,5
	KindDate                       // 16/3/2022, 16-3-2022, 16.3.2022
	KindDocumentNumber             // 15/2020/NĐ-CP, 12-NQ/TW
	KindRoman                      // XIII
	KindAbbreviation               // UBND, KT-XH, T.Ư
	KindSymbol                     // only as a part of a document number: NĐ, CP, QH14
	KindURL                        // https://…, www.…, phutho.gov.vn
	KindEmail                      // hoten@phutho.gov.vn
)

var kindNames = [...]string{"Punct", "Syllable", "Word", "Number", "Decimal", "Date", "DocumentNumber",
	"Roman", "Abbreviation", "Symbol", "URL", "Email"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "?"
}

// Token is a stretch of a text.
type Token struct {
	Start, End int // bytes of the original string, End exclusive
	Kind       Kind
	// Text is the Lower form of the stretch. That of a document number is
	// canonical: no white space, the separators of its family, TƯ and T.Ư as
	// tw ("12 - NQ / TƯ" gives "12-nq/tw", "06/2022-QH15" "06/2022/qh15").
	// An abbreviation with dots loses them ("T.Ư" gives "tw", "TP.HCM" "tphcm"),
	// and TƯ for Trung ương is tw, unless a heading in capitals makes it a word.
	Text string
	// Parts are the pieces of a compound token in order: number, year and
	// symbols of a document number, the numbers of a date, the words of an
	// abbreviation, the labels of an address. Nil for simple tokens.
	Parts []Token
}

// FoldToken is the Text of the token without marks, and with d for đ, but
// document numbers, their symbols, abbreviations and addresses are given as
// they are: in those ĐA and DA, HĐ and HD, NĐ and ND are different.
func FoldToken(t Token) string {
	switch t.Kind {
	case KindSyllable, KindWord:
		return Fold(t.Text)
	}
	return t.Text
}

// Tokenize splits s into tokens in the order of the text. White space, and
// characters that the normal form drops, are in no token. Offsets rise, and
// tokens do not overlap. Any string is allowed, valid UTF-8 or not.
func Tokenize(s string) []Token {
	return AppendTokens(make([]Token, 0, len(s)/5+4), s)
}

// AppendTokens appends the tokens of s to dst.
func AppendTokens(dst []Token, s string) []Token {
	var t Tokenizer
	t.Reset(s)
	for {
		n := len(dst)
		if n == cap(dst) {
			dst = slices.Grow(dst, 1)
		}
		dst = dst[:n+1]
		if !t.next(&dst[n]) {
			return dst[:n]
		}
	}
}

// Tokenizer splits a string token by token. Apart from the normal form and
// its lower case, which are made once if s is not in them already, only
// compound tokens cost memory. The zero Tokenizer is at the end of the empty
// string.
type Tokenizer struct {
	norm string // normal form of the text
	low  string // norm in lower case, of the same length; "" if lengths differ
	at   Offsets
	cur  cursor
	i    int // next byte of norm

	parts partList
	caps  bool   // the last word was a syllable in capitals
	last  string // Text of the last word
	begin bool   // nothing but white space since the line began
}

// Reset makes the tokenizer start on s.
func (t *Tokenizer) Reset(s string) {
	norm, at := NormalizeMap(s)
	*t = Tokenizer{norm: norm, at: at, parts: t.parts, begin: true}
	t.low = lower(norm)
	if len(t.low) != len(norm) {
		t.low = ""
	}
}

// Next returns the next token; false at the end of the text.
func (t *Tokenizer) Next() (tok Token, ok bool) {
	ok = t.next(&tok)
	return tok, ok
}

// next fills in tok; false at the end of the text.
func (t *Tokenizer) next(tok *Token) bool {
	for t.i < len(t.norm) {
		c := t.norm[t.i]
		switch {
		case c == ' ' || c == '\t':
			t.i++
			continue
		case c == '\n':
			t.begin = true
			t.i++
			continue
		case asciiLetter(c):
			t.word(tok)
		case digit(c):
			t.number(tok)
		case c < utf8.RuneSelf:
			t.punct(tok)
		default:
			if r, size := utf8.DecodeRuneInString(t.norm[t.i:]); wordRune(r) {
				t.word(tok)
			} else if unicode.IsSpace(r) {
				t.i += size
				continue
			} else {
				t.punct(tok)
			}
		}
		t.begin = false
		return true
	}
	return false
}

// emit makes tok the token norm[a:b] and moves on to b.
func (t *Tokenizer) emit(tok *Token, a, b int, kind Kind) {
	t.i = b
	tok.Start, tok.End = t.offset(a), t.offset(b)
	tok.Kind = kind
	tok.Text = t.text(a, b)
	tok.Parts = nil
}

// offset is the byte of the original at byte i of norm.
func (t *Tokenizer) offset(i int) int { return t.cur.original(&t.at, i) }

func (t *Tokenizer) text(a, b int) string {
	if t.low != "" {
		return t.low[a:b]
	}
	return lower(t.norm[a:b])
}

// part notes norm[a:b] as a part of the compound token under way.
func (t *Tokenizer) part(a, b int, kind Kind) {
	t.parts.add(Token{Start: t.offset(a), End: t.offset(b), Kind: kind, Text: t.text(a, b)})
}

// punct reads a run of one sign, as "..." or "____".
func (t *Tokenizer) punct(tok *Token) {
	r, size := decode(t.norm, t.i)
	j := t.i + size
	for j < len(t.norm) {
		if next, _ := decode(t.norm, j); next != r {
			break
		}
		j += size
	}
	kind := KindPunct
	if unicode.IsNumber(r) { // ½, ²
		kind = KindNumber
	}
	t.emit(tok, t.i, j, kind)
}

func digit(c byte) bool { return c-'0' < 10 }
