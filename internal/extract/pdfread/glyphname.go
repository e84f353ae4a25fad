package pdfread

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// glyphText gives the text of a glyph name by the rules of the Adobe Glyph
// List: uniXXXX, uXXXXX, parts joined by "_", suffixes after ".", and the
// names themselves. Letters with marks (ecircumflexacute, uhorndotbelow) are
// put together from their parts instead of listed. Names of the form g123,
// cid45 and G0A say nothing and give "".
func glyphText(name string) string {
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if strings.Contains(name, "_") {
		var b strings.Builder
		for part := range strings.SplitSeq(name, "_") {
			b.WriteString(glyphText(part))
		}
		return b.String()
	}
	if len(name) == 1 {
		return name
	}
	if r, ok := glyphNames[name]; ok {
		return string(r)
	}
	if h, ok := strings.CutPrefix(name, "uni"); ok && len(h) >= 4 {
		var b strings.Builder
		for ; len(h) >= 4; h = h[4:] {
			n, err := strconv.ParseUint(h[:4], 16, 16)
			if err != nil {
				return ""
			}
			b.WriteRune(rune(n))
		}
		return b.String()
	}
	if h, ok := strings.CutPrefix(name, "u"); ok && len(h) >= 4 && len(h) <= 6 {
		if n, err := strconv.ParseUint(h, 16, 21); err == nil {
			return string(rune(n))
		}
	}
	return markedLetter(name)
}

// markNames are the marks that follow a letter in a glyph name.
var markNames = []struct {
	name string
	mark rune
}{
	{"circumflex", 0x302}, {"breve", 0x306}, {"horn", 0x31B}, {"grave", 0x300}, {"acute", 0x301}, {"hookabove", 0x309}, {"hook", 0x309},
	{"tilde", 0x303}, {"dotbelow", 0x323}, {"dieresis", 0x308}, {"caron", 0x30C}, {"cedilla", 0x327}, {"ring", 0x30A}, {"macron", 0x304},
	{"ogonek", 0x328}, {"dotaccent", 0x307}, {"dot", 0x307}, {"hungarumlaut", 0x30B}, {"commaaccent", 0x326},
}

func markedLetter(name string) string {
	if name == "" || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return ""
	}
	out, rest := []rune{rune(name[0])}, name[1:]
next:
	for rest != "" {
		for _, m := range markNames {
			if r, ok := strings.CutPrefix(rest, m.name); ok {
				out, rest = append(out, m.mark), r
				continue next
			}
		}
		return ""
	}
	return norm.NFC.String(string(out))
}

// glyphNames are the names that are not letters with marks.
var glyphNames = func() map[string]rune {
	m := map[string]rune{
		"dcroat": 'đ', "dmacron": 'đ', "Dcroat": 'Đ', "Dmacron": 'Đ', "dong": '₫', "Euro": '€', "nbspace": 0xA0, "nonbreakingspace": 0xA0,
		"sfthyphen": 0xAD, "softhyphen": 0xAD, "middot": '·', "bullet": '•', "dagger": '†', "daggerdbl": '‡', "ellipsis": '…', "emdash": '—',
		"endash": '–', "fi": 'ﬁ', "fl": 'ﬂ', "ff": 'ﬀ', "ffi": 'ﬃ', "ffl": 'ﬄ', "florin": 'ƒ', "fraction": '⁄', "guilsinglleft": '‹',
		"guilsinglright": '›', "minus": '−', "perthousand": '‰', "quotedblbase": '„', "quotedblleft": '“', "quotedblright": '”',
		"quoteleft": '‘', "quoteright": '’', "quotesinglbase": '‚', "trademark": '™', "dotlessi": 'ı', "lozenge": '◊', "notequal": '≠',
		"lessequal": '≤', "greaterequal": '≥', "infinity": '∞', "partialdiff": '∂', "summation": '∑', "product": '∏', "pi": 'π',
		"integral": '∫', "Omega": 'Ω', "radical": '√', "approxequal": '≈', "Delta": '∆', "arrowright": '→', "arrowleft": '←', "circle": '○',
		"filledbox": '■', "H22073": '□', "triagrt": '►', "checkmark": '✓', "OE": 'Œ', "oe": 'œ', "Scaron": 'Š', "scaron": 'š',
		"caron": 'ˇ', "breve": '˘', "dotaccent": '˙', "ring": '˚', "ogonek": '˛', "tilde": '˜', "hungarumlaut": '˝', "circumflex": 'ˆ',
		"gravecomb": 0x300, "acutecomb": 0x301, "tildecomb": 0x303, "hookabovecomb": 0x309, "dotbelowcomb": 0x323, "overscore": 0xAF,
		"Lslash": 'Ł', "lslash": 'ł', "mu1": 'µ', "space": ' ',
	}
	for c, names := range map[rune]string{
		' ':  "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at",
		'[':  "bracketleft backslash bracketright asciicircum underscore grave",
		'{':  "braceleft bar braceright asciitilde",
		0xA1: "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot hyphensoft registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown",
		0xC6: "AE", 0xD0: "Eth", 0xD7: "multiply Oslash", 0xDE: "Thorn germandbls", 0xE6: "ae", 0xF0: "eth", 0xF7: "divide oslash", 0xFE: "thorn",
	} {
		for i, n := range strings.Fields(names) {
			m[n] = c + rune(i)
		}
	}
	return m
}()

// baseEncoding gives the runes of a named simple encoding; nil where it is not
// known.
func baseEncoding(name string) *[256]rune {
	switch name {
	case "WinAnsiEncoding":
		return &winAnsi
	case "MacRomanEncoding":
		return &macRoman
	case "StandardEncoding":
		return &standard
	}
	return nil
}

var winAnsi = func() (t [256]rune) {
	for i := range t {
		t[i] = charmap.Windows1252.DecodeByte(byte(i))
		if t[i] == 0xFFFD { // holes: viewers show a bullet, readers keep the byte
			t[i] = rune(i)
		}
	}
	return t
}()

var macRoman = func() (t [256]rune) {
	for i := range t {
		t[i] = charmap.Macintosh.DecodeByte(byte(i))
	}
	return t
}()

// standard is Adobe's StandardEncoding, PDF 32000-1:2008, D.2.
var standard = func() (t [256]rune) {
	for i := 0x20; i < 0x7F; i++ {
		t[i] = rune(i)
	}
	t['\''], t['`'] = '’', '‘'
	for i, r := range []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ") {
		t[0xA1+i] = r
	}
	for i, r := range map[int]rune{0xB1: '–', 0xB2: '†', 0xB3: '‡', 0xB4: '·', 0xB6: '¶', 0xB7: '•', 0xB8: '‚', 0xB9: '„', 0xBA: '”', 0xBB: '»',
		0xBC: '…', 0xBD: '‰', 0xBF: '¿', 0xC1: '`', 0xC2: '´', 0xC3: 'ˆ', 0xC4: '˜', 0xC5: '¯', 0xC6: '˘', 0xC7: '˙', 0xC8: '¨', 0xCA: '˚',
		0xCB: '¸', 0xCD: '˝', 0xCE: '˛', 0xCF: 'ˇ', 0xD0: '—', 0xE1: 'Æ', 0xE3: 'ª', 0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º', 0xF1: 'æ',
		0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ', 0xFB: 'ß'} {
		t[i] = r
	}
	return t
}()
