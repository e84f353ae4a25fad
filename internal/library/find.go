package library

import (
	"context"
	"strings"

	"tracuu/index"
	"tracuu/index/query"
)

const defaultPageSize = 20

// Search answers a question: the documents that it names by number or name
// first, then those whose words answer.
func (l *Library) Search(ctx context.Context, q Query) (Answer, error) {
	v, x, err := l.both()
	if err != nil {
		return Answer{}, err
	}
	defer x.Close()
	if q.Page < 1 {
		q.Page = 1
	}
	if q.PageSize < 1 {
		q.PageSize = defaultPageSize
	}
	a := Answer{Query: q.Text, Page: q.Page, PageSize: q.PageSize}
	parsed, cites, err := v.ask(ctx, x, &q, &a)
	if err != nil {
		return a, err
	}
	boost := map[string]float64{}
	if q.Sort == "" {
		named, only := v.direct(q.Text)
		switch {
		case len(named) > 0 && !parsed.Plain && namesItself(parsed):
			parsed = &query.Query{Text: q.Text, Plain: true}
			a.Typed = nil
		case !parsed.Plain: // the filters decide; what the words name goes first
			named = v.namedIn(parsed)
		}
		for i, h := range named {
			boost[h.Record.ID] = directBoost * (1 - float64(i)/float64(2*len(named)))
		}
		if parsed.Plain && len(q.Filters) == 0 && q.Since.IsZero() {
			a.Direct, a.DirectOnly = named, only
		}
	}
	res, err := x.Search(ctx, index.Query{
		Text: q.Text, Parsed: parsed, Cites: cites, Page: q.Page, PageSize: q.PageSize,
		Sort: index.Sort(q.Sort), Filters: q.Filters, DocBoost: boost, Only: v.since(q.Since),
		Standing: v.standing, Explain: q.Explain,
	})
	if err != nil {
		return a, err
	}
	a.Reading, a.Limited, a.Total = strings.TrimSpace(parsed.Describe()+" "+res.Reading), res.Limited, res.Total
	a.Facets = map[string][]Value{}
	for name, counts := range res.Facets {
		for _, c := range counts {
			a.Facets[name] = append(a.Facets[name], Value(c))
		}
	}
	shown := map[string]int{}
	for i, h := range a.Direct {
		shown[h.Record.ID] = i
	}
	for _, h := range res.Hits {
		n := v.docs[h.ID]
		if n == nil { // removed since the index was made
			continue
		}
		points := pointsOf(h.Points)
		if i, ok := shown[h.ID]; ok {
			if len(a.Direct[i].Points) == 0 {
				a.Direct[i].Points = points
			}
			a.Direct[i].Explanation = explanationOf(h.Explanation)
			continue
		}
		a.Hits = append(a.Hits, Hit{Entry: v.entry(n), Score: h.Score, Points: points, Explanation: explanationOf(h.Explanation)})
	}
	if len(a.Direct) == 0 && q.Page == 1 && parsed.Plain {
		a.Near = v.near(q.Text)
	}
	if q.Page > 1 { // direct hits stand on the first page only
		a.Direct, a.DirectOnly = nil, false
	}
	return a, nil
}

// ask reads a query, and anew where it must have been mistyped; how it was read
// goes into the answer.
func (v *view) ask(ctx context.Context, x *index.Index, q *Query, a *Answer) (parsed *query.Query, cites map[string][]string, err error) {
	if parsed, cites = v.readQuery(q.Text, a); !parsed.Plain {
		return parsed, cites, nil
	}
	if err := reword(ctx, x, q, a); err != nil {
		return nil, nil, err
	}
	if a.ReadAs != "" {
		a.Notes, a.Typed = nil, nil
		parsed, cites = v.readQuery(q.Text, a)
	}
	return parsed, cites, nil
}

// both gives the view and the index that belong together, the index to be closed
// after use.
func (l *Library) both() (*view, *index.Index, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.index == nil {
		return nil, nil, index.ErrClosed
	}
	x, err := l.index.Fork()
	return l.view, x, err
}

// directBoost lifts the documents that a query names above those that merely
// have its words.
const directBoost = 1000

func explanationOf(x *index.Explanation) *Explanation {
	if x == nil {
		return nil
	}
	out := &Explanation{Place: x.Place, Level: x.Level, Base: x.Base, Score: x.Score, Named: x.Boosted}
	for _, s := range x.Words {
		out.Words = append(out.Words, Share(s))
	}
	for _, s := range x.Features {
		out.Features = append(out.Features, Share(s))
	}
	return out
}

func pointsOf(ps []index.Point) []Point {
	out := make([]Point, len(ps))
	for i, p := range ps {
		out[i] = Point{Anchor: p.Anchor, Label: p.Label}
		for _, s := range p.Snippet {
			out[i].Snippet = append(out[i].Snippet, Segment(s))
		}
	}
	return out
}

// direct finds the documents that a query names. The second result says that
// it names exactly one and nothing else.
func (v *view) direct(query string) ([]Hit, bool) {
	var hits []Hit
	only := false
	for i, h := range v.catalogue.LookUp(query) {
		n := v.docs[h.Document]
		if n == nil {
			continue
		}
		hit := Hit{Entry: v.entry(n), Score: h.Score, Why: h.Why}
		if len(h.Steps) > 0 && n.HasText() {
			if s := v.structure(h.Document); s != nil {
				if p, _, ok := s.Find(h.Steps); ok {
					hit.Anchor = p.Anchor
					hit.Points = []Point{{Anchor: p.Anchor, Label: p.Label}}
				}
			}
		}
		hits = append(hits, hit)
		only = i == 0 && h.Exact
	}
	return hits, only && len(hits) == 1
}

// LookUp finds the documents that a text names by number, in any spelling, or
// by name; none for ordinary words.
func (l *Library) LookUp(text string) []Hit {
	hits, _ := l.current().direct(text)
	return hits
}
