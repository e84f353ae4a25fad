package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"tracuu/internal/document"
)

const (
	documentsDir = "documents"
	recordName   = "document.yaml"
	textName     = "text.txt"
	removedName  = "removed.txt"

	// tempPrefix begins names that are on their way in, oldPrefix names on their
	// way out because of a replacement, goingPrefix because of a removal.
	// Readers skip them.
	tempPrefix  = ".new-"
	oldPrefix   = ".old-"
	goingPrefix = ".going-"
)

// Options say how a library is opened.
type Options struct {
	// ReadOnly opens without the lock; methods that write fail with ErrReadOnly.
	ReadOnly bool
	// Recognise reads the metadata of a document that has a text and no
	// document.yaml. Without it such a document has only its file name for a title.
	Recognise func(text string) document.Record
	// Progress is told how many of the documents have been read (opening) or
	// written (default collection); it is called from one goroutine at a time.
	Progress func(done, total int)

	fault   func(op, path string) error // see disk
	shipped []shipped                   // instead of the embedded collection, in tests
}

// Corpus is an open library. Its methods may be called from many goroutines;
// what they return is not to be changed.
type Corpus struct {
	dir  string
	opts Options
	disk disk
	lock *flock.Flock

	installed Installed

	writing sync.Mutex // one change at a time
	cat     atomic.Pointer[catalogue]
}

// Document is one document as the library holds it.
type Document struct {
	document.Record
	// Folder is the path of the document's folder, or of the bare text file.
	Folder string
	// TextFile is the path of the text, "" where the library holds none.
	TextFile string
	// TextBytes is the size of that file in bytes.
	TextBytes int64
	// Guessed says that there is no document.yaml: the record is recognised
	// from the text.
	Guessed bool
	// Fingerprint changes when the record or the text does, and only then: 32
	// hexadecimal digits, the same on every machine.
	Fingerprint string

	seen seen
}

// HasText reports that the library holds the document's text.
func (d *Document) HasText() bool { return d.TextFile != "" }

// Changed is when the document's record or text was last written to its folder,
// as the file system says; the zero time where it does not. It is when the
// library came to hold them as they are: copying a library by a program that
// does not keep the times of files makes all of it new.
func (d *Document) Changed() time.Time {
	newest := int64(0)
	for _, s := range []stamp{d.seen.Record, d.seen.Text} {
		if s.Size >= 0 {
			newest = max(newest, s.ModTime)
		}
	}
	if newest == 0 {
		return time.Time{}
	}
	return time.Unix(0, newest)
}

// OriginalFile is the path of the file the text was taken from, "" where the
// library does not hold it.
func (d *Document) OriginalFile() string {
	if d.Original == "" || filepath.Base(d.Original) != d.Original {
		return ""
	}
	path := filepath.Join(d.Folder, d.Original)
	if fi, err := os.Stat(path); err != nil || !fi.Mode().IsRegular() {
		return ""
	}
	return path
}

// Create opens the library in dir for writing and makes it where there is none.
// A library that is new gets the default collection (see
// [Corpus.InstallDefault]); one that has documents of its own does not.
func Create(dir string, opts Options) (*Corpus, error) { return open(dir, opts, true, true) }

// CreateEmpty is Create without the default collection.
func CreateEmpty(dir string, opts Options) (*Corpus, error) { return open(dir, opts, true, false) }

// Open opens an existing library; without Options.ReadOnly it takes the lock,
// completes what an interrupted process left, and brings the shipped documents
// up to date if the library was made with them. The error is ErrNoLibrary where
// dir is none, ErrLocked (a *LockedError) where another process writes,
// ErrReadOnly where dir cannot be written. Damaged documents are no error; see
// [Corpus.Problems].
func Open(dir string, opts Options) (*Corpus, error) { return open(dir, opts, false, false) }

func open(dir string, opts Options, create, withDefault bool) (*Corpus, error) {
	if create && opts.ReadOnly {
		return nil, fmt.Errorf("tạo thư viện %s: %w", dir, ErrReadOnly)
	}
	if err := makeRoot(filepath.Join(dir, documentsDir), create); err != nil {
		return nil, fmt.Errorf("mở thư viện %s: %w", dir, err)
	}
	c := &Corpus{dir: dir, opts: opts, disk: disk{opts.fault}}
	if err := c.start(withDefault); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// start takes the lock, repairs, reads, and writes the default collection, as
// far as the options ask for it.
func (c *Corpus) start(withDefault bool) (err error) {
	if c.opts.ReadOnly {
		return c.Reload()
	}
	if c.lock, err = lockLibrary(c.dir); err != nil {
		return err
	}
	if err := c.recover(); err != nil {
		return err
	}
	if err := c.Reload(); err != nil {
		return err
	}
	defer c.saveCache()
	fresh := withDefault && c.Len() == 0 && len(c.cat.Load().damaged) == 0
	if !fresh && !c.hasManifest() {
		return nil
	}
	c.installed, err = c.InstallDefault()
	if err != nil && !fresh {
		// The library is usable without the newer form of the shipped documents.
		c.report(Problem{File: filepath.Join(c.dir, manifestName), Severity: Error, Message: err.Error()})
		return nil
	}
	return err
}

// makeRoot makes sure that there is a documents folder.
func makeRoot(docs string, create bool) error {
	fi, err := os.Stat(docs)
	switch {
	case err == nil && !fi.IsDir():
		return fmt.Errorf("%w: %s là một tệp", ErrNoLibrary, docs)
	case errors.Is(err, fs.ErrNotExist) && !create:
		return ErrNoLibrary
	case errors.Is(err, fs.ErrNotExist):
		err = os.MkdirAll(docs, 0o755)
	}
	if errors.Is(err, fs.ErrPermission) || isReadOnlyFS(err) {
		return fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	return err
}

// report adds a problem to those found at opening.
func (c *Corpus) report(p Problem) {
	cat := c.cat.Load()
	c.cat.Store(cat.with("", nil, []Problem{p}))
}

// Close gives the lock back.
func (c *Corpus) Close() error {
	if c.lock == nil {
		return nil
	}
	c.saveCache()
	return c.lock.Close()
}

// Dir is the library's folder as it was given to Open.
func (c *Corpus) Dir() string { return c.dir }

// Writable reports that the library is open for writing.
func (c *Corpus) Writable() bool { return c.lock != nil }

// Reload looks at the folder again, for what was changed by hand. Files of the
// same size and time as before are not read again.
func (c *Corpus) Reload() error {
	c.writing.Lock()
	defer c.writing.Unlock()
	cat, err := c.load(c.known())
	if err != nil {
		return err
	}
	c.cat.Store(cat)
	return nil
}

// Len is the number of documents.
func (c *Corpus) Len() int { return len(c.cat.Load().docs) }

// Documents gives every document, ordered by id.
func (c *Corpus) Documents() []*Document { return slices.Clone(c.cat.Load().docs) }

// Records gives the record of every document, ordered by id: the catalogue that
// citations are resolved against.
func (c *Corpus) Records() []*document.Record {
	docs := c.cat.Load().docs
	recs := make([]*document.Record, len(docs))
	for i, d := range docs {
		recs[i] = &d.Record
	}
	return recs
}

// Get gives the document with that id; the error is ErrNotFound, or ErrRemoved
// where there was one.
func (c *Corpus) Get(id string) (*Document, error) {
	cat := c.cat.Load()
	if d := cat.get(id); d != nil {
		return d, nil
	}
	if cat.removed[id] {
		return nil, fmt.Errorf("%s: %w", id, ErrRemoved)
	}
	return nil, fmt.Errorf("%s: %w", id, ErrNotFound)
}

// Text reads the canonical text of a document: UTF-8, NFC, LF. The error is
// ErrNotFound, ErrNoText, or that of reading the file.
func (c *Corpus) Text(id string) (string, error) {
	for try := 0; ; try++ {
		text, err := c.text(id)
		if !errors.Is(err, fs.ErrNotExist) || try == 3 {
			return text, err
		}
		// Between the two renames of a replacement, or changed by hand.
		if err := c.Reload(); err != nil {
			return "", err
		}
	}
}

func (c *Corpus) text(id string) (string, error) {
	d, err := c.Get(id)
	if err != nil {
		return "", err
	}
	if d.TextFile == "" {
		return "", fmt.Errorf("%s: %w", id, ErrNoText)
	}
	b, err := readLimited(d.TextFile, maxText)
	if err != nil {
		return "", err
	}
	text, _, err := decodeText(b)
	if err != nil {
		return "", fmt.Errorf("%s: %w", d.TextFile, err)
	}
	return text, nil
}

// Problems gives what was found wrong when the library was opened or reloaded,
// and in what was added since, ordered by file and line.
func (c *Corpus) Problems() []Problem { return c.cat.Load().problems() }

// State names the state of the whole collection: it changes whenever a document
// is added, changed or removed, and equal collections have equal states on every
// machine.
func (c *Corpus) State() string { return c.cat.Load().state() }

// readLimited reads a regular file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: không phải tệp thường", path)
	}
	if fi.Size() > limit {
		return nil, tooLarge(path, fi.Size(), limit)
	}
	b := bytes.NewBuffer(make([]byte, 0, fi.Size()+bytes.MinRead))
	// The file may be growing.
	if _, err := b.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > limit {
		return nil, tooLarge(path, int64(b.Len()), limit)
	}
	return b.Bytes(), nil
}

func tooLarge(path string, size, limit int64) error {
	return fmt.Errorf("%s: %w: %d MB, giới hạn %d MB", path, ErrTooLarge, (size+1<<20-1)>>20, limit>>20)
}

// catalogue is one state of the library; it is never changed, only replaced.
type catalogue struct {
	docs    []*Document     // by id
	damaged map[string]bool // ids of folders that cannot be served
	removed map[string]bool
	found   []Problem // from reading files

	fromCache int // how many documents were not read again
	once      struct {
		state, problems sync.Once
	}
	stateValue   string
	problemsList []Problem
}

func (k *catalogue) get(id string) *Document {
	i := sort.Search(len(k.docs), func(i int) bool { return k.docs[i].ID >= id })
	if i < len(k.docs) && k.docs[i].ID == id {
		return k.docs[i]
	}
	return nil
}

// taken reports that the id is in use, or was.
func (k *catalogue) taken(id string) bool {
	return k.get(id) != nil || k.damaged[id] || k.removed[id]
}

// with is the catalogue after document d (nil: none) has taken the place of id.
func (k *catalogue) with(id string, d *Document, found []Problem) *catalogue {
	next := &catalogue{damaged: k.damaged, removed: k.removed, fromCache: -1}
	i := sort.Search(len(k.docs), func(i int) bool { return k.docs[i].ID >= id })
	next.docs = append(make([]*Document, 0, len(k.docs)+1), k.docs[:i]...)
	if d != nil {
		next.docs = append(next.docs, d)
	}
	if i < len(k.docs) && k.docs[i].ID == id {
		i++
	}
	next.docs = append(next.docs, k.docs[i:]...)
	for _, p := range k.found {
		if p.Document != id {
			next.found = append(next.found, p)
		}
	}
	next.found = append(next.found, found...)
	return next
}

func skipName(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}
