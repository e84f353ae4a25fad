package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tracuu/internal/server"
	"tracuu/internal/server/servertest"
)

func TestErrors(t *testing.T) {
	lib := servertest.Sample()
	h := handler(t, lib, server.Options{Address: "127.0.0.1:8080"})
	long := strings.Repeat("a", 100<<10)
	for _, tc := range []struct {
		name, path, host string
		fail             error
		status           int
		says             string
	}{
		{"no such page", "/khong-co", "", nil, 404, "Không có trang này"},
		{"no such document", "/van-ban/khong-co", "", nil, 404, "Không có trong thư viện"},
		{"no such document, API", "/api/v1/documents/khong-co", "", nil, 404, "document_not_found"},
		{"no such API", "/api/v2/x", "", nil, 404, "not_found"},
		{"query of 100 kB", "/tim?q=" + long, "", nil, 414, "Câu tìm quá dài"},
		{"query of 100 kB, API", "/api/v1/search?q=" + long, "", nil, 414, "query_too_long"},
		{"no query, API", "/api/v1/search", "", nil, 400, "query_missing"},
		{"bad page, API", "/api/v1/search?q=a&page=x", "", nil, 400, "bad_parameter"},
		{"bad sort, API", "/api/v1/search?q=a&sort=x", "", nil, 400, "bad_parameter"},
		{"bad held, API", "/api/v1/documents?held=x", "", nil, 400, "bad_parameter"},
		{"another name for this machine", "/", "evil.example:8080", nil, 421, "Địa chỉ không đúng"},
		{"library fails", "/tim?q=a", "", errors.New("khóa: bí mật"), 500, "Mã yêu cầu"},
		{"library fails, API", "/api/v1/search?q=a", "", errors.New("khóa: bí mật"), 500, "request_id"},
		{"library too slow", "/tim?q=a", "", context.DeadlineExceeded, 503, "Tìm quá lâu"},
		{"panic", "/van-ban/x", "", servertest.ErrPanic, 500, "Mã yêu cầu"},
		{"panic, API", "/api/v1/documents/x", "", servertest.ErrPanic, 500, "request_id"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			lib.Fail = tc.fail
			defer func() { lib.Fail = nil }()
			args := []string{"Accept-Encoding", "gzip"}
			if tc.host != "" {
				args = append(args, "Host", tc.host)
			}
			resp, body := get(t, h, tc.path, args...)
			if resp.StatusCode != tc.status || !strings.Contains(body, tc.says) {
				t.Errorf("status %d, want %d with %q:\n%s", resp.StatusCode, tc.status, tc.says, body)
			}
			if strings.Contains(body, "bí mật") || strings.Contains(body, "goroutine") {
				t.Error("the cause is shown to the reader")
			}
			if strings.HasPrefix(tc.path, "/api/") {
				var e struct {
					Error struct{ Code, Message string }
				}
				if err := json.Unmarshal([]byte(body), &e); err != nil || e.Error.Code == "" || e.Error.Message == "" {
					t.Errorf("not an error in JSON: %v", err)
				}
			}
		})
	}
}

func TestHostNames(t *testing.T) {
	for _, tc := range []struct {
		opts server.Options
		host string
		want int
	}{
		{server.Options{Address: "127.0.0.1:8080"}, "localhost:8080", 200},
		{server.Options{Address: "127.0.0.1:8080"}, "[::1]:8080", 200},
		{server.Options{Address: "127.0.0.1:8080"}, "127.0.0.1", 200},
		{server.Options{Address: "127.0.0.1:8080"}, "localhost.evil.example", 421},
		{server.Options{Address: "localhost:8080"}, "evil.example", 421},
		{server.Options{Address: "127.0.0.1:8080", Hosts: []string{"Tra-cuu.vp"}}, "tra-cuu.vp", 200},
		{server.Options{Address: "0.0.0.0:8080"}, "thu-vien.tinh.vn", 200},
		{server.Options{Address: "10.0.0.5:8080", Hosts: []string{"thu-vien.tinh.vn"}}, "10.0.0.5:8080", 200},
		{server.Options{Address: "10.0.0.5:8080", Hosts: []string{"thu-vien.tinh.vn"}}, "evil.example", 421},
	} {
		resp, _ := get(t, handler(t, servertest.Sample(), tc.opts), "/tro-giup", "Host", tc.host)
		if resp.StatusCode != tc.want {
			t.Errorf("%+v asked as %s: %d, want %d", tc.opts, tc.host, resp.StatusCode, tc.want)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	for _, path := range []string{"/", "/khong-co", "/api/v1/documents", "/api/openapi.json"} {
		resp, _ := get(t, h, path, "X-Request-ID", "cua-nguoi-khac")
		csp := resp.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; style-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		for k, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Server": server.Name} {
			if got := resp.Header.Get(k); got != want {
				t.Errorf("%s: %s %q", path, k, got)
			}
		}
		if id := resp.Header.Get("X-Request-ID"); id == "" || id == "cua-nguoi-khac" {
			t.Errorf("%s: request id %q", path, id)
		}
	}
	req := httptest.NewRequest(http.MethodPost, "/tim", nil)
	req.Header.Set("Origin", "https://evil.example")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	if rec.Code != http.StatusForbidden {
		t.Errorf("a form of another site: %d", rec.Code)
	}
}

func TestStaticFiles(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	doc := html(t, h, "/")
	href, _ := doc.Find("link[rel=stylesheet]").Attr("href")
	resp, body := get(t, h, href)
	if resp.StatusCode != 200 || !strings.Contains(resp.Header.Get("Cache-Control"), "immutable") || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%s: %d %v", href, resp.StatusCode, resp.Header)
	}
	for _, part := range strings.Split(body, "url(")[1:] {
		name, _, _ := strings.Cut(part, ")")
		u, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		font := u.ResolveReference(&url.URL{Path: name}).Path
		if resp, _ := get(t, h, font); resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "font/woff2" {
			t.Errorf("font %s: %d", font, resp.StatusCode)
		}
	}
	if resp, _ := get(t, h, "/tep/000000000000/style.css"); resp.StatusCode != 200 || resp.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("an older page's style: %d %v", resp.StatusCode, resp.Header)
	}
	for _, path := range []string{"/tep/x/../../templates/base.html", "/tep/x/..%2f..%2fweb.go", "/tep/x/"} {
		if resp, _ := get(t, h, path); resp.StatusCode == 200 {
			t.Errorf("%s: served", path)
		}
	}
}

// TestFirstPageIsSmall holds the first page to 100 kB, compressed, fonts apart.
func TestFirstPageIsSmall(t *testing.T) {
	h := handler(t, servertest.Sample(), server.Options{})
	total := 0
	doc := html(t, h, "/")
	paths := []string{"/"}
	doc.Find("link[rel=stylesheet], link[rel=icon], script").Each(func(_ int, s *goquery.Selection) {
		href, ok := s.Attr("href")
		if !ok {
			href, _ = s.Attr("src")
		}
		paths = append(paths, href)
	})
	for _, p := range paths {
		resp, body := get(t, h, p, "Accept-Encoding", "gzip")
		if resp.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s is not compressed", p)
		}
		total += len(body)
	}
	t.Logf("%d bytes in %d answers", total, len(paths))
	if total > 100<<10 {
		t.Errorf("first page takes %d bytes", total)
	}
}

func TestServeStops(t *testing.T) {
	s, err := server.New(servertest.Sample(), server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, ln) }()
	resp, err := http.Get("http://" + ln.Addr().String() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("healthz: %d", resp.StatusCode)
	}
	// A query that the standard server takes in whole still gets our words.
	resp, err = http.Get("http://" + ln.Addr().String() + "/tim?q=" + strings.Repeat("b", 100<<10))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusRequestURITooLong {
		t.Errorf("query of 100 kB: %d", resp.StatusCode)
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("stopped with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("does not stop")
	}
}
