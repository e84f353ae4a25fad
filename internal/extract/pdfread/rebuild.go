package pdfread

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// Rebuild makes a damaged file readable whose table of objects is missing or
// wrong, as in a download that broke off: it looks for the objects themselves and
// puts a new table behind the file. Objects in object streams are found in those.
// The file is held in memory; most bounds its size. An encrypted file cannot be
// rebuilt.
func Rebuild(ctx context.Context, f io.ReaderAt, size, most int64) ([]byte, error) {
	if size > most {
		return nil, fmt.Errorf("%w: to be rebuilt", ErrTooLarge)
	}
	b := make([]byte, size, size+size/16+4096)
	n, err := f.ReadAt(b, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	b = b[:n]
	if i := bytes.Index(b[:min(len(b), 4096)], []byte("%PDF-")); i > 0 {
		b = b[i:]
	}
	if encryptEntry.Match(b) {
		return nil, fmt.Errorf("%w: encrypted and damaged", ErrDamaged)
	}
	t := table{places: map[uint32]place{}}
	for _, m := range objectStart.FindAllSubmatchIndex(b, maxRebuilt) {
		id, err := strconv.ParseUint(string(b[m[2]:m[3]]), 10, 32)
		if err != nil || id > maxObject {
			continue
		}
		t.places[uint32(id)] = place{kind: 1, a: uint64(m[2])} // the last one counts
	}
	for id, p := range t.places {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		head := b[p.a:min(len(b), int(p.a)+2048)]
		if i := bytes.Index(head, []byte("endobj")); i >= 0 {
			head = head[:i]
		}
		switch {
		case objectStream.Match(head):
			t.addStream(b, id, int(p.a))
		case catalog.Match(head):
			t.root = id
		}
	}
	if t.root == 0 {
		return nil, fmt.Errorf("%w: no catalog found", ErrDamaged)
	}
	return t.append(b), nil
}

// maxRebuilt bounds the objects that are looked for.
const maxRebuilt = 1 << 20

var (
	objectStart  = regexp.MustCompile(`(?:^|[\r\n\s>])(\d{1,8})\s+\d{1,5}\s+obj\b`)
	objectStream = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	catalog      = regexp.MustCompile(`/Type\s*/Catalog\b`)
	encryptEntry = regexp.MustCompile(`/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<`)
	firstEntry   = regexp.MustCompile(`/First\s+(\d{1,9})`)
	countEntry   = regexp.MustCompile(`/N\s+(\d{1,7})`)
)

// place is where an object is: of kind 1 at a byte, of kind 2 the b-th of object
// stream a.
type place struct {
	kind byte
	a    uint64
	b    uint32
}

type table struct {
	places map[uint32]place
	root   uint32
}

// addStream notes the objects of an object stream that stand nowhere else.
func (t *table) addStream(b []byte, id uint32, at int) {
	i := bytes.Index(b[at:], []byte("stream"))
	if i < 0 {
		return
	}
	head, data := b[at:at+i], bytes.TrimPrefix(bytes.TrimPrefix(b[at+i+len("stream"):], []byte("\r")), []byte("\n"))
	first, count := firstEntry.FindSubmatch(head), countEntry.FindSubmatch(head)
	if first == nil || count == nil {
		return
	}
	if k := bytes.Index(data, []byte("endstream")); k >= 0 {
		data = data[:k]
	}
	const most = 16 << 20
	if bytes.Contains(head, []byte("Flate")) {
		data = inflate(data, most)
	}
	n, _ := strconv.Atoi(string(count[1]))
	end, _ := strconv.Atoi(string(first[1]))
	s := scanner{b: data[:min(len(data), end)]}
	for k := range n {
		number, offset := s.next(), s.next()
		if number.kind != kNumber || offset.kind != kNumber || number.num < 0 || number.num > maxObject {
			return
		}
		o := uint32(number.num)
		if p, ok := t.places[o]; !ok || p.kind == 2 {
			t.places[o] = place{2, uint64(id), uint32(k)}
		}
		at := end + int(offset.num)
		if at >= 0 && at < len(data) && t.root == 0 && catalog.Match(data[at:min(len(data), at+512)]) {
			t.root = o
		}
	}
}

// append writes the table behind the file as a cross-reference stream, which has
// room for both kinds of place.
func (t *table) append(b []byte) []byte {
	var most uint32
	for id := range t.places {
		most = max(most, id)
	}
	self := most + 1
	b = append(b, '\n')
	start := len(b)
	t.places[self] = place{kind: 1, a: uint64(start)}
	data := make([]byte, 0, 13*(self+1))
	for id := range self + 1 {
		p := t.places[id]
		data = append(data, p.kind)
		data = binary.BigEndian.AppendUint64(data, p.a)
		data = binary.BigEndian.AppendUint32(data, p.b)
	}
	b = fmt.Appendf(b, "%d 0 obj\n<</Type /XRef /Size %d /W [1 8 4] /Root %d 0 R /Length %d>>\nstream\n", self, self+1, t.root, len(data))
	b = append(b, data...)
	return fmt.Appendf(b, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}
