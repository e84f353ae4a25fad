package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../../../shared/data/phapdien.jsonl.gz", "the articles, JSON lines")
	flag.StringVar(&o.queries, "queries", "queries.tsv", "the list of queries")
	flag.StringVar(&o.sizes, "sizes", "1000 10000 78202", "numbers of articles; more than there are repeats them with changed numbers")
	flag.StringVar(&o.engines, "engines", "tracuu bleve sqlite postgres", "what to measure")
	flag.StringVar(&o.work, "work", os.TempDir(), "folder for the indexes")
	flag.StringVar(&o.results, "results", "results.json", "where results are kept")
	flag.StringVar(&o.page, "page", "../../docs/performance.md", "the page whose generated part is written")
	flag.StringVar(&o.images, "images", "../../docs/images", "folder for the plots")
	flag.DurationVar(&o.limit, "limit", time.Minute, "the longest that one engine searches the list once")
	flag.BoolVar(&o.writeOnly, "write", false, "measure nothing, write the page from the results")
	flag.StringVar(&o.profile, "profile", "", "folder for CPU profiles of searching")
	child := flag.String("child", "", "the step to do in this process; not for typing")
	flag.Parse()
	var err error
	if *child != "" {
		err = runChild(*child, flag.Args(), o)
	} else {
		err = run(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

type options struct {
	data, queries, sizes, engines, work, results, page, images, profile string
	limit                                                               time.Duration
	writeOnly                                                           bool
}

// run measures all engines at all sizes, and writes the page after each size.
func run(o options) error {
	all, err := readResults(o.results)
	if err != nil {
		return err
	}
	if o.writeOnly {
		return writePage(o, all)
	}
	var sizes []int
	for _, s := range strings.Fields(o.sizes) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return fmt.Errorf("size %q is not a number of articles", s)
		}
		sizes = append(sizes, n)
	}
	slices.Sort(sizes)
	if _, err := readQueries(o.queries); err != nil {
		return err
	}
	if _, err := os.Stat(o.data); err != nil {
		return fmt.Errorf("the articles are not here: %w", err)
	}
	for _, n := range sizes {
		dir, err := os.MkdirTemp(o.work, "peers-")
		if err != nil {
			return err
		}
		err = measureSize(o, dir, n, &all)
		os.RemoveAll(dir)
		if err != nil {
			return err
		}
		if err := writeResults(o.results, all); err != nil {
			return err
		}
		if err := writePage(o, all); err != nil {
			return err
		}
	}
	return nil
}

// measureSize measures all engines on n articles. What an engine cannot do is
// said and left out.
func measureSize(o options, dir string, n int, all *[]result) error {
	// PostgreSQL runs as a user of its own.
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	articles := filepath.Join(dir, "articles")
	text, err := prepare(o.data, articles, n)
	if err != nil {
		return err
	}
	for _, name := range strings.Fields(o.engines) {
		e := newEngine(name)
		if e == nil {
			return fmt.Errorf("no engine %q", name)
		}
		if why := e.missing(); why != "" {
			fmt.Printf("%s: skipped, %s\n", name, why)
			continue
		}
		r := result{Engine: name, Articles: n, Text: text, When: time.Now().Format("2006-01-02"), Machine: machine(), Load: load()}
		home := filepath.Join(dir, name)
		if err := os.Mkdir(home, 0o755); err != nil {
			return err
		}
		for _, step := range []string{"build", "search"} {
			fmt.Printf("%s, %d articles: %s\n", name, n, step)
			if err := runStep(o, step, name, home, articles, &r); err != nil {
				return fmt.Errorf("%s, %d articles, %s: %w", name, n, step, err)
			}
		}
		os.RemoveAll(home)
		*all = slices.DeleteFunc(*all, func(x result) bool { return x.Engine == name && x.Articles == n })
		*all = append(*all, r)
		fmt.Printf("  built in %.0f s of CPU, %.0f MB on disk; p50 %.1f ms, p99 %.1f ms; %.0f a second for 32 clients\n",
			r.BuildCPU, float64(r.Disk)/1e6, r.Kinds[overall].P50, r.Kinds[overall].P99, r.Throughput)
	}
	return nil
}

// runStep runs a step in a process of its own, which adds to the result.
func runStep(o options, step, engine, home, articles string, r *result) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-queries", o.queries, "-limit", o.limit.String(), "-profile", o.profile, "-child", step, engine, home, articles)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	return json.Unmarshal(out, r)
}

func machine() string {
	model := runtime.GOARCH
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(data)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d × %s", runtime.NumCPU(), model)
}

// load is the load of the machine in the last minute; 0 where it is not known.
func load() float64 {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(data), " ")
	v, _ := strconv.ParseFloat(first, 64)
	return v
}
