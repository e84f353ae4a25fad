package library

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tracuu/corpus"
	"tracuu/internal/document"
)

// Errors of Correct, matched with errors.Is.
var (
	// ErrReadOnly is returned where another process keeps the library.
	ErrReadOnly = corpus.ErrReadOnly
	// ErrNoCitation is returned for words that are no citation of the text.
	ErrNoCitation = errors.New("the text has no such citation")
)

// citationField is the field of a correction that decides a citation.
const citationField = "citation"

// Writable tells whether the library takes corrections: it does unless it was
// opened beside another process that writes.
func (l *Library) Writable() bool { return l.corpus.Writable() }

// Correct keeps a person's decision that the nth citation that reads quote in
// the text of document id names the document target; nth 0 is every one. An
// empty target takes back what was decided for the same quote and nth. The
// decision stands in the document.yaml of the citing document, so that it
// survives another reading of its text, and holds at once.
//
// The errors are ErrReadOnly, ErrNotFound for an id or target without a record,
// ErrNoCitation where the text has no such citation, or a decision that is to be
// taken back was never made.
func (l *Library) Correct(ctx context.Context, id, quote string, nth int, target string) error {
	if !l.Writable() {
		return ErrReadOnly
	}
	if err := l.writeCorrection(id, quote, nth, target); err != nil {
		return err
	}
	_, err := l.Refresh(ctx)
	return err
}

func (l *Library) writeCorrection(id, quote string, nth int, target string) error {
	l.correcting.Lock()
	defer l.correcting.Unlock()
	d, err := l.Document(id)
	if err != nil {
		return err
	}
	held, err := l.corpus.Get(id)
	if err != nil {
		return fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	rec := held.Record
	same := func(c document.Correction) bool { return c.Field == citationField && c.Quote == quote && c.Nth == nth }
	had := slices.ContainsFunc(rec.Corrections, same)
	// What the corpus gave is shared, so the change is made in a copy.
	rec.Corrections = slices.DeleteFunc(slices.Clone(rec.Corrections), same)
	switch {
	case target == "" && !had:
		return fmt.Errorf("%q: %w", quote, ErrNoCitation)
	case target != "":
		if _, err := l.Entry(target); err != nil {
			return err
		}
		if !slices.ContainsFunc(d.References, func(r Reference) bool {
			return d.Text[r.Start:r.End] == quote && (nth == 0 || nth == r.Nth)
		}) {
			return fmt.Errorf("%q: %w", quote, ErrNoCitation)
		}
		c := document.Correction{Field: citationField, Quote: quote, Nth: nth, Target: target}
		// A decision for one place goes before those for every place, since the
		// first that fits is taken.
		at := 0
		if nth == 0 {
			at = len(rec.Corrections)
		}
		rec.Corrections = slices.Insert(rec.Corrections, at, c)
	}
	_, err = l.corpus.Replace(corpus.Draft{Record: rec})
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		return fmt.Errorf("%q: %w", id, ErrNotFound)
	case err != nil:
		return fmt.Errorf("ghi lựa chọn vào %s: %w", id, err)
	}
	return nil
}

// markChoices counts the occurrences of each citation's words as the resolver
// does, and finds the decisions that made outcomes.
func markChoices(d *Document, rec *document.Record) {
	met := make(map[string]int, len(d.References))
	for i := range d.References {
		r := &d.References[i]
		start, end := r.Span()
		own, whole := d.Text[r.Start:r.End], d.Text[start:end]
		met[own]++
		if whole != own {
			met[whole]++
		}
		r.Nth = met[own]
		if r.Resolution.Rule != "correction" {
			continue
		}
		for k := range rec.Corrections {
			c := &rec.Corrections[k]
			if c.Field == citationField && (c.Quote == own || c.Quote == whole) && (c.Nth == 0 || c.Nth == met[c.Quote]) {
				r.Choice = c
				break
			}
		}
	}
}
