package vi

import (
	"github.com/blevesearch/bleve/v2/analysis"

	"tracuu/internal/vietnamese"
	"tracuu/internal/vietnamese/words"
)

// FoldFilter removes marks from syllables and words, and makes đ a d. Codes stay
// as they are.
type FoldFilter struct{}

// Filter implements analysis.TokenFilter.
func (FoldFilter) Filter(input analysis.TokenStream) analysis.TokenStream {
	for _, t := range input {
		if !t.KeyWord {
			if folded := vietnamese.Fold(string(t.Term)); folded != "" { // a mark on nothing
				t.Term = []byte(folded)
			}
		}
	}
	return input
}

// PairsFilter stacks, on each token, the pair it makes with its next neighbour:
// both terms with a space between. With Only, the pairs replace the tokens.
type PairsFilter struct{ Only bool }

// Filter implements analysis.TokenFilter.
func (f PairsFilter) Filter(input analysis.TokenStream) analysis.TokenStream {
	tokens, at := singles(input)
	after := make([][]*analysis.Token, len(input))
	Pairs(tokens, func(a, b int) {
		x, y := input[at[a]], input[at[b]]
		term := make([]byte, 0, len(x.Term)+1+len(y.Term))
		term = append(append(append(term, x.Term...), ' '), y.Term...)
		after[at[a]] = append(after[at[a]], &analysis.Token{Term: term, Start: x.Start, End: y.End, Position: x.Position,
			Type: analysis.Shingle, KeyWord: x.KeyWord || y.KeyWord})
	})
	output := make(analysis.TokenStream, 0, 2*len(input))
	for i, t := range input {
		if !f.Only {
			output = append(output, t)
		}
		output = append(output, after[i]...)
	}
	return output
}

// singles gives a stream's tokens that are no words or pairs, as Tokens, with
// their indices in the stream.
func singles(input analysis.TokenStream) (tokens []Token, at []int) {
	for i, t := range input {
		if t.Type == analysis.Shingle {
			continue
		}
		tokens = append(tokens, Token{Position: t.Position, Span: 1})
		at = append(at, i)
	}
	// A compound shares its position with its first part, and ends with the last
	// part, by offset.
	for i := 0; i+1 < len(tokens); i++ {
		if tokens[i].Position != tokens[i+1].Position {
			continue
		}
		end := input[at[i]].End
		for j := i + 1; j < len(tokens) && input[at[j]].Start < end; j++ {
			tokens[i].Span = tokens[j].Position - tokens[i].Position + 1
		}
	}
	return tokens, at
}

// WordsFilter stacks, on the first syllable of each word of several, the word:
// its syllables with spaces between. A word of two syllables is a pair as well;
// of the two filters in a row each adds its own, so such a pair is there twice
// and weighs more than two syllables that only happen to be neighbours.
type WordsFilter struct{}

// Filter implements analysis.TokenFilter.
func (WordsFilter) Filter(input analysis.TokenStream) analysis.TokenStream {
	tokens, at := singles(input)
	// The segmenter wants each position once: parts, not compounds.
	var index []int
	for i, t := range tokens {
		if t.Span == 1 {
			index = append(index, at[i])
		}
	}
	joined := joinedNeighbours(input, index)
	output := make(analysis.TokenStream, 0, len(input)*3/2)
	next := 0
	for i, t := range input {
		output = append(output, t)
		if next == len(index) || index[next] != i {
			continue
		}
		last := next
		for last < len(joined) && joined[last] {
			last++
		}
		if last > next && (next == 0 || !joined[next-1]) {
			word := append([]byte(nil), t.Term...)
			for _, j := range index[next+1 : last+1] {
				word = append(append(word, ' '), input[j].Term...)
			}
			output = append(output, &analysis.Token{Term: word, Start: t.Start, End: input[index[last]].End,
				Position: t.Position, Type: analysis.Shingle, KeyWord: t.KeyWord})
		}
		next++
	}
	return output
}

// joinedNeighbours tells of each of the tokens of input at index but the last
// whether it and the next are of one word. Only tokens with one byte between
// them, a space, can be: what is wider is punctuation.
func joinedNeighbours(input analysis.TokenStream, index []int) []bool {
	var joined []bool
	var syllables []string
	for i, j := range index {
		syllables = append(syllables, string(input[j].Term))
		if i+1 < len(index) && input[index[i+1]].Start == input[j].End+1 {
			continue
		}
		joined = words.Default().SegmentTokens(joined, syllables)
		if i+1 < len(index) {
			joined = append(joined, false)
		}
		syllables = syllables[:0]
	}
	return joined
}
