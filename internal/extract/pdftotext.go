package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"tracuu/internal/extract/layout"
)

// errNoProgram says that a helper is not there; it never leaves the package.
var errNoProgram = errors.New("not installed")

// pdftotext reads the words of a PDF and their places with poppler's program.
func (j *job) pdftotext() ([]layout.Page, error) {
	path := j.program("pdftotext")
	if path == "" {
		return nil, errNoProgram
	}
	name, done, err := j.tempFile(".pdf")
	if err != nil {
		return nil, err
	}
	defer done()
	const limit = 2 * time.Minute
	out, err := j.run(j.ctx, 4*j.opts.MaxText, limit, nil, nil, path, "-bbox", "-enc", "UTF-8", "-l", strconv.Itoa(j.opts.MaxPages), name, "-")
	if err != nil {
		return nil, err
	}
	return parseBoxes(out)
}

// parseBoxes reads the output of pdftotext -bbox.
func parseBoxes(b []byte) ([]layout.Page, error) {
	// Characters that XML does not allow stand in it where a font says so.
	b = bytes.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, b)
	x := newXML(bytes.NewReader(b))
	var pages []layout.Page
	for {
		t, err := x.token()
		if err == io.EOF {
			return pages, nil
		}
		if err != nil {
			return pages, fmt.Errorf("read the words: %w", err)
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		f := func(name string) float64 {
			v, _ := strconv.ParseFloat(attr(e, name), 64)
			return v
		}
		switch e.Name.Local {
		case "page":
			pages = append(pages, layout.Page{Number: len(pages) + 1, Width: f("width"), Height: f("height")})
		case "word":
			s, err := chars(x)
			if err != nil {
				return pages, err
			}
			if n := len(pages); n > 0 && s != "" {
				h := f("yMax") - f("yMin")
				pages[n-1].Words = append(pages[n-1].Words, layout.Word{
					X0: f("xMin"), X1: f("xMax"), Y: f("yMax") - .22*h, Size: .9 * h, Text: s, SpaceAfter: true,
				})
			}
		}
	}
}
