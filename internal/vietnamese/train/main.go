// Command train learns the word segmentation model of tracuu/internal/vietnamese/words.
//
//	go run ./internal/vietnamese/train            writes internal/vietnamese/words/model.bin
//	go run ./internal/vietnamese/train -verify    trains and compares with the embedded model, writes nothing
//	go run ./internal/vietnamese/train -cross 4   cross-validates on the gold training sets, writes nothing
//
// It reads words.vtb-train.tsv, words.vtb-dev.tsv and words.law-silver.tsv.gz from the data folder and reports on
// words.vtb-test.tsv and on the part of the silver set that is kept out of training. The result depends on
// nothing but those files and the lexicon.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tracuu/internal/vietnamese/words"
)

func main() {
	data := flag.String("data", "", "folder of the gold sets (default ../shared/data/gold beside the repository)")
	out := flag.String("out", "", "file to write (default internal/vietnamese/words/model.bin of the repository)")
	verify := flag.Bool("verify", false, "compare with the embedded model instead of writing")
	cross := flag.Int("cross", 0, "cross-validate in so many parts instead of writing")
	errors := flag.String("errors", "", "write the errors on the evaluated gold sentences to this file")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*data, *out, *verify, *cross, *errors); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out string, verify bool, cross int, errors string) error {
	root, err := repository()
	if err != nil {
		return err
	}
	if data == "" {
		data = filepath.Join(root, "..", "shared", "data", "gold")
	}
	if out == "" {
		out = filepath.Join(root, "internal", "vietnamese", "words", "model.bin")
	}
	s, err := load(data)
	if err != nil {
		return err
	}
	log := &errorLog{kinds: kinds{}}
	if cross > 1 {
		if err := s.crossValidate(cross, log); err != nil {
			return err
		}
		return log.write(errors)
	}
	start := time.Now()
	m, err := words.Train(s.examples(s.gold()), recipe)
	if err != nil {
		return err
	}
	file, err := m.AppendBinary(nil)
	if err != nil {
		return err
	}
	used, of := m.Size()
	fmt.Printf("trained in %.1f s: %d weights in %d slots, %d bytes\n", time.Since(start).Seconds(), used, of, len(file))
	seg := words.New(m)
	fmt.Println("VTB test        ", evaluate(seg, s.test, log))
	fmt.Println("law, held out   ", evaluate(seg, s.silverHeld, nil))
	fmt.Println("VTB test, CAPS  ", evaluate(seg, recasedAll(s.test, strings.ToUpper), nil))
	fmt.Println("VTB test, small ", evaluate(seg, recasedAll(s.test, strings.ToLower), nil))
	if err := log.write(errors); err != nil {
		return err
	}
	if verify {
		have, err := os.ReadFile(out)
		if err != nil {
			return err
		}
		if !bytes.Equal(have, file) {
			return fmt.Errorf("%s is not what these data give", out)
		}
		fmt.Println("the model is reproduced byte for byte")
		return nil
	}
	return os.WriteFile(out, file, 0o644)
}

// write prints how many errors there are of each kind, and the errors to the file if one is named.
func (l *errorLog) write(file string) error {
	fmt.Println("errors on the gold sentences by kind:")
	l.kinds.print(os.Stdout)
	if file == "" {
		return nil
	}
	return os.WriteFile(file, l.lines.Bytes(), 0o644)
}

// repository is the folder of go.mod, at or above the working folder.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("no go.mod at or above %s", dir)
		}
	}
}
