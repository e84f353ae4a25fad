// Command measure reads files and reports what came out: the text itself, a line
// of figures a file, or the accuracy against reference texts. The tables of
// docs/extraction.md are its output.
//
//	go run ./internal/extract/measure -text FILE…
//	go run ./internal/extract/measure -ref ../shared/data/files/*     (FILE beside FILE's stem.ref.txt)
//	go run ./internal/extract/measure -readers ../shared/data/files/*.pdf
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"

	"tracuu/internal/extract"
	"tracuu/internal/extract/accuracy"
)

func main() {
	text := flag.Bool("text", false, "write the text")
	ref := flag.Bool("ref", false, "compare with the reference beside the file; files without one are left out")
	readers := flag.Bool("readers", false, "compare the readers of PDF: ours, the parser's own, pdftotext")
	ocr := flag.Bool("ocr", false, "recognise every page")
	flag.Parse()
	opts := extract.Options{Time: time.Hour}
	if *ocr {
		opts.OCR = extract.OCRAlways
	}
	var pages int
	begin := time.Now()
	for _, name := range flag.Args() {
		reference := ""
		if *ref || *readers {
			b, err := os.ReadFile(strings.TrimSuffix(name, filepath.Ext(name)) + ".ref.txt")
			if err != nil || strings.HasSuffix(name, ".ref.txt") {
				continue
			}
			reference = string(b)
		}
		start := time.Now()
		r, err := read(name, opts)
		took := time.Since(start)
		if err != nil {
			fmt.Printf("%s\t%v\n", name, err)
			continue
		}
		pages += len(r.Pages)
		switch {
		case *text:
			fmt.Print(r.Text)
		case *readers:
			fmt.Printf("%.40s\tlayout\t%s\t%v\n", filepath.Base(name), figures(r.Text, reference), took.Round(time.Millisecond))
			start = time.Now()
			plain := own(name)
			fmt.Printf("%.40s\tparser\t%s\t%v\n", filepath.Base(name), figures(accuracy.Bare(plain), reference), time.Since(start).Round(time.Millisecond))
			for _, mode := range []string{"-raw", "-layout"} {
				start = time.Now()
				out, err := exec.Command("pdftotext", mode, "-enc", "UTF-8", name, "-").Output()
				if err == nil {
					fmt.Printf("%.40s\tpdftotext %s\t%s\t%v\n", filepath.Base(name), mode, figures(accuracy.Bare(string(out)), reference), time.Since(start).Round(time.Millisecond))
				}
			}
		case *ref:
			fmt.Printf("%.40s\t%s\t%s\t%v\n", filepath.Base(name), r.Reader, figures(r.Text, reference), took.Round(time.Millisecond))
		default:
			fmt.Printf("%.50s\t%s\t%s\t%d pages\t%d bytes\t%.3f\t%v\t%v\n", filepath.Base(name), r.Format, r.Reader, len(r.Pages), len(r.Text), r.Score, took.Round(time.Millisecond), r.Warnings)
		}
	}
	fmt.Fprintf(os.Stderr, "%d files, %d pages, %v\n", flag.NArg(), pages, time.Since(begin).Round(time.Millisecond))
}

func read(name string, opts extract.Options) (*extract.Result, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return extract.Extract(context.Background(), name, f, st.Size(), opts)
}

func figures(text, reference string) string {
	s := accuracy.Compare(text, reference)
	return fmt.Sprintf("%.3f%%\tin order %.3f%%\twords %.3f%%\t%d of %d", 100*s.Accuracy(), 100*s.InOrder(), 100*s.Recall(), s.Errors, s.Runes)
}

// own is the text by the parser's own function.
func own(name string) (text string) {
	defer func() {
		if x := recover(); x != nil {
			text = ""
		}
	}()
	f, r, err := pdf.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	rd, err := r.GetPlainText()
	if err != nil {
		return ""
	}
	var b bytes.Buffer
	_, _ = b.ReadFrom(rd)
	return b.String()
}
