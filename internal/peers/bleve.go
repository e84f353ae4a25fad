package main

import (
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
	"github.com/blevesearch/bleve/v2/mapping"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
)

// standardBleve is bleve as it comes: its standard analyzer, stored text and
// term vectors, facets by doc values.
type standardBleve struct {
	alone
	x bleve.Index
}

func (e *standardBleve) mapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = standard.Name
	m.DefaultMapping.Dynamic = false
	for _, name := range []string{"title", "text"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = standard.Name, true, true, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{"topic", "type", "year"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = keyword.Name, true, false, false, true
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	return m
}

func (e *standardBleve) build(dir, path string) error {
	x, err := bleve.New(filepath.Join(dir, "bleve"), e.mapping())
	if err != nil {
		return err
	}
	b := x.NewBatch()
	flush := func() error {
		err := x.Batch(b)
		b = x.NewBatch()
		return err
	}
	for a, err := range articles(path) {
		if err != nil {
			return err
		}
		err = b.Index(a.ID, map[string]string{"title": a.Title, "text": a.Text, "topic": a.Topic, "type": a.Type, "year": a.Year})
		if err == nil && b.Size() == 1000 {
			err = flush()
		}
		if err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return x.Close()
}

func (e *standardBleve) open(dir string) (err error) {
	e.x, err = bleve.OpenUsing(filepath.Join(dir, "bleve"), map[string]any{"read_only": true, "bolt_timeout": "5s"})
	return err
}

// both wants a query in the title or in the text.
func both(in func(field string) blevequery.Query) blevequery.Query {
	return bleve.NewDisjunctionQuery(in("title"), in("text"))
}

func (e *standardBleve) term(t term) blevequery.Query {
	text := strings.Join(t.words, " ")
	return both(func(field string) blevequery.Query {
		switch {
		case t.prefix:
			q := bleve.NewPrefixQuery(strings.ToLower(text))
			q.SetField(field)
			return q
		case len(t.words) > 1:
			q := bleve.NewMatchPhraseQuery(text)
			q.SetField(field)
			return q
		}
		q := bleve.NewMatchQuery(text)
		q.SetField(field)
		return q
	})
}

func (e *standardBleve) search(q *query) (a answer, err error) {
	var any []blevequery.Query
	for _, terms := range q.any {
		var all []blevequery.Query
		for _, t := range terms {
			all = append(all, e.term(t))
		}
		any = append(any, bleve.NewConjunctionQuery(all...))
	}
	var wanted blevequery.Query = bleve.NewDisjunctionQuery(any...)
	if len(q.not) > 0 {
		b := bleve.NewBooleanQuery()
		b.AddMust(wanted)
		for _, t := range q.not {
			b.AddMustNot(e.term(t))
		}
		wanted = b
	}
	req := bleve.NewSearchRequestOptions(wanted, shownHits, 0, false)
	req.Highlight = bleve.NewHighlightWithStyle("html")
	for _, f := range []string{"topic", "type", "year"} {
		req.AddFacet(f, bleve.NewFacetRequest(f, 100))
	}
	res, err := e.x.Search(req)
	if err != nil {
		return a, err
	}
	a = answer{total: int(res.Total), shown: len(res.Hits)}
	if f := res.Facets["topic"]; f != nil && f.Terms != nil {
		a.facets = f.Terms.Len()
	}
	for _, h := range res.Hits {
		a.marked = a.marked || len(h.Fragments) > 0
	}
	return a, nil
}

func (e *standardBleve) close() error { return e.x.Close() }
