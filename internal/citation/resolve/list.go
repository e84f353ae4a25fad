package resolve

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// Lists share what only one of their members says: "các Nghị quyết số 59, 70,
// 71-NQ/TW của Bộ Chính trị", "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW
// ngày 25/10/2017".

// listLength bounds how far a list is followed.
const listLength = 40

// completed gives the citation with the type word and the symbol that its list
// lends it: these are shared without doubt. The result is the citation itself or
// lent, which it fills.
func completed(cites []citation.Citation, i int, lent *citation.Citation) *citation.Citation {
	c := &cites[i]
	if c.Group <= 0 || c.Type != "" && c.Symbol != "" || c.Number.Number == "" {
		return c
	}
	*lent = *c
	for j := i - 1; lent.Type == "" && j >= 0 && j >= i-listLength && cites[j].Group == c.Group; j-- {
		lent.Type = cites[j].Type
	}
	for j := i + 1; lent.Symbol == "" && j < len(cites) && j <= i+listLength && cites[j].Group == c.Group; j++ {
		if o := &cites[j]; o.Symbol != "" {
			lent.Symbol = o.Symbol
			if lent.Year == "" {
				lent.Year = o.Year
			}
		}
	}
	return lent
}

// borrow tries what is left open with the date and the issuer that stand behind
// the last of the list. They may belong to that one only, so they count when a
// record agrees with them to the day, or is that issuer's in the running term.
func (r *run) borrow(i int, c *citation.Citation) {
	if c.Date.Full() || c.Number.Number == "" {
		return
	}
	date, issuer, from := r.lender(i)
	if from < 0 || date.IsZero() && issuer == "" {
		return
	}
	try := *c
	if try.Date.IsZero() {
		try.Date = date
	} else if !try.Date.Agrees(date) {
		return
	}
	if try.Issuer == "" {
		try.Issuer = issuer
	}
	before := r.out[i]
	r.named(i, &try)
	res := &r.out[i]
	switch {
	case res.Outcome == Resolved && (res.Rule == "number-date" || res.Rule == "number-issuer-term"):
		res.Rule = "shared-" + map[bool]string{true: "date", false: "issuer"}[res.Rule == "number-date"]
		res.Antecedent = from
		res.Confidence *= .95
		if r.doc.Explain {
			res.Why = append(res.Why, "Ngày hoặc cơ quan ban hành viết chung ở cuối danh sách.")
		}
	default:
		r.out[i] = before
	}
}

// lender finds the date and issuer that the list of citation i ends with, and
// the citation they stand behind; -1 when it is in no list.
func (r *run) lender(i int) (document.Date, string, int) {
	last := i
	for j := i + 1; j < len(r.cites) && j <= i+listLength; j++ {
		o, prev := &r.cites[j], &r.cites[last]
		if !o.Kind.NamesDocument() || !r.sameList(prev, o) {
			break
		}
		last = j
		if !o.Date.IsZero() || o.Issuer != "" {
			return o.Date, o.Issuer, j
		}
	}
	return document.Date{}, "", -1
}

// sameList reports that b follows a in one list: by the scanner's word, or of
// one type and with nothing but a comma or "và" between them.
func (r *run) sameList(a, b *citation.Citation) bool {
	if a.Group > 0 || b.Group > 0 {
		return a.Group == b.Group
	}
	s := r.doc.Text
	if a.End < 0 || a.End > b.Start || b.Start > len(s) || b.Start-a.End > 12 || compareTypes(typeOf(a.Type), typeOf(b.Type)) != agrees {
		return false
	}
	gap := strings.TrimSpace(s[a.End:b.Start])
	return gap == "và" || gap == "," || gap == ", và"
}
