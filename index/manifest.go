package index

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// schemaVersion changes whenever an older index can no longer be read rightly:
// fields, stored form, manifest.
const schemaVersion = 2

const (
	manifestName = "CURRENT"
	lockName     = "write.lock"
	partPrefix   = "part-"
)

// manifest names the parts that make the index, and what they were built from.
type manifest struct {
	Schema   int        `json:"schema"`
	Analyzer string     `json:"analyzer"`
	State    string     `json:"state"`
	Parts    []partInfo `json:"parts"`
}

// partInfo describes one part. A document in Dead is superseded by a later part
// or removed.
type partInfo struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
	Units     int    `json:"units"`
	// Lengths are the sizes of the fields.
	Lengths map[string]fieldLength `json:"lengths"`
	Files   map[string]fileInfo    `json:"files"`
	Dead    []string               `json:"dead,omitempty"`
}

// fieldLength tells how many records have a field, and its tokens in all.
type fieldLength struct {
	Records int   `json:"records"`
	Tokens  int64 `json:"tokens"`
}

// meanLengths are the mean lengths of the fields in tokens, over the records
// that have them.
func meanLengths(parts []partInfo) (mean [fieldCount]float32) {
	for i, name := range fieldNames {
		var sum fieldLength
		for _, p := range parts {
			sum.Records += p.Lengths[name].Records
			sum.Tokens += p.Lengths[name].Tokens
		}
		mean[i] = max(1, float32(sum.Tokens)/float32(max(sum.Records, 1)))
	}
	return mean
}

// fileInfo is a file's size in bytes and its CRC-32C.
type fileInfo struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

func readManifest(dir string) (*manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, ErrMissing)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	m := new(manifest)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s: %w: %v", filepath.Join(dir, manifestName), ErrDamaged, err)
	}
	for _, p := range m.Parts {
		// The names come from a file and are about to be joined to a path.
		if !strings.HasPrefix(p.Name, partPrefix) || strings.ContainsAny(p.Name, `/\`) {
			return nil, fmt.Errorf("%s: %w: part %q", filepath.Join(dir, manifestName), ErrDamaged, p.Name)
		}
	}
	return m, nil
}

// write replaces the manifest in one step, synced to disk.
func (m *manifest) write(dir string) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, manifestName+".new")
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(append(data, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp, filepath.Join(dir, manifestName))
	}
	if err != nil {
		os.Remove(tmp)
		return err
	}
	syncDir(dir)
	return nil
}

// syncDir makes renames in a directory durable where the system can; where it
// cannot (Windows) the rename itself is durable.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

func newPartName() string {
	return partPrefix + strings.ToLower(rand.Text()[:12])
}

// removeLeftovers deletes what no manifest names. Errors are not reported: on
// Windows a part that a reader still has open cannot go yet.
func removeLeftovers(dir string, m *manifest) {
	used := map[string]bool{manifestName: true, lockName: true}
	if m != nil {
		for _, p := range m.Parts {
			used[p.Name] = true
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if used[e.Name()] {
			continue
		}
		if strings.HasPrefix(e.Name(), partPrefix) || e.Name() == manifestName+".new" {
			os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumFiles lists the regular files below dir with size and checksum.
func sumFiles(dir string) (map[string]fileInfo, error) {
	files := map[string]fileInfo{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		info, err := sumFile(path)
		files[filepath.ToSlash(rel)] = info
		return err
	})
	return files, err
}

func sumFile(path string) (fileInfo, error) { return sumFileUntil(path, nil) }

// sumFileUntil gives up when stop is closed; what it says is then of no use.
func sumFileUntil(path string, stop <-chan struct{}) (fileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return fileInfo{}, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	var size int64
	for {
		n, err := io.CopyN(h, f, 4<<20)
		size += n
		if err == io.EOF {
			return fileInfo{Size: size, CRC: h.Sum32()}, nil
		}
		if err != nil {
			return fileInfo{}, err
		}
		select {
		case <-stop:
			return fileInfo{}, nil
		default:
		}
	}
}

// checkFiles compares the files of a part with what was written. Contents are
// read only of files up to maxSum bytes: opening a large index must not read
// all of it.
func (p *partInfo) checkFiles(dir string, maxSum int64) error {
	if len(p.Files) == 0 {
		return fmt.Errorf("%w: part %s names no files", ErrDamaged, p.Name)
	}
	for name, want := range p.Files {
		path := filepath.Join(dir, p.Name, filepath.FromSlash(name))
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%w: part %s names file %q", ErrDamaged, p.Name, name)
		}
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		if info.Size() != want.Size {
			return fmt.Errorf("%w: %s has %d bytes, not %d", ErrDamaged, path, info.Size(), want.Size)
		}
		if want.Size > maxSum {
			continue
		}
		got, err := sumFile(path)
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		if got != want {
			return fmt.Errorf("%w: %s: contents changed", ErrDamaged, path)
		}
	}
	return nil
}

// checkLarge compares the contents of the files that checkFiles has passed over,
// until stop is closed.
func (p *partInfo) checkLarge(dir string, over int64, stop <-chan struct{}) error {
	for name, want := range p.Files {
		if want.Size <= over {
			continue
		}
		path := filepath.Join(dir, p.Name, filepath.FromSlash(name))
		got, err := sumFileUntil(path, stop)
		select {
		case <-stop:
			return nil
		default:
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		if got != want {
			return fmt.Errorf("%w: %s: contents changed", ErrDamaged, path)
		}
	}
	return nil
}
