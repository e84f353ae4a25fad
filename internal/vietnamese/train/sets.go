package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tracuu/internal/vietnamese/words"
)

// recipe is how the embedded model is trained; chosen by cross-validation on the gold training sets.
var recipe = words.Options{Epochs: envi("EP", 8), Seeds: envi("SEEDS", 2), Margin: int64(envi("MARGIN", 0))}

func envi(k string, d int) int {
	if v, err := strconv.Atoi(os.Getenv(k)); err == nil {
		return v
	}
	return d
}


const (
	silverHeldAt = 27000 // silver sentences from here on are kept out to measure
)
var (
	randomFolds = envi("RF", 0)
	goldCopies   = envi("GC",3)     // times each gold sentence is seen in an epoch, against once for silver
	silverLines  = envi("SL",15000) // silver sentences trained on, from the first
)

// sets is the annotated text.
type sets struct {
	train, dev, test   []words.Example
	silver, silverHeld []words.Example
}

func load(dir string) (*sets, error) {
	s := new(sets)
	for _, f := range []struct {
		name string
		to   *[]words.Example
	}{
		{"words.vtb-train.tsv", &s.train},
		{"words.vtb-dev.tsv", &s.dev},
		{"words.vtb-test.tsv", &s.test},
		{"words.law-silver.tsv.gz", &s.silver},
	} {
		var err error
		if *f.to, err = readFile(filepath.Join(dir, f.name)); err != nil {
			return nil, err
		}
	}
	if len(s.silver) <= silverHeldAt {
		return nil, fmt.Errorf("%s: only %d silver sentences", dir, len(s.silver))
	}
	s.silverHeld = s.silver[silverHeldAt:]
	s.silver = s.silver[:silverLines]
	return s, nil
}

// gold is all the gold sentences that may be trained on.
func (s *sets) gold() []words.Example {
	return append(append([]words.Example(nil), s.train...), s.dev...)
}

// examples puts gold sentences and the silver ones together in the proportion of the recipe.
func (s *sets) examples(gold []words.Example) []words.Example {
	var all []words.Example
	for range goldCopies {
		all = append(all, gold...)
	}
	return append(all, s.silver...)
}

func readFile(path string) ([]words.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	out, err := parse(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// parse reads a sentence a line, words separated by tabs, syllables by spaces.
func parse(r io.Reader) ([]words.Example, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<22)
	var out []words.Example
	for sc.Scan() {
		var e words.Example
		for word := range strings.SplitSeq(sc.Text(), "\t") {
			for i, t := range strings.Fields(word) {
				if len(e.Tokens) > 0 {
					e.Join = append(e.Join, i > 0)
				}
				e.Tokens = append(e.Tokens, t)
			}
		}
		if len(e.Tokens) > 0 {
			out = append(out, e)
		}
	}
	return out, sc.Err()
}
