package vi

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
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
	header := true
	for n, line := range strings.Split(table, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("line %d: %d fields", n+1, len(fields))
		}
		weight, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || weight <= 0 || weight > 1 {
			return nil, fmt.Errorf("line %d: weight %q", n+1, fields[2])
		}
		a, b := Terms(fields[0]), Terms(fields[1])
		if len(a) == 0 || len(b) == 0 {
			return nil, fmt.Errorf("line %d: nothing to find", n+1)
		}
		s.add(a, b, weight)
		s.add(b, a, weight)
	}
	return s, nil
}

// Synonyms gives other ways to say the first n of words, for the greatest n that
// has any.
func Synonyms(words []Word) (readings []Reading, n int) { return loadSynonyms().find(words) }
