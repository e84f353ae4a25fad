package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// maxParts is how many parts an index may have before an update makes one of
// them all: every search asks every part.
const maxParts = 6

// Update brings the index to state: the changed documents replace those of the
// same ID, the removed ones go. It is one step, like Build, and takes time by
// what changed, not by what there is; now and then it rewrites the whole. This
// Index searches the new state when Update returns; others see it after Reload
// or a new Open.
func (x *Index) Update(ctx context.Context, changed []Document, removed []string, state string) (err error) {
	defer guard(&err, "updating the index")()
	unlock, err := lockForWriting(ctx, x.dir)
	if err != nil {
		return err
	}
	defer unlock()
	// Another process may have written since this one opened.
	if err := x.Reload(); err != nil {
		return err
	}
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()

	gone := map[string]bool{}
	for _, id := range removed {
		gone[id] = true
	}
	for i := range changed {
		gone[changed[i].ID] = true
	}
	next := *v.manifest
	next.State = state
	next.Parts = slices.Clone(next.Parts)
	dead := 0
	for i := range next.Parts {
		p := &next.Parts[i]
		set := map[string]bool{}
		for _, id := range p.Dead {
			set[id] = true
		}
		for _, e := range v.parts[i].documents {
			if gone[e.ID] {
				set[e.ID] = true
			}
		}
		p.Dead = slices.Sorted(maps.Keys(set))
		dead += len(p.Dead)
	}
	next.Parts = slices.DeleteFunc(next.Parts, func(p partInfo) bool { return len(p.Dead) == p.Documents })

	docs := fromSlice(changed)
	if len(next.Parts) >= maxParts || dead > len(v.documents)/2+100 {
		docs = concat(docs, v.stored(gone))
		next.Parts = nil
	}
	parts, err := writeParts(ctx, x.dir, docs, BuildOptions{})
	if err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	next.Parts = append(next.Parts, parts...)
	if err := next.write(x.dir); err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	if err := x.Reload(); err != nil {
		return err
	}
	removeLeftovers(x.dir, &next)
	return nil
}

// Reload goes over to what another process has built or updated since. Nothing
// is done if that is nothing.
func (x *Index) Reload() error {
	m, err := readManifest(x.dir)
	if err != nil {
		return err
	}
	v, err := x.acquire()
	if err != nil {
		return err
	}
	same := v.manifest.same(m)
	v.release()
	if same {
		return nil
	}
	if err := m.check(x.dir, OpenOptions{}); err != nil {
		return err
	}
	fresh, err := openView(x.dir, m)
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.view == nil {
		fresh.release()
		return ErrClosed
	}
	x.view.release()
	x.view = fresh
	return nil
}

func (m *manifest) same(o *manifest) bool {
	return m.State == o.State && slices.EqualFunc(m.Parts, o.Parts, func(a, b partInfo) bool {
		return a.Name == b.Name && slices.Equal(a.Dead, b.Dead)
	})
}

// stored reads back the documents of a view that are not among gone.
func (v *view) stored(gone map[string]bool) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, e := range v.documents {
			if gone[e.ID] {
				continue
			}
			d, err := e.read()
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// read gives the document with its units.
func (e *entry) read() (Document, error) {
	d := e.Document
	for _, n := range e.units {
		u, err := e.part.unit(n)
		if err != nil {
			return d, err
		}
		d.Units = append(d.Units, u)
	}
	return d, nil
}

// ErrNoDocument: the index has no document of that ID.
var ErrNoDocument = errors.New("no such document in the index")

// Document gives a document back as it was indexed.
func (x *Index) Document(id string) (Document, error) {
	v, err := x.acquire()
	if err != nil {
		return Document{}, err
	}
	defer v.release()
	e := v.byID[id]
	if e == nil {
		return Document{}, fmt.Errorf("%s: %w", id, ErrNoDocument)
	}
	return e.read()
}

func fromSlice(docs []Document) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func concat(seqs ...iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, seq := range seqs {
			for d, err := range seq {
				if !yield(d, err) {
					return
				}
			}
		}
	}
}
