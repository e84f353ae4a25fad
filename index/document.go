package index

import "tracuu/index/query"

// Document is what the index is told of one document. The index keeps all of
// it: a search answers from the index alone.
type Document struct {
	// ID is stable and unique in a library.
	ID string
	// Type, Number, Symbol and Issuer are as printed ("Chỉ thị", "23",
	// "CT/TU", "Ban Thường vụ Tỉnh ủy Phú Thọ"); Label is number and symbol as
	// written ("23-CT/TU").
	Type, Number, Symbol, Label, Issuer string
	Year                                int
	// Date is the date of issue in ISO form, "2023-12-26", or its known part
	// ("2023-12", "2023"), or "".
	Date  string
	Title string
	// State is the caller's word for the document's force; it becomes a facet.
	State string
	// TextHeld says that the library holds the full text.
	TextHeld bool
	// Fingerprint is the caller's: when it differs from the one in Meta, the
	// document is to be given to Update.
	Fingerprint string
	Units       []Unit
}

// Unit is one provision: what a search finds and links to.
type Unit struct {
	// Anchor names the provision's place in its document's page ("nam-la"),
	// Label is what a reader calls it ("Năm là"), Heading its heading if any.
	Anchor, Label, Heading string
	// Text is the provision's own text, without that of provisions below it.
	Text string
}

// Query is what is asked of the index.
type Query struct {
	// Text is as typed. Any bytes will do.
	Text string
	// Parsed is Text as it was read; nil reads it here, with the facets' own values
	// as the values that filters can have.
	Parsed *query.Query
	// Cites has, for each value of the filter viện dẫn in Parsed, the ids of the
	// documents that pass.
	Cites map[string][]string
	// Page counts from 1; 0 is 1. PageSize 0 is 20; at most MaxPageSize.
	Page, PageSize int
	Sort           Sort
	// Filters narrows by facet, beside those that the text has: a document passes
	// that has, for every key, one of the values. The keys are those of
	// Results.Facets.
	Filters map[string][]string
	// DocBoost multiplies the score of documents by ID, for what the caller
	// knows better (a document named by its number). Documents with a boost
	// above 1 are shown even where their words do not match, but not where the
	// query's filters or exclusions keep them out.
	DocBoost map[string]float64
	// Standing, if not nil, tells the standing of a document. It is asked for the
	// few that are weighed.
	Standing func(*Document) Standing
	// Only, unless nil, are the IDs of the documents that may answer.
	Only map[string]bool
	// Explain asks for Hit.Explanation.
	Explain bool
}

// Standing is what is known of a document apart from its words; it is weighed
// lightly, between documents that answer about as well.
type Standing struct {
	Ended float64 // 1 for one that is no longer in force, .5 for in part
	Level float64 // from 0, unknown or low, to 1 for the highest body
}

// MaxPageSize bounds Query.PageSize.
const MaxPageSize = 200

// Sort orders results.
type Sort string

// The orders of results. Unknown values are read as ByRelevance.
const (
	ByRelevance Sort = ""
	ByDateDesc  Sort = "-date" // newest first
	ByDateAsc   Sort = "date"
	ByNumber    Sort = "number"
)

// Results is the answer to a Query.
type Results struct {
	Query string
	// Parsed is the query as it was read.
	Parsed *query.Query
	// Reading says in Vietnamese how the query was read where that is not
	// plain, else "".
	Reading string
	// Limited names in Vietnamese the limit that cut the query, else "".
	Limited string
	// Total counts documents, over all pages.
	Total          int
	Page, PageSize int
	Hits           []Hit
	// Facets counts documents by the keys FacetType, FacetIssuer, FacetYear,
	// FacetState and FacetHeld. The counts of one facet ignore that facet's own
	// filter, so that its other values can be chosen.
	Facets map[string][]Count
	// Took is the time the search took, in nanoseconds.
	Took int64
}

// The facets.
const (
	FacetType   = "type"
	FacetIssuer = "issuer"
	FacetYear   = "year"
	FacetState  = "state"
	FacetHeld   = "held" // "true", "false"
)

// Count is a facet value with the number of documents that have it.
type Count struct {
	Value string
	Count int
}

// Hit is a document that answers.
type Hit struct {
	ID    string
	Score float64
	// Document is what the index holds of the document, without units.
	Document Document
	// TitleSegments is the title with its matches marked.
	TitleSegments []Segment
	// Points are up to MaxPoints matching provisions, best first.
	Points []Point
	// Explanation says why it stands where it does, if the query asked.
	Explanation *Explanation
}

// Explanation says why a document stands where it does. Words in it are
// Vietnamese.
type Explanation struct {
	// Place is the label of the provision that was judged best, or what stands for
	// it.
	Place string
	// Level says how much of the query is there, which decides first.
	Level string
	// Words are the parts of the base score, Base their sum.
	Words []Share
	Base  float64
	// Features are what the final score is the sum of; none for a document beyond
	// those that are weighed, which are ordered by Base alone.
	Features []Share
	Score    float64
	// Boosted says that the query names the document.
	Boosted bool

	reckoned float64 // the base that the ranking used
}

// Share is one part of a score: Value times Weight.
type Share struct {
	What          string
	Value, Weight float64
}

// Score is what the share adds.
func (s Share) Score() float64 { return s.Value * s.Weight }

// MaxPoints is the number of points shown under a document.
const MaxPoints = 3

// Point is a provision that answers.
type Point struct {
	Anchor, Label, Heading string
	Score                  float64
	// Snippet is a piece of the provision's text as written, cut at word
	// boundaries around the best matches; "…" stands at the ends that are cut.
	Snippet []Segment
}

// Segment is a run of text that matches the query or does not.
type Segment struct {
	Text  string
	Match bool
}
