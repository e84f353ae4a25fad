// Package biblio writes the bibliographic data of documents for reference
// managers: BibTeX (for biblatex, which knows legislation), CSL-JSON and RIS.
//
// In go records with the provision that is cited; out comes a file in UTF-8. What
// a record does not know is left out, never filled in. The package knows nothing
// of texts or of the library.
package biblio

import (
	"strconv"
	"strings"

	"tracuu/internal/document"
)

// Item is a document, or a provision of it, to be cited.
type Item struct {
	Record *document.Record
	// Anchor and Pinpoint name the provision, "dieu-5-khoan-2" and "khoản 2 Điều
	// 5"; "" for the whole document.
	Anchor, Pinpoint string
}

// Format is a kind of file.
type Format struct {
	Name      string // as people call it
	Extension string // of its files
	Media     string // type of its content
	Write     func([]Item) string
}

// Formats are those that the package writes.
var Formats = []Format{
	{"BibTeX", "bib", "application/x-bibtex; charset=utf-8", BibTeX},
	{"CSL-JSON", "json", "application/vnd.citationstyles.csl+json; charset=utf-8", CSL},
	{"RIS", "ris", "application/x-research-info-systems; charset=utf-8", RIS},
}

// key names the item inside a file.
func (it Item) key() string {
	k := it.Record.ID
	if k == "" {
		k = document.Slug(it.Record.Name())
	}
	if it.Anchor != "" {
		k += "." + document.Slug(it.Anchor)
	}
	return k
}

// keys gives each item a name of its own.
func keys(items []Item) []string {
	seen := map[string]bool{}
	out := make([]string, len(items))
	for i, it := range items {
		k := it.key()
		for n := 2; seen[k]; n++ {
			k = it.key() + "-" + strconv.Itoa(n)
		}
		seen[k] = true
		out[i] = k
	}
	return out
}

// report tells papers that tell of something from those that rule.
func report(r *document.Record) bool { return r.Type == "Báo cáo" }

// title is the document's name as a list of references shows it: the type with
// the title, "Nghị quyết về …"; the number where there is no title.
func title(r *document.Record) string {
	switch {
	case r.Title == "":
		return oneLine(r.Name())
	case r.Type == "" || strings.HasPrefix(strings.ToLower(r.Title), strings.ToLower(r.Type)):
		return oneLine(r.Title)
	case strings.HasPrefix(r.Title, "Về "):
		return oneLine(r.Type + " v" + strings.TrimPrefix(r.Title, "V"))
	}
	return oneLine(r.Type + " " + r.Title)
}

// short is the name by which it is called, where that says more than the title.
func short(r *document.Record) string {
	if r.Label() == "" || r.Title == "" {
		return ""
	}
	return oneLine(r.Name())
}

// oneLine drops breaks and control characters, which the formats have no way to
// write.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == 0x2028 || r == 0x2029 || r == 0x85 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�"))), " ")
}
