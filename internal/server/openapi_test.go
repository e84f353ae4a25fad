package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"

	"tracuu/internal/intake"
	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// TestAPIKeepsItsDescription asks the server what its own description offers and
// holds every answer, good or bad, to it.
func TestAPIKeepsItsDescription(t *testing.T) {
	desk := newDesk(t, intake.Limits{}, false, nil)
	h := handler(t, servertest.Sample(), server.Options{Desk: desk})
	sent, media := form(t, "a.pdf", "nghi ngờ.pdf")
	job := strings.TrimPrefix(send(t, h, "/nhap", media, sent).Header().Get("Location"), "/nhap/dot/")
	over(t, desk, job)
	_, body := get(t, h, "/api/openapi.json")
	doc, err := openapi3.NewLoader().LoadFromData([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, tc := range []struct {
		path   string
		status int
	}{
		{"/api/v1/search?q=" + url.QueryEscape("rừng"), 200},
		{"/api/v1/search?q=khongcogi", 200},
		{"/api/v1/search?q=31-NQ%2FTW", 200},
		{"/api/v1/search?q=rung&type=" + url.QueryEscape("Quyết định") + "&page=1&page_size=5&sort=-date&held=true&state=unknown", 200},
		{"/api/v1/search?q=rung&explain=1", 200},
		{"/api/v1/search?q=rung&explain=co", 400},
		{"/api/v1/search?q=" + url.QueryEscape(`rừng -trang trại loại:"quyết định" "đầu nguồn`), 200},
		{"/api/v1/search?q=rung&page=0", 400},
		{"/api/v1/search?q=" + url.QueryEscape(servertest.Mistyped), 200},
		{"/api/v1/search?q=" + url.QueryEscape(servertest.Mistyped) + "&verbatim=true", 200},
		{"/api/v1/search?q=" + url.QueryEscape(servertest.NearNumber), 200},
		{"/api/v1/search?q=rung&since=2026-11-19", 200},
		{"/api/v1/search?q=rung&since=mai", 400},
		{"/api/v1/suggest?q=ch", 200},
		{"/api/v1/suggest", 200},
		{"/api/v1/suggest?q=ch&size=21", 400},
		{"/api/v1/documents/" + servertest.Conclusion + "/related", 200},
		{"/api/v1/documents/" + servertest.Hostile + "/related", 200},
		{"/api/v1/documents/khong-co/related", 404},
		{"/api/v1/documents", 200},
		{"/api/v1/documents?held=true&year=2024&page_size=1&page=2", 200},
		{"/api/v1/documents?year=mot", 400},
		{"/api/v1/documents/" + servertest.Directive, 200},
		{"/api/v1/documents/" + servertest.Decision, 200},
		{"/api/v1/documents/" + servertest.TwinB, 200},
		{"/api/v1/documents/" + servertest.Hostile, 200},
		{"/api/v1/documents/" + servertest.Older, 200},
		{"/api/v1/documents/khong-co", 404},
		{"/api/v1/missing", 200},
		{"/api/v1/missing?page=2&page_size=1", 200},
		{"/api/v1/missing?page_size=0", 400},
		{"/api/v1/documents/" + servertest.Directive + "/references", 200},
		{"/api/v1/documents/khong-co/references", 404},
		{"/api/v1/imports", 200},
		{"/api/v1/imports/" + job, 200},
		{"/api/v1/imports/" + job + "?after=1&limit=1", 200},
		{"/api/v1/imports/" + job + "?after=x", 400},
		{"/api/v1/imports/khong-co", 404},
		{"/api/v1/documents/" + servertest.Directive + "/graph", 200},
		{"/api/v1/documents/" + servertest.Older + "/graph?depth=3&side=users&kind=continues&kind=cites", 200},
		{"/api/v1/documents/" + servertest.Older + "/graph?depth=4", 400},
		{"/api/v1/documents/" + servertest.Older + "/graph?side=both", 400},
		{"/api/v1/documents/" + servertest.Older + "/graph?kind=likes", 400},
		{"/api/v1/documents/khong-co/graph", 404},
		{"/api/v1/compare?a=" + servertest.Decision + "@1&b=" + servertest.Decision, 200},
		{"/api/v1/compare?a=" + servertest.Decision + "&b=" + servertest.Hostile, 200},
		{"/api/v1/compare?a=" + servertest.Decision + "@9&b=" + servertest.Decision, 404},
		{"/api/v1/compare?a=" + servertest.Decision + "&b=khong-co", 404},
		{"/api/v1/compare?a=" + servertest.Decision, 400},
	} {
		t.Run(tc.path, func(t *testing.T) {
			req := httptest.NewRequest(http.MethodGet, tc.path, nil)
			route, params, err := router.FindRoute(req)
			if err != nil {
				t.Fatalf("not described: %v", err)
			}
			asked[route.Path] = true
			in := &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route}
			if err := openapi3filter.ValidateRequest(t.Context(), in); (err == nil) != (tc.status != 400) {
				t.Errorf("the description and the server disagree on the request: %v", err)
			}
			resp, body := get(t, h, tc.path)
			if resp.StatusCode != tc.status {
				t.Fatalf("status %d, want %d: %s", resp.StatusCode, tc.status, body)
			}
			out := &openapi3filter.ResponseValidationInput{
				RequestValidationInput: in, Status: resp.StatusCode, Header: resp.Header, Body: io.NopCloser(bytes.NewBufferString(body)),
				Options: &openapi3filter.Options{IncludeResponseStatus: true},
			}
			if err := openapi3filter.ValidateResponse(t.Context(), out); err != nil {
				t.Error(err)
			}
		})
	}
	for path, item := range doc.Paths.Map() {
		if item.Get != nil && !asked[path] {
			t.Errorf("%s is described but not asked", path)
		}
	}
}

func TestSearchAnswer(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, body := get(t, h, "/api/v1/search?q=khoi+lua")
	var a struct {
		Query   string
		Total   int
		Results []struct {
			ID, Label, URL string
			Points         []struct {
				Anchor, Snippet, URL string
				Segments             []library.Segment
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		t.Fatal(err)
	}
	if a.Query != "khoi lua" || a.Total != 1 || len(a.Results) != 1 || a.Results[0].Label != "07-CT/TU" {
		t.Fatalf("%+v", a)
	}
	p := a.Results[0].Points[0]
	if p.URL != "/van-ban/"+servertest.Directive+"#ba-la" || p.Anchor != "ba-la" {
		t.Errorf("point at %q", p.URL)
	}
	if want := "<mark>khói</mark> hoặc <mark>lửa,</mark>"; !bytes.Contains([]byte(p.Snippet), []byte(want)) {
		t.Errorf("snippet %q lacks %q", p.Snippet, want)
	}
	_, body = get(t, h, "/api/v1/search?q=thong+tri")
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		t.Fatal(err)
	}
	for _, p := range a.Results[0].Points {
		if bytes.Contains([]byte(p.Snippet), []byte("<script")) {
			t.Errorf("snippet is not escaped: %q", p.Snippet)
		}
	}
}

// TestOffsetsAreRunes cuts every reference and provision out of the text again.
func TestOffsetsAreRunes(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, body := get(t, h, "/api/v1/documents/"+servertest.Directive)
	var d struct {
		Text       string
		References []struct {
			Text       string
			Start, End int
		}
		Structure []struct {
			Anchor     string
			Start, End int
		}
	}
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		t.Fatal(err)
	}
	text := []rune(d.Text)
	if len(d.References) != 13 || len(d.Structure) == 0 || utf8.RuneCountInString(d.Text) == len(d.Text) {
		t.Fatalf("%d references, %d provisions", len(d.References), len(d.Structure))
	}
	for _, r := range d.References {
		if got := string(text[r.Start:r.End]); got != r.Text {
			t.Errorf("%q, want %q", got, r.Text)
		}
	}
	if last := d.Structure[len(d.Structure)-1]; last.End != len(text) {
		t.Errorf("the text ends at %d, its last provision at %d", len(text), last.End)
	}
}
