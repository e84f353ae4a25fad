package vietnamese

import (
	"unicode/utf8"
)

// Clean returns s as it should be stored and shown: valid UTF-8 in NFC, line
// ends as LF, and nothing invisible that only a machine would notice.
//
//   - Marks in the wrong order are repaired: e + acute + circumflex, which NFC
//     leaves as two runes, becomes ế.
//   - Ð (U+00D0, eth) and Ɖ (U+0189) become Đ, ð becomes đ, where the word is
//     Vietnamese: it is a syllable with the change, or it is an abbreviation
//     in capitals (HÐND, QÐi). Icelandic and Faroese words stay.
//   - CR LF, CR, VT, FF, NEL, U+2028 and U+2029 become LF.
//   - BOM, NUL and the other control characters but LF and TAB go.
//   - A byte that is not UTF-8 becomes U+FFFD.
//
// Dashes, quotes, spaces and the place of tone marks stay as written. Clean
// is idempotent, and returns s itself where nothing is to be done.
func Clean(s string) string { return rewrite(s, cleaning, nil) }

// CleanMap is Clean with a map from byte offsets of the result to byte offsets
// of s.
func CleanMap(s string) (clean string, at Offsets) {
	clean = rewrite(s, cleaning, &at)
	return clean, at
}

// Normalize returns the form in which strings are matched, case kept: Clean,
// and further
//
//   - the tone mark of a syllable on one fixed letter, in oa, oe and uy the
//     first (hoà → hòa, thuỷ → thủy, khoẻ → khỏe), never the u of qu; slips
//     such as hòan, qúy, đìên that leave one reading are put right too;
//   - dashes and minus signs → '-', every kind of space → ' ', curly and
//     angle quotes → '"' or '\”, full-width ASCII and the ligatures ﬀ to ﬆ
//     → ASCII;
//   - soft hyphens, zero-width and direction characters removed.
//
// Normalize is idempotent. It returns s itself, without allocating, where s
// is in this form already.
func Normalize(s string) string { return rewrite(s, matching, nil) }

// NormalizeMap is Normalize with a map from byte offsets of the result to
// byte offsets of s.
func NormalizeMap(s string) (norm string, at Offsets) {
	norm = rewrite(s, matching, &at)
	return norm, at
}

// mode says how far rewrite goes.
type mode uint8

const (
	cleaning mode = iota
	matching
)

// rewrite brings s into the form of the mode. It looks for the first place
// that may not be in that form, and rewrites there from white space to white
// space, so that clean text costs a scan and no more.
func rewrite(s string, m mode, at *Offsets) string {
	bad := scan(s, 0, m)
	if bad == len(s) {
		return s
	}
	var (
		out    []byte
		copied int // s[:copied] is in out
		buf    [96]unit
	)
	units := buf[:0]
	for from := 0; bad < len(s); {
		start, end := stretch(s, from, bad)
		units = rewriteStretch(units[:0], s, start, end, m)
		if !spells(units, s[start:end]) {
			if out == nil {
				out = make([]byte, 0, len(s)+len(s)/16+16)
			}
			out = append(out, s[copied:start]...)
			for _, u := range units {
				if at != nil {
					at.add(len(out), u.at)
				}
				out = utf8.AppendRune(out, u.r)
			}
			if at != nil {
				at.add(len(out), end)
			}
			copied = end
		}
		from = end
		bad = scan(s, end, m)
	}
	if out == nil {
		return s
	}
	return string(append(out, s[copied:]...))
}

// stretch widens the place at bad to the white space around it. White space
// before belongs to it, for marks may follow; nothing composes with what
// stands before a space.
func stretch(s string, from, bad int) (start, end int) {
	start = bad
	for start > from && !isBreak(s[start]) {
		start--
	}
	end = bad
	if end < len(s) {
		end++
	}
	for end < len(s) && !isBreak(s[end]) {
		end++
	}
	return start, end
}

func isBreak(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// unit is a rune on its way to the result, with the original offset of what
// it was made from.
type unit struct {
	r  rune
	at int
}

func spells(units []unit, s string) bool {
	i := 0
	for _, u := range units {
		if i >= len(s) {
			return false
		}
		r, size := decode(s, i)
		if r != u.r || r == utf8.RuneError && size == 1 {
			return false
		}
		i += size
	}
	return i == len(s)
}

// rewriteStretch appends the units of s[start:end] in the form of the mode.
func rewriteStretch(units []unit, s string, start, end int, m mode) []unit {
	compose := false
	for i := start; i < end; {
		r, size := decode(s, i)
		switch class := classOf(r); class {
		case fine, vowelToned, eth:
			units = append(units, unit{r, i})
		case lineEnd:
			if !(r == '\r' && i+1 < len(s) && s[i+1] == '\n') {
				units = append(units, unit{'\n', i})
			}
		case dropped:
		case invisible:
			if m == cleaning {
				units = append(units, unit{r, i})
			}
		case quad:
			if m == cleaning {
				units = append(units, unit{r + 2, i}) // U+2002, U+2003
			} else {
				units = append(units, unit{' ', i})
			}
		case replaced:
			if m == cleaning {
				units = append(units, unit{r, i})
			} else if to, ok := replacement(r); ok {
				for _, x := range to {
					units = append(units, unit{x, i})
				}
			}
		case other:
			compose = true
			units = append(units, unit{r, i})
		}
		i += size
	}
	if compose {
		units = composeUnits(units)
	}
	return fixWords(units, m)
}
