package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/util"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// engine makes, merges and opens segments: bleve's files of postings and stored
// texts. It is the one that bleve uses by default, so bleve can open a part; the
// package uses it without the rest of bleve because that keeps no order of
// records, opens slowly, and cannot merge what it has finished with what it has
// not.
var engine zap.ZapPlugin

// writeSegment writes records as a segment, in their order.
func writeSegment(path string, records []index.Document) (err error) {
	for _, r := range records {
		r.AddIDField()
		r.VisitFields(func(f index.Field) {
			if f.Options().IsIndexed() {
				f.Analyze()
			}
		})
	}
	seg, _, err := engine.New(records)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, seg.Close()) }()
	os.Remove(path) // of a build that was killed: the engine does not cut what it overwrites
	unpersisted, ok := seg.(segment.UnpersistedSegment)
	if !ok {
		return fmt.Errorf("a new segment cannot be written: %T", seg)
	}
	return unpersisted.Persist(path)
}

// mergeSegments merges segments into one. Records that are in drops go, the
// others keep their order. Written, if not nil, is told of the bytes written.
func mergeSegments(ctx context.Context, from []string, drops []*roaring.Bitmap, to string, written func(uint64)) (err error) {
	segs := make([]segment.Segment, 0, len(from))
	defer func() {
		for _, s := range segs {
			err = errors.Join(err, s.Close())
		}
	}()
	for _, path := range from {
		s, err := engine.Open(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		segs = append(segs, s)
	}
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { close(closed) })
	defer stop()
	var report segment.StatsReporter
	if written != nil {
		report = reporter(written)
	}
	os.Remove(to)
	if _, _, err := engine.Merge(segs, drops, to, closed, report); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return err
	}
	return nil
}

// reporter passes on what the engine says of its writing.
type reporter func(uint64)

func (r reporter) ReportBytesWritten(n uint64) { r(n) }

// The files of a part. The names of the store are those that bleve expects.
const (
	storeName   = "store"
	segmentName = "000000000002.zap"
	tableName   = "table"
)

// writeWrapping makes path a bleve index, but for its segment, which is put
// into its store by the caller: the wrapping is that of an index that bleve has
// built of one record, and it says nothing of the segment but its name.
func writeWrapping(path string) error {
	mapping, err := json.Marshal(partMapping())
	if err != nil {
		return err
	}
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(path, "index_meta.json"), meta, 0o644); err != nil {
		return err
	}
	b, err := scorch.NewBuilder(map[string]any{
		"path": filepath.Join(path, storeName), "buildPathPrefix": path,
		"internal": map[string][]byte{string(util.MappingInternalKey): mapping},
	})
	if err != nil {
		return err
	}
	if err := b.Index(document.NewDocument("")); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	return os.Remove(filepath.Join(path, storeName, segmentName))
}
