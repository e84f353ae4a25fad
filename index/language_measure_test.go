//go:build unix && measure

package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tracuu/index/vi"
)

// TestLanguageCost prints what the parts of the query language cost, in CPU time
// of the process, beside the same words without them; and what floods cost, which
// must stay bounded. LATENCY and LATENCY_INDEX are those of TestLatency.
func TestLanguageCost(t *testing.T) {
	docs, dir := codificationIndex(t)
	x, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	search(t, x, "doanh nghiệp nhà nước số:1 loại:x") // lists readings and numbers
	random := rand.New(rand.NewPCG(1, 2))
	words := func(n int) string {
		text := docs[random.IntN(len(docs))].Units[0].Text
		tokens := vi.Scan(text)
		if len(tokens) <= n {
			return "an ninh"
		}
		i := random.IntN(len(tokens) - n)
		var b strings.Builder
		for _, t := range tokens[i : i+n] {
			b.WriteString(t.Text + " ")
		}
		return strings.TrimSpace(b.String())
	}
	many := make([]string, 60)
	for i := range many {
		many[i] = words(1)
	}
	cost := func(name string, queries int, q func() string) {
		var times []time.Duration
		for range queries {
			text := q()
			before := cpuTime()
			if _, err := x.Search(context.Background(), Query{Text: text}); err != nil {
				t.Fatal(err)
			}
			times = append(times, cpuTime()-before)
		}
		slices.Sort(times)
		fmt.Printf("%-28s median %7.1f ms  max %7.1f ms\n", name, ms(times[len(times)/2]), ms(times[len(times)-1]))
	}
	cost("two words", 30, func() string { return words(2) })
	cost("two words, a year", 30, func() string { return words(2) + " năm:2010..2020" })
	cost("two words, one excluded", 30, func() string { return words(2) + ` -"` + words(2) + `"` })
	cost("two or two", 30, func() string { return words(2) + " | " + words(2) })
	cost("word and prefix of 2 letters", 30, func() string { return words(1) + " th*" })
	cost("title of two words", 30, func() string { return "tiêu đề:(" + words(2) + ")" })
	cost("number", 30, func() string { return "số:12" })
	cost("8 prefixes of one letter", 5, func() string { return "t* n* h* c* đ* l* v* b*" })
	cost("60 choices", 5, func() string { return strings.Join(many, " | ") })
	cost("40 exclusions", 5, func() string { return "an -" + strings.Join(many[:40], " -") })
	cost("60 words", 5, func() string { return strings.Join(many, " ") })
}
