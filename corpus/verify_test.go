package corpus

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestVerify: what opening does not look for.
func TestVerify(t *testing.T) {
	dir := t.TempDir()
	c := mustOpen(t, dir, Options{})
	in := func(name string) string { return filepath.Join(dir, documentsDir, filepath.FromSlash(name)) }
	gone, err := c.Add(Draft{Record: record("09", "CT/TU", "2020-02-03", "sẽ xóa")})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Remove(gone.ID); err != nil {
		t.Fatal(err)
	}
	good := "provenance:\n  - source: bản thử\n"
	put(t, in("a/document.yaml"), "type: Luật\nnumber: 5/2020/QH14\ndate: 2021-02-03\nissuer: Quốc hội\noriginal: a.pdf\n"+good)
	put(t, in("b/document.yaml"), "type: Chỉ thị\nnumber: 7-CT/TW\ndate: 2020-02-03\n")
	put(t, in("c/document.yaml"), "type: Chỉ thị\nnumber: 07-CT/TW\ndate: 2020-02-03\n"+good)
	put(t, in("d/document.yaml"), "type: Chỉ thị\nprovenance:\n  - source: khong-co\nrelations:\n  - kind: amends\n    target: d\n    source: thử\n")
	put(t, in(gone.ID+"/document.yaml"), "type: Luật\n"+good)
	put(t, in("e.txt"), "chữ")
	put(t, in(".new-f/document.yaml"), "type: Luật\n")
	want := []string{
		".new-f: việc ghi đang dở",
		"a/document.yaml:3: năm trong số hiệu (2020) khác năm ban hành (2021)",
		"a/document.yaml:5: không thấy tệp gốc “a.pdf”",
		"b/document.yaml: chưa ghi nguồn",
		"c/document.yaml: có lẽ trùng với văn bản “b”",
		gone.ID + "/document.yaml: mã này có trong danh sách đã xóa",
		"d/document.yaml:3: nguồn “khong-co” không có",
		"d/document.yaml:6: quan hệ trỏ về chính",
		"e.txt: chưa có document.yaml",
	}
	var got []string
	if err := c.Verify(context.Background(), func(p Problem) { got = append(got, p.String()) }); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d problems:\n%s", len(got), strings.Join(got, "\n"))
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], in("")+string(filepath.Separator)+filepath.FromSlash(w)) {
			t.Errorf("got  %s\nwant %s", got[i], w)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Verify(ctx, func(Problem) { t.Error("reported after the end") }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOpenErrors(t *testing.T) {
	empty := t.TempDir()
	for _, dir := range []string{empty, filepath.Join(empty, "khong-co")} {
		if _, err := Open(dir, Options{}); !errors.Is(err, ErrNoLibrary) {
			t.Errorf("%s: %v", dir, err)
		}
		if entries, _ := os.ReadDir(empty); len(entries) > 0 {
			t.Error("opening what is no library left a file in it")
		}
	}
	if _, err := Create(empty, Options{ReadOnly: true}); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
	put(t, filepath.Join(empty, documentsDir), "tệp")
	if _, err := Create(empty, Options{}); !errors.Is(err, ErrNoLibrary) {
		t.Error(err)
	}
}

// TestReadOnlyFolder: a library that cannot be written is refused for writing
// with an error of its own, and can be read.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, documentsDir, "a", textName), "chữ\n")
	readOnly(t, dir)
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Fatal(err)
	}
	if _, err := Create(filepath.Join(dir, "moi"), Options{}); !errors.Is(err, ErrReadOnly) {
		t.Fatal(err)
	}
	c, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if text, err := c.Text("a"); err != nil || text != "chữ\n" {
		t.Fatalf("%q %v", text, err)
	}
	if err := c.Remove("a"); !errors.Is(err, ErrReadOnly) {
		t.Fatal(err)
	}
	if _, err := c.InstallDefault(); !errors.Is(err, ErrReadOnly) {
		t.Fatal(err)
	}
}

// readOnly makes dir refuse changes until the test ends: by its permissions,
// or, for root, whom they do not bind, by a read-only mount of it.
func readOnly(t *testing.T, dir string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("folders have no such permission on Windows")
	}
	if os.Geteuid() != 0 {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
		return
	}
	mountReadOnly(t, dir)
}

// TestSmallDisk fills a real file system.
func TestSmallDisk(t *testing.T) {
	dir := t.TempDir()
	mountSmall(t, dir)
	c := mustOpen(t, filepath.Join(dir, "library"), Options{})
	d, err := c.Add(Draft{Record: record("01", "CT/TU", "2020-02-03", "bản cũ"), Text: "Chữ cũ\n"})
	if err != nil {
		t.Fatal(err)
	}
	for n := 2; ; n++ {
		_, err := c.Add(Draft{Record: record(fmt.Sprint(n), "CT/TU", "2020-02-03", "nữa"), Text: strings.Repeat("Chữ\n", 10_000)})
		if errors.Is(err, syscall.ENOSPC) {
			break
		}
		if err != nil || n > 1000 {
			t.Fatal(n, err)
		}
	}
	rec := d.Record
	rec.Title = "bản mới"
	if _, err := c.Replace(Draft{Record: rec, Text: strings.Repeat("Chữ\n", 10_000)}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	n, state := c.Len(), c.State()
	c.Close()
	c = whole(t, filepath.Join(dir, "library"))
	if got, _ := c.Get(d.ID); got == nil || got.Title != "bản cũ" || c.Len() != n || c.State() != state {
		t.Fatalf("%+v, %d of %d documents", got, c.Len(), n)
	}
}
