package check

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

//go:embed rules.tsv
var rulesTSV string

// Family tells by whose rules a document is written.
type Family string

// The families of citing documents.
const (
	Party          Family = "party"          // văn bản của Đảng
	Administrative Family = "administrative" // văn bản hành chính
	Normative      Family = "normative"      // văn bản quy phạm pháp luật of the Government and below
	Assembly       Family = "assembly"       // Quốc hội, Ủy ban Thường vụ Quốc hội, Chủ tịch nước
)

// ParseFamily reads the name of a family.
func ParseFamily(s string) (Family, error) {
	switch f := Family(s); f {
	case "", Party, Administrative, Normative, Assembly:
		return f, nil
	}
	return "", fmt.Errorf("%q is not a family of documents: party, administrative, normative or assembly", s)
}

// RuleSet is how the documents of one family cite in one period.
type RuleSet struct {
	ID          string
	Family      Family
	Name        string
	From, Until document.Date // inclusive; zero is open
	Source      string
	// Sourced says that a public source was seen for what the rule asks; otherwise
	// it is general knowledge.
	Sourced bool
	// Rules are keyed by what is cited: law, assembly, other.
	Rules map[string]*Rule
}

// Rule is what one rule set asks of the citation of one kind of document. The
// elements are type, number, date, issuer, title, name and year.
type Rule struct {
	First, Without, Later []string
	Good, Bad, BadElement string
}

// RuleSets gives the table of rules, shared and not to be changed.
var RuleSets = sync.OnceValue(func() []*RuleSet {
	sets, err := readRules(rulesTSV)
	if err != nil {
		panic("embedded table: " + err.Error()) // the tests read the same bytes
	}
	return sets
})

var elements = []string{"type", "number", "date", "issuer", "title", "name", "year"}

func readRules(data string) ([]*RuleSet, error) {
	var sets []*RuleSet
	head := true
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 13 {
			return nil, fmt.Errorf("rules.tsv:%d: %d columns", n, len(f))
		}
		var set *RuleSet
		for _, s := range sets {
			if s.ID == f[0] {
				set = s
			}
		}
		if set == nil {
			set = &RuleSet{ID: f[0], Family: Family(f[1]), Name: f[2], Source: f[9], Sourced: f[10] == "S", Rules: map[string]*Rule{}}
			for i, d := range []*document.Date{&set.From, &set.Until} {
				if v := f[3+i]; v != "" {
					parsed, err := document.ParseDate(v)
					if err != nil {
						return nil, fmt.Errorf("rules.tsv:%d: %w", n, err)
					}
					*d = parsed
				}
			}
			sets = append(sets, set)
		}
		r := &Rule{First: strings.Fields(f[6]), Without: strings.Fields(f[7]), Later: strings.Fields(f[8]), Good: f[11]}
		for _, e := range slices.Concat(r.First, r.Without, r.Later) {
			if !slices.Contains(elements, e) {
				return nil, fmt.Errorf("rules.tsv:%d: %q is no element of a citation", n, e)
			}
		}
		if bad, element, ok := strings.Cut(f[12], " => "); ok {
			r.Bad, r.BadElement = bad, element
		}
		set.Rules[f[5]] = r
	}
	return sets, nil
}

// rulesFor chooses the rule set by the family and date of the draft; nil where
// the family is unknown or no rule of the table was in force.
func rulesFor(d *Draft, opts Options, on document.Date) *RuleSet {
	f := opts.Family
	if f == "" {
		f = familyOf(d)
	}
	if f == "" {
		return nil
	}
	var found *RuleSet
	for _, s := range RuleSets() {
		if s.Family != f || !on.IsZero() && (on.Before(s.From) || s.Until.Before(on) && !s.Until.IsZero()) {
			continue
		}
		found = s // of several the latest, for a draft of unknown date
	}
	return found
}

// familyOf reads the family from what the draft says of itself: its number, its
// type and issuer, or the national or Party heading above it.
func familyOf(d *Draft) Family {
	r := d.Record
	if r == nil {
		return ""
	}
	head := strings.ToUpper(d.Text[:min(len(d.Text), 2000)])
	party := strings.Contains(head, "ĐẢNG CỘNG SẢN VIỆT NAM\n") || strings.HasPrefix(head, "ĐẢNG CỘNG SẢN VIỆT NAM")
	state := strings.Contains(head, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") || strings.Contains(head, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	typ := tables.Fold(r.Type)
	var family tables.Family
	if m, ok := tables.BodyAt(r.Issuer, 0); ok {
		family = m.Body.Family
		switch m.Body.ID {
		case "quoc-hoi", "uy-ban-thuong-vu-quoc-hoi", "chu-tich-nuoc":
			return Assembly
		}
	}
	switch {
	case isLaw(typ), strings.Contains(r.Symbol, "QH1"):
		return Assembly
	case party && !state, family == tables.Party, strings.Contains(r.Symbol, "/") && r.Year == "" && family != tables.State && r.Symbol != "" && !state:
		return Party
	case r.Year != "", typ == "nghị định", typ == "thông tư", typ == "thông tư liên tịch":
		return Normative
	case state, family == tables.State:
		return Administrative
	}
	return ""
}

func isLaw(folded string) bool {
	switch folded {
	case "luật", "bộ luật", "pháp lệnh", "hiến pháp":
		return true
	}
	return false
}

// cited names the kind of document that a citation is of, for the table.
func cited(c *citation.Citation) string {
	switch {
	case isLaw(tables.Fold(c.Type)):
		return "law"
	case strings.Contains(c.Symbol, "QH") && c.Letters() == "":
		return "assembly"
	}
	return "other"
}
