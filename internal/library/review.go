package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tracuu/corpus"
	"tracuu/internal/extract"
	"tracuu/internal/ingest"
)

// Errors of a review, matched with errors.Is; also ErrReadOnly and ErrNotFound.
var (
	// ErrChanged is returned where the document is no longer as it was looked at.
	ErrChanged = errors.New("the document has changed")
	// ErrBadValue, ErrSecret and ErrSameDocument are those of ingest.
	ErrBadValue     = ingest.ErrBadValue
	ErrSecret       = ingest.ErrSecret
	ErrSameDocument = ingest.ErrSame
)

// Doubted is a document that waits for a person.
type Doubted struct {
	Entry
	Since  time.Time // when its file came; zero where that is not known
	Doubts []ingest.Doubt
}

// Review is a document as a person compares it with its original.
type Review struct {
	Entry
	ingest.Review
	// Text is the canonical text, "" where none is held.
	Text string
	// State names this state of the document, for those who decide about it.
	State string
	// Pending says that it waits for a decision; a document that was accepted can be
	// looked at again.
	Pending bool
	// Accepted is the day on which a person accepted it, in ISO form; "" for none.
	Accepted string
	// File is the name of the original in the document's folder, "" for none; it
	// has FilePages pages, 0 where nobody counted.
	File      string
	FilePages int
}

// doubtCache keeps what the details of documents say, as long as the files are as
// they were: a library of ten thousand documents is looked through in moments.
type doubtCache struct {
	mu   sync.Mutex
	docs map[string]doubtEntry
}

type doubtEntry struct {
	fingerprint string
	size        int64
	time        time.Time // of the details
	pending     bool
	since       time.Time
	doubts      []ingest.Doubt
}

// Doubtful gives the documents that wait for a person, the oldest first.
func (l *Library) Doubtful() []Doubted {
	v := l.current()
	var out []Doubted
	l.doubts.mu.Lock()
	defer l.doubts.mu.Unlock()
	next := make(map[string]doubtEntry, len(l.doubts.docs))
	for _, id := range v.ids {
		n := v.docs[id]
		if !ingest.Imported(&n.Record) {
			continue
		}
		e := l.doubts.docs[id]
		var size int64
		var at time.Time
		if fi, err := os.Stat(filepath.Join(n.Folder, ingest.DetailsName)); err == nil {
			size, at = fi.Size(), fi.ModTime()
		}
		if e.fingerprint != n.Fingerprint || e.size != size || !e.time.Equal(at) {
			det := ingest.ReadDetails(n.Folder)
			e = doubtEntry{fingerprint: n.Fingerprint, size: size, time: at, pending: ingest.NeedsReview(&n.Record, &det), doubts: det.Doubts}
			for _, f := range det.Files {
				if e.since.IsZero() || f.Imported.Before(e.since) {
					e.since = f.Imported
				}
			}
		}
		next[id] = e
		if e.pending {
			out = append(out, Doubted{Entry: v.entry(n), Since: e.since, Doubts: e.doubts})
		}
	}
	l.doubts.docs = next
	slices.SortStableFunc(out, func(a, b Doubted) int {
		if c := a.Since.Compare(b.Since); c != 0 {
			return c
		}
		return strings.Compare(a.Record.ID, b.Record.ID)
	})
	return out
}

// Review gives one document to be compared with its original. The error is
// ErrNotFound for an id without a record, or of a record that was not imported
// from a file.
func (l *Library) Review(id string) (*Review, error) {
	v := l.current()
	n := v.docs[id]
	if n == nil || !ingest.Imported(&n.Record) {
		return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	r := &Review{Entry: v.entry(n), Accepted: ingest.Reviewed(&n.Record)}
	if n.HasText() {
		text, err := l.corpus.Text(id)
		if err != nil {
			return nil, fmt.Errorf("%q: %w: %w", id, ErrNotFound, err)
		}
		r.Text = text
	}
	det := ingest.ReadDetails(n.Folder)
	r.Review = ingest.ReviewOf(&n.Record, &det, r.Text)
	r.Pending = ingest.NeedsReview(&n.Record, &det)
	r.State = reviewState(n.Document)
	if path := n.OriginalFile(); path != "" {
		r.File = n.Original
		for _, f := range det.Files {
			if f.Name == n.Original {
				r.FilePages = f.Pages
			}
		}
	}
	return r, nil
}

func reviewState(d *corpus.Document) string { return d.Fingerprint }

// Accept keeps that a person has compared the document with its original, and
// what the record is to say; see ingest.Accept. State is that of the Review that
// the person saw.
func (l *Library) Accept(ctx context.Context, id, state string, values map[string]string) error {
	return l.decide(ctx, id, state, func() error {
		_, err := ingest.Accept(l.corpus, id, values, time.Now())
		return err
	})
}

// Discard removes what is no document, for good; see ingest.Discard.
func (l *Library) Discard(ctx context.Context, id, state string) error {
	return l.decide(ctx, id, state, func() error { return ingest.Discard(l.corpus, id, time.Now()) })
}

// AttachTo makes the files of a document those of another; see ingest.AttachTo.
func (l *Library) AttachTo(ctx context.Context, id, state, target string) error {
	return l.decide(ctx, id, state, func() error {
		_, err := ingest.AttachTo(l.corpus, id, target, time.Now())
		return err
	})
}

func (l *Library) decide(ctx context.Context, id, state string, do func() error) error {
	if !l.Writable() {
		return ErrReadOnly
	}
	err := func() error {
		l.correcting.Lock()
		defer l.correcting.Unlock()
		d, err := l.corpus.Get(id)
		if err != nil {
			return err
		}
		if reviewState(d) != state {
			return fmt.Errorf("%q: %w", id, ErrChanged)
		}
		return do()
	}()
	if errors.Is(err, corpus.ErrNotFound) || errors.Is(err, corpus.ErrRemoved) {
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	if err != nil {
		return err
	}
	_, err = l.Refresh(ctx)
	return err
}

// readingOf says how a machine read a document with that text.
func readingOf(n *node, text string) *MachineReading {
	if !ingest.Imported(&n.Record) {
		return nil
	}
	det := ingest.ReadDetails(n.Folder)
	pages := ingest.PagesOf(&det, text)
	r := &MachineReading{Accepted: ingest.Reviewed(&n.Record), Pending: ingest.NeedsReview(&n.Record, &det), Pages: len(pages)}
	for _, p := range pages {
		if p.Source == extract.SourceOCR {
			r.Recognised = append(r.Recognised, RecognisedPage{p.Number, p.Start, p.Confidence})
		}
	}
	return r
}
