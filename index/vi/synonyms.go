package vi

import (
	_ "embed"
	"errors"
	"sync"
)

//go:embed synonyms.tsv
var synonymTable string

var loadSynonyms = sync.OnceValue(func() *phrases {
	s, err := parseSynonyms(synonymTable)
	if err != nil {
		panic("vi: embedded table: " + err.Error()) // a test rules it out
	}
	return s
})

func parseSynonyms(table string) (*phrases, error) {
	s := &phrases{of: map[string][]phrase{}}
	err := readTable(table, func(fields []string, weight float64) error {
		a, b := Terms(fields[0]), Terms(fields[1])
		if len(a) == 0 || len(b) == 0 {
			return errors.New("nothing to find")
		}
		s.add(a, b, weight)
		s.add(b, a, weight)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Synonyms gives other ways to say the first n of words, for the greatest n that
// has any.
func Synonyms(words []Word) (readings []Reading, n int) { return loadSynonyms().find(words) }
