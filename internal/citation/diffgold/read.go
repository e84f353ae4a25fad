package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// passage is one text of the gold. Offsets are runes.
type passage struct {
	ID        string          `json:"id"`
	Text      string          `json:"text"`
	Citations []citation.Gold `json:"citations"`
}

// line is one citation of a passage, as it is stored.
type line struct {
	id         string
	start, end int
	kind, form string
}

func (l line) String() string {
	return fmt.Sprintf("%s\t%d\t%d\t%s\t%s", l.id, l.start, l.end, l.kind, l.form)
}

func readGold(path string) ([]passage, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []passage
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for n := 1; s.Scan(); n++ {
		var p passage
		if err := json.Unmarshal(s.Bytes(), &p); err != nil {
			// The gold may hold fields of other shapes; only id and text are needed.
			var bare struct{ ID, Text string }
			if json.Unmarshal(s.Bytes(), &bare) != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			p = passage{ID: bare.ID, Text: bare.Text, Citations: looseCitations(s.Bytes())}
		}
		out = append(out, p)
	}
	return out, s.Err()
}

// looseCitations reads kind, span and number of each citation and passes over the
// other fields.
func looseCitations(raw []byte) []citation.Gold {
	var d struct {
		Citations []struct {
			Kind       citation.Kind
			Start, End int
			Number     string
		}
	}
	if json.Unmarshal(raw, &d) != nil {
		return nil
	}
	var out []citation.Gold
	for _, c := range d.Citations {
		out = append(out, citation.Gold{Kind: c.Kind, Start: c.Start, End: c.End, Number: c.Number})
	}
	return out
}

func find(passages []passage) []line {
	var f citation.Finder
	var out []line
	for _, p := range passages {
		for _, g := range citation.ToGold(p.Text, f.Find(p.Text)) {
			out = append(out, line{p.ID, g.Start, g.End, string(g.Kind), form(&g)})
		}
	}
	return out
}

// form is the normal form of what a citation says.
func form(g *citation.Gold) string {
	parts := []string{g.Type}
	if l := (document.Number{Number: g.Number, Year: g.Year, Symbol: g.Symbol}).Label(); l != "" {
		parts = append(parts, l)
	}
	if g.Name != "" {
		parts = append(parts, "«"+g.Name+"»")
	}
	if !g.Date.IsZero() {
		parts = append(parts, "@"+g.Date.String())
	}
	for _, s := range g.Provision {
		parts = append(parts, s.Unit+":"+s.Label)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func readStored(path string) ([]line, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []line
	n := 0
	for text := range strings.Lines(string(raw)) {
		n++
		f := strings.Split(strings.TrimRight(text, "\r\n"), "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("%s:%d: %d fields, want 5", path, n, len(f))
		}
		start, err1 := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%s:%d: offsets are not numbers", path, n)
		}
		out = append(out, line{f[0], start, end, f[3], f[4]})
	}
	return out, nil
}

// inGold says whether the gold has a citation at the place of l.
func inGold(passages []passage, l line) string {
	for _, p := range passages {
		if p.ID != l.id {
			continue
		}
		for _, g := range p.Citations {
			if g.Start < l.end && l.start < g.End && (g.Number == "" || strings.Contains(l.form, strings.TrimLeft(g.Number, "0"))) {
				return "gold"
			}
		}
		return "not in gold"
	}
	return ""
}
