package library

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"tracuu/internal/citation/resolve"
)

// What a library knows of citations when it recalls what it kept is what it
// knows when it reads every text, whatever was done to its folder meanwhile; and
// it reads only what changed, and what cites that.
func TestRecall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	docs := filepath.Join(dir, "documents")
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(docs, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	analysed := 0
	visit := func() map[string][]any {
		t.Helper()
		analysed = 0
		l, err := Open(context.Background(), Options{Dir: dir, Progress: func(s Stage, done, total int) {
			if s == Analysing {
				analysed = total
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		out := map[string][]any{}
		for _, id := range l.current().ids {
			refs := l.current().references.Of(id)
			if len(refs) == 0 {
				refs = nil
			}
			var places []Place
			for _, r := range refs {
				places = append(places, l.current().place(r))
			}
			wanted := l.current().references.Affected(l.current().catalogue.Replace(l.current().catalogue.Record(id)))
			out[id] = []any{refs, places, wanted}
		}
		return out
	}
	record := "type: Chỉ thị\nnumber: \"777\"\nsymbol: CT/TW\ndate: \"2025-05-05\"\nissuer: Ban Bí thư\ntitle: về trồng tre\nprovenance:\n  - source: ví dụ\nconfidence: low\n"
	steps := []struct {
		name string
		do   func()
		read int // texts that are read again
	}{
		{"first start", func() {}, 1},
		{"nothing changed", func() {}, 0},
		{"a text comes that cites what is not there", func() {
			put("thong-tri.txt", "Thực hiện Chỉ thị số 777-CT/TW, ngày 05/5/2025 của Ban Bí thư về trồng tre và Nghị quyết số 51-NQ/TW ngày 05/9/2019 của Bộ Chính trị.")
		}, 1},
		{"nothing changed again", func() {}, 0},
		{"what it cites comes", func() { put("chi-thi-777-ct-tw-2025/document.yaml", record) }, 1},
		{"what it cites goes", func() { os.RemoveAll(filepath.Join(docs, "chi-thi-777-ct-tw-2025")) }, 1},
		{"the text goes", func() {
			os.RemoveAll(filepath.Join(docs, "thong-tri.txt"))
			os.RemoveAll(filepath.Join(docs, "thong-tri"))
		}, 0},
		{"the file is damaged", func() { put("../"+keptName, "tracuu citations 1\nnothing more") }, 1},
	}
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			s.do()
			recalled := visit()
			if analysed != s.read {
				t.Errorf("%d texts were read, want %d", analysed, s.read)
			}
			cache, err := os.ReadFile(filepath.Join(dir, keptName))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(dir, keptName)); err != nil {
				t.Fatal(err)
			}
			read := visit()
			for _, id := range slices.Sorted(maps.Keys(read)) {
				if !reflect.DeepEqual(recalled[id], read[id]) {
					t.Errorf("%s: recalled\n%+v\nread\n%+v", id, recalled[id], read[id])
				}
			}
			if len(recalled) != len(read) {
				t.Errorf("%d documents, want %d", len(recalled), len(read))
			}
			// The next step starts from what this one recalled.
			if err := os.WriteFile(filepath.Join(dir, keptName), cache, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// What another program kept is not trusted.
func TestRecallOfAnotherProgram(t *testing.T) {
	l := open(t)
	k := readKept(l.Dir())
	if k == nil || len(k.documents) != l.Len() {
		t.Fatalf("kept: %v", k)
	}
	k.program += " "
	if err := os.WriteFile(filepath.Join(l.Dir(), keptName), k.encode(), 0o644); err != nil {
		t.Fatal(err)
	}
	if readKept(l.Dir()) != nil {
		t.Error("it is read")
	}
}

func FuzzDecodeKept(f *testing.F) {
	k := &kept{program: "1 2", state: "3", documents: map[string]keptDocument{
		"a": {fingerprint: "4", keys: []string{"k", "~k"}},
		"b": {
			fingerprint: "5", keys: []string{"~k"}, hasText: true,
			cites:  resolve.Kept{Keys: []string{"k"}, References: []resolve.Reference{{From: "b", To: "a", Start: 7, End: 300, Outcome: resolve.Resolved}}},
			places: map[int]Place{0: {Anchor: "mot-la", Quote: "Nghị quyết 1-NQ/TW", Before: "theo ", After: "."}},
		},
	}}
	whole := k.encode()
	f.Add(whole[len(keptMagic) : len(whole)-4])
	f.Add([]byte{0, 0, 1, 0, 1, 'a', 1, 'b', 0, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, body []byte) {
		// The sum is made right, or nothing behind it would be reached.
		k, err := decodeKept(sealed(append([]byte(keptMagic), body...)))
		if err != nil {
			return
		}
		again, err := decodeKept(k.encode())
		if err != nil || !reflect.DeepEqual(k, again) {
			t.Errorf("%v: %+v\n%+v", err, k, again)
		}
	})
}
