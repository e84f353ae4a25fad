package library

import (
	"errors"
	"time"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// ErrNotFound is returned for an id that no record has.
var ErrNotFound = errors.New("no such document")

// Status is what is known of whether a document is still in force. It is
// derived from the relations that sources state; a document that nothing
// speaks of is StatusUnknown.
type Status string

// The values of Status.
const (
	StatusUnknown  Status = "unknown"  // Chưa rõ hiệu lực
	StatusReplaced Status = "replaced" // Được thay thế bởi …
	StatusRepealed Status = "repealed" // Bị bãi bỏ bởi …
	StatusAmended  Status = "amended"  // Được sửa đổi, bổ sung bởi …
	StatusPartly   Status = "partly"   // replaced, repealed or suspended in part
	StatusOngoing  Status = "ongoing"  // Được tiếp tục thực hiện theo …
)

// State is a document's status with the statements it rests on.
type State struct {
	Status Status
	// By are the stated relations that make the status, each with the document
	// that acts on this one.
	By []Link
}

// Link is a relation seen from one of its ends.
type Link struct {
	Kind document.RelationKind
	// Record is the document at the other end.
	Record *document.Record
	// TextHeld says that the library holds the other document's full text.
	TextHeld bool
	// State is the other document's state.
	State State
	// Stated is the sourced statement; nil for links found in texts.
	Stated *document.Relation
	// Places are where a text cites the other document, in text order.
	Places []Place
}

// Place is one spot of a text where a document is cited.
type Place struct {
	Anchor string // of the provision the citation stands in
	Label  string // of that provision, "Một là"
	Quote  string // the citation as written
	// Citation is the index of the citation in its document.
	Citation int
	// Around is the running text before and after the quote, for lists.
	Before, After string
	// Target is the anchor of the provision of the other document that is cited,
	// "" where the citation is of the whole.
	Target string
}

// Entry is a document in a list.
type Entry struct {
	Record   *document.Record
	TextHeld bool
	State    State
	// Cites and CitedBy count documents.
	Cites, CitedBy int
	// Changed is when the library came to hold the record and text as they are
	// (see corpus.Document.Changed); zero where it does not know.
	Changed time.Time
}

// Reference is one citation of a text with what became of it.
type Reference struct {
	citation.Citation
	Resolution resolve.Resolution
	// Target is the record it names, nil unless resolved.
	Target *document.Record
	// TargetHeld says that the target's text is held.
	TargetHeld  bool
	TargetState State
	// Provision is the provision of the citing text that it stands in.
	Provision *document.Provision
	// Nth is the occurrence, from 1, of the citation's own words among the
	// citations of the text, as document.Correction counts.
	Nth int
	// Choice is a person's decision that made the outcome, nil where there is none.
	Choice *document.Correction
	// Clause is how the cited provision of the target begins, "" where the citation
	// points to none or its text is not held.
	Clause string
}

// Document is a document as a reader meets it.
type Document struct {
	Entry
	// Text is the canonical text, "" when only the record is held. It is to be
	// escaped by whoever shows it.
	Text      string
	Structure *document.Structure
	// References are the citations of the text in text order; one may stand
	// inside the title of another (Parent).
	References []Reference
	// Cited are the documents that the text cites, in order of first mention;
	// CitedAt those that cite this one.
	Cited   []Link
	CitedAt []Link
	// Relations are the statements of sources about this document, acting
	// (this one continues …) and passive (… is continued by).
	Acting, Passive []Link
	// SameNumber are other documents that bear the same number and symbol.
	SameNumber []Entry
	// Reading says how a machine read the document; nil for one that people entered.
	Reading *MachineReading
	// Chain is the line of documents that continue, replace or amend one another
	// through this one, oldest first, itself among them; nil where it is no more
	// than one link.
	Chain []Step
}

// MachineReading says what of a document a machine read.
type MachineReading struct {
	// Accepted is the day on which a person compared the record with its original,
	// in ISO form; "" where nobody has.
	Accepted string
	// Pending says that it waits for that.
	Pending bool
	// Recognised are the pages whose text was recognised in pictures.
	Recognised []RecognisedPage
	Pages      int // of the original, where known
}

// RecognisedPage is a page whose text was recognised in a picture.
type RecognisedPage struct {
	Number     int // from 1
	Start      int // of its text, in bytes
	Confidence float64
}

// Filter narrows a list. Empty fields do not narrow.
type Filter struct {
	Type   string
	Issuer string
	Year   int
	Held   *bool
	// Since leaves out the documents that the library held as they are before.
	Since time.Time
}

// Value is one value of a filter with the number of documents that have it.
type Value struct {
	Value string
	Count int
}

// Listing is the answer to a list request.
type Listing struct {
	Entries []Entry
	Types   []Value
	Issuers []Value
	Years   []Value
	Held    int // of the whole library: documents with text
	Total   int // of the whole library
}

// Query asks the library a question.
type Query struct {
	Text     string
	Page     int // from 1
	PageSize int // 0 is 20
	Sort     string
	Filters  map[string][]string
	Explain  bool // ask for Hit.Explanation
	// Since leaves out the documents that the library held as they are before.
	Since time.Time
	// Verbatim searches the words as typed even where they must be mistyped.
	Verbatim bool
}

// Answer is what the library finds.
type Answer struct {
	Query string
	// Reading says in Vietnamese how the query was read, when that is not plain.
	Reading string
	// Notes say what in the query was forgiven or does not exist, Typed which
	// filters and exclusions stand in its words.
	Notes []Note
	Typed []Typed
	// Direct are the documents that the query names by number or name, best
	// first; they stand before Hits and are not repeated there. When the query
	// names exactly one document (and nothing else), DirectOnly is set and a
	// caller may go straight to it.
	Direct     []Hit
	DirectOnly bool
	Hits       []Hit
	// Total counts documents, Direct included, over all pages.
	Total          int
	Page, PageSize int
	Facets         map[string][]Value
	// Limited says that the query was cut to what the library reads of one.
	Limited string
	// ReadAs is what was searched instead of the query: it, with the keys of a
	// typing method read that were left in it. "" where it was searched as typed.
	ReadAs string
	// Suggestion is a query that was likelier meant, "" for none.
	Suggestion string
	// Near are documents whose number is nearly one that the query has and that
	// no document bears.
	Near []Entry
}

// Hit is a document that answers.
type Hit struct {
	Entry
	Score  float64
	Why    string // why it is a direct hit, in Vietnamese
	Anchor string // of the provision that the query names, "" for none
	Points []Point
	// Explanation says why it stands where it does, where the query asked.
	Explanation *Explanation
}

// Explanation is why a hit stands where it does: what was found, and what each
// thing counts.
type Explanation struct {
	Place    string  // the provision that was judged best
	Level    string  // how much of the query it has, which decides first
	Words    []Share // the parts of Base
	Base     float64
	Features []Share // the parts of Score; none where Base alone decides
	Score    float64
	Named    bool // the query names the document, which goes before all else
}

// Share is one part of a score.
type Share struct {
	What          string  // Vietnamese
	Value, Weight float64 // it adds their product
}

// Point is a place in a document that answers, with the matches marked.
type Point struct {
	Anchor  string
	Label   string
	Snippet []Segment
}

// Segment is a run of text that does or does not match.
type Segment struct {
	Text  string `json:"text"`
	Match bool   `json:"match,omitempty"`
}
