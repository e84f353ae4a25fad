package main

import (
	"fmt"
	"os"
	"strings"
)

// query is a line of the list, as typed and taken apart.
type query struct {
	kind  string
	typed string
	// any are alternatives; a record answers that has all words and phrases of one
	// of them.
	any [][]term
	not []term
}

// term is one word, or several in a row. Of a prefix the last word goes on.
type term struct {
	words  []string
	prefix bool
}

// readQueries reads the list, mixed by kind so that a part of it is of all kinds.
func readQueries(path string) ([]query, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	byKind := map[string][]query{}
	var kinds []string
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		kind, typed, ok := strings.Cut(line, "\t")
		if !ok || typed == "" {
			return nil, fmt.Errorf("%s: line %d is no kind and query", path, i+1)
		}
		if byKind[kind] == nil {
			kinds = append(kinds, kind)
		}
		byKind[kind] = append(byKind[kind], parseQuery(kind, typed))
	}
	var mixed []query
	for i := 0; ; i++ {
		before := len(mixed)
		for _, k := range kinds {
			if i < len(byKind[k]) {
				mixed = append(mixed, byKind[k][i])
			}
		}
		if len(mixed) == before {
			return mixed, nil
		}
	}
}

// parseQuery takes a query of the list apart for engines of other languages.
func parseQuery(kind, typed string) query {
	q := query{kind: kind, typed: typed, any: [][]term{nil}}
	for rest := strings.TrimSpace(typed); rest != ""; rest = strings.TrimSpace(rest) {
		not := strings.HasPrefix(rest, "-")
		rest = strings.TrimPrefix(rest, "-")
		var t term
		if inside, ok := strings.CutPrefix(rest, `"`); ok {
			phrase, after, _ := strings.Cut(inside, `"`)
			t.words, rest = strings.Fields(phrase), after
		} else {
			word, after, _ := strings.Cut(rest, " ")
			rest = after
			if word == "hoặc" {
				q.any = append(q.any, nil)
				continue
			}
			word, t.prefix = strings.CutSuffix(word, "*")
			t.words = []string{word}
		}
		if not {
			q.not = append(q.not, t)
		} else {
			last := len(q.any) - 1
			q.any[last] = append(q.any[last], t)
		}
	}
	return q
}

// expression writes a query in a language of infix operators. One writes a term;
// not stands between what is wanted and what is not.
func (q *query) expression(one func(term) string, and, or, not string) string {
	var any []string
	for _, terms := range q.any {
		var all []string
		for _, t := range terms {
			all = append(all, one(t))
		}
		any = append(any, "("+strings.Join(all, and)+")")
	}
	out := strings.Join(any, or)
	for _, t := range q.not {
		out = "(" + out + ")" + not + one(t)
	}
	return out
}
