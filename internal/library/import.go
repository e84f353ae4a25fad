package library

import (
	"context"

	"tracuu/internal/ingest"
)

// Import brings the files under the paths into the library (see ingest): new
// documents, texts of records that had none, further versions. Searches, pages
// and who cites what follow at the end, and meanwhile in long runs. Options'
// Refresh and Writing are the library's own. One import goes on at a time; a
// second one waits for the first.
func (l *Library) Import(ctx context.Context, paths []string, opts ingest.Options) (ingest.Summary, error) {
	l.importing.Lock()
	defer l.importing.Unlock()
	im, err := l.newImporter(opts)
	if err != nil {
		return ingest.Summary{}, err
	}
	defer im.Close()
	return im.Run(ctx, paths)
}

// newImporter reads the ledger, and may write it anew: nobody else adds to it
// meanwhile.
func (l *Library) newImporter(opts ingest.Options) (*ingest.Importer, error) {
	opts.Refresh = func(ctx context.Context) error {
		_, err := l.Refresh(ctx)
		return err
	}
	opts.Writing = &l.correcting // what people decide meanwhile is not written over
	l.correcting.Lock()
	defer l.correcting.Unlock()
	return ingest.New(l.corpus, opts)
}
