package resolve

import (
	"slices"
	"strings"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// Hit is a document that a search box's query names.
type Hit struct {
	Document string          `json:"document"`
	Steps    []document.Step `json:"steps,omitempty"` // the provision asked for, as typed
	Score    float64         `json:"score"`           // from 0 to 1, best first
	// Exact says that the query names this document and no other record: a
	// reader may be taken there at once.
	Exact bool   `json:"exact"`
	Why   string `json:"why"` // Vietnamese
}

// maxHits bounds what a short query such as "Nghị quyết 1" gives.
const maxHits = 40

// LookUp gives the documents that a query names by number, by the name of a law
// or by a plenum, in any spelling: "12-NQ/TW", "12nqtw", "nd 30 2020", "nghị
// quyết 51 bộ chính trị 2019", "điều 8 nghị định 30/2020", "nghi quyet trung
// uong 8 khoa 13", "luật đất đai 2013". For words that name no document it gives
// nil at once, so it can be asked before every search.
func (c *Catalogue) LookUp(text string) []Hit {
	if len(text) > 300 {
		return nil
	}
	readings := parseQueries(text)
	if readings == nil {
		return nil
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	var hits []Hit
	var q *query
	for _, q = range readings {
		if hits = c.answer(q); hits != nil {
			break
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return c.entry(b.Document).rec.Date.Compare(c.entry(a.Document).rec.Date)
	})
	if len(hits) > maxHits {
		hits = hits[:maxHits]
	}
	for i := range hits {
		hits[i].Steps = q.steps
	}
	return hits
}

// answer finds the records that one reading of a query names.
func (c *Catalogue) answer(q *query) []Hit {
	switch {
	case q.number != "":
		if hits := c.byQueryNumber(q); hits != nil {
			return hits
		}
		// "nq 8 khóa 13" is no number 8 of that term but its eighth meeting.
		if n := atoi(q.number); q.term > 0 && n > 0 && n < 16 && q.isResolution() && q.body == nil && len(q.words) == 0 {
			return c.byQueryPlenum(&query{plenum: n, term: q.term, steps: q.steps})
		}
	case q.plenum > 0 || q.congress:
		return c.byQueryPlenum(q)
	case q.name != "":
		if hits := c.byQueryName(q); hits != nil {
			return hits
		}
		return c.byInitials(q)
	}
	return nil
}

// isResolution tells whether the query asks for a resolution.
func (q *query) isResolution() bool {
	for _, t := range q.types {
		if t.name == "Nghị quyết" {
			return true
		}
	}
	return false
}

// byQueryNumber finds records by number, year and symbol and weighs them by what
// else the query says.
func (c *Catalogue) byQueryNumber(q *query) []Hit {
	var hits []Hit
	var buf [64]byte
	plain := buf[:0]
	for _, r := range q.number {
		plain = append(plain, alikeDigit(r))
	}
	plain = append(plain, '|', '|')
	n := len(plain)
	// The longest run of the following words that is a symbol of this number.
	var slots []int32
	rest := q.rest
	for k := min(len(rest), 8); k > 0 && slots == nil; k-- {
		symbol := strings.Join(foldedOf(rest[:k]), "")
		plain = appendPlainSymbol(plain[:n], symbol)
		for _, s := range c.plain[string(plain)] {
			if bareLetters(c.entries[s].rec.Symbol) == symbol {
				slots = append(slots, s)
			}
		}
		if slots != nil {
			q.symbol = q.rest[:k]
			rest = rest[k:]
		}
	}
	if slots == nil {
		if q.types == nil && !q.loose {
			return nil // a number and words that are no symbol: not a document
		}
		slots = c.plain[string(plain[:n])]
	}
	if !q.readTail(rest) {
		return nil
	}
	if q.types == nil && slots != nil && q.symbol == nil && q.year == 0 && len(q.words) < 3 {
		return nil // a number and a word or two that some title has
	}
	for _, s := range slots {
		e := c.entries[s]
		score, why, ok := q.weigh(e)
		if ok {
			hits = append(hits, Hit{Document: e.rec.ID, Score: score, Why: why})
		}
	}
	if len(hits) == 1 && (len(q.symbol) > 0 || q.year > 0 && hits[0].Score >= .7) {
		hits[0].Exact = true
	}
	return hits
}

// bareLetters is a symbol without marks and separators, as a query has it.
func bareLetters(symbol string) string {
	var b strings.Builder
	for _, t := range queryTokens(symbol) {
		b.WriteString(t.folded)
	}
	return b.String()
}

// weigh says how well a record answers the query; ok is false when it does not.
func (q *query) weigh(e *entry) (score float64, why string, ok bool) {
	rec := e.rec
	score, why = .5, "đúng số "+rec.Label()
	if q.types != nil {
		best := conflict
		for _, t := range q.types {
			if a := compareTypes(t, e.typ); a == agrees || best == conflict || best == related && a == unsaid {
				best = a
			}
		}
		switch best {
		case conflict:
			return 0, "", false
		case agrees:
			score += .1
		}
	}
	if len(q.symbol) > 0 {
		score += .25
		if marked := strings.Join(loweredOf(q.symbol), ""); marked != strings.Join(foldedOf(q.symbol), "") {
			if marked != strings.Join(loweredOf(queryTokens(rec.Symbol)), "") {
				return 0, "", false // typed with marks, and others: ĐA is not DA
			}
		}
	}
	if q.year > 0 {
		if atoi(rec.Year) != q.year && e.year != q.year {
			return 0, "", false
		}
		score += .2
		why += ", năm " + itoa(q.year)
	}
	if !q.date.IsZero() {
		if !q.date.Agrees(rec.Date) {
			return 0, "", false
		}
		score += .2
		why += ", đúng ngày"
	}
	if q.term > 0 {
		if e.term != q.term {
			return 0, "", false
		}
		score += .15
		why += ", khóa " + tables.Roman(q.term)
	}
	if q.body != nil {
		switch compareIssuers(issuer{body: q.body}, e.issuer) {
		case sameBody:
			score += .15
			why += ", " + q.body.Name
		case sameCode, linked:
			score += .03
		default:
			return 0, "", false
		}
	}
	if q.province != "" {
		if e.issuer.province != q.province {
			return 0, "", false
		}
		score += .1
	}
	for _, w := range q.words {
		if !titleHas(rec.Title, w) && !titleHas(rec.Description, w) && !symbolPart(rec.Symbol, w.folded) {
			return 0, "", false
		}
	}
	return min(1, score), why, true
}

func (c *Catalogue) byQueryPlenum(q *query) []Hit {
	var hits []Hit
	ask := func(term int) {
		for _, s := range c.byKey[plenumKey(issuer{plenum: q.plenum, congress: q.congress}, term)] {
			e := c.entries[s]
			score := .6
			if q.term > 0 {
				score = .8
			}
			ok := true
			for _, w := range q.words {
				ok = ok && titleHas(e.rec.Title, w)
			}
			if !ok {
				continue
			}
			hits = append(hits, Hit{Document: e.rec.ID, Score: score, Why: "do hội nghị, đại hội này thông qua (khóa " + tables.Roman(term) + ")"})
		}
	}
	if q.term > 0 {
		ask(q.term)
	} else {
		for _, t := range tables.Terms(tables.CentralTerms) {
			ask(t.Number)
		}
	}
	if len(hits) == 1 && q.term > 0 {
		hits[0].Exact = true
	}
	return hits
}

func (c *Catalogue) byQueryName(q *query) []Hit {
	var hits []Hit
	for _, s := range c.plain["l"+q.name] {
		e := c.entries[s]
		if q.year > 0 && e.year != q.year {
			continue
		}
		score := .8
		if q.year > 0 {
			score = .95
		}
		hits = append(hits, Hit{Document: e.rec.ID, Score: score, Why: "đúng tên " + e.rec.Title})
	}
	if len(hits) == 1 {
		hits[0].Exact = true
	}
	return hits
}
