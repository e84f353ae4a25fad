package resolve

import "tracuu/internal/document"

// correction is a person's decision, with how often its quotation has been met.
type correction struct {
	*document.Correction
	met int
}

func (r *run) readCorrections() {
	add := func(cs []document.Correction) {
		for i := range cs {
			if cs[i].Field == "citation" && cs[i].Quote != "" {
				r.fix = append(r.fix, correction{Correction: &cs[i]})
			}
		}
	}
	add(r.doc.Corrections)
	if r.doc.Record != nil {
		add(r.doc.Record.Corrections)
	}
}

// corrected applies the person's decision about citation i, if there is one. The
// quotation is the citation's own text or the whole reference with its title.
func (r *run) corrected(i int) bool {
	c := &r.cites[i]
	text := r.doc.Text
	if c.Start < 0 || c.End > len(text) || c.Start >= c.End {
		return false
	}
	start, end := c.Span()
	own, whole := text[c.Start:c.End], ""
	if start >= 0 && end <= len(text) && start < end {
		whole = text[start:end]
	}
	var f *correction
	for k := range r.fix {
		g := &r.fix[k]
		if g.Quote != own && g.Quote != whole {
			continue
		}
		g.met++ // every decision counts the occurrences of its own quotation
		if f == nil && (g.Nth == 0 || g.Nth == g.met) {
			f = g
		}
	}
	if f != nil {
		res := Resolution{Outcome: Resolved, Document: f.Target, Antecedent: -1, Rule: "correction", Confidence: 1}
		why := "Người biên tập đã xác định viện dẫn này."
		switch {
		case f.Target == "":
			res.Outcome = None
			why = "Người biên tập đã xác định đây không phải viện dẫn tới một văn bản."
		case r.c.entry(f.Target) == nil && (r.citing.e == nil || r.citing.e.rec.ID != f.Target):
			res.Outcome, res.Document = Unknown, ""
			why = "Người biên tập đã xác định viện dẫn này là " + f.Target + ", nhưng thư viện không còn bản ghi đó."
		}
		if f.Note != "" {
			why += " " + f.Note
		}
		res.Why = []string{why} // always said: a reader must see whose word it is
		r.out[i] = res
		r.pinpoint(i)
		return true
	}
	return false
}
