package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"time"
)

// result is what one engine took for one number of articles.
type result struct {
	Engine   string `json:"engine"`
	Articles int    `json:"articles"`
	Text     int64  `json:"text"` // bytes
	When     string `json:"when"`
	Machine  string `json:"machine"`
	// Load is that of the machine before the engine began.
	Load float64 `json:"load"`

	BuildCPU    float64 `json:"build_cpu"`    // seconds
	BuildWall   float64 `json:"build_wall"`   // seconds
	BuildMemory int     `json:"build_memory"` // MB that are the processes' own, at most
	Disk        int64   `json:"disk"`         // bytes

	// FirstAnswer is the time from opening to the first answer, in ms.
	FirstAnswer float64 `json:"first_answer"`
	// Kinds are the times of the second time through the list, by kind of query,
	// overall among them; Before those of the first time, overall.
	Kinds  map[string]times `json:"kinds"`
	Before times            `json:"before"`
	// SearchCPU is per query, in ms.
	SearchCPU float64 `json:"search_cpu"`
	// SearchMemory is what the processes hold at the end, in MB of their own.
	SearchMemory int `json:"search_memory"`

	Clients    int     `json:"clients"`
	Throughput float64 `json:"throughput"` // answers a second
	ClientsP99 float64 `json:"clients_p99"`

	// Update is the time until a new article is found, in ms; 0 if not measured.
	Update float64 `json:"update,omitempty"`
}

// times are those of some queries, in ms.
type times struct {
	N        int     `json:"n"`
	P50      float64 `json:"p50"`
	P99      float64 `json:"p99"`
	Empty    int     `json:"empty"`    // queries that found nothing
	Unmarked int     `json:"unmarked"` // queries whose answers had no match marked
}

// overall is the kind that is all kinds.
const overall = "overall"

// timesOf sorts durations.
func timesOf(all []time.Duration) times {
	slices.Sort(all)
	return times{N: len(all), P50: ms(quantile(all, .5)), P99: ms(quantile(all, .99))}
}

// quantile of sorted durations, the nearest rank.
func quantile(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func readResults(path string) (all []result, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	return all, err
}

func writeResults(path string, all []result) error {
	slices.SortFunc(all, func(a, b result) int {
		return cmp.Or(cmp.Compare(a.Articles, b.Articles), cmp.Compare(rank(a.Engine), rank(b.Engine)))
	})
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}

// order is that in which engines are shown.
var order = []string{"tracuu", "bleve", "sqlite", "postgres"}

func rank(engine string) int { return slices.Index(order, engine) }

var titles = map[string]string{"tracuu": "tracuu", "bleve": "bleve standard", "sqlite": "SQLite FTS5", "postgres": "PostgreSQL"}
