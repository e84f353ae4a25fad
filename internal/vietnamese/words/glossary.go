package words

import (
	_ "embed"
	"iter"
	"strings"
)

// The policy glossary; its form is in data/README.md.
//
//go:embed data/glossary.txt
var glossaryFile string

// Kind tells how an entry of the glossary is used.
type Kind uint8

const (
	Word   Kind = iota + 1 // one word to the segmenter
	Phrase                 // a set phrase of several words, for search and suggestion only
)

// Entry is a term of the policy glossary.
type Entry struct {
	Term    string // NFC, two syllables or more, single spaces
	Section string // heading it stands under, Vietnamese
	Kind    Kind
}

// Glossary lists the policy glossary in the order of the file.
func Glossary() iter.Seq[Entry] { return glossaryEntries }

// glossaryEntries parses the file as it goes: a line is a section ("# name"), or a term; the lines under
// a section are words until "[phrase]" and words again after "[word]". Empty lines are passed over.
func glossaryEntries(yield func(Entry) bool) {
	section, kind := "", Word
	for line := range strings.Lines(glossaryFile) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line == "[word]":
			kind = Word
		case line == "[phrase]":
			kind = Phrase
		case strings.HasPrefix(line, "# "):
			section, kind = line[2:], Word
		default:
			if !yield(Entry{line, section, kind}) {
				return
			}
		}
	}
}
