package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"tracuu/internal/document"
)

// cacheName is a file that saves reading every document at every start. It can
// be deleted at any time.
const cacheName = "catalogue.cache"

// cacheVersion is to be raised when reading a document comes to give something
// else than before; changes of the record's fields are noticed without it.
const cacheVersion = 1

// stamp tells one state of a file from another without reading it.
type stamp struct {
	Size    int64 // bytes; -1 where there is no file
	ModTime int64 // nanoseconds
}

func stampOf(path string) stamp {
	fi, err := os.Stat(path)
	if err != nil {
		return stamp{Size: -1}
	}
	return stamp{fi.Size(), fi.ModTime().UnixNano()}
}

// seen is when, and in which state, a document's files were read.
type seen struct {
	Record, Text stamp
	At           int64 // nanoseconds
	flawed       bool  // reading gave problems, which are to be found again
}

// settled is how much older than its reading a file must be for its stamp to be
// trusted: some file systems count time in steps of two seconds.
const settled = 2 * time.Second

// still reports that the files are as they were when they were read.
func (s seen) still(record, text stamp) bool {
	newest := max(s.Record.ModTime, s.Text.ModTime)
	return !s.flawed && s.Record == record && s.Text == text && newest+int64(settled) < s.At
}

// cachedUnit is a document as the cache keeps it.
type cachedUnit struct {
	Record      document.Record
	HasText     bool
	Fingerprint string
	Seen        seen
}

// known gives the documents read before, by path: those of this process, else
// those of the cache.
func (c *Corpus) known() map[string]*Document {
	byPath := map[string]*Document{}
	if cat := c.cat.Load(); cat != nil {
		for _, d := range cat.docs {
			byPath[d.Folder] = d
		}
		return byPath
	}
	units, err := readCache(filepath.Join(c.dir, cacheName))
	if err != nil {
		return byPath // none, or of another version, or damaged: read everything
	}
	root := filepath.Join(c.dir, documentsDir)
	for name, u := range units {
		d := &Document{Record: u.Record, Folder: filepath.Join(root, name), Fingerprint: u.Fingerprint, seen: u.Seen}
		if u.HasText {
			d.TextFile, d.TextBytes = filepath.Join(d.Folder, textName), u.Seen.Text.Size
		}
		byPath[d.Folder] = d
	}
	return byPath
}

// saveCache writes the cache where it would spare work. A failure costs only
// time at the next start.
func (c *Corpus) saveCache() {
	cat := c.cat.Load()
	if !c.Writable() || cat == nil || cat.fromCache == len(cat.docs) {
		return
	}
	units := map[string]cachedUnit{}
	for _, d := range cat.docs {
		if d.Guessed || d.seen.flawed {
			continue
		}
		units[filepath.Base(d.Folder)] = cachedUnit{d.Record, d.HasText(), d.Fingerprint, d.seen}
	}
	var b bytes.Buffer
	enc := gob.NewEncoder(&b)
	if enc.Encode(recordShape) != nil || enc.Encode(units) != nil {
		return
	}
	sum := sha256.Sum256(b.Bytes())
	tmp := filepath.Join(c.dir, tempPrefix+cacheName)
	if os.WriteFile(tmp, append(sum[:], b.Bytes()...), 0o644) != nil || rename(tmp, filepath.Join(c.dir, cacheName)) != nil {
		os.Remove(tmp)
	}
}

func readCache(path string) (map[string]cachedUnit, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < sha256.Size || sha256.Sum256(b[sha256.Size:]) != [sha256.Size]byte(b[:sha256.Size]) {
		return nil, fmt.Errorf("%s is damaged", path)
	}
	dec := gob.NewDecoder(bytes.NewReader(b[sha256.Size:]))
	var shape string
	if err := dec.Decode(&shape); err != nil || shape != recordShape {
		return nil, fmt.Errorf("%s is of another version", path)
	}
	var units map[string]cachedUnit
	return units, dec.Decode(&units)
}

// recordShape describes what is in a cache, so that one of another shape is not
// read.
var recordShape = fmt.Sprint(cacheVersion) + shapeOf(reflect.TypeFor[cachedUnit]())

func shapeOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "[]" + shapeOf(t.Elem())
	case reflect.Struct:
		var b strings.Builder
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintf(&b, "%s %s;", f.Name, shapeOf(f.Type))
		}
		return "{" + b.String() + "}"
	}
	return t.String()
}
