package server

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// sinceParam narrows what a page shows to what came into the library, or changed
// in it, at a time or after: a day (2026-11-29), a moment (RFC 3339), or the last
// days (30-ngay), which an address that is kept goes on meaning.
const sinceParam = "moi-tu"

// Periods that the list offers, and the longest that an address may ask for.
var sincePeriods = []int{7, 30, 90}

const maxPeriod = 3660 // days

// readSince reads that time; the zero time for none, and for what is no time.
func readSince(values url.Values) time.Time { return readTime(values.Get(sinceParam), time.Now()) }

func readTime(raw string, now time.Time) time.Time {
	if n := readPeriod(raw); n > 0 {
		day := now.In(time.Local).AddDate(0, 0, -n)
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.Local)
	}
	if t, err := time.Parse(time.RFC3339, raw); err == nil {
		return t
	}
	if t, err := time.ParseInLocation(time.DateOnly, raw, time.Local); err == nil {
		return t
	}
	return time.Time{}
}

// readPeriod reads a number of days, 0 for anything else.
func readPeriod(raw string) int {
	days, ok := strings.CutSuffix(raw, "-ngay")
	n, err := strconv.Atoi(days)
	if !ok || err != nil || n < 1 || n > maxPeriod {
		return 0
	}
	return n
}

func periodWords(n int) string { return thousands(n) + " ngày qua" }

// sinceChip is the chip of that narrowing, none where there is none.
func sinceChip(path string, values url.Values) []choice {
	t := readSince(values)
	if t.IsZero() {
		return nil
	}
	text := "Mới đưa vào hoặc sửa "
	if n := readPeriod(values.Get(sinceParam)); n > 0 {
		text += "trong " + periodWords(n)
	} else {
		text += "từ " + vietnameseDay(t)
	}
	u := cloneValues(values)
	u.Del(sinceParam)
	return []choice{{Text: text, URL: withQuery(path, u)}}
}

// vietnameseDay writes the day of a moment here as texts do.
func vietnameseDay(t time.Time) string { return t.In(time.Local).Format("02/01/2006") }
