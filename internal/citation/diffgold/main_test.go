package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	gold := filepath.Join(dir, "gold.jsonl")
	old := filepath.Join(dir, "old.tsv")
	write := func(path, s string) {
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(gold, `{"id":"a","text":"Theo Chỉ thị 5-CT/TU và Luật Giá.","citations":[{"kind":"full","start":5,"end":20,"number":"5"},{"kind":"named","start":24,"end":32}]}`+"\n")
	if _, err := run(&strings.Builder{}, gold, "", "", old); err != nil {
		t.Fatal(err)
	}
	stored, _ := os.ReadFile(old)
	want := "a\t5\t20\tfull\tChỉ thị 5-CT/TU\na\t24\t32\tnamed\tLuật «Giá»\n"
	if string(stored) != want {
		t.Fatalf("stored %q, want %q", stored, want)
	}
	var out strings.Builder
	if worse, err := run(&out, gold, old, "", ""); worse || err != nil || out.String() != "0 lost, 0 gained, 2 unchanged\n" {
		t.Fatalf("nothing changed: %v %v %q", worse, err, out.String())
	}
	// As if the old rules had found another thing and missed the law.
	write(old, "a\t5\t20\tfull\tChỉ thị 5-CT/TU\na\t0\t4\tshort\tX 9\n")
	out.Reset()
	worse, err := run(&out, gold, old, "", "")
	if worse || err != nil || out.String() != "- a\t0\t4\tshort\tX 9\tnot in gold\n+ a\t24\t32\tnamed\tLuật «Giá»\tgold\n1 lost, 1 gained, 1 unchanged\n" {
		t.Fatalf("better: %v %v %q", worse, err, out.String())
	}
	// As if the new rules missed the law.
	now := filepath.Join(dir, "new.tsv")
	write(old, want)
	write(now, "a\t5\t20\tfull\tChỉ thị 5-CT/TU\n")
	if worse, err := run(&out, gold, old, now, ""); !worse || err != nil {
		t.Fatalf("worse: %v %v", worse, err)
	}
	write(now, "a\tx\t20\tfull\tChỉ thị\n")
	if _, err := run(&out, gold, old, now, ""); err == nil || !strings.Contains(err.Error(), "new.tsv:1") {
		t.Fatalf("a bad line: %v", err)
	}
}
