package index

import (
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/query"
	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// field finds the documents that a filter lets through.
func (b *conditions) field(f query.Field) (*condition, error) {
	c := &condition{kind: isAmong, documents: roaring.New()}
	documents := b.view.documents
	add := func(passes func(*entry) bool) {
		for n, e := range documents {
			if passes(e) {
				c.documents.Add(uint32(n))
			}
		}
	}
	switch f.Name {
	case query.Type, query.Issuer, query.State, query.Held:
		b.view.withFacet(facetOf[f.Name], f.Values, c.documents)
	case query.Year:
		from, to := yearOf(f.From, 0), yearOf(f.To, 9999)
		add(func(e *entry) bool { return e.Year > 0 && from <= e.Year && e.Year <= to })
	case query.Date:
		add(func(e *entry) bool {
			first, last := datesOf(e.Date)
			return first != "" && first >= f.From && (f.To == "" || last <= f.To)
		})
	case query.Number:
		wanted := numberWords(f.Value)
		labels := b.view.labelWords()
		for n := range documents {
			if sameNumber(labels[n], wanted) {
				c.documents.Add(uint32(n))
			}
		}
	case query.Cites:
		for _, id := range b.query.Cites[f.Value] {
			if n := b.view.numberOf(id); n >= 0 {
				c.documents.Add(uint32(n))
			}
		}
	case query.Title:
		return c, b.title(f, c)
	}
	return c, nil
}

// facetOf are the facets that filters look at.
var facetOf = map[query.Name]string{query.Type: FacetType, query.Issuer: FacetIssuer, query.State: FacetState, query.Held: FacetHeld}

func yearOf(iso string, none int) int {
	if len(iso) < 4 {
		return none
	}
	y, err := strconv.Atoi(iso[:4])
	if err != nil {
		return none
	}
	return y
}

// datesOf are the first and the last day that a date of which a part is known can
// be. Days of a month go to 31: they are only compared.
func datesOf(iso string) (first, last string) {
	switch len(iso) {
	case 4:
		return iso + "-01-01", iso + "-12-31"
	case 7:
		return iso + "-01", iso + "-31"
	case 10:
		return iso, iso
	}
	return "", ""
}

// title finds the documents whose title has the words of a filter. The index has
// one field for title, type, number and issuer, so the titles are read.
func (b *conditions) title(f query.Field, c *condition) error {
	terms, err := b.readingsOf(f.Value, "", b.loose && !f.Exact)
	if err != nil || len(terms) == 0 {
		return err
	}
	sets := make([]map[string]bool, len(terms))
	var found *roaring.Bitmap
	for i := range terms {
		sets[i] = map[string]bool{}
		for _, t := range terms[i] {
			sets[i][t.term] = true
		}
		records := map[*viewPart]*roaring.Bitmap{}
		for _, l := range b.lookups {
			if records[l.part], err = l.any(inTitle, terms[i]); err != nil {
				return err
			}
		}
		if documents := b.documentsOf(records); found == nil {
			found = documents
		} else {
			found.And(documents)
		}
	}
	var tokens []vi.Token
	for it := found.Iterator(); it.HasNext(); {
		n := it.Next()
		tokens = vi.AppendTokens(tokens[:0], b.view.documents[n].Title)
		if f.Exact && inARow(tokens, sets) || !f.Exact && hasEach(tokens, sets) {
			c.documents.Add(n)
		}
	}
	return nil
}

// hasEach tells whether tokens have one of each set.
func hasEach(tokens []vi.Token, sets []map[string]bool) bool {
	for _, set := range sets {
		has := false
		for i := range tokens {
			has = has || set[tokens[i].Text]
		}
		if !has {
			return false
		}
	}
	return true
}

// numberWords are the pieces of a number and symbol: "12", "nq", "tw" of
// 12-NQ/TW in any spelling.
func numberWords(s string) (words []string) {
	start := -1
	folded := vietnamese.Fold(s)
	for i := 0; i <= len(folded); i++ {
		inside := i < len(folded) && (folded[i] >= 0x80 || 'a' <= folded[i] && folded[i] <= 'z' || '0' <= folded[i] && folded[i] <= '9')
		// A number ends where letters begin: "12nq".
		if inside && start >= 0 && isDigit(folded[i]) != isDigit(folded[i-1]) && isDigit(folded[start]) {
			words = append(words, bareNumber(folded[start:i]))
			start = i
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words = append(words, bareNumber(folded[start:i]))
			start = -1
		}
	}
	return words
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// bareNumber takes the zeros from the head of a number.
func bareNumber(s string) string {
	for len(s) > 1 && s[0] == '0' && isDigit(s[1]) {
		s = s[1:]
	}
	return s
}

// sameNumber tells whether a label begins as the wanted one does, or has it as its
// symbol: 12, 12-NQ/TW, 12nqtw and NQ/TW find 12-NQ/TW.
func sameNumber(label, wanted []string) bool {
	if len(wanted) == 0 || len(label) == 0 {
		return false
	}
	symbol := strings.Join(wanted, "")
	if isDigit(wanted[0][0]) {
		if wanted[0] != label[0] {
			return false
		}
		symbol, label = strings.Join(wanted[1:], ""), label[1:]
		for n := range len(label) + 1 {
			if strings.Join(label[:n], "") == symbol {
				return true
			}
		}
		return false
	}
	for n := range label {
		if strings.Join(label[n:], "") == symbol {
			return true
		}
	}
	return false
}
