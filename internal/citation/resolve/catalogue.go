package resolve

import (
	"slices"
	"sync"

	"tracuu/internal/document"
)

// Catalogue is everything the library knows to exist, made ready to be asked by
// citations. It is safe for concurrent use: readers share, a change is exclusive
// and short. Records that were given must not be changed afterwards; give a
// changed copy to [Catalogue.Replace].
type Catalogue struct {
	mu      sync.RWMutex
	entries []*entry // by slot; nil where a record was removed
	free    []int32
	byID    map[string]int32
	byKey   map[string][]int32
	series  map[string][]int32 // sorted by number
	plain   map[string][]int32 // for search boxes: see lookup.go
	stated  map[string][]int32 // id → records that state a relation to it

	structures func(id string) *document.Structure
}

// Option changes how a catalogue resolves.
type Option func(*Catalogue)

// WithStructures lets pinpoints be resolved to the anchors of held texts. The
// function gives the structure of a document's text, or nil where no text is
// held; it is called with the catalogue locked for reading, so it must not
// change it.
func WithStructures(f func(id string) *document.Structure) Option {
	return func(c *Catalogue) { c.structures = f }
}

// New builds the catalogue of the records. Of two records with one id the later
// counts.
func New(records []*document.Record, opts ...Option) *Catalogue {
	c := &Catalogue{
		byID:   make(map[string]int32, len(records)),
		byKey:  make(map[string][]int32, 3*len(records)),
		series: make(map[string][]int32),
		plain:  make(map[string][]int32, len(records)),
		stated: make(map[string][]int32),
	}
	for _, o := range opts {
		o(c)
	}
	for _, r := range records {
		c.put(r)
	}
	return c
}

// Change says what a change of the catalogue can have altered: the id, and the
// keys under which citations ask for the old or the new record. Give it to
// [References.Affected] for the documents to resolve again.
type Change struct {
	ID   string
	Keys []string
}

// Replace enters the record, in place of one of the same id if there is one.
// Its cost does not depend on the size of the catalogue.
func (c *Catalogue) Replace(r *document.Record) Change {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.put(r)
}

// Add is Replace under the name that reads right for a new record.
func (c *Catalogue) Add(r *document.Record) Change { return c.Replace(r) }

// Remove takes the record of that id out; of an unknown id nothing happens.
func (c *Catalogue) Remove(id string) Change {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Change{ID: id, Keys: c.drop(id)}
}

// Record gives the record of that id, or nil.
func (c *Catalogue) Record(id string) *document.Record {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if e := c.entry(id); e != nil {
		return e.rec
	}
	return nil
}

// Len is the number of records.
func (c *Catalogue) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.byID)
}

// Titles gives the titles of the records of that type that bear the number, in
// any spelling, for a reader that must tell where a cited title ends
// (citation.Finder.Titles).
func (c *Catalogue) Titles(typ string, n document.Number) []string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var buf [96]byte
	var out []string
	for _, s := range c.byKey[string(appendNumberKey(buf[:0], n))] {
		e := c.entries[s]
		if t := e.rec.Title; t != "" && !slices.Contains(out, t) && compareTypes(typeOf(typ), e.typ) != conflict {
			out = append(out, t)
		}
	}
	return out
}

// stating gives the records that state a relation to the document.
func (c *Catalogue) stating(id string) []*document.Record {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var out []*document.Record
	for _, s := range c.stated[id] {
		out = append(out, c.entries[s].rec)
	}
	return out
}

func (c *Catalogue) entry(id string) *entry {
	if s, ok := c.byID[id]; ok {
		return c.entries[s]
	}
	return nil
}

func (c *Catalogue) put(r *document.Record) Change {
	ch := Change{ID: r.ID, Keys: c.drop(r.ID)}
	e := newEntry(r)
	var slot int32
	if n := len(c.free); n > 0 {
		slot, c.free = c.free[n-1], c.free[:n-1]
		c.entries[slot] = e
	} else {
		slot = int32(len(c.entries))
		c.entries = append(c.entries, e)
	}
	c.byID[r.ID] = slot
	for _, k := range e.keys {
		c.byKey[k] = append(c.byKey[k], slot)
		if !slices.Contains(ch.Keys, k) {
			ch.Keys = append(ch.Keys, k)
		}
	}
	for _, k := range plainKeys(e) {
		c.plain[k] = append(c.plain[k], slot)
		ch.Keys = append(ch.Keys, "~"+k)
	}
	for _, rel := range r.Relations {
		if s := c.stated[rel.Target]; len(s) == 0 || s[len(s)-1] != slot {
			c.stated[rel.Target] = append(s, slot)
		}
	}
	if e.series != "" {
		s := c.series[e.series]
		i, _ := slices.BinarySearchFunc(s, e, func(a int32, e *entry) int { return c.compareInSeries(a, e) })
		c.series[e.series] = slices.Insert(s, i, slot)
	}
	return ch
}

func (c *Catalogue) compareInSeries(slot int32, e *entry) int {
	a := c.entries[slot].rec
	if n, m := atoi(a.Bare()), atoi(e.rec.Bare()); n != m {
		return n - m
	}
	return a.Date.Compare(e.rec.Date)
}

// drop takes a record out and gives the keys it had.
func (c *Catalogue) drop(id string) []string {
	slot, ok := c.byID[id]
	if !ok {
		return nil
	}
	e := c.entries[slot]
	keys := e.askedBy()
	delete(c.byID, id)
	for _, k := range e.keys {
		removeSlot(c.byKey, k, slot)
	}
	for _, k := range plainKeys(e) {
		removeSlot(c.plain, k, slot)
	}
	for _, rel := range e.rec.Relations {
		removeSlot(c.stated, rel.Target, slot)
	}
	if e.series != "" {
		removeSlot(c.series, e.series, slot)
	}
	c.entries[slot] = nil
	c.free = append(c.free, slot)
	return keys
}

func removeSlot(m map[string][]int32, key string, slot int32) {
	s := m[key]
	i := slices.Index(s, slot)
	if i < 0 {
		return
	}
	if len(s) == 1 {
		delete(m, key)
		return
	}
	// Readers hold the lock while they use a list, so it can be changed in place.
	m[key] = slices.Delete(s, i, i+1)
}
