package resolve

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
)

// References that lean on other words of the text: "Chỉ thị này", "Nghị định nêu
// trên", "khoản 2 Điều này".

// self resolves a reference to the citing document. A type word that is not the
// citing document's means an earlier citation of that type ("Đề án này"), or
// what the document issues with itself ("Quy chế này" in a Quyết định).
func (r *run) self(i int) {
	c := &r.cites[i]
	t, e := typeOf(c.Type), r.citing.e
	if e == nil {
		// Texts speak of themselves far more often than of another by "này".
		r.out[i] = Resolution{Outcome: Internal, Antecedent: -1, Rule: "self", Confidence: .9}
		return
	}
	if r.inQuotation(c.Start) {
		if j := r.amendedDocument(i); j >= 0 && compareTypes(t, typeOf(r.cites[j].Type)) != conflict {
			r.lean(i, j, "amended") // the new wording speaks for the amended document
			return
		}
	}
	if c := compareTypes(t, e.typ); c != conflict {
		r.out[i] = Resolution{Outcome: Resolved, Document: e.rec.ID, Antecedent: -1, Rule: "self", Confidence: .98}
		return
	}
	if strings.Contains(tables.Fold(e.rec.Title), t.folded) && issues(e.typ) {
		r.out[i] = Resolution{Outcome: Resolved, Document: e.rec.ID, Antecedent: -1, Rule: "attachment", Confidence: .85}
		return
	}
	if r.leanOn(i, t, "anaphora") {
		return
	}
	if issues(e.typ) && issuable(t) && r.heads(t) {
		r.out[i] = Resolution{Outcome: Resolved, Document: e.rec.ID, Antecedent: -1, Rule: "attachment", Confidence: .7}
		return
	}
	r.out[i] = Resolution{Outcome: Unknown, Antecedent: -1, Rule: "no-antecedent", Confidence: .7}
}

// heads reports that a line of the text is the heading of an instrument of the type
// in capitals ("QUY CHẾ"), so that the text puts one into force. Without it "Quy định
// này" and "khoản 2 Mục III Chương trình" may mean anything.
func (r *run) heads(t *typeInfo) bool {
	if known, ok := r.headings[t.folded]; ok {
		return known
	}
	if r.headings == nil {
		r.headings = map[string]bool{}
	}
	found := false
	word := strings.ToUpper(t.folded)
	for at := 0; !found; {
		k := strings.Index(r.doc.Text[at:], word)
		if k < 0 {
			break
		}
		start, end := at+k, at+k+len(word)
		at = end
		before := strings.TrimRight(r.doc.Text[:start], " \t")
		after := strings.TrimLeft(r.doc.Text[end:min(end+8, len(r.doc.Text))], " \t")
		found = (before == "" || before[len(before)-1] == '\n') && (after == "" || after[0] == '\n' || after[0] == '\r')
	}
	r.headings[t.folded] = found
	return found
}

// issues reports a type that puts other instruments into force.
func issues(t *typeInfo) bool {
	if t == nil {
		return false
	}
	switch t.folded {
	case "quyết định", "nghị quyết", "nghị định", "thông tư", "thông tư liên tịch", "lệnh", "công văn", "thông báo":
		return true
	}
	return false
}

// issuable reports a type that is put into force by another document. "Quyết
// định này" in a decree stands in a form that it prescribes.
func issuable(t *typeInfo) bool {
	if t == nil {
		return false
	}
	switch t.short {
	case "quy chế", "điều lệ", "quy trình", "quy tắc", "chương trình", "kế hoạch", "đề án", "dự án", "chiến lược", "quy hoạch", "phương án", "hướng dẫn":
		return true
	}
	return t.folded == "quy định"
}

// anaphora resolves "Nghị quyết nêu trên" to the nearest earlier citation of
// that type, and issuer where one is named.
func (r *run) anaphora(i int) {
	c := &r.cites[i]
	t, e := typeOf(c.Type), r.citing.e
	said := r.pointing(c)
	switch {
	case t != nil && t.any && (said == this || said == thisCapital):
		// "văn bản này" is as often a paper that somebody hands in.
	case t != nil && c.Issuer == "" && said == thisCapital && (e == nil || compareTypes(t, e.typ) <= agrees):
		// "Thông tư này" with a capital is the document itself, whatever it cites.
		r.self(i)
		return
	case said == nothing && c.Issuer == "":
		// A bare "Thông tư" is the document itself or nothing that can be told.
		if e != nil && t != nil && compareTypes(t, e.typ) == agrees {
			r.out[i] = Resolution{Outcome: Resolved, Document: e.rec.ID, Antecedent: -1, Rule: "self", Confidence: .7}
			return
		}
	default:
		if r.leanOn(i, t, "anaphora") {
			return
		}
	}
	r.out[i] = Resolution{Outcome: Unknown, Antecedent: -1, Rule: "no-antecedent", Confidence: .8}
}

// deixis is how a reference points at what it means.
type deixis int8

const (
	unread      deixis = iota // its text is not at hand
	nothing                   // a bare type word
	back                      // "nêu trên", "nói trên", "đó"
	this                      // "này"
	thisCapital               // "này" behind a type word with a capital
)

func (r *run) pointing(c *citation.Citation) deixis {
	s := r.doc.Text
	if c.Start < 0 || c.End > len(s) || c.Start >= c.End {
		return unread
	}
	s = s[c.Start:c.End]
	switch {
	case strings.HasSuffix(s, "này") && strings.Contains(s, c.Type):
		return thisCapital
	case strings.HasSuffix(s, "này"):
		return this
	case strings.HasSuffix(tables.Fold(s), tables.Fold(c.Type)):
		return nothing
	}
	return back
}

// leanBack is how many citations back an antecedent is looked for: farther away
// a reader would not find it either.
const leanBack = 120

// leanOn finds the antecedent of a reference by type and issuer and copies what
// it names. It reports whether one was found.
func (r *run) leanOn(i int, t *typeInfo, rule string) bool {
	c := &r.cites[i]
	iss := r.issuer(c.Issuer)
	nested := -1
	found := -1
	for j := i - 1; j >= 0 && j >= i-leanBack; j-- {
		o := &r.cites[j]
		if !o.Kind.NamesDocument() {
			continue
		}
		if a := compareTypes(t, typeOf(o.Type)); a == conflict || a == unsaid && t != nil && !t.any {
			continue
		}
		if iss.body != nil {
			m := compareIssuers(iss, r.issuer(o.Issuer))
			if m == otherIssuer || m == noIssuer && !r.issuedBy(j, iss) {
				continue
			}
		}
		if o.Parent >= 0 && o.Parent < j {
			if nested < 0 {
				nested = j
			}
			continue
		}
		found = j
		break
	}
	if found < 0 {
		found = nested
	}
	if found < 0 {
		return false
	}
	if r.plural(c.Start) {
		return r.leanOnSeveral(i, found, t, rule)
	}
	o := &r.out[found]
	res := Resolution{Outcome: o.Outcome, Document: o.Document, Antecedent: found, Rule: rule, Confidence: o.Confidence * .9}
	if o.Outcome == Ambiguous {
		res.Candidates = append([]Candidate(nil), o.Candidates...)
	}
	if o.Outcome == Malformed || o.Outcome == None || o.Outcome == Vague {
		res.Outcome = Unknown
	}
	r.out[i] = res
	return true
}

// issuedBy reports that citation j was resolved to a document of the issuer.
func (r *run) issuedBy(j int, iss issuer) bool {
	e := r.c.entry(r.out[j].Document)
	return e != nil && compareIssuers(iss, e.issuer) <= sameCode && e.issuer.body != nil
}

// plural reports "các" or "những" before byte start.
func (r *run) plural(start int) bool {
	s := r.doc.Text
	if start <= 0 || start > len(s) {
		return false
	}
	head := strings.TrimRight(s[max(0, start-16):start], " \n\t")
	for _, w := range [...]string{"các", "Các", "những", "Những", "hai", "ba"} {
		if strings.HasSuffix(head, w) && (len(head) == len(w) || head[len(head)-len(w)-1] <= ' ') {
			return true
		}
	}
	return false
}

// leanOnSeveral names every document of the list that the antecedent ends.
func (r *run) leanOnSeveral(i, last int, t *typeInfo, rule string) bool {
	var cands []Candidate
	seen := map[string]bool{}
	for j := last; j >= 0 && j >= last-leanBack && len(cands) < 20; j-- {
		o := &r.cites[j]
		if g := r.cites[last].Group; g > 0 && o.Group != g {
			continue
		}
		if !o.Kind.NamesDocument() || o.Parent >= 0 || compareTypes(t, typeOf(o.Type)) == conflict {
			continue
		}
		if d := r.out[j].Document; d != "" && !seen[d] {
			seen[d] = true
			cands = append(cands, Candidate{Document: d, Score: .6})
		}
	}
	if len(cands) < 2 {
		return false
	}
	for a, b := 0, len(cands)-1; a < b; a, b = a+1, b-1 {
		cands[a], cands[b] = cands[b], cands[a] // in text order
	}
	r.out[i] = Resolution{Outcome: Ambiguous, Antecedent: last, Rule: "plural", Candidates: cands, Confidence: .7}
	return true
}

// provision resolves a pinpoint that names no document: it is of the citing
// text, seen from the place where it stands, unless it follows its document or
// belongs to one that is amended or listed there.
func (r *run) provision(i int) {
	c := &r.cites[i]
	id := ""
	if r.citing.e != nil {
		id = r.citing.e.rec.ID
	}
	r.out[i] = Resolution{Outcome: Internal, Document: id, Antecedent: -1, Rule: "internal", Confidence: .9}
	if r.behind(i) || r.doc.Structure == nil || len(c.Provision) == 0 || r.ofListed(i) || r.ofAmended(i) {
		return
	}
	r.place(&r.out[i], r.doc.Structure, c.Provision, c.Start)
}

// behind resolves a pinpoint that follows its document behind a comma: "Quy định
// 296-QĐ/TW, Điều 5, khoản 1". Running State texts put it before, so a provision
// that the citing text has itself stays internal.
func (r *run) behind(i int) bool {
	c := &r.cites[i]
	if i == 0 || len(c.Provision) == 0 || unitRank(c.Provision[0].Unit) > unitRank("điều") || isThis(c.Provision[0].Label) {
		return false
	}
	o := &r.cites[i-1]
	s := r.doc.Text
	if !o.Kind.NamesDocument() || r.out[i-1].Document == "" || len(o.Provision) > 0 || o.End < 0 || o.End > c.Start || c.Start > len(s) || strings.TrimSpace(s[o.End:c.Start]) != "," {
		return false
	}
	if st := r.doc.Structure; st != nil {
		for _, path := range Paths(c.Provision) {
			if _, missing := r.find(st, path, c.Start); missing == nil {
				return false
			}
		}
	}
	r.out[i] = Resolution{Outcome: Resolved, Document: r.out[i-1].Document, Antecedent: i - 1, Rule: "pinpoint-behind", Confidence: .8 * r.out[i-1].Confidence}
	r.pinpoint(i)
	return true
}
