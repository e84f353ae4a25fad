package server

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

//go:embed openapi.json
var openAPIDocument []byte

// openAPI answers /api/openapi.json: the description of the API, kept by hand
// and held to the handlers by a test.
func (s *Server) openAPI(c *gin.Context) {
	c.Header("Cache-Control", "no-cache")
	c.Data(http.StatusOK, "application/json; charset=utf-8", openAPIDocument)
}

// Bounds of the API's parameters.
const (
	apiSearchSize, apiSearchMax = 20, 100
	apiListSize, apiListMax     = 100, 1000
)

// badParameter is the problem of a parameter that cannot be read.
func badParameter(name, want string) *problem {
	return &problem{http.StatusBadRequest, "bad_parameter", "Tham số không đúng",
		fmt.Sprintf("Tham số %q phải là %s.", name, want)}
}

// intParameter reads a whole number between least and most; def when absent.
func intParameter(q url.Values, name string, def, least, most int) (int, *problem) {
	raw := q.Get(name)
	if raw == "" {
		return def, nil
	}
	n, err := strconv.Atoi(raw)
	if err != nil || n < least || n > most {
		return 0, badParameter(name, fmt.Sprintf("số nguyên từ %d đến %d", least, most))
	}
	return n, nil
}

// apiSearch answers GET /api/v1/search.
func (s *Server) apiSearch(c *gin.Context) {
	query, bad := readAPIQuery(c.Request.URL.Query())
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), searchTimeout)
	defer cancel()
	answer, err := s.lib.Search(ctx, query)
	if err != nil {
		s.failErr(c, err)
		return
	}
	writeJSON(c, http.StatusOK, makeAPISearch(answer))
}

// readAPIQuery takes the library's query from the API's parameters.
func readAPIQuery(values url.Values) (library.Query, *problem) {
	q := library.Query{Text: strings.TrimSpace(values.Get("q")), Sort: values.Get("sort"), Filters: map[string][]string{}}
	if q.Text == "" {
		return q, &problem{http.StatusBadRequest, "query_missing", "Thiếu câu tìm", "Cần tham số q, ví dụ q=12-NQ/TW."}
	}
	var bad *problem
	if q.Page, bad = intParameter(values, "page", 1, 1, 100000); bad != nil {
		return q, bad
	}
	if q.PageSize, bad = intParameter(values, "page_size", apiSearchSize, 1, apiSearchMax); bad != nil {
		return q, bad
	}
	switch v := values.Get(explainParam); v {
	case "", "0", "1":
		q.Explain = v == "1"
	default:
		return q, badParameter(explainParam, "0 hoặc 1")
	}
	known := false
	for _, w := range sortWords {
		known = known || w.key == q.Sort
	}
	if !known {
		return q, badParameter("sort", "date, -date hoặc number")
	}
	if raw := values.Get("since"); raw != "" {
		if q.Since = readTime(raw, time.Now()); q.Since.IsZero() {
			return q, badParameter("since", "ngày (2026-11-29) hoặc thời điểm (2026-11-29T08:00:00Z)")
		}
	}
	if raw := values.Get("verbatim"); raw != "" {
		var err error
		if q.Verbatim, err = strconv.ParseBool(raw); err != nil {
			return q, badParameter("verbatim", "true hoặc false")
		}
	}
	for _, d := range dimensions {
		for _, v := range values[d.key] {
			if v != "" && len(q.Filters[d.key]) < maxFilterValues {
				q.Filters[d.key] = append(q.Filters[d.key], v)
			}
		}
	}
	return q, nil
}

// apiList answers GET /api/v1/documents.
func (s *Server) apiList(c *gin.Context) {
	values := c.Request.URL.Query()
	f := library.Filter{Type: values.Get("type"), Issuer: values.Get("issuer")}
	year, bad := intParameter(values, "year", 0, 1, 9999)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	f.Year = year
	if raw := values.Get("held"); raw != "" {
		held, err := strconv.ParseBool(raw)
		if err != nil {
			s.fail(c, *badParameter("held", "true hoặc false"))
			return
		}
		f.Held = &held
	}
	page, bad := intParameter(values, "page", 1, 1, 100000)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	size, bad := intParameter(values, "page_size", apiListSize, 1, apiListMax)
	if bad != nil {
		s.fail(c, *bad)
		return
	}
	l := s.lib.List(f)
	writeJSON(c, http.StatusOK, apiListing{
		Total: len(l.Entries), LibraryTotal: l.Total, LibraryHeld: l.Held, Page: page, PageSize: size,
		Documents: makeAPIEntries(pageOf(l.Entries, page, size)),
		Facets: map[string][]apiValue{
			"type": makeAPIValues(l.Types), "issuer": makeAPIValues(l.Issuers), "year": makeAPIValues(l.Years),
		},
	})
}

// apiDocument answers GET /api/v1/documents/{id}.
func (s *Server) apiDocument(c *gin.Context) {
	d, err := s.lib.Document(c.Param("id"))
	if err != nil {
		s.failErr(c, err)
		return
	}
	writeJSON(c, http.StatusOK, makeAPIDocument(d))
}

// apiReferences answers GET /api/v1/documents/{id}/references.
func (s *Server) apiReferences(c *gin.Context) {
	d, err := s.lib.Document(c.Param("id"))
	if err != nil {
		s.failErr(c, err)
		return
	}
	refs := makeAPIReferences(d, newRunes(d.Text))
	writeJSON(c, http.StatusOK, map[string]any{"id": d.Record.ID, "total": len(refs), "references": refs})
}

// WriteSearch writes an answer to w as GET /api/v1/search does.
func WriteSearch(w io.Writer, a library.Answer) error { return encode(w, makeAPISearch(a)) }

// WriteDocument writes a document to w as GET /api/v1/documents/{id} does.
func WriteDocument(w io.Writer, d *library.Document) error { return encode(w, makeAPIDocument(d)) }

// encode writes indented JSON: programs do not mind, and people who look need
// no tool. Angle brackets stay escaped, so that what takes the answer for a page
// finds no tags in it.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}
