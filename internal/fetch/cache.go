package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// cache is a folder with, for each address that was asked for, what came (a file
// .body) and when, how it is called, and by which signs the host knows whether
// it changed (a file .json); or why nothing came. It may be deleted.
type cache struct{ dir string }

// remembered is the .json file.
type remembered struct {
	Address  string    `json:"address"`
	Final    string    `json:"final,omitempty"`
	Type     string    `json:"type,omitempty"`
	Name     string    `json:"name,omitempty"`
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"modified,omitempty"` // as the host said it
	Size     int64     `json:"size,omitempty"`
	Fetched  time.Time `json:"fetched"` // or asked, of a failure
	Failure  *Error    `json:"failure,omitempty"`
}

const maxCache = 512 << 20 // bytes of bodies; the oldest go first

// openCache makes the folder and clears what is too much.
func openCache(dir string) (*cache, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	c := &cache{dir}
	c.prune(maxCache)
	return c, nil
}

func (c *cache) path(address, ext string) string {
	h := sha256.Sum256([]byte(address))
	return filepath.Join(c.dir, hex.EncodeToString(h[:16])+ext)
}

// get gives what is remembered of an address, nil for nothing; a body that is
// gone or of another size is as good as none.
func (c *cache) get(address string) *remembered {
	b, err := os.ReadFile(c.path(address, ".json"))
	if err != nil {
		return nil
	}
	var r remembered
	if json.Unmarshal(b, &r) != nil || r.Address != address {
		return nil
	}
	if r.Failure == nil {
		if fi, err := os.Stat(c.path(address, ".body")); err != nil || fi.Size() != r.Size {
			return nil
		}
	}
	return &r
}

// put remembers a page or a failure.
func (c *cache) put(r *remembered) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	path := c.path(r.Address, ".json")
	if err := os.WriteFile(path+".new", b, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// store writes the body of an address, at most limit bytes of it, and gives
// their number; tooLarge is returned where there are more.
func (c *cache) store(address string, r io.Reader, limit int64, tooLarge error) (int64, error) {
	tmp := c.path(address, ".new")
	f, err := os.Create(tmp)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(f, io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		err = tooLarge
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(tmp, c.path(address, ".body"))
	}
	if err != nil {
		os.Remove(tmp)
	}
	return n, err
}

// prune removes the oldest files until at most limit bytes are left, and what a
// killed process left half written.
func (c *cache) prune(limit int64) {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var infos []fs.FileInfo
	var sum int64
	for _, e := range entries {
		fi, err := e.Info()
		if err != nil || !fi.Mode().IsRegular() {
			continue
		}
		if strings.HasSuffix(e.Name(), ".new") {
			os.Remove(filepath.Join(c.dir, e.Name()))
			continue
		}
		infos = append(infos, fi)
		sum += fi.Size()
	}
	slices.SortFunc(infos, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, fi := range infos {
		if sum <= limit {
			return
		}
		if os.Remove(filepath.Join(c.dir, fi.Name())) == nil {
			sum -= fi.Size()
		}
	}
}
