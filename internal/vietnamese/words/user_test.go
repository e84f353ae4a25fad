package words

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestWithLexicon(t *testing.T) {
	const file = "# của thư viện\n\nhát ghẹo  Phú Thọ\t# dân ca\nghẹo Phú Thọ\nđược nêu\n"
	s, err := Default().WithLexicon(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"lớp Hát Ghẹo Phú Thọ mở": "lớp|Hát Ghẹo Phú Thọ|mở", // whatever the case, and the first entry wins
		"đã được nêu rõ":          "đã|được nêu|rõ",
	} {
		if got := strings.Join(s.Join(strings.Fields(in)), "|"); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	if got := strings.Join(Default().Join(strings.Fields("đã được nêu rõ")), "|"); strings.Contains(got, "được nêu") {
		t.Errorf("the default segmenter changed: %s", got)
	}
}

func TestWithLexiconErrors(t *testing.T) {
	for _, c := range []struct {
		name, file string
		line       int
		reason     LexiconReason
	}{
		{"one syllable", "hai tiếng\nmột\n", 2, ReasonSyllables},
		{"too many", "\n\na b c d e f g h", 3, ReasonSyllables},
		{"no letters", "12 34", 1, ReasonLetters},
		{"not UTF-8", "đất đai\n\xff\xfe x", 2, ReasonEncoding},
		{"control", "a\x00b c", 1, ReasonControl},
		{"long line", "a b\n" + strings.Repeat("x", 70_000), 2, ReasonLine},
		{"entries", lines(MaxUserEntries + 1), MaxUserEntries + 1, ReasonEntries},
		{"bytes", strings.Repeat("#"+strings.Repeat("x", 1000)+"\n", 9000), 8372, ReasonBytes},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Default().WithLexicon(strings.NewReader(c.file))
			var e *LexiconError
			if !errors.As(err, &e) || e.Line != c.line || e.Reason != c.reason {
				t.Errorf("got %v, want line %d: %s", err, c.line, c.reason)
			}
		})
	}
}

func lines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "mục x%d\n", i)
	}
	return b.String()
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errTest }

func TestWithLexiconReadError(t *testing.T) {
	if _, err := Default().WithLexicon(brokenReader{}); !errors.Is(err, errTest) {
		t.Errorf("got %v", err)
	}
}
