//go:build !windows

package main

// Only Windows tells a double click from a terminal; elsewhere a start without
// arguments shows the help.
func startedByDoubleClick() bool { return false }
