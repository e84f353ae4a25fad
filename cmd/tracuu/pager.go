package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
)

// page shows text a screen at a time where the output is a terminal: through the
// program that PAGER names, else less. An empty PAGER, or cat, wants none.
func (a *app) page(ctx context.Context, text []byte) error {
	if command := pagerCommand(); isTerminal(a.out) && len(command) > 0 {
		c := exec.CommandContext(ctx, command[0], command[1:]...)
		c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(text), a.out, a.err
		if os.Getenv("LESS") == "" { // end at once when it fits, show colours, leave the screen
			c.Env = append(os.Environ(), "LESS=FRX", "LESSCHARSET=utf-8")
		}
		if err := c.Start(); err == nil {
			_ = c.Wait() // however it ended, the reader has seen it
			return nil
		}
	}
	_, err := a.out.Write(text)
	return err
}

// pagerCommand is the pager with its arguments; none where there is none.
func pagerCommand() []string {
	pager, set := os.LookupEnv("PAGER")
	command := strings.Fields(pager)
	switch {
	case set && (len(command) == 0 || command[0] == "cat"):
		return nil
	case !set:
		command = []string{"less"}
	}
	path, err := exec.LookPath(command[0])
	if err != nil {
		return nil
	}
	return append([]string{path}, command[1:]...)
}
