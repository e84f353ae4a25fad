package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"tracuu/internal/vietnamese/words"
)

// kinds counts errors by what went wrong. An error is the shortest stretch between two boundaries that gold and
// decisions share.
type kinds map[string]int

var kindNames = []string{
	"word of gold not joined, not in the lexicon",
	"word of gold not joined, in the lexicon",
	"joined against gold, in the lexicon",
	"joined against gold, not in the lexicon",
	"joined in another place or to another length",
	"stretch with figures",
}

func (k kinds) add(s *words.Segmenter, e words.Example, from, to int, got []bool) {
	goldWord := firstWord(e.Tokens, e.Join, from, to)
	found := firstWord(e.Tokens, got, from, to)
	n := 4
	switch {
	case strings.ContainsFunc(strings.Join(e.Tokens[from:to], ""), unicode.IsDigit):
		n = 5
	case found == "" && !s.Knows(goldWord):
		n = 0
	case found == "":
		n = 1
	case goldWord == "" && s.Knows(found):
		n = 2
	case goldWord == "":
		n = 3
	}
	k[kindNames[n]]++
}

// firstWord is the first word of more than one token in the stretch.
func firstWord(toks []string, gaps []bool, from, to int) string {
	start := from
	for i := from; i < to; i++ {
		if i < to-1 && gaps[i] {
			continue
		}
		if i > start {
			return strings.Join(toks[start:i+1], " ")
		}
		start = i + 1
	}
	return ""
}

func (k kinds) print(w io.Writer) {
	for _, name := range kindNames {
		fmt.Fprintf(w, "  %4d  %s\n", k[name], name)
	}
}
