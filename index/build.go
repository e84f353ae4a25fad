package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

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
	defer guard(&err, "building the index")()
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
	if m.Parts, err = writeParts(ctx, dir, docs, opts); err != nil {
		return fmt.Errorf("building the index: %w", err)
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

const (
	// batchRecords is how many records are analysed and held before they are
	// written; with the writers it bounds the memory of a build.
	batchRecords = 2000
	mergeMax     = 64
	// parallelBytes is the text from which a part is written for each processor:
	// a small library is one part, which is faster to search.
	parallelBytes = 4 << 20
	maxWriters    = 4
)

// writeParts writes docs into new parts below dir and describes them. On
// failure nothing is left behind.
func writeParts(ctx context.Context, dir string, docs iter.Seq2[Document, error], opts BuildOptions) (infos []partInfo, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var writers []*writer
	start := func() error {
		w, err := newWriter(dir)
		if err == nil {
			writers = append(writers, w)
			go w.run(cancel)
		}
		return err
	}
	// Every way out passes here: a writer that was started is waited for.
	finish := func(failure error) ([]partInfo, error) {
		for _, w := range writers {
			close(w.docs)
		}
		for _, w := range writers {
			<-w.done
			failure = errors.Join(failure, w.err)
		}
		for _, w := range writers {
			if failure != nil {
				os.RemoveAll(w.path)
			} else if w.info.Documents > 0 {
				infos = append(infos, w.info)
			}
		}
		return infos, failure
	}

	seen := map[string]bool{}
	bytes, done := 0, 0
	for d, err := range docs {
		if err == nil {
			err = context.Cause(ctx)
		}
		if err == nil && (d.ID == "" || seen[d.ID]) {
			err = fmt.Errorf("document id %q: empty or given twice", d.ID)
		}
		if err != nil {
			return finish(err)
		}
		seen[d.ID] = true
		if n := len(writers); n == 0 || bytes > parallelBytes && n < min(maxWriters, runtime.GOMAXPROCS(0)) {
			if err := start(); err != nil {
				return finish(err)
			}
		}
		// The least loaded writer: which part a document is in does not depend on
		// timing.
		w := writers[0]
		for _, o := range writers[1:] {
			if o.bytes < w.bytes {
				w = o
			}
		}
		size := 100
		for i := range d.Units {
			size += 100 + len(d.Units[i].Text)
		}
		bytes += size
		w.bytes += size
		select {
		case w.docs <- d:
		case <-ctx.Done():
			return finish(context.Cause(ctx))
		}
		done++
		if opts.Progress != nil {
			opts.Progress(done, opts.Total)
		}
	}
	if infos, err = finish(nil); err == nil {
		// A context that ended while the last documents were written.
		if err = context.Cause(ctx); err != nil {
			for _, p := range infos {
				os.RemoveAll(filepath.Join(dir, p.Name))
			}
		}
	}
	return infos, err
}

// writer writes one part, in a goroutine of its own.
type writer struct {
	path    string
	builder *scorch.Builder
	info    partInfo
	bytes   int
	docs    chan Document
	done    chan struct{}
	err     error
}

func newWriter(dir string) (*writer, error) {
	w := &writer{docs: make(chan Document, 8), done: make(chan struct{})}
	w.info = partInfo{Name: newPartName(), Lengths: map[string]fieldLength{}}
	w.path = filepath.Join(dir, w.info.Name)
	if err := os.MkdirAll(w.path, 0o755); err != nil {
		return nil, err
	}
	mapping, err := json.Marshal(partMapping())
	if err != nil {
		return nil, err
	}
	// What bleve.Open wants to find beside the store.
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(w.path, "index_meta.json"), meta, 0o644); err != nil {
		return nil, err
	}
	w.builder, err = scorch.NewBuilder(map[string]any{
		"path": filepath.Join(w.path, "store"), "buildPathPrefix": w.path,
		"batchSize": batchRecords, "mergeMax": mergeMax,
		"internal": map[string][]byte{string(util.MappingInternalKey): mapping},
	})
	return w, err
}

// run writes documents until there are no more. A failure ends the others too,
// by cancel; what is then still sent is taken and dropped.
func (w *writer) run(cancel context.CancelCauseFunc) {
	defer close(w.done)
	for d := range w.docs {
		if w.err == nil {
			w.err = w.write(&d)
			if w.err != nil {
				cancel(w.err)
			}
		}
	}
	if w.err == nil {
		w.err = w.close()
	}
}

func (w *writer) write(d *Document) (err error) {
	defer guard(&err, "writing "+d.ID)()
	for i := -1; i < len(d.Units); i++ {
		record := documentRecord(d)
		if i >= 0 {
			record = unitRecord(d, i)
		}
		w.info.count(record)
		if err := w.builder.Index(record); err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
	}
	w.info.Documents++
	w.info.Units += len(d.Units)
	return nil
}

func (w *writer) close() (err error) {
	defer guard(&err, "closing a part")()
	if err := w.builder.Close(); err != nil {
		return err
	}
	if err := syncTree(w.path); err != nil {
		return err
	}
	w.info.Files, err = sumFiles(w.path)
	return err
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

// guard turns a panic of the engine under us into an error, and so a fault: the
// engine panics on some damaged segments, and reading a mapped file that someone
// has cut short is a fault. Use it as
//
//	defer guard(&err, "searching")()
func guard(err *error, doing string) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if r := recover(); r != nil {
			*err = fmt.Errorf("%s: %w: %v", doing, ErrDamaged, r)
		}
	}
}
