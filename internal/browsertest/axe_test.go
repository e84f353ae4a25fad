package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readAxe gives the source of axe-core, and leaves the test out where it is not
// installed.
func readAxe(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("AXE_PATH")
	if dir == "" {
		skip(t, "AXE_PATH is not set: pages are not judged by axe-core")
	}
	axe, err := os.ReadFile(filepath.Join(dir, "axe.min.js"))
	if err != nil {
		skip(t, fmt.Sprintf("axe-core is not installed: %v", err))
	}
	return string(axe)
}

// judge has axe-core judge the page as it stands; where says which it is.
func (b *tab) judge(axe, where string) {
	b.t.Helper()
	eval[bool](b, axe+"; true")
	out := eval[string](b, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.target.join(" ") + ": " + (n.any[0] || n.all[0] || n.none[0] || {}).message)}))))`)
	var found []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range found {
		b.t.Errorf("%s: %s %s: %s\n\t%s", where, v.Impact, v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
	}
}
