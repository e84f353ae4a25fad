package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"tracuu/internal/citation"
	"tracuu/internal/document"
	"tracuu/internal/extract"
	"tracuu/internal/fetch"
	"tracuu/internal/vietnamese"
)

// Extract reads the text of a file; see [extract.Extract].
type Extract func(context.Context, *File, extract.Options) (*extract.Result, error)

// here reads a file in this process.
func here(ctx context.Context, f *File, opts extract.Options) (*extract.Result, error) {
	return extract.Extract(ctx, f.Name, f, f.Size, opts)
}

// reading is what was read of one file.
type reading struct {
	name string      // the file's own name, without folders
	page *fetch.Page // where it was fetched; nil for files of the disk
	sha  string      // of its bytes
	size int64
	data io.ReaderAt
	// known says that the library holds these very bytes with a text: nothing
	// further was read.
	known bool

	text      string // "" where it waits for recognition of pictures
	textSHA   string // of its letters and digits
	res       *extract.Result
	record    document.Record
	fields    map[string]document.Field
	citations int
	ocr       bool // most of the text was recognised in pictures
	partial   bool // some pages are pictures that were not recognised
	err       error
	// cover marks a message whose attachments are files of their own.
	cover bool
	// unrecognised is why its pictures could not be recognised, for a scan that is
	// kept nevertheless.
	unrecognised error
}

// read hashes a file and, unless its bytes are held already, reads its text and
// recognises what the text says of itself. It never panics.
func (im *Importer) read(ctx context.Context, f *File, opts extract.Options) (rd *reading) {
	rd = &reading{name: f.Name, page: f.page, size: f.Size, data: f}
	defer func() {
		if p := recover(); p != nil { // one odd file costs itself alone
			rd.err = fmt.Errorf("%w: %v", extract.ErrDamaged, p)
		}
	}()
	h := sha256.New()
	if n, err := io.Copy(h, io.NewSectionReader(f, 0, f.Size)); err != nil || n != f.Size {
		if rd.err = err; err == nil {
			rd.err = errChanged
		}
		return rd
	}
	rd.sha = hex.EncodeToString(h.Sum(nil))
	if !im.opts.Again && im.shelf.holdsText(rd.sha) {
		rd.known = true
		return rd
	}
	res, err := im.opts.Extract(ctx, f, opts)
	if err != nil {
		rd.err = err
		return rd
	}
	rd.res = res
	rd.text = res.Text
	recognised := 0
	for _, p := range res.Pages {
		if p.Source == extract.SourceOCR {
			recognised++
		}
	}
	rd.ocr = res.Format == extract.Image || recognised*2 > len(res.Pages)
	if res.NeedsOCR {
		if rd.partial = enough(res); !rd.partial {
			rd.text = "" // running heads and the stamp of a signature are not the document's text
		}
	}
	if strings.TrimSpace(rd.text) == "" {
		rd.text = ""
		return rd
	}
	rd.textSHA = lettersSHA(rd.text)
	id := document.Identify(rd.text)
	rd.record, rd.fields = id.Record, id.Fields
	finder := citation.Finder{Self: rd.record}
	rd.citations = len(finder.Find(rd.text))
	return rd
}

// enough reports that a file with unrecognised pictures has text of its own
// beside running heads: words enough for a quarter of a page on the average.
func enough(res *extract.Result) bool {
	const words = 60
	return len(strings.Fields(res.Text)) >= words*max(len(res.Pages), 1)
}

// baseName is the last part of a path of any system, or of an archive.
func baseName(name string) string {
	if i := strings.LastIndex(name, "!/"); i >= 0 {
		name = name[i+2:]
	}
	return path.Base(strings.ReplaceAll(filepath.ToSlash(name), `\`, "/"))
}

// lettersSHA is a hash of a text's letters and digits: two files that say the
// same in other line breaks, spaces and punctuation have the same.
func lettersSHA(text string) string {
	h := sha256.New()
	var buf [512]byte
	n := 0
	for _, r := range vietnamese.Lower(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if n+4 > len(buf) {
			h.Write(buf[:n])
			n = 0
		}
		n += copy(buf[n:], string(r))
	}
	h.Write(buf[:n])
	return hex.EncodeToString(h.Sum(nil))
}
