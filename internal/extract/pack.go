package extract

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// pack is a packed office file. Parts are read by name and never written
// anywhere; what they unpack to is bounded in sum and in proportion.
type pack struct {
	z    *zip.Reader
	left int64 // bytes that may still be unpacked
	most int64
	ctx  interface{ Err() error }
	rate int64
}

// errBomb is the error of a part that unpacks to more than it should.
var errBomb = fmt.Errorf("%w: it unpacks to more than is allowed", ErrTooLarge)

func (j *job) openPack() (*pack, error) {
	z, err := zip.NewReader(j.f, j.size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	const mostParts = 20_000
	if len(z.File) > mostParts {
		return nil, fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, fmt.Errorf("%w: %s", ErrEncrypted, f.Name)
		}
	}
	return &pack{z: z, left: j.opts.MaxUnpacked, most: j.opts.MaxUnpacked, ctx: j.ctx, rate: j.opts.MaxRatio}, nil
}

// open gives a part; nil without error where there is none.
func (p *pack) open(name string) (io.ReadCloser, error) {
	for _, f := range p.z.File {
		if strings.ReplaceAll(f.Name, "\\", "/") != name {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
		}
		most := max(1<<20, p.rate*int64(f.CompressedSize64))
		return &partReader{rc: rc, p: p, left: most}, nil
	}
	return nil, nil
}

// partReader counts what a part unpacks to.
type partReader struct {
	rc   io.ReadCloser
	p    *pack
	left int64
}

func (r *partReader) Read(b []byte) (int, error) {
	if err := r.p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.rc.Read(b)
	r.left -= int64(n)
	r.p.left -= int64(n)
	if r.left < 0 || r.p.left < 0 {
		return 0, errBomb
	}
	return n, err
}

func (r *partReader) Close() error { return r.rc.Close() }

// xmlDepth bounds elements inside each other.
const xmlDepth = 512

// xmlReader reads elements one by one. encoding/xml knows no entities but the
// five of XML itself, so that none can grow.
type xmlReader struct {
	d     *xml.Decoder
	depth int
	part  int // of the trace; -1 where the part is not traced
}

func newXML(r io.Reader) *xmlReader {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = charsetReader
	return &xmlReader{d: d, part: -1}
}

// token gives the next token; io.EOF at the end. Damage after the beginning is
// an end too: word processors read such files to that point.
func (x *xmlReader) token() (xml.Token, error) {
	t, err := x.d.RawToken()
	if err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > xmlDepth {
			return nil, fmt.Errorf("%w: elements %d deep", ErrTooLarge, xmlDepth)
		}
	case xml.EndElement:
		x.depth--
	}
	return t, nil
}

// skip reads to the end of the element that was opened last.
func (x *xmlReader) skip() error {
	for depth := x.depth; x.depth >= depth; {
		if _, err := x.token(); err != nil {
			return err
		}
	}
	return nil
}

// attr gives an attribute by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
