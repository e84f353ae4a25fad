package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// VersionsDir holds, in a document's folder, the texts it had before the present
// one: 1.txt the earliest.
const VersionsDir = "versions"

// Versions gives the numbers of the earlier texts that are kept of a document,
// rising; none for most.
func (c *Corpus) Versions(id string) ([]int, error) {
	d, err := c.Get(id)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(d.Folder, VersionsDir))
	if err != nil { // there is none, or the document is a bare text file
		return nil, nil
	}
	var out []int
	for _, e := range entries {
		base, ok := strings.CutSuffix(e.Name(), ".txt")
		n, err := strconv.Atoi(base)
		if ok && err == nil && n > 0 && strconv.Itoa(n) == base && e.Type().IsRegular() {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}

// VersionText reads an earlier text of a document. The error is ErrNotFound where
// there is none of that number.
func (c *Corpus) VersionText(id string, n int) (string, error) {
	d, err := c.Get(id)
	if err != nil {
		return "", err
	}
	path := filepath.Join(d.Folder, VersionsDir, strconv.Itoa(n)+".txt")
	if fi, err := os.Lstat(path); err != nil || !fi.Mode().IsRegular() {
		return "", fmt.Errorf("%s, bản %d: %w", id, n, ErrNotFound)
	}
	b, err := readLimited(path, maxText)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s, bản %d: %w", id, n, ErrNotFound)
	}
	if err != nil {
		return "", err
	}
	text, _, err := decodeText(b)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return text, nil
}
