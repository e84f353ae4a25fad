package library

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"

	"tracuu/corpus"
	"tracuu/index/query"
	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// view is one state of the library: the documents that the corpus held when it
// was read. It does not change; a refresh makes a new one, which shares the
// knowledge of citations with the old.
type view struct {
	*knowledge
	state string // of the corpus
	docs  map[string]*node
	ids   []string // in the order of lists: newest first
	// byNumber are the documents that bear a number, by its key, in the order of
	// lists.
	byNumber map[string][]string
	// passive are the stated relations of which a document is the target.
	passive map[string][]stated
	drafts  draftKnowledge
	// missing is what texts cite and the library lacks, worked out when it is
	// first asked for: it goes through every citation.
	missing func() []resolve.Wanted
	// recalled is the state that the file of kept citations holds.
	recalled string
	// vocabulary is what filters in a query can be, listed when first asked for.
	vocabulary func() *query.Vocabulary
	// numbers and titles are what is offered for a mistyped number and for the
	// beginning of a query, changes the documents by the time of their files, the
	// newest first; each is listed when it is first asked for.
	numbers func() []shortNumber
	titles  func() *titleIndex
	changes func() []*node
	levels  func() map[string]float64 // of issuers: see standing.go
}

// knowledge is what the library knows of citations. Its parts are safe for
// concurrent use, and follow changes at a cost that goes with the documents
// that cite what changed, not with the size of the library.
type knowledge struct {
	corpus     *corpus.Corpus
	catalogue  *resolve.Catalogue
	references *resolve.References
	// structures keeps the structures of the texts that citations point into.
	structures *lru.Cache[string, *document.Structure]
	// clauses keeps the words of points that citations name.
	clauses *lru.Cache[clauseKey, string]

	mu sync.RWMutex
	// places say where the citations of a text stand, by their index in it, so
	// that a page of who cites a document need not read the citing texts.
	places map[string]map[int]Place
}

// keptStructures bounds the texts whose structures are kept for pinpoints.
const keptStructures = 256

// node is a document with what the whole collection says of it.
type node struct {
	*corpus.Document
	status Status
}

// stated is a relation with the id of the document whose record states it.
type stated struct {
	from string
	*document.Relation
}

func newKnowledge(c *corpus.Corpus) *knowledge {
	k := &knowledge{corpus: c, references: resolve.NewReferences(), places: map[string]map[int]Place{}}
	k.structures, _ = lru.New[string, *document.Structure](keptStructures) // fails for sizes below 1 only
	k.clauses, _ = lru.New[clauseKey, string](keptClauses)
	k.catalogue = resolve.New(c.Records(), resolve.WithStructures(k.structure))
	return k
}

// structure divides the text of a document for pinpoints into it; nil where the
// text is not held.
func (k *knowledge) structure(id string) *document.Structure {
	if s, ok := k.structures.Get(id); ok {
		return s
	}
	text, err := k.corpus.Text(id)
	if err != nil {
		return nil
	}
	s := document.Divide(text)
	k.structures.Add(id, s)
	return s
}

// newView reads the corpus. Only what differs from the view before it is
// analysed anew, and what cites that; where there is none, what differs from
// what an earlier run has kept.
func newView(ctx context.Context, c *corpus.Corpus, before *view, progress func(done, total int)) (*view, error) {
	docs := c.Documents()
	v := &view{state: c.State(), docs: make(map[string]*node, len(docs)), byNumber: map[string][]string{}, passive: map[string][]stated{}}
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
	for _, id := range v.ids {
		if n := v.docs[id]; !n.Number.IsZero() {
			v.byNumber[n.Key()] = append(v.byNumber[n.Key()], id)
		}
	}
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
	v.missing = sync.OnceValue(func() []resolve.Wanted { return mergeUndated(v.graph().Missing()) })
	v.numbers = sync.OnceValue(v.numbersOf)
	v.titles = sync.OnceValue(v.titlesOf)
	v.changes = sync.OnceValue(v.changesOf)
	v.vocabulary, v.levels = sync.OnceValue(v.makeVocabulary), sync.OnceValue(v.makeLevels)
	var work []string
	if before == nil {
		v.knowledge = newKnowledge(c)
		work = v.recall(readKept(c.Dir()))
	} else {
		v.knowledge = before.knowledge
		v.recalled = before.recalled
		work = v.apply(before)
	}
	return v, v.analyseAll(ctx, work, progress)
}

// apply tells the catalogue what changed between two views and gives the ids of
// the texts to be analysed again.
func (v *view) apply(before *view) []string {
	again := map[string]bool{}
	note := func(ch resolve.Change) {
		for _, id := range v.references.Affected(ch) {
			again[id] = true
		}
	}
	for id := range before.docs {
		if v.docs[id] == nil {
			note(v.catalogue.Remove(id))
			v.forget(id)
		}
	}
	for id, n := range v.docs {
		old := before.docs[id]
		if old != nil && old.Fingerprint == n.Fingerprint {
			continue
		}
		v.structures.Remove(id)
		note(v.catalogue.Replace(&n.Record))
		again[id] = true
	}
	ids := make([]string, 0, len(again))
	for id := range again {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (k *knowledge) forget(id string) {
	k.references.Remove(id)
	k.structures.Remove(id)
	k.mu.Lock()
	delete(k.places, id)
	k.mu.Unlock()
}

// analyseAll reads and analyses the texts of those documents, on all cores.
func (v *view) analyseAll(ctx context.Context, ids []string, progress func(done, total int)) error {
	var work []*node
	for _, id := range ids {
		if n := v.docs[id]; n != nil && n.HasText() {
			work = append(work, n)
		} else if n != nil {
			v.references.Remove(id)
		}
	}
	var next, done atomic.Int64
	var group sync.WaitGroup
	var report sync.Mutex
	for range min(runtime.GOMAXPROCS(0), len(work)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(work) {
					return
				}
				// A text that cannot be read is one of the corpus's problems.
				if text, err := v.corpus.Text(work[i].ID); err == nil {
					v.enter(&work[i].Record, text)
				}
				report.Lock()
				progress(int(done.Add(1)), len(work))
				report.Unlock()
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// analysis is the full reading of one text.
type analysis struct {
	citing      resolve.Citing
	citations   []citation.Citation
	resolutions []resolve.Resolution
}

// analyse finds and resolves the citations of a text; with explain it also says
// why, which costs more.
func (k *knowledge) analyse(rec *document.Record, text string, explain bool) analysis {
	f := citation.Finder{Self: *rec, Titles: k.catalogue.Titles}
	a := analysis{
		citing:    resolve.Citing{Record: rec, Text: text, Structure: document.Divide(text), Explain: explain},
		citations: f.Find(text),
	}
	a.resolutions = k.catalogue.Resolve(a.citing, a.citations)
	return a
}

// enter notes what a text cites.
func (k *knowledge) enter(rec *document.Record, text string) {
	a := k.analyse(rec, text, false)
	places := map[int]Place{}
	for i, r := range a.resolutions {
		if r.Outcome == resolve.Resolved && r.Document != rec.ID || r.Outcome == resolve.Unknown {
			places[i] = placeOf(a.citing.Structure, text, i, &a.citations[i])
		}
	}
	k.references.Set(rec.ID, a.citing, a.citations, a.resolutions)
	k.mu.Lock()
	k.places[rec.ID] = places
	k.mu.Unlock()
}

func (k *knowledge) place(r resolve.Reference) Place {
	k.mu.RLock()
	defer k.mu.RUnlock()
	p := k.places[r.From][r.Index]
	p.Target = r.Anchor
	return p
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
