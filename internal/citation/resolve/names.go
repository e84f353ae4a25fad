package resolve

import (
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// codeNames are the abbreviations by which codes are called.
var codeNames = map[string]string{
	"blhs": "bộ luật hình sự", "bltths": "bộ luật tố tụng hình sự", "blds": "bộ luật dân sự",
	"blttds": "bộ luật tố tụng dân sự", "bllđ": "bộ luật lao động",
}

// citedName is the name key of a citation by name, with the type in front. A
// truncated or amended name is a name of its own.
func citedName(f *facts) string {
	name := nameKey(f.c.Name)
	if full, ok := codeNames[name]; ok {
		return full
	}
	if f.typ == nil {
		return name
	}
	if name == "" {
		return f.typ.folded
	}
	if strings.HasPrefix(name, f.typ.folded+" ") || name == f.typ.folded {
		return name
	}
	if f.typ.folded == "điều lệ" && name == "đảng cộng sản việt nam" {
		name = "đảng"
	}
	return f.typ.folded + " " + name
}

// citedName is citedName with a memory: texts name few laws, many times.
func (r *run) citedName(f *facts) string {
	r.nameBuf = append(append(append(r.nameBuf[:0], f.c.Type...), 0), f.c.Name...)
	if k, ok := r.names[string(r.nameBuf)]; ok {
		return k
	}
	if len(r.names) >= 4096 {
		clear(r.names)
	}
	k := strings.Clone(citedName(f))
	r.names[string(r.nameBuf)] = k
	return k
}

// plenumSlots finds what a plenum or a congress adopted. Without a term the
// plenums of every term with that number are candidates.
func (r *run) plenumSlots(f *facts) []int32 {
	p := f.iss
	if p.plenum == 0 && !p.congress {
		return nil
	}
	if p.congress && p.term == 0 {
		return nil
	}
	if p.term > 0 {
		r.key = append(r.key[:0], plenumKey(p, p.term)...)
		return r.c.byKey[string(r.key)]
	}
	var out []int32
	for _, t := range tables.Terms(tables.CentralTerms) {
		if t.Period.From.IsZero() || r.citing.date.Before(t.Period.From) {
			continue
		}
		out = append(out, r.c.byKey[plenumKey(p, t.Number)]...)
	}
	return out
}

// decideNamed decides among the records of one name, or of one plenum. A name is
// used again (Luật Đất đai 1993, 2003, 2013, 2024), and a plenum adopts several
// texts, so the year, the title or an earlier citation must settle it.
func (r *run) decideNamed(f *facts, ks []candidate) Resolution {
	live := 0
	for i := range ks {
		if ks[i].reject == fits && ks[i].date == clash {
			ks[i].reject = otherDate
		}
		if ks[i].reject == fits {
			ks[live], ks[i] = ks[i], ks[live]
			live++
		}
	}
	if live == 0 || f.c.Kind != "named" {
		return r.decidePlenum(f, ks, live)
	}
	sortCandidates(ks[:live])
	best := &ks[0]
	res := Resolution{Outcome: Resolved, Document: best.e.rec.ID, Antecedent: -1}
	switch {
	case best.context && (live == 1 || best.score-ks[1].score >= margin):
		res.Rule, res.Confidence = "earlier-citation", .95
	case best.date == sameDay && (live == 1 || ks[1].date != sameDay):
		res.Rule, res.Confidence = "name-date", .98
	case best.date == samePart && (live == 1 || ks[1].date < sameDay):
		res.Rule, res.Confidence = "name-year", .95
	case live == 1 && len(ks) == 1 && f.c.Date.IsZero() && longName(f):
		res.Rule, res.Confidence = "name-long", .8
	case r.meantNow(ks, live):
		res.Document = ks[0].e.rec.ID
		res.Rule, res.Confidence = "name-latest", .8
	default:
		return r.ambiguous(f, ks[:live], false)
	}
	return res
}

// decidePlenum decides among what a plenum or congress adopted.
func (r *run) decidePlenum(f *facts, ks []candidate, live int) Resolution {
	if live == 0 {
		if len(ks) == 0 {
			return Resolution{Outcome: Unknown, Antecedent: -1, Rule: "no-record", Confidence: 1}
		}
		return r.allRejected(f, ks)
	}
	sortCandidates(ks[:live])
	best := &ks[0]
	titled := best.title.state == agrees || best.title.state == related
	res := Resolution{Outcome: Resolved, Document: best.e.rec.ID, Antecedent: -1}
	clear := live == 1 || best.score-ks[1].score >= margin
	switch {
	case best.context && clear:
		res.Rule, res.Confidence = "earlier-citation", .95
	case f.iss.term == 0 && !titled:
		return r.ambiguous(f, ks[:live], clear)
	case titled && clear:
		res.Rule, res.Confidence = "plenum-title", .95
	case f.iss.congress && live == 1:
		res.Rule, res.Confidence = "congress", .85
	default:
		// A plenum adopts several texts on one day, and one record known of it is
		// no proof that there is no other.
		return r.ambiguous(f, ks[:live], clear)
	}
	r.compare(f, best, &res)
	return res
}

func sortCandidates(ks []candidate) {
	for i := 1; i < len(ks); i++ { // few, and stable
		for j := i; j > 0 && betterFirst(ks[j], ks[j-1]) < 0; j-- {
			ks[j], ks[j-1] = ks[j-1], ks[j]
		}
	}
}

// longName reports a name so long that it is not used again. Short names are
// (Luật Đất đai), and so are those of amending laws, however long.
func longName(f *facts) bool {
	name := citedName(f)
	if strings.Contains(name, "sửa đổi") || strings.Contains(name, "bổ sung") {
		return false
	}
	least := 15
	if f.typ != nil && f.typ.folded == "pháp lệnh" {
		least = 10 // few ordinances were ever issued anew
	}
	return strings.Count(name, " ")-strings.Count(f.c.Type, " ") >= least
}

// A law is called by its name alone while it is in force. lawSettled is how long
// after its issue the name surely means it (before, the older law may still be
// in force), lawFresh how long it surely has no successor that the catalogue
// does not know.
const (
	lawSettled = 1 * 372 // in the days of days
	lawFresh   = 6 * 372
)

// meantNow reports that a name without a year means, on the citing date, the
// latest record of that name, which is put first: it was issued long enough
// before, and either it is recent or the catalogue knows its successor, issued
// after the citing text. An old law that is the only one known proves nothing:
// names are used again.
func (r *run) meantNow(ks []candidate, live int) bool {
	if r.citing.date.IsZero() {
		return false
	}
	last := 0
	for i := range ks[:live] {
		if ks[i].e.year == 0 {
			return false
		}
		if ks[last].e.issued().Compare(ks[i].e.issued()) < 0 {
			last = i
		}
	}
	age := days(r.citing.date) - days(ks[last].e.issued())
	successor := false
	for i := live; i < len(ks); i++ {
		successor = successor || ks[i].reject == tooLate
	}
	if age < lawSettled && live > 1 || age > lawFresh && !successor {
		return false
	}
	ks[0], ks[last] = ks[last], ks[0]
	return true
}

// issued is the date, or the end of the year that the number tells.
func (e *entry) issued() document.Date {
	if d := e.rec.Date; d.Month > 0 {
		return d
	}
	return document.Date{Year: e.year, Month: 12, Day: 31}
}

// rememberAlias files what an alias in brackets says in parts: "Nghị quyết 12"
// also as type and number, "Luật Đất đai" as a name.
func (r *run) rememberAlias(alias string, note func([]byte)) {
	for _, t := range typeInfos {
		if !hasWord(alias, 0, t.folded) {
			continue
		}
		rest := strings.TrimSpace(alias[wordLen(alias, 0, t.folded):])
		rest = strings.TrimSpace(strings.TrimPrefix(rest, "số"))
		if n, err := document.ParseNumber(rest); err == nil {
			r.key = appendNumberKey(r.key[:0], n)
			note(r.key)
			continue
		}
		if e := wordEnd(rest, 0); e > 0 && e == len(rest) && rest[0] >= '0' && rest[0] <= '9' {
			r.key = appendShortKey(r.key[:0], t, rest, "")
			note(r.key)
		} else if rest != "" && t.law {
			r.key = append(append(r.key[:0], 'l'), (t.folded + " " + nameKey(rest))...)
			note(r.key)
		}
	}
}
