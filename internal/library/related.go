package library

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Related is a document that may interest the reader of another, with why.
type Related struct {
	Entry
	// CitesSame counts the documents that both cite, and CitedTogether those that
	// cite both.
	CitesSame, CitedTogether int
	// Subject are pieces of the title that both have.
	Subject []string
}

// What makes documents related, and bounds on what is looked at.
const (
	leastCitesSame     = 2   // documents cited by both: one is chance
	leastCitedTogether = 2   // documents citing both
	leastRelation      = 1.  // score
	maxCitingLooked    = 300 // citing documents of one cited
	maxCitedLooked     = 300 // citations of one document
	subjectWeight      = 3.  // of titles that are the same
)

// Related gives at most n documents related to one: that cite the same
// documents, are cited together with it, or whose title speaks of the same. Those
// that the page of the document names anyway are left out: which it cites, that
// cite it, that a source relates to it, that bear its number. Everything is read
// from the graph of citations and the index; nothing is guessed.
func (l *Library) Related(id string, n int) ([]Related, error) {
	v, x, err := l.both()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	self := v.docs[id]
	if self == nil {
		return nil, nil
	}
	cited := v.citedOf(id)
	citing := v.references.Citing(id, maxCitingLooked)
	type found struct {
		Related
		score float64
	}
	all := map[string]*found{}
	at := func(other string) *found {
		f := all[other]
		if f == nil {
			f = &found{}
			all[other] = f
		}
		return f
	}
	// What everybody cites relates nobody.
	for _, to := range cited {
		w := 1 / math.Log2(2+float64(v.references.CitedBy(to)))
		for _, other := range v.references.Citing(to, maxCitingLooked) {
			f := at(other)
			f.CitesSame++
			f.score += w
		}
	}
	for _, from := range citing {
		together := v.citedOf(from)
		w := 1 / math.Log2(2+float64(len(together)))
		for _, other := range together {
			f := at(other)
			f.CitedTogether++
			f.score += w
		}
	}
	for _, f := range all {
		if f.CitesSame < leastCitesSame && f.CitedTogether < leastCitedTogether {
			f.score = 0
		}
	}
	similar, err := x.Similar(id, 2*n+len(cited)+len(citing))
	if err != nil {
		return nil, err
	}
	for _, s := range similar {
		f := at(s.ID)
		f.Subject = s.Words
		f.score += subjectWeight * s.Score
	}
	named := v.namedOn(self, cited, citing)
	var out []found
	for other, f := range all {
		d := v.docs[other]
		if d == nil || named[other] || f.score < leastRelation && len(f.Subject) == 0 || f.score == 0 {
			continue
		}
		if f.CitesSame < leastCitesSame {
			f.CitesSame = 0
		}
		if f.CitedTogether < leastCitedTogether {
			f.CitedTogether = 0
		}
		f.Entry.Record = &d.Record
		out = append(out, *f)
	}
	slices.SortFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.Record.ID, b.Record.ID))
	})
	var related []Related
	for _, f := range out[:min(n, len(out))] {
		f.Entry = v.entry(v.docs[f.Record.ID])
		related = append(related, f.Related)
	}
	return related, nil
}

// citedOf gives the documents that a text cites, each once.
func (v *view) citedOf(id string) []string {
	var out []string
	seen := map[string]bool{id: true}
	for _, r := range v.references.Of(id) {
		if r.To != "" && !seen[r.To] && len(out) < maxCitedLooked {
			seen[r.To] = true
			out = append(out, r.To)
		}
	}
	return out
}

// namedOn are the documents that the page of a document names, itself among them.
func (v *view) namedOn(n *node, cited, citing []string) map[string]bool {
	named := map[string]bool{n.ID: true}
	for _, ids := range [][]string{cited, citing, v.byNumber[n.Key()]} {
		for _, id := range ids {
			named[id] = true
		}
	}
	for i := range n.Relations {
		named[n.Relations[i].Target] = true
	}
	for _, s := range v.passive[n.ID] {
		named[s.from] = true
	}
	for _, s := range v.chain(n.ID) {
		named[s.Record.ID] = true
	}
	return named
}
