package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// errSlow ends a request in which nothing came for Options.Idle, or that took
// Options.Time as a whole.
var errSlow = errors.New("the answer takes too long")

// answer is a response whose body ends when its time is up.
type answer struct {
	*http.Response
	body  io.Reader
	close func()
}

// do sends one request. The error is an *Error, or the context's.
func (c *Client) do(ctx context.Context, u *url.URL, header http.Header) (*answer, error) {
	parent := ctx
	ctx, cancel := context.WithCancelCause(ctx)
	whole := time.AfterFunc(c.opts.Time, func() { cancel(errSlow) })
	idle := time.AfterFunc(c.opts.Idle, func() { cancel(errSlow) })
	end := func() { whole.Stop(); idle.Stop(); cancel(nil) }
	fail := func(err error) error {
		if parent.Err() != nil {
			return parent.Err()
		}
		if cause := context.Cause(ctx); errors.Is(cause, errSlow) {
			err = cause
		}
		var own *Error
		if errors.As(err, &own) {
			return own
		}
		return failure(u.String(), err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		end()
		return nil, &Error{Kind: BadAddress, Address: u.String(), Err: err}
	}
	req.Header = header.Clone()
	if req.Header == nil {
		req.Header = http.Header{}
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept-Encoding", "gzip") // unpacked here, where it is counted
	req.Header.Set("Accept-Language", "vi")
	resp, err := c.http.Do(req)
	if err != nil {
		err = fail(err)
		end()
		c.pace.asked(u.Host)
		return nil, err
	}
	a := &answer{Response: resp}
	a.close = func() {
		io.CopyN(io.Discard, resp.Body, 4<<10) // so that the connection can be used again
		resp.Body.Close()
		end()
		c.pace.asked(u.Host)
	}
	a.body = &reader{r: resp.Body, each: func() { idle.Reset(c.opts.Idle) }, wrap: fail, address: u.String()}
	switch enc := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		a.body = &unzip{packed: a.body.(*reader), address: u.String()}
	default:
		a.close()
		return nil, &Error{Kind: WrongType, Address: u.String(), Detail: "mã hóa " + enc}
	}
	return a, nil
}

// reader passes a body on and names what ends it too early.
type reader struct {
	r       io.Reader
	n       int64
	each    func()
	wrap    func(error) error
	address string
}

func (r *reader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.n += int64(n)
	r.each()
	if err == nil || err == io.EOF {
		return n, err
	}
	err = r.wrap(err)
	var e *Error
	if errors.As(err, &e) && e.Kind == NoConnection { // there was one
		err = &Error{Kind: Cut, Address: r.address, Err: err}
	}
	return n, err
}

// unzip unpacks a body and stops where it grows as no text does.
type unzip struct {
	packed  *reader
	z       *gzip.Reader
	n       int64
	address string
}

// Of text, gzip makes a tenth at best; zeros become a thousandth.
const maxRatio = 200

func (u *unzip) Read(p []byte) (int, error) {
	if u.z == nil {
		z, err := gzip.NewReader(u.packed)
		if err != nil {
			return 0, u.wrap(err)
		}
		u.z = z
	}
	n, err := u.z.Read(p)
	if u.n += int64(n); u.n > 1<<20 && u.n > maxRatio*u.packed.n {
		return n, &Error{Kind: Bomb, Address: u.address}
	}
	return n, u.wrap(err)
}

func (u *unzip) wrap(err error) error {
	var e *Error
	if err == nil || err == io.EOF && u.z != nil || errors.As(err, &e) || errors.Is(err, context.Canceled) {
		return err
	}
	if err == io.EOF { // no bytes at all
		return io.EOF
	}
	return &Error{Kind: Cut, Address: u.address, Err: err}
}

// documentTypes are the media types under which documents are served; sites
// name files by chance, so those that say nothing are let through and judged by
// their content.
var documentTypes = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/rtf": ".rtf", "application/rtf": ".rtf",
	"application/pdf": ".pdf", "application/x-pdf": ".pdf", "application/msword": ".doc",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	"application/vnd.oasis.opendocument.text":                                 ".odt",
	"message/rfc822":           ".eml",
	"application/octet-stream": "", "binary/octet-stream": "", "application/x-download": "", "application/download": "",
	"application/force-download": "", "application/x-force-download": "", "application/unknown": "", "": "",
}

// mediaType is the media type of a response; ok says that it may be a document.
func mediaType(h http.Header) (t string, ok bool) {
	raw := h.Get("Content-Type")
	t, _, err := mime.ParseMediaType(raw)
	if err != nil && t == "" {
		t = strings.ToLower(strings.TrimSpace(strings.SplitN(raw, ";", 2)[0]))
	}
	_, ok = documentTypes[t]
	return t, ok
}

// fileName is the name under which the host offers the file: its own word, or
// the end of the address, with the ending that the media type asks for where
// the name has none of a document.
func fileName(u *url.URL, h http.Header, media string) string {
	name := ""
	if _, p, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil {
		name = p["filename"]
	}
	if name == "" {
		name = u.Path // unescaped
	}
	name = strings.ToValidUTF8(path.Base(strings.ReplaceAll(name, `\`, "/")), "_")
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if name == "/" || name == "." || name == ".." || name == "" {
		name = u.Hostname()
	}
	if r := []rune(name); len(r) > 120 {
		name = string(r[len(r)-120:])
	}
	if ext := documentTypes[media]; ext != "" && !knownEnding(name) {
		name += ext
	}
	return name
}

func knownEnding(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".eml":
		return true
	}
	return false
}

// retryAfter reads when a host may be asked again; zero if it does not say.
func retryAfter(h http.Header, now time.Time) time.Time {
	v := strings.TrimSpace(h.Get("Retry-After"))
	var seconds int64
	if _, err := fmt.Sscanf(v, "%d", &seconds); err == nil && seconds >= 0 {
		return now.Add(time.Duration(min(seconds, 30*86400)) * time.Second)
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) && t.Before(now.AddDate(0, 1, 0)) {
		return t
	}
	return time.Time{}
}
