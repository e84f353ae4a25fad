package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// anchorOf builds the anchor of a provision from its sign and those around it.
// Articles are numbered through the whole text and chapters are not named when
// an article is cited, so an article's anchor does not name its chapter.
func anchorOf(p *Provision) string {
	own := slugUnit(p.Unit)
	if p.Number != "" {
		own += "-" + slugNumber(p.Number)
	}
	switch p.Unit {
	case Ordinal:
		own = slugNumber(p.Number)
		if !strings.HasPrefix(p.Number, "Thứ") {
			own += "-la"
		}
	case Article:
		if a := partOf(p); a != nil {
			return a.Anchor + "-" + own
		}
		return own
	case Attached:
		if own = Slug(p.Number); own == "" {
			own = "kem-theo"
		}
	case Closing:
		own = "ket-thuc"
	}
	if p.Parent == nil || p.Parent.Anchor == "" {
		return own
	}
	return p.Parent.Anchor + "-" + own
}

// partOf is the appendix or the attached text that p stands in, or nil.
func partOf(p *Provision) *Provision {
	for q := p.Parent; q != nil; q = q.Parent {
		if q.Unit == Appendix || q.Unit == Attached || q.Unit == Form {
			return q
		}
	}
	return nil
}

func slugUnit(u Unit) string {
	switch u {
	case Part:
		return "phan"
	case Chapter:
		return "chuong"
	case Section:
		return "muc"
	case Subsection:
		return "tieu-muc"
	case Article:
		return "dieu"
	case Clause:
		return "khoan"
	case Point:
		return "diem"
	case Item:
		return "tiet"
	case Appendix:
		return "phu-luc"
	case Form:
		return "mau-so"
	}
	return Slug(string(u))
}

// slugNumber keeps điểm d and điểm đ apart: đ becomes "dd".
func slugNumber(n string) string {
	if r, size := utf8.DecodeRuneInString(n); r == 'đ' && (len(n) == size || n[size] >= '0' && n[size] <= '9') {
		return "dd" + n[size:]
	}
	return Slug(n)
}

// labelOf is how a reader calls the provision, small to large as citations do,
// up to the article or the Party section it belongs to.
func labelOf(p *Provision) string {
	switch p.Unit {
	case Ordinal:
		if strings.HasPrefix(p.Number, "Thứ") {
			return p.Number
		}
		return p.Number + " là"
	case Closing:
		return "Kết thúc"
	case Attached:
		if p.Number != "" {
			return p.Number
		}
		return "Văn bản kèm theo"
	case Form:
		return strings.TrimSpace("Mẫu số " + p.Number)
	case Article:
		if a := partOf(p); a != nil {
			return "Điều " + p.Number + " " + a.Label
		}
	case Section:
		if p.inArticle {
			return "Mục " + p.Number + " " + p.Parent.Label
		}
	case Part:
		if upperCase(p.Number) && strings.ContainsRune(p.Number, ' ') {
			return "Phần " + strings.ToLower(p.Number) // PHẦN THỨ NHẤT
		}
	}
	own := unitWord(p.Unit)
	if p.Number != "" {
		own += " " + p.Number
	}
	switch p.Unit {
	case Clause, Point, Item:
		if p.Parent != nil && p.Parent.Number != "" {
			parent := p.Parent.Label
			if p.Unit != Clause || p.Parent.Unit != Article {
				parent = lowerFirst(parent, p.Parent.Unit)
			}
			return own + " " + parent
		}
	}
	return own
}

func unitWord(u Unit) string {
	r, size := utf8.DecodeRuneInString(string(u))
	return string(unicode.ToUpper(r)) + string(u)[size:]
}

// lowerFirst writes "khoản 2 Điều 5" inside "Điểm a khoản 2 Điều 5"; Điều, Mục
// and larger divisions keep their capital (NĐ 30/2020/NĐ-CP, Phụ lục II).
func lowerFirst(s string, u Unit) string {
	switch u {
	case Clause, Point, Item:
		r, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[size:]
	}
	return s
}

// headingOf takes a Party section's heading from the rest of its line: a short
// line that is not a sentence is a heading, running text is not.
func headingOf(rest string) string {
	rest = strings.TrimSpace(rest)
	if utf8.RuneCountInString(rest) > 200 || strings.HasSuffix(rest, ".") || strings.HasSuffix(rest, ";") || strings.HasSuffix(rest, ",") || strings.HasSuffix(rest, ":") {
		return ""
	}
	return rest
}

// articleHeading tells the heading of an article from articles that have none and
// begin with their text: "Điều 5. Hiệu lực thi hành" against "Điều 5. Nghị định
// này có hiệu lực từ ngày …".
func articleHeading(rest string) string {
	rest = strings.TrimSpace(rest)
	h := strings.TrimRight(rest, ".: ")
	switch {
	case utf8.RuneCountInString(h) > 200, strings.Contains(h, ". "), strings.HasSuffix(h, "như sau"),
		strings.HasSuffix(rest, ";"), strings.HasSuffix(rest, ","):
		return ""
	case strings.HasSuffix(rest, ".") && len(strings.Fields(h)) > 6:
		return ""
	}
	return h
}

func upperCase(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}

func leadingInt(s string) int {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return 0
	}
	return n
}

func romanValue(s string) int {
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	total := 0
	for i := 0; i < len(s); i++ {
		v := value[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && v < value[s[i+1]] {
			total -= v
		} else {
			total += v
		}
	}
	return total
}

func runeIndex(s string, r rune) int {
	n := 0
	for _, q := range s {
		if q == r {
			return n
		}
		n++
	}
	return -1
}

func itoa(n int) string { return strconv.Itoa(n) }

// Slug turns Vietnamese words into an ASCII name for ids and anchors: lower
// case, marks removed, đ as d, everything else as single hyphens. "Một" is
// "mot", "CT/TU" is "ct-tu".
func Slug(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range decompose(s) {
		switch {
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r == 'đ' || r == 'Đ' || r == 'ð' || r == 'Ð':
			r = 'd'
		case unicode.Is(unicode.Mn, r):
			continue
		default:
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
