package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/citation/format"
	"tracuu/internal/citation/format/biblio"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// maxPoints bounds the provisions that are offered to choose from.
const maxPoints = 3000

type basketContent struct {
	Rows     []basketRow
	Tally    string
	Here     string // the address of this page with its choices
	Sets     []choice
	Orders   []choice
	Blocks   []basketBlock
	Files    []choice // for reference managers
	Warnings []string
	Ended    string // the last day of the rule set, for one that ended
}

type basketRow struct {
	entry
	ID, Anchor  string
	Place       int
	First, Last bool
	Gone        bool   // no longer in the library
	Point       string // label of the provision
	PointURL    string
	State       []statement // what ended it, with sources
	Choose      string      // the address that offers its provisions, "" where no text is held
	Points      []choice    // its provisions, while they are offered
}

// basketBlock is a list for a draft, as text and as files.
type basketBlock struct {
	ID, Heading, About string
	Lines              []format.Line
	Text               string
	Italic             bool
	Notes              []string
	Docx, Plain        string
}

// basketChoice is how the lists are to be written.
type basketChoice struct {
	set     format.Set
	asGiven bool // keep the order of the basket
}

func readBasketChoice(values url.Values) basketChoice {
	sets := format.Sets()
	out := basketChoice{set: sets[0], asGiven: values.Get("xep") == "gio"}
	for _, s := range sets {
		if s.ID == values.Get("quy-tac") {
			out.set = s
		}
	}
	return out
}

// query writes the choice as parameters of an address.
func (ch basketChoice) query() url.Values {
	u := url.Values{"quy-tac": {ch.set.ID}}
	if ch.asGiven {
		u.Set("xep", "gio")
	}
	return u
}

// held is what of the basket the library has, with the records.
type heldItem struct {
	basketItem
	library.Entry
	point string // label of the provision
}

func (s *Server) held(b basket) []heldItem {
	var out []heldItem
	for _, it := range b {
		if e, err := s.lib.Entry(it.ID); err == nil {
			out = append(out, heldItem{it, e, s.pointLabel(it)})
		}
	}
	return out
}

// cited gives the documents for a list, in the order that was chosen.
func (ch basketChoice) cited(items []heldItem) []format.Cited {
	var out []format.Cited
	for _, it := range items {
		out = append(out, format.Cited{Record: it.Record, Pinpoint: it.point})
	}
	if !ch.asGiven {
		format.ByForce(ch.set.ID, out)
	}
	return out
}

// showBasket answers /gio.
func (s *Server) showBasket(c *gin.Context) {
	values := c.Request.URL.Query()
	b, ch := readBasket(c), readBasketChoice(values)
	open, err := strconv.Atoi(values.Get("chon"))
	if err != nil {
		open = -1
	}
	content := s.makeBasket(b, ch, open)
	s.render(c, http.StatusOK, page{Title: "Giỏ văn bản · Tra cứu văn bản", Kind: "basket", Content: content})
}

func (s *Server) makeBasket(b basket, ch basketChoice, open int) basketContent {
	out := basketContent{Here: "/gio?" + ch.query().Encode(), Tally: thousands(len(b)) + " văn bản trong giỏ của trình duyệt này."}
	for i, it := range b {
		out.Rows = append(out.Rows, s.makeBasketRow(it, i, len(b), ch, i == open))
	}
	for _, set := range format.Sets() {
		out.Sets = append(out.Sets, choice{Value: set.ID, Text: set.Name, Active: set.ID == ch.set.ID})
	}
	if ch.set.Until != "" {
		out.Ended = document.MustDate(ch.set.Until).Vietnamese()
	}
	out.Orders = []choice{{Value: "", Text: "Theo hiệu lực pháp lý, rồi theo ngày", Active: !ch.asGiven}, {Value: "gio", Text: "Theo thứ tự trong giỏ", Active: ch.asGiven}}
	items := s.held(b)
	if len(items) == 0 {
		return out
	}
	for _, it := range items {
		if w := endWords(it.State); w != "" {
			out.Warnings = append(out.Warnings, nameAndDate(it.Record)+" "+w)
		}
	}
	for _, kind := range basketLists {
		lines := kind.lines(ch.set.ID, ch.cited(items))
		u := ch.query()
		u.Set("muc", kind.id)
		block := basketBlock{ID: kind.id, Heading: kind.heading, About: kind.about, Lines: lines, Text: textOf(lines), Italic: kind.italic && format.Italic(ch.set.ID),
			Docx: "/gio.docx?" + u.Encode(), Plain: "/gio.txt?" + u.Encode()}
		seen := map[string]bool{}
		for _, l := range lines {
			if l.Note != "" && !seen[l.Note] {
				seen[l.Note] = true
				block.Notes = append(block.Notes, l.Note)
			}
		}
		out.Blocks = append(out.Blocks, block)
	}
	for _, f := range biblio.Formats {
		out.Files = append(out.Files, choice{Text: f.Name, URL: "/gio." + f.Extension})
	}
	return out
}

// basketLists are the lists that a basket becomes.
var basketLists = []struct {
	id, heading, about string
	italic             bool
	lines              func(set string, items []format.Cited) []format.Line
}{
	{"can-cu", "Căn cứ", "Để dán vào phần mở đầu của bản thảo.", true, format.Basis},
	{"danh-muc", "Danh mục văn bản viện dẫn", "Mỗi văn bản ghi như khi viện dẫn lần đầu.", false, format.References},
}

func textOf(lines []format.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

func (s *Server) makeBasketRow(it basketItem, i, n int, ch basketChoice, open bool) basketRow {
	row := basketRow{ID: it.ID, Anchor: it.Anchor, Place: i, First: i == 0, Last: i == n-1}
	e, err := s.lib.Entry(it.ID)
	if err != nil {
		row.Gone = true
		row.Name = it.ID
		return row
	}
	row.entry = makeEntry(e.Record, e.TextHeld, e.State)
	row.State = s.statements(e.State.By, true)
	if it.Anchor != "" {
		row.PointURL = documentURL(it.ID, it.Anchor)
		if row.Point = s.pointLabel(it); row.Point == "" {
			row.Point = "Điểm, khoản đã chọn không còn trong văn bản"
		}
	}
	if !e.TextHeld {
		return row
	}
	u := ch.query()
	u.Set("chon", strconv.Itoa(i))
	row.Choose = "/gio?" + u.Encode() + "#m-" + strconv.Itoa(i)
	if !open {
		return row
	}
	if st := s.lib.ProvisionsOf(it.ID); st != nil {
		row.Points = append(row.Points, choice{Text: "Cả văn bản", Active: it.Anchor == ""})
		st.Walk(func(p *document.Provision, depth int) bool {
			if p.Anchor != "" && p.Label != "" && isMark(p.Anchor) && len(row.Points) < maxPoints {
				text := strings.Repeat("\u00a0\u00a0", min(depth, 4)) + p.Label
				if p.Heading != "" {
					text += ". " + shorten(p.Heading, 60)
				}
				row.Points = append(row.Points, choice{Value: p.Anchor, Text: text, Active: p.Anchor == it.Anchor})
			}
			return true
		})
	}
	return row
}

// endWords says what ended or amended a document, with the source; "" where nothing
// is known to have.
func endWords(st library.State) string {
	if !gone(st.Status) && st.Status != library.StatusAmended {
		return ""
	}
	w := strings.ToLower(stateWords[st.Status][0])
	for _, l := range st.By {
		if l.Record == nil {
			continue
		}
		if words := stateWords[st.Status][1]; words != "" {
			w = strings.ToLower(words) + " " + nameAndDate(l.Record)
		}
		if l.Stated != nil && l.Stated.Source != "" {
			w += ", theo " + makeSource(l.Stated.Source, nil).Text
		}
		break
	}
	return w + "."
}
