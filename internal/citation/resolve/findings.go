package resolve

import (
	"slices"
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// The kinds of findings.
const (
	FindType   = "type"
	FindSymbol = "symbol"
	FindDate   = "date"
	FindTerm   = "term"
	FindIssuer = "issuer"
	FindTitle  = "title"
	FindOrder  = "order"
	FindFuture = "future"
)

// compare notes where the citation's words and the record they name disagree,
// and lowers the confidence for it.
func (r *run) compare(f *facts, k *candidate, res *Resolution) {
	rec := k.e.rec
	lower := func(by float64) { res.Confidence = max(.05, res.Confidence*by) }
	switch {
	case k.typ == conflict:
		res.Findings = append(res.Findings, Finding{Kind: FindType, Expected: rec.Type, Found: f.c.Type,
			Message: "Viện dẫn ghi “" + f.c.Type + "”, văn bản mang số này là " + rec.Type + "."})
		lower(.7)
	case k.typ == related && k.e.typ.folded != f.typ.folded:
		res.Findings = append(res.Findings, Finding{Kind: FindType, Expected: rec.Type, Found: f.c.Type,
			Message: "Viện dẫn ghi “" + f.c.Type + "”, thư viện ghi nhận là “" + rec.Type + "”; cần kiểm tra lại tên loại."})
		lower(.95)
	}
	if k.date == clash && !rec.Date.IsZero() {
		res.Findings = append(res.Findings, Finding{Kind: FindDate, Expected: rec.Date.Vietnamese(), Found: f.c.Date.Vietnamese(),
			Message: "Viện dẫn ghi ngày " + f.c.Date.Vietnamese() + ", " + rec.Name() + " ban hành ngày " + rec.Date.Vietnamese() + "."})
		lower(.8)
	}
	if k.issuer == otherIssuer {
		res.Findings = append(res.Findings, Finding{Kind: FindIssuer, Expected: rec.Issuer, Found: f.c.Issuer,
			Message: "Viện dẫn ghi cơ quan ban hành là " + f.c.Issuer + ", thư viện ghi nhận là " + rec.Issuer + "."})
		lower(.8)
	}
	if f.c.Year != "" && !f.c.Date.IsZero() && atoi(f.c.Year) != f.c.Date.Year {
		res.Findings = append(res.Findings, Finding{Kind: FindSymbol, Expected: f.c.Year, Found: itoa(f.c.Date.Year),
			Message: "Năm trong số, ký hiệu là " + f.c.Year + ", ngày ban hành lại thuộc năm " + itoa(f.c.Date.Year) + "."})
		lower(.9)
	}
	if !f.short && k.e.rec.Symbol != "" && letterSlip(f.c.Symbol, rec.Symbol) {
		res.Findings = append(res.Findings, Finding{Kind: FindSymbol, Expected: rec.Label(), Found: f.c.Label(),
			Message: "Ký hiệu viết “" + f.c.Symbol + "”, thư viện ghi nhận “" + rec.Symbol + "”."})
	}
	r.compareTerm(f, res)
	if k.title.state == unsaid && f.c.Title != "" && len(k.e.title) > 0 {
		k.title = compareTitles(f.titleWords(r), k.e.title)
	}
	compareTitle(k, res)
	if k.date == clash {
		r.compareOrder(f, res)
	}
}

// letterSlip reports that two symbols that share a key differ in their letters,
// not only in separators: QĐi for QĐ. Case alone is a slip only in CTr.
func letterSlip(cited, known string) bool {
	if cited == known {
		return false
	}
	return bareSymbol(cited) != bareSymbol(known)
}

func lettersOnly(r rune) rune {
	switch r {
	case '-', '/', '.', ' ', '&', '(', ')':
		return -1
	}
	return r
}

// compareTerm notes a date that lies outside the term that the citation names.
func (r *run) compareTerm(f *facts, res *Resolution) {
	if f.iss.term == 0 || f.c.Date.IsZero() || f.iss.body == nil {
		return
	}
	body := ""
	switch {
	case f.iss.body.Family == tables.Party && f.iss.body.Level == "trung ương":
		body = tables.CentralTerms
	case f.iss.body.ID == "quoc-hoi" || f.iss.body.ID == "uy-ban-thuong-vu-quoc-hoi":
		body = tables.AssemblyTerms
	}
	t := tables.TermNumbered(body, f.iss.term)
	if t == nil || t.CanHold(f.c.Date) {
		return
	}
	window := "từ " + t.Period.From.Vietnamese()
	if !t.Period.Until.IsZero() {
		window += " đến " + t.Period.Until.Vietnamese()
	}
	res.Findings = append(res.Findings, Finding{Kind: FindTerm, Expected: window, Found: f.c.Date.Vietnamese(),
		Message: "Ngày " + f.c.Date.Vietnamese() + " nằm ngoài khóa " + t.Roman() + " (khoảng " + window + ")."})
	res.Confidence *= .8
}

func compareTitle(k *candidate, res *Resolution) {
	switch k.title.state {
	case conflict:
		res.Findings = append(res.Findings, Finding{Kind: FindTitle, Expected: k.e.rec.Title,
			Message: "Trích yếu khác hẳn trích yếu của " + k.e.rec.Name() + "."})
		res.Confidence *= .85
	case related:
		var parts []string
		if len(k.title.missing) > 0 {
			parts = append(parts, "thiếu “"+strings.Join(k.title.missing, "”, “")+"”")
		}
		if len(k.title.added) > 0 {
			parts = append(parts, "thừa “"+strings.Join(k.title.added, "”, “")+"”")
		}
		res.Findings = append(res.Findings, Finding{Kind: FindTitle, Expected: k.e.rec.Title,
			Found:   strings.Join(append(append([]string(nil), k.title.missing...), k.title.added...), "; "),
			Message: "Trích yếu " + strings.Join(parts, ", ") + " so với trích yếu của " + k.e.rec.Name() + "."})
	}
}

func futureFinding(e *entry, citing document.Date) Finding {
	return Finding{Kind: FindFuture, Expected: "trước ngày " + citing.Vietnamese(), Found: e.rec.Date.Vietnamese(),
		Message: e.rec.Name() + " ban hành ngày " + e.rec.Date.Vietnamese() + ", sau văn bản đang đọc (" + citing.Vietnamese() + ")."}
}

// dateSlip reports dates that differ as slips of the pen do: day and month
// exchanged, or one of day, month and year different.
func dateSlip(a, b document.Date) bool {
	if !a.Full() || !b.Full() {
		return false
	}
	if a.Year == b.Year && a.Day == b.Month && a.Month == b.Day {
		return true
	}
	same := 0
	if a.Year == b.Year {
		same++
	}
	if a.Month == b.Month {
		same++
	}
	if a.Day == b.Day {
		same++
	}
	return same == 2
}

// orderSlack is by how many days neighbours in a series may stand in the wrong
// order: numbers are given when a text is registered, dates when it is signed.
const orderSlack = 15

// compareOrder notes a number that is out of order with its neighbours: within
// one body, type and term (or year), numbers and dates rise together (HD
// 36-HD/VPTW, II.1.3.1). Only neighbours whose dates are well supported count.
func (r *run) compareOrder(f *facts, res *Resolution) {
	c := f.c
	if !c.Date.Full() || f.short || f.typ == nil || f.typ.any {
		return
	}
	probe := entry{rec: &document.Record{Number: c.Number, Date: c.Date, Type: c.Type}, typ: f.typ, issuer: f.iss}
	if f.numbering == local {
		probe.issuer.province = f.province
	}
	if probe.term = f.iss.term; probe.term == 0 {
		probe.term = termOf(probe.issuer, c.Number, c.Date)
	}
	slots := r.c.series[seriesOf(&probe)]
	n := atoi(c.Bare())
	if n == 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(slots, n, func(s int32, n int) int { return atoi(r.c.entries[s].rec.Bare()) - n })
	if r.outOfOrder(f, res, slots, at, -1, n) || r.outOfOrder(f, res, slots, at, 1, n) {
		res.Confidence *= .85
	}
}

// outOfOrder looks at the nearest well supported neighbours on one side (step
// -1 below, 1 above) of place at.
func (r *run) outOfOrder(f *facts, res *Resolution, slots []int32, at, step, n int) bool {
	i := at
	if step < 0 {
		i--
	}
	for seen := 0; i >= 0 && i < len(slots) && seen < 4; i += step {
		rec := r.c.entries[slots[i]].rec
		m := atoi(rec.Bare())
		if m == 0 || m == n || !rec.Date.Full() || rec.Confidence == document.Low {
			continue
		}
		seen++
		gap := days(f.c.Date) - days(rec.Date)
		if step < 0 && gap >= -orderSlack || step > 0 && gap <= orderSlack {
			continue
		}
		side := "nhỏ hơn"
		if step > 0 {
			side = "lớn hơn"
		}
		res.Findings = append(res.Findings, Finding{Kind: FindOrder, Expected: rec.Date.Vietnamese(), Found: f.c.Date.Vietnamese(),
			Message: "Số " + f.c.Label() + " ngày " + f.c.Date.Vietnamese() + " trái thứ tự trong dãy số: số " + side + ", " +
				rec.Label() + ", ban hành ngày " + rec.Date.Vietnamese() + "."})
		return true
	}
	return false
}

// days counts days well enough to compare dates a few weeks apart.
func days(d document.Date) int { return d.Year*372 + d.Month*31 + d.Day }
