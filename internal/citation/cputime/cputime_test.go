package cputime

import "testing"

// TestGrowth shows that work that grows with the square of n is told from work that
// grows with n.
func TestGrowth(t *testing.T) {
	if used() == 0 {
		t.Skip("the system does not tell the processor time")
	}
	sink := 0
	spin := func(n int) {
		for i := range n {
			sink ^= i * 7
		}
	}
	if g := Growth(func(n int) { spin(n * n) }, 800, 16000); g > 0 && g < 120 {
		t.Errorf("square growth of 400 measured as %.0f", g)
	}
	if g := Growth(func(n int) { spin(n * 4000) }, 1000, 20000); g > 100 {
		t.Errorf("linear growth of 20 measured as %.0f", g)
	}
	_ = sink
}
