package check

import (
	"cmp"
	"slices"
	"strings"

	"tracuu/internal/citation/resolve"
)

// consistency notes where the draft contradicts itself: one number with two
// dates, one title written in two ways, a number out of order with another.
func (ck *checker) consistency() {
	type mention struct {
		i      int
		series string
	}
	dated := map[string]int{} // number → the first citation of it with a date
	titled := map[string]int{}
	var series []mention
	for i := range ck.d.Citations {
		c := &ck.d.Citations[i]
		if !c.Kind.NamesDocument() || c.Number.Number == "" || c.Symbol == "" {
			continue
		}
		number := strings.ToLower(c.Type) + "|" + resolve.NumberKey(c.Number)
		if c.Date.Full() {
			if j, ok := dated[number]; !ok {
				dated[number] = i
			} else if d := ck.d.Citations[j].Date; d != c.Date && !ck.twoDocuments(i, j) {
				start, end, _, ok := dateSpan(ck.d.Text, c)
				if !ok {
					start, end = c.Start, c.End
				}
				ck.add(Finding{Kind: Consistency, Severity: Warning, Start: start, End: end, Found: c.Date.Vietnamese(), Expected: d.Vietnamese(), Citation: i,
					Source: "chính bản thảo", Message: "Trong bản thảo, " + c.Type + " " + c.Label() + " chỗ này ghi ngày " + c.Date.Vietnamese() +
						", chỗ trước ghi ngày " + d.Vietnamese() + "."})
			}
			if ck.of[i] == nil {
				if s := seriesOf(c.Type, c.Number, c.Date); s != "" {
					series = append(series, mention{i, s})
				} else if s := localSeries(c); s != "" {
					series = append(series, mention{i, s})
				}
			}
		}
		if key := ck.key(i); key != "" && c.TitleEnd > c.TitleStart {
			if j, ok := titled[key]; !ok {
				titled[key] = i
			} else {
				ck.twoTitles(i, j)
			}
		}
	}
	slices.SortStableFunc(series, func(a, b mention) int {
		return cmp.Or(strings.Compare(a.series, b.series), number(ck.d.Citations[a.i].Bare())-number(ck.d.Citations[b.i].Bare()))
	})
	for k := 1; k < len(series); k++ {
		if series[k-1].series == series[k].series {
			ck.outOfOrder(series[k-1].i, series[k].i)
		}
	}
}

// twoDocuments reports that both citations are of records, and not of one.
func (ck *checker) twoDocuments(i, j int) bool {
	return ck.of[i] != nil && ck.of[j] != nil && ck.of[i] != ck.of[j]
}

func (ck *checker) twoTitles(i, j int) {
	a, b := ck.titleOf(&ck.d.Citations[i]).words, ck.titleOf(&ck.d.Citations[j]).words
	if len(a) < 5 || len(b) < 5 {
		return
	}
	t := compareTitles(a, b)
	if t.likeness() < .6 {
		return
	}
	for _, ch := range t.changes {
		if t.open(ch) {
			continue
		}
		here := oneLine(ck.d.Text[a[0].start:a[len(a)-1].end])
		there := oneLine(ck.d.Text[b[0].start:b[len(b)-1].end])
		ck.add(Finding{Kind: Consistency, Severity: Warning, Start: a[0].start, End: a[len(a)-1].end, Found: here, Expected: there, Citation: i,
			Source: "chính bản thảo", Message: "Trong bản thảo, trích yếu của " + ck.d.Citations[i].Label() + " được ghi hai cách: chỗ trước ghi " + quoted(there) + "."})
		return
	}
}
