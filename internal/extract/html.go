package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tracuu/internal/vietnamese"
)

// What is no text of the page, and what frames it on the sites of offices and
// newspapers.
const (
	noText   = "script,style,noscript,template,iframe,object,embed,svg,canvas,head,select,option,button,input,textarea"
	framing  = "nav,aside,footer,header,form,[role=navigation],[role=banner],[role=contentinfo],[role=search],[aria-hidden=true],[hidden]"
	mainPart = "main,article,[role=main],#content,#main-content,.content-detail,.detail-content,.article-content,.entry-content,.post-content,.toanvancontent,.content1,#divContentDoc,.vbContent,#toanvancontent"
)

var (
	framingName = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:menu|navbar|nav|breadcrumbs?|sidebar|footer|banner|ads?|advert|related|comments?|share|social|toolbar|paging|pagination|copyright|cookie)(?:$|[\s_-])`)
	headFormula = regexp.MustCompile(`(?i)cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam`)
	imprint     = regexp.MustCompile(`(?i)bản quyền|copyright|©|giấy phép (?:số|thiết lập)`)
	metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_-]+)`)
)

// readHTML reads the main content of a page.
func (j *job) readHTML() error {
	b, err := j.bytes()
	if err != nil {
		return err
	}
	return j.html(b, "")
}

func (j *job) html(b []byte, label string) error {
	if m := metaCharset.FindSubmatch(b[:min(len(b), 4096)]); m != nil && label == "" {
		label = string(m[1])
	}
	root, enc, err := parseByFonts(b)
	if err == nil && root == nil {
		var text string
		text, enc = decodeHTML(b, label)
		root, err = parseHTML(text)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	doc := goquery.NewDocumentFromNode(root)
	if t := squeeze(strings.ReplaceAll(doc.Find("title").First().Text(), "\n", " ")); t != "" {
		j.res.Meta["title"] = t
	}
	for _, name := range []string{"author", "date", "description"} {
		if v, ok := doc.Find("meta[name=" + name + "]").Attr("content"); ok {
			j.res.Meta[name] = v
		}
	}
	doc.Find(noText).Remove()
	whole := blocks(doc.Find("body"))
	doc.Find(framing).Remove()
	doc.Find("div,ul,section,table,p").Each(func(_ int, s *goquery.Selection) {
		if framingName.MatchString(s.AttrOr("class", "")+" "+s.AttrOr("id", "")) && len(s.Text())*3 < len(whole) {
			s.Remove()
		}
	})
	j.res.Text, j.res.Reader = mainText(doc, whole), "html"
	j.converted(enc)
	return nil
}

// decodeHTML decodes a page. What it says of its encoding counts when the bytes
// are valid in it; pages in legacy fonts say something else than they are.
func decodeHTML(b []byte, label string) (string, string) { return decode(b, label) }

// maxElements bounds the elements inside each other that are kept; the parser
// itself has no bound, and its tree is walked by recursion.
const maxElements = 512

func parseHTML(text string) (*html.Node, error) {
	depth, deepest := 0, 0
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		t := z.Next()
		if t == html.ErrorToken {
			break
		}
		switch t {
		case html.StartTagToken:
			depth++
			deepest = max(deepest, depth)
		case html.EndTagToken:
			depth--
		}
	}
	// Unclosed tags (p, li, br) count too: they nest far less than they count.
	if deepest > 200*maxElements {
		return nil, fmt.Errorf("elements %d deep", deepest)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	prune(root)
	return root, nil
}

// prune cuts what lies too deep, without recursion.
func prune(root *html.Node) {
	type at struct {
		n     *html.Node
		depth int
	}
	for stack := []at{{root, 0}}; len(stack) > 0; {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if x.depth >= maxElements {
			x.n.FirstChild, x.n.LastChild = nil, nil
			continue
		}
		for c := x.n.FirstChild; c != nil; c = c.NextSibling {
			stack = append(stack, at{c, x.depth + 1})
		}
	}
}

// mainText is the text of the part that the page calls its main one, if that
// holds most of what is left when the frame is gone; else of all that is left.
func mainText(doc *goquery.Document, whole string) string {
	rest := blocks(doc.Find("body"))
	if body := doc.Find("body"); len(body.Nodes) > 0 && unframe(body.Nodes[0]) {
		if t := blocks(body); len(t)*2 > len(rest) {
			return t
		}
	}
	best := ""
	doc.Find(mainPart).Each(func(_ int, s *goquery.Selection) {
		if t := blocks(s); len(t) > len(best) {
			best = t
		}
	})
	switch {
	case len(best)*2 > len(rest):
		return best
	case len(rest)*4 > len(whole) || len(rest) > 2000:
		return rest
	}
	return whole
}

// unframe takes away what a page sets around a document that begins with the
// formula of its header: on the way down to the element that holds the formula
// and most of the text, all that stands before it, and behind it what is links
// or the site's imprint. What is text behind it stays: a page may set each page
// of the document in an element of its own. It reports whether it found one.
func unframe(body *html.Node) bool {
	type found struct {
		text, links int // bytes
		header      bool
	}
	seen := map[*html.Node]found{}
	var look func(n *html.Node, link bool) found
	look = func(n *html.Node, link bool) (f found) {
		if n.Type == html.TextNode {
			t := strings.Join(strings.Fields(n.Data), " ")
			f = found{text: len(t), header: headFormula.MatchString(t)}
			if link {
				f.links = f.text
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			g := look(c, link || c.DataAtom == atom.A)
			f = found{f.text + g.text, f.links + g.links, f.header || g.header}
		}
		seen[n] = f
		return f
	}
	all := look(body, false)
	if !all.header || all.text < 1000 { // of a short one the header itself may be most
		return false
	}
	n := body
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if f := seen[c]; f.header && f.text*2 > all.text {
				next = c
				break
			}
		}
		if next == nil {
			return n != body
		}
		for c := n.FirstChild; c != nil; {
			sibling := c
			c = c.NextSibling
			if sibling == next {
				break
			}
			n.RemoveChild(sibling)
		}
		for c := next.NextSibling; c != nil; {
			sibling := c
			c = c.NextSibling
			if f := seen[sibling]; f.links*2 > f.text || f.text < 600 && imprint.MatchString(textUnder(sibling)) {
				n.RemoveChild(sibling)
			}
		}
		n = next
	}
}

func textUnder(n *html.Node) string { return goquery.NewDocumentFromNode(n).Text() }

// blocks writes the text below a selection, one block a line, a row of a table a
// line with tabs.
func blocks(s *goquery.Selection) string {
	var w htmlWriter
	for _, n := range s.Nodes {
		w.node(n)
		w.line()
	}
	return w.b.String()
}

type htmlWriter struct {
	b    bytes.Buffer
	open bool // the line has text
	pre  bool
	cell int // inside cells of a table
	list []int
}

func (w *htmlWriter) line() {
	if w.open {
		w.b.WriteByte('\n')
		w.open = false
	}
}

func (w *htmlWriter) text(s string) {
	if !w.pre {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return ' '
			}
			return r
		}, s)
	}
	if strings.TrimSpace(s) != "" {
		w.open = true
	} else if !w.open {
		return
	}
	w.b.WriteString(s)
}

func (w *htmlWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.breakLine()
		return
	case atom.Table:
		w.table(n)
		return
	case atom.Sup:
		w.children(n)
		return
	case atom.Pre:
		w.line()
		w.pre = true
		w.children(n)
		w.pre = false
		w.line()
		return
	case atom.Ol:
		w.list = append(w.list, 1)
		w.block(n)
		w.list = w.list[:len(w.list)-1]
		return
	case atom.Ul:
		w.list = append(w.list, 0)
		w.block(n)
		w.list = w.list[:len(w.list)-1]
		return
	case atom.Li:
		w.breakLine()
		if k := len(w.list); k > 0 {
			if w.list[k-1] > 0 {
				w.text(fmt.Sprintf("%d. ", w.list[k-1]))
				w.list[k-1]++
			} else {
				w.text("- ")
			}
		}
		w.children(n)
		w.breakLine()
		return
	}
	if isBlock(n.DataAtom) {
		w.block(n)
		return
	}
	w.children(n)
}

// breakLine ends a line; inside a cell it is a space.
func (w *htmlWriter) breakLine() {
	if w.cell > 0 {
		w.text(" ")
		return
	}
	w.line()
}

func (w *htmlWriter) block(n *html.Node) {
	w.breakLine()
	w.children(n)
	w.breakLine()
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// table writes a table a row a line. A table that only places text (the header of
// a document, a frame around the page) is written cell by cell.
func (w *htmlWriter) table(n *html.Node) {
	if w.cell > 0 || placesOnly(n) {
		w.block(n)
		return
	}
	w.line()
	var rows func(n *html.Node)
	rows = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Tr {
				if c.Type == html.ElementNode {
					rows(c)
				}
				continue
			}
			first := true
			for td := c.FirstChild; td != nil; td = td.NextSibling {
				if td.DataAtom != atom.Td && td.DataAtom != atom.Th {
					continue
				}
				if !first && w.open {
					w.b.WriteByte('\t')
				}
				first = false
				w.cell++
				w.children(td)
				w.cell--
			}
			w.line()
		}
	}
	rows(n)
}

// placesOnly recognises a table that only places text: it has no border, and is
// the header or the signature of a document or holds whole paragraphs.
func placesOnly(n *html.Node) bool {
	sel := goquery.NewDocumentFromNode(n)
	if sel.Find("table").Length() > 0 {
		return true
	}
	text := sel.Text()
	return placing(text) || sel.Find("tr").Length() <= 1
}

// placing recognises the text of a table that only places: the header and the
// signature of Party and State documents.
func placing(text string) bool {
	if len(text) > 3000 {
		return false
	}
	t := vietnamese.Fold(text)
	for _, s := range []string{"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap - tu do", "noi nhan"} {
		if strings.Contains(t, s) {
			return true
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Main, atom.Center,
		atom.Blockquote, atom.Dl, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Table, atom.Tbody, atom.Thead, atom.Hr, atom.Figure,
		atom.Figcaption, atom.Address, atom.Details, atom.Summary, atom.Fieldset, atom.Body, atom.Header, atom.Footer, atom.Form, atom.Caption:
		return true
	}
	return false
}
