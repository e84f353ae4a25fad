// Command measure resolves the source citations of the legal codification
// (../shared/data/gold/phapdien_sources.dev.jsonl.gz) against a catalogue that is
// built from one half of them, and prints how often "same identifier" and "same
// resolved document" agree; docs/resolving.md defines the figures.
//
//	go run ./internal/citation/resolve/measure [-links N] [-wrong] FILE
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"sort"

	"tracuu/internal/citation"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
)

type line struct {
	Text string `json:"text"`
	Item string `json:"vbpl_item"`

	cite *citation.Citation
	doc  string // what it was resolved to
	out  resolve.Resolution
}

func main() {
	links := flag.Int("links", 0, "print this many resolved links to be read by hand")
	wrong := flag.Bool("wrong", false, "print the strings that were not resolved to their document")
	seed := flag.Int64("seed", 1, "how the strings are halved")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	lines, err := read(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	rng := rand.New(rand.NewSource(*seed))
	rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	first, second := lines[:len(lines)/2], lines[len(lines)/2:]

	c := resolve.New(nil)
	named := 0
	for i := range first {
		if learn(c, &first[i]) {
			named++
		}
	}
	known := map[string]bool{}
	for i := range first {
		if first[i].doc != "" {
			known[first[i].Item] = true
		}
	}
	for i := range second {
		ask(c, &second[i])
	}
	fmt.Printf("strings %d, catalogue %d records from %d of %d strings\n", len(lines), c.Len(), named, len(first))
	report(first, second, known, *wrong)
	if *links > 0 {
		printLinks(c, second, *links, rng)
	}
}

func read(path string) ([]line, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []line
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var l line
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, l)
	}
	return out, in.Err()
}

// source gives the first citation of the string that names a document: the
// others stand in its title.
func source(l *line) ([]citation.Citation, int) {
	cites := citation.Find(l.Text)
	for i := range cites {
		if cites[i].Kind.NamesDocument() {
			l.cite = &cites[i]
			return cites, i
		}
	}
	return cites, -1
}

// learn enters what the string cites, unless the catalogue resolves it already.
func learn(c *resolve.Catalogue, l *line) bool {
	if ask(c, l); l.doc != "" {
		return true
	}
	if l.cite == nil || l.out.Outcome != resolve.Unknown {
		return false
	}
	r := resolve.RecordFrom(*l.cite)
	if r.ID == "" {
		return false
	}
	for n := 2; c.Record(r.ID) != nil; n++ {
		r.ID = fmt.Sprintf("%s-%d", resolve.RecordFrom(*l.cite).ID, n)
	}
	c.Add(&r)
	l.doc = r.ID
	return true
}

func ask(c *resolve.Catalogue, l *line) {
	cites, i := source(l)
	if i < 0 {
		return
	}
	l.out = c.Resolve(resolve.Citing{Text: l.Text}, cites)[i]
	if l.out.Outcome == resolve.Resolved {
		l.doc = l.out.Document
	}
}

// report prints the pair figures over all strings whose document the catalogue
// can know.
func report(first, second []line, known map[string]bool, wrong bool) {
	type cell struct{ item, doc string }
	items, docs, cells := map[string]int{}, map[string]int{}, map[cell]int{}
	outcomes := map[string]int{}
	// The item that most strings of the first half gave to each document.
	owner := map[string]map[string]int{}
	for i := range first {
		if d := first[i].doc; d != "" {
			if owner[d] == nil {
				owner[d] = map[string]int{}
			}
			owner[d][first[i].Item]++
		}
	}
	best := map[string]string{}
	for d, m := range owner {
		var keys []string
		for k := range m {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(a, b int) bool { return m[keys[a]] > m[keys[b]] || m[keys[a]] == m[keys[b]] && keys[a] < keys[b] })
		best[d] = keys[0]
	}
	right, falseLinks, asked, nameless := 0, 0, 0, 0
	count := func(l *line) {
		if !known[l.Item] || l.cite == nil {
			return
		}
		items[l.Item]++
		d := l.doc
		if d == "" {
			d = "\x00" + l.Text // resolved to nothing: alone
		}
		docs[d]++
		cells[cell{l.Item, d}]++
	}
	for i := range first {
		count(&first[i])
	}
	for i := range second {
		l := &second[i]
		count(l)
		outcomes[string(l.out.Outcome)]++
		if l.doc != "" && best[l.doc] != l.Item {
			falseLinks++
			if wrong {
				fmt.Printf("FALSE\t%s\t%s\t%s\t%s\n", l.Text, l.Item, l.doc, best[l.doc])
			}
		}
		if l.cite == nil {
			nameless++
		}
		if known[l.Item] && l.cite != nil {
			asked++
			if l.doc != "" && best[l.doc] == l.Item {
				right++
			} else if wrong && l.doc == "" {
				fmt.Printf("MISSED\t%s\t%s\t%s\t%s\t%v\n", l.Text, l.Item, l.out.Outcome, l.out.Rule, l.out.Candidates)
			}
		}
	}
	same := func(m map[string]int) (n float64) {
		for _, v := range m {
			n += float64(v) * float64(v-1) / 2
		}
		return n
	}
	both := 0.0
	for _, v := range cells {
		both += float64(v) * float64(v-1) / 2
	}
	p, r := both/same(docs), both/same(items)
	fmt.Printf("second half: %v\n", outcomes)
	fmt.Printf("strings that name no document (“Điều 29”): %d\n", nameless)
	fmt.Printf("strings of known documents %d, resolved to their own %d = %.5f; links to another document %d\n", asked, right, float64(right)/float64(asked), falseLinks)
	fmt.Printf("pairs: precision %.5f recall %.5f F1 %.5f\n", p, r, 2*p*r/(p+r))
}

func printLinks(c *resolve.Catalogue, second []line, n int, rng *rand.Rand) {
	for _, i := range rng.Perm(len(second)) {
		l := &second[i]
		if l.doc == "" {
			continue
		}
		r := c.Record(l.doc)
		fmt.Printf("%s\n    → %s %s %s %s %.80s [%s %.2f]\n", l.Text, r.Type, document.Number(r.Number).Label(), r.Date, r.Issuer, r.Title, l.out.Rule, l.out.Confidence)
		if n--; n == 0 {
			return
		}
	}
}
