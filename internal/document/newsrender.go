package document

import (
	"regexp"
	"strings"
)

var sentence = regexp.MustCompile(`^Ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*,\s*(\p{Lu}[^.;]{2,160}?)\s+(?:đã\s+)?(?:ký\s+)?(?:ban hành|thông qua)\s+(.*)$`)

// newsRendering reads the identity sentence of a news rendering, which stands in
// the first paragraphs.
func (rd *reader) newsRendering() bool {
	for i := 0; i < len(rd.lines) && i < 4; i++ {
		l := rd.lines[i]
		if !strings.HasPrefix(l.text, "Ngày") {
			continue
		}
		par := rd.paragraphFrom(i)
		m := sentence.FindStringSubmatch(par)
		if m == nil {
			continue
		}
		rest := m[5]
		typ, end := LeadingType(rest)
		if typ == "" {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimSpace(rest[end:]), "số ")
		num, title, _ := strings.Cut(rest, " ")
		n, err := ParseNumber(strings.TrimRight(num, ",;."))
		if err != nil {
			continue
		}
		rd.typeLine, rd.bodyLine = i, i+1
		stop := l.end
		for rd.bodyLine < len(rd.lines) && strings.Contains(par, rd.lines[rd.bodyLine].text) {
			stop = rd.lines[rd.bodyLine].end
			rd.bodyLine++
		}
		c := cell{start: l.start, end: stop}
		rd.set("type", typ, c.start, c.end, 0.95, ruleSentence)
		rd.setNumber(c, n, 0.95, ruleSentence)
		rd.setDate(c, "", dateOf(m[1], m[2], m[3]), 0.95, ruleSentence)
		title = strings.TrimRight(strings.TrimSpace(title), ".")
		rd.set("title", title, c.start, c.end, 0.9, ruleSentence)
		rd.set("issuer", withProvince(m[4], title), c.start, c.end, 0.9, ruleSentence)
		return true
	}
	return false
}
