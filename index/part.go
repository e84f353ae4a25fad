package index

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	lru "github.com/hashicorp/golang-lru/v2"
)

// part is one opened part. It never changes, and views share it.
type part struct {
	info partInfo // as of the manifest that first opened it; Dead is the view's
	path string
	seg  segment.Segment

	documents []entry // in the order of records
	order     []int32 // places in documents, in the order of IDs
	// owner and ordinal tell, for each record of the segment, the document it
	// belongs to and its ordinal there (-1 is the document's own record); title
	// tells the record of the document itself.
	owner   []*entry
	ordinal []int32
	title   []uint32
	lengths [fieldCount][]uint32 // of each record's fields, in tokens
	terms   []termCount

	cache   *postingsCache
	phrases *lru.Cache[string, *roaring.Bitmap]
	users   atomic.Int32 // views
}

// entry is a document of a part.
type entry struct {
	Document // without units
	part     *part
	record   uint32 // of the document itself; those of its units follow
	units    int
	spaces   uint16 // in its title
}

// unit is the record of a provision.
func (e *entry) unit(ordinal int) uint32 { return e.record + 1 + uint32(ordinal) }

// viewPart is a part as a view sees it.
type viewPart struct {
	*part
	// number tells, for each record, the number of its document in the view (-1:
	// superseded).
	number []int32
	// norm is what the frequency of a term in a record's field is multiplied with:
	// less for a long field than for a short one.
	norm [fieldCount][]float32

	tallies sync.Pool // of *tally
}

// sumAtOpen is the largest segment, in bytes, whose contents Open compares with
// its checksum; larger ones are compared while they are already searched.
const sumAtOpen = 8 << 20

// openPart opens the part below dir. Anything wrong with it is ErrDamaged.
func openPart(dir string, info *partInfo, check int64) (p *part, err error) {
	path := filepath.Join(dir, info.Name)
	defer func() {
		if err != nil {
			if p != nil {
				p.release()
			}
			p = nil
			if !errors.Is(err, ErrDamaged) {
				err = fmt.Errorf("%s: %w: %v", path, ErrDamaged, err)
			}
		}
	}()
	defer guard(&err, "opening")()
	p = &part{info: *info, path: path, cache: newPostingsCache()}
	p.phrases, _ = lru.New[string, *roaring.Bitmap](keptPhrases) // fails for sizes below 1 only
	p.users.Store(1)
	if err := info.checkFiles(dir, check); err != nil {
		return p, err
	}
	p.seg, err = engine.Open(filepath.Join(path, storeName, segmentName))
	if err != nil {
		return p, err
	}
	return p, p.readTable()
}

// readTable reads which record is what, and the documents.
func (p *part) readTable() error {
	data, err := readTable(filepath.Join(p.path, tableName), p.info.Files[tableName])
	if err != nil {
		return err
	}
	r, err := newTableReader(data)
	if err != nil {
		return err
	}
	count := int(p.seg.Count())
	if r.records != count || r.documents != p.info.Documents || count != p.info.Documents+p.info.Units {
		return fmt.Errorf("%d records, not %d", count, p.info.Documents+p.info.Units)
	}
	p.documents = make([]entry, r.documents)
	p.owner = make([]*entry, count)
	p.ordinal = make([]int32, count)
	p.title = make([]uint32, count)
	for field := range p.lengths {
		p.lengths[field] = make([]uint32, count)
	}
	n := 0
	var t tableEntry
	for i := range p.documents {
		if err := r.entry(&t); err != nil {
			return err
		}
		if n+1+t.units > count {
			return errTable
		}
		e := &p.documents[i]
		*e = entry{Document: t.Document, part: p, record: uint32(n), units: t.units,
			spaces: uint16(min(strings.Count(t.Title, " "), math.MaxUint16))}
		for j, l := range t.lengths {
			p.owner[n], p.ordinal[n], p.title[n] = e, int32(j)-1, e.record
			for field, v := range l {
				p.lengths[field][n] = v
			}
			n++
		}
	}
	if n != count {
		return errTable
	}
	if p.order, err = r.order(); err != nil {
		return err
	}
	for i := 1; i < len(p.order); i++ {
		if p.documents[p.order[i-1]].ID >= p.documents[p.order[i]].ID {
			return errTable
		}
	}
	p.terms, err = r.terms()
	return err
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

// retain counts one more view.
func (p *part) retain() *part {
	p.users.Add(1)
	return p
}

func (p *part) release() {
	if p.users.Add(-1) == 0 && p.seg != nil {
		p.seg.Close()
	}
}

// source gives the part to be joined into another; dead documents go.
func (p *part) source(dead map[string]bool) *source {
	s := &source{segment: filepath.Join(p.path, storeName, segmentName), table: filepath.Join(p.path, tableName),
		tableInfo: p.info.Files[tableName], documents: p.info.Documents, records: len(p.owner)}
	s.segmentInfo = p.info.Files[storeName+"/"+segmentName]
	if len(dead) > 0 {
		s.keep = make([]bool, len(p.documents))
		for i := range p.documents {
			s.keep[i] = !dead[p.documents[i].ID]
		}
	}
	return s
}
