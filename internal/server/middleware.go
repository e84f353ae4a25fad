package server

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/gin-contrib/requestid"
	"github.com/gin-gonic/gin"
)

// ownRequestID drops a request id that the client sends: it would be written to
// the log and shown on the error page as if it were ours.
func ownRequestID(c *gin.Context) { c.Request.Header.Del("X-Request-ID") }

// contentPolicy lets a page load only what the program itself serves, and no
// inline script or style.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; " +
	"img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Server", Name)
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	// Nothing to other sites. With no-referrer a browser would send "Origin: null"
	// with our own forms too, and over plain HTTP in an office nothing else tells
	// them from another site's.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

// allowedHosts are the names, in lower case and without port, under which the
// server answers; nil is any. localhost stands for every loopback address.
func allowedHosts(o Options) []string {
	host, _, err := net.SplitHostPort(o.Address)
	if err != nil {
		host = o.Address
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	ip := net.ParseIP(host)
	loopback := host == "localhost" || ip != nil && ip.IsLoopback()
	if !loopback && len(o.Hosts) == 0 {
		return nil
	}
	out := []string{"localhost"}
	if host != "" && (ip == nil || !ip.IsUnspecified()) {
		out = append(out, host)
	}
	for _, h := range o.Hosts {
		out = append(out, strings.ToLower(h))
	}
	return out
}

// checkHost refuses requests that reach a local server under a foreign name: a
// web page whose name was pointed at 127.0.0.1 would otherwise read the library
// through the reader's browser (DNS rebinding).
func (s *Server) checkHost(c *gin.Context) {
	if s.hosts == nil {
		return
	}
	host := c.Request.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if slices.Contains(s.hosts, host) {
		return
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return
	}
	s.fail(c, problem{http.StatusMisdirectedRequest, "wrong_host", "Địa chỉ không đúng",
		"Máy chủ này không nhận yêu cầu gửi tới tên máy đó. Hãy mở bằng địa chỉ mà chương trình đã in ra khi khởi động."})
}

// limitURL answers over-long addresses with words. A query of 100 kB ends here.
func (s *Server) limitURL(c *gin.Context) {
	if n := len(c.Request.RequestURI); n > maxURL {
		s.fail(c, problem{http.StatusRequestURITooLong, "query_too_long", "Câu tìm quá dài",
			fmt.Sprintf("Câu tìm dài %s byte, vượt quá giới hạn %s byte. Hãy rút gọn: vài từ đặc trưng, hoặc số hiệu văn bản, là đủ.",
				thousands(n), thousands(maxURL))})
	}
}

// recovery turns a panic into an error page that carries the request's id; the
// cause goes to the log only.
func (s *Server) recovery(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.log.Error("panic", "path", c.Request.URL.Path, "id", requestid.Get(c), "cause", p, "stack", string(debug.Stack()))
		if c.Writer.Written() {
			c.Abort()
			return
		}
		s.fail(c, internalProblem)
	}()
	c.Next()
}

func (s *Server) accessLog(c *gin.Context) {
	if !s.access {
		return
	}
	start := time.Now()
	c.Next()
	s.log.LogAttrs(c.Request.Context(), slog.LevelInfo, "request",
		slog.String("method", c.Request.Method),
		slog.String("path", c.Request.URL.Path),
		slog.Int("status", c.Writer.Status()),
		slog.Duration("took", time.Since(start).Round(time.Microsecond)),
		slog.String("id", requestid.Get(c)))
}
