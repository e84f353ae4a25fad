package main

import (
	"context"
	"iter"

	"tracuu/index"
)

// tracuu is this library.
type tracuu struct {
	alone
	x *index.Index
}

func (e *tracuu) build(dir, path string) error {
	docs := func(yield func(index.Document, error) bool) {
		for a, err := range articles(path) {
			d := index.Document{ID: a.ID, Type: a.Type, Issuer: a.Topic, Year: a.year(), Title: a.Title, TextHeld: true,
				Fingerprint: a.ID, Units: []index.Unit{{Anchor: "a", Text: a.Text}}}
			if !yield(d, err) {
				return
			}
		}
	}
	return index.Build(context.Background(), dir, iter.Seq2[index.Document, error](docs), index.BuildOptions{CorpusState: "peers"})
}

func (e *tracuu) open(dir string) (err error) {
	e.x, err = index.Open(dir, index.OpenOptions{CorpusState: "peers"})
	return err
}

func (e *tracuu) search(q *query) (a answer, err error) {
	res, err := e.x.Search(context.Background(), index.Query{Text: q.typed, PageSize: shownHits})
	if err != nil {
		return a, err
	}
	a = answer{total: res.Total, shown: len(res.Hits), facets: len(res.Facets[index.FacetIssuer])}
	for _, h := range res.Hits {
		for _, p := range h.Points {
			for _, s := range p.Snippet {
				a.marked = a.marked || s.Match
			}
		}
	}
	return a, nil
}

func (e *tracuu) close() error { return e.x.Close() }

// update adds one article, and gives an error unless it is then found.
func (e *tracuu) update(a article) error {
	d := index.Document{ID: a.ID, Title: a.Title, TextHeld: true, Fingerprint: "1", Units: []index.Unit{{Anchor: "a", Text: a.Text}}}
	return e.x.Update(context.Background(), []index.Document{d}, nil, "peers "+a.ID)
}
