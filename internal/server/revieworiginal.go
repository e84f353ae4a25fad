package server

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/library"
)

// addOriginal puts the page of the original into the content: its picture, or why
// there is none, and its text.
func (s *Server) addOriginal(ctx context.Context, content *reviewContent, r *library.Review) {
	content.Text, content.Cut = reviewTextOf(r, content.Page)
	pages := max(r.FilePages, len(r.Pages))
	for n := 1; n <= pages; n++ {
		p := reviewPage{N: n, URL: content.Action + "?goc=" + strconv.Itoa(n) + "#ban-goc", Now: n == content.Page}
		var has []string
		for _, f := range content.Fields {
			if f.Page == n {
				has = append(has, strings.ToLower(f.Label))
			}
		}
		p.Has = strings.Join(has, ", ")
		if n == 1 || p.Now || p.Has != "" || n == content.Page+1 || n == content.Page-1 {
			content.Pages = append(content.Pages, p)
		}
	}
	if r.File == "" {
		content.NoImage = "Thư viện không giữ bản gốc của văn bản này."
		return
	}
	content.File, content.FileName = content.Action+"/tep", r.File
	ctx, cancel := context.WithTimeout(ctx, reviewDraw)
	defer cancel()
	_, err := s.lib.ReviewImage(ctx, content.ID, content.Page, reviewWidth)
	switch {
	case err == nil:
		content.Image = content.Action + "/trang/" + strconv.Itoa(content.Page)
	case errors.Is(err, library.ErrNoDrawing):
		content.NoImage = "Máy này chưa vẽ được trang PDF (cần cài poppler-utils). Hãy mở bản gốc để đối chiếu."
	case errors.Is(err, context.DeadlineExceeded):
		content.NoImage = "Vẽ trang này quá lâu. Hãy mở bản gốc để đối chiếu."
	default:
		content.NoImage = "Loại tệp này không có ảnh trang. Hãy mở bản gốc để đối chiếu, hoặc xem phần chữ máy đọc được."
	}
}

// reviewTextOf is the text of a page, or the beginning of a text without pages,
// with the places of fields marked.
func reviewTextOf(r *library.Review, n int) (out template.HTML, cut bool) {
	start, end := 0, len(r.Text)
	for _, p := range r.Pages {
		if p.Number == n {
			start, end = p.Start, p.End
		}
	}
	if end-start > reviewText {
		end = start + reviewText
		for end > start && r.Text[end]&0xC0 == 0x80 {
			end--
		}
		cut = true
	}
	var places [][2]int
	for _, f := range r.Fields {
		if f.Read.Start >= start && f.Read.End <= end && f.Read.Start < f.Read.End {
			places = append(places, [2]int{f.Read.Start, f.Read.End})
		}
	}
	slices.SortFunc(places, func(a, b [2]int) int { return a[0] - b[0] })
	var b strings.Builder
	at := start
	for _, p := range places {
		if p[0] < at {
			continue
		}
		b.WriteString(template.HTMLEscapeString(r.Text[at:p[0]]) + "<mark>" + template.HTMLEscapeString(r.Text[p[0]:p[1]]) + "</mark>")
		at = p[1]
	}
	b.WriteString(template.HTMLEscapeString(r.Text[at:end]))
	return template.HTML(b.String()), cut
}

// reviewImage answers /nhap/duyet/{id}/trang/{page} with the picture of a page.
func (s *Server) reviewImage(c *gin.Context) {
	n, err := strconv.Atoi(c.Param("page"))
	if err != nil || n < 1 || n > 100000 {
		s.fail(c, notFoundProblem)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), reviewDraw)
	defer cancel()
	b, err := s.lib.ReviewImage(ctx, c.Param("id"), n, reviewWidth)
	if errors.Is(err, library.ErrNoImage) || errors.Is(err, library.ErrNoDrawing) {
		s.fail(c, notFoundProblem)
		return
	}
	if err != nil {
		s.failErr(c, err)
		return
	}
	c.Header("Cache-Control", "private, max-age=600")
	c.Data(http.StatusOK, "image/jpeg", b)
}

// reviewFile answers /nhap/duyet/{id}/tep with the original, to be saved: nothing
// of it is shown as a page of this program.
func (s *Server) reviewFile(c *gin.Context) {
	path, name, err := s.lib.ReviewFile(c.Param("id"))
	if err != nil {
		s.failErr(c, err)
		return
	}
	f, err := os.Open(path)
	if err != nil {
		s.failErr(c, fmt.Errorf("%w: %w", library.ErrNotFound, err))
		return
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		s.failErr(c, err)
		return
	}
	_ = controller(c.Request).SetWriteDeadline(time.Now().Add(10 * time.Minute)) // a large file over a slow network
	c.Request.Header.Del("Range")                                                // parts of a file and compression do not go together
	c.Header("Content-Type", "application/octet-stream")
	c.Header("Content-Disposition", `attachment; filename="`+strings.Map(headerSafe, name)+`"`)
	c.Header("Cache-Control", "no-cache")
	http.ServeContent(c.Writer, c.Request, "", fi.ModTime(), f)
}

// headerSafe keeps what can stand in a quoted file name.
func headerSafe(r rune) rune {
	if r < 0x20 || r > 0x7e || r == '"' || r == '\\' {
		return '_'
	}
	return r
}
