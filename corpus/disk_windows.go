package corpus

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// syncDir does nothing: Windows has no sync of folders, NTFS journals names.
func syncDir(string) error { return nil }

// rename tries again for a second: a folder cannot be renamed while a virus
// scanner, the search indexer or a reader has a file of it open, which passes.
func rename(from, to string) error {
	wait := 5 * time.Millisecond
	for {
		err := os.Rename(from, to)
		passing := errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION)
		if err == nil || !passing || wait > 600*time.Millisecond {
			return err
		}
		time.Sleep(wait)
		wait *= 2
	}
}

// isReadOnlyFS reports that the file system refuses every change.
func isReadOnlyFS(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
