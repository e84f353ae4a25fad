package library

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"tracuu/internal/extract"
)

const (
	pictureBytes = 48 << 20 // of drawn pages kept in memory: some 200 pages
	drawings     = 2        // at a time; a page takes a core and up to a second
)

// Why a page of an original cannot be drawn.
var (
	ErrNoDrawer   = errors.New("no program here draws pages") // installing one mends it
	ErrNoPages    = errors.New("the file has no pages of its own")
	ErrNoPage     = errors.New("the file has no such page")
	ErrLockedFile = errors.New("the file wants a password")
	ErrTooMuch    = errors.New("the page takes too much time or room")
)

// PageImage draws a page, from 1, of the document's original as a JPEG of about
// that width in pixels. The error is ErrNotFound, ErrNoOriginal, one of the above,
// or another for a file that is damaged. What was drawn is kept for a while.
func (l *Library) PageImage(ctx context.Context, id string, page, width int) ([]byte, error) {
	o, err := l.Original(id)
	if err != nil {
		return nil, err
	}
	b, err := l.pictures.get(ctx, pictureKey{o.Path, o.State, page, width}, func(ctx context.Context) ([]byte, error) {
		if l.opts.Program == "" {
			return extract.PageImage(ctx, o.Path, page, width)
		}
		return extract.PageImageChild(ctx, l.opts.Program, o.Path, page, width)
	})
	return b, drawError(err)
}

func drawError(err error) error {
	var missing *extract.MissingProgramError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &missing):
		return fmt.Errorf("%w: %w", ErrNoDrawer, err)
	case errors.Is(err, extract.ErrUnsupported):
		return fmt.Errorf("%w: %w", ErrNoPages, err)
	case errors.Is(err, extract.ErrNoPage):
		return fmt.Errorf("%w: %w", ErrNoPage, err)
	case errors.Is(err, extract.ErrEncrypted):
		return fmt.Errorf("%w: %w", ErrLockedFile, err)
	case errors.Is(err, extract.ErrTimeout), errors.Is(err, extract.ErrTooLarge), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", ErrTooMuch, err)
	}
	return err
}

type pictureKey struct {
	path, state string
	page, width int
}

// pictures keeps drawn pages up to a number of bytes, and bounds how many are
// drawn at a time.
type pictures struct {
	turn chan struct{}

	mu    sync.Mutex
	kept  *simplelru.LRU[pictureKey, []byte]
	bytes int
}

func newPictures() *pictures {
	p := &pictures{turn: make(chan struct{}, drawings)}
	// The bound that counts is that of bytes; no picture is under 1 kB.
	p.kept, _ = simplelru.NewLRU(pictureBytes>>10, func(_ pictureKey, b []byte) { p.bytes -= len(b) })
	return p
}

func (p *pictures) get(ctx context.Context, key pictureKey, draw func(context.Context) ([]byte, error)) ([]byte, error) {
	if b, ok := p.look(key); ok {
		return b, nil
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if b, ok := p.look(key); ok { // drawn for another reader meanwhile
		return b, nil
	}
	b, err := draw(ctx)
	if err == nil {
		p.keep(key, b)
	}
	return b, err
}

func (p *pictures) look(key pictureKey) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.kept.Get(key)
}

func (p *pictures) keep(key pictureKey, b []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(b) > pictureBytes/4 {
		return
	}
	p.kept.Remove(key)
	p.bytes += len(b)
	p.kept.Add(key, b)
	for p.bytes > pictureBytes {
		if _, _, ok := p.kept.RemoveOldest(); !ok {
			return
		}
	}
}
