package index

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"

	"tracuu/index/vi"
)

// partMapping says, to any bleve program that opens a part, how its fields were
// analysed. Documents are not mapped by it: record.go analyses a text once for
// two fields, and the terms are the same.
func partMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = vi.SyllablesName
	m.DefaultMapping.Dynamic = false
	for name, analyzer := range map[string]string{
		fieldText: vi.SyllablesName, fieldPair: vi.PairsName, fieldHead: vi.ShortName, fieldTitle: vi.ShortName,
	} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = analyzer, name == fieldText, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	meta := bleve.NewTextFieldMapping()
	meta.Index, meta.Store, meta.IncludeInAll, meta.DocValues = false, true, false, false
	m.DefaultMapping.AddFieldMappingsAt(fieldMeta, meta)
	return m
}
