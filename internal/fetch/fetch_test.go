package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// site is a web server of this machine and a client that may ask it.
type site struct {
	*testing.T
	server *httptest.Server
	mux    *http.ServeMux
	client *Client
	opts   Options

	mu    sync.Mutex
	asked []string        // paths, in order
	slept []time.Duration // what the client waited
	now   time.Time
}

func newSite(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	s := &site{T: t, mux: http.NewServeMux(), now: time.Date(2031, 5, 6, 7, 8, 0, 0, time.UTC)}
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		s.mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.server.Close)
	s.opts = Options{
		CacheDir: t.TempDir(), AllowPrivate: []string{s.server.Listener.Addr().String()},
		Now: func() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.slept, s.now = append(s.slept, d), s.now.Add(d)
			return ctx.Err()
		},
	}
	for _, c := range change {
		c(&s.opts)
	}
	s.open()
	return s
}

// open makes a client as a new run of the program does.
func (s *site) open() {
	s.Helper()
	c, err := New(s.opts)
	if err != nil {
		s.Fatal(err)
	}
	s.client = c
	s.Cleanup(c.Close)
}

func (s *site) page(path, media, body string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", media)
		io.WriteString(w, body)
	})
}

func (s *site) get(path string) (*Page, error) {
	return s.client.Get(context.Background(), s.server.URL+path)
}

// fails gets an address that must fail, and gives the error.
func (s *site) fails(path string, want Kind) *Error {
	s.Helper()
	p, err := s.get(path)
	var e *Error
	if !errors.As(err, &e) {
		s.Fatalf("%s: %+v, %v; want an error of kind %s", path, p, err, want)
	}
	if e.Kind != want {
		s.Fatalf("%s: kind %s (%v), want %s", path, e.Kind, err, want)
	}
	return e
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, a := range s.asked {
		if a == path {
			n++
		}
	}
	return n
}

func TestGet(t *testing.T) {
	s := newSite(t)
	s.page("/van-ban", "text/html; charset=utf-8", "<p>vườn cây ven sông</p>")
	p, err := s.get("/van-ban#phan-2")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(p.Path)
	if err != nil || string(b) != "<p>vườn cây ven sông</p>" || p.Size != int64(len(b)) {
		t.Errorf("body %q, %d bytes, %v", b, p.Size, err)
	}
	if !p.HTML() || p.Name != "van-ban.html" || p.Final != s.server.URL+"/van-ban" || !p.Fetched.Equal(s.now) {
		t.Errorf("%+v", p)
	}
	if s.asked[0] != "/robots.txt" {
		t.Errorf("the first thing asked for was %s", s.asked[0])
	}
}

func TestRobots(t *testing.T) {
	s := newSite(t)
	s.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n\nUser-agent: tracuu\nDisallow: /kin\nDisallow: /*?in=\nCrawl-delay: 10\n")
	for _, p := range []string{"/mo", "/mo2", "/kin/a"} {
		s.page(p, "text/plain", "x")
	}
	if _, err := s.get("/mo"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.get("/mo2"); err != nil {
		t.Fatal(err)
	}
	s.fails("/kin/a", Forbidden)
	s.fails("/mo?in=1", Forbidden)
	if n := s.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	if s.count("/kin/a")+s.count("/mo?in=1") > 0 {
		t.Error("what robots.txt forbids was asked for")
	}
	if len(s.slept) != 2 || s.slept[1] < 9*time.Second {
		t.Errorf("waited %v; the host asks for 10 s between two requests", s.slept)
	}
}

func TestRobotsOfOtherKinds(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		want   Kind // "" for the page
	}{
		"none":                 {404, "", ""},
		"for others":           {200, "User-agent: khac\nDisallow: /\n", ""},
		"a page instead of it": {200, "<html><body>Trang chủ</body></html>", ""},
		"bytes":                {200, "\x00\xff\xfeDisallow", ""},
		"all":                  {200, "User-agent: *\nDisallow: /\n", Forbidden},
		"the host is down":     {500, "", Later},
		"the host is busy":     {429, "", Later},
		"too long between":     {200, "User-agent: *\nCrawl-delay: 999999999\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
			})
			s.page("/a", "text/plain", "x")
			if c.want != "" {
				s.fails("/a", c.want)
			} else if _, err := s.get("/a"); err != nil {
				t.Fatal(err)
			}
			for _, d := range s.slept {
				if d > maxBetween {
					t.Errorf("waited %v", d)
				}
			}
		})
	}
}

func TestLongCrawlDelay(t *testing.T) {
	s := newSite(t)
	s.page("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 3600\n")
	s.page("/a", "text/plain", "x")
	s.page("/b", "text/plain", "x")
	if _, err := s.get("/a"); err != nil {
		t.Fatal(err)
	}
	if e := s.fails("/b", Later); e.Until.IsZero() {
		t.Error("it does not say when to come back")
	}
}

func TestPace(t *testing.T) {
	s := newSite(t)
	for _, p := range []string{"/a", "/b", "/c"} {
		s.page(p, "text/plain", "x")
		if _, err := s.get(p); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.slept) != 3 { // behind robots.txt, /a and /b
		t.Fatalf("waited %v", s.slept)
	}
	for _, d := range s.slept {
		if d != 3*time.Second {
			t.Errorf("waited %v", d)
		}
	}
}

func TestCache(t *testing.T) {
	s := newSite(t)
	served := 0
	s.mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"một"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		served++
		w.Header().Set("ETag", `"một"`)
		w.Header().Set("Last-Modified", "Mon, 05 May 2031 07:08:00 GMT")
		io.WriteString(w, "nội dung")
	})
	for range 2 {
		if _, err := s.get("/a"); err != nil {
			t.Fatal(err)
		}
	}
	if s.count("/a") != 1 {
		t.Error("a page of a moment ago was asked for again")
	}
	s.now = s.now.Add(2 * time.Hour)
	s.open()
	p, err := s.get("/a")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(p.Path); s.count("/a") != 2 || served != 1 || string(b) != "nội dung" || !p.Fetched.Equal(s.now) {
		t.Errorf("asked %d times, served %d times, %q, %v", s.count("/a"), served, b, p.Fetched)
	}
	os.Remove(p.Path) // the user cleared the folder
	s.opts.Again = true
	s.open()
	if p, err = s.get("/a"); err != nil || served != 2 {
		t.Fatalf("%v, served %d times", err, served)
	}
}

func TestRefusalsAreRemembered(t *testing.T) {
	s := newSite(t)
	s.fails("/mat", Status)
	s.open()
	e := s.fails("/mat", Status)
	if s.count("/mat") != 1 || !strings.Contains(e.Error(), "đã hỏi lúc") || e.Status != 404 {
		t.Errorf("asked %d times: %v", s.count("/mat"), e)
	}
	s.opts.Again = true
	s.open()
	if s.fails("/mat", Status); s.count("/mat") != 2 {
		t.Error("--again did not ask again")
	}
	s.opts.Again = false
	s.now = s.now.Add(25 * time.Hour)
	s.open()
	if s.fails("/mat", Status); s.count("/mat") != 3 {
		t.Error("a day later it was not asked again")
	}
}

func TestStatus(t *testing.T) {
	for status, word := range map[int]string{404: "không còn trang", 410: "không còn trang", 401: "đăng nhập", 403: "trình duyệt", 500: "đang lỗi", 418: "mã 418"} {
		s := newSite(t)
		s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		if e := s.fails("/a", Status); !strings.Contains(e.Error(), word) {
			t.Errorf("%d: %v", status, e)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	s := newSite(t)
	busy := 1
	s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) {
		if busy--; busy >= 0 {
			w.Header().Set("Retry-After", "20")
			w.WriteHeader(429)
			return
		}
		io.WriteString(w, "x")
	})
	if _, err := s.get("/a"); err != nil {
		t.Fatal(err)
	}
	if s.slept[len(s.slept)-2] != 20*time.Second && s.slept[len(s.slept)-1] != 20*time.Second {
		t.Errorf("waited %v", s.slept)
	}
	s.mux.HandleFunc("/b", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "Tue, 06 May 2031 09:00:00 GMT")
		w.WriteHeader(503)
	})
	s.page("/c", "text/plain", "x")
	if e := s.fails("/b", Later); e.Until.Hour() != 9 {
		t.Errorf("%v", e.Until)
	}
	s.fails("/c", Later) // the host wants rest, whatever the page
	if s.count("/c") != 0 {
		t.Error("the host was asked while it rests")
	}
	s.open()
	if s.fails("/b", Later); s.count("/b") != 1 {
		t.Error("the next run asked before the time")
	}
	s.now = time.Date(2031, 5, 6, 9, 1, 0, 0, time.UTC)
	s.open()
	if s.fails("/b", Later); s.count("/b") != 2 {
		t.Error("after the time it was not asked")
	}
	for header, want := range map[string]bool{"": false, "-5": false, "mai": false, "Tue, 06 May 2003 09:00:00 GMT": false, "99999999999999999999": false, "5": true} {
		if got := retryAfter(http.Header{"Retry-After": {header}}, s.now); got.IsZero() == want {
			t.Errorf("%q: %v", header, got)
		}
	}
}

func TestRedirects(t *testing.T) {
	s := newSite(t)
	to := func(from, to string) { s.mux.Handle(from, http.RedirectHandler(to, http.StatusFound)) }
	s.page("/kin/a", "text/plain", "x")
	s.page("/cuoi", "application/pdf", "%PDF-1.4")
	s.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /kin\n")
	to("/1", "/2")
	to("/2", "cuoi?so=12")
	to("/vong", "/vong2")
	to("/vong2", "/vong")
	to("/chinh-no", "/chinh-no")
	for i := range 8 {
		to(fmt.Sprintf("/dai/%d", i), fmt.Sprintf("/dai/%d", i+1))
	}
	to("/toi-kin", "/kin/a")
	to("/tep", "file:///etc/passwd")
	to("/js", "javascript:alert(1)")
	to("/cong", "http://example.invalid:22/")
	to("/nguoi", "http://a:b@example.invalid/")
	s.mux.HandleFunc("/khong-dau", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(302) })
	p, err := s.get("/1")
	if err != nil {
		t.Fatal(err)
	}
	if p.Final != s.server.URL+"/cuoi?so=12" || p.Address != s.server.URL+"/1" || p.Name != "cuoi.pdf" {
		t.Errorf("%+v", p)
	}
	s.fails("/vong", Redirects)
	s.fails("/chinh-no", Redirects)
	s.fails("/dai/0", Redirects)
	if s.count("/dai/6") != 0 || s.count("/dai/5") != 1 {
		t.Error("five redirects are followed, not more and not fewer")
	}
	s.fails("/toi-kin", Forbidden)
	s.fails("/khong-dau", Redirects)
	s.fails("/tep", BadScheme)
	s.fails("/js", BadAddress)
	s.fails("/cong", BadPort)
	s.fails("/nguoi", HasPassword)
}

func TestBodies(t *testing.T) {
	zeros := func(n int) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(make([]byte, n))
		z.Close()
		return b.Bytes()
	}
	packed := func(s string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return b.Bytes()
	}
	type m = map[string]string
	for name, c := range map[string]struct {
		header m
		body   []byte
		want   Kind   // "" for a page
		is     string // its content
	}{
		"packed":              {m{"Content-Encoding": "gzip", "Content-Type": "text/plain"}, packed("vườn cây"), "", "vườn cây"},
		"packed bomb":         {m{"Content-Encoding": "gzip", "Content-Type": "text/plain"}, zeros(40 << 20), Bomb, ""},
		"packed, cut":         {m{"Content-Encoding": "gzip", "Content-Type": "text/plain"}, packed("vườn cây ven sông")[:20], Cut, ""},
		"packed, is not":      {m{"Content-Encoding": "gzip", "Content-Type": "text/plain"}, []byte("vườn cây ven sông"), Cut, ""},
		"packed, empty":       {m{"Content-Encoding": "gzip", "Content-Type": "text/plain"}, nil, Empty, ""},
		"packed otherwise":    {m{"Content-Encoding": "br", "Content-Type": "text/plain"}, []byte("x"), WrongType, ""},
		"empty":               {m{"Content-Type": "text/html"}, nil, Empty, ""},
		"too large, says so":  {m{"Content-Type": "text/plain", "Content-Length": "3000000"}, make([]byte, 3000000), TooLarge, ""},
		"too large":           {m{"Content-Type": "text/plain", "Transfer-Encoding": "chunked"}, bytes.Repeat([]byte("ab cd ef\n"), 300000), TooLarge, ""},
		"says more than came": {m{"Content-Type": "text/plain", "Content-Length": "100"}, []byte("x"), Cut, ""},
		"a picture":           {m{"Content-Type": "image/png"}, []byte("\x89PNG"), WrongType, ""},
		"a film":              {m{"Content-Type": "video/mp4"}, []byte("x"), WrongType, ""},
		"data":                {m{"Content-Type": "application/json"}, []byte("{}"), WrongType, ""},
		"no type, a name":     {m{"Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename*=UTF-8''Ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh%2012.docx`}, []byte("PK"), "", "PK"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, func(o *Options) { o.MaxBytes = 2 << 20 })
			if name == "packed bomb" {
				s.opts.MaxBytes = 64 << 20
				s.open()
			}
			s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) {
				for k, v := range c.header {
					w.Header().Set(k, v)
				}
				w.Write(c.body)
			})
			if c.want != "" {
				s.fails("/a", c.want)
				return
			}
			p, err := s.get("/a")
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := os.ReadFile(p.Path); string(b) != c.is {
				t.Errorf("%q", b)
			}
			if strings.Contains(name, "a name") && p.Name != "Nghị định 12.docx" {
				t.Errorf("name %q", p.Name)
			}
		})
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ header, address, media, want string }{
		{`attachment; filename="..\\..\\a b.pdf"`, "/x", "application/pdf", "a b.pdf"},
		{`attachment; filename="../../etc/passwd"`, "/x", "text/plain", "passwd.txt"},
		{"attachment; filename=\"a\x07b.pdf\"", "/x", "application/pdf", "ab.pdf"},
		{"", "/", "text/html", "vi-du.vn.html"},
		{"", "/vb/chi-tiet.aspx", "text/html", "chi-tiet.aspx.html"},
		{"", "/t%E1%BB%87p/12-NQ.PDF", "application/pdf", "12-NQ.PDF"},
		{"không đọc được;;;", "/a", "application/pdf", "a.pdf"},
	} {
		req, _ := http.NewRequest("GET", "http://vi-du.vn"+c.address, nil)
		if got := fileName(req.URL, http.Header{"Content-Disposition": {c.header}}, c.media); got != c.want {
			t.Errorf("%q %s: %q, want %q", c.header, c.address, got, c.want)
		}
	}
}

// A server that sends nothing, or a byte now and then, is left.
func TestSlow(t *testing.T) {
	for name, slow := range map[string]func(http.ResponseWriter, *http.Request){
		"no answer": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"stops": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "x")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"drips": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, func(o *Options) { o.Idle, o.Time = 2*time.Second, 4*time.Second })
			s.mux.HandleFunc("/a", slow)
			s.fails("/a", Slow)
		})
	}
}

func TestInterrupted(t *testing.T) {
	s := newSite(t)
	ctx, cancel := context.WithCancel(context.Background())
	s.mux.HandleFunc("/a", func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	if _, err := s.client.Get(ctx, s.server.URL+"/a"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if s.client.cache.get(s.server.URL+"/a") != nil {
		t.Error("an interruption was remembered as an answer")
	}
}

func TestTLS(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "x") })
	secure := httptest.NewUnstartedServer(handler)
	secure.Config.ErrorLog = nil
	secure.StartTLS()
	defer secure.Close()
	old := httptest.NewUnstartedServer(handler)
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11}
	old.StartTLS()
	defer old.Close()
	plain := httptest.NewServer(handler)
	defer plain.Close()
	pool := x509.NewCertPool()
	pool.AddCert(secure.Certificate())
	s := newSite(t)
	host := func(u string) string { return strings.TrimSuffix(u[strings.Index(u, "//")+2:], "/") }
	get := func(address string, roots *x509.CertPool) error {
		s.opts.RootCAs, s.opts.CacheDir = roots, t.TempDir()
		s.opts.AllowPrivate = []string{host(address)}
		s.open()
		_, err := s.client.Get(context.Background(), address)
		return err
	}
	if err := get(secure.URL+"/", pool); err != nil {
		t.Error(err)
	}
	named := strings.Replace(secure.URL, "127.0.0.1", "localhost", 1) // the certificate is for other names
	for _, c := range []struct {
		name, address string
		roots         *x509.CertPool
		words         string
	}{
		{"unknown authority", secure.URL + "/", nil, "tổ chức được tin cậy"},
		{"another host", named + "/", pool, "máy chủ khác"},
		{"an old protocol", old.URL + "/", pool, "cách mã hóa"},
		{"no TLS at all", "https://" + host(plain.URL) + "/", pool, "không dùng https"},
	} {
		err := get(c.address, c.roots)
		var e *Error
		if !errors.As(err, &e) || e.Kind != NoTrust || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	s := newSite(t)
	for address, want := range map[string]Kind{
		"ftp://vi-du.vn/a":                      BadScheme,
		"file:///etc/passwd":                    BadScheme,
		"http://":                               BadAddress,
		"http://vi-du.vn:22/":                   BadPort,
		"http://a:b@vi-du.vn/":                  HasPassword,
		"http://vi du.vn/":                      BadAddress,
		"http://vi-du.vn/%zz":                   BadAddress,
		"http:vi-du.vn":                         BadAddress,
		"http://" + strings.Repeat("a", 3000):   BadAddress,
		"http://\xff/":                          BadAddress,
		"http://127.0.0.1/":                     Private,
		"http://10.0.0.1/":                      Private,
		"http://192.168.1.1:8080/":              Private,
		"http://169.254.169.254/latest/":        Private,
		"http://100.64.0.1/":                    Private,
		"http://224.0.0.1/":                     Private,
		"http://0.0.0.0/":                       Private,
		"http://[::1]/":                         Private,
		"http://[::ffff:127.0.0.1]/":            Private,
		"http://[::ffff:7f00:1]/":               Private,
		"http://[64:ff9b::127.0.0.1]/":          Private,
		"http://[2002:7f00:1::]/":               Private,
		"http://[fe80::1]/":                     Private,
		"http://[fd00::1]/":                     Private,
		"http://localhost/":                     Private,
		"http://LOCALHOST.:80/":                 Private,
		"https://127.0.0.1/":                    Private,
		"http://" + "127.0.0.1:8080" + "/a?b=c": Private,
	} {
		_, err := s.client.Get(context.Background(), address)
		var e *Error
		if !errors.As(err, &e) || e.Kind != want {
			t.Errorf("%.60q: %v, want kind %s", address, err, want)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "203.113.131.1": true, "2405:4800::1": true, "::ffff:8.8.8.8": true, "64:ff9b::808:808": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "172.32.0.1": true, "192.168.0.1": false, "169.254.1.1": false,
		"100.64.0.1": false, "100.127.255.255": false, "100.128.0.1": true, "0.1.2.3": false, "192.0.0.1": false, "192.0.2.1": false,
		"198.18.0.1": false, "198.51.100.1": false, "203.0.113.1": false, "224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::127.0.0.1": false, "::ffff:10.0.0.1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false,
		"fec0::1": false, "ff02::1": false, "2001:db8::1": false, "2001::1": false, "2002:a00:1::": false, "2002:808:808::": true,
		"64:ff9b::a00:1": false, "100::1": false,
	} {
		if got := Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// A redirect from an allowed host does not lead into the network.
func TestRedirectToPrivate(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { t.Error("the inside was asked") }))
	defer inside.Close()
	s := newSite(t, func(o *Options) { o.public = func(netip.Addr) bool { return false } })
	_, port, _ := net.SplitHostPort(inside.Listener.Addr().String())
	s.mux.Handle("/a", http.RedirectHandler("http://localhost:8080/", http.StatusFound))
	s.mux.Handle("/b", http.RedirectHandler("http://127.0.0.1:"+port+"/", http.StatusFound))
	s.fails("/a", Private)
	s.fails("/b", BadPort)
}

// names answers questions for addresses from a list, one after the other.
type names struct {
	mu      sync.Mutex
	answers [][4]byte
	asked   int
}

func (n *names) resolver(t *testing.T) *net.Resolver {
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pc.Close() })
	go func() {
		b := make([]byte, 1500)
		for {
			k, from, err := pc.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:k]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Additionals = true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				n.mu.Lock()
				a := n.answers[min(n.asked, len(n.answers)-1)]
				n.asked++
				n.mu.Unlock()
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 0}, Body: &dnsmessage.AResource{A: a}}}
			}
			if out, err := m.Pack(); err == nil {
				pc.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

// A name that leads to a public machine when it is looked at and into the
// office's network when it is dialled gets nowhere: what is dialled is judged.
// Here 127.0.0.2 stands for the public machine.
func TestRebinding(t *testing.T) {
	outside, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("no second loopback address on this system")
	}
	var hits []string
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits = append(hits, r.URL.Path)
		w.Header().Set("Connection", "close") // so that the name is asked again
		io.WriteString(w, "User-agent: *\nAllow: /\n")
	})}
	go server.Serve(outside)
	defer server.Close()
	_, port, _ := net.SplitHostPort(outside.Addr().String())

	n := &names{answers: [][4]byte{{127, 0, 0, 2}, {127, 0, 0, 1}}}
	s := newSite(t, func(o *Options) {
		o.Resolver = n.resolver(t)
		o.AllowPrivate = nil
		o.public = func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.2") }
	})
	s.client.http.Transport.(*http.Transport).DisableKeepAlives = true
	dial := s.client.dial
	s.client.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, _ := net.SplitHostPort(address)
		return dial(ctx, network, net.JoinHostPort(host, port)) // the listener has no right to port 80
	}
	_, err = s.client.Get(context.Background(), "http://doi-chieu.test/vb")
	var e *Error
	if !errors.As(err, &e) || e.Kind != Private {
		t.Fatalf("%v; asked for %v, names asked %d times", err, hits, n.asked)
	}
	if len(hits) != 1 || hits[0] != "/robots.txt" || n.asked < 2 {
		t.Errorf("asked for %v, names asked %d times", hits, n.asked)
	}
}

func TestUnknownHost(t *testing.T) {
	s := newSite(t, func(o *Options) {
		o.Resolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
		}}
	})
	var e *Error
	if _, err := s.client.Get(context.Background(), "http://khong-co.test/"); !errors.As(err, &e) || e.Kind != NoHost {
		t.Errorf("%v", err)
	}
	s.server.Close()
	if e := s.fails("/a", NoConnection); e.Detail == "" {
		t.Errorf("%v", e)
	}
}

func TestFiles(t *testing.T) {
	page := `<html><head><base href="/vb/"></head><body>
	<a href="javascript:void(0)">xem</a> <a href="/gioi-thieu">Giới thiệu</a> <a href="mailto:a@b.vn">thư</a>
	<a href="12-2031.pdf"><b>Nghị định</b> 12/2031/NĐ-CP</a> <a href="12-2031.pdf#trang=2">lần nữa</a>
	<a href="/tai.aspx?f=/a/13.DOCX&k=1" title="Bản Word"></a><iframe src="https://khac.test/x.pdf"></iframe>
	<a href="http://[::1">hỏng</a><a href="quyet%20dinh.doc"></a><a href=so.xlsx>bảng</a></body></html>`
	got := Files(strings.NewReader(page), "https://vi-du.test/trang/a.html")
	want := []Link{
		{"https://vi-du.test/vb/12-2031.pdf", "Nghị định 12/2031/NĐ-CP"},
		{"https://vi-du.test/tai.aspx?f=/a/13.DOCX&k=1", "Bản Word"},
		{"https://khac.test/x.pdf", "x.pdf"},
		{"https://vi-du.test/vb/quyet%20dinh.doc", "quyet dinh.doc"},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] && !(i == 0 && strings.HasPrefix(got[i].Text, want[i].Text)) {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	many := strings.Repeat(`<a href="`, 100000) + strings.Repeat(`<div><a href="x.pdf">`, 100000)
	Files(strings.NewReader(many), "http://vi-du.test/")
}

func FuzzFiles(f *testing.F) {
	f.Add(`<base href=//b><a href="a.pdf">x</a><iframe src=b.doc>`, "http://vi-du.test/a?b")
	f.Fuzz(func(t *testing.T, page, base string) {
		for _, l := range Files(strings.NewReader(page), base) {
			if !IsAddress(l.Address) {
				t.Errorf("%q", l.Address)
			}
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://vi-du.vn:8080/a?b#c", "https://[::1%25eth0]/", "http://bücher.vn./", "http://a@b", "HTTP://Á"} {
		f.Add(s)
	}
	c := &Client{}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := c.parse(s)
		if err != nil {
			return
		}
		if u.User != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Port() != "" && !usualPort(u.Port()) {
			t.Errorf("%q: %+v", s, u)
		}
		if again, err := c.parse(u.String()); err != nil || again.String() != u.String() {
			t.Errorf("%q → %q → %v %v", s, u, again, err)
		}
	})
}
