package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// browser keeps the basket's cookie between requests, as a browser does.
type browser struct {
	t      *testing.T
	h      http.Handler
	cookie string
}

func (b *browser) get(path string) (*http.Response, string) {
	b.t.Helper()
	return get(b.t, b.h, path, "Cookie", "gio="+b.cookie)
}

func (b *browser) page(path string) *goquery.Document {
	b.t.Helper()
	resp, body := b.get(path)
	if resp.StatusCode != 200 {
		b.t.Fatalf("%s: status %d\n%s", path, resp.StatusCode, body)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	return doc
}

// press sends the form of a button and keeps what the answer says to keep; it
// gives the address that it leads to.
func (b *browser) press(button *goquery.Selection) string {
	b.t.Helper()
	resp := submit(b.t, b.h, button, "Cookie", "gio="+b.cookie)
	if resp.StatusCode != http.StatusSeeOther {
		b.t.Fatalf("status %d", resp.StatusCode)
	}
	for _, c := range resp.Cookies() {
		if c.Name == "gio" {
			b.cookie = c.Value
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
				b.t.Errorf("cookie %+v", c)
			}
		}
	}
	return resp.Header.Get("Location")
}

func button(doc *goquery.Document, id, do string) *goquery.Selection {
	return doc.Find(`form`).FilterFunction(func(_ int, s *goquery.Selection) bool {
		return s.Find(`[name=id][value="`+id+`"]`).Length() == 1 && s.Find(`button[value="`+do+`"]`).Length() == 1
	}).First().Find(`button[value="` + do + `"]`)
}

func names(doc *goquery.Document) []string {
	var out []string
	doc.Find(".in-basket .what").Each(func(_ int, s *goquery.Selection) {
		name := s.Find(".e-num")
		if name.Length() == 0 {
			name = s.Find(".e-title")
		}
		out = append(out, text(name))
	})
	return out
}

// From results, list and document page into the basket, and what becomes of it.
func TestBasket(t *testing.T) {
	b := &browser{t: t, h: handler(t, servertest.Sample(), server.Options{})}
	if got := text(b.page("/gio").Find("main")); !strings.Contains(got, "Giỏ chưa có văn bản nào") {
		t.Errorf("empty: %q", got)
	}
	back := b.press(button(b.page("/tim?q="+url.QueryEscape("khoán bảo vệ rừng")), servertest.Decision, "them"))
	if want := "/tim?q=" + url.QueryEscape("khoán bảo vệ rừng") + "#g-" + servertest.Decision; back != want {
		t.Errorf("back to %q, want %q", back, want)
	}
	if got := b.page("/tim?q=" + url.QueryEscape("khói hoặc lửa")).Find(`#g-` + servertest.Directive + ` option[value="ba-la"]`).Length(); got != 1 {
		t.Errorf("a point that answers is offered %d times", got)
	}
	if got := b.page("/van-ban/" + servertest.Directive).Find(`.tobasket option`).Length(); got != 4 { // the whole, and three points
		t.Errorf("%d parts of a document are offered", got)
	}
	b.press(button(b.page("/van-ban"), servertest.Resolution, "them"))
	b.press(button(b.page("/van-ban/"+servertest.TwinB), servertest.TwinB, "them"))
	if doc := b.page("/van-ban/" + servertest.TwinB); button(doc, servertest.TwinB, "bo").Length() != 1 || button(doc, servertest.TwinB, "them").Length() != 0 {
		t.Error("the page does not say that the document is in the basket")
	}
	doc := b.page("/gio")
	if got := names(doc); !slices.Equal(got, []string{"Quyết định 105/2023/QĐ-TTg", "Nghị quyết 31-NQ/TW", "Nghị quyết 88-NQ/TW"}) {
		t.Fatalf("%v", got)
	}
	if got := text(doc.Find(".notice")); !strings.Contains(got, "Nghị quyết 88-NQ/TW (05/9/2019) được thay thế bởi Nghị quyết 31-NQ/TW (16/6/2022), theo bao.example.vn/tin/rung.") {
		t.Errorf("warning %q", got)
	}
	// Party: its documents first, upright, behind a dash; the title that is not known is named.
	if got := doc.Find("#can-cu .ct").Text(); got != "- Căn cứ Nghị quyết số 88-NQ/TW, ngày 05/9/2019 của Bộ Chính trị [chưa rõ trích yếu];\n"+
		"- Căn cứ Nghị quyết số 31-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương về nông nghiệp, nông dân và nông thôn miền núi;\n"+
		"- Căn cứ Quyết định số 105/2023/QĐ-TTg, ngày 11/8/2023 của Thủ tướng Chính phủ về khoán bảo vệ rừng.\n" {
		t.Errorf("%s", got)
	}
	// Order by hand.
	b.press(button(doc, servertest.TwinB, "len"))
	b.press(button(b.page("/gio"), servertest.Decision, "xuong"))
	doc = b.page("/gio?quy-tac=hanh-chinh&xep=gio")
	if got := names(doc); !slices.Equal(got, []string{"Nghị quyết 88-NQ/TW", "Quyết định 105/2023/QĐ-TTg", "Nghị quyết 31-NQ/TW"}) {
		t.Errorf("%v", got)
	}
	if !doc.Find("#can-cu .ct").HasClass("it") || !strings.HasPrefix(doc.Find("#danh-muc .ct").Text(), "1. Nghị quyết số 88-NQ/TW ngày 05 tháng 9 năm 2019 của Bộ Chính trị [chưa rõ trích yếu].\n2. ") {
		t.Errorf("administrative: %s", doc.Find("#danh-muc .ct").Text())
	}
	// A provision.
	doc = b.page(strings.Split(doc.Find(`#m-1 .more a`).AttrOr("href", ""), "#")[0])
	form := doc.Find(".points-form")
	if form.Find(`option[value="dieu-3-khoan-2"]`).Length() != 1 {
		t.Fatalf("%s", text(form))
	}
	values := url.Values{"viec": {"chon-diem"}, "id": {servertest.Decision}, "vi-tri": {"1"}, "diem": {"dieu-3-khoan-2"}}
	resp := post(t, b.h, "/gio", values, "Cookie", "gio="+b.cookie)
	if resp.StatusCode != 303 || len(resp.Cookies()) != 1 {
		t.Fatal(resp.Status)
	}
	b.cookie = resp.Cookies()[0].Value
	if got := b.page("/gio?quy-tac=quy-pham").Find("#can-cu .ct").Text(); !strings.Contains(got, "Căn cứ khoản 2 Điều 3 Quyết định số 105/2023/QĐ-TTg của Thủ tướng Chính phủ về khoán bảo vệ rừng;") {
		t.Errorf("%s", got)
	}
	// Files.
	_, body := b.get("/gio.json")
	var items []map[string]any
	if err := json.Unmarshal([]byte(body), &items); err != nil || len(items) != 3 || items[1]["section"] != "Khoản 2 Điều 3" {
		t.Errorf("%v, %v", items, err)
	}
	for path, want := range map[string]string{"/gio.bib": "@legislation{" + servertest.TwinB + ",", "/gio.ris": "TY  - STAT\r\nID  - " + servertest.TwinB, "/gio.txt?muc=danh-muc&quy-tac=dang": "\ufeff1. Nghị quyết số 88-NQ/TW"} {
		resp, body := b.get(path)
		if !strings.HasPrefix(body, want) || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %.80q, %s", path, body, resp.Header.Get("Content-Disposition"))
		}
	}
	_, body = b.get("/gio.docx?muc=can-cu&quy-tac=hanh-chinh")
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, _ := io.ReadAll(f)
	for _, want := range []string{"<w:i/></w:rPr><w:t xml:space=\"preserve\">Căn cứ khoản 2 Điều 3 Quyết định số 105/2023/QĐ-TTg ngày 11 tháng 8 năm 2023", `<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">[chưa rõ trích yếu]`} {
		if !strings.Contains(string(xml), want) {
			t.Errorf("the Word file lacks %s", want)
		}
	}
	// Out again.
	b.press(button(b.page("/gio"), servertest.TwinB, "bo"))
	if got := names(b.page("/gio")); len(got) != 2 {
		t.Errorf("%v", got)
	}
	b.press(b.page("/gio").Find(`button[value="xoa-het"]`))
	if b.cookie != "" {
		t.Errorf("after clearing: %q", b.cookie)
	}
	if resp, body := b.get("/gio.docx"); resp.StatusCode != 404 || !strings.Contains(body, "Giỏ chưa có văn bản") {
		t.Errorf("files of nothing: status %d", resp.StatusCode)
	}
}

// A basis that was amended is told too: by the rules the amending text is named with it.
func TestBasketTellsAmendments(t *testing.T) {
	lib := servertest.Sample()
	d, err := lib.Document(servertest.Decision)
	if err != nil {
		t.Fatal(err)
	}
	by, _ := lib.Document(servertest.Directive)
	d.State = library.State{Status: library.StatusAmended, By: []library.Link{{Kind: document.Amends, Record: by.Record}}}
	b := &browser{t: t, h: handler(t, lib, server.Options{}), cookie: servertest.Decision}
	if got := text(b.page("/gio").Find(".notice")); !strings.Contains(got, "Quyết định 105/2023/QĐ-TTg (11/8/2023) được sửa đổi, bổ sung bởi Chỉ thị 07-CT/TU (05/9/2024).") {
		t.Errorf("%q", got)
	}
	if got := text(b.page("/gio?quy-tac=quy-pham-2025").Find(".notice")); !strings.Contains(got, "chỉ dùng cho bản thảo đến ngày 30/6/2025") {
		t.Errorf("a rule set that ended: %q", got)
	}
}

// What a cookie or a form can say that no page of ours has said.
func TestBasketRefuses(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, cookie := range []string{"..~.~", strings.Repeat("a.", 3000), "<script>", servertest.Older + "~<b>", "khong-co", "%2e%2e", servertest.Older + "." + servertest.Older} {
		resp, body := get(t, h, "/gio", "Cookie", "gio="+cookie)
		if resp.StatusCode != 200 || strings.Contains(body, "<script>") || strings.Contains(body, "~<b>") {
			t.Errorf("%.30q: status %d", cookie, resp.StatusCode)
		}
	}
	if _, body := get(t, h, "/gio", "Cookie", "gio=khong-co"); !strings.Contains(body, "không còn trong thư viện") {
		t.Error("a document that is gone is not told")
	}
	full := make([]string, 100)
	for i := range full {
		full[i] = "a" + strings.Repeat("b", i%30) + string(rune('a'+i%26)) + string(rune('a'+i/26))
	}
	for _, tc := range []struct {
		name, cookie string
		form         url.Values
		status       int
		to           string
	}{
		{"no such document", "", url.Values{"viec": {"them"}, "id": {"khong-co"}}, 404, ""},
		{"no document", "", url.Values{"viec": {"them"}}, 400, ""},
		{"not an id", "", url.Values{"viec": {"them"}, "id": {"../x;Domain=evil"}}, 400, ""},
		{"nothing to do", "", url.Values{"id": {servertest.Older}}, 400, ""},
		{"no such point", "", url.Values{"viec": {"them"}, "id": {servertest.Decision}, "diem": {"dieu-99"}}, 409, ""},
		{"a point", "", url.Values{"viec": {"them"}, "id": {servertest.Decision}, "diem": {"dieu-3"}}, 303, "/gio"},
		{"full", strings.Join(full, "."), url.Values{"viec": {"them"}, "id": {servertest.Older}}, 409, ""},
		{"twice", servertest.Older, url.Values{"viec": {"them"}, "id": {servertest.Older}, "ve": {"/tim?q=a"}}, 303, "/tim?q=a"},
		{"another place in the basket", servertest.Older, url.Values{"viec": {"bo"}, "id": {servertest.Older}, "vi-tri": {"7"}}, 303, "/gio"},
		{"to another site", "", url.Values{"viec": {"them"}, "id": {servertest.Older}, "ve": {"https://evil.example/"}}, 303, "/gio"},
		{"to another site without scheme", "", url.Values{"viec": {"them"}, "id": {servertest.Older}, "ve": {"//evil.example/"}}, 303, "/gio"},
		{"to another site, backslash", "", url.Values{"viec": {"them"}, "id": {servertest.Older}, "ve": {"/\\evil.example/"}}, 303, "/gio"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp := post(t, h, "/gio", tc.form, "Cookie", "gio="+tc.cookie)
			if resp.StatusCode != tc.status || resp.Header.Get("Location") != tc.to {
				t.Errorf("status %d to %q", resp.StatusCode, resp.Header.Get("Location"))
			}
			if tc.status >= 400 && len(resp.Cookies()) > 0 {
				t.Error("a refused change is kept")
			}
		})
	}
	if resp := post(t, h, "/gio", url.Values{"viec": {"xoa-het"}}, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); resp.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: status %d", resp.StatusCode)
	}
}

func FuzzBasketCookie(f *testing.F) {
	f.Add("a-b.c~d")
	f.Add("~.\x00;=")
	h := handler(f, servertest.Sample(), server.Options{})
	f.Fuzz(func(t *testing.T, cookie string) {
		if resp, _ := get(t, h, "/gio", "Cookie", "gio="+cookie); resp.StatusCode != 200 {
			t.Errorf("status %d", resp.StatusCode)
		}
	})
}

func TestCiteFiles(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	base := "/van-ban/" + servertest.Decision
	for _, tc := range []struct {
		path   string
		status int
		says   string
	}{
		{base + "/trich-dan.bib", 200, "number = {105/2023/QĐ-TTg}"},
		{base + "/trich-dan.json", 200, `"date-parts"`},
		{base + "/trich-dan.ris", 200, "DA  - 2023/08/11/"},
		{base + "/trich-dan.bib?diem=dieu-3-khoan-2", 200, "note = {Khoản 2 Điều 3}"},
		{base + "/trich-dan.bib?diem=dieu-9", 409, "Văn bản không có điểm, khoản này"},
		{base + "/trich-dan.xml", 404, ""},
		{"/van-ban/khong-co/trich-dan.bib", 404, "Không có trong thư viện"},
		{"/van-ban/" + servertest.Directive + "/vien-dan.bib", 200, "@legislation{" + servertest.Decision},
		{"/van-ban/" + servertest.Resolution + "/vien-dan.json", 200, "[]"},
		{"/van-ban/khong-co/vien-dan.ris", 404, ""},
		{"/van-ban/" + servertest.Hostile + "/trich-dan.bib", 200, "@legislation"},
	} {
		resp, body := get(t, h, tc.path)
		if resp.StatusCode != tc.status || !strings.Contains(body, tc.says) {
			t.Errorf("%s: status %d\n%s", tc.path, resp.StatusCode, body)
		}
	}
	doc := html(t, h, "/van-ban/"+servertest.Directive)
	if n := doc.Find("#chep .citefiles details").Length(); n != 3 {
		t.Errorf("%d formats on the page", n)
	}
	if got := doc.Find(`#chep a[href$="/vien-dan.ris"]`).Length(); got != 1 {
		t.Errorf("%d links to the list", got)
	}
	if html(t, h, "/van-ban/"+servertest.Resolution).Find(`#chep a[href*="/vien-dan."]`).Length() != 0 {
		t.Error("a list is offered of nothing")
	}
}
