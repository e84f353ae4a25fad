package index

import (
	"cmp"
	"slices"
	"strconv"
)

// facetKeys are the facets, and the values documents have for them; "" is none.
var facetKeys = []struct {
	key   string
	value func(*entry) string
}{
	{FacetType, func(e *entry) string { return e.Type }},
	{FacetIssuer, func(e *entry) string { return e.Issuer }},
	{FacetYear, func(e *entry) string {
		if e.Year == 0 {
			return ""
		}
		return strconv.Itoa(e.Year)
	}},
	{FacetState, func(e *entry) string { return e.State }},
	{FacetHeld, func(e *entry) string { return strconv.FormatBool(e.TextHeld) }},
}

// facetColumn holds one facet of all documents of a view, so that counting the
// facets of many hits is adding up numbers.
type facetColumn struct {
	key    string
	values []string
	of     []int32 // by document number, an index in values
}

func facetColumns(docs []*entry) []facetColumn {
	columns := make([]facetColumn, len(facetKeys))
	for i, f := range facetKeys {
		c := facetColumn{key: f.key, of: make([]int32, len(docs))}
		index := map[string]int32{}
		for n, e := range docs {
			value := f.value(e)
			at, ok := index[value]
			if !ok {
				at = int32(len(c.values))
				index[value] = at
				c.values = append(c.values, value)
			}
			c.of[n] = at
		}
		columns[i] = c
	}
	return columns
}

// facet counts the facets of the documents and leaves those that pass the
// filters. A filter on a facet that does not exist lets nothing pass.
func (m *matches) facet(filters map[string][]string, res *Results) {
	columns := m.view.facets
	counts := make([][]int, len(columns))
	wanted := make([][]bool, len(columns)) // by value; nil for no filter
	unknown := 0
	for key, values := range filters {
		if len(values) == 0 {
			continue
		}
		i := slices.IndexFunc(columns, func(c facetColumn) bool { return c.key == key })
		if i < 0 {
			unknown++
			continue
		}
		wanted[i] = make([]bool, len(columns[i].values))
		for at, value := range columns[i].values {
			wanted[i][at] = slices.Contains(values, value)
		}
	}
	for i := range counts {
		counts[i] = make([]int, len(columns[i].values))
	}
	pass := m.documents[:0]
	for _, n := range m.documents {
		failed, failedAt := unknown, -1
		for i := range columns {
			if wanted[i] != nil && !wanted[i][columns[i].of[n]] {
				failed++
				failedAt = i
			}
		}
		switch {
		case failed == 0:
			pass = append(pass, n)
			for i := range columns {
				counts[i][columns[i].of[n]]++
			}
		case failed == 1 && failedAt >= 0:
			// Choosing its value in the one facet that keeps it out would show it.
			counts[failedAt][columns[failedAt].of[n]]++
		}
	}
	m.documents = pass
	res.Facets = make(map[string][]Count, len(columns))
	for i, c := range columns {
		list := []Count{}
		for at, n := range counts[i] {
			if n > 0 && c.values[at] != "" {
				list = append(list, Count{c.values[at], n})
			}
		}
		slices.SortFunc(list, func(a, b Count) int {
			if c.key == FacetYear {
				return cmp.Compare(b.Value, a.Value)
			}
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		res.Facets[c.key] = list
	}
}
