package index

import (
	"cmp"
	"slices"

	"tracuu/internal/vietnamese"
)

// readings lists, for a folded form, the terms of the view that fold to it: the
// readings of a syllable typed without marks. Forms with themselves as their
// only reading are left out.
type readings map[string][]string

// maxReadings bounds the readings of one form; a syllable has at most some
// thirty.
const maxReadings = 40

func (v *view) buildReadings() (readings, error) {
	counts := map[string]uint64{}
	for _, p := range v.parts {
		for _, field := range []string{fieldText, fieldHead, fieldTitle} {
			dict, err := p.seg.Dictionary(field)
			if err != nil {
				return nil, err
			}
			it := dict.AutomatonIterator(nil, nil, nil)
			for {
				e, err := it.Next()
				if err != nil {
					return nil, err
				}
				if e == nil {
					break
				}
				if isPair(e.Term) {
					continue
				}
				counts[e.Term] += e.Count
			}
		}
	}
	all := readings{}
	for term := range counts {
		if folded := vietnamese.Fold(term); folded != term {
			all[folded] = append(all[folded], term)
		}
	}
	for folded, terms := range all {
		if counts[folded] > 0 {
			terms = append(terms, folded)
		}
		slices.SortFunc(terms, func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
		all[folded] = terms[:min(len(terms), maxReadings)]
	}
	return all, nil
}

// of gives the readings of a slot: itself alone if it was typed with marks.
func (r readings) of(s *slot, loose bool) []string {
	if s.marked && !loose {
		return []string{s.text}
	}
	if terms := r[s.folded]; terms != nil {
		if s.marked {
			// As typed comes first.
			return append([]string{s.text}, slices.DeleteFunc(slices.Clone(terms), func(t string) bool { return t == s.text })...)
		}
		return terms
	}
	return []string{s.text}
}

func isPair(term string) bool {
	for i := range len(term) {
		if term[i] == ' ' {
			return true
		}
	}
	return false
}
