package query

import (
	"strings"
)

// Query is a text as it was read.
type Query struct {
	// Text is what was read: the text as typed, cut where it is too long.
	Text string
	// Plain says that the text has no operators and no filters: it is words,
	// perhaps with quotation marks, or a question.
	Plain bool
	// Root is nil when nothing is asked for.
	Root Node
	// Placed are the filters and exclusions that hold for the whole query, with
	// their places.
	Placed []Placed
	// Notes say what was forgiven, in order of place.
	Notes []Note
	// Limited names in Vietnamese the limit that cut the text, else "".
	Limited string
}

// Placed is a node and where it stands: runes of Query.Text.
type Placed struct {
	Node       Node
	Start, End int
}

// Note is something that could not be read as it stands.
type Note struct {
	Start, End int    // runes of Query.Text
	Text       string // Vietnamese
}

// Node is a part of a query. String gives it in the language; [Parse] reads that
// as the same node.
type Node interface{ String() string }

// The kinds of nodes. An And has two children or more, an Or too; no And is the
// child of an And, no Or of an Or; the child of a Not is no Not. In an Or each
// child asks for something, not only for an absence.
type (
	// Words are all wanted.
	Words struct{ Text string }
	// Phrase is words in a row, with their marks. Prefix says that the last of
	// them may go on.
	Phrase struct {
		Text   string
		Prefix bool
	}
	// Prefix is a word that may go on.
	Prefix struct{ Text string }
	// And wants all, Or at least one, Not none in the whole document.
	And struct{ Of []Node }
	Or  struct{ Of []Node }
	Not struct{ Of Node }
)

func (n Words) String() string { return n.Text }

func (n Phrase) String() string {
	if n.Prefix {
		return `"` + n.Text + `*"`
	}
	return `"` + n.Text + `"`
}

func (n Prefix) String() string { return n.Text + "*" }

func (n And) String() string {
	return join(n.Of, " ", func(c Node) bool { _, or := c.(Or); return or })
}

func (n Or) String() string {
	return join(n.Of, " | ", func(c Node) bool { _, and := c.(And); return and })
}

func (n Not) String() string {
	switch n.Of.(type) {
	case And, Or, Words:
		return "-(" + n.Of.String() + ")"
	}
	return "-" + n.Of.String()
}

// join writes children, those that want it in brackets.
func join(of []Node, between string, brackets func(Node) bool) string {
	var b strings.Builder
	for i, c := range of {
		if i > 0 {
			b.WriteString(between)
		}
		if brackets(c) {
			b.WriteString("(" + c.String() + ")")
		} else {
			b.WriteString(c.String())
		}
	}
	return b.String()
}

// String gives the query in the language.
func (q *Query) String() string {
	switch {
	case q.Plain:
		return q.Text
	case q.Root == nil:
		return ""
	}
	return q.Root.String()
}

// Walk calls f with every node below n and n itself; within tells whether it
// stands in a Not.
func Walk(n Node, f func(n Node, within bool)) { walk(n, false, f) }

func walk(n Node, within bool, f func(Node, bool)) {
	if n == nil {
		return
	}
	f(n, within)
	switch n := n.(type) {
	case And:
		for _, c := range n.Of {
			walk(c, within, f)
		}
	case Or:
		for _, c := range n.Of {
			walk(c, within, f)
		}
	case Not:
		walk(n.Of, true, f)
	}
}

// Without gives the text without one of its placed parts, as typed.
func (q *Query) Without(p Placed) string {
	runes := []rune(q.Text)
	before, after := strings.TrimRight(string(runes[:p.Start]), " \t"), strings.TrimLeft(string(runes[p.End:]), " \t")
	if before == "" || after == "" {
		return strings.TrimSpace(before + after)
	}
	return before + " " + after
}

// and makes the node that wants all of the nodes; nil for none. Neighbouring
// words become one.
func and(nodes []Node) Node {
	var out []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case And:
			for _, c := range n.Of {
				out = appendAnd(out, c)
			}
		default:
			out = appendAnd(out, n)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return And{out}
}

func appendAnd(out []Node, n Node) []Node {
	if w, ok := n.(Words); ok && len(out) > 0 {
		if last, ok := out[len(out)-1].(Words); ok {
			out[len(out)-1] = Words{last.Text + " " + w.Text}
			return out
		}
	}
	return append(out, n)
}

func or(nodes []Node) Node {
	var out []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case Or:
			out = append(out, n.Of...)
		default:
			out = append(out, n)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return Or{out}
}

func not(n Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case Not:
		return n.Of
	case Prefix: // a hyphen right before it could make a code of it
		return Not{Phrase{n.Text, true}}
	}
	return Not{n}
}

// asksNothing tells whether a node only says what must not be there.
func asksNothing(n Node) bool {
	switch n := n.(type) {
	case Not:
		return true
	case And:
		for _, c := range n.Of {
			if !asksNothing(c) {
				return false
			}
		}
		return true
	}
	return false
}
