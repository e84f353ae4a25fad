package library

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"slices"

	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// The form of the file: a line that names it, the program, the documents, and a
// CRC-32C of all before it. Numbers are unsigned varints; a string is its length
// and its bytes; a word, a string that comes often, is 0 and the string where it
// comes first, and its number from 1 after that.

// keptMagic changes with the form.
const keptMagic = "tracuu citations 1\n"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errKept = errors.New(keptName + " is damaged")

func (k *kept) encode() []byte {
	e := encoder{words: map[string]int{}, out: []byte(keptMagic)}
	e.string(k.program)
	e.string(k.state)
	e.int(len(k.documents))
	for _, id := range slices.Sorted(maps.Keys(k.documents)) {
		d := k.documents[id]
		e.word(id)
		e.string(d.fingerprint)
		e.list(d.keys)
		if !d.hasText {
			e.int(0)
			continue
		}
		e.int(1)
		e.list(d.cites.Keys)
		e.int(len(d.cites.References))
		for i := range d.cites.References {
			e.reference(&d.cites.References[i])
		}
		e.int(len(d.places))
		for _, n := range slices.Sorted(maps.Keys(d.places)) {
			e.int(n)
			e.place(d.places[n])
		}
	}
	return sealed(e.out)
}

func sealed(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

type encoder struct {
	out   []byte
	words map[string]int
}

func (e *encoder) int(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

func (e *encoder) string(s string) {
	e.int(len(s))
	e.out = append(e.out, s...)
}

func (e *encoder) word(s string) {
	n := e.words[s]
	e.int(n)
	if n == 0 {
		e.string(s)
		e.words[s] = len(e.words) + 1
	}
}

func (e *encoder) list(words []string) {
	e.int(len(words))
	for _, s := range words {
		e.word(s)
	}
}

// reference writes all but From, which is the document it stands under.
func (e *encoder) reference(r *resolve.Reference) {
	e.word(r.Via)
	e.word(r.To)
	e.int(r.Index)
	e.int(r.Start)
	e.int(r.End)
	e.word(r.At)
	e.word(r.Anchor)
	e.word(string(r.Relation))
	e.word(string(r.Outcome))
	e.word(r.Label)
	e.int(r.Date.Year)
	e.int(r.Date.Month)
	e.int(r.Date.Day)
}

func (e *encoder) place(p Place) {
	e.word(p.Anchor)
	e.word(p.Label)
	e.word(p.Quote)
	e.string(p.Before)
	e.string(p.After)
}

// decodeKept reads the file. The strings of the result share its memory.
func decodeKept(data []byte) (*kept, error) {
	body := len(data) - crc32.Size
	if body < len(keptMagic) || string(data[:len(keptMagic)]) != keptMagic ||
		crc32.Checksum(data[:body], castagnoli) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, errKept
	}
	d := decoder{in: string(data[len(keptMagic):body])}
	k := &kept{program: d.string(), state: d.string()}
	n := d.count()
	k.documents = make(map[string]keptDocument, n)
	for range n {
		id := d.word()
		doc := keptDocument{fingerprint: d.string(), keys: d.list()}
		if doc.hasText = d.int() == 1; doc.hasText {
			doc.cites.Keys = d.list()
			doc.cites.References = make([]resolve.Reference, d.count())
			for i := range doc.cites.References {
				d.reference(&doc.cites.References[i], id)
			}
			places := d.count()
			doc.places = make(map[int]Place, places)
			for range places {
				at := d.int()
				doc.places[at] = d.place(at)
			}
		}
		if d.bad {
			break
		}
		k.documents[id] = doc
	}
	if d.bad || d.at != len(d.in) {
		return nil, errKept
	}
	return k, nil
}

// decoder reads what encoder writes; bad is set where it cannot be that.
type decoder struct {
	in    string
	at    int
	words []string
	bad   bool
}

func (d *decoder) int() int {
	n := uint64(0)
	for shift := 0; shift < 63; shift += 7 {
		if d.at >= len(d.in) {
			break
		}
		b := d.in[d.at]
		d.at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return int(n)
		}
	}
	d.bad, d.at = true, len(d.in)
	return 0
}

// count is a number of things to come, each of which takes a byte at least.
func (d *decoder) count() int {
	n := d.int()
	if n > len(d.in)-d.at {
		d.bad, d.at = true, len(d.in)
		return 0
	}
	return n
}

func (d *decoder) string() string {
	n := d.count()
	s := d.in[d.at : d.at+n]
	d.at += n
	return s
}

func (d *decoder) word() string {
	n := d.int()
	switch {
	case n == 0:
		s := d.string()
		d.words = append(d.words, s)
		return s
	case n > len(d.words):
		d.bad = true
		return ""
	}
	return d.words[n-1]
}

func (d *decoder) list() []string {
	out := make([]string, d.count())
	for i := range out {
		out[i] = d.word()
	}
	return out
}

func (d *decoder) reference(r *resolve.Reference, from string) {
	*r = resolve.Reference{
		From: from, Via: d.word(), To: d.word(), Index: d.int(), Start: d.int(), End: d.int(), At: d.word(), Anchor: d.word(),
		Relation: document.RelationKind(d.word()), Outcome: resolve.Outcome(d.word()), Label: d.word(),
		Date: document.Date{Year: d.int(), Month: d.int(), Day: d.int()},
	}
}

func (d *decoder) place(at int) Place {
	return Place{Citation: at, Anchor: d.word(), Label: d.word(), Quote: d.word(), Before: d.string(), After: d.string()}
}
