package server_test

import (
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

func TestFindOnPage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, tc := range []struct {
		name, query string
		marked      []string
		count       string
		spots       string
	}{
		{"without marks", "rung", slices.Repeat([]string{"rừng"}, 9), "9 chỗ", ""},
		{"a phrase through a link", "nghi quyet so 31", []string{"Nghị quyết số 31", "Nghị quyết số 31"}, "2 chỗ", ""},
		{"in two points", "kiểm lâm; phát rẫy", []string{"phát rẫy", "Kiểm lâm"}, "2 chỗ", "Ba là"},
		{"nowhere", "xyz", nil, "Không tìm thấy", ""},
		{"markup", `"><script>`, nil, "Không tìm thấy", ""},
		{"nothing asked", " ", nil, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc := html(t, h, "/van-ban/"+servertest.Directive+"?"+url.Values{"tim": {tc.query}}.Encode())
			var marked []string
			at := ""
			doc.Find("mark.f").Each(func(i int, s *goquery.Selection) {
				if n, _ := s.Attr("data-h"); n == at {
					marked[len(marked)-1] += s.Text()
				} else {
					marked, at = append(marked, s.Text()), n
				}
			})
			if strings.Join(marked, "|") != strings.Join(tc.marked, "|") {
				t.Errorf("marked %q, want %q", marked, tc.marked)
			}
			if got := text(doc.Find("#tim-so")); got != tc.count {
				t.Errorf("count %q, want %q", got, tc.count)
			}
			if got := text(doc.Find(".find-spots")); !strings.Contains(got, tc.spots) {
				t.Errorf("points %q, want %q", got, tc.spots)
			}
			doc.Find(".find-spots a").Each(func(_ int, s *goquery.Selection) {
				href, _ := s.Attr("href")
				if doc.Find("mark"+href).Length() != 1 {
					t.Errorf("%s leads nowhere", href)
				}
			})
			if got, _ := doc.Find("#tim").Attr("value"); got != strings.TrimSpace(tc.query) {
				t.Errorf("the box says %q", got)
			}
		})
	}
}

// withOriginal is the sample with a file behind the decision.
func withOriginal(t *testing.T, name, content string) *servertest.Library {
	t.Helper()
	lib := servertest.Sample()
	f := lib.Files[servertest.Decision]
	f.Original.Name, f.Original.Path = name, filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(f.Original.Path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	lib.Files[servertest.Decision] = f
	return lib
}

// TestOriginalFile hands a file over to be saved, never to be shown under our
// address.
func TestOriginalFile(t *testing.T) {
	const path = "/van-ban/" + servertest.Decision + "/ban-goc/tep"
	for name, kind := range map[string]string{"a.pdf": "application/pdf", "a.PDF": "application/pdf", "trang.html": "application/octet-stream",
		"hinh.svg": "application/octet-stream", "khong-duoi": "application/octet-stream", `x".pdf`: "application/pdf"} {
		h := handler(t, withOriginal(t, name, "<script>1</script>"), server.Options{})
		resp, body := get(t, h, path, "Accept-Encoding", "gzip")
		if resp.StatusCode != http.StatusOK || body != "<script>1</script>" {
			t.Errorf("%s: %d %q", name, resp.StatusCode, body)
		}
		how, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition"))
		if err != nil || how != "attachment" || params["filename"] != name {
			t.Errorf("%s: disposition %q", name, resp.Header.Get("Content-Disposition"))
		}
		if got := resp.Header.Get("Content-Type"); got != kind {
			t.Errorf("%s: type %q", name, got)
		}
		if got := resp.Header.Get("Content-Security-Policy"); got != "sandbox; default-src 'none'" {
			t.Errorf("%s: policy %q", name, got)
		}
		if resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: may be sniffed", name)
		}
	}
	h := handler(t, withOriginal(t, "a.pdf", "0123456789"), server.Options{})
	if resp, body := get(t, h, path, "Range", "bytes=2-4"); resp.StatusCode != http.StatusPartialContent || body != "234" {
		t.Errorf("a part: %d %q", resp.StatusCode, body)
	}
}

func TestOriginalPage(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	const base = "/van-ban/" + servertest.Decision + "/ban-goc"
	t.Run("pages", func(t *testing.T) {
		for path, want := range map[string]struct{ page, prev, next string }{
			base: {"1", "", base + "?trang=2"}, base + "?trang=2": {"2", base, ""}, base + "?trang=99": {"2", base, ""}, base + "?trang=-3": {"1", "", base + "?trang=2"},
			base + "?trang=2&co=3": {"2", base + "?co=3", ""},
		} {
			doc := html(t, h, path)
			page, _ := doc.Find(".pages input[name=trang]").Attr("value")
			prev, _ := doc.Find("a[rel=prev]").Attr("href")
			next, _ := doc.Find("a[rel=next]").Attr("href")
			if page != want.page || prev != want.prev || next != want.next {
				t.Errorf("%s: page %s, before %s, behind %s", path, page, prev, next)
			}
			img, _ := doc.Find(".sheet img").Attr("src")
			resp, body := get(t, h, img)
			if resp.Header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(body, "\xff\xd8\xff") {
				t.Errorf("%s: picture %s: %d %s", path, img, resp.StatusCode, resp.Header.Get("Content-Type"))
			}
		}
	})
	t.Run("the text of the page alone", func(t *testing.T) {
		if got := text(html(t, h, base+"?trang=2").Find(".words .text")); !strings.HasPrefix(got, "Chương II") || strings.Contains(got, "Phạm vi") {
			t.Errorf("page 2: %q", got)
		}
	})
	for name, tc := range map[string]struct {
		err  error
		want string
	}{
		"no program": {library.ErrNoDrawer, "poppler"}, "no pages": {library.ErrNoPages, "phần mềm văn phòng"}, "password": {library.ErrLockedFile, "mật khẩu"},
		"too much": {library.ErrTooMuch, "quá lớn"}, "damaged": {os.ErrInvalid, "bị hỏng"},
	} {
		t.Run(name, func(t *testing.T) {
			f := lib.Files[servertest.Decision]
			f.DrawFails = tc.err
			lib.Files[servertest.Decision] = f
			doc := html(t, h, base)
			if got := text(doc.Find(".lack")); !strings.Contains(got, tc.want) || doc.Find(".sheet img").Length() > 0 {
				t.Errorf("%q", got)
			}
		})
	}
	for path, status := range map[string]int{
		"/van-ban/" + servertest.Directive + "/ban-goc": 404, "/van-ban/khong-co/ban-goc": 404, "/van-ban/" + servertest.Directive + "/ban-goc/tep": 404,
		base + "/trang/0": 404, base + "/trang/x": 404,
	} {
		if resp, _ := get(t, h, path); resp.StatusCode != status {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}

func TestComparePage(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, tc := range []struct{ name, query, want, not string }{
		{"empty", "", "Văn bản thứ nhất", "Kết quả"},
		{"two versions", "a=" + servertest.Decision + "@1&b=" + servertest.Decision, "1 điều giống nhau, 2 điều sửa.", ""},
		{"the same", "a=" + servertest.Decision + "&b=" + servertest.Decision, "Hai bản giống nhau từng từ", ""},
		{"by number", "a=105%2F2023%2FQ%C4%90-TTg&b=07-CT%2FTU", "Chỉ thị 07-CT/TU", ""},
		{"no such version", "a=" + servertest.Decision + "@7&b=" + servertest.Decision, "không giữ bản này", "Kết quả"},
		{"no text", "a=" + servertest.Resolution + "&b=" + servertest.Decision, "chưa có toàn văn", "Kết quả"},
		{"nothing found", "a=khongcogi", "Không tìm thấy văn bản này", "Kết quả"},
		{"several", "a=r%E1%BB%ABng", "Hãy chọn một văn bản", "Kết quả"},
		{"markup in the texts", "a=" + servertest.Hostile + "&b=" + servertest.Decision, `<script>document.title="bị chèn"</script>`, ""},
		{"markup in the address", "a=%22%3E%3Cscript%3E&b=@@2", "Không tìm thấy văn bản này", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc := html(t, h, "/so-sanh?"+tc.query)
			got := text(doc.Find("main"))
			if !strings.Contains(got, tc.want) || tc.not != "" && strings.Contains(got, tc.not) {
				t.Errorf("%q", got)
			}
			if doc.Find("main script, main img").Length() > 0 {
				t.Error("an element came from a text")
			}
		})
	}
	lib := servertest.Sample()
	f := lib.Files[servertest.Decision]
	f.Earlier = map[int]string{1: strings.Repeat("an ninh ", 1<<20)}
	lib.Files[servertest.Decision] = f
	if resp, _ := get(t, handler(t, lib, server.Options{}), "/so-sanh?a="+servertest.Decision+"@1&b="+servertest.Decision); resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("texts of 8 MB: %d", resp.StatusCode)
	}
}

// TestTextLooks is what the text knows only by its words: tables, strokes, forms and
// signatures.
func TestTextLooks(t *testing.T) {
	const text = "Điều 1. Danh mục\nDanh mục ở Phụ lục.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Thị Thử\nPhụ lục I\nDANH MỤC CÂY\n(Kèm theo Quyết định số 1/2024/QĐ-UBND\ncủa Ủy ban)\n______\n" +
		"Stt\tTên cây\tMùa\n1\tXoan\tXuân\ngiống địa phương\n2\tLim, sến, táu và các cây gỗ lớn khác\nCây trồng năm 2020.¹\n¹ Sửa đổi bởi Quyết định số 2/2025/QĐ-UBND, căn cứ như sau:\n“Căn cứ Luật Lâm nghiệp;\nXét đề nghị.”\nHết."
	rec := &document.Record{ID: "x", Type: "Quyết định", Title: "thử"}
	lib := &servertest.Library{Docs: []*library.Document{{Entry: library.Entry{Record: rec, TextHeld: true}, Text: text, Structure: document.Divide(text)}}}
	doc := html(t, handler(t, lib, server.Options{}), "/van-ban/x")
	for sel, want := range map[string]string{
		".tbl th": "SttTên câyMùa", ".tbl tr:nth-child(4) td[colspan='2']": "Lim, sến, táu và các cây gỗ lớn khác", ".tbl tr:nth-child(3) td[colspan='3']": "giống địa phương",
		"p.with": "(Kèm theo Quyết định số 1/2024/QĐ-UBNDcủa Ủy ban)", "p.rule": "______", "p.fn": "¹ Sửa đổi bởi Quyết định số 2/2025/QĐ-UBND, căn cứ như sau:“Căn cứ Luật Lâm nghiệp;Xét đề nghị.”", ".b.end": "TM. ỦY BAN NHÂN DÂNCHỦ TỊCHNguyễn Thị Thử",
	} {
		if got := strings.TrimSuffix(strings.TrimSpace(doc.Find(sel).Text()), "¶"); got != want {
			t.Errorf("%s: %q, want %q", sel, got, want)
		}
	}
}

// TestManyCiting lists the first of very many citing documents, and all on demand.
func TestManyCiting(t *testing.T) {
	lib := servertest.Sample()
	d, _ := lib.Document(servertest.Decision)
	one := d.CitedAt[0]
	for range 250 {
		d.CitedAt = append(d.CitedAt, one)
	}
	h := handler(t, lib, server.Options{})
	doc := html(t, h, "/van-ban/"+servertest.Decision)
	all, _ := doc.Find("#duoc-vien-dan .more a").Attr("href")
	if n := doc.Find("#duoc-vien-dan .cited").Length(); n != 100 || text(doc.Find("#duoc-vien-dan .n")) != "251" {
		t.Errorf("%d listed, %s counted", n, text(doc.Find("#duoc-vien-dan .n")))
	}
	if n := html(t, h, strings.TrimSuffix(all, "#duoc-vien-dan")).Find("#duoc-vien-dan .cited").Length(); n != 251 {
		t.Errorf("all are %d", n)
	}
}
