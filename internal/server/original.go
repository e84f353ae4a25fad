package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"image/jpeg"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/library"
)

const (
	drawTimeout = 45 * time.Second
	sendTimeout = 15 * time.Minute // for an original on a slow office net
)

// zooms are the widths in pixels that a page of an original is drawn at.
var zooms = []struct {
	Param, Text string
	Width       int
}{{"", "Vừa", 900}, {"2", "Lớn", 1400}, {"3", "Rất lớn", 2200}}

// originalNote says on a document's page that the file is held.
type originalNote struct {
	URL, File  string // of the page beside the text, of the file
	Kind, Size string
	Pages      int
	Recognised bool
}

type originalContent struct {
	Name, URL, File, Kind, Size string
	Recognised                  bool
	Page, Pages                 int
	First, Prev, Next           string
	Zooms                       []choice
	Zoom                        string
	Wide                        bool
	// Image is the picture of the page; where there is none, Lack says why.
	Image         string
	Width, Height int
	Lack          string
	Text          template.HTML
	NoText        string
	Point         *anchorLabel // the point that the page's text begins in
	Machine       string       // that a machine read the page, and how surely
}

var noOriginalProblem = problem{http.StatusNotFound, "no_original", "Không có tệp gốc",
	"Thư viện không giữ tệp gốc của văn bản này: toàn văn được đưa vào từ nguồn khác, hoặc tệp đã được bỏ ra khỏi thư mục."}

// makeOriginal describes the original of a document; nil where none is held.
func (s *Server) makeOriginal(d *library.Document) *originalNote {
	o, err := s.lib.Original(d.Record.ID)
	if err != nil {
		return nil
	}
	base := originalURL(d.Record.ID)
	return &originalNote{URL: base, File: base + "/tep", Kind: kindWord(o), Size: sizeWords(o.Bytes), Pages: o.Count, Recognised: o.Recognised}
}

func kindWord(o library.Original) string {
	if o.Scan {
		return "ảnh chụp"
	}
	if o.Format != "" {
		return "tệp " + o.Format
	}
	return "tệp"
}

// original answers /van-ban/{id}/ban-goc: a page of the original file beside the
// text that was taken from it.
func (s *Server) original(c *gin.Context) {
	id := c.Param("id")
	o, err := s.lib.Original(id)
	if err == nil {
		var d *library.Document
		if d, err = s.lib.Document(id); err == nil {
			content := s.makePage(c.Request.Context(), d, o, pageNumber(c.Query("trang")), c.Query("co"))
			s.render(c, http.StatusOK, page{Title: fmt.Sprintf("Bản gốc, trang %d: %s · Tra cứu văn bản", content.Page, shorten(d.Record.Name(), 60)),
				Kind: "original", Content: content})
			return
		}
	}
	s.failOriginal(c, err)
}

func (s *Server) failOriginal(c *gin.Context, err error) {
	if errors.Is(err, library.ErrNoOriginal) {
		s.fail(c, noOriginalProblem)
		return
	}
	s.failErr(c, err)
}

// makePage decides what one page of an original shows.
func (s *Server) makePage(ctx context.Context, d *library.Document, o library.Original, n int, zoom string) originalContent {
	base := originalURL(d.Record.ID)
	content := originalContent{Name: d.Record.Name(), URL: documentURL(d.Record.ID, ""), File: base + "/tep", Kind: kindWord(o), Size: sizeWords(o.Bytes),
		Recognised: o.Recognised, Pages: max(o.Count, 1), Zoom: zoom}
	content.Page = min(n, content.Pages)
	address := func(page int, zoom string) string {
		v := url.Values{}
		if page > 1 {
			v.Set("trang", strconv.Itoa(page))
		}
		if zoom != "" {
			v.Set("co", zoom)
		}
		if len(v) == 0 {
			return base
		}
		return base + "?" + v.Encode()
	}
	if content.Page > 1 {
		content.Prev = address(content.Page-1, zoom)
	}
	if content.Page < content.Pages {
		content.Next = address(content.Page+1, zoom)
	}
	width := 0
	for _, z := range zooms {
		active := z.Param == zoom
		content.Zooms = append(content.Zooms, choice{Text: z.Text, URL: address(content.Page, z.Param), Active: active})
		if active {
			width = z.Width
		}
	}
	if width == 0 {
		content.Zoom, width = "", zooms[0].Width
		content.Zooms[0].Active = true
	}
	content.Wide = width > zooms[0].Width
	content.picture(s.drawPage(ctx, d.Record.ID, content.Page, width))
	if content.Image == "" && content.Lack == "" {
		content.Image = imageURL(d.Record.ID, content.Page, content.Zoom)
	}
	s.pageText(&content, d, o)
	return content
}

// originalURL is the address of the page of a document's original file.
func originalURL(id string) string { return documentURL(id, "") + "/ban-goc" }

func imageURL(id string, page int, zoom string) string {
	u := originalURL(id) + "/trang/" + strconv.Itoa(page)
	if zoom != "" {
		u += "?co=" + url.QueryEscape(zoom)
	}
	return u
}

func (s *Server) drawPage(ctx context.Context, id string, page, width int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, drawTimeout)
	defer cancel()
	return s.lib.PageImage(ctx, id, page, width)
}

// picture notes how large the page is drawn, so that the browser keeps room for it,
// or why it is not.
func (content *originalContent) picture(jpg []byte, err error) {
	if err != nil {
		content.Lack = whyNotDrawn(err)
		return
	}
	if size, err := jpeg.DecodeConfig(bytes.NewReader(jpg)); err == nil {
		content.Width, content.Height = size.Width, size.Height
	}
}

// whyNotDrawn says why there is no picture of a page, and what to do.
func whyNotDrawn(err error) string {
	switch {
	case errors.Is(err, library.ErrNoDrawer):
		return "Máy này chưa có chương trình vẽ trang PDF (pdftoppm của bộ poppler), nên không xem được ngay tại đây. Hãy tải bản gốc về và mở bằng chương trình đọc PDF; người quản trị có thể cài poppler rồi mở lại trang này."
	case errors.Is(err, library.ErrNoPages):
		return "Loại tệp này không chia thành trang cố định, nên không xem theo trang được. Hãy tải bản gốc về và mở bằng phần mềm văn phòng."
	case errors.Is(err, library.ErrNoPage):
		return "Tệp gốc không có trang này."
	case errors.Is(err, library.ErrLockedFile):
		return "Tệp gốc có mật khẩu, chương trình không mở được. Hãy tải về và mở bằng mật khẩu của nó."
	case errors.Is(err, library.ErrTooMuch):
		return "Trang này quá lớn hoặc mất quá nhiều thời gian để vẽ. Hãy tải bản gốc về để xem."
	}
	return "Không vẽ được trang này: tệp gốc có thể bị hỏng. Hãy tải bản gốc về và thử mở bằng chương trình khác."
}

// pageText writes the text of the page with its links.
func (s *Server) pageText(content *originalContent, d *library.Document, o library.Original) {
	if content.Page > len(o.Pages) || !d.TextHeld {
		switch {
		case !d.TextHeld:
			content.NoText = "Văn bản này chưa có toàn văn trong thư viện."
		case len(o.Pages) == 0:
			content.NoText = "Toàn văn trong thư viện không lấy từ tệp này, hoặc đã được sửa sau khi lấy, nên không biết đoạn nào ở trang nào."
		}
		return
	}
	p := o.Pages[content.Page-1]
	if p.End > len(d.Text) {
		return
	}
	if p.Recognised {
		content.Machine = "Máy nhận dạng, cần đối chiếu bản gốc."
		if p.Confidence > 0 {
			content.Machine += fmt.Sprintf(" Máy tự đánh giá trang này: %d%%.", int(100*p.Confidence+.5))
		}
	}
	view := viewReferences(d, func(string) *library.Entry { return nil }, false)
	for i := range view.links { // they lead away from this page
		l := &view.links[i]
		if l.card = false; strings.HasPrefix(l.href, "#") {
			l.href = content.URL + l.href
		}
	}
	var b htmlWriter
	w := newTextWriter(d, view.links, nil)
	for _, blk := range w.within(d.Structure, p.Start, p.End) {
		if blk.Anchor != "" && content.Point == nil && blk.Label != "" {
			content.Point = &anchorLabel{Anchor: content.URL + "#" + url.PathEscape(blk.Anchor), Text: blk.Label}
		}
		b.raw(`<div class="b ` + blk.Class + `">`)
		b.raw(string(blk.HTML))
		b.raw("</div>\n")
	}
	if content.Text = template.HTML(b.String()); content.Text == "" {
		content.NoText = "Trang này không có chữ nào trong toàn văn."
	}
}

// within writes the blocks of a stretch of the text.
func (w *textWriter) within(st *document.Structure, from, to int) []block {
	var out []block
	cursor := from
	add := func(p *document.Provision, start, end int) {
		var b block
		head := p
		if p != nil {
			b.Anchor, b.Label, b.Class = p.Anchor, p.Label, unitClass(p)
			if own, _ := p.Own(); own < start {
				head = nil // its heading is on the page before
			}
		}
		if b.HTML = w.html(head, start, end); b.HTML != "" {
			out = append(out, b)
		}
	}
	st.Walk(func(p *document.Provision, _ int) bool {
		start, end := p.Own()
		if start >= to {
			return false
		}
		start, end = max(start, cursor), min(end, to)
		if end <= start {
			return true
		}
		if start > cursor {
			add(nil, cursor, start)
		}
		add(p, start, end)
		cursor = end
		return true
	})
	if cursor < to {
		add(nil, cursor, to)
	}
	return out
}

// pageImage answers /van-ban/{id}/ban-goc/trang/{n} with the picture of a page.
func (s *Server) pageImage(c *gin.Context) {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil || n < 1 {
		s.fail(c, notFoundProblem)
		return
	}
	width := zooms[0].Width
	for _, z := range zooms {
		if z.Param == c.Query("co") {
			width = z.Width
		}
	}
	jpg, err := s.drawPage(c.Request.Context(), c.Param("id"), n, width)
	switch {
	case errors.Is(err, library.ErrNotFound), errors.Is(err, library.ErrNoOriginal):
		s.failOriginal(c, err)
		return
	case errors.Is(err, library.ErrNoPage), errors.Is(err, library.ErrNoPages):
		s.fail(c, notFoundProblem)
		return
	case err != nil: // the page itself says it in words
		s.failErr(c, err)
		return
	}
	c.Header("Cache-Control", "private, max-age=600")
	c.Data(http.StatusOK, "image/jpeg", jpg)
}

// fileTypes are the types that originals are sent as, by the end of their name;
// others as bytes that no program claims.
var fileTypes = map[string]string{
	".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".rtf": "application/rtf",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".odt": "application/vnd.oasis.opendocument.text",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".tiff": "image/tiff",
}

// originalFile answers /van-ban/{id}/ban-goc/tep with the file as it is. It is
// always handed over to be saved: what a file would do when opened, it does in the
// reader's own program and never under our address.
func (s *Server) originalFile(c *gin.Context) {
	o, err := s.lib.Original(c.Param("id"))
	if err != nil {
		s.failOriginal(c, err)
		return
	}
	f, err := o.Open()
	if err != nil {
		s.failErr(c, err)
		return
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil || !fi.Mode().IsRegular() {
		s.fail(c, noOriginalProblem)
		return
	}
	kind := fileTypes[strings.ToLower(o.Name[max(0, strings.LastIndexByte(o.Name, '.')):])]
	if kind == "" {
		kind = "application/octet-stream"
	}
	h := c.Writer.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": o.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "no-cache")
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(sendTimeout)) // where the connection has one
	http.ServeContent(c.Writer, c.Request, "", fi.ModTime(), f)
}
