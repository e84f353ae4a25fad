package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

// Check judges a draft.
func Check(d Draft, k *Catalogue, lib Knowledge, opts Options) Report {
	ck := &checker{d: d, k: k, lib: lib, of: make([]*document.Record, len(d.Citations)), titled: make([]bool, len(d.Citations)),
		bodies: map[string]body{}, tried: map[string]bool{}, held: map[string][]word{},
		aliasAt: map[int]bool{}, unheard: map[string]bool{}, numberOf: map[string]string{}}
	if d.Record != nil {
		ck.dated = d.Record.Date
	}
	ck.rep.Date = ck.dated
	if !ck.rep.Date.Full() {
		ck.rep.Date = opts.Today
	}
	ck.rep.Rules = rulesFor(&d, opts, ck.rep.Date)
	for i := range d.Citations {
		c := &d.Citations[i]
		switch {
		case c.Kind == citation.Provision || c.Kind == citation.Self || c.Kind == citation.Anaphora:
			ck.pinpoint(i)
			ck.anaphora(i)
		case !c.Kind.NamesDocument() || c.Identity || ck.names(i):
		default:
			ck.rep.Citations++
			ck.judge(i)
			ck.pinpoint(i)
		}
	}
	ck.quotes()
	ck.consistency()
	ck.form()
	ck.unknownState()
	ck.rep.sort()
	ck.rep.settle()
	return ck.rep
}

// checker is the judging of one draft.
type checker struct {
	d      Draft
	k      *Catalogue
	lib    Knowledge
	rep    Report
	bodies map[string]body
	dated  document.Date // of the draft, as precise as it says
	// of is the record that each citation was found to be of, nil where unknown.
	of []*document.Record
	// titled are the citations whose words have the title of that record.
	titled []bool
	// tried are the documents whose state has been looked at.
	tried   map[string]bool
	aliases int // short names looked for
	// anaphoras counts the references to something above that were looked at.
	anaphoras int
	// aliasAt are the places of short names that stand before their definition.
	aliasAt map[int]bool
	// unheard are the documents of which it was said that nothing is known.
	unheard map[string]bool
	// numberOf gives the key of a law by its name, where the draft has both.
	numberOf map[string]string
	held     map[string][]word // words of held texts that were quoted
	noState  []int             // citations of documents of whose state nothing is known
}

// self reports the draft itself: it has no record of its own, or that one.
func (ck *checker) self(id string) bool {
	return id == "" || ck.d.Record != nil && ck.d.Record.ID != "" && ck.d.Record.ID == id
}

// names reports that citation i is the draft's naming of itself.
func (ck *checker) names(i int) bool {
	r := &ck.d.Resolutions[i]
	return r.Outcome == resolve.Resolved && ck.self(r.Document)
}

func (ck *checker) add(f Finding) { ck.rep.Findings = append(ck.rep.Findings, f) }

func (ck *checker) skip(k Kind, i int, reason string) {
	start, end := ck.d.Citations[i].Start, ck.d.Citations[i].End
	ck.rep.Unchecked = append(ck.rep.Unchecked, Unchecked{Kind: k, Start: start, End: end, Reason: reason, Citation: i})
}

// title is the words of a citation's title. It is loose where the text does not
// show that a title stands there: then it can agree with a record, and prove
// nothing against one.
type title struct {
	words []word
	loose bool
}

// The running text behind a citation that is tried as a title is bounded.
const (
	looseWords = 90
	looseBytes = 1000
)

// titleOf gives the words of a citation's title, or of the name by which a law
// is called, or of the text behind a citation that no linking word opens: titles
// such as "thể thức và kỹ thuật trình bày …" have none.
func (ck *checker) titleOf(c *citation.Citation) title {
	text := ck.d.Text
	if c.TitleEnd > c.TitleStart {
		return title{words: titleWords(text[c.TitleStart:c.TitleEnd], c.TitleStart)}
	}
	if c.Name != "" {
		if s, e, ok := findWords(text, c.Start, c.End, c.Name); ok {
			ws := words(text[s:e], s)
			if ts, te, ok := findWords(text, c.Start, c.End, c.Type); ok && te <= s {
				ws = append(words(text[ts:te], ts), ws...)
			}
			return title{words: ws}
		}
	}
	if c.Kind != citation.Full || !strings.HasPrefix(text[c.End:], " ") {
		return title{}
	}
	if r, _ := utf8.DecodeRuneInString(text[c.End+1:]); !unicode.IsLetter(r) {
		return title{}
	}
	piece := text[c.End:min(len(text), c.End+looseBytes)]
	if n := strings.IndexAny(piece, ".;\n("); n >= 0 {
		piece = piece[:n]
	}
	ws := titleWords(piece, c.End)
	return title{words: ws[:min(len(ws), looseWords)], loose: true}
}

// judge compares one citation with the record it is of, or says what is known
// of its number.
func (ck *checker) judge(i int) {
	c := &ck.d.Citations[i]
	if c.Repair != "" || ck.d.Resolutions[i].Outcome == resolve.Malformed {
		ck.malformed(i)
		return
	}
	title := ck.titleOf(c)
	m, ok := ck.pick(i, title)
	if !ok {
		ck.unknown(i, title)
		return
	}
	ck.rep.Recorded++
	ck.of[i] = m.rec
	ck.titled[i] = m.title == same || m.title == near
	before := len(ck.rep.Findings)
	ck.facts(i, &m)
	if len(ck.rep.Findings) == before {
		ck.letters(i)
	}
	if !ck.session(i, m.rec) {
		ck.term(i)
	}
	ck.future(i, m.rec)
	ck.state(i, m.rec)
}

// graver gives Error, or Warning where the record itself is weakly supported.
func graver(r *document.Record) Severity {
	if r.Confidence == document.Low {
		return Warning
	}
	return Error
}
