package words

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/vietnamese"
)

// foreignSection holds names whose syllables are not Vietnamese.
const foreignSection = "Địa danh ghi theo tiếng dân tộc, tiếng nước ngoài"

// key is equal for spellings of one term, by the rules of the segmenter.
func key(term string) uint64 {
	h := uint64(lexiconSeed)
	for s := range strings.FieldsSeq(term) {
		h = mix(h, read(strings.Trim(s, ",-–")).id)
	}
	return h
}

func TestGlossary(t *testing.T) {
	headwords := map[uint64]string{}
	for line := range strings.Lines(headwordFile) {
		term := strings.TrimSpace(line)
		headwords[key(term)] = term
	}
	seen := map[uint64]string{}
	n, sections := 0, map[string]int{}
	for e := range Glossary() {
		n++
		sections[e.Section]++
		if e.Section == "" {
			t.Errorf("%q stands under no section", e.Term)
		}
		if !norm.NFC.IsNormalString(e.Term) {
			t.Errorf("%q is not NFC", e.Term)
		}
		syl := strings.Fields(e.Term)
		if len(syl) < 2 || strings.Join(syl, " ") != e.Term {
			t.Errorf("%q: not two or more syllables with single spaces", e.Term)
		}
		if e.Section != foreignSection {
			for _, s := range syl {
				for p := range strings.SplitSeq(strings.Trim(s, ",-–"), "-") {
					if p != "" && !vietnamese.IsSyllable(p) {
						t.Errorf("%q: %q is no Vietnamese syllable", e.Term, p)
					}
				}
			}
		}
		k := key(e.Term)
		if h := headwords[k]; h != "" {
			t.Errorf("%q is the headword %q", e.Term, h)
		}
		if other := seen[k]; other != "" {
			t.Errorf("%q and %q are one term", e.Term, other)
		}
		seen[k] = e.Term
	}
	if n < 3000 {
		t.Errorf("%d entries, want 3000 or more", n)
	}
	if len(sections) < 15 {
		t.Errorf("only %d sections", len(sections))
	}
}

func TestHeadwordFiles(t *testing.T) {
	for name, file := range map[string]string{"headwords": headwordFile, "general": generalFile} {
		lines := strings.Split(strings.TrimSuffix(file, "\n"), "\n")
		if !slices.IsSorted(lines) {
			t.Errorf("%s: not sorted", name)
		}
		if len(slices.Compact(slices.Clone(lines))) != len(lines) {
			t.Errorf("%s: an entry twice", name)
		}
		for i, l := range lines {
			if !strings.Contains(l, " ") || !norm.NFC.IsNormalString(l) || strings.TrimSpace(l) != l {
				t.Errorf("%s, line %d: %q", name, i+1, l)
			}
		}
	}
}
