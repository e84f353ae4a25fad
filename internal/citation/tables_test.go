package citation

import (
	"strings"
	"testing"

	"tracuu/internal/citation/tables"
)

// The examples of the tables are tests.

func TestTypeExamples(t *testing.T) {
	for _, row := range tables.Types() {
		for _, x := range row.Examples {
			cites := Find(x)
			if row.Strength == tables.NoType {
				if len(cites) != 0 {
					t.Errorf("%s: %q gave %s", row.Name, x, brief(cites))
				}
				continue
			}
			if len(cites) != 1 || cites[0].Type != row.Name {
				t.Errorf("%s: %q gave %q", row.Name, x, brief(cites))
				continue
			}
			if c := &cites[0]; c.Start != 0 || c.End != len(x) {
				t.Errorf("%s: %q is read to %q", row.Name, x, x[c.Start:c.End])
			}
			if c := &cites[0]; c.Kind == Full && !row.HasLetters(c.Letters()) && c.Letters() != "" && row.Name != "Công văn" && !lawSymbol(c.Symbol) {
				t.Errorf("%s: %q has letters %q that the row lacks", row.Name, x, c.Letters())
			}
		}
	}
}

func TestVerbExamples(t *testing.T) {
	for _, v := range tables.Verbs() {
		cites := Find(v.Example)
		if len(cites) == 0 {
			t.Errorf("%q: no citation", v.Example)
			continue
		}
		if got := cites[len(cites)-1].Relation; got != v.Relation {
			t.Errorf("%q: relation %q, want %q", v.Example, got, v.Relation)
		}
		if at := strings.Index(strings.ToLower(v.Example), strings.ToLower(v.Phrase)); at < 0 {
			t.Errorf("%q does not hold %q", v.Example, v.Phrase)
		}
	}
	// In the passive the words are about another document.
	for _, x := range []string{"Luật Giá được sửa đổi, bổ sung bởi Luật số 44/2029/QH16.", "Nghị định này bị bãi bỏ theo Nghị định số 45/2022/NĐ-CP."} {
		cites := Find(x)
		if r := cites[len(cites)-1].Relation; r == "amends" || r == "repeals" {
			t.Errorf("%q: relation %q", x, r)
		}
	}
}

func TestFalsePositiveExamples(t *testing.T) {
	for _, f := range tables.FalsePositives() {
		cites := Find(f.Example)
		if f.Treatment == tables.TreatTerm {
			if len(cites) != 1 || cites[0].Kind != Term {
				t.Errorf("%q gave %q", f.Example, brief(cites))
			}
		} else if len(cites) != 0 {
			t.Errorf("%q gave %q", f.Example, brief(cites))
		}
	}
}

func TestLawNames(t *testing.T) {
	for _, l := range tables.Laws() {
		text := "theo Luật " + l.Name + " và các văn bản khác"
		cites := Find(text)
		if len(cites) != 1 || cites[0].Name != l.Name {
			t.Errorf("%q gave %q", text, brief(cites))
		}
	}
}
