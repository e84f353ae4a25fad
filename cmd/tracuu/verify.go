package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"tracuu/corpus"
	"tracuu/internal/library"
)

var allDocuments = library.Filter{}

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Kiểm tra kho văn bản và chỉ mục có nguyên vẹn không",
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := a.openForReading(c.Context())
			if err != nil {
				return err
			}
			defer l.Close()
			indexErr := l.VerifyIndex()
			bad := serious(l) || indexErr != nil
			if a.json {
				report := map[string]any{"library": l.Dir(), "documents": l.Len(), "problems": problems(l), "index": "ok"}
				if indexErr != nil {
					report["index"] = indexErr.Error()
				}
				if err := json.NewEncoder(a.out).Encode(report); err != nil {
					return err
				}
			} else {
				for _, p := range l.Problems() {
					fmt.Fprintln(a.err, p)
				}
				if indexErr != nil {
					fmt.Fprintf(a.err, "Chỉ mục: %v. Chạy: tracuu index --rebuild\n", indexErr)
				}
				if !bad {
					fmt.Fprintf(a.out, "Kho %s nguyên vẹn: %d văn bản, %d có toàn văn; chỉ mục khớp.\n", l.Dir(), l.Len(), l.List(allDocuments).Held)
				}
			}
			if bad {
				return findings()
			}
			return nil
		},
	}
}

// problems gives the library's problems for JSON, an empty list for none.
func problems(l *library.Library) []library.Problem {
	if ps := l.Problems(); ps != nil {
		return ps
	}
	return []library.Problem{}
}

// serious reports whether something in the library is not served as it stands.
func serious(l *library.Library) bool {
	for _, p := range l.Problems() {
		if p.Severity != corpus.Info {
			return true
		}
	}
	return false
}
