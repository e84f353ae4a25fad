package server

import (
	"encoding/json"
	"io"

	"tracuu/internal/library"
)

// WriteSearch writes an answer as /api/v1/search does, for tracuu search --json.
func WriteSearch(w io.Writer, a library.Answer) error { return encode(w, makeAPISearch(a)) }

// WriteDocument writes a document as /api/v1/documents/{id} does, for tracuu
// show --json.
func WriteDocument(w io.Writer, d *library.Document) error { return encode(w, makeAPIDocument(d)) }

// StateWords says a document's state in the words of the pages.
func StateWords(st library.State) string { return stateShort(st) }

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(true)
	e.SetIndent("", " ")
	return e.Encode(v)
}
