package index

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Index is an open index, safe for use by many goroutines.
type Index struct {
	dir string

	mu   sync.RWMutex // guards view
	view *view
}

// OpenOptions says what is wanted of an index.
type OpenOptions struct {
	// CorpusState, if set, is the state the index must have been built from,
	// or Open returns ErrStale.
	CorpusState string
}

// Open opens the index in dir for searching. Any number of processes may have
// it open, also while one builds or updates it. The error is ErrMissing,
// ErrDamaged or ErrStale when Build would mend it.
func Open(dir string, opts OpenOptions) (*Index, error) {
	// Between reading the manifest and opening its parts a writer may replace
	// both; then the new manifest is there to be read.
	var v *view
	var err error
	for range 3 {
		var m *manifest
		if m, err = readManifest(dir); err != nil {
			return nil, err
		}
		if err = m.check(dir, opts); err != nil {
			return nil, err
		}
		if v, err = openView(dir, m); err == nil {
			return &Index{dir: dir, view: v}, nil
		}
	}
	return nil, err
}

func (m *manifest) check(dir string, opts OpenOptions) error {
	if m.Schema != schemaVersion || m.Analyzer != analyzerVersion() {
		return fmt.Errorf("%s: %w: schema %d, analyzer %s; this program writes %d, %s",
			dir, ErrStale, m.Schema, m.Analyzer, schemaVersion, analyzerVersion())
	}
	if opts.CorpusState != "" && m.State != opts.CorpusState {
		return fmt.Errorf("%s: %w: built from corpus state %q, not %q", dir, ErrStale, m.State, opts.CorpusState)
	}
	return nil
}

// view is what a search sees: the parts of one manifest. Searches hold it while
// they run, so an update can swap views under them.
type view struct {
	manifest  *manifest
	parts     []*part
	documents []*entry // sorted by ID
	byID      map[string]*entry
	units     int

	meanLength [fieldCount]float32

	readOnce     sync.Once
	readingsList readings
	readingsErr  error
	words        lexiconOf

	facets []facetColumn
	states sync.Pool // of *[]state

	users atomic.Int32 // searches, and one for being current
}

// sumAtOpen is the largest file, in bytes, whose contents Open compares with
// its checksum. Verify reads all.
const sumAtOpen = 64 << 20

func openView(dir string, m *manifest) (*view, error) {
	v := &view{manifest: m, byID: map[string]*entry{}}
	v.users.Store(1)
	for i := range m.Parts {
		info := &m.Parts[i]
		if err := info.checkFiles(dir, sumAtOpen); err != nil {
			v.release()
			return nil, err
		}
		p, err := openPart(dir, info)
		if err != nil {
			v.release()
			return nil, err
		}
		v.parts = append(v.parts, p)
		dead := map[string]bool{}
		for _, id := range info.Dead {
			dead[id] = true
		}
		for _, e := range p.documents {
			if dead[e.ID] {
				e.number = -1
				continue
			}
			v.documents = append(v.documents, e)
			v.byID[e.ID] = e
			v.units += len(e.units)
		}
	}
	v.meanLength = meanLengths(m.Parts)
	slices.SortFunc(v.documents, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
	for i, e := range v.documents {
		e.number = i
	}
	for _, p := range v.parts {
		p.number, p.title = make([]int32, len(p.owner)), make([]uint32, len(p.owner))
		for n, e := range p.owner {
			p.number[n], p.title[n] = int32(e.number), e.record
		}
	}
	v.facets = facetColumns(v.documents)
	return v, nil
}

// readings are listed at the first search of a view.
func (v *view) readings() (readings, error) {
	v.readOnce.Do(func() { v.readingsList, v.readingsErr = v.buildReadings() })
	return v.readingsList, v.readingsErr
}

func (v *view) release() {
	if v.users.Add(-1) == 0 {
		for _, p := range v.parts {
			p.close()
		}
	}
}

// acquire gives the current view, to be released after use.
func (x *Index) acquire() (*view, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.view == nil {
		return nil, ErrClosed
	}
	x.view.users.Add(1)
	return x.view, nil
}

// Close closes the index. Searches that are under way finish.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.view == nil {
		return ErrClosed
	}
	x.view.release()
	x.view = nil
	return nil
}

// Meta is what an index was built from.
type Meta struct {
	CorpusState string
	// Schema and Analyzer are the versions of its form and of the analysis.
	Schema   int
	Analyzer string
	// Documents and Units count what can be found.
	Documents, Units int
	// Fingerprints are those of the documents, by ID.
	Fingerprints map[string]string
}

// Meta tells what the index was built from.
func (x *Index) Meta() (Meta, error) {
	v, err := x.acquire()
	if err != nil {
		return Meta{}, err
	}
	defer v.release()
	m := Meta{CorpusState: v.manifest.State, Schema: v.manifest.Schema, Analyzer: v.manifest.Analyzer,
		Documents: len(v.documents), Units: v.units, Fingerprints: make(map[string]string, len(v.documents))}
	for _, e := range v.documents {
		m.Fingerprints[e.ID] = e.Fingerprint
	}
	return m, nil
}

// Verify reads every file of the index and compares it with its checksum. The
// error is ErrDamaged when one differs.
func (x *Index) Verify() error {
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	for i := range v.manifest.Parts {
		if err := v.manifest.Parts[i].checkFiles(x.dir, 1<<62); err != nil {
			return err
		}
	}
	return nil
}
