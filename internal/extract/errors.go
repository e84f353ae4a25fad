package extract

import "errors"

// The categories of failure; errors of Extract match one of them with
// errors.Is, or come from the context.
var (
	ErrEncrypted   = errors.New("the file wants a password")
	ErrDamaged     = errors.New("the file is damaged")
	ErrEmpty       = errors.New("the file holds no text")
	ErrUnsupported = errors.New("the format is not supported")
	ErrTooLarge    = errors.New("the file is larger than allowed")
	ErrTimeout     = errors.New("reading took longer than allowed")
	ErrSheet       = errors.New("the file is a spreadsheet or slides")
	ErrWrongType   = errors.New("the file is not what its name says")
)

// MissingProgramError is an ErrUnsupported that installing a program mends.
type MissingProgramError struct {
	Format   string   // what was to be read, such as "DOC"
	Programs []string // any one of them will do
}

func (e *MissingProgramError) Error() string {
	s := "to read " + e.Format + " install "
	for i, p := range e.Programs {
		if i > 0 {
			s += " or "
		}
		s += p
	}
	return s
}

func (e *MissingProgramError) Unwrap() error { return ErrUnsupported }
