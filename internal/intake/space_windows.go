package intake

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// freeSpace gives the bytes that this user can still write in a folder.
func freeSpace(dir string) (int64, error) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(min(free, 1<<62)), nil
}

// isFull reports that a disk has no room.
func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// syncDir does nothing: the system keeps names by itself.
func syncDir(string) error { return nil }

// rename tries again for a second: a folder of which a virus scanner has a file
// open cannot be renamed.
func rename(from, to string) (err error) {
	for wait := 5 * time.Millisecond; wait < time.Second; wait *= 2 {
		if err = os.Rename(from, to); !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}
