package server

import (
	"context"

	"tracuu/internal/library"
)

// Library is what the server asks of an open library. Its methods are called
// from many goroutines at once.
type Library interface {
	// Document gives one document; library.ErrNotFound for an id without one.
	Document(id string) (*library.Document, error)
	// List gives the records that pass the filter, and the values to filter by.
	List(library.Filter) library.Listing
	// Search answers a query.
	Search(context.Context, library.Query) (library.Answer, error)
	// Cite finds and resolves the citations of a text that is not of the library,
	// and keeps nothing of it.
	Cite(text string) *library.Document
	// Problems names what could not be read when the library was opened. The
	// rest of the library is served all the same.
	Problems() []library.Problem
}
