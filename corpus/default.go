package corpus

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// The default collection: the directive 23-CT/TU in full, and records of the
// documents that it names and of others that drafting meets. Each folder is as
// it will lie in a library; the files here are the truth about them.
//
//go:embed default/documents
var embedded embed.FS

// shipped is one document of the default collection.
type shipped struct {
	id          string
	names       []string
	content     [][]byte
	fingerprint string
}

// files gives the document's files, to be read once.
func (s shipped) files() []file {
	var out []file
	for i, name := range s.names {
		out = append(out, file{name, bytes.NewReader(s.content[i])})
	}
	return out
}

// shippedDocuments lists the default collection, ordered by id.
var shippedDocuments = sync.OnceValues(func() ([]shipped, error) {
	const root = "default/documents"
	folders, err := embedded.ReadDir(root)
	if err != nil {
		return nil, err
	}
	var all []shipped
	for _, f := range folders {
		s := shipped{id: f.Name()}
		entries, err := embedded.ReadDir(path.Join(root, f.Name()))
		if err != nil {
			return nil, err
		}
		var record, text []byte
		hasText := false
		for _, e := range entries {
			b, err := embedded.ReadFile(path.Join(root, f.Name(), e.Name()))
			if err != nil {
				return nil, err
			}
			switch e.Name() {
			case recordName:
				record = b
			case textName:
				text, hasText = b, true
			}
			s.names, s.content = append(s.names, e.Name()), append(s.content, b)
		}
		s.fingerprint = fingerprint(record, text, hasText)
		all = append(all, s)
	}
	return all, nil
})

// manifestName is the file that remembers what the program itself has written
// into the library, so that a person's changes are told from it.
const manifestName = "shipped.json"

// manifest maps the id of each shipped document to the fingerprint with which
// it was last written.
type manifest struct {
	Note      string            `json:"note"`
	Documents map[string]string `json:"documents"`
}

const manifestNote = "Chương trình tracuu ghi tệp này để biết văn bản nào do chương trình đưa vào và người dùng chưa sửa; không cần sửa bằng tay."

// Installed counts what became of the shipped documents.
type Installed struct {
	Written int // new in this library
	Updated int // written by an earlier version, unchanged since, and now newer
	Kept    int // left alone, because a person changed or removed them
}

// Installed says what opening the library did with the default collection.
func (c *Corpus) Installed() Installed { return c.installed }

// hasManifest reports that the library is one with the default collection.
func (c *Corpus) hasManifest() bool {
	_, err := os.Stat(filepath.Join(c.dir, manifestName))
	return err == nil
}

// InstallDefault writes the embedded collection into the library. A document
// that is not there and never was is written; one that the program wrote and
// nobody touched is brought up to date; one that a person edited or removed is
// left alone. [Create] does this for a new library, and opening for writing
// repeats it where it was done before, which also completes an interrupted
// first start.
func (c *Corpus) InstallDefault() (Installed, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	var done Installed
	if !c.Writable() {
		return done, fmt.Errorf("ghi bộ văn bản kèm theo: %w", ErrReadOnly)
	}
	all, err := shippedDocuments()
	if err != nil {
		return done, fmt.Errorf("đọc bộ văn bản kèm theo: %w", err)
	}
	if c.opts.shipped != nil {
		all = c.opts.shipped
	}
	was, existed, err := c.readManifest()
	if err != nil {
		return done, err
	}
	if !existed {
		// The mark of a first start under way.
		if err := c.writeManifest(was); err != nil {
			return done, fmt.Errorf("ghi bộ văn bản kèm theo: %w", err)
		}
	}
	now := manifest{Documents: map[string]string{}}
	for id, sum := range was.Documents {
		now.Documents[id] = sum
	}
	for i, s := range all {
		before := done
		if err := c.install(s, was.Documents[s.id], now.Documents, &done); err != nil {
			return done, fmt.Errorf("ghi bộ văn bản kèm theo: %w", err)
		}
		wrote := done.Written > before.Written || done.Updated > before.Updated
		if c.opts.Progress != nil && wrote {
			c.opts.Progress(i+1, len(all))
		}
	}
	if equalMaps(now.Documents, was.Documents) {
		return done, nil
	}
	// A document counts as written only when its name is durable: a name that a
	// power cut takes back must not look as if a person had removed it.
	if err := c.disk.syncDir(filepath.Join(c.dir, documentsDir)); err != nil {
		return done, fmt.Errorf("ghi bộ văn bản kèm theo: %w", err)
	}
	if err := c.writeManifest(now); err != nil {
		return done, fmt.Errorf("ghi bộ văn bản kèm theo: %w", err)
	}
	return done, nil
}

// install decides about one shipped document and does it. before is the
// fingerprint with which the program last wrote it, "" for never.
func (c *Corpus) install(s shipped, before string, now map[string]string, done *Installed) error {
	cat := c.cat.Load()
	doc := cat.get(s.id)
	folder := filepath.Join(c.dir, documentsDir, s.id)
	switch {
	case doc != nil && doc.Fingerprint == s.fingerprint:
		now[s.id] = s.fingerprint // as shipped, whoever put it there
		return nil
	case doc == nil && before == "" && !cat.taken(s.id) && missing(folder):
		if err := c.apply(change{id: s.id, files: s.files(), folder: folder, unsynced: true}); err != nil {
			return err
		}
		now[s.id] = s.fingerprint
		done.Written++
		return nil
	case doc != nil && doc.Fingerprint == before:
		// Its own files are replaced as a set; what a person put beside them stays.
		if err := c.apply(change{id: s.id, files: s.files(), folder: doc.Folder, old: doc.Folder, drop: []string{textName}}); err != nil {
			return err
		}
		now[s.id] = s.fingerprint
		done.Updated++
		return nil
	}
	done.Kept++
	return nil
}

func missing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

func (c *Corpus) readManifest() (m manifest, existed bool, err error) {
	path := filepath.Join(c.dir, manifestName)
	m.Documents = map[string]string{}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, false, nil
	}
	if err != nil {
		return m, false, err
	}
	if err := json.Unmarshal(b, &m); err != nil || m.Documents == nil {
		return m, true, fmt.Errorf("%s: tệp hỏng (%v); hãy xóa tệp này, chương trình sẽ ghi lại", path, err)
	}
	return m, true, nil
}

func (c *Corpus) writeManifest(m manifest) error {
	m.Note = manifestNote
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return c.disk.writeAtomic(filepath.Join(c.dir, manifestName), append(b, '\n'))
}

func equalMaps(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

// fingerprint names the state of one document: a hash of the files that say
// what it is.
func fingerprint(record, text []byte, hasText bool) string {
	sum := sha256.New()
	writeSized(sum, record)
	if hasText {
		writeSized(sum, text)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
