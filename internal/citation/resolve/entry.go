package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// entry is a record made ready for matching. It does not change once built.
type entry struct {
	rec    *document.Record
	typ    *typeInfo
	issuer issuer
	term   int // of the issuing body, stated or by the date; 0 unknown
	year   int // of the date, or of the number
	// series tells documents that are numbered together: body, type and term or
	// year; "" when the record does not say enough.
	series string
	keys   []string
	title  []string // folded words of the title, without its linking words
}

// numbering tells how far a number and its symbol identify a document.
type numbering int8

const (
	national   numbering = iota // the number carries a year, and one body issues it: unique with the type
	restarting                  // restarts with each term (Party) or year (State administrative)
	local                       // names a kind of body of which every province has one
)

func newEntry(r *document.Record) *entry {
	e := &entry{rec: r, typ: typeOf(r.Type), issuer: issuerOf(r), year: r.Date.Year}
	if e.year == 0 {
		e.year = atoi(r.Year)
	}
	e.term = e.issuer.term
	if e.term == 0 {
		e.term = termOf(e.issuer, r.Number, r.Date)
	}
	e.title = titleWords(nil, r.Title)
	e.keys = recordKeys(e)
	e.series = seriesOf(e)
	return e
}

// termOf infers a term from the date, for bodies whose terms are tabulated.
func termOf(p issuer, n document.Number, d document.Date) int {
	if body := termBody(p, n, d); body != "" {
		if t := tables.TermOn(body, d); t != nil {
			return t.Number
		}
	}
	return 0
}

// termBody is the name under which the terms of the issuing body are tabulated,
// "" where they are not.
func termBody(p issuer, n document.Number, d document.Date) string {
	switch code := bodyCode(n); {
	case code == "TW":
		return tables.CentralTerms
	case strings.HasPrefix(code, "QH"), strings.HasPrefix(code, "UBTVQH"):
		return tables.AssemblyTerms
	case code == "TU" && p.province != "":
		if v := tables.ProvinceAt(p.province, d); v != nil && tables.Terms("tinh-uy/"+v.ID) != nil {
			return "tinh-uy/" + v.ID
		}
	case code == "" && p.body != nil && p.body.Family == tables.Party && p.body.Level == "trung ương":
		return tables.CentralTerms
	}
	return ""
}

// bodyCode is the part of a symbol that stands for the body, in the form of
// keys: "TW", "TU", "BCA", "QH14". A drafting unit after it is not part of it.
func bodyCode(n document.Number) string {
	b := n.Body()
	if i := strings.LastIndexByte(b, '/'); i >= 0 {
		b = b[i+1:]
	}
	if i := strings.IndexByte(b, '-'); i > 0 && strings.Contains(n.Symbol, "/") {
		b = b[:i] // 15-CT/TĐTN-BTG: the unit follows the body
	}
	switch b {
	case "TƯ", "T.Ư", "tw", "Tw":
		return "TW"
	}
	return strings.ToUpper(b)
}

// numberingOf tells how a number identifies. The State's shape ("TT-BTC") asks
// for the State's bodies, the Party's ("HD/BTC") for the Party's.
func numberingOf(n document.Number) numbering {
	family := tables.State
	if strings.Contains(n.Symbol, "/") && n.Year == "" {
		family = tables.Party
	}
	code := bodyCode(n)
	for _, b := range tables.BodiesByCode(code, "") {
		if b.Family == family && b.Local() || b.Family == tables.Mass && b.Local() {
			return local
		}
	}
	switch {
	case strings.HasPrefix(n.Symbol, "VBHN"):
		return restarting
	case n.Year != "", ownSeries(n.Symbol):
		return national
	}
	return restarting
}

// ownSeries reports symbols that identify without a year: those that carry the
// term (522b/NQ-UBTVQH13, 40-LCT/HĐNN8), and the promulgated laws of 1992 to
// 1997 and of the 1950s, which bear a running number (35-L/CTN, 102-SL/L-004).
func ownSeries(symbol string) bool {
	s := strings.ToUpper(symbol)
	if s == "L/CTN" || strings.HasPrefix(s, "SL/L") {
		return true
	}
	for _, b := range [...]string{"QH", "HĐNN"} {
		if i := strings.LastIndex(s, b); i >= 0 && atoi(s[i+len(b):]) > 0 {
			return true
		}
	}
	return false
}

// recordKeys lists every key under which a citation may ask for the record.
func recordKeys(e *entry) []string {
	r := e.rec
	var keys []string
	if r.Number.Number != "" {
		if r.Symbol != "" {
			keys = append(keys, string(appendNumberKey(nil, r.Number)))
		}
		if e.typ != nil {
			keys = append(keys, string(appendShortKey(nil, e.typ, r.Number.Number, "")))
			if r.Year != "" {
				keys = append(keys, string(appendShortKey(nil, e.typ, r.Number.Number, r.Year)))
			}
		}
	}
	for _, n := range lawNames(r) {
		keys = append(keys, "l"+n)
	}
	if e.issuer.plenum > 0 || e.issuer.congress {
		keys = append(keys, plenumKey(e.issuer, e.term))
	}
	return keys
}

// plenumKey is the key of a plenum (ordinal) or congress (0) of a term.
func plenumKey(p issuer, term int) string {
	n := p.plenum
	if p.congress {
		n = 0
	}
	k := "p" + itoa(term) + "|" + itoa(n)
	if p.congress && p.body != nil && p.body.Local() || p.province != "" {
		k += "|" + p.province
	}
	return k
}

// lawNames gives the folded names by which a law, code, ordinance or charter is
// called: type and name. "Luật An ninh mạng" and type Luật with title "An ninh
// mạng" are one.
func lawNames(r *document.Record) []string {
	t := typeOf(r.Type)
	if t == nil || !t.law {
		return nil
	}
	title := r.Title
	if title == "" {
		title = r.Description
	}
	if i := strings.IndexAny(title, "(;"); i > 0 {
		title = title[:i]
	}
	f := nameKey(title)
	if f == "" {
		if t.folded == "hiến pháp" {
			return []string{t.folded}
		}
		return nil
	}
	if !strings.HasPrefix(f, t.folded) {
		f = t.folded + " " + f
	}
	return []string{f}
}

// nameKey folds a law's name: no year, no commas, no "nước Cộng hòa …".
func nameKey(s string) string {
	f := tables.Fold(nameSigns.Replace(s))
	f = strings.Trim(f, " .;:()")
	if i := strings.LastIndex(f, " năm "); i > 0 && len(f) == i+len(" năm ")+4 && atoi(f[len(f)-4:]) > 0 {
		f = f[:i]
	} else if n := len(f); n > 5 && f[n-5] == ' ' && atoi(f[n-4:]) > 1900 {
		f = f[:n-5]
	}
	f = strings.TrimSuffix(f, " nước cộng hòa xã hội chủ nghĩa việt nam")
	if f == "điều lệ đảng cộng sản việt nam" {
		f = "điều lệ đảng"
	}
	return f
}

var nameSigns = strings.NewReplacer(",", " ", "\"", " ", "“", " ", "”", " ")

// seriesOf names the documents that are numbered together with the entry's.
func seriesOf(e *entry) string {
	r := e.rec
	if r.Number.Number == "" || e.typ == nil || r.Symbol == "" {
		return ""
	}
	b := append([]byte(nil), e.typ.folded...)
	b = append(b, '|')
	b = appendSymbol(b, r.Symbol)
	b = append(b, '|')
	switch {
	case r.Year != "":
		b = append(b, r.Year...)
	case e.term > 0:
		b = append(b, 'k')
		b = append(b, itoa(e.term)...)
	default:
		return ""
	}
	if numberingOf(r.Number) == local {
		if e.issuer.province == "" {
			return ""
		}
		b = append(b, '|')
		b = append(b, e.issuer.province...)
	}
	return string(b)
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		if n = n*10 + int(s[i]-'0'); n > 1<<24 {
			return 0
		}
	}
	return n
}

func itoa(n int) string {
	if n >= 0 && n < 10 {
		return "0123456789"[n : n+1]
	}
	var b [20]byte
	i := len(b)
	for ; n > 0; n /= 10 {
		i--
		b[i] = byte('0' + n%10)
	}
	return string(b[i:])
}
