package tables

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
)

//go:embed bodies.tsv
var bodiesTSV string

// Family tells whose documents a body issues.
type Family string

// The families of bodies.
const (
	Party Family = "party"
	State Family = "state"
	Mass  Family = "mass" // Mặt trận, đoàn thể
)

// Body is an issuing body. A body that was renamed or merged is a row of its own
// with Successors: linked, never equated.
type Body struct {
	ID       string
	Name     string   // full name as printed, without the place
	Variants []string // other names and abbreviations used in running text
	Heads    []string // titles that may stand before the name: "Bộ trưởng"
	// Codes are the body parts of its symbols: TW, TU, BCA. One code can belong
	// to several bodies (TW has three, BTC is a ministry and a Party committee).
	Codes  []string
	Family Family
	Level  string // trung ương, tỉnh, huyện, xã, chi bộ; empty: any local level
	// Place is the kind of place the body belongs to ("tỉnh", "thành phố",
	// "huyện", "xã"); empty for bodies of which there is one.
	Place      string
	Period     Period
	Successors []string // ids
	// Sourced says that a public source was seen for the row; otherwise it is
	// general knowledge.
	Sourced bool
	Example string // a number that the body's code appears in
}

// Local reports that the name alone does not tell which body it is: every
// province has a Tỉnh ủy.
func (b *Body) Local() bool { return b.Place != "" || b.Level == "" }

type bodyTables struct {
	bodies []*Body
	byID   map[string]*Body
	byCode map[string][]*Body
	names  *trie
}

var loadBodies = sync.OnceValue(func() *bodyTables {
	t, err := readBodies(bodiesTSV)
	if err != nil {
		panic("embedded table: " + err.Error()) // the tests read the same bytes
	}
	return t
})

func readBodies(data string) (*bodyTables, error) {
	rows, err := readTable("bodies.tsv", data, "id", "name", "variants", "heads", "codes", "family",
		"level", "place", "from", "until", "successors", "evidence", "example")
	if err != nil {
		return nil, err
	}
	t := &bodyTables{byID: map[string]*Body{}, byCode: map[string][]*Body{}, names: newTrie()}
	for _, f := range rows {
		p, err := period(f[8], f[9])
		if err != nil {
			return nil, fmt.Errorf("bodies.tsv: %s: %w", f[0], err)
		}
		b := &Body{
			ID: f[0], Name: f[1], Variants: list(f[2]), Heads: list(f[3]), Codes: list(f[4]),
			Family: Family(f[5]), Level: f[6], Place: f[7], Period: p, Successors: list(f[10]),
			Sourced: f[11] == "S", Example: f[12],
		}
		if b.ID == "" || b.Name == "" || t.byID[b.ID] != nil {
			return nil, fmt.Errorf("bodies.tsv: %q: no id or name, or an id used twice", f[0])
		}
		i := len(t.bodies)
		t.bodies = append(t.bodies, b)
		t.byID[b.ID] = b
		for _, c := range b.Codes {
			k := strings.ToUpper(c)
			t.byCode[k] = append(t.byCode[k], b)
		}
		for _, n := range append([]string{b.Name}, b.Variants...) {
			t.names.add(n, i)
			for _, h := range b.Heads {
				t.names.add(h+" "+n, i)
			}
		}
	}
	for _, b := range t.bodies {
		for _, s := range b.Successors {
			if t.byID[s] == nil {
				return nil, fmt.Errorf("bodies.tsv: %s: successor %q is not in the table", b.ID, s)
			}
		}
	}
	return t, nil
}

// Bodies gives every body, in the order of the table. The slice and what it
// points to are shared and must not be changed.
func Bodies() []*Body { return loadBodies().bodies }

// BodyByID gives the body of that id, or nil.
func BodyByID(id string) *Body { return loadBodies().byID[id] }

// BodiesByCode gives the bodies whose symbols carry the code ("TW", "BTC"), in
// any letter case; family "" means every family.
func BodiesByCode(code string, family Family) []*Body {
	all := loadBodies().byCode[strings.ToUpper(code)]
	if family == "" {
		return all
	}
	var out []*Body
	for _, b := range all {
		if b.Family == family {
			out = append(out, b)
		}
	}
	return out
}

// BodyMatch is a body's name found in a text.
type BodyMatch struct {
	Body *Body
	// Province is the province or city named after a local body, or nil. Where
	// the name belonged to two provinces in turn (before and after 01/7/2025) it
	// is the later one; ask [ProvinceAt] with a date.
	Province *Province
	// End is the byte offset after the name and its place.
	End int
}

// BodyAt finds the longest body name that starts at byte start of the text, in
// any letter case, tone placement and spacing, together with the province named
// after a local body ("Ban Thường vụ Tỉnh ủy Phú Thọ", "UBND TP. Hà Nội"). It
// does not read a term ("khóa XIII"); see [TermAt].
func BodyAt(text string, start int) (BodyMatch, bool) {
	t := loadBodies()
	i, end, ok := t.names.longest(text, start)
	if !ok {
		return BodyMatch{}, false
	}
	m := BodyMatch{Body: t.bodies[i], End: end}
	if m.Body.Place == "tỉnh" || m.Body.Place == "thành phố" || m.Body.Level == "" {
		if p, e, ok := provinceAfter(text, end); ok {
			m.Province, m.End = p, e
		}
	}
	return m, true
}

// BodyNamed gives the body that the whole string names, with its province.
func BodyNamed(name string) (BodyMatch, bool) {
	name = strings.TrimSpace(name)
	m, ok := BodyAt(name, 0)
	if !ok || m.End != len(name) {
		return BodyMatch{}, false
	}
	return m, true
}

// SameIssuerCode reports that the two bodies sign with one code, so that one
// named for the other is no contradiction: the Central Committee, the Political
// Bureau and the Secretariat share TW; a Tỉnh ủy and its Ban Thường vụ share TU.
func SameIssuerCode(a, b *Body) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.Family != b.Family || a.Level != b.Level {
		return false
	}
	return slices.ContainsFunc(a.Codes, func(c string) bool { return slices.Contains(b.Codes, c) })
}

// Succeeds reports that b took over from a, directly or through others.
func Succeeds(b, a *Body) bool {
	return succeeds(b, a, 0)
}

func succeeds(b, a *Body, depth int) bool {
	if a == nil || b == nil || depth > 8 {
		return false
	}
	for _, id := range a.Successors {
		if id == b.ID || succeeds(b, BodyByID(id), depth+1) {
			return true
		}
	}
	return false
}

// Existed reports that the body was not certainly absent on the date.
func (b *Body) Existed(d document.Date) bool { return b.Period.Holds(d) }

// PlainBodyAt is [BodyAt] for words without marks and punctuation: "bo chinh
// tri", "bo lao dong thuong binh va xa hoi". It does not read the province.
func PlainBodyAt(folded string, start int) (body *Body, end int, ok bool) {
	i, end, ok := loadPlainBodies().longest(folded, start)
	if !ok {
		return nil, start, false
	}
	return Bodies()[i], end, true
}

var loadPlainBodies = sync.OnceValue(func() *trie {
	t := newTrie()
	for i, b := range Bodies() {
		for _, n := range append([]string{b.Name}, b.Variants...) {
			t.add(strings.Join(strings.FieldsFunc(vietnamese.Fold(n), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " "), i)
		}
	}
	return t
})
