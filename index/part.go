package index

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// part is one opened part. It never changes.
type part struct {
	index  bleve.Index
	reader index.IndexReader
	seg    segment.Segment // a part is written as one segment

	documents []*entry
	// owner and ordinal tell, for each record of the segment, the document it
	// belongs to and its ordinal there (-1 is the document's own record).
	owner   []*entry
	ordinal []int32
	// number and title tell, for each record, the number of its document in the
	// view (-1: superseded) and the record of the document itself: what searches
	// ask of every record they find, side by side in memory.
	number []int32
	title  []uint32

	units   int
	tallies sync.Pool // of *tally
}

// entry is a document of a part.
type entry struct {
	Document // without units
	part     *part
	record   uint32   // of the document itself
	units    []uint32 // records of the units in text order
	place    int      // in the part's documents
	// number is the entry's place among all documents of the view, sorted by
	// ID; -1 for one that a later part supersedes.
	number int
}

// openPart opens the part below dir. Anything wrong with it is ErrDamaged.
func openPart(dir string, info *partInfo) (p *part, err error) {
	path := filepath.Join(dir, info.Name)
	defer func() {
		if err != nil {
			if p != nil {
				p.close()
			}
			p, err = nil, fmt.Errorf("%s: %w: %v", path, ErrDamaged, err)
		}
	}()
	defer guard(&err, "opening")()
	p = &part{}
	p.index, err = bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": "2s"})
	if err != nil {
		return p, err
	}
	low, err := p.index.Advanced()
	if err != nil {
		return p, err
	}
	if p.reader, err = low.Reader(); err != nil {
		return p, err
	}
	snapshot, ok := p.reader.(*scorch.IndexSnapshot)
	if !ok || len(snapshot.Segments()) != 1 {
		return p, fmt.Errorf("not one segment")
	}
	p.seg = snapshot.Segments()[0].Segment()
	return p, p.readRecords(info)
}

// readRecords reads which record is what, and the documents.
func (p *part) readRecords(info *partInfo) error {
	count := int(p.seg.Count())
	if count != info.Documents+info.Units {
		return fmt.Errorf("%d records, not %d", count, info.Documents+info.Units)
	}
	p.owner = make([]*entry, count)
	p.ordinal = make([]int32, count)
	p.documents = make([]*entry, 0, info.Documents)
	byID := make(map[string]*entry, info.Documents)
	names := make([]string, count)
	for n := range count {
		name, err := p.seg.DocID(uint64(n))
		if err != nil {
			return err
		}
		names[n] = string(name)
		id, ordinal, err := splitName(names[n])
		if err != nil {
			return err
		}
		p.ordinal[n] = int32(ordinal)
		if ordinal >= 0 {
			continue
		}
		e := &entry{part: p, record: uint32(n), place: len(p.documents)}
		units := 0
		err = p.visit(uint32(n), func(field string, value []byte) (err error) {
			if field == fieldMeta {
				e.Document, units, err = decodeDocument(id, value)
			}
			return err
		})
		if err != nil {
			return err
		}
		if units < 0 || units > count {
			return errRecord
		}
		e.units = make([]uint32, units)
		byID[id] = e
		p.owner[n] = e
		p.documents = append(p.documents, e)
	}
	for n, name := range names {
		if p.ordinal[n] < 0 {
			continue
		}
		e := byID[name[:strings.LastIndexByte(name, '#')]]
		if e == nil || int(p.ordinal[n]) >= len(e.units) {
			return errRecord
		}
		e.units[p.ordinal[n]] = uint32(n)
		p.owner[n] = e
		p.units++
	}
	return nil
}

// visit calls f with each stored field of a record. The value is valid during
// the call only.
func (p *part) visit(record uint32, f func(field string, value []byte) error) error {
	var err error
	// The visitor never stops early: the engine returns its buffer to a pool
	// twice when it is stopped at the first field.
	verr := p.seg.VisitStoredFields(uint64(record), func(field string, _ byte, value []byte, _ []uint64) bool {
		if err == nil {
			err = f(field, value)
		}
		return true
	})
	if verr != nil {
		return verr
	}
	return err
}

// unit reads a provision.
func (p *part) unit(record uint32) (u Unit, err error) {
	text := ""
	err = p.visit(record, func(field string, value []byte) (err error) {
		switch field {
		case fieldMeta:
			u, err = decodeUnit(value)
		case fieldText:
			text = string(value)
		}
		return err
	})
	u.Text = text
	return u, err
}

func (p *part) close() {
	if p.reader != nil {
		p.reader.Close()
	}
	if p.index != nil {
		p.index.Close()
	}
}
