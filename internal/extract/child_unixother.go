//go:build unix && !linux

package extract

import "syscall"

func setLimit(what int, l syscall.Rlimit, n uint64) {
	if n < uint64(l.Max) {
		l.Cur = n
		_ = syscall.Setrlimit(what, &l) // a lower limit that stands already is as good
	}
}

// limitMemory does nothing: watchMemory is what bounds the process.
func limitMemory(uint64) {}
