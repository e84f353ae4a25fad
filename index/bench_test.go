package index

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tracuu/internal/vietnamese"
)

// TestBenchRetrieval runs the question set when RETRIEVAL_RUN names a folder to
// leave the runs in; there the scoring tool reads them.
func TestBenchRetrievalRun(t *testing.T) {
	dir := os.Getenv("RETRIEVAL_RUN")
	if dir == "" {
		t.Skip("RETRIEVAL_RUN is not set")
	}
	articles, err := os.ReadFile(shared(t, "data/retrieval/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	queries, err := os.ReadFile(shared(t, "data/retrieval/queries.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range map[string][]byte{"marked": queries, "folded": fold(queries)} {
		var run bytes.Buffer
		if err := BenchRetrieval(context.Background(), bytes.NewReader(articles), bytes.NewReader(q), &run, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".tsv"), run.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fold strips the marks of the questions, not of the IDs.
func fold(queries []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(queries) {
		var q struct {
			ID       string   `json:"id"`
			Text     string   `json:"text"`
			Relevant []string `json:"relevant"`
		}
		if err := json.Unmarshal(line, &q); err != nil {
			continue
		}
		q.Text = vietnamese.Fold(q.Text)
		json.NewEncoder(&out).Encode(q)
	}
	return out.Bytes()
}
