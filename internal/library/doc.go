// Package library is an open library: the corpus, the catalogue and resolved
// citations of its documents, and the index, kept in step with one another. It
// holds the operations that people ask for (find, read, list, who cites what);
// the server and the commands are two doors to them.
//
// It knows nothing of HTTP, flags or HTML.
package library
