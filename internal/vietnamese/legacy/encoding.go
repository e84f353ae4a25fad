// Package legacy reads and writes the encodings of Vietnamese from before
// Unicode, and finds text in them, from the text alone.
//
// Bytes go in through Decode, with Detect to name the encoding. Text that a
// Unicode program has made of such bytes as if they were Latin-1 or
// Windows-1252 ("Sè : 01/2006/TT-NHNN", "Chiùnh phuû") goes in through
// RepairText, with DetectText and DecodeText below it. Text that is valid
// Vietnamese, or any other language, in Unicode comes back as it was: a
// candidate must turn most words that are no Vietnamese into syllables that
// are.
//
// The package knows letters and syllables, not files or fonts. A reader that
// knows the font (.VnTime, VNI-Times) should call DecodeText with its
// encoding; capitals of the .VnTimeH fonts are small letters in the text and
// stay so.
package legacy

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Encoding names a way to write Vietnamese.
type Encoding uint8

const (
	Unicode     Encoding = iota // UTF-8
	TCVN3                       // TCVN 5712:1993 VN3, the ABC fonts (.VnTime); no capitals with tones; 80–9F as Windows-1252
	TCVN5712                    // TCVN 5712:1993 VN1, all letters, some in the place of control characters
	VNI                         // VNI for Windows, letters and marks as bytes of their own
	VISCII                      // RFC 1456
	VIQR                        // RFC 1456, marks as ASCII after the letter
	Windows1258                 // Microsoft code page 1258, tones as combining marks
)

var encodingNames = [...]string{"Unicode", "TCVN3", "TCVN 5712", "VNI", "VISCII", "VIQR", "Windows-1258"}

func (e Encoding) String() string {
	if int(e) < len(encodingNames) {
		return encodingNames[e]
	}
	return "?"
}

// Decode returns the text that the bytes spell in the encoding, in NFC. Bytes
// without a meaning in the encoding are read as Windows-1252; for Unicode,
// invalid bytes become U+FFFD.
func Decode(enc Encoding, b []byte) string {
	switch enc {
	case TCVN3, TCVN5712, VISCII:
		return norm.NFC.String(string(decodeTable(enc, b)))
	case VNI:
		return decodeVNI(string(windows1252(b)))
	case VIQR:
		return decodeVIQR(string(b))
	case Windows1258:
		out := make([]rune, len(b))
		for i, c := range b {
			out[i] = charmap.Windows1258.DecodeByte(c)
		}
		return norm.NFC.String(string(out))
	}
	out := make([]byte, 0, len(b))
	for _, r := range string(b) {
		out = utf8.AppendRune(out, r)
	}
	return norm.NFC.String(string(out))
}

// Encode writes s in the encoding. It fails at the first character that the
// encoding does not have, as TCVN3 has no Á.
func Encode(enc Encoding, s string) ([]byte, error) {
	s = norm.NFC.String(s)
	out := make([]byte, 0, len(s))
	for i, r := range s {
		n := len(out)
		switch enc {
		case Unicode:
			out = utf8.AppendRune(out, r)
		case TCVN3, TCVN5712, VISCII:
			out = appendTable(out, enc, r)
		case VNI:
			out = appendVNI(out, r)
		case VIQR:
			out = appendVIQR(out, r)
		case Windows1258:
			out = append1258(out, r)
		}
		if len(out) == n {
			return nil, fmt.Errorf("write %s: no %q (byte %d)", enc, r, i)
		}
	}
	return out, nil
}

// windows1252 decodes bytes; the five that the code page leaves open are C1
// controls.
func windows1252(b []byte) []rune {
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = latin(c)
	}
	return out
}

func latin(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r != utf8.RuneError {
		return r
	}
	return rune(c)
}

// latinByte is the byte that stands behind a rune which a program has read
// as Latin-1 or Windows-1252, or has taken from a glyph's name or from a
// symbol font.
func latinByte(r rune) (byte, bool) {
	switch {
	case r <= 0xFF:
		return byte(r), true
	case r >= 0xF020 && r <= 0xF0FF: // symbol fonts
		return byte(r - 0xF000), true
	}
	switch r {
	case 0x2212, 0x2010, 0x2011: // minus, hyphen: glyph names of 0xAD
		return 0xAD, true
	case 0x2219: // bullet operator
		return 0xB7, true
	case 0x3BC: // Greek mu
		return 0xB5, true
	case 0x2C9: // modifier macron
		return 0xAF, true
	case 0x2215: // division slash
		return '/', true
	}
	if c, ok := charmap.Windows1252.EncodeRune(r); ok {
		return c, true
	}
	return 0, false
}

func append1258(out []byte, r rune) []byte {
	if c, ok := charmap.Windows1258.EncodeRune(r); ok {
		return append(out, c)
	}
	// The tone comes last in the decomposition: ế is ê and acute.
	d := []rune(norm.NFD.String(string(r)))
	for k := len(d) - 1; k > 0; k-- {
		for mark := 1; mark < len(d); mark++ {
			rest := append(append([]rune{}, d[:mark]...), d[mark+1:]...)
			base := []rune(norm.NFC.String(string(rest)))
			if len(base) != 1 {
				continue
			}
			b, ok1 := charmap.Windows1258.EncodeRune(base[0])
			m, ok2 := charmap.Windows1258.EncodeRune(d[mark])
			if ok1 && ok2 {
				return append(out, b, m)
			}
		}
	}
	return out
}
