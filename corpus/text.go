package corpus

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/vietnamese"
)

// maxText and maxRecord are the largest files read, in bytes.
const (
	maxText   = 64 << 20
	maxRecord = 1 << 20
)

// canonicalText brings text to the form in which the library keeps it.
func canonicalText(s string) string { return vietnamese.Clean(s) }

// textFault is why bytes are not the text of a document.
type textFault struct {
	line int
	msg  string
}

func (f *textFault) Error() string { return f.msg }

// decodeText reads the bytes of a text file as they are meant. odd says, in
// Vietnamese, in what the bytes differ from the canonical form ("" when they do
// not). Bytes that are no text are a *textFault.
func decodeText(b []byte) (text, odd string, err error) {
	var notes []string
	if u, ok := decodeUTF16(b); ok {
		b = u
		notes = append(notes, "mã UTF-16")
	}
	if !utf8.Valid(b) {
		at := invalidUTF8(b)
		return "", "", &textFault{
			line: 1 + bytes.Count(b[:at], []byte("\n")),
			msg:  fmt.Sprintf("tệp không phải mã UTF-8 (byte 0x%02X ở vị trí %d); hãy lưu lại bằng UTF-8, hoặc nhập tệp gốc bằng lệnh “tracuu import” để chuyển mã", b[at], at),
		}
	}
	if at := bytes.IndexByte(b, 0); at >= 0 {
		return "", "", &textFault{
			line: 1 + bytes.Count(b[:at], []byte("\n")),
			msg:  "tệp có byte 0, có lẽ không phải văn bản thuần; hãy nhập tệp gốc bằng lệnh “tracuu import”",
		}
	}
	s := string(b)
	text = canonicalText(s)
	if text != s {
		if strings.HasPrefix(s, "\ufeff") && len(notes) == 0 {
			notes = append(notes, "dấu BOM ở đầu tệp")
		}
		if strings.IndexByte(s, '\r') >= 0 {
			notes = append(notes, "dòng kết thúc bằng CR LF")
		}
		if !norm.NFC.IsNormalString(s) {
			notes = append(notes, "chữ dựng sẵn và tổ hợp lẫn nhau (không phải NFC)")
		}
		if len(notes) == 0 {
			notes = append(notes, "ký tự điều khiển, chữ Đ sai mã hoặc dấu chữ sai thứ tự")
		}
	}
	return text, strings.Join(notes, ", "), nil
}

func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// decodeUTF16 converts what Windows editors call "Unicode": UTF-16 with a byte
// order mark.
func decodeUTF16(b []byte) ([]byte, bool) {
	if len(b) < 2 || len(b)%2 != 0 {
		return nil, false
	}
	big := b[0] == 0xFE && b[1] == 0xFF
	if !big && !(b[0] == 0xFF && b[1] == 0xFE) {
		return nil, false
	}
	units := make([]uint16, 0, len(b)/2-1)
	for i := 2; i < len(b); i += 2 {
		if big {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	return []byte(string(utf16.Decode(units))), true
}
