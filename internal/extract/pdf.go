package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"tracuu/internal/extract/layout"
	"tracuu/internal/extract/pdfread"
	"tracuu/internal/vietnamese/legacy"
)

// pdfFile is a PDF being read, by one reader after the other.
type pdfFile struct {
	j      *job
	pages  []layout.Page
	source []Source
	failed []int // pages, from 0, that could not be read, or not all of them
	reader string
}

// readPDF reads a PDF: our own layout over the parser first, then over the file
// with a new table of objects, over what pdfcpu makes of a damaged or encrypted
// file, then pdftotext; pages that are
// pictures are recognised. Which reader wins is decided by how Vietnamese its
// text is.
func (j *job) readPDF() error {
	p := &pdfFile{j: j}
	err := p.first()
	if err != nil && (j.ctx.Err() != nil || errors.Is(err, ErrTooLarge)) {
		return err
	}
	if err != nil || len(p.failed) > 0 || p.poor() {
		if other := p.second(err); other != nil {
			return other
		}
	}
	p.guessEncoding()
	if err := p.recognise(); err != nil {
		return err
	}
	t := layout.Lay(p.pages)
	j.res.Text, j.res.Reader = t.Text, p.reader
	if t.Stamp {
		j.warn(WarnStamp, 0, "the stamp of a digital signature was left out")
	}
	used := map[legacy.Encoding]bool{}
	for i, s := range t.Pages {
		page := Page{Number: s.Number, Start: s.Start, End: s.End, Source: p.source[i]}
		if page.Source == SourceOCR {
			page.Confidence = confidence(p.pages[i].Words)
		}
		j.res.Pages = append(j.res.Pages, page)
		for _, w := range p.pages[i].Words {
			used[w.Encoding] = true
		}
	}
	for _, enc := range []legacy.Encoding{legacy.TCVN3, legacy.VNI} {
		if used[enc] {
			j.converted(enc.String())
		}
	}
	return nil
}

// first reads with our own reader.
func (p *pdfFile) first() error {
	pages, failed, err := p.read(p.j.f, p.j.size)
	if err != nil {
		return err
	}
	p.set(pages, failed, "layout")
	return nil
}

func (p *pdfFile) set(pages []layout.Page, failed []int, reader string) {
	p.pages, p.failed, p.reader = pages, failed, reader
	p.source = make([]Source, len(pages))
	for i := range pages {
		p.source[i] = SourceText
		if pages[i].Hidden > .5 {
			p.source[i] = SourceOCR // somebody else's, drawn invisibly over the scan
		}
	}
}

// read reads all pages; one that fails is empty and listed.
func (p *pdfFile) read(f io.ReaderAt, size int64) (pages []layout.Page, failed []int, err error) {
	j := p.j
	doc, err := pdfread.Open(j.ctx, f, size, pdfread.Limits{Pages: j.opts.MaxPages, PageTime: j.opts.PageTime})
	if err != nil {
		return nil, nil, pdfError(err)
	}
	for n := 1; n <= doc.NumPage(); n++ {
		page, err := doc.Page(j.ctx, n)
		if err != nil {
			if j.ctx.Err() != nil {
				return nil, nil, j.ctx.Err()
			}
			failed = append(failed, n-1)
			j.warn(WarnPage, n, "%v", err)
		}
		pages = append(pages, page)
	}
	if doc.Broken > 0 {
		j.warn(WarnPage, 0, "%d pages could not be found", doc.Broken)
	}
	for from, to := range map[string]string{"Title": "title", "Author": "author", "CreationDate": "created", "ModDate": "modified", "Producer": "producer"} {
		if v := doc.Info()[from]; v != "" {
			j.res.Meta[to] = v
		}
	}
	return pages, failed, nil
}

// What makes a reading poor enough to try another: so many words, so few of them
// syllables.
const (
	poorWords = 30
	poorShare = .55
)

func (p *pdfFile) poor() bool {
	words, valid := wordsOf(layout.Lay(p.pages).Text)
	return words >= poorWords && float64(valid) < poorShare*float64(words)
}

// second mends the file where our reader failed with err, and tries pdftotext
// where it failed still, or on some pages. It returns the error that remains, nil where there are pages.
func (p *pdfFile) second(err error) error {
	if err != nil {
		for _, mend := range []struct {
			reader string
			mended func() []byte
		}{{"rebuilt+layout", p.rebuilt}, {"pdfcpu+layout", p.mended}} {
			b := mend.mended()
			if b == nil {
				continue
			}
			pages, failed, again := p.read(bytes.NewReader(b), int64(len(b)))
			if again == nil {
				p.set(pages, failed, mend.reader)
				p.j.warn(WarnReader, 0, "mended before it could be read: %v", err)
				err = nil
				break
			}
		}
	}
	if p.j.ctx.Err() != nil {
		return p.j.ctx.Err()
	}
	if err != nil || len(p.failed) > 0 || p.poor() {
		pages, other := p.j.pdftotext()
		switch {
		case other != nil && p.j.ctx.Err() != nil:
			return p.j.ctx.Err()
		case other != nil:
		case err != nil:
			if len(pages) > 0 {
				p.set(pages, nil, "pdftotext")
				p.j.warn(WarnReader, 0, "read by pdftotext: %v", err)
				err = nil
			}
		default:
			p.better(pages)
		}
	}
	return err
}

// better takes from another reading the pages that were read badly.
func (p *pdfFile) better(pages []layout.Page) {
	if len(pages) != len(p.pages) {
		return
	}
	taken := 0
	for i := range pages {
		w0, v0 := wordsOf(layout.Lay(p.pages[i : i+1]).Text)
		w1, v1 := wordsOf(layout.Lay(pages[i : i+1]).Text)
		if v1 > v0+5 && v1*max(w0, 1) > v0*max(w1, 1) || v1 > v0+v0/4+5 && float64(v1) > .8*float64(w1) {
			pages[i].Picture, pages[i].Rules = p.pages[i].Picture, p.pages[i].Rules
			p.pages[i] = pages[i]
			taken++
		}
	}
	if taken > 0 {
		p.reader += "+pdftotext"
		p.j.warn(WarnReader, 0, "%d pages were read by pdftotext", taken)
	}
}

// rebuilt is the file with a new table of objects; nil where that is no help.
func (p *pdfFile) rebuilt() []byte {
	const most = 256 << 20
	b, err := pdfread.Rebuild(p.j.ctx, p.j.f, p.j.size, most)
	if err != nil {
		return nil
	}
	return b
}

// mended is the file as pdfcpu writes it anew, decrypted where no password is
// wanted; nil where it cannot.
func (p *pdfFile) mended() []byte {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode, conf.Offline, conf.RemoveSignatures = model.ValidationRelaxed, true, true
	// It drops fonts that it finds wanting when it optimises.
	conf.Optimize, conf.OptimizeBeforeWriting, conf.OptimizeResourceDicts, conf.OptimizeDuplicateContentStreams = false, false, false, false
	conf.RemoveEncryption = true
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	f, size := p.j.f, p.j.size
	ctx := p.j.ctx
	go func() {
		var out result
		defer func() {
			if x := recover(); x != nil {
				out.err = fmt.Errorf("%v", x)
			}
			done <- out
		}()
		// pdfcpu asks no context; a reader that fails ends it.
		in := io.NewSectionReader(&cancelled{ctx, f}, 0, size)
		var b limitedBuffer
		b.left = 4*size + 16<<20
		out.err = api.Optimize(in, &b, conf)
		out.b = b.Bytes()
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return nil
		}
		return r.b
	case <-ctx.Done():
		return nil
	}
}

// cancelled is a reader that fails when its context ends.
type cancelled struct {
	ctx context.Context
	f   io.ReaderAt
}

func (c *cancelled) ReadAt(b []byte, off int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.f.ReadAt(b, off)
}

type limitedBuffer struct {
	bytes.Buffer
	left int64
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errBomb
	}
	return b.Buffer.Write(p)
}

// guessEncoding finds fonts whose names say nothing and whose text shows that
// they hold legacy letters.
func (p *pdfFile) guessEncoding() {
	const sample = 1 << 16
	text := map[string]*strings.Builder{}
	for i := range p.pages {
		for _, w := range p.pages[i].Words {
			if w.Encoding != legacy.Unicode {
				continue
			}
			b := text[w.Font]
			if b == nil {
				b = &strings.Builder{}
				text[w.Font] = b
			}
			if b.Len() < sample {
				b.WriteString(w.Text + " ")
			}
		}
	}
	found := map[string]legacy.Encoding{}
	for font, b := range text {
		if enc, sure := legacy.DetectText(b.String()); enc != legacy.Unicode && enc != legacy.VIQR && sure > .6 {
			found[font] = enc
		}
	}
	if len(found) == 0 {
		return
	}
	for i := range p.pages {
		for k := range p.pages[i].Words {
			if w := &p.pages[i].Words[k]; w.Encoding == legacy.Unicode {
				w.Encoding = found[w.Font]
			}
		}
	}
}

func pdfError(err error) error {
	for _, e := range []struct{ is, as error }{{pdfread.ErrEncrypted, ErrEncrypted}, {pdfread.ErrTooLarge, ErrTooLarge}, {pdfread.ErrDamaged, ErrDamaged}} {
		if errors.Is(err, e.is) {
			return fmt.Errorf("%w: %w", e.as, err)
		}
	}
	return err
}
