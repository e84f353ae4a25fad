package server

import (
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

const (
	homeHeld   = 3 // documents with text shown on the first page
	homeRecent = 8
	homeTypes  = 10
	homeYears  = 12
	homeAdded  = 5 // newest in the library
)

type homeContent struct {
	Total     string
	HeldWords string
	Examples  []string
	Held      []entry
	MoreHeld  bool
	Types     []choice
	Issuers   []choice
	Years     []choice
	Recent    []entry
	Added     []added
}

// added is a document with the day on which the library came to hold it as it is.
type added struct {
	entry
	Day string
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
	content.Types = countedValues(l.Types, homeTypes)
	content.Issuers = countedValues(l.Issuers, homeTypes)
	content.Years = countedValues(l.Years, homeYears)
	if newest, err := s.lib.Recent(c.Request.Context(), library.Query{}, homeAdded); err == nil { // the page does without
		content.Added = newlyAdded(newest, l.Entries)
	}
	content.Examples = homeExamples(byDate)
	s.render(c, http.StatusOK, page{Title: "Tra cứu văn bản", Kind: "home", Focus: true, Feed: "/tim.atom", Content: content})
}

func countedValues(vs []library.Value, n int) (out []choice) {
	for _, v := range vs[:min(n, len(vs))] {
		out = append(out, choice{Value: v.Value, Text: v.Value, Count: thousands(v.Count)})
	}
	return out
}

// newlyAdded shows the newest in the library. Where most of it came on one day, as
// a library that was just made or copied, that day tells nothing, and its
// documents are left out.
func newlyAdded(newest []library.Hit, all []library.Entry) (out []added) {
	for _, h := range newest {
		if h.Changed.IsZero() {
			break
		}
		day := h.Changed.In(time.Local)
		from := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.Local)
		to := from.AddDate(0, 0, 1)
		same := 0
		for i := range all {
			if t := all[i].Changed; !t.Before(from) && t.Before(to) {
				same++
			}
		}
		if same*2 > len(all) {
			break
		}
		out = append(out, added{makeEntry(h.Record, h.TextHeld, h.State), vietnameseDay(h.Changed)})
	}
	return out
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
