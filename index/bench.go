package index

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"tracuu/index/query"
	"tracuu/index/vi"
)

// BenchRetrieval measures how well questions find the articles that answer
// them, by the way every search goes. It reads articles ({"id","law","article",
// "text"} a line, plain or gzip) into an index in a new folder of tmpdir, and
// answers the queries ({"id","text"} a line) with
//
//	query <TAB> article <TAB> rank
//
// on run, the best ten of each, ranks from 1. The laws are documents, their
// articles provisions.
func BenchRetrieval(ctx context.Context, articles, queries io.Reader, run io.Writer, tmpdir string) error {
	docs, ids, err := readArticles(articles)
	if err != nil {
		return fmt.Errorf("reading articles: %w", err)
	}
	dir, err := os.MkdirTemp(tmpdir, "bench-retrieval-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := Build(ctx, dir, fromSlice(docs), BuildOptions{}); err != nil {
		return err
	}
	x, err := Open(dir, OpenOptions{})
	if err != nil {
		return err
	}
	defer x.Close()
	out := bufio.NewWriter(run)
	var q struct{ ID, Text string }
	err = readLines(queries, func(line []byte) error {
		q.ID, q.Text = "", ""
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		places, err := x.Provisions(ctx, q.Text, 10)
		for i, p := range places {
			fmt.Fprintf(out, "%s\t%s\t%d\n", q.ID, ids[p], i+1)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("answering queries: %w", err)
	}
	return out.Flush()
}

// Place is a provision of an index.
type Place struct {
	Document string // ID
	Unit     int    // its ordinal in Document.Units
}

// Provisions answers a query with provisions in one list, the best first, at
// most n and no more than Search weighs. It is Search without documents, pages
// and snippets.
func (x *Index) Provisions(ctx context.Context, text string, n int) (places []Place, err error) {
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	if err := v.takeTurn(ctx); err != nil {
		return nil, err
	}
	defer v.giveTurn()
	defer v.noteDamage(&err)
	defer guard(&err, "searching")()
	q := Query{Parsed: query.Parse(text, v.ownVocabulary())}
	req := readQuery(q.Parsed)
	s := v.session()
	defer s.close()
	m, err := s.match(ctx, &req, &q)
	if err == nil {
		err = m.rank()
	}
	if err != nil {
		return nil, err
	}
	for i := range m.ranked {
		if r := &m.ranked[i]; r.record != r.entry.record && len(places) < n {
			places = append(places, Place{r.entry.ID, int(r.ordinal())})
		}
	}
	return places, nil
}

func readArticles(r io.Reader) (docs []Document, ids map[Place]string, err error) {
	ids = map[Place]string{}
	byLaw := map[string]int{}
	var a struct{ ID, Law, Article, Text string }
	err = readLines(r, func(line []byte) error {
		a.ID, a.Law, a.Article, a.Text = "", "", "", ""
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		i, ok := byLaw[a.Law]
		if !ok {
			i = len(docs)
			byLaw[a.Law] = i
			docs = append(docs, Document{ID: fmt.Sprintf("l%05d", i), Title: a.Law, TextHeld: true})
		}
		heading, text := splitHeading(a.Text)
		ids[Place{docs[i].ID, len(docs[i].Units)}] = a.ID
		docs[i].Units = append(docs[i].Units, Unit{Anchor: "dieu-" + a.Article, Label: "Điều " + a.Article, Heading: heading, Text: text})
		return nil
	})
	return docs, ids, err
}

// splitHeading takes the first line of an article as its heading when it looks
// like one: short, not numbered, and not a sentence.
func splitHeading(text string) (heading, rest string) {
	line, rest, ok := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	if !ok || line == "" || utf8.RuneCountInString(line) > 250 || strings.ContainsAny(line[len(line)-1:], ".;:,") {
		return "", text
	}
	if tokens := vi.Scan(line); len(tokens) == 0 || '0' <= line[0] && line[0] <= '9' {
		return "", text
	}
	return line, strings.TrimLeft(rest, "\n")
}

// readLines calls f with each line that is not empty; the error names the line.
func readLines(r io.Reader, f func(line []byte) error) error {
	buffered := bufio.NewReaderSize(r, 1<<20)
	if magic, _ := buffered.Peek(2); slices.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buffered)
		if err != nil {
			return err
		}
		defer z.Close()
		buffered = bufio.NewReaderSize(z, 1<<20)
	}
	for n := 1; ; n++ {
		line, err := buffered.ReadBytes('\n')
		if trimmed := strings.TrimSpace(string(line)); trimmed != "" {
			if ferr := f([]byte(trimmed)); ferr != nil {
				return fmt.Errorf("line %d: %w", n, ferr)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
}
