package index

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A table stands beside a segment and tells what a search must know of all
// records before it reads one: the documents, the lengths of the fields, and how
// many records have each term that can be typed without marks. Reading it takes
// a twentieth of the time that collecting the same from the segment would.
//
// It is a sequence of varints and of strings with their length before them:
//
//	magic, documents, records
//	for each document, in the order of the records:
//	  ID, type, number, symbol, label, issuer, date, title, state, fingerprint, year, held, units, length of title
//	  for each unit: lengths of text, pair, head
//	the documents' places in the order of IDs
//	terms: how many, then each term and its number of records
const tableMagic = "tracuu table 1\n"

var errTable = errors.New("malformed table")

// tableEntry is a document as a table has it.
type tableEntry struct {
	Document // without units
	units    int
	lengths  [][fieldCount]uint32 // of its records: the document's own, then its units'
	raw      string               // all of this as it is written
}

// appendEntry appends a document with the lengths of its records.
func appendEntry(b []byte, d *Document, lengths [][fieldCount]uint32) []byte {
	b = appendStrings(b, d.ID, d.Type, d.Number, d.Symbol, d.Label, d.Issuer, d.Date, d.Title, d.State, d.Fingerprint)
	b = binary.AppendVarint(b, int64(d.Year))
	held := byte(0)
	if d.TextHeld {
		held = 1
	}
	b = append(b, held)
	b = binary.AppendUvarint(b, uint64(len(d.Units)))
	b = binary.AppendUvarint(b, uint64(lengths[0][inTitle]))
	for _, l := range lengths[1:] {
		for _, field := range unitFields {
			b = binary.AppendUvarint(b, uint64(l[field]))
		}
	}
	return b
}

// unitFields are the fields of a provision.
var unitFields = [...]int{inText, inPair, inHead}

// tableReader reads a table. Its strings are pieces of the file's contents.
type tableReader struct {
	data               string
	at                 int
	documents, records int
	bad                bool // something was malformed; all is zero from there
}

// newTableReader begins to read the contents of a table.
func newTableReader(data string) (*tableReader, error) {
	r := &tableReader{data: data, at: len(tableMagic)}
	if !strings.HasPrefix(data, tableMagic) {
		return nil, errTable
	}
	r.documents, r.records = r.count(), r.count()
	if r.bad || r.records < r.documents {
		return nil, errTable
	}
	return r, nil
}

func (r *tableReader) uvarint() uint64 {
	var v uint64
	for shift := 0; r.at < len(r.data) && shift < 64; shift += 7 {
		c := r.data[r.at]
		r.at++
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	r.bad = true
	r.at = len(r.data)
	return 0
}

// count reads a number of things that take a byte each at least.
func (r *tableReader) count() int {
	v := r.uvarint()
	if v > uint64(len(r.data)) {
		r.bad = true
		return 0
	}
	return int(v)
}

func (r *tableReader) string() string {
	n := r.count()
	if n > len(r.data)-r.at {
		r.bad = true
		return ""
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

// entry reads the next document into e.
func (r *tableReader) entry(e *tableEntry) error {
	start := r.at
	e.Document = Document{ID: r.string(), Type: r.string(), Number: r.string(), Symbol: r.string(), Label: r.string(),
		Issuer: r.string(), Date: r.string(), Title: r.string(), State: r.string(), Fingerprint: r.string()}
	year := r.uvarint() // zigzag
	e.Year = int(int64(year>>1) ^ -int64(year&1))
	e.TextHeld = r.uvarint() != 0
	e.units = r.count()
	if r.bad || e.units > r.records {
		return errTable
	}
	e.lengths = append(e.lengths[:0], [fieldCount]uint32{inTitle: uint32(r.uvarint())})
	for range e.units {
		var l [fieldCount]uint32
		for _, field := range unitFields {
			l[field] = uint32(r.uvarint())
		}
		e.lengths = append(e.lengths, l)
	}
	if r.bad {
		return errTable
	}
	e.raw = r.data[start:r.at]
	return nil
}

// order reads the documents' places in the order of IDs, after the last entry.
func (r *tableReader) order() ([]int32, error) {
	places := make([]int32, r.documents)
	for i := range places {
		v := r.uvarint()
		if r.bad || v >= uint64(r.documents) {
			return nil, errTable
		}
		places[i] = int32(v)
	}
	return places, nil
}

// termCount is a term and the number of records that have it.
type termCount struct {
	term  string
	count uint32
}

// terms reads the terms, after the order.
func (r *tableReader) terms() ([]termCount, error) {
	n := r.count()
	terms := make([]termCount, 0, min(n, len(r.data)/2))
	for range n {
		t := termCount{r.string(), uint32(r.uvarint())}
		if r.bad {
			return nil, errTable
		}
		terms = append(terms, t)
	}
	if r.bad || r.at != len(r.data) {
		return nil, errTable
	}
	return terms, nil
}

// tableWriter writes a table to a file, entry by entry: the table of a million
// documents is never in memory as a whole.
type tableWriter struct {
	f    *os.File
	w    *bufio.Writer
	ids  []string
	want int // records that are promised
	// Of what was written:
	records, units int
	lengths        map[string]fieldLength
}

func newTableWriter(path string, documents, records int) (*tableWriter, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	w := &tableWriter{f: f, w: bufio.NewWriterSize(f, 1<<16), lengths: map[string]fieldLength{}, want: records}
	w.w.WriteString(tableMagic)
	w.uvarint(documents)
	w.uvarint(records)
	return w, nil
}

func (w *tableWriter) uvarint(v int) {
	w.w.Write(binary.AppendUvarint(w.w.AvailableBuffer(), uint64(v)))
}

// add writes a document.
func (w *tableWriter) add(e *tableEntry) {
	w.w.WriteString(e.raw)
	w.ids = append(w.ids, strings.Clone(e.ID)) // not to hold the table that it is a piece of
	w.records += 1 + e.units
	w.units += e.units
	for _, record := range e.lengths {
		for field, n := range record {
			if n > 0 {
				name := fieldNames[field]
				l := w.lengths[name]
				w.lengths[name] = fieldLength{l.Records + 1, l.Tokens + int64(n)}
			}
		}
	}
}

// close ends the table and makes it durable.
func (w *tableWriter) close(terms []termCount) (err error) {
	defer func() { err = errors.Join(err, w.f.Close()) }()
	if w.records != w.want {
		return fmt.Errorf("%d records, not %d", w.records, w.want)
	}
	places := make([]int, len(w.ids))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int { return cmp.Compare(w.ids[a], w.ids[b]) })
	for _, p := range places {
		w.uvarint(p)
	}
	w.uvarint(len(terms))
	for _, t := range terms {
		w.uvarint(len(t.term))
		w.w.WriteString(t.term)
		w.uvarint(int(t.count))
	}
	if err := w.w.Flush(); err != nil {
		return err
	}
	return w.f.Sync()
}

// readTable reads a whole table file and compares it with what was written.
func readTable(path string, want fileInfo) (data string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	b.Grow(int(min(want.Size, 1<<30)) + 1)
	sum := crc32.New(castagnoli)
	n, err := io.Copy(io.MultiWriter(&b, sum), io.LimitReader(f, want.Size+1))
	if err != nil {
		return "", err
	}
	if n != want.Size || sum.Sum32() != want.CRC {
		return "", fmt.Errorf("%s: contents changed", path)
	}
	return b.String(), nil
}

// typeableTerms lists the terms of a segment that may be typed without their
// marks, with the number of records that have them.
func typeableTerms(seg segment.Segment) ([]termCount, error) {
	counts := map[string]uint32{}
	for _, field := range []string{fieldText, fieldHead, fieldTitle} {
		dict, err := seg.Dictionary(field)
		if err != nil {
			return nil, err
		}
		it := dict.AutomatonIterator(nil, nil, nil)
		for {
			e, err := it.Next()
			if err != nil {
				return nil, err
			}
			if e == nil {
				break
			}
			if !isPair(e.Term) && !isCode(e.Term) {
				counts[e.Term] += uint32(e.Count)
			}
		}
	}
	terms := make([]termCount, 0, len(counts))
	for term, n := range counts {
		terms = append(terms, termCount{term, n})
	}
	slices.SortFunc(terms, func(a, b termCount) int { return cmp.Compare(a.term, b.term) })
	return terms, nil
}
