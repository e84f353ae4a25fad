package vi

import (
	"sync"

	"tracuu/internal/vietnamese"
)

// Version names the analysis: terms of one version cannot be looked up among
// those of another. It changes whenever a text can give other terms.
const Version = "vi/2"

// Token is a syllable, a number, a code, or another word of a text.
type Token struct {
	// Text is the matching form: normal form, lower case; document numbers in
	// their canonical spelling.
	Text string
	// Start and End are byte offsets into the text that was scanned.
	Start, End int
	// Position counts from 0. A compound token, as 12-NQ/TW or KT-XH, stands on
	// the position of its first part and spans the positions of all its parts,
	// which follow it as tokens of their own. All other tokens span one.
	Position, Span int
	Kind           vietnamese.Kind
}

// Compound tells whether the token's parts follow it.
func (t *Token) Compound() bool { return t.Span > 1 }

// Code tells whether folding would take the token's meaning: ĐA and DA are
// different codes.
func (t *Token) Code() bool {
	switch t.Kind {
	case vietnamese.KindSyllable, vietnamese.KindWord:
		return false
	}
	return true
}

// Folded is the token's text as it is matched by words typed without marks.
// Codes are not folded.
func (t *Token) Folded() string {
	if t.Code() {
		return t.Text
	}
	if folded := vietnamese.Fold(t.Text); folded != "" {
		return folded
	}
	return t.Text // a mark on nothing
}

var tokenizers = sync.Pool{New: func() any { return new(vietnamese.Tokenizer) }}

// Scan cuts text into tokens in text order. Punctuation is in none of them: "an
// ninh, trật tự" and "an ninh trật tự" are the same to every query.
func Scan(text string) []Token { return AppendTokens(make([]Token, 0, len(text)/6+4), text) }

// AppendTokens appends the tokens of text to dst.
func AppendTokens(dst []Token, text string) []Token {
	z := tokenizers.Get().(*vietnamese.Tokenizer)
	defer tokenizers.Put(z)
	z.Reset(text)
	position := 0
	for {
		t, ok := z.Next()
		if !ok {
			z.Reset("")
			return dst
		}
		if t.Kind == vietnamese.KindPunct || t.Text == "" {
			continue
		}
		dst = append(dst, Token{Text: t.Text, Start: t.Start, End: t.End, Position: position, Span: max(1, len(t.Parts)), Kind: t.Kind})
		if len(t.Parts) > 1 {
			for _, p := range t.Parts {
				dst = append(dst, Token{Text: p.Text, Start: p.Start, End: p.End, Position: position, Span: 1, Kind: p.Kind})
				position++
			}
			continue
		}
		position++
	}
}

// Pairs calls yield with every pair of neighbours of tokens, as indices. A
// compound token is a neighbour as a whole and by its first and last parts.
func Pairs(tokens []Token, yield func(a, b int)) {
	// ending are the tokens whose last position is the one before the current:
	// a compound and its last part at most.
	var ending, next [4]int
	n, m := 0, 0
	compound := -1 // the compound whose parts are being passed
	for i := range tokens {
		t := &tokens[i]
		if i > 0 && t.Position != tokens[i-1].Position {
			ending, n, next, m = next, m, ending, 0
			if compound >= 0 && tokens[compound].Position+tokens[compound].Span == t.Position {
				if n < len(ending) {
					ending[n] = compound
					n++
				}
				compound = -1
			}
		}
		for _, a := range ending[:n] {
			yield(a, i)
		}
		if t.Compound() {
			compound = i
			continue
		}
		if m < len(next) {
			next[m] = i
			m++
		}
	}
}
