package server

import (
	"testing"
	"time"
)

func TestReadTime(t *testing.T) {
	now := time.Date(2026, 11, 29, 15, 4, 5, 0, time.Local)
	for raw, want := range map[string]time.Time{
		"2026-11-01":                time.Date(2026, 11, 1, 0, 0, 0, 0, time.Local),
		"2026-11-01T08:00:00Z":      time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC),
		"2026-11-01T08:00:00+07:00": time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC),
		"30-ngay":                   time.Date(2026, 10, 30, 0, 0, 0, 0, time.Local),
		"1-ngay":                    time.Date(2026, 11, 28, 0, 0, 0, 0, time.Local),
		"0-ngay":                    {},
		"-5-ngay":                   {},
		"99999-ngay":                {},
		"ngay":                      {},
		"":                          {},
		"29/11/2026":                {},
		"2026-13-01":                {},
	} {
		if got := readTime(raw, now); !got.Equal(want) {
			t.Errorf("%q is %v, want %v", raw, got, want)
		}
	}
}
