package document

import (
	"regexp"
	"strings"
)

var (
	// numberLine is the line of the number: "Số: 12/2021/NĐ-CP", "Số 23-CT/TU",
	// "Luật số: 45/2019/QH14".
	numberLine = regexp.MustCompile(`^(?i:(?:luật|bộ luật|pháp lệnh|nghị quyết|lệnh|nghị định|quyết định|thông tư|chỉ thị)\s+)?(?:Số|SỐ|số)\s*[:.]?\s*((?:[\d.…_\s]*[a-zđ]?\s*(?:[-–/]|\s\p{Lu}).*)|\d{1,5})$`)

	// numberBody is what may stand there: the number, or dots or nothing where it
	// was left open; the year of a normative text; the symbol.
	numberBody = regexp.MustCompile(`^(\d{1,3}\.\d{1,3}|\d{1,5}[a-zđ]?|[.…_\s]*)\s*(?:/\s*(\d{4}|[.…_\s]{1,12})\s*)?[-–/\s]\s*(\p{Lu}[\p{L}\d]*(?:\s?[-–/.&]\s?[\p{L}\d]+)*)\s*[-–/]?[;,.]?$`)

	// spoiltNumber is a line of the number whose figures recognition could not read,
	// as where they were written by hand or under a stamp: the year and the symbol
	// are printed.
	spoiltNumber = regexp.MustCompile(`^(?:\S{0,3}[\s—–-]+){0,3}S\S{0,3}?\s*[:.]\s*\S.{0,14}?\s*/\s*(?:(\d{4})\s*/\s*)?(\p{Lu}{1,5}\p{Ll}?-[\p{Lu}\d]{2,}\p{L}*(?:-[\p{Lu}\d]+)*)$`)

	openSymbol = regexp.MustCompile(`[-–/]$`)
	symbolRest = regexp.MustCompile(`^\p{Lu}[\p{L}\d]*(?:[-–/]\p{L}+)*$`)
)

// readNumber reads the cell of a number. A number that was left open ("Số:
// /2023/TT-BTC") gives the year and the symbol that stand there, and no number.
func readNumber(s string) (n Number, ok bool) {
	m := numberLine.FindStringSubmatch(s)
	if m == nil {
		return Number{}, false
	}
	body := latinLookalikes.Replace(strings.TrimSpace(dashes.Replace(m[1])))
	if leadingInt(body) > 0 && len(strings.Trim(body, "0123456789")) == 0 {
		return Number{Number: body}, true
	}
	m = numberBody.FindStringSubmatch(body)
	if m == nil {
		return Number{}, false
	}
	n.Symbol = NormalSymbol(m[3])
	n.Number = strings.Trim(m[1], ".…_ ")
	n.Year = strings.Trim(m[2], ".…_ ")
	return n, n.Symbol != ""
}

func isNumberCell(s string) bool {
	if len(s) > 120 {
		return false
	}
	if hasAny(s, "S", "s") || numberLine.MatchString(s) {
		if _, ok := readNumber(s); ok {
			return true
		}
	}
	return spoiltNumber.MatchString(s)
}

// latinLookalikes writes the Cyrillic and Greek letters that look like Latin
// capitals, which typists' keyboards leave in symbols, as what they are read as.
var latinLookalikes = strings.NewReplacer("А", "A", "В", "B", "С", "C", "Е", "E", "Н", "H", "К", "K", "М", "M", "О", "O", "Р", "P", "Т", "T", "Х", "X",
	"Α", "A", "Β", "B", "Ε", "E", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X")

// unmixed writes lookalike letters as Latin in the words that are Latin
// otherwise: no Vietnamese text mixes alphabets inside a word on purpose.
func unmixed(s string) string {
	if latinLookalikes.Replace(s) == s {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if strings.ContainsFunc(w, func(r rune) bool { return r < 0x250 && r >= 'A' }) {
			words[i] = latinLookalikes.Replace(w)
		}
	}
	return strings.Join(words, " ")
}

var (
	// placeDate is the line of place and date; the day, the month or the year may
	// have been left open.
	placeDate = regexp.MustCompile(`^(?:((?:TP\.?\s?|Tp\.?\s?|T\.P\s?|[Tt]hành phố\s|[Tt]ỉnh\s|[Xx]ã\s|[Pp]hường\s)?\p{Lu}[\p{L}.\-]*(?:(?:\s(?:-\s)?\p{Lu}[\p{L}.\-]*){0,5}|\s\p{Ll}+))\s*,?\s*)?` +
		`(?i:ngày)\s*([.…_\s]*\d{0,2}[.…_\s]*)\s*(?i:tháng)\s*([.…_\s]*\d{0,2}[.…_\s]*)\s*(?i:năm)\s*(\d{4}|[\d.…_\s]*)\s*[.;]?$`)
	placeShort = regexp.MustCompile(`^((?:TP\.?\s?|Tp\.?\s?|[Tt]hành phố\s)?\p{Lu}[\p{L}.\-]*(?:\s(?:-\s)?\p{Lu}[\p{L}.\-]*){0,5})\s*,\s*(?i:ngày)?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*\.?$`)
	dateOpen   = regexp.MustCompile(`^\p{Lu}[\p{L}.\-]*(?:\s(?:-\s)?\p{Lu}[\p{L}.\-]*){0,5}\s*,\s*(?i:ngày)(?:\s[\d.…]{0,6})?(?:\s*(?i:tháng)(?:\s[\d.…]{0,6})?)?(?:\s*(?i:năm)[\s\d.…]*)?$`)
)

func isDateCell(s string) bool {
	return len(s) < 160 && (placeDate.MatchString(s) || placeShort.MatchString(s) || dateOpen.MatchString(s))
}

// readDate reads the line of place and date. The date is the unknown date where
// the day or the month was left open.
func readDate(s string) (place string, d Date, ok bool) {
	m := placeDate.FindStringSubmatch(s)
	if m == nil {
		m = placeShort.FindStringSubmatch(s)
	}
	if m == nil {
		return "", Date{}, false
	}
	return strings.TrimSpace(m[1]), dateOf(m[2], m[3], m[4]), true
}

func dateOf(day, month, year string) Date {
	figures := func(s string) int { return leadingInt(strings.Trim(s, ".…_ ")) } // written into a dotted line
	d := Date{figures(year), figures(month), figures(day)}
	if !d.valid() || d.Year < 1000 || d.Month == 0 || d.Day == 0 {
		return Date{}
	}
	return d
}
