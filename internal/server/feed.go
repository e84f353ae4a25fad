package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

// feedSize is the number of entries of a feed, the newest in the library.
const feedSize = 50

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle,omitempty"`
	Updated   string      `xml:"updated"`
	Author    feedPerson  `xml:"author"`
	Generator string      `xml:"generator"`
	Links     []feedLink  `xml:"link"`
	Entries   []feedEntry `xml:"entry"`
}

type feedPerson struct {
	Name string `xml:"name"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type feedEntry struct {
	ID       string        `xml:"id"`
	Title    string        `xml:"title"`
	Updated  string        `xml:"updated"`
	Author   *feedPerson   `xml:"author,omitempty"`
	Category *feedCategory `xml:"category,omitempty"`
	Links    []feedLink    `xml:"link"`
	Summary  string        `xml:"summary,omitempty"`
}

type feedCategory struct {
	Term string `xml:"term,attr"`
}

// urnOf names a thing of the library for feeds: the same on every machine and
// for good, since the ids of documents are.
func urnOf(name string) string { return uuid.NewSHA1(uuid.NameSpaceURL, []byte("tracuu:"+name)).URN() }

// searchFeed answers /tim.atom: the documents that answer a query, the newest in
// the library first. Without a query it has the newest of all.
func (s *Server) searchFeed(c *gin.Context) {
	values := c.Request.URL.Query()
	query := readQuery(values)
	title := "Tìm: " + shorten(query.Text, 120)
	if query.Text == "" {
		title = "Văn bản mới đưa vào thư viện"
	}
	s.feed(c, "/tim", title, query, values)
}

// listFeed answers /van-ban.atom: the documents of a list.
func (s *Server) listFeed(c *gin.Context) {
	values := c.Request.URL.Query()
	query := library.Query{Filters: readFilters(values), Since: readSince(values)}
	title := "Danh mục văn bản"
	var of []string
	for _, chip := range chips(values) {
		of = append(of, chip.Text)
	}
	if len(of) > 0 {
		title += ": " + strings.Join(of, "; ")
	}
	s.feed(c, "/van-ban", title, query, values)
}

func (s *Server) feed(c *gin.Context, page, title string, query library.Query, values url.Values) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), searchTimeout)
	defer cancel()
	hits, err := s.lib.Recent(ctx, query, feedSize)
	if err != nil {
		s.failErr(c, err)
		return
	}
	address := withQuery(page, feedValues(values))
	shown := address
	if page == "/tim" && query.Text == "" {
		shown = "/"
	}
	f := feed{
		Lang: "vi", ID: urnOf(address), Title: title, Subtitle: "Mới đưa vào hoặc sửa đổi trong thư viện đứng trước.",
		Author: feedPerson{"Tra cứu văn bản"}, Generator: Name,
		Links: []feedLink{
			{Rel: "self", Type: "application/atom+xml", Href: origin(c) + withQuery(page+".atom", feedValues(values))},
			{Rel: "alternate", Type: "text/html", Href: origin(c) + shown},
		},
	}
	newest := time.Unix(0, 0)
	for _, h := range hits {
		e := makeFeedEntry(h, origin(c))
		f.Entries = append(f.Entries, e)
		if t := updatedOf(h.Entry); t.After(newest) {
			newest = t
		}
	}
	f.Updated = atomTime(newest)
	c.Header("Last-Modified", newest.UTC().Format(http.TimeFormat))
	writeXML(c, "application/atom+xml", f)
}

// feedValues are the parameters that a feed's address keeps: those that choose
// documents, in one order.
func feedValues(values url.Values) url.Values {
	out := url.Values{}
	keep := []string{"q", sinceParam}
	for _, d := range dimensions {
		keep = append(keep, d.param)
	}
	for _, k := range keep {
		for _, v := range values[k] {
			if v = strings.TrimSpace(v); v != "" {
				out.Add(k, v)
			}
		}
	}
	return out
}

func withQuery(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

func makeFeedEntry(h library.Hit, base string) feedEntry {
	r := h.Record
	e := feedEntry{
		ID: urnOf(documentURL(r.ID, "")), Title: r.Name(), Updated: atomTime(updatedOf(h.Entry)),
		Links:   []feedLink{{Rel: "alternate", Type: "text/html", Href: base + documentURL(r.ID, "")}},
		Summary: feedSummary(h),
	}
	if subject := r.Subject(); subject != "" && subject != e.Title {
		e.Title += ": " + upperFirst(subject)
	}
	if r.Issuer != "" {
		e.Author = &feedPerson{r.Issuer}
	}
	if r.Type != "" {
		e.Category = &feedCategory{r.Type}
	}
	return e
}

// feedSummary is the grey line of a list, and the first place that answers.
func feedSummary(h library.Hit) string {
	var parts []string
	for _, s := range []string{h.Record.Issuer, h.Record.Date.Vietnamese(), StateWords(h.State)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !h.TextHeld {
		parts = append(parts, "Chưa có toàn văn")
	}
	out := strings.Join(parts, " · ")
	if len(h.Points) > 0 {
		out += "\n" + h.Points[0].Label
		if h.Points[0].Label != "" {
			out += ": "
		}
		for _, s := range h.Points[0].Snippet {
			out += s.Text
		}
	}
	return strings.TrimSpace(out)
}

// updatedOf is when an entry of the library last changed: of one whose files do
// not tell, the day of the document.
func updatedOf(e library.Entry) time.Time {
	if !e.Changed.IsZero() {
		return e.Changed
	}
	return dayOf(e.Record.Date)
}

func dayOf(d document.Date) time.Time {
	if d.Year == 0 {
		return time.Unix(0, 0)
	}
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// writeXML sends a document with a tag of its content, or says that the reader
// has it already.
func writeXML(c *gin.Context, kind string, v any) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		panic(fmt.Errorf("encode %s: %w", kind, err))
	}
	body = append([]byte(xml.Header), append(body, '\n')...)
	sum := sha256.Sum256(body)
	// Weak: what goes out may be compressed.
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	c.Header("ETag", tag)
	c.Header("Cache-Control", "no-cache")
	if unchanged(c, tag) {
		c.Status(http.StatusNotModified)
		return
	}
	c.Data(http.StatusOK, kind+"; charset=utf-8", bytes.TrimLeft(body, "\n"))
}

// unchanged compares what the reader has with what it would get. A tag tells
// more than a time, and goes before it.
func unchanged(c *gin.Context, tag string) bool {
	if have := c.GetHeader("If-None-Match"); have != "" {
		for _, h := range strings.Split(have, ",") {
			if h = strings.TrimSpace(h); h == "*" || strings.TrimPrefix(h, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
		return false
	}
	have, err := http.ParseTime(c.GetHeader("If-Modified-Since"))
	if err != nil {
		return false
	}
	last, err := http.ParseTime(c.Writer.Header().Get("Last-Modified"))
	return err == nil && !last.After(have)
}
