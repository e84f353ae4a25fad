package server_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// sound parses an SVG as XML and gives the texts of its elements by name.
func sound(t *testing.T, svg string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	var open []string
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			open = append(open, tok.Name.Local)
			out[tok.Name.Local] = append(out[tok.Name.Local], "")
			for _, a := range tok.Attr {
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("attribute %s, which the content policy refuses", a.Name.Local)
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all := out[open[len(open)-1]]
				all[len(all)-1] += string(tok)
			}
		}
	}
}

func TestMapPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/van-ban/"+servertest.Directive+"/so-do")
	if got := text(doc.Find(".tally")); got != "Văn bản này dựa vào hoặc tác động đến 4 văn bản; 0 văn bản dựa vào hoặc tác động đến văn bản này." {
		t.Errorf("tally %q", got)
	}
	if n := doc.Find("#map .box").Length(); n != 5 {
		t.Errorf("%d boxes", n)
	}
	row := doc.Find("#bang tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(text(s.Find("th")), "31-NQ/TW") })
	if got := text(row.Find(".rl")); !strings.HasPrefix(got, "Được dẫn chiếu tại văn bản này: ") {
		t.Errorf("the row says %q", got)
	}
	// Every document of the picture is in the table, and the other way round.
	inTable := map[string]bool{}
	doc.Find("#bang th[scope=row] a").Each(func(_ int, s *goquery.Selection) { inTable[s.AttrOr("href", "")] = true })
	inPicture := map[string]bool{}
	doc.Find("#map a.main").Each(func(_ int, s *goquery.Selection) { inPicture[s.AttrOr("href", "")] = true })
	if len(inTable) != 4 || len(inPicture) != 4 {
		t.Errorf("table %v\npicture %v", inTable, inPicture)
	}
	for u := range inTable {
		if !inPicture[u] {
			t.Errorf("%s is in the table only", u)
		}
	}
	// The words of a relation lead to the place that says so.
	if got := doc.Find("#map a.tag").First().AttrOr("href", ""); !strings.HasPrefix(got, "/van-ban/"+servertest.Directive+"#") {
		t.Errorf("a relation leads to %q", got)
	}
	doc = html(t, h, "/van-ban/"+servertest.TwinB+"/so-do?lien-he=thay-the")
	if got := text(doc.Find("#bang .rl")); !strings.Contains(got, "Thay thế văn bản này") || !strings.Contains(got, "Theo bao.example.vn/tin/rung") {
		t.Errorf("a stated relation: %q", got)
	}
	if doc.Find("#map .centre.gone").Length() != 1 || doc.Find("[name=lien-he][checked]").Length() != 1 {
		t.Error("the replaced document or the filter is not marked")
	}
	doc = html(t, h, "/van-ban/"+servertest.TwinA+"/so-do")
	if got := text(doc.Find(".tally")); !strings.HasPrefix(got, "Thư viện chưa biết") || doc.Find("#map").Length() != 0 {
		t.Errorf("alone: %q", got)
	}
	if resp, _ := get(t, h, "/van-ban/khong-co/so-do"); resp.StatusCode != 404 {
		t.Errorf("status %d", resp.StatusCode)
	}
	for _, q := range []string{"do-sau=99", "chieu=x", "mo=%00", "lien-he=x&nhom=y", strings.Repeat("mo=a&", 500)} {
		if resp, _ := get(t, h, "/van-ban/"+servertest.Directive+"/so-do?"+q); resp.StatusCode != 200 {
			t.Errorf("%.20s: status %d", q, resp.StatusCode)
		}
	}
}

func TestMapOfACrowd(t *testing.T) {
	h := handler(t, servertest.Crowded(520), server.Options{})
	base := "/van-ban/" + servertest.Busy + "/so-do"
	resp, body := get(t, h, base)
	if resp.StatusCode != 200 {
		t.Fatal(resp.StatusCode)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	boxes := doc.Find("#map .box").Length()
	if boxes < 20 || boxes > 140 {
		t.Errorf("%d boxes for 520 documents", boxes)
	}
	if rows := doc.Find("#bang th[scope=row]").Length(); rows != 520 {
		t.Errorf("%d rows", rows)
	}
	unknown := doc.Find("#map .yt").Last()
	if text(unknown) != "Chưa rõ ngày ban hành" {
		t.Errorf("the last column is %q", text(unknown))
	}
	group := doc.Find("#map .many a.main").First()
	href := group.AttrOr("href", "")
	opened := html(t, h, strings.TrimSuffix(href, "#hinh"))
	if n := opened.Find("#map .box").Length(); n <= boxes {
		t.Errorf("open: %d boxes, closed %d", n, boxes)
	}
	if opened.Find(`.tools a[href^="`+base+`#hinh"]`).Length() != 1 {
		t.Error("no way back to the closed groups")
	}
	all := html(t, h, base+"?mo=tat-ca")
	if n := all.Find("#map .box").Length(); n != 521 || all.Find("#map .many").Length() != 0 {
		t.Errorf("all open: %d boxes", n)
	}
	for _, side := range []string{"dua-vao", "duoc-dua-vao"} {
		sec := html(t, h, base+"?chieu="+side).Find("#bang > section")
		if sec.Length() != 1 || sec.Find("#h-"+side).Length() != 1 {
			t.Errorf("side %s: %d sections", side, sec.Length())
		}
	}
}

// More than can be drawn is said, with what to do.
func TestMapOmits(t *testing.T) {
	doc := html(t, handler(t, servertest.Crowded(1100), server.Options{}), "/van-ban/"+servertest.Busy+"/so-do")
	if got := text(doc.Find(".notice")); !strings.HasPrefix(got, "Còn 100 văn bản nữa không được vẽ") {
		t.Errorf("%q", got)
	}
	if rows := doc.Find("#bang th[scope=row]").Length(); rows != 1000 {
		t.Errorf("%d rows", rows)
	}
}

func TestMapSVG(t *testing.T) {
	for name, lib := range map[string]*servertest.Library{servertest.Directive: servertest.Sample(), servertest.Busy: servertest.Crowded(60), servertest.Hostile: servertest.Sample()} {
		resp, body := get(t, handler(t, lib, server.Options{}), "/van-ban/"+name+"/so-do.svg?"+url.Values{"do-sau": {"2"}}.Encode())
		if got := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || got != "image/svg+xml; charset=utf-8" {
			t.Fatalf("%s: %d, %s", name, resp.StatusCode, got)
		}
		if got := resp.Header.Get("Content-Disposition"); got != `attachment; filename="so-do-`+name+`.svg"` {
			t.Errorf("%s", got)
		}
		parts := sound(t, body)
		if len(parts["script"])+len(parts["a"]) > 0 || !strings.HasPrefix(parts["title"][0], "Sơ đồ liên hệ: ") {
			t.Errorf("%s: %d links, title %q", name, len(parts["a"]), parts["title"][0])
		}
		if all := strings.Join(parts["text"], "|"); !strings.Contains(all, "Thay thế, bãi bỏ") {
			t.Error("the file does not say what its lines mean")
		}
	}
}
