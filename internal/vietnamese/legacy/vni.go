package legacy

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// VNI for Windows writes a letter and then one byte that holds all its marks.
// The byte is a capital letter of Latin-1 after a capital. Source: the VNI
// character table that VNI Software publishes with its fonts.
var vniMarks = []struct {
	bases string // letters that take the marks
	marks string // the bytes, as Latin-1, small
	to    []string
}{
	{"a", "øùûõïâàáåãäêèéúüë", []string{"àáảãạâầấẩẫậăằắẳẵặ"}},
	{"e", "øùûõïâàáåãä", []string{"èéẻẽẹêềếểễệ"}},
	{"o", "øùûõïâàáåãä", []string{"òóỏõọôồốổỗộ"}},
	{"u", "øùûõï", []string{"ùúủũụ"}},
	{"y", "øùûõï", []string{"ỳýỷỹỵ"}},
	{"i", "øùûõï", []string{"ìíỉĩị"}},
	{"ô", "øùûõï", []string{"ờớởỡợ"}},
	{"ö", "øùûõï", []string{"ừứửữự"}},
}

// vniLetters are letters with a byte of their own.
const vniLetters, vniMeaning = "ôöñìíæóòî", "ơưđìíỉĩịỵ"

var (
	vniPairs  = map[[2]rune]rune{}
	vniSingle = map[rune]rune{}
	vniEncode = map[rune]string{}
)

func init() {
	upper := func(r rune) rune { return []rune(strings.ToUpper(string(r)))[0] }
	for _, row := range vniMarks {
		base := []rune(row.bases)[0]
		to := []rune(row.to[0])
		for k, mark := range []rune(row.marks) {
			vniPairs[[2]rune{base, mark}] = to[k]
			vniPairs[[2]rune{base, upper(mark)}] = to[k]
			vniPairs[[2]rune{upper(base), upper(mark)}] = upper(to[k])
			vniPairs[[2]rune{upper(base), mark}] = upper(to[k])
			vniEncode[to[k]] = string([]rune{base, mark})
			vniEncode[upper(to[k])] = string([]rune{upper(base), upper(mark)})
		}
	}
	meaning := []rune(vniMeaning)
	for k, r := range []rune(vniLetters) {
		vniSingle[r], vniSingle[upper(r)] = meaning[k], upper(meaning[k])
		vniEncode[meaning[k]] = string(r)
		vniEncode[upper(meaning[k])] = string(upper(r))
	}
}

// decodeVNI reads VNI bytes that are spelled as Latin-1.
func decodeVNI(s string) string {
	runes := []rune(s)
	out := make([]rune, 0, len(runes))
	for i := 0; i < len(runes); i++ {
		if i+1 < len(runes) {
			if to, ok := vniPairs[[2]rune{runes[i], runes[i+1]}]; ok {
				out = append(out, to)
				i++
				continue
			}
		}
		if to, ok := vniSingle[runes[i]]; ok {
			out = append(out, to)
		} else {
			out = append(out, runes[i])
		}
	}
	return norm.NFC.String(string(out))
}

func appendVNI(out []byte, r rune) []byte {
	if text, ok := vniEncode[r]; ok {
		for _, x := range text {
			out = append(out, byte(x))
		}
		return out
	}
	c, ok := latinByte(r)
	if !ok || latin(c) != r || vniSingle[r] != 0 {
		return out
	}
	return append(out, c)
}
