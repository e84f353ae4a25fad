package index

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"testing"
)

func crossValidate(samples []sample) (sum score) {
	const folds = 10
	for k := range folds {
		var train, test []sample
		for _, s := range samples {
			if s.fold%folds == k {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		r := evaluate(test, fitWeights(train))
		sum.n += r.n
		sum.ndcg += r.ndcg
		sum.recall += r.recall
	}
	return sum
}

type sample struct {
	fold     int
	relevant int // in the whole collection
	features [][featureCount]float64
	hit      []bool
}

type score struct{ n, ndcg, recall float64 }

type questions struct {
	x    *Index
	ids  map[Place]string
	sets [][]byte
}

func questionSet(t testing.TB) *questions {
	articles, err := os.ReadFile(shared(t, "data/retrieval/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	queries, err := os.ReadFile(shared(t, "data/retrieval/queries.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	q := &questions{sets: [][]byte{queries}}
	switch os.Getenv("FIT") {
	case "both":
		q.sets = append(q.sets, fold(queries))
	case "folded":
		q.sets = [][]byte{fold(queries)}
	}
	docs, ids, err := readArticles(bytes.NewReader(articles))
	if err != nil {
		t.Fatal(err)
	}
	q.ids, q.x = ids, buildAndOpen(t, docs)
	return q
}

// texts are the questions.
func (set *questions) texts(t testing.TB) (texts []string) {
	for _, lines := range set.sets {
		err := readLines(bytes.NewReader(lines), func(line []byte) error {
			var q struct{ Text string }
			err := json.Unmarshal(line, &q)
			texts = append(texts, q.Text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// samples are what the ranker sees of each question.
func (set *questions) samples(t *testing.T) []sample {
	defer func() { traceFeatures = nil }()
	var samples []sample
	for _, lines := range set.sets {
		err := readLines(bytes.NewReader(lines), func(line []byte) error {
			var q struct {
				ID, Text string
				Relevant []string
			}
			if err := json.Unmarshal(line, &q); err != nil {
				return err
			}
			relevant := map[string]bool{}
			for _, id := range q.Relevant {
				relevant[id] = true
			}
			h := fnv.New32a()
			h.Write([]byte(q.ID))
			s := sample{fold: int(h.Sum32() >> 3), relevant: len(relevant)}
			traceFeatures = func(records []recordMatch, features [][featureCount]float64) {
				for i, r := range records {
					if r.record == r.entry.record {
						continue
					}
					s.features = append(s.features, features[i])
					s.hit = append(s.hit, relevant[set.ids[Place{r.entry.ID, int(r.ordinal())}]])
				}
			}
			_, err := set.x.Provisions(context.Background(), q.Text, 10)
			samples = append(samples, s)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return samples
}

func dot(w, f *[featureCount]float64) (v float64) {
	for i := range w {
		v += w[i] * f[i]
	}
	return v
}

func evaluate(samples []sample, w [featureCount]float64) (r score) {
	for _, s := range samples {
		values := make([]float64, len(s.features))
		for i := range s.features {
			values[i] = dot(&w, &s.features[i])
		}
		ideal := 0.0
		for i := range min(s.relevant, 10) {
			ideal += 1 / math.Log2(float64(i)+2)
		}
		gain, found := 0.0, 0.0
		for i, hit := range s.hit {
			if !hit {
				continue
			}
			rank := 0
			for j, v := range values {
				if v > values[i] || v == values[i] && j < i {
					rank++
				}
			}
			if rank < 10 {
				gain += 1 / math.Log2(float64(rank)+2)
				found++
			}
		}
		r.n++
		r.ndcg += gain / ideal
		r.recall += found / float64(s.relevant)
	}
	return r
}

// fitWeights maximises the likelihood of the relevant records in a softmax over
// each question's candidates, by gradient ascent (Adam), held towards the base
// score alone. It is deterministic.
func fitWeights(samples []sample) [featureCount]float64 {
	hold := envFloat("HOLD", .0005)
	var prior, w, first, second [featureCount]float64
	prior[featBase] = envFloat("PRIOR", 8)
	w = prior
	steps := 400
	for step := 1; step <= steps; step++ {
		var gradient [featureCount]float64
		for _, s := range samples {
			values := make([]float64, len(s.features))
			top := math.Inf(-1)
			for i := range s.features {
				values[i] = dot(&w, &s.features[i])
				top = max(top, values[i])
			}
			all, right := 0.0, 0.0
			for i := range values {
				values[i] = math.Exp(values[i] - top)
				all += values[i]
				if s.hit[i] {
					right += values[i]
				}
			}
			if right == 0 {
				continue
			}
			for i, v := range values {
				p := -v / all
				if s.hit[i] {
					p += v / right
				}
				for j, f := range s.features[i] {
					gradient[j] += p * f
				}
			}
		}
		for j := range w {
			g := gradient[j]/float64(len(samples)) - 2*hold*(w[j]-prior[j])
			first[j] = .9*first[j] + .1*g
			second[j] = .99*second[j] + .01*g*g
			w[j] += .15 * first[j] / (1 - math.Pow(.9, float64(step))) /
				(math.Sqrt(second[j]/(1-math.Pow(.99, float64(step)))) + 1e-8)
		}
	}
	return w
}

func envFloat(name string, otherwise float64) float64 {
	var v float64
	if _, err := fmt.Sscan(os.Getenv(name), &v); err != nil {
		return otherwise
	}
	return v
}
