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
	closer, ok := closers[open]
	if !ok {
		return -1
	}
	next := d.articles[d.part()] + 1
	// Words of a legal basis or of a clause hold no articles: one that comes next
	// ends them. A quoted article may be followed by others of its document.
	quoted := strings.TrimLeft(d.lines[i].text[size:], " ")
	whole := hasAny(quoted, "Điều ", "Chương ", "CHƯƠNG ", "Mục ", "MỤC ", "Phần ", "PHẦN ", "Tiểu mục ")
	depth, firstEnd, lastEnd := 0, -1, -1
	for j := i; j < len(d.lines) && j < i+farthest; j++ {
		if j > i && d.resumes(j, next, whole) {
			if lastEnd < 0 {
				return j - 1
			}
			return lastEnd
		}
		l := &d.lines[j]
		ends := l.closer == closer && !(j == i && len(l.text) <= size)
		if ends {
			lastEnd = j
			if firstEnd < 0 {
				firstEnd = j
			}
		}
		if open != '“' {
			if ends {
				return j
			}
			continue
		}
		if depth += l.quotes; depth <= 0 {
			return j
		}
	}
	return firstEnd
}

var closers = map[rune]rune{'“': '”', '"': '"', '«': '»'}

// endingQuote is the closing mark that a line ends with, before punctuation and
// the sign of a footnote; 0 for none.
func endingQuote(t string) rune {
	for len(t) > 0 {
		r, size := utf8.DecodeLastRuneInString(t)
		switch {
		case r == '”' || r == '"' || r == '»':
			return r
		case r == '.' || r == ';' || r == ',' || r == ' ' || r > 0x7f && strings.ContainsRune(raised, r):
			t = t[:len(t)-size]
		default:
			return 0
		}
	}
	return 0
}

// resumes reports that the text itself goes on at line j: with its next article,
// or, while nothing has been divided yet, with its first chapter.
func (d *divider) resumes(j, next int, quotedArticle bool) bool {
	t := d.lines[j].sign
	switch {
	case strings.HasPrefix(t, "Điều "):
		m := articleLine.FindStringSubmatch(t)
		return m != nil && leadingInt(m[1]) == next && (!quotedArticle || next > 1 && ownArticle(m[2]))
	case next == 1 && !quotedArticle && hasAny(t, "Chương ", "CHƯƠNG ", "Phần ", "PHẦN "):
		return chapterLine.MatchString(t) || partLine.MatchString(t)
	}
	return false
}

// ownArticle reports the heading of an article of an amending text.
func ownArticle(heading string) bool {
	return hasAny(heading, "Sửa đổi", "Bổ sung", "Bãi bỏ", "Thay thế", "Thay cụm", "Thay đổi", "Hiệu lực", "Điều khoản", "Trách nhiệm", "Tổ chức", "Quy định chuyển tiếp", "Hủy bỏ", "Ngưng", "Đính chính")
}
