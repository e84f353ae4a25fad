package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// Limits of what is asked about saved searches at once.
const (
	maxSaved     = 50
	maxSavedBody = 256 << 10 // bytes
)

// saved answers /tim/da-luu: the searches that this browser keeps, which scripts
// fill in, and what works without them.
func (s *Server) saved(c *gin.Context) {
	s.render(c, http.StatusOK, page{Title: "Tìm kiếm đã lưu · Tra cứu văn bản", Kind: "saved"})
}

// savedAddress is what a browser keeps of a search: the query of its address
// without page, order and time.
func savedAddress(values url.Values) string {
	kept := feedValues(values)
	kept.Del(sinceParam)
	return kept.Encode()
}

// savedName is what a saved search is called until it is given another name: its
// words and filters.
func savedName(values url.Values) string {
	parts := []string{strings.TrimSpace(values.Get("q"))}
	for _, c := range chips(values) {
		parts = append(parts, c.Text)
	}
	return shorten(strings.Join(parts, " · "), 110)
}

// savedSearch is a saved search as the browser sends it: the query of a page's
// address, and when its results were last looked at.
type savedSearch struct {
	Address string    `json:"address"`
	Since   time.Time `json:"since"`
}

// apiAdded answers POST /api/v1/added: for each of several searches, how many of
// the documents that answer it came into the library or changed since. Nothing of
// it is kept or logged.
func (s *Server) apiAdded(c *gin.Context) {
	var body struct {
		Searches []savedSearch `json:"searches"`
	}
	dec := json.NewDecoder(http.MaxBytesReader(c.Writer, c.Request.Body, maxSavedBody))
	err := dec.Decode(&body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge), len(body.Searches) > maxSaved:
		s.fail(c, problem{http.StatusRequestEntityTooLarge, "too_many", "Quá nhiều tìm kiếm", "Mỗi lần chỉ hỏi được 50 tìm kiếm đã lưu."})
		return
	case err != nil && !errors.Is(err, io.EOF):
		s.fail(c, problem{http.StatusBadRequest, "bad_body", "Nội dung gửi lên không đúng", `Cần JSON dạng {"searches":[{"address":"q=rừng","since":"2026-11-29T00:00:00Z"}]}.`})
		return
	}
	queries := make([]library.Query, 0, len(body.Searches))
	for _, one := range body.Searches {
		queries = append(queries, one.query())
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), searchTimeout)
	defer cancel()
	counts, err := s.lib.Added(ctx, queries)
	if err != nil {
		s.failErr(c, err)
		return
	}
	writeJSON(c, http.StatusOK, map[string]any{"counts": append([]int{}, counts...), "now": time.Now().UTC().Format(time.RFC3339)})
}

// query reads the address of a search ("q=…&loai=…"), what cannot be read being
// left out.
func (a savedSearch) query() library.Query {
	values, _ := url.ParseQuery(strings.TrimPrefix(a.Address, "?"))
	q := readQuery(values)
	q.Since = a.Since
	return q
}
