package pdfread

import (
	"bytes"
	"compress/lzw"
	"context"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"tracuu/internal/extract/pdftest"
)

func TestScanner(t *testing.T) {
	s := scanner{b: []byte(`[(a\(b\051\n\101) <48 6> -.5 --7 +3. /Na#6de] << /K [1 2] /L null >> % words
BT 1e3 ) Tj`)}
	a := s.next()
	if a.kind != kArray || len(a.list) != 6 || a.list[0].str != "a(b)\nA" || a.list[1].str != "H`" || a.list[2].num != -.5 || a.list[3].num != -7 || a.list[4].num != 3 || a.list[5].str != "Name" {
		t.Errorf("array %+v", a)
	}
	if d := s.next(); d.kind != kDict || len(d.key("K").list) != 2 {
		t.Errorf("dictionary %+v", d)
	}
	if o := s.next(); o.kind != kOperator || o.str != "BT" {
		t.Errorf("operator %+v", o)
	}
	if n := s.next(); n.num != 1000 {
		t.Errorf("number %+v", n)
	}
	if o := s.next(); o.str != "Tj" {
		t.Errorf("operator behind a stray bracket %+v", o)
	}
	if e := s.next(); e.kind != kEnd {
		t.Errorf("end %+v", e)
	}
}

func TestInlineImage(t *testing.T) {
	s := scanner{b: []byte("ID \x00\x01 EI\xff\x02 \nEI Q")}
	s.pos = 3
	s.skipInlineImage()
	if o := s.next(); o.str != "Q" {
		t.Errorf("behind the picture is %+v", o)
	}
}

func TestCMap(t *testing.T) {
	m := parseCMap([]byte("1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange 2 beginbfchar <41> <1EA5> <8001> <00660069> endbfchar " +
		"2 beginbfrange <42> <44> <0042> <8010> <8011> [<0110> <0111>] endbfrange"))
	for c, want := range map[uint32]string{0x41: "ấ", 0x8001: "fi", 0x43: "C", 0x8011: "đ"} {
		if got, ok := m.lookup(c); !ok || got != want {
			t.Errorf("%x is %q, want %q", c, got, want)
		}
	}
	if c, n := m.cut("A\x80\x01"); c != 0x41 || n != 1 {
		t.Errorf("cut %x %d", c, n)
	}
	if c, n := m.cut("\x80\x01"); c != 0x8001 || n != 2 {
		t.Errorf("cut %x %d", c, n)
	}
}

func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{"A": "A", "ecircumflexacute": "ế", "Ohorndotbelow": "Ợ", "uni1EA5": "ấ", "u1F600": "😀", "dcroat": "đ",
		"f_i": "fi", "abrevehookabove": "ẳ", "quotedblleft": "“", "seven": "7", "a.sc": "a", "g123": "", "cid12": "", "registered": "®", "ydotbelow": "ỵ"} {
		if got := glyphText(name); got != want {
			t.Errorf("glyphText(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestFilters(t *testing.T) {
	text := strings.Repeat("BT /F1 12 Tf (chữ) Tj ET\n", 300)
	// The LZW of the standard library is that of GIF with the other bit order;
	// without EarlyChange it is PDF's.
	var b bytes.Buffer
	w := lzw.NewWriter(&b, lzw.MSB, 8)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	if got := unLZW(b.Bytes(), false, 1<<20); string(got) != text {
		t.Errorf("LZW gives %d bytes of %d", len(got), len(text))
	}
	if got := unRunLength([]byte{2, 'a', 'b', 'c', 254, 'x', 128, 'z'}, 100); string(got) != "abcxxx" {
		t.Errorf("run lengths give %q", got)
	}
	if got := unASCII85([]byte("<~87cURD]i,\"Ebo80~>")); string(got) != "Hello World!" {
		t.Errorf("ASCII85 gives %q", got)
	}
	if got := applyFilter([]byte("48 65 6C>"), "AHx", pdf.Value{}, 100); string(got) != "Hel" {
		t.Errorf("hexadecimal gives %q", got)
	}
	if got := inflate([]byte("x\x9c\xffbad"), 100); len(got) > 100 {
		t.Errorf("damaged Flate gives %q", got)
	}
}

// TestTurnedPage reads a page that is shown on its side and text that is written
// upwards on it.
func TestTurnedPage(t *testing.T) {
	f := &pdftest.File{}
	p := f.Page()
	p.Attrs = "/Rotate 90"
	p.Raw("BT /F1 14 Tf 0 1 -1 0 100 200 Tm <0041> Tj ET") // upwards is level when turned
	d, err := Open(context.Background(), bytes.NewReader(f.Bytes()), int64(len(f.Bytes())), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.Page(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if page.Width != 842 || page.Height != 595 || len(page.Words) != 1 {
		t.Fatalf("%gx%g with %d words", page.Width, page.Height, len(page.Words))
	}
	if w := page.Words[0]; w.X0 != 200 || w.Y != 100 {
		t.Errorf("the word stands at %g, %g; want 200, 100", w.X0, w.Y)
	}
}

func FuzzScanner(f *testing.F) {
	f.Add([]byte("[(a) <48> /N] << /K 1 >> BI ID x EI (("))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := scanner{b: b}
		for range len(b) + 2 {
			if s.next().kind == kEnd {
				parseCMap(b)
				eachGlyph(b, func(uint32, rune) {})
				return
			}
		}
		t.Error("the scanner does not come to an end")
	})
}
