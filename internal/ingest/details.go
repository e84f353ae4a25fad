package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tracuu/internal/document"
	"tracuu/internal/extract"
)

// DetailsName is the file in a document's folder that keeps what importing found
// out beyond the record: where each field was read and how surely, the page map,
// the files the document came from. It is derived from the files, may be
// deleted, and comes back when they are imported again.
const DetailsName = "import.json"

// Details is the content of that file.
type Details struct {
	Note  string      `json:"note"`
	Files []FileFacts `json:"files"`
	// Fields are as read from the text that is held now, by their names in
	// document.yaml.
	Fields map[string]document.Field `json:"fields,omitempty"`
	Doubts []Doubt                   `json:"doubts,omitempty"`
	// Pages map the text to the pages of the file it was taken from, in bytes.
	Pages []extract.Page `json:"pages,omitempty"`
	// TextSHA is the SHA-256 of text.txt as it was written: where it differs now,
	// a person has edited the text.
	TextSHA string `json:"text_sha256,omitempty"`
}

// FileFacts is one file that a document came from.
type FileFacts struct {
	// Name is the file's name in the document's folder.
	Name     string            `json:"name,omitempty"`
	Source   string            `json:"source"` // the name it was imported under, or its address
	SHA      string            `json:"sha256"`
	Bytes    int64             `json:"bytes"`
	Format   extract.Format    `json:"format"`
	Reader   string            `json:"reader,omitempty"`
	Encoding string            `json:"encoding,omitempty"`
	Pages    int               `json:"pages,omitempty"`
	OCR      bool              `json:"ocr,omitempty"`
	Waiting  bool              `json:"waiting,omitempty"` // pages that are pictures were not recognised
	Score    float64           `json:"score"`             // how Vietnamese its text is, 0 to 1
	Meta     map[string]string `json:"meta,omitempty"`
	Warnings []extract.Warning `json:"warnings,omitempty"`
	Imported time.Time         `json:"imported"`
}

const detailsNote = "Chương trình tracuu ghi tệp này khi nhập văn bản; có thể xóa. Muốn sửa thông tin văn bản, hãy sửa document.yaml."

// ReadDetails reads the details of the document in folder; the zero Details
// where there are none that can be read.
func ReadDetails(folder string) Details {
	var d Details
	b, err := os.ReadFile(filepath.Join(folder, DetailsName))
	if err != nil || json.Unmarshal(b, &d) != nil {
		return Details{}
	}
	return d
}

func (d *Details) write(folder string) error {
	d.Note = detailsNote
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(folder, DetailsName), append(b, '\n'))
}

func (d *Details) knows(sha string) bool {
	return slices.ContainsFunc(d.Files, func(f FileFacts) bool { return f.SHA == sha })
}

// note enters a file, in place of what was known of the same bytes.
func (d *Details) note(f FileFacts) {
	d.Files = append(slices.DeleteFunc(d.Files, func(g FileFacts) bool { return g.SHA == f.SHA }), f)
}

func facts(rd *reading, name string, now time.Time) FileFacts {
	return FileFacts{
		Name: name, Source: rd.origin(), SHA: rd.sha, Bytes: rd.size, Format: rd.res.Format, Reader: rd.res.Reader, Encoding: rd.res.Encoding,
		Pages: len(rd.res.Pages), OCR: rd.ocr, Waiting: rd.res.NeedsOCR, Score: rd.res.Score, Meta: rd.res.Meta, Warnings: rd.res.Warnings, Imported: now.UTC().Truncate(time.Second),
	}
}

// origin is the name a file was imported under, or the address it came from.
func (rd *reading) origin() string {
	if rd.page != nil {
		return rd.page.Final
	}
	return rd.name
}

func shaOf(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// fileSHAIs reports that the file has these bytes.
func fileSHAIs(path, sha string) bool {
	is, err := fileSHAOf(path)
	return err == nil && is == sha
}

func fileSHAOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// OfText reports that the details, its offsets above all, are of this text.
func (d *Details) OfText(text string) bool { return d.TextSHA != "" && d.TextSHA == shaOf(text) }
