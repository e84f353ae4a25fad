package citation

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// Finder finds citations. The zero value is ready; a Finder keeps its buffers
// between texts and is not safe for use by several goroutines at once.
type Finder struct {
	// Self is what is known of the citing document; its type tells "Thông tư
	// này" from an earlier Thông tư, and finds the bare type word that means the
	// document itself.
	Self document.Record
	// Titles, if set, gives the known titles of documents with that type and
	// number, to end a title where the text goes on without a sign.
	Titles func(typ string, n document.Number) []string

	toks   []token
	places []place
	steps  []document.Step // room for pinpoints that no citation has yet
}

// Find gives the citations of text in text order, the outer before the one
// nested in its title.
func Find(text string) []Citation {
	var f Finder
	return f.Find(text)
}

// Find gives the citations of text in text order.
func (f *Finder) Find(text string) []Citation { return f.Append(nil, text) }

// Append appends the citations of text to dst. Indexes in them (AliasOf, Parent)
// count from the first one appended.
func (f *Finder) Append(dst []Citation, text string) []Citation {
	f.toks = tokenize(text, f.toks[:0])
	n := len(f.toks)
	for range 8 { // so that no look ahead leaves the slice
		f.toks = append(f.toks, token{start: uint32(len(text)), end: uint32(len(text)), flags: afterSpace | afterLine | afterPara})
	}
	if cap(f.steps) < 64 {
		f.steps = make([]document.Step, 0, 1024)
	}
	p := parser{text: text, toks: f.toks, out: dst, first: len(dst), count: n, places: f.places[:0], steps: f.steps, finder: f}
	p.run()
	f.places, f.steps = p.places, p.steps[len(p.steps):len(p.steps):cap(p.steps)]
	return p.out
}

// parser is the state of one pass over one text.
type parser struct {
	text   string
	toks   []token // count tokens and some kindEnd behind them
	count  int
	out    []Citation
	first  int // index in out of this text's first citation
	places []place
	steps  []document.Step
	group  int
	finder *Finder
	// amending is set while the name of an amending law is read.
	amending bool
}

// place is where a citation stands in the tokens.
type place struct {
	start, end int // tokens of Start and End
}

// word classes, by wordID, that make the main loop look closer.
const (
	isType = 1 << iota
	isUnit
	isAbbreviation
	isFalse
	isPlural
	isOrdinal
)

func makeClasses() []uint8 {
	c := make([]uint8, nextWord)
	mark := func(p *phrases, class uint8) {
		for id, n := range p.first {
			if n != 0 {
				c[id] |= class
			}
		}
	}
	mark(typePhrases, isType)
	mark(unitPhrases, isUnit)
	mark(abbreviations, isAbbreviation)
	mark(lawAbbreviations, isAbbreviation)
	mark(falsePhrases, isFalse)
	c[wCac] |= isPlural
	for id := range ordinals {
		c[id] |= isOrdinal
	}
	c[wMot] |= isOrdinal
	return c
}

var wordClass []uint8

func (p *parser) run() {
	for i := 0; i < p.count; {
		t := &p.toks[i]
		if t.kind == kindNum {
			i = p.bare(i)
			continue
		}
		class := wordClass[t.id]
		if class == 0 {
			i++
			continue
		}
		if class&isFalse != 0 {
			if e := p.falsePositive(i); e > i {
				i = e
				continue
			}
		}
		if class&isUnit != 0 {
			if e := p.provision(i); e > i {
				i = e
				continue
			}
		}
		if class&isType != 0 {
			if v, e := typePhrases.at(p.toks, i); v >= 0 {
				if end := p.document(i, v, e, nil, i); end > i {
					i = end
				} else {
					i++
				}
				continue
			}
		}
		if class&isAbbreviation != 0 && t.flags&capital != 0 {
			if end := p.lawInitials(i, nil, i); end > i {
				i = end
				continue
			}
			if v, e := abbreviations.at(p.toks, i); v >= 0 {
				if end := p.abbreviated(i, v, e, nil, i); end > i {
					i = end
					continue
				}
			}
		}
		if class&isOrdinal != 0 && t.flags&capital != 0 && p.toks[i+1].id == wLa {
			if e := p.item(i); e > i {
				i = e
				continue
			}
		}
		if class&isPlural != 0 {
			if e := p.vague(i); e > i {
				i = e
				continue
			}
		}
		i++
	}
	p.finish()
}

// falsePositive goes over an expression of the table of false positives, unless
// a longer type word begins at the same place.
func (p *parser) falsePositive(i int) int {
	v, e := falsePhrases.at(p.toks, i)
	if v < 0 {
		return i
	}
	if t, te := typePhrases.at(p.toks, i); t >= 0 && te >= e {
		return i
	}
	if falseRows[v].Treatment == tables.TreatTerm {
		if p.toks[i].flags&capital != 0 {
			return i
		}
		typ := ""
		name := p.slice(i, e)
		if t, te := typePhrases.at(p.toks, i); t >= 0 {
			typ, name = typeRows[t].Name, p.slice(te, e)
		}
		p.add(Citation{Kind: Term, Type: typ, Name: name, Confidence: 0.5, Rule: "term"}, i, e)
	}
	return e
}

// add appends a citation that covers tokens i to j.
func (p *parser) add(c Citation, i, j int) *Citation {
	c.Start, c.End = int(p.toks[i].start), int(p.toks[j-1].end)
	c.Lead, c.TitleStart, c.TitleEnd = c.Start, c.End, c.End
	c.AliasOf, c.Parent = -1, -1
	if len(p.out) == cap(p.out) { // double: append grows long slices by a quarter only
		p.out = slices.Grow(p.out, max(16, len(p.out)))
	}
	p.out = append(p.out, c)
	p.places = append(p.places, place{start: i, end: j})
	return &p.out[len(p.out)-1]
}

// slice is the text of tokens i to j with single spaces, without removed page
// headers, in NFC.
func (p *parser) slice(i, j int) string {
	if i >= j {
		return ""
	}
	raw := p.text[p.toks[i].start:p.toks[j-1].end]
	plain := true
	for k := i + 1; k < j; k++ {
		gap := p.toks[k].start - p.toks[k-1].end
		if gap == 0 || gap == 1 && p.text[p.toks[k-1].end] == ' ' {
			continue
		}
		plain = false
		break
	}
	if plain {
		return normal(raw)
	}
	var b strings.Builder
	for k := i; k < j; k++ {
		if k > i && p.toks[k].flags&(afterSpace|afterLine|afterSkip) != 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.text[p.toks[k].start:p.toks[k].end])
	}
	return normal(b.String())
}

// normal gives s in NFC, with Đ for the Icelandic Ð and without characters that
// have no width.
func normal(s string) string {
	for i := 0; i+1 < len(s); i++ {
		switch c, d := s[i], s[i+1]; {
		case c == 0xC3 && (d == 0x90 || d == 0xB0), c == 0xC2 && d == 0xAD, c == 0xE2 && d == 0x80 && i+2 < len(s) && s[i+2] >= 0x8B && s[i+2] <= 0x8F, c == 0xEF && d == 0xBB:
			return norm.NFC.String(unusual.Replace(s))
		}
	}
	if norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

var unusual = strings.NewReplacer("Ð", "Đ", "ð", "đ", "\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\ufeff", "")

// runes counts the letters of a token, combining marks apart.
func (p *parser) runes(t *token) int {
	n := 0
	for _, r := range p.text[t.start:t.end] {
		switch lookup(r).class {
		case toneMark, formMark, ignoredRune:
		default:
			n++
		}
	}
	return n
}

// finish adds what needs the whole text: relations, leads, titles, aliases, the
// document itself.
func (p *parser) finish() {
	cites := p.out[p.first:]
	if len(cites) == 0 {
		return
	}
	p.sort()
	p.context()
	p.titles()
	p.self()
	p.parents()
}

// sort puts the citations in text order; they are found in order but for the
// few that are recognised only with what follows.
func (p *parser) sort() {
	cites := p.out[p.first:]
	if slices.IsSortedFunc(cites, byStart) {
		return
	}
	type both struct {
		c Citation
		p place
	}
	all := make([]both, len(cites))
	for i := range cites {
		all[i] = both{cites[i], p.places[i]}
	}
	slices.SortStableFunc(all, func(a, b both) int { return byStart(a.c, b.c) })
	for i := range all {
		cites[i], p.places[i] = all[i].c, all[i].p
	}
}

func byStart(a, b Citation) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return b.End - a.End
}
