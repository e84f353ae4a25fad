package servertest

import (
	"context"
	"slices"
	"strings"

	"tracuu/internal/library"
)

// Suggest implements server.Library: documents whose name or title has what was
// typed, and types that begin with it.
func (l *Library) Suggest(typed string, n int) []library.Suggestion {
	want := fold(strings.TrimSpace(typed))
	var out []library.Suggestion
	if want == "" {
		return nil
	}
	types := map[string]int{}
	for _, d := range l.Docs {
		types[d.Record.Type]++
	}
	for _, v := range values(types) {
		if strings.HasPrefix(fold(v.Value), want) {
			out = append(out, library.Suggestion{Kind: library.SuggestType, Value: v})
		}
	}
	for _, d := range l.Docs {
		if strings.Contains(fold(d.Record.Name()+" "+d.Record.Subject()), want) {
			out = append(out, library.Suggestion{Kind: library.SuggestDocument, Record: d.Record, TextHeld: d.TextHeld})
		}
	}
	return out[:min(n, len(out))]
}

// Recent implements server.Library.
func (l *Library) Recent(ctx context.Context, q library.Query, n int) ([]library.Hit, error) {
	var hits []library.Hit
	if q.Text == "" {
		for _, e := range l.List(library.Filter{Since: q.Since}).Entries {
			if want := q.Filters["type"]; len(want) == 0 || slices.Contains(want, e.Record.Type) {
				hits = append(hits, library.Hit{Entry: e})
			}
		}
	} else {
		a, err := l.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		hits = append(a.Direct, a.Hits...)
	}
	slices.SortStableFunc(hits, func(a, b library.Hit) int { return b.Changed.Compare(a.Changed) })
	return hits[:min(n, len(hits))], nil
}

// Added implements server.Library.
func (l *Library) Added(ctx context.Context, queries []library.Query) ([]int, error) {
	out := make([]int, len(queries))
	for i, q := range queries {
		hits, err := l.Recent(ctx, q, len(l.Docs))
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			if !h.Changed.Before(q.Since) {
				out[i]++
			}
		}
	}
	return out, nil
}

// Related implements server.Library: the sample's two twins are cited together,
// for the sake of the page.
func (l *Library) Related(id string, n int) ([]library.Related, error) {
	if id != Conclusion {
		return nil, l.Fail
	}
	for _, d := range l.Docs {
		if d.Record.ID == Decision {
			return []library.Related{{Entry: d.Entry, CitedTogether: 2, Subject: []string{"quản lý rừng"}}}, nil
		}
	}
	return nil, nil
}

// Words that the sample's library takes for mistyped, with what was meant.
const (
	Mistyped, Meant = "khois", "khói" // with a key of Telex
	Misspelt, Right = "rừnng", "rừng" // only suggested
	NearNumber      = "08-CT/TU"      // nearly that of Directive
)

// reword implements the corrections of a search for the words above.
func (l *Library) reword(q *library.Query, a *library.Answer) {
	switch {
	case strings.Contains(q.Text, Mistyped) && !q.Verbatim:
		q.Text = strings.ReplaceAll(q.Text, Mistyped, Meant)
		a.ReadAs = q.Text
	case strings.Contains(q.Text, Mistyped):
		a.Suggestion = strings.ReplaceAll(q.Text, Mistyped, Meant)
	case strings.Contains(q.Text, Misspelt):
		a.Suggestion = strings.ReplaceAll(q.Text, Misspelt, Right)
	case q.Text == NearNumber:
		if e, err := l.Entry(Directive); err == nil {
			a.Near = []library.Entry{e}
		}
	}
}
