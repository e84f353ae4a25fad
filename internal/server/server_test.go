package server_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

// handler serves the library with errors kept out of the test's output.
func handler(t testing.TB, lib server.Library, opts server.Options) http.Handler {
	t.Helper()
	if opts.Log == nil {
		opts.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	s, err := server.New(lib, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s.Handler()
}

// get asks for a path and gives the answer with its body.
func get(t testing.TB, h http.Handler, path string, header ...string) (*http.Response, string) {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	req.Host = "127.0.0.1:8080"
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
			continue
		}
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	resp := rec.Result()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// html asks for a page that must be there, and parses it.
func html(t testing.TB, h http.Handler, path string) *goquery.Document {
	t.Helper()
	resp, body := get(t, h, path)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d\n%s", path, resp.StatusCode, body)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func TestEveryPageHasItsParts(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, path := range []string{"/", "/tim", "/tim?q=rừng", "/tim?q=khongcogi", "/van-ban", "/van-ban/" + servertest.Directive,
		"/van-ban/" + servertest.Resolution, "/van-ban/" + servertest.Decision, "/van-ban/" + servertest.Hostile, "/tro-giup", "/trang-thai", "/thieu",
		"/van-ban/" + servertest.Directive + "/so-do", "/gio", "/kiem-tra"} {
		t.Run(path, func(t *testing.T) {
			doc := html(t, h, path)
			if lang, _ := doc.Find("html").Attr("lang"); lang != "vi" {
				t.Errorf("lang %q", lang)
			}
			for _, sel := range []string{"main#noi-dung", "header.top", "footer", "a.skip[href='#noi-dung']", "head > title", "form[role=search]"} {
				if doc.Find(sel).Length() != 1 {
					t.Errorf("%s: %d of them", sel, doc.Find(sel).Length())
				}
			}
			if n := doc.Find("h1").Length(); n != 1 {
				t.Errorf("%d h1", n)
			}
			seen := map[string]bool{}
			doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
				id, _ := s.Attr("id")
				if seen[id] {
					t.Errorf("id %q twice", id)
				}
				seen[id] = true
			})
			doc.Find("a[href^='#']").Each(func(_ int, s *goquery.Selection) {
				href, _ := s.Attr("href")
				if id, _ := url.PathUnescape(href[1:]); !seen[id] {
					t.Errorf("link to %s, which is not there", href)
				}
			})
			if doc.Find("[style], script:not([src]), [onclick]").Length() > 0 {
				t.Error("inline script or style, which the content policy refuses")
			}
			if doc.Find("a a").Length() > 0 {
				t.Error("link inside a link")
			}
		})
	}
}

func TestSearchPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	t.Run("without marks", func(t *testing.T) {
		doc := html(t, h, "/tim?q="+url.QueryEscape("khoi lua"))
		hit := doc.Find(".hit").First()
		if got := text(hit.Find(".e-num")); got != "Chỉ thị 07-CT/TU" {
			t.Errorf("first hit %q", got)
		}
		link := hit.Find(".points a").First()
		want := "/van-ban/" + servertest.Directive + "?" + url.Values{"tim": {"khói; lửa"}}.Encode() + "#ba-la"
		if href, _ := link.Attr("href"); href != want {
			t.Errorf("point %q", href)
		}
		var marked []string
		link.Find("mark").Each(func(_ int, s *goquery.Selection) { marked = append(marked, s.Text()) })
		if strings.Join(marked, " ") != "khói lửa," {
			t.Errorf("marked %q", marked)
		}
	})
	t.Run("a number goes to its document", func(t *testing.T) {
		resp, _ := get(t, h, "/tim?q=31+nq+tw")
		if resp.StatusCode != http.StatusSeeOther {
			t.Fatalf("status %d", resp.StatusCode)
		}
		to := resp.Header.Get("Location")
		if to != "/van-ban/"+servertest.Resolution+"?tu=31+nq+tw" {
			t.Errorf("goes to %q", to)
		}
		doc := html(t, h, to)
		if href, _ := doc.Find(".from a").Attr("href"); href != "/tim?q=31%20nq%20tw&tat-ca=1" {
			t.Errorf("way back %q", href)
		}
	})
	t.Run("all results when asked", func(t *testing.T) {
		doc := html(t, h, "/tim?q=31+nq+tw&tat-ca=1")
		if doc.Find(".hit.direct").Length() != 1 {
			t.Error("the document is not the first result")
		}
	})
	t.Run("one number, two documents", func(t *testing.T) {
		doc := html(t, h, "/tim?q=88-NQ/TW")
		if got := text(doc.Find(".pick")); got != "Có 2 văn bản cùng số hiệu, hãy chọn" {
			t.Errorf("%q", got)
		}
		if doc.Find(".hit.direct").Length() != 2 {
			t.Error("not both offered")
		}
	})
	t.Run("nothing found", func(t *testing.T) {
		doc := html(t, h, "/tim?q=khongcogi")
		if got := text(doc.Find(".empty p").First()); got != "Không tìm thấy. Thử: bỏ bớt từ, gõ không dấu, hoặc tìm theo số hiệu." {
			t.Errorf("%q", got)
		}
	})
	t.Run("a provision's document opens there", func(t *testing.T) {
		resp, _ := get(t, h, "/tim?q="+url.QueryEscape("Điều 3 31-NQ/TW"))
		if to := resp.Header.Get("Location"); to != "/van-ban/"+servertest.Resolution+"?tu=%C4%90i%E1%BB%81u+3+31-NQ%2FTW#dieu-3" {
			t.Errorf("goes to %q", to)
		}
	})
	t.Run("typed filters are chips", func(t *testing.T) {
		doc := html(t, h, "/tim?q="+url.QueryEscape(`rừng loại:chỉ thị -"trang trại"`))
		if got := text(doc.Find(".tally .grey").First()); got != "Tìm văn bản có “rừng”; không có cụm “trang trại”; loại Chỉ thị." {
			t.Errorf("read as %q", got)
		}
		chips := map[string]string{}
		doc.Find(".chips a").Each(func(_ int, s *goquery.Selection) { chips[text(s)], _ = s.Attr("href") })
		for chip, q := range map[string]string{"Loại Chỉ thị bỏ": `rừng -"trang trại"`, "Không có cụm “trang trại” bỏ": "rừng loại:chỉ thị"} {
			if want := "/tim?q=" + url.QueryEscape(q); chips[chip] != want {
				t.Errorf("chip %q leads to %q, want %q", chip, chips[chip], want)
			}
		}
		all, narrowed := html(t, h, "/tim?q="+url.QueryEscape("rừng")).Find(".hit").Length(), doc.Find(".hit").Length()
		if narrowed == 0 || narrowed >= all {
			t.Errorf("%d hits of %d", narrowed, all)
		}
	})
	t.Run("what was forgiven is said", func(t *testing.T) {
		doc := html(t, h, "/tim?q="+url.QueryEscape(`rừng "đầu nguồn`))
		if got := text(doc.Find(".tally")); !strings.Contains(got, "Thiếu dấu ngoặc kép đóng") {
			t.Errorf("%q", got)
		}
	})
	t.Run("why it stands there", func(t *testing.T) {
		doc := html(t, h, "/tim?q="+url.QueryEscape("rừng"))
		if doc.Find(".explained").Length() != 0 {
			t.Error("explained without being asked")
		}
		link, _ := doc.Find(".explain-link").Attr("href")
		x := html(t, h, link).Find(".explained").First()
		if got := text(x.Find("table").First()); got != "Điểm xếp hạng PhầnGiá trịTrọng sốĐiểm Các từ đứng gần nhau0,504,002,00Độ dài của đoạn0,50−1,00−0,50 Cộng1,50" {
			t.Errorf("%q", got)
		}
		if got := text(x.Find("p")); got != "Chỗ khớp nhất: Một là. Đủ các từ trong một chỗ." {
			t.Errorf("%q", got)
		}
	})
	t.Run("filters", func(t *testing.T) {
		doc := html(t, h, "/tim?q="+url.QueryEscape("rừng"))
		var href string
		doc.Find(".facets a").Each(func(_ int, s *goquery.Selection) {
			if s.Text() == "Quyết định" {
				href, _ = s.Attr("href")
			}
		})
		narrowed := html(t, h, href)
		if n := narrowed.Find(".hit").Length(); n != 1 {
			t.Fatalf("%d hits of one type at %q", n, href)
		}
		chip := narrowed.Find(".chips a")
		if got := text(chip); got != "Loại: Quyết định bỏ" {
			t.Errorf("chip %q", got)
		}
		back, _ := chip.Attr("href")
		if html(t, h, back).Find(".hit").Length() < 2 {
			t.Error("the chip does not take the filter out")
		}
	})
}

func TestDocumentPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/van-ban/"+servertest.Directive)
	t.Run("head", func(t *testing.T) {
		if got := text(doc.Find(".paper-top")); got != "Ban Thường vụ Tỉnh ủy Ví Dụ Số 07-CT/TU ĐẢNG CỘNG SẢN VIỆT NAM Ví Dụ, ngày 05 tháng 9 năm 2024" {
			t.Errorf("%q", got)
		}
		rows := map[string]string{}
		doc.Find(".meta tr").Each(func(_ int, s *goquery.Selection) { rows[s.Find("th").Text()] = s.Find("td").Text() })
		for label, want := range map[string]string{"Số, ký hiệu": "07-CT/TU", "Loại": "Chỉ thị", "Ngày ban hành": "05/9/2024", "Phạm vi phổ biến": "phổ biến đến chi bộ"} {
			if rows[label] != want {
				t.Errorf("%s: %q", label, rows[label])
			}
		}
	})
	t.Run("contents name the body addressed", func(t *testing.T) {
		a := doc.Find(".rail a[href='#hai-la']")
		if got := text(a); got != "Hai là Ban cán sự đảng Ủy ban nhân dân tỉnh" {
			t.Errorf("%q", got)
		}
	})
	t.Run("the text is whole", func(t *testing.T) {
		var got []string
		doc.Find(".text .b p, .text .b h3").Each(func(_ int, s *goquery.Selection) { got = append(got, s.Text()) })
		d, err := servertest.Sample().Document(servertest.Directive)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, "\n") != d.Text {
			t.Errorf("the page's text differs from the document's:\n%s", strings.Join(got, "\n"))
		}
	})
	t.Run("citations by kind", func(t *testing.T) {
		want := []struct{ text, class, href, described string }{
			{"Nghị quyết số 31-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương", "c record", "/van-ban/" + servertest.Resolution, "k-record"},
			{"Nghị quyết số 31-NQ/TW", "c record", "/van-ban/" + servertest.Resolution, "k-record"},
			{"Quyết định số 105/2023/QĐ-TTg, ngày 11/8/2023 của Thủ tướng Chính phủ", "c held", "/van-ban/" + servertest.Decision, "k-held"},
			{"Kết luận số 62-KL/TW, ngày 08/02/2023 của Ban Bí thư", "c record", "/van-ban/" + servertest.Conclusion, "k-record"},
			{"Chỉ thị số 40-CT/TW, ngày 22/11/2014 của Bộ Chính trị", "c record", "/van-ban/" + servertest.Older, "k-record"},
			{"Nghị quyết số 88-NQ/TW", "c many", "#vd-7", "k-many"},
			{"các văn bản của Ban Thường vụ Tỉnh ủy", "c vague", "#vd-8", "k-vague"},
			{"Chỉ thị số 555-CT/TU", "c unknown", "#vd-9", "k-unknown"},
			{"khoản 2 Điều 3 Quyết định số 105/2023/QĐ-TTg", "c held", "/van-ban/" + servertest.Decision + "#dieu-3-khoan-2", "k-held"},
			{"Nghị quyết số l9-NQ/TU", "c unknown", "#vd-11", "k-unknown"},
			{"Chỉ thị này", "c self", "#dau", "k-self"},
		}
		links := doc.Find(".text a.c")
		if links.Length() != len(want) {
			t.Fatalf("%d links, want %d", links.Length(), len(want))
		}
		links.Each(func(i int, s *goquery.Selection) {
			class, _ := s.Attr("class")
			href, _ := s.Attr("href")
			by, _ := s.Attr("aria-describedby")
			w := want[i]
			if s.Text() != w.text || class != w.class || href != w.href || by != w.described {
				t.Errorf("link %d: %q %q %q %q, want %v", i, s.Text(), class, href, by, w)
			}
			if doc.Find("#"+by).Length() != 1 {
				t.Errorf("no words for %s", by)
			}
		})
	})
	t.Run("nested citation belongs to the title around it", func(t *testing.T) {
		inner := doc.Find(".text a.c[href='/van-ban/" + servertest.Older + "']")
		if of, _ := inner.Attr("data-t"); of != "5" {
			t.Errorf("data-t %q", of)
		}
	})
	t.Run("cited documents and places", func(t *testing.T) {
		item := doc.Find("#vien-dan .cited").First()
		if got := text(item.Find(".e-num")); got != "Nghị quyết 31-NQ/TW" {
			t.Errorf("first cited %q", got)
		}
		if n := item.Find(".places > li").Length(); n != 2 {
			t.Errorf("%d places, want 2", n)
		}
		if !strings.Contains(item.Find(".why").First().Text(), "Loại và số, ký hiệu trùng") {
			t.Error("no reason for the link")
		}
	})
	t.Run("citations without a document", func(t *testing.T) {
		section := doc.Find("#vien-dan-khac")
		var verdicts []string
		section.Find(".cited .e-num").Each(func(_ int, s *goquery.Selection) { verdicts = append(verdicts, s.Text()) })
		want := "Có 2 văn bản cùng số hiệu, hãy chọn|Viện dẫn chung, không xác định văn bản|Không có trong thư viện|Số hiệu viết không đúng thể thức"
		if strings.Join(verdicts, "|") != want {
			t.Errorf("%q", verdicts)
		}
		if n := section.Find(".cands a").Length(); n != 2 {
			t.Errorf("%d candidates", n)
		}
	})
	t.Run("record without text", func(t *testing.T) {
		doc := html(t, h, "/van-ban/"+servertest.Resolution)
		missing := doc.Find(".missing")
		if text(missing.Find("h2")) != "Chưa có toàn văn" {
			t.Error("does not say that the text is missing")
		}
		if href, _ := missing.Find("a").First().Attr("href"); href != "https://vi-du.example.vn/van-ban/"+servertest.Resolution {
			t.Errorf("where to look: %q", href)
		}
		if !strings.Contains(text(missing), "tracuu fetch "+servertest.Resolution) {
			t.Error("does not say that the text can be fetched")
		}
		if !strings.Contains(text(missing), "xin bản sao tại văn phòng cơ quan ban hành (Ban Chấp hành Trung ương)") {
			t.Errorf("%q", text(missing))
		}
		at := doc.Find("#duoc-vien-dan .cited").First()
		if href, _ := at.Find(".places a").First().Attr("href"); !strings.HasPrefix(href, "/van-ban/"+servertest.Directive+"#") {
			t.Errorf("cited at %q", href)
		}
	})
	t.Run("state with its source", func(t *testing.T) {
		state := html(t, h, "/van-ban/"+servertest.TwinB).Find(".state")
		for _, want := range []string{"Được thay thế bởi", "Nghị quyết 31-NQ/TW", "Theo bao.example.vn/tin/rung", "độ tin cậy trung bình"} {
			if !strings.Contains(text(state), want) {
				t.Errorf("%q lacks %q", text(state), want)
			}
		}
	})
	t.Run("headings of a decision", func(t *testing.T) {
		doc := html(t, h, "/van-ban/"+servertest.Decision)
		if got := text(doc.Find("#dieu-1 h4")); got != "Điều 1. Phạm vi điều chỉnh" {
			t.Errorf("%q", got)
		}
		if doc.Find("#dieu-2-khoan-2-diem-a.in1").Length() != 1 {
			t.Error("no point a of clause 2")
		}
	})
}

func TestNothingFromADocumentRuns(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	evil := `"><script>alert(1)</script>`
	for _, path := range []string{"/van-ban/" + servertest.Hostile, "/van-ban/" + servertest.Hostile + "?tu=" + url.QueryEscape(evil),
		"/tim?q=" + url.QueryEscape(evil), "/tim?q=thong+tri", "/van-ban", "/van-ban?loai=" + url.QueryEscape(evil),
		"/van-ban/" + servertest.Resolution, "/"} {
		doc := html(t, h, path)
		doc.Find("script").Each(func(_ int, s *goquery.Selection) {
			if src, _ := s.Attr("src"); !strings.HasPrefix(src, "/tep/") {
				t.Errorf("%s: script %q", path, s.Text())
			}
		})
		if doc.Find("main img, [onerror]").Length() > 0 {
			t.Errorf("%s: an element from the text", path)
		}
		doc.Find("[href]").Each(func(_ int, s *goquery.Selection) {
			if href, _ := s.Attr("href"); strings.Contains(strings.ToLower(href), "javascript:") {
				t.Errorf("%s: link to %q", path, href)
			}
		})
	}
}

func TestListPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for query, want := range map[string]int{
		"": 8,
		"?loai=" + url.QueryEscape("Nghị quyết"): 3,
		"?nam=2019":                1,
		"?toan-van=co":             3,
		"?toan-van=chua&nam=2022":  1,
		"?nam=khong-phai-so":       8,
		"?loai=Kh%C3%B4ng+c%C3%B3": 0,
	} {
		if n := html(t, h, "/van-ban"+query).Find(".docs tbody tr").Length(); n != want {
			t.Errorf("/van-ban%s: %d rows, want %d", query, n, want)
		}
	}
}

func TestProblemsAreNamed(t *testing.T) {
	lib := servertest.Sample()
	lib.Found = []library.Problem{
		{File: "library/chi-thi-1/document.yaml", Line: 7, Severity: "error", Message: "giá trị của trường date không phải là ngày"},
		{File: "library/chi-thi-2", Severity: "info", Message: "thư mục còn lại của lần thêm dở dang"},
	}
	h := handler(t, lib, server.Options{})
	var rows []string
	html(t, h, "/trang-thai").Find(".problems tbody tr").Each(func(_ int, s *goquery.Selection) {
		s.Find("th, td").Each(func(_ int, c *goquery.Selection) { rows = append(rows, text(c)) })
	})
	want := "library/chi-thi-1/document.yaml|7|Lỗi|giá trị của trường date không phải là ngày|library/chi-thi-2||Thông tin|thư mục còn lại của lần thêm dở dang"
	if got := strings.Join(rows, "|"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !strings.Contains(text(html(t, h, "/").Find(".notice")), "1 chỗ") {
		t.Error("the first page does not say that something is wrong")
	}
}

func TestStateWords(t *testing.T) {
	by := []library.Link{{Record: &document.Record{Type: "Nghị quyết", Number: document.Number{Number: "22", Symbol: "NQ/TW"}}}}
	for _, tc := range []struct {
		st   library.State
		want string
	}{
		{library.State{}, "Chưa rõ hiệu lực"},
		{library.State{Status: library.StatusUnknown}, "Chưa rõ hiệu lực"},
		{library.State{Status: library.StatusReplaced, By: by}, "Được thay thế bởi Nghị quyết 22-NQ/TW"},
		{library.State{Status: library.StatusReplaced}, "Được thay thế"},
		{library.State{Status: library.StatusPartly, By: by}, "Hết hiệu lực một phần theo Nghị quyết 22-NQ/TW"},
	} {
		if got := server.StateWords(tc.st); got != tc.want {
			t.Errorf("%v: %q, want %q", tc.st.Status, got, tc.want)
		}
	}
}
