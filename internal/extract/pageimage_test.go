package extract

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tracuu/internal/extract/pdftest"
)

func pngOf(t *testing.T, w, h int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hugePNG says in its head that it is 60,000 dots square, and holds nothing.
func hugePNG() []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), 60_000)
	head = append(binary.BigEndian.AppendUint32(head, 60_000), 8, 2, 0, 0, 0)
	b = append(binary.BigEndian.AppendUint32(b, 13), head...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
}

func TestPageImage(t *testing.T) {
	var pdf pdftest.File
	pdf.Page().Font("F4", 72, 100, 40, "ONE")
	pdf.Page().Font("F4", 72, 100, 40, "TWO").Font("F4", 72, 400, 40, "MORE")
	red := color.RGBA{200, 20, 20, 255}
	for _, tc := range []struct {
		name, file    string
		content       []byte
		page, width   int
		w, h          int
		err           error
		needsPdftoppm bool
	}{
		{name: "first page", file: "a.pdf", content: pdf.Bytes(), page: 1, width: 500, w: 500, h: 707, needsPdftoppm: true},
		{name: "second page", file: "a.pdf", content: pdf.Bytes(), page: 2, width: 300, w: 300, h: 424, needsPdftoppm: true},
		{name: "no such page", file: "a.pdf", content: pdf.Bytes(), page: 3, width: 500, err: ErrNoPage, needsPdftoppm: true},
		{name: "page nought", file: "a.pdf", content: pdf.Bytes(), page: 0, width: 500, err: ErrNoPage},
		{name: "cut short", file: "a.pdf", content: pdf.Bytes()[:40], page: 1, width: 500, err: ErrDamaged, needsPdftoppm: true},
		{name: "picture", file: "a.png", content: pngOf(t, 800, 400, red), page: 1, width: 500, w: 707, h: 353},
		{name: "a small picture stays", file: "a.png", content: pngOf(t, 60, 40, red), page: 1, width: 500, w: 60, h: 40},
		{name: "picture called pdf", file: "a.pdf", content: pngOf(t, 800, 400, red), page: 1, width: 500, w: 707, h: 353},
		{name: "picture, page 2", file: "a.png", content: pngOf(t, 80, 40, red), page: 2, width: 500, err: ErrNoPage},
		{name: "picture cut short", file: "a.png", content: pngOf(t, 800, 400, red)[:60], page: 1, width: 500, err: ErrDamaged},
		{name: "a picture too large to open", file: "a.png", content: hugePNG(), page: 1, width: 500, err: ErrTooLarge},
		{name: "text", file: "a.txt", content: []byte("Số: 12/2031/NĐ-CP"), page: 1, width: 500, err: ErrUnsupported},
		{name: "empty", file: "a.bin", content: nil, page: 1, width: 500, err: ErrUnsupported},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := exec.LookPath("pdftoppm"); err != nil && tc.needsPdftoppm {
				t.Skip("no pdftoppm: pages of PDFs are not drawn")
			}
			path := filepath.Join(t.TempDir(), tc.file)
			if err := os.WriteFile(path, tc.content, 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := PageImage(t.Context(), path, tc.page, tc.width)
			if !errors.Is(err, tc.err) || err != nil && tc.err == nil {
				t.Fatalf("error %v, want %v", err, tc.err)
			}
			exe, exeErr := os.Executable()
			if exeErr != nil {
				t.Fatal(exeErr)
			}
			child, err := PageImageChild(t.Context(), exe, path, tc.page, tc.width)
			if !errors.Is(err, tc.err) || err != nil && tc.err == nil {
				t.Fatalf("in a child: error %v, want %v", err, tc.err)
			}
			if !bytes.Equal(got, child) {
				t.Error("the child draws another picture")
			}
			if tc.err != nil {
				return
			}
			m, err := jpeg.Decode(bytes.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			if b := m.Bounds(); b.Dx() < tc.w-1 || b.Dx() > tc.w+1 || b.Dy() < tc.h-1 || b.Dy() > tc.h+1 {
				t.Errorf("%v, want %d by %d", b, tc.w, tc.h)
			}
		})
	}
}

// TestPageImagesDiffer would fail if every page were the first.
func TestPageImagesDiffer(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm: pages of PDFs are not drawn")
	}
	var pdf pdftest.File
	pdf.Page().Font("F4", 72, 100, 40, "ONE")
	pdf.Page().Font("F4", 72, 600, 60, "TWO")
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	darkest := func(page int) (y int) {
		b, err := PageImage(t.Context(), path, page, 200)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				if r, _, _, _ := m.At(x, y).RGBA(); r < 0x6000 {
					return y
				}
			}
		}
		return -1
	}
	if one, two := darkest(1), darkest(2); one < 0 || two <= one {
		t.Errorf("the letters begin at %d on the first page, at %d on the second", one, two)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := PageImage(ctx, path, 1, 200); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the request: %v", err)
	}
}

func FuzzPageImage(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add(hugePNG())
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00"))
	f.Add([]byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8L"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "a.png")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := PageImage(t.Context(), path, 1, 100)
		if err == nil && !bytes.HasPrefix(got, []byte("\xff\xd8\xff")) {
			t.Errorf("no error and no picture")
		}
	})
}
