package tables

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed types.tsv
var typesTSV string

// Strength tells how much company a type word needs before it reads as a
// citation.
type Strength string

// The strengths of type words.
const (
	Strong Strength = "strong" // a bare number is enough: Nghị định 91
	Weak   Strength = "weak"   // an everyday word as well: quyết định, kế hoạch
	Law    Strength = "law"    // called by name: Luật Đất đai
	NoType Strength = "none"   // begins like a type word and is not one: Nghị định thư
)

// Type is one kind of document: a row of types.tsv.
type Type struct {
	// Name is the type word as a header prints it, "Nghị quyết".
	Name string
	// Families are party, state, joint, consolidated.
	Families []string
	// Letters are the codes that stand for the type in a symbol, usual one first.
	Letters  []string
	Strength Strength
	// Variants are other spellings of the word, Abbreviations its initials.
	Variants, Abbreviations []string
	// Examples are citations that must be read as this type.
	Examples []string
}

// Types gives the rows of types.tsv.
var Types = sync.OnceValue(func() []Type {
	table, err := readTable("types.tsv", typesTSV, "type", "family", "letters", "strength", "variants", "abbreviations", "examples")
	if err != nil {
		panic(err) // an embedded table: found by the first test
	}
	var out []Type
	for _, f := range table {
		out = append(out, Type{
			Name: f[0], Families: strings.Fields(f[1]), Letters: strings.Fields(f[2]), Strength: Strength(f[3]),
			Variants: list(f[4]), Abbreviations: list(f[5]), Examples: list(f[6]),
		})
	}
	return out
})

// HasLetters reports that the letters of a symbol are usual for the type; a type
// without letters takes any.
func (t *Type) HasLetters(letters string) bool {
	for _, l := range t.Letters {
		if strings.EqualFold(l, letters) {
			return true
		}
	}
	return len(t.Letters) == 0
}
