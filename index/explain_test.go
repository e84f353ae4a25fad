package index

import (
	"context"
	"math"
	"testing"
)

// TestExplainAddsUp: the parts that an explanation names are what the scores are
// the sums of.
func TestExplainAddsUp(t *testing.T) {
	x := buildAndOpen(t, append(miniature(), shelf()...))
	for _, text := range []string{"giữ rừng", "the tran an ninh", "ANTT trên địa bàn", "chè | cháy", "điều 2 rừng phòng hộ", "Kiểm lâm là gì?", "ki* rừng"} {
		res, err := x.Search(context.Background(), Query{Text: text, Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) == 0 {
			t.Errorf("%q: no hits", text)
		}
		for _, h := range res.Hits {
			e := h.Explanation
			if e == nil || e.Level == "" || len(e.Words) == 0 || len(e.Features) == 0 {
				t.Errorf("%q, %s: %+v", text, h.ID, e)
				continue
			}
			sum, base := 0.0, 0.0
			for _, f := range e.Features {
				sum += f.Score()
			}
			for _, w := range e.Words {
				base += w.Score()
			}
			// The search reckons in 32 bits.
			if math.Abs(sum-e.Score) > 1e-9 || math.Abs(base-e.reckoned) > 1e-4*base || base <= 0 {
				t.Errorf("%q, %s: %v of %v, base %v of %v", text, h.ID, sum, e.Score, base, e.reckoned)
			}
			if math.Abs(h.Score-e.Score) > 1e-9 {
				t.Errorf("%q, %s: score %v, explained %v", text, h.ID, h.Score, e.Score)
			}
		}
	}
}
