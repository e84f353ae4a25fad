package main

import (
	"testing"
	"time"
)

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		name        string
		elapsed     time.Duration
		done, total int
		want        string
	}{
		{"nothing done", time.Minute, 0, 10, ""},
		{"all done", time.Minute, 10, 10, ""},
		{"too early to tell", 100 * time.Millisecond, 1, 10, ""},
		{"seconds", 10 * time.Second, 5, 10, ", còn khoảng 10 giây"},
		{"minutes, rounded up", 90 * time.Second, 1, 2, ", còn khoảng 2 phút"},
		{"hours", time.Hour, 1, 3, ", còn khoảng 2 giờ 0 phút"},
		{"nearly done", time.Minute, 9999, 10000, ", còn khoảng 1 giây"},
	} {
		if got := timeLeft(c.elapsed, c.done, c.total); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
