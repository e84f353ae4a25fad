package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/internal/vietnamese/words"
)

func TestParse(t *testing.T) {
	got, err := parse(strings.NewReader("đất đai\tlà\tcủa chung\n\n.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || !slices.Equal(got[0].Tokens, []string{"đất", "đai", "là", "của", "chung"}) ||
		!slices.Equal(got[0].Join, []bool{true, false, false, true}) || len(got[1].Tokens) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestEvaluateCountsWords(t *testing.T) {
	// The default segmenter joins "đất đai" and leaves "ở"; gold here has one word too many joined.
	set := []words.Example{{Tokens: []string{"đất", "đai", "ở"}, Join: []bool{true, true}},
		{Tokens: []string{"đất", "đai", "ở"}, Join: []bool{true, false}}}
	log := &errorLog{kinds: kinds{}}
	got := evaluate(words.Default(), set, log)
	if want := (tally{right: 2, gold: 3, found: 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if log.kinds[kindNames[4]] != 1 || len(log.kinds) != 1 {
		t.Errorf("kinds %v", log.kinds)
	}
}

// The embedded model is what the command makes of the data, byte for byte, and as good as the documentation says.
func TestModelIsReproduced(t *testing.T) {
	if testing.Short() {
		t.Skip("training takes some ten seconds; left out with -short")
	}
	root, err := repository()
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(root, "..", "shared", "data", "gold")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the gold sets are not beside the repository: ", err)
	}
	s, err := load(data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := words.Train(s.examples(s.gold()), recipe)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := m.AppendBinary(nil)
	have, err := os.ReadFile(filepath.Join(root, "internal", "vietnamese", "words", "model.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, file) {
		t.Error("training gives another model.bin: run go run ./internal/vietnamese/train")
	}
	seg := words.New(m)
	if f := evaluate(seg, s.test, nil).f1(); f < 0.981 {
		t.Errorf("F1 on the VTB test set is %.4f", f)
	}
	if f := evaluate(seg, s.silverHeld, nil).f1(); f < 0.997 {
		t.Errorf("F1 on the law text held out is %.4f", f)
	}
	if f := evaluate(seg, recasedAll(s.test, strings.ToUpper), nil).f1(); f < 0.977 {
		t.Errorf("F1 on the VTB test set in capitals is %.4f", f)
	}
}
