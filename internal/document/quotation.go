package document

import (
	"strings"
	"unicode/utf8"
)

// quotation gives the index of the line that closes a quotation opened at the
// start of line i, or -1. Amending texts quote whole articles this way, whose
// signs are not divisions of the amending text. Quotations inside the quoted
// words are counted; one that is never closed ends before the next article of
// the amending text.
func (d *divider) quotation(i int) int {
	const farthest = 400 // lines; an unclosed quotation must not swallow the rest
	open, size := utf8.DecodeRuneInString(d.lines[i].text)
	var closer string
	switch open {
	case '“':
		closer = "”"
	case '"':
		closer = `"`
	case '«':
		closer = "»"
	default:
		return -1
	}
	next := d.articles[d.part()] + 1
	depth, firstEnd, lastEnd := 0, -1, -1
	for j := i; j < len(d.lines) && j < i+farthest; j++ {
		t := d.lines[j].text
		if j > i && next > 1 && d.lines[j].sign != "" && hasAny(t, "Điều ") {
			if m := articleLine.FindStringSubmatch(d.lines[j].sign); m != nil && leadingInt(m[1]) == next && ownArticle(m[2]) {
				if lastEnd < 0 {
					return j - 1
				}
				return lastEnd
			}
		}
		ends := strings.HasSuffix(strings.TrimRight(t, ".;, ⁰¹²³⁴⁵⁶⁷⁸⁹"), closer) && !(j == i && len(t) <= size)
		if ends {
			lastEnd = j
			if firstEnd < 0 {
				firstEnd = j
			}
		}
		if open == '"' {
			if ends {
				return j
			}
			continue
		}
		depth += strings.Count(t, string(open)) - strings.Count(t, closer)
		if depth <= 0 {
			return j
		}
	}
	return firstEnd
}

// ownArticle reports the heading of an article of an amending text.
func ownArticle(heading string) bool {
	return hasAny(heading, "Sửa đổi", "Bổ sung", "Bãi bỏ", "Thay thế", "Thay cụm", "Thay đổi", "Hiệu lực", "Điều khoản", "Trách nhiệm", "Tổ chức", "Quy định chuyển tiếp", "Hủy bỏ", "Ngưng", "Đính chính")
}
