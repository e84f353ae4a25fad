package main

import "github.com/spf13/cobra"

func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("lệnh %s không nhận tham số %q", c.Name(), args[0])
	}
	return nil
}

// atLeastOne takes words that need not be quoted: tracuu search thế trận.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("lệnh %s cần %s", c.Name(), what)
		}
		return nil
	}
}
