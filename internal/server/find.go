package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tracuu/internal/library"
	"tracuu/internal/vietnamese/find"
)

const (
	paramFind = "tim" // in the address of a document: what to mark in its text
	mostMarks = 2000  // in a text
	mostSpots = 60    // points listed above the text
)

// finding is what a reader looks for in a text, and where it stands.
type finding struct {
	Query string
	Count string // in words
	None  bool
	Parts bool // no whole word, but beginnings of words
	Spots []findSpot
	More  int // points that are not listed
}

// findSpot is a point of the text with how often the words stand in it.
type findSpot struct {
	URL, Label string
	Count      int
}

// findIn looks for the words in the document's text.
func findIn(d *library.Document, q find.Query) (finding, []find.Hit) {
	out := finding{Query: q.String()}
	if q.Empty() {
		return out, nil
	}
	hits, more := q.Find(d.Text, mostMarks)
	switch {
	case len(hits) == 0:
		out.None = true
		out.Count = "Không tìm thấy"
	case more:
		out.Count = "Hơn " + thousands(len(hits)) + " chỗ"
	default:
		out.Count = thousands(len(hits)) + " chỗ"
	}
	last := ""
	for i, h := range hits {
		out.Parts = out.Parts || h.Part
		anchor, label := "", "Đoạn không đánh số"
		if p := d.Structure.At(h.Start); p != nil {
			anchor = p.Anchor
			if p.Label != "" {
				label = p.Label
			}
		}
		if i > 0 && anchor == last {
			if n := len(out.Spots); out.More == 0 {
				out.Spots[n-1].Count++
			}
			continue
		}
		last = anchor
		if len(out.Spots) == mostSpots {
			out.More++
			continue
		}
		out.Spots = append(out.Spots, findSpot{URL: "#tim-" + strconv.Itoa(i+1), Label: label, Count: 1})
	}
	return out, hits
}

// findURL leads to a point of a document with the words marked that a search
// matched in it.
func findURL(id, anchor string, snippet []library.Segment) string {
	u := documentURL(id, anchor)
	words := matched(snippet)
	if words == "" {
		return u
	}
	path, fragment, _ := strings.Cut(u, "#")
	path += "?" + url.Values{paramFind: {words}}.Encode()
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// matched gives the phrases that are marked in a snippet, as the box above a text
// takes them. What stands side by side is one phrase.
func matched(snippet []library.Segment) string {
	const most = 4
	var phrases []string
	open := false
	for _, s := range snippet {
		switch {
		case s.Match && open:
			phrases[len(phrases)-1] += " " + s.Text
		case s.Match:
			phrases = append(phrases, s.Text)
			open = true
		case strings.ContainsFunc(s.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '\n' || r == '\t' }):
			open = false
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, p := range phrases {
		p = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(p, ";", " ")), " "))
		p = strings.TrimFunc(p, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) })
		if p != "" && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	// "thế trận" says nothing beside "thế trận an ninh nhân dân".
	all := out
	out = nil
	for _, p := range all {
		part := slices.ContainsFunc(all, func(q string) bool { return q != p && strings.Contains(" "+q+" ", " "+p+" ") })
		if !part && len(out) < most {
			out = append(out, p)
		}
	}
	words := strings.Join(out, "; ")
	if len([]rune(words)) > find.MaxRunes {
		return out[0]
	}
	return words
}
