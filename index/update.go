package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// maxParts is how many parts an index may have: every search asks every part.
const maxParts = 6

// Update brings the index to state: the changed documents replace those of the
// same ID, the removed ones go. It is one step, like Build, and takes time by
// what changed, not by what there is: the small parts that updates make are
// joined with one another, so that there are few of them, and a large part is
// written anew only when half of it is superseded. This Index searches the new
// state when Update returns; others see it after Reload or a new Open.
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

	gone := setOf(removed)
	for i := range changed {
		gone[changed[i].ID] = true
	}
	next := &manifest{Schema: v.manifest.Schema, Analyzer: v.manifest.Analyzer, State: state}
	b := &builder{dir: x.dir, work: filepath.Join(x.dir, newPartName())}
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	defer os.RemoveAll(b.work)
	if _, err := b.segments(ctx, fromSlice(changed), BuildOptions{}); err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	fresh := 0
	for _, s := range b.sources {
		fresh += s.records
	}
	parts := v.withDead(gone)
	for i, joined := range joinable(parts, fresh) {
		if joined {
			b.sources = append(b.sources, v.parts[i].source(setOf(parts[i].Dead)))
		} else if len(parts[i].Dead) < parts[i].Documents {
			next.Parts = append(next.Parts, parts[i])
		}
	}
	infos, err := b.join(ctx, 1, nil)
	if err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	next.Parts = append(next.Parts, infos...)
	if err := next.write(x.dir); err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	if err := x.Reload(); err != nil {
		return err
	}
	os.RemoveAll(filepath.Join(x.dir, buildingName)) // of a build that this update has made needless
	removeLeftovers(x.dir, next)
	return nil
}

// withDead describes the parts of a view with documents gone.
func (v *view) withDead(gone map[string]bool) []partInfo {
	parts := slices.Clone(v.manifest.Parts)
	for i := range parts {
		set := setOf(parts[i].Dead)
		for id := range gone {
			if v.parts[i].has(id) {
				set[id] = true
			}
		}
		parts[i].Dead = slices.Sorted(maps.Keys(set))
	}
	return parts
}

// has tells whether the part has a document of that ID.
func (p *part) has(id string) bool {
	_, ok := slices.BinarySearchFunc(p.order, id, func(place int32, id string) int {
		return cmp.Compare(p.documents[place].ID, id)
	})
	return ok
}

// joinable tells which parts an update joins with its own records, of which there
// are so many: those not much larger than what is joined already, so that a
// record is written anew a number of times that grows with the logarithm of the
// library; more if there would be too many parts; and those of which more than
// half is superseded.
func joinable(parts []partInfo, fresh int) []bool {
	joined := make([]bool, len(parts))
	size := func(p *partInfo) int { // what is left of it
		return (p.Documents + p.Units) * (p.Documents - len(p.Dead)) / max(p.Documents, 1)
	}
	left := 0
	bySize := make([]int, len(parts))
	for i := range parts {
		bySize[i] = i
		if len(parts[i].Dead) < parts[i].Documents {
			left++
		}
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(size(&parts[a]), size(&parts[b])) })
	for _, i := range bySize {
		p := &parts[i]
		if len(p.Dead) == p.Documents {
			continue
		}
		if size(p) <= 2*fresh || left >= maxParts || len(p.Dead) > p.Documents/2+100 {
			joined[i] = true
			fresh += size(p)
			left--
		}
	}
	return joined
}

// Reload goes over to what another process has built or updated since. Nothing
// is done if that is nothing.
func (x *Index) Reload() error {
	m, err := readManifest(x.dir)
	if err != nil {
		return err
	}
	v, err := x.hold()
	if err != nil {
		return err
	}
	defer v.release()
	old := v // whose parts the new view shares
	if v.damage.Load() != nil {
		old = nil
	} else if v.manifest.same(m) {
		return nil
	}
	if err := m.check(x.dir, OpenOptions{}); err != nil {
		return err
	}
	fresh, err := openView(x.dir, m, old, x.check)
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

// read gives the document with its units.
func (e *entry) read() (Document, error) {
	d := e.Document
	for i := range e.units {
		u, err := e.part.unit(e.unit(i))
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
	e := v.byID(id)
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
