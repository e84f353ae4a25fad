// Package format writes the citation of a document as the rules for the citing
// document want it, on first and on later mention.
//
// In goes a record; out comes a form for each rule set that says how such a
// document is cited. The rules are a table (rules.tsv), each row with its source
// and an example. What the record does not know is left out and named, never
// made up. The package knows nothing of texts or of the library.
package format

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/document"
)

//go:embed rules.tsv
var rulesTSV string

// Form is a document's citation by one rule set.
type Form struct {
	Set  string // "dang", "hanh-chinh", "quy-pham"
	Name string // of the set, in Vietnamese
	// First and Later are the citation on first and on later mention. Later is ""
	// for a document without the number that alone would tell it from others.
	First, Later string
	// Unknown names, in Vietnamese, what the rule asks for and the record lacks.
	Unknown []string
	// Note says what the drafter must see to besides.
	Note string
	// Source is where the rule stands.
	Source string
}

// rule is a row of the table.
type rule struct {
	set, name, until, of, first, later, note, source string
	example, wantFirst, wantLater                    string
}

var rules = sync.OnceValue(func() []rule {
	var out []rule
	for n, line := range strings.Split(rulesTSV, "\n") {
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "set\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 11 { // the table is embedded, and a test reads it
			panic(fmt.Sprintf("rules.tsv, line %d: %d columns", n+1, len(f)))
		}
		out = append(out, rule{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]})
	}
	return out
})

// Forms gives the document's citation by every rule set in force that covers it,
// in the order of the table; none for a record without a type, or of which
// nothing but the type is known.
func Forms(r *document.Record) []Form {
	var out []Form
	for _, set := range Sets() {
		if set.Until != "" {
			continue
		}
		if f, ok := FormBy(set.ID, r); ok {
			out = append(out, f)
		}
	}
	return out
}

// Set is a rule set of the table.
type Set struct {
	ID, Name string
	// Until is the last day on which it was in force, ISO; "" while it is.
	Until string
}

// Sets gives the rule sets in the order of the table, those in force first.
func Sets() []Set {
	var now, past []Set
	seen := map[string]bool{}
	for _, u := range rules() {
		if seen[u.set] {
			continue
		}
		seen[u.set] = true
		if s := (Set{u.set, u.name, u.until}); s.Until == "" {
			now = append(now, s)
		} else {
			past = append(past, s)
		}
	}
	return append(now, past...)
}

// FormBy gives the document's citation by one rule set; false where the set does
// not say how such a document is cited, or too little is known of it.
func FormBy(set string, r *document.Record) (Form, bool) {
	if r.Type == "" || r.Label() == "" && r.Title == "" {
		return Form{}, false
	}
	u := ruleOf(set, kindOf(r))
	if u == nil {
		return Form{}, false
	}
	values := valuesOf(r)
	f := Form{Set: u.set, Name: u.name, Note: u.note, Source: u.source}
	f.First, f.Unknown = fill(u.first, values)
	later, lacks := fill(u.later, values)
	if len(lacks) == 0 {
		f.Later = later
	}
	return f, true
}

// ruleOf finds the row for a kind; resolutions of the Assembly go with the others
// where a set does not name them.
func ruleOf(set, kind string) *rule {
	for i, u := range rules() {
		if u.set == set && u.of == kind {
			return &rules()[i]
		}
	}
	if kind == "assembly" {
		return ruleOf(set, "other")
	}
	return nil
}

// kindOf sorts documents as the rules do.
func kindOf(r *document.Record) string {
	switch {
	case r.Type == "Luật" || r.Type == "Bộ luật" || r.Type == "Pháp lệnh":
		return "law"
	case strings.Contains(r.Symbol, "/"):
		return "party"
	case strings.HasPrefix(r.Symbol, "QH") || strings.HasPrefix(r.Symbol, "UBTVQH"):
		return "assembly"
	}
	return "other"
}

// fields are the words for what a form asks of a record.
var fields = map[string]string{
	"type": "loại", "label": "số, ký hiệu", "date": "ngày ban hành", "longdate": "ngày ban hành",
	"issuer": "cơ quan ban hành", "title": "trích yếu", "name": "tên", "year": "năm ban hành",
}

func valuesOf(r *document.Record) map[string]string {
	v := map[string]string{"type": r.Type, "label": r.Label(), "issuer": r.Issuer, "title": lowerFirst(r.Title), "name": r.Title}
	if r.Title != "" && !strings.HasPrefix(strings.ToLower(r.Title), strings.ToLower(r.Type)) {
		v["name"] = r.Type + " " + r.Title
	}
	if r.Date.Year != 0 {
		v["year"] = strconv.Itoa(r.Date.Year)
	}
	if d := r.Date; d.Full() {
		v["date"] = d.Vietnamese()
		v["longdate"] = longDate(d)
	}
	return v
}

// fill puts the values into a form and names those that it asks for and are not
// known; the parts that they stand in are left out.
func fill(form string, values map[string]string) (text string, unknown []string) {
	var b strings.Builder
	for part := range strings.SplitSeq(form, "|") {
		from, to := strings.IndexByte(part, '{'), strings.IndexByte(part, '}')
		key := part[from+1 : to]
		if values[key] == "" {
			unknown = append(unknown, fields[key])
			continue
		}
		b.WriteString(part[:from] + values[key] + part[to+1:])
	}
	return strings.TrimLeft(b.String(), " ,"), unknown
}

// longDate is a date as official texts spell it out: days under 10 and months 1
// and 2 with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4).
func longDate(d document.Date) string {
	month := fmt.Sprint(d.Month)
	if d.Month < 3 {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, month, d.Year)
}

// lowerFirst writes a title as it stands inside a sentence where it begins with
// the linking word of titles: "Về việc …". Another first letter may be a name's.
func lowerFirst(s string) string {
	if !strings.HasPrefix(s, "Về ") {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
