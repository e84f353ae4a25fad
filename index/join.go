package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
)

// source is a segment with its table that goes into a part: one that a build
// has just written, or a part that an update takes into a new one.
type source struct {
	segment, table     string // paths
	segmentInfo        fileInfo
	tableInfo          fileInfo
	documents, records int
	// keep tells which documents stay, in the order of the table; nil for all.
	keep []bool
	// owned files are the build's own, and may be moved.
	owned bool
}

// read reads the table of a source.
func (s *source) read() (*tableReader, error) {
	data, err := readTable(s.table, s.tableInfo)
	if err != nil {
		return nil, err
	}
	return newTableReader(data)
}

// kept counts what stays of a source, and gives the records that go; nil if none
// go.
func (s *source) kept() (documents, records int, drops *roaring.Bitmap, err error) {
	if s.keep == nil {
		return s.documents, s.records, nil, nil
	}
	r, err := s.read()
	if err != nil {
		return 0, 0, nil, err
	}
	drops = roaring.New()
	var e tableEntry
	for i, n := 0, 0; i < r.documents; i++ {
		if err := r.entry(&e); err != nil {
			return 0, 0, nil, fmt.Errorf("%s: %w", s.table, err)
		}
		if s.keep[i] {
			documents++
			records += 1 + e.units
		} else {
			drops.AddRange(uint64(n), uint64(n+1+e.units))
		}
		n += 1 + e.units
	}
	if drops.IsEmpty() {
		drops = nil
	}
	return documents, records, drops, nil
}

// mergeMax is how many segments are merged at once: the engine looks at each of
// them for every term.
const mergeMax = 48

// join makes a part below dir of what is kept of the sources. Written is told of
// the bytes of segments written. On failure nothing is left of the part.
func join(ctx context.Context, dir string, sources []*source, written func(uint64)) (info partInfo, err error) {
	defer guard(&err, "joining segments")()
	info.Name = newPartName()
	path := filepath.Join(dir, info.Name)
	defer func() {
		if err != nil {
			os.RemoveAll(path)
		}
	}()
	if err := os.MkdirAll(path, 0o755); err != nil {
		return info, err
	}
	if err := writeWrapping(path); err != nil {
		return info, err
	}
	// Between what is read and the part there may be more segments.
	for level := 0; len(sources) > mergeMax; level++ {
		var merged []*source
		for i := 0; i < len(sources); i += mergeMax {
			group := sources[i:min(i+mergeMax, len(sources))]
			s := &source{owned: true, segment: filepath.Join(path, fmt.Sprintf("between-%d-%d.zap", level, i)),
				table: filepath.Join(path, fmt.Sprintf("between-%d-%d.table", level, i))}
			if _, err := s.make(ctx, group, written, false); err != nil {
				return info, err
			}
			for _, g := range group {
				g.discard(path)
			}
			merged = append(merged, s)
		}
		sources = merged
	}
	last := &source{segment: filepath.Join(path, storeName, segmentName), table: filepath.Join(path, tableName)}
	w, err := last.make(ctx, sources, written, true)
	if err != nil {
		return info, err
	}
	for _, g := range sources {
		g.discard(path)
	}
	info.Documents, info.Units, info.Lengths = len(w.ids), w.units, w.lengths
	if err := syncTree(path); err != nil {
		return info, err
	}
	info.Files, err = sumFiles(path)
	return info, err
}

// discard removes the files of a source that stands below dir.
func (s *source) discard(dir string) {
	if s.owned && filepath.Dir(s.segment) == dir {
		os.Remove(s.segment)
		os.Remove(s.table)
	}
}

// make writes the files of s from what is kept of others.
func (s *source) make(ctx context.Context, of []*source, written func(uint64), withTerms bool) (w *tableWriter, err error) {
	from := make([]string, len(of))
	drops := make([]*roaring.Bitmap, len(of))
	whole := true
	for i, o := range of {
		var documents, records int
		if documents, records, drops[i], err = o.kept(); err != nil {
			return nil, err
		}
		from[i] = o.segment
		whole = whole && drops[i] == nil
		s.documents += documents
		s.records += records
	}
	if whole && len(of) == 1 && of[0].owned {
		err = os.Rename(of[0].segment, s.segment)
	} else {
		err = mergeSegments(ctx, from, drops, s.segment, written)
	}
	if err != nil {
		return nil, err
	}
	if w, err = newTableWriter(s.table, s.documents, s.records); err != nil {
		return nil, err
	}
	var e tableEntry
	for _, o := range of {
		r, err := o.read()
		for i := 0; err == nil && i < r.documents; i++ {
			if err = r.entry(&e); err == nil && (o.keep == nil || o.keep[i]) {
				w.add(&e)
			}
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", o.table, err), w.f.Close())
		}
	}
	var terms []termCount
	if withTerms {
		seg, err := engine.Open(s.segment)
		if err == nil {
			terms, err = typeableTerms(seg)
			err = errors.Join(err, seg.Close())
		}
		if err != nil {
			return nil, errors.Join(err, w.f.Close())
		}
	}
	if err := w.close(terms); err != nil {
		return nil, err
	}
	if !withTerms {
		s.tableInfo, err = sumFile(s.table)
	}
	return w, err
}
