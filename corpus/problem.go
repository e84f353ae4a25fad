package corpus

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity grades a [Problem].
type Severity string

// Info needs no action, Warning means that something is served otherwise than
// the files may intend, Error that something is not served at all.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Problem is something wrong with the files of a library. The rest of the
// library is served in spite of it.
type Problem struct {
	// File is the path of the file or folder, with the library's path before it.
	File string `json:"file"`
	// Line counts from 1; 0 where the problem is not at one line.
	Line     int      `json:"line,omitempty"`
	Severity Severity `json:"severity"`
	// Document is the id concerned, where there is one.
	Document string `json:"document,omitempty"`
	// Message says in Vietnamese what is wrong and what to do.
	Message string `json:"message"`
}

// String gives "file:line: message", the form that editors understand.
func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	}
	return p.File + ": " + p.Message
}

func sortProblems(ps []Problem) {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
}
