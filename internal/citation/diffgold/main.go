// Command diffgold shows what a change to the rules did to the citations found in
// a fixed set of passages.
//
//	go run ./internal/citation/diffgold -gold GOLD.jsonl -write FILE          stores the citations found now
//	go run ./internal/citation/diffgold -gold GOLD.jsonl -old FILE [-new FILE]  prints those gained and lost
//
// Without -new the citations found now are compared. A stored file has a line a
// citation: passage, start and end in runes, kind, normal form; it holds no text
// of the passages. With -gold every line of the difference says whether the gold
// has such a citation. The exit status is 1 when something was lost that the gold
// has, or gained that it has not.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	gold := flag.String("gold", "", "passages with their citations, JSON lines")
	old := flag.String("old", "", "stored citations to compare with")
	now := flag.String("new", "", "stored citations to compare (default: those found now in -gold)")
	write := flag.String("write", "", "store the citations found now in this file")
	flag.Parse()
	worse, err := run(os.Stdout, *gold, *old, *now, *write)
	if err != nil {
		fmt.Fprintln(os.Stderr, "diffgold:", err)
		os.Exit(2)
	}
	if worse {
		os.Exit(1)
	}
}

func run(out io.Writer, gold, old, now, write string) (worse bool, err error) {
	var passages []passage
	if gold != "" {
		if passages, err = readGold(gold); err != nil {
			return false, err
		}
	}
	if write != "" {
		var b strings.Builder
		for _, l := range find(passages) {
			b.WriteString(l.String())
			b.WriteByte('\n')
		}
		return false, os.WriteFile(write, []byte(b.String()), 0o644)
	}
	before, err := readStored(old)
	if err != nil {
		return false, err
	}
	after := find(passages)
	if now != "" {
		if after, err = readStored(now); err != nil {
			return false, err
		}
	}
	lost, gained := difference(before, after)
	w := bufio.NewWriter(out)
	defer w.Flush()
	for _, l := range lost {
		right := inGold(passages, l)
		worse = worse || right == "gold"
		fmt.Fprintf(w, "- %s\t%s\n", l, right)
	}
	for _, l := range gained {
		right := inGold(passages, l)
		worse = worse || right == "not in gold"
		fmt.Fprintf(w, "+ %s\t%s\n", l, right)
	}
	fmt.Fprintf(w, "%d lost, %d gained, %d unchanged\n", len(lost), len(gained), len(after)-len(gained))
	return worse, nil
}

// difference gives the lines of a that b has not, and of b that a has not.
func difference(a, b []line) (lost, gained []line) {
	only := func(x, y []line) (out []line) {
		have := map[line]bool{}
		for _, l := range y {
			have[l] = true
		}
		for _, l := range x {
			if !have[l] {
				out = append(out, l)
			}
		}
		slices.SortStableFunc(out, func(a, b line) int { return strings.Compare(a.id, b.id) })
		return out
	}
	return only(a, b), only(b, a)
}
