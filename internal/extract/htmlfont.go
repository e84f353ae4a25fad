package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"

	"tracuu/internal/extract/legacyfont"
	"tracuu/internal/vietnamese/legacy"
)

// Pages that word processors of old saved name a legacy font where it shows
// something else than the letters say: ".VnTimeH" shows small letters as
// capitals, and a heading alone may be in VNI.
var (
	fontFamily = regexp.MustCompile(`(?i)font(?:-family)?\s*:\s*([^;}]{1,200})`)
	styleRule  = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	simpleRule = regexp.MustCompile(`^([a-zA-Z][\w]*)?(\.[\w-]+)?$`)
)

// pageFonts are the fonts of a page by the selectors of its style rules, "p",
// ".MsoTitle" and "p.MsoTitle"; the few forms that word processors write.
type pageFonts map[string]string

const mostRules = 2000

// fontsOf reads the style rules of a page.
func fontsOf(root *html.Node) pageFonts {
	fonts := pageFonts{}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Style || n.FirstChild == nil {
			continue
		}
		for _, m := range styleRule.FindAllStringSubmatch(n.FirstChild.Data, mostRules) {
			font := fontIn(m[2])
			if font == "" {
				continue
			}
			for sel := range strings.SplitSeq(m[1], ",") {
				if sel = strings.TrimSpace(sel); simpleRule.MatchString(sel) && len(fonts) < mostRules {
					fonts[strings.ToLower(sel)] = font
				}
			}
		}
	}
	return fonts
}

// fontIn is the legacy font that a style names, "other" for a font that is none,
// "" where it names no font.
func fontIn(style string) string {
	m := fontFamily.FindStringSubmatch(style)
	if m == nil {
		return ""
	}
	return legacyName(m[1])
}

// legacyName picks the legacy font out of a list of families, each perhaps with a
// size before it.
func legacyName(families string) string {
	for f := range strings.SplitSeq(families, ",") {
		f = strings.Trim(strings.TrimSpace(f), `"'`)
		if enc, _ := legacyfont.Encoding(f); enc != legacy.Unicode {
			return f
		}
	}
	return "other"
}

// of gives the font of an element; the one it inherits where nothing names one.
func (fonts pageFonts) of(n *html.Node, inherited string) string {
	font := inherited
	for _, sel := range []string{n.Data, "." + attributeOf(n, "class"), n.Data + "." + attributeOf(n, "class")} {
		if f := fonts[strings.ToLower(sel)]; f != "" {
			font = f
		}
	}
	if face := attributeOf(n, "face"); n.DataAtom == atom.Font && face != "" {
		font = legacyName(face)
	}
	if f := fontIn(attributeOf(n, "style")); f != "" {
		font = f
	}
	return font
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// legacyPage reports bytes that name a legacy font; most pages do not.
var legacyPage = regexp.MustCompile(`(?i)(?:face|font(?:-family)?)[^>;}]{1,120}(?:\.Vn|VNI[- ])`)

// parseByFonts parses a page that names legacy fonts, with its text as those show
// it; nil where it names none, or where its text is Unicode although it does.
// What a font says goes before what the letters look like: "chÕ" is a syllable
// in Unicode too.
func parseByFonts(b []byte) (*html.Node, string, error) {
	if !legacyPage.Match(b) {
		return nil, "", nil
	}
	text := string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	if !utf8.ValidString(text) {
		text, _ = charmap.Windows1252.NewDecoder().String(text)
	}
	root, err := parseHTML(text)
	if err != nil {
		return nil, "", err
	}
	enc := showFonts(root)
	if enc == "" {
		return nil, "", nil
	}
	return root, enc, nil
}

// showFonts rewrites the text of a page as its legacy fonts show it, and gives
// the encoding that was met; "" where nothing was to be done. It must come before
// style elements are removed.
func showFonts(root *html.Node) (met string) {
	fonts := fontsOf(root)
	type at struct {
		n    *html.Node
		font string
	}
	var shown []at
	letters, unicodeOnly := 0, 0
	for stack := []at{{root, "other"}}; len(stack) > 0; {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if x.n.Type == html.TextNode && x.font != "other" {
			shown = append(shown, x)
			for _, r := range x.n.Data {
				if r > 0x7F {
					letters++
				}
				if r >= 0x1EA0 && r <= 0x1EF9 {
					unicodeOnly++
				}
			}
			continue
		}
		font := x.font
		if x.n.Type == html.ElementNode {
			font = fonts.of(x.n, font)
		}
		for c := x.n.FirstChild; c != nil; c = c.NextSibling {
			stack = append(stack, at{c, font})
		}
	}
	if unicodeOnly*20 > letters { // converted since, and the fonts left as they were
		return ""
	}
	for _, x := range shown {
		enc, caps := legacyfont.Encoding(x.font)
		if t := legacyfont.Decode(x.n.Data, enc, caps); t != x.n.Data {
			x.n.Data, met = t, enc.String()
		}
	}
	return met
}
