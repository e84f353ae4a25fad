package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Days of a year or date are written in ISO form, so that they compare as
// strings.

var (
	yearRange = regexp.MustCompile(`^(\d{4})?\s*(\.\.\.?|…|-|–)\s*(\d{4})?`)
	oneYear   = regexp.MustCompile(`^\d{4}`)
	oneDate   = regexp.MustCompile(`^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4}))`)
	between   = regexp.MustCompile(`^\s*(\.\.\.?|…|\s-\s|–)\s*`)
)

// readYears reads a year or a range of years at the head of s, and gives how many
// bytes it takes; 0 for none.
func readYears(s string) (f Field, n int) {
	f.Name = Year
	if m := yearRange.FindStringSubmatch(s); m != nil && (m[1] != "" || m[3] != "") && ends(s, len(m[0])) {
		from, to := m[1], m[3]
		if to == "" && !strings.HasPrefix(m[2], ".") && m[2] != "…" {
			return f, 0 // "2019-" is no range
		}
		if from != "" && to != "" && from > to {
			from, to = to, from
		}
		f.Value = from + ".." + to
		if from != "" {
			f.From = from + "-01-01"
		}
		if to != "" {
			f.To = to + "-12-31"
		}
		if from == to {
			f.Value = from
		}
		return f, len(m[0])
	}
	if y := oneYear.FindString(s); y != "" && ends(s, len(y)) {
		f.Value, f.From, f.To = y, y+"-01-01", y+"-12-31"
		return f, len(y)
	}
	return f, 0
}

// readDates reads a day, month or year, or a range of them.
func readDates(s string) (f Field, n int) {
	f.Name = Date
	from, n := readDate(s)
	m := between.FindString(s[n:])
	if m == "" {
		if n == 0 || !ends(s, n) {
			return f, 0
		}
		f.Value, f.From, f.To = from.text, from.first, from.last
		return f, n
	}
	to, k := readDate(s[n+len(m):])
	open := strings.TrimSpace(m) != "-" && strings.TrimSpace(m) != "–"
	switch {
	case k == 0 && (n == 0 || !open), n == 0 && !open, !ends(s, n+len(m)+k):
		if n > 0 && ends(s, n) {
			f.Value, f.From, f.To = from.text, from.first, from.last
			return f, n
		}
		return f, 0
	case n > 0 && k > 0 && from.first > to.first:
		from, to = to, from
	}
	f.Value, f.From, f.To = from.text+".."+to.text, from.first, to.last
	return f, n + len(m) + k
}

// span is a day, month or year.
type span struct{ text, first, last string }

func readDate(s string) (d span, n int) {
	m := oneDate.FindStringSubmatch(s)
	if m == nil {
		return d, 0
	}
	day, month, year := m[3], m[2], m[1]
	if year == "" {
		year, month, day = m[6], m[5], m[4]
		if month == "" { // 12/2023 fills the first of the two
			month, day = m[4], ""
		}
	}
	y, _ := strconv.Atoi(year)
	mo, _ := strconv.Atoi(month)
	da, _ := strconv.Atoi(day)
	switch {
	case y == 0:
		return d, 0
	case month == "":
		return span{year, year + "-01-01", year + "-12-31"}, len(m[0])
	case mo < 1 || mo > 12:
		return d, 0
	case day == "":
		last := time.Date(y, time.Month(mo)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		return span{fmt.Sprintf("%02d/%04d", mo, y), fmt.Sprintf("%04d-%02d-01", y, mo), fmt.Sprintf("%04d-%02d-%02d", y, mo, last)}, len(m[0])
	}
	t := time.Date(y, time.Month(mo), da, 0, 0, 0, 0, time.UTC)
	if t.Day() != da || da == 0 {
		return d, 0 // 31/2
	}
	iso := t.Format("2006-01-02")
	return span{fmt.Sprintf("%02d/%02d/%04d", da, mo, y), iso, iso}, len(m[0])
}

// ends tells whether a value may end at a place: nothing goes on there.
func ends(s string, at int) bool {
	return at == len(s) || strings.ContainsRune(" \t\n\r)(|\"“”,;.?!", firstRune(s[at:]))
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}
