package server

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

const (
	homeHeld   = 3 // documents with text shown on the first page
	homeRecent = 8
	homeTypes  = 10
)

type homeContent struct {
	Total     string
	HeldWords string
	Examples  []string
	Held      []entry
	MoreHeld  bool
	Types     []choice
	Recent    []entry
}

// home is the first page: the box, what can be read in full, and two ways into
// the list.
func (s *Server) home(c *gin.Context) {
	l := s.lib.List(library.Filter{})
	content := homeContent{Total: thousands(l.Total), HeldWords: heldWords(l.Held)}
	byDate := slices.Clone(l.Entries)
	slices.SortStableFunc(byDate, func(a, b library.Entry) int { return b.Record.Date.Compare(a.Record.Date) })
	for _, e := range byDate {
		if e.TextHeld {
			if len(content.Held) == homeHeld {
				content.MoreHeld = true
				break
			}
			content.Held = append(content.Held, makeEntry(e.Record, true, e.State))
		}
	}
	content.Recent = makeEntries(byDate[:min(homeRecent, len(byDate))])
	for _, v := range l.Types[:min(homeTypes, len(l.Types))] {
		content.Types = append(content.Types, choice{Value: v.Value, Text: v.Value, Count: thousands(v.Count)})
	}
	content.Examples = homeExamples(byDate)
	s.render(c, http.StatusOK, page{Title: "Tra cứu văn bản", Kind: "home", Focus: true, Content: content})
}

// homeExamples are queries that this library can answer: the number of a
// document with text and of one without.
func homeExamples(es []library.Entry) []string {
	var out []string
	for _, held := range []bool{true, false} {
		for _, e := range es {
			if e.TextHeld == held && e.Record.Label() != "" {
				out = append(out, e.Record.Label())
				break
			}
		}
	}
	return append(out, "an ninh nhân dân")
}
