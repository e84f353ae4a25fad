//go:build unix

package extract

import (
	"os/exec"
	"syscall"
)

// ownGroup makes the child lead a process group, so that its own children end
// with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// killed reports that the system ended the process, as it does when memory runs
// out.
func killed(exit interface{ Sys() any }) bool {
	s, ok := exit.Sys().(syscall.WaitStatus)
	return ok && s.Signaled() && s.Signal() == syscall.SIGKILL
}

// limitSelf bounds what the process and the programs it runs may take: time on
// the processor and the size of files written; memory where limitMemory can.
func limitSelf(o Options) {
	set := func(what int, n uint64) {
		var l syscall.Rlimit
		if syscall.Getrlimit(what, &l) == nil {
			setLimit(what, l, n)
		}
	}
	set(syscall.RLIMIT_CPU, uint64(o.Time.Seconds())+uint64(childGrace.Seconds()))
	set(syscall.RLIMIT_FSIZE, uint64(o.MaxBytes+64<<20))
	set(syscall.RLIMIT_CORE, 0)
	limitMemory(uint64(o.Memory))
}
