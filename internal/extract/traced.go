package extract

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// Origin says where a stretch of Result.Text is written in the file. Offsets are
// bytes: Start and End of the text, From and To of the content of a part.
//
// Exact is a stretch whose bytes the part has as they are, so that any character
// of it stands as far behind From as it does behind Start. Otherwise the stretch
// is one character that is written in another way: as an entity, in several
// code points, in small letters that are shown as capitals. Approx says that
// only the neighbourhood is known: text in a legacy encoding.
type Origin struct {
	Start  int  `json:"s"`
	End    int  `json:"e"`
	Part   int  `json:"p,omitempty"` // index in Result.Parts
	From   int  `json:"f"`
	To     int  `json:"t"`
	Exact  bool `json:"x,omitempty"`
	Approx bool `json:"a,omitempty"`
}

// source is one character as a part writes it.
type source struct {
	part     int32
	from, to int32
	approx   bool
}

// trace remembers the characters of the parts that were read. A nil trace
// remembers nothing, and costs nothing.
type trace struct {
	names   []string
	raw     [][]byte
	sources []source // the first stands for "nowhere"
}

func newTrace() *trace { return &trace{sources: make([]source, 1)} }

// traced is text that knows where each of its bytes was read.
type traced struct {
	b  []byte
	at []int32 // index in trace.sources by byte; nil where nothing is traced
	on bool
}

func (t *trace) text() traced { return traced{on: t != nil} }

// write appends text that stands nowhere in the file: labels, line ends.
func (x *traced) write(s string) {
	x.b = append(x.b, s...)
	if x.on {
		x.at = append(x.at, make([]int32, len(s))...)
	}
}

// add appends other text with its places.
func (x *traced) add(o traced) {
	x.b = append(x.b, o.b...)
	if x.on {
		x.at = append(x.at, o.at...)
	}
}

func (x *traced) reset()        { x.b, x.at = x.b[:0], x.at[:0] }
func (x traced) String() string { return string(x.b) }

func (x traced) slice(i, j int) traced {
	o := traced{b: x.b[i:j:j], on: x.on}
	if x.on {
		o.at = x.at[i:j:j]
	}
	return o
}

func (x traced) trim() traced {
	left := len(x.b) - len(bytes.TrimLeftFunc(x.b, unicode.IsSpace))
	right := len(bytes.TrimRightFunc(x.b, unicode.IsSpace))
	return x.slice(left, max(left, right))
}

// fields joins the words of x by single spaces.
func (x traced) fields() traced {
	out := traced{on: x.on}
	for i := 0; i < len(x.b); {
		r, n := utf8.DecodeRune(x.b[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i
		for j < len(x.b) {
			r, n := utf8.DecodeRune(x.b[j:])
			if unicode.IsSpace(r) {
				break
			}
			j += n
		}
		if len(out.b) > 0 {
			out.write(" ")
		}
		out.add(x.slice(i, j))
		i = j
	}
	return out
}

// mapped replaces each character by f, where it was read.
func (x traced) mapped(f func(rune) rune) traced {
	out := traced{on: x.on}
	for i := 0; i < len(x.b); {
		r, n := utf8.DecodeRune(x.b[i:])
		was := len(out.b)
		out.b = utf8.AppendRune(out.b, f(r))
		if x.on {
			for range len(out.b) - was {
				out.at = append(out.at, x.at[i])
			}
		}
		i += n
	}
	return out
}

// decoded puts s in place of x, of which it is another writing whose characters
// cannot be told apart: each byte is near the one as far along.
func (t *trace) decoded(x traced, s string) traced {
	out := traced{b: []byte(s), on: x.on}
	if !x.on {
		return out
	}
	out.at = make([]int32, len(s))
	for i := range out.at {
		if k := x.at[i*len(x.b)/len(s)]; k != 0 {
			was := t.sources[k]
			was.approx = true
			t.sources = append(t.sources, was)
			out.at[i] = int32(len(t.sources) - 1)
		}
	}
	return out
}

// begin takes up a part and gives its number.
func (t *trace) begin(name string, raw []byte) int {
	t.names, t.raw = append(t.names, name), append(t.raw, raw)
	return len(t.names) - 1
}

// chars gives the characters that the bytes from to to of a part write, which
// the reader of XML read as want. Where it read something else (an unknown
// entity, a CDATA section), nothing is known of their places.
func (t *trace) chars(part, from, to int, want []byte) traced {
	out := t.text()
	if t == nil || part < 0 || from < 0 || to > len(t.raw[part]) || from > to {
		out.write(string(want))
		return out
	}
	raw := t.raw[part]
	for i := from; i < to; {
		s, n := character(raw[i:to])
		t.sources = append(t.sources, source{part: int32(part), from: int32(i), to: int32(i + n)})
		out.b = append(out.b, s...)
		for range len(s) {
			out.at = append(out.at, int32(len(t.sources)-1))
		}
		i += n
	}
	if !bytes.Equal(out.b, want) {
		out = t.text()
		out.write(string(want))
	}
	return out
}

// character reads the first character of XML text and the bytes that write it.
func character(b []byte) (string, int) {
	switch b[0] {
	case '\r':
		if len(b) > 1 && b[1] == '\n' {
			return "\n", 2
		}
		return "\n", 1
	case '&':
		end := bytes.IndexByte(b[:min(len(b), 14)], ';')
		if end < 0 {
			return "&", 1
		}
		name := string(b[1:end])
		if s, ok := map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}[name]; ok {
			return s, end + 1
		}
		if code, ok := strings.CutPrefix(name, "#"); ok {
			base := 10
			if hex, ok := strings.CutPrefix(code, "x"); ok {
				code, base = hex, 16
			}
			if n, err := strconv.ParseUint(code, base, 32); err == nil && n <= unicode.MaxRune {
				return string(rune(n)), end + 1
			}
		}
		return "&", 1
	}
	_, n := utf8.DecodeRune(b)
	return string(b[:n]), n
}

// tidy makes the text canonical as the function of that name does, and gives the
// origins of what is left.
func (t *trace) tidy(x traced) (string, []Origin) {
	whole := x.String()
	s, cleaned := vietnamese.CleanMap(whole)
	var b strings.Builder
	b.Grow(len(s) + 1)
	var at []int // by byte of the result, offset in s; -1 for a line end
	base := 0
	for l := range strings.SplitSeq(s, "\n") {
		was := b.Len()
		squeezeInto(&b, l, func(from int) { at = append(at, base+from) })
		if b.Len() > was {
			b.WriteByte('\n')
			at = append(at, -1)
		}
		base += len(l) + 1
	}
	text := b.String()
	var out []Origin
	for i := 0; i < len(text); {
		_, n := utf8.DecodeRuneInString(text[i:])
		if o, ok := t.originOf(x, text, i, n, at[i], cleaned); ok {
			if k := len(out) - 1; k >= 0 && out[k].Exact && o.Exact && out[k].End == o.Start && out[k].Part == o.Part && out[k].To == o.From {
				out[k].End, out[k].To = o.End, o.To
			} else {
				out = append(out, o)
			}
		}
		i += n
	}
	return text, out
}

// originOf finds where the character of n bytes at offset i of the text is
// written; from is its offset in the clean text.
func (t *trace) originOf(x traced, text string, i, n, from int, cleaned vietnamese.Offsets) (Origin, bool) {
	if from < 0 {
		return Origin{}, false
	}
	a, z := cleaned.Original(from), cleaned.Original(from+n)
	if text[i] == ' ' || z <= a {
		z = a + 1 // a space stands for all that were squeezed into it
	}
	o := Origin{Start: i, End: i + n}
	for k := a; k < z && k < len(x.at); k++ {
		if x.at[k] == 0 {
			return Origin{}, false
		}
		s := t.sources[x.at[k]]
		switch {
		case o.To == 0:
			o.Part, o.From, o.To = int(s.part), int(s.from), int(s.to)
		case o.Part != int(s.part) || int(s.to) < o.To:
			return Origin{}, false
		default:
			o.To = int(s.to)
		}
		o.Approx = o.Approx || s.approx
	}
	if o.To == 0 {
		return Origin{}, false
	}
	o.Exact = !o.Approx && string(t.raw[o.Part][o.From:o.To]) == text[i:i+n]
	return o, true
}
