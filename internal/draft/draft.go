// Package draft reads the files that drafts come in, and gives a Word file back
// with what was found in it.
//
// In go the bytes of a file and its name; out comes a [File]: the text to be
// checked, and for a DOCX the way to write the findings of a report into it.
// Files are read by internal/extract, in a process of its own where the program
// allows for that. Nothing is kept: a temporary file that the reader needs is
// removed before Read returns. The package knows nothing of the library and of
// HTTP, and judges nothing.
package draft

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"tracuu/internal/check"
	"tracuu/internal/check/word"
	"tracuu/internal/extract"
)

// Reader reads drafts. The zero Reader reads in this process.
type Reader struct {
	// Exe is the program that is the reader in a process of its own: it has to call
	// extract.ChildMain where its first argument is extract.ChildCommand.
	Exe     string
	Options extract.Options
	slots   chan struct{}
}

// Limits for a server: what a reader may take while its sender waits.
const (
	MaxBytes = 20 << 20
	MaxPages = 500
	MaxTime  = 40 * time.Second
	memory   = 1 << 30
	atOnce   = 2 // files that are read side by side
)

// ForServer gives a reader for the files that are sent to a server: bounded, at
// most two files at a time, and without recognition of pictures, which takes
// longer than a sender waits.
func ForServer(exe string) *Reader {
	return &Reader{Exe: exe, slots: make(chan struct{}, atOnce), Options: extract.Options{
		MaxBytes: MaxBytes, MaxPages: MaxPages, MaxUnpacked: 256 << 20, MaxText: 16 << 20, Time: MaxTime, OCR: extract.OCRNever, Memory: memory,
	}}
}

// File is a draft that was read.
type File struct {
	Name string
	Text string
	// Partial says that some pages are pictures whose words are not in the text.
	Partial bool
	// Encoding is the legacy encoding that was converted, such as "TCVN3".
	Encoding string

	data  []byte // of a DOCX
	wrote word.Text
}

// Kind says why a file could not be read; see KindOf.
type Kind string

// The kinds of failure.
const (
	Encrypted   Kind = "encrypted"
	Damaged     Kind = "damaged"
	Empty       Kind = "empty"
	Scan        Kind = "scan" // pictures of pages, without words
	TooLarge    Kind = "too_large"
	Timeout     Kind = "timeout"
	Unsupported Kind = "unsupported"
	NoProgram   Kind = "no_program" // another program has to be installed for it
	NotWord     Kind = "not_word"   // only a DOCX can be given back
)

// Errors of this package; those of extract and word are passed on as they are.
var (
	ErrScan    = errors.New("the file holds pictures of pages and no words")
	ErrNotWord = errors.New("only a DOCX can be given back")
)

// KindOf sorts an error of Read or Annotate; "" is none of them.
func KindOf(err error) Kind {
	var program *extract.MissingProgramError
	for _, k := range []struct {
		kind Kind
		is   bool
	}{
		{NoProgram, errors.As(err, &program)},
		{Scan, errors.Is(err, ErrScan)},
		{NotWord, errors.Is(err, ErrNotWord)},
		{Encrypted, errors.Is(err, extract.ErrEncrypted)},
		{Empty, errors.Is(err, extract.ErrEmpty)},
		{Unsupported, errors.Is(err, extract.ErrUnsupported) || errors.Is(err, extract.ErrWrongType)},
		{TooLarge, errors.Is(err, extract.ErrTooLarge) || errors.Is(err, word.ErrTooLarge)},
		{Timeout, errors.Is(err, extract.ErrTimeout)},
		{Damaged, errors.Is(err, extract.ErrDamaged) || errors.Is(err, word.ErrDamaged)},
	} {
		if k.is {
			return k.kind
		}
	}
	return ""
}

// Read reads a draft. Text in UTF-8 is taken as it is, so that offsets are those
// of the file.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (*File, error) {
	f := &File{Name: name}
	if most := r.Options.MaxBytes; most > 0 && int64(len(data)) > most {
		return nil, fmt.Errorf("%w: %d bytes", extract.ErrTooLarge, len(data))
	}
	if plain(name, data) {
		f.Text = string(data)
		return f, nil
	}
	if r.slots != nil {
		select {
		case r.slots <- struct{}{}:
			defer func() { <-r.slots }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	opts := r.Options
	opts.Origins = true
	res, err := r.extract(ctx, name, data, opts)
	if err != nil {
		return nil, err
	}
	if res.NeedsOCR {
		if !enough(res) {
			return nil, ErrScan
		}
		f.Partial = true
	}
	f.Text, f.Encoding = res.Text, res.Encoding
	if res.Format == extract.DOCX {
		f.data, f.wrote = data, word.Text{Text: res.Text, Origins: res.Origins, Parts: res.Parts}
	}
	return f, nil
}

func (r *Reader) extract(ctx context.Context, name string, data []byte, opts extract.Options) (*extract.Result, error) {
	if r.Exe == "" {
		return extract.Extract(ctx, name, bytes.NewReader(data), int64(len(data)), opts)
	}
	tmp, err := os.CreateTemp("", "tracuu-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return nil, err
	}
	return extract.RunChild(ctx, r.Exe, tmp.Name(), name, opts)
}

// enough reports that a file with unrecognised pictures has words of its own
// beside running heads and the stamp of a signature.
func enough(res *extract.Result) bool {
	const words = 60
	return len(strings.Fields(res.Text)) >= words*max(len(res.Pages), 1)
}

// plain reports bytes that are text as they stand: UTF-8, and neither their name
// nor their beginning says another format.
func plain(name string, b []byte) bool {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml", ".rtf", ".xml", ".fodt":
		return false
	case ".pdf", ".docx", ".doc", ".odt":
		if len(b) > 0 { // not what its name says; an empty one is
			return false
		}
	}
	head := strings.TrimSpace(strings.TrimPrefix(string(b[:min(len(b), 200)]), "\ufeff"))
	return !strings.HasPrefix(head, "<") && !strings.HasPrefix(head, "{\\rtf") && !strings.HasPrefix(head, "%PDF")
}

// CanAnnotate reports that the findings can be written into the file.
func (f *File) CanAnnotate() bool { return f.data != nil }

// author is whose comments and changes they are, for the word processor.
const author = "tracuu"

// Annotate gives the file back with a comment at every finding of a report on
// its text and a tracked change for each repair that can be made; everything
// else of it is unchanged. done says what was put in.
func (f *File) Annotate(r *check.Report, now time.Time) (out []byte, done word.Done, err error) {
	if f.data == nil {
		return nil, done, ErrNotWord
	}
	notes := make([]word.Note, len(r.Findings))
	for i := range r.Findings {
		x := &r.Findings[i]
		notes[i] = word.Note{Start: x.Start, End: x.End, Lines: lines(x)}
	}
	for _, x := range r.Repairs() {
		notes[x.Finding].Replace, notes[x.Finding].Replacement = true, x.Text
	}
	return word.Annotate(f.data, f.wrote, notes, word.Options{Author: author, Date: now})
}

// AnnotatedName is the name of the file that is given back.
func AnnotatedName(name string) string {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	return strings.TrimSuffix(name, path.Ext(name)) + "-nhan-xet.docx"
}

var severities = map[check.Severity]string{check.Error: "Cần sửa", check.Warning: "Nên xem", check.Info: "Để biết"}

// lines are the paragraphs of a finding's comment.
func lines(f *check.Finding) []string {
	out := []string{severities[f.Severity] + ": " + f.Message}
	if f.Sure {
		out = append(out, "Sửa thành: "+f.Expected)
	}
	if f.Source != "" {
		out = append(out, "Nguồn: "+f.Source)
	}
	return out
}
