package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// runChild does one step for one engine, and writes what it took to the standard
// output.
func runChild(step string, args []string, o options) error {
	if len(args) != 3 {
		return fmt.Errorf("a child wants an engine, a folder and the articles")
	}
	e := newEngine(args[0])
	if e == nil {
		return fmt.Errorf("no engine %q", args[0])
	}
	var out any
	var err error
	if step == "build" {
		out, err = measureBuild(e, args[1], args[2])
	} else {
		out, err = measureSearch(e, args[1], o)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

func measureBuild(e engine, dir, articles string) (any, error) {
	stop := watchMemory(e)
	began := time.Now()
	if err := e.build(dir, articles); err != nil {
		return nil, err
	}
	wall := time.Since(began).Seconds()
	memory := stop()
	// What was waited for is counted too, a server and its children among it.
	cpu := usage(syscall.RUSAGE_SELF) + usage(syscall.RUSAGE_CHILDREN)
	var disk int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var info fs.FileInfo
			if info, err = d.Info(); err == nil {
				disk += info.Size()
			}
		}
		return err
	})
	return map[string]any{"build_cpu": cpu.Seconds(), "build_wall": wall, "build_memory": memory, "disk": disk}, err
}

// clients is how many search at once when throughput is measured.
const clients = 32

func measureSearch(e engine, dir string, o options) (out any, err error) {
	queries, err := readQueries(o.queries)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := e.open(dir); err != nil {
		return nil, err
	}
	defer func() {
		if cerr := e.close(); err == nil {
			err = cerr
		}
	}()
	if _, err := e.search(&queries[0]); err != nil {
		return nil, err
	}
	r := result{FirstAnswer: ms(time.Since(began)), Clients: clients}
	before, err := pass(e, queries, o.limit)
	if err != nil {
		return nil, err
	}
	r.Before = before[overall]
	if o.profile != "" {
		f, err := os.Create(filepath.Join(o.profile, filepath.Base(dir)+".prof"))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
	}
	cpu := used(e)
	if r.Kinds, err = pass(e, queries, o.limit); err != nil {
		return nil, err
	}
	r.SearchCPU = ms(used(e)-cpu) / float64(max(1, r.Kinds[overall].N))
	pprof.StopCPUProfile()
	if r.Throughput, r.ClientsP99, err = crowd(e, queries, min(10*time.Second, o.limit)); err != nil {
		return nil, err
	}
	r.SearchMemory = memory(e)
	if t, ok := e.(*tracuu); ok {
		if r.Update, err = measureUpdate(t); err != nil {
			return nil, err
		}
	}
	// Only what is filled in here: the rest is of the other step.
	return map[string]any{"first_answer": r.FirstAnswer, "kinds": r.Kinds, "before": r.Before, "search_cpu": r.SearchCPU,
		"search_memory": r.SearchMemory, "clients": r.Clients, "throughput": r.Throughput, "clients_p99": r.ClientsP99, "update": r.Update}, nil
}

// pass goes once through the list, or as far as the time allows.
func pass(e engine, queries []query, limit time.Duration) (map[string]times, error) {
	byKind := map[string][]time.Duration{}
	empty, unmarked := map[string]int{}, map[string]int{}
	began := time.Now()
	for i := range queries {
		q := &queries[i]
		start := time.Now()
		a, err := e.search(q)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.typed, err)
		}
		took := time.Since(start)
		for _, kind := range []string{q.kind, overall} {
			byKind[kind] = append(byKind[kind], took)
			if a.total == 0 {
				empty[kind]++
			} else if !a.marked {
				unmarked[kind]++
			}
		}
		if time.Since(began) > limit {
			break
		}
	}
	out := map[string]times{}
	for kind, all := range byKind {
		t := timesOf(all)
		t.Empty, t.Unmarked = empty[kind], unmarked[kind]
		out[kind] = t
	}
	return out, nil
}

// crowd searches with many clients at once, each its own way through the list.
func crowd(e engine, queries []query, length time.Duration) (perSecond, p99 float64, err error) {
	var mu sync.Mutex
	var all []time.Duration
	var group sync.WaitGroup
	began := time.Now()
	for c := range clients {
		group.Go(func() {
			var mine []time.Duration
			var failed error
			for i := c * len(queries) / clients; time.Since(began) < length && failed == nil; i++ {
				start := time.Now()
				_, failed = e.search(&queries[i%len(queries)])
				mine = append(mine, time.Since(start))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
			if failed != nil {
				err = failed
			}
		})
	}
	group.Wait()
	perSecond = float64(len(all)) / time.Since(began).Seconds()
	return perSecond, timesOf(all).P99, err
}

// measureUpdate adds articles one by one, and gives the median time until each
// was found, in ms.
func measureUpdate(e *tracuu) (float64, error) {
	var all []time.Duration
	for i := range 9 {
		word := fmt.Sprintf("mới%dvừathêm", i)
		start := time.Now()
		if err := e.update(article{ID: word, Title: "về điều vừa thêm", Text: "Điều này có từ " + word + "."}); err != nil {
			return 0, err
		}
		a, err := e.search(&query{typed: word})
		if err != nil {
			return 0, err
		}
		if a.total != 1 {
			return 0, fmt.Errorf("an article that was added is found %d times", a.total)
		}
		all = append(all, time.Since(start))
	}
	return timesOf(all).P50, nil
}

func usage(who int) time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(who, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// used is the time that this process and those of the engine have computed.
func used(e engine) time.Duration {
	total := usage(syscall.RUSAGE_SELF)
	for _, pid := range e.processes() {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		if _, rest, ok := strings.Cut(string(data), ") "); ok {
			if f := strings.Fields(rest); len(f) > 12 {
				user, _ := strconv.Atoi(f[11])
				system, _ := strconv.Atoi(f[12])
				total += time.Duration(user+system) * (time.Second / ticksPerSecond)
			}
		}
	}
	return total
}

// ticksPerSecond is the unit of /proc/PID/stat on all that this runs on.
const ticksPerSecond = 100

// memory is what this process and those of the engine hold for themselves, in
// MB; not the pages of files, which the system takes back when it needs them.
// Memory that the processes of a server share is counted once.
func memory(e engine) int {
	total, shared := 0, 0
	for _, pid := range append(e.processes(), os.Getpid()) {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(status)) {
			name, value, _ := strings.Cut(line, ":")
			if f := strings.Fields(value); len(f) > 0 {
				kb, _ := strconv.Atoi(f[0])
				switch name {
				case "RssAnon":
					total += kb
				case "RssShmem":
					shared = max(shared, kb)
				}
			}
		}
	}
	return (total + shared) / 1024
}

// watchMemory follows the memory until stop, which gives the most.
func watchMemory(e engine) (stop func() int) {
	done, peak := make(chan struct{}), make(chan int)
	go func() {
		most := 0
		for {
			most = max(most, memory(e))
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() int { close(done); return <-peak }
}
