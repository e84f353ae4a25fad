package biblio

import (
	"bytes"
	"encoding/json"
)

// cslItem has the variables of CSL 1.0.2 in its order.
type cslItem struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Title      string    `json:"title,omitempty"`
	TitleShort string    `json:"title-short,omitempty"`
	Author     []cslName `json:"author,omitempty"`
	Authority  string    `json:"authority,omitempty"`
	Genre      string    `json:"genre,omitempty"`
	Number     string    `json:"number,omitempty"`
	Section    string    `json:"section,omitempty"`
	Issued     *cslDate  `json:"issued,omitempty"`
	Place      string    `json:"publisher-place,omitempty"`
	Language   string    `json:"language"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSL writes a list of items as citation processors read them.
func CSL(items []Item) string {
	out := []cslItem{}
	names := keys(items)
	for i, it := range items {
		r := it.Record
		c := cslItem{ID: names[i], Type: "legislation", Title: title(r), TitleShort: short(r), Genre: oneLine(r.Type), Number: oneLine(r.Label()),
			Section: oneLine(it.Pinpoint), Place: oneLine(r.Place), Language: "vi"}
		if report(r) {
			c.Type = "report"
		}
		if issuer := oneLine(r.Issuer); issuer != "" {
			c.Author, c.Authority = []cslName{{issuer}}, issuer
		}
		if d := r.Date; d.Year != 0 {
			parts := []int{d.Year}
			if d.Month != 0 {
				if parts = append(parts, d.Month); d.Day != 0 {
					parts = append(parts, d.Day)
				}
			}
			c.Issued = &cslDate{[][]int{parts}}
		}
		out = append(out, c)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil { // strings and numbers always encode
		panic(err)
	}
	return b.String()
}
