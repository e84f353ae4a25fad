package library

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

const directiveID = "chi-thi-23-ct-tu-phu-tho-2023"

// open makes a library with the default collection in a temporary folder.
func open(t testing.TB) *Library {
	t.Helper()
	l, err := Open(context.Background(), Options{Dir: filepath.Join(t.TempDir(), "library")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// TestDirectiveCitations holds the directive's references to the table of the
// domain: all 22, each at its place, each resolved as the table says.
func TestDirectiveCitations(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "domain", "directive_citations.tsv"))
	if err != nil {
		t.Skip("the table of the directive's citations is not beside the project: ", err)
	}
	var rows [][]string // the quotes in it are part of the texts, so it is no CSV
	for line := range strings.Lines(string(b)) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	d, err := open(t).Document(directiveID)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{} // row number → id it resolved to
	if len(rows) != 23 {
		t.Fatalf("the table has %d rows", len(rows)-1)
	}
	mentions, documents := 0, map[string]bool{}
	for _, row := range rows[1:] {
		get := func(name string) string { return row[column[name]] }
		t.Run(get("n")+" "+get("kind"), func(t *testing.T) {
			start, _ := strconv.Atoi(get("byte_start"))
			end, _ := strconv.Atoi(get("byte_end"))
			ref := referenceAt(d, start, end)
			if ref == nil {
				t.Fatalf("no reference at %d-%d: %q", start, end, d.Text[start:end])
			}
			named[get("n")] = ref.Resolution.Document
			outcome := ref.Resolution.Outcome
			switch {
			case strings.HasPrefix(get("kind"), "vague"):
				if outcome != resolve.Vague || ref.Kind != citation.Vague {
					t.Errorf("kind %s, outcome %s, want vague", ref.Kind, outcome)
				}
				return
			case strings.HasPrefix(get("kind"), "named instrument"), strings.HasPrefix(get("kind"), "document to be issued"):
				if outcome != resolve.None || ref.Target != nil {
					t.Errorf("outcome %s to %q: it is not to be linked", outcome, ref.Resolution.Document)
				}
				return
			}
			if outcome != resolve.Resolved || ref.Target == nil {
				t.Fatalf("outcome %s (%s), candidates %v", outcome, strings.Join(ref.Resolution.Why, " "), ref.Resolution.Candidates)
			}
			if strings.Contains(get("repeats"), "the document itself") || strings.HasPrefix(get("kind"), "self") {
				if ref.Target.ID != directiveID {
					t.Errorf("resolved to %s, not to the directive itself", ref.Target.ID)
				}
			} else if n, ok := strings.CutPrefix(get("repeats"), "= #"); ok && ref.Target.ID != named[n] {
				t.Errorf("resolved to %s, row %s to %s", ref.Target.ID, n, named[n])
			}
			if get("number") == "" {
				return
			}
			mentions++
			documents[ref.Target.ID] = true
			want := document.Number{Number: get("number"), Symbol: get("symbol")}
			if ref.Number != want || ref.Type != get("type") {
				t.Errorf("read as %s %s, want %s %s", ref.Type, ref.Label(), get("type"), want.Label())
			}
			if ref.Target.Label() != want.Label() || ref.Target.Type != get("type") {
				t.Errorf("resolved to %s", ref.Target.Name())
			}
			if get("date") != "" && (ref.Date.String() != get("date") || ref.Target.Date.String() != get("date")) {
				t.Errorf("date read as %s, of the record %s, want %s", ref.Date, ref.Target.Date, get("date"))
			}
			if get("issuer") != "" && ref.Issuer != get("issuer") {
				t.Errorf("issuer %q, want %q", ref.Issuer, get("issuer"))
			}
		})
	}
	if mentions != 16 || len(documents) != 11 {
		t.Errorf("%d numbered mentions of %d documents, want 16 of 11", mentions, len(documents))
	}
}

// referenceAt finds the reference that the table places at those bytes: its
// whole span, or for one that the table quotes with words around it, inside.
func referenceAt(d *Document, start, end int) *Reference {
	var inside *Reference
	for i := range d.References {
		r := &d.References[i]
		s, e := r.Span()
		if s == start && e == end {
			return r
		}
		// The table's span of an alias has its brackets, and that of the bare
		// "Chỉ thị" the words before it.
		if s >= start && e <= end && r.Parent < 0 && (r.AliasOf >= 0 || r.Kind == citation.Self) {
			inside = r
		}
	}
	return inside
}
