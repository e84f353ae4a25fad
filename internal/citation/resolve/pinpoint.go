package resolve

import (
	"strings"
	"unicode"

	"tracuu/internal/citation/tables"
	"tracuu/internal/document"
)

// pinpoint resolves the provision of a citation that names a document to the
// anchors of that document's text, where it is held.
func (r *run) pinpoint(i int) {
	c, res := &r.cites[i], &r.out[i]
	if len(c.Provision) == 0 || res.Document == "" {
		return
	}
	var s *document.Structure
	if e := r.citing.e; e != nil && e.rec.ID == res.Document && r.doc.Structure != nil {
		s = r.doc.Structure
	} else if r.c.structures != nil {
		s = r.c.structures(res.Document)
	}
	if s == nil {
		return
	}
	if s != r.asked { // a text without divisions is read to its end to see it
		r.asked, r.divided = s, s.Has()
	}
	if !r.divided {
		return
	}
	r.place(res, s, c.Provision, -1)
	if r.doc.Explain && res.Missing != nil {
		res.Why = append(res.Why, missingSentence(c.Provision, res))
	}
}

// place finds every provision that the steps name, seen from byte offset from of
// the text, or from outside it (-1).
func (r *run) place(res *Resolution, s *document.Structure, steps []document.Step, from int) {
	paths := Paths(steps)
	for _, path := range paths {
		p, missing := r.find(s, path, from)
		place := Place{Steps: path, Missing: missing}
		if missing == nil && p != nil {
			place.Anchor = p.Anchor
		}
		res.Places = append(res.Places, place)
	}
	if len(res.Places) > 0 {
		res.Anchor, res.Missing = res.Places[0].Anchor, res.Places[0].Missing
		for _, p := range res.Places {
			if p.Missing != nil {
				res.Missing = p.Missing
				break
			}
		}
	}
	if len(res.Places) == 1 {
		res.Places = nil
	}
}

// find follows one path, large to small.
func (r *run) find(s *document.Structure, path []document.Step, from int) (*document.Provision, *document.Step) {
	var at *document.Provision
	if from >= 0 {
		at = s.At(from)
	}
	if len(path) > 0 && isThis(path[0].Label) {
		p := enclosing(at, path[0].Unit)
		if p == nil {
			return nil, &path[0]
		}
		if len(path) == 1 {
			return p, nil
		}
		return within(p.Children, path[1:])
	}
	if at != nil && unitRank(path[0].Unit) > unitRank("điều") {
		// "khoản 2" alone: of the article, or the nearest division, that has it.
		for p := at; p != nil; p = p.Parent {
			if q, missing := within(p.Children, path); missing == nil {
				return q, nil
			}
		}
	}
	if s == r.doc.Structure && strings.EqualFold(path[0].Unit, string(document.Article)) {
		p := r.articleNumbered(path[0].Label)
		if p == nil {
			return nil, &path[0]
		}
		if len(path) == 1 {
			return p, nil
		}
		return within(p.Children, path[1:])
	}
	return within(s.Provisions, path)
}

// articleNumbered finds an article of the citing text, which is asked for its
// articles often.
func (r *run) articleNumbered(label string) *document.Provision {
	if r.articles == nil {
		r.articles = map[string]*document.Provision{}
		scope := r.doc.Structure.Provisions
		for len(scope) > 0 { // level by level, the first of a number counts
			var below []*document.Provision
			for _, p := range scope {
				if n := strings.ToLower(p.Number); p.Unit == document.Article && r.articles[n] == nil {
					r.articles[n] = p
				}
				below = append(below, p.Children...)
			}
			scope = below
		}
	}
	return r.articles[strings.ToLower(strings.TrimSuffix(strings.TrimSpace(label), "."))]
}

func within(ps []*document.Provision, path []document.Step) (*document.Provision, *document.Step) {
	scope := document.Structure{Provisions: ps}
	p, missing, ok := scope.Find(path)
	if ok {
		return p, nil
	}
	if q := byOrdinal(ps, path[0]); p == nil && q != nil {
		if len(path) == 1 {
			return q, nil
		}
		return within(q.Children, path[1:])
	}
	return p, &missing
}

// byOrdinal finds a division whose number is the same ordinal in other words:
// "nhiệm vụ thứ tư" is "Bốn là", "phần thứ nhất" is "Phần I".
func byOrdinal(scope []*document.Provision, st document.Step) *document.Provision {
	unit := document.Unit(strings.ToLower(st.Unit))
	if unit != document.Ordinal && unit != document.Part && unit != document.Chapter {
		return nil
	}
	want, ok := ordinalOf(st.Label)
	if !ok {
		return nil
	}
	for len(scope) > 0 {
		var below []*document.Provision
		for _, p := range scope {
			if p.Unit == unit || unit == document.Part && p.Unit == document.Section && p.Parent == nil {
				if n, ok := ordinalOf(p.Number); ok && n == want {
					return p
				}
			}
			below = append(below, p.Children...)
		}
		scope = below
	}
	return nil
}

// ordinalOf is the value of a whole label: "Bốn", "thứ tư", "IV", "4".
func ordinalOf(label string) (int, bool) {
	n, end, ok := tables.OrdinalAt(label, 0)
	return n, ok && end == len(label)
}

func isThis(label string) bool {
	return label == "này" || label == "Này" || label == "NÀY"
}

// enclosing is the innermost division of that unit around p.
func enclosing(p *document.Provision, unit string) *document.Provision {
	u := document.Unit(strings.ToLower(unit))
	for ; p != nil; p = p.Parent {
		if p.Unit == u || u == document.Point && p.Unit == document.Clause && p.Parent != nil && p.Parent.Unit == document.Section {
			return p
		}
	}
	return nil
}

// unitRank orders units from large to small, as citations use them.
func unitRank(unit string) int {
	switch document.Unit(strings.ToLower(unit)) {
	case document.Appendix:
		return 0
	case document.Part:
		return 1
	case document.Chapter:
		return 2
	case document.Section:
		return 3
	case document.Subsection:
		return 4
	case document.Article, document.Ordinal:
		return 5
	case document.Clause:
		return 6
	case document.Point:
		return 7
	case document.Item:
		return 8
	}
	return 9
}

// Paths takes a flat pinpoint apart into the provisions it names, each with its
// steps from large to small: "điểm a, b khoản 2 Điều 5" is Điều 5 khoản 2 điểm a
// and Điều 5 khoản 2 điểm b; "khoản 1 Điều 5, khoản 2 Điều 6" is two. The steps
// may stand from small to large or from large to small.
func Paths(steps []document.Step) [][]document.Step {
	steps = splitLabels(steps)
	if len(steps) == 0 {
		return nil
	}
	down := largeToSmall(steps)
	at := func(i int) document.Step { return steps[i] }
	n := len(steps)
	if down {
		at = func(i int) document.Step { return steps[n-1-i] }
	}
	var paths [][]document.Step
	for i := 0; i < n; i++ {
		rank := unitRank(at(i).Unit)
		if i > 0 && unitRank(at(i-1).Unit) > rank {
			continue // it holds the step before it
		}
		path := []document.Step{at(i)}
		for j := i + 1; j < n; j++ {
			if q := unitRank(at(j).Unit); q < rank {
				path = append(path, at(j))
				rank = q
			} else if q > rank {
				break // a new group begins
			}
		}
		for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
			path[a], path[b] = path[b], path[a]
		}
		paths = append(paths, path)
	}
	if down {
		for a, b := 0, len(paths)-1; a < b; a, b = a+1, b-1 {
			paths[a], paths[b] = paths[b], paths[a]
		}
	}
	return paths
}

// largeToSmall reports the order in which a pinpoint is written, by the first
// step that differs in size from the one before it.
func largeToSmall(steps []document.Step) bool {
	down := 0
	for i := 1; i < len(steps); i++ {
		a, b := unitRank(steps[i-1].Unit), unitRank(steps[i].Unit)
		switch {
		case a < b:
			down++
		case a > b:
			down--
		}
	}
	if down == 0 && len(steps) > 1 {
		return unitRank(steps[0].Unit) < unitRank(steps[len(steps)-1].Unit)
	}
	return down > 0
}

// splitLabels takes "mục II.3" apart into mục II and điểm 3.
func splitLabels(steps []document.Step) []document.Step {
	for i, st := range steps {
		head, tail, ok := strings.Cut(st.Label, ".")
		if _, roman := tables.ParseRoman(head); !ok || !roman || tail == "" || !unicode.IsDigit(rune(tail[0])) {
			continue
		}
		out := append([]document.Step(nil), steps[:i]...)
		sub := document.Step{Unit: "điểm", Label: tail}
		sec := document.Step{Unit: st.Unit, Label: head}
		if largeToSmall(steps) && len(steps) > 1 {
			out = append(out, sec, sub)
		} else {
			out = append(out, sub, sec)
		}
		return append(out, splitLabels(steps[i+1:])...)
	}
	return steps
}
