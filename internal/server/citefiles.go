package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/citation/format"
	"tracuu/internal/citation/format/biblio"
	"tracuu/internal/docxwrite"
	"tracuu/internal/library"
)

// citeFile is a document's data for reference managers, on its page and as a
// file.
type citeFile struct {
	Name, Text, URL string
	List            string // the file of what the document cites, "" where it cites nothing
}

// makeCiteFiles writes the document in every format.
func makeCiteFiles(d *library.Document) []citeFile {
	var out []citeFile
	items := []biblio.Item{{Record: d.Record}}
	for _, f := range biblio.Formats {
		file := citeFile{Name: f.Name, Text: f.Write(items), URL: documentURL(d.Record.ID, "") + "/trich-dan." + f.Extension}
		if len(d.Cited) > 0 {
			file.List = documentURL(d.Record.ID, "") + "/vien-dan." + f.Extension
		}
		out = append(out, file)
	}
	return out
}

// citeFile answers /van-ban/{id}/trich-dan.bib, .json and .ris: the document, or
// with ?diem= a provision of it.
func (s *Server) citeFile(f biblio.Format) gin.HandlerFunc {
	return func(c *gin.Context) {
		e, err := s.lib.Entry(c.Param("id"))
		if err != nil {
			s.failErr(c, err)
			return
		}
		it := biblio.Item{Record: e.Record, Anchor: c.Query("diem")}
		name := e.Record.ID
		if it.Anchor != "" {
			if it.Pinpoint = s.pointLabel(basketItem{e.Record.ID, it.Anchor}); it.Pinpoint == "" {
				s.fail(c, noPointProblem)
				return
			}
			name += "-" + it.Anchor
		}
		sendBiblio(c, f, name, []biblio.Item{it})
	}
}

// citedFile answers /van-ban/{id}/vien-dan.bib, .json and .ris: what the document
// cites.
func (s *Server) citedFile(f biblio.Format) gin.HandlerFunc {
	return func(c *gin.Context) {
		d, err := s.lib.Document(c.Param("id"))
		if err != nil {
			s.failErr(c, err)
			return
		}
		var items []biblio.Item
		for _, l := range d.Cited {
			items = append(items, biblio.Item{Record: l.Record})
		}
		sendBiblio(c, f, d.Record.ID+"-vien-dan", items)
	}
}

var emptyBasketProblem = problem{http.StatusNotFound, "basket_empty", "Giỏ chưa có văn bản",
	"Chưa có gì để tải về. Hãy bấm “Thêm vào giỏ” ở kết quả tìm kiếm hoặc ở trang văn bản, rồi quay lại Giỏ văn bản."}

// basketFile answers /gio.bib, .json and .ris.
func (s *Server) basketFile(f biblio.Format) gin.HandlerFunc {
	return func(c *gin.Context) {
		var items []biblio.Item
		for _, it := range s.held(readBasket(c)) {
			b := biblio.Item{Record: it.Record}
			if it.point != "" {
				b.Anchor, b.Pinpoint = it.Anchor, it.point
			}
			items = append(items, b)
		}
		if len(items) == 0 {
			s.fail(c, emptyBasketProblem)
			return
		}
		sendBiblio(c, f, "gio-van-ban", items)
	}
}

func sendBiblio(c *gin.Context, f biblio.Format, name string, items []biblio.Item) {
	attachment(c, name+"."+f.Extension)
	c.Data(http.StatusOK, f.Media, []byte(f.Write(items)))
}

// basketText answers /gio.txt and /gio.docx: a list for a draft (muc=can-cu or
// danh-muc).
func (s *Server) basketText(docx bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		values := c.Request.URL.Query()
		ch, items := readBasketChoice(values), s.held(readBasket(c))
		if len(items) == 0 {
			s.fail(c, emptyBasketProblem)
			return
		}
		kind := basketLists[0]
		for _, k := range basketLists {
			if k.id == values.Get("muc") {
				kind = k
			}
		}
		lines := kind.lines(ch.set.ID, ch.cited(items))
		if !docx {
			attachment(c, kind.id+".txt")
			// Windows programs know the encoding by the mark and the lines by CR LF.
			c.Data(http.StatusOK, "text/plain; charset=utf-8", []byte("\ufeff"+strings.ReplaceAll(textOf(lines), "\n", "\r\n")))
			return
		}
		file, err := docxwrite.Write(kind.heading, paragraphsOf(lines, kind.heading, kind.italic, kind.italic && format.Italic(ch.set.ID)))
		if err != nil {
			s.failErr(c, err)
			return
		}
		attachment(c, kind.id+".docx")
		c.Data(http.StatusOK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", file)
	}
}

// paragraphsOf sets a list for Word; one that is pasted into a draft has no
// heading. What is lacking stands on yellow.
func paragraphsOf(lines []format.Line, heading string, pasted, italic bool) []docxwrite.Paragraph {
	var out []docxwrite.Paragraph
	if !pasted {
		out = append(out, docxwrite.Paragraph{Centre: true, Keep: true, Runs: []docxwrite.Run{{Text: strings.ToUpper(heading), Bold: true}}})
	}
	for _, l := range lines {
		p := docxwrite.Paragraph{Indent: pasted}
		if m := l.Missing(); m != "" {
			p.Runs = []docxwrite.Run{{Text: l.Text + " ", Italic: italic}, {Text: m, Italic: italic, Marked: true}, {Text: l.End, Italic: italic}}
		} else {
			p.Runs = []docxwrite.Run{{Text: l.String(), Italic: italic}}
		}
		out = append(out, p)
	}
	return out
}
