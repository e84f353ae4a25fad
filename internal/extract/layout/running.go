package layout

import (
	"regexp"
	"strconv"
	"strings"
)

// The edges of a page where running heads and feet, and page numbers, stand: so
// many rows, within that share of the height.
const (
	edgeRows  = 3
	edgeShare = 0.16
)

var (
	gazetteHead = regexp.MustCompile(`^(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s.{1,60}/\s*Ngày\s*[\d\s./-]+$`)
	pageNumber  = regexp.MustCompile(`^(?i:trang|page)?\s*[-–—]?\s*(\d{1,5})\s*[-–—]?(?:\s*/\s*\d{1,5})?$`)
	digits      = regexp.MustCompile(`\d+`)

	signedBy   = regexp.MustCompile(`(?i)^(?:được\s+)?(?:ký (?:số )?bởi|người ký|digitally signed by|signature (?:not verified|valid))\s*:?`)
	signedMore = regexp.MustCompile(`(?i)^(?:email|cơ quan|tổ chức|đơn vị|thời gian ký|ngày ký|giờ ký|chức danh|chức vụ|lý do|địa điểm|date|reason|location|dn)\s*:`)
	signedTime = regexp.MustCompile(`(?i)^(?:thời gian ký|ngày ký|giờ ký|date)\s*:`)
)

// edge is a row at the top or bottom of a page.
type edge struct {
	page, row int
	key       string // its text with numbers as #
	number    int    // the page number it is, or -1
	tagged    bool
}

// dropRunning removes running heads and feet and page numbers from the rows of
// the pages. What they are shows in that they repeat: the same text with other
// numbers on many pages, numbers that count with the pages.
func dropRunning(pages []Page, rows [][]row, tables [][]table) {
	var edges []edge
	for p := range rows {
		n := len(rows[p])
		for i := range rows[p] {
			r := &rows[p][i]
			top := i < edgeRows && r.y < edgeShare*pages[p].Height
			bottom := i >= n-edgeRows && r.y > (1-edgeShare)*pages[p].Height
			if !top && !bottom {
				continue
			}
			if !tagged(r) && inTable(tables[p], r) {
				continue
			}
			text := r.text()
			e := edge{page: p, row: i, number: -1, key: digits.ReplaceAllString(text, "#"), tagged: tagged(r)}
			if bottom && !top {
				e.key = "\n" + e.key
			}
			if m := pageNumber.FindStringSubmatch(text); m != nil {
				e.number, _ = strconv.Atoi(m[1])
			}
			edges = append(edges, e)
		}
	}
	pagesWith := map[string]int{}
	offsets := map[int]int{}
	last := map[string]int{}
	for _, e := range edges {
		if at, ok := last[e.key]; !ok || at != e.page {
			pagesWith[e.key]++
			last[e.key] = e.page
		}
		if e.number >= 0 {
			offsets[e.number-e.page]++
		}
	}
	drop := make([]map[int]bool, len(pages))
	kept := map[string]bool{}
	for _, e := range edges {
		many := pagesWith[e.key] >= max(3, len(pages)*3/10) || pagesWith[e.key] >= 2 && (e.tagged || len(pages) <= 4 && strings.ContainsRune(e.key, '#') && len(pages) == pagesWith[e.key])
		running := gazetteHead.MatchString(rows[e.page][e.row].text())
		switch {
		case e.number >= 0:
			running = running || offsets[e.number-e.page] >= 2 || e.tagged || e.number == e.page+1 && pages[e.page].Number > 1
		case many && strings.ContainsRune(e.key, '#') && strings.IndexFunc(e.key, isLetter) >= 0:
			running = running || !strings.Contains(e.key, "Điều #") && !rowSign.MatchString(strings.TrimPrefix(rows[e.page][e.row].text(), "\n"))
		case many && strings.IndexFunc(e.key, isLetter) >= 0:
			// Words without a number stay where they come first: they may be
			// a heading of the document, or of a table that goes on.
			running = running || kept[e.key]
			kept[e.key] = true
		}
		if running {
			if drop[e.page] == nil {
				drop[e.page] = map[int]bool{}
			}
			drop[e.page][e.row] = true
		}
	}
	for p, rs := range drop {
		if rs == nil {
			continue
		}
		out := rows[p][:0]
		for i, r := range rows[p] {
			if !rs[i] {
				out = append(out, r)
			}
		}
		rows[p] = out
	}
}

func inTable(tables []table, r *row) bool {
	for i := range tables {
		if tables[i].holds(r.words[0]) {
			return true
		}
	}
	return false
}

func tagged(r *row) bool {
	for _, w := range r.words {
		if !w.Artifact {
			return false
		}
	}
	return true
}

// dropStamp removes the stamp of a digital signature ("Ký bởi: …, Ngày ký: …")
// and reports whether there was one.
func dropStamp(rows []row) ([]row, bool) {
	found := false
	for i := 0; i < len(rows); i++ {
		if !signedBy.MatchString(rows[i].text()) {
			continue
		}
		// The lines that follow in the same size, to the one with the time.
		end := i + 1
		for k := i + 1; k < len(rows) && k <= i+6; k++ {
			t := rows[k].text()
			if rows[k].size > 1.1*rows[i].size || rows[k].y-rows[k-1].y > 3*rows[i].size {
				break
			}
			if signedMore.MatchString(t) {
				end = k + 1
			}
			if signedTime.MatchString(t) {
				break
			}
		}
		if end == i+1 && !strings.Contains(rows[i].text(), ":") {
			continue
		}
		found = true
		rows = append(rows[:i], rows[end:]...)
		i--
	}
	return rows, found
}

// isStamp reports whether a group of its own is the stamp of a signature.
func isStamp(words []Word) bool {
	for _, r := range rowsOf(words) {
		if t := r.text(); signedBy.MatchString(t) || signedTime.MatchString(t) {
			return true
		}
	}
	return false
}
