package server

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"tracuu/internal/library"
)

// grouping is a way to put the rows of the list together under headings.
type grouping struct {
	param, text string
	// filter is the parameter that narrows the list to one group.
	filter string
	of     func(*library.Entry) string
	// heading is the group's name in words, "" for documents without one.
	heading func(string) string
}

const groupParam = "nhom"

var groupings = []grouping{
	{param: "", text: "Không nhóm"},
	{param: "nam", text: "Năm ban hành", filter: "nam",
		of: func(e *library.Entry) string {
			if e.Record.Date.Year == 0 {
				return ""
			}
			return strconv.Itoa(e.Record.Date.Year)
		},
		heading: func(v string) string { return orWords("Năm ", v, "Chưa rõ năm ban hành") }},
	{param: "co-quan", text: "Cơ quan ban hành", filter: "co-quan", of: func(e *library.Entry) string { return e.Record.Issuer },
		heading: func(v string) string { return orWords("", v, "Chưa rõ cơ quan ban hành") }},
	{param: "loai", text: "Loại", filter: "loai", of: func(e *library.Entry) string { return e.Record.Type },
		heading: func(v string) string { return orWords("", v, "Chưa rõ loại") }},
}

func orWords(before, value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return before + value
}

// rowGroup is rows of the list under one heading, "" where they are not grouped.
type rowGroup struct {
	Heading, Count, URL string
	Rows                []entry
}

func readGrouping(values url.Values) *grouping {
	for i := range groupings {
		if g := &groupings[i]; g.of != nil && g.param == values.Get(groupParam) {
			return g
		}
	}
	return nil
}

// groupEntries orders entries by group, years from the latest, other groups from
// the largest, and counts the groups. Within a group the order stays.
func (g *grouping) groupEntries(entries []library.Entry) (ordered []library.Entry, counts map[string]int) {
	counts = map[string]int{}
	for i := range entries {
		counts[g.of(&entries[i])]++
	}
	ordered = slices.Clone(entries)
	slices.SortStableFunc(ordered, func(a, b library.Entry) int {
		x, y := g.of(&a), g.of(&b)
		switch {
		case x == y:
			return 0
		case x == "":
			return 1 // what is not known stands last
		case y == "":
			return -1
		case g.param == "nam":
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	return ordered, counts
}

// rowGroups puts the rows of one page under the headings of their groups.
func (g *grouping) rowGroups(rows []library.Entry, counts map[string]int, values url.Values) (out []rowGroup) {
	for i := range rows {
		key := g.of(&rows[i])
		if i == 0 || key != g.of(&rows[i-1]) {
			group := rowGroup{Heading: g.heading(key), Count: thousands(counts[key])}
			if key != "" && values.Get(g.filter) != key {
				u := cloneValues(values)
				u.Set(g.filter, key)
				u.Del(groupParam)
				group.URL = "/van-ban?" + u.Encode()
			}
			out = append(out, group)
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, makeEntry(rows[i].Record, rows[i].TextHeld, rows[i].State))
	}
	return out
}
