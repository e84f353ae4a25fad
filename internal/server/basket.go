package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// The basket of documents is a cookie of this browser: ids, some with the anchor
// of a provision. So it works without scripts, needs no accounts, and the server
// keeps nothing of it. What is in a cookie is checked like any input.
const (
	basketCookie   = "gio"
	maxBasket      = 100  // documents
	maxBasketBytes = 3800 // of the cookie; browsers take 4096 with its name and attributes
	maxMark        = 160  // bytes of an id or anchor
	basketAge      = 365 * 24 * 3600
)

// basketItem is a document, or a provision of it.
type basketItem struct{ ID, Anchor string }

type basket []basketItem

// readBasket takes the basket from the request; what is damaged is left out.
func readBasket(c *gin.Context) basket {
	k, err := c.Request.Cookie(basketCookie)
	if err != nil || len(k.Value) > 2*maxBasketBytes {
		return nil
	}
	var b basket
	for part := range strings.SplitSeq(k.Value, ".") {
		id, anchor, _ := strings.Cut(part, "~")
		it := basketItem{id, anchor}
		if !isMark(id) || anchor != "" && !isMark(anchor) || slices.Contains(b, it) || len(b) == maxBasket {
			continue
		}
		b = append(b, it)
	}
	return b
}

// isMark reports the shape that ids and anchors have.
func isMark(s string) bool {
	if s == "" || len(s) > maxMark {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

func (b basket) String() string {
	parts := make([]string, len(b))
	for i, it := range b {
		parts[i] = it.ID
		if it.Anchor != "" {
			parts[i] += "~" + it.Anchor
		}
	}
	return strings.Join(parts, ".")
}

// fits reports a basket that a browser keeps.
func (b basket) fits() bool { return len(b) <= maxBasket && len(b.String()) <= maxBasketBytes }

// keepBasket sends the basket back to the browser.
func keepBasket(c *gin.Context, b basket) {
	k := http.Cookie{Name: basketCookie, Value: b.String(), Path: "/", MaxAge: basketAge, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if len(b) == 0 {
		k.MaxAge = -1
	}
	http.SetCookie(c.Writer, &k)
}

// basketState is what every page knows of the basket: {{.Basket.Count}}, and the
// button that puts a document in or takes it out.
type basketState struct {
	Count int
	ids   map[string]bool
	back  string
}

func newBasketState(c *gin.Context) basketState {
	b := readBasket(c)
	st := basketState{Count: len(b), ids: map[string]bool{}, back: c.Request.URL.RequestURI()}
	for _, it := range b {
		st.ids[it.ID] = true
	}
	return st
}

// basketButton is the form beside a document.
type basketButton struct {
	ID, Name, Back string
	In             bool
	// Points are the provisions that can be put in instead of the whole document.
	Points []choice
}

// Button is for templates: {{template "basketbutton" ($.Basket.Button .DocID .Name)}}.
func (st basketState) Button(id, name string) basketButton {
	return basketButton{ID: id, Name: name, Back: st.back + "#g-" + id, In: st.ids[id]}
}

// HitButton is the form beside a result: the document, or a point that answers.
func (st basketState) HitButton(h hit) basketButton {
	b := st.Button(h.DocID, h.Name)
	for _, p := range h.Points {
		if p.Label != "" && isMark(p.Anchor) {
			b.Points = append(b.Points, choice{Value: p.Anchor, Text: p.Label})
		}
	}
	return b
}

// DocumentButton is the form on a document's page: the document, or a part that
// its table of contents lists.
func (st basketState) DocumentButton(d documentContent) basketButton {
	b := st.Button(d.ID, d.Name)
	for _, e := range d.Contents {
		if isMark(e.Anchor) {
			b.Points = append(b.Points, choice{Value: e.Anchor, Text: e.Label})
		}
	}
	return b
}

// localPath gives the address to go back to, or other where it leads anywhere
// but to a page of this server.
func localPath(s, other string) string {
	if len(s) > maxURL || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n\t\x00") {
		return other
	}
	return s
}
