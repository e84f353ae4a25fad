package extract

import (
	"bytes"
	"fmt"
	"math"
)

// straighten turns a scanned page (a PGM picture of pdftoppm) so that its lines
// are level. Pages that are level within a quarter of a degree, and pictures that
// cannot be read, are returned as they are.
func straighten(pgm []byte) []byte {
	w, h, pix := parsePGM(pgm)
	if pix == nil || w < 200 || h < 200 {
		return pgm
	}
	angle := skew(w, h, pix)
	if math.Abs(angle) < .25 {
		return pgm
	}
	return append(fmt.Appendf(nil, "P5\n%d %d\n255\n", w, h), turn(w, h, pix, angle)...)
}

func parsePGM(b []byte) (w, h int, pix []byte) {
	var depth int
	if !bytes.HasPrefix(b, []byte("P5")) {
		return 0, 0, nil
	}
	if _, err := fmt.Sscanf(string(b[2:min(len(b), 64)]), "%d %d %d", &w, &h, &depth); err != nil || depth != 255 || w <= 0 || h <= 0 || w > 1<<15 || h > 1<<15 {
		return 0, 0, nil
	}
	if len(b) < w*h {
		return 0, 0, nil
	}
	return w, h, b[len(b)-w*h:]
}

// skew finds the angle in degrees by which lines fall to the right: turned by
// it, the sums of dark dots along the lines differ most from line to line.
func skew(w, h int, pix []byte) float64 {
	// Dark dots on a coarse grid do.
	step := max(1, w/600)
	type dot struct{ x, y float64 }
	var dots []dot
	for y := h / 20; y < h*19/20; y += step {
		for x := w / 20; x < w*19/20; x += step {
			if pix[y*w+x] < 110 {
				dots = append(dots, dot{float64(x), float64(y)})
			}
		}
	}
	if len(dots) < 500 || len(dots) > w/step*h/step/2 {
		return 0
	}
	bins := make([]float64, 2*h/step+1)
	rate := func(angle float64) float64 {
		clear(bins)
		slope := math.Tan(angle * math.Pi / 180)
		for _, d := range dots {
			if i := int((d.y-d.x*slope+float64(h)/2)/float64(step) + .5); i >= 0 && i < len(bins) {
				bins[i]++
			}
		}
		sum := 0.0
		for i := 1; i < len(bins); i++ {
			sum += (bins[i] - bins[i-1]) * (bins[i] - bins[i-1])
		}
		return sum
	}
	best, most := 0.0, rate(0)*1.02 // level unless another angle is clearly better
	for a := -5.0; a <= 5; a += .5 {
		if r := rate(a); r > most {
			best, most = a, r
		}
	}
	for _, fine := range []float64{.25, .1} {
		for _, a := range []float64{best - fine, best + fine} {
			if r := rate(a); r > most {
				best, most = a, r
			}
		}
	}
	return best
}

// turn turns a picture about its middle; what comes from outside is white.
func turn(w, h int, pix []byte, angle float64) []byte {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	out := make([]byte, w*h)
	cx, cy := float64(w)/2, float64(h)/2
	for y := range h {
		for x := range w {
			dx, dy := float64(x)-cx, float64(y)-cy
			sx, sy := cx+dx*cos-dy*sin, cy+dx*sin+dy*cos
			out[y*w+x] = sample(w, h, pix, sx, sy)
		}
	}
	return out
}

// sample reads between dots.
func sample(w, h int, pix []byte, x, y float64) byte {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < 0 || y0 < 0 || x0+1 >= w || y0+1 >= h {
		return 255
	}
	fx, fy := x-float64(x0), y-float64(y0)
	i := y0*w + x0
	top := float64(pix[i])*(1-fx) + float64(pix[i+1])*fx
	low := float64(pix[i+w])*(1-fx) + float64(pix[i+w+1])*fx
	return byte(top*(1-fy) + low*fy)
}
