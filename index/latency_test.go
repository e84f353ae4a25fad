//go:build unix && measure

package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tracuu/index/vi"
	"tracuu/internal/vietnamese"
)

// codificationIndex gives LATENCY articles of the codification, 78,202 if it is not
// set, and the folder of their index. With LATENCY_INDEX, a folder, the index stays
// there for the next time.
func codificationIndex(t *testing.T) (docs []Document, dir string) {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("LATENCY"))
	if err != nil {
		n = 78202
	}
	docs = codification(t, n)
	if dir = os.Getenv("LATENCY_INDEX"); dir == "" {
		dir = t.TempDir()
	}
	if _, err := os.Stat(dir + "/" + manifestName); err != nil {
		if err := Build(context.Background(), dir, all(docs), BuildOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	return docs, dir
}

// TestLatency searches articles of the codification with pieces of their own
// titles and texts, and prints the times by kind of query.
func TestLatency(t *testing.T) {
	docs, dir := codificationIndex(t)
	start := time.Now()
	x, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	opened := time.Since(start)
	search(t, x, "doanh nghiệp nhà nước")
	fmt.Printf("open %v, to first answer %v\n", opened, time.Since(start))

	random := rand.New(rand.NewPCG(1, 2))
	piece := func(text string, n int) string {
		tokens := vi.Scan(text)
		if len(tokens) <= n {
			return text
		}
		i := random.IntN(len(tokens) - n)
		return text[tokens[i].Start:tokens[i+n-1].End]
	}
	kinds := []struct {
		name string
		make func(d Document) string
	}{
		{"one syllable", func(d Document) string { return piece(d.Units[0].Text, 1) }},
		{"two", func(d Document) string { return piece(d.Title, 2) }},
		{"four", func(d Document) string { return piece(d.Units[0].Text, 4) }},
		{"four scattered", func(d Document) string {
			return piece(d.Units[0].Text, 2) + " " + piece(d.Title, 2)
		}},
		{"phrase of two", func(d Document) string { return `"` + piece(d.Units[0].Text, 2) + `"` }},
		{"phrase of four", func(d Document) string { return `"` + piece(d.Units[0].Text, 4) + `"` }},
		{"four, no marks", func(d Document) string { return vietnamese.Fold(piece(d.Units[0].Text, 4)) }},
		{"question", func(d Document) string { return piece(d.Units[0].Text, 20) + "?" }},
	}
	for _, k := range kinds {
		var times []time.Duration
		cpu := cpuTime()
		for range latencyQueries {
			q := strings.ReplaceAll(k.make(docs[random.IntN(len(docs))]), "\n", " ")
			start := time.Now()
			if _, err := x.Search(context.Background(), Query{Text: q}); err != nil {
				t.Fatal(err)
			}
			times = append(times, time.Since(start))
		}
		slices.Sort(times)
		fmt.Printf("%-15s CPU %5.1f ms  p50 %6.1f ms  p95 %6.1f ms  max %6.1f ms\n", k.name, ms(cpuTime()-cpu)/latencyQueries,
			ms(times[latencyQueries/2]), ms(times[latencyQueries*95/100]), ms(times[latencyQueries-1]))
	}
}

// TestHostileAtScale puts texts that nobody types to all articles. What each may
// take is a bound on computing, not on the clock.
func TestHostileAtScale(t *testing.T) {
	dir := os.Getenv("LATENCY_INDEX")
	if dir == "" {
		dir = t.TempDir()
	}
	if _, err := os.Stat(dir + "/" + manifestName); err != nil {
		if err := Build(context.Background(), dir, all(codification(t, 78202)), BuildOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	x, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for name, text := range hostileQueries() {
		cpu := cpuTime()
		res, err := x.Search(context.Background(), Query{Text: text})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		took := cpuTime() - cpu
		fmt.Printf("%-26s CPU %6.0f ms, %d documents, %s\n", name, ms(took), res.Total, res.Limited)
		if took > 5*time.Second {
			t.Errorf("%s: %v of CPU", name, took)
		}
	}
}

const latencyQueries = 60

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
