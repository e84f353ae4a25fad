// Package resolve decides which document, and which provision of it, each
// citation of a text names, or says exactly why it cannot.
//
// In go the citations of one text in order, the record of the citing document
// and the catalogue of every record the library has; out comes one
// [Resolution] a citation. The package never guesses silently: what is not
// certain is ambiguous with candidates, unknown, malformed or vague
// (DESIGN decision 4).
package resolve

import "tracuu/internal/document"

// Outcome is what became of a citation.
type Outcome string

// The outcomes. A citation that is Resolved names exactly one record.
const (
	Resolved  Outcome = "resolved"
	Ambiguous Outcome = "ambiguous"
	Unknown   Outcome = "unknown"
	Malformed Outcome = "malformed"
	Vague     Outcome = "vague"
	Internal  Outcome = "internal" // a provision of the citing text itself
	None      Outcome = "none"     // not a citation to link: a future document, a policy term
)

// Resolution is the outcome for one citation, with its reasons.
type Resolution struct {
	Outcome Outcome `json:"outcome"`
	// Document is the id of the record that is named; set when Resolved (also
	// for self references) and Internal.
	Document string `json:"document,omitempty"`
	// Anchor is the provision's anchor in the named document's text, when a
	// pinpoint was given and the text is held and has it.
	Anchor string `json:"anchor,omitempty"`
	// Places are all provisions that the pinpoint names, when they are several:
	// "điểm a, b khoản 2 Điều 5". Anchor and Missing are those of the first.
	Places []Place `json:"places,omitempty"`
	// Missing is the first step of the pinpoint that the held text does not
	// have, with Document set: "khoản 9" of "khoản 9 Điều 5".
	Missing *document.Step `json:"missing,omitempty"`
	// Candidates are the records that fit, best first (Ambiguous, Malformed).
	Candidates []Candidate `json:"candidates,omitempty"`
	// Rejected are records of the same number that do not fit, with the reason.
	Rejected []Candidate `json:"rejected,omitempty"`
	// Antecedent is the index of the earlier citation that this one leans on
	// (alias, anaphora, shared issuer), or -1.
	Antecedent int `json:"antecedent"`
	// Rule names the rule that decided, and Why says it to a reader, in
	// Vietnamese, a sentence a step.
	Rule string   `json:"rule"`
	Why  []string `json:"why,omitempty"`
	// Confidence is from 0 to 1.
	Confidence float64   `json:"confidence"`
	Findings   []Finding `json:"findings,omitempty"`
	// Repair is the likely intended number of a malformed citation.
	Repair string `json:"repair,omitempty"`
}

// Place is one provision that a pinpoint names.
type Place struct {
	Steps   []document.Step `json:"steps"` // large to small
	Anchor  string          `json:"anchor,omitempty"`
	Missing *document.Step  `json:"missing,omitempty"`
}

// Candidate is a record that a citation might name, or was found not to name.
type Candidate struct {
	Document string  `json:"document"`
	Score    float64 `json:"score"`
	Why      string  `json:"why"` // Vietnamese
}

// Finding is a disagreement between the citation's words and the record, its
// neighbours or the rules: it lowers the confidence and is kept for the checker.
type Finding struct {
	Kind     string `json:"kind"` // type, symbol, date, term, issuer, title, order, future
	Message  string `json:"message"`
	Expected string `json:"expected,omitempty"`
	Found    string `json:"found,omitempty"`
}
