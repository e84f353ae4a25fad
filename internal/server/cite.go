package server

import (
	"io"

	"tracuu/internal/library"
)

// apiCitations is the answer about the citations of a text that is not of the
// library; offsets are runes of it.
type apiCitations struct {
	Citations []apiReference `json:"citations"`
	Cites     []apiLink      `json:"cites"`
}

func makeAPICitations(d *library.Document) apiCitations {
	return apiCitations{Citations: makeAPIReferences(d, newRunes(d.Text)), Cites: makeAPILinks(d.Cited)}
}

// WriteReferences writes the citations of a text as POST /api/v1/cite does, for
// tracuu cite --json.
func WriteReferences(w io.Writer, d *library.Document) error { return encode(w, makeAPICitations(d)) }
