package library

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"

	"tracuu/corpus"
	"tracuu/index"
	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// view is one state of the library: what the corpus held when it was read, and
// what follows from it. It does not change; a refresh makes a new one.
type view struct {
	state     string // of the corpus
	docs      map[string]*node
	ids       []string // in the order of lists: newest first
	catalogue *resolve.Catalogue
	// structures keeps the structures of the texts that citations point into.
	structures *lru.Cache[string, *document.Structure]
	// citing are the citations that name a document, in the order of the citing
	// documents and then of their texts.
	citing map[string][]edge
	// passive are the stated relations of which a document is the target.
	passive map[string][]stated
}

// node is a document with what the whole collection says of it.
type node struct {
	*corpus.Document
	status Status
	// cites are the documents its text cites, in order of first mention.
	cites []string
	// edges are its resolved citations in text order.
	edges []edge
}

// edge is one resolved citation, small enough to keep for every citation of the
// library; the text it came from is read again when a page needs more.
type edge struct {
	from, to string
	place    Place
}

// stated is a relation with the id of the document whose record states it.
type stated struct {
	from string
	*document.Relation
}

// keptStructures bounds the texts whose structures are kept for pinpoints.
const keptStructures = 256

// structure divides the text of a document for pinpoints into it; nil where the
// text is not held.
func (v *view) structure(c *corpus.Corpus, id string) *document.Structure {
	if s, ok := v.structures.Get(id); ok {
		return s
	}
	text, err := c.Text(id)
	if err != nil {
		return nil
	}
	s := document.Divide(text)
	v.structures.Add(id, s)
	return s
}

func buildView(ctx context.Context, c *corpus.Corpus, progress func(done, total int)) (*view, error) {
	docs := c.Documents()
	v := &view{
		state:   c.State(),
		docs:    make(map[string]*node, len(docs)),
		citing:  map[string][]edge{},
		passive: map[string][]stated{},
	}
	v.structures, _ = lru.New[string, *document.Structure](keptStructures) // fails for sizes below 1 only
	v.catalogue = resolve.New(c.Records(), resolve.WithStructures(func(id string) *document.Structure { return v.structure(c, id) }))
	for _, d := range docs {
		v.docs[d.ID] = &node{Document: d}
		v.ids = append(v.ids, d.ID)
	}
	slices.SortFunc(v.ids, func(a, b string) int {
		if c := v.docs[b].Date.Compare(v.docs[a].Date); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	for _, d := range docs {
		for i := range d.Relations {
			r := &d.Relations[i]
			if v.docs[r.Target] != nil {
				v.passive[r.Target] = append(v.passive[r.Target], stated{d.ID, r})
			}
		}
	}
	for id, n := range v.docs {
		n.status = statusOf(v.passive[id])
	}
	if err := v.analyseAll(ctx, c, progress); err != nil {
		return nil, err
	}
	for _, d := range docs {
		n := v.docs[d.ID]
		seen := map[string]bool{}
		for _, e := range n.edges {
			if e.to == d.ID {
				continue
			}
			v.citing[e.to] = append(v.citing[e.to], e)
			if !seen[e.to] {
				seen[e.to] = true
				n.cites = append(n.cites, e.to)
			}
		}
	}
	return v, nil
}

// analyseAll reads and analyses every text, on all cores.
func (v *view) analyseAll(ctx context.Context, c *corpus.Corpus, progress func(done, total int)) error {
	var work []*node
	for _, id := range v.ids {
		if n := v.docs[id]; n.HasText() {
			work = append(work, n)
		}
	}
	var next, done atomic.Int64
	var group sync.WaitGroup
	var report sync.Mutex
	for range min(runtime.GOMAXPROCS(0), len(work)) {
		group.Add(1)
		go func() {
			defer group.Done()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(work) {
					return
				}
				n := work[i]
				// A text that cannot be read is one of the corpus's problems.
				if text, err := c.Text(n.ID); err == nil {
					n.edges = v.edgesOf(n, text)
				}
				report.Lock()
				progress(int(done.Add(1)), len(work))
				report.Unlock()
			}
		}()
	}
	group.Wait()
	return ctx.Err()
}

// analysis is the full reading of one text.
type analysis struct {
	structure   *document.Structure
	citations   []citation.Citation
	resolutions []resolve.Resolution
}

// analyse finds and resolves the citations of a text; with explain it also says
// why, which costs more.
func (v *view) analyse(rec *document.Record, text string, explain bool) analysis {
	a := analysis{structure: document.Divide(text)}
	a.citations = v.find(rec, text)
	a.resolutions = v.catalogue.Resolve(resolve.Citing{Record: rec, Text: text, Structure: a.structure, Explain: explain}, a.citations)
	return a
}

func (v *view) edgesOf(n *node, text string) []edge {
	a := v.analyse(&n.Record, text, false)
	var edges []edge
	for i, r := range a.resolutions {
		if r.Outcome != resolve.Resolved || v.docs[r.Document] == nil {
			continue
		}
		edges = append(edges, edge{from: n.ID, to: r.Document, place: placeOf(a.structure, text, i, &a.citations[i])})
	}
	return edges
}

// placeOf says where a citation stands, with some text around it.
func placeOf(s *document.Structure, text string, i int, c *citation.Citation) Place {
	const around = 60 // runes
	p := Place{
		Citation: i,
		Quote:    strings.Clone(oneLine(text[c.Start:c.End])),
		Before:   strings.Clone(lastRunes(text[:c.Start], around)),
		After:    strings.Clone(firstRunes(text[c.End:], around)),
	}
	if at := s.At(c.Start); at != nil {
		p.Anchor, p.Label = at.Anchor, at.Label
	}
	return p
}

// statusOf derives what is known of a document's force from the statements of
// sources about it; the gravest statement wins.
func statusOf(about []stated) Status {
	best, weight := StatusUnknown, 0
	for _, r := range about {
		s, w := StatusUnknown, 0
		switch r.Kind {
		case document.Replaces:
			s, w = StatusReplaced, 6
		case document.Repeals:
			s, w = StatusRepealed, 5
		case document.Suspends:
			s, w = StatusPartly, 3
		case document.Amends, document.Corrects:
			s, w = StatusAmended, 2
		case document.Continues:
			s, w = StatusOngoing, 1
		}
		if r.Partly && w > 3 {
			s, w = StatusPartly, 4
		}
		if w > weight {
			best, weight = s, w
		}
	}
	return best
}

// indexFingerprint changes when what the index is told of the document does.
func (n *node) indexFingerprint() string { return n.Fingerprint + "/" + string(n.status) }

// indexDocuments gives the documents to the index, all of them or those that
// are wanted. A text that cannot be read leaves its record findable.
func (v *view) indexDocuments(c *corpus.Corpus, wanted map[string]bool) iter.Seq2[index.Document, error] {
	return func(yield func(index.Document, error) bool) {
		for _, id := range v.ids {
			if wanted != nil && !wanted[id] {
				continue
			}
			n := v.docs[id]
			d := index.Document{
				ID: id, Type: n.Type, Number: n.Number.Number, Symbol: n.Symbol, Label: n.Label(), Issuer: n.Issuer, Year: n.Date.Year,
				Date: n.Date.String(), Title: n.Subject(), State: string(n.status), Fingerprint: n.indexFingerprint(),
			}
			if n.HasText() {
				text, err := c.Text(id)
				if err == nil {
					d.TextHeld = true
					d.Units = unitsOf(text)
				} else if !errors.Is(err, corpus.ErrNoText) {
					d.TextHeld = false
				}
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// unitsOf cuts a text into what a search finds: each provision's own text.
func unitsOf(text string) []index.Unit {
	s := document.Divide(text)
	var units []index.Unit
	s.Walk(func(p *document.Provision, _ int) bool {
		start, end := p.Own()
		if own := strings.TrimSpace(text[start:end]); own != "" {
			units = append(units, index.Unit{Anchor: p.Anchor, Label: p.Label, Heading: p.Heading, Text: own})
		}
		return true
	})
	return units
}
