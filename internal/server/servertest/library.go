// Package servertest is a small library in memory for the tests of the server:
// documents written for the purpose, with every kind of citation and state that
// a page has to show. Search is a plain scan for words; finding and resolving
// citations is replaced by saying what they are.
package servertest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"tracuu/internal/check"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// Library answers like an open library from the documents it was given.
type Library struct {
	Docs  []*library.Document
	Found []library.Problem
	// Fail makes Search return this error, and Document panic when it is
	// ErrPanic.
	Fail error
	// ReadOnly makes it refuse decisions.
	ReadOnly bool
	// Files are the originals and earlier texts, by id.
	Files map[string]Files

	// Reviews are the imported documents that a person can compare with their
	// originals; Decisions are what was decided about them.
	Reviews   []*library.Review
	Decisions []Decided

	was map[*document.Correction]library.Reference // what decisions took the place of
}

// ErrPanic asks the library to panic.
var ErrPanic = errors.New("panic")

// Document implements server.Library.
func (l *Library) Document(id string) (*library.Document, error) {
	if errors.Is(l.Fail, ErrPanic) {
		panic("servertest: told to panic")
	}
	for _, d := range l.Docs {
		if d.Record.ID == id {
			return d, nil
		}
	}
	return nil, library.ErrNotFound
}

// Cite implements server.Library: it knows the citations of its own texts, also
// where the last line ends as those of files do.
func (l *Library) Cite(text string) *library.Document {
	for _, d := range l.Docs {
		if d.Text == text {
			return d
		}
		if d.Text != "" && d.Text+"\n" == text {
			with := *d
			with.Text = text
			return &with
		}
	}
	return &library.Document{Entry: library.Entry{Record: &document.Record{}}, Text: text}
}

// Check implements server.Library: it judges the citations of its own texts by
// its own records.
func (l *Library) Check(text string, opts check.Options) (*library.Document, check.Report) {
	d := l.Cite(text)
	draft := check.Draft{Text: text, Record: d.Record, Structure: d.Structure}
	for _, r := range d.References {
		draft.Citations = append(draft.Citations, r.Citation)
		draft.Resolutions = append(draft.Resolutions, r.Resolution)
	}
	var records []*document.Record
	for _, d := range l.Docs {
		records = append(records, d.Record)
	}
	return d, check.Check(draft, check.NewCatalogue(records), nil, opts)
}

// Problems implements server.Library.
func (l *Library) Problems() []library.Problem { return l.Found }

// List implements server.Library.
func (l *Library) List(f library.Filter) library.Listing {
	out := library.Listing{Total: len(l.Docs)}
	types, issuers, years := map[string]int{}, map[string]int{}, map[string]int{}
	for _, d := range l.Docs {
		r := d.Record
		types[r.Type]++
		issuers[r.Issuer]++
		years[strconv.Itoa(r.Date.Year)]++
		if d.TextHeld {
			out.Held++
		}
		if f.Type != "" && f.Type != r.Type || f.Issuer != "" && f.Issuer != r.Issuer ||
			!f.Since.IsZero() && d.Changed.Before(f.Since) || f.Year != 0 && f.Year != r.Date.Year || f.Held != nil && *f.Held != d.TextHeld {
			continue
		}
		out.Entries = append(out.Entries, d.Entry)
	}
	slices.SortStableFunc(out.Entries, func(a, b library.Entry) int { return b.Record.Date.Compare(a.Record.Date) })
	out.Types, out.Issuers, out.Years = values(types), values(issuers), values(years)
	return out
}

func values(m map[string]int) []library.Value {
	var out []library.Value
	for v, n := range m {
		out = append(out, library.Value{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b library.Value) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return out
}

// Search implements server.Library: documents whose number is asked for first,
// then those that have all the words, with the provisions that have them.
func (l *Library) Search(ctx context.Context, q library.Query) (library.Answer, error) {
	a := library.Answer{Query: q.Text, Page: max(q.Page, 1), PageSize: q.PageSize, Facets: map[string][]library.Value{}}
	if a.PageSize == 0 {
		a.PageSize = 20
	}
	if l.Fail != nil {
		return a, l.Fail
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	l.reword(&q, &a)
	asked, anchor := compact(q.Text), ""
	if rest, ok := strings.CutPrefix(fold(q.Text), "dieu 3 "); ok { // a provision of the document
		asked, anchor = compact(rest), "dieu-3"
	}
	parsed := l.read(q.Text, &a)
	words := strings.Fields(fold(q.Text))
	if !parsed.Plain {
		asked, words = "", wanted(parsed)
	}
	types := map[string]int{}
	for _, d := range l.Docs {
		if !passes(parsed.Root, d) {
			continue
		}
		if want := q.Filters["type"]; len(want) > 0 && !slices.Contains(want, d.Record.Type) {
			continue
		}
		if !q.Since.IsZero() && d.Changed.Before(q.Since) {
			continue
		}
		if len(q.Filters) == 0 && asked != "" && compact(d.Record.Label()) == asked {
			a.Direct = append(a.Direct, library.Hit{Entry: d.Entry, Why: "Đúng số, ký hiệu", Anchor: anchor})
			continue
		}
		if h, ok := match(d, words); ok {
			if q.Explain {
				h.Explanation = &library.Explanation{
					Place: "Một là", Level: "đủ các từ trong một chỗ", Base: 3, Score: 1.5,
					Words:    []library.Share{{What: "“rừng”", Value: 1.5, Weight: 2}},
					Features: []library.Share{{What: "các từ đứng gần nhau", Value: .5, Weight: 4}, {What: "độ dài của đoạn", Value: .5, Weight: -1}},
				}
			}
			a.Hits = append(a.Hits, h)
			types[d.Record.Type]++
		}
	}
	a.DirectOnly = len(a.Direct) == 1
	a.Total = len(a.Direct) + len(a.Hits)
	a.Facets["type"] = values(types)
	return a, nil
}

func match(d *library.Document, words []string) (library.Hit, bool) {
	h := library.Hit{Entry: d.Entry}
	all := fold(d.Record.Name() + " " + d.Record.Subject() + " " + d.Text)
	for _, w := range words {
		if !strings.Contains(all, w) {
			return h, false
		}
	}
	if len(words) == 0 {
		return h, false
	}
	if d.Structure != nil {
		d.Structure.Walk(func(p *document.Provision, _ int) bool {
			start, end := p.Own()
			if seg := mark(d.Text[start:end], words); seg != nil {
				h.Points = append(h.Points, library.Point{Anchor: p.Anchor, Label: p.Label, Snippet: seg})
			}
			return true
		})
	}
	return h, true
}

// mark cuts a line into segments, every word of the query a match.
func mark(text string, words []string) []library.Segment {
	var out []library.Segment
	found := map[string]bool{}
	for i, w := range strings.Fields(text) {
		if i > 40 {
			break
		}
		f := strings.Trim(fold(w), ",.;:()“”")
		hit := slices.Contains(words, f)
		found[f] = found[f] || hit
		if i > 0 {
			out = append(out, library.Segment{Text: " "})
		}
		out = append(out, library.Segment{Text: w, Match: hit})
	}
	for _, w := range words {
		if !found[w] {
			return nil
		}
	}
	return out
}

var folder = transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)

func fold(s string) string {
	out, _, err := transform.String(folder, s)
	if err != nil {
		return s
	}
	return strings.NewReplacer("đ", "d", "Đ", "d").Replace(strings.ToLower(out))
}

// compact drops everything but letters and digits.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(s))
}
