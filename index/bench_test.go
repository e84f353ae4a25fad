package index

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/internal/vietnamese"
)

// TestBenchRetrieval answers the question set, with marks and without, and holds
// the search to what it has reached. When RETRIEVAL_RUN names a folder the runs
// are left there for the scoring tool.
func TestBenchRetrieval(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	articles, err := os.ReadFile(shared(t, "data/retrieval/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	queries, err := os.ReadFile(shared(t, "data/retrieval/queries.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name         string
		queries      []byte
		ndcg, recall float64
	}{{"marked", queries, .91, .95}, {"folded", fold(queries), .905, .945}, {"folded but đ", foldBut(queries), .905, .945}} {
		var run bytes.Buffer
		if err := BenchRetrieval(context.Background(), bytes.NewReader(articles), bytes.NewReader(c.queries), &run, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("RETRIEVAL_RUN"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, c.name+".tsv"), run.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		r := scoreRun(t, c.queries, run.String())
		t.Logf("%s: nDCG@10 %.4f, R@10 %.4f", c.name, r.ndcg/r.n, r.recall/r.n)
		if r.ndcg/r.n < c.ndcg || r.recall/r.n < c.recall {
			t.Errorf("%s: nDCG@10 %.4f, R@10 %.4f; it has been above %.3f, %.3f", c.name, r.ndcg/r.n, r.recall/r.n, c.ndcg, c.recall)
		}
	}
}

// scoreRun scores a run that has ranks from 1 in order.
func scoreRun(t *testing.T, queries []byte, run string) (total score) {
	ranked := map[string][]string{}
	for line := range strings.Lines(run) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			t.Fatalf("line %q", line)
		}
		ranked[f[0]] = append(ranked[f[0]], f[1])
	}
	for line := range bytes.Lines(queries) {
		var q struct {
			ID       string
			Relevant []string
		}
		if err := json.Unmarshal(line, &q); err != nil {
			t.Fatal(err)
		}
		s := sample{relevant: len(q.Relevant)}
		for i, id := range ranked[q.ID] {
			var f [featureCount]float64
			f[featBase] = -float64(i)
			s.features = append(s.features, f)
			hit := false
			for _, r := range q.Relevant {
				hit = hit || r == id
			}
			s.hit = append(s.hit, hit)
		}
		var w [featureCount]float64
		w[featBase] = 1
		r := evaluate([]sample{s}, w)
		total.n++
		total.ndcg += r.ndcg
		total.recall += r.recall
	}
	return total
}

// TestBenchRetrievalSmall runs without the question set: plain and gzipped
// articles, a question without an answer, lines that are no JSON.
func TestBenchRetrievalSmall(t *testing.T) {
	articles := `{"id":"A@1","law":"Luật Cây xanh","article":"1","text":"Phạm vi điều chỉnh\n\nLuật này quy định về trồng cây."}
{"id":"A@2","law":"Luật Cây xanh","article":"2","text":"Giải thích từ ngữ\n\n1. Cây xanh là cây trồng ở phố."}
{"id":"B@1","law":"Luật Sông ngòi","article":"1","text":"Sông là dòng nước lớn."}
`
	queries := `{"id":"q1","text":"Cây xanh là gì?"}
{"id":"q2","text":"xyzzy"}
{"id":"q3","text":"Điều 1 Luật Sông ngòi"}
`
	var run bytes.Buffer
	if err := BenchRetrieval(context.Background(), strings.NewReader(articles), strings.NewReader(queries), &run, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	first := map[string]string{}
	for line := range strings.Lines(run.String()) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); f[2] == "1" {
			first[f[0]] = f[1]
		}
	}
	if first["q1"] != "A@2" || first["q2"] != "" || first["q3"] != "B@1" {
		t.Errorf("first answers %v", first)
	}
	err := BenchRetrieval(context.Background(), strings.NewReader("{}\nnot json"), strings.NewReader(queries), &run, t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("bad articles: %v", err)
	}
}

// fold strips the marks of the questions, not of the IDs.
func fold(queries []byte) []byte { return rewrite(queries, vietnamese.Fold) }

// foldBut strips the marks but leaves đ.
func foldBut(queries []byte) []byte {
	return rewrite(queries, func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == 'đ' || r == 'Đ' {
				return r
			}
			f := []rune(vietnamese.Fold(string(r)))
			if len(f) == 1 {
				return f[0]
			}
			return r
		}, s)
	})
}

func rewrite(queries []byte, change func(string) string) []byte {
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
		q.Text = change(q.Text)
		json.NewEncoder(&out).Encode(q)
	}
	return out.Bytes()
}
