package server

import (
	"context"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tracuu/internal/library"
)

// addOriginal puts the page of the original into the content: its picture, or why
// there is none, and its text.
func (s *Server) addOriginal(ctx context.Context, content *reviewContent, r *library.Review) {
	content.Text, content.Cut = reviewTextOf(r, content.Page)
	pages := max(r.FilePages, len(r.Pages))
	for n := 1; n <= pages; n++ {
		p := reviewPage{N: n, URL: content.Action + "?goc=" + strconv.Itoa(n) + "#ban-goc", Now: n == content.Page}
		var has []string
		for _, f := range content.Fields {
			if f.Page == n {
				has = append(has, strings.ToLower(f.Label))
			}
		}
		p.Has = strings.Join(has, ", ")
		if n == 1 || p.Now || p.Has != "" || n == content.Page+1 || n == content.Page-1 {
			content.Pages = append(content.Pages, p)
		}
	}
	o, err := s.lib.Original(content.ID)
	if err != nil {
		content.NoImage = "Thư viện không giữ bản gốc của văn bản này."
		return
	}
	content.File, content.FileName = originalURL(content.ID)+"/tep", o.Name
	if _, err := s.drawPage(ctx, content.ID, content.Page, zooms[0].Width); err != nil {
		content.NoImage = whyNotDrawn(err)
		return
	}
	content.Image = imageURL(content.ID, content.Page, "")
}

// reviewTextOf is the text of a page, or the beginning of a text without pages,
// with the places of fields marked.
func reviewTextOf(r *library.Review, n int) (out template.HTML, cut bool) {
	start, end := 0, len(r.Text)
	for _, p := range r.Pages {
		if p.Number == n {
			start, end = p.Start, p.End
		}
	}
	if end-start > reviewText {
		end = start + reviewText
		for end > start && r.Text[end]&0xC0 == 0x80 {
			end--
		}
		cut = true
	}
	var places [][2]int
	for _, f := range r.Fields {
		if f.Read.Start >= start && f.Read.End <= end && f.Read.Start < f.Read.End {
			places = append(places, [2]int{f.Read.Start, f.Read.End})
		}
	}
	slices.SortFunc(places, func(a, b [2]int) int { return a[0] - b[0] })
	var b strings.Builder
	at := start
	for _, p := range places {
		if p[0] < at {
			continue
		}
		b.WriteString(template.HTMLEscapeString(r.Text[at:p[0]]) + "<mark>" + template.HTMLEscapeString(r.Text[p[0]:p[1]]) + "</mark>")
		at = p[1]
	}
	b.WriteString(template.HTMLEscapeString(r.Text[at:end]))
	return template.HTML(b.String()), cut
}
