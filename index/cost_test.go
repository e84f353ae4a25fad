//go:build unix && measure

package index

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
)

// codification reads articles of the legal codification, one document an
// article.
func codification(t testing.TB, n int) []Document {
	f, err := os.Open(shared(t, "data/phapdien.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []Document
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() && len(docs) < n {
		var a struct{ ID, Topic, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, Document{ID: fmt.Sprintf("%s-%d", a.ID, len(docs)), Type: "Pháp điển", Issuer: a.Topic, Title: a.Title,
			TextHeld: true, Units: []Unit{{Anchor: "a", Text: a.Text}}})
	}
	return docs
}

// TestBuildCost builds their index
// and that of bleve's standard analyzer with stored text and term vectors, and
// prints what each takes.
func TestBuildCost(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("COST"))
	if err != nil {
		n = 20000
	}
	docs := codification(t, n)
	size := 0
	for _, d := range docs {
		size += len(d.Title) + len(d.Units[0].Text)
	}
	for round := range 2 {
		for _, k := range []struct {
			name  string
			build func(dir string) error
		}{
			{"standard", func(dir string) error { return buildStandard(dir, docs) }},
			{"tracuu", func(dir string) error {
				return Build(context.Background(), dir, all(docs), BuildOptions{})
			}},
		} {
			dir := filepath.Join(t.TempDir(), k.name)
			runtime.GC()
			debug.FreeOSMemory()
			stop := watchMemory()
			cpu, wall := cpuTime(), time.Now()
			if err := k.build(dir); err != nil {
				t.Fatal(err)
			}
			cpu, elapsed := cpuTime()-cpu, time.Since(wall)
			fmt.Printf("round %d %-9s %d articles, %.1f MB of text: %.1f s CPU, %.1f s, %.1f MB on disk, peak memory %d MB of its own\n",
				round, k.name, len(docs), float64(size)/1e6, cpu.Seconds(), elapsed.Seconds(), float64(diskUse(dir))/1e6, stop())
		}
	}
}

// TestBuildMany builds an index of very many documents of one sentence each, and
// prints the memory that it takes: what grows with the number of documents, apart
// from their texts.
func TestBuildMany(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("MANY"))
	if err != nil {
		t.Skip("MANY is not set to a number of documents")
	}
	sentences := manyDocuments(1000)
	docs := func(yield func(Document, error) bool) {
		for i := range n {
			d := sentences[i%len(sentences)]
			d.ID = fmt.Sprintf("%s-%d", d.ID, i)
			if !yield(d, nil) {
				return
			}
		}
	}
	dir := t.TempDir()
	stop := watchMemory()
	cpu := cpuTime()
	if err := Build(context.Background(), dir, docs, BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%d documents: %.1f s CPU, %.1f MB on disk, peak memory %d MB of its own\n",
		n, (cpuTime() - cpu).Seconds(), float64(diskUse(dir))/1e6, stop())
}

func buildStandard(dir string, docs []Document) error {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = standard.Name
	m.DefaultMapping.Dynamic = false
	for _, name := range []string{"title", "text"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = standard.Name, true, true, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	x, err := bleve.New(dir, m)
	if err != nil {
		return err
	}
	b := x.NewBatch()
	for i, d := range docs {
		if err := b.Index(d.ID, map[string]string{"title": d.Title, "text": d.Units[0].Text}); err != nil {
			return err
		}
		if b.Size() == 1000 || i == len(docs)-1 {
			if err := x.Batch(b); err != nil {
				return err
			}
			b = x.NewBatch()
		}
	}
	return x.Close()
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// watchMemory follows the memory of the process that is its own, not that of
// mapped files, which the system can take back at any time; stop gives the most,
// in MB.
func watchMemory() (stop func() int) {
	done, peak := make(chan struct{}), make(chan int)
	go func() {
		most := 0
		for {
			most = max(most, ownMemory())
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() int { close(done); return <-peak }
}

func ownMemory() int {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb / 1024
		}
	}
	return 0
}

func diskUse(dir string) (n int64) {
	filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			n += info.Size()
		}
		return nil
	})
	return n
}
