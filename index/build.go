package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/util"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/gofrs/flock"
)

// BuildOptions says what an index is built from.
type BuildOptions struct {
	// CorpusState names the state of the corpus; Meta gives it back.
	CorpusState string
	// Progress, if set, is called after each document and once at the end,
	// always from one goroutine. Total is that of the options.
	Progress func(done, total int)
	Total    int
}

// Build builds the index of docs in dir and puts it in place of the one that is
// there, if any, in one step. Until then, and for good if Build fails or ctx
// ends, the old index stays. Open indexes go on with what they opened. If
// another process is writing, the error is ErrLocked, within two seconds.
func Build(ctx context.Context, dir string, docs iter.Seq2[Document, error], opts BuildOptions) (err error) {
	defer recoverAs(&err, "building the index")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("building the index: %w", err)
	}
	unlock, err := lockForWriting(ctx, dir)
	if err != nil {
		return err
	}
	defer unlock()
	old, _ := readManifest(dir) // a damaged one is what Build is for
	removeLeftovers(dir, old)

	m := &manifest{Schema: schemaVersion, Analyzer: analyzerVersion(), State: opts.CorpusState}
	part, err := writePart(ctx, dir, docs, opts)
	if err != nil {
		return fmt.Errorf("building the index: %w", err)
	}
	if part != nil {
		m.Parts = []partInfo{*part}
	}
	if err := m.write(dir); err != nil {
		return fmt.Errorf("building the index: %w", err)
	}
	removeLeftovers(dir, m)
	return nil
}

// lockTimeout is how long a writer waits for another.
const lockTimeout = 2 * time.Second

func lockForWriting(ctx context.Context, dir string) (unlock func(), err error) {
	l := flock.New(filepath.Join(dir, lockName))
	ctx, cancel := context.WithTimeoutCause(ctx, lockTimeout, ErrLocked)
	defer cancel()
	ok, err := l.TryLockContext(ctx, 50*time.Millisecond)
	if !ok {
		if errors.Is(err, context.DeadlineExceeded) {
			err = context.Cause(ctx)
		}
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return func() { l.Unlock() }, nil
}

// batchBytes caps the text of one in-memory segment, batchRecords its records:
// together they bound the memory of a build.
const (
	batchRecords = 1000
	mergeMax     = 64
)

// writePart writes a part with docs into dir and describes it; nil if there are
// no documents. On failure nothing is left behind.
func writePart(ctx context.Context, dir string, docs iter.Seq2[Document, error], opts BuildOptions) (info *partInfo, err error) {
	name := newPartName()
	path := filepath.Join(dir, name)
	defer func() {
		if err != nil || info == nil {
			os.RemoveAll(path)
		}
	}()
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, err
	}
	mappingJSON, err := json.Marshal(bleve.NewIndexMapping())
	if err != nil {
		return nil, err
	}
	// What bleve.Open wants to find beside the store.
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(path, "index_meta.json"), meta, 0o644); err != nil {
		return nil, err
	}
	config := map[string]any{
		"path": filepath.Join(path, "store"), "buildPathPrefix": path,
		"batchSize": batchRecords, "mergeMax": mergeMax,
		"internal": map[string][]byte{string(util.MappingInternalKey): mappingJSON},
	}
	b, err := scorch.NewBuilder(config)
	if err != nil {
		return nil, err
	}
	p := partInfo{Name: name, Lengths: map[string]fieldLength{}}
	seen := map[string]bool{}
	for d, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil && (d.ID == "" || seen[d.ID]) {
			err = fmt.Errorf("document id %q: empty or given twice", d.ID)
		}
		if err != nil {
			return nil, err
		}
		seen[d.ID] = true
		for i := -1; i < len(d.Units); i++ {
			record := documentRecord(&d)
			if i >= 0 {
				record = unitRecord(&d, i)
			}
			p.count(record)
			if err := b.Index(record); err != nil {
				return nil, err
			}
		}
		p.Documents++
		p.Units += len(d.Units)
		if opts.Progress != nil {
			opts.Progress(p.Documents, opts.Total)
		}
	}
	if p.Documents == 0 {
		return nil, nil
	}
	if err := b.Close(); err != nil {
		return nil, err
	}
	if err := syncTree(path); err != nil {
		return nil, err
	}
	if p.Files, err = sumFiles(path); err != nil {
		return nil, err
	}
	return &p, nil
}

// count adds a record's fields to the lengths.
func (p *partInfo) count(record index.Document) {
	record.VisitFields(func(f index.Field) {
		if n := f.AnalyzedLength(); n > 0 {
			l := p.Lengths[f.Name()]
			p.Lengths[f.Name()] = fieldLength{l.Records + 1, l.Tokens + int64(n)}
		}
	})
}

// syncTree makes the files below dir durable before a manifest names them.
func syncTree(dir string) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range files {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			if err := syncTree(path); err != nil {
				return err
			}
			continue
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		err = f.Sync()
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return err
		}
	}
	syncDir(dir)
	return nil
}

// recoverAs turns a panic of the engine under us into an error: bleve panics on
// some damaged segments.
func recoverAs(err *error, doing string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %w: %v", doing, ErrDamaged, r)
	}
}
