package tables

import (
	_ "embed"
	"sync"
)

//go:embed laws.tsv
var lawsTSV string

// LawName is the name by which a law, code or ordinance is called.
type LawName struct {
	Name          string   // without the type word: "Đất đai"
	Abbreviations []string // "BLHS"
}

// Laws gives the rows of laws.tsv.
var Laws = sync.OnceValue(func() []LawName {
	table, err := readTable("laws.tsv", lawsTSV, "name", "abbreviations")
	if err != nil {
		panic(err) // an embedded table: found by the first test
	}
	var out []LawName
	for _, f := range table {
		out = append(out, LawName{f[0], list(f[1])})
	}
	return out
})
