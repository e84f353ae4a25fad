package resolve

import "tracuu/internal/document"

// Citing is the text whose citations are resolved.
type Citing struct {
	// Record is the citing document: its province, date and type decide much.
	// It may be nil for a text of which nothing is known.
	Record *document.Record
	// Text is the text the citations' offsets are bytes of. It may be empty:
	// then plurals and corrections are not seen.
	Text string
	// Structure is the structure of Text, to resolve "khoản 2 Điều này"; may be
	// nil.
	Structure *document.Structure
	// Corrections are persons' decisions about citations of this text, in
	// addition to those in Record. Field "citation"; Quote the exact text of
	// the citation, Nth its occurrence from 1 (0 means every occurrence), Target
	// the id it names, empty for "no document".
	Corrections []document.Correction
	// Explain asks for the sentences in Why and for rejected candidates, which
	// cost more than the resolution itself.
	Explain bool
}
