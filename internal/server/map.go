package server

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"tracuu/internal/document"
	"tracuu/internal/graphmap"
	"tracuu/internal/library"
)

// Bounds of the relation map.
const (
	maxMapDepth  = 3
	mapGroupRows = 40 // rows of a table before they are put in groups
	mapPlaces    = 3  // places named for one relation
	maxMapOpen   = 40 // groups that an address can open
)

// family is a sort of relations that the map draws alike and filters together.
type family struct {
	Param, Style, Label string
	kinds               []document.RelationKind
}

var families = []family{
	{"thay-the", "replaces", "Thay thế, bãi bỏ", []document.RelationKind{document.Replaces, document.Repeals}},
	{"sua-doi", "amends", "Sửa đổi, đính chính, ngưng hiệu lực", []document.RelationKind{document.Amends, document.Corrects, document.Suspends}},
	{"tiep-tuc", "continues", "Tiếp tục thực hiện", []document.RelationKind{document.Continues}},
	{"can-cu", "basis", "Căn cứ", []document.RelationKind{document.Basis}},
	{"trien-khai", "implements", "Triển khai, hướng dẫn, ban hành, tổng kết", []document.RelationKind{document.Implements, document.Guides, document.Approves, document.Reviews}},
	{"dan-chieu", "cites", "Dẫn chiếu", []document.RelationKind{document.Cites}},
}

func styleOf(k document.RelationKind) string {
	for _, f := range families {
		if slices.Contains(f.kinds, k) {
			return f.Style
		}
	}
	return "cites"
}

// boxWords are the relations as a box of the map has room for them, from the
// acting and from the passive side.
var boxWords = map[document.RelationKind][2]string{
	document.Continues:  {"Tiếp tục thực hiện", "Được tiếp tục"},
	document.Implements: {"Triển khai", "Được triển khai"},
	document.Replaces:   {"Thay thế", "Được thay thế"},
	document.Repeals:    {"Bãi bỏ", "Bị bãi bỏ"},
	document.Amends:     {"Sửa đổi, bổ sung", "Được sửa đổi, bổ sung"},
	document.Guides:     {"Hướng dẫn", "Được hướng dẫn"},
	document.Basis:      {"Căn cứ vào", "Là căn cứ"},
	document.Reviews:    {"Sơ kết, tổng kết", "Được sơ kết, tổng kết"},
	document.Approves:   {"Ban hành, phê duyệt", "Được ban hành kèm theo"},
	document.Corrects:   {"Đính chính", "Được đính chính"},
	document.Suspends:   {"Ngưng hiệu lực", "Bị ngưng hiệu lực"},
	document.Cites:      {"Dẫn chiếu", "Được dẫn chiếu"},
}

// mapQuery is what the address of a map asks for.
type mapQuery struct {
	library.AroundQuery
	families []string
	byIssuer bool
	open     map[string]bool
	openAll  bool
}

var mapSides = []struct {
	param, text string
	side        library.Side
}{
	{"", "Cả hai phía", ""},
	{"dua-vao", "Chỉ những gì văn bản này dựa vào", library.Bases},
	{"duoc-dua-vao", "Chỉ những gì dựa vào văn bản này", library.Users},
}

// readMapQuery takes the query from a page's address; what it does not know it
// reads as the ordinary picture.
func readMapQuery(values url.Values) mapQuery {
	q := mapQuery{AroundQuery: library.AroundQuery{Depth: 1}, open: map[string]bool{}}
	if n, err := strconv.Atoi(values.Get("do-sau")); err == nil && n >= 1 && n <= maxMapDepth {
		q.Depth = n
	}
	for _, s := range mapSides {
		if s.param == values.Get("chieu") {
			q.Side = s.side
		}
	}
	for _, f := range families {
		if slices.Contains(values["lien-he"], f.Param) {
			q.families = append(q.families, f.Param)
			q.Kinds = append(q.Kinds, f.kinds...)
		}
	}
	if len(q.families) == len(families) {
		q.families, q.Kinds = nil, nil
	}
	q.byIssuer = values.Get("nhom") == "co-quan"
	for _, key := range values["mo"][:min(len(values["mo"]), maxMapOpen)] {
		if key == "tat-ca" {
			q.openAll = true
		} else if key != "" {
			q.open[key] = true
		}
	}
	return q
}

type mapContent struct {
	ID, Name, Subject, URL string
	Tally                  string
	Families               []mapFamily
	Sides, Depths, Groups  []choice
	Filtered               bool
	Opened                 string // the address with all groups closed, "" when none is open
	OpenAll                string // the address that opens all, "" when nothing is grouped
	Export                 string
	Picture                template.HTML
	Empty                  bool
	Sections               []mapSection
	Omitted                string
}

type mapFamily struct {
	family
	Active bool
	Sample template.HTML
}

// mapSection is a part of the table: the documents on one side at one distance.
type mapSection struct {
	ID, Heading string
	Count       string
	Rows        []mapRow
	Groups      []mapGroup // in place of Rows, where they are many
}

type mapGroup struct {
	Name, Count string
	Rows        []mapRow
}

type mapRow struct {
	entry
	Links []mapLink
}

// mapLink is a relation of the row's document, with who says so.
type mapLink struct {
	Words, Style string
	To, ToURL    string // the document at the other end, "" for the map's own
	Places       []mapPlace
	More         int
	Sources      []statement
}

// mapPlace is where a text says it; By names the text where it is neither end's.
type mapPlace struct{ URL, Text, By string }

// showMap answers /van-ban/{id}/so-do.
func (s *Server) showMap(c *gin.Context) {
	values := c.Request.URL.Query()
	q := readMapQuery(values)
	a, err := s.lib.Around(c.Param("id"), q.AroundQuery)
	if err != nil {
		s.failErr(c, err)
		return
	}
	r := a.Centre.Record
	s.render(c, http.StatusOK, page{
		Title: "Sơ đồ liên hệ: " + shorten(r.Name(), 60) + " · Tra cứu văn bản", Kind: "map", Content: s.makeMap(a, q, values),
	})
}

// mapSVG answers /van-ban/{id}/so-do.svg: the picture alone, to be kept or put
// into a paper.
func (s *Server) mapSVG(c *gin.Context) {
	q := readMapQuery(c.Request.URL.Query())
	a, err := s.lib.Around(c.Param("id"), q.AroundQuery)
	if err != nil {
		s.failErr(c, err)
		return
	}
	d := newMapDrawing(a, q)
	d.title = "Sơ đồ liên hệ: " + nameAndDate(a.Centre.Record)
	attachment(c, "so-do-"+a.Centre.Record.ID+".svg")
	c.Data(http.StatusOK, "image/svg+xml; charset=utf-8", []byte(d.standalone()))
}

// attachment makes the answer a file to be kept. Names are of ids: plain ASCII.
func attachment(c *gin.Context, name string) {
	c.Header("Content-Disposition", `attachment; filename="`+name+`"`)
	c.Header("Cache-Control", "no-cache")
}

func nameAndDate(r *document.Record) string {
	if d := r.Date.Vietnamese(); d != "" {
		return r.Name() + " (" + d + ")"
	}
	return r.Name()
}

func (s *Server) makeMap(a library.Around, q mapQuery, values url.Values) mapContent {
	r := a.Centre.Record
	base := documentURL(r.ID, "") + "/so-do"
	out := mapContent{ID: r.ID, Name: r.Name(), Subject: r.Subject(), URL: documentURL(r.ID, ""), Empty: len(a.Nodes) == 0}
	if out.Subject == out.Name {
		out.Subject = ""
	}
	bases, users := 0, 0
	for _, n := range a.Nodes {
		if n.Side == library.Bases {
			bases++
		} else {
			users++
		}
	}
	out.Tally = "Văn bản này dựa vào hoặc tác động đến " + thousands(bases) + " văn bản; " + thousands(users) + " văn bản dựa vào hoặc tác động đến văn bản này."
	switch {
	case out.Empty && (q.Kinds != nil || q.Side != ""):
		out.Tally = "Không có văn bản nào có liên hệ như vậy."
	case out.Empty:
		out.Tally = "Thư viện chưa biết văn bản nào có liên hệ với văn bản này."
	case q.Depth > 1:
		out.Tally = "Trong " + strconv.Itoa(q.Depth) + " bước: " + thousands(bases) + " văn bản ở phía văn bản này dựa vào, " + thousands(users) + " văn bản ở phía dựa vào văn bản này."
	}
	if a.Omitted > 0 {
		out.Omitted = "Còn " + thousands(a.Omitted) + " văn bản nữa không được vẽ và không có trong bảng dưới đây. Hãy chọn loại liên hệ hoặc giảm số bước."
	}
	out.Filtered = q.Kinds != nil || q.Side != "" || q.Depth > 1 || q.byIssuer
	for _, f := range families {
		out.Families = append(out.Families, mapFamily{f, q.families == nil || slices.Contains(q.families, f.Param), lineSample(f.Style)})
	}
	for _, m := range mapSides {
		out.Sides = append(out.Sides, choice{Value: m.param, Text: m.text, Active: m.side == q.Side})
	}
	for n := 1; n <= maxMapDepth; n++ {
		out.Depths = append(out.Depths, choice{Value: strconv.Itoa(n), Text: strconv.Itoa(n) + " bước", Active: n == q.Depth})
	}
	out.Groups = []choice{{Value: "", Text: "Theo loại", Active: !q.byIssuer}, {Value: "co-quan", Text: "Theo cơ quan ban hành", Active: q.byIssuer}}
	address := func(path string, change func(url.Values)) string {
		u := url.Values{}
		for _, p := range []string{"lien-he", "chieu", "do-sau", "nhom", "mo"} {
			for _, v := range values[p] {
				if v != "" {
					u.Add(p, v)
				}
			}
		}
		if change(u); len(u) > 0 {
			path += "?" + u.Encode()
		}
		return path
	}
	d := newMapDrawing(a, q)
	d.open = func(key string) string { return address(base, func(u url.Values) { u.Add("mo", key) }) + "#hinh" }
	if q.openAll || len(q.open) > 0 {
		out.Opened = address(base, func(u url.Values) { u.Del("mo") }) + "#hinh"
	}
	if slices.ContainsFunc(d.picture.Boxes, func(b graphmap.Box) bool { return b.Group() }) && !q.openAll {
		out.OpenAll = address(base, func(u url.Values) { u["mo"] = []string{"tat-ca"} }) + "#hinh"
	}
	out.Export = address(base+".svg", func(url.Values) {})
	if !out.Empty {
		out.Picture = template.HTML(d.inPage())
	}
	out.Sections = s.mapSections(a, q)
	return out
}

// ends sorts the edges by the document whose row or box names them: the one that
// is further from the centre, of two equally far the acting one.
func ends(a library.Around) (byNode map[string][]*library.Edge) {
	depth := map[string]int{a.Centre.Record.ID: 0}
	for _, n := range a.Nodes {
		depth[n.Record.ID] = n.Depth
	}
	byNode = map[string][]*library.Edge{}
	for i := range a.Edges {
		e := &a.Edges[i]
		at := e.From
		if depth[e.To] > depth[e.From] {
			at = e.To
		}
		byNode[at] = append(byNode[at], e)
	}
	return byNode
}

func (s *Server) mapSections(a library.Around, q mapQuery) []mapSection {
	byNode := ends(a)
	record := map[string]*document.Record{a.Centre.Record.ID: a.Centre.Record}
	for _, n := range a.Nodes {
		record[n.Record.ID] = n.Record
	}
	var out []mapSection
	for _, part := range []struct {
		id, heading string
		far         bool
		side        library.Side
	}{
		{"dua-vao", "Văn bản này dựa vào hoặc tác động đến", false, library.Bases},
		{"duoc-dua-vao", "Dựa vào hoặc tác động đến văn bản này", false, library.Users},
		{"dua-vao-xa", "Xa hơn, ở phía văn bản này dựa vào", true, library.Bases},
		{"duoc-dua-vao-xa", "Xa hơn, ở phía dựa vào văn bản này", true, library.Users},
	} {
		var nodes []library.Neighbour
		for _, n := range a.Nodes {
			if n.Side == part.side && (n.Depth > 1) == part.far {
				nodes = append(nodes, n)
			}
		}
		if len(nodes) == 0 {
			continue
		}
		slices.SortStableFunc(nodes, func(x, y library.Neighbour) int { return y.Record.Date.Compare(x.Record.Date) })
		sec := mapSection{ID: part.id, Heading: part.heading, Count: thousands(len(nodes))}
		at := map[string]int{}
		for _, n := range nodes {
			row := mapRow{entry: makeEntry(n.Record, n.TextHeld, n.State)}
			for _, e := range byNode[n.Record.ID] {
				row.Links = append(row.Links, s.makeMapLink(e, n.Record.ID, a.Centre.Record.ID, record))
			}
			if len(nodes) <= mapGroupRows {
				sec.Rows = append(sec.Rows, row)
				continue
			}
			g := groupName(n.Record, q.byIssuer)
			k, ok := at[g]
			if !ok {
				k = len(sec.Groups)
				at[g] = k
				sec.Groups = append(sec.Groups, mapGroup{Name: g})
			}
			sec.Groups[k].Rows = append(sec.Groups[k].Rows, row)
		}
		slices.SortStableFunc(sec.Groups, func(x, y mapGroup) int { return cmp.Compare(len(y.Rows), len(x.Rows)) })
		for i := range sec.Groups {
			sec.Groups[i].Count = thousands(len(sec.Groups[i].Rows))
		}
		out = append(out, sec)
	}
	return out
}

func (s *Server) makeMapLink(e *library.Edge, id, centre string, record map[string]*document.Record) mapLink {
	passive := e.To == id
	l := mapLink{Words: relationWord(e.Kind, passive, e.Partly), Style: styleOf(e.Kind)}
	other := e.To
	if passive {
		other = e.From
	}
	if other != centre {
		l.To, l.ToURL = record[other].Name(), documentURL(other, "")
	}
	for i, said := range e.Said {
		if len(l.Places) == mapPlaces {
			l.More = len(e.Said) - i
			break
		}
		if p := makeMapPlace(said, e); !slices.Contains(l.Places, p) { // several citations of one provision
			l.Places = append(l.Places, p)
		}
	}
	for _, st := range e.Stated {
		src := makeSource(st.Source, s.nameOf)
		l.Sources = append(l.Sources, statement{Source: &src, Confidence: confidenceShort[st.Confidence], Note: upperFirst(st.Note)})
	}
	return l
}

func makeMapPlace(said library.Said, e *library.Edge) mapPlace {
	p := mapPlace{URL: saidURL(said), Text: said.Label}
	if p.Text == "" {
		p.Text = "trong toàn văn"
	}
	if said.In.ID != e.From {
		p.By = said.In.Name()
	}
	return p
}

func saidURL(said library.Said) string {
	if said.Anchor == "" {
		return documentURL(said.In.ID, "c-"+strconv.Itoa(said.Citation))
	}
	return documentURL(said.In.ID, said.Anchor)
}

// groupName is what a document is put together with others by.
func groupName(r *document.Record, byIssuer bool) string {
	name := r.Type
	if byIssuer {
		name = r.Issuer
	}
	switch {
	case name != "":
		return name
	case byIssuer:
		return "Chưa rõ cơ quan ban hành"
	}
	return "Chưa rõ loại"
}
