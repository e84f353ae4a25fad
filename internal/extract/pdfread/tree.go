package pdfread

import (
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"
)

// findPages walks the page tree once, in order. The parser's own Page walks it
// from the root for every page, and in circles if the file is built so.
func (d *Document) findPages() error {
	seen := map[string]bool{}
	var walk func(v pdf.Value, depth int) error
	walk = func(v pdf.Value, depth int) error {
		if len(d.pages) > d.limits.Pages {
			return fmt.Errorf("%w: more than %d pages", ErrTooLarge, d.limits.Pages)
		}
		kids := v.Key("Kids")
		if kids.Kind() != pdf.Array {
			if v.Kind() == pdf.Dict {
				d.pages = append(d.pages, v)
			}
			return nil
		}
		if depth > 64 {
			d.Broken++
			return nil
		}
		refs := elements(kids)
		for i := range kids.Len() {
			if i < len(refs) && strings.HasSuffix(refs[i], " R") {
				if seen[refs[i]] {
					d.Broken++
					continue
				}
				seen[refs[i]] = true
			}
			kid, ok := d.kid(kids, i)
			if !ok {
				d.Broken++
				continue
			}
			if err := walk(kid, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(d.r.Trailer().Key("Root").Key("Pages"), 0); err != nil {
		return err
	}
	if len(d.pages) > d.limits.Pages {
		return fmt.Errorf("%w: %d pages, allowed are %d", ErrTooLarge, len(d.pages), d.limits.Pages)
	}
	return nil
}

// kid resolves one element; a damaged object is one page lost, not all.
func (d *Document) kid(kids pdf.Value, i int) (v pdf.Value, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			if d.source.ctx.Err() != nil || d.source.left < 0 {
				panic(x)
			}
			ok = false
		}
	}()
	v = kids.Index(i)
	return v, v.Kind() == pdf.Dict
}

// inherited looks a key up in the page and the nodes above it.
func inherited(page pdf.Value, key string) pdf.Value {
	for v, n := page, 0; !v.IsNull() && n < 64; v, n = v.Key("Parent"), n+1 {
		if x := v.Key(key); !x.IsNull() {
			return x
		}
	}
	return pdf.Value{}
}

// elements lists the elements of an array as the parser writes them; an
// indirect one is "12 0 R". The parser does not tell references otherwise, and
// they are what tells an object from another.
func elements(v pdf.Value) []string {
	s := scanner{b: []byte(v.String())}
	s.pos = 1
	var out []string
	for _, o := range group(&s) {
		out = append(out, o)
	}
	return out
}

// entries lists the entries of a dictionary in the same way.
func entries(v pdf.Value) map[string]string {
	text := v.String()
	if !strings.HasPrefix(text, "<<") {
		return nil
	}
	s := scanner{b: []byte(text), pos: 2}
	out := map[string]string{}
	list := group(&s)
	for i := 0; i+1 < len(list); i += 2 {
		out[strings.TrimPrefix(list[i], "/")] = list[i+1]
	}
	return out
}

// group reads values up to the closing bracket, references as one.
func group(s *scanner) []string {
	var out []string
	for {
		s.skipSpace()
		start := s.pos
		if start >= len(s.b) || s.b[start] == ']' || s.b[start] == '>' {
			return out
		}
		if s.b[start] == '"' { // strings are quoted as in Go
			for s.pos++; s.pos < len(s.b) && s.b[s.pos] != '"'; s.pos++ {
				if s.b[s.pos] == '\\' {
					s.pos++
				}
			}
			s.pos++
			out = append(out, "")
			continue
		}
		o := s.next()
		if o.kind == kOperator && o.str == "R" && len(out) >= 2 {
			ref := out[len(out)-2] + " " + out[len(out)-1] + " R"
			out = append(out[:len(out)-2], ref)
			continue
		}
		if s.pos > len(s.b) || s.pos == start {
			return out
		}
		out = append(out, string(s.b[start:s.pos]))
	}
}
