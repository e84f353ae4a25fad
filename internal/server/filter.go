package server

import (
	"net/url"
	"slices"
	"strconv"

	"tracuu/internal/library"
)

// choice is one value that a reader can pick: a facet, a chip, an option.
type choice struct {
	Value  string // as the address carries it
	Text   string // as the page shows it
	URL    string
	Count  string
	Active bool
}

// dimension is one way to narrow a search. Key is the library's name for it (and
// the API's parameter), param the name in page addresses.
type dimension struct {
	key, param, label string
	// words translate values between the library (left) and the page: the value
	// in addresses and the text on the screen. Nil shows values as they are.
	words map[string][2]string
}

var dimensions = []dimension{
	{key: "type", param: "loai", label: "Loại"},
	{key: "issuer", param: "co-quan", label: "Cơ quan ban hành"},
	{key: "year", param: "nam", label: "Năm ban hành"},
	{key: "held", param: "toan-van", label: "Toàn văn", words: map[string][2]string{
		"true": {"co", "Có toàn văn"}, "false": {"chua", "Chưa có toàn văn"}}},
	{key: "state", param: "hieu-luc", label: "Hiệu lực", words: map[string][2]string{
		string(library.StatusUnknown):  {"chua-ro", "Chưa rõ hiệu lực"},
		string(library.StatusReplaced): {"thay-the", "Được thay thế"},
		string(library.StatusRepealed): {"bai-bo", "Bị bãi bỏ"},
		string(library.StatusAmended):  {"sua-doi", "Được sửa đổi, bổ sung"},
		string(library.StatusPartly):   {"mot-phan", "Hết hiệu lực một phần"},
		string(library.StatusOngoing):  {"tiep-tuc", "Được tiếp tục thực hiện"}}},
}

// outside gives the value as addresses carry it and its text.
func (d dimension) outside(value string) (param, text string) {
	if w, ok := d.words[value]; ok {
		return w[0], w[1]
	}
	return value, value
}

// inside turns a value from an address into the library's.
func (d dimension) inside(param string) string {
	for v, w := range d.words {
		if w[0] == param {
			return v
		}
	}
	return param
}

// maxFilterValues bounds the values of one dimension that an address may carry.
const maxFilterValues = 20

// readFilters takes the filters of a page's address.
func readFilters(q url.Values) map[string][]string {
	out := map[string][]string{}
	for _, d := range dimensions {
		for _, v := range q[d.param] {
			if v != "" && len(out[d.key]) < maxFilterValues {
				out[d.key] = append(out[d.key], d.inside(v))
			}
		}
	}
	return out
}

// facet is a dimension with the values that the present results have.
type facet struct {
	Label  string
	Values []choice
}

const maxFacetValues = 12

// makeFacets shows the values to narrow by; picking one adds it to the address,
// picking an active one takes it out. A dimension with a single value, which
// would not narrow, is left out.
func makeFacets(values map[string][]library.Value, q url.Values) []facet {
	var out []facet
	for _, d := range dimensions {
		vs := values[d.key]
		if len(vs) == 0 || len(vs) == 1 && len(q[d.param]) == 0 {
			continue
		}
		f := facet{Label: d.label}
		for _, v := range vs[:min(maxFacetValues, len(vs))] {
			param, text := d.outside(v.Value)
			active := slices.Contains(q[d.param], param)
			u := withValue(q, d.param, param)
			if active {
				u = withoutValue(q, d.param, param)
			}
			f.Values = append(f.Values, choice{Value: param, Text: text, URL: "/tim?" + u.Encode(), Count: thousands(v.Count), Active: active})
		}
		out = append(out, f)
	}
	return out
}

// chips are the active filters, each with the address without it.
func chips(q url.Values) []choice {
	var out []choice
	for _, d := range dimensions {
		for _, v := range q[d.param] {
			if v == "" {
				continue
			}
			_, text := d.outside(d.inside(v))
			out = append(out, choice{Text: d.label + ": " + text, URL: "/tim?" + withoutValue(q, d.param, v).Encode()})
		}
	}
	return out
}

// typedChips are the filters and exclusions that stand in the words of the query,
// each with the address of the query without it.
func typedChips(typed []library.Typed, q url.Values) []choice {
	var out []choice
	for _, t := range typed {
		u := cloneValues(q)
		u.Set("q", t.Rest)
		out = append(out, choice{Text: upperFirst(t.Text), URL: "/tim?" + u.Encode()})
	}
	return out
}

// cloneValues copies an address's parameters without the page number, which
// means nothing once the results change.
func cloneValues(q url.Values) url.Values {
	out := url.Values{}
	for k, vs := range q {
		if k != "trang" {
			out[k] = slices.Clone(vs)
		}
	}
	return out
}

func withValue(q url.Values, param, value string) url.Values {
	out := cloneValues(q)
	out.Add(param, value)
	return out
}

func withoutValue(q url.Values, param, value string) url.Values {
	out := cloneValues(q)
	out[param] = slices.DeleteFunc(out[param], func(v string) bool { return v == value })
	return out
}

// pager leads through the pages of results.
type pager struct {
	Page, Pages int
	Prev, Next  string
}

// makePager gives nil when one page holds everything.
func makePager(path string, q url.Values, page, size, total int) *pager {
	if size <= 0 || total <= size {
		return nil
	}
	p := &pager{Page: page, Pages: (total + size - 1) / size}
	at := func(n int) string {
		u := cloneValues(q)
		if n > 1 {
			u.Set("trang", strconv.Itoa(n))
		}
		return path + "?" + u.Encode()
	}
	if page > 1 {
		p.Prev = at(page - 1)
	}
	if page < p.Pages {
		p.Next = at(page + 1)
	}
	return p
}

// pageNumber reads a page number from an address: 1 for none, and for what is
// not a number or out of all reason.
func pageNumber(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 100000 {
		return 1
	}
	return n
}
