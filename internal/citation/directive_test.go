package citation

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// shared gives the path of a file beside the repository, or skips the test.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(append([]string{dir, "shared"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skipf("../shared/%s is not here", filepath.Join(parts...))
		}
		dir = up
	}
}

// TestDirective reads the hand-made table of the 22 references of 23-CT/TU.
func TestDirective(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "corpus", "23-CT-TU.txt"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(shared(t, "domain", "directive_citations.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(table)) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	text := string(raw)
	cites := Find(text)
	index := map[string]int{} // row → citation
	for _, row := range rows[1:] {
		n, kind := row[0], row[6]
		start, _ := strconv.Atoi(row[4])
		end, _ := strconv.Atoi(row[5])
		if n == "21" { // the reference proper is only the type word
			start = end - len("Chỉ thị")
		}
		if strings.HasPrefix(kind, "alias") { // the table has the brackets
			start, end = start+1, end-1
		}
		found := -1
		for i := range cites {
			if s, e := cites[i].Span(); s == start && e == end {
				found = i
			}
		}
		if found < 0 {
			t.Errorf("row %s: nothing at %d-%d %q", n, start, end, text[start:end])
			for i := range cites {
				if s, e := cites[i].Span(); s < end && e > start {
					t.Logf("  near: %d-%d %s %q", s, e, cites[i].Kind, text[s:e])
				}
			}
			continue
		}
		index[n] = found
		c := &cites[found]
		for _, x := range []struct{ name, got, want string }{
			{"type", c.Type, map[bool]string{true: "Văn bản", false: row[8]}[row[8] == "(văn bản)"]},
			{"number", c.Number.Number, row[9]},
			{"symbol", c.Symbol, row[10]},
			{"date", c.Date.String(), row[11]},
			{"issuer", c.Issuer, row[12]},
			{"title", c.Title, row[13]},
		} {
			if strings.Contains(x.want, "…") || x.want == "" && x.got == "" || c.Kind == Term && x.name == "title" {
				continue // the table abbreviates long titles
			}
			if x.got != x.want {
				t.Errorf("row %s: %s %q, want %q", n, x.name, x.got, x.want)
			}
		}
		want := Full
		switch {
		case strings.HasPrefix(kind, "self, identity"):
		case strings.HasPrefix(kind, "self"):
			want = Self
		case strings.HasPrefix(kind, "vague"):
			want = Vague
		case strings.HasPrefix(kind, "named instrument"):
			want = Term
		case strings.HasPrefix(kind, "document to be issued"):
			want = Future
		}
		if c.Kind != want {
			t.Errorf("row %s: kind %s, want %s", n, c.Kind, want)
		}
	}
	if len(cites) != len(rows)-1 {
		t.Errorf("%d citations, want %d", len(cites), len(rows)-1)
	}
	for _, n := range []string{"1", "2"} {
		if i, ok := index[n]; ok && !cites[i].Identity {
			t.Errorf("row %s is not the identity", n)
		}
	}
	for inner, outer := range map[string]string{"11": "10", "13": "12", "19": "18"} {
		if i, ok := index[inner]; ok && cites[i].Parent != index[outer] {
			t.Errorf("row %s: parent %d, want row %s", inner, cites[i].Parent, outer)
		}
	}
	for alias, of := range map[string]string{"4": "3", "6": "5"} {
		if i, ok := index[alias]; ok && cites[i].AliasOf != index[of] {
			t.Errorf("row %s: alias of %d, want row %s", alias, cites[i].AliasOf, of)
		}
	}
	for n, want := range map[string]string{"3": "implements", "10": "", "11": "continues", "13": "continues", "17": "implements", "19": "implements"} {
		if i, ok := index[n]; ok && string(cites[i].Relation) != want {
			t.Errorf("row %s: relation %q, want %q", n, cites[i].Relation, want)
		}
	}
}
