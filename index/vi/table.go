package vi

import (
	"fmt"
	"strconv"
	"strings"
)

// readTable calls row for every line of a table of words, two texts and a
// weight above 0 and at most 1, apart by tabs. Comments, empty lines and the
// header are passed over. Errors name the line.
func readTable(table string, row func(fields []string, weight float64) error) error {
	header := true
	for n, line := range strings.Split(table, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return fmt.Errorf("line %d: %d fields", n+1, len(fields))
		}
		weight, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || weight <= 0 || weight > 1 {
			return fmt.Errorf("line %d: weight %q", n+1, fields[2])
		}
		if err := row(fields, weight); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return nil
}
