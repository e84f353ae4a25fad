package tables

import (
	_ "embed"
	"fmt"
	"sync"

	"tracuu/internal/document"
)

//go:embed provinces.tsv
var provincesTSV string

// Province is a province or a city under the Central government during one
// stretch of its history. Phú Thọ before and after 01/7/2025 are two.
type Province struct {
	ID         string
	Name       string
	Variants   []string
	Kind       string // tỉnh, thành phố
	Period     Period
	Successors []string // ids
	Sourced    bool
}

type provinceTables struct {
	provinces []*Province
	byID      map[string]*Province
	byName    map[string][]*Province // by folded name, earlier first
	names     *trie
	lead      *trie // words between a body and its province: "tỉnh", "TP."
}

var loadProvinces = sync.OnceValue(func() *provinceTables {
	t, err := readProvinces(provincesTSV)
	if err != nil {
		panic("embedded table: " + err.Error()) // the tests read the same bytes
	}
	return t
})

func readProvinces(data string) (*provinceTables, error) {
	rows, err := readTable("provinces.tsv", data, "id", "name", "variants", "kind", "from", "until", "successors", "evidence")
	if err != nil {
		return nil, err
	}
	t := &provinceTables{byID: map[string]*Province{}, byName: map[string][]*Province{}, names: newTrie(), lead: newTrie()}
	for _, f := range rows {
		p, err := period(f[4], f[5])
		if err != nil {
			return nil, fmt.Errorf("provinces.tsv: %s: %w", f[0], err)
		}
		v := &Province{ID: f[0], Name: f[1], Variants: list(f[2]), Kind: f[3], Period: p, Successors: list(f[6]), Sourced: f[7] == "S"}
		if t.byID[v.ID] != nil {
			return nil, fmt.Errorf("provinces.tsv: %q is used twice", v.ID)
		}
		i := len(t.provinces)
		t.provinces = append(t.provinces, v)
		t.byID[v.ID] = v
		for _, n := range append([]string{v.Name}, v.Variants...) {
			k := Fold(n)
			t.byName[k] = append(t.byName[k], v)
			t.names.add(n, i)
		}
	}
	for _, v := range t.provinces {
		for _, s := range v.Successors {
			if t.byID[s] == nil {
				return nil, fmt.Errorf("provinces.tsv: %s: successor %q is not in the table", v.ID, s)
			}
		}
	}
	for _, w := range []string{"tỉnh", "thành phố", "TP", "TP.", "T.P"} {
		t.lead.add(w, 0)
	}
	return t, nil
}

// Provinces gives every province, shared and not to be changed.
func Provinces() []*Province { return loadProvinces().provinces }

// ProvinceByID gives the province of that id, or nil.
func ProvinceByID(id string) *Province { return loadProvinces().byID[id] }

// ProvinceAt gives the province of that name on the date; of two in turn with
// one name and an unknown date it gives the later. It is nil for no province.
func ProvinceAt(name string, d document.Date) *Province {
	var found *Province
	for _, p := range loadProvinces().byName[Fold(name)] {
		if p.Period.Holds(d) {
			found = p
		}
	}
	return found
}

// ProvincePrefix finds the longest province name that starts at byte start; it
// returns the later of two in turn, and the byte offset after the name.
func ProvincePrefix(text string, start int) (*Province, int, bool) {
	t := loadProvinces()
	i, end, ok := t.names.longest(text, start)
	if !ok {
		return nil, 0, false
	}
	ps := t.byName[Fold(text[start:end])]
	if len(ps) > 0 {
		return ps[len(ps)-1], end, true
	}
	return t.provinces[i], end, true
}

// provinceAfter reads an optional "tỉnh" or "thành phố" and a province name
// after a body's name.
func provinceAfter(text string, i int) (*Province, int, bool) {
	i = skipSpace(text, i)
	if p, end, ok := ProvincePrefix(text, i); ok {
		return p, end, true
	}
	if _, e, ok := loadProvinces().lead.longest(text, i); ok {
		return ProvincePrefix(text, skipSpace(text, e))
	}
	return nil, 0, false
}

func skipSpace(text string, i int) int {
	for i < len(text) && isSpace(rune(text[i])) {
		i++
	}
	return i
}
