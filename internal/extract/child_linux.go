package extract

import "syscall"

func setLimit(what int, l syscall.Rlimit, n uint64) {
	l.Cur = min(n, l.Max)
	_ = syscall.Setrlimit(what, &l) // a lower limit that stands already is as good
}

// limitMemory bounds the private memory of the process. The runtime reserves
// address space far beyond what it uses, so that RLIMIT_AS would not do;
// RLIMIT_DATA counts what is writable (Linux 4.7).
func limitMemory(n uint64) {
	var l syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_DATA, &l) == nil {
		setLimit(syscall.RLIMIT_DATA, l, n+256<<20)
	}
}
