package vi_test

import (
	"fmt"
	"log"

	"github.com/blevesearch/bleve/v2"

	"tracuu/index/vi"
)

// Any bleve program can search Vietnamese: name the analyzer in the mapping,
// and vi_syllables in queries that want all terms.
func Example() {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = vi.Name
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping.AddFieldMappingsAt("text", text)
	index, err := bleve.NewMemOnly(mapping)
	if err != nil {
		log.Fatal(err)
	}
	defer index.Close()
	for id, text := range map[string]string{
		"a": "Giữ gìn hoà bình, ổn định",
		"b": "Hòa giải ở cơ sở; bình xét hộ nghèo",
	} {
		if err := index.Index(id, map[string]string{"text": text}); err != nil {
			log.Fatal(err)
		}
	}
	query := bleve.NewMatchPhraseQuery("HÒA BÌNH")
	query.SetField("text")
	query.Analyzer = vi.SyllablesName
	result, err := index.Search(bleve.NewSearchRequest(query))
	if err != nil {
		log.Fatal(err)
	}
	for _, hit := range result.Hits {
		fmt.Println(hit.ID)
	}
	// Output: a
}

// The stream that the analyzer makes: syllables by position, and on them the
// words and pairs that begin there.
func ExampleAnalyzer() {
	for _, t := range vi.Analyzer().Analyze([]byte("Nghị quyết 12-NQ/TW")) {
		fmt.Printf("%d %s\n", t.Position, t.Term)
	}
	// Output:
	// 1 nghị
	// 1 nghị quyết
	// 1 nghị quyết
	// 2 quyết
	// 2 quyết 12-nq/tw
	// 2 quyết 12
	// 3 12-nq/tw
	// 3 12
	// 3 12 nq
	// 4 nq
	// 4 nq tw
	// 5 tw
}
