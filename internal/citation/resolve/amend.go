package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// Provisions of another document that an amending text names without saying
// whose they are: "Sửa đổi, bổ sung khoản 3 Điều 5", and what stands in the
// quotation behind it.

// amendVerbs stand before a provision that is amended.
var amendVerbs = [...]string{"sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "hủy bỏ", "huỷ bỏ", "vào sau", "vào trước"}

// ofAmended resolves a provision behind a verb of amendment, or inside the
// quoted new wording, to the document that is amended. It reports whether the
// provision is not the citing text's own.
func (r *run) ofAmended(i int) bool {
	c := &r.cites[i]
	quoted := r.inQuotation(c.Start)
	if !quoted && !r.behindAmendVerb(c.Start) {
		return false
	}
	j := r.amendedDocument(i)
	if j < 0 {
		if quoted { // whose it is cannot be told, but not the citing text's
			r.out[i].Rule, r.out[i].Confidence = "quoted", .5
		}
		return quoted
	}
	o := &r.out[j]
	r.out[i] = Resolution{Outcome: Unknown, Antecedent: j, Rule: "amended", Confidence: .7}
	if o.Outcome == Resolved {
		r.out[i].Outcome, r.out[i].Document = Resolved, o.Document
		if !quoted && !isThis(c.Provision[len(c.Provision)-1].Label) {
			r.pinpoint(i)
			// What is being added is not in the old text.
			r.out[i].Missing = nil
		}
	}
	return true
}

// amendedDocument gives the citation of the document that the place of citation
// i amends: named with that relation before it in the same article, or in the
// title of a text that is nothing but an amendment. -1 when there is none.
func (r *run) amendedDocument(i int) int {
	here := enclosing(r.doc.Structure.At(r.cites[i].Start), string(document.Article))
	if here == nil {
		return r.titleAmends()
	}
	if here == r.article { // as for the citation before
		if r.articleAmends >= 0 {
			return r.articleAmends
		}
		return r.titleAmends()
	}
	r.article, r.articleAmends = here, -1
	// The document stands in the heading or the opening words.
	start, end := here.Own()
	end = min(end, start+600)
	for j := i - 1; j >= 0 && r.cites[j].Start >= start; j-- {
		if o := &r.cites[j]; o.Start < end && o.Kind.NamesDocument() && o.Relation == document.Amends && o.Parent < 0 {
			r.articleAmends = j
			return j
		}
	}
	return r.titleAmends()
}

// titleAmends gives the citation of the document that the whole text amends,
// looked for once a text: the first one of the number that the title names
// behind "sửa đổi". -1 where the title names none, or several.
func (r *run) titleAmends() int {
	if r.amends != unlooked {
		return r.amends
	}
	r.amends = -1
	e := r.citing.e
	if e == nil || len(e.title) < 2 || e.title[0] != "sửa" && e.title[0] != "bổ" {
		return -1
	}
	title := strings.ToUpper(e.rec.Title)
	found := ""
	for j := range r.cites {
		o := &r.cites[j]
		if !o.Kind.NamesDocument() {
			continue
		}
		named := o.Label()
		if named == "" {
			named = o.Name
		}
		if named == "" || !strings.Contains(title, strings.ToUpper(named)) || o.Type == "" {
			continue
		}
		switch {
		case r.amends < 0:
			r.amends, found = j, named
		case !strings.EqualFold(named, found) && o.Relation == document.Amends:
			r.amends = -1 // it amends several: which one only the article can tell
			return -1
		}
	}
	return r.amends
}

// unlooked marks that titleAmends has not looked yet.
const unlooked = -2

// behindAmendVerb reports a verb of amendment shortly before byte start in the
// same sentence.
func (r *run) behindAmendVerb(start int) bool {
	s := r.doc.Text
	if start <= 0 || start > len(s) {
		return false
	}
	head := s[max(0, start-90):start]
	if i := strings.LastIndexAny(head, ";.:\n"); i >= 0 {
		// A line break inside the sentence is one more blank.
		if head[i] != '\n' || i > 0 && strings.ContainsRune(";.:”", rune(head[i-1])) {
			head = head[i+1:]
		}
	}
	head = tables.Fold(strings.ToValidUTF8(head, ""))
	for _, v := range amendVerbs {
		if i := strings.LastIndex(head, v); i >= 0 && !strings.Contains(head[i:], "của ") && !strings.Contains(head[i:], "tại ") && !strings.Contains(head[i:], "theo ") {
			return true
		}
	}
	return false
}

// quotes follows the quotation marks of the text, up to a byte.
type quotes struct {
	at          int // read up to here
	open, close int // the last of each, -1 none
}

// inQuotation reports that byte at lies inside quotation marks that open before
// it in the same division: the new wording of an amended provision. Words in
// quotes inside a line are none. It is asked in text order, and reads the text
// once.
func (r *run) inQuotation(at int) bool {
	s := r.doc.Text
	if at <= 0 || at > len(s) || r.doc.Structure == nil {
		return false
	}
	q := &r.quotes
	if at < q.at {
		return false
	}
	for i := q.at; i < at; {
		k := strings.IndexByte(s[i:at], 0xE2) // the first byte of both marks
		if k < 0 {
			break
		}
		i += k
		switch {
		case strings.HasPrefix(s[i:], "“"):
			q.open = i
		case strings.HasPrefix(s[i:], "”"):
			q.close = i
		}
		i++
	}
	q.at = at
	if q.open < 0 || q.close > q.open {
		return false
	}
	if p := r.doc.Structure.At(at); p != nil && q.open < p.Start {
		return false
	}
	// The new wording begins its line.
	before := strings.TrimRight(s[max(0, q.open-8):q.open], " \t")
	return before == "" || before[len(before)-1] == '\n' || before[len(before)-1] == ':'
}

// listReach is how far behind its opening words an item of a list may stand.
const listReach = 6000

// ofListed resolves a provision that begins an item of a list whose opening words
// end with the document: "quy định chi tiết các điều sau đây của Luật Khiếu nại:
// a) Khoản 2 Điều 3 về …".
func (r *run) ofListed(i int) bool {
	start := r.cites[i].Start
	s := r.doc.Text
	if start <= 0 || start > len(s) {
		return false
	}
	head := s[max(0, start-32):start]
	line := strings.TrimLeft(head[strings.LastIndexByte(head, '\n')+1:], " \t“\"")
	mark := strings.TrimRight(line, " \t")
	switch {
	case mark == "-" || mark == "+" || mark == "–":
	case len(mark) > 1 && len(mark) <= 4 && (mark[len(mark)-1] == ')' || mark[len(mark)-1] == '.'): // a), đ), 12.
	default:
		return false
	}
	for j := i - 1; j >= 0 && start-r.cites[j].End < listReach; j-- {
		o := &r.cites[j]
		if !o.Kind.NamesDocument() || o.End < 0 || o.End > start {
			continue
		}
		end := o.End
		if o.TitleEnd > end && o.TitleEnd <= start {
			end = o.TitleEnd
		}
		rest := strings.TrimLeft(s[end:start], " \n\t")
		if cut, ok := strings.CutPrefix(rest, "như sau"); ok {
			rest = cut
		}
		if !strings.HasPrefix(rest, ":") {
			continue
		}
		head = s[max(0, o.Start-120):o.Start]
		if !strings.Contains(head, "điều") && !strings.Contains(head, "khoản") && !strings.Contains(head, "sau đây") {
			return false
		}
		r.lean(i, j, "listed")
		return true
	}
	return false
}

// lean makes citation i name what citation j names, with its own pinpoint.
func (r *run) lean(i, j int, rule string) {
	o := &r.out[j]
	r.out[i] = Resolution{Outcome: Unknown, Antecedent: j, Rule: rule, Confidence: .7}
	if o.Outcome == Resolved {
		r.out[i].Outcome, r.out[i].Document = Resolved, o.Document
		r.pinpoint(i)
	}
}
