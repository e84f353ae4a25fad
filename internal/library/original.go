package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tracuu/corpus"
	"tracuu/internal/extract"
	"tracuu/internal/ingest"
)

// ErrNoOriginal is returned for a document whose original file is not held.
var ErrNoOriginal = errors.New("no original file")

// Original is the file that a document's text was taken from.
type Original struct {
	Name   string // in the document's folder: ASCII, without a path
	Bytes  int64
	Format string // as its content says: "PDF"; "" for a file put there by hand
	Scan   bool   // the file is a picture
	Count  int    // of pages; 0 where it has none or nobody counted
	// Pages map the text that is held to the pages; empty where the text was not
	// taken from this file or was edited since.
	Pages []Page
	// Recognised says that most of the text was read from pictures.
	Recognised bool
	// State changes when the file does.
	State string

	// Path is where the file is; never shown.
	Path string
}

// Page is the text of one page of an original, in bytes of the document's text.
type Page struct {
	Start, End int
	// Recognised says that a machine read it from a picture, Confidence how surely
	// by its own account, 0 to 1.
	Recognised bool
	Confidence float64
}

// Open opens the file for reading.
func (o Original) Open() (*os.File, error) { return os.Open(o.Path) }

// Original gives the file that the document's text was taken from. The error is
// ErrNotFound, or ErrNoOriginal where the library holds none.
func (l *Library) Original(id string) (Original, error) {
	n := l.current().docs[id]
	if n == nil {
		return Original{}, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	path := n.OriginalFile()
	if path == "" {
		return Original{}, fmt.Errorf("%q: %w", id, ErrNoOriginal)
	}
	// Not through a link: a folder from elsewhere could point at any file of this
	// machine.
	fi, err := os.Lstat(path)
	if err != nil || !fi.Mode().IsRegular() {
		return Original{}, fmt.Errorf("%q: %w", id, ErrNoOriginal)
	}
	o := Original{Path: path, Name: filepath.Base(path), Bytes: fi.Size(), State: fmt.Sprint(fi.Size(), fi.ModTime().UnixNano())}
	details := ingest.ReadDetails(n.Folder)
	for _, f := range details.Files {
		if f.Name == o.Name {
			o.Format, o.Scan, o.Count, o.Recognised = string(f.Format), f.Format == extract.Image, f.Pages, f.OCR
		}
	}
	if n.HasText() && details.TextSHA != "" {
		if text, err := l.corpus.Text(id); err == nil && details.OfText(text) && pagesFit(details.Pages, len(text)) {
			for _, p := range details.Pages {
				o.Pages = append(o.Pages, Page{p.Start, p.End, p.Source == extract.SourceOCR, p.Confidence})
			}
			o.Count = max(o.Count, len(o.Pages))
		}
	}
	return o, nil
}

// pagesFit reports that the pages can be of a text of n bytes: the file that says
// so may be from anywhere.
func pagesFit(pages []extract.Page, n int) bool {
	for i, p := range pages {
		if p.Start < 0 || p.End < p.Start || p.End > n || p.Number != i+1 {
			return false
		}
	}
	return true
}

// Version is a text that a document has or had.
type Version struct {
	N    int    // from 1, the earliest; 0 is the text that is held now
	Note string // from when to when, and what took its place, as the record says
}

// Versions gives the texts of a document, the present one first, then the earlier
// ones, latest first; nil where there is but one.
func (l *Library) Versions(id string) ([]Version, error) {
	n := l.current().docs[id]
	if n == nil {
		return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	numbers, err := l.corpus.Versions(id)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil, fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	if err != nil || len(numbers) == 0 || !n.HasText() {
		return nil, err
	}
	out := []Version{{}}
	for i := len(numbers) - 1; i >= 0; i-- {
		v := Version{N: numbers[i]}
		for _, p := range n.Provenance {
			if p.Source == corpus.VersionsDir+"/"+strconv.Itoa(v.N)+".txt" {
				v.Note = strings.TrimSpace(p.Note)
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// Text gives a text of a document: version 0 is that which is held now, others as
// Versions numbers them. The error is ErrNotFound where there is none such.
func (l *Library) Text(id string, version int) (string, error) {
	if l.current().docs[id] == nil {
		return "", fmt.Errorf("%q: %w", id, ErrNotFound)
	}
	var text string
	var err error
	if version == 0 {
		text, err = l.corpus.Text(id)
	} else {
		text, err = l.corpus.VersionText(id, version)
	}
	if errors.Is(err, corpus.ErrNotFound) || errors.Is(err, corpus.ErrNoText) || errors.Is(err, corpus.ErrRemoved) {
		return "", fmt.Errorf("%q, version %d: %w", id, version, ErrNotFound)
	}
	return text, err
}
