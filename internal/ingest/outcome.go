package ingest

import (
	"tracuu/internal/document"
)

// Status says what became of a file.
type Status string

// The values of Status.
const (
	Added    Status = "added"    // a new document
	Attached Status = "attached" // kept beside the document it is another format of
	Text     Status = "text"     // gave a record its text; the id stays
	Version  Status = "version"  // gave a document another text; the earlier one is kept
	Skipped  Status = "skipped"  // held already, unchanged, or no document file
	Waiting  Status = "waiting"  // kept without text until its pictures can be recognised
	Doubtful Status = "doubtful" // kept, and a person should look
	Refused  Status = "refused"  // bears a mark of secrecy that the library may not hold
	Failed   Status = "failed"
)

// Statuses lists every status in the order of reports.
var Statuses = []Status{Added, Text, Version, Attached, Doubtful, Waiting, Skipped, Refused, Failed}

// Vietnamese is the status in words.
func (s Status) Vietnamese() string {
	switch s {
	case Added:
		return "thêm mới"
	case Attached:
		return "thêm bản khác"
	case Text:
		return "có toàn văn"
	case Version:
		return "bản mới"
	case Skipped:
		return "bỏ qua"
	case Waiting:
		return "chờ nhận dạng"
	case Doubtful:
		return "cần duyệt"
	case Refused:
		return "từ chối"
	case Failed:
		return "lỗi"
	}
	return string(s)
}

// Outcome is what became of one file. The record's fields are those of the
// document as the library holds it; they are empty where nothing is held.
type Outcome struct {
	// File is the path as it was found; a file of an archive is "a.zip!/dir/b.pdf".
	File      string `json:"file"`
	Status    Status `json:"status"`
	ID        string `json:"id"`
	Type      string `json:"type"`
	Number    string `json:"number"`
	Symbol    string `json:"symbol"`
	Year      string `json:"year"` // of the number, "" where it carries none
	Date      string `json:"date"` // ISO, as precise as known
	Issuer    string `json:"issuer"`
	Title     string `json:"title"`
	Pages     int    `json:"pages"`     // 0 for formats without pages
	Citations int    `json:"citations"` // found in the text
	// Error says in Vietnamese why the file failed or was refused, and what to do.
	Error string `json:"error"`
	// Note says in Vietnamese what was decided and why, where that is not plain.
	Note string `json:"note,omitempty"`
	// Doubts are the fields that a person should look at.
	Doubts []Doubt `json:"doubts,omitempty"`
	// Unchanged says that the file is as it was at an earlier run and was not read.
	Unchanged bool `json:"unchanged,omitempty"`
}

// Doubt is a field that a person should compare with the document.
type Doubt struct {
	Field string `json:"field"`           // as in document.yaml
	Value string `json:"value,omitempty"` // as read; "" where nothing was
	Why   string `json:"why"`             // Vietnamese
}

// of fills in what identifies the document.
func (o Outcome) of(r *document.Record) Outcome {
	o.ID, o.Type, o.Number, o.Symbol, o.Year = r.ID, r.Type, r.Number.Number, r.Symbol, r.Year
	o.Date, o.Issuer, o.Title = r.Date.String(), r.Issuer, r.Title
	return o
}

// Summary counts the outcomes of a run.
type Summary struct {
	Counts map[Status]int `json:"counts"`
	// Files is the number of files that were looked at.
	Files int `json:"files"`
	// Bytes is the size of those that were read.
	Bytes int64 `json:"bytes"`
	// Interrupted says that the run was ended before its end.
	Interrupted bool `json:"interrupted,omitempty"`
}

func (s *Summary) add(o Outcome) {
	if s.Counts == nil {
		s.Counts = map[Status]int{}
	}
	s.Counts[o.Status]++
	s.Files++
}

// Plus adds two summaries.
func (s Summary) Plus(t Summary) Summary {
	sum := Summary{Counts: map[Status]int{}, Files: s.Files + t.Files, Bytes: s.Bytes + t.Bytes, Interrupted: s.Interrupted || t.Interrupted}
	for _, c := range []map[Status]int{s.Counts, t.Counts} {
		for k, n := range c {
			sum.Counts[k] += n
		}
	}
	return sum
}
