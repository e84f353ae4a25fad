package servertest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"strings"

	"tracuu/internal/library"
)

// Files are what the library holds of a document beside its text.
type Files struct {
	Original library.Original
	// DrawFails is the error of PageImage.
	DrawFails error
	Versions  []library.Version
	Earlier   map[int]string // texts by version
}

// Original implements server.Library.
func (l *Library) Original(id string) (library.Original, error) {
	if f := l.Files[id]; f.Original.Name != "" {
		return f.Original, nil
	}
	if _, err := l.Document(id); err != nil {
		return library.Original{}, err
	}
	return library.Original{}, library.ErrNoOriginal
}

// PageImage implements server.Library: a sheet with a bar for the page's number.
func (l *Library) PageImage(ctx context.Context, id string, page, width int) ([]byte, error) {
	o, err := l.Original(id)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := l.Files[id].DrawFails; err != nil {
		return nil, err
	}
	if page < 1 || page > o.Count {
		return nil, library.ErrNoPage
	}
	img := image.NewRGBA(image.Rect(0, 0, width, width*99/70))
	for y := range img.Rect.Dy() {
		for x := range width {
			c := color.RGBA{250, 250, 250, 255}
			if y > 40 && y < 60 && x > 40 && x < 40+30*page {
				c = color.RGBA{120, 30, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, img, nil)
	return b.Bytes(), err
}

// Versions implements server.Library.
func (l *Library) Versions(id string) ([]library.Version, error) {
	if _, err := l.Document(id); err != nil {
		return nil, err
	}
	return l.Files[id].Versions, nil
}

// Text implements server.Library.
func (l *Library) Text(id string, version int) (string, error) {
	d, err := l.Document(id)
	if err != nil {
		return "", err
	}
	text, ok := d.Text, d.TextHeld
	if version > 0 {
		text, ok = l.Files[id].Earlier[version]
	}
	if !ok {
		return "", library.ErrNotFound
	}
	return text, nil
}

// sampleFiles gives the decision a scan of two pages and an earlier text.
func sampleFiles(l *Library) map[string]Files {
	d, _ := l.Document(Decision)
	half := strings.Index(d.Text, "Chương II")
	return map[string]Files{Decision: {
		Original: library.Original{Name: "quyet-dinh-105.pdf", Bytes: 48_200, Format: "PDF", Count: 2, Recognised: true, State: "1",
			Pages: []library.Page{{Start: 0, End: half, Recognised: true, Confidence: .93}, {Start: half, End: len(d.Text), Recognised: true, Confidence: .71}}},
		Versions: []library.Version{{}, {N: 1, Note: "Toàn văn dùng đến 01/02/2024 08:30, trước khi nhập tệp “quyet-dinh-105.pdf”."}},
		Earlier: map[int]string{1: strings.NewReplacer("30 héc-ta", "25 héc-ta", "\nb) Ủy ban nhân dân cấp xã.", "",
			"Điều 2. Đối tượng áp dụng", "Điều 2. Đối tượng").Replace(d.Text)},
	}}
}
