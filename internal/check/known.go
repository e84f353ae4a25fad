package check

import (
	"slices"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// Knowledge is what is asked of the library about a document beyond its record.
type Knowledge interface {
	// Acts gives what sources state other documents to do to this one.
	Acts(id string) []Act
	// Text gives the canonical text of the document and its structure; ok is
	// false where the text is not held.
	Text(id string) (text string, s *document.Structure, ok bool)
}

// Act is a sourced statement that one document acts on another.
type Act struct {
	Kind       document.RelationKind
	By         *document.Record
	Partly     bool
	Date       document.Date // of the effect; the acting document's date where unknown
	Source     string
	Confidence document.Confidence
}

// Catalogue is every record of the library, made ready to be asked what a
// citation may have meant. It does not change and is safe for concurrent use.
type Catalogue struct {
	byID     map[string]*document.Record
	bySymbol map[string][]*document.Record // see symbolKey
	byBody   map[string][]*document.Record // see bodyKey
	byDate   map[document.Date][]*document.Record
	byTitle  map[string][]*document.Record // see titleKeys
	series   map[string][]*document.Record // see seriesOf; well supported records by number
	titles   map[*document.Record][]word
}

// NewCatalogue indexes the records, which must not be changed afterwards.
func NewCatalogue(records []*document.Record) *Catalogue {
	k := &Catalogue{byID: map[string]*document.Record{}, bySymbol: map[string][]*document.Record{},
		byBody: map[string][]*document.Record{}, titles: make(map[*document.Record][]word, len(records)), byDate: map[document.Date][]*document.Record{}, byTitle: map[string][]*document.Record{}, series: map[string][]*document.Record{}}
	for _, r := range records {
		k.byID[r.ID] = r
		if r.Number.Number != "" {
			k.bySymbol[symbolKey(r.Number)] = append(k.bySymbol[symbolKey(r.Number)], r)
			k.byBody[bodyKey(r.Number)] = append(k.byBody[bodyKey(r.Number)], r)
		}
		if r.Date.Full() {
			k.byDate[r.Date] = append(k.byDate[r.Date], r)
		}
		if key := seriesOf(r.Type, r.Number, r.Date); key != "" && r.Date.Full() && r.Confidence != document.Low && number(r.Bare()) > 0 {
			k.series[key] = append(k.series[key], r)
		}
		k.titles[r] = titleWords(r.Title, 0)
		for _, t := range titleKeys(k.titles[r]) {
			k.byTitle[t] = append(k.byTitle[t], r)
		}
	}
	for _, s := range k.series {
		slices.SortFunc(s, func(a, b *document.Record) int { return number(a.Bare()) - number(b.Bare()) })
	}
	return k
}

// Record gives the record of that id, or nil.
func (k *Catalogue) Record(id string) *document.Record { return k.byID[id] }

// titleKeyWords is how many words of a title, in a row, find it.
const titleKeyWords = 4

// titleKeys are three stretches of a title, at its begin, middle and end, so that
// a title with one word changed or dropped is still found by another.
func titleKeys(ws []word) []string {
	n := len(ws)
	if n < titleKeyWords {
		return nil
	}
	var keys []string
	for _, at := range []int{0, (n - titleKeyWords) / 2, n - titleKeyWords} {
		if key := join(ws[at : at+titleKeyWords]); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func join(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(w.folded)
		b.WriteByte(' ')
	}
	return b.String()
}

// maxTitled bounds the records of one stretch of title that are looked at:
// thousands of titles begin "sửa đổi, bổ sung một số điều".
const maxTitled = 64

// near gives the records that share a number, a day or a stretch of the title
// with the citation, each once.
func (k *Catalogue) near(c *citation.Citation, title []word) []*document.Record {
	var out []*document.Record
	seen := map[*document.Record]bool{}
	add := func(rs []*document.Record) {
		for _, r := range rs {
			if !seen[r] {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	if c.Number.Number != "" && c.Symbol != "" {
		add(k.bySymbol[symbolKey(c.Number)])
		add(k.byBody[bodyKey(c.Number)])
	}
	if rs := k.byDate[c.Date]; c.Date.Full() && len(rs) <= 4*maxTitled {
		add(rs)
	}
	for i := 0; i+titleKeyWords <= len(title) && i < 60; i++ {
		if rs := k.byTitle[join(title[i:i+titleKeyWords])]; len(rs) <= maxTitled {
			add(rs)
		}
	}
	return out
}

// symbolKey is what two spellings of a number and symbol share; QĐi is QĐ.
func symbolKey(n document.Number) string {
	return n.Bare() + "|" + strings.Replace(bareSymbol(n.Symbol), "QĐI", "QĐ", 1)
}

// bodyKey is a number without the letters of its type.
func bodyKey(n document.Number) string {
	return n.Bare() + "|" + n.Year + "|" + strings.ToUpper(n.Body())
}

// sameSymbol reports symbols that are one but for letter case and separators.
func sameSymbol(a, b document.Number) bool { return bareSymbol(a.Symbol) == bareSymbol(b.Symbol) }

func bareSymbol(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', '/', '.', ' ', '&':
			return -1
		}
		return r
	}, strings.ToUpper(document.NormalSymbol(s)))
}

// source says where a record is from, for a reader.
func source(r *document.Record) string {
	grade := ""
	switch r.Confidence {
	case document.High:
		grade = "; độ tin cậy cao"
	case document.Medium:
		grade = "; độ tin cậy trung bình"
	case document.Low:
		grade = "; độ tin cậy thấp"
	}
	for _, p := range r.Provenance {
		if p.Source != "" {
			return p.Source + grade
		}
	}
	return "bản ghi " + r.ID + " của thư viện" + grade
}
