package server

import (
	"context"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// Library is what the server asks of an open library. Its methods are called
// from many goroutines at once.
type Library interface {
	// Document gives one document; library.ErrNotFound for an id without one.
	Document(id string) (*library.Document, error)
	// Entry gives what a list says of one document, at little cost; same error.
	Entry(id string) (library.Entry, error)
	// Around gives the documents around one, for the relation map; same error.
	Around(id string, q library.AroundQuery) (library.Around, error)
	// ProvisionsOf gives the structure of a held text, nil where none is held.
	ProvisionsOf(id string) *document.Structure
	// Missing gives page n, from 1, of the documents that are cited and whose text
	// is lacking, and how many there are.
	Missing(n, size int) ([]library.Wanted, int)
	// Correct keeps a person's decision about a citation; see library.Correct.
	Correct(ctx context.Context, id, quote string, nth int, target string) error
	// Writable tells whether the library takes such decisions.
	Writable() bool
	// List gives the records that pass the filter, and the values to filter by.
	List(library.Filter) library.Listing
	// Search answers a query.
	Search(context.Context, library.Query) (library.Answer, error)
	// Suggest gives at most n things that the beginning of a query may become.
	Suggest(typed string, n int) []library.Suggestion
	// Recent gives at most n documents that answer a query, the newest in the
	// library first; see library.Recent.
	Recent(ctx context.Context, q library.Query, n int) ([]library.Hit, error)
	// Added counts, for each query, the answers that changed since its time.
	Added(ctx context.Context, queries []library.Query) ([]int, error)
	// Related gives at most n documents related to one, each with the reasons.
	Related(id string, n int) ([]library.Related, error)
	// Cite finds and resolves the citations of a text that is not of the library,
	// and keeps nothing of it.
	Cite(text string) *library.Document
	// Check judges the citations of a draft, and keeps nothing of it.
	Check(text string, opts check.Options) (*library.Document, check.Report)
	// Doubtful gives the imported documents that a person should look at, oldest
	// first; Review gives one of them beside what was read of it.
	Doubtful() []library.Doubted
	Review(id string) (*library.Review, error)
	// Accept, Discard and AttachTo keep what the person decides; see library.
	Accept(ctx context.Context, id, state string, values map[string]string) error
	Discard(ctx context.Context, id, state string) error
	AttachTo(ctx context.Context, id, state, target string) error
	// Original gives the file that a document's text was taken from, and PageImage a
	// page of it as a JPEG; library.ErrNotFound, library.ErrNoOriginal, and for the
	// picture the errors of library.PageImage.
	Original(id string) (library.Original, error)
	PageImage(ctx context.Context, id string, page, width int) ([]byte, error)
	// Versions gives the texts that a document has and had, and Text one of them, 0
	// the present one; library.ErrNotFound.
	Versions(id string) ([]library.Version, error)
	Text(id string, version int) (string, error)
	// Problems names what could not be read when the library was opened. The
	// rest of the library is served all the same.
	Problems() []library.Problem
}
