// Command measure reads files and reports what came out: the text itself, or a
// line of figures a file.
//
//	go run ./internal/extract/measure -text FILE
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"tracuu/internal/extract"
)

func main() {
	text := flag.Bool("text", false, "write the text")
	flag.Parse()
	for _, name := range flag.Args() {
		f, err := os.Open(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			continue
		}
		st, _ := f.Stat()
		start := time.Now()
		r, err := extract.Extract(context.Background(), name, f, st.Size(), extract.Options{})
		f.Close()
		if err != nil {
			fmt.Printf("%s\t%v\n", name, err)
			continue
		}
		fmt.Fprintf(os.Stderr, "%s\t%s\t%s\t%d pages\t%d bytes\t%.3f\t%v\t%v\n", name, r.Format, r.Reader, len(r.Pages), len(r.Text), r.Score, time.Since(start), r.Warnings)
		if *text {
			fmt.Print(r.Text)
		}
	}
}
