package tables

import (
	_ "embed"
	"sync"
)

//go:embed falsepositives.tsv
var falsePositivesTSV string

// FalsePositive is an expression that looks like (the beginning of) a citation.
type FalsePositive struct {
	Phrase string
	// Treatment is "skip" for what is nothing, "term" for a policy term that is
	// shown as such and never linked.
	Treatment string
	Example   string // a sentence without a citation
}

// The treatments of a FalsePositive.
const (
	TreatSkip = "skip"
	TreatTerm = "term"
)

// FalsePositives gives the rows of falsepositives.tsv.
var FalsePositives = sync.OnceValue(func() []FalsePositive {
	table, err := readTable("falsepositives.tsv", falsePositivesTSV, "phrase", "treatment", "example")
	if err != nil {
		panic(err) // an embedded table: found by the first test
	}
	var out []FalsePositive
	for _, f := range table {
		out = append(out, FalsePositive{f[0], f[1], f[2]})
	}
	return out
})
