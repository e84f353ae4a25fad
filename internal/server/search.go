package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

const (
	hitPoints  = 3  // points shown beneath a document
	searchSize = 20 // documents a page
)

// sortWords are the orders that results can have, by their value in the address.
var sortWords = []struct{ param, key, text string }{
	{"", "", "Phù hợp nhất"},
	{"moi-nhat", "-date", "Mới nhất"},
	{"cu-nhat", "date", "Cũ nhất"},
	{"so", "number", "Theo số"},
}

type searchContent struct {
	Asked   bool
	Tally   string
	Reading string
	Notes   []string
	Limited string
	Offers  *offers
	Feed    string
	// Saved is what the browser is to keep of a saved search, the query of its
	// address, with a name for it and the time of these results.
	Saved, SavedName, Now string
	DirectNote            string
	Facets                []facet
	Chips                 []choice
	Sorts                 []choice
	Explain               choice
	Unfiltered            string
	Hits                  []hit
	Pager                 *pager
}

type hit struct {
	entry
	Direct     bool
	Why        string
	Points     []point
	MorePoints int
	Explained  *explanation
}

type point struct {
	Anchor  string
	URL     string
	Label   string
	Snippet []library.Segment
}

// search answers /tim. A query that is one document's number goes to the
// document, unless the reader asked to see everything (tat-ca=1).
func (s *Server) search(c *gin.Context) {
	values := c.Request.URL.Query()
	query := readQuery(values)
	text := query.Text
	if text == "" {
		s.render(c, http.StatusOK, page{Title: "Tìm kiếm · Tra cứu văn bản", Kind: "search", Focus: true,
			Content: searchContent{}})
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), searchTimeout)
	defer cancel()
	answer, err := s.lib.Search(ctx, query)
	if err != nil {
		s.failErr(c, err)
		return
	}
	if id := goesTo(answer, values); id != "" {
		at := documentURL(id, "") + "?tu=" + url.QueryEscape(text)
		if anchor := answer.Direct[0].Anchor; anchor != "" {
			at += "#" + url.PathEscape(anchor)
		}
		c.Redirect(http.StatusSeeOther, at)
		return
	}
	s.render(c, http.StatusOK, page{
		Title: shorten(text, 60) + " · Tra cứu văn bản", Kind: "search", Query: text, Feed: withQuery("/tim.atom", feedValues(values)),
		Content: makeSearch(answer, values),
	})
}

// readQuery takes the library's query from a page's address.
func readQuery(values url.Values) library.Query {
	q := library.Query{
		Text: strings.TrimSpace(values.Get("q")), Page: pageNumber(values.Get("trang")), PageSize: searchSize,
		Filters: readFilters(values), Explain: values.Get(explainParam) == "1",
		Since: readSince(values), Verbatim: values.Get(verbatimParam) != "",
	}
	for _, w := range sortWords {
		if w.param == values.Get("sap-xep") {
			q.Sort = w.key
		}
	}
	return q
}

// goesTo is the id of the one document that a query means, or "" when the
// results are to be shown.
func goesTo(a library.Answer, values url.Values) string {
	if !a.DirectOnly || len(a.Direct) != 1 || values.Get("tat-ca") != "" {
		return ""
	}
	for _, d := range dimensions { // a filter says that the reader is looking at results
		if len(values[d.param]) > 0 {
			return ""
		}
	}
	return a.Direct[0].Record.ID
}

func makeSearch(a library.Answer, values url.Values) searchContent {
	content := searchContent{
		Asked: true, Reading: a.Reading, Notes: noteWords(a.Notes), Limited: upperFirst(a.Limited),
		Facets: makeFacets(a.Facets, values),
		Chips:  slices.Concat(typedChips(a.Typed, values), chips(values), sinceChip("/tim", values)),
		Offers: makeOffers(a, values), Feed: withQuery("/tim.atom", feedValues(values)), Saved: savedAddress(values), SavedName: savedName(values),
		Now:        time.Now().UTC().Format(time.RFC3339),
		Unfiltered: "/tim?" + url.Values{"q": {values.Get("q")}}.Encode(),
		Pager:      makePager("/tim", values, max(a.Page, 1), a.PageSize, a.Total),
	}
	switch {
	case a.Total == 0:
		content.Tally = "Không có kết quả."
	case a.Page > 1:
		content.Tally = thousands(a.Total) + " văn bản, trang " + thousands(a.Page) + "."
	default:
		content.Tally = thousands(a.Total) + " văn bản."
	}
	if len(a.Direct) > 1 && a.Page <= 1 {
		content.DirectNote = "Có " + thousands(len(a.Direct)) + " văn bản cùng số hiệu, hãy chọn"
	}
	for _, h := range a.Direct {
		direct := makeHit(h, true)
		if content.DirectNote != "" {
			direct.Why = "" // the note above has said it of all
		}
		content.Hits = append(content.Hits, direct)
	}
	for _, h := range a.Hits {
		content.Hits = append(content.Hits, makeHit(h, false))
	}
	if len(content.Hits) > 0 {
		content.Explain = explainLink(values)
		if x := content.Hits[0].Explained; x != nil {
			x.Open = true
		}
	}
	if len(content.Hits) > 1 {
		for _, w := range sortWords {
			u := cloneValues(values)
			if u.Set("sap-xep", w.param); w.param == "" {
				u.Del("sap-xep")
			}
			content.Sorts = append(content.Sorts, choice{Text: w.text, URL: "/tim?" + u.Encode(), Active: w.param == values.Get("sap-xep")})
		}
	}
	return content
}

// noteWords are what the notes on a query say, each once.
func noteWords(notes []library.Note) (out []string) {
	for _, n := range notes {
		if !slices.Contains(out, n.Text) {
			out = append(out, n.Text)
		}
	}
	return out
}

func makeHit(h library.Hit, direct bool) hit {
	out := hit{entry: makeEntry(h.Record, h.TextHeld, h.State), Direct: direct, Why: upperFirst(h.Why), Explained: makeExplanation(h.Explanation)}
	for _, p := range h.Points[:min(hitPoints, len(h.Points))] {
		out.Points = append(out.Points, point{Anchor: p.Anchor, URL: findURL(h.Record.ID, p.Anchor, p.Snippet), Label: p.Label, Snippet: p.Snippet})
	}
	out.MorePoints = len(h.Points) - len(out.Points)
	return out
}
