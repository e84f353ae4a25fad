package ingest

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"tracuu/corpus"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/vietnamese"
)

// shelf is what the library holds, ready to be asked by file, number, title and
// text. Readers ask it while the writer changes it.
type shelf struct {
	corpus *corpus.Corpus

	mu     sync.RWMutex
	byFile map[string][]string // SHA-256 of a file → ids
	byKey  map[string][]string // number, or type and title where there is none → ids
	byText map[string]string   // hash of a text's letters → id
}

func newShelf(c *corpus.Corpus, l *ledger) *shelf {
	s := &shelf{corpus: c, byFile: map[string][]string{}, byKey: map[string][]string{}, byText: map[string]string{}}
	for _, d := range c.Documents() {
		s.enter(d)
	}
	for _, e := range l.entries {
		if e.TextSHA != "" && s.has(e.Outcome.ID) {
			s.byText[e.TextSHA] = e.Outcome.ID
		}
	}
	return s
}

// fileSHA finds in a provenance note which file it speaks of.
var fileSHA = regexp.MustCompile(`\bsha256 ([0-9a-f]{64})\b`)

// enter notes a document; what it was before may still lead to it, which the
// comparison that follows every look-up sorts out.
func (s *shelf) enter(d *corpus.Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range d.Provenance {
		for _, m := range fileSHA.FindAllStringSubmatch(p.Note, -1) {
			s.byFile[m[1]] = include(s.byFile[m[1]], d.ID)
		}
	}
	if key := recordKey(&d.Record); key != "" {
		s.byKey[key] = include(s.byKey[key], d.ID)
	}
}

func (s *shelf) noteText(id, sha string) {
	if sha == "" {
		return
	}
	s.mu.Lock()
	s.byText[sha] = id
	s.mu.Unlock()
}

func include(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// recordKey is the key under which a document is looked for: its number, or
// where it has none, its type and title.
func recordKey(r *document.Record) string {
	if r.Number.Number != "" && r.Symbol != "" {
		return "#" + resolve.NumberKey(r.Number)
	}
	if r.Type != "" && r.Title != "" {
		return vietnamese.Fold(r.Type + "|" + strings.TrimPrefix(strings.ToLower(r.Title), "về "))
	}
	return ""
}

func (s *shelf) has(id string) bool {
	_, err := s.corpus.Get(id)
	return id != "" && err == nil
}

// holders are the documents that keep a file of these bytes.
func (s *shelf) holders(sha string) []*corpus.Document {
	s.mu.RLock()
	ids := s.byFile[sha]
	s.mu.RUnlock()
	return s.documents(ids)
}

// holdsText reports that a file of these bytes was taken in whole: its document
// has a text, and its details are written, which is the last thing done.
func (s *shelf) holdsText(sha string) bool {
	return slices.ContainsFunc(s.holders(sha), func(d *corpus.Document) bool {
		if !d.HasText() {
			return false
		}
		details := ReadDetails(d.Folder)
		return details.knows(sha)
	})
}

// candidates are the documents that bear the record's number or title.
func (s *shelf) candidates(r *document.Record) []*corpus.Document {
	key := recordKey(r)
	if key == "" {
		return nil
	}
	s.mu.RLock()
	ids := s.byKey[key]
	s.mu.RUnlock()
	return slices.DeleteFunc(s.documents(ids), func(d *corpus.Document) bool { return recordKey(&d.Record) != key })
}

// ofText gives the document that holds this very text, or nil.
func (s *shelf) ofText(sha string) *corpus.Document {
	s.mu.RLock()
	id := s.byText[sha]
	s.mu.RUnlock()
	if id == "" {
		return nil
	}
	d, err := s.corpus.Get(id)
	if err != nil || !d.HasText() {
		return nil
	}
	text, err := s.corpus.Text(id)
	if err != nil || lettersSHA(text) != sha { // changed since
		return nil
	}
	return d
}

func (s *shelf) documents(ids []string) []*corpus.Document {
	var docs []*corpus.Document
	for _, id := range ids {
		if d, err := s.corpus.Get(id); err == nil {
			docs = append(docs, d)
		}
	}
	return docs
}
