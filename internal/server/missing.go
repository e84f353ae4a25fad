package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// missingSize is the number of documents on a page of the ledger.
const missingSize = 50

// Citing documents and places that an entry of the ledger names before it says
// how many more there are.
const (
	wantedBy     = 5
	wantedPlaces = 6
)

type missingContent struct {
	Tally string
	Add   bool // the library takes files
	Rows  []wanted
	Pager *pager
}

// wanted is a document that texts cite and whose text the library lacks.
type wanted struct {
	entry
	Known  bool // a record says what it is
	ID     string
	Often  string
	By     []wantedCiting
	MoreBy int
	Where  []source
}

// wantedCiting is a citing document with the places.
type wantedCiting struct {
	Name, URL string
	Places    []citingPlace
	More      int
	Around    *citingPlace // the first place in its words, where nothing else tells what is cited
}

// missing answers /thieu: what texts cite and the library lacks, most cited
// first.
func (s *Server) missing(c *gin.Context) {
	values := c.Request.URL.Query()
	at := pageNumber(values.Get("trang"))
	list, total := s.lib.Missing(at, missingSize)
	content := missingContent{Add: s.lib.Writable(), Pager: makePager("/thieu", values, at, missingSize, total)}
	if total > 0 {
		content.Tally = fmt.Sprintf("%s văn bản được viện dẫn mà thư viện chưa có toàn văn. Văn bản được nhiều nơi viện dẫn nhất đứng trước.", thousands(total))
	}
	for _, w := range list {
		content.Rows = append(content.Rows, s.makeWanted(w))
	}
	s.render(c, http.StatusOK, page{Title: "Văn bản còn thiếu · Tra cứu văn bản", Kind: "missing", Content: content})
}

func (s *Server) makeWanted(w library.Wanted) wanted {
	out := wanted{Known: w.Record != nil}
	if out.Known {
		out.entry, out.ID = makeEntry(w.Record, false, w.State), w.Record.ID
		out.Where = s.whereToLook(w.Record.Provenance)
	} else {
		out.entry = entry{Name: w.Label, Date: w.Date.Vietnamese()}
	}
	out.Often = fmt.Sprintf("Được viện dẫn %s lần tại %s văn bản", thousands(w.Count), thousands(w.Documents))
	for _, l := range w.By {
		if len(out.By) == wantedBy {
			break
		}
		out.By = append(out.By, makeWantedCiting(l, out.Known))
	}
	out.MoreBy = w.Documents - len(out.By)
	return out
}

func makeWantedCiting(l library.Link, known bool) wantedCiting {
	full := makeCiting(l)
	out := wantedCiting{Name: l.Record.Name(), URL: documentURL(l.Record.ID, "")}
	if !known && len(full.Places) > 0 {
		out.Around = &full.Places[0]
	}
	seen := map[string]bool{}
	for _, p := range full.Places {
		if seen[p.URL] { // several citations of one provision
			continue
		}
		seen[p.URL] = true
		if len(out.Places) == wantedPlaces {
			out.More++
			continue
		}
		out.Places = append(out.Places, p)
	}
	return out
}

// apiWanted is a document that texts cite and whose text the library lacks.
type apiWanted struct {
	// Document is left out for one of which the library has no record.
	Document  *apiEntry `json:"document,omitempty"`
	Label     string    `json:"label"`
	Date      string    `json:"date"` // ISO
	Count     int       `json:"count"`
	Documents int       `json:"documents"`
	By        []apiLink `json:"by"`
	// Sources are the web addresses that the record names.
	Sources []string `json:"sources"`
}

type apiMissing struct {
	Total    int         `json:"total"`
	Page     int         `json:"page"`
	PageSize int         `json:"page_size"`
	Missing  []apiWanted `json:"missing"`
}

// apiMissing answers GET /api/v1/missing.
func (s *Server) apiMissing(c *gin.Context) {
	values := c.Request.URL.Query()
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
	list, total := s.lib.Missing(page, size)
	out := apiMissing{Total: total, Page: page, PageSize: size, Missing: []apiWanted{}}
	for _, w := range list {
		item := apiWanted{Label: w.Label, Date: w.Date.String(), Count: w.Count, Documents: w.Documents, By: makeAPILinks(w.By), Sources: []string{}}
		if w.Record != nil {
			item.Document = new(makeAPIEntry(w.Record, false, w.State))
			for _, p := range s.whereToLook(w.Record.Provenance) {
				item.Sources = append(item.Sources, p.Href)
			}
		}
		out.Missing = append(out.Missing, item)
	}
	writeJSON(c, http.StatusOK, out)
}

// whereToLook gives the sources that can be opened, each once.
func (s *Server) whereToLook(ps []document.Provenance) []source {
	var out []source
	for _, p := range ps {
		src := makeSource(p.Source, s.nameOf)
		if strings.HasPrefix(src.Href, "http") && !slices.Contains(out, src) {
			out = append(out, src)
		}
	}
	return out
}
