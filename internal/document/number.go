package document

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
)

// Number is the number and symbol of a document ("số, ký hiệu") taken apart.
//
//	23-CT/TU        {Number: "23", Symbol: "CT/TU"}
//	30/2020/NĐ-CP   {Number: "30", Year: "2020", Symbol: "NĐ-CP"}
//	03/ĐA-BCA       {Number: "03", Symbol: "ĐA-BCA"}
//	24/2018/QH14    {Number: "24", Year: "2018", Symbol: "QH14"}
//
// Number keeps the zeros as written; Year is set only where the number itself
// carries one; Symbol has no spaces and uses the hyphen-minus.
type Number struct {
	Number string `yaml:"number,omitempty" json:"number,omitempty"`
	Year   string `yaml:"year,omitempty" json:"year,omitempty"`
	Symbol string `yaml:"symbol,omitempty" json:"symbol,omitempty"`
}

// ErrNotANumber is returned by ParseNumber for text of another shape.
var ErrNotANumber = errors.New("not a document number")

var numberShape = regexp.MustCompile(
	`^(?:số\s*:?\s*)?(\d{1,5}[a-zđ]?)\s*(?:/\s*(\d{4})\s*)?[-/]\s*(\p{L}[\p{L}\d./\-\s]*)$`)

// pilotShape is the number with a point of the Government's pilot resolutions,
// "66.13/2026/NQ-CP".
var pilotShape = regexp.MustCompile(`^(?:số\s*:?\s*)?(\d{1,3}\.\d{1,3})\s*/\s*(\d{4})\s*[-/]\s*(\p{L}[\p{L}\d./\-\s]*)$`)

// ParseNumber reads one number with its symbol, in any of the spellings that
// real texts use: spaces around the signs, a second slash for the hyphen
// ("48/CT/TW"), a hyphen for the slash ("06/2022-QH15"), TƯ and T.Ư for TW, any
// kind of dash, Ð for Đ. A Vietnamese "Số" before it is dropped. The result is
// in normal form; letters keep their case except where the case is a known
// slip (CTR for CTr).
func ParseNumber(s string) (Number, error) {
	s = strings.TrimSpace(dashes.Replace(s))
	m := numberShape.FindStringSubmatch(s)
	if m == nil {
		if low := strings.TrimPrefix(strings.TrimPrefix(s, "Số"), "SỐ"); low != s {
			m = numberShape.FindStringSubmatch(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(low), ":")))
		}
	}
	if m == nil {
		m = pilotShape.FindStringSubmatch(s)
	}
	if m == nil {
		return Number{}, ErrNotANumber
	}
	sym := NormalSymbol(m[3])
	if sym == "" {
		return Number{}, ErrNotANumber
	}
	return Number{Number: m[1], Year: m[2], Symbol: sym}, nil
}

var dashes = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "Ð", "Đ", "ð", "đ", "\u00a0", " ")

// NormalSymbol brings the symbol part of a number to its normal form: no
// spaces, hyphen-minus, TW for TƯ, T.Ư and T.W, and in the Party's shape one
// hyphen-slash order ("CT/TW"). It never folds Đ to D: ĐA and DA are different
// codes.
func NormalSymbol(s string) string {
	s = dashes.Replace(s)
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = strings.Trim(s, "-/.")
	for _, v := range []string{"T.Ư", "TƯ", "T.W", "t.ư", "tư"} {
		if strings.HasSuffix(s, "/"+v) || strings.HasSuffix(s, "-"+v) {
			s = s[:len(s)-len(v)] + "TW"
		}
	}
	if strings.HasPrefix(s, "CTR/") || strings.HasPrefix(s, "Ctr/") || strings.HasPrefix(s, "CTR-") || strings.HasPrefix(s, "Ctr-") {
		s = "CTr" + s[3:]
	}
	return s
}

// IsZero reports that there is neither number nor symbol.
func (n Number) IsZero() bool { return n.Number == "" && n.Symbol == "" }

// Label writes the number as its family prints it: the Party's "23-CT/TU"
// (hyphen, then a symbol with a slash), the State's "03/ĐA-BCA" and
// "30/2020/NĐ-CP". A number without a symbol is the bare number.
func (n Number) Label() string {
	switch {
	case n.Number == "":
		return n.Symbol
	case n.Symbol == "" && n.Year == "":
		return n.Number
	case n.Symbol == "":
		return n.Number + "/" + n.Year
	case n.Year != "":
		return n.Number + "/" + n.Year + "/" + n.Symbol
	case strings.Contains(n.Symbol, "/"):
		return n.Number + "-" + n.Symbol
	}
	return n.Number + "/" + n.Symbol
}

// Bare is the number without its leading zeros, the form to compare by: "09"
// and "9" name the same document.
func (n Number) Bare() string {
	if t := strings.TrimLeft(n.Number, "0"); t != "" {
		return t
	}
	return n.Number
}

// Key is a form that two spellings of one number share: zeros dropped and
// letters in upper case, Đ kept apart from D. It names a document only together
// with the type, issuer and date: Party numbers restart in every term, and
// 28-NQ/TW names five resolutions.
func (n Number) Key() string {
	k := Number{Number: n.Bare(), Year: n.Year, Symbol: n.Symbol}
	return strings.ToUpper(k.Label())
}

// Letters is the part of the symbol that stands for the type: "CT" of "CT/TU",
// "NĐ" of "NĐ-CP". For symbols that have none (QH14, UBTVQH13) it is "".
func (n Number) Letters() string {
	if i := strings.IndexAny(n.Symbol, "/-"); i > 0 {
		return n.Symbol[:i]
	}
	return ""
}

// Body is the part of the symbol that stands for the issuing body: "TW" of
// "NQ/TW", "BCA" of "ĐA-BCA", "QH14".
func (n Number) Body() string {
	if i := strings.IndexAny(n.Symbol, "/-"); i > 0 {
		return n.Symbol[i+1:]
	}
	return n.Symbol
}
