package pdfread

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// source stands between the parser and the file. It gives the parser the file
// as it wants it (header first, %%EOF last, a version it knows), and it stops a
// parser that runs in circles: every circle reads the file again, so the bytes
// read are counted, and the context is asked at every read.
type source struct {
	ctx   context.Context
	f     io.ReaderAt
	start int64 // of the header in f
	size  int64 // from the header to the end of %%EOF
	left  int64 // bytes that may still be read
	head  []byte
}

// errSpent stops a parser that reads on and on.
var errSpent = errors.New("read more than the file can need")

// maxObject is the highest object number of a conforming file, PDF 32000-1:2008,
// Annex C. The parser makes a table of that length from a number in the file.
const maxObject = 8_388_607

func newSource(ctx context.Context, f io.ReaderAt, size, budget int64) (*source, error) {
	s := &source{ctx: ctx, f: f, size: size, left: budget}
	head := make([]byte, min(size, 4096))
	if n, err := f.ReadAt(head, 0); n < len(head) && err != nil && err != io.EOF {
		return nil, err
	}
	at := bytes.Index(head, []byte("%PDF-"))
	if at < 0 {
		return nil, fmt.Errorf("%w: no header", ErrDamaged)
	}
	s.start, s.size = int64(at), size-int64(at)

	tail := make([]byte, min(s.size, 1<<16))
	if n, err := f.ReadAt(tail, size-int64(len(tail))); n < len(tail) && err != nil && err != io.EOF {
		return nil, err
	}
	end := bytes.LastIndex(tail, []byte("%%EOF"))
	if end < 0 {
		return nil, fmt.Errorf("%w: the end is missing", ErrDamaged)
	}
	s.size -= int64(len(tail) - end - len("%%EOF"))
	// The parser knows versions 1.0 to 1.7 and a line end behind them.
	s.head = []byte("%PDF-1.7\n")
	if err := s.checkNumbers(); err != nil {
		return nil, err
	}
	return s, nil
}

var hugeNumber = regexp.MustCompile(`(?:/(?:Size|Index|Count|N|First|Columns|Length)\s*\[?|xref\s+)[\d\s]*?(\d{8,})`)

// checkNumbers looks for sizes that no file has, before the parser makes room
// for them.
func (s *source) checkNumbers() error {
	const chunk, overlap = 1 << 20, 256
	buf := make([]byte, chunk+overlap)
	for at := int64(0); at < s.size; at += chunk {
		n, err := s.f.ReadAt(buf[:min(int64(len(buf)), s.size-at)], s.start+at)
		if n == 0 && err != nil && err != io.EOF {
			return err
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for _, m := range hugeNumber.FindAllSubmatch(buf[:n], -1) {
			if v, err := strconv.ParseInt(string(m[1]), 10, 64); err != nil || v > max(maxObject, 4*s.size) {
				return fmt.Errorf("%w: a table of %s entries", ErrDamaged, m[1])
			}
		}
	}
	return nil
}

// ReadAt implements io.ReaderAt.
func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if s.left -= int64(len(p)) + 64; s.left < 0 {
		return 0, errSpent
	}
	if off < 0 || off >= s.size {
		return 0, io.EOF
	}
	cut := false
	if off+int64(len(p)) > s.size {
		p, cut = p[:s.size-off], true
	}
	n, err := s.f.ReadAt(p, s.start+off)
	if off < int64(len(s.head)) && n > 0 {
		copy(p[:n], s.head[off:])
	}
	if cut && err == nil {
		err = io.EOF
	}
	return n, err
}

// explain makes an error of what the parser said or panicked with.
func (s *source) explain(x any) error {
	err, ok := x.(error)
	if !ok {
		err = fmt.Errorf("%v", x)
	}
	if e := s.ctx.Err(); e != nil {
		return e
	}
	if errors.Is(err, ErrTooLarge) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrEncrypted) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
