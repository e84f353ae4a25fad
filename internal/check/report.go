package check

import (
	"slices"
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Kind names the aspect that a finding is about.
type Kind string

// The aspects.
const (
	Existence   Kind = "existence"   // whether there is such a document
	Number      Kind = "number"      // the number of another document
	Type        Kind = "type"        // the type word
	Symbol      Kind = "symbol"      // the letters of the symbol
	DateOfIssue Kind = "date"        // the date of issue
	Term        Kind = "term"        // the term (khóa) of the issuer
	Issuer      Kind = "issuer"      // the issuing body
	Title       Kind = "title"       // the words of the title
	Order       Kind = "order"       // a number out of order in its series
	Future      Kind = "future"      // issued after the draft
	Pinpoint    Kind = "pinpoint"    // a provision that the text does not have
	Quote       Kind = "quote"       // quoted words that do not stand there
	State       Kind = "state"       // replaced, repealed, amended
	Form        Kind = "form"        // how a citation is to be written
	Consistency Kind = "consistency" // the draft contradicts itself
	Ambiguous   Kind = "ambiguous"   // several documents fit
)

// Severity grades a finding for the drafter.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // Cần sửa: the draft and a record state different facts
	Warning Severity = "warning" // Nên xem
	Info    Severity = "info"    // Để biết
)

// Finding is one disagreement, or one thing to know. Start and End are byte
// offsets of the draft.
type Finding struct {
	Kind       Kind
	Severity   Severity
	Start, End int
	// Message states the fact in Vietnamese.
	Message string
	// Expected is what the record or the rule has; with Sure it is the text that
	// can be put in place of Start to End as it stands.
	Expected, Found string
	Sure            bool
	// Document is the id of the record that the finding rests on, if any.
	Document string
	// Source says where the knowledge is from.
	Source string
	// Citation is the index of the citation, or -1.
	Citation int
	first    bool // says what a first mention lacks
}

// Unchecked is an aspect of a citation that could not be judged, and why.
type Unchecked struct {
	Kind       Kind
	Start, End int
	Reason     string // Vietnamese
	Citation   int
}

// Report is what was found in one draft.
type Report struct {
	// Rules is the rule set that the form was judged by; nil where the family of
	// the draft is not known.
	Rules *RuleSet
	// Date is the day that "in force" was judged on: the draft's own or the day of
	// the check.
	Date      document.Date
	Findings  []Finding   // in text order
	Unchecked []Unchecked // in text order
	// Citations counts the citations that name a document; Recorded those of them
	// that the library has a record of.
	Citations, Recorded int
}

// Draft is the text to be judged with what was read of it. Citations and
// Resolutions are parallel.
type Draft struct {
	Text        string
	Record      *document.Record // what the draft says of itself; may be nil
	Structure   *document.Structure
	Citations   []citation.Citation
	Resolutions []resolve.Resolution
}

// Options change how a draft is judged. The zero value judges by what the draft
// says of itself.
type Options struct {
	// Family is the family whose rules apply; "" is the draft's own.
	Family Family
	// Today is the date of a draft that has none.
	Today document.Date
}

// Count gives the number of findings of that severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Severity == s {
			n++
		}
	}
	return n
}

// Summary says in words what was checked and what came of it.
func (r *Report) Summary() string {
	var b strings.Builder
	if r.Citations == 0 {
		b.WriteString("Không có viện dẫn nào để kiểm tra.")
	} else {
		b.WriteString("Đã đọc " + strconv.Itoa(r.Citations) + " viện dẫn; thư viện có bản ghi của " + strconv.Itoa(r.Recorded) + ". ")
		if len(r.Findings) == 0 {
			b.WriteString("Không thấy chỗ nào cần xem lại.")
		} else {
			var parts []string
			for _, s := range []struct {
				severity Severity
				words    string
			}{{Error, " chỗ cần sửa"}, {Warning, " chỗ nên xem"}, {Info, " điều để biết"}} {
				if n := r.Count(s.severity); n > 0 {
					parts = append(parts, strconv.Itoa(n)+s.words)
				}
			}
			b.WriteString(strings.ToUpper(parts[0][:1]) + parts[0][1:])
			for _, p := range parts[1:] {
				b.WriteString(", " + p)
			}
			b.WriteString(".")
		}
	}
	if n := len(r.Unchecked); n > 0 {
		b.WriteString(" " + strconv.Itoa(n) + " điều không kiểm tra được.")
	}
	if r.Rules != nil {
		b.WriteString(" Thể thức viện dẫn xét theo " + r.Rules.Name + ".")
	} else {
		b.WriteString(" Chưa xét thể thức viện dẫn vì không rõ bản thảo thuộc loại nào.")
	}
	return b.String()
}

func (r *Report) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return weight(a.Severity) - weight(b.Severity)
	})
	slices.SortStableFunc(r.Unchecked, func(a, b Unchecked) int { return a.Start - b.Start })
}

func weight(s Severity) int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}
