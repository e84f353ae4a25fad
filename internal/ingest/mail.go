package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"

	"github.com/jhillyerd/enmime/v2"

	"tracuu/internal/extract"
)

// errNoAttachments: a message is nothing but itself, and read like any file.
var errNoAttachments = errors.New("a message without attachments")

// maxMail bounds the bytes of a message that is opened for its attachments: it is
// taken apart in memory. One that is larger is not read as a message either.
const maxMail = 64 << 20

// eachPart gives the files attached to a message, and then the message itself:
// offices send their documents so.
func eachPart(ctx context.Context, src io.ReaderAt, size int64, name string, g *guard, f func(member) error) error {
	if size > maxMail {
		return fmt.Errorf("%w: %d MB", extract.ErrTooLarge, maxMail>>20)
	}
	parts, err := attachments(io.NewSectionReader(src, 0, size))
	if err != nil {
		return err
	}
	if len(parts) == 0 {
		return errNoAttachments
	}
	documents := 0
	for _, p := range parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		m := member{name: partName(p), size: int64(len(p.Content))}
		if m.verdict, err = g.next(m.name, m.size); err != nil {
			return err
		}
		if m.verdict == nil {
			documents++
		}
		m.open = func() (io.ReadCloser, error) {
			return counted{bytes.NewReader(p.Content), io.NopCloser(nil), g}, nil
		}
		if err := f(m); err != nil {
			return err
		}
	}
	whole := member{name: name, size: size, itself: true, cover: documents > 0}
	whole.open = func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(src, 0, size)), nil }
	return f(whole)
}

// attachments are the files that a message carries, pictures of its text aside.
func attachments(r io.Reader) (parts []*enmime.Part, err error) {
	defer func() {
		if p := recover(); p != nil { // the parser's own fault costs this message
			parts, err = nil, fmt.Errorf("%w: %v", extract.ErrDamaged, p)
		}
	}()
	env, err := enmime.NewParser(enmime.MaxStoredPartErrors(20)).ReadEnvelope(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	parts = append(parts, env.Attachments...)
	for _, p := range append(env.Inlines, env.OtherParts...) {
		if p.FileName != "" && !strings.HasPrefix(p.ContentType, "image/") || p.ContentType == "message/rfc822" {
			parts = append(parts, p)
		}
	}
	return parts, nil
}

// partName is the name of an attachment; one without gets the ending of its kind.
func partName(p *enmime.Part) string {
	if p.FileName != "" {
		return readableName(p.FileName)
	}
	if p.ContentType == "message/rfc822" {
		return "thư kèm theo.eml"
	}
	ext := map[string]string{"application/pdf": ".pdf", "application/msword": ".doc", "application/zip": ".zip", "text/html": ".html", "text/plain": ".txt",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx"}[p.ContentType]
	if ext == "" {
		if all, err := mime.ExtensionsByType(p.ContentType); err == nil && len(all) > 0 {
			ext = all[0]
		}
	}
	return "tệp kèm theo" + ext
}
