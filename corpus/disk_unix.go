//go:build !windows

package corpus

import (
	"errors"
	"os"
	"syscall"
)

// syncDir makes the names in a folder durable.
func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	// Some network file systems cannot sync a folder; there is nothing more to do there.
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}

func rename(from, to string) error { return os.Rename(from, to) }

// isReadOnlyFS reports that the file system refuses every change.
func isReadOnlyFS(err error) bool { return errors.Is(err, syscall.EROFS) }
