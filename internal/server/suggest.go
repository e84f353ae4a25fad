package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// Bounds of suggestions while typing.
const (
	suggestSize, suggestMax = 8, 20
)

// apiSuggestion is one of the suggestions of GET /api/v1/suggest.
type apiSuggestion struct {
	Kind string `json:"kind"`
	// Text is what the suggestion is called; Detail is a title or a number of
	// documents.
	Text   string `json:"text"`
	Detail string `json:"detail"`
	URL    string `json:"url"`
	Date   string `json:"date,omitempty"`
	Held   bool   `json:"text_held,omitempty"`
}

// apiSuggest answers GET /api/v1/suggest: what the beginning of a query may
// become. Nothing of it is kept or logged.
func (s *Server) apiSuggest(c *gin.Context) {
	values := c.Request.URL.Query()
	size, bad := intParameter(values, "size", suggestSize, 1, suggestMax)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	q := values.Get("q")
	writeJSON(c, http.StatusOK, map[string]any{"query": q, "suggestions": makeSuggestions(s.lib.Suggest(q, size))})
}

func makeSuggestions(found []library.Suggestion) []apiSuggestion {
	out := make([]apiSuggestion, 0, len(found))
	for _, f := range found {
		switch f.Kind {
		case library.SuggestDocument:
			r := f.Record
			e := makeEntry(r, f.TextHeld, library.State{})
			out = append(out, apiSuggestion{Kind: f.Kind, Text: e.Name, Detail: upperFirst(e.Subject), URL: e.URL, Date: e.Date, Held: f.TextHeld})
		case library.SuggestType, library.SuggestIssuer:
			param := "loai"
			if f.Kind == library.SuggestIssuer {
				param = "co-quan"
			}
			out = append(out, apiSuggestion{Kind: f.Kind, Text: f.Value.Value, Detail: thousands(f.Count) + " văn bản",
				URL: "/van-ban?" + url.Values{param: {f.Value.Value}}.Encode()})
		}
	}
	return out
}

// browserSuggest answers /tim/goi-y in the form that a browser's address bar
// reads (OpenSearch Suggestions): the query, the completions, a line about each,
// and where each leads.
func (s *Server) browserSuggest(c *gin.Context) {
	q := c.Query("q")
	texts, lines, urls := []string{}, []string{}, []string{}
	for _, f := range makeSuggestions(s.lib.Suggest(q, suggestSize)) {
		texts = append(texts, f.Text)
		lines = append(lines, strings.TrimSpace(f.Detail))
		urls = append(urls, origin(c)+f.URL)
	}
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode([]any{q, texts, lines, urls}); err != nil {
		panic(fmt.Errorf("encode suggestions: %w", err))
	}
	c.Header("Cache-Control", "no-cache")
	c.Data(http.StatusOK, "application/x-suggestions+json; charset=utf-8", buf.Bytes())
}

// origin is the scheme and host by which the reader reached this server.
func origin(c *gin.Context) string {
	scheme := "http"
	if c.Request.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + c.Request.Host
}
