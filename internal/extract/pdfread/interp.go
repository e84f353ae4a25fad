package pdfread

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"

	"tracuu/internal/extract/layout"
)

// matrix is [a b 0; c d 0; e f 1], PDF 32000-1:2008, 8.3.3.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul is the matrix that applies m first and n after it.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return x*m.a + y*m.c + m.e, x*m.b + y*m.d + m.f
}

// state is the part of the graphics state that places text.
type state struct {
	ctm        matrix
	font       *font
	size       float64
	charSpace  float64
	wordSpace  float64
	scale      float64 // horizontal, 1 is normal
	leading    float64
	rise       float64
	mode       int
	artifact   bool
	line, text matrix // Tlm, Tm
}

// What a content stream may do.
const (
	maxForms      = 4096 // form XObjects drawn on a page
	maxFormDepth  = 16
	maxStates     = 512 // q inside q
	maxRules      = 20_000
	maxOperands   = 4096
	annotationMax = 2000
)

// interpreter draws one page into words and rules.
type interpreter struct {
	doc    *Document
	ctx    context.Context
	page   *layout.Page
	budget int64 // bytes of content that may still be unpacked
	forms  int
	ops    int

	base     matrix // from default user space to the page as shown
	st       state
	stack    []state
	marks    []bool // marked content: artifact or not
	path     []layout.Rule
	at, from [2]float64 // current point, start of the subpath
	runs     []run
	target   *[]run
	groups   [][]run
	total    int
	codes    int // letters shown
	unknown  int // of them, those that the file does not name
}

// run is a word as drawn: from one point to another, in any direction.
type run struct {
	layout.Word
	x0, y0, x1, y1 float64
	dx, dy         float64 // direction of writing, length 1
	font           *font
	raw            string
}

var errTooMuch = errors.New("more on the page than allowed")

func (in *interpreter) run(page pdf.Value) error {
	in.setUp(page)
	in.target = &in.runs
	in.st = state{ctm: in.base, scale: 1}
	content := in.content(page.Key("Contents"))
	err := in.interpret(content, inherited(page, "Resources"), 0)
	if err == nil {
		err = in.annotations(page)
	}
	if err == nil && in.unknown*2 > in.codes {
		err = fmt.Errorf("the file does not say what %d of %d letters mean", in.unknown, in.codes)
	}
	return err
}

// setUp takes the size of the page and the matrix that turns it as it is shown.
func (in *interpreter) setUp(page pdf.Value) {
	box := rect(inherited(page, "MediaBox"))
	if crop := rect(inherited(page, "CropBox")); crop[2]-crop[0] > 1 && crop[3]-crop[1] > 1 {
		box = crop
	}
	if w, h := box[2]-box[0], box[3]-box[1]; w < 1 || h < 1 || w > 1e5 || h > 1e5 {
		box = [4]float64{0, 0, 595, 842}
	}
	w, h := box[2]-box[0], box[3]-box[1]
	// Y downwards from the top.
	switch turn := int(inherited(page, "Rotate").Int64()) % 360; (turn + 360) % 360 {
	case 90:
		in.base = matrix{0, 1, 1, 0, -box[1], -box[0]}
		w, h = h, w
	case 180:
		in.base = matrix{-1, 0, 0, 1, box[2], -box[1]}
	case 270:
		in.base = matrix{0, -1, -1, 0, box[3], box[2]}
		w, h = h, w
	default:
		in.base = matrix{1, 0, 0, -1, -box[0], box[3]}
	}
	in.page.Width, in.page.Height = w, h
}

// rect reads a rectangle with its corners in order.
func rect(v pdf.Value) [4]float64 {
	if v.Len() < 4 {
		return [4]float64{}
	}
	x0, y0, x1, y1 := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	return [4]float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// content unpacks the content of a page, which may be in pieces.
func (in *interpreter) content(v pdf.Value) []byte {
	if v.Kind() != pdf.Array {
		return in.unpack(v)
	}
	var b []byte
	for i := range min(v.Len(), 10_000) {
		b = append(append(b, in.unpack(v.Index(i))...), '\n')
	}
	return b
}

func (in *interpreter) unpack(v pdf.Value) (b []byte) {
	defer func() {
		if x := recover(); x != nil && (in.ctx.Err() != nil || in.doc.source.left < 0) {
			panic(x) // otherwise one stream is lost, not the page
		}
	}()
	b = in.doc.stream(v, in.budget)
	in.budget -= int64(len(b))
	return b
}

func (in *interpreter) interpret(content []byte, resources pdf.Value, depth int) error {
	s := scanner{b: content}
	fonts := entries(resources.Key("Font"))
	var args []operand
	for {
		o := s.next()
		switch o.kind {
		case kEnd:
			return nil
		case kOperator:
			if in.ops++; in.ops&1023 == 0 {
				if err := in.ctx.Err(); err != nil {
					return err
				}
			}
			if err := in.operator(o.str, args, &s, resources, fonts, depth); err != nil {
				return err
			}
			args = args[:0]
		default:
			if len(args) < maxOperands {
				args = append(args, o)
			}
		}
	}
}

// num is the i-th operand as a number.
func num(args []operand, i int) float64 {
	if i < len(args) {
		return args[i].num
	}
	return 0
}

func (in *interpreter) operator(op string, args []operand, s *scanner, resources pdf.Value, fonts map[string]string, depth int) error {
	st := &in.st
	switch op {
	case "q":
		if len(in.stack) < maxStates {
			in.stack = append(in.stack, *st)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			*st = in.stack[n-1]
			in.stack = in.stack[:n-1]
		}
	case "cm":
		st.ctm = matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}.mul(st.ctm)
	case "BMC", "BDC":
		in.begin(args)
	case "EMC":
		if n := len(in.marks); n > 0 {
			st.artifact = in.marks[n-1]
			in.marks = in.marks[:n-1]
		}
	case "Do":
		if len(args) > 0 {
			return in.do(resources.Key("XObject").Key(args[0].str), resources, depth)
		}
	case "ID":
		s.skipInlineImage()
	case "gs":
		if len(args) > 0 {
			in.graphicsState(resources.Key("ExtGState").Key(args[0].str))
		}
	default:
		if in.paint(op, args) {
			return nil
		}
		return in.textOperator(op, args, resources, fonts)
	}
	return nil
}

func (in *interpreter) textOperator(op string, args []operand, resources pdf.Value, fonts map[string]string) error {
	st := &in.st
	switch op {
	case "BT":
		st.line, st.text = identity, identity
	case "Tf":
		if len(args) >= 2 {
			st.font, st.size = in.doc.font(resources, fonts, args[0].str), args[1].num
		}
	case "Tc":
		st.charSpace = num(args, 0)
	case "Tw":
		st.wordSpace = num(args, 0)
	case "Tz":
		st.scale = num(args, 0) / 100
	case "TL":
		st.leading = num(args, 0)
	case "Ts":
		st.rise = num(args, 0)
	case "Tr":
		st.mode = int(num(args, 0))
	case "Td", "TD":
		if op == "TD" {
			st.leading = -num(args, 1)
		}
		in.nextLine(num(args, 0), num(args, 1))
	case "Tm":
		st.line = matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
		st.text = st.line
	case "T*":
		in.nextLine(0, -st.leading)
	case "Tj":
		if len(args) > 0 {
			return in.show(args[len(args)-1].str)
		}
	case "'":
		in.nextLine(0, -st.leading)
		if len(args) > 0 {
			return in.show(args[0].str)
		}
	case "\"":
		st.wordSpace, st.charSpace = num(args, 0), num(args, 1)
		in.nextLine(0, -st.leading)
		if len(args) > 2 {
			return in.show(args[2].str)
		}
	case "TJ":
		if len(args) == 0 {
			return nil
		}
		for _, x := range args[len(args)-1].list {
			if x.kind == kNumber {
				st.text = matrix{1, 0, 0, 1, -x.num / 1000 * st.size * st.scale, 0}.mul(st.text)
			} else if x.kind == kString {
				if err := in.show(x.str); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (in *interpreter) nextLine(x, y float64) {
	in.st.line = matrix{1, 0, 0, 1, x, y}.mul(in.st.line)
	in.st.text = in.st.line
}

// begin opens marked content. Producers that tag their files say which text is
// a running head or foot.
func (in *interpreter) begin(args []operand) {
	if len(in.marks) < maxStates {
		in.marks = append(in.marks, in.st.artifact)
	}
	if len(args) > 0 && args[0].str == "Artifact" {
		kind := ""
		if len(args) > 1 {
			kind = args[1].key("Type").str
		}
		in.st.artifact = kind == "Pagination" || kind == ""
	}
}

func (in *interpreter) graphicsState(gs pdf.Value) {
	if f := gs.Key("Font"); f.Kind() == pdf.Array && f.Len() == 2 {
		in.st.font, in.st.size = in.doc.loadFont(f.Index(0)), f.Index(1).Float64()
	}
}

// do draws an XObject: a form is content of its own, a picture is measured.
func (in *interpreter) do(x pdf.Value, resources pdf.Value, depth int) error {
	switch x.Key("Subtype").Name() {
	case "Image":
		in.picture(in.st.ctm)
	case "Form":
		if in.forms++; in.forms > maxForms || depth >= maxFormDepth {
			return nil // drawn inside itself, or meant to be
		}
		saved, stack, marks := in.st, in.stack, in.marks
		in.stack, in.marks = nil, nil
		in.st.ctm = formMatrix(x).mul(in.st.ctm)
		if r := x.Key("Resources"); !r.IsNull() {
			resources = r
		}
		err := in.interpret(in.unpack(x), resources, depth+1)
		in.st, in.stack, in.marks = saved, stack, marks
		return err
	}
	return nil
}

func formMatrix(x pdf.Value) matrix {
	m := x.Key("Matrix")
	if m.Len() != 6 {
		return identity
	}
	return matrix{m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(), m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64()}
}

// picture adds what a picture covers of the page; scans come in strips too.
func (in *interpreter) picture(m matrix) {
	area := math.Abs(m.a*m.d - m.b*m.c)
	if page := in.page.Width * in.page.Height; page > 0 {
		in.page.Picture = min(1, in.page.Picture+area/page)
	}
}

// annotations reads what annotations show: the number and date that an office
// stamps on a page with its signature are not in the page's content. Each is a
// group of its own.
func (in *interpreter) annotations(page pdf.Value) error {
	list := page.Key("Annots")
	for i := range min(list.Len(), annotationMax) {
		a := list.Index(i)
		const hidden, noView = 2, 32
		if a.Key("F").Int64()&(hidden|noView) != 0 || a.Key("Subtype").Name() == "Popup" {
			continue
		}
		n := a.Key("AP").Key("N")
		if n.Kind() == pdf.Dict {
			n = n.Key(a.Key("AS").Name())
		}
		if n.Kind() != pdf.Stream {
			continue
		}
		// PDF 32000-1:2008, 12.5.5: the box of the form, after its matrix, is
		// fitted into the rectangle of the annotation.
		box, to, m := rect(n.Key("BBox")), rect(a.Key("Rect")), formMatrix(n)
		x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for _, p := range [4][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
			x, y := m.apply(p[0], p[1])
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
		if x1-x0 <= 0 || y1-y0 <= 0 || to[2]-to[0] <= 0 || to[3]-to[1] <= 0 {
			continue
		}
		sx, sy := (to[2]-to[0])/(x1-x0), (to[3]-to[1])/(y1-y0)
		fit := matrix{sx, 0, 0, sy, to[0] - x0*sx, to[1] - y0*sy}

		var runs []run
		in.target = &runs
		in.st, in.stack, in.marks = state{ctm: fit.mul(in.base), scale: 1}, nil, nil
		err := in.do(n, n.Key("Resources"), 0)
		in.target = &in.runs
		if len(runs) > 0 {
			in.groups = append(in.groups, runs)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func clean(t string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7F && r < 0xA0 && r != 0x85 {
			return -1
		}
		return r
	}, t)
}
