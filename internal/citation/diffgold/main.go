package main

import (
	"fmt"
	"os"
	"bufio"
	"encoding/json"

	"tracuu/internal/citation"
)

func main() {
	if len(os.Args) > 1 {
		in := bufio.NewReaderSize(os.Stdin, 1<<20)
		out := bufio.NewWriter(os.Stdout)
		defer out.Flush()
		var f citation.Finder
		for {
			line, err := in.ReadBytes('\n')
			if err != nil { break }
			var d struct{ ID any; Text string }
			if err := json.Unmarshal(line, &d); err != nil { panic(err) }
			for _, c := range f.Find(d.Text) {
				s := max(0, c.Start-90); for s > 0 && d.Text[s]&0xC0 == 0x80 { s-- }
				s2, e2 := c.Span(); _ = s2
				e := min(len(d.Text), e2+70); for e < len(d.Text) && d.Text[e]&0xC0 == 0x80 { e++ }
				fmt.Fprintf(out, "%s\t%s\t%q[[%q]]%q\t%s %s @%s i=%q n=%q t=%q %v R=%s\n", c.Kind, c.Rule, d.Text[s:c.Start], d.Text[c.Start:c.End], d.Text[c.End:e], c.Type, c.Label(), c.Date, c.Issuer, c.Name, c.Title, c.Provision, c.Relation)
			}
		}
		return
	}
	if err := citation.JSONL(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
