package server

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// entry is a document as every list shows it.
type entry struct {
	DocID      string
	URL        string
	Name       string // "Chỉ thị 23-CT/TU"
	Type       string
	Label      string // "23-CT/TU", "" for a document without a number
	Subject    string // title or description, "" when no source gives one
	Issuer     string
	Date       string // as official texts write it
	ISO        string
	StateShort string
	Held       bool
}

func makeEntry(r *document.Record, held bool, st library.State) entry {
	e := entry{
		DocID: r.ID, URL: documentURL(r.ID, ""), Name: r.Name(), Type: r.Type, Label: r.Label(), Subject: r.Subject(), Issuer: r.Issuer,
		Date: r.Date.Vietnamese(), StateShort: StateWords(st), Held: held,
	}
	if e.Subject == e.Name { // a law that is called by its title
		e.Subject = ""
	}
	if r.Date.Full() {
		e.ISO = r.Date.String()
	}
	return e
}

func makeEntries(es []library.Entry) []entry {
	out := make([]entry, len(es))
	for i, e := range es {
		out[i] = makeEntry(e.Record, e.TextHeld, e.State)
	}
	return out
}

// heldWords says how many documents of a library have their text.
func heldWords(held int) string {
	if held == 0 {
		return "chưa có toàn văn nào"
	}
	return fmt.Sprintf("%s có toàn văn", thousands(held))
}

// upperFirst raises the first letter of a title that a source writes small.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst writes a point's name as it stands inside a sentence.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
