// Package legacyfont reads text set in the Vietnamese fonts from before Unicode,
// where the font's name tells what the bytes mean. It is shared by the readers of
// PDF, DOCX, ODT and RTF.
package legacyfont

import (
	"strings"
	"unicode"

	"tracuu/internal/vietnamese/legacy"
)

// Encoding tells from a font's name how its letters are encoded, and whether it
// shows small letters as capitals. The fonts of TCVN 5712 ("ABC") begin with
// .Vn, often without the dot in a PDF; the names of their capitals end in H
// (.VnTimeH, .VnArialH). Those of VNI begin with VNI.
func Encoding(name string) (enc legacy.Encoding, caps bool) {
	name = strings.TrimLeft(strings.TrimSpace(name), "@")
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[i+1:]
	}
	low := strings.ToLower(name)
	switch {
	case strings.HasPrefix(low, ".vn"), strings.HasPrefix(name, "Vn") && len(name) > 2 && isUpper(name[2]):
		return legacy.TCVN3, capitals(name)
	case strings.HasPrefix(low, "vni-"), strings.HasPrefix(low, "vni "), strings.HasPrefix(name, "VNI") && len(name) > 3:
		return legacy.VNI, false
	}
	return legacy.Unicode, false
}

func capitals(name string) bool {
	base := strings.TrimPrefix(name, ".")
	if i := strings.IndexAny(base, ",- "); i > 0 {
		base = base[:i]
	}
	for _, style := range []string{"BoldItalic", "Bold", "Italic", "Regular", "Normal"} {
		base = strings.TrimSuffix(base, style)
	}
	return len(base) > 3 && strings.HasSuffix(base, "H")
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' }

// Decode gives the text that s, read as Latin-1 or Windows-1252, shows in a font
// of the encoding. Text that holds letters no such font has (ế, ợ: a producer has
// converted it already) is returned as it is.
func Decode(s string, enc legacy.Encoding, caps bool) string {
	if enc == legacy.Unicode {
		return s
	}
	if converted(s) {
		// Partly, that is: signs that stand for letters are still there.
		var b strings.Builder
		for _, r := range s {
			if r > 0x7F && !unicode.IsLetter(r) {
				b.WriteString(legacy.DecodeText(enc, string(r)))
			} else {
				b.WriteRune(r)
			}
		}
		s = b.String()
	} else {
		s = legacy.DecodeText(enc, s)
	}
	if enc == legacy.TCVN3 {
		s = strings.ReplaceAll(s, "®", "đ") // alone, as point đ)
	}
	if caps {
		s = strings.ToUpper(s)
	}
	return s
}

// converted reports letters of the block that holds Vietnamese vowels with two
// marks, which legacy text never shows.
func converted(s string) bool {
	for _, r := range s {
		if r >= 0x1EA0 && r <= 0x1EF9 {
			return true
		}
	}
	return false
}
