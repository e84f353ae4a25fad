package tables

import (
	"strings"
	"testing"

	"tracuu/internal/document"
)

func TestTermRows(t *testing.T) {
	m, err := readTerms(termsTSV)
	if err != nil {
		t.Fatal(err)
	}
	for body, terms := range m {
		for i, term := range terms {
			if i > 0 && (terms[i-1].Number+1 != term.Number || term.Period.From.Before(terms[i-1].Period.From)) {
				t.Errorf("%s: term %s does not follow", body, term.Roman())
			}
			if p, ok := strings.CutPrefix(body, "tinh-uy/"); ok && ProvinceByID(p) == nil {
				t.Errorf("%s: no such province", body)
			}
			if term.Example == "" {
				continue
			}
			number, date, _ := strings.Cut(term.Example, " ")
			if _, err := document.ParseNumber(number); err != nil {
				t.Errorf("%s %s: example %q: %v", body, term.Roman(), number, err)
			}
			d := document.MustDate(date)
			if !term.CanHold(d) || TermOn(body, d) != loadTerms()[body][i] {
				t.Errorf("%s %s: does not hold its example %s", body, term.Roman(), date)
			}
		}
	}
}

func TestTermSlack(t *testing.T) {
	xii, xiii := TermNumbered(CentralTerms, 12), TermNumbered(CentralTerms, 13)
	for _, c := range []struct {
		date      string
		xii, xiii bool
	}{
		{"2021-01-20", true, false}, {"2021-01-25", true, true}, {"2021-02-08", true, true}, {"2021-02-20", false, true},
		{"2016-01-20", true, false}, {"2016-01-10", false, false}, {"2021", true, true}, {"", true, true},
	} {
		d := document.MustDate(c.date)
		if got := [2]bool{xii.CanHold(d), xiii.CanHold(d)}; got != [2]bool{c.xii, c.xiii} {
			t.Errorf("%s: %v", c.date, got)
		}
	}
}

func TestTermAt(t *testing.T) {
	for _, c := range []struct {
		text string
		term int
		rest string
	}{
		{" khóa XIII về", 13, " về"}, {" (khoá 13)", 13, ""}, {", khóa XI;", 11, ";"}, {"Khóa xii", 12, ""},
		{" (khóa X, nhiệm kỳ", 10, ", nhiệm kỳ"}, {" khóa họp", 0, " khóa họp"}, {" khóa", 0, " khóa"}, {"", 0, ""},
	} {
		n, end, ok := TermAt(c.text, 0)
		if n != c.term || c.text[end:] != c.rest || ok != (c.term > 0) {
			t.Errorf("%q: %d, rest %q", c.text, n, c.text[end:])
		}
	}
}

func TestOrdinalAt(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		rest string
	}{
		{"lần thứ tám Ban", 8, " Ban"}, {"thứ 8", 8, ""}, {"VIII", 8, ""}, {"tư khóa", 4, " khóa"}, {"bốn", 4, ""},
		{"mười lăm x", 15, " x"}, {"mười Ban", 10, " Ban"}, {"thứ nhất", 1, ""}, {"lần", 0, "lần"}, {"0", 0, ""},
	} {
		n, end, ok := OrdinalAt(c.text, 0)
		if ok != (c.n > 0) || ok && (n != c.n || c.text[end:] != c.rest) {
			t.Errorf("%q: %d %v", c.text, n, ok)
		}
	}
}

func FuzzTermAt(f *testing.F) {
	f.Add(" (khóa XIII)", 0)
	f.Fuzz(func(t *testing.T, s string, i int) {
		if i < 0 || i > len(s) {
			return
		}
		if _, end, _ := TermAt(s, i); end < i || end > len(s) {
			t.Fatalf("end %d", end)
		}
	})
}
