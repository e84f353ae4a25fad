package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/gin-contrib/requestid"
	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// page is what every template is given.
type page struct {
	Title string
	// Kind is the template's name; it also marks the current menu entry.
	Kind string
	// Query fills the search box; Focus puts the cursor there.
	Query string
	Focus bool
	// Feed is the address of the page's Atom feed, "" for none.
	Feed     string
	Problems int
	Basket   basketState
	Content  any
}

// problem is an error as a reader meets it.
type problem struct {
	Status  int
	Code    string // for programs
	Heading string
	Message string
}

var (
	notFoundProblem = problem{http.StatusNotFound, "not_found", "Không có trang này",
		"Địa chỉ này không dẫn đến đâu trong thư viện."}
	noDocumentProblem = problem{http.StatusNotFound, "document_not_found", "Không có trong thư viện",
		"Thư viện không có văn bản nào ở địa chỉ này. Hãy thử tìm theo số hiệu."}
	internalProblem = problem{http.StatusInternalServerError, "internal", "Có lỗi trong chương trình",
		"Yêu cầu này chưa thực hiện được. Dữ liệu trong thư viện không bị ảnh hưởng. Khi báo lỗi, hãy ghi kèm mã yêu cầu dưới đây."}
	timeoutProblem = problem{http.StatusServiceUnavailable, "timeout", "Tìm quá lâu",
		"Câu tìm này mất quá nhiều thời gian. Hãy thử bỏ bớt từ, hoặc tìm theo số hiệu."}
	methodProblem = problem{http.StatusMethodNotAllowed, "method_not_allowed", "Cách gọi không được hỗ trợ",
		"Địa chỉ này chỉ để đọc."}
)

// buffers are kept from one page to the next: that of a long law is of megabytes,
// and to grow it anew costs a tenth of the page's time.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const mostKept = 16 << 20 // bytes of a buffer that is kept

// render executes a page whole before it sends a byte, so that a failure can
// still be answered as one.
func (s *Server) render(c *gin.Context, status int, p page) {
	p.Problems, p.Basket = toLookAt(s.lib.Problems()), newBasketState(c)
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= mostKept {
			buf.Reset()
			buffers.Put(buf)
		}
	}()
	if err := s.pages[p.Kind].ExecuteTemplate(buf, "base.html", p); err != nil {
		panic(fmt.Errorf("page %s: %w", p.Kind, err))
	}
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "no-cache")
	}
	c.Data(status, "text/html; charset=utf-8", buf.Bytes())
}

// writeJSON sends v whole or panics, which becomes an error answer.
func writeJSON(c *gin.Context, status int, v any) {
	var buf bytes.Buffer
	if err := encode(&buf, v); err != nil {
		panic(fmt.Errorf("encode answer: %w", err))
	}
	c.Header("Cache-Control", "no-cache")
	c.Data(status, "application/json; charset=utf-8", buf.Bytes())
}

// fail ends the request with a problem, as a page or as JSON.
func (s *Server) fail(c *gin.Context, p problem) {
	c.Abort()
	if isAPI(c) {
		body := map[string]string{"code": p.Code, "message": p.Message}
		if p.Status >= 500 {
			body["request_id"] = requestid.Get(c)
		}
		writeJSON(c, p.Status, map[string]any{"error": body})
		return
	}
	content := struct {
		problem
		RequestID string
	}{problem: p}
	if p.Status >= 500 {
		content.RequestID = requestid.Get(c)
	}
	s.render(c, p.Status, page{Title: p.Heading + " · Tra cứu văn bản", Kind: "error", Content: content})
}

// failErr sorts an error of the library into the problem that a reader is told.
func (s *Server) failErr(c *gin.Context, err error) {
	switch {
	case errors.Is(err, library.ErrNotFound):
		s.fail(c, noDocumentProblem)
	case errors.Is(err, context.DeadlineExceeded):
		s.fail(c, timeoutProblem)
	case errors.Is(err, context.Canceled): // the reader has gone
		c.AbortWithStatus(499)
	default:
		s.log.Error("library", "path", c.Request.URL.Path, "id", requestid.Get(c), "cause", err)
		s.fail(c, internalProblem)
	}
}

func (s *Server) notFound(c *gin.Context)         { s.fail(c, notFoundProblem) }
func (s *Server) methodNotAllowed(c *gin.Context) { s.fail(c, methodProblem) }
