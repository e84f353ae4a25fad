package index

import (
	"encoding/binary"
	"errors"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"tracuu/index/vi"
)

// The fields of a part.
const (
	fieldText  = "text"  // syllables of a provision's text; stored as written
	fieldPair  = "pair"  // neighbour pairs of the same
	fieldHead  = "head"  // syllables and pairs of a provision's label and heading
	fieldTitle = "title" // syllables and pairs of a document's title, type, number, issuer
	fieldMeta  = "meta"  // stored only: the rest of a provision
)

// A record of a part is a document or one of its provisions. Its name is the
// document's ID, '#', and for a provision its ordinal in the document; the names
// are for other programs, here a table says what each record is.
func documentName(id string) string { return id + "#" }

func unitName(id string, ordinal int) string { return id + "#" + strconv.Itoa(ordinal) }

var errRecord = errors.New("malformed record")

// documentRecord is the record of a document, analysed. What a result shows of it
// is in the table.
func documentRecord(d *Document) index.Document {
	doc := document.NewDocument(documentName(d.ID))
	doc.AddField(newField(fieldTitle, "", indexed, d.titleTexts()...))
	return doc
}

// unitRecord is the record of a document's i-th provision, analysed.
func unitRecord(d *Document, i int) index.Document {
	u := &d.Units[i]
	doc := document.NewDocument(unitName(d.ID, i))
	text := newField(fieldText, u.Text, indexed|index.StoreField)
	pair := newField(fieldPair, "", indexed)
	text.addSyllables(pair, u.Text)
	doc.AddField(text)
	doc.AddField(pair)
	if u.Heading != "" || u.Label != "" {
		doc.AddField(newField(fieldHead, "", indexed, u.headTexts()...))
	}
	doc.AddField(newField(fieldMeta, string(encodeUnit(u)), index.StoreField))
	return doc
}

// titleTexts are what a document is found by apart from its text, headTexts what
// a provision is.
func (d *Document) titleTexts() []string { return []string{d.Title, d.Type, d.Label, d.Issuer} }

func (u *Unit) headTexts() []string { return []string{u.Label, u.Heading} }

const indexed = index.IndexField

// field is a bleve field that comes analysed: one pass over a text fills the
// syllable field and the pair field, which bleve's own fields would analyse
// twice.
type field struct {
	name    string
	value   []byte
	options index.FieldIndexingOptions
	length  int
	freqs   index.TokenFrequencies
}

// newField makes a field; texts are given as syllables and pairs together.
func newField(name, value string, options index.FieldIndexingOptions, texts ...string) *field {
	f := &field{name: name, value: []byte(value), options: options, freqs: index.TokenFrequencies{}}
	for _, t := range texts {
		f.addSyllables(f, t)
	}
	return f
}

// addSyllables adds the terms of vi_syllables to f and those of vi_pairs to
// pairs.
func (f *field) addSyllables(pairs *field, text string) {
	buf := scanBuffers.Get().(*scanBuffer)
	defer scanBuffers.Put(buf)
	buf.tokens = vi.AppendTokens(buf.tokens[:0], text)
	n := len(buf.tokens)
	f.grow(n / 2)
	for i := range buf.tokens {
		f.add(buf.tokens[i].Text)
	}
	f.length += n
	// All pairs are written into one string, and are pieces of it: one allocation
	// instead of one a pair.
	buf.pairs, buf.ends = buf.pairs[:0], buf.ends[:0]
	vi.Pairs(buf.tokens, func(a, b int) {
		buf.pairs = append(append(append(buf.pairs, buf.tokens[a].Text...), ' '), buf.tokens[b].Text...)
		buf.ends = append(buf.ends, len(buf.pairs))
	})
	pairs.grow(n * 3 / 4)
	all, start := string(buf.pairs), 0
	for _, end := range buf.ends {
		pairs.add(all[start:end])
		start = end
	}
	if pairs != f {
		pairs.length += len(buf.ends)
	}
}

// scanBuffer is the memory of one analysis, used again for the next.
type scanBuffer struct {
	tokens []vi.Token
	pairs  []byte
	ends   []int
}

var scanBuffers = sync.Pool{New: func() any { return new(scanBuffer) }}

// grow makes room for n terms in a field that has none yet.
func (f *field) grow(n int) {
	if len(f.freqs) == 0 {
		f.freqs = make(index.TokenFrequencies, n)
	}
}

func (f *field) add(term string) {
	n := 1
	if tf := f.freqs[term]; tf != nil {
		n += tf.Frequency()
	}
	if n <= len(frequencies) {
		f.freqs[term] = &frequencies[n-1]
		return
	}
	tf := new(index.TokenFreq)
	tf.SetFrequency(n)
	f.freqs[term] = tf
}

// frequencies are the counts that nearly all terms have, shared by all: the
// engine reads of a TokenFreq its frequency only (the term is the map's key, and
// there are no locations), and building an index makes some millions of them.
var frequencies = func() (fs [64]index.TokenFreq) {
	for i := range fs {
		fs[i].SetFrequency(i + 1)
	}
	return fs
}()

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *field) Size() int                                        { return len(f.value) }

// encodeUnit writes all of a unit but its text, which is stored in its field.
func encodeUnit(u *Unit) []byte { return appendStrings(nil, u.Anchor, u.Label, u.Heading) }

func decodeUnit(data []byte) (Unit, error) {
	s, err := decodeStrings(data, 3)
	if err != nil {
		return Unit{}, err
	}
	return Unit{Anchor: s[0], Label: s[1], Heading: s[2]}, nil
}

// appendStrings appends strings with their length before them.
func appendStrings(b []byte, values ...string) []byte {
	for _, v := range values {
		b = binary.AppendUvarint(b, uint64(len(v)))
		b = append(b, v...)
	}
	return b
}

func decodeStrings(data []byte, n int) ([]string, error) {
	// One copy for all strings.
	all := string(data)
	values := make([]string, n)
	for i, at := 0, 0; i < n; i++ {
		l, size := binary.Uvarint(data[at:])
		if size <= 0 || l > uint64(len(data)-at-size) {
			return nil, errRecord
		}
		at += size
		values[i] = all[at : at+int(l)]
		at += int(l)
	}
	return values, nil
}
