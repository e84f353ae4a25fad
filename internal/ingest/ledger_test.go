package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLedger(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, LedgerName)
	open := func() *ledger {
		t.Helper()
		l, err := openLedger(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.close() })
		return l
	}
	l := open()
	for i := range 3 {
		if err := l.put(&entry{Path: fmt.Sprintf("/a/%d\n.txt", i), Size: 5, Time: 7, Outcome: Outcome{ID: "x"}}); err != nil {
			t.Fatal(err)
		}
	}
	l.close()

	// A torn last line is passed over, and what comes after it is whole.
	b, _ := os.ReadFile(path)
	os.WriteFile(path, b[:len(b)-9], 0o644)
	l = open()
	if l.get("/a/1\n.txt", 5, 7) == nil || l.last("/a/2\n.txt") != nil {
		t.Errorf("entries %v", l.entries)
	}
	if l.get("/a/1\n.txt", 6, 7) != nil || l.get("/a/1\n.txt", 5, 8) != nil {
		t.Error("a file of another size or time counts as unchanged")
	}
	if err := l.put(&entry{Path: "/b", Size: 1}); err != nil {
		t.Fatal(err)
	}
	l.close()
	if l = open(); l.last("/b") == nil || l.last("/a/0\n.txt") == nil {
		t.Errorf("entries %v", l.entries)
	}

	// It does not grow for ever.
	for range 2000 {
		l.put(&entry{Path: "/b", Size: 2})
	}
	l.close()
	if l = open(); l.lines != 3 || l.last("/b").Size != 2 {
		t.Errorf("%d lines after compacting", l.lines)
	}
	l.close()
	if b, _ = os.ReadFile(path); strings.Count(string(b), "\n") != 3 {
		t.Errorf("%q", b)
	}
}

// FuzzLedger reads damaged ledgers: nothing may keep the library from importing.
func FuzzLedger(f *testing.F) {
	f.Add("{\"path\":\"/a\",\"size\":1}\n{\"pa")
	f.Add("\x00\xff\n[]\n{}\nnull\n")
	f.Fuzz(func(t *testing.T, content string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, LedgerName), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			l, err := openLedger(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := l.put(&entry{Path: "/mới", Size: 3, Time: 4}); err != nil {
				t.Fatal(err)
			}
			l.close()
		}
		l, err := openLedger(dir)
		if err != nil || l.get("/mới", 3, 4) == nil {
			t.Errorf("what was written after damage is not read: %v", err)
		}
		l.close()
	})
}
