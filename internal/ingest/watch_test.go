package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestWatch writes files into a folder that is watched: whole, slowly, in new
// folders, by renaming.
func TestWatch(t *testing.T) {
	p := newPlace(t)
	p.write("đã có.txt", "từ trước")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	got := make(chan string, 100)
	done := make(chan error, 1)
	const quiet = 150 * time.Millisecond
	go func() {
		done <- Watch(ctx, p.files, WatchOptions{Quiet: quiet, Notice: func(m string) { t.Log(m) }}, func(_ context.Context, paths []string) error {
			for _, path := range paths {
				b, _ := os.ReadFile(path)
				rel, _ := filepath.Rel(p.files, path)
				got <- rel + "=" + string(b)
			}
			return nil
		})
	}()
	if first := <-got; first != ".=" {
		t.Fatalf("first %q, want the folder as it is", first)
	}
	f, err := os.Create(filepath.Join(p.files, "chậm.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		f.WriteString("một ")
		time.Sleep(quiet / 3) // the matter of the test: written to before it is quiet
	}
	f.Close()
	p.write("mới/sâu/a.txt", "trong thư mục mới")
	p.write("~$tạm.docx", "tệp tạm")
	p.write("bảng.json", "{}")
	p.write("part.tmp", "đổi tên")
	if err := os.Rename(filepath.Join(p.files, "part.tmp"), filepath.Join(p.files, "đổi.txt")); err != nil {
		t.Fatal(err)
	}
	want := []string{"chậm.txt=một một một một một một ", filepath.FromSlash("mới/sâu/a.txt") + "=trong thư mục mới", "đổi.txt=đổi tên"}
	var seen []string
	for len(seen) < len(want) {
		select {
		case s := <-got:
			seen = append(seen, s)
		case <-ctx.Done():
			t.Fatalf("seen %q, want %q", seen, want)
		}
	}
	slices.Sort(seen)
	slices.Sort(want)
	if !slices.Equal(seen, want) {
		t.Errorf("seen %q, want %q", seen, want)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
