package extract

import (
	"strconv"
	"strings"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// symbol gives a character of a symbol font: bullets as such, letters of legacy
// fonts as the byte they are.
func symbol(font, char string) string {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	if n >= 0xF000 && n <= 0xF0FF {
		n -= 0xF000
	}
	if enc, caps := legacyfont.Encoding(font); enc != legacy.Unicode {
		return legacyfont.Decode(string(rune(n)), enc, caps)
	}
	switch {
	case strings.HasPrefix(font, "Wingdings"), font == "Webdings":
		return dingbat(byte(n))
	case font == "Symbol" && n >= 0x80:
		return map[uint64]string{0xB7: "•", 0xAE: "→", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB1: "±"}[n]
	}
	return string(rune(n))
}

// dingbat gives the signs of Wingdings that stand in documents.
func dingbat(c byte) string {
	switch c {
	case 0xFC, 0xFE:
		return "☑"
	case 0xA8, 0x6F, 0x71, 0x72:
		return "□"
	case 0xD8, 0xE0, 0xF0:
		return "→"
	case 0x2A:
		return "✉"
	case 0x28:
		return "☎"
	}
	return "•"
}

// paragraphWriter collects runs; neighbours in one legacy encoding are decoded
// together, since a letter and its mark may be runs of their own.
type paragraphWriter struct {
	d     *docx
	b     strings.Builder
	raw   strings.Builder
	last  runProps
	props runProps
}

func (w *paragraphWriter) add(s string) {
	if w.props.hidden || s == "" {
		return
	}
	if w.props != w.last {
		w.flush()
		w.last = w.props
	}
	w.raw.WriteString(s)
}

func (w *paragraphWriter) flush() {
	s := w.raw.String()
	w.raw.Reset()
	if s == "" {
		return
	}
	if w.last.enc != legacy.Unicode {
		if t := legacyfont.Decode(s, w.last.enc, w.last.capsFont); t != s {
			w.d.legacyUsed[w.last.enc]++
			s = t
		}
	}
	if w.last.caps {
		s = strings.ToUpper(s)
	}
	if w.last.superscript && strings.Trim(s, "0123456789") == "" {
		s = superscriptDigits(s)
	}
	w.b.WriteString(s)
}

func (w *paragraphWriter) text() string {
	w.flush()
	return w.b.String()
}

func (w *paragraphWriter) note(kind, id string) {
	if w.d.inNotes {
		return
	}
	n := 1
	for _, r := range w.d.notes {
		if r.kind == kind {
			n++
		}
	}
	w.d.notes = append(w.d.notes, noteRef{kind, id, n})
	w.flush()
	w.b.WriteString(superscriptNumber(n))
}

func superscriptNumber(n int) string { return superscriptDigits(strconv.Itoa(n)) }

func superscriptDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
		}
		return r
	}, s)
}
