package server

import (
	"net/url"

	"tracuu/internal/library"
)

// verbatimParam asks for the words as typed.
const verbatimParam = "nguyen-van"

// offers are what a page of results says of a query that may be mistyped.
type offers struct {
	// ReadAs is what was searched instead of what was Typed, VerbatimURL leads to
	// the search of that.
	Typed, ReadAs, VerbatimURL string
	// Meant is a query that was likelier meant.
	Meant *choice
	// Near are documents with nearly the number that was typed.
	Near []entry
}

// makeOffers gives nil where there is nothing to say. What is offered keeps the
// filters and the order of the results.
func makeOffers(a library.Answer, values url.Values) *offers {
	if a.ReadAs == "" && a.Suggestion == "" && len(a.Near) == 0 {
		return nil
	}
	o := &offers{Typed: shorten(a.Query, 120), ReadAs: a.ReadAs, Near: makeEntries(a.Near)}
	if a.ReadAs != "" {
		u := cloneValues(values)
		u.Set(verbatimParam, "1")
		o.VerbatimURL = "/tim?" + u.Encode()
	}
	if a.Suggestion != "" {
		u := cloneValues(values)
		u.Set("q", a.Suggestion)
		u.Del(verbatimParam)
		o.Meant = &choice{Text: a.Suggestion, URL: "/tim?" + u.Encode()}
	}
	return o
}
