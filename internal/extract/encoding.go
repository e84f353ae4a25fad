package extract

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"tracuu/internal/vietnamese/legacy"
)

// charsetReader lets encoding/xml read files that name another encoding.
func charsetReader(label string, r io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(label, r)
}

// decode gives the text of bytes in an encoding that is not known: a byte order
// mark, UTF-8, UTF-16 without a mark, else what reads as Vietnamese; label is
// what the file says, if it says anything. name is the legacy encoding that was
// converted, "" for Unicode.
func decode(b []byte, label string) (text, name string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return string(b[3:]), ""
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16Text(b, unicode.ExpectBOM, unicode.LittleEndian), ""
	}
	if e, ok := zeros(b); ok {
		return utf16Text(b, unicode.IgnoreBOM, e), ""
	}
	// A byte or two gone wrong do not make another encoding of UTF-8.
	if invalid := invalidUTF8(b); invalid*200 <= len(b) && (invalid == 0 || multibyte(b) > 4*invalid) {
		text = strings.ToValidUTF8(string(b), "\uFFFD")
		if fixed, enc := legacy.RepairText(text); enc != legacy.Unicode {
			return fixed, enc.String()
		}
		return text, ""
	}
	enc, sure := legacy.Detect(b)
	if enc != legacy.Unicode && sure > .5 {
		return legacy.Decode(enc, b), enc.String()
	}
	if label != "" {
		if e, err := htmlindex.Get(label); err == nil && strings.ToLower(label) != "utf-8" {
			if out, err := e.NewDecoder().Bytes(b); err == nil {
				return string(out), ""
			}
		}
	}
	return legacy.Decode(legacy.Windows1258, b), legacy.Windows1258.String()
}

func utf16Text(b []byte, policy unicode.BOMPolicy, e unicode.Endianness) string {
	out, err := unicode.UTF16(e, policy).NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(out), "\uFFFD")
	}
	return string(out)
}

// zeros recognises UTF-16 without a mark by the zero bytes of its ASCII.
func zeros(b []byte) (unicode.Endianness, bool) {
	n := min(len(b), 4096) &^ 1
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	switch {
	case n < 8:
	case odd > n/8 && even*20 < odd:
		return unicode.LittleEndian, true
	case even > n/8 && odd*20 < even:
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}

func invalidUTF8(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		b = b[size:]
	}
	return n
}

func multibyte(b []byte) int {
	n := 0
	for len(b) > 0 {
		_, size := utf8.DecodeRune(b)
		if size > 1 {
			n++
		}
		b = b[size:]
	}
	return n
}

// converted notes a legacy encoding in the result.
func (j *job) converted(name string) {
	if name == "" || j.res.Encoding == name {
		return
	}
	if j.res.Encoding == "" {
		j.res.Encoding = name
	}
	j.warn(WarnEncoding, 0, "converted from %s", name)
}

// readText reads a text file.
func (j *job) readText() error {
	b, err := j.bytes()
	if err != nil {
		return err
	}
	text, enc := decode(b, "")
	if strings.Count(text, "\x00")*8 > len(text) || strings.Count(text, "\uFFFD")*8 > len(text) {
		return fmt.Errorf("%w: no text", ErrWrongType)
	}
	j.converted(enc)
	j.res.Text, j.res.Reader = unwrap(strings.ReplaceAll(text, "\x1a", "")), "text"
	return nil
}
