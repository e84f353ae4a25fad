package index

import (
	"testing"

	"github.com/blevesearch/bleve/v2"
)

// A part is an index that any bleve program can open: it has the mapping, and the
// terms of the analyzers that the mapping names.
func TestPartIsBleve(t *testing.T) {
	x := buildAndOpen(t, miniature())
	b, err := bleve.OpenUsing(x.view.parts[0].path, map[string]any{"read_only": true, "bolt_timeout": "2s"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if n, err := b.DocCount(); err != nil || n != 9 { // three documents, six provisions
		t.Errorf("%d records, %v", n, err)
	}
	for field, want := range map[string]string{fieldText: "chi-thi-7-ct-tu-2021#1", fieldPair: "chi-thi-7-ct-tu-2021#1"} {
		q := bleve.NewMatchQuery("thế trận")
		q.SetField(field)
		res, err := b.Search(bleve.NewSearchRequest(q))
		if err != nil || len(res.Hits) == 0 || res.Hits[0].ID != want {
			t.Errorf("%s: %v, %v", field, res, err)
		}
	}
}
