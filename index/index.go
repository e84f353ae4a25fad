package index

import (
	"cmp"
	"fmt"
	"sync"
)

// Index is an open index, safe for use by many goroutines.
type Index struct {
	dir   string
	check int64 // largest file whose contents are compared at once

	mu   sync.RWMutex // guards view
	view *view
}

// OpenOptions says what is wanted of an index.
type OpenOptions struct {
	// CorpusState, if set, is the state the index must have been built from,
	// or Open returns ErrStale.
	CorpusState string
	// check, if set, stands for sumAtOpen in tests.
	check int64
}

// Open opens the index in dir for searching. Any number of processes may have
// it open, also while one builds or updates it. The error is ErrMissing,
// ErrDamaged or ErrStale when Build would mend it. The contents of large files
// are compared with their checksums while the index is already searched; if they
// are damaged, every use of it fails with ErrDamaged from then on.
func Open(dir string, opts OpenOptions) (*Index, error) {
	// Between reading the manifest and opening its parts a writer may replace
	// both; then the new manifest is there to be read.
	check := cmp.Or(opts.check, sumAtOpen)
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
		if v, err = openView(dir, m, nil, check); err == nil {
			return &Index{dir: dir, check: check, view: v}, nil
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

// acquire gives the current view, to be released after use.
func (x *Index) acquire() (*view, error) {
	v, err := x.hold()
	if err != nil {
		return nil, err
	}
	if damage := v.damage.Load(); damage != nil {
		v.release()
		return nil, *damage
	}
	return v, nil
}

// hold is acquire for a view that may have turned out to be damaged.
func (x *Index) hold() (*view, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.view == nil {
		return nil, ErrClosed
	}
	x.view.users.Add(1)
	return x.view, nil
}

// Fork gives a second handle on the index, which shares what is open with the
// first. Updating one leaves the other with what it searches.
func (x *Index) Fork() (*Index, error) {
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	return &Index{dir: x.dir, check: x.check, view: v}, nil
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
