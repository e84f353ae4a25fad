package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

const (
	// A batch is what is analysed and held before it is written as a segment;
	// with the number of workers it bounds the memory of a build, and it is what
	// a killed build loses.
	batchRecords = 2000
	batchBytes   = 3 << 20
	// parallelBytes is the text from which there is a part for each processor: a
	// small library is one part, which is faster to search.
	parallelBytes = 4 << 20
	maxWorkers    = 4
)

// builder makes parts of documents: batches of documents become segments, on all
// processors, and the segments are joined into parts.
type builder struct {
	dir  string // of the index
	work string // where segments are written
	next int    // number of the next segment

	journal *journal // nil: what is killed is lost

	mu      sync.Mutex // guards sources and journal
	sources []*source  // what is finished
	err     error      // the first failure of a worker
}

// build makes parts of docs and describes them. Sources that are there before
// give their documents where the fingerprints are the same.
func (b *builder) build(ctx context.Context, docs iter.Seq2[Document, error], opts BuildOptions) ([]partInfo, error) {
	bytes, err := b.segments(ctx, docs, opts)
	if err != nil {
		return nil, err
	}
	parts := 1
	if bytes > parallelBytes {
		parts = min(maxWorkers, runtime.GOMAXPROCS(0))
	}
	return b.join(ctx, parts, opts.Joining)
}

// batch is a segment to be.
type batch struct {
	number int
	docs   []Document
}

// segments writes docs into segments, and gives the bytes of text in all.
func (b *builder) segments(ctx context.Context, docs iter.Seq2[Document, error], opts BuildOptions) (bytes int, err error) {
	finished, err := b.finished()
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan *batch)
	var workers sync.WaitGroup
	// Every way out passes here: a worker that was started is waited for.
	defer func() {
		close(batches)
		workers.Wait()
		if err == nil {
			err = b.err
		}
		if err == nil {
			err = context.Cause(ctx) // it may have ended with the last documents
		}
	}()
	running := 0
	send := func(k *batch) error {
		if len(k.docs) == 0 {
			return nil
		}
		if running < min(maxWorkers, runtime.GOMAXPROCS(0)) {
			running++
			workers.Go(func() { b.worker(batches, cancel) })
		}
		k.number = b.next
		b.next++
		select {
		case batches <- k:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}

	seen := map[string]bool{}
	k, records, size := &batch{}, 0, 0
	done := 0
	for d, err := range docs {
		if err == nil {
			err = context.Cause(ctx)
		}
		if err == nil && (d.ID == "" || seen[d.ID]) {
			err = fmt.Errorf("document id %q: empty or given twice", d.ID)
		}
		if err != nil {
			return 0, err
		}
		seen[d.ID] = true
		text := 100
		for i := range d.Units {
			text += 100 + len(d.Units[i].Text)
		}
		bytes += text
		if f, ok := finished[d.ID]; ok && d.Fingerprint != "" && f.fingerprint == d.Fingerprint {
			f.source.keep[f.place] = true
		} else {
			k.docs = append(k.docs, d)
			records += 1 + len(d.Units)
			size += text
			if records >= batchRecords || size >= batchBytes {
				if err := send(k); err != nil {
					return 0, err
				}
				k, records, size = &batch{}, 0, 0
			}
		}
		done++
		if opts.Progress != nil {
			opts.Progress(done, opts.Total)
		}
	}
	return bytes, send(k)
}

// finishedDocument is a document of a segment that an earlier build has left.
type finishedDocument struct {
	source      *source
	place       int
	fingerprint string
}

// finished lists the documents of the sources that are there, none of them kept
// as yet.
func (b *builder) finished() (map[string]finishedDocument, error) {
	docs := map[string]finishedDocument{}
	var e tableEntry
	for _, s := range b.sources {
		r, err := s.read()
		if err != nil {
			return nil, err
		}
		s.keep = make([]bool, r.documents)
		for i := range r.documents {
			if err := r.entry(&e); err != nil {
				return nil, fmt.Errorf("%s: %w", s.table, err)
			}
			docs[e.ID] = finishedDocument{s, i, e.Fingerprint}
		}
	}
	return docs, nil
}

// worker writes batches until there are no more. A failure ends the others too,
// by cancel; what is then still sent is taken and dropped.
func (b *builder) worker(batches <-chan *batch, cancel context.CancelCauseFunc) {
	for k := range batches {
		b.mu.Lock()
		failed := b.err != nil
		b.mu.Unlock()
		if failed {
			continue
		}
		s, err := b.write(k)
		b.mu.Lock()
		if err == nil {
			b.sources = append(b.sources, s)
			if b.journal != nil {
				err = b.journal.append(journalLine{Name: segmentFileName(k.number), Documents: s.documents, Records: s.records,
					Segment: s.segmentInfo, Table: s.tableInfo})
			}
		}
		if err != nil {
			b.err = errors.Join(b.err, err)
			cancel(err)
		}
		b.mu.Unlock()
	}
}

// write writes a batch as a segment with its table.
func (b *builder) write(k *batch) (s *source, err error) {
	defer guard(&err, "writing a segment")()
	path := filepath.Join(b.work, segmentFileName(k.number))
	s = &source{segment: path + ".zap", table: path + ".table", documents: len(k.docs), owned: true}
	var records []index.Document
	var raw []byte
	var entries []tableEntry
	for i := range k.docs {
		d := &k.docs[i]
		e := tableEntry{Document: Document{ID: d.ID}, units: len(d.Units)}
		for u := -1; u < len(d.Units); u++ {
			r := documentRecord(d)
			if u >= 0 {
				r = unitRecord(d, u)
			}
			records = append(records, r)
			e.lengths = append(e.lengths, recordLengths(r))
		}
		at := len(raw)
		raw = appendEntry(raw, d, e.lengths)
		e.raw = string(raw[at:])
		entries = append(entries, e)
	}
	s.records = len(records)
	if err := writeSegment(s.segment, records); err != nil {
		return nil, err
	}
	w, err := newTableWriter(s.table, len(entries), len(records))
	if err != nil {
		return nil, err
	}
	for i := range entries {
		w.add(&entries[i])
	}
	if err := w.close(nil); err != nil {
		return nil, err
	}
	if s.segmentInfo, err = sumFile(s.segment); err != nil {
		return nil, err
	}
	s.tableInfo, err = sumFile(s.table)
	return s, err
}

// recordLengths are the lengths of a record's fields in tokens.
func recordLengths(record index.Document) (l [fieldCount]uint32) {
	record.VisitFields(func(f index.Field) {
		for i, name := range fieldNames {
			if f.Name() == name {
				l[i] = uint32(f.AnalyzedLength())
			}
		}
	})
	return l
}

// join joins the sources into at most so many parts, side by side.
func (b *builder) join(ctx context.Context, parts int, joining func(done, total int64)) ([]partInfo, error) {
	// Workers finish in any order; which part a document is in is to depend on
	// the documents alone.
	slices.SortFunc(b.sources, func(x, y *source) int { return cmp.Compare(x.segment, y.segment) })
	var sources []*source
	var total, done int64
	for _, s := range b.sources {
		documents, _, _, err := s.kept()
		if err != nil {
			return nil, err
		}
		if documents > 0 {
			sources = append(sources, s)
			total += s.segmentInfo.Size
		}
	}
	var mu sync.Mutex
	var written func(uint64)
	if joining != nil {
		written = func(n uint64) {
			mu.Lock()
			defer mu.Unlock()
			done += int64(n)
			joining(min(done, total), total)
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var group sync.WaitGroup
	infos := make([]partInfo, parts)
	errs := make([]error, parts)
	var at int64
	for i := range parts {
		// Of all bytes, the part's share.
		from := 0
		for len(sources) > from && (i == parts-1 || at < total*int64(i+1)/int64(parts)) {
			at += sources[from].segmentInfo.Size
			from++
		}
		mine := sources[:from]
		sources = sources[from:]
		if len(mine) == 0 {
			continue
		}
		group.Go(func() {
			if infos[i], errs[i] = join(ctx, b.dir, mine, written); errs[i] != nil {
				cancel(errs[i])
			}
		})
	}
	group.Wait()
	var out []partInfo
	err := errors.Join(errs...)
	for _, info := range infos {
		switch {
		case info.Documents == 0:
		case err != nil:
			os.RemoveAll(filepath.Join(b.dir, info.Name))
		default:
			out = append(out, info)
		}
	}
	return out, err
}
