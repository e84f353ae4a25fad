package pdfread

import (
	"encoding/binary"

	"github.com/ledongthuc/pdf"
)

// reverseCMap reads what the glyphs of an embedded TrueType font mean from the
// font's own table, for files that leave ToUnicode out. It returns nil where the
// font does not say.
func (d *Document) reverseCMap(desc pdf.Value) *cmap {
	if m := desc.Key("CIDToGIDMap"); m.Kind() == pdf.Stream {
		return nil // numbers of their own
	}
	file := desc.Key("FontDescriptor").Key("FontFile2")
	if file.Kind() != pdf.Stream {
		return nil
	}
	m := &cmap{text: map[uint32]string{}}
	eachGlyph(d.stream(file, 16<<20), func(glyph uint32, r rune) {
		if _, ok := m.text[glyph]; !ok {
			m.set(glyph, string(r))
		}
	})
	if m.empty() {
		return nil
	}
	return m
}

// eachGlyph calls f for every glyph of a TrueType font that its Unicode table
// names (OpenType 1.9, cmap, formats 4 and 12).
func eachGlyph(b []byte, f func(glyph uint32, r rune)) {
	u16 := func(at int) int {
		if at < 0 || at+2 > len(b) {
			return 0
		}
		return int(binary.BigEndian.Uint16(b[at:]))
	}
	u32 := func(at int) int {
		if at < 0 || at+4 > len(b) {
			return 0
		}
		return int(binary.BigEndian.Uint32(b[at:]))
	}
	for i := range min(u16(4), 64) {
		rec := 12 + 16*i
		if rec+16 > len(b) || string(b[rec:rec+4]) != "cmap" {
			continue
		}
		table := u32(rec + 8)
		for k := range min(u16(table+2), 32) {
			platform, enc := u16(table+4+8*k), u16(table+6+8*k)
			if platform != 0 && !(platform == 3 && (enc == 1 || enc == 10)) {
				continue
			}
			sub := table + u32(table+8+8*k)
			switch u16(sub) {
			case 4:
				n := u16(sub+6) / 2
				for s := range min(n, 1<<15) {
					end, start := u16(sub+14+2*s), u16(sub+16+2*n+2*s)
					delta, off := u16(sub+16+4*n+2*s), sub+16+6*n+2*s
					for c := start; c <= end && c < 0xFFFF; c++ {
						g := c + delta
						if ro := u16(off); ro != 0 {
							if g = u16(off + ro + 2*(c-start)); g != 0 {
								g += delta
							}
						}
						if g &= 0xFFFF; g != 0 {
							f(uint32(g), rune(c))
						}
					}
				}
			case 12:
				for s := range min(u32(sub+12), 1<<12) {
					at := sub + 16 + 12*s
					start, end, g := u32(at), u32(at+4), u32(at+8)
					for c := start; c <= end && c-start < 1<<16 && c <= 0x10FFFF; c++ {
						f(uint32(g+c-start), rune(c))
					}
				}
			}
		}
	}
}
