package server

import (
	"net/http"
	"net/url"
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
	Rows     []entry
	Pager    *pager
}

// selectBox is one filter of the list.
type selectBox struct {
	Name, Label string
	Values      []choice
}

// list answers /van-ban: every record, narrowed by type, issuer, year and
// whether the text is held.
func (s *Server) list(c *gin.Context) {
	values := c.Request.URL.Query()
	f := readListFilter(values)
	l := s.lib.List(f)
	at := pageNumber(values.Get("trang"))
	rows := pageOf(l.Entries, at, listSize)
	content := listContent{
		Selects: listSelects(l, values), Filtered: f != (library.Filter{}),
		Rows: makeEntries(rows), Pager: makePager("/van-ban", values, at, listSize, len(l.Entries)),
	}
	content.Tally = thousands(len(l.Entries)) + " văn bản"
	if content.Filtered {
		content.Tally += " trên tổng số " + thousands(l.Total)
	}
	content.Tally += "; cả thư viện " + heldWords(l.Held) + "."
	s.render(c, http.StatusOK, page{Title: "Danh mục văn bản · Tra cứu văn bản", Kind: "list", Content: content})
}

func readListFilter(values url.Values) library.Filter {
	f := library.Filter{Type: values.Get("loai"), Issuer: values.Get("co-quan")}
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
		b := selectBox{Name: name, Label: label}
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
	held := selectBox{Name: "toan-van", Label: "Toàn văn"}
	for _, w := range [][2]string{{"co", "Có toàn văn"}, {"chua", "Chưa có toàn văn"}} {
		held.Values = append(held.Values, choice{Value: w[0], Text: w[1], Active: values.Get("toan-van") == w[0]})
	}
	return []selectBox{
		box("loai", "Loại", l.Types), box("co-quan", "Cơ quan ban hành", l.Issuers), box("nam", "Năm ban hành", l.Years), held,
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
