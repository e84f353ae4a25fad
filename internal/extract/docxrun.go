package extract

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

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
	b     traced
	raw   traced
	last  runProps
	props runProps
}

func (w *paragraphWriter) add(s string) {
	t := w.d.trace.text()
	t.write(s)
	w.addTraced(t)
}

func (w *paragraphWriter) addTraced(s traced) {
	if w.props.hidden || len(s.b) == 0 {
		return
	}
	if w.props != w.last {
		w.flush()
		w.last = w.props
	}
	w.raw.add(s)
}

func (w *paragraphWriter) flush() {
	s := w.raw
	if len(s.b) == 0 {
		return
	}
	if w.last.enc != legacy.Unicode {
		raw := s.String()
		if t := legacyfont.Decode(raw, w.last.enc, w.last.capsFont); t != raw {
			w.d.legacyUsed[w.last.enc]++
			s = w.d.trace.decoded(s, t)
		}
	}
	if w.last.caps {
		s = s.mapped(unicode.ToUpper)
	}
	if w.last.superscript && len(bytes.Trim(s.b, "0123456789")) == 0 {
		s = s.mapped(superscriptDigit)
	}
	w.b.add(s)
	w.raw.reset()
}

func (w *paragraphWriter) text() traced {
	w.flush()
	return w.b
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
	w.b.write(superscriptNumber(n))
}

func superscriptNumber(n int) string { return superscriptDigits(strconv.Itoa(n)) }

func superscriptDigits(s string) string {
	return strings.Map(superscriptDigit, s)
}

func superscriptDigit(r rune) rune {
	if r >= '0' && r <= '9' {
		return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
	}
	return r
}
