package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// margins is what the lines of a page have in common.
type margins struct {
	left, right float64 // edges of the running text
	lead        float64 // usual distance of baselines
	indents     bool    // paragraphs begin with an indented line
}

// marginsOf measures the running text of a page.
func marginsOf(parts []part) margins {
	var x0, x1, leads []float64
	size := 0.0
	for _, p := range parts {
		if p.kind != flow {
			continue
		}
		for i, r := range p.rows {
			x0, x1 = append(x0, r.x0), append(x1, r.x1)
			size = max(size, r.size)
			if i > 0 {
				leads = append(leads, r.y-p.rows[i-1].y)
			}
		}
	}
	if len(x0) == 0 {
		return margins{}
	}
	m := margins{left: edgeOf(x0, true), right: edgeOf(x1, false)}
	if len(leads) > 0 {
		slices.Sort(leads)
		m.lead = leads[len(leads)/2]
		// Paragraphs of one line each stand as far apart as paragraphs do; the
		// lines inside one are closer.
		if q := leads[len(leads)/4]; q < .87*m.lead && q > size*.9 {
			m.lead = q
		}
	}
	indented := 0
	for _, x := range x0 {
		if x > m.left+.8*size && x < m.left+6*size {
			indented++
		}
	}
	m.indents = indented*12 >= len(x0)
	return m
}

// edgeOf finds where lines begin (or end): the outermost place that several of
// them share.
func edgeOf(xs []float64, least bool) float64 {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	if !least {
		slices.Reverse(xs)
	}
	need := max(2, min(4, len(xs)/8))
	for i := range xs {
		n := 0
		for k := i; k < len(xs) && math.Abs(xs[k]-xs[i]) <= 3; k++ {
			n++
		}
		if n >= need {
			return xs[i]
		}
	}
	return xs[0]
}

// para is a paragraph in the making.
type para struct {
	last  row    // its last line
	text  string // of that line
	start string // how the paragraph begins
	first float64
	hang  float64 // where the text behind a list sign begins; 0 without
	page  int
	kind  partKind
	m     margins
}

// continues decides whether a row goes on the paragraph before it. across is
// set where a page ends between them.
func (p *para) continues(r *row, text string, m margins, across bool) bool {
	size := max(p.last.size, r.size)
	if p.kind != flow && p.kind != foot && p.kind != column {
		return false
	}
	if math.Abs(p.last.size-r.size) > .12*size {
		return false
	}
	hyphen := glue(p.text, text) == ""
	if !across {
		if d := r.y - p.last.y; d > 1.28*m.lead+1 && m.lead > 0 && !(hyphen && d < 2*m.lead) && d > 1.5*size {
			return false
		}
	}
	pc, rc := p.m.centered(&p.last), m.centered(r)
	if p.kind == column {
		return p.title(r, text, true)
	}
	if pc || rc {
		styled := bold(p.last.words) && bold(r.words) || strings.HasPrefix(p.start, "(") && lower(text)
		if pc != rc && !(styled && (p.wide() || rc)) {
			return rc == false && pc && hyphen
		}
		return p.title(r, text, false)
	}
	sign := startsSign(text)
	full := p.full(r, text)
	indented := r.x0 > m.left+.8*size
	switch {
	case hyphen && full:
		return true
	case indented:
		level := math.Abs(r.x0-(p.last.x0+m.left-p.m.left)) < 3 // begins where the line before does
		hanging := p.hang > 0 && math.Abs(r.x0-(p.hang+m.left-p.m.left)) < 4
		if (level && p.last.x0 != p.first || hanging || level && !m.indents) && full && !sign {
			return lower(text) || !ended(p.text)
		}
		return full && lower(text) && !sign && !ended(p.text)
	case !full:
		return lower(text) && !sign && !ended(p.text) && bold(p.last.words) == bold(r.words)
	case sign:
		return m.indents && !rowSign.MatchString(text) && !ended(p.text)
	case m.indents || !ended(p.text):
		return true
	default:
		return !across && r.y-p.last.y < 1.08*m.lead
	}
}

// full reports that the first word of the next line would not have fitted.
func (p *para) full(next *row, text string) bool {
	need := 0.0
	first, _, _ := strings.Cut(text, " ")
	n := 0
	for i, w := range next.words {
		n += len(w.Text)
		need = w.X1 - next.words[0].X0
		if n >= len(first) || w.SpaceAfter || i+1 < len(next.words) && next.words[i+1].X0-w.X1 > gap*w.Size {
			// A word drawn in one with others counts its share.
			if n > len(first) {
				need *= float64(len(first)) / float64(n)
			}
			break
		}
	}
	return p.m.right-p.last.x1 < need+.3*p.last.size
}

// centered reports a line that stands in the middle, away from both edges.
func (m margins) centered(r *row) bool {
	size := r.size
	if m.right-m.left < 4*size {
		return false
	}
	mid := math.Abs((r.x0+r.x1)/2 - (m.left+m.right)/2)
	return mid < .9*size && r.x0 > m.left+1.2*size && r.x1 < m.right-1.2*size
}

func (p *para) wide() bool {
	return p.last.x1-p.last.x0 > .55*(p.m.right-p.m.left)
}

// Lines that stand alone in a header, a heading or a signature, and beginnings
// that show a line to go on the one before.
var (
	alone     = regexp.MustCompile(`^(?:CHỈ THỊ|NGHỊ QUYẾT|KẾT LUẬN|QUY ĐỊNH|QUYẾT ĐỊNH|NGHỊ ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|QUY CHẾ|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|CÔNG VĂN|CÔNG ĐIỆN|LUẬT|BỘ LUẬT|PHÁP LỆNH|LỆNH|ĐIỀU LỆ|NGHỊ QUYẾT LIÊN TỊCH|PHỤ LỤC(?: [IVX\d]+)?|(?:Phụ lục|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+[\p{L}\d]+(?: [\p{L}\d]+)?|(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ ĐỊNH|CHỈ THỊ)\s*:|(?:TM|T/M|KT|TL|TUQ|Q|K/T|T/L)\s*\.\s.*|CỘNG HÒA XÃ HỘI.*|CỘNG HOÀ XÃ HỘI.*|ĐẢNG CỘNG SẢN.*|Độc lập\s.*|[-_*–—=.\s]+)$`)
	goesOn    = regexp.MustCompile(`^(?:VÀ|VỀ|CỦA|ĐỐI VỚI|TRONG|THEO|TẠI|CHO|ĐẾN|TỪ|VỚI|TRÊN|VIỆT NAM|(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s+\p{Lu})(?:\s|$)`)
	opens     = regexp.MustCompile(`(?:[,\-–]|\s(?:VÀ|VỀ|CỦA|và|về|của|các|CÁC|SỐ|số))$`)
	peoples   = regexp.MustCompile(`^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN CHẤP HÀNH|ĐẢNG BỘ|BAN THƯỜNG VỤ)`)
	placeName = regexp.MustCompile(`^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s`)
)

// title decides for lines in the middle of the page or of a column: titles run
// over several lines, but a type, a heading's number and a signature's office
// stand alone.
func (p *para) title(r *row, text string, side bool) bool {
	if alone.MatchString(p.text) || alone.MatchString(text) || startsSign(text) || ended(p.text) && !lower(text) {
		return false
	}
	if capitals(p.text) && capitals(p.start) && lower(text) && !opens.MatchString(p.text) { // CỦA BAN BÍ THƯ / về …
		return false
	}
	if bold(p.last.words) != bold(r.words) || capitals(p.text) != capitals(text) && !lower(text) {
		return false
	}
	if placeName.MatchString(text) && capitals(text) {
		return peoples.MatchString(p.text) && len(p.text) < 40
	}
	if lower(text) || goesOn.MatchString(text) || opens.MatchString(p.text) || glue(p.text, text) == "" {
		return true
	}
	if side && listSign.MatchString(p.start) && !ended(p.text) && !capitals(text) {
		return true
	}
	if side {
		// A column of running text, such as a page in two columns.
		return !capitals(text) && !capitals(p.text) && p.full(r, text) && !ended(p.text)
	}
	return p.wide()
}
