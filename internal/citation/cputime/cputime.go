// Package cputime measures the work of a test in processor time of its own
// process, which other processes on a busy machine do not lengthen, and compares
// how it grows with the text.
package cputime

import "time"

// Growth gives how many times as long as work(short) work(long) takes, the least of
// several tries each, in processor time. It is 0 where the system does not tell the
// processor time, and where work(long) is too short to say anything.
func Growth(work func(n int), short, long int) float64 {
	least := func(n int) time.Duration {
		best := time.Duration(0)
		for range 4 {
			begin := used()
			work(n)
			if d := used() - begin; best == 0 || d < best {
				best = d
			}
		}
		return best
	}
	b := least(long)
	if b < 20*time.Millisecond {
		return 0
	}
	return float64(b) / float64(max(least(short), time.Millisecond/4))
}
