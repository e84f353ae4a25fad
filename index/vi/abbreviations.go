package vi

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed abbreviations.tsv
var abbreviationTable string

// Reading is one thing that an abbreviation stands for, or the other way round.
type Reading struct {
	// Terms are the tokens of the reading, without compounds' parts.
	Terms []string
	// Weight is how likely the reading is, from 0 to 1.
	Weight float64
}

type abbreviations struct {
	byShort map[string][]Reading
	byLong  phrases // abbreviations of what they stand for
	table   [][3]string
}

var loadAbbreviations = sync.OnceValue(func() *abbreviations {
	a, err := parseAbbreviations(abbreviationTable)
	if err != nil {
		panic("vi: embedded table: " + err.Error()) // a test rules it out
	}
	return a
})

func parseAbbreviations(table string) (*abbreviations, error) {
	a := &abbreviations{byShort: map[string][]Reading{}, byLong: phrases{of: map[string][]phrase{}}}
	err := readTable(table, func(fields []string, weight float64) error {
		short, long := Terms(fields[0]), Terms(fields[1])
		if len(short) != 1 || len(long) < 2 {
			return fmt.Errorf("%q must be one token, %q several", fields[0], fields[1])
		}
		a.byShort[short[0]] = append(a.byShort[short[0]], Reading{long, weight})
		a.byLong.add(long, short, weight)
		a.table = append(a.table, [3]string{fields[0], fields[1], fields[2]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// Terms are the texts of Scan's tokens without the parts of compounds.
func Terms(text string) []string {
	var out []string
	end := 0
	for _, t := range Scan(text) {
		if t.Position < end {
			continue
		}
		end = t.Position + t.Span
		out = append(out, t.Text)
	}
	return out
}

// Expand gives what an abbreviation stands for, the likeliest first; nil if the
// token is none. Abbreviations of two letters count only when written in
// capitals: ca, da and tu are words.
func Expand(t Token, written string) []Reading {
	if utf8.RuneCountInString(t.Text) <= 2 && !capitals(written) {
		return nil
	}
	return loadAbbreviations().byShort[t.Text]
}

func capitals(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// Abbreviate gives the abbreviations that stand for the first n of words, for
// the greatest n that has any.
func Abbreviate(words []Word) (readings []Reading, n int) {
	return loadAbbreviations().byLong.find(words)
}
