package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/gofrs/flock"
)

func TestUpdate(t *testing.T) {
	x := buildAndOpen(t, miniature())
	other, err := Open(x.dir, OpenOptions{})
	if err != nil {
		t.Fatalf("a second reader: %v", err)
	}
	defer other.Close()

	changed := miniature()[1]
	changed.Fingerprint = "2"
	changed.Units[0].Text = "Trồng thêm rừng đầu nguồn."
	added := Document{ID: "moi", Title: "về mở đường lên bản"}
	err = x.Update(context.Background(), []Document{changed, added}, []string{"ke-hoach-3-kh-tu-2020"}, "s2")
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"rừng đầu nguồn": 1, "mười nghìn": 0, "mở đường": 1, "diễn tập": 0} {
		res, err := x.Search(context.Background(), Query{Text: `"` + query + `"`})
		if err != nil || res.Total != want {
			t.Errorf("%q: %d documents (%v), want %d", query, res.Total, err, want)
		}
	}
	m, err := x.Meta()
	if err != nil || m.Documents != 3 || m.CorpusState != "s2" || m.Fingerprints["nghi-quyet-9-nq-tu-2019"] != "2" {
		t.Errorf("meta %+v, %v", m, err)
	}
	if n := search(t, other, "rừng đầu nguồn").Total; n == 1 {
		t.Error("a view changed under its reader")
	}
	if err := other.Reload(); err != nil {
		t.Fatal(err)
	}
	if n := search(t, other, "rừng đầu nguồn").Total; n != 1 {
		t.Errorf("after Reload %d documents", n)
	}
}

func TestUpdateManyTimes(t *testing.T) {
	x := buildAndOpen(t, miniature())
	for i := range 3 * maxParts {
		d := Document{ID: fmt.Sprintf("d%d", i), Title: fmt.Sprintf("về cây số %d", i)}
		if err := x.Update(context.Background(), []Document{d}, nil, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if len(x.view.parts) > maxParts {
		t.Errorf("%d parts", len(x.view.parts))
	}
	entries, err := os.ReadDir(x.dir)
	if err != nil || len(entries) > maxParts+2 {
		t.Errorf("leftovers: %v %v", entries, err)
	}
	d, err := x.Document("chi-thi-7-ct-tu-2021")
	if err != nil || len(d.Units) != 4 || d.Units[1] != miniature()[0].Units[1] {
		t.Errorf("document after merging: %+v, %v", d, err)
	}
	if n := search(t, x, "cây số").Total; n != 3*maxParts {
		t.Errorf("%d documents", n)
	}
}

func TestOneWriter(t *testing.T) {
	x := buildAndOpen(t, miniature())
	l := flock.New(filepath.Join(x.dir, lockName))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	if err := Build(context.Background(), x.dir, all(miniature()), BuildOptions{}); !errors.Is(err, ErrLocked) {
		t.Errorf("Build beside a writer: %v", err)
	}
	if err := x.Update(context.Background(), nil, nil, "s3"); !errors.Is(err, ErrLocked) {
		t.Errorf("Update beside a writer: %v", err)
	}
	y, err := Open(x.dir, OpenOptions{})
	if err != nil {
		t.Fatalf("Open beside a writer: %v", err)
	}
	y.Close()
}

func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"truncated": func(path string) error { return os.Truncate(path, 100) },
		"removed":   os.Remove,
		"changed": func(path string) error {
			data, err := os.ReadFile(path)
			if err == nil {
				data[len(data)/2] ^= 0xff
				err = os.WriteFile(path, data, 0o600)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := buildAndOpen(t, miniature())
			dir := x.dir
			var files []string
			filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
				if d.Type().IsRegular() && d.Name() != lockName && d.Name() != manifestName {
					files = append(files, path)
				}
				return err
			})
			if len(files) < 3 {
				t.Fatalf("files %v", files)
			}
			for _, path := range files {
				was, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				// A new file each time: the open index has the old one mapped.
				os.Remove(path)
				if err := os.WriteFile(path, was, 0o600); err != nil {
					t.Fatal(err)
				}
				if err := damage(path); err != nil {
					t.Fatal(err)
				}
				if y, err := Open(dir, OpenOptions{}); !errors.Is(err, ErrDamaged) {
					t.Errorf("%s: %v", path, err)
					if err == nil {
						y.Close()
					}
				}
				os.Remove(path)
				if err := os.WriteFile(path, was, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"schema":`), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(dir, OpenOptions{}); !errors.Is(err, ErrDamaged) {
				t.Errorf("manifest: %v", err)
			}
			if err := Build(context.Background(), dir, all(miniature()), BuildOptions{}); err != nil {
				t.Fatalf("rebuilding: %v", err)
			}
			y, err := Open(dir, OpenOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer y.Close()
			if err := y.Verify(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestStale(t *testing.T) {
	x := buildAndOpen(t, miniature())
	if _, err := Open(x.dir, OpenOptions{CorpusState: "s9"}); !errors.Is(err, ErrStale) {
		t.Errorf("other corpus state: %v", err)
	}
	m, err := readManifest(x.dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Analyzer = "vi/0"
	if err := m.write(x.dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(x.dir, OpenOptions{}); !errors.Is(err, ErrStale) {
		t.Errorf("other analyzer: %v", err)
	}
}
