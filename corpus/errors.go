package corpus

import (
	"errors"
	"fmt"
)

// Errors of the package, matched with errors.Is. Their texts are in Vietnamese
// because they reach the person who runs the program as they are.
var (
	ErrNoLibrary = errors.New("không phải thư mục thư viện của tracuu (không có thư mục documents)")
	ErrLocked    = errors.New("thư viện đang được một tiến trình khác ghi")
	ErrReadOnly  = errors.New("thư viện đang mở chỉ để đọc")
	ErrNotFound  = errors.New("thư viện không có văn bản này")
	ErrNoText    = errors.New("chưa có toàn văn")
	ErrExists    = errors.New("mã văn bản đã có trong thư viện")
	ErrRemoved   = errors.New("mã này thuộc về một văn bản đã bị xóa, không được dùng lại")
	ErrBadID     = errors.New("mã văn bản không hợp lệ")
	ErrTooLarge  = errors.New("tệp quá lớn")
)

// LockedError is the error of opening a library for writing while another
// process does. It is ErrLocked to errors.Is.
type LockedError struct {
	Dir string
	PID int // process that holds the lock; 0 where unknown
}

func (e *LockedError) Error() string {
	if e.PID > 0 {
		return fmt.Sprintf("%s: %v (tiến trình số %d); hãy dừng tiến trình đó hoặc dùng thư viện khác (--library)", e.Dir, ErrLocked, e.PID)
	}
	return fmt.Sprintf("%s: %v; hãy dừng tiến trình đó hoặc dùng thư viện khác (--library)", e.Dir, ErrLocked)
}

func (e *LockedError) Is(target error) bool { return target == ErrLocked }
