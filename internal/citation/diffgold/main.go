package main

import (
	"fmt"
	"os"

	"tracuu/internal/citation"
)

func main() {
	if err := citation.JSONL(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
