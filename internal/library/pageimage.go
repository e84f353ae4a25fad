package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"tracuu/internal/extract"
)

// Errors of ReviewImage beside ErrNotFound, matched with errors.Is.
var (
	// ErrNoImage is returned for a page that there is not, or cannot be shown.
	ErrNoImage = errors.New("no picture of this page")
	// ErrNoDrawing is returned where the program that draws pages is missing.
	ErrNoDrawing = errors.New("no program to draw pages with")
)

// Pages that are kept, and drawn at one time.
const (
	keptImages = 64 // of about 250 kB
	maxDrawing = 2
)

// pageCache keeps the pages that were drawn last, and bounds how many are drawn
// at one time.
type pageCache struct {
	once    sync.Once
	images  *lru.Cache[string, []byte]
	drawing chan struct{}
}

func (p *pageCache) start() {
	p.once.Do(func() {
		p.images, _ = lru.New[string, []byte](keptImages) // fails for sizes below 1 only
		p.drawing = make(chan struct{}, maxDrawing)
	})
}

// ReviewFile is the path and name of the original of a document, or ErrNotFound.
func (l *Library) ReviewFile(id string) (path, name string, err error) {
	n := l.current().docs[id]
	if n == nil {
		return "", "", fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	path = n.OriginalFile()
	if path == "" {
		return "", "", fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	// Not through a link: a folder from elsewhere could name any file of this machine.
	if fi, err := os.Lstat(path); err != nil || !fi.Mode().IsRegular() {
		return "", "", fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	return path, filepath.Base(path), nil
}

// ReviewImage draws a page of a document's original as a JPEG, in a process of
// its own. The error is ErrNotFound, ErrNoImage or ErrNoDrawing.
func (l *Library) ReviewImage(ctx context.Context, id string, page, width int) ([]byte, error) {
	path, _, err := l.ReviewFile(id)
	if err != nil {
		return nil, err
	}
	fi, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	p := &l.pages
	p.start()
	key := fmt.Sprintf("%s|%d|%d|%d|%d", path, fi.Size(), fi.ModTime().UnixNano(), page, width)
	if b, ok := p.images.Get(key); ok {
		return b, nil
	}
	select {
	case p.drawing <- struct{}{}:
		defer func() { <-p.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if b, ok := p.images.Get(key); ok {
		return b, nil
	}
	b, err := l.opts.draw(ctx, path, page, width)
	var missing *extract.MissingProgramError
	switch {
	case errors.As(err, &missing):
		return nil, fmt.Errorf("%w: %w", ErrNoDrawing, err)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNoImage, err)
	}
	p.images.Add(key, b)
	return b, nil
}

// draw draws a page in a child where the program says how to start one.
func (o *Options) draw(ctx context.Context, path string, page, width int) ([]byte, error) {
	if o.Program == "" {
		return extract.PageImage(ctx, path, page, width)
	}
	return extract.PageImageChild(ctx, o.Program, path, page, width)
}
