package tables

import (
	_ "embed"
	"sync"

	"tracuu/internal/document"
)

//go:embed verbs.tsv
var verbsTSV string

// Verb is a phrase before a citation that says what is done to the cited
// document.
type Verb struct {
	Phrase   string
	Relation document.RelationKind
	Example  string // a sentence whose citation has the relation
}

// Verbs gives the rows of verbs.tsv.
var Verbs = sync.OnceValue(func() []Verb {
	table, err := readTable("verbs.tsv", verbsTSV, "phrase", "relation", "example")
	if err != nil {
		panic(err) // an embedded table: found by the first test
	}
	var out []Verb
	for _, f := range table {
		out = append(out, Verb{f[0], document.RelationKind(f[1]), f[2]})
	}
	return out
})
