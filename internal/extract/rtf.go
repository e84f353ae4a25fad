package extract

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// readRTF reads an RTF (Rich Text Format Specification 1.9.1) as far as it is
// text: characters by code page, font or as Unicode, the numbers of lists as the
// writer left them, cells by tabs, footnotes behind the text.
func (j *job) readRTF() error {
	b, err := j.bytes()
	if err != nil {
		return err
	}
	r := &rtf{j: j, b: b, page: charmap.Windows1252, fonts: map[int]*rtfFont{}, used: map[legacy.Encoding]int{}}
	r.st = rtfState{skip: 1, font: -1}
	if err := r.run(); err != nil {
		return err
	}
	text := rtfTables(r.out.String())
	if len(r.notes) > 0 {
		text += "\n" + strings.Join(r.notes, "\n")
	}
	if fixed, enc := legacy.RepairText(text); enc != legacy.Unicode {
		text = fixed
		j.converted(enc.String())
	}
	for enc := range r.used {
		j.converted(enc.String())
	}
	j.res.Text, j.res.Reader = text, "rtf"
	return nil
}

type rtfFont struct {
	name string
	page encoding.Encoding
	enc  legacy.Encoding
	caps bool
}

// rtfState is what a group inherits.
type rtfState struct {
	dest   rtfDest
	skip   int // characters behind \u that stand for it
	font   int
	hidden bool
	caps   bool
	super  bool
	row    bool // in a table
}

type rtfDest uint8

const (
	rtfBody rtfDest = iota
	rtfSkip
	rtfFonts
	rtfNote
	rtfTitle
	rtfAuthor
)

type rtf struct {
	j     *job
	b     []byte
	pos   int
	st    rtfState
	stack []rtfState
	page  encoding.Encoding
	fonts map[int]*rtfFont
	deff  int
	cur   *rtfFont // in the font table
	out   strings.Builder
	raw   strings.Builder // bytes as Latin-1 of one font, and Unicode
	rawAs rtfState
	left  int // characters to leave out behind \u
	note  strings.Builder
	notes []string
	info  strings.Builder
	used  map[legacy.Encoding]int
	high  rune

	// Of the row that is defined: whether the sides spoken of are a cell's, and
	// whether any of them is drawn.
	cellBorder, bordered bool
}

// maxGroups bounds groups inside each other.
const maxGroups = 4096

func (r *rtf) run() error {
	for r.pos < len(r.b) {
		if r.pos&0xFFFF == 0 {
			if err := r.j.ctx.Err(); err != nil {
				return err
			}
		}
		c := r.b[r.pos]
		r.pos++
		switch c {
		case '{':
			if len(r.stack) >= maxGroups {
				return fmt.Errorf("%w: %d groups inside each other", ErrDamaged, maxGroups)
			}
			r.stack = append(r.stack, r.st)
			r.left = 0
		case '}':
			r.close()
			if len(r.stack) == 0 {
				r.flush()
				return nil // what follows is no part of the document
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
		default:
			r.char(c)
		}
		if r.out.Len() > r.j.opts.MaxText {
			return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, r.j.opts.MaxText)
		}
	}
	r.flush()
	r.j.warn(WarnPage, 0, "the file is cut off")
	return nil
}

func (r *rtf) close() {
	r.flush()
	n := len(r.stack)
	if n == 0 {
		return
	}
	was := r.st
	r.st, r.stack = r.stack[n-1], r.stack[:n-1]
	r.left = 0
	if was.dest == r.st.dest {
		return
	}
	switch was.dest {
	case rtfNote:
		if t := strings.TrimSpace(r.note.String()); t != "" {
			r.notes = append(r.notes, superscriptNumber(len(r.notes)+1)+" "+strings.TrimSpace(strings.TrimLeft(t, "⁰¹²³⁴⁵⁶⁷⁸⁹0123456789")))
			r.write(superscriptNumber(len(r.notes)))
		}
		r.note.Reset()
	case rtfTitle, rtfAuthor:
		key := map[rtfDest]string{rtfTitle: "title", rtfAuthor: "author"}[was.dest]
		r.j.res.Meta[key] = r.info.String()
		r.info.Reset()
	}
}

// control reads what follows a backslash.
func (r *rtf) control() {
	if r.pos >= len(r.b) {
		return
	}
	c := r.b[r.pos]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		r.pos++
		switch c {
		case '\'':
			if r.pos+2 <= len(r.b) {
				h, l := hexDigit(r.b[r.pos]), hexDigit(r.b[r.pos+1])
				if h >= 0 && l >= 0 {
					r.pos += 2
					r.char(byte(h<<4 | l))
				}
			}
		case '*':
			r.ignorable()
		case '~':
			r.text(" ")
		case '_':
			r.text("-")
		case '-':
			if f := r.font(); f != nil && f.enc == legacy.TCVN3 { // its place is that of ư
				r.text("\u00ad")
			}
		case ':', '|':
		case '\r', '\n':
			r.text("\n")
		default:
			r.char(c)
		}
		return
	}
	start := r.pos
	for r.pos < len(r.b) && r.pos-start < 32 && (r.b[r.pos]|0x20 >= 'a' && r.b[r.pos]|0x20 <= 'z') {
		r.pos++
	}
	word := string(r.b[start:r.pos])
	arg, has, neg := 0, false, false
	if r.pos < len(r.b) && r.b[r.pos] == '-' {
		neg = true
		r.pos++
	}
	for n := 0; r.pos < len(r.b) && n < 10 && r.b[r.pos] >= '0' && r.b[r.pos] <= '9'; n++ {
		arg, has = arg*10+int(r.b[r.pos]-'0'), true
		r.pos++
	}
	if neg {
		arg = -arg
	}
	if r.pos < len(r.b) && r.b[r.pos] == ' ' {
		r.pos++
	}
	r.word(word, arg, has)
}

// ignorable looks at the destination behind \*; one that is not known is left
// out.
func (r *rtf) ignorable() {
	for _, known := range []string{"\\shptxt", "\\fldrslt", "\\ud", "\\pntext"} {
		if strings.HasPrefix(string(r.b[r.pos:min(len(r.b), r.pos+12)]), known) {
			return
		}
	}
	r.flush()
	r.st.dest = rtfSkip
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func (r *rtf) unicode(n int) {
	if n < 0 {
		n += 1 << 16
	}
	c := rune(n)
	r.left = r.st.skip
	switch {
	case c >= 0xD800 && c < 0xDC00:
		r.high = c
		return
	case c >= 0xDC00 && c < 0xE000:
		if r.high == 0 {
			return
		}
		c = (r.high-0xD800)<<10 | (c - 0xDC00) + 0x10000
		r.high = 0
	}
	left := r.left
	r.left = 0
	r.text(string(c))
	r.left = left
}

// char takes a byte of text.
func (r *rtf) char(c byte) {
	if r.left > 0 {
		r.left--
		return
	}
	switch r.st.dest {
	case rtfSkip:
		return
	case rtfFonts:
		if r.cur == nil {
			return
		}
		if c == ';' {
			r.cur.enc, r.cur.caps = legacyfont.Encoding(r.cur.name)
			return
		}
		if len(r.cur.name) < 64 && !(r.cur.name == "" && c == ' ') {
			r.cur.name += string(rune(c))
		}
		return
	}
	f := r.font()
	if c < 0x80 {
		r.text(string(rune(c)))
		return
	}
	if f != nil && f.enc != legacy.Unicode {
		r.text(string(charmap.Windows1252.DecodeByte(c)))
		if charmap.Windows1252.DecodeByte(c) == 0xFFFD {
			r.text(string(rune(c)))
		}
		return
	}
	page := r.page
	if f != nil && f.page != nil {
		page = f.page
	}
	if m, ok := page.(*charmap.Charmap); ok {
		r.text(string(m.DecodeByte(c)))
		return
	}
	// Two bytes a letter: the second is the next character.
	b := []byte{c}
	if r.pos+3 < len(r.b) && r.b[r.pos] == '\\' && r.b[r.pos+1] == '\'' {
		if h, l := hexDigit(r.b[r.pos+2]), hexDigit(r.b[r.pos+3]); h >= 0 && l >= 0 {
			b = append(b, byte(h<<4|l))
			r.pos += 4
		}
	}
	out, _ := page.NewDecoder().Bytes(b)
	r.text(string(out))
}

func (r *rtf) font() *rtfFont {
	n := r.st.font
	if n < 0 {
		n = r.deff
	}
	return r.fonts[n]
}

// text collects what one font shows.
func (r *rtf) text(s string) {
	if r.st.dest == rtfSkip || r.st.dest == rtfFonts || r.st.hidden {
		return
	}
	if r.rawAs != r.st {
		r.flush()
		r.rawAs = r.st
	}
	r.raw.WriteString(s)
}

func (r *rtf) flush() {
	s := r.raw.String()
	r.raw.Reset()
	if s == "" {
		return
	}
	now := r.st
	r.st = r.rawAs
	if f := r.font(); f != nil && f.enc != legacy.Unicode {
		if t := legacyfont.Decode(s, f.enc, f.caps); t != s {
			r.used[f.enc]++
			s = t
		}
	}
	if r.st.caps {
		s = strings.ToUpper(s)
	}
	if r.st.super && strings.Trim(s, "0123456789") == "" {
		s = superscriptDigits(s)
	}
	r.write(s)
	r.st = now
}

func (r *rtf) write(s string) {
	switch r.st.dest {
	case rtfNote:
		r.note.WriteString(strings.ReplaceAll(s, "\n", " "))
	case rtfTitle, rtfAuthor:
		if r.info.Len() < 4096 {
			r.info.WriteString(s)
		}
	case rtfBody:
		r.out.WriteString(rtfMarks.Replace(s))
	}
}
