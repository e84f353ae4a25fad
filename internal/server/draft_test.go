package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"

	"tracuu/internal/extract/pdftest"
	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// wordFile makes the smallest word-processor file that holds the lines of a text.
func wordFile(t testing.TB, text string) []byte {
	t.Helper()
	var body strings.Builder
	for line := range strings.Lines(text) {
		body.WriteString(`<w:p><w:r><w:t xml:space="preserve">`)
		_ = xml.EscapeText(&body, []byte(strings.TrimSpace(line)))
		body.WriteString(`</w:t></w:r></w:p>`)
	}
	return zipped(t, "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body.String()+`</w:body></w:document>`)
}

func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// send posts the form of the draft checker, pairs of name and value, with a file
// where it has a name.
func sendDraft(t testing.TB, h http.Handler, name string, file []byte, fields ...string) (*http.Response, []byte) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = m.WriteField(fields[i], fields[i+1])
	}
	if name != "" {
		w, err := m.CreateFormFile("tep", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(file)
	}
	_ = m.Close()
	req := httptest.NewRequest(http.MethodPost, "/kiem-tra", &b)
	req.Host = "localhost"
	req.Header.Set("Content-Type", m.FormDataContentType())
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	resp := rec.Result()
	body, _ := io.ReadAll(resp.Body)
	return resp, body
}

func parse(t testing.TB, body []byte) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// directiveText is the text of a document of the small library, for which its
// citations are known.
func directiveText(t testing.TB, lib *servertest.Library) string {
	t.Helper()
	d, err := lib.Document(servertest.Directive)
	if err != nil {
		t.Fatal(err)
	}
	return d.Text
}

func TestDraftForm(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/kiem-tra")
	for _, sel := range []string{"form#ban-thao[method=post][enctype='multipart/form-data']", "textarea[name=noi-dung]", "input[type=file][name=tep]",
		"select[name=loai] option[value=party]", "input[name=ngay]", "button[name=viec][value=kiem-tra]", "button[name=viec][value=word]"} {
		if doc.Find(sel).Length() != 1 {
			t.Errorf("no %s", sel)
		}
	}
	if doc.Find(".verdict").Length() > 0 {
		t.Error("a result without a draft")
	}
}

// TestDraftResult checks that list and draft point at each other, and that all
// that is shown of a draft is escaped.
func TestDraftResult(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	resp, body := sendDraft(t, h, "", nil, "noi-dung", strings.ReplaceAll(directiveText(t, lib), "\n", "\r\n"), "viec", "kiem-tra")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("status %d, %q\n%s", resp.StatusCode, resp.Header.Get("Cache-Control"), body)
	}
	doc := parse(t, body)
	n := doc.Find(".finding[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		there := "bt-" + strings.TrimPrefix(id, "nx-")
		if s.Find("a[href='#"+there+"']").Length() != 1 || doc.Find("#toan-van a#"+there+"[href='#"+id+"']").Length() != 1 {
			t.Errorf("%s and %s do not point at each other", id, there)
		}
	}).Length()
	if n == 0 || doc.Find("#toan-van mark.nx").Length() == 0 {
		t.Errorf("%d findings", n)
	}
	if doc.Find("#toan-van a.c.held, #toan-van a.c.record").Length() == 0 {
		t.Error("citations are no links")
	}
	if got := doc.Find("textarea[name=noi-dung]").Text(); strings.TrimSpace(got) != strings.TrimSpace(directiveText(t, lib)) {
		t.Errorf("the draft comes back as %q", got)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if ids[id] {
			t.Errorf("the id %s is there twice", id)
		}
		ids[id] = true
	})

	hostile := "</textarea><script>alert(1)</script> \x00 <img src=x onerror=y> Nghị quyết số 00-NQ/TW"
	_, body = sendDraft(t, h, "", nil, "noi-dung", hostile, "viec", "kiem-tra", "ngay", "1/2/2026", "loai", "party")
	if doc := parse(t, body); doc.Find("main script, main img").Length() > 0 || !strings.Contains(doc.Find("#toan-van").Text(), "<script>alert(1)</script>") {
		t.Errorf("%s", body)
	}
}

// TestDraftFiles sends files, good and bad.
func TestDraftFiles(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	draftText := directiveText(t, lib)
	good := wordFile(t, draftText)
	bomb := zipped(t, "word/document.xml", `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>`+strings.Repeat("a", 300<<20)+`</w:t></w:r></w:p></w:body></w:document>`)
	locked := append([]byte{}, good...)
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flag of an encrypted part
		at := map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[sign]
		for i := 0; ; {
			k := bytes.Index(locked[i:], []byte(sign))
			if k < 0 {
				break
			}
			locked[i+k+at] |= 1
			i += k + 4
		}
	}
	picture := pdftest.File{Extra: []string{"<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>\nstream\n0\nendstream"}}
	page := picture.Page()
	page.Attrs = "/Resources <</XObject <</Im 13 0 R>>>>"
	page.Raw("q 595 0 0 842 0 0 cm /Im Do Q")
	scan := picture.Bytes()
	for _, tt := range []struct {
		name, file string
		data       []byte
		fields     []string
		status     int
		says       string
	}{
		{"a Word file", "bản thảo.docx", good, nil, 200, "Tệp bản thảo.docx"},
		{"plain text", "a.txt", []byte(draftText), nil, 200, "Tệp a.txt"},
		{"nothing cited", "a.txt", []byte("Họp lúc bảy giờ."), nil, 200, "Không có viện dẫn nào"},
		{"nothing", "", nil, nil, 400, "Chưa có bản thảo"},
		{"an empty file", "a.docx", nil, nil, 400, "Tệp rỗng"},
		{"a broken file", "a.docx", good[:len(good)/2], nil, 422, "Tệp bị hỏng"},
		{"with a password", "a.docx", locked, nil, 422, "Tệp có mật khẩu"},
		{"a bomb", "a.docx", bomb, nil, 413, "Tệp quá lớn"},
		{"a scan", "a.pdf", scan, nil, 422, "chưa có chữ, cần nhận dạng"},
		{"a picture by the name of a document", "a.docx", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), nil, 422, ""},
		{"no such format", "a.xyz", []byte("\x7fELF\x02\x01\x01\x00\x00\x00"), nil, 415, "Dạng tệp này không đọc được"},
		{"too large", "a.docx", bytes.Repeat([]byte("x"), 27<<20), nil, 413, "Bản thảo quá lớn"},
		{"another family", "a.docx", good, []string{"loai", "x"}, 400, "Loại bản thảo"},
		{"another date", "a.docx", good, []string{"ngay", "hôm nay"}, 400, "ngày/tháng/năm"},
		{"a date with something behind", "a.docx", good, []string{"ngay", "1/2/2026 abc"}, 400, "ngày/tháng/năm"},
		{"a date of that form", "a.docx", good, []string{"ngay", "1/2/2026"}, 200, "Tệp a.docx"},
		{"a date that is none", "a.docx", good, []string{"ngay", "31/02/2026"}, 400, "ngày/tháng/năm"},
		{"Word of pasted text", "", nil, []string{"noi-dung", "abc", "viec", "word"}, 400, "Chưa chọn tệp Word"},
		{"Word of another format", "a.txt", []byte(draftText), []string{"viec", "word"}, 415, "Không phải tệp DOCX"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := sendDraft(t, h, tt.file, tt.data, tt.fields...)
			said := text(parse(t, body).Find("main"))
			if tt.name == "a picture by the name of a document" {
				if resp.StatusCode < 400 {
					t.Errorf("status %d", resp.StatusCode)
				}
				return
			}
			if resp.StatusCode != tt.status || !strings.Contains(said, tt.says) {
				t.Errorf("status %d, want %d: %s", resp.StatusCode, tt.status, shortened(said))
			}
			if tt.status >= 400 && parse(t, body).Find("[role=alert]").Length() != 1 {
				t.Error("no alert on the page")
			}
		})
	}
}

func shortened(s string) string { return s[:min(len(s), 600)] }

// TestDraftWord gets the Word file back, from the page itself and by its button.
func TestDraftWord(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	good := wordFile(t, directiveText(t, lib))
	resp, body := sendDraft(t, h, "bản thảo.docx", good, "viec", "word")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != docxMedia || !strings.Contains(resp.Header.Get("Content-Disposition"), "filename*=utf-8''b%E1%BA%A3n%20th%E1%BA%A3o-nhan-xet.docx") {
		t.Fatalf("%d %v", resp.StatusCode, resp.Header)
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	if f, err := z.Open("word/comments.xml"); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	_, body = sendDraft(t, h, "bản thảo.docx", good)
	link := parse(t, body).Find("a.button[download]")
	if href, _ := link.Attr("href"); !strings.HasPrefix(href, "data:"+docxMedia+";base64,UEsDB") {
		t.Errorf("the page carries %.80q", href)
	}
}

// TestDraftIsNotLogged looks for the words of a draft in everything the server
// writes.
func TestDraftIsNotLogged(t *testing.T) {
	var log bytes.Buffer
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	before, _ := os.ReadDir(os.TempDir())
	sendDraft(t, h, "quế chi.docx", wordFile(t, "quế chi bí mật"), "viec", "word")
	sendDraft(t, h, "quế chi.docx", []byte("PK\x03\x04 quế chi bí mật"))
	sendDraft(t, h, "", nil, "noi-dung", "quế chi bí mật", "ngay", "quế chi")
	if strings.Contains(log.String(), "quế") || !strings.Contains(log.String(), "/kiem-tra") {
		t.Errorf("the log says\n%s", &log)
	}
	after, _ := os.ReadDir(os.TempDir())
	for _, e := range after {
		if strings.HasPrefix(e.Name(), "tracuu-") && !strings.HasPrefix(e.Name(), "tracuu-browser") {
			was := false
			for _, b := range before {
				was = was || b.Name() == e.Name()
			}
			if !was {
				t.Errorf("%s was left behind", e.Name())
			}
		}
	}
}

// TestAPICheckFile sends files to the API.
func TestAPICheckFile(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{})
	_, described := get(t, h, "/api/openapi.json")
	description, err := openapi3.NewLoader().LoadFromData([]byte(described))
	if err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(description)
	if err != nil {
		t.Fatal(err)
	}
	openapi3filter.RegisterBodyDecoder(docxMedia, openapi3filter.FileBodyDecoder)
	draftText := directiveText(t, lib)
	for _, tt := range []struct {
		name, query, media, accept string
		body                       []byte
		status                     int
		answer                     string // the media type of it
	}{
		{"a file, JSON", "?name=a.docx", docxMedia, "", wordFile(t, draftText), 200, "application/json"},
		{"a file, a file", "?format=docx", docxMedia, "", wordFile(t, draftText), 200, docxMedia},
		{"by what is accepted", "", docxMedia, docxMedia, wordFile(t, draftText), 200, docxMedia},
		{"text has no file", "?format=docx", "text/plain", "", []byte(draftText), 415, "application/json"},
		{"another format", "?format=pdf", "text/plain", "", []byte(draftText), 400, "application/json"},
		{"broken", "", docxMedia, "", []byte("PK\x03\x04"), 422, "application/json"},
		{"empty", "", docxMedia, "", nil, 422, "application/json"},
		{"unknown type", "", "audio/mpeg", "", []byte("x"), 415, "application/json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := httptest.NewRequest(http.MethodPost, "/api/v1/check"+tt.query, bytes.NewReader(tt.body))
			req.Host = "localhost"
			req.Header.Set("Content-Type", tt.media)
			if tt.accept != "" {
				req.Header.Set("Accept", tt.accept)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			if w.Code != tt.status || !strings.HasPrefix(w.Header().Get("Content-Type"), tt.answer) {
				t.Errorf("%d %s: %.300s", w.Code, w.Header().Get("Content-Type"), w.Body)
			}
			route, params, err := router.FindRoute(req)
			if err != nil {
				t.Fatal(err)
			}
			if err := openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
				RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route},
				Status:                 w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
				Options: &openapi3filter.Options{IncludeResponseStatus: true},
			}); err != nil {
				t.Error(err)
			}
		})
	}
}
