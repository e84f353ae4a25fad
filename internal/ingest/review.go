package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/extract"
)

// What a person decides about a document that a machine read. The decisions
// stand in the document's own record, so that another reading of its file keeps
// them; only a file that is no document is remembered in the ledger.

// Errors of decisions, matched with errors.Is.
var (
	// ErrBadValue is returned for a field that there is not, or a date that is none.
	ErrBadValue = errors.New("giá trị không hợp lệ")
	// ErrSecret is returned where a person finds a mark that the library may not hold.
	ErrSecret = errors.New("thư viện không được giữ văn bản mang dấu mật này")
	// ErrSame is returned for a document that is to be attached to itself.
	ErrSame = errors.New("cùng một văn bản")
)

// reviewField is the field of the correction that says that a person has
// compared the record with the original; its value is the date.
const reviewField = "review"

// leftBlank is the note of a correction without a value: the field is to be
// empty, whatever a machine reads.
const leftBlank = "để trống theo bản gốc"

// reviewer is the source of what a person has seen.
const reviewer = "người duyệt"

// ReviewFields are the fields that a person looks at, by their names in
// document.yaml, in the order in which a document shows them.
var ReviewFields = []string{"issuer", "number", "year", "symbol", "place", "date", "type", "title", "signer", "post", "effective", "scope", "secrecy", "urgency"}

// Reviewed says when a person accepted the record; "" where nobody has.
func Reviewed(r *document.Record) string {
	for _, c := range r.Corrections {
		if c.Field == reviewField {
			return c.Value
		}
	}
	return ""
}

// Imported reports that the document was taken from a file by this package; the
// records of the default collection, say, were not.
func Imported(r *document.Record) bool {
	return slices.ContainsFunc(r.Provenance, func(p document.Provenance) bool { return fileSHA.MatchString(p.Note) })
}

// NeedsReview reports that a person should look at the document: something of it
// is doubted, and nobody has accepted it since.
func NeedsReview(r *document.Record, det *Details) bool {
	if !Imported(r) {
		return false
	}
	return len(det.Doubts) > 0 || r.Confidence == document.Low && Reviewed(r) == ""
}

// Review is a document as a person compares it with its original.
type Review struct {
	Fields []ReviewField
	// Doubts are those that are about no single field: about the text, or which
	// document it is.
	Doubts []Doubt
	Files  []FileFacts
	// Pages map the text to the pages of the original; empty where it has none, or
	// the text is no longer the one that was read.
	Pages []extract.Page
	// Since is when the first file came; zero where that is not known.
	Since time.Time
}

// ReviewField is a field with where the machine saw it.
type ReviewField struct {
	Name  string
	Value string // as the record has it
	// Read is what the machine read, with its place in the text (Start and End are
	// -1 where it stands nowhere), rule and confidence; Known is false where it
	// read nothing.
	Read  document.Field
	Known bool
	// Corrected says that a person has written the value.
	Corrected bool
	Page      int    // of the original, from 1; 0 where not known
	Why       string // the doubt, in Vietnamese; "" for none
}

// ReviewOf puts together what there is to compare. The places are those of text,
// which is the document's; where it was edited since it was read, or the details
// are gone, it is read again.
func ReviewOf(r *document.Record, det *Details, text string) Review {
	out := Review{Files: det.Files}
	read := det.Fields
	if det.TextSHA != shaOf(text) && text != "" {
		read = document.Identify(text).Fields
	}
	out.Pages = PagesOf(det, text)
	for _, f := range det.Files {
		if out.Since.IsZero() || f.Imported.Before(out.Since) {
			out.Since = f.Imported
		}
	}
	shown := map[string]bool{}
	for _, name := range ReviewFields {
		f := fieldNamed(name)
		v := ReviewField{Name: name, Value: f.get(r), Corrected: slices.ContainsFunc(r.Corrections, func(c document.Correction) bool { return c.Field == name })}
		v.Read, v.Known = read[name]
		if !v.Known || v.Read.Start < 0 || v.Read.End > len(text) || v.Read.Start > v.Read.End {
			v.Read.Start, v.Read.End = -1, -1
		}
		v.Page = pageAt(out.Pages, v.Read.Start)
		for _, d := range det.Doubts {
			if d.Field == name {
				v.Why = d.Why
				shown[name] = true
			}
		}
		out.Fields = append(out.Fields, v)
	}
	for _, d := range det.Doubts {
		if !shown[d.Field] {
			out.Doubts = append(out.Doubts, d)
		}
	}
	if text == "" {
		out.Doubts = append(out.Doubts, Doubt{Field: "text", Why: "chưa có toàn văn: tệp gốc là ảnh, chưa được nhận dạng chữ"})
	}
	return out
}

// PagesOf maps a document's text to the pages of its original; nil where the text
// is not the one that was read from it. The file that names the pages may be from
// anywhere, so pages that cannot be of the text are not believed.
func PagesOf(det *Details, text string) []extract.Page {
	if text == "" || det.TextSHA != shaOf(text) {
		return nil
	}
	for _, p := range det.Pages {
		if p.Start < 0 || p.Start > p.End || p.End > len(text) {
			return nil
		}
	}
	return det.Pages
}

func pageAt(pages []extract.Page, at int) int {
	if at < 0 {
		return 0
	}
	for _, p := range pages {
		if at >= p.Start && at < p.End {
			return p.Number
		}
	}
	return 0
}

func fieldNamed(name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

// Accept keeps that a person has compared the record with its original, and what
// the person found: values are by ReviewFields, dates in ISO form, and a field
// that is not among them stays as it is. An empty value empties the field. A date
// that was accepted is the person's last.
func Accept(c *corpus.Corpus, id string, values map[string]string, now time.Time) (*corpus.Document, error) {
	d, err := c.Get(id)
	if err != nil {
		return nil, err
	}
	settings, err := ReadSettings(c.Dir())
	if err != nil {
		return nil, err
	}
	rec := d.Record
	rec.Corrections = slices.DeleteFunc(slices.Clone(rec.Corrections), func(c document.Correction) bool { return c.Field == reviewField })
	for name, v := range values {
		if err := change(&rec, name, strings.TrimSpace(v)); err != nil {
			return nil, err
		}
	}
	if !settings.mayHold(rec.Secrecy) {
		return nil, fmt.Errorf("%s: %w", rec.Secrecy, ErrSecret)
	}
	rec.Corrections = append(rec.Corrections, document.Correction{Field: reviewField, Value: now.Format(time.DateOnly), Note: "đã đối chiếu với bản gốc"})
	rec.Provenance = append(slices.DeleteFunc(slices.Clone(rec.Provenance), func(p document.Provenance) bool { return p.Source == reviewer }),
		document.Provenance{Source: reviewer, Fields: slices.Clone(ReviewFields), Note: "Đã đối chiếu với bản gốc ngày " + now.Format("02/01/2006") + "."})
	if rec.Confidence == document.Low {
		rec.Confidence = document.Medium
	}
	if rec.Title != "" && strings.HasPrefix(rec.Description, fileDescription) {
		rec.Description = ""
	}
	got, err := c.Replace(corpus.Draft{Record: rec})
	if err != nil {
		return nil, err
	}
	det := ReadDetails(got.Folder)
	if len(det.Doubts) > 0 {
		det.Doubts = nil
		if err := det.write(got.Folder); err != nil {
			return nil, err
		}
	}
	return got, nil
}

// change puts a person's value into a record, and remembers it as a correction
// where it differs.
func change(rec *document.Record, name, value string) error {
	f := fieldNamed(name)
	if f == nil || !slices.Contains(ReviewFields, name) {
		return fmt.Errorf("%q: %w", name, ErrBadValue)
	}
	if f.get(rec) == value {
		return nil
	}
	if name == "type" && value == "" {
		return fmt.Errorf("loại văn bản: %w", ErrBadValue)
	}
	f.set(rec, value)
	if f.get(rec) != value { // a date that is none
		return fmt.Errorf("%s %q: %w", name, value, ErrBadValue)
	}
	rec.Corrections = slices.DeleteFunc(rec.Corrections, func(c document.Correction) bool { return c.Field == name })
	c := document.Correction{Field: name, Value: value}
	if value == "" {
		c.Note = leftBlank
	}
	rec.Corrections = append(rec.Corrections, c)
	return nil
}

// Discard removes what is no document. Its id is never given again, and its
// files are passed over when they are met again, unless they are imported with
// Options.Again.
func Discard(c *corpus.Corpus, id string, now time.Time) error {
	d, err := c.Get(id)
	if err != nil {
		return err
	}
	if !Imported(&d.Record) { // not this package's to take away
		return fmt.Errorf("%s: %w", id, ErrBadValue)
	}
	var shas []string
	for _, p := range d.Provenance {
		for _, m := range fileSHA.FindAllStringSubmatch(p.Note, -1) {
			shas = append(shas, m[1])
		}
	}
	if err := noteDiscarded(c.Dir(), shas, now); err != nil {
		return err
	}
	return c.Remove(id)
}

// AttachTo makes the files of a document those of another, which it was all
// along, and removes it. Where the other has no text it gains this one, and keeps
// its id and all that its record says. Stopped half-way it can be done again.
func AttachTo(c *corpus.Corpus, id, target string, now time.Time) (*corpus.Document, error) {
	if id == target {
		return nil, fmt.Errorf("%s: %w", id, ErrSame)
	}
	from, err := c.Get(id)
	if err != nil {
		return nil, err
	}
	to, err := c.Get(target)
	if err != nil {
		return nil, err
	}
	if !Imported(&from.Record) {
		return nil, fmt.Errorf("%s: %w", id, ErrBadValue)
	}
	if filepath.Ext(to.Folder) == ".txt" { // a bare text file becomes a folder, which can hold files
		if to, err = c.Replace(corpus.Draft{Record: to.Record}); err != nil {
			return nil, err
		}
	}
	draft := corpus.Draft{Record: to.Record}
	gains := !to.HasText() && from.HasText()
	if gains {
		if draft.Text, err = c.Text(id); err != nil {
			return nil, err
		}
		draft.Record.Notes = append(slices.DeleteFunc(slices.Clone(to.Notes), func(n string) bool { return n == waitingNote }), from.Notes...)
	}
	det, was := ReadDetails(to.Folder), ReadDetails(from.Folder)
	names, err := moveFiles(from, to)
	if err != nil {
		return nil, err
	}
	draft.Record.Provenance = slices.Clone(to.Provenance)
	for _, p := range from.Provenance {
		if !fileSHA.MatchString(p.Note) || slices.ContainsFunc(to.Provenance, func(q document.Provenance) bool { return q.Note == p.Note }) {
			continue
		}
		p.Fields = []string{"original"}
		if gains {
			p.Fields = append(p.Fields, "text")
		}
		draft.Record.Provenance = append(draft.Record.Provenance, p)
	}
	draft.Record.Provenance = append(draft.Record.Provenance, document.Provenance{Source: reviewer, Fields: []string{"original"},
		Note: fmt.Sprintf("Tệp của bản ghi “%s” được người duyệt gắn vào văn bản này ngày %s.", id, now.Format("02/01/2006"))})
	if name := names[from.Original]; name != "" && (gains || draft.Record.Original == "") {
		draft.Record.Original = name
	}
	got, err := c.Replace(draft)
	if err != nil {
		return nil, err
	}
	for _, f := range was.Files {
		f.Name = names[f.Name]
		det.note(f)
	}
	if gains {
		det.Fields, det.Pages, det.TextSHA = was.Fields, was.Pages, was.TextSHA
		det.Doubts = differences(&to.Record, &from.Record)
	}
	if err := det.write(got.Folder); err != nil {
		return nil, err
	}
	return got, c.Remove(id)
}

// moveFiles copies the files that a document came from beside another, and says
// under which names they lie there.
func moveFiles(from, to *corpus.Document) (map[string]string, error) {
	names := map[string]string{}
	det := ReadDetails(from.Folder)
	list := []string{from.Original}
	for _, f := range det.Files {
		list = append(list, f.Name)
	}
	for _, name := range list {
		if name == "" || names[name] != "" || filepath.Base(name) != name {
			continue
		}
		path := filepath.Join(from.Folder, name)
		fi, err := os.Lstat(path)
		if err != nil || !fi.Mode().IsRegular() { // taken away by hand, or a link
			continue
		}
		sha, err := fileSHAOf(path)
		if err != nil {
			return nil, err
		}
		as := fileName(to.Folder, name, sha)
		if !fileSHAIs(filepath.Join(to.Folder, as), sha) {
			f, err := os.Open(path)
			if err != nil {
				return nil, err
			}
			err = replaceFile(filepath.Join(to.Folder, as), f)
			f.Close()
			if err != nil {
				return nil, err
			}
		}
		names[name] = as
	}
	return names, nil
}
