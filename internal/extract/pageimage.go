package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // the kinds of picture that are read
	"image/jpeg"
	_ "image/png"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
)

// ErrNoPage says that the file has no page of that number, or no pages at all.
var ErrNoPage = errors.New("the file has no such page")

// Bounds of a drawn page.
const (
	minImageWidth = 100
	maxImageWidth = 2400 // pixels
	maxImageBytes = 16 << 20
	maxPixels     = 120 << 20 // of a picture that is drawn smaller: A2 at 600 dots an inch
	imageTime     = 30 * time.Second
	imageQuality  = 82 // of JPEG: letters of 10 points stay clean
	imageMemory   = 1 << 30
)

// PageImage draws one page, from 1, of the PDF or picture at path as a JPEG that
// is width pixels wide for an upright sheet of the A series. Longer and wider
// sheets are drawn to the same longer side, so that no page takes more; width
// is brought into the range of 100 to 2400. Colours stay: a stamp is red.
//
// A PDF is drawn by pdftoppm, without which the error is a
// [*MissingProgramError]. Other errors are those of the package: ErrNoPage,
// ErrUnsupported for files that have no pages before they are printed,
// ErrDamaged, ErrTimeout, ErrTooLarge. Nothing is kept: whoever calls it often
// keeps the pictures.
//
// The work is done in this process and in pdftoppm; [PageImageChild] bounds both.
func PageImage(ctx context.Context, path string, page, width int) (jpg []byte, err error) {
	defer func() {
		if x := recover(); x != nil { // a decoder that panics on a picture
			jpg, err = nil, fmt.Errorf("%w: the picture cannot be read: %v", ErrDamaged, x)
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: not a regular file", ErrUnsupported)
	}
	width = min(max(width, minImageWidth), maxImageWidth)
	j := &job{ctx: ctx, name: path, f: f, size: fi.Size(), opts: Options{}.withDefaults(), res: &Result{}}
	format, err := sniff(j.f, j.size, path)
	switch {
	case err != nil:
		return nil, err
	case page < 1:
		return nil, fmt.Errorf("%w: %d", ErrNoPage, page)
	case format == PDF:
		return j.drawPage(path, page, width)
	case format == Image && page > 1:
		return nil, fmt.Errorf("%w: a picture is one page", ErrNoPage)
	case format == Image:
		return shrink(io.NewSectionReader(f, 0, fi.Size()), width)
	}
	return nil, fmt.Errorf("%w: %s has no pages of its own", ErrUnsupported, format)
}

// longerSide is that of a sheet of the A series.
func longerSide(width int) int { return int(math.Round(float64(width) * math.Sqrt2)) }

func (j *job) drawPage(path string, page, width int) ([]byte, error) {
	pdftoppm := j.program("pdftoppm")
	if pdftoppm == "" {
		return nil, &MissingProgramError{Format: string(PDF), Programs: []string{"pdftoppm (poppler-utils)"}}
	}
	n := strconv.Itoa(page)
	out, err := j.run(j.ctx, maxImageBytes, imageTime, nil, nil, pdftoppm, "-jpeg", "-jpegopt", "quality="+strconv.Itoa(imageQuality),
		"-scale-to", strconv.Itoa(longerSide(width)), "-f", n, "-l", n, "--", path)
	if j.ctx.Err() != nil {
		return nil, j.ctx.Err()
	}
	switch {
	case errors.Is(err, ErrTimeout), errors.Is(err, ErrTooLarge):
		return nil, err
	case err != nil && bytes.Contains([]byte(err.Error()), []byte("page range")):
		return nil, fmt.Errorf("%w: %d", ErrNoPage, page)
	case err != nil && bytes.Contains([]byte(err.Error()), []byte("ncorrect password")):
		return nil, fmt.Errorf("%w: %w", ErrEncrypted, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case !bytes.HasPrefix(out, []byte("\xff\xd8\xff")):
		return nil, fmt.Errorf("%w: page %d could not be drawn", ErrDamaged, page)
	}
	return out, nil
}

// shrink draws a picture no larger than a page, on white.
func shrink(r io.ReadSeeker, width int) ([]byte, error) {
	size, _, err := image.DecodeConfig(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if size.Width <= 0 || size.Height <= 0 || size.Width > maxPixels/size.Height {
		return nil, fmt.Errorf("%w: a picture of %d by %d", ErrTooLarge, size.Width, size.Height)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	src, _, err := image.Decode(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	b := src.Bounds()
	scale := min(1, float64(longerSide(width))/float64(max(b.Dx(), b.Dy())))
	dst := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))))
	draw.Draw(dst, dst.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(dst, dst.Bounds(), src, b, draw.Over, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, dst, &jpeg.Options{Quality: imageQuality}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// PageImageChild is [PageImage] in a process of its own, exe with the argument
// ChildCommand as in [RunChild]: a page that makes its reader crash, run on or
// eat memory costs that process.
func PageImageChild(ctx context.Context, exe, path string, page, width int) ([]byte, error) {
	opts := Options{Time: imageTime, Memory: imageMemory}.withDefaults()
	a, err := runChild(ctx, exe, childRequest{Path: path, Options: opts, Page: page, Width: max(width, minImageWidth)}, 2*maxImageBytes)
	if err != nil {
		return nil, err
	}
	if a.Image != nil {
		return a.Image, nil
	}
	_, err = a.take()
	return nil, err
}
