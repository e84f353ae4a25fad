package extract

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tracuu/internal/extract/layout"
)

// Recognition of pages. 300 dots an inch is what tesseract is made for; very
// large pages are drawn smaller.
const (
	ocrDPI      = 300
	ocrMaxPixel = 6000 // of the longer side
	fewLetters  = 40   // fewer on a page with a picture, running heads aside, and it is a scan
	scanPicture = .25  // share of the page
)

// recognise finds the pages that are pictures and recognises them, or notes that
// they wait for it.
func (p *pdfFile) recognise() error {
	var scans []int
	for i := range p.pages {
		page := &p.pages[i]
		letters := layout.Letters(page)
		switch {
		case p.j.opts.OCR == OCRAlways:
			scans = append(scans, i)
		case letters < fewLetters && (page.Picture > scanPicture || page.Unknown > .5):
			scans = append(scans, i)
		case page.Hidden > .5 && Score(layout.Lay(p.pages[i:i+1]).Text) < .7:
			scans = append(scans, i) // somebody recognised it, and badly
		}
	}
	if len(scans) == 0 {
		return nil
	}
	j := p.j
	tesseract, pdftoppm := j.program("tesseract"), j.program("pdftoppm")
	lang := ""
	if tesseract != "" && pdftoppm != "" && j.opts.OCR != OCRNever {
		lang = j.ocrLanguage(tesseract)
	}
	if lang == "" {
		j.res.NeedsOCR = true
		j.warn(WarnOCR, 0, "%d of %d pages are pictures and wait for recognition", len(scans), len(p.pages))
		return nil
	}
	name, done, err := j.tempFile(".pdf")
	if err != nil {
		return err
	}
	defer done()
	recognised := 0
	for _, i := range scans {
		page := &p.pages[i]
		words, err := j.recognisePage(tesseract, lang, pdftoppm, name, page)
		if j.ctx.Err() != nil {
			return j.ctx.Err()
		}
		if err != nil {
			j.res.NeedsOCR = true
			j.warn(WarnOCR, page.Number, "not recognised: %v", err)
			continue
		}
		if page.Hidden > .5 {
			other := *page
			other.Words = words
			if Score(layout.Lay([]layout.Page{other}).Text) <= Score(layout.Lay(p.pages[i:i+1]).Text) {
				continue
			}
		}
		other := *page
		other.Words, other.Rules = words, nil
		if n, valid := wordsOf(layout.Lay([]layout.Page{other}).Text); n > poorWords && float64(valid) < .35*float64(n) {
			j.warn(WarnOCR, page.Number, "recognised, but it is not Vietnamese or not legible: left out")
			page.Words, page.Rules, page.Groups = nil, nil, nil
			continue
		}
		// What is written on the page, such as a running head, is in the picture
		// too. Annotations were not drawn: their text is better as it is.
		page.Words, page.Rules = words, nil
		p.source[i] = SourceOCR
		recognised++
	}
	if recognised > 0 {
		if recognised == len(p.pages) {
			p.reader = "ocr"
		} else {
			p.reader += "+ocr"
		}
		j.warn(WarnOCR, 0, "%d of %d pages were recognised (tesseract, %s)", recognised, len(p.pages), lang)
	}
	return nil
}

// ocrLanguage is vie where its data are installed, "" else: other data read the
// marks wrongly.
func (j *job) ocrLanguage(tesseract string) string {
	out, err := j.run(j.ctx, 1<<16, 20*time.Second, nil, nil, tesseract, "--list-langs")
	if err != nil {
		return ""
	}
	if slices.Contains(strings.Fields(string(out)), "vie") {
		return "vie"
	}
	return ""
}

func (j *job) recognisePage(tesseract, lang, pdftoppm, name string, page *layout.Page) ([]layout.Word, error) {
	dpi := float64(ocrDPI)
	if longer := max(page.Width, page.Height) * dpi / 72; longer > ocrMaxPixel {
		dpi *= ocrMaxPixel / longer
	}
	n := strconv.Itoa(page.Number)
	image, err := j.run(j.ctx, 64<<20, j.opts.OCRPageTime, nil, nil, pdftoppm, "-r", strconv.Itoa(int(dpi)), "-gray", "-hide-annotations", "-f", n, "-l", n, name)
	if err != nil {
		return nil, err
	}
	words, w, h, err := j.recogniseImage(tesseract, lang, straighten(image), int(dpi))
	if err == nil && w > 0 {
		page.Width, page.Height = w, h
	}
	return words, err
}

// recogniseImage recognises one picture; places are in points.
func (j *job) recogniseImage(tesseract, lang string, image []byte, dpi int) (words []layout.Word, w, h float64, err error) {
	// One thread a page: several files are read at a time.
	out, err := j.run(j.ctx, 64<<20, j.opts.OCRPageTime, []string{"OMP_THREAD_LIMIT=1"}, image, tesseract,
		"stdin", "stdout", "-l", lang, "--dpi", strconv.Itoa(dpi), "--psm", "3", "tsv")
	if err != nil {
		return nil, 0, 0, err
	}
	words, w, h = parseTSV(out, float64(dpi))
	return words, w, h, nil
}

// parseTSV reads tesseract's table: a word a line with its box and confidence.
func parseTSV(b []byte, dpi float64) (words []layout.Word, width, height float64) {
	type box struct {
		line       string
		x, y, w, h float64
		conf       float64
		text       string
	}
	var boxes []box
	scale := 72 / dpi
	for l := range bytes.SplitSeq(b, []byte("\n")) {
		f := strings.Split(strings.TrimRight(string(l), "\r"), "\t")
		if len(f) < 12 {
			continue
		}
		num := func(i int) float64 {
			v, _ := strconv.ParseFloat(f[i], 64)
			return v
		}
		if f[0] == "1" {
			width, height = num(8)*scale, num(9)*scale
		}
		text := strings.TrimSpace(f[11])
		if f[0] != "5" || text == "" {
			continue
		}
		bx := box{line: strings.Join(f[1:5], " "), x: num(6) * scale, y: num(7) * scale, w: num(8) * scale, h: num(9) * scale, conf: num(10) / 100, text: text}
		// Spots of a stamp or the edge of the paper.
		if bx.conf < .25 && strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' }) < 0 {
			continue
		}
		boxes = append(boxes, bx)
	}
	if len(boxes) == 0 {
		return nil, width, height
	}
	heights := make([]float64, len(boxes))
	bottoms := map[string][]float64{}
	for i, bx := range boxes {
		heights[i] = bx.h
		bottoms[bx.line] = append(bottoms[bx.line], bx.y+bx.h)
	}
	slices.Sort(heights)
	usual := heights[len(heights)/2]
	base := map[string]float64{}
	for line, ys := range bottoms {
		slices.Sort(ys)
		base[line] = ys[len(ys)*2/5] // letters that hang below are fewer
	}
	for _, bx := range boxes {
		words = append(words, layout.Word{X0: bx.x, X1: bx.x + bx.w, Y: base[bx.line], Size: usual, Text: bx.text, SpaceAfter: true, Confidence: bx.conf})
	}
	return words, width, height
}

// confidence is that of the words' letters on average.
func confidence(words []layout.Word) float64 {
	sum, n := 0.0, 0
	for _, w := range words {
		sum += w.Confidence * float64(len(w.Text))
		n += len(w.Text)
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// readImage recognises a picture.
func (j *job) readImage() error {
	if want := formatOf(j.name); want != "" && want != Image {
		return fmt.Errorf("%w: the name says %s, the content is a picture", ErrWrongType, want)
	}
	j.res.Reader = "ocr"
	tesseract := j.program("tesseract")
	lang := ""
	if tesseract != "" && j.opts.OCR != OCRNever {
		lang = j.ocrLanguage(tesseract)
	}
	if lang == "" {
		j.res.NeedsOCR = true
		j.warn(WarnOCR, 0, "the picture waits for recognition")
		return nil
	}
	b, err := j.bytes()
	if err != nil {
		return err
	}
	words, w, h, err := j.recogniseImage(tesseract, lang, b, ocrDPI)
	if err != nil {
		if j.ctx.Err() != nil || errors.Is(err, ErrTimeout) {
			return err
		}
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	t := layout.Lay([]layout.Page{{Number: 1, Width: w, Height: h, Words: words}})
	j.res.Text = t.Text
	j.res.Pages = []Page{{Number: 1, End: len(t.Text), Source: SourceOCR, Confidence: confidence(words)}}
	j.warn(WarnOCR, 0, "recognised (tesseract, %s)", lang)
	return nil
}
