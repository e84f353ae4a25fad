package pdfread

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// stream unpacks a stream, to at most most bytes. What can be read of a damaged
// one is returned. The parser's own filters know Flate and ASCII85 under their
// long names only and stop at the first error; they are used for encrypted
// files, whose key is the parser's.
func (d *Document) stream(v pdf.Value, most int64) []byte {
	if v.Kind() != pdf.Stream {
		return nil
	}
	most = min(most, d.limits.TotalBytes-d.bytes)
	if most <= 0 {
		return nil
	}
	var b []byte
	if d.encrypted {
		rd := v.Reader()
		b, _ = io.ReadAll(io.LimitReader(rd, most))
		rd.Close()
	} else {
		b = d.unpack(v, most)
	}
	d.bytes += int64(len(b))
	return b
}

func (d *Document) unpack(v pdf.Value, most int64) []byte {
	text := v.String() // "<<…>>@offset"
	offset, err := strconv.ParseInt(text[strings.LastIndexByte(text, '@')+1:], 10, 64)
	if err != nil || offset <= 0 || offset >= d.source.size {
		return nil
	}
	length := v.Key("Length").Int64()
	if length <= 0 || offset+length > d.source.size || !d.endsAt(offset+length) {
		length = d.findEnd(offset)
	}
	b := make([]byte, min(length, d.source.size-offset))
	n, _ := d.source.ReadAt(b, offset)
	b = b[:n]

	filter, params := v.Key("Filter"), v.Key("DecodeParms")
	if filter.Kind() == pdf.Name {
		return applyFilter(b, filter.Name(), params, most)
	}
	for i := range min(filter.Len(), 8) {
		b = applyFilter(b, filter.Index(i).Name(), params.Index(i), most)
	}
	return b
}

// endsAt reports whether the word endstream follows.
func (d *Document) endsAt(at int64) bool {
	var b [16]byte
	n, _ := d.source.ReadAt(b[:], at)
	return bytes.Contains(b[:n], []byte("endst"))
}

// findEnd gives the length of a stream whose own is wrong.
func (d *Document) findEnd(offset int64) int64 {
	const chunk, most = 1 << 16, 64 << 20
	buf := make([]byte, chunk+16)
	for at := offset; at < d.source.size && at-offset < most; at += chunk {
		n, _ := d.source.ReadAt(buf, at)
		if n == 0 {
			break
		}
		if i := bytes.Index(buf[:n], []byte("endstream")); i >= 0 {
			return at - offset + int64(i)
		}
	}
	return 0
}

// applyFilter undoes one filter; pictures' filters give nothing.
func applyFilter(b []byte, name string, params pdf.Value, most int64) []byte {
	switch name {
	case "FlateDecode", "Fl":
		return unpredict(inflate(b, most), params)
	case "LZWDecode", "LZW":
		early := params.Key("EarlyChange")
		return unpredict(unLZW(b, early.IsNull() || early.Int64() != 0, most), params)
	case "ASCIIHexDecode", "AHx":
		s := scanner{b: append([]byte{'<'}, b...)}
		return []byte(s.hex())
	case "ASCII85Decode", "A85":
		return unASCII85(b)
	case "RunLengthDecode", "RL":
		return unRunLength(b, most)
	case "Crypt":
		return b
	}
	return nil
}

// inflate reads past a wrong checksum and gives what comes before an error.
func inflate(b []byte, most int64) []byte {
	b = bytes.TrimLeft(b, "\r\n")
	if len(b) < 2 {
		return nil
	}
	read := func(b []byte) []byte {
		out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), most))
		return out
	}
	if b[0]&0x0F == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
		return read(b[2:])
	}
	if out := read(b[2:]); len(out) > 0 {
		return out
	}
	return read(b)
}

func unASCII85(b []byte) []byte {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	out, _ := io.ReadAll(ascii85.NewDecoder(bytes.NewReader(b)))
	return out
}

func unRunLength(b []byte, most int64) []byte {
	var out []byte
	for i := 0; i < len(b) && int64(len(out)) < most; {
		n := int(b[i])
		i++
		switch {
		case n == 128:
			return out
		case n < 128:
			end := min(i+n+1, len(b))
			out = append(out, b[i:end]...)
			i = end
		case i < len(b):
			out = append(out, bytes.Repeat(b[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// unLZW undoes LZW with codes of 9 to 12 bits, PDF 32000-1:2008, 7.4.4.
func unLZW(b []byte, early bool, most int64) []byte {
	const reset, end = 256, 257
	type entry struct {
		prefix int
		last   byte
	}
	table := make([]entry, 258, 4096)
	var out, word []byte
	width, prev := 9, -1
	var acc, bits uint
	shift := 0
	if early {
		shift = 1
	}
	spell := func(c int) []byte {
		word = word[:0]
		for c > end && c < len(table) {
			word = append(word, table[c].last)
			c = table[c].prefix
		}
		word = append(word, byte(c))
		for i, k := 0, len(word)-1; i < k; i, k = i+1, k-1 {
			word[i], word[k] = word[k], word[i]
		}
		return word
	}
	for _, c := range b {
		acc, bits = acc<<8|uint(c), bits+8
		if int(bits) < width {
			continue
		}
		bits -= uint(width)
		code := int(acc >> bits & (1<<width - 1))
		switch {
		case code == end || int64(len(out)) > most:
			return out
		case code == reset:
			table, width, prev = table[:258], 9, -1
			continue
		case prev < 0:
			if code > 255 {
				return out
			}
			out = append(out, byte(code))
		case code < len(table):
			w := spell(code)
			out = append(out, w...)
			if len(table) < 4096 {
				table = append(table, entry{prev, w[0]})
			}
		case code == len(table) && len(table) < 4096:
			w := spell(prev)
			first := w[0]
			out = append(append(out, w...), first)
			table = append(table, entry{prev, first})
		default:
			return out
		}
		prev = code
		for width < 12 && len(table)+shift >= 1<<width {
			width++
		}
	}
	return out
}

// unpredict undoes the PNG and TIFF predictors, PDF 32000-1:2008, 7.4.4.4; of
// the latter the one for whole bytes.
func unpredict(b []byte, params pdf.Value) []byte {
	predictor := params.Key("Predictor").Int64()
	if predictor < 2 {
		return b
	}
	or := func(v pdf.Value, def int64) int {
		if v.Kind() == pdf.Integer && v.Int64() > 0 && v.Int64() < 1<<20 {
			return int(v.Int64())
		}
		return int(def)
	}
	colors, depth, columns := or(params.Key("Colors"), 1), or(params.Key("BitsPerComponent"), 8), or(params.Key("Columns"), 1)
	pixel := max(1, colors*depth/8)
	row := (colors*depth*columns + 7) / 8
	if row <= 0 || row > 1<<24 {
		return nil
	}
	if predictor == 2 {
		for at := 0; at+row <= len(b); at += row {
			for i := pixel; i < row; i++ {
				b[at+i] += b[at+i-pixel]
			}
		}
		return b
	}
	out := make([]byte, 0, len(b))
	above := make([]byte, row)
	for len(b) > 1 {
		kind := b[0]
		line := b[1:min(len(b), row+1)]
		b = b[1+len(line):]
		cur := make([]byte, row)
		copy(cur, line)
		for i := range line {
			var left, upLeft byte
			if i >= pixel {
				left, upLeft = cur[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				cur[i] += left
			case 2:
				cur[i] += above[i]
			case 3:
				cur[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				cur[i] += paeth(left, above[i], upLeft)
			}
		}
		out = append(out, cur[:len(line)]...)
		above = cur
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
