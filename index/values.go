package index

import (
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index/query"
)

// asked is what a view knows for filters, made when the first asks.
type asked struct {
	labelsOnce sync.Once
	labels     [][]string // numberWords of the documents

	vocabularyOnce sync.Once
	vocabulary     *query.Vocabulary
}

func (v *view) labelWords() [][]string {
	v.asked.labelsOnce.Do(func() {
		v.asked.labels = make([][]string, len(v.documents))
		for n, e := range v.documents {
			v.asked.labels[n] = numberWords(e.Label)
		}
	})
	return v.asked.labels
}

// ownVocabulary has the values of the facets by their own names, for queries that
// come unread.
func (v *view) ownVocabulary() *query.Vocabulary {
	v.asked.vocabularyOnce.Do(func() {
		v.asked.vocabulary = new(query.Vocabulary)
		for name, facet := range facetOf {
			for _, c := range v.facets {
				if c.key != facet {
					continue
				}
				for _, value := range c.values {
					bare, _, _ := strings.Cut(value, "(")
					v.asked.vocabulary.Add(name, value, value, bare)
				}
			}
		}
	})
	return v.asked.vocabulary
}

// withFacet adds the documents that have one of the values of a facet.
func (v *view) withFacet(facet string, values []string, documents *roaring.Bitmap) {
	for _, c := range v.facets {
		if c.key != facet {
			continue
		}
		wanted := make([]bool, len(c.values))
		for at, value := range c.values {
			for _, w := range values {
				wanted[at] = wanted[at] || w == value
			}
		}
		for n, at := range c.of {
			if wanted[at] {
				documents.Add(uint32(n))
			}
		}
	}
}
