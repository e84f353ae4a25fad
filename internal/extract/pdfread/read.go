package pdfread

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/ledongthuc/pdf"

	"tracuu/internal/extract/layout"
)

// Errors of a file as a whole.
var (
	ErrEncrypted = errors.New("the PDF wants a password")
	ErrDamaged   = errors.New("the PDF is damaged")
	ErrTooLarge  = errors.New("the PDF is larger than allowed")
)

// Limits bound what one file may cost. Zero values take the defaults.
type Limits struct {
	Pages      int           // most pages; 10,000
	PageTime   time.Duration // longest for one page; 20 s
	PageBytes  int64         // most unpacked bytes of content and fonts a page; 64 MiB
	TotalBytes int64         // most unpacked bytes of a file; 2 GiB
	ReadBytes  int64         // most bytes read from the file, counting repeats; 64 times its size and 256 MiB
	Words      int           // most words a page; 500,000
}

func (l Limits) withDefaults(size int64) Limits {
	def := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	if l.Pages <= 0 {
		l.Pages = 10_000
	}
	if l.PageTime <= 0 {
		l.PageTime = 20 * time.Second
	}
	if l.Words <= 0 {
		l.Words = 500_000
	}
	def(&l.PageBytes, 64<<20)
	def(&l.TotalBytes, 2<<30)
	def(&l.ReadBytes, 64*size+256<<20)
	return l
}

// Document is an open PDF. It is for one goroutine.
type Document struct {
	limits Limits
	source *source
	r      *pdf.Reader
	pages  []pdf.Value
	fonts  map[string]*font
	bytes  int64 // unpacked so far
	Broken int   // page objects that could not be read

	encrypted bool
}

// Open reads the objects that hold the file together. Errors match ErrEncrypted,
// ErrDamaged or ErrTooLarge; those of ctx are passed on.
func Open(ctx context.Context, f io.ReaderAt, size int64, limits Limits) (d *Document, err error) {
	limits = limits.withDefaults(size)
	// The tables of objects are read once; a file that has more of them than
	// bytes goes in a circle.
	src, err := newSource(ctx, f, size, min(limits.ReadBytes, 4*size+16<<20))
	if err != nil {
		return nil, err
	}
	defer func() {
		if x := recover(); x != nil {
			d, err = nil, src.explain(x)
		}
	}()
	r, err := pdf.NewReader(src, src.size)
	if err != nil {
		if errors.Is(err, pdf.ErrInvalidPassword) {
			return nil, fmt.Errorf("%w: %w", ErrEncrypted, err)
		}
		return nil, src.explain(err)
	}
	src.left = limits.ReadBytes
	d = &Document{limits: limits, source: src, r: r, fonts: map[string]*font{}}
	d.encrypted = !r.Trailer().Key("Encrypt").IsNull()
	if err := d.findPages(); err != nil {
		return nil, err
	}
	if len(d.pages) == 0 {
		return nil, fmt.Errorf("%w: no page found", ErrDamaged)
	}
	return d, nil
}

// NumPage is the number of pages.
func (d *Document) NumPage() int { return len(d.pages) }

// Page reads page n, from 1. What was read before an error comes with it.
func (d *Document) Page(ctx context.Context, n int) (p layout.Page, err error) {
	p.Number = n
	ctx, cancel := context.WithTimeout(ctx, d.limits.PageTime)
	defer cancel()
	d.source.ctx = ctx
	in := &interpreter{doc: d, ctx: ctx, page: &p, budget: d.limits.PageBytes}
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("page %d: %w", n, d.source.explain(x))
		}
		in.finish()
	}()
	if err := in.run(d.pages[n-1]); err != nil {
		return p, fmt.Errorf("page %d: %w", n, err)
	}
	return p, nil
}

// Info gives the entries of the document information dictionary that are
// there: Title, Author, Subject, Creator, Producer, CreationDate, ModDate.
func (d *Document) Info() (info map[string]string) {
	info = map[string]string{}
	defer func() { _ = recover() }() // a broken dictionary has no entries
	v := d.r.Trailer().Key("Info")
	for _, k := range []string{"Title", "Author", "Subject", "Creator", "Producer", "CreationDate", "ModDate"} {
		if t := v.Key(k).Text(); t != "" && len(t) < 4096 {
			info[k] = t
		}
	}
	return info
}
