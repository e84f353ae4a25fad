package document

import (
	"regexp"
	"strings"
)

var (
	continued   = regexp.MustCompile(`^\(?Tiếp theo Công báo số`)
	gazetteLine = regexp.MustCompile(`^(\p{Lu}\p{L}+(?:\s\p{L}+){0,3}?)\s+số\s+(\d{1,5}/\S+)\s+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*(.*)$`)
)

// continuation reads the heading that the gazette prints over the second part of
// a document it splits over two issues: "Thông tư số 1/2020/TT-X ngày …, title,
// (Tiếp theo Công báo số …)". Such a part has no header of its own.
func (rd *reader) continuation() bool {
	stop := -1
	for i, l := range rd.lines[:min(len(rd.lines), 16)] {
		if continued.MatchString(l.text) {
			stop = i
			break
		}
	}
	for i := 0; i < stop; i++ {
		l := rd.lines[i]
		m := gazetteLine.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		typ, end := LeadingType(m[1])
		n, ok := readNumber("Số " + m[2])
		d := dateOf(m[3], m[4], m[5])
		if typ == "" || end != len(m[1]) || !ok {
			continue
		}
		const by = "dòng dẫn của Công báo trên phần tiếp theo"
		c := cell{start: l.start, end: l.end}
		rd.set("type", typ, l.start, l.end, 0.9, by)
		rd.setNumber(c, n, 0.9, by)
		rd.setDate(c, "", d, 0.9, by)
		title := []string{m[6]}
		for _, t := range rd.lines[i+1 : stop] {
			title = append(title, t.text)
		}
		rd.set("title", strings.TrimSpace(joinTitle(title)), l.start, rd.lines[stop-1].end, 0.85, by)
		for _, t := range rd.lines[:i] {
			rd.headCells(t.cells)
		}
		rd.typeLine, rd.bodyLine = i, stop+1
		return true
	}
	return false
}
