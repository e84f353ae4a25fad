package server

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// listSize is the number of documents on a page of the list.
const listSize = 100

type listContent struct {
	Selects  []selectBox
	Filtered bool
	Tally    string
	Chips    []choice
	Groups   []rowGroup
	Feed     string
	Pager    *pager
}

// selectBox is one filter of the list. All is the text of its first value, which
// does not narrow.
type selectBox struct {
	Name, Label, All string
	Values           []choice
}

// list answers /van-ban: every record, narrowed by type, issuer, year and
// whether the text is held.
func (s *Server) list(c *gin.Context) {
	values := c.Request.URL.Query()
	f := readListFilter(values)
	l := s.lib.List(f)
	at := pageNumber(values.Get("trang"))
	content := listContent{
		Selects: listSelects(l, values), Filtered: f != (library.Filter{}), Chips: sinceChip("/van-ban", values),
		Pager: makePager("/van-ban", values, at, listSize, len(l.Entries)), Feed: withQuery("/van-ban.atom", feedValues(values)),
	}
	if g := readGrouping(values); g != nil {
		ordered, counts := g.groupEntries(l.Entries)
		content.Groups = g.rowGroups(pageOf(ordered, at, listSize), counts, values)
	} else if rows := makeEntries(pageOf(l.Entries, at, listSize)); len(rows) > 0 {
		content.Groups = []rowGroup{{Rows: rows}}
	}
	content.Tally = thousands(len(l.Entries)) + " văn bản"
	if content.Filtered {
		content.Tally += " trên tổng số " + thousands(l.Total)
	}
	content.Tally += "; cả thư viện " + heldWords(l.Held) + "."
	s.render(c, http.StatusOK, page{Title: "Danh mục văn bản · Tra cứu văn bản", Kind: "list", Feed: content.Feed, Content: content})
}

func readListFilter(values url.Values) library.Filter {
	f := library.Filter{Type: values.Get("loai"), Issuer: values.Get("co-quan"), Since: readSince(values)}
	if y, err := strconv.Atoi(values.Get("nam")); err == nil && y > 0 && y < 10000 {
		f.Year = y
	}
	switch values.Get("toan-van") {
	case "co":
		f.Held = new(true)
	case "chua":
		f.Held = new(false)
	}
	return f
}

// listSelects offers the values that the library names, and keeps the value
// that the address carries even when the library no longer names it.
func listSelects(l library.Listing, values url.Values) []selectBox {
	box := func(name, label string, vs []library.Value) selectBox {
		b := selectBox{Name: name, Label: label, All: "Tất cả"}
		chosen, seen := values.Get(name), false
		for _, v := range vs {
			active := v.Value == chosen
			seen = seen || active
			b.Values = append(b.Values, choice{Value: v.Value, Text: v.Value, Count: thousands(v.Count), Active: active})
		}
		if chosen != "" && !seen {
			b.Values = append(b.Values, choice{Value: chosen, Text: chosen, Active: true})
		}
		return b
	}
	held := selectBox{Name: "toan-van", Label: "Toàn văn", All: "Tất cả"}
	for _, w := range [][2]string{{"co", "Có toàn văn"}, {"chua", "Chưa có toàn văn"}} {
		held.Values = append(held.Values, choice{Value: w[0], Text: w[1], Active: values.Get("toan-van") == w[0]})
	}
	since := selectBox{Name: sinceParam, Label: "Mới đưa vào", All: "Bất kỳ lúc nào"}
	for _, n := range sincePeriods {
		v := strconv.Itoa(n) + "-ngay"
		since.Values = append(since.Values, choice{Value: v, Text: periodWords(n), Active: v == values.Get(sinceParam)})
	}
	if t := readSince(values); !t.IsZero() && !slices.ContainsFunc(since.Values, func(c choice) bool { return c.Active }) {
		since.Values = append(since.Values, choice{Value: values.Get(sinceParam), Text: "Từ " + vietnameseDay(t), Active: true})
	}
	groups := selectBox{Name: groupParam, Label: "Nhóm theo", All: groupings[0].text}
	for _, g := range groupings[1:] {
		groups.Values = append(groups.Values, choice{Value: g.param, Text: g.text, Active: g.param == values.Get(groupParam)})
	}
	return []selectBox{
		box("loai", "Loại", l.Types), box("co-quan", "Cơ quan ban hành", l.Issuers), box("nam", "Năm ban hành", l.Years), held, since, groups,
	}
}

// pageOf cuts page n (from 1) of the given size out of all.
func pageOf[T any](all []T, n, size int) []T {
	from := (n - 1) * size
	if from >= len(all) {
		return nil
	}
	return all[from:min(from+size, len(all))]
}
