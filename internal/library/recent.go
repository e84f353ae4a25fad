package library

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"time"

	"tracuu/index"
)

// changesOf lists the documents by when the library came to hold them as they
// are, the newest first; of one moment, in the order of lists.
func (v *view) changesOf() []*node {
	all := make([]*node, len(v.ids))
	for i, id := range v.ids {
		all[i] = v.docs[id]
	}
	slices.SortStableFunc(all, func(a, b *node) int { return b.Changed().Compare(a.Changed()) })
	return all
}

// since gives the ids of the documents that changed at a time or after it; nil,
// which is all, for the zero time.
func (v *view) since(t time.Time) map[string]bool {
	if t.IsZero() {
		return nil
	}
	all := v.changes()
	n := sort.Search(len(all), func(i int) bool { return all[i].Changed().Before(t) })
	return idsOf(all[:n])
}

func idsOf(nodes []*node) map[string]bool {
	ids := make(map[string]bool, len(nodes))
	for _, n := range nodes {
		ids[n.ID] = true
	}
	return ids
}

// recentSteps are how many of the newest documents are looked through for the
// newest answers, before all are.
var recentSteps = []int{500, 5000}

// Recent gives at most n documents that answer a query, the newest in the
// library first. An empty query with filters has all documents that pass them,
// and one without gives the newest of all. Since and Filters of the query apply;
// its page and order do not.
func (l *Library) Recent(ctx context.Context, q Query, n int) ([]Hit, error) {
	v, x, err := l.both()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	if q.Text == "" && len(q.Filters) == 0 {
		var out []Hit
		for _, d := range v.changes()[:min(n, len(v.changes()))] {
			if d.Changed().Before(q.Since) {
				break
			}
			out = append(out, Hit{Entry: v.entry(d)})
		}
		return out, nil
	}
	var a Answer
	q.Page = 1
	parsed, cites, err := v.ask(ctx, x, &q, &a)
	if err != nil {
		return nil, err
	}
	asked := index.Query{Text: q.Text, Parsed: parsed, Cites: cites, Filters: q.Filters, PageSize: index.MaxPageSize, Sort: index.ByDateDesc}
	all := v.changes()
	if !q.Since.IsZero() {
		all = all[:len(v.since(q.Since))]
	}
	for i := 0; ; i++ {
		only := all
		if i < len(recentSteps) {
			only = all[:min(recentSteps[i], len(all))]
		}
		hits, err := v.among(ctx, x, asked, only)
		if err != nil || len(hits) >= n || len(only) == len(all) {
			return hits[:min(n, len(hits))], err
		}
	}
}

// Added counts, for each of several queries, the documents that answer it and
// have changed since its time. It costs nothing where nothing has.
func (l *Library) Added(ctx context.Context, queries []Query) ([]int, error) {
	out := make([]int, len(queries))
	for i, q := range queries {
		if !q.Since.IsZero() && len(l.current().since(q.Since)) == 0 {
			continue
		}
		q.Page, q.PageSize = 1, 1
		if q.Text == "" && len(q.Filters) == 0 {
			out[i] = len(l.current().since(q.Since))
			continue
		}
		a, err := l.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		out[i] = a.Total
	}
	return out, nil
}

// newest orders hits by when the library came to hold them.
func newest(a, b Hit) int {
	return cmp.Or(b.Changed.Compare(a.Changed), b.Record.Date.Compare(a.Record.Date), cmp.Compare(a.Record.ID, b.Record.ID))
}

// among searches some documents and gives those that answer, the newest first:
// all pages of them, since the index does not know what is new.
func (v *view) among(ctx context.Context, x *index.Index, q index.Query, nodes []*node) ([]Hit, error) {
	var hits []Hit
	q.Only = idsOf(nodes)
	for page := 1; page <= maxRecentPages; page++ {
		q.Page = page
		res, err := x.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			if n := v.docs[h.ID]; n != nil {
				hits = append(hits, Hit{Entry: v.entry(n), Points: pointsOf(h.Points)})
			}
		}
		if page*index.MaxPageSize >= res.Total {
			break
		}
	}
	slices.SortStableFunc(hits, newest)
	return hits, nil
}

// maxRecentPages bounds the answers that are looked through for the newest.
const maxRecentPages = 10
