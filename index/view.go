package index

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// view is what a search sees: the parts of one manifest. Searches hold it while
// they run, so an update can swap views under them. Views share their parts:
// what an update does not touch is not opened again.
type view struct {
	manifest  *manifest
	parts     []*viewPart
	documents []*entry // sorted by ID
	units     int

	meanLength [fieldCount]float32

	readOnce     sync.Once
	readingsList readings

	facets []facetColumn
	asked  asked
	words  lexiconOf
	states sync.Pool // of *[]state

	turns  chan struct{} // searches that compute
	users  atomic.Int32  // searches, and one for being current
	damage atomic.Pointer[error]
	closed chan struct{} // when the last user is gone
}

// openView opens the parts of a manifest, taking those that are open from
// another view of the directory, if given. Files larger than check are compared
// with their checksums in the background.
func openView(dir string, m *manifest, other *view, check int64) (*view, error) {
	v := &view{manifest: m, closed: make(chan struct{}), turns: make(chan struct{}, 2*runtime.GOMAXPROCS(0))}
	v.users.Store(1)
	open := map[string]*part{}
	if other != nil {
		for _, p := range other.parts {
			open[p.info.Name] = p.part
		}
	}
	var fresh []*part
	for i := range m.Parts {
		info := &m.Parts[i]
		p := open[info.Name]
		if p != nil {
			p.retain()
		} else {
			var err error
			if p, err = openPart(dir, info, check); err != nil {
				v.release()
				return nil, err
			}
			fresh = append(fresh, p)
		}
		v.parts = append(v.parts, &viewPart{part: p})
	}
	v.number()
	v.norms()
	v.facets = facetColumns(v.documents)
	go v.verify(dir, fresh, check)
	return v, nil
}

// number puts the documents of all parts in the order of their IDs.
func (v *view) number() {
	dead := make([]map[string]bool, len(v.parts))
	at := make([]int, len(v.parts))
	total := 0
	for i, p := range v.parts {
		dead[i] = setOf(v.manifest.Parts[i].Dead)
		p.number = make([]int32, len(p.owner))
		total += len(p.documents)
	}
	v.documents = make([]*entry, 0, total)
	for {
		// The part with the least ID comes next.
		least := -1
		for i, p := range v.parts {
			if at[i] < len(p.order) && (least < 0 || p.next(at[i]).ID < v.parts[least].next(at[least]).ID) {
				least = i
			}
		}
		if least < 0 {
			return
		}
		p := v.parts[least]
		e := p.next(at[least])
		at[least]++
		number := int32(-1)
		if !dead[least][e.ID] {
			number = int32(len(v.documents))
			v.documents = append(v.documents, e)
			v.units += e.units
		}
		for n := range uint32(e.units + 1) {
			p.number[e.record+n] = number
		}
	}
}

// next is the document at a place in the order of IDs.
func (p *part) next(place int) *entry { return &p.documents[p.order[place]] }

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// norms works out what the lengths of fields count.
func (v *view) norms() {
	v.meanLength = meanLengths(v.manifest.Parts)
	b := float32(weights.b)
	for _, p := range v.parts {
		for field := range p.norm {
			mean := v.meanLength[field]
			norm := make([]float32, len(p.owner))
			for n, length := range p.lengths[field] {
				norm[n] = 1 / (1 - b + b*float32(length)/mean)
			}
			p.norm[field] = norm
		}
	}
}

// byID finds a document; nil if there is none.
func (v *view) byID(id string) *entry {
	if n := v.numberOf(id); n >= 0 {
		return v.documents[n]
	}
	return nil
}

// numberOf finds the number of a document; -1 if there is none.
func (v *view) numberOf(id string) int32 {
	i, ok := slices.BinarySearchFunc(v.documents, id, func(e *entry, id string) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return -1
	}
	return int32(i)
}

// readings are listed at the first search of a view.
func (v *view) readings() readings {
	v.readOnce.Do(func() { v.readingsList = v.buildReadings() })
	return v.readingsList
}

// verify compares the contents of large files with their checksums, while the
// view is already searched.
func (v *view) verify(dir string, parts []*part, check int64) {
	for _, p := range parts {
		if err := p.info.checkLarge(dir, check, v.closed); err != nil {
			v.damage.Store(&err)
			return
		}
	}
}

// takeTurn waits until few enough searches compute, first come, first served: more
// at once would all be slower, and each has memory of its own. Who has had a turn
// gives it back with giveTurn.
func (v *view) takeTurn(ctx context.Context) error {
	select {
	case v.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (v *view) giveTurn() { <-v.turns }

// noteDamage makes every later use of the view fail like the one that has found
// it damaged.
func (v *view) noteDamage(err *error) {
	if found := *err; errors.Is(found, ErrDamaged) {
		v.damage.CompareAndSwap(nil, &found)
	}
}

func (v *view) release() {
	if v.users.Add(-1) == 0 {
		close(v.closed)
		for _, p := range v.parts {
			p.release()
		}
	}
}
