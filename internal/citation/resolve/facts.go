package resolve

import (
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// facts are what a citation's words say, with what its text adds.
type facts struct {
	c         *citation.Citation
	typ       *typeInfo
	iss       issuer
	numbering numbering
	province  string // folded, "" when nothing tells
	from      provinceSource
	title     []string // folded words, filled on first use
	titled    bool
	short     bool // no symbol
}

// provinceSource tells where the province of a TU, UBND or HĐND was read.
type provinceSource int8

const (
	noProvince provinceSource = iota
	byIssuer                  // "của Ban Thường vụ Tỉnh ủy Phú Thọ"
	byTitle                   // "… Công an tỉnh Phú Thọ …"
	byCiting                  // the citing document's own body
)

// citingFacts are what matters of the citing document.
type citingFacts struct {
	e        *entry // nil when nothing is known of it
	date     document.Date
	province string
	central  int // term of the Central Committee on its date, 0 unknown
}

// readFacts fills f for the citation. Issuer phrases are remembered, since a
// text repeats few.
func (r *run) readFacts(f *facts, c *citation.Citation) {
	*f = facts{c: c, typ: typeOf(c.Type), iss: r.issuer(c.Issuer), short: c.Symbol == ""}
	if f.short {
		f.numbering = restarting
		if c.Year != "" {
			f.numbering = national
		}
	} else {
		f.numbering = numberingOf(c.Number)
	}
	if f.numbering == local || f.short {
		r.findProvince(f)
	}
}

// findProvince tells which province a local body belongs to, in the order: the
// issuer phrase, the cited title, the citing document. A Thành ủy is not that of
// a citing Tỉnh ủy.
func (r *run) findProvince(f *facts) {
	switch {
	case f.iss.province != "":
		f.province, f.from = f.iss.province, byIssuer
	case f.c.Title != "" && provinceIn(f.c.Title) != "":
		f.province, f.from = provinceIn(f.c.Title), byTitle
	case r.citing.province != "":
		if b := f.iss.body; b != nil && (b.Place == "tỉnh" || b.Place == "thành phố") {
			if p := tables.ProvinceAt(r.citing.province, r.citing.date); p != nil && p.Kind != b.Place {
				return
			}
		}
		f.province, f.from = r.citing.province, byCiting
	}
}

func (r *run) issuer(s string) issuer {
	if s == "" {
		return issuer{}
	}
	if p, ok := r.issuers[s]; ok {
		return p
	}
	p := parseIssuer(s)
	if len(r.issuers) >= 4096 {
		clear(r.issuers)
	}
	r.issuers[strings.Clone(s)] = p // the phrase is a piece of a text that need not stay
	return p
}

func (f *facts) titleWords(r *run) []string {
	if !f.titled {
		f.titled = true
		if f.c.Title != "" {
			n := len(r.words)
			r.words = titleWords(r.words, f.c.Title)
			f.title = r.words[n:]
		}
	}
	return f.title
}
