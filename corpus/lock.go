package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gofrs/flock"
)

const lockName = "tracuu.lock"

// lockLibrary takes the library's one lock for writing, or fails at once with a
// *LockedError. The lock ends with the process, however it ends.
func lockLibrary(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	l := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
	ok, err := l.TryLock()
	if errors.Is(err, fs.ErrPermission) || isReadOnlyFS(err) {
		return nil, fmt.Errorf("%s: %w (không có quyền ghi vào thư mục)", dir, ErrReadOnly)
	}
	if err != nil {
		return nil, fmt.Errorf("khóa thư viện %s: %w", path, err)
	}
	if !ok {
		return nil, &LockedError{Dir: dir, PID: lockHolder(path)}
	}
	// Windows locks the first byte against reading too: the number stands after it.
	if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil {
		line := []byte(strconv.Itoa(os.Getpid()) + "\n")
		if _, err := f.WriteAt(line, 1); err == nil {
			f.Truncate(int64(1 + len(line)))
		}
		f.Close()
	}
	return l, nil
}

// lockHolder reads which process holds the lock; 0 where it cannot be read.
func lockHolder(path string) int {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	buf := make([]byte, 20)
	n, _ := f.ReadAt(buf, 1)
	pid, err := strconv.Atoi(string(bytes.TrimSpace(buf[:n])))
	if err != nil {
		return 0
	}
	return pid
}
