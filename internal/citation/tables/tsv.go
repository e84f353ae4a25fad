// Package tables holds the knowledge of the field that a domain expert would
// edit: issuing bodies, provinces, terms, and (for the scanner) types, verbs and
// false positives. The data are the .tsv files of this folder, embedded; every
// row carries an example, and the examples are tests.
//
// Names are matched without regard to letter case, tone placement (ủy, uỷ),
// the kind of dash and the spaces around it, and line breaks; marks are never
// dropped, since HD and HĐ, ĐA and DA are different. Offsets are bytes.
package tables

import (
	"fmt"
	"strings"

	"tracuu/internal/document"
)

// readTable splits an embedded table into rows of exactly the named columns.
// Lines that begin with # are remarks; the first other line must be the header.
func readTable(name, data string, columns ...string) ([][]string, error) {
	var rows [][]string
	header := false
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != len(columns) {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, n+1, len(f), len(columns))
		}
		if !header {
			for i, c := range columns {
				if f[i] != c {
					return nil, fmt.Errorf("%s:%d: column %d is %q, want %q", name, n+1, i+1, f[i], c)
				}
			}
			header = true
			continue
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		rows = append(rows, f)
	}
	if !header {
		return nil, fmt.Errorf("%s: no header", name)
	}
	return rows, nil
}

// list splits a column that holds several values.
func list(s string) []string {
	if s == "" {
		return nil
	}
	parts := strings.Split(s, ";")
	out := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// period reads two date columns.
func period(from, until string) (p Period, err error) {
	if p.From, err = document.ParseDate(from); err != nil {
		return p, err
	}
	p.Until, err = document.ParseDate(until)
	return p, err
}

// Period is a stretch of time, both ends included; a zero end is unknown or
// open, and no stated end excludes a date that is not certainly outside it.
type Period struct {
	From, Until document.Date
}

// Holds reports that the date is not certainly outside the period. The unknown
// date is inside every period.
func (p Period) Holds(d document.Date) bool {
	return !d.Before(p.From) && !p.Until.Before(d)
}
