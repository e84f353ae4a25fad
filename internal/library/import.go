package library

import (
	"context"

	"tracuu/internal/ingest"
)

// Import brings the files under the paths into the library (see ingest): new
// documents, texts of records that had none, further versions. Searches, pages
// and who cites what follow at the end, and meanwhile in long runs. Options'
// Refresh is the library's own.
func (l *Library) Import(ctx context.Context, paths []string, opts ingest.Options) (ingest.Summary, error) {
	opts.Refresh = func(ctx context.Context) error {
		_, err := l.Refresh(ctx)
		return err
	}
	im, err := ingest.New(l.corpus, opts)
	if err != nil {
		return ingest.Summary{}, err
	}
	defer im.Close()
	return im.Run(ctx, paths)
}
