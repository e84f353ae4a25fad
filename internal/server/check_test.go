package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"

	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// TestCheck sends drafts to be judged, good and bad, and holds the answers to the
// description.
func TestCheck(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	_, body := get(t, h, "/api/openapi.json")
	doc, err := openapi3.NewLoader().LoadFromData([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	directive, err := lib.Document(servertest.Directive)
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(map[string]string{"text": directive.Text})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, query, media, body string
		status, citations        int
		findings                 bool
	}{
		{"JSON", "", "application/json", string(asJSON), 200, len(directive.References), true},
		{"plain text", "?family=party", "text/plain; charset=utf-8", directive.Text, 200, len(directive.References), true},
		{"nothing to find", "", "text/plain", "Một câu không viện dẫn gì.", 200, 0, false},
		{"empty", "", "text/plain", "", 200, 0, false},
		{"another family", "?family=x", "text/plain", "a", 400, 0, false},
		{"JSON without a text", "", "application/json", `{"words":"a"}`, 400, 0, false},
		{"not UTF-8", "", "text/plain", "h\xf2a", 400, 0, false},
		{"another type", "", "image/png", "x", 415, 0, false},
		{"too large", "", "text/plain", strings.Repeat("Điều 1. ", 1<<20), 413, 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := httptest.NewRequest(http.MethodPost, "/api/v1/check"+tt.query, strings.NewReader(tt.body))
			req.Host = "localhost"
			req.Header.Set("Content-Type", tt.media)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			if w.Code != tt.status {
				t.Fatalf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			route, params, err := router.FindRoute(req)
			if err != nil {
				t.Fatal(err)
			}
			err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
				RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route},
				Status:                 w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
				Options: &openapi3filter.Options{IncludeResponseStatus: true},
			})
			if err != nil {
				t.Error(err)
			}
			var answer struct {
				Citations []any
				Findings  []struct{ Start, End, Citation int }
				Unchecked []struct{ Start, End int }
			}
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Citations) != tt.citations {
				t.Errorf("%d citations, want %d, %v", len(answer.Citations), tt.citations, err)
			}
			if len(answer.Findings) > 0 != tt.findings {
				t.Errorf("%d findings", len(answer.Findings))
			}
			runes := len([]rune(directive.Text))
			for _, f := range answer.Findings {
				if f.Start >= f.End || f.End > runes || f.Citation >= len(answer.Citations) {
					t.Errorf("finding %+v of %d runes", f, runes)
				}
			}
		})
	}
}
