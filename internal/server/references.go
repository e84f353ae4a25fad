package server

import (
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/library"
)

// cited is a document that the text cites, with the places.
type cited struct {
	entry
	ID     string
	N      int
	Places []place
	Runs   []placeRun
}

// loose is a citation that names no single document, with the places where it
// stands in the same words.
type loose struct {
	index      int // of its first citation
	ID         string
	Verdict    string
	Quote      string
	Candidates []candidate
	Repair     string
	Search     string
	Places     []place
	Choice     *choiceForm // nil where nothing is to be chosen
}

type candidate struct {
	entry
	ID  string
	Why string
}

// place is one citation in the text.
type place struct {
	ID    string // "vd-3": what the text's link number 3 is explained by
	Label *anchorLabel
	Quote string
	Note  string
	// Clause is the point that is cited, nil where none is named or held.
	Clause *clause
	Why    []string
	// Chosen takes back a person's decision; Others, with Choice, are what a
	// reader who knows better can choose from.
	Chosen *choiceForm
	Choice *choiceForm
	Others []candidate
	ByHand bool // a person decided
}

type anchorLabel struct {
	Anchor, Text string
}

// clause is how a cited point begins.
type clause struct {
	URL, Text string
}

// referenceView is what a page says of a text's references.
type referenceView struct {
	links []link
	cited []cited
	loose []loose
}

// viewReferences sorts the references of a document into those that name a
// document and those that do not, and decides how each looks in the text.
// lookup gives the record of a candidate, nil for an id the library lacks;
// writable offers the reader to decide.
func viewReferences(d *library.Document, lookup func(id string) *library.Entry, writable bool) referenceView {
	v := referenceView{links: make([]link, len(d.References))}
	at := map[string]int{}
	for _, l := range d.Cited {
		v.addCited(at, l.Record, l.TextHeld, l.State)
	}
	looseAt := map[string]int{}
	for i := range d.References {
		r := &d.References[i]
		switch r.Resolution.Outcome {
		case resolve.Resolved:
			if r.Target == nil {
				continue
			}
			if r.Target.ID == d.Record.ID {
				if !r.Identity {
					v.links[i] = link{href: selfHref(r), class: "self"}
				}
				continue
			}
			k := v.addCited(at, r.Target, r.TargetHeld, r.TargetState)
			pl := makePlace(d, i)
			if r.Clause != "" {
				pl.Clause = &clause{URL: documentURL(r.Target.ID, r.Resolution.Anchor), Text: r.Clause}
			}
			if r.Choice != nil {
				pl.ByHand = true
				if pl.Chosen = newChoice(d, i, writable); pl.Chosen != nil {
					pl.Chosen.All = r.Choice.Nth == 0
				}
			} else if pl.Others = others(r, lookup); len(pl.Others) > 0 {
				pl.Choice = newChoice(d, i, writable)
			}
			v.cited[k].Places = append(v.cited[k].Places, pl)
			v.links[i] = link{href: documentURL(r.Target.ID, r.Resolution.Anchor), class: "record", card: true, n: v.cited[k].N}
			if r.TargetHeld {
				v.links[i].class = "held"
			}
		case resolve.Internal:
			if r.Resolution.Anchor != "" {
				v.links[i] = link{href: "#" + r.Resolution.Anchor, class: "self"}
			}
		case resolve.Ambiguous, resolve.Unknown, resolve.Malformed, resolve.Vague:
			v.addLoose(looseAt, d, i, lookup)
		}
	}
	for k := range v.cited {
		v.cited[k].Runs = makeRuns(v.cited[k].Places)
	}
	for k := range v.loose {
		l := &v.loose[k]
		if len(l.Candidates) > 0 {
			l.Choice = newChoice(d, l.index, writable)
			l.Choice.widen(l.Places)
		}
	}
	return v
}

func selfHref(r *library.Reference) string {
	if r.Resolution.Anchor != "" {
		return "#" + r.Resolution.Anchor
	}
	return "#dau"
}

func (v *referenceView) addCited(at map[string]int, rec *document.Record, held bool, st library.State) int {
	if k, ok := at[rec.ID]; ok {
		return k
	}
	k := len(v.cited)
	at[rec.ID] = k
	v.cited = append(v.cited, cited{entry: makeEntry(rec, held, st), ID: "tl-" + strconv.Itoa(k+1), N: k + 1})
	return k
}

func (v *referenceView) addLoose(at map[string]int, d *library.Document, i int, lookup func(string) *library.Entry) {
	r := &d.References[i]
	l := link{href: "#vd-" + strconv.Itoa(i), class: "unknown", card: true}
	switch r.Resolution.Outcome {
	case resolve.Ambiguous:
		l.class = "many"
	case resolve.Vague:
		l.class = "vague"
	}
	v.links[i] = l
	pl := makePlace(d, i)
	key := string(r.Resolution.Outcome) + "\x00" + pl.Quote
	if k, ok := at[key]; ok {
		v.loose[k].Places = append(v.loose[k].Places, pl)
		return
	}
	at[key] = len(v.loose)
	item := loose{index: i, ID: "kx-" + strconv.Itoa(len(v.loose)+1), Verdict: verdict(*r), Quote: pl.Quote, Places: []place{pl}}
	for _, c := range r.Resolution.Candidates {
		if e := lookup(c.Document); e != nil {
			item.Candidates = append(item.Candidates, candidate{entry: makeEntry(e.Record, e.TextHeld, e.State), ID: c.Document, Why: c.Why})
		}
	}
	switch r.Resolution.Outcome {
	case resolve.Malformed:
		if item.Repair = r.Resolution.Repair; item.Repair == "" {
			item.Repair = r.Repair
		}
	case resolve.Unknown:
		if item.Search = r.Number.Label(); item.Search == "" {
			item.Search = r.Name
		}
	}
	v.loose = append(v.loose, item)
}

// makePlace describes the place of a reference in its text.
func makePlace(d *library.Document, i int) place {
	r := &d.References[i]
	p := place{ID: "vd-" + strconv.Itoa(i), Quote: quoteOf(d.Text, &r.Citation), Why: r.Resolution.Why}
	p.Label = &anchorLabel{Anchor: "c-" + strconv.Itoa(i), Text: "Trong toàn văn"}
	if r.Provision != nil && r.Provision.Label != "" {
		p.Label.Text = r.Provision.Label
	}
	if m := r.Resolution.Missing; m != nil {
		p.Note = "Toàn văn trong thư viện không có " + strings.TrimSpace(m.Unit+" "+m.Label) + "."
	}
	return p
}

// quoteOf is the citation as written; a vague one with the words that say what
// it is about, since it has no number to be known by.
func quoteOf(text string, c *citation.Citation) string {
	const longest = 240 // runes
	start, end := c.Start, c.End
	if c.Kind == citation.Vague && c.TitleEnd > end {
		end = c.TitleEnd
	}
	if start < 0 || end > len(text) || start >= end {
		return ""
	}
	return shorten(strings.ToValidUTF8(text[start:end], ""), longest)
}

// marginNotes are the notes beside the text from start to end: each document,
// and each citation without one, once.
func (v *referenceView) marginNotes(d *library.Document, from *int, start, end int) []note {
	var out []note
	seen := map[string]bool{}
	for ; *from < len(d.References) && d.References[*from].Start < end; *from++ {
		i := *from
		r := &d.References[i]
		if r.Start < start || !v.links[i].card {
			continue
		}
		n := note{Class: v.links[i].class}
		if r.Target != nil && r.Resolution.Outcome == resolve.Resolved {
			n.URL, n.Name = v.links[i].href, r.Target.Name()
			n.Line = joinDots(r.Target.Date.Vietnamese(), heldWord(r.TargetHeld))
			if r.TargetState.Status != "" && r.TargetState.Status != library.StatusUnknown {
				n.Line = joinDots(r.Target.Date.Vietnamese(), StateWords(r.TargetState), heldWord(r.TargetHeld))
			}
		} else {
			n.URL, n.Name, n.Line = v.links[i].href, shorten(quoteOf(d.Text, &r.Citation), 60), verdict(*r)
		}
		key := n.Class + n.Name
		if n.URL[0] != '#' { // otherwise an entry of the page, one a citation
			key += n.URL
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, n)
		}
	}
	return out
}

func heldWord(held bool) string {
	if held {
		return ""
	}
	return "Chưa có toàn văn"
}

// joinDots joins what is not empty with middle dots.
func joinDots(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
