package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tracuu/corpus"
	"tracuu/internal/document"
)

// verified passes on the bytes of a file and fails at their end if they are not
// those that were read before: the file changed meanwhile.
type verified struct {
	r    io.Reader
	h    hash.Hash
	want string
}

func verify(rd *reading) io.Reader {
	return &verified{io.NewSectionReader(rd.data, 0, rd.size), sha256.New(), rd.sha}
}

func (v *verified) Read(p []byte) (int, error) {
	n, err := v.r.Read(p)
	v.h.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(v.h.Sum(nil)) != v.want {
		return n, errChanged
	}
	return n, err
}

// fileName is the name under which an original is kept: in ASCII, so that it
// survives every system and packer, and no other file of the folder has it. A
// file with the same bytes keeps its name. Folder "" is one that is empty.
func fileName(folder, original, sha string) string {
	ext := strings.ToLower(filepath.Ext(original))
	base := document.Slug(strings.TrimSuffix(original, filepath.Ext(original)))
	if len(base) > 60 {
		base = strings.TrimRight(base[:60], "-")
	}
	if e := document.Slug(ext); e != "" && len(e) <= 10 {
		ext = "." + e
	} else {
		ext = ""
	}
	if base == "" {
		base = "ban-goc"
	}
	for n := 1; ; n++ {
		name := base + ext
		if n > 1 {
			name = base + "-" + strconv.Itoa(n) + ext
		}
		if name == "text.txt" || name == "document.yaml" || name == DetailsName {
			continue
		}
		path := filepath.Join(folder, name)
		if folder == "" {
			return name
		}
		if _, err := os.Lstat(path); os.IsNotExist(err) || fileSHAIs(path, sha) {
			return name
		}
	}
}

// copyFile puts the file into a document's folder in one step.
func copyFile(path string, rd *reading) error {
	if fileSHAIs(path, rd.sha) {
		return nil
	}
	return replaceFile(path, verify(rd))
}

const versionsDir = corpus.VersionsDir

// keepVersion puts an earlier text beside a document and gives its name in the
// folder. A text that is there already, as after a crash, is not put twice.
func keepVersion(folder, text string) (string, error) {
	dir := filepath.Join(folder, versionsDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		name := strconv.Itoa(n) + ".txt"
		b, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			return versionsDir + "/" + name, writeFile(filepath.Join(dir, name), []byte(text))
		}
		if err != nil {
			return "", err
		}
		if bytes.Equal(b, []byte(text)) {
			return versionsDir + "/" + name, nil
		}
	}
}

// earlier gives the name of the earlier version that has these letters, or "".
func earlier(folder, textSHA string) string {
	for n := 1; ; n++ {
		name := strconv.Itoa(n) + ".txt"
		b, err := os.ReadFile(filepath.Join(folder, versionsDir, name))
		if err != nil {
			return ""
		}
		if lettersSHA(string(b)) == textSHA {
			return versionsDir + "/" + name
		}
	}
}

// writeFile writes a file in one step: a crash leaves the old or the new.
func writeFile(path string, b []byte) error { return replaceFile(path, bytes.NewReader(b)) }

// replaceFile writes beside and renames. The name beside is a fixed one, so that
// what a killed process left is overwritten when its work is done again.
func replaceFile(path string, r io.Reader) (err error) {
	tmp := filepath.Join(filepath.Dir(path), ".new-"+filepath.Base(path))
	defer func() {
		if err != nil {
			os.Remove(tmp)
			err = fmt.Errorf("ghi %s: %w", path, err)
		}
	}()
	if err := os.Remove(tmp); err != nil && !errors.Is(err, os.ErrNotExist) { // it may be linked from elsewhere
		return err
	}
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
