// Package vi is a bleve analyzer for Vietnamese. Import it for its side effect
// and name one of its analyzers in a mapping:
//
//	import _ "tracuu/index/vi"
//
//	mapping := bleve.NewIndexMapping()
//	mapping.DefaultAnalyzer = vi.Name
//
// The analyzers are one tokenizer and a chain of filters each:
//
//	vi            tokenizer, words, pairs    for indexing
//	vi_syllables  tokenizer                  for queries on a field of vi
//	vi_folded     tokenizer, folding, pairs  for a field beside, matched by what is typed without marks
//	vi_pairs      tokenizer, pairs only      for a field that answers phrases of two syllables as terms
//	vi_short      tokenizer, pairs           for short fields, as titles, that need no second field for pairs
//
// Every syllable, number or part of a code has one position. The words and
// pairs that begin with it, and a code as a whole (12-NQ/TW), are stacked on
// that position. Terms are in one normal form: composed letters, tone marks in
// one place (hoà = hòa), lower case. Offsets are bytes of the field's value as
// written, so highlights are exact.
//
// A match query that wants all terms, on a field analysed with vi, must use
// vi_syllables: with vi it would want every stacked word as well.
package vi

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// The names under which the analyzers, the tokenizer and the filters are
// registered with bleve.
const (
	Name          = "vi"
	SyllablesName = "vi_syllables"
	FoldedName    = "vi_folded"
	PairsName     = "vi_pairs"
	ShortName     = "vi_short"

	TokenizerName       = "vi"
	WordsFilterName     = "vi_words"
	PairsFilterName     = "vi_pairs"
	PairsOnlyFilterName = "vi_pairs_only"
	FoldFilterName      = "vi_fold"
)

// Analyzer gives the syllables, the words over them and the neighbour pairs.
func Analyzer() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    Tokenizer{},
		TokenFilters: []analysis.TokenFilter{WordsFilter{}, PairsFilter{}},
	}
}

// Syllables gives the syllables alone.
func Syllables() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{Tokenizer: Tokenizer{}}
}

// Folded gives the syllables and pairs without marks.
func Folded() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    Tokenizer{},
		TokenFilters: []analysis.TokenFilter{FoldFilter{}, PairsFilter{}},
	}
}

// PairsOnly gives the neighbour pairs alone.
func PairsOnly() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    Tokenizer{},
		TokenFilters: []analysis.TokenFilter{PairsFilter{Only: true}},
	}
}

// Short gives the syllables and the neighbour pairs.
func Short() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    Tokenizer{},
		TokenFilters: []analysis.TokenFilter{PairsFilter{}},
	}
}

func init() {
	analyzer := func(make func() analysis.Analyzer) registry.AnalyzerConstructor {
		return func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return make(), nil }
	}
	filter := func(f analysis.TokenFilter) registry.TokenFilterConstructor {
		return func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) { return f, nil }
	}
	// Registering can fail only on a name that is taken.
	for _, err := range []error{
		registry.RegisterAnalyzer(Name, analyzer(Analyzer)),
		registry.RegisterAnalyzer(SyllablesName, analyzer(Syllables)),
		registry.RegisterAnalyzer(FoldedName, analyzer(Folded)),
		registry.RegisterAnalyzer(PairsName, analyzer(PairsOnly)),
		registry.RegisterAnalyzer(ShortName, analyzer(Short)),
		registry.RegisterTokenizer(TokenizerName, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
			return Tokenizer{}, nil
		}),
		registry.RegisterTokenFilter(WordsFilterName, filter(WordsFilter{})),
		registry.RegisterTokenFilter(PairsFilterName, filter(PairsFilter{})),
		registry.RegisterTokenFilter(PairsOnlyFilterName, filter(PairsFilter{Only: true})),
		registry.RegisterTokenFilter(FoldFilterName, filter(FoldFilter{})),
	} {
		if err != nil {
			panic(err)
		}
	}
}
