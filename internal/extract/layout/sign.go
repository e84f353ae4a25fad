package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs that open a paragraph: divisions and points of State texts (Nghị định
// 30/2020/NĐ-CP, Phụ lục I) and of Party texts (Hướng dẫn 05-HD/VPTW), legal
// bases, list signs.
var (
	rowSign  = regexp.MustCompile(`^[“"]?(?:Điều\s+\d+[a-zđ]?\s*[.:]|Chương\s+[IVXLC\d]+|CHƯƠNG\s+[IVXLC\d]+|Mục\s+[\dIVX]+\b|MỤC\s+[\dIVX]+|Phần\s+(?:thứ\s+\p{L}+|[IVX\d]+)\s*[.:]?$|PHẦN\s|Tiểu mục\s+\d|PHỤ LỤC|Phụ lục\s+[IVX\d]*\s*$|Căn cứ\s|Theo đề nghị\s|Xét đề nghị\s|Nơi nhận\s*:|Kính gửi\s*:)`)
	listSign = regexp.MustCompile(`^[“"]?(?:\(?\d{1,3}\s*[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[IVXLC]{1,7}\s*[.\-–]\s|[a-zđ]{1,2}\s*\)|[a-zđ]\.\d?\s|\([a-zđivx\d]{1,3}\)\s|[-–—+•*▪●○◦]\s|[A-ZĐ]\s*\.\s)`)
	// onlySign is a list sign and nothing else, as the left part of a row with
	// a tab behind the sign.
	onlySign = regexp.MustCompile(`^[“"]?(?:\(?\d{1,3}\s*[.)]?|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVXLC]{1,7}\s*[.)\-–]?|\(?[a-zđ]{1,2}[.)]|[-–—+•*▪●○◦]|(?:Điều|Chương|Mục|Khoản)(?:\s+[IVX\d]+[a-z]?\s*[.:]?)?|\[\d+\])$`)
)

// StartsSign reports that s begins with the sign of a division, a list or a legal
// basis, and so a paragraph.
func StartsSign(s string) bool { return startsSign(s) }

// Ended reports that a paragraph can end after s.
func Ended(s string) bool { return ended(s) }

// Glue gives what stands between two lines of one paragraph: a space, or nothing
// where a number, a symbol or a word goes on behind a hyphen or stroke.
func Glue(prev, next string) string { return glue(prev, next) }

func startsSign(s string) bool { return rowSign.MatchString(s) || listSign.MatchString(s) }

// ended reports that a paragraph can end after s: with a full stop, semicolon,
// colon, question or exclamation mark, quotes and brackets behind it aside.
func ended(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return strings.ContainsRune(`”"'’)]»⁰¹²³⁴⁵⁶⁷⁸⁹`, r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;:?!…", r)
}

// lower reports that s begins with a small letter, an opening mark aside.
func lower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `“"'(`))
	return unicode.IsLower(r)
}

// capitals reports that the letters of s are capitals.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 0
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }

// glue gives what stands between two lines of one paragraph: a space, or
// nothing where a number, a symbol or a word goes on behind a hyphen or stroke
// ("36-" and "HD/VPTW", "TT-" and "BTC", "1.500." and "000").
func glue(prev, next string) string {
	last, _ := utf8.DecodeLastRuneInString(prev)
	first, _ := utf8.DecodeRuneInString(next)
	before := rune(' ')
	if n := len(prev) - utf8.RuneLen(last); n > 0 {
		before, _ = utf8.DecodeLastRuneInString(prev[:n])
	}
	switch {
	case last == '\u00ad':
		return ""
	case (last == '-' || last == '‑' || last == '/') && word(before) && word(first):
		return ""
	case (first == '-' || first == '/') && word(last) && brokenSymbol.MatchString(prev) && symbolRest.MatchString(next):
		return ""
	case last == '.' && groupEnd.MatchString(prev) && groupRest.MatchString(next):
		return ""
	}
	return " "
}

var (
	brokenSymbol = regexp.MustCompile(`(?:\d|\d[/-][\p{Lu}\d/-]*)$`)
	symbolRest   = regexp.MustCompile(`^[-/][\p{Lu}\d]`)
	groupEnd     = regexp.MustCompile(`(?:^|\s)\d{1,3}(?:\.\d{3})*\.$`)
	groupRest    = regexp.MustCompile(`^\d{3}(?:\.\d{3})*(?:[\s,;đ%)]|$)`)
)

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// join puts the lines of one paragraph together.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	g := glue(a, b)
	return strings.TrimSuffix(a, "\u00ad") + g + b
}
