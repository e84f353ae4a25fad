package check

import (
	"slices"
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// slack is by how many days neighbours in a series may stand in the wrong order:
// numbers are given when a text is registered, dates when it is signed.
const slack = 15

// days counts days well enough to compare dates a few weeks apart.
func days(d document.Date) int { return d.Year*372 + d.Month*31 + d.Day }

// seriesOf names the documents that are numbered together: of one type, symbol
// and term of the Central Committee, or year of the number (HD 36-HD/VPTW,
// II.1.3.1). "" where the terms of the body are not known.
func seriesOf(typ string, n document.Number, d document.Date) string {
	period := n.Year
	if period == "" {
		if n.Body() != "TW" {
			return ""
		}
		t := tables.TermOn(tables.CentralTerms, d)
		if t == nil || nearEdge(t, d) {
			return ""
		}
		period = t.Roman()
	}
	return seriesName(typ, n, period)
}

func seriesName(typ string, n document.Number, period string) string {
	return tables.Fold(typ) + "|" + strings.ToUpper(n.Symbol) + "|" + period
}

// order notes a number that is out of order with its neighbours in the library:
// in one series numbers and dates rise together.
func (ck *checker) order(i int) {
	c := &ck.d.Citations[i]
	n := number(c.Bare())
	if !c.Date.Full() || c.Symbol == "" || n <= 0 {
		return
	}
	possible := []string{c.Year}
	if c.Year == "" {
		if c.Body() != "TW" {
			return
		}
		possible = nil
		on := tables.TermOn(tables.CentralTerms, c.Date)
		for _, t := range tables.Terms(tables.CentralTerms) {
			if t == on || nearEdge(t, c.Date) { // the number may be of the old series or of the new
				possible = append(possible, t.Roman())
			}
		}
	}
	var neighbour *document.Record
	for _, period := range possible {
		if neighbour = misplaced(ck.k.series[seriesName(c.Type, c.Number, period)], n, c.Date); neighbour == nil {
			return
		}
	}
	if neighbour == nil {
		return
	}
	side := "nhỏ hơn"
	if number(neighbour.Bare()) > n {
		side = "lớn hơn"
	}
	ck.add(Finding{Kind: Order, Severity: Warning, Start: c.Start, End: c.End, Found: c.Date.Vietnamese(), Expected: neighbour.Date.Vietnamese(),
		Document: neighbour.ID, Source: source(neighbour), Citation: i, Message: "Số " + c.Label() + " ngày " + c.Date.Vietnamese() +
			" trái thứ tự trong dãy số: số " + side + ", " + neighbour.Label() + ", ban hành ngày " + neighbour.Date.Vietnamese() + "."})
}

// misplaced gives the neighbour of number n in a series that a document of that
// number and date would stand on the wrong side of; nil where it fits.
func misplaced(series []*document.Record, n int, d document.Date) *document.Record {
	at, _ := slices.BinarySearchFunc(series, n, func(r *document.Record, n int) int { return number(r.Bare()) - n })
	if at > 0 && days(series[at-1].Date) > days(d)+slack {
		return series[at-1]
	}
	for at < len(series) && number(series[at].Bare()) == n {
		at++
	}
	if at < len(series) && days(series[at].Date)+slack < days(d) {
		return series[at]
	}
	return nil
}

// localSeries names the documents of one local body that are numbered together
// as far as a calendar year shows it. Organs of the State number by the year.
// Those of the Party number by the term, which begins anew in the years that end
// in 0 and 5, in months that no table knows: these years prove nothing.
func localSeries(c *citation.Citation) string {
	if c.Issuer == "" || c.Symbol == "" || c.Year != "" || number(c.Bare()) <= 0 || strings.Contains(c.Symbol, "/") && c.Date.Year%5 == 0 {
		return ""
	}
	return seriesName(c.Type, c.Number, tables.Fold(c.Issuer)+"|"+strconv.Itoa(c.Date.Year))
}

// outOfOrder notes two documents of one series in the draft whose numbers rise
// and whose dates fall.
func (ck *checker) outOfOrder(i, j int) {
	a, b := &ck.d.Citations[i], &ck.d.Citations[j]
	if a.Bare() == b.Bare() || days(b.Date)+slack >= days(a.Date) {
		return
	}
	ck.add(Finding{Kind: Order, Severity: Warning, Start: b.Start, End: b.End, Found: b.Date.Vietnamese(), Citation: j, Source: "chính bản thảo",
		Message: "Số " + b.Label() + " ngày " + b.Date.Vietnamese() + " lớn hơn số " + a.Label() + " nhưng ngày lại trước (" + a.Date.Vietnamese() +
			"), trong khi số và ngày của một loại văn bản trong một nhiệm kỳ hoặc một năm cùng tăng."})
}
