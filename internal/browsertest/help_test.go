package browsertest

import (
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/library"
	"tracuu/internal/server"
)

// TestHelpExamplesFind opens every example of the help page in the default
// collection: each must find something or open its document. It needs no browser.
func TestHelpExamplesFind(t *testing.T) {
	l, err := library.Open(t.Context(), library.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s, err := server.New(l, server.Options{Address: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	read := func(path string) *goquery.Document {
		resp, err := web.Client().Get(web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			t.Fatalf("%s: status %d", path, resp.StatusCode)
		}
		doc, err := goquery.NewDocumentFromReader(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	n := 0
	read("/tro-giup").Find(`a[href^="/tim?q="]`).Each(func(_ int, a *goquery.Selection) {
		n++
		href, _ := a.Attr("href")
		u, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		doc := read(u.Path + "?" + u.Query().Encode()) // as a browser sends it
		if doc.Find(".hit").Length() == 0 && doc.Find(".paper").Length() == 0 {
			t.Errorf("%s finds nothing", a.Text())
		}
	})
	if n < 20 {
		t.Errorf("%d examples", n)
	}
}
