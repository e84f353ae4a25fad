package fetch

import (
	"io"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// Link is a link of a page to a file.
type Link struct {
	Address string
	Text    string // what the page calls it: its words, else its title or file name
}

// What is taken of one page: its first bytes, and of those the first links.
const (
	maxPage  = 8 << 20
	maxLinks = 200
)

// Files lists the links of an HTML page to files that documents come in, each
// address once, in the order of the page. Links that lead to a program which
// gives the file (DownloadFile.aspx?name=a.pdf) count too. The page is read as
// a stream of tags, so that no page, however made, costs more than its length.
func Files(page io.Reader, base string) []Link {
	at, err := url.Parse(base)
	if err != nil {
		return nil
	}
	var out []Link
	seen := map[string]int{}
	open := -1 // the link whose words are read
	z := html.NewTokenizer(io.LimitReader(page, maxPage))
	for {
		switch z.Next() {
		case html.ErrorToken:
			for i := range out {
				out[i].Text = linkText(out[i])
			}
			return out
		case html.TextToken:
			if open >= 0 && len(out[open].Text) < 500 {
				out[open].Text += string(z.Text())
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				open = -1
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "base" {
				if b, err := at.Parse(attribute(t, "href")); err == nil {
					at = b
				}
				continue
			}
			if t.Data == "a" {
				open = -1
			}
			key := map[string]string{"a": "href", "iframe": "src", "embed": "src", "object": "data"}[t.Data]
			if key == "" {
				continue
			}
			u, err := at.Parse(strings.TrimSpace(attribute(t, key)))
			if err != nil || !IsAddress(u.String()) || !namesFile(u) {
				continue
			}
			u.Fragment, u.RawFragment = "", ""
			i, twice := seen[u.String()]
			if !twice {
				if len(out) == maxLinks {
					continue
				}
				i = len(out)
				seen[u.String()] = i
				out = append(out, Link{Address: u.String(), Text: attribute(t, "title") + " "})
			}
			if t.Data == "a" {
				open = i
			}
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// linkText tidies what a link is called; a file's own name stands in.
func linkText(l Link) string {
	if s := strings.Join(strings.Fields(l.Text), " "); s != "" {
		return s
	}
	if u, err := url.Parse(l.Address); err == nil {
		return path.Base(u.Path)
	}
	return l.Address
}

// namesFile reports an address whose path, or a value of its query, ends like
// the name of a document's file.
func namesFile(u *url.URL) bool {
	if documentFile(u.Path) {
		return true
	}
	for _, values := range u.Query() {
		for _, v := range values {
			if documentFile(v) {
				return true
			}
		}
	}
	return false
}

func documentFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf":
		return true
	}
	return false
}
