package legacy

import "unicode"

// The tables list letters from a byte on; '.' leaves the byte to
// Windows-1252 (in the control range: to ASCII).

// run is a row of letters at consecutive bytes.
type run struct {
	from    byte
	letters string
}

// tcvn3 is the third table of TCVN 5712:1993, that of the ABC fonts.
var tcvn3 = []run{
	{0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"},
	{0xB5, "àảãáạ.ằẳẵắ"},
	{0xC6, "ặầẩẫấậè.ẻẽ"},
	{0xD0, "éẹềểễếệìỉ...ĩíịò"},
	{0xE1, "ỏõóọồổỗốộờởỡớợù"},
	{0xF1, "ủũúụừửữứựỳỷỹýỵ"},
}

// tcvn5712 is the first table of TCVN 5712:1993. B0 to B4 are combining
// marks, in tcvnMarks.
var tcvn5712 = []run{
	{0x01, "ÚỤ.ỪỬỮ"},
	{0x11, "ỨỰỲỶỸÝỴ"},
	{0x80, "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"},
	{0x90, "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"},
	{0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ"},
	{0xB5, "àảãáạẲằẳẵắẴ"},
	{0xC0, "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"},
	{0xD0, "éẹềểễếệìỉỄẾỒĩíịò"},
	{0xE0, "Ổỏõóọồổỗốộờởỡớợù"},
	{0xF0, "ỖủũúụừửữứựỳỷỹýỵỐ"},
}

// viscii is RFC 1456.
var viscii = []run{
	{0x02, "Ẳ..ẴẪ"},
	{0x14, "Ỷ....Ỹ....Ỵ"},
	{0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"},
	{0x90, "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"},
	{0xA0, "Õắằặấầẩậẽẹếềểễệố"},
	{0xB0, "ồổỗỠƠộờởịỰỨỪỬơớƯ"},
	{0xC0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"},
	{0xD0, "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"},
	{0xE0, "àáâãảăữẫèéêẻìíĩỉ"},
	{0xF0, "đựòóôõỏọụùúũủýợỮ"},
}

// tcvnMarks are grave, hook, tilde, acute and dot below, from B0 on.
var tcvnMarks = [...]rune{0x300, 0x309, 0x303, 0x301, 0x323}

type codepage struct {
	decode [256]rune // 0: not in the tables
	encode map[rune]byte
}

var codepages = map[Encoding]*codepage{
	TCVN3:    newCodepage(tcvn3),
	TCVN5712: newCodepage(tcvn5712),
	VISCII:   newCodepage(viscii),
}

func newCodepage(table []run) *codepage {
	p := &codepage{encode: make(map[rune]byte)}
	for _, row := range table {
		c := row.from
		for _, r := range row.letters {
			if r != '.' {
				p.decode[c] = r
				p.encode[r] = c
			}
			c++
		}
	}
	return p
}

func decodeTable(enc Encoding, b []byte) []rune {
	p := codepages[enc]
	out := make([]rune, len(b))
	for i, c := range b {
		switch r := p.decode[c]; {
		case r != 0:
			out[i] = r
		case enc == TCVN5712 && c >= 0xB0 && c <= 0xB4:
			out[i] = tcvnMarks[c-0xB0]
		default:
			out[i] = latin(c)
		}
	}
	return out
}

// appendTable writes r, unless its byte means another letter in the encoding.
func appendTable(out []byte, enc Encoding, r rune) []byte {
	p := codepages[enc]
	if c, ok := p.encode[r]; ok {
		return append(out, c)
	}
	c, ok := latinByte(r)
	if !ok || p.decode[c] != 0 || latin(c) != r || c >= 0xC0 && unicode.IsLetter(r) || enc == TCVN5712 && c >= 0xB0 && c <= 0xB4 {
		return out
	}
	return append(out, c)
}
