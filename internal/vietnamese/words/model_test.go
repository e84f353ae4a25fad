package words

import (
	"bytes"
	"errors"
	"testing"
)

var errTest = errors.New("test")

func TestEmbeddedModel(t *testing.T) {
	m, err := ParseModel(modelFile)
	if err != nil {
		t.Fatal(err)
	}
	if m.lexicon != lexiconChecksum() {
		t.Error("the model was trained with another lexicon: run go run ./internal/vietnamese/train")
	}
	b, _ := m.AppendBinary(nil)
	if !bytes.Equal(b, modelFile) {
		t.Error("writing what was read gives other bytes")
	}
	if n := len(modelFile) + len(headwordFile) + len(generalFile) + len(glossaryFile); n > 4<<20 {
		t.Errorf("model and lexicon take %d bytes, more than 4 MB", n)
	}
}

func TestParseModelRefuses(t *testing.T) {
	for name, b := range map[string][]byte{
		"nothing":        nil,
		"other magic":    bytes.Repeat([]byte("x"), 100),
		"cut short":      modelFile[:len(modelFile)/2],
		"a byte changed": append(append([]byte{}, modelFile[:5000]...), append([]byte{modelFile[5000] ^ 1}, modelFile[5001:]...)...),
	} {
		if _, err := ParseModel(b); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTrainIsDeterministicAndLearns(t *testing.T) {
	ex := []Example{
		{[]string{"lờ", "đờ", "quá"}, []bool{true, false}},
		{[]string{"quá", "lờ", "đờ"}, []bool{false, true}},
		{[]string{"đờ", "quá"}, []bool{false}},
	}
	o := Options{Epochs: 5, Seeds: 2}
	a, err := Train(ex, o)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Train(ex, o)
	if *a != *b {
		t.Error("two runs differ")
	}
	s := New(a)
	for _, e := range ex {
		got := s.SegmentTokens(nil, e.Tokens)
		for i := range got {
			if got[i] != e.Join[i] {
				t.Errorf("%v: got %v", e.Tokens, got)
				break
			}
		}
	}
	if _, err := Train([]Example{{[]string{"a", "b"}, nil}}, o); err == nil {
		t.Error("an example without its decisions was taken")
	}
}
