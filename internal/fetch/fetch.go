package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

const (
	robotsName   = "tracuu" // in robots.txt
	userAgent    = robotsName + "/1 (document library of an office; one page at a time, asked for by a person)"
	maxRedirects = 5
	connectTime  = 15 * time.Second
	maxWait      = time.Minute    // longest to wait when a host says when to come back
	fresh        = time.Hour      // a page is not asked for again
	patience     = 24 * time.Hour // what was refused is not asked for again
)

// Options bound what fetching may cost. Zero values take the defaults given.
type Options struct {
	// CacheDir is the folder of what was fetched; it must be given.
	CacheDir string
	// AllowPrivate lists hosts ("van-ban.so.local", "10.1.2.3:8000") of the office's
	// own network that may be fetched from.
	AllowPrivate []string
	// Again asks for what was refused or fetched a short while ago, too.
	Again    bool
	Delay    time.Duration // between two requests to a host; 3 s
	Time     time.Duration // longest for an answer as a whole; 5 min
	Idle     time.Duration // longest in which nothing comes; 30 s
	MaxBytes int64         // of an answer, unpacked; 64 MiB

	// For tests: the clock, waiting, the names of hosts, and whose certificates
	// are believed.
	Now      func() time.Time
	Sleep    func(context.Context, time.Duration) error
	Resolver *net.Resolver
	RootCAs  *x509.CertPool

	public func(netip.Addr) bool
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		v *time.Duration
		n time.Duration
	}{{&o.Delay, 3 * time.Second}, {&o.Time, 5 * time.Minute}, {&o.Idle, 30 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.n
		}
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.public == nil {
		o.public = Public
	}
	return o
}

// Page is what stands at an address.
type Page struct {
	Address string    // as asked for
	Final   string    // after redirects
	Type    string    // media type as the host says, "" where it does not
	Name    string    // a file name for it
	Path    string    // where its bytes lie, until the cache is cleared
	Size    int64     // bytes
	Fetched time.Time // when it came, or was last said to be unchanged
}

// HTML reports a page that may hold links.
func (p *Page) HTML() bool {
	return p.Type == "text/html" || p.Type == "application/xhtml+xml"
}

// Client fetches, one request at a time.
type Client struct {
	opts  Options
	http  *http.Client
	cache *cache

	mu    sync.Mutex // one at a time
	pace  pace
	rules map[string]rules     // by scheme and host
	rest  map[string]time.Time // hosts that asked for rest, and until when
	once  map[string]bool      // hosts that want longer between two requests than a run waits, and were asked
}

// New prepares to fetch.
func New(opts Options) (*Client, error) {
	opts = opts.withDefaults()
	kept, err := openCache(opts.CacheDir)
	if err != nil {
		return nil, fmt.Errorf("mở thư mục lưu trang đã lấy: %w", err)
	}
	c := &Client{opts: opts, cache: kept, rules: map[string]rules{}, rest: map[string]time.Time{}, once: map[string]bool{}}
	c.pace = pace{now: opts.Now, sleep: opts.Sleep, last: map[string]time.Time{}}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // see the package's comment
			DialContext:            c.dial,
			ForceAttemptHTTP2:      true,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: opts.RootCAs},
			TLSHandshakeTimeout:    connectTime,
			DisableCompression:     true, // done here, where it is counted
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConns:           4,
			IdleConnTimeout:        time.Minute,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c, nil
}

// Close ends the connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches what stands at an address. The error is an *Error, the context's,
// or that the cache cannot be written.
func (c *Client) Get(ctx context.Context, address string) (*Page, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	u, err := c.parse(address)
	if err != nil {
		return nil, err
	}
	key := u.String()
	known := c.cache.get(key)
	if known != nil && !c.opts.Again {
		age := c.opts.Now().Sub(known.Fetched)
		switch f := known.Failure; {
		case f == nil && age < fresh:
			return c.page(known), nil
		case f != nil && (f.lasting() && age < patience || f.Kind == Later && c.opts.Now().Before(f.Until)):
			f.Asked = known.Fetched
			return nil, f
		}
	}
	if known != nil && known.Failure != nil {
		known = nil
	}
	got, err := c.follow(ctx, key, u, known)
	var failed *Error
	if errors.As(err, &failed) {
		if known == nil { // a page that was there once is not forgotten for a failure
			c.cache.put(&remembered{Address: key, Fetched: c.opts.Now(), Failure: failed})
		}
		return nil, failed
	}
	if err != nil {
		return nil, err
	}
	if err := c.cache.put(got); err != nil {
		return nil, fmt.Errorf("ghi trang đã lấy: %w", err)
	}
	return c.page(got), nil
}

func (c *Client) page(r *remembered) *Page {
	return &Page{Address: r.Address, Final: r.Final, Type: r.Type, Name: r.Name, Path: c.cache.path(r.Address, ".body"), Size: r.Size, Fetched: r.Fetched}
}

// follow asks for an address, and where the answer points elsewhere for that, up
// to maxRedirects times. Each is judged like the first.
func (c *Client) follow(ctx context.Context, key string, u *url.URL, known *remembered) (*remembered, error) {
	seen := map[string]bool{}
	waited := false
	for hop := 0; ; {
		if until := c.rest[u.Host]; c.opts.Now().Before(until) {
			return nil, &Error{Kind: Later, Address: u.String(), Until: until}
		}
		between, err := c.robots(ctx, u)
		if err != nil {
			return nil, err
		}
		if between > maxBetween {
			if c.once[u.Host] {
				return nil, &Error{Kind: Later, Address: u.String(), Until: c.opts.Now().Add(min(between, patience))}
			}
			c.once[u.Host] = true
		}
		if err := c.pace.wait(ctx, u.Host, max(c.opts.Delay, min(between, maxBetween))); err != nil {
			return nil, err
		}
		a, err := c.do(ctx, u, conditions(u, known))
		if err != nil {
			return nil, err
		}
		switch s := a.StatusCode; {
		case s == http.StatusOK:
			got, err := c.keep(key, u, a)
			a.close()
			return got, err
		case s == http.StatusNotModified && known != nil:
			a.close()
			same := *known
			same.Fetched = c.opts.Now()
			return &same, nil
		case s == http.StatusMovedPermanently, s == http.StatusFound, s == http.StatusSeeOther, s == http.StatusTemporaryRedirect, s == http.StatusPermanentRedirect:
			a.close()
			seen[u.String()] = true
			next, err := c.location(u, a.Response)
			if err != nil {
				return nil, err
			}
			if seen[next.String()] {
				return nil, &Error{Kind: Redirects, Address: u.String(), Detail: "vòng quanh, không đến đâu; trang có thể đòi đăng nhập hoặc cần trình duyệt"}
			}
			if hop++; hop > maxRedirects {
				return nil, &Error{Kind: Redirects, Address: u.String(), Detail: fmt.Sprintf("quá %d lần", maxRedirects)}
			}
			u = next
		case s == http.StatusTooManyRequests, s == http.StatusServiceUnavailable:
			a.close()
			now := c.opts.Now()
			until := retryAfter(a.Header, now)
			if wait := until.Sub(now); !until.IsZero() && wait <= maxWait && !waited {
				waited = true
				if err := c.opts.Sleep(ctx, wait); err != nil {
					return nil, err
				}
				continue
			}
			if !until.IsZero() {
				c.rest[u.Host] = until
			}
			return nil, &Error{Kind: Later, Address: u.String(), Status: s, Until: until}
		case s == http.StatusNoContent:
			a.close()
			return nil, &Error{Kind: Empty, Address: u.String()}
		default:
			a.close()
			return nil, &Error{Kind: Status, Address: u.String(), Status: s}
		}
	}
}

// conditions ask whether the page changed since it was fetched.
func conditions(u *url.URL, known *remembered) http.Header {
	h := http.Header{}
	if known == nil || known.Final != u.String() {
		return h
	}
	if known.ETag != "" {
		h.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		h.Set("If-Modified-Since", known.Modified)
	}
	return h
}

// location is where a redirect leads.
func (c *Client) location(from *url.URL, r *http.Response) (*url.URL, error) {
	to, err := from.Parse(r.Header.Get("Location"))
	if err != nil || r.Header.Get("Location") == "" {
		return nil, &Error{Kind: Redirects, Address: from.String(), Detail: "mà không nói đến đâu"}
	}
	return c.parse(to.String())
}

// keep writes the answer into the cache.
func (c *Client) keep(key string, u *url.URL, a *answer) (*remembered, error) {
	media, ok := mediaType(a.Header)
	if !ok {
		return nil, &Error{Kind: WrongType, Address: u.String(), Detail: media}
	}
	tooLarge := &Error{Kind: TooLarge, Address: u.String(), Detail: fmt.Sprintf("%d MB", c.opts.MaxBytes>>20)}
	if a.ContentLength > c.opts.MaxBytes {
		return nil, tooLarge
	}
	n, err := c.cache.store(key, a.body, c.opts.MaxBytes, tooLarge)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, &Error{Kind: Empty, Address: u.String()}
	}
	return &remembered{
		Address: key, Final: u.String(), Type: media, Name: fileName(u, a.Header, media), ETag: a.Header.Get("ETag"),
		Modified: a.Header.Get("Last-Modified"), Size: n, Fetched: c.opts.Now(),
	}, nil
}
