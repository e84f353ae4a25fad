package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"tracuu/internal/vietnamese"
)

// Result is the text of a file.
type Result struct {
	Text     string            `json:"text"`  // canonical, one paragraph a line, each with LF behind it
	Pages    []Page            `json:"pages"` // in order; empty for formats without pages
	Format   Format            `json:"format"`
	Reader   string            `json:"reader"`             // what read it: "layout", "pdfcpu+layout", "pdftotext", "ocr", "docx", …
	Encoding string            `json:"encoding,omitempty"` // the legacy encoding that was converted, such as "TCVN3"
	Warnings []Warning         `json:"warnings,omitempty"`
	NeedsOCR bool              `json:"needs_ocr,omitempty"` // pages are pictures and were not recognised
	Meta     map[string]string `json:"meta,omitempty"`      // what the file says of itself: title, author, created, modified, producer
	Score    float64           `json:"score"`               // how Vietnamese the text is: share of words that are syllables, 0 to 1
	// Origins say where the text is written, in its order, and Parts name the parts
	// of the file that they are in; with Options.Origins, for DOCX.
	Origins []Origin `json:"origins,omitempty"`
	Parts   []string `json:"parts,omitempty"`
}

// Page is the text of one page as byte offsets of Result.Text. A paragraph that
// runs over the end of a page is in both.
type Page struct {
	Number     int     `json:"number"` // from 1
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Source     Source  `json:"source"`
	Confidence float64 `json:"confidence,omitempty"` // of recognition, 0 to 1; 0 for text
}

// Source says how the text of a page was got.
type Source string

const (
	SourceText Source = "text" // written in the file
	SourceOCR  Source = "ocr"  // recognised in a picture: numbers want a second sign
)

// WarningKind says what a warning is about.
type WarningKind string

const (
	WarnStamp     WarningKind = "stamp"     // the stamp of a digital signature was left out
	WarnPage      WarningKind = "page"      // a page could not be read, or not all of it
	WarnEncoding  WarningKind = "encoding"  // a legacy encoding was converted
	WarnReader    WarningKind = "reader"    // the first reader failed, another took over
	WarnOCR       WarningKind = "ocr"       // pages were recognised, or wait to be
	WarnName      WarningKind = "name"      // content and name disagree, the content was read
	WarnDeletions WarningKind = "deletions" // tracked deletions were left out
)

// Warning is something a person may want to look at.
type Warning struct {
	Kind WarningKind `json:"kind"`
	Page int         `json:"page,omitempty"` // from 1; 0 for the file
	Text string      `json:"text"`
}

// Options bound what a file may cost and say which helpers may be used. Zero
// values take the defaults given.
type Options struct {
	MaxBytes    int64         // of the file; 512 MiB
	MaxPages    int           // 10,000
	MaxUnpacked int64         // bytes of a packed format together; 1 GiB
	MaxRatio    int64         // unpacked to packed bytes of a part beyond 1 MiB; 200
	MaxText     int           // bytes of text; 256 MiB
	PageTime    time.Duration // longest for a page, OCR aside; 20 s
	Time        time.Duration // longest for the file; 10 min
	OCR         OCRMode       // when to recognise pictures
	OCRPageTime time.Duration // longest for a page; 90 s
	Memory      int64         // of a child, see RunChild; 2 GiB
	NoPrograms  bool          // run no program: no pdftotext, no antiword, no tesseract
	Origins     bool          // say where the text of a DOCX is written
}

// OCRMode says when pages are recognised.
type OCRMode uint8

const (
	OCRAuto   OCRMode = iota // pages without text, if tesseract is installed
	OCRNever                 // such pages are reported by NeedsOCR
	OCRAlways                // every page of a PDF, whatever text it has; to measure
)

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		v *int64
		n int64
	}{{&o.MaxBytes, 512 << 20}, {&o.MaxUnpacked, 1 << 30}, {&o.MaxRatio, 200}, {&o.Memory, defaultMemory}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	for _, d := range []struct {
		v *time.Duration
		n time.Duration
	}{{&o.PageTime, 20 * time.Second}, {&o.Time, 10 * time.Minute}, {&o.OCRPageTime, 90 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	if o.MaxPages <= 0 {
		o.MaxPages = 10_000
	}
	if o.MaxText <= 0 {
		o.MaxText = 256 << 20
	}
	return o
}

// job is one extraction under way.
type job struct {
	ctx  context.Context
	name string
	f    io.ReaderAt
	size int64
	opts Options
	res  *Result
	// of a DOCX that is traced
	trace *trace
	whole traced
}

// Extract reads the text of a file of size bytes. The content decides what it
// is; the name counts only where the content leaves it open, and a name that
// promises another kind of file is ErrWrongType when the content cannot be read
// and a warning when it can.
//
// Errors match one of the categories of this package, or the context's error.
func Extract(ctx context.Context, name string, r io.ReaderAt, size int64, opts Options) (res *Result, err error) {
	opts = opts.withDefaults()
	if size > opts.MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes, allowed are %d", ErrTooLarge, size, opts.MaxBytes)
	}
	if size == 0 {
		return nil, fmt.Errorf("%w: 0 bytes", ErrEmpty)
	}
	parent := ctx
	ctx, cancel := context.WithTimeout(ctx, opts.Time)
	defer cancel()
	j := &job{ctx: ctx, name: name, f: r, size: size, opts: opts, res: &Result{Meta: map[string]string{}}}
	defer func() {
		// A reader of the field that panics on a file costs that file.
		if x := recover(); x != nil {
			res, err = nil, fmt.Errorf("%w: the reader of %s gave up: %v", ErrDamaged, j.res.Format, x)
		}
	}()
	if err := j.read(); err != nil {
		if parent.Err() != nil {
			return nil, parent.Err()
		}
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("%w: %w", ErrTimeout, err)
		}
		return nil, err
	}
	return j.finish()
}

func (j *job) read() error {
	format, err := sniff(j.f, j.size, j.name)
	if err != nil {
		return err
	}
	j.res.Format = format
	if want := formatOf(j.name); want != "" && !compatible(want, format) {
		j.warn(WarnName, 0, "the name says %s, the content is %s", want, format)
	}
	read := readerOf(format)
	if read == nil {
		if want := formatOf(j.name); want != "" && want != format {
			return fmt.Errorf("%w: the name says %s, the content is %s", ErrWrongType, want, format)
		}
		return fmt.Errorf("%w: %s", ErrUnsupported, format)
	}
	return read(j)
}

// readers by format. It is a function since readers call Extract in turn.
func readerOf(f Format) func(*job) error {
	return map[Format]func(*job) error{
		PDF:   (*job).readPDF,
		DOCX:  (*job).readDOCX,
		HTML:  (*job).readHTML,
		TXT:   (*job).readText,
		ODT:   (*job).readODT,
		RTF:   (*job).readRTF,
		EML:   (*job).readMail,
		Image: (*job).readImage,
		DOC:   (*job).readDOC,
	}[f]
}

func (j *job) warn(kind WarningKind, page int, format string, args ...any) {
	const most = 200
	if len(j.res.Warnings) < most {
		j.res.Warnings = append(j.res.Warnings, Warning{kind, page, fmt.Sprintf(format, args...)})
	}
}

// bytes reads the whole file; for formats that are read in memory.
func (j *job) bytes() ([]byte, error) {
	b := make([]byte, j.size)
	n, err := j.f.ReadAt(b, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	return b[:n], nil
}

// finish checks and rates the result.
func (j *job) finish() (*Result, error) {
	r := j.res
	switch {
	case j.trace != nil && r.Format == DOCX:
		r.Text, r.Origins = j.trace.tidy(j.whole)
		r.Parts = j.trace.names
	case len(r.Pages) == 0:
		r.Text = tidy(r.Text)
	}
	if len(r.Text) > j.opts.MaxText {
		return nil, fmt.Errorf("%w: %d bytes of text, allowed are %d", ErrTooLarge, len(r.Text), j.opts.MaxText)
	}
	if strings.TrimSpace(r.Text) == "" && !r.NeedsOCR {
		return nil, fmt.Errorf("%w: %s", ErrEmpty, r.Format)
	}
	r.Score = Score(r.Text)
	for k, v := range r.Meta {
		if v = strings.TrimSpace(vietnamese.Clean(v)); v == "" {
			delete(r.Meta, k)
		} else {
			r.Meta[k] = v
		}
	}
	return r, nil
}

// tidy makes text canonical: clean, spaces single, no empty lines.
func tidy(s string) string {
	s = vietnamese.Clean(s)
	var b strings.Builder
	b.Grow(len(s) + 1)
	for l := range strings.SplitSeq(s, "\n") {
		if l = squeeze(l); l != "" {
			b.WriteString(l)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// squeeze trims a line and makes runs of spaces one; tabs between the cells of a
// table stay.
func squeeze(l string) string {
	var b strings.Builder
	squeezeInto(&b, l, func(int) {})
	return b.String()
}

// squeezeInto writes the squeezed line to b and tells of each byte written the
// offset in l that it is from; of a space, that of the first it stands for.
func squeezeInto(b *strings.Builder, l string, from func(int)) {
	begin := b.Len()
	space, tab, first := false, false, 0
	for i, r := range l {
		switch r {
		case '\t', ' ', '\u00a0', '\u2002', '\u2003', '\u2007', '\u2009', '\u202f', '\u200b', '\ufeff':
			if !space {
				first = i
			}
			space = true
			tab = tab || r == '\t'
		default:
			if b.Len() > begin && space {
				c := byte(' ')
				if tab {
					c = '\t'
				}
				b.WriteByte(c)
				from(first)
			}
			space, tab = false, false
			was := b.Len()
			b.WriteRune(r)
			for k := range b.Len() - was {
				from(i + k)
			}
		}
	}
}
