// Package pdftest writes small PDFs for tests: text at places, rules, and the
// damage a test wants.
package pdftest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// File is a PDF being written. Objects are numbered from 1; 1 is the catalog, 2
// the page tree.
type File struct {
	Pages   []*Page
	Trailer string // more entries of the trailer
	Extra   []string
}

// Page is a page of 595 by 842 points.
type Page struct {
	b     bytes.Buffer
	Attrs string // more entries of the page
}

// Page adds a page.
func (f *File) Page() *Page {
	p := &Page{}
	f.Pages = append(f.Pages, p)
	return p
}

// Text writes s in the regular font of a size at x from the left and y from the
// top. Letters are half as wide as high, spaces a quarter.
func (p *Page) Text(x, y, size float64, s string) *Page { return p.Font("F1", x, y, size, s) }

// Bold is Text in the bold font.
func (p *Page) Bold(x, y, size float64, s string) *Page { return p.Font("F2", x, y, size, s) }

// Font writes s in a font: F1 regular, F2 bold, F3 .VnTime with
// WinAnsi codes, F4 Helvetica, which programs can draw, with ASCII.
func (p *Page) Font(font string, x, y, size float64, s string) *Page {
	var hex strings.Builder
	if font == "F3" || font == "F4" {
		for _, r := range s {
			fmt.Fprintf(&hex, "%02X", byte(r))
		}
	} else {
		for _, u := range utf16.Encode([]rune(s)) {
			fmt.Fprintf(&hex, "%04X", u)
		}
	}
	fmt.Fprintf(&p.b, "BT /%s %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n", font, size, x, 842-y, hex.String())
	return p
}

// Width is the width of s in the fonts F1 and F2.
func Width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if r == ' ' {
			w += .25
		} else {
			w += .5
		}
	}
	return w * size
}

// Paragraph writes s between the margins 85 and 538, the first line indented, and
// returns the place below it. Lines are as long as they are: the text is not
// spread.
func (p *Page) Paragraph(y, size float64, s string) float64 {
	x, line := 85+2*size, ""
	put := func() {
		p.Text(x, y, size, line)
		x, y, line = 85, y+1.3*size, ""
	}
	for _, w := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + w)
		if x+Width(next, size) > 538 && line != "" {
			put()
			next = w
		}
		line = next
	}
	put()
	return y
}

// Rule draws a line.
func (p *Page) Rule(x0, y0, x1, y1 float64) *Page {
	fmt.Fprintf(&p.b, "%g %g m %g %g l S\n", x0, 842-y0, x1, 842-y1)
	return p
}

// Raw adds operators.
func (p *Page) Raw(ops string) *Page { p.b.WriteString(ops + "\n"); return p }

// toUnicode maps every code of two bytes to itself.
const toUnicode = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " +
	"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"

// Bytes is the file.
func (f *File) Bytes() []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	stream := func(s string) { object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s)) }
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

	const fonts = 10 // objects before the pages
	var kids strings.Builder
	for i := range f.Pages {
		fmt.Fprintf(&kids, "%d 0 R ", fonts+1+2*i)
	}
	object("<</Type /Catalog /Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(f.Pages), kids.String()))
	composite := func(name string, desc int) string {
		return fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode 8 0 R>>", name, desc)
	}
	descendant := func(name string) string {
		return fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /DW 500 /W [32 [250]] /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor "+
			"<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>>>", name, name)
	}
	object(composite("AAAAAA+Serif", 4))
	object(descendant("Serif"))
	object(composite("AAAAAA+Serif-Bold", 6))
	object(descendant("Serif-Bold"))
	widths := strings.TrimSuffix("250 "+strings.Repeat("500 ", 223), " ")
	object("<</Type /Font /Subtype /TrueType /BaseFont /BBBBBB+.VnTime /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [" + widths + "]>>")
	stream(toUnicode)
	object("<</Font <</F1 3 0 R /F2 5 0 R /F3 7 0 R /F4 10 0 R>>>>")
	object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>")
	for _, p := range f.Pages {
		object(fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 9 0 R /Contents %d 0 R %s>>", len(at)+2, p.Attrs))
		stream(p.b.String())
	}
	for _, e := range f.Extra {
		object(e)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, f.Trailer, xref)
	return b.Bytes()
}
