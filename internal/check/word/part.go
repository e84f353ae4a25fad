package word

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tracuu/internal/vietnamese"
)

// The namespaces of the markup of words, in the transitional and in the strict
// form of the standard.
const (
	spaceTransitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	spaceStrict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

func isWords(uri string) bool { return uri == spaceTransitional || uri == spaceStrict }

// node is an element of a part, in bytes of the part: its tags are start to open
// and close to end.
type node struct {
	name                    string // local, "" for an element of another namespace
	start, open, close, end int
	parent                  int    // -1 for the root
	prefix                  string // of the name
	id                      string // w:id
	field                   bool   // in the result of a field
}

// part is a part of the file that may be changed.
type part struct {
	raw   []byte
	nodes []node         // in the order of their start tags
	texts []int          // the elements of text among them
	signs map[string]int // the signs of notes among them, by name and id
	uri   string         // of the namespace of words
	main  bool
	maxID int
	ops   map[int][]op // by run
	edits []edit
}

// edit puts text in place of the bytes from to to.
type edit struct {
	from, to int
	text     string
}

const (
	maxDepth = 512
	maxNodes = 8 << 20
)

// parsePart takes a part apart. It has to be well-formed XML in UTF-8 without a
// document type: what is put back is cut by byte offsets.
func parsePart(raw []byte) (*part, error) {
	if !utf8.Valid(raw) {
		return nil, fmt.Errorf("%w: not in UTF-8", ErrDamaged)
	}
	p := &part{raw: raw, ops: map[int][]op{}, signs: map[string]int{}}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("%w: encoded as %s", ErrDamaged, charset)
	}
	type level struct {
		node   int
		full   string // prefix and name, to match the end tag by
		spaces int    // declarations in scope before the element
	}
	type binding struct{ prefix, uri string }
	var stack []level
	var scope []binding
	resolve := func(prefix string) string {
		for i := len(scope) - 1; i >= 0; i-- {
			if scope[i].prefix == prefix {
				return scope[i].uri
			}
		}
		return ""
	}
	var f fields
	for {
		from := int(d.InputOffset())
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		to := int(d.InputOffset())
		switch e := token.(type) {
		case xml.Directive:
			return nil, fmt.Errorf("%w: it declares a document type", ErrDamaged)
		case xml.StartElement:
			if len(stack) >= maxDepth || len(p.nodes) >= maxNodes {
				return nil, fmt.Errorf("%w: too many elements", ErrTooLarge)
			}
			l := level{node: len(p.nodes), full: e.Name.Space + ":" + e.Name.Local, spaces: len(scope)}
			for _, a := range e.Attr {
				switch {
				case a.Name.Space == "xmlns":
					scope = append(scope, binding{a.Name.Local, a.Value})
				case a.Name.Space == "" && a.Name.Local == "xmlns":
					scope = append(scope, binding{"", a.Value})
				}
			}
			n := node{start: from, open: to, parent: -1}
			if k := len(stack); k > 0 {
				n.parent = stack[k-1].node
			} else if len(p.nodes) > 0 {
				return nil, fmt.Errorf("%w: two roots", ErrDamaged)
			}
			if uri := resolve(e.Name.Space); isWords(uri) {
				n.name, n.prefix = e.Name.Local, e.Name.Space
				if n.parent < 0 {
					p.uri = uri
				}
				for _, a := range e.Attr {
					if a.Name.Local == "id" && isWords(resolve(a.Name.Space)) {
						n.id = a.Value
					}
					if a.Name.Local == "fldCharType" {
						f.char(a.Value)
					}
				}
				p.count(&n)
				n.field = f.inside(n.name)
				switch n.name {
				case "t":
					p.texts = append(p.texts, len(p.nodes))
				case "footnoteReference", "endnoteReference":
					p.signs[n.name+" "+n.id] = len(p.nodes)
				}
			}
			p.nodes = append(p.nodes, n)
			stack = append(stack, l)
		case xml.EndElement:
			k := len(stack) - 1
			if k < 0 || stack[k].full != e.Name.Space+":"+e.Name.Local {
				return nil, fmt.Errorf("%w: tags do not match", ErrDamaged)
			}
			n := &p.nodes[stack[k].node]
			n.close, n.end = from, to
			if n.name == "fldSimple" {
				f.simple--
			}
			scope = scope[:stack[k].spaces]
			stack = stack[:k]
		case xml.CharData:
			if k := len(stack); k > 0 && p.nodes[stack[k-1].node].name == "instrText" {
				f.instruction(string(e))
			}
		}
	}
	if len(stack) > 0 || len(p.nodes) == 0 || p.uri == "" {
		return nil, fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	return p, nil
}

// count keeps the highest id of a comment or tracked change.
func (p *part) count(n *node) {
	switch n.name {
	case "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "comment", "commentRangeStart", "commentRangeEnd", "commentReference":
		if id, err := strconv.Atoi(n.id); err == nil && id < 1<<30 {
			p.maxID = max(p.maxID, id)
		}
	}
}

// fields follows the complex fields of a part. The result of a field is worked
// out anew by the word processor, so that no change in it would last; but for a
// link, whose words are the writer's own.
type fields struct {
	simple int
	open   []string // instructions of the fields that are open
}

func (f *fields) char(kind string) {
	switch kind {
	case "begin":
		f.open = append(f.open, "")
	case "end":
		if k := len(f.open); k > 0 {
			f.open = f.open[:k-1]
		}
	}
}

func (f *fields) instruction(s string) {
	if k := len(f.open); k > 0 && len(f.open[k-1]) < 200 {
		f.open[k-1] += s
	}
}

func (f *fields) inside(name string) bool {
	if name == "fldSimple" {
		f.simple++
	}
	if f.simple > 0 {
		return true
	}
	for _, in := range f.open {
		if !strings.HasPrefix(strings.TrimSpace(in), "HYPERLINK") {
			return true
		}
	}
	return false
}

// textAt gives the element of text that holds the bytes from to to.
func (p *part) textAt(from, to int) (int, bool) {
	k, _ := slices.BinarySearchFunc(p.texts, from, func(t, at int) int {
		if p.nodes[t].close <= at {
			return -1
		}
		return 1
	})
	if k == len(p.texts) {
		return 0, false
	}
	t := p.texts[k]
	return t, p.nodes[t].open <= from && to <= p.nodes[t].close
}

// runOf gives the run of an element of text, -1 where it is in none.
func (p *part) runOf(t int) int {
	if r := p.nodes[t].parent; r >= 0 && p.nodes[r].name == "r" {
		return r
	}
	return -1
}

// inside reports an element of one of the names above element n.
func (p *part) inside(n int, names ...string) bool {
	for n = p.nodes[n].parent; n >= 0; n = p.nodes[n].parent {
		if slices.Contains(names, p.nodes[n].name) {
			return true
		}
	}
	return false
}

// holders may hold the marks of a comment beside runs.
var holders = []string{"p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "fldSimple", "customXml", "dir", "bdo"}

// open reports that a comment may begin or end at the run of a text. In text
// boxes it may not.
func (p *part) open(t int) bool {
	r := p.runOf(t)
	return p.main && r >= 0 && p.nodes[r].parent >= 0 && slices.Contains(holders, p.nodes[p.nodes[r].parent].name) && !p.inside(t, "txbxContent")
}

// changeable reports that the texts can be deleted and replaced under track:
// runs beside each other in one paragraph or link, and not what another hand
// has inserted under track, nor the words of a text box, which stand in the file
// twice.
func (p *part) changeable(texts []int) bool {
	for _, t := range texts {
		r := p.runOf(t)
		if r < 0 || p.nodes[r].parent != p.nodes[p.runOf(texts[0])].parent || p.nodes[r].field {
			return false
		}
		if !slices.Contains([]string{"p", "hyperlink", "sdtContent", "smartTag"}, p.nodes[p.nodes[r].parent].name) {
			return false
		}
		if p.inside(t, "txbxContent", "ins", "moveTo", "del", "moveFrom") {
			return false
		}
	}
	return true
}

// silent are elements that show nothing and may stand between the words that are
// replaced.
var silent = []string{"r", "rPr", "t", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "del", "delText", "commentRangeStart",
	"commentRangeEnd", "permStart", "permEnd"}

// unbroken reports that nothing that shows stands between the texts.
func (p *part) unbroken(texts []int) bool {
	first, last := texts[0], texts[len(texts)-1]
	for n := first + 1; n < last; n++ {
		switch name := p.nodes[n].name; {
		case name == "t":
			if !slices.Contains(texts, n) && p.nodes[n].open < p.nodes[n].close {
				return false
			}
		case slices.Contains(silent, name), p.inside(n, "rPr"), p.inside(n, "del"):
		default:
			return false
		}
	}
	return true
}

// written is the text that stands in the elements between two offsets.
func (p *part) written(texts []int, from, to int) string {
	var b strings.Builder
	for i, t := range texts {
		x, y := p.nodes[t].open, p.nodes[t].close
		if i == 0 {
			x = from
		}
		if i == len(texts)-1 {
			y = to
		}
		var piece struct {
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(slices.Concat([]byte("<a>"), p.raw[x:y], []byte("</a>")), &piece); err != nil {
			return "" // cut inside an entity, which no origin does
		}
		b.WriteString(piece.Text)
	}
	return b.String()
}

// sameText compares what the file writes with what was read of it: as clean
// text, whatever its spaces.
func sameText(written, read string) bool {
	return strings.Join(strings.Fields(vietnamese.Clean(written)), " ") == strings.Join(strings.Fields(read), " ")
}

// props is the markup of a run's properties, as it stands.
func (p *part) props(r int) string {
	for n := r + 1; n < len(p.nodes) && p.nodes[n].start < p.nodes[r].end; n++ {
		if p.nodes[n].parent == r && p.nodes[n].name == "rPr" {
			return string(p.raw[p.nodes[n].start:p.nodes[n].end])
		}
	}
	return ""
}

// hostParagraph gives the paragraph of a text that stands in no text box.
func (p *part) hostParagraph(t int) int {
	host := -1
	for n := t; n >= 0; n = p.nodes[n].parent {
		switch p.nodes[n].name {
		case "p":
			if host < 0 {
				host = n
			}
		case "txbxContent":
			host = -1
		}
	}
	return host
}

// noteOf gives the kind and id of the footnote or endnote that holds a text.
func (p *part) noteOf(t int) (kind, id string) {
	for n := t; n >= 0; n = p.nodes[n].parent {
		if name := p.nodes[n].name; name == "footnote" || name == "endnote" {
			return name, p.nodes[n].id
		}
	}
	return "", ""
}
