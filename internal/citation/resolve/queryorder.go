package resolve

import (
	"slices"
	"unicode/utf8"

	"tracuu/internal/citation/tables"
)

// maxReadings bounds the orders in which a query is read.
const maxReadings = 6

// parseQueries reads the query in the order that it is typed in, and then in those
// in which it would be the name of a document: with what stands before the type
// behind it ("bộ chính trị nghị quyết 51"), with a number at the end behind the
// type ("nghị định về công tác văn thư 30"), with the number first. The first that
// names a document of the catalogue is meant; what a reading does not know must
// stand in the document's title, so an order that is none finds nothing.
func parseQueries(s string) (out []*query) {
	ts := queryTokens(s)
	if len(ts) == 0 || len(ts) > 40 {
		return nil
	}
	add := func(ts []qtoken, loose bool) {
		if q := parseTokens(ts, loose); q != nil && len(out) < maxReadings {
			out = append(out, q)
		}
	}
	add(ts, false)
	if len(ts) > 24 || !slices.ContainsFunc(ts, func(t qtoken) bool { return t.digits }) {
		return out
	}
	for i := 1; i < len(ts) && i <= 14; i++ {
		if startsDocument(ts[i:]) {
			add(slices.Concat(ts[i:], ts[:i]), false)
		}
	}
	if last := ts[len(ts)-1]; last.digits && utf8.RuneCountInString(last.folded) <= 4 {
		head := ts[:len(ts)-1]
		if n := len(head); n > 0 && head[n-1].folded == "so" {
			head = head[:n-1]
		}
		for k := min(len(head), 5); k > 0 && !isYear(last); k-- {
			if isTypeWord(head[:k]) {
				add(slices.Concat(head[:k], []qtoken{last}, head[k:]), false)
				break
			}
		}
	}
	// Without a type, a number and the words of a title.
	for i, t := range ts {
		if t.digits && !isYear(t) && len(ts) > 2 {
			add(slices.Concat(ts[i:], ts[:i]), true)
			break
		}
	}
	if justNumberAndYear(s, ts) {
		add(ts, true)
	}
	return out
}

// startsDocument tells whether tokens begin with a type and a number, or with a
// type and a meeting.
func startsDocument(ts []qtoken) bool {
	for k := min(len(ts)-1, 5); k > 0; k-- {
		if !isTypeWord(ts[:k]) {
			continue
		}
		next := ts[k]
		if next.folded == "so" && k+1 < len(ts) {
			next = ts[k+1]
		}
		return next.digits || next.folded == "trung" || next.folded == "tw" || next.folded == "hoi"
	}
	return false
}

func isTypeWord(ts []qtoken) bool {
	m := plainTypes()
	word := ""
	for i, t := range ts {
		if i > 0 {
			word += " "
		}
		word += t.folded
	}
	return m[word] != nil
}

// justNumberAndYear tells whether a query is "351/2017" and no month of a year.
func justNumberAndYear(s string, ts []qtoken) bool {
	if len(ts) != 2 || !ts[0].digits || !isYear(ts[1]) || atoi(ts[0].folded) <= 12 {
		return false
	}
	for i := range s {
		if s[i] == '/' {
			return true
		}
	}
	return false
}

// ordinalAt reads an ordinal in figures, Roman figures or words, and gives how many
// tokens it takes: "mười ba" is two.
func ordinalAt(ts []qtoken) (n, used int) {
	if len(ts) == 0 {
		return 0, 0
	}
	if ts[0].folded == "muoi" && len(ts) > 1 && !ts[1].digits {
		if n, ok := plainOrdinals[ts[1].folded]; ok && n < 10 {
			return 10 + n, 2
		}
		switch ts[1].folded {
		case "mot":
			return 11, 2
		case "lam":
			return 15, 2
		}
	}
	if n, ok := plainOrdinal(ts[0]); ok {
		return n, 1
	}
	return 0, 0
}

// fillers are words that a query has and a title need not.
var fillers = map[string]bool{"cua": true, "ve": true, "viec": true, "ngay": true, "so": true, "va": true, "do": true, "tai": true, "theo": true}

// symbolPart tells whether a word is a piece of a record's symbol: "tu" of
// 23-CT/TU.
func symbolPart(symbol, word string) bool {
	for _, t := range queryTokens(symbol) {
		if t.folded == word {
			return true
		}
	}
	return false
}

// byInitials finds laws by the first letters of their names: "luật tđkt".
func (c *Catalogue) byInitials(q *query) []Hit {
	if len(q.initials) < 2 {
		return nil
	}
	var hits []Hit
	for _, e := range c.entries {
		if e == nil || e.rec.Type != q.initialsType || q.year > 0 && e.year != q.year {
			continue
		}
		name := queryTokens(e.rec.Title)
		if k := len(queryTokens(e.rec.Type)); len(name) > k && tables.Fold(e.rec.Type) == tables.Fold(joinLowered(name[:k])) {
			name = name[k:]
		}
		if initialsOf(name) == q.initials {
			hits = append(hits, Hit{Document: e.rec.ID, Score: .7, Why: "tên viết tắt của " + e.rec.Title})
		}
	}
	return hits
}

func joinLowered(ts []qtoken) (s string) {
	for i, t := range ts {
		if i > 0 {
			s += " "
		}
		s += t.lowered
	}
	return s
}

func initialsOf(ts []qtoken) (s string) {
	for _, t := range ts {
		r, n := utf8.DecodeRuneInString(t.folded)
		if n > 0 {
			s += string(r)
		}
	}
	return s
}
