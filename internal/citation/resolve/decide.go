package resolve

import (
	"math"
	"slices"

	"tracuu/internal/citation"
)

// margin is by how much the best candidate must outweigh the next: an issuer
// that is exactly named, or one term.
const margin = 1

// decide makes a resolution of the judged candidates.
func (r *run) decide(f *facts, ks []candidate) Resolution {
	live := 0
	for i := range ks {
		if ks[i].reject == fits {
			ks[live], ks[i] = ks[i], ks[live]
			live++
		}
	}
	if live > 1 {
		slices.SortStableFunc(ks[:live], betterFirst)
	}
	switch {
	case len(ks) == 0:
		return Resolution{Outcome: Unknown, Antecedent: -1, Rule: "no-record", Confidence: 1}
	case live == 0:
		return r.allRejected(f, ks)
	}
	best := &ks[0]
	alone := live == 1
	clear := alone || best.score-ks[1].score >= margin
	rule, confidence := r.grounds(f, best, alone)
	if !clear || rule == "" {
		return r.ambiguous(f, ks[:live], clear)
	}
	res := Resolution{Outcome: Resolved, Document: best.e.rec.ID, Antecedent: -1, Rule: rule, Confidence: confidence}
	r.compare(f, best, &res)
	return res
}

func betterFirst(a, b candidate) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return b.e.rec.Date.Compare(a.e.rec.Date) // the later document first
}

// grounds gives the rule on which the candidate may be taken for the document,
// and how sure that is; "" where its number is all there is and does not
// suffice.
func (r *run) grounds(f *facts, k *candidate, alone bool) (rule string, confidence float64) {
	placed := k.province || f.numbering != local && !(f.short && numberingOf(k.e.rec.Number) == local)
	strong := k.title.state == agrees || k.title.state == related
	switch {
	case k.context:
		return "earlier-citation", .95
	case k.typ == conflict && k.date != sameDay && !strong:
		return "", 0
	case k.issuer == otherIssuer && k.date != sameDay && !strong && f.numbering != national:
		return "", 0
	case k.date == sameDay && placed:
		return "number-date", .99
	case k.date == sameDay && strong:
		return "number-date-title", .97
	case !placed:
		return "", 0
	case k.plenum:
		return "number-plenum", .95
	case f.numbering == national && !f.short:
		if k.date == clash && k.title.state == conflict {
			return "", 0
		}
		return "number-year", .97
	case f.numbering == local && f.c.Year != "":
		return "number-year-province", .95
	case strong:
		return "number-title", .93
	case k.term:
		return "number-term", .93
	case k.date == samePart && (!f.short || k.issuer == sameBody || oneIssuer(f.typ)):
		return "number-year-of-date", .9
	case k.issuer == sameBody && k.current == 2 && !f.short:
		return "number-issuer-term", .85
	case f.short && f.c.Year != "" && (k.issuer == sameBody || oneIssuer(f.typ)):
		return "short-year", .9
	case alone && !f.short && k.current == 2 && f.from == byCiting && k.province:
		return "number-current", .75
	}
	// What is left is a number that restarts with every term or year. That the
	// catalogue knows one such document proves nothing: 18-NQ/TW is of 2017 and
	// of 2022, and a text that gives only the number can mean either.
	return "", 0
}

// oneIssuer reports the types that a single body issues, so that type, number
// and year identify without a symbol. Several ministries issue a Thông tư of one
// number in one year.
func oneIssuer(t *typeInfo) bool {
	if t == nil {
		return false
	}
	switch t.folded {
	case "nghị định", "luật", "bộ luật", "pháp lệnh":
		return true
	}
	return false
}

// ambiguous keeps the candidates in order.
func (r *run) ambiguous(f *facts, live []candidate, clear bool) Resolution {
	res := Resolution{Outcome: Ambiguous, Antecedent: -1, Rule: "several", Confidence: .5}
	if len(live) == 1 || clear {
		res.Rule = "number-alone"
	}
	switch {
	case f.c.Kind == citation.Named:
		res.Rule = "name-alone"
	case f.numbering == local && f.province == "":
		res.Rule = "no-province"
	}
	res.Candidates = make([]Candidate, 0, len(live))
	for i := range live {
		k := &live[i]
		res.Candidates = append(res.Candidates, Candidate{Document: k.e.rec.ID, Score: share(k.score)})
	}
	if len(live) == 1 {
		r.compare(f, &live[0], &res)
	}
	return res
}

// share maps a weight to a score between 0 and 1 for display.
func share(w float32) float64 {
	s := min(.95, max(.05, .3+float64(w)*.08))
	return math.Round(s*100) / 100
}

// allRejected decides when every record of the number contradicts the citation.
// A date that is nearly the record's is a slip of the pen when nothing else is
// against it; a date elsewhere in the same series is left open, since no second
// document can bear the number there; anything else is another document.
func (r *run) allRejected(f *facts, ks []candidate) Resolution {
	res := Resolution{Outcome: Unknown, Antecedent: -1, Rule: "all-rejected", Confidence: .9}
	for i := range ks {
		k := &ks[i]
		switch {
		case k.reject == tooLate:
			res.Findings = append(res.Findings, futureFinding(k.e, r.citing.date))
		case k.reject == otherDate && (f.numbering != local || k.province || k.title.state == agrees) && k.title.state != conflict && k.issuer != otherIssuer:
			slip := dateSlip(f.c.Date, k.e.rec.Date)
			same := k.e.term > 0 && termOf(k.e.issuer, k.e.rec.Number, f.c.Date) == k.e.term ||
				k.e.term == 0 && f.c.Date.Year == k.e.year
			titled := k.title.state == agrees || k.title.state == related
			switch {
			case same && (slip || titled), slip && titled:
				out := Resolution{Outcome: Resolved, Document: k.e.rec.ID, Antecedent: -1, Rule: "date-slip", Confidence: .6}
				r.compare(f, k, &out)
				return out
			case same:
				out := Resolution{Outcome: Ambiguous, Antecedent: -1, Rule: "same-series", Confidence: .4,
					Candidates: []Candidate{{Document: k.e.rec.ID, Score: .3}}}
				r.compare(f, k, &out)
				return out
			}
		case k.reject == otherType && f.numbering != national && k.date == sameDay:
			// The type word beats the letters: 25-CT/TU may be a programme and a
			// directive. One day and one number make a slip as likely.
			out := Resolution{Outcome: Ambiguous, Antecedent: -1, Rule: "type-conflict", Confidence: .4,
				Candidates: []Candidate{{Document: k.e.rec.ID, Score: .4}}}
			r.compare(f, k, &out)
			return out
		}
	}
	r.compareOrder(f, &res)
	return res
}
