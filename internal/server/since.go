package server

import (
	"net/url"
	"time"
)

// sinceParam narrows what a page shows to what came into the library, or changed
// in it, at a time or after: a day (2026-11-29) or a moment (RFC 3339).
const sinceParam = "moi-tu"

// readSince reads that time; the zero time for none, and for what is no time.
func readSince(values url.Values) time.Time { return readTime(values.Get(sinceParam)) }

func readTime(raw string) time.Time {
	if t, err := time.Parse(time.RFC3339, raw); err == nil {
		return t
	}
	if t, err := time.ParseInLocation(time.DateOnly, raw, time.Local); err == nil {
		return t
	}
	return time.Time{}
}

// sinceChip is the chip of that narrowing, none where there is none.
func sinceChip(path string, values url.Values) []choice {
	t := readSince(values)
	if t.IsZero() {
		return nil
	}
	u := cloneValues(values)
	u.Del(sinceParam)
	return []choice{{Text: "Mới đưa vào hoặc sửa từ " + vietnameseDay(t), URL: path + "?" + u.Encode()}}
}

// vietnameseDay writes the day of a moment here as texts do.
func vietnameseDay(t time.Time) string { return t.In(time.Local).Format("02/01/2006") }
