package extract

import (
	"context"
	"errors"
	"fmt"

	"tracuu/internal/extract/layout"
	"tracuu/internal/extract/pdfread"
)

// readPDF reads a PDF.
func (j *job) readPDF() error {
	pages, doc, err := j.pdfPages(j.ctx)
	if err != nil {
		return err
	}
	t := layout.Lay(pages)
	j.res.Text, j.res.Reader = t.Text, "layout"
	for _, s := range t.Pages {
		j.res.Pages = append(j.res.Pages, Page{Number: s.Number, Start: s.Start, End: s.End, Source: SourceText})
	}
	j.res.Meta = doc.Info()
	return nil
}

func (j *job) pdfPages(ctx context.Context) ([]layout.Page, *pdfread.Document, error) {
	doc, err := pdfread.Open(ctx, j.f, j.size, pdfread.Limits{Pages: j.opts.MaxPages, PageTime: j.opts.PageTime})
	if err != nil {
		return nil, nil, pdfError(err)
	}
	pages := make([]layout.Page, 0, doc.NumPage())
	for n := 1; n <= doc.NumPage(); n++ {
		p, err := doc.Page(ctx, n)
		if err != nil {
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			j.warn(WarnPage, n, "%v", err)
		}
		pages = append(pages, p)
	}
	return pages, doc, nil
}

func pdfError(err error) error {
	for _, e := range []struct{ is, as error }{{pdfread.ErrEncrypted, ErrEncrypted}, {pdfread.ErrTooLarge, ErrTooLarge}, {pdfread.ErrDamaged, ErrDamaged}} {
		if errors.Is(err, e.is) {
			return fmt.Errorf("%w: %w", e.as, err)
		}
	}
	return err
}
