package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// A key is what a citation asks the catalogue for. Its first byte tells what it
// is made of:
//
//	n  number, year and symbol          "n30|2020|NĐ-CP"
//	s  type and number, without symbol  "snghị quyết|51|"
//	t  type, number and year            "sthông tư|64|2017"
//	l  name of a law                    "lluật đất đai"
//	p  plenum or congress of a term     "p13|8", "p14|0"
//
// Two spellings of one number share the number key: leading zeros, letter case,
// the kind and place of separators, TƯ and TW, QĐi, QyĐ and QĐ. Đ and D never do.

// appendNumberKey appends the n key of a number and its symbol.
func appendNumberKey(dst []byte, n document.Number) []byte {
	dst = append(dst, 'n')
	dst = appendBare(dst, n.Number)
	dst = append(dst, '|')
	dst = append(dst, n.Year...)
	dst = append(dst, '|')
	return appendSymbol(dst, n.Symbol)
}

// appendBare appends the number without leading zeros, in lower case.
func appendBare(dst []byte, number string) []byte {
	i := 0
	for i+1 < len(number) && number[i] == '0' && number[i+1] >= '0' && number[i+1] <= '9' {
		i++
	}
	for ; i < len(number); i++ {
		b := number[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		dst = append(dst, b)
	}
	return dst
}

// appendSymbol appends the form of a symbol to compare by.
func appendSymbol(dst []byte, symbol string) []byte {
	start := len(dst)
	part := start // where the current part begins
	for i := 0; i < len(symbol); {
		b := symbol[i]
		if b < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= b && b <= 'z':
				dst = append(dst, b-('a'-'A'))
			case 'A' <= b && b <= 'Z', '0' <= b && b <= '9':
				dst = append(dst, b)
			case b == '/' || b == '-' || b == '(' || b == '.' && string(dst[part:]) != "T": // NQ.HĐTP, but T.Ư
				if len(dst) > part {
					dst = append(canonicalPart(dst, part), '-')
					part = len(dst)
				}
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(symbol[i:])
		i += n
		switch r {
		case 'đ', 'Ð', 'ð', 'Đ':
			dst = append(dst, "Đ"...)
		case '–', '—', '‐', '‑', '−':
			if len(dst) > part {
				dst = append(canonicalPart(dst, part), '-')
				part = len(dst)
			}
		default:
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				dst = utf8.AppendRune(dst, unicode.ToUpper(r))
			}
		}
	}
	dst = canonicalPart(dst, part)
	if len(dst) > start && dst[len(dst)-1] == '-' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// canonicalPart replaces the part of a symbol that begins at i by the form its
// variants share.
func canonicalPart(dst []byte, i int) []byte {
	switch string(dst[i:]) {
	case "TƯ", "TW": // T.Ư and T.W have lost their dots already
		return append(dst[:i], "TW"...)
	case "QĐI", "QYĐ":
		return append(dst[:i], "QĐ"...)
	}
	return dst
}

// appendShortKey appends the key of a type and a number without a symbol.
func appendShortKey(dst []byte, t *typeInfo, number, year string) []byte {
	dst = append(dst, 's')
	if t != nil {
		dst = append(dst, t.short...)
	}
	dst = append(dst, '|')
	dst = appendBare(dst, number)
	dst = append(dst, '|')
	return append(dst, year...)
}

// NumberKey is the form that all spellings of one number and symbol share. It
// names a document only together with the type, the issuer and the date.
func NumberKey(n document.Number) string { return string(appendNumberKey(nil, n)) }

// typeInfo is what matters of a type word when two are compared.
type typeInfo struct {
	name   string // as printed
	folded string
	short  string // the word short citations are filed under: its first words
	law    bool   // called by name
	any    bool   // "Văn bản", or no type word: says nothing about the type
}

var typeInfos = func() map[string]*typeInfo {
	m := map[string]*typeInfo{}
	for _, t := range tables.Types() {
		f := tables.Fold(t.Name)
		i := &typeInfo{name: t.Name, folded: f, short: f, law: t.Strength == tables.Law, any: f == "văn bản"}
		m[t.Name] = i
	}
	for _, i := range m {
		// "Chương trình hành động 25" and "Chương trình 25" are filed together:
		// the longest other type that begins the word.
		for _, j := range m {
			if j != i && len(j.folded) < len(i.short) && strings.HasPrefix(i.folded, j.folded+" ") {
				i.short = j.folded
			}
		}
	}
	for _, t := range tables.Types() {
		i := m[t.Name]
		if i.short == "quy định" {
			i.short = "quyết định" // one code, one series (HD 05-HD/VPTW)
		}
		if i.short == "bộ luật" {
			i.short = "luật"
		}
		for _, v := range append(t.Variants, t.Abbreviations...) {
			if m[v] == nil {
				m[v] = i
			}
		}
	}
	return m
}()

// typeOf gives what is known of a type word; nil for no word.
func typeOf(word string) *typeInfo {
	if word == "" {
		return nil
	}
	if t := typeInfos[word]; t != nil {
		return t
	}
	f := tables.Fold(word)
	for _, t := range typeInfos {
		if t.folded == f {
			return t
		}
	}
	return &typeInfo{name: word, folded: f, short: f}
}

// agreement of two type words.
type agreement int8

const (
	unsaid   agreement = iota // one of the two is not given
	agrees                    // the same
	related                   // a variant or a customary mix-up: warn, do not reject
	conflict                  // two types
)

// compareTypes compares two type words. Quyết định and Quy định share one code
// and are mixed up by public catalogues, so they are related; so are a type and
// its longer form (Chương trình, Chương trình hành động), Luật and Bộ luật.
func compareTypes(a, b *typeInfo) agreement {
	switch {
	case a == nil || b == nil || a.any || b.any:
		return unsaid
	case a == b || a.folded == b.folded:
		return agrees
	case a.short == b.short:
		return related
	case strings.HasPrefix(a.folded, b.folded+" ") || strings.HasPrefix(b.folded, a.folded+" "):
		return related
	case strings.HasPrefix(a.folded, "thông báo") && b.folded == "kết luận", strings.HasPrefix(b.folded, "thông báo") && a.folded == "kết luận":
		return related
	}
	return conflict
}
