package library

import (
	"context"
	"slices"

	"tracuu/internal/ingest"
)

// Fetchable lists the records without text whose provenance names web
// addresses: those that most documents cite first, then by id.
func (l *Library) Fetchable() []string {
	var ids []string
	add := func(e *Entry) {
		if e.Record != nil && !e.TextHeld && len(e.Record.Addresses()) > 0 && !slices.Contains(ids, e.Record.ID) {
			ids = append(ids, e.Record.ID)
		}
	}
	wanted, _ := l.Missing(1, l.Len()+1)
	for i := range wanted {
		add(&wanted[i].Entry)
	}
	for _, d := range l.corpus.Documents() {
		if !d.HasText() && len(d.Addresses()) > 0 && !slices.Contains(ids, d.ID) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// Fetch gets the texts of the records with these ids from the addresses that
// their provenance names, one after the other, through opts.Web. What was got is
// in the library when the outcome is told; searches and pages follow at the end,
// and meanwhile in long runs.
func (l *Library) Fetch(ctx context.Context, ids []string, opts ingest.Options) (sum ingest.Summary, err error) {
	l.importing.Lock()
	defer l.importing.Unlock()
	im, err := l.newImporter(opts)
	if err != nil {
		return sum, err
	}
	defer im.Close()
	return im.FetchAll(ctx, ids)
}
