package library

import (
	"tracuu/index"
	"tracuu/internal/citation/tables"
)

// endedShare is how far a status says that a document is past.
var endedShare = map[Status]float64{StatusReplaced: 1, StatusRepealed: 1, StatusPartly: .5}

// levelShare is how high a body stands. A body whose level is not known counts as
// the lowest: nothing speaks for it.
var levelShare = map[string]float64{"trung ương": 1, "tỉnh": .6, "huyện": .3}

// standing tells the index what is known of a document apart from its words.
func (v *view) standing(d *index.Document) index.Standing {
	s := index.Standing{Ended: endedShare[Status(d.State)]}
	s.Level = v.levels()[d.Issuer]
	return s
}

// makeLevels finds how high the issuers of the library stand.
func (v *view) makeLevels() map[string]float64 {
	out := map[string]float64{}
	for _, n := range v.docs {
		if _, done := out[n.Issuer]; done {
			continue
		}
		out[n.Issuer] = 0
		if b, ok := tables.BodyNamed(n.Issuer); ok && b.Body != nil {
			out[n.Issuer] = levelShare[b.Body.Level]
		}
	}
	return out
}
