package resolve

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tracuu/internal/document"
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

var inBrackets = regexp.MustCompile(`\s*\([^()]*\)\s*`)

// tableRecords reads the table of known documents into records.
func tableRecords(t testing.TB) []*document.Record {
	t.Helper()
	raw, err := os.ReadFile(shared(t, "domain", "catalogue.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*document.Record
	for i, line := range strings.Split(string(raw), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 7 {
			continue
		}
		n, err := document.ParseNumber(f[1])
		if err != nil {
			t.Fatalf("%s: %v", f[1], err)
		}
		r := &document.Record{Type: f[0], Number: n, Date: document.MustDate(f[2]), Issuer: f[3], Title: f[4], Confidence: document.Confidence(f[6])}
		if strings.HasPrefix(r.Title, "(") {
			r.Description, r.Title = strings.Trim(r.Title, "()"), ""
		}
		r.Title = inBrackets.ReplaceAllString(r.Title, "")
		r.ID = document.Slug(r.Type+" "+n.Label()) + "-" + f[2]
		out = append(out, r)
	}
	return out
}

// rec makes a record for a test.
func rec(id, typ, number, date, issuer, title string) *document.Record {
	r := &document.Record{ID: id, Type: typ, Date: document.MustDate(date), Issuer: issuer, Title: title, Confidence: document.High}
	if number != "" {
		n, err := document.ParseNumber(number)
		if err != nil {
			panic(number + ": " + err.Error())
		}
		r.Number = n
	}
	return r
}
