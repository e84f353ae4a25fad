//go:build measure

package index

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"tracuu/index/query"
)

// TestStandingHarm gives the laws of the question set a standing by chance, and
// prints what is lost when it is weighed: a standing by chance can only mislead,
// so this is the most that a weight can cost. Scale multiplies the weights.
func TestStandingHarm(t *testing.T) {
	articles, err := os.ReadFile(shared(t, "data/retrieval/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	queries, err := os.ReadFile(shared(t, "data/retrieval/queries.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	docs, ids, err := readArticles(bytes.NewReader(articles))
	if err != nil {
		t.Fatal(err)
	}
	was := weights.feature
	defer func() { weights.feature = was }()
	for _, scale := range []float64{0, .5, 1, 2, 4} {
		var total score
		const seeds = 3
		for seed := range uint64(seeds) {
			r := rand.New(rand.NewPCG(seed, 1))
			standing := map[string]Standing{}
			for i := range docs {
				docs[i].Year = 1990 + r.IntN(36)
				s := Standing{Level: float64(r.IntN(3)) / 2}
				if r.IntN(10) < 3 {
					s.Ended = 1
				}
				standing[docs[i].ID] = s
			}
			for _, f := range []int{featEnded, featLevel, featRecent} {
				weights.feature[f] = was[f] * scale
			}
			x := buildAndOpen(t, docs)
			var run strings.Builder
			for line := range bytes.Lines(queries) {
				var q struct{ ID, Text string }
				if err := json.Unmarshal(line, &q); err != nil {
					t.Fatal(err)
				}
				for i, p := range ranked(t, x, q.Text, func(d *Document) Standing { return standing[d.ID] }) {
					fmt.Fprintf(&run, "%s\t%s\t%d\n", q.ID, ids[p], i+1)
				}
			}
			s := scoreRun(t, queries, run.String())
			total.n, total.ndcg, total.recall = total.n+s.n, total.ndcg+s.ndcg, total.recall+s.recall
		}
		t.Logf("weights × %v: nDCG@10 %.4f, R@10 %.4f", scale, total.ndcg/total.n, total.recall/total.n)
	}
}

func ranked(t *testing.T, x *Index, text string, standing func(*Document) Standing) (places []Place) {
	v, err := x.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer v.release()
	q := Query{Parsed: query.Parse(text, nil)}
	req := readQuery(q.Parsed)
	s := v.session()
	defer s.close()
	m, err := s.match(context.Background(), &req, &q)
	if err != nil {
		t.Fatal(err)
	}
	m.standing = standing
	if err := m.rank(); err != nil {
		t.Fatal(err)
	}
	for i := range m.ranked {
		if r := &m.ranked[i]; r.record != r.entry.record && len(places) < 10 {
			places = append(places, Place{r.entry.ID, int(r.ordinal())})
		}
	}
	return places
}
