package server_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// rowOf is the entry of the ledger that names the document.
func rowOf(t *testing.T, doc *goquery.Document, name string) *goquery.Selection {
	t.Helper()
	row := doc.Find(".lack").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.Contains(text(s.Find(".e-num, .e-title")), name)
	})
	if row.Length() != 1 {
		t.Fatalf("%q stands %d times", name, row.Length())
	}
	return row
}

func TestMissingPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/thieu")
	if got := text(doc.Find("h1")); got != "Văn bản còn thiếu" {
		t.Errorf("heading %q", got)
	}
	if got := text(doc.Find(".menu [aria-current=page]")); got != "Còn thiếu" {
		t.Errorf("the menu marks %q", got)
	}
	if got := text(doc.Find(".tally")); !strings.HasPrefix(got, "4 văn bản") {
		t.Errorf("tally %q", got)
	}
	if first := text(doc.Find(".lack .e-num").First()); first != "Nghị quyết 31-NQ/TW" {
		t.Errorf("the most cited is not first but %q", first)
	}

	known := rowOf(t, doc, "31-NQ/TW")
	if href, _ := known.Find(".e-title a").Attr("href"); href != "/van-ban/"+servertest.Resolution {
		t.Errorf("the title leads to %q", href)
	}
	if got := text(known.Find(".often")); got != "Được viện dẫn 3 lần tại 2 văn bản:" {
		t.Errorf("%q", got)
	}
	if known.Find(`.places a[href="/van-ban/`+servertest.Hostile+`#mot-la"]`).Length() != 1 {
		t.Error("the place in the notice is not linked")
	}
	why := text(known.Find("details"))
	for _, want := range []string{"vi-du.example.vn", "Ban Chấp hành Trung ương", "documents/" + servertest.Resolution + "/text.txt"} {
		if !strings.Contains(why, want) {
			t.Errorf("where to look lacks %q: %q", want, why)
		}
	}

	unknown := rowOf(t, doc, "555-CT/TU")
	if got := text(unknown.Find(".e-line")); !strings.Contains(got, "Chưa có thông tin trong thư viện") || unknown.Find(".e-title a").Length() != 0 {
		t.Errorf("of an unknown document it says %q", got)
	}
	if got := text(unknown.Find(".around mark")); got != "Chỉ thị số 555-CT/TU" {
		t.Errorf("the words around are of %q", got)
	}
	for _, held := range []string{"105/2023/QĐ-TTg", "07-CT/TU"} {
		if strings.Contains(text(doc.Find(".lack .e-num, .lack .e-title")), held) {
			t.Errorf("%s is held and yet missed", held)
		}
	}

	// Where to hand the file in: by the record, where there is one.
	if href := known.Find(".give a").AttrOr("href", ""); href != "/nhap?cho="+servertest.Resolution {
		t.Errorf("the file of a record goes to %q", href)
	}
	if href := unknown.Find(".give a").AttrOr("href", ""); href != "/nhap" {
		t.Errorf("the file of an unknown document goes to %q", href)
	}
	closed := servertest.Sample()
	closed.ReadOnly = true
	if html(t, handler(t, closed, server.Options{}), "/thieu").Find(".give").Length() != 0 {
		t.Error("a library that takes nothing asks for files")
	}

	lib := servertest.Sample()
	lib.Docs = lib.Docs[4:5] // a decision that cites nothing
	if got := text(html(t, handler(t, lib, server.Options{}), "/thieu").Find("main")); !strings.Contains(got, "Mọi văn bản được viện dẫn đích danh đều có toàn văn") {
		t.Errorf("with nothing missing: %q", got)
	}
}

func TestMissingAPI(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	_, body := get(t, h, "/api/v1/missing")
	var a struct {
		Total   int
		Missing []struct {
			Document *struct{ ID string }
			Label    string
			Count    int
			By       []struct {
				ID     string
				Places []struct{ Anchor, Quote string }
			}
			Sources []string
		}
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		t.Fatal(err)
	}
	if a.Total != 4 || len(a.Missing) != 4 {
		t.Fatalf("%+v", a)
	}
	first := a.Missing[0]
	if first.Document == nil || first.Document.ID != servertest.Resolution || first.Count != 3 || len(first.By) != 2 || len(first.By[0].Places) != 2 || len(first.Sources) != 1 {
		t.Errorf("%+v", first)
	}
	for _, m := range a.Missing {
		if (m.Document == nil) != strings.HasSuffix(m.Label, "555-CT/TU") {
			t.Errorf("%q: record %+v", m.Label, m.Document)
		}
	}
}

func TestMissingCSV(t *testing.T) {
	lib := servertest.Sample()
	lib.Docs[1].Record.Title = "=HYPERLINK(\"x\")\n;,rừng"
	resp, body := get(t, handler(t, lib, server.Options{}), "/thieu.csv")
	if got := resp.Header.Get("Content-Disposition"); resp.StatusCode != 200 || got != `attachment; filename="van-ban-con-thieu.csv"` {
		t.Fatalf("%d %s", resp.StatusCode, got)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 5 || !strings.HasPrefix(body, "\ufeff") {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := strings.Join(rows[1], "|"); got != "1|Nghị quyết 31-NQ/TW|16/6/2022|Ban Chấp hành Trung ương|'=HYPERLINK(\"x\") ;,rừng|Mới có thông tin|3|2|"+
		"Chỉ thị 07-CT/TU (Mở đầu, đoạn 2); Thông tri 99-TT/TU (Một là)|https://vi-du.example.vn/van-ban/"+servertest.Resolution+"|"+servertest.Resolution {
		t.Errorf("%s", got)
	}
	if last := rows[4]; last[5] != "Mới có thông tin" && last[5] != "Chưa có thông tin" || last[10] != "" && last[5] == "Chưa có thông tin" {
		t.Errorf("%q", last)
	}
}

func TestChainOnThePage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/van-ban/"+servertest.Conclusion)
	var names []string
	doc.Find("#chuoi .chain > li").Each(func(_ int, s *goquery.Selection) {
		names = append(names, text(s.Find("p > a, p > strong").First()))
	})
	if got := strings.Join(names, ", "); got != "Chỉ thị 40-CT/TW, Nghị quyết 31-NQ/TW, Kết luận 62-KL/TW" {
		t.Errorf("the chain is %s", got)
	}
	if here := doc.Find("#chuoi li[aria-current]"); here.Length() != 1 || !strings.Contains(text(here), "62-KL/TW") {
		t.Errorf("present is %q", text(here))
	}
	last := doc.Find("#chuoi .chain > li").Last().Find("ul li")
	if got := text(last); got != "Tiếp tục thực hiện Chỉ thị 40-CT/TWTheo bao.example.vn/tin/rung" {
		t.Errorf("%q", got)
	}
	if got := text(doc.Find("#chuoi .src").First()); got != "Theo Chỉ thị 07-CT/TU" { // a text of the library by its name
		t.Errorf("source %q", got)
	}
	if html(t, h, "/van-ban/"+servertest.Directive).Find("#chuoi").Length() != 0 {
		t.Error("a document without a chain shows one")
	}
	_, body := get(t, h, "/api/v1/documents/"+servertest.Conclusion)
	var a struct {
		Chain []struct {
			ID    string
			Links []struct{ Kind, To, Source string }
		}
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil || len(a.Chain) != 3 || a.Chain[2].Links[0].To != servertest.Older || a.Chain[2].Links[0].Kind != "continues" {
		t.Errorf("%+v, %v", a, err)
	}
}

// submit sends a form of a page with one of its buttons, as a browser does.
func submit(t *testing.T, h http.Handler, button *goquery.Selection, header ...string) *http.Response {
	t.Helper()
	if button.Length() != 1 {
		t.Fatalf("%d buttons", button.Length())
	}
	form := button.Closest("form")
	values := url.Values{}
	form.Find("input[name]").Each(func(_ int, s *goquery.Selection) { values.Set(s.AttrOr("name", ""), s.AttrOr("value", "")) })
	form.Find("select[name]").Each(func(_ int, s *goquery.Selection) {
		values.Set(s.AttrOr("name", ""), s.Find("option").First().AttrOr("value", ""))
	})
	values.Set(button.AttrOr("name", ""), button.AttrOr("value", ""))
	return post(t, h, form.AttrOr("action", ""), values, header...)
}

func post(t *testing.T, h http.Handler, path string, values url.Values, header ...string) *http.Response {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	req.Host = "127.0.0.1:8080"
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec.Result()
}

func TestChoosing(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	path := "/van-ban/" + servertest.Directive
	doc := html(t, h, path)
	chosen := doc.Find(`#vien-dan-khac button[name=chon][value="` + servertest.TwinA + `"]`)
	if got := text(chosen); got != "Chọn văn bản này" {
		t.Fatalf("the button says %q", got)
	}

	resp := submit(t, h, chosen, "Sec-Fetch-Site", "cross-site")
	if resp.StatusCode != http.StatusForbidden {
		t.Fatalf("from another site: status %d", resp.StatusCode)
	}
	resp = submit(t, h, chosen, "Origin", "https://khac.example.vn")
	if resp.StatusCode != http.StatusForbidden {
		t.Fatalf("from another origin: status %d", resp.StatusCode)
	}
	if html(t, h, path).Find(".chosen").Length() != 0 {
		t.Fatal("another site has chosen")
	}

	resp = submit(t, h, chosen, "Origin", "http://127.0.0.1:8080")
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != path+"#vd-7" {
		t.Fatalf("status %d to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	doc = html(t, h, path)
	row := doc.Find("#vien-dan #vd-7")
	if got := text(row); !strings.Contains(got, "Do người dùng chọn") {
		t.Fatalf("the place says %q", got)
	}
	if href, _ := doc.Find(".text a#c-7").Attr("href"); href != "/van-ban/"+servertest.TwinA {
		t.Errorf("the citation leads to %q", href)
	}
	if doc.Find("#vien-dan-khac .cands").Length() != 0 {
		t.Error("the choice is still offered")
	}

	resp = submit(t, h, row.Find(`button[name=chon][value=""]`))
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("taking it back: status %d", resp.StatusCode)
	}
	doc = html(t, h, path)
	if doc.Find(".chosen").Length() != 0 || doc.Find("#vien-dan-khac .cands li").Length() != 2 {
		t.Error("the choice is not taken back")
	}
}

func TestChoosingRefused(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	path := "/van-ban/" + servertest.Directive + "/vien-dan"
	good := func(set ...string) url.Values {
		v := url.Values{"vien-dan": {"7"}, "trich": {"Nghị quyết số 88-NQ/TW"}, "chon": {servertest.TwinA}}
		for i := 0; i+1 < len(set); i += 2 {
			v.Set(set[i], set[i+1])
		}
		return v
	}
	for _, tc := range []struct {
		name, path string
		values     url.Values
		status     int
	}{
		{"no such document", "/van-ban/khong-co/vien-dan", good(), 404},
		{"other words at that place", path, good("trich", "Nghị quyết số 89-NQ/TW"), 409},
		{"beyond the last citation", path, good("vien-dan", "99"), 409},
		{"no number", path, good("vien-dan", "bảy"), 400},
		{"nothing", path, url.Values{}, 400},
		{"a document that is not there", path, good("chon", "khong-co"), 409},
		{"taking back what was not chosen", path, good("chon", ""), 409},
		{"too much", path, good("trich", strings.Repeat("x", 1<<17)), 400},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if resp := post(t, h, tc.path, tc.values); resp.StatusCode != tc.status {
				t.Errorf("status %d, want %d", resp.StatusCode, tc.status)
			}
		})
	}
	if resp, _ := get(t, h, path); resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/van-ban/"+servertest.Directive {
		t.Errorf("opened again: status %d to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	lib.ReadOnly = true
	if html(t, h, "/van-ban/"+servertest.Directive).Find("form.choose, .cands button").Length() != 0 {
		t.Error("a choice is offered that cannot be kept")
	}
	resp := post(t, h, path, good())
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("read-only: status %d", resp.StatusCode)
	}
}

func TestCopyingForms(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	forms := html(t, h, "/van-ban/"+servertest.Resolution).Find("#chep .form")
	if forms.Length() != 2 {
		t.Fatalf("%d forms", forms.Length())
	}
	party := forms.First()
	if got := text(party.Find(".ct").First()); got != "Nghị quyết số 31-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương về nông nghiệp, nông dân và nông thôn miền núi" {
		t.Errorf("first mention %q", got)
	}
	if got := text(party.Find(".ct").Last()); got != "Nghị quyết 31-NQ/TW" {
		t.Errorf("later mention %q", got)
	}
	// Without a title it says so, and takes no description for one.
	twin := html(t, h, "/van-ban/"+servertest.TwinB).Find("#chep .form").First()
	if got := text(twin.Find(".ct").First()); got != "Nghị quyết số 88-NQ/TW, ngày 05/9/2019 của Bộ Chính trị" {
		t.Errorf("%q", got)
	}
	if got := text(twin.Find(".pnote")); got != "Chưa rõ trích yếu: cần ghi thêm theo bản gốc." {
		t.Errorf("%q", got)
	}
}
