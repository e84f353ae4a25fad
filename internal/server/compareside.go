package server

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"tracuu/internal/compare"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// versionRow is a text that a document has or had.
type versionRow struct {
	Name, Note, URL string // URL compares it with the present one
}

// side is one of the two that are compared.
type side struct {
	Asked   string // what stands in the form
	ID      string
	Version int
	Name    string
	Line    string // issuer, date, state
	URL     string // "" for an earlier version, which has no page
	Problem string
	Choices []choice // documents that are meant perhaps

	text string
}

// sideField is a side as the form shows it.
type sideField struct {
	Param, Label, Asked string
	Fixed               string // the value of a side that is decided
	Change              string // leads to the form with this side open
	Problem             string
	Choices             []choice
}

// makeVersions lists the texts of a document; nil where there is but one.
func (s *Server) makeVersions(id string) []versionRow {
	vs, err := s.lib.Versions(id)
	if err != nil {
		return nil
	}
	var out []versionRow
	for _, v := range vs {
		row := versionRow{Name: versionName(v.N), Note: v.Note}
		if v.N == 0 {
			row.Note = "Là toàn văn ở trang này."
		} else {
			row.URL = compareURL(id+"@"+strconv.Itoa(v.N), id)
		}
		out = append(out, row)
	}
	return out
}

// versionNote says from when to when a text was held, as far as the record knows.
func (s *Server) versionNote(id string, n int) string {
	vs, err := s.lib.Versions(id)
	if i := slices.IndexFunc(vs, func(v library.Version) bool { return v.N == n }); err == nil && i >= 0 {
		return vs[i].Note
	}
	return ""
}

func versionName(n int) string {
	if n == 0 {
		return "Bản đang dùng"
	}
	return "Bản trước thứ " + strconv.Itoa(n)
}

func compareURL(a, b string) string {
	return "/so-sanh?" + url.Values{"a": {a}, "b": {b}}.Encode()
}

func (s side) ready() bool { return s.ID != "" && s.Problem == "" }

// field prepares the side for the form.
func (s *side) field(param, label, other, keep string) sideField {
	f := sideField{Param: param, Label: label, Asked: s.Asked, Problem: s.Problem, Choices: s.Choices}
	if s.ready() {
		f.Asked, f.Fixed = s.Name, s.key()
		f.Change = "/so-sanh"
		if keep != "" {
			f.Change += "?" + url.Values{other: {keep}}.Encode()
		}
	}
	return f
}

// readSide finds the text that a side of the form names: by id, with "@2" for an
// earlier version, or by what a person would type.
func (s *Server) readSide(ctx context.Context, asked string) side {
	asked = strings.Join(strings.Fields(shorten(asked, 200)), " ")
	out := side{Asked: asked}
	if asked == "" {
		return out
	}
	found, err := s.sideByID(asked)
	switch {
	case err == nil:
		return found
	case found.ID == "" && notHeld(err):
		return s.lookUpSide(ctx, out)
	case !notHeld(err):
		out.Problem = "Không đọc được văn bản này."
	case found.Version > 0:
		out.Asked, out.Problem = found.Asked, "Thư viện không giữ bản này của "+found.Asked+"."
	default:
		out.Asked, out.Problem = found.Asked, found.Name+" chưa có toàn văn trong thư viện, nên chưa so sánh được."
	}
	return out
}

// lookUpSide offers the documents that are meant perhaps.
func (s *Server) lookUpSide(ctx context.Context, out side) side {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	a, err := s.lib.Search(ctx, library.Query{Text: out.Asked, PageSize: mostChoices})
	if err != nil {
		out.Problem = "Chưa tìm được văn bản này. Hãy thử gõ số, ký hiệu."
		return out
	}
	for _, h := range append(a.Direct, a.Hits...) {
		if h.TextHeld && len(out.Choices) < mostChoices {
			out.Choices = append(out.Choices, choice{Value: h.Record.ID, Text: joinDots(h.Record.Name(), shorten(h.Record.Subject(), 90), h.Record.Issuer, h.Record.Date.Vietnamese())})
		}
	}
	if a.DirectOnly && len(a.Direct) == 1 && a.Direct[0].TextHeld {
		return s.readSide(ctx, a.Direct[0].Record.ID)
	}
	switch {
	case len(out.Choices) > 0:
		out.Problem = "Hãy chọn một văn bản:"
	case len(a.Direct)+len(a.Hits) > 0:
		out.Problem = "Văn bản này chưa có toàn văn trong thư viện, nên chưa so sánh được."
	default:
		out.Problem = "Không tìm thấy văn bản này. Thử gõ số, ký hiệu, hoặc vài từ trong trích yếu."
	}
	return out
}

// key names the side in an address.
func (s *side) key() string {
	if s.Version > 0 {
		return s.ID + "@" + strconv.Itoa(s.Version)
	}
	return s.ID
}

// sideByID reads the text that an id names. The error is library.ErrNotFound also
// for a document whose text is not held.
func (s *Server) sideByID(asked string) (side, error) {
	id, version := asked, 0
	if before, after, ok := strings.Cut(asked, "@"); ok {
		if n, err := strconv.Atoi(after); err == nil && n > 0 {
			id, version = before, n
		}
	}
	e, err := s.lib.Entry(id)
	if err != nil {
		return side{}, err
	}
	r := e.Record
	out := side{ID: id, Version: version, Asked: r.Name(), Name: r.Name(), Line: joinDots(r.Issuer, r.Date.Vietnamese(), StateWords(e.State))}
	if version == 0 {
		out.URL = documentURL(id, "")
	} else {
		out.Name += ", " + lowerFirst(versionName(version))
		out.Line = s.versionNote(id, version)
	}
	out.text, err = s.lib.Text(id, version)
	return out, err
}

func tooLong(a, b *side) bool { return len(a.text)+len(b.text) > mostCompared }

var tooLongProblem = problem{http.StatusRequestEntityTooLarge, "too_large", "Hai văn bản quá dài để so sánh",
	"Hai văn bản cộng lại dài hơn " + sizeWords(mostCompared) + " chữ. Hãy so sánh từng phần bằng tệp gốc."}

// runComparison compares when its turn has come; nil when the reader has gone.
func (s *Server) runComparison(c *gin.Context, a, b *side) *compare.Result {
	select {
	case s.comparing <- struct{}{}:
	case <-c.Request.Context().Done():
		c.AbortWithStatus(499)
		return nil
	}
	defer func() { <-s.comparing }()
	return compare.Compare(compare.Text{Text: a.text, Structure: document.Divide(a.text)}, compare.Text{Text: b.text, Structure: document.Divide(b.text)})
}

// notHeld tells an error that says the text is not there.
func notHeld(err error) bool { return errors.Is(err, library.ErrNotFound) }
