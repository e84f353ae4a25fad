//go:build measure

package index

import (
	"fmt"
	"testing"
)

// TestFitWeights prints the feature weights that the question
// set gives, and what they reach on questions that were not fitted on (cross
// validation in ten parts, split by a hash of the question's ID). The table in
// weights.go is its output.
func TestFitWeights(t *testing.T) {
	samples := questionSet(t).samples(t)
	sum := crossValidate(samples)
	fmt.Printf("cross-validated: nDCG@10 %.4f R@10 %.4f (of %d)\n", sum.ndcg/sum.n, sum.recall/sum.n, int(sum.n))
	w := fitWeights(samples)
	r := evaluate(samples, w)
	fmt.Printf("all: nDCG@10 %.4f R@10 %.4f\n", r.ndcg/r.n, r.recall/r.n)
	var base [featureCount]float64
	base[featBase] = 1
	r = evaluate(samples, base)
	fmt.Printf("base alone: nDCG@10 %.4f R@10 %.4f\n", r.ndcg/r.n, r.recall/r.n)
	r = evaluate(samples, weights.feature)
	fmt.Printf("table: nDCG@10 %.4f R@10 %.4f\n", r.ndcg/r.n, r.recall/r.n)
	for i, v := range w {
		fmt.Printf("%d:%.2f ", i, v)
	}
	fmt.Println()
}
