package index

import "errors"

// The states of an index directory that Open can meet. All but ErrLocked are
// mended by Build.
var (
	// ErrMissing: there is no index in the directory.
	ErrMissing = errors.New("no index here")
	// ErrDamaged: the index cannot be read, or not be trusted.
	ErrDamaged = errors.New("index is damaged")
	// ErrStale: the index was built by another version of the program's
	// analysis, or from another state of the corpus than asked for.
	ErrStale = errors.New("index is out of date")
	// ErrLocked: another process is writing to the index.
	ErrLocked = errors.New("index is being written by another process")
	// ErrClosed: the index was closed.
	ErrClosed = errors.New("index is closed")
)
