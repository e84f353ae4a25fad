package query

import (
	"strings"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// questionWords ask and say nothing of what is asked for. They are left out
// where something remains.
var questionWords = []string{
	"đúng hay sai", "có đúng không", "đúng không", "phải không", "là đúng hay là sai", "có phải không",
	"nào sau đây", "nào dưới đây", "như thế nào", "là những gì", "những gì", "là gì", "là bao nhiêu", "bao nhiêu",
	"theo quy định của pháp luật", "được hiểu như thế nào",
}

// WithoutAsking leaves out, of the tokens of a question, those that only ask,
// unless little remains. What neither ends with a question mark nor with such
// words is no question.
func WithoutAsking(text string, tokens []vi.Token) (rest []vi.Token, asks bool) {
	asks = strings.HasSuffix(strings.TrimSpace(text), "?")
	for i := 0; i < len(tokens); {
		n := 0
		for _, words := range questionTerms {
			if len(words) > n && startsWith(tokens[i:], words) {
				n = len(words)
			}
		}
		if n == 0 {
			rest = append(rest, tokens[i])
			i++
			continue
		}
		i += n
		asks = asks || i == len(tokens)
	}
	if !asks || len(rest) < 3 {
		return tokens, asks
	}
	return rest, true
}

func startsWith(tokens []vi.Token, words []string) bool {
	if len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		// A word typed without marks may be any that folds to it.
		if t := &tokens[i]; t.Text != w && t.Text != vietnamese.Fold(w) && t.Text != FoldMarks(w) {
			return false
		}
	}
	return true
}

// FoldMarks folds a syllable but keeps a đ, as who drops the marks of a text by
// program does: đ is a letter of its own, not a d with a mark. It only stands at
// the head of a syllable.
func FoldMarks(s string) string {
	if rest, ok := strings.CutPrefix(s, "đ"); ok {
		return "đ" + vietnamese.Fold(rest)
	}
	return vietnamese.Fold(s)
}

// questionTerms are questionWords as tokens.
var questionTerms = func() (out [][]string) {
	for _, w := range questionWords {
		out = append(out, vi.Terms(w))
	}
	return out
}()
