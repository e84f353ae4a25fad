package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	beginMark = "<!-- peers: what stands from here to the end mark is written by `make bench` -->"
	endMark   = "<!-- peers: end -->"
)

// writePage writes the tables into the page, between its marks, and the plots
// beside it.
func writePage(o options, all []result) error {
	page, err := os.ReadFile(o.page)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(page), beginMark)
	_, after, ok2 := strings.Cut(rest, endMark)
	if !ok || !ok2 {
		return fmt.Errorf("%s has no marks for the generated part", o.page)
	}
	if err := os.MkdirAll(o.images, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.images, "performance.svg"), []byte(plots(all)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(o.page, []byte(before+beginMark+"\n"+tables(all)+endMark+after), 0o644)
}

// tables are the tables in Markdown.
func tables(all []result) string {
	var b strings.Builder
	var sizes []int
	for _, r := range all {
		if !slices.Contains(sizes, r.Articles) {
			sizes = append(sizes, r.Articles)
		}
	}
	slices.Sort(sizes)
	b.WriteString("\n![How building, disk, latency and throughput grow with the number of articles](images/performance.svg)\n")
	for _, n := range sizes {
		rows := sized(all, n)
		base := find(rows, "bleve")
		fmt.Fprintf(&b, "\n### %s articles, %.1f MB of text\n\n%s\n\n", dotted(n), float64(rows[0].Text)/1e6, measuredOn(rows))
		b.WriteString("| engine | build CPU | memory | disk | first answer | p50 | p99 | CPU a query | 32 clients | their p99 |\n")
		b.WriteString("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
		for _, r := range rows {
			k := r.Kinds[overall]
			fmt.Fprintf(&b, "| %s | %s s%s | %d MB | %s MB%s | %s ms | %s ms%s | %s ms | %s ms | %s/s%s | %s ms |\n", titles[r.Engine],
				short(r.BuildCPU), ratio(r.BuildCPU, base, func(x *result) float64 { return x.BuildCPU }), r.BuildMemory,
				short(float64(r.Disk)/1e6), ratio(float64(r.Disk), base, func(x *result) float64 { return float64(x.Disk) }),
				short(r.FirstAnswer), short(k.P50), ratio(k.P50, base, func(x *result) float64 { return x.Kinds[overall].P50 }),
				short(k.P99), short(r.SearchCPU), short(r.Throughput), ratio(r.Throughput, base, func(x *result) float64 { return x.Throughput }),
				short(r.ClientsP99))
		}
		b.WriteString("\nBy kind of query, p50 and p99 in ms; in brackets how many of the queries found nothing:\n\n| engine |")
		kinds := kindsOf(rows)
		for _, k := range kinds {
			b.WriteString(" " + k + " |")
		}
		b.WriteString("\n| --- |" + strings.Repeat(" --- |", len(kinds)) + "\n")
		for _, r := range rows {
			b.WriteString("| " + titles[r.Engine] + " |")
			for _, kind := range kinds {
				k := r.Kinds[kind]
				fmt.Fprintf(&b, " %s, %s", short(k.P50), short(k.P99))
				if k.Empty > 0 {
					fmt.Fprintf(&b, " (%d)", k.Empty)
				}
				b.WriteString(" |")
			}
			b.WriteString("\n")
		}
		if t := find(rows, "tracuu"); t != nil {
			fmt.Fprintf(&b, "\nFor tracuu a new article is found after %s ms; the first time through the list p50 is %s and p99 %s ms; it then holds %d MB.\n",
				short(t.Update), short(t.Before.P50), short(t.Before.P99), t.SearchMemory)
		}
		for _, r := range rows {
			if k := r.Kinds[overall]; k.N < find(rows, rows[0].Engine).Kinds[overall].N {
				fmt.Fprintf(&b, "\n%s got through %d queries of the list in the time that one pass may take.\n", titles[r.Engine], k.N)
			}
		}
	}
	return b.String()
}

func sized(all []result, n int) (rows []result) {
	for _, r := range all {
		if r.Articles == n {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b result) int { return rank(a.Engine) - rank(b.Engine) })
	return rows
}

func find(rows []result, engine string) *result {
	for i := range rows {
		if rows[i].Engine == engine {
			return &rows[i]
		}
	}
	return nil
}

// measuredOn says when and where; lines that differ are all given.
func measuredOn(rows []result) string {
	var days, machines []string
	least, most := rows[0].Load, rows[0].Load
	for _, r := range rows {
		if !slices.Contains(days, r.When) {
			days = append(days, r.When)
		}
		if !slices.Contains(machines, r.Machine) {
			machines = append(machines, r.Machine)
		}
		least, most = min(least, r.Load), max(most, r.Load)
	}
	return fmt.Sprintf("Measured %s on %s, whose load before each engine was %.1f to %.1f.",
		strings.Join(days, ", "), strings.Join(machines, "; "), least, most)
}

func kindsOf(rows []result) (kinds []string) {
	for _, k := range []string{"term", "words", "phrase", "boolean", "prefix", "unaccented"} {
		if rows[0].Kinds[k].N > 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// ratio is v as a multiple of what bleve took.
func ratio(v float64, base *result, of func(*result) float64) string {
	if base == nil || of(base) == 0 {
		return ""
	}
	r := v / of(base)
	if r >= 9.95 {
		return fmt.Sprintf(" (%.0f ×)", r)
	}
	return fmt.Sprintf(" (%.2g ×)", r)
}

// short writes a number in three digits at most, more only before the point.
func short(v float64) string {
	switch {
	case v >= 99.5:
		return strconv.Itoa(int(v + .5))
	case v >= 9.95:
		return fmt.Sprintf("%.0f", v)
	case v >= .995:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// dotted writes a number in groups of three.
func dotted(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
