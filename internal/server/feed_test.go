package server_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// atom is what a reader of feeds takes from one.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Links   []atomLink `xml:"link"`
	Entries []struct {
		ID      string     `xml:"id"`
		Title   string     `xml:"title"`
		Updated string     `xml:"updated"`
		Summary string     `xml:"summary"`
		Links   []atomLink `xml:"link"`
	} `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// readFeed reads a feed and holds it to what RFC 4287 asks of every feed.
func readFeed(t *testing.T, h http.Handler, path string) (f atom, resp *http.Response) {
	t.Helper()
	resp, body := get(t, h, path)
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s: status %d, %s", path, resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatalf("%s: %v\n%s", path, err, body)
	}
	urn := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	instant := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Errorf("%s: updated %q", path, s)
		}
		return at
	}
	link := func(links []atomLink, rel string) string {
		var found []string
		for _, l := range links {
			if u, err := url.Parse(l.Href); err != nil || u.Host != "127.0.0.1:8080" {
				t.Errorf("%s: link to %q", path, l.Href)
			}
			if l.Rel == rel {
				found = append(found, l.Href)
			}
		}
		if len(found) != 1 {
			t.Errorf("%s: links %q %q", path, rel, found)
			return ""
		}
		return found[0]
	}
	if !urn.MatchString(f.ID) || f.Title == "" || f.Author.Name == "" {
		t.Errorf("%s: id %q, title %q, author %q", path, f.ID, f.Title, f.Author.Name)
	}
	link(f.Links, "self")
	link(f.Links, "alternate")
	newest := instant(f.Updated)
	seen := map[string]bool{f.ID: true}
	before := time.Time{}
	for i, e := range f.Entries {
		at := instant(e.Updated)
		if !urn.MatchString(e.ID) || seen[e.ID] || e.Title == "" || at.After(newest) {
			t.Errorf("%s: entry %q %q of %s", path, e.ID, e.Title, e.Updated)
		}
		if i > 0 && at.After(before) {
			t.Errorf("%s: entry %d is newer than the one before", path, i)
		}
		before = at
		seen[e.ID] = true
		link(e.Links, "alternate")
	}
	return f, resp
}

func TestFeeds(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	all, _ := readFeed(t, h, "/tim.atom")
	if len(all.Entries) != 8 || all.Updated != "2026-11-20T08:00:00Z" || all.Title != "Văn bản mới đưa vào thư viện" {
		t.Errorf("all: %d entries, updated %s, %q", len(all.Entries), all.Updated, all.Title)
	}
	list, _ := readFeed(t, h, "/van-ban.atom?loai="+url.QueryEscape("Chỉ thị"))
	if len(list.Entries) != 2 || list.Title != "Danh mục văn bản: Loại: Chỉ thị" {
		t.Errorf("directives: %d entries, %q", len(list.Entries), list.Title)
	}
	found, _ := readFeed(t, h, "/tim.atom?q="+url.QueryEscape("khói hoặc lửa"))
	if len(found.Entries) != 1 || !strings.Contains(found.Entries[0].Summary, "khói hoặc lửa") {
		t.Errorf("query: %+v", found.Entries)
	}
	none, _ := readFeed(t, h, "/tim.atom?q=khongcogi")
	if len(none.Entries) != 0 {
		t.Errorf("%d entries for nothing", len(none.Entries))
	}
	// A document has one id in all feeds, a feed one id whatever the order of its
	// parameters, and other feeds other ids.
	id := ""
	for _, e := range all.Entries {
		if e.Title == found.Entries[0].Title {
			id = e.ID
		}
	}
	if id != found.Entries[0].ID {
		t.Errorf("the document is %s in one feed, %s in another", id, found.Entries[0].ID)
	}
	a, _ := readFeed(t, h, "/tim.atom?q=rung&loai="+url.QueryEscape("Chỉ thị")+"&trang=3")
	b, _ := readFeed(t, h, "/tim.atom?loai="+url.QueryEscape("Chỉ thị")+"&q=rung")
	if a.ID != b.ID || a.ID == found.ID {
		t.Errorf("ids %s, %s, %s", a.ID, b.ID, found.ID)
	}
	since, _ := readFeed(t, h, "/van-ban.atom?moi-tu=2026-11-19")
	if len(since.Entries) != 2 {
		t.Errorf("since a day: %d entries", len(since.Entries))
	}
}

// TestFeedEscapes holds the feed of a document full of markup, and of a query
// that is, to be text.
func TestFeedEscapes(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, path := range []string{"/tim.atom", "/tim.atom?q=" + url.QueryEscape("<script>alert(1)</script>\x00\x1b]]>&"), "/tim.atom?q=%ff%fe"} {
		_, body := get(t, h, path)
		if strings.Contains(body, "<script") || strings.Contains(body, "<img") {
			t.Errorf("%s: markup in the feed", path)
		}
		readFeed(t, h, path)
	}
}

func TestFeedIsNotSentTwice(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, resp := readFeed(t, h, "/tim.atom")
	tag, last := resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	if tag == "" || last == "" {
		t.Fatalf("tag %q, last modified %q", tag, last)
	}
	for _, tc := range []struct {
		name, value string
		status      int
	}{
		{"If-None-Match", tag, 304},
		{"If-None-Match", `"other", ` + strings.TrimPrefix(tag, "W/"), 304},
		{"If-None-Match", `"other"`, 200},
		{"If-Modified-Since", last, 304},
		{"If-Modified-Since", "Sun, 01 Nov 2026 00:00:00 GMT", 200},
		{"If-Modified-Since", "hôm qua", 200},
	} {
		req := httptest.NewRequest(http.MethodGet, "/tim.atom", nil)
		req.Host = "127.0.0.1:8080"
		req.Header.Set(tc.name, tc.value)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if w.Code != tc.status || tc.status == 304 && w.Body.Len() > 0 {
			t.Errorf("%s %s: status %d, %d bytes", tc.name, tc.value, w.Code, w.Body.Len())
		}
	}
}

func TestFeedsAreFound(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for path, feed := range map[string]string{
		"/": "/tim.atom", "/tim?q=rung&trang=2": "/tim.atom?q=rung", "/van-ban?nam=2024": "/van-ban.atom?nam=2024", "/van-ban": "/van-ban.atom",
	} {
		_, body := get(t, h, path)
		if want := `<link rel="alternate" type="application/atom+xml" href="` + feed + `"`; !strings.Contains(body, want) {
			t.Errorf("%s does not name %s", path, feed)
		}
		if !strings.Contains(body, `href="/opensearch.xml"`) {
			t.Errorf("%s does not name the description", path)
		}
	}
	if _, body := get(t, h, "/tro-giup"); strings.Contains(body, "atom+xml") {
		t.Error("the help has a feed")
	}
}

func TestOpenSearch(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	resp, body := get(t, h, "/opensearch.xml")
	var d struct {
		XMLName   xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName string
		Url       []struct {
			Type     string `xml:"type,attr"`
			Template string `xml:"template,attr"`
		}
	}
	if err := xml.Unmarshal([]byte(body), &d); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(d.ShortName)); n == 0 || n > 16 || resp.Header.Get("Content-Type") != "application/opensearchdescription+xml; charset=utf-8" {
		t.Errorf("short name %q, %s", d.ShortName, resp.Header.Get("Content-Type"))
	}
	want := map[string]int{"text/html": 200, "application/x-suggestions+json": 200, "application/atom+xml": 200}
	for _, u := range d.Url {
		if want[u.Type] == 0 {
			continue
		}
		at, err := url.Parse(strings.ReplaceAll(u.Template, "{searchTerms}", url.QueryEscape("rừng")))
		if err != nil || at.Host == "" {
			t.Fatalf("template %q", u.Template)
		}
		resp, _ := get(t, h, at.RequestURI())
		if resp.StatusCode != want[u.Type] || !strings.HasPrefix(resp.Header.Get("Content-Type"), u.Type) {
			t.Errorf("%s: status %d, %s", u.Type, resp.StatusCode, resp.Header.Get("Content-Type"))
		}
		delete(want, u.Type)
	}
	if len(want) > 0 {
		t.Errorf("no address for %v", want)
	}
	_, body = get(t, h, "/tim/goi-y?q=chi")
	var parts []any
	if err := json.Unmarshal([]byte(body), &parts); err != nil || len(parts) != 4 || parts[0] != "chi" {
		t.Fatalf("%v: %s", err, body)
	}
	if texts := parts[1].([]any); len(texts) == 0 || len(parts[2].([]any)) != len(texts) || len(parts[3].([]any)) != len(texts) || !slices.Contains(texts, "Chỉ thị") {
		t.Errorf("suggestions %v", parts)
	}
}

func TestOffers(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, tc := range []struct{ name, path, want, lacks string }{
		{"read by keys", "/tim?q=khois", `Đã đọc “khois” là “<strong>khói</strong>”`, "Ý bạn là"},
		{"as typed", "/tim?q=khois", `href="/tim?nguyen-van=1&amp;q=khois"`, ""},
		{"asked for as typed", "/tim?q=khois&nguyen-van=1", `Ý bạn là: <a class="meant" href="/tim?q=kh%C3%B3i">khói</a>`, "Đã đọc"},
		{"another spelling", "/tim?q=" + url.QueryEscape(servertest.Misspelt) + "&loai=x", `<a class="meant" href="/tim?loai=x&amp;q=r%E1%BB%ABng">rừng</a>`, ""},
		{"a near number", "/tim?q=08-CT/TU", "Số gần giống", ""},
		{"nothing to offer", "/tim?q=rung", "Theo dõi kết quả mới", `class="offers"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, body := get(t, h, tc.path)
			if !strings.Contains(body, tc.want) {
				t.Errorf("lacks %q", tc.want)
			}
			if tc.lacks != "" && strings.Contains(body, tc.lacks) {
				t.Errorf("has %q", tc.lacks)
			}
		})
	}
}

func TestRelatedOnThePage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, body := get(t, h, "/van-ban/"+servertest.Conclusion)
	for _, want := range []string{`id="lien-quan"`, "Cùng được 2 văn bản viện dẫn; trích yếu cùng nói về “quản lý rừng”", `href="#lien-quan"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if _, body := get(t, h, "/van-ban/"+servertest.Hostile); strings.Contains(body, "lien-quan") {
		t.Error("a page without related documents has the section")
	}
}

// TestHomeShowsWhatIsNew, unless all of the library came on one day.
func TestHomeShowsWhatIsNew(t *testing.T) {
	lib := servertest.Sample()
	_, body := get(t, handler(t, lib, server.Options{}), "/")
	from := strings.Index(body, `id="h-added"`)
	if from < 0 || !strings.Contains(body[from:], "07-CT/TU") || !strings.Contains(body[from:], "20/11/2026") || strings.Count(body[from:], `class="grey">`) != 5 {
		t.Errorf("what is new is not shown: %d", from)
	}
	for _, d := range lib.Docs {
		d.Changed = time.Date(2026, 11, 20, 12, 0, 0, 0, time.Local)
	}
	if _, body := get(t, handler(t, lib, server.Options{}), "/"); strings.Contains(body, `id="h-added"`) {
		t.Error("a library of one day is said to be new")
	}
}

func TestGroupedList(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, body := get(t, h, "/van-ban?nhom=nam")
	last := -1
	for _, year := range []string{"Năm 2024", "Năm 2023", "Năm 2022", "Năm 2019", "Năm 2005"} {
		at := strings.Index(body, ">"+year+"<")
		if at <= last {
			t.Errorf("%s stands at %d, after %d", year, at, last)
		}
		last = at
	}
	if !strings.Contains(body, `<a href="/van-ban?nam=2024">Năm 2024</a> <span class="n">2 văn bản</span>`) {
		t.Error("2024 has no count or link")
	}
	if _, body := get(t, h, "/van-ban?nhom=bay"); strings.Contains(body, `class="group"`) {
		t.Error("an unknown grouping groups")
	}
	if _, body := get(t, h, "/van-ban?moi-tu=2026-11-19"); !strings.Contains(body, "Mới đưa vào hoặc sửa từ 19/11/2026") || strings.Count(body, `<td class="d">`) != 2 {
		t.Error("the list is not narrowed to what is new")
	}
}

func TestAdded(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	post := func(body string) (int, string) {
		req := httptest.NewRequest(http.MethodPost, "/api/v1/added", strings.NewReader(body))
		req.Host = "127.0.0.1"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		return w.Code, w.Body.String()
	}
	for _, tc := range []struct {
		name, body string
		status     int
		want       string
	}{
		{"two searches", `{"searches":[{"address":"q=r%E1%BB%ABng","since":"2026-11-20T00:00:00Z"},{"address":"q=rung","since":"2026-12-01T00:00:00Z"}]}`, 200, "[1,0]"},
		{"none", `{"searches":[]}`, 200, "[]"},
		{"no body", ``, 200, "[]"},
		{"an address that is none", `{"searches":[{"address":"%zz&q=%","since":"2026-11-20T00:00:00Z"}]}`, 200, "[1]"},
		{"a time that is none", `{"searches":[{"address":"q=a","since":"mai"}]}`, 400, ""},
		{"no JSON", `<x>`, 400, ""},
		{"too many", `{"searches":[` + strings.Repeat(`{"address":"q=a","since":"2026-11-20T00:00:00Z"},`, 60) + `{"address":"q=a","since":"2026-11-20T00:00:00Z"}]}`, 413, ""},
		{"too long", `{"searches":[{"address":"` + strings.Repeat("a", 300<<10) + `"}]}`, 413, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			status, body := post(tc.body)
			if status != tc.status {
				t.Fatalf("status %d: %s", status, body)
			}
			if tc.status != 200 {
				return
			}
			var a struct{ Counts json.RawMessage }
			if err := json.Unmarshal([]byte(body), &a); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(strings.Fields(string(a.Counts)), ""); got != tc.want {
				t.Errorf("counts %s, want %s", got, tc.want)
			}
		})
	}
	if resp, _ := get(t, h, "/tim/da-luu"); resp.StatusCode != 200 {
		t.Errorf("the page of saved searches: %d", resp.StatusCode)
	}
}
