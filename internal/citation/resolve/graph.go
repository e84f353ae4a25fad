package resolve

import (
	"cmp"
	"slices"

	"tracuu/internal/document"
)

// Graph answers questions about who cites whom, from the resolved citations of
// the texts and the relations that records state. It holds no data of its own.
type Graph struct {
	Catalogue  *Catalogue
	References *References
	// HasText tells whether the library holds the text of a document; nil means
	// that it holds none.
	HasText func(id string) bool
}

// Edge is one document's citations of another.
type Edge struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int    `json:"count"` // citations in the text; 0 for a relation only a record states
	// Relations are what the citations and the records say, without repetition.
	Relations []document.RelationKind `json:"relations,omitempty"`
	// Places are the citations in the citing text.
	Places []Reference `json:"places,omitempty"`
	// Stated are the relations that the citing document's record states, with
	// their sources.
	Stated []document.Relation `json:"stated,omitempty"`
}

// Cites gives what a document cites, most often cited first. References of a
// text to itself are left out.
func (g Graph) Cites(id string) []Edge {
	edges := map[string]*Edge{}
	for _, r := range g.References.Of(id) {
		if r.To != "" && r.To != id {
			addPlace(edges, r.To, r)
		}
	}
	if rec := g.Catalogue.Record(id); rec != nil {
		for _, rel := range rec.Relations {
			e := edge(edges, rel.Target, id, rel.Target)
			e.Stated = append(e.Stated, rel)
			e.relate(rel.Kind)
		}
	}
	return sorted(edges)
}

// CitedBy gives who cites a document, most often citing first.
func (g Graph) CitedBy(id string) []Edge {
	edges := map[string]*Edge{}
	for _, r := range g.References.To(id) {
		if r.From != id {
			addPlace(edges, r.From, r)
		}
	}
	for _, rec := range g.Catalogue.stating(id) {
		for _, rel := range rec.Relations {
			if rel.Target == id {
				e := edge(edges, rec.ID, rec.ID, id)
				e.Stated = append(e.Stated, rel)
				e.relate(rel.Kind)
			}
		}
	}
	return sorted(edges)
}

func edge(m map[string]*Edge, key, from, to string) *Edge {
	e := m[key]
	if e == nil {
		e = &Edge{From: from, To: to}
		m[key] = e
	}
	return e
}

func addPlace(m map[string]*Edge, key string, r Reference) {
	e := edge(m, key, r.From, r.To)
	e.Count++
	e.Places = append(e.Places, r)
	if r.Via == "" { // a nested citation's relation is that of the outer document
		e.relate(r.Relation)
	}
}

func (e *Edge) relate(k document.RelationKind) {
	if k != "" && !slices.Contains(e.Relations, k) {
		e.Relations = append(e.Relations, k)
	}
}

func sorted(m map[string]*Edge) []Edge {
	out := make([]Edge, 0, len(m))
	for _, e := range m {
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From))
	})
	return out
}

// Wanted is a document that texts cite and the library lacks.
type Wanted struct {
	// Document is the id of its record, empty when it is not even known.
	Document string `json:"document,omitempty"`
	Label    string `json:"label"` // as cited: "Nghị quyết 12-NQ/TW"
	// Date is the date that citations give, where they agree.
	Date      document.Date `json:"date,omitzero"`
	Count     int           `json:"count"`     // citations
	Documents int           `json:"documents"` // citing documents
	By        []string      `json:"by"`        // ids of the citing documents, ordered
}

// Missing gives the documents that are cited most and whose text the library
// lacks, known or not: what to obtain next. Citations that are ambiguous or
// damaged are not counted, since nobody knows what they lack.
func (g Graph) Missing() []Wanted {
	type key struct {
		document, label string
		date            document.Date
	}
	m := map[key]*Wanted{}
	for _, from := range g.References.froms() {
		for _, r := range g.References.Of(from) {
			var k key
			switch {
			case r.To != "":
				if r.To == from || g.HasText != nil && g.HasText(r.To) {
					continue
				}
				k.document = r.To
			case r.Outcome == Unknown && r.Label != "":
				k.label, k.date = r.Label, r.Date
			default:
				continue
			}
			w := m[k]
			if w == nil {
				w = &Wanted{Document: k.document, Label: r.Label, Date: k.date}
				if rec := g.Catalogue.Record(k.document); rec != nil {
					w.Label, w.Date = rec.Name(), rec.Date
				}
				m[k] = w
			}
			w.Count++
			if n := len(w.By); n == 0 || w.By[n-1] != from {
				w.By = append(w.By, from)
				w.Documents++
			}
		}
	}
	out := make([]Wanted, 0, len(m))
	for _, w := range m {
		out = append(out, *w)
	}
	slices.SortFunc(out, func(a, b Wanted) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label), a.Date.Compare(b.Date))
	})
	return out
}

// Link is one step of a chain: the relation that From has to To.
type Link struct {
	From     string                `json:"from"`
	To       string                `json:"to"`
	Relation document.RelationKind `json:"relation"`
	// Source says who states it: a record's source, or the id of the text in
	// whose citation it stands.
	Source string `json:"source"`
}

// Chain gives the line of documents that continue, replace or amend one another
// through id, oldest first: 06-CT/TW, 03-CT/TW, 05-CT/TW, 01-KL/TW. Each link
// points from the later document to the earlier one. A document with several
// successors gives several links; no link is followed twice.
func (g Graph) Chain(id string) []Link {
	seen := map[Link]bool{}
	visited := map[string]bool{}
	var links []Link
	queue := []string{id}
	for len(queue) > 0 && len(links) < 200 {
		at := queue[0]
		queue = queue[1:]
		if visited[at] {
			continue
		}
		visited[at] = true
		for _, l := range g.successions(at) {
			k := l
			k.Source = ""
			if seen[k] {
				continue
			}
			seen[k] = true
			links = append(links, l)
			queue = append(queue, l.From, l.To)
		}
	}
	date := func(id string) document.Date {
		if r := g.Catalogue.Record(id); r != nil {
			return r.Date
		}
		return document.Date{}
	}
	slices.SortStableFunc(links, func(a, b Link) int {
		return cmp.Or(date(a.To).Compare(date(b.To)), date(a.From).Compare(date(b.From)), cmp.Compare(a.From, b.From))
	})
	return links
}

// succession reports a relation that carries a line on.
func succession(k document.RelationKind) bool {
	return k == document.Continues || k == document.Replaces || k == document.Amends
}

// successions gives the links of a document in both directions.
func (g Graph) successions(id string) []Link {
	var out []Link
	if rec := g.Catalogue.Record(id); rec != nil {
		for _, rel := range rec.Relations {
			if succession(rel.Kind) {
				out = append(out, Link{From: id, To: rel.Target, Relation: rel.Kind, Source: rel.Source})
			}
		}
	}
	for _, rec := range g.Catalogue.stating(id) {
		for _, rel := range rec.Relations {
			if rel.Target == id && succession(rel.Kind) {
				out = append(out, Link{From: rec.ID, To: id, Relation: rel.Kind, Source: rel.Source})
			}
		}
	}
	// A citation says what its own document does, or, nested in a title, what
	// the document of that title does.
	said := func(r Reference) {
		from := r.From
		if r.Via != "" {
			from = r.Via
		}
		if r.To != "" && from != r.To && succession(r.Relation) && !g.Earlier(from, r.To) {
			out = append(out, Link{From: from, To: r.To, Relation: r.Relation, Source: r.From})
		}
	}
	for _, r := range g.References.Of(id) {
		if r.Via == "" {
			said(r)
		}
	}
	for _, r := range g.References.To(id) {
		said(r)
		// What the outer document of a nested citation continues is found from
		// either end.
	}
	for _, r := range g.References.via(id) {
		said(r)
	}
	return out
}

// Earlier reports that from was issued before to: it cannot continue it.
func (g Graph) Earlier(from, to string) bool {
	a, b := g.Catalogue.Record(from), g.Catalogue.Record(to)
	return a != nil && b != nil && a.Date.Before(b.Date)
}

// Titled gives the citations that stand in the title of the document wherever it
// is cited: what the title says that it continues, carries out, amends.
func (g Graph) Titled(id string) []Reference { return g.References.via(id) }

// via gives the citations that stand in the title of the document wherever it is
// cited.
func (x *References) via(id string) []Reference {
	var out []Reference
	read := "" // the citing texts come one after another; each is read once
	for _, r := range x.To(id) {
		if r.From == read {
			continue
		}
		read = r.From
		for _, o := range x.Of(r.From) {
			if o.Via == id {
				out = append(out, o)
			}
		}
	}
	return out
}

func (x *References) froms() []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	out := make([]string, 0, len(x.texts))
	for id := range x.texts {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
