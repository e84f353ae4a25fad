package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

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
	// Joining, if set, is called while what was built is joined into parts, which
	// is the last fifth of the work, with the bytes written and about how many
	// there will be; from one goroutine at a time.
	Joining func(done, total int64)
}

// Build builds the index of docs in dir and puts it in place of the one that is
// there, if any, in one step. Until then, and for good if Build fails or ctx
// ends, the old index stays. Open indexes go on with what they opened. If
// another process is writing, the error is ErrLocked, within two seconds.
//
// A build that was killed or cancelled is gone on with: documents whose
// fingerprint is that of a document that it has finished are not analysed again.
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

	j, finished, err := openJournal(dir)
	if err != nil {
		return fmt.Errorf("building the index: %w", err)
	}
	m := &manifest{Schema: schemaVersion, Analyzer: analyzerVersion(), State: opts.CorpusState}
	b := &builder{dir: dir, work: j.dir, next: j.next, journal: j, sources: finished}
	if m.Parts, err = b.build(ctx, docs, opts); err == nil {
		err = m.write(dir)
	}
	if err != nil {
		if len(b.sources) == 0 {
			j.remove() // nothing to go on with
		}
		j.close()
		return fmt.Errorf("building the index: %w", err)
	}
	j.remove()
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
