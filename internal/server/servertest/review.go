package servertest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"slices"

	"tracuu/internal/ingest"
	"tracuu/internal/library"
)

// Decided is what a person decided in a review.
type Decided struct {
	What   string // "accept", "discard", "attach"
	ID     string
	Values map[string]string
	Target string
}

// Doubtful implements server.Library: the Reviews that wait, in their order.
func (l *Library) Doubtful() []library.Doubted {
	var out []library.Doubted
	for _, r := range l.Reviews {
		if r.Pending {
			out = append(out, library.Doubted{Entry: r.Entry, Since: r.Since, Doubts: r.Doubts})
		}
	}
	return out
}

// Review implements server.Library.
func (l *Library) Review(id string) (*library.Review, error) {
	for _, r := range l.Reviews {
		if r.Record.ID == id {
			return r, nil
		}
	}
	return nil, library.ErrNotFound
}

// ReviewImage implements server.Library: a white page.
func (l *Library) ReviewImage(_ context.Context, id string, page, width int) ([]byte, error) {
	r, err := l.Review(id)
	switch {
	case err != nil:
		return nil, err
	case l.NoDrawing:
		return nil, library.ErrNoDrawing
	case page > max(1, r.FilePages):
		return nil, library.ErrNoImage
	}
	m := image.NewGray(image.Rect(0, 0, width, width*14/10))
	for i := range m.Pix {
		m.Pix[i] = 0xff
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, m, nil)
	return b.Bytes(), err
}

// ReviewFile implements server.Library.
func (l *Library) ReviewFile(id string) (path, name string, err error) {
	r, err := l.Review(id)
	if err != nil || l.File == "" || r.File == "" {
		return "", "", library.ErrNotFound
	}
	return l.File, r.File, nil
}

// Accept implements server.Library.
func (l *Library) Accept(_ context.Context, id, state string, values map[string]string) error {
	if values["secrecy"] != "" {
		return fmt.Errorf("%s: %w", values["secrecy"], ingest.ErrSecret)
	}
	return l.decide(id, state, Decided{What: "accept", ID: id, Values: values})
}

// Discard implements server.Library.
func (l *Library) Discard(_ context.Context, id, state string) error {
	return l.decide(id, state, Decided{What: "discard", ID: id})
}

// AttachTo implements server.Library.
func (l *Library) AttachTo(_ context.Context, id, state, target string) error {
	if _, err := l.Document(target); err != nil {
		return err
	}
	return l.decide(id, state, Decided{What: "attach", ID: id, Target: target})
}

func (l *Library) decide(id, state string, d Decided) error {
	r, err := l.Review(id)
	if err != nil {
		return err
	}
	if r.State != state {
		return library.ErrChanged
	}
	r.Pending = false
	l.Decisions = append(slices.Clone(l.Decisions), d)
	return nil
}
