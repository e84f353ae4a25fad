package library

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"tracuu/corpus"
	"tracuu/index"
	"tracuu/internal/document"
)

// Options say how a library is opened.
type Options struct {
	// Dir is the library's folder; it is made, with the default collection,
	// where there is none.
	Dir string
	// ReadOnly opens an existing library beside another process that writes.
	// The index is then used as it stands, and not brought up to date.
	ReadOnly bool
	// Progress is told of work that can take over a second.
	Progress func(stage Stage, done, total int)
	// Notice is told, in Vietnamese, of what was found and mended: an index
	// that had to be built again, and why.
	Notice func(message string)
	// Program is this program's own file, which is started to draw pages in a
	// process apart (extract.ChildCommand); "" draws them in this one.
	Program string
}

// Stage is a piece of work at opening, for Options.Progress.
type Stage string

// The stages of opening a library, in order.
const (
	Reading   Stage = "Đọc kho văn bản"
	Analysing Stage = "Phân tích viện dẫn"
	Indexing  Stage = "Lập chỉ mục tìm kiếm"
	Joining   Stage = "Ghép chỉ mục"
)

// Problem is something wrong with the files of the library; the rest is served.
type Problem = corpus.Problem

// Library is an open library. Its methods may be called from many goroutines.
type Library struct {
	opts   Options
	corpus *corpus.Corpus
	index  *index.Index

	refreshing sync.Mutex // one refresh at a time
	correcting sync.Mutex // one decision at a time, and none while a file is put in
	importing  sync.Mutex // one import at a time, which refreshes by itself
	doubts     doubtCache
	pictures   *pictures

	mu   sync.RWMutex // guards view, and index while it is swapped
	view *view
}

// Open opens the library, bringing its index up to date. The error wraps
// corpus.ErrLocked when another process has it open for writing.
func Open(ctx context.Context, opts Options) (*Library, error) {
	if opts.Progress == nil {
		opts.Progress = func(Stage, int, int) {}
	}
	if opts.Notice == nil {
		opts.Notice = func(string) {}
	}
	copts := corpus.Options{
		ReadOnly:  opts.ReadOnly,
		Recognise: recognise,
		Progress:  func(done, total int) { opts.Progress(Reading, done, total) },
	}
	open := corpus.Create
	if opts.ReadOnly {
		open = corpus.Open
	}
	c, err := open(opts.Dir, copts)
	if err != nil {
		return nil, fmt.Errorf("mở thư viện %s: %w", opts.Dir, err)
	}
	l := &Library{opts: opts, corpus: c, pictures: newPictures()}
	if err := l.load(ctx); err != nil {
		c.Close()
		return nil, err
	}
	l.saveKept()
	return l, nil
}

func recognise(text string) document.Record {
	r, _ := document.Recognise(text)
	return r
}

// load reads the corpus into a view and opens the index that belongs to it.
func (l *Library) load(ctx context.Context) error {
	v, err := newView(ctx, l.corpus, l.current(), func(done, total int) { l.opts.Progress(Analysing, done, total) })
	if err != nil {
		return err
	}
	x, err := l.openIndex(ctx, v)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.view, l.index = v, x
	l.mu.Unlock()
	go v.titles() // or the first key that is typed would wait for it
	return nil
}

func (l *Library) indexDir() string { return filepath.Join(l.opts.Dir, "index") }

// openIndex opens the index for the view, and builds it again, saying why,
// where it is missing, damaged or out of date.
func (l *Library) openIndex(ctx context.Context, v *view) (*index.Index, error) {
	state := v.state
	if l.opts.ReadOnly {
		// Another process may be changing the library: what its index holds is
		// good enough to search.
		state = ""
	}
	x, err := index.Open(l.indexDir(), index.OpenOptions{CorpusState: state})
	if err == nil {
		return x, nil
	}
	if l.opts.ReadOnly {
		return nil, fmt.Errorf("mở chỉ mục: %w", err)
	}
	switch {
	case errors.Is(err, index.ErrStale):
		if x, ok := l.updateIndex(ctx, v); ok {
			return x, nil
		}
		l.opts.Notice("Chỉ mục không còn khớp với kho văn bản hoặc với phiên bản chương trình, đang lập lại.")
	case errors.Is(err, index.ErrDamaged):
		l.opts.Notice("Chỉ mục bị hỏng, đang lập lại từ kho văn bản. Văn bản không bị ảnh hưởng.")
	case errors.Is(err, index.ErrMissing):
		l.opts.Notice("Chưa có chỉ mục, đang lập từ kho văn bản.")
	default:
		return nil, fmt.Errorf("mở chỉ mục: %w", err)
	}
	return l.buildIndex(ctx, v)
}

// buildIndex builds the index of a view anew and opens it.
func (l *Library) buildIndex(ctx context.Context, v *view) (*index.Index, error) {
	err := index.Build(ctx, l.indexDir(), v.indexDocuments(nil), index.BuildOptions{
		CorpusState: v.state,
		Progress:    func(done, _ int) { l.opts.Progress(Indexing, done, len(v.docs)) },
		Joining:     func(done, total int64) { l.opts.Progress(Joining, int(done>>10), int(total>>10)) },
	})
	if err != nil {
		return nil, fmt.Errorf("lập chỉ mục: %w", err)
	}
	l.opts.Progress(Joining, 1, 1)
	x, err := index.Open(l.indexDir(), index.OpenOptions{CorpusState: v.state})
	if err != nil {
		return nil, fmt.Errorf("mở chỉ mục vừa lập: %w", err)
	}
	return x, nil
}

// updateIndex brings a readable index of an older corpus state up to date by
// the documents that differ. It reports false where a rebuild is needed.
func (l *Library) updateIndex(ctx context.Context, v *view) (*index.Index, bool) {
	x, err := l.oldIndex()
	if err != nil {
		return nil, false
	}
	meta, err := x.Meta()
	if err != nil {
		x.Close()
		return nil, false
	}
	changed := map[string]bool{}
	for id, d := range v.docs {
		if meta.Fingerprints[id] != d.indexFingerprint() {
			changed[id] = true
		}
	}
	var removed []string
	for id := range meta.Fingerprints {
		if v.docs[id] == nil {
			removed = append(removed, id)
		}
	}
	if len(changed)*2 > len(v.docs) { // most of it: building is as quick, and compact
		x.Close()
		return nil, false
	}
	var docs []index.Document
	for d, err := range v.indexDocuments(changed) {
		if err != nil {
			x.Close()
			return nil, false
		}
		docs = append(docs, d)
	}
	if err := x.Update(ctx, docs, removed, v.state); err != nil {
		x.Close()
		return nil, false
	}
	return x, true
}

// oldIndex opens the index as it is: beside what is searched, and sharing its
// files, if it is open already.
func (l *Library) oldIndex() (*index.Index, error) {
	if x, err := l.forkIndex(); err == nil || errors.Is(err, index.ErrDamaged) {
		return x, err
	}
	return index.Open(l.indexDir(), index.OpenOptions{})
}

// forkIndex gives a handle on the index of its own, which a refresh does not
// close under its user.
func (l *Library) forkIndex() (*index.Index, error) {
	_, x, err := l.both()
	return x, err
}

// Refresh takes in what was changed in the library's folder by hand since it
// was opened or refreshed. It reports whether anything had changed. Searches
// and pages go on undisturbed and change over in one step.
func (l *Library) Refresh(ctx context.Context) (bool, error) {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	if err := l.corpus.Reload(); err != nil {
		return false, fmt.Errorf("đọc lại thư viện: %w", err)
	}
	old := l.current()
	if l.corpus.State() == old.state {
		return false, nil
	}
	l.mu.RLock()
	was := l.index
	l.mu.RUnlock()
	if err := l.load(ctx); err != nil {
		return false, err
	}
	return true, was.Close()
}

// Watch refreshes the library whenever its folder has changed, looking every
// interval, until ctx ends. Errors go to Options.Notice.
func (l *Library) Watch(ctx context.Context, interval time.Duration) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if !l.importing.TryLock() { // it refreshes when enough has come together
				continue
			}
			l.importing.Unlock()
			if changed, err := l.Refresh(ctx); err != nil && ctx.Err() == nil {
				l.opts.Notice(fmt.Sprintf("Không đọc lại được thư viện: %v", err))
			} else if changed {
				l.opts.Notice(fmt.Sprintf("Đã cập nhật thư viện: %d văn bản.", l.Len()))
			}
			if err := l.mendIndex(ctx); err != nil && ctx.Err() == nil {
				l.opts.Notice(fmt.Sprintf("Không lập lại được chỉ mục: %v", err))
			}
		}
	}
}

// mendIndex builds the index anew if its files have turned out to be damaged
// after it was opened: the large ones are compared with their checksums while
// they are searched.
func (l *Library) mendIndex(ctx context.Context) error {
	x, err := l.forkIndex()
	if err == nil {
		return x.Close()
	}
	if !errors.Is(err, index.ErrDamaged) || l.opts.ReadOnly {
		return nil
	}
	l.opts.Notice("Chỉ mục bị hỏng, đang lập lại từ kho văn bản. Văn bản không bị ảnh hưởng.")
	return l.Rebuild(ctx)
}

// Rebuild builds the index anew from the corpus, whatever its state.
func (l *Library) Rebuild(ctx context.Context) error {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	if l.opts.ReadOnly {
		return corpus.ErrReadOnly
	}
	x, err := l.buildIndex(ctx, l.current())
	if err != nil {
		return err
	}
	l.mu.Lock()
	was := l.index
	l.index = x
	l.mu.Unlock()
	return was.Close()
}

// Close ends the use of the library and gives its lock back.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var err error
	if l.index != nil {
		err = l.index.Close()
		l.index = nil
		l.saveKept()
	}
	return errors.Join(err, l.corpus.Close())
}

// Len is the number of documents, with or without text.
func (l *Library) Len() int { return len(l.current().docs) }

// Problems gives what is wrong with the library's files.
func (l *Library) Problems() []Problem { return l.corpus.Problems() }

// Dir is the library's folder.
func (l *Library) Dir() string { return l.opts.Dir }

func (l *Library) current() *view {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.view
}

// VerifyIndex reads the whole index and compares it with its checksums.
func (l *Library) VerifyIndex() error {
	x, err := l.forkIndex()
	if err != nil {
		return err
	}
	defer x.Close()
	return x.Verify()
}
