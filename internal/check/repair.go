package check

import (
	"cmp"
	"slices"
	"strings"
)

// Repair is a correction that can be put in place as it stands: the bytes Start
// to End of the draft become Text.
type Repair struct {
	Finding    int // index in Report.Findings
	Start, End int
	Text       string
}

// Repairs are the sure corrections of the report that can be made together, in
// text order. Of several that touch the same words the one of the gravest
// finding is among them: an error before a warning, then the first.
func (r *Report) Repairs() []Repair {
	var all []Repair
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Sure && f.Start < f.End {
			all = append(all, Repair{i, f.Start, f.End, f.Expected})
		}
	}
	slices.SortStableFunc(all, func(a, b Repair) int {
		return cmp.Or(weight(r.Findings[a.Finding].Severity)-weight(r.Findings[b.Finding].Severity), a.Start-b.Start)
	})
	var out []Repair
	for _, x := range all {
		k, _ := slices.BinarySearchFunc(out, x.Start, func(o Repair, at int) int { return o.Start - at })
		if k < len(out) && out[k].Start < x.End || k > 0 && out[k-1].End > x.Start {
			continue
		}
		out = slices.Insert(out, k, x)
	}
	return out
}

// settle leaves only those repairs sure that can be made together: where a title
// stands inside a title, both findings propose the same.
func (r *Report) settle() {
	made := map[int]bool{}
	for _, x := range r.Repairs() {
		made[x.Finding] = true
	}
	for i := range r.Findings {
		r.Findings[i].Sure = r.Findings[i].Sure && made[i]
	}
}

// Apply makes corrections that do not overlap, given in text order.
func Apply(text string, repairs []Repair) string {
	var b strings.Builder
	at := 0
	for _, r := range repairs {
		if r.Start < at || r.End < r.Start || r.End > len(text) {
			continue
		}
		b.WriteString(text[at:r.Start])
		b.WriteString(r.Text)
		at = r.End
	}
	b.WriteString(text[at:])
	return b.String()
}
