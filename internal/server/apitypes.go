package server

import (
	"html"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// apiEntry is a document in every list of the API.
type apiEntry struct {
	ID       string         `json:"id"`
	Type     string         `json:"type"`
	Number   string         `json:"number"`
	Year     string         `json:"year"`
	Symbol   string         `json:"symbol"`
	Label    string         `json:"label"`
	Date     string         `json:"date"` // ISO, as precise as it is known
	Issuer   string         `json:"issuer"`
	Title    string         `json:"title"`
	State    library.Status `json:"state"`
	TextHeld bool           `json:"text_held"`
	URL      string         `json:"url"`
}

func makeAPIEntry(r *document.Record, held bool, st library.State) apiEntry {
	if st.Status == "" {
		st.Status = library.StatusUnknown
	}
	return apiEntry{
		ID: r.ID, Type: r.Type, Number: r.Number.Number, Year: r.Number.Year, Symbol: r.Symbol, Label: r.Label(),
		Date: r.Date.String(), Issuer: r.Issuer, Title: r.Title, State: st.Status, TextHeld: held, URL: documentURL(r.ID, ""),
	}
}

func makeAPIEntries(es []library.Entry) []apiEntry {
	out := make([]apiEntry, len(es))
	for i, e := range es {
		out[i] = makeAPIEntry(e.Record, e.TextHeld, e.State)
	}
	return out
}

type apiValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func makeAPIValues(vs []library.Value) []apiValue {
	out := make([]apiValue, len(vs))
	for i, v := range vs {
		out[i] = apiValue(v)
	}
	return out
}

type apiListing struct {
	Total        int                   `json:"total"` // that pass the filter
	LibraryTotal int                   `json:"library_total"`
	LibraryHeld  int                   `json:"library_held"`
	Page         int                   `json:"page"`
	PageSize     int                   `json:"page_size"`
	Documents    []apiEntry            `json:"documents"`
	Facets       map[string][]apiValue `json:"facets"`
}

type apiSearch struct {
	Query    string                `json:"query"`
	Reading  string                `json:"reading,omitempty"`
	Notes    []apiNote             `json:"notes,omitempty"`
	Typed    []apiTyped            `json:"typed,omitempty"`
	Limited  string                `json:"limited,omitempty"`
	ReadAs   string                `json:"read_as,omitempty"`
	Meant    string                `json:"suggestion,omitempty"`
	Near     []apiEntry            `json:"near,omitempty"`
	Total    int                   `json:"total"`
	Page     int                   `json:"page"`
	PageSize int                   `json:"page_size"`
	Results  []apiHit              `json:"results"`
	Facets   map[string][]apiValue `json:"facets"`
}

// apiNote is what was made of a piece of the query; start and end are runes of it.
type apiNote struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// apiTyped is a filter or exclusion in the query, and the query without it.
type apiTyped struct {
	Text string `json:"text"`
	Rest string `json:"rest"`
}

type apiHit struct {
	apiEntry
	Direct bool       `json:"direct,omitempty"`
	Why    string     `json:"why,omitempty"`
	Points []apiPoint `json:"points"`
	// Explanation is there when it was asked for.
	Explanation *apiExplanation `json:"explanation,omitempty"`
}

type apiExplanation struct {
	Place    string     `json:"place"`
	Level    string     `json:"level"`
	Named    bool       `json:"named"`
	Base     float64    `json:"base"`
	Words    []apiShare `json:"words"`
	Score    float64    `json:"score"`
	Features []apiShare `json:"features"`
}

type apiShare struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
	Score  float64 `json:"score"`
}

func makeAPIExplanation(x *library.Explanation) *apiExplanation {
	if x == nil {
		return nil
	}
	out := &apiExplanation{Place: x.Place, Level: x.Level, Named: x.Named, Base: x.Base, Score: x.Score, Words: []apiShare{}, Features: []apiShare{}}
	for _, s := range x.Words {
		out.Words = append(out.Words, apiShare{s.What, s.Value, s.Weight, s.Value * s.Weight})
	}
	for _, s := range x.Features {
		out.Features = append(out.Features, apiShare{s.What, s.Value, s.Weight, s.Value * s.Weight})
	}
	return out
}

// apiPoint is a place that answers. Snippet is escaped HTML with <mark>; the
// segments are the same as plain text.
type apiPoint struct {
	Anchor   string            `json:"anchor"`
	Label    string            `json:"label"`
	Snippet  string            `json:"snippet"`
	Segments []library.Segment `json:"segments"`
	URL      string            `json:"url"`
}

func makeAPISearch(a library.Answer) apiSearch {
	out := apiSearch{
		Query: a.Query, Reading: a.Reading, Limited: a.Limited, Total: a.Total, Page: a.Page, PageSize: a.PageSize,
		ReadAs: a.ReadAs, Meant: a.Suggestion, Near: makeAPIEntries(a.Near),
		Results: []apiHit{}, Facets: map[string][]apiValue{},
	}
	for _, n := range a.Notes {
		out.Notes = append(out.Notes, apiNote(n))
	}
	for _, t := range a.Typed {
		out.Typed = append(out.Typed, apiTyped(t))
	}
	for _, h := range a.Direct {
		out.Results = append(out.Results, makeAPIHit(h, true))
	}
	for _, h := range a.Hits {
		out.Results = append(out.Results, makeAPIHit(h, false))
	}
	for k, vs := range a.Facets {
		out.Facets[k] = makeAPIValues(vs)
	}
	return out
}

func makeAPIHit(h library.Hit, direct bool) apiHit {
	out := apiHit{apiEntry: makeAPIEntry(h.Record, h.TextHeld, h.State), Direct: direct, Why: h.Why, Points: []apiPoint{}, Explanation: makeAPIExplanation(h.Explanation)}
	for _, p := range h.Points {
		ap := apiPoint{Anchor: p.Anchor, Label: p.Label, Segments: p.Snippet, URL: documentURL(h.Record.ID, p.Anchor)}
		if ap.Segments == nil {
			ap.Segments = []library.Segment{}
		}
		ap.Snippet = markHTML(p.Snippet)
		out.Points = append(out.Points, ap)
	}
	return out
}

// markHTML writes segments as escaped HTML, the matches inside <mark>.
func markHTML(segs []library.Segment) string {
	var b strings.Builder
	for _, s := range segs {
		if s.Match {
			b.WriteString("<mark>" + html.EscapeString(s.Text) + "</mark>")
		} else {
			b.WriteString(html.EscapeString(s.Text))
		}
	}
	return b.String()
}

type apiDocument struct {
	apiEntry
	Record     *document.Record `json:"record"`
	StateBy    []apiLink        `json:"state_by"`
	Text       string           `json:"text"`
	Structure  []apiProvision   `json:"structure"`
	References []apiReference   `json:"references"`
	Cites      []apiLink        `json:"cites"`
	CitedBy    []apiLink        `json:"cited_by"`
	Acting     []apiLink        `json:"acting"`
	Passive    []apiLink        `json:"passive"`
	SameNumber []apiEntry       `json:"same_number"`
	Chain      []apiStep        `json:"chain"`
}

// apiStep is a document of a chain with what it does to those before it.
type apiStep struct {
	apiEntry
	Links []apiChainLink `json:"links"`
}

// apiChainLink is a relation to an earlier document of the chain. Source is what
// a record names, or the id of the text in whose citation it stands.
type apiChainLink struct {
	Kind   document.RelationKind `json:"kind"`
	To     string                `json:"to"`
	Source string                `json:"source"`
}

func makeAPIChain(steps []library.Step) []apiStep {
	out := make([]apiStep, len(steps))
	for i, s := range steps {
		out[i] = apiStep{apiEntry: makeAPIEntry(s.Record, s.TextHeld, s.State), Links: []apiChainLink{}}
		for _, l := range s.Links {
			out[i].Links = append(out[i].Links, apiChainLink{Kind: l.Kind, To: l.To.ID, Source: l.Source})
		}
	}
	return out
}

// apiProvision is a division of the text; offsets are runes of it.
type apiProvision struct {
	Unit      document.Unit  `json:"unit"`
	Number    string         `json:"number"`
	Anchor    string         `json:"anchor"`
	Label     string         `json:"label"`
	Heading   string         `json:"heading,omitempty"`
	Addressee string         `json:"addressee,omitempty"`
	Start     int            `json:"start"`
	End       int            `json:"end"`
	URL       string         `json:"url"`
	Children  []apiProvision `json:"children,omitempty"`
}

// apiLink is a document at the other end of a relation or citation.
type apiLink struct {
	apiEntry
	Kind   document.RelationKind `json:"kind,omitempty"`
	Source string                `json:"source,omitempty"`
	Grade  document.Confidence   `json:"confidence,omitempty"`
	Partly bool                  `json:"partly,omitempty"`
	Note   string                `json:"note,omitempty"`
	Places []apiPlace            `json:"places"`
}

type apiPlace struct {
	Anchor   string `json:"anchor"`
	Label    string `json:"label"`
	Quote    string `json:"quote"`
	Citation int    `json:"citation"`
}

// apiReference is one citation; offsets are runes of the document's text.
type apiReference struct {
	Index      int                   `json:"index"`
	Kind       citation.Kind         `json:"kind"`
	Text       string                `json:"text"`
	Start      int                   `json:"start"`
	End        int                   `json:"end"`
	Type       string                `json:"type,omitempty"`
	Number     string                `json:"number,omitempty"`
	Year       string                `json:"year,omitempty"`
	Symbol     string                `json:"symbol,omitempty"`
	Date       string                `json:"date,omitempty"`
	Issuer     string                `json:"issuer,omitempty"`
	Name       string                `json:"name,omitempty"`
	Provision  []document.Step       `json:"provision,omitempty"`
	Title      string                `json:"title,omitempty"`
	AliasDef   string                `json:"alias_def,omitempty"`
	Parent     *int                  `json:"parent,omitempty"`
	In         string                `json:"in,omitempty"` // anchor of the provision it stands in
	Outcome    resolve.Outcome       `json:"outcome"`
	Document   string                `json:"document,omitempty"`
	Anchor     string                `json:"anchor,omitempty"`
	Clause     string                `json:"clause,omitempty"` // how the cited point begins
	Missing    *document.Step        `json:"missing,omitempty"`
	URL        string                `json:"url,omitempty"`
	TextHeld   bool                  `json:"text_held,omitempty"`
	State      library.Status        `json:"state,omitempty"`
	Candidates []resolve.Candidate   `json:"candidates,omitempty"`
	Rejected   []resolve.Candidate   `json:"rejected,omitempty"`
	Repair     string                `json:"repair,omitempty"`
	Rule       string                `json:"rule"`
	Why        []string              `json:"why,omitempty"`
	Confidence float64               `json:"confidence"`
	Chosen     bool                  `json:"chosen,omitempty"` // a person decided
	Relation   document.RelationKind `json:"relation,omitempty"`
}

func makeAPIDocument(d *library.Document) apiDocument {
	ru := newRunes(d.Text)
	out := apiDocument{
		apiEntry: makeAPIEntry(d.Record, d.TextHeld, d.State), Record: d.Record, StateBy: makeAPILinks(d.State.By),
		Text: d.Text, Structure: []apiProvision{}, References: makeAPIReferences(d, ru),
		Cites: makeAPILinks(d.Cited), CitedBy: makeAPILinks(d.CitedAt),
		Acting: makeAPILinks(d.Acting), Passive: makeAPILinks(d.Passive), SameNumber: makeAPIEntries(d.SameNumber),
		Chain: makeAPIChain(d.Chain),
	}
	if d.Structure != nil {
		out.Structure = makeAPIProvisions(d.Record.ID, d.Structure.Provisions, ru)
	}
	return out
}

func makeAPIProvisions(id string, ps []*document.Provision, ru runes) []apiProvision {
	out := make([]apiProvision, len(ps))
	for i, p := range ps {
		out[i] = apiProvision{
			Unit: p.Unit, Number: p.Number, Anchor: p.Anchor, Label: p.Label, Heading: p.Heading, Addressee: p.Addressee,
			Start: ru.at(p.Start), End: ru.at(p.End), URL: documentURL(id, p.Anchor),
		}
		if len(p.Children) > 0 {
			out[i].Children = makeAPIProvisions(id, p.Children, ru)
		}
	}
	return out
}

func makeAPILinks(ls []library.Link) []apiLink {
	out := []apiLink{}
	for _, l := range ls {
		if l.Record == nil {
			continue
		}
		a := apiLink{apiEntry: makeAPIEntry(l.Record, l.TextHeld, l.State), Kind: l.Kind, Places: []apiPlace{}}
		if l.Stated != nil {
			a.Source, a.Grade, a.Partly, a.Note = l.Stated.Source, l.Stated.Confidence, l.Stated.Partly, l.Stated.Note
		}
		for _, p := range l.Places {
			a.Places = append(a.Places, apiPlace{Anchor: p.Anchor, Label: p.Label, Quote: p.Quote, Citation: p.Citation})
		}
		out = append(out, a)
	}
	return out
}

func makeAPIReferences(d *library.Document, ru runes) []apiReference {
	out := make([]apiReference, len(d.References))
	for i := range d.References {
		r := &d.References[i]
		a := apiReference{
			Index: i, Kind: r.Kind, Start: ru.at(r.Start), End: ru.at(r.End),
			Type: r.Type, Number: r.Number.Number, Year: r.Number.Year, Symbol: r.Symbol, Date: r.Date.String(),
			Issuer: r.Issuer, Name: r.Name, Provision: r.Citation.Provision, Title: r.Title, AliasDef: r.AliasDef, Relation: r.Relation,
			Outcome: r.Resolution.Outcome, Document: r.Resolution.Document, Anchor: r.Resolution.Anchor, Clause: r.Clause,
			Missing: r.Resolution.Missing, Candidates: r.Resolution.Candidates, Rejected: r.Resolution.Rejected,
			Repair: r.Resolution.Repair, Rule: r.Resolution.Rule, Why: r.Resolution.Why, Confidence: r.Resolution.Confidence,
		}
		if r.Start >= 0 && r.Start <= r.End && r.End <= len(d.Text) {
			a.Text = d.Text[r.Start:r.End]
		}
		a.Chosen = r.Choice != nil
		if r.Parent >= 0 {
			a.Parent = &r.Parent
		}
		if r.Provision != nil {
			a.In = r.Provision.Anchor
		}
		if a.Document != "" {
			a.URL = documentURL(a.Document, a.Anchor)
		}
		if r.Target != nil {
			a.TextHeld = r.TargetHeld
			if a.State = r.TargetState.Status; a.State == "" {
				a.State = library.StatusUnknown
			}
		}
		out[i] = a
	}
	return out
}
