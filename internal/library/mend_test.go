package library

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tracuu/index"
)

// An index that is damaged under an open library is noticed by the search that
// meets it, and built anew by the next look at the folder.
func TestMendsIndex(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mapped file cannot be cut there")
	}
	var notices []string
	l, err := Open(context.Background(), Options{Dir: filepath.Join(t.TempDir(), "library"), Notice: func(m string) { notices = append(notices, m) }})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const query = "the tran an ninh nhan dan"
	before, err := l.Search(context.Background(), Query{Text: query})
	if err != nil || before.Total == 0 {
		t.Fatalf("%d documents, %v", before.Total, err)
	}
	if err := l.mendIndex(context.Background()); err != nil {
		t.Fatal(err)
	}
	notices = nil
	cut := 0
	err = filepath.WalkDir(l.indexDir(), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".zap") {
			cut++
			return os.Truncate(path, 0)
		}
		return err
	})
	if err != nil || cut == 0 {
		t.Fatalf("%d segments cut, %v", cut, err)
	}
	// Another query: what the last one has read is kept.
	if _, err := l.Search(context.Background(), Query{Text: "lực lượng công an xã"}); !errors.Is(err, index.ErrDamaged) {
		t.Fatalf("searching it: %v", err)
	}
	if err := l.mendIndex(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(notices) != 1 || !strings.Contains(notices[0], "hỏng") {
		t.Errorf("notices %q", notices)
	}
	after, err := l.Search(context.Background(), Query{Text: query})
	if err != nil || after.Total != before.Total {
		t.Errorf("%d documents after mending, %d before, %v", after.Total, before.Total, err)
	}
	notices = nil
	if err := l.mendIndex(context.Background()); err != nil || len(notices) != 0 {
		t.Errorf("mending what is whole: %v, %q", err, notices)
	}
}
