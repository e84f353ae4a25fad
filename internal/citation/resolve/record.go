package resolve

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// RecordFrom makes a record of what a citation says of the document it names:
// type, number, date, issuer, term, plenum and title, and nothing else. The
// caller adds the provenance (the citing document) and may change the id, which
// is made of type, number, year and, for a local body, the province:
// "nghi-quyet-12-nq-tw-2022". A citation that names no document gives a record
// without id.
func RecordFrom(c citation.Citation) document.Record {
	clone := strings.Clone // the citation's strings are pieces of its text
	r := document.Record{
		Type: clone(c.Type), Date: c.Date, Issuer: clone(c.Issuer), Title: clone(c.Title), Confidence: document.Low,
		Number: document.Number{Number: clone(c.Number.Number), Year: clone(c.Year), Symbol: clone(c.Symbol)},
	}
	if !c.Kind.NamesDocument() || c.Repair != "" {
		return document.Record{}
	}
	if c.Year != "" && c.Date.Year > 0 && atoi(c.Year) != c.Date.Year {
		r.Date = document.Date{} // the number and the date contradict each other
	}
	if t := typeOf(c.Type); t != nil && t.law && c.Name != "" {
		r.Title = lawTitle(c.Type, c.Name)
	}
	p := parseIssuer(c.Issuer)
	if p.term > 0 {
		r.Term = tables.Roman(p.term)
	}
	switch {
	case p.congress:
		r.Plenum = "Đại hội"
	case p.plenum > 0:
		r.Plenum = "Hội nghị lần thứ " + itoa(p.plenum)
	}
	r.ID = idFor(&r, p)
	return r
}

func lawTitle(typ, name string) string {
	if len(name) >= len(typ) && strings.EqualFold(name[:len(typ)], typ) {
		return name
	}
	return typ + " " + name
}

// idFor makes a readable id of what identifies the record.
func idFor(r *document.Record, p issuer) string {
	parts := []string{r.Type}
	if l := r.Label(); l != "" {
		parts = append(parts, l)
	} else {
		name := r.Title
		if name == "" {
			name = r.Issuer
		}
		if len(name) >= len(r.Type) && strings.EqualFold(name[:len(r.Type)], r.Type) {
			parts = nil
		}
		parts = append(parts, name)
	}
	if r.Year == "" && r.Date.Year > 0 {
		parts = append(parts, itoa(r.Date.Year))
	}
	if !r.Number.IsZero() && numberingOf(r.Number) == local && p.province != "" {
		parts = append(parts, p.province)
	}
	return document.Slug(strings.Join(parts, " "))
}
