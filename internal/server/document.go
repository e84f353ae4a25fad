package server

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/citation/format"
	"tracuu/internal/document"
	"tracuu/internal/library"
	"tracuu/internal/vietnamese/find"
)

const (
	mostCiting = 100   // citing documents listed at first: a law can have thousands
	paramAll   = "het" // in the address of a document: list them all
)

type documentContent struct {
	From string // the query that led straight here

	ID, Name                     string
	Type, Label, Subject, Issuer string
	Description                  bool // Subject is a description, not the title
	PlaceDate                    string
	Motto                        []string
	Status                       library.Status
	StateWords                   string
	StateBy                      []statement
	Meta                         []metaRow
	Forms                        []format.Form
	CiteFiles                    []citeFile
	Jumps                        []jump
	Held                         bool
	Reading                      *readingView

	Contents []tocEntry
	Text     template.HTML
	Headed   bool // the record says all that stands at the head of the text
	Find     finding
	CiteAs   string // how a drafter names the document behind a point of it
	Where    []source
	Original *originalNote
	Versions []versionRow

	Cited      []cited
	Loose      []loose
	CitedAt    []citing
	CitedCount int    // documents in all
	CitedAll   string // leads to all of them where not all are shown
	Chain      []chainStep
	Relations  []statement
	SameNumber []entry
	Related    []related

	Provenance  []provenance
	Confidence  string
	RecordNotes []string
}

type metaRow struct{ Label, Text string }

// jump leads to a section of the page, or to the page at URL.
type jump struct {
	ID, Text, Count, URL string
}

// statement is a sourced relation in words.
type statement struct {
	Words, Name, URL, Date, Subject string
	Source                          *source
	Confidence, Note                string
}

// citing is a document that cites this one.
type citing struct {
	entry
	Places []citingPlace
}

type citingPlace struct {
	URL                  string
	Label                *anchorLabel
	Before, Quote, After string
}

type provenance struct {
	Source source
	Fields string
	Note   string
}

// document answers /van-ban/{id}.
func (s *Server) document(c *gin.Context) {
	d, err := s.lib.Document(c.Param("id"))
	if err != nil {
		s.failErr(c, err)
		return
	}
	content := s.makeDocument(d, find.Parse(c.Query(paramFind)))
	content.From = shorten(c.Query("tu"), 80)
	if n := len(content.CitedAt); n < content.CitedCount {
		if c.Query(paramAll) == "" {
			content.CitedAll = documentURL(d.Record.ID, "") + "?" + paramAll + "=1#duoc-vien-dan"
		} else {
			for _, l := range d.CitedAt[n:] {
				content.CitedAt = append(content.CitedAt, makeCiting(l))
			}
		}
	}
	s.render(c, http.StatusOK, page{
		Title: shorten(d.Record.Name()+" "+d.Record.Subject(), 90) + " · Tra cứu văn bản",
		Kind:  "document", Content: content,
	})
}

func (s *Server) makeDocument(d *library.Document, q find.Query) documentContent {
	r := d.Record
	content := documentContent{
		ID: r.ID, Name: r.Name(), Type: r.Type, Label: r.Label(), Subject: r.Subject(), Issuer: r.Issuer,
		Description: r.Title == "" && r.Description != "",
		PlaceDate:   placeDate(r), Status: d.State.Status, Held: d.TextHeld,
		Confidence: confidenceWords[r.Confidence], RecordNotes: r.Notes,
	}
	if w, ok := stateWords[d.State.Status]; ok {
		content.StateWords = w[0]
	} else {
		content.StateWords = stateWords[library.StatusUnknown][0]
	}
	content.StateBy = s.statements(d.State.By, true)
	for i := range content.StateBy {
		content.StateBy[i].Subject = "" // stands under "Quan hệ"; here it would be noise
	}
	content.Meta = makeMeta(r, d.TextHeld)
	for _, f := range format.Forms(r) {
		if f.First != "" {
			content.Forms = append(content.Forms, f)
		}
	}
	content.CiteFiles = makeCiteFiles(d)
	for _, p := range r.Provenance {
		src := makeSource(p.Source, s.nameOf)
		content.Provenance = append(content.Provenance, provenance{Source: src, Fields: fieldList(p.Fields), Note: p.Note})
	}
	content.Where = s.whereToLook(r.Provenance)
	content.Original = s.makeOriginal(d)
	content.Versions = s.makeVersions(r.ID)

	known := map[string]*library.Entry{}
	view := viewReferences(d, func(id string) *library.Entry {
		if _, ok := known[id]; !ok {
			known[id] = nil
			if other, err := s.lib.Entry(id); err == nil {
				known[id] = &other
			}
		}
		return known[id]
	}, s.lib.Writable())
	content.Cited, content.Loose = view.cited, view.loose
	var blocks []block
	if d.TextHeld {
		content.Motto = motto(r)
		var hits []find.Hit
		content.Find, hits = findIn(d, q)
		blocks = newTextWriter(d, view.links, hits).blocks(d.Structure)
		back := backlinksOf(d.CitedAt)
		next := 0
		for i := range blocks {
			b := &blocks[i]
			b.Notes = view.marginNotes(d, &next, b.start, b.end)
			b.Back = back[b.Anchor]
		}
		content.Text = article(blocks, len(d.Text) > longText)
		content.Headed = r.Label() != "" && r.Issuer != "" && r.Title != "" && r.Date.Full()
		content.CiteAs = citeAs(r, content.Forms)
		content.Contents = makeContents(d.Structure, d.Text)
	}
	content.Reading = makeReading(d, blocks)
	content.CitedCount = len(d.CitedAt)
	for _, l := range d.CitedAt[:min(len(d.CitedAt), mostCiting)] {
		content.CitedAt = append(content.CitedAt, makeCiting(l))
	}
	content.Relations = append(s.statements(d.Acting, false), s.statements(d.Passive, true)...)
	content.Chain = s.makeChain(d)
	content.SameNumber = makeEntries(d.SameNumber)
	content.Related = s.makeRelated(r.ID)
	content.Jumps = makeJumps(&content)
	return content
}

// citeAs is the form in which a point of the document is cited: that of later
// mentions, which a pinpoint stands before, in a paper of the document's own
// family; that of the first mention where there is no later one.
func citeAs(r *document.Record, forms []format.Form) string {
	set := "hanh-chinh"
	if strings.Contains(r.Symbol, "/") {
		set = "dang"
	}
	for _, f := range forms {
		switch {
		case f.Set != set:
		case f.Later != "":
			return f.Later
		default:
			return f.First
		}
	}
	return ""
}

// makeJumps lists the sections that this page has.
func makeJumps(c *documentContent) []jump {
	var out []jump
	add := func(id, text string, n int, show bool) {
		if show {
			j := jump{ID: id, Text: text}
			if n > 0 {
				j.Count = thousands(n)
			}
			out = append(out, j)
		}
	}
	add("toan-van", "Toàn văn", 0, c.Held)
	add("vien-dan", "Văn bản viện dẫn", len(c.Cited), len(c.Cited) > 0)
	add("vien-dan-khac", "Viện dẫn chưa xác định", len(c.Loose), len(c.Loose) > 0)
	add("duoc-vien-dan", "Được viện dẫn tại", c.CitedCount, c.CitedCount > 0)
	add("chuoi", "Chuỗi văn bản", len(c.Chain), len(c.Chain) > 0)
	add("quan-he", "Quan hệ", len(c.Relations), len(c.Relations) > 0)
	add("cac-ban", "Các bản", len(c.Versions), len(c.Versions) > 0)
	add("cung-so", "Cùng số hiệu", len(c.SameNumber), len(c.SameNumber) > 0)
	add("lien-quan", "Văn bản liên quan", 0, len(c.Related) > 0)
	add("nguon", "Nguồn", 0, true)
	out = append(out, jump{URL: documentURL(c.ID, "") + "/so-do", Text: "Sơ đồ liên hệ"})
	return out
}

func makeCiting(l library.Link) citing {
	out := citing{entry: makeEntry(l.Record, l.TextHeld, l.State)}
	for _, p := range l.Places {
		cp := citingPlace{URL: placeURL(l, p), Before: p.Before, Quote: p.Quote, After: p.After}
		if p.Label != "" {
			cp.Label = &anchorLabel{Anchor: p.Anchor, Text: p.Label}
		}
		out.Places = append(out.Places, cp)
	}
	return out
}

// statements puts sourced relations into words; passive when this document is
// the one acted on.
func (s *Server) statements(ls []library.Link, passive bool) []statement {
	var out []statement
	for _, l := range ls {
		if l.Record == nil {
			continue
		}
		st := statement{Name: l.Record.Name(), URL: documentURL(l.Record.ID, ""), Subject: l.Record.Subject()}
		partly := l.Stated != nil && l.Stated.Partly
		st.Words = relationWord(l.Kind, passive, partly)
		st.Date = l.Record.Date.Vietnamese()
		if l.Stated != nil {
			if l.Stated.Source != "" {
				src := makeSource(l.Stated.Source, s.nameOf)
				st.Source = &src
			}
			st.Confidence, st.Note = confidenceShort[l.Stated.Confidence], upperFirst(l.Stated.Note)
		}
		out = append(out, st)
	}
	return out
}

// nameOf is the name of the document with that id, "" when there is none. It
// asks the library only for words that have the shape of an id.
func (s *Server) nameOf(id string) string {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return ""
		}
	}
	if !strings.Contains(id, "-") {
		return ""
	}
	e, err := s.lib.Entry(id)
	if err != nil {
		return ""
	}
	return e.Record.Name()
}

func makeMeta(r *document.Record, held bool) []metaRow {
	var out []metaRow
	add := func(label, text string) {
		if text != "" {
			out = append(out, metaRow{label, text})
		}
	}
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	add("Số, ký hiệu", or(r.Label(), "Chưa rõ"))
	add("Loại", r.Type)
	add("Cơ quan ban hành", or(r.Issuer, "Chưa rõ"))
	if r.Term != "" {
		add("Khóa", r.Term)
	}
	add("Hội nghị", r.Plenum)
	add("Ngày ban hành", or(r.Date.Vietnamese(), "Chưa rõ"))
	if r.Title != "" {
		add("Trích yếu", upperFirst(r.Title))
	} else {
		add("Nội dung", upperFirst(r.Description))
	}
	add("Người ký", r.Signer)
	add("Phạm vi phổ biến", r.Scope)
	if held {
		add("Toàn văn", "Có trong thư viện")
	} else {
		add("Toàn văn", "Chưa có toàn văn")
	}
	return out
}

// placeDate is the line of place and date in a document's head, in the long
// form of official texts: days under 10 and months 1 and 2 with a zero (Nghị
// định 30/2020/NĐ-CP, Phụ lục I).
func placeDate(r *document.Record) string {
	d := r.Date
	var s string
	switch {
	case d.Year == 0:
		return r.Place
	case d.Month == 0:
		s = fmt.Sprintf("năm %d", d.Year)
	default:
		month := fmt.Sprint(d.Month)
		if d.Month < 3 {
			month = "0" + month
		}
		s = fmt.Sprintf("tháng %s năm %d", month, d.Year)
		if d.Day != 0 {
			s = fmt.Sprintf("ngày %02d %s", d.Day, s)
		}
	}
	if r.Place != "" {
		return r.Place + ", " + s
	}
	return upperFirst(s)
}

// motto is the line that stands at the head of every paper of the document's
// family: the Party's name for numbers of the Party's shape (symbol with a
// slash), the State's name and motto for the others. Papers from before these
// names (December 1976) get none, nor does one whose number does not show its family.
func motto(r *document.Record) []string {
	switch {
	case r.Date.Year < 1977 || r.Symbol == "":
		return nil
	case strings.Contains(r.Symbol, "/"):
		return []string{"ĐẢNG CỘNG SẢN VIỆT NAM"}
	}
	return []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
}
