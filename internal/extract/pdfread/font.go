package pdfread

import (
	"strings"

	"github.com/ledongthuc/pdf"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// font is what is needed of a font to read and place its letters.
type font struct {
	name         string
	bold, italic bool
	caps         bool            // shows small letters as capitals: .VnTimeH
	encoding     legacy.Encoding // of the letters, by the font's name
	composite    bool
	unicode      *cmap // ToUnicode
	code         *cmap // an embedded Encoding map; nil is two bytes a code
	simple       [256]string
	widths       map[uint32]float64 // thousandths of the size
	width        float64            // of the others
	scale        float64            // from widths to text space, usually 1/1000
	repeats      map[uint32]string  // what the codes were found to mean
}

// maxWidths bounds the entries of a width table.
const maxWidths = 1 << 17

// font returns the font of a resource dictionary under a name. Fonts are kept by
// the reference, since every page has its own dictionary of the same fonts.
func (d *Document) font(resources pdf.Value, refs map[string]string, name string) *font {
	key := refs[name]
	if !strings.HasSuffix(key, " R") {
		key = ""
	}
	if f := d.fonts[key]; key != "" && f != nil {
		return f
	}
	f := d.loadFont(resources.Key("Font").Key(name))
	if key != "" {
		d.fonts[key] = f
	}
	return f
}

// loadFont never fails; a font that cannot be read maps nothing and has wide
// letters. It recovers so that a bad font costs its own letters only.
func (d *Document) loadFont(v pdf.Value) (f *font) {
	f = &font{scale: .001, width: 500, widths: map[uint32]float64{}, repeats: map[uint32]string{}}
	defer func() {
		if x := recover(); x != nil && (d.source.ctx.Err() != nil || d.source.left < 0) {
			panic(x)
		}
	}()
	if v.Kind() != pdf.Dict {
		f.composite = true // nothing is known of it, not even how long its codes are
		return f
	}
	f.setName(v.Key("BaseFont").Name())
	if u := v.Key("ToUnicode"); u.Kind() == pdf.Stream {
		if m := parseCMap(d.stream(u, 4<<20)); !m.empty() {
			f.unicode = m
		}
	}
	switch v.Key("Subtype").Name() {
	case "Type0":
		f.composite = true
		d.loadComposite(f, v)
	case "Type3":
		if m := v.Key("FontMatrix"); m.Len() == 6 && m.Index(0).Float64() != 0 {
			f.scale = m.Index(0).Float64()
		}
		fallthrough
	default:
		d.loadSimple(f, v)
	}
	return f
}

func (f *font) setName(name string) {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[i+1:]
	}
	f.name = name
	low := strings.ToLower(name)
	f.bold = strings.Contains(low, "bold") || strings.Contains(low, "black")
	f.italic = strings.Contains(low, "italic") || strings.Contains(low, "oblique")
	f.encoding, f.caps = legacyfont.Encoding(name)
}

func (d *Document) loadSimple(f *font, v pdf.Value) {
	desc := v.Key("FontDescriptor")
	first := int(v.Key("FirstChar").Int64())
	ws := v.Key("Widths")
	if w := desc.Key("MissingWidth").Float64(); w > 0 {
		f.width = w
	}
	for i := range min(ws.Len(), 256) {
		f.widths[uint32(first+i)] = ws.Index(i).Float64()
	}
	if ws.Len() == 0 && strings.Contains(f.name, "Courier") {
		f.width = 600
	}

	enc := v.Key("Encoding")
	table := baseEncoding(enc.Name())
	if enc.Kind() == pdf.Dict {
		table = baseEncoding(enc.Key("BaseEncoding").Name())
	}
	if table == nil {
		table = &winAnsi
		if v.Key("Subtype").Name() == "Type1" && desc.IsNull() {
			table = &standard
		}
	}
	for i, r := range table {
		if r > 0 && r != 0xFFFD {
			f.simple[i] = string(r)
		}
	}
	if diffs := enc.Key("Differences"); diffs.Kind() == pdf.Array {
		n := 0
		for i := range min(diffs.Len(), 1024) {
			switch x := diffs.Index(i); x.Kind() {
			case pdf.Integer:
				n = int(x.Int64())
			case pdf.Name:
				if n >= 0 && n < 256 {
					if t := glyphText(x.Name()); t != "" {
						f.simple[n] = t
					}
				}
				n++
			}
		}
	}
}

func (d *Document) loadComposite(f *font, v pdf.Value) {
	if enc := v.Key("Encoding"); enc.Kind() == pdf.Stream {
		f.code = parseCMap(d.stream(enc, 4<<20))
	}
	desc := v.Key("DescendantFonts").Index(0)
	f.width = 1000
	if dw := desc.Key("DW"); !dw.IsNull() {
		f.width = dw.Float64()
	}
	w := desc.Key("W")
	for i, n := 0, min(w.Len(), maxWidths); i+1 < n; {
		first := uint32(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range min(list.Len(), maxWidths) {
				f.setWidth(first+uint32(k), list.Index(k).Float64())
			}
			i += 2
			continue
		}
		last, width := uint32(w.Index(i+1).Int64()), w.Index(i+2).Float64()
		for c := first; c <= last && c-first < 1<<16; c++ {
			f.setWidth(c, width)
		}
		i += 3
	}
	if f.unicode == nil {
		f.unicode = d.reverseCMap(desc)
	}
}

func (f *font) setWidth(c uint32, w float64) {
	if len(f.widths) < maxWidths {
		f.widths[c] = w
	}
}

// cut takes the first code of s.
func (f *font) cut(s string) (c uint32, n int) {
	switch {
	case !f.composite:
		return uint32(s[0]), 1
	case f.code != nil:
		return f.code.cut(s)
	case len(s) >= 2:
		return uint32(s[0])<<8 | uint32(s[1]), 2
	}
	return uint32(s[0]), 1
}

// advance is the width of a code in text space for size 1.
func (f *font) advance(c uint32) float64 {
	if f.code != nil {
		c = f.code.cid(c)
	}
	if w, ok := f.widths[c]; ok {
		return w * f.scale
	}
	return f.width * f.scale
}

// text is what a code means; "" where the file does not say.
func (f *font) text(c uint32) string {
	if t, ok := f.repeats[c]; ok {
		return t
	}
	t := f.meaning(c)
	if len(f.repeats) < maxCMap {
		f.repeats[c] = t
	}
	return t
}

func (f *font) meaning(c uint32) string {
	if f.unicode != nil {
		if t, ok := f.unicode.lookup(c); ok && t != "" && t != "\x00" && t != "\uFFFD" {
			return t
		}
	}
	if !f.composite && c < 256 {
		return f.simple[c]
	}
	return ""
}
