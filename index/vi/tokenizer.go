package vi

import (
	"github.com/blevesearch/bleve/v2/analysis"

	"tracuu/internal/vietnamese"
)

// Tokenizer makes a stream of syllables, numbers and codes. A code comes before
// its parts, at the position of the first. Codes and what else must not be
// folded carry the KeyWord flag.
type Tokenizer struct{}

// Tokenize implements analysis.Tokenizer.
func (Tokenizer) Tokenize(input []byte) analysis.TokenStream {
	tokens := Scan(string(input))
	stream := make(analysis.TokenStream, len(tokens))
	slab := make([]analysis.Token, len(tokens))
	for i := range tokens {
		t := &tokens[i]
		slab[i] = analysis.Token{Term: []byte(t.Text), Start: t.Start, End: t.End, Position: t.Position + 1,
			Type: tokenType(t.Kind), KeyWord: t.Code()}
		stream[i] = &slab[i]
	}
	return stream
}

func tokenType(k vietnamese.Kind) analysis.TokenType {
	switch k {
	case vietnamese.KindNumber, vietnamese.KindDecimal:
		return analysis.Numeric
	case vietnamese.KindDate:
		return analysis.DateTime
	}
	return analysis.AlphaNumeric
}
